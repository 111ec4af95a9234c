"""Spelling rules for symbols and numbers of documents: UN, ILO, Council of Europe, European Union."""

from __future__ import annotations

import re

from untip._search.spelling.reading import DIGIT, Reading, Readings, texts
from untip._text import late_pattern

ORGANS = (
    ("General Assembly", "A/RES", r"(?:UN\s*)?GA|UNGA|(?:(?:UN|United Nations)\s+)?General Assembly"),
    ("Security Council", "S/RES", r"(?:UN\s*)?SCR?|UNSCR?|(?:(?:UN|United Nations)\s+)?Security Council"),
    ("Human Rights Council", "A/HRC/RES", r"(?:UN\s*)?HRC|(?:(?:UN|United Nations)\s+)?Human Rights Council"),
    ("Economic and Social Council", "E/RES", r"ECOSOC|(?:(?:UN|United Nations)\s+)?Economic and Social Council"),
    ("Commission on Human Rights", "E/CN.4/RES", r"(?:UN)?CHR|(?:(?:UN|United Nations)\s+)?Commission on Human Rights"),
)
_SYMBOLS = {symbol: organ for organ, symbol, _ in ORGANS}
_RESOLUTION = late_pattern(
    r"^(?:the\s+)?(?:"
    + "|".join(f"(?P<o{place}>{pattern})" for place, (_, _, pattern) in enumerate(ORGANS))
    + r")?[\s,'’s]*?(?:(?P<word>resolution|res\b|r\b|decision|dec\b)[\s.:]*/?)?\s*(?:(?:No\.?|nº)\s*)?"
    r"(?P<symbol>(?:A|S|A/HRC|E|E/CN\.4)/(?:RES|DEC)/)?"
    r"(?P<number>S-\d{1,2}/\d{1,3}|\d{1,4}(?:/\d{1,4})?(?:\s?[A-Z]\b)?(?:\s?\((?P<session>[IVXL]+)\))?)"
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
        >>> [reading.text for reading in un_symbol("resolution 217(III)")][::2]
        ['A/RES/217(III)', 'A/RES/217 A (III)']
        >>> un_symbol("2016"), un_symbol("UN 75")
        ((), ())
    """
    match = _RESOLUTION.match(text) if DIGIT.search(text) else None
    if match is None:
        return ()
    number, word = match["number"], match["word"]
    organ = next((place for place in range(len(ORGANS)) if match[f"o{place}"]), None)
    prefix = (match["symbol"] or "").upper().rstrip("/").replace("/DEC", "/RES")
    if prefix:
        organs = [prefix]
    elif organ is not None:
        organs = [ORGANS[organ][1]]
    elif "/" in number:
        session = number.partition("/")[0]
        organs = ["A/RES"] if session[:2] not in ("19", "20") or len(session) < 4 else ["E/RES", "E/CN.4/RES"]
        if len(organs) == 2 and not word:
            return ()
    elif match["session"]:
        organs = ["A/RES"]
    elif match["year"] and word:
        organs = ["S/RES"]
    else:
        return ()
    year = match["year"] or match["date"]
    said = (word or "resolution").lower()
    said = "decision" if said.startswith("dec") else "resolution"
    readings = []
    numbers = [number]
    if match["session"] and number.partition("(")[0].strip().isdigit():  # before 1976 the first of several is A
        numbers.append(number.partition("(")[0].strip() + f" A ({match['session']})")
    for symbol in organs:
        forms = [text for one in numbers for text in (f"{symbol}/{one}", f"{_SYMBOLS[symbol]} {said} {one}")]
        readings += [Reading(one, year=int(year) if year else None) for one in forms]
    return tuple(readings)


_ILO_CODE = late_pattern(r"^(ILO[\s:-]*)?([CPR])[\s.-]?0{0,2}([1-9]\d{0,2})\b(.*)$", re.DOTALL)
_ILO_NUMBER = late_pattern(
    r"^(?:the\s+)?(?P<ilo>ILO|International Labou?r Organi[sz]ation)?[\s:,-]*(?:the\s+)?"
    r"(?P<word>Convention|Conv\b\.?|Protocol|Recommendation)?[\s,(]*(?P<no>No\.?|number|nº|n°|#)?\s*"
    r"0{0,2}(?P<number>[1-9]\d{0,2})\b\)?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LAST_YEAR = late_pattern(r",?\s*[12]\d{3}$")
_ON_SOMETHING = late_pattern(r"^\s*(?:on|concerning)\s+\S", re.IGNORECASE)


def ilo_number(text: str) -> Readings:
    """Read the number of a convention, protocol or recommendation of the ILO.

    Example:
        >>> [ilo_number(text)[0].text for text in ("C29", "ILO 182", "ILO Convention No. 29", "ILO P029")]
        ['ilo-convention:C029', 'ilo-convention:C182', 'ilo-convention:C029', 'ilo-convention:P029']
        >>> ilo_number("C182 - Worst Forms of Child Labour Convention")[0].same
        ('Worst Forms of Child Labour Convention',)
        >>> ilo_number("Convention on 8 things"), ilo_number("Protocol No. 11")
        ((), ())
    """
    if not DIGIT.search(text):
        return ()
    match = _ILO_CODE.match(text)
    if match:
        letter, number, rest = match[2], int(match[3]), match[4]
    else:
        match = _ILO_NUMBER.match(text)
        said = match is not None and (match["ilo"] or (match["no"] and (match["word"] or "").lower() == "convention"))
        if match is None or not said:  # others number their protocols too
            return ()
        letter, number, rest = (match["word"] or "C")[0].upper(), int(match["number"]), match["rest"]
    code = f"ilo-convention:{letter}{number:03}"
    rest = rest.strip()
    if not rest or _ON_SOMETHING.match(rest):
        return texts(code)
    year = re.fullmatch(r"[,(]\s*([12]\d{3})\)?", rest)
    if year:
        return (Reading(code, year=int(year[1])),)
    other = rest.strip(" -–—:,()")
    if not other:
        return ()
    title = _LAST_YEAR.sub("", other)
    return tuple([Reading(code, same=(one,)) for one in dict.fromkeys((other, title, f"{title} Convention"))])


_CLOSING_NUMBER = late_pattern(r"[\s,(]+(?:No\.?\s*|([CPR])0{0,2})(\d{1,3})\)?$", re.IGNORECASE)


def closing_number(text: str) -> Readings:
    """Remove the number of an ILO convention that ends its title; it must be the record's.

    Example:
        >>> closing_number("Forced Labour Convention (No. 29)")[0]
        Reading('Forced Labour Convention', same=('ilo-convention:C029',))
    """
    match = _CLOSING_NUMBER.search(text) if text[-2:].strip(")").isdigit() else None
    if not match or not match.start():
        return ()
    code = f"ilo-convention:{(match[1] or 'C').upper()}{int(match[2]):03}"
    return (Reading(text[: match.start()], same=(code,)),)


_NUMBER_SIGN = late_pattern(r"\b(?:No\.?|Nos\.|nº|n°|number)\s*(?=\d)|#(?=\d)", re.IGNORECASE)


def number_sign(text: str) -> Readings:
    """Remove the sign before a number.

    Example:
        >>> number_sign("CEDAW GR No. 38")[0].text
        'CEDAW GR 38'
    """
    bare = _NUMBER_SIGN.sub("", text) if DIGIT.search(text) else text
    return texts(bare) if bare != text else ()


_CHAPTER = late_pattern(
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
    return texts(f"untc:{match[1].upper()}-{match[2]}" + (f"-{match[3].lower()}" if match[3] else ""))


_SDG = late_pattern(
    r"^(?:the\s+)?(?:UN\s+)?(?P<word>(?:SDGs?|Sustainable Development Goals?|Goals?|Targets?|Indicators?)[\s:#-]*)?"
    r"(?:(?:goal|target|indicator)s?[\s:#-]*)?(?:\d{1,2}[\s,:]+(?:target|indicator)\s+)?"
    r"(?P<target>\d{1,2}\.(?:\d{1,2}|[a-z]))(?P<indicator>\.\d{1,2})?\b\.?"
    r"(?P<rest>[\s:.–-]+[A-Za-z].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_SERIES = late_pattern(r"^C(\d\d)0?(\d{1,2}|[a-z])(\d\d)$")


def sdg_code(text: str) -> Readings:
    """Read the number of a target or an indicator of the Sustainable Development Goals, or an indicator's UN code.

    Example:
        >>> [sdg_code(text)[0].text for text in ("16.2.2", "Goal 8.7", "SDG indicator 8.7.1", "Goal 8, Target 8.7")]
        ['Indicator 16.2.2', 'Target 8.7', 'Indicator 8.7.1', 'Target 8.7']
        >>> [sdg_code(text)[0].text for text in ("C160202", "SDG indicator 16.2.2 Number of victims", "8.7.1 Children")]
        ['Indicator 16.2.2', 'Indicator 16.2.2', 'Indicator 8.7.1']
        >>> sdg_code("8.7 million children")
        ()
    """
    match = _SERIES.match(text)
    if match:
        target = match[2].lstrip("0")
        return texts(f"Indicator {int(match[1])}.{target}.{int(match[3])}")
    match = _SDG.match(text) if "." in text else None
    if not match or (match["rest"] and not (match["word"] or match["indicator"])):
        return ()
    target, indicator = match["target"], match["indicator"]
    return texts(f"Indicator {target}{indicator}" if indicator else f"Target {target}")


_CETS = late_pattern(
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
    return texts(f"cets:{match[1]}") if match else ()


_CELEX = late_pattern(r"^(?:CELEX[\s:]*)?3(\d{4})([LRDH])(\d{4})$", re.IGNORECASE)
_EU_ACT = late_pattern(
    r"^(?:the\s+)?(?:(?:EU|European Union|EC|Council)\s+)?(?:Directive|Dir\.?|Regulation|Recommendation)?\s*"
    r"(?:\((?:EU|EC)\)\s*)?(?:No\.?\s*)?(\d{4}/\d{1,4})(?:/(EU|EC|EEC|JHA))?(?:\s+(?:of|on)\s.*)?$",
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
    if not DIGIT.search(text):
        return ()
    match = _CELEX.match(text)
    if match:
        number = f"{match[1]}/{int(match[3])}"
    else:
        match = _EU_ACT.match(text)
        if match is None or text[:1].isdigit():
            return ()
        number = match[1]
    return texts(f"{number}/EU", number, f"Directive {number}/EU", f"Directive (EU) {number}")
