"""Dates as people write them in English."""

from __future__ import annotations

from untip.dates import Interval, PartialDate, Precision

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(date: PartialDate | Interval) -> str:
    """Return a date or interval as people write it.

    Example:
        >>> [in_words(PartialDate(text)) for text in ("2000-11-15", "2010-10~", "199X", "2007?")]
        ['15 November 2000', 'about October 2010', 'the 1990s', '2007 (uncertain)']
        >>> [in_words(Interval(text)) for text in ("2007-03/2014", "1999/..", "1999/", "/2014")]
        ['March 2007 to 2014', 'since 1999', 'from 1999, end not known', 'until 2014, start not known']
    """
    return _interval(date) if isinstance(date, Interval) else _date(date)


def _date(date: PartialDate) -> str:
    if date.year is None:
        words = f"the {date.earliest.year}s" if date.precision is Precision.DECADE else str(date)
    else:
        month = "" if date.month is None else f"{MONTHS[date.month - 1]} "
        words = f"{'' if date.day is None else f'{date.day} '}{month}{date.year}"
    return ("about " if date.approximate else "") + words + (" (uncertain)" if date.uncertain else "")


def _interval(interval: Interval) -> str:
    start, end = interval.start, interval.end
    if start is not None and end is not None:
        return _date(start) if start == end else f"{_date(start)} to {_date(end)}"
    if start is not None:
        return f"since {_date(start)}" if interval.open_end else f"from {_date(start)}, end not known"
    if end is not None:
        return f"until {_date(end)}" + ("" if interval.open_start else ", start not known")
    return "start not known, goes on" if interval.open_end else "not known"
