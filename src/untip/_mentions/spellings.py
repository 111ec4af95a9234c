"""Spellings of names that texts have and records do not list: those that `find` takes for the same name.

`find` asks what a spelling means; a text is looked through for what is known beforehand, so that the usual spellings
are made from the names. Where one is a name only with its marks ("U.N.", not "U N"), it says how it must be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import NamedTuple, TypeAlias

from untip._search.spelling.words import british_or_american
from untip._text import late_pattern

Check: TypeAlias = Callable[[str, int, int], bool]
"""Whether what stands between two places of a text is written as a name must be."""


class Spelling(NamedTuple):
    """Another spelling of a name."""

    text: str
    """The spelling."""
    check: Check | None = None
    """How it must be written; anyhow if left out."""


def spellings(name: str, kind: str) -> Iterator[Spelling]:
    """Yield other spellings of a name.

    Args:
        name: A name of a record.
        kind: The record's kind.
    """
    for other in respelt(name):
        yield Spelling(other)
    if match := _CAPITALS.fullmatch(name):  # UN-HABITAT as UN-Habitat
        name = f"{match[1]} {match[2].capitalize()}"
        yield Spelling(name, has_acronym)
    if one_word := joined(name, kind):
        yield Spelling(one_word)
        yield Spelling(one_word.upper())
    if with_dots := dotted(name):
        yield Spelling(with_dots, has_dots)
    if "U.S. " in name:
        yield Spelling(name.replace("U.S. ", "US "))
    if kind in _WITH_AMPERSAND and _AND.search(name):
        yield Spelling(_AND.sub(" & ", name), has_ampersand)
    if kind == "state":
        yield from of_state(name)


# ── names of every kind ─────────────────────────────────────────────────────────────────────────────────────────────

_IZE = late_pattern(r"([a-z]{3,})iz(ations?|ed|ing|e)\b", re.IGNORECASE)
_WITH_AMPERSAND = ("agency", "state")
_AND = late_pattern(r"(?<=[^\W_]{2}) and ")
"""Between words, not between letters: B&H may be Bahrain as well."""


def respelt(name: str) -> Iterator[str]:
    """Yield British and American spellings of a name of several words.

    Example:
        >>> list(respelt("International Labour Organization"))
        ['International Labour Organisation', 'International Labor Organization']
    """
    if " " not in name:
        return
    if "iz" in name.lower() and _IZE.search(name):
        yield _IZE.sub(r"\1is\2", name)
    for reading in british_or_american(name):
        yield reading.text


_CAPITALS = late_pattern(r"([A-Z]{2,})[ -]([A-Z]{5,})")
_TWO_WORDS = late_pattern(r"([A-Z][a-z]+)[ -]([A-Z][a-z]+)")
_ACRONYM_AND_WORD = late_pattern(r"([A-Z]{2,})[ -]([A-Z][a-z]+)")
_LONGEST_JOINED = 8
"""The longest name of a State that is written as one word too, in letters: Vietnam, Srilanka."""


def joined(name: str, kind: str) -> str | None:
    """Return a name of two words as one, where that is no word of the language: a State's, or one with an acronym.

    Example:
        >>> joined("Viet Nam", "state"), joined("UN Women", "agency"), joined("Blue Heart", "program")
        ('Vietnam', 'UNWomen', None)
    """
    if match := _ACRONYM_AND_WORD.fullmatch(name):
        return match[1] + match[2]
    match = _TWO_WORDS.fullmatch(name) if kind == "state" and len(name) <= _LONGEST_JOINED + 1 else None
    return match[1] + match[2].lower() if match else None


_ACRONYM = late_pattern("[A-Z]{3}|EU|AU")
"""An acronym that is written with full stops too; others of two letters would be the initials of somebody."""
_TWO_LETTERS = late_pattern(r"\b(?:UN|UK|US)\b(?!\.)")
"""Those that are also in front of other words."""


def dotted(name: str) -> str | None:
    """Return an acronym of two or three letters with its full stops, also one of two that a name has in it.

    Example:
        >>> dotted("UN"), dotted("ILO"), dotted("UN Women"), dotted("UNODC")
        ('U.N.', 'I.L.O.', 'U.N. Women', None)
    """
    if _ACRONYM.fullmatch(name):
        return _with_dots(name)
    other = _TWO_LETTERS.sub(lambda match: _with_dots(match[0]), name)
    return None if other == name else other


def _with_dots(letters: str) -> str:
    return "".join([f"{letter}." for letter in letters])


_NO_DOT = late_pattern(r"\b(?:[B-Z](?=[^\w.]|\.[,;:])|[a-z]\.)")
_BROKEN = late_pattern("[,;:()]")


def has_dots(text: str, first: int, last: int) -> bool:
    """Check whether single capitals have their full stops and none belongs to what is in front: S. Sudan."""
    if text[first - 1 : first] == "." and text[first - 2 : first - 1].isalpha():
        return False  # U.S. Sudan
    if text[first].islower() and not text[first + 1].isalnum():
        return False  # Omar's Sudan
    return not _NO_DOT.search(text, first, last)


def has_acronym(text: str, first: int, last: int) -> bool:
    """Check whether a name begins with capitals: UN-Habitat, but not `un habitat`."""
    return text[first : first + 2].isupper() and is_unbroken(text, first, last)


def is_unbroken(text: str, first: int, last: int) -> bool:
    """Check whether no mark parts the words of a name: Rep. Korea, but not "Dominican Rep., Korea"."""
    return not _BROKEN.search(text, first, last)


def has_ampersand(text: str, first: int, last: int) -> bool:
    """Check whether a name has its `&`: Bosnia & Herzegovina."""
    return "&" in text[first:last]


# ── names of States ─────────────────────────────────────────────────────────────────────────────────────────────────

_SHORT = {
    "Republic": ("Rep.",),
    "Democratic": ("Dem.",),
    "Socialist": ("Soc.",),
    "People's": ("Peoples",),
    "Islamic": ("Isl.",),
    "Federal": ("Fed.",),
    "Federated": ("Fed.",),
    "Federation": ("Fed.",),
    "Plurinational": ("Plur.",),
    "Bolivarian": ("Bol.",),
    "United": ("Utd.",),
    "States": ("Sts.",),
    "Emirates": ("Em.",),
    "Islands": ("Is.", "Isl.", "Isds"),
    "Saint": ("St.",),
    "Equatorial": ("Eq.",),
    "Central": ("Cent.",),
    "North": ("N.",),
    "South": ("S.",),
    "East": ("E.",),
}
"""How words of States' names are shortened."""
_INITIALS = {
    "Democratic People's Republic": "D.P.R.",
    "People's Democratic Republic": "P.D.R.",
    "Democratic Republic": "D.R.",
    "People's Republic": "P.R.",
    "Federal Republic": "F.R.",
    "Islamic Republic": "I.R.",
    "Arab Republic": "A.R.",
    "United Republic": "U.R.",
    "Bolivarian Republic": "R.B.",
    "Plurinational State": "P.S.",
    "Federated States": "F.S.",
    "Former Yugoslav Republic": "F.Y.R.",
}
"""How titles are shortened."""
_VARIANTS = 16

