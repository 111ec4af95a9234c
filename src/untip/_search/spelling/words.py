"""Spelling rules for the words of a name, and for their order."""

from __future__ import annotations

import re
from itertools import islice, product

from untip._search.spelling.around import LEADING_ARTICLE, closing_bracket
from untip._search.spelling.reading import NO_STATE, TEXT, Reading, Readings, texts
from untip._text import late_pattern


def ampersand(text: str) -> Readings:
    """Write out `&`.

    Example:
        >>> ampersand("Trinidad & Tobago")[0].text
        'Trinidad and Tobago'
    """
    return texts(re.sub(r"\s*&\s*", " and ", text)) if "&" in text else ()


SHORT: dict[str, tuple[str, ...]] = {
    # titles of States
    "rep": ("Republic",),
    "repub": ("Republic",),
    "dem": ("Democratic",),
    "fed": ("Federated", "Federal", "Federation", "Federative"),
    "soc": ("Socialist",),
    "pop": ("People's",),
    "peo": ("People's",),
    "ppl": ("People's",),
    "isl": ("Islamic", "Islands"),
    "plur": ("Plurinational",),
    "bol": ("Bolivarian",),
    "utd": ("United",),
    "unit": ("United",),
    "princ": ("Principality",),
    "sts": ("States",),
    "terr": ("Territory",),
    "ter": ("Territory",),
    "occ": ("Occupied",),
    "em": ("Emirates",),
    "emir": ("Emirates",),
    # titles as initials
    "dpr": ("Democratic People's Republic",),
    "pdr": ("People's Democratic Republic",),
    "dr": ("Democratic Republic",),
    "pr": ("People's Republic",),
    "fr": ("Federal Republic",),
    "fdr": ("Federal Democratic Republic",),
    "ir": ("Islamic Republic",),
    "ar": ("Arab Republic",),
    "ur": ("United Republic",),
    "rb": ("Bolivarian Republic",),
    "ps": ("Plurinational State",),
    "fs": ("Federated States",),
    "sfr": ("Socialist Federal Republic",),
    "ssr": ("Soviet Socialist Republic",),
    "fyr": ("former Yugoslav Republic", "former Yugoslav Republic of"),
    "tfyr": ("former Yugoslav Republic", "former Yugoslav Republic of"),
    # geography
    "is": ("Islands",),
    "isl.": ("Islands",),
    "isls": ("Islands",),
    "isds": ("Islands",),
    "st": ("Saint",),
    "ste": ("Sainte",),
    "eq": ("Equatorial",),
    "equat": ("Equatorial",),
    "cent": ("Central",),
    "afr": ("African", "Africa"),
    "brit": ("Britain",),
    "s": ("South", "Saint", "Sao"),
    "n": ("North", "New", "Northern"),
    "e": ("East", "Equatorial"),
    "w": ("West", "Western"),
    "c": ("Central",),
    "u": ("United",),
    # bodies and texts
    "int": ("International",),
    "intl": ("International",),
    "int'l": ("International",),
    "int’l": ("International",),
    "internat": ("International",),
    "org": ("Organization",),
    "assoc": ("Association",),
    "assn": ("Association",),
    "dept": ("Department",),
    "comm": ("Commission", "Committee"),
    "cttee": ("Committee",),
    "conv": ("Convention",),
    "prot": ("Protocol",),
    "opt": ("Optional",),
    "decl": ("Declaration",),
    "dev": ("Development",),
    "prog": ("Programme",),
    "progr": ("Programme",),
    "govt": ("Government",),
    "rapp": ("Rapporteur",),
    "coe": ("Council of Europe",),
}
_WORD = late_pattern(r"[^\W\d_]+(?:['’]l)?")
_DOTTED = late_pattern(r"\b(?:[A-Za-z]\.\s?){2,}")
_VARIANTS = 6


def written_out(text: str) -> Readings:
    """Write out abbreviations.

    Example:
        >>> written_out("Lao People's Dem. Rep.")[0].text
        "Lao People's Democratic Republic"
        >>> [written_out(text)[0].text for text in ("St. Lucia", "Congo, D.R.", "Eq. Guinea", "Marshall Isds")]
        ['Saint Lucia', 'Congo, Democratic Republic', 'Equatorial Guinea', 'Marshall Islands']
        >>> [reading.text for reading in written_out("N. Macedonia")]
        ['North Macedonia', 'New Macedonia', 'Northern Macedonia']
    """
    if text.count(".") > 1:
        text = _DOTTED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text).rstrip()
    if SHORT.keys().isdisjoint(_WORD.findall(text.lower())):
        return ()
    pieces: list[tuple[str, ...]] = []
    done = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) > 8:
            continue
        longer = SHORT.get(word.lower())
        dot = text[match.end() : match.end() + 1] == "."
        if longer is None or (len(word) == 1 and not (dot or word.isupper())):
            continue
        pieces += [(text[done : match.start()],), longer]
        done = match.end() + dot
        if done < len(text) and text[done].isalpha():
            pieces.append((" ",))
    if not pieces:
        return ()
    pieces.append((text[done:],))
    return texts(*("".join(parts) for parts in islice(product(*pieces), _VARIANTS)))


