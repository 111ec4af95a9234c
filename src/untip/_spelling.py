"""Spellings of real lists: from a name that no record has to the names that it may stand for.

A rule is a small function from a text to readings: other texts, each with what must hold of the record that has it.
`readings` applies the rules in the order of `RULES`, each to the text and to what earlier rules made of it, so that
"Congo, Dem. Rep." is written out, then turned round, then given its article. No rule knows a record: looking up is the
registry's task. What no rule makes (Zaire, DPRK, FYROM) is an alias in the data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import NamedTuple

from untip._dates import PartialDate
from untip.schema import Record, Resource, State


class Reading(NamedTuple):
    """A name that a text may stand for, and what must hold of the record that has it."""

    text: str
    """The name."""
    same: tuple[str, ...] = ()
    """Other names that must find the same record."""
    maybe: tuple[str, ...] = ()
    """Other names that must find the same record, unless they find none."""
    year: int | None = None
    """A year that must be one of the record's."""
    state: bool | None = None
    """Whether the record must be a State (`True`) or must not be one (`False`)."""

    def then(self, reading: Reading) -> Reading:
        """Return a reading of this reading: what must hold of both."""
        return Reading(
            reading.text,
            self.same + reading.same,
            self.maybe + reading.maybe,
            self.year if reading.year is None else reading.year,
            self.state if reading.state is None else reading.state,
        )


Readings = tuple[Reading, ...]
Rule = Callable[[str], Readings]

LIMIT = 60
"""How many readings of one name are tried."""


def _texts(*texts: str) -> Readings:
    return tuple([Reading(text) for text in dict.fromkeys(texts)])


_DATES = ("adopted", "opened_for_signature", "in_force", "established", "start", "end", "published")


def is_of_year(record: Record, year: int) -> bool:
    """Check whether a year is one of those that a record is known by; a report that comes out again has every later one.

    A record without any date is of every year, a State of none: what bears its name in a year is something else.
    """
    if isinstance(record, State):
        return False
    dates = [date for name in _DATES if isinstance(date := getattr(record, name, None), PartialDate)]
    years = {number for date in dates for number in range(date.earliest.year, date.latest.year + 1)}
    if isinstance(record, Resource) and (record.editions or record.frequency):
        return not years or year >= min(years)
    return not years or year in years


# ── what stands round a name ────────────────────────────────────────────────────────────────────────────────────────

_NOTE = re.compile(r"(?:\s*(?:\[[a-z0-9]{1,2}\]|[*†‡§¶]+|[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ]+)|\s+[a-z]/)+$")
_NOTE_NUMBER = re.compile(r"(?:\s*\(\d{1,2}\)|\s*\b\d{1,2}(?:\s*,\s*\d{1,2})*\)?|(?<=[^\W\d])\d{1,2})$")


def mis_decoded(text: str) -> Readings:
    """Read UTF-8 that was taken for Latin-1 or Windows-1252.

    Example:
        >>> [reading.text for reading in mis_decoded("CÃ´te d'Ivoire")]
        ["Côte d'Ivoire"]
    """
    if not ("Ã" in text or "â€" in text or "Å" in text):
        return ()
    for encoding in ("cp1252", "latin-1"):
        try:
            return _texts(text.encode(encoding).decode())
        except UnicodeError:
            continue
    return ()


