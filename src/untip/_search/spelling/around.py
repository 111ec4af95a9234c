"""Spelling rules for what surrounds a name: footnotes, dates, a second name, an article."""

from __future__ import annotations

import re

from untip._search.spelling.reading import NO_STATE, STATE, Reading, Readings, texts
from untip._text import late_pattern

_NOTE = late_pattern(r"(?:\s*(?:\[[a-z0-9]{1,2}\]|[*†‡§¶]+|[¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ]+)|\s+[a-z]/)+$")
_NOTE_SIGNS = frozenset("]*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉ/")
_NOTE_NUMBER = late_pattern(r"(?:\s*\(\d{1,2}\)|\s*\b\d{1,2}(?:\s*,\s*\d{1,2})*\)?|(?<=[^\W\d])\d{1,2})$")


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
            return texts(text.encode(encoding).decode())
        except UnicodeError:
            continue
    return ()


def footnote_mark(text: str) -> Readings:
    """Remove a footnote's mark; a bare number is one only after the name of a State.

    Example:
        >>> [footnote_mark(text)[0].text for text in ("China 1, 2", "China¹", "Afghanistan[b]", "China (1)", "UNODC*")]
        ['China', 'China', 'Afghanistan', 'China', 'UNODC']
        >>> footnote_mark("China 1")[0], footnote_mark("UNODC*")[0]
        (Reading('China', kinds=['state']), Reading('UNODC'))
    """
    last = text[-1:]
    if last in _NOTE_SIGNS:
        bare = _NOTE.sub("", text)
        if bare != text:
            return texts(bare) if bare else ()
    if last == ")" or last.isdigit():
        bare = _NOTE_NUMBER.sub("", text).rstrip(" ,")
        return (Reading(bare, kinds=STATE),) if bare and bare != text else ()
    return ()


_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DATE_BEFORE_YEAR = late_pattern(
    rf"(?:[\s.,;:(\[–-]+(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\.?,?|(?:{_MONTHS})\.?(?:\s+\d{{1,2}},?)?))?"
    r"[\s.,;:(\[–-]+$",
    re.IGNORECASE,
)
_DATE_WORDS = late_pattern(
    r"[\s,;(]+(?:(?:of|on|in|from|dated|done|adopted|signed|concluded|opened for signature)[\s,]*)+$", re.IGNORECASE
)
_PLACE_WORDS = late_pattern(
    r"[\s,;(]+(?:(?:done|adopted|signed|concluded|opened for signature)\s+)?(?:at|in)\s+"
    r"[A-Z][\w' -]*(?:,\s+[A-Z][\w' -]*)?$"
)
_PLACE = late_pattern(r"[A-Z][\w'’-]*(?:[ ,]+[A-Z][\w'’-]*){0,4}")