BRITISH = {
    "labor": "labour",
    "program": "programme",
    "programs": "programmes",
    "center": "centre",
    "centers": "centres",
    "defense": "defence",
    "behavior": "behaviour",
    "combatting": "combating",
}
_AMERICAN = {british: american for american, british in BRITISH.items()}
_ISE = late_pattern(r"([a-z]{3,})is(ations?|ed|ing|e)$")
_SPELT_TWO_WAYS = ("labo", "program", "cent", "defen", "behavio", "combatt", "isation", "ised", "ising", "ise")


def _respelt(text: str, table: dict[str, str]) -> str:
    def one(match: re.Match[str]) -> str:
        word = match[0]
        low = word.lower()
        other = table.get(low)
        if other is None:
            return _ISE.sub(r"\1iz\2", word)
        return other.capitalize() if word[0].isupper() else other

    return _WORD.sub(one, text)


def british_or_american(text: str) -> Readings:
    """Spell as the United Nations does (labour, organization), or as Americans do.

    Example:
        >>> british_or_american("International Labor Organisation")[0].text
        'International Labour Organization'
    """
    low = text.lower()
    if not any(part in low for part in _SPELT_TWO_WAYS):
        return ()
    found = texts(_respelt(text, BRITISH), _respelt(text, _AMERICAN))
    return tuple([reading for reading in found if reading.text != text])


# before these words the name of the UN is left out, before others only where a text is meant: "UN Thailand" is none
_UN = late_pattern(r"(?:UN\b\.?|U\.N\.|United Nations)\s+(?=\w)", re.IGNORECASE)
_OF_THE_UN = late_pattern(
    _UN.pattern
    + r"(?=(?:Special|Conventions?|(?:Optional |Supplementary )?Protocol|Declaration|Commission|Committee|Department"
    r"|Division|Development|Voluntary|Trust|Office|Working|Treaty|Guidelines|Guiding|Recommended|Principles|Global"
    r"|Secretary-General(?! of)|Secretariat|General Assembly|Security Council|Economic and Social|Human Rights|High"
    r"|Country|Inter-?Agency|International (?:Convention|Covenant)|Universal|Political|Millennium|Sustainable"
    r"|Resolution)\b)",
    re.IGNORECASE,
)
_OF_THE_ILO = late_pattern(
    r"ILO\s+(?=.*\b(?:labou?r|work|employment)\w*\b.*\b(?:convention|protocol|recommendation)\b)", re.IGNORECASE
)


def body_in_front(text: str) -> Readings:
    """Write out `UN`, shorten `United Nations`, or leave it out before what it has; `ILO` too, before its conventions.

    Example:
        >>> [reading.text for reading in body_in_front("UN Special Rapporteur on Trafficking")]
        ['United Nations Special Rapporteur on Trafficking', 'Special Rapporteur on Trafficking']
        >>> [reading.text for reading in body_in_front("ILO Domestic Workers Convention")]
        ['Domestic Workers Convention']
        >>> body_in_front("UN Thailand")[1]
        Reading('Thailand', kinds=['instrument', 'sdg_target'])
    """
    if not ("UN" in text or "nited Nations" in text or "U.N." in text or text.startswith("ILO ")):
        return ()
    other = re.sub(r"\bUnited Nations\b", "UN", text)
    if other == text:
        other = re.sub(r"\b(?:UN\b\.?|U\.N\.)(?=\s)", "United Nations", text)
    made = [Reading(other)]
    match = _OF_THE_UN.match(text) or _OF_THE_ILO.match(text)
    if match:
        made.append(Reading(text[match.end() :]))
    elif match := _UN.match(text):
        made.append(Reading(text[match.end() :], kinds=TEXT))
    return tuple([reading for reading in made if reading.text not in (text, "")])


def one_or_many(text: str) -> Readings:
    """Add or remove the ending of a plural, in names of several words other than States'.

    Example:
        >>> one_or_many("Millennium Development Goal")[0].text
        'Millennium Development Goals'
    """
    if " " not in text or not text[-1:].isalpha():
        return ()
    other = text[:-1] if text[-1] == "s" and text[-2:] != "ss" else text + "s"
    return (Reading(other, kinds=NO_STATE),)