def footnote_mark(text: str) -> Readings:
    """Take off a footnote's mark; a bare number is one only after the name of a State.

    Example:
        >>> [footnote_mark(text)[0].text for text in ("China 1, 2", "China¹", "Afghanistan[b]", "China (1)", "UNODC*")]
        ['China', 'China', 'Afghanistan', 'China', 'UNODC']
        >>> footnote_mark("China 1")[0].state, footnote_mark("UNODC*")[0].state
        (True, None)
    """
    last = text[-1:]
    if last.isalpha() and last not in "ᵃᵇᶜᵈᵉ":
        return ()
    bare = _NOTE.sub("", text)
    if bare != text:
        return _texts(bare) if bare else ()
    bare = _NOTE_NUMBER.sub("", text).rstrip(" ,")
    return (Reading(bare, state=True),) if bare and bare != text else ()


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE_BEFORE_YEAR = re.compile(
    rf"(?:[\s.,;:(\[–-]+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\.?,?|(?:{_MONTHS})\.?(?:\s+\d{{1,2}},?)?))?[\s.,;:(\[–-]+$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"[\s,;(]+(?:(?:of|on|in|from|dated|done|adopted|signed|concluded|opened for signature)[\s,]*)+$", re.IGNORECASE
)
_PLACE_WORDS = re.compile(
    r"[\s,;(]+(?:(?:done|adopted|signed|concluded|opened for signature)\s+)?(?:at|in)\s+[A-Z][\w' -]*(?:,\s+[A-Z][\w' -]*)?$"
)
_PLACE = re.compile(r"[A-Z][\w'’-]*(?:[ ,]+[A-Z][\w'’-]*){0,4}")


def closing_date(text: str) -> Readings:
    """Take off a closing year or date, with the place before it; the record must be of that year.

    Example:
        >>> [reading.text for reading in closing_date("Convention on the Rights of the Child. New York, 20 November 1989")]
        ['Convention on the Rights of the Child. New York', 'Convention on the Rights of the Child']
        >>> closing_date("Convention on the Rights of the Child (1989)")[0]
        Reading(text='Convention on the Rights of the Child', same=(), maybe=(), year=1989, state=None)
        >>> [reading.text for reading in closing_date("Slavery Convention, signed at Geneva on 25 September 1926")]
        ['Slavery Convention, signed at Geneva', 'Slavery Convention']
    """
    bare = text.rstrip(" .)]")
    year = bare[-4:]
    if not (year.isdigit() and year[:2] in ("18", "19", "20") and year.isascii()):
        return ()
    head = _DATE_BEFORE_YEAR.sub("", bare[:-4])
    if head == bare[:-4] or not head:
        return ()
    head = _DATE_WORDS.sub("", head)
    heads = [head]
    title, stop, place = head.rpartition(". ")
    if stop and _PLACE.fullmatch(place):
        heads.append(title)
    title, comma, place = head.rpartition(", ")
    if comma and _PLACE.fullmatch(place):
        heads.append(title)
    shorter = _PLACE_WORDS.sub("", head)
    if shorter != head:
        heads.append(shorter)
    return tuple([Reading(one, year=int(year)) for one in dict.fromkeys(heads) if one])


def leading_year(text: str) -> Readings:
    """Take off a leading year; the record must be of that year.

    Example:
        >>> leading_year("1926 Slavery Convention")[0]
        Reading(text='Slavery Convention', same=(), maybe=(), year=1926, state=False)
    """
    if text[:4].isdigit() and text[:2] in ("18", "19", "20") and text[4:5] == " " and len(text) > 10:
        return (Reading(text[5:].lstrip(), year=int(text[:4]), state=False),)
    return ()


def is_initialism(short: str, name: str) -> bool:
    """Check whether a text may be the acronym of a name: capitals that begin words of it, in their order.

    Example:
        >>> is_initialism("LAS", "League of Arab States"), is_initialism("CoE", "Council of Europe")
        (True, True)
        >>> is_initialism("US", "Guam"), is_initialism("AS", "Samoa")
        (False, False)
    """
    letters = [sign for sign in short if sign.isalpha()]
    if not 2 <= len(letters) <= 12 or " " in short.strip() or sum(map(str.isupper, letters)) < 2:
        return False
    initials = iter([word[0].casefold() for word in re.findall(r"[^\W\d_]+", name)])
    return all(letter.casefold() in initials for letter in letters)


def _both(one: str, other: str) -> Readings:
    """Return the readings of a name that is written twice, once perhaps as an acronym that nobody knows."""
    if not one or not other:
        return ()
    return (
        Reading(one, maybe=(other,)) if is_initialism(other, one) else Reading(one, same=(other,)),
        Reading(other, maybe=(one,)) if is_initialism(one, other) else Reading(other, same=(one,)),
    )


_OPENING = {")": "(", "]": "["}


def _closing_bracket(text: str) -> tuple[str, str]:
    """Return what stands before a closing bracket and in it."""
    opening = _OPENING.get(text[-1:])
    if opening is None:
        return text, ""
    start = text.rfind(opening)
    if start <= 0:
        return text, ""
    return text[:start].rstrip(" ,-"), text[start + 1 : -1].strip()


def bracketed(text: str) -> Readings:
    """Read a name with another in brackets, where both are of one record.

    Example:
        >>> bracketed("League of Arab States [LAS]")[0]
        Reading(text='League of Arab States', same=(), maybe=('LAS',), year=None, state=None)
        >>> bracketed("Myanmar (Burma)")[0]
        Reading(text='Myanmar', same=('Burma',), maybe=(), year=None, state=None)
        >>> [reading.text for reading in bracketed("World Bank (IBRD) [IBRD]")]
        ['World Bank (IBRD)', 'IBRD', 'World Bank', 'IBRD']
    """
    name, inner = _closing_bracket(text)
    if not inner:
        return ()
    found = _both(name, inner)
    deeper, second = _closing_bracket(name)
    if second:
        found += tuple([found[0].then(reading) for reading in _both(deeper, second)])
    return found


_EITHER = re.compile(r"\s*(?:\s[–—-]\s|(?<![\d/])/(?![\d/])|:\s|\s\|\s|\sor\s|;\s)\s*")


def either(text: str) -> Readings:
    """Read two names beside each other, where both are of one record.

    Example:
        >>> [reading.text for reading in either("UNODC - United Nations Office on Drugs and Crime")]
        ['UNODC', 'United Nations Office on Drugs and Crime']
        >>> [reading.text for reading in either("Myanmar/Burma")]
        ['Myanmar', 'Burma']
        >>> either("UN / UNICEF / ILO")
        ()
    """
    parts = _EITHER.split(text)
    if len(parts) == 2:
        return _both(parts[0].strip(" ,"), parts[1].strip(" ,"))
    if text.count(",") != 1:
        return ()
    one, _, other = text.partition(",")
    return _both(one.strip(), other.strip())


_LABEL = re.compile(
    r"[\s,]*[\s(\[](?:local name|formerly known as|formerly|previously|also known as|also|aka|a\.k\.a\.|now|ex)[\s:-]+"
    r"(?:the\s+)?([^()\[\]]+)[)\]]?$",
    re.IGNORECASE,
)
_SORT = re.compile(r"\s*[(\[](?:country|nation|sovereign state|independent state)[)\]]$", re.IGNORECASE)


def labelled(text: str) -> Readings:
    """Take off another name that a label says to be one.

    Example:
        >>> labelled("Croatia (local name: Hrvatska)")[0]
        Reading(text='Croatia', same=(), maybe=('Hrvatska',), year=None, state=None)
        >>> [labelled(text)[0].text for text in ("Eswatini, formerly Swaziland", "Micronesia (country)")]
        ['Eswatini', 'Micronesia']
    """
    match = _LABEL.search(text)
    if match and match.start():
        return (Reading(text[: match.start()], maybe=(match[1].strip(),)),)
    if text[-1:] in ")]":
        bare = _SORT.sub("", text)
        if bare and bare != text:
            return (Reading(bare, state=True),)
    return ()


_ARTICLES = "the|la|le|les|el|los|las"
_LEADING = re.compile(rf"^(?:(?:{_ARTICLES})\s+|l['’])(?=\S)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:\s*,\s*|\s*\()(?:{_ARTICLES}|l['’])\)?$", re.IGNORECASE)


def article(text: str) -> Readings:
    """Take off an article, leading or trailing, English, French or Spanish.

    Example:
        >>> [article(text)[0].text for text in ("The Gambia", "Bahamas (the)", "Netherlands, The", "Bahamas (Las)")]
        ['Gambia', 'Bahamas', 'Netherlands', 'Bahamas']
    """
    match = _LEADING.match(text)
    bare = text[match.end() :] if match else text
    if text[-1:] in ")e’'ESs":
        bare = _TRAILING.sub("", bare)
    return _texts(bare) if bare and bare != text else ()


def government_of(text: str) -> Readings:
    """Take the government of a State for the State.

    Example:
        >>> government_of("Government of the Netherlands")[0].text
        'Netherlands'
    """
    match = re.match(r"(?:the\s+)?(?:royal\s+)?(?:government|govt\.?|gov\.?)\s+of\s+(?:the\s+)?", text, re.IGNORECASE)
    return (Reading(text[match.end() :], state=True),) if match and match.end() < len(text) else ()


# ── how the words of a name are written ─────────────────────────────────────────────────────────────────────────────


def ampersand(text: str) -> Readings:
    """Write out `&`.

    Example:
        >>> ampersand("Trinidad & Tobago")[0].text
        'Trinidad and Tobago'
    """
    return _texts(re.sub(r"\s*&\s*", " and ", text)) if "&" in text else ()


_SHORT: dict[str, tuple[str, ...]] = {
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
_WORD = re.compile(r"[^\W\d_]+(?:['’]l)?")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}")
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
    if "." in text:
        text = _DOTTED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text).rstrip()
    pieces: list[tuple[str, ...]] = []
    done = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if len(word) > 8:
            continue
        longer = _SHORT.get(word.lower().replace("'", "").replace("’", ""))
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
    return _texts(*("".join(parts) for parts in islice(product(*pieces), _VARIANTS)))


