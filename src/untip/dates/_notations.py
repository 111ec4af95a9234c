"""What a text that is no EDTF date may mean: dates in other notations, and what was expected in their place."""

from __future__ import annotations

import re

from untip._text import late_pattern
from untip.dates._edtf import Facts, scan
from untip.errors import InvalidDateError

LOOKED_AT = 40
"""How many characters of a text are looked at."""

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_IDLE = frozenset(("of", "the", *_WEEKDAYS, *(name[:3] for name in _WEEKDAYS)))
"""Words around a date that say nothing of it."""

_DASHES = str.maketrans("‐‑‒–—−", "------")
_TIMED = late_pattern(r"(.*\d)[T ]+\d{1,2}:\d\d[^/]*")
_ABOUT = late_pattern(r"(?:~|approximately|approx\.?|circa|about|around|ca?\.?)\s*(\w.*)", re.IGNORECASE)
_SPAN = late_pattern(r"(\d{4})-(\d{4})|(.+?)\s+(?:-|to|until)\s+(.+)")
_CALENDAR = "a month and day that the calendar has"


def read(text: str) -> Facts:
    """Return what `scan` returns, or raise an InvalidDateError that says what is wrong."""
    facts = scan(text)
    if facts is None:
        raise InvalidDateError(text, _expected(text[:LOOKED_AT]))
    return facts


def hint(text: str) -> str | None:
    """Return what was expected in place of a date in another notation; `None` for any other text."""
    start = text[:LOOKED_AT]
    timed = _TIMED.fullmatch(start)
    meant = _read_as(start if timed is None else timed[1])
    if meant:
        what = "EDTF text" if timed is None else "a date without a time of day"
        return f"{what}, such as {' or '.join(meant)}"
    return _CALENDAR if start.count("/") == 2 and start.replace("/", "").isdigit() else None


def _expected(text: str) -> str:
    """Return what was expected in place of a text that is not a date."""
    expected = hint(text)
    if expected is not None:
        return expected
    if text.count("/") == 1:
        return "one date, not an interval"
    if "T" in text:
        return "a date without a time of day"
    if text.startswith(("Y", "-", "0000", "000X", "00XX")):
        return "a year from 0001 to 9999, in four digits"
    if text[1:4] == "XXX":
        return "a year of which at least the century is known"
    shape = "".join("0" if one in "0123456789" else one for one in text.rstrip("?~%"))
    if shape == "0000-00" and text[5:7] > "20":
        return "a month from 01 to 12 (seasons are not supported)"
    if shape in ("0000-00", "0000-00-00", "0000-00-XX"):
        return _CALENDAR
    return "an EDTF date such as 2000-11-15, 2006-09, 2007, 199X, 2004-XX or 2007~"


def _read_as(text: str) -> list[str]:
    """Return a text that is a date, or the EDTF texts that it may mean."""
    return [text] if scan(text) is not None else _meant(text)


def _meant(text: str) -> list[str]:
    """Return the EDTF texts that a date in another notation may mean: `31/12/2010`, `12 Dec 2000`, `c. 2010`."""
    dashed = text.translate(_DASHES)
    if dashed != text:
        return _read_as(dashed)
    about = _ABOUT.fullmatch(text)
    if about is not None:
        return [f"{one}~".replace("/", "~/") for one in _read_as(about[1]) if one[-1] not in "?~%"]
    if len(text) == 5 and text.endswith("0s"):
        return [one for one in (f"{text[:3]}X",) if scan(one) is not None]
    span = _SPAN.fullmatch(text)
    return _of_parts(text) if span is None else _between(span[1] or span[3], span[2] or span[4])


def _between(start: str, end: str) -> list[str]:
    """Return the interval from one date to another, where each means one and they are in order."""
    first, last = _read_as(start), _read_as(end)
    if len(first) != 1 or len(last) != 1:
        return []
    days, later = scan(first[0]), scan(last[0])
    return [f"{first[0]}/{last[0]}"] if days is not None and later is not None and days[0] <= later[1] else []


def _of_parts(text: str) -> list[str]:
    """Return the EDTF texts that a year, month and day in some order may mean, the month a number or a name."""
    parts = "".join(one if one.isalnum() else " " for one in text.lower()).split()
    parts = [part for part in parts if part not in _IDLE]
    if len(parts) == 1 and len(parts[0]) in (6, 8) and parts[0].isdigit():
        parts = [part for part in (parts[0][:4], parts[0][4:6], parts[0][6:]) if part]
    year = next((part for part in parts if len(part) == 4 and part.isdigit()), None)
    if year is None or not 2 <= len(parts) <= 3:
        return []
    rest = [part for part in parts if part is not year]
    named = [part for part in rest if part[:3] in _MONTH_NAMES]
    days = [digits for part in rest if part not in named and (digits := part.rstrip("sthndr")).isdigit()]
    if len(days) + len(named) != len(rest) or any(len(day) > 2 for day in days):
        return []
    if named:
        month = f"{_MONTH_NAMES.index(named[0][:3]) + 1:02d}"
        tried = [f"{year}-{month}" + "".join(f"-{day:>02}" for day in days)]
    elif len(days) == 2:
        tried = [f"{year}-{month:>02}-{day:>02}" for day, month in dict.fromkeys((tuple(days), tuple(days[::-1])))]
    else:
        tried = [f"{year}-{days[0]:>02}"]
    found = [one for one in tried if scan(one) is not None]
    return found[-1:] if parts[0] == year else found  # a year in front is followed by its month, if that can be
