"""Words of a text as search compares them: without case, accents, variants of spelling and common endings.

The stemmer is light: it removes the endings of plurals and verbs, and of nouns made of verbs (`prosecution`,
`prosecuted`), and no others. Porter's stemmer, which SQLite has, conflates `internal` with `international` and
`organization` with `organ`, which are different things in this field.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from untip._search.names import fold
from untip._text import late_pattern

# a number is one word: 35,000, 64/293, 8.7; co-operation is one word, child's is child
_WORD = late_pattern(r"\d{1,3}(?:,\d{3})+|\d+(?:[./]\d+)+|[Cc]o-(?=op|or)[^\W_]+|[^\W_]+")
_COMPOUND = late_pattern(r"(?<![^\W\d_])[^\W\d_]++(?:[-.][^\W\d_]++)+")

STOP = frozenset(
    (
        *("a", "about", "against", "all", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by"),
        *("can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is"),
        *("it", "its", "may", "more", "no", "not", "of", "on", "or", "other", "than", "that", "the", "their", "them"),
        *("then", "there", "these", "they", "this", "those", "to", "under", "up", "was", "were", "what", "when"),
        *("where", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "would"),
    )
)
"""Common words, which a query ignores unless it has no others."""

_IRREGULAR = {
    word: stem
    for stem, words in (
        *(("child", ("children",)), ("man", ("men",)), ("woman", ("women",)), ("wife", ("wives",))),
        *(("person", ("people", "peoples")), ("crisis", ("crises",)), ("criterion", ("criteria",))),
        *(("analyz", ("analysis", "analyses")), ("peacekeep", ("peacekeeper", "peacekeepers"))),
        ("smuggl", ("smuggler", "smugglers")),
        *(("africa", ("african", "africans")), ("america", ("american", "americans")), ("asia", ("asian", "asians"))),
        ("europ", ("european", "europeans")),
        *((word, (word,)) for word in ("aids", "during", "news", "proceedings", "series", "species", "united")),
    )
    for word in words
}

_SPELLINGS = (
    # both spellings become the American one; a needless change is the same in index and query
    (r"^(arm|behavi|col|endeav|fav|harb|hon|lab|neighb|rig|rum|vig)our", r"\1or"),
    (r"^practis", "practic"),
    (r"(?<=...)is(?=(e[drs]?s?|ing|ations?|ational)$)", "iz"),
    (r"(?<=al)ys(?=(e[drs]?|ing)$)", "yz"),
    (r"^(cent|theat|met|lit|kilomet)re(s?)$", r"\1er\2"),
    (r"^(program)me(s?)$", r"\1\2"),
    (r"^(def|off|lic|pret)ence(s?)$", r"\1ense\2"),
    (r"^paed", "ped"),
    (r"^(judg|acknowledg)ement", r"\1ment"),
    (r"^(fulfi|enro|insta)ll(?=$|ment|s$)", r"\1l"),
    (r"^counsellor", "counselor"),
    (r"^ageing$", "aging"),
)
_RULES = tuple([(late_pattern(pattern), change) for pattern, change in _SPELLINGS])

_VOWEL = late_pattern(r"[aeiouy]")


def _singular(word: str) -> str:
    """Remove the ending of a plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us")) else word


def _bare(word: str) -> str:
    """Remove the ending of a verb form."""
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1] if len(word) > 5 else word
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWEL.search(stem):
            return stem
    return word


def _root(word: str) -> str:
    """Remove the ending of a noun or adverb made of a verb or adjective: `-ation`, `-ion`, `-ness`, `-ly`."""
    if word.endswith("ification"):
        return word[:-7] + "y"
    for ending, least in (("ation", 9), ("ate", 7), ("at", 6), ("ness", 8), ("ly", 7)):
        if word.endswith(ending) and len(word) >= least:
            return word[: -len(ending)]
    return word[:-3] if word.endswith(("sion", "tion")) and len(word) > 7 else word


@lru_cache(20_000)
def key(word: str) -> str:
    """Return the key by which index and query compare a word.

    Example:
        >>> key("Labour") == key("labor"), key("trafficked") == key("trafficking") == key("traffic")
        (True, True)
        >>> key("internal") == key("international"), key("organs") == key("organization")
        (False, False)
    """
    text = fold(word.replace("/", "x").replace(".", "x").replace("-", "").replace(",", ""))
    if text in _IRREGULAR:
        return _IRREGULAR[text]
    if len(text) < 4 or not text.isalpha():
        return text
    for pattern, change in _RULES:
        text = pattern.sub(change, text)
    text = _root(_bare(_singular(text)))
    if text.endswith("e") and not text.endswith("ee") and len(text) > 3:
        text = text[:-1]
    if text.endswith("ick") and len(text) > 6:
        return text[:-1]
    return text[:-1] if len(text) > 3 and text[-1] == text[-2] and text[-1] not in "aeiousz" else text


@cache
def common_keys() -> frozenset[str]:
    """Return the keys of the common words."""
    return frozenset(map(key, STOP))


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each word of a text: its start, its end and its key."""
    for match in _WORD.finditer(text):
        word = key(match[0])
        if word and not (word == "s" and text[match.start() - 1 : match.start()] in ("'", "’")):
            yield match.start(), match.end(), word


def keys(text: str) -> list[str]:
    """Return the keys of a text's words, in order."""
    return [word for _, _, word in spans(text)]


def indexed(text: str) -> str:
    """Return the keys of a text for the index; a compound such as `UN.GIFT` is also one key, before its parts."""
    if "-" not in text and "." not in text:
        return " ".join(keys(text))
    words: list[str] = []
    done = 0
    for match in _COMPOUND.finditer(text):
        words += keys(text[done : match.start()])
        whole = key(match[0].replace(".", ""))
        parts = keys(match[0])
        words += [whole, *parts] if parts != [whole] else parts
        done = match.end()
    return " ".join([*words, *keys(text[done:])])


def marked(text: str, wanted: AbstractSet[str]) -> list[tuple[int, int, str]]:
    """Return the positions of words with some keys in a text; compounds as a whole if that is their key."""
    found = [span for span in spans(text) if span[2] in wanted]
    for match in _COMPOUND.finditer(text):
        whole = key(match[0].replace(".", ""))
        if whole in wanted:
            found = [span for span in found if not match.start() <= span[0] < match.end()]
            found.append((match.start(), match.end(), whole))
    return sorted(found)