_BRITISH = {
    "labor": "labour",
    "program": "programme",
    "programs": "programmes",
    "center": "centre",
    "centers": "centres",
    "defense": "defence",
    "behavior": "behaviour",
    "combatting": "combating",
}
_AMERICAN = {british: american for american, british in _BRITISH.items()}
_ISE = re.compile(r"([a-z]{3,})is(ations?|ed|ing|e)$")
_SPELT_TWO_WAYS = re.compile(r"labo|program|cent[er]|defen[cs]e|behavio|combatt|is(?:ation|ed|ing|e)", re.IGNORECASE)


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
    if not _SPELT_TWO_WAYS.search(text):
        return ()
    found = _texts(_respelt(text, _BRITISH), _respelt(text, _AMERICAN))
    return tuple([reading for reading in found if reading.text != text])


def body_in_front(text: str) -> Readings:
    """Write out `UN`, shorten `United Nations`, or leave it out where it leads; `ILO` too, before what is about labour.

    Example:
        >>> [reading.text for reading in body_in_front("UN Special Rapporteur on Trafficking")]
        ['United Nations Special Rapporteur on Trafficking', 'Special Rapporteur on Trafficking']
        >>> body_in_front("ILO Domestic Workers Convention")[0].text
        'Domestic Workers Convention'
    """
    if "UN" in text:
        long = re.sub(r"\bU\.?N\b\.?", "United Nations", text)
        short = re.sub(r"^UN\b\.?\s+(?=[^\W\d_])", "", text)
    elif "U.N." in text:
        long = text.replace("U.N.", "United Nations")
        short = text.removeprefix("U.N.").lstrip()
    elif "nited Nations" in text:
        long = re.sub(r"\bUnited Nations\b", "UN", text)
        short = re.sub(r"^United Nations\s+", "", text)
    elif text.startswith("ILO ") and re.search("labou?r|work|employment", text, re.IGNORECASE):
        long = short = text[4:].lstrip()
    else:
        return ()
    return tuple([reading for reading in _texts(long, short) if reading.text not in (text, "")])