def closing_date(text: str) -> Readings:
    """Remove a closing year or date, with the place before it; the record must be of that year.

    Example:
        >>> [reading.text for reading in closing_date("Charter of the Child. New York, 20 November 1989")]
        ['Charter of the Child. New York', 'Charter of the Child']
        >>> closing_date("Charter of the Child (1989)")[0]
        Reading('Charter of the Child', year=1989)
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
    """Remove a leading year; the record must be of that year.

    Example:
        >>> leading_year("1926 Slavery Convention")[0].text, leading_year("1926 Slavery Convention")[0].year
        ('Slavery Convention', 1926)
    """
    if text[:4].isdigit() and text[:2] in ("18", "19", "20") and text[4:5] == " " and len(text) > 10:
        return (Reading(text[5:].lstrip(), year=int(text[:4]), kinds=NO_STATE),)
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
    """Return the readings of a name that is written twice, once perhaps as an unknown acronym."""
    one, other = LEADING_ARTICLE.sub("", one), LEADING_ARTICLE.sub("", other)
    if not one or not other:
        return ()
    return (
        Reading(one, maybe=(other,)) if is_initialism(other, one) else Reading(one, same=(other,)),
        Reading(other, maybe=(one,)) if is_initialism(one, other) else Reading(other, same=(one,)),
    )


_OPENING = {")": "(", "]": "["}


def closing_bracket(text: str) -> tuple[str, str]:
    """Return the text before a closing bracket and the text in it."""
    opening = _OPENING.get(text[-1:])
    if opening is None:
        return text, ""
    start = text.rfind(opening)
    if start <= 0:
        return text, ""
    return text[:start].rstrip(" ,-"), text[start + 1 : -1].strip()


def bracketed(text: str) -> Readings:
    """Read a name with another in brackets, if both are of one record.

    Example:
        >>> bracketed("League of Arab States [LAS]")[0]
        Reading('League of Arab States', maybe=('LAS',))
        >>> bracketed("Myanmar (Burma)")[0]
        Reading('Myanmar', same=('Burma',))
        >>> [reading.text for reading in bracketed("World Bank (IBRD) [IBRD]")]
        ['World Bank (IBRD)', 'IBRD', 'World Bank', 'IBRD']
    """
    name, inner = closing_bracket(text)
    if not inner:
        return ()
    found = _both(name, inner)
    deeper, second = closing_bracket(name)
    if second:
        found += tuple(
            [Reading(one.text, found[0].same + one.same, found[0].maybe + one.maybe) for one in _both(deeper, second)]
        )
    return found


_BETWEEN = late_pattern(r"[/:;|–—]|\s-\s|\sor\s")
_EITHER = late_pattern(r"\s*(?:\s[–—-]\s|(?<![\d/])/(?![\d/])|:\s|\s\|\s|\sor\s|;\s)\s*")


def either(text: str) -> Readings:
    """Read two adjacent names, if both are of one record.

    Example:
        >>> [reading.text for reading in either("UNODC - United Nations Office on Drugs and Crime")]
        ['UNODC', 'United Nations Office on Drugs and Crime']
        >>> [reading.text for reading in either("Myanmar/Burma")]
        ['Myanmar', 'Burma']
        >>> either("UN / UNICEF / ILO")
        ()
    """
    if _BETWEEN.search(text):
        parts = _EITHER.split(text)
        if len(parts) == 2:
            return _both(parts[0].strip(" ,"), parts[1].strip(" ,"))
    if text.count(",") != 1:
        return ()
    one, _, other = text.partition(",")
    return _both(one.strip(), other.strip())


_LABEL = late_pattern(
    r"[\s,]*[\s(\[](?:local name|formerly known as|formerly|previously|also known as|also|aka|a\.k\.a\.|now|ex)[\s:-]+"
    r"(?:the\s+)?([^()\[\]]+)[)\]]?$",
    re.IGNORECASE,
)
_SORT = late_pattern(r"\s*[(\[](?:country|nation|sovereign state|independent state)[)\]]$", re.IGNORECASE)


def labelled(text: str) -> Readings:
    """Remove another name that follows a label such as `formerly`.

    Example:
        >>> labelled("Croatia (local name: Hrvatska)")[0]
        Reading('Croatia', maybe=('Hrvatska',))
        >>> [labelled(text)[0].text for text in ("Eswatini, formerly Swaziland", "Micronesia (country)")]
        ['Eswatini', 'Micronesia']
    """
    bracket = text[-1:] in _OPENING
    match = _LABEL.search(text) if bracket or "," in text or "formerly" in text else None
    if match and match.start():
        return (Reading(text[: match.start()], maybe=(match[1].strip(),)),)
    if bracket:
        bare = _SORT.sub("", text)
        if bare and bare != text:
            return (Reading(bare, kinds=STATE),)
    return ()


_ARTICLES = "the|la|le|les|el|los|las"
LEADING_ARTICLE = late_pattern(rf"^(?:(?:{_ARTICLES})\s+|l['’])(?=\S)", re.IGNORECASE)
_TRAILING = late_pattern(rf"(?:\s*,\s*|\s*\()(?:{_ARTICLES}|l['’])\)?$", re.IGNORECASE)


def article(text: str) -> Readings:
    """Remove an article, leading or trailing, English, French or Spanish.

    Example:
        >>> [article(text)[0].text for text in ("The Gambia", "Bahamas (the)", "Netherlands, The", "Bahamas (Las)")]
        ['Gambia', 'Bahamas', 'Netherlands', 'Bahamas']
    """
    match = LEADING_ARTICLE.match(text)
    bare = text[match.end() :] if match else text
    if text[-1:] in ")e’'ESs":
        bare = _TRAILING.sub("", bare)
    return texts(bare) if bare and bare != text else ()


_GOVERNMENT = late_pattern(r"(?:the\s+)?(?:royal\s+)?(?:government|govt\.?|gov\.?)\s+of\s+(?:the\s+)?", re.IGNORECASE)


def government_of(text: str) -> Readings:
    """Read the government of a State as the State.

    Example:
        >>> government_of("Government of the Netherlands")[0].text
        'Netherlands'
    """
    match = _GOVERNMENT.match(text) if "gov" in text[:20].lower() else None
    return (Reading(text[match.end() :], kinds=STATE),) if match and match.end() < len(text) else ()
