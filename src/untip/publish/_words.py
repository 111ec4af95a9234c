"""Values of records in words: dates with their uncertainty, labels of fields, relations and vocabulary members."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from unicodedata import combining, normalize

from untip.dates import Answer, Interval, PartialDate
from untip.dates._words import in_words
from untip.schema import KINDS, Record, SDGTarget, Statistic

KIND_NAMES = {
    "agency": ("Agency", "Agencies"),
    "instrument": ("Instrument", "Instruments"),
    "program": ("Programme", "Programmes"),
    "sdg_target": ("SDG target", "SDG targets"),
    "resource": ("Resource", "Resources"),
    "event": ("Event", "Events"),
    "statistic": ("Statistic", "Statistics"),
    "finding": ("Finding", "Findings"),
    "concept": ("Concept", "Concepts"),
    "state": ("State", "States"),
    "source": ("Source", "Sources"),
}
"""What people call the kinds, one and several; a kind that is not here goes by its own name."""

_LABELS = {
    "by": "Put forward by",
    "of": "Share of",
    "un_member_since": "UN Member since",
    "un_member_until": "UN Member until",
    "alpha2": "ISO alpha-2 code",
    "alpha3": "ISO alpha-3 code",
    "m49": "UN M49 code",
    "sdg_targets": "SDG targets",
    "url": "Address",
    "why": "Why it bears on trafficking",
    "as_of": "As of",
    "joined_un": "joined the United Nations",
}
"""Labels that the names of fields do not make."""

_WORDS = {
    "un": "UN",
    "sdg": "SDG",
    "hiv": "HIV",
    "aids": "AIDS",
    "ngo": "NGO",
    "eu": "EU",
    "ilo": "ILO",
    "states": "States",
    "state": "State",
}

_WORDS |= {one: one.upper() for one in ("isbn", "issn", "doi", "untc", "unts", "ror", "isni", "lei", "cets", "lnts")}
_WORDS |= {one: one.upper() for one in ("grid", "iati", "oecd", "dac", "celex", "oas", "normlex", "pdf")}
_WORDS |= {"wikidata": "Wikidata", "crossref": "Crossref"}

_PHRASES = {"HIV AIDS": "HIV/AIDS"}

_PREFIXES = ("co", "inter", "non", "multi")
"""Beginnings of words that a hyphen joins to the next."""


def words(value: str) -> str:
    """Return a name such as `entry-into-force` or `part_of` as words: `entry into force`, `part of`."""
    parts = value.replace("_", " ").replace("-", " ").split()
    text = " ".join(_WORDS.get(part, part) for part in parts)
    text = _PHRASES.get(text, text)
    for prefix in _PREFIXES:
        text = text.replace(f"{prefix} ", f"{prefix}-") if text.startswith(f"{prefix} ") else text
    return text


def label(name: str) -> str:
    """Return a name as a label: `Established by`."""
    if name in _LABELS:
        return _LABELS[name]
    text = words(name)
    return text[:1].upper() + text[1:]


def kind_name(kind: str, many: bool = False) -> str:
    """Return what people call a kind."""
    known = KIND_NAMES.get(kind)
    if known is not None:
        return known[many]
    return label(KINDS[kind].folder if many else kind)


def inside(text: str) -> str:
    """Return a name of a kind as it stands inside a sentence: `agencies`, but `SDG targets` and `States`."""
    return text if text[:2].isupper() or text.startswith("State") else text[:1].lower() + text[1:]


def date_words(when: PartialDate | Interval | None) -> str:
    """Return a date or interval in words: `from March 2007`, `15 November 2000`, `until an unknown day`."""
    if when is None:
        return "not known"
    if isinstance(when, PartialDate):
        return in_words(when)
    start, end = when.start, when.end
    if start is not None and end is not None:
        return in_words(start) if start == end else f"{in_words(start)} to {in_words(end)}"
    if start is not None:
        return f"from {in_words(start)}" + ("" if when.open_end else ", end not known")
    if end is not None:
        return f"until {in_words(end)}" + ("" if when.open_start else ", start not known")
    return "not known"


def answer_words(ends: Iterable[date], answer_on: Callable[[date], Answer]) -> str:
    """Return the answers by day, each from a day on: `2003-05-01p 2003-06-01c 2010-02-01n`.

    Before the first of them the answer is no.

    Args:
        ends: The first and last days of what is said of it.
        answer_on: The answer for a day; it changes only on one of these days or the day after.
    """
    days = {date.min, *ends}
    days |= {day + timedelta(days=1) for day in days if day < date.max}
    made: list[str] = []
    for day in sorted(days):
        answer = _LETTERS[answer_on(day)]
        if answer != (made[-1][-1] if made else "n"):
            made.append(f"{day.isoformat()}{answer}")
    return " ".join(made)


_LETTERS = {Answer.CERTAINLY: "c", Answer.POSSIBLY: "p", Answer.NO: "n"}


def number_words(value: float) -> str:
    """Return a number with thousands separated."""
    return f"{value:,}".replace("-", "−")


def quantity(record: Statistic) -> str:
    """Return what a statistic claims: `at least 2,500,000 victims`."""
    if record.value is None:
        amount = str(record.quantity)
    elif record.upper is not None:
        amount = f"{number_words(record.value)} to {number_words(record.upper)}"
    else:
        amount = number_words(record.value)
    bound = words(record.bound)
    if record.value is None:  # in words, such as `hundreds`
        return f"{amount} of {record.unit}" if amount.endswith("s") else f"{amount} {record.unit}"
    prefix = "" if bound == "exactly" else f"{bound} "
    return f"{prefix}{amount} {record.unit}"


def plain(value: Any) -> str:
    """Return a plain value in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate | Interval):
        return date_words(value)
    if isinstance(value, StrEnum):
        return words(value.value)
    if isinstance(value, tuple):
        return ", ".join(map(plain, value))
    return str(value)


def brief_name(record: Record) -> str | None:
    """Return what people call a record for short: its acronym, or `SDG 8.7`."""
    return f"SDG {record.code}" if isinstance(record, SDGTarget) else record.acronym


def natural(text: str) -> tuple[tuple[str, int], ...]:
    """Return a key by which texts are sorted as people do: without regard to case, numbers by their size."""
    plain = "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
    pieces = re.findall(r"\d+|[^\W\d]+", plain)
    return tuple(("", int(piece)) if piece.isdecimal() else (piece, 0) for piece in pieces)


def short(record: Record, limit: int = 110) -> str:
    """Return a record's name for a list, with its acronym or its number, cut to a length."""
    known = brief_name(record)
    name = record.name if known is None else f"{record.name} ({known})"
    return name if len(name) <= limit else f"{name[: limit - 1].rstrip()}…"