def one_or_many(text: str) -> Readings:
    """Add or take off the ending of a plural, in names of more than one word that are no State's.

    Example:
        >>> one_or_many("Millennium Development Goal")[0].text
        'Millennium Development Goals'
    """
    if " " not in text or not text[-1:].isalpha():
        return ()
    other = text[:-1] if text[-1] == "s" and text[-2:] != "ss" else text + "s"
    return (Reading(other, state=False),)


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
    last, inner = _closing_bracket(text)
    pairs = [(last, inner)] if inner else []
    if "," in text and text.count(",") < 4:
        for name, _, rest in (text.partition(","), text.rpartition(",")):
            pairs.append((name, rest.strip()))
    found: list[str] = []
    for name, rest in dict.fromkeys(pairs):
        rest = _LEADING.sub("", rest)
        if not name or not rest:
            continue
        found.append(f"{rest} {name}")
        if rest.lower().endswith((" of", " the", " on", " for", " de", " du", " des")):
            continue
        found += [f"{rest} of {name}", f"{rest} of the {name}"]
    return _texts(*found)


_TITLE = r"(?:(?:Democratic|People['’]?s|Islamic|Arab|Federal|United|Socialist|Bolivarian|former|Yugoslav)\s+)*"
_TITLE_LAST = re.compile(
    rf"^(.+?)\s+(?:the\s+)?({_TITLE}(?:Republic|Kingdom|Plurinational State|Federated States))(?:\s+of(?:\s+the)?)?$",
    re.IGNORECASE,
)
_POINT_LAST = re.compile(r"^(.+?)[\s-]+(North|South|East|West|Northern|Southern|Eastern|Western|Equatorial)$", re.IGNORECASE)