# ── the order of the words ──────────────────────────────────────────────────────────────────────────────────────────


def turned_round(text: str) -> Readings:
    """Put the words after a comma or in a closing bracket first.

    Example:
        >>> turned_round("Tanzania (United Republic of)")[0].text
        'United Republic of Tanzania'
        >>> [reading.text for reading in turned_round("Congo, Democratic Republic")]
        ['Democratic Republic Congo', 'Democratic Republic of Congo', 'Democratic Republic of the Congo']
        >>> turned_round("Congo (the Democratic Republic of the)")[0].text
        'Democratic Republic of the Congo'
    """
    last, inner = closing_bracket(text)
    pairs = [(last, inner)] if inner else []
    if "," in text and text.count(",") < 4:
        for name, _, rest in (text.partition(","), text.rpartition(",")):
            pairs.append((name, rest.strip()))
    found: list[str] = []
    for name, last_words in dict.fromkeys(pairs):
        rest = LEADING_ARTICLE.sub("", last_words)
        if not name or not rest:
            continue
        found.append(f"{rest} {name}")
        if rest.lower().endswith((" of", " the", " on", " for", " de", " du", " des")):
            continue
        found += [f"{rest} of {name}", f"{rest} of the {name}"]
    return texts(*found)


_TITLE = r"(?:(?:Democratic|People['’]?s|Islamic|Arab|Federal|United|Socialist|Bolivarian|former|Yugoslav)\s+)*"
_TITLE_LAST = late_pattern(
    rf"^(.+?)\s+(?:the\s+)?({_TITLE}(?:Republic|Kingdom|Plurinational State|Federated States))(?:\s+of(?:\s+the)?)?$",
    re.IGNORECASE,
)
_TITLE_ENDS = frozenset(("republic", "kingdom", "state", "states", "of", "the"))
_POINTS = ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "equatorial")
_POINT_LAST = late_pattern(rf"^(.+?)[\s-]+({'|'.join(_POINTS)})$", re.IGNORECASE)


def title_last(text: str) -> Readings:
    """Move a title or a point of the compass from the end to the start.

    Example:
        >>> [reading.text for reading in title_last("Korea Republic")]
        ['Republic of Korea', 'Republic of the Korea']
        >>> title_last("Korea South")[0].text
        'South Korea'
    """
    last = text[text.rfind(" ") + 1 :].lower()
    if last in _TITLE_ENDS:
        match = _TITLE_LAST.match(text)
        return texts(f"{match[2]} of {match[1]}", f"{match[2]} of the {match[1]}") if match else ()
    if last.rpartition("-")[2] in _POINTS:
        match = _POINT_LAST.match(text)
        return texts(f"{match[2]} {match[1]}") if match else ()
    return ()


_NO_OF = late_pattern(
    rf"^({_TITLE}(?:Republic|Kingdom|Federation|(?:Plurinational )?State|Federated States))\s+(?!of\b)(?=\S)",
    re.IGNORECASE,
)


def of_left_out(text: str) -> Readings:
    """Restore the `of` of a title.

    Example:
        >>> [reading.text for reading in of_left_out("Democratic Republic Congo")]
        ['Democratic Republic of Congo', 'Democratic Republic of the Congo']
    """
    match = _NO_OF.match(text)
    if not match:
        return ()
    return texts(*(f"{match[1]} {joint} {text[match.end() :]}" for joint in ("of", "of the")))


_JOINT = late_pattern(r"\b(of|and)\s+(?!the\b)", re.IGNORECASE)
_JOINT_THE = late_pattern(r"\b(of|and|in|on|to|for)\s+the\s+", re.IGNORECASE)


def inner_article(text: str) -> Readings:
    """Add or remove an article inside a name.

    Example:
        >>> [reading.text for reading in inner_article("Saint Vincent and Grenadines")]
        ['Saint Vincent and the Grenadines']
        >>> inner_article("Republic of the Maldives")[0].text
        'Republic of Maldives'
    """
    if " " not in text:
        return ()
    low = text.lower()
    found = []
    if " the " in low and _JOINT_THE.search(text):
        found.append(_JOINT_THE.sub(r"\1 ", text))
    joints = list(_JOINT.finditer(text)) if " of " in low or " and " in low else []
    if len(joints) < 4:
        found += [f"{text[: joint.end()]}the {text[joint.end() :]}" for joint in joints]
    return texts(*found)
