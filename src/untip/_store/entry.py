"""The day on which a treaty enters into force for a party: as its table says, or by the treaty's own rule."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from untip.dates import PartialDate
from untip.schema import Action, Instrument, Participation


class Span(NamedTuple):
    """The first and the last day that a partly known day may be."""

    first: date
    last: date


def span(day: PartialDate | None) -> Span:
    """Return the days that a date may be; any day if it is unknown."""
    if day is None or day.uncertain or day.approximate:
        return Span(date.min, date.max)
    return Span(day.earliest, day.latest)


def entry(instrument: Instrument, row: Participation) -> PartialDate | None:
    """Return the day on which a treaty entered into force for the party of a row.

    It is the day that the row gives, or else the one that follows from the treaty's own rule: its entry into force for
    those that had consented by then, for the others the time after their deposit that it says.

    Args:
        instrument: The treaty.
        row: A row of its table.

    Returns:
        The day, or the month or year that it must lie in; `None` for a signature or withdrawal, where the treaty is not
        in force, where its rule or the date is not known, and for a succession: it takes effect on an earlier day
        that the table may not have.
    """
    if row.in_force is not None and row.action.consents:
        return row.in_force
    days = entry_by_rule(instrument, row)
    if days is None or days.last == date.max or days.first.year != days.last.year:
        return None
    if days.first == days.last:
        return PartialDate(days.first)
    same = days.first.month == days.last.month
    return PartialDate(f"{days.first:%Y-%m}" if same else f"{days.first.year:04d}")


def entry_by_rule(instrument: Instrument, row: Participation) -> Span | None:
    """Return the days on which a treaty may have entered into force for a party by its own rule, `None` without one."""
    rule, whole = instrument.in_force_condition, instrument.in_force
    if not row.action.consents or row.action is Action.SUCCESSION or rule is None or whole is None or row.date is None:
        return None
    if rule.later_days is not None or rule.later_months is not None:
        days, months = rule.later_days, rule.later_months
    else:
        days, months = rule.days, rule.months
    if days is None and months is None:
        return None
    earliest, latest = (_after(day, days or 0, months or 0, rule.first_of_month) for day in span(row.date))
    return Span(max(earliest, span(whole).first), max(latest, span(whole).last))


def shifted(day: date, days: int) -> date:
    """Return the day so many days later, or the end of the calendar."""
    return date.fromordinal(max(date.min.toordinal(), min(date.max.toordinal(), day.toordinal() + days)))


def _after(day: date, days: int, months: int, first_of_month: bool) -> date:
    """Return the day so many days and months later, or the first of the month that follows it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    first = date(year, month + 1, 1)
    length = 31 if month == 11 else (_next_month(first) - first).days
    later = shifted(date(year, month + 1, min(day.day, length)), days)
    return _next_month(later) if first_of_month else later


def _next_month(day: date) -> date:
    """Return the first day of the month after that of a day, or the end of the calendar."""
    if (day.year, day.month) == (date.max.year, 12):
        return date.max
    return shifted(day.replace(day=28), 4).replace(day=1)