def title_last(text: str) -> Readings:
    """Put a title or a point of the compass that stands last first.

    Example:
        >>> [reading.text for reading in title_last("Korea Republic")]
        ['Republic of Korea', 'Republic of the Korea']
        >>> title_last("Korea South")[0].text
        'South Korea'
    """
    if not text[-1:].isalpha():
        return ()
    match = _TITLE_LAST.match(text)
    if match:
        return _texts(f"{match[2]} of {match[1]}", f"{match[2]} of the {match[1]}")
    match = _POINT_LAST.match(text)
    return _texts(f"{match[2]} {match[1]}") if match else ()


_NO_OF = re.compile(
    rf"^({_TITLE}(?:Republic|Kingdom|Federation|State|Government))\s+(?!of\b)(?=\S)", re.IGNORECASE
)


def of_left_out(text: str) -> Readings:
    """Put back the `of` of a title.

    Example:
        >>> [reading.text for reading in of_left_out("Democratic Republic Congo")]
        ['Democratic Republic of Congo', 'Democratic Republic of the Congo']
    """
    match = _NO_OF.match(text)
    if not match:
        return ()
    return _texts(*(f"{match[1]} {joint} {text[match.end() :]}" for joint in ("of", "of the")))


_JOINT = re.compile(r"\b(of|and)\s+(?!the\b)", re.IGNORECASE)
_JOINT_THE = re.compile(r"\b(of|and|in|on|to|for)\s+the\s+", re.IGNORECASE)


def inner_article(text: str) -> Readings:
    """Put an article inside a name, or take it out.

    Example:
        >>> [reading.text for reading in inner_article("Saint Vincent and Grenadines")]
        ['Saint Vincent and the Grenadines']
        >>> inner_article("Republic of the Maldives")[0].text
        'Republic of Maldives'
    """
    found = []
    if _JOINT_THE.search(text):
        found.append(_JOINT_THE.sub(r"\1 ", text))
    joints = list(islice(_JOINT.finditer(text), 3))
    if len(joints) < 3:
        found += [f"{text[: joint.end()]}the {text[joint.end() :]}" for joint in joints]
    return _texts(*found)


# ── symbols and numbers of documents ────────────────────────────────────────────────────────────────────────────────

