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
ACCEPTED = "EDTF text, a whole year, date or datetime, pandas.Timestamp, numpy.datetime64, PartialDate"
"""What stands for a date, in words."""

_LAST_MONTH = 9999 * 12 + 11

Facts: TypeAlias = tuple[date, date, Precision]


def text_of(value: object, also: str = "") -> str:
    """Return a date as text: a string, a day, a moment (its own calendar day), a year as a whole number.

    Args:
        value: The date; of `numpy.datetime64` the units `Y` and `M` stay years and months.
        also: What else is accepted, for the message.

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
        raise InvalidDateError(value, f"{ACCEPTED}{also}")
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
