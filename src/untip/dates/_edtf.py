"""Reading EDTF text into days.

Source: ISO 8601-2:2019, and the Library of Congress, EDTF specification, 2019, levels 0 and 1.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum, IntEnum
from typing import TypeAlias

from untip.errors import InvalidDateError, is_a, whole_number


class Precision(IntEnum):
    """The smallest unit that a date's digits fix; coarser ones are smaller.

    Example:
        >>> from untip.dates import PartialDate
        >>> PartialDate("2004-XX").precision < PartialDate("2004-06").precision
        True
    """

    CENTURY = 1
    """`19XX`: a hundred years."""
    DECADE = 2
    """`199X`: ten years."""
    YEAR = 3
    """`1999`, `1999-XX` and `1999-XX-XX`."""
    MONTH = 4
    """`1999-11` and `1999-11-XX`."""
    DAY = 5
    """`1999-11-15`."""


_ONE_DAY = timedelta(days=1)
_QUALIFIERS = frozenset("?~%")
_UNSPECIFIED = "XXXX-XX-XX"
_FIRST = "0000-01-01"
_LAST = "9999-12-31"
LONGEST = len("2000-11-15~")
# (length without qualifier, length of the digits known): XXXX and 1XXX say too little to be data
_SHAPES = {
    (4, 2): Precision.CENTURY,
    (4, 3): Precision.DECADE,
    (4, 4): Precision.YEAR,
    (7, 4): Precision.YEAR,
    (10, 4): Precision.YEAR,
    (7, 7): Precision.MONTH,
    (10, 7): Precision.MONTH,
    (10, 10): Precision.DAY,
}
_MONTHS = {Precision.CENTURY: 1200, Precision.DECADE: 120, Precision.YEAR: 12, Precision.MONTH: 1}
_LAST_MONTH = 9999 * 12 + 11

Facts: TypeAlias = tuple[date, date, Precision]


def text_of(value: object) -> str:
    """Return a date as text: a string, a day, a moment (its own calendar day), a year as a whole number.

    Args:
        value: The date; of `numpy.datetime64` the units `Y` and `M` stay years and months.

    Raises:
        InvalidDateError: It is none of these, or a missing date (`NaT`).
    """
    if is_a(value, str):
        return str.__str__(value)
    kind = type(value)
    if is_a(value, date):
        if value != value:  # pandas.NaT
            raise InvalidDateError(value, "a date, not a missing one")
        return date.isoformat(value)
    if kind.__name__ == "datetime64" and kind.__module__ == "numpy":
        text = str(value)
        if text == "NaT":
            raise InvalidDateError(value, "a date, not a missing one")
        return text.partition("T")[0]
    year = None if is_a(value, Enum) else whole_number(value)
    if year is None:
        raise InvalidDateError(
            value, "a date: EDTF text, a datetime.date or datetime, a year as a whole number, a PartialDate"
        )
    if not 1 <= year <= 9999:
        raise InvalidDateError(value, "a year from 0001 to 9999, in four digits")
    return f"{year:04d}"


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_start(month: int) -> date:
    year, index = divmod(max(month, 12), 12)
    return date(year, index + 1, 1)


def _month_end(month: int) -> date:
    return date.max if month >= _LAST_MONTH else _month_start(month + 1) - _ONE_DAY


def widened(first: date, last: date, precision: Precision) -> tuple[date, date]:
    """Return the first and last day of a range that is one unit of its precision longer on either side."""
    if precision is Precision.DAY:
        return max(first, date.min + _ONE_DAY) - _ONE_DAY, min(last, date.max - _ONE_DAY) + _ONE_DAY
    margin = _MONTHS[precision]
    return _month_start(_month_of(first) - margin), _month_end(_month_of(last) + margin)


def scan(text: str) -> Facts | None:
    """Return the first day, the last day and the precision of a date, or `None` if the text is not a date."""
    if len(text) > LONGEST:
        return None
    body = text[:-1] if text[-1:] in _QUALIFIERS else text
    known = body.split("X", 1)[0].rstrip("-")
    size = len(known)
    precision = _SHAPES.get((len(body), size))
    if precision is None or body[size:] != _UNSPECIFIED[size : len(body)]:
        return None
    try:
        first = date.fromisoformat(known + _FIRST[size:])
    except ValueError:
        return None
    # fromisoformat reads more than we do (week dates, and under PyPy any digits)
    if first.isoformat()[:size] != known:
        return None
    if precision is Precision.DAY:
        return first, first, precision
    if precision is Precision.MONTH:
        return first, _month_end(_month_of(first)), precision
    return first, date.fromisoformat(known + _LAST[size:]), precision


def read(text: str) -> Facts:
    """Return what `scan` returns, or raise an InvalidDateError that says what is wrong."""
    facts = scan(text)
    if facts is None:
        raise InvalidDateError(text, _expected(text))
    return facts


_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _meant(text: str) -> list[str]:
    """Return the EDTF texts that a date in another notation may mean: `31/12/2010`, `12 Dec 2000`, `20001115`."""
    if len(text) == 5 and text.endswith("0s"):
        return [one for one in (f"{text[:3]}X",) if scan(one) is not None]
    first, _, last = text.partition("-")
    if len(first) == len(last) == 4 and scan(first) and scan(last):
        return [f"{first}/{last}"]
    parts = [part for part in "".join(one if one.isalnum() else " " for one in text.lower()).split() if part]
    if len(parts) == 1 and len(parts[0]) == 8 and parts[0].isdigit():
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
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
        if parts[0] == year:  # a year in front is followed by its month
            tried = tried[-1:]
    else:
        tried = [f"{year}-{days[0]:>02}"]
    return [one for one in tried if scan(one) is not None]


def _expected(text: str) -> str:
    """Return what was expected in place of a text that is not a date."""
    start = text[:40]
    meant = _meant(start)
    if meant:
        return f"EDTF text, such as {' or '.join(meant)}"
    if "/" in start:
        return "one date, not an interval"
    if "T" in start:
        return "a date without a time of day"
    if start.startswith(("Y", "-", "0000", "000X", "00XX")):
        return "a year from 0001 to 9999, in four digits"
    if start[1:4] == "XXX":
        return "a year of which at least the century is known"
    shape = "".join("0" if one in "0123456789" else one for one in start.rstrip("?~%"))
    if shape == "0000-00" and start[5:7] > "20":
        return "a month from 01 to 12 (seasons are not supported)"
    if shape in ("0000-00", "0000-00-00", "0000-00-XX"):
        return "a month and day that the calendar has"
    return "an EDTF date such as 2000-11-15, 2006-09, 2007, 199X, 2004-XX or 2007~"


def hint(text: str) -> str | None:
    """Return what was expected in place of a date in another notation; `None` for any other text."""
    meant = _meant(text[:40])
    return f"EDTF text, such as {' or '.join(meant)}" if meant else None