_ORGANS = (
    ("General Assembly", "A/RES", r"(?:UN\s*)?GA|UNGA|(?:(?:UN|United Nations)\s+)?General Assembly"),
    ("Security Council", "S/RES", r"(?:UN\s*)?SCR?|UNSCR?|(?:(?:UN|United Nations)\s+)?Security Council"),
    ("Human Rights Council", "A/HRC/RES", r"(?:UN\s*)?HRC|(?:(?:UN|United Nations)\s+)?Human Rights Council"),
    ("Economic and Social Council", "E/RES", r"ECOSOC|(?:(?:UN|United Nations)\s+)?Economic and Social Council"),
    ("Commission on Human Rights", "E/CN.4/RES", r"(?:UN)?CHR|(?:(?:UN|United Nations)\s+)?Commission on Human Rights"),
)
_SYMBOLS = {symbol: organ for organ, symbol, _ in _ORGANS}
_RESOLUTION = re.compile(
    r"^(?:the\s+)?(?:"
    + "|".join(f"(?P<o{place}>{pattern})" for place, (_, _, pattern) in enumerate(_ORGANS))
    + r")?[\s,'’s]*?(?:(?P<word>resolution|res\b|r\b|decision|dec\b)[\s.:]*/?)?\s*(?:(?:No\.?|nº)\s*)?"
    r"(?P<symbol>(?:A|S|A/HRC|E|E/CN\.4)/(?:RES|DEC)/)?"
    r"(?P<number>S-\d{1,2}/\d{1,3}|\d{1,4}(?:/\d{1,4})?(?:\s?[A-Z]\b)?(?:\s?\([IVXL]+\))?)"
    r"(?:\s?\((?P<year>[12]\d{3})\))?(?:,?\s+(?:of|on|adopted|dated)\s[^/]*?(?P<date>[12]\d{3}))?$",
    re.IGNORECASE,
)


def un_symbol(text: str) -> Readings:
    """Read an organ and a number as a document symbol.

    Example:
        >>> [reading.text for reading in un_symbol("UNGA resolution 55/25")]
        ['A/RES/55/25', 'General Assembly resolution 55/25']
        >>> [un_symbol(text)[0].text for text in ("Res. 55/25", "R/55/25", "55/25", "UNSC 2331 (2016)")]
        ['A/RES/55/25', 'A/RES/55/25', 'A/RES/55/25', 'S/RES/2331']
        >>> [(reading.text, reading.year) for reading in un_symbol("A/RES/55/25 of 15 November 2000")]
        [('A/RES/55/25', 2000), ('General Assembly resolution 55/25', 2000)]
        >>> un_symbol("2016"), un_symbol("UN 75")
        ((), ())
    """
    match = _RESOLUTION.match(text) if any(map(str.isdigit, text)) else None
    if match is None:
        return ()
    number, word = match["number"], match["word"]
    organ = next((place for place in range(len(_ORGANS)) if match[f"o{place}"]), None)
    prefix = (match["symbol"] or "").upper().rstrip("/").replace("/DEC", "/RES")
    if prefix:
        organs = [prefix]
    elif organ is not None:
        organs = [_ORGANS[organ][1]]
    elif "/" in number:
        session = number.partition("/")[0]
        organs = ["A/RES"] if session[:2] not in ("19", "20") or len(session) < 4 else ["E/RES", "E/CN.4/RES"]
        if len(organs) == 2 and not word:
            return ()
    elif match["year"] and word:
        organs = ["S/RES"]
    else:
        return ()
    year = match["year"] or match["date"]
    said = (word or "resolution").lower()
    said = "decision" if said.startswith("dec") else "resolution"
    readings = []
    for symbol in organs:
        texts = [f"{symbol}/{number}"]
        if symbol in _SYMBOLS:
            texts.append(f"{_SYMBOLS[symbol]} {said} {number}")
        readings += [Reading(one, year=int(year) if year else None) for one in texts]
    return tuple(readings)