_TITLED = late_pattern(
    r"(?:[Tt]he )?((?:(?:[Ff]ormer|Yugoslav|Democratic|People['’]s|Islamic|Arab|United|Federal|Federated|Socialist"
    r"|Plurinational|Bolivarian|Hashemite) )*"
    r"(?:Republic|Kingdom|States?|Union|Commonwealth|Sultanate|Principality|Grand Duchy)) of (the )?([A-Z].*)"
)
_WITHOUT_OF = ("Republic", "States", "Rep.", "Sts.")
"""Ends of titles that stand behind a name without `of` too: Congo, Dem. Rep.; but not Kuwait, State."""


def of_state(name: str) -> Iterator[Spelling]:
    """Yield the usual spellings of a State's name: shortened, turned round, with and without the article.

    Example:
        >>> [one.text for one in of_state("Saint Lucia")], [one.text for one in of_state("Equatorial Guinea")]
        (['St. Lucia'], ['Eq. Guinea', 'Guinea, Equatorial', 'Guinea, Eq.'])
        >>> {"Congo, Dem. Rep.", "D.R. Congo"} < {one.text for one in of_state("Democratic Republic of the Congo")}
        True
    """
    made = [other for other in _shortened(name) if other != name and "(" not in name]
    match = _TITLED.fullmatch(name)
    if match:
        made += _titled(match[1], match[2] or "", match[3])
    elif name.startswith("Equatorial "):  # of other points of the compass, "Sudan, South Kordofan" has one too
        made += [f"{name[len('Equatorial ') :]}, {point}" for point in _shortened("Equatorial")]
    for other in made:
        yield Spelling(other, _check_of(other))


_INITIALS_FIRST = late_pattern(r"[A-Z]{2,4}\b")
_INITIAL = late_pattern(r"\b[A-Z]\b")


def _check_of(name: str) -> Check:
    """Return how the spelling of a State's name must be written."""
    if "," in name:
        return is_turned
    if _INITIALS_FIRST.match(name):
        return has_acronym
    return has_dots if _INITIAL.search(name) else is_unbroken


def _shortened(name: str) -> Iterator[str]:
    """Yield a name with each choice of its words shortened."""
    words = name.split(" ")
    yield from islice(map(" ".join, product(*[(word, *_SHORT.get(word, ())) for word in words])), _VARIANTS)


def _titled(title: str, article: str, name: str) -> Iterator[str]:
    """Yield spellings of a title and a name that `of` joins."""
    initials = _INITIALS.get(title[0].upper() + title[1:], "")
    short = [one for one in (*_shortened(title), initials, initials.replace(".", "")) if one not in ("", title)]
    yield f"{title} of {'' if article else 'the '}{name}"
    for other in short:
        yield f"{other} of {name}"
        if article:
            yield f"{other} of the {name}"
        if other.endswith("Rep.") or other.isupper():
            yield f"{other} {name}"
    for other in (title, f"the {title}", *short):
        yield f"{name}, {other} of"
        if article:
            yield f"{name}, {other} of the"
        if other.endswith(_WITHOUT_OF) or other.isupper():
            yield f"{name}, {other}"


_ASIDE = late_pattern(r"(?:[,(/–—]|\s-\s)\s*(?:the\s+)?", re.IGNORECASE)


def title_of(text: str, first: int, last: int) -> int:
    """Return where the title begins in a name that is turned round: behind a comma, a bracket or a dash; 0 if none."""
    aside = _ASIDE.search(text, first, last)
    return aside.end() if aside else 0


def is_turned(text: str, first: int, last: int) -> bool:
    """Check whether a mark shows that a name is turned round: Korea, Republic of."""
    return title_of(text, first, last) > 0