_ILO_CODE = re.compile(r"^(ILO[\s:-]*)?([CPR])[\s.-]?0{0,2}([1-9]\d{0,2})\b(.*)$", re.DOTALL)
_ILO_NUMBER = re.compile(
    r"^(?:the\s+)?(?P<ilo>ILO|International Labou?r Organi[sz]ation)?[\s:,-]*(?:the\s+)?"
    r"(?P<word>Convention|Conv\b\.?|Protocol|Recommendation)?[\s,(]*(?P<no>No\.?|number|nº|n°|#)?\s*"
    r"0{0,2}(?P<number>[1-9]\d{0,2})\b\)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ON_SOMETHING = re.compile(r"^\s*(?:on|concerning)\s+\S", re.IGNORECASE)


def ilo_number(text: str) -> Readings:
    """Read the number of a convention, protocol or recommendation of the ILO.

    Example:
        >>> [ilo_number(text)[0].text for text in ("C29", "ILO 182", "ILO Convention No. 29", "ILO P029")]
        ['ilo-convention:C029', 'ilo-convention:C182', 'ilo-convention:C029', 'ilo-convention:P029']
        >>> ilo_number("C182 - Worst Forms of Child Labour Convention")[0]
        Reading(text='ilo-convention:C182', same=('Worst Forms of Child Labour Convention',), maybe=(), year=None, state=None)
        >>> ilo_number("Convention on 8 things"), ilo_number("C29 and C105")
        ((), ())
    """
    if not any(map(str.isdigit, text)):
        return ()
    match = _ILO_CODE.match(text)
    if match:
        letter, number, rest = match[2], int(match[3]), match[4]
    else:
        match = _ILO_NUMBER.match(text)
        if match is None or not (match["ilo"] or (match["word"] and match["no"])):
            return ()
        letter, number, rest = (match["word"] or "C")[0].upper(), int(match["number"]), match["rest"]
    code = f"ilo-convention:{letter}{number:03}"
    rest = rest.strip()
    if not rest or _ON_SOMETHING.match(rest):
        return _texts(code)
    year = re.fullmatch(r"[,(]\s*([12]\d{3})\)?", rest)
    if year:
        return (Reading(code, year=int(year[1])),)
    other = rest.strip(" -–—:,()")
    if rest[0] not in "-–—:,(" or not other:
        return ()
    return (Reading(code, same=(other,)), Reading(code, same=(f"{other} Convention",)))


_CLOSING_NUMBER = re.compile(r"[\s,(]+No\.?\s*(\d{1,3})\)?$", re.IGNORECASE)


def closing_number(text: str) -> Readings:
    """Take off the number of an ILO convention that ends its title; it must be the record's.

    Example:
        >>> closing_number("Forced Labour Convention (No. 29)")[0]
        Reading(text='Forced Labour Convention', same=('ilo-convention:C029',), maybe=(), year=None, state=None)
    """
    match = _CLOSING_NUMBER.search(text) if text[-2:].strip(")").isdigit() else None
    if not match or not match.start():
        return ()
    return (Reading(text[: match.start()], same=(f"ilo-convention:C{int(match[1]):03}",)),)


_CHAPTER = re.compile(
    r"^(?:UNTC\s*:?\s*)?(?:chapter\s+|ch\.?\s*)?([IVX]{1,6})[\s.,-]+(\d{1,2})(?:[\s.,()-]*([a-z])\)?)?$", re.IGNORECASE
)


def untc_chapter(text: str) -> Readings:
    """Read a chapter and number of the UN Treaty Collection.

    Example:
        >>> [untc_chapter(text)[0].text for text in ("IV-11-c", "Chapter XVIII.12 (a)", "IV. 11")]
        ['untc:IV-11-c', 'untc:XVIII-12-a', 'untc:IV-11']
    """
    match = _CHAPTER.match(text)
    if not match:
        return ()
    return _texts(f"untc:{match[1].upper()}-{match[2]}" + (f"-{match[3].lower()}" if match[3] else ""))


_SDG = re.compile(
    r"^(?:the\s+)?(?:UN\s+)?(?:SDGs?|Sustainable Development Goals?|Goals?|Targets?|Indicators?)?[\s:#-]*"
    r"(?:(?:goal|target|indicator)s?[\s:#-]*)?(?:\d{1,2}[\s,:]+(?:target|indicator)\s+)?"
    r"(\d{1,2}\.(?:\d{1,2}|[a-z]))(\.\d{1,2})?\.?(?:\s+of the (?:SDGs?|Sustainable Development Goals))?$",
    re.IGNORECASE,
)


def sdg_code(text: str) -> Readings:
    """Read the number of a target or an indicator of the Sustainable Development Goals.

    Example:
        >>> [sdg_code(text)[0].text for text in ("16.2.2", "Goal 8.7", "SDG indicator 8.7.1", "Goal 8, Target 8.7")]
        ['Indicator 16.2.2', 'Target 8.7', 'Indicator 8.7.1', 'Target 8.7']
    """
    match = _SDG.match(text) if "." in text else None
    if not match:
        return ()
    return _texts(f"Indicator {match[1]}{match[2]}" if match[2] else f"Target {match[1]}")


_CETS = re.compile(
    r"^(?:C?ETS|STCE|Council of Europe Treaty Series|European Treaty Series)[\s:,-]*(?:No\.?|n°|nº)?\s*0*(\d{1,3})$",
    re.IGNORECASE,
)


def treaty_series(text: str) -> Readings:
    """Read a number in the Council of Europe's treaty series.

    Example:
        >>> [treaty_series(text)[0].text for text in ("ETS 197", "CETS No.197")]
        ['cets:197', 'cets:197']
    """
    match = _CETS.match(text) if text[-1:].isdigit() else None
    return _texts(f"cets:{match[1]}") if match else ()


_CELEX = re.compile(r"^(?:CELEX[\s:]*)?3(\d{4})([LRDH])(\d{4})$", re.IGNORECASE)
_EU_ACT = re.compile(
    r"^(?:the\s+)?(?:(?:EU|European Union|EC|Council)\s+)?(?:Directive|Dir\.?|Regulation|Recommendation)?\s*(?:\((?:EU|EC)\)\s*)?"
    r"(?:No\.?\s*)?(\d{4}/\d{1,4})(?:/(EU|EC|EEC|JHA))?$",
    re.IGNORECASE,
)


def eu_act(text: str) -> Readings:
    """Read the number of an act of the European Union, or its CELEX number.

    Example:
        >>> [reading.text for reading in eu_act("32011L0036")]
        ['2011/36/EU', '2011/36', 'Directive 2011/36/EU', 'Directive (EU) 2011/36']
        >>> eu_act("EU Directive 2011/36")[0].text
        '2011/36/EU'
    """
    if not any(map(str.isdigit, text)):
        return ()
    match = _CELEX.match(text)
    if match:
        number = f"{match[1]}/{int(match[3])}"
    else:
        match = _EU_ACT.match(text)
        if match is None or text[:1].isdigit():
            return ()
        number = match[1]
    return _texts(f"{number}/EU", number, f"Directive {number}/EU", f"Directive (EU) {number}")


# ── all together ────────────────────────────────────────────────────────────────────────────────────────────────────

RULES: tuple[Rule, ...] = (
    mis_decoded,
    footnote_mark,
    un_symbol,
    ilo_number,
    untc_chapter,
    sdg_code,
    treaty_series,
    eu_act,
    article,
    closing_date,
    leading_year,
    bracketed,
    either,
    labelled,
    closing_number,
    closing_date,
    government_of,
    ampersand,
    written_out,
    british_or_american,
    body_in_front,
    turned_round,
    title_last,
    of_left_out,
    inner_article,
    one_or_many,
)
"""Every rule, in the order tried; one that stands twice works on what the rules between made too."""


def readings(name: str) -> Iterator[tuple[str, Readings]]:
    """Yield what each rule makes of a name, and of what the rules before it made.

    Args:
        name: A name that no record has.

    Yields:
        The rule's name and its readings, in the order tried; no reading comes twice.

    Example:
        >>> [(rule, [reading.text for reading in made]) for rule, made in readings("Korea, Rep. of")][0]
        ('written_out', ['Korea, Republic of'])
    """
    name = name.strip()
    known = [Reading(name)]
    seen = set(known)
    for rule in RULES:
        made: list[Reading] = []
        for base in known:
            for reading in map(base.then, rule(base.text)):
                if reading not in seen:
                    seen.add(reading)
                    made.append(reading)
        if made:
            yield rule.__name__, tuple(made)
            known += made
            if len(known) > LIMIT:
                return
