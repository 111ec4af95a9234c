"""What happened when: the dated entries of records, in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import attrs

from untip._registry import asof
from untip._registry.query import filters_of_search
from untip._registry.records import Records
from untip._schema.define import public
from untip.dates import Answer, Interval, PartialDate, When, period, sort_key
from untip.errors import UsageError
from untip.schema import KINDS, Agency, Event, Happening, Program, Record, Resource

DEFAULT_KINDS = tuple(kind for kind, cls in KINDS.items() if not cls.background)
"""The default kinds of a timeline: all but background kinds, such as sources."""


@attrs.frozen(repr=False)
class TimelineEntry:
    """One entry of a timeline; unpacks as `date, what, record`."""

    date: PartialDate | Interval
    """When it happened, exactly as the record has it; an interval for what lasted some time."""
    what: Happening
    """What happened."""
    record: Record
    """The record."""

    def __iter__(self) -> Iterator[Any]:
        return iter((self.date, self.what, self.record))

    def __repr__(self) -> str:
        return f"<TimelineEntry {self.date} {self.what} {self.record.id}>"


public(TimelineEntry)


@cache
def _date_fields(kind: str) -> tuple[tuple[str, Happening], ...]:
    """Return the fields of a kind that hold a date, with what happened then."""
    found = ((field.name, field.metadata.get("happens")) for field in attrs.fields(KINDS[kind]))
    return tuple([(name, what) for name, what in found if what is not None])


def entries(record: Record) -> Iterator[TimelineEntry]:
    """Yield the dated entries of one record, each once, in the order of its fields."""
    found = [TimelineEntry(date, what, record) for date, what in _dated(record)]
    yield from dict.fromkeys(found)


def _dated(record: Record) -> Iterator[tuple[PartialDate | Interval, Happening]]:
    for field, what in _date_fields(record.kind):
        value: PartialDate | Interval | int | None = getattr(record, field)
        if isinstance(value, int):
            value = PartialDate(f"{value:04d}")
        if isinstance(record, Event) and record.end is not None:
            value = Interval.between(record.start, record.end)
        if value is None:
            continue
        planned = isinstance(record, Program) and field == "end" and record.end_planned
        yield value, Happening.PLANNED_TO_END if planned else what
    if isinstance(record, Resource):
        for edition in record.editions:
            if edition.published is not None:
                yield edition.published, Happening.PUBLISHED


def place(entry: TimelineEntry) -> tuple[datetime.date, datetime.date, str]:
    """Return the key by which an entry is sorted: that of its date, or without a known start that of its end."""
    date = entry.date
    return sort_key((date.end or date) if isinstance(date, Interval) and date.start is None else date)


def timeline(records: Iterable[Record], window: Interval | None) -> tuple[TimelineEntry, ...]:
    """Return the dated entries of some records that may lie in a window of time, in order.

    Args:
        records: The records.
        window: The time to look at; `None` for all.
    """

    def within(date: PartialDate | Interval) -> bool:
        if window is None:
            return True
        answer = date.meets(window) if isinstance(date, Interval) else date.within(window)
        return answer is not Answer.NO

    found = [entry for record in records for entry in entries(record) if within(entry.date)]
    # sorting is stable: entries of the same days keep the order of kinds, ids and fields
    return tuple(sorted(found, key=place))


def window(start: When | None, end: When | None) -> Interval | None:
    """Return the time from the first day of one time to the last day of another; `None` for all time.

    Raises:
        UsageError: The end lies before the start.
    """
    if start is None and end is None:
        return None
    first = None if start is None else PartialDate(period(start)[0])
    last = None if end is None else PartialDate(period(end)[1])
    if first is not None and last is not None and last < first:
        raise UsageError(f"the end, {last}, is before the start, {first}; pass the earlier time first")
    return Interval.between(first, last, open_start=first is None, open_end=last is None)


def of_records(
    records: Records,
    kinds: tuple[str, ...],
    start: When | None,
    end: When | None,
    agency: Agency | str | None,
    pillar: str | None,
) -> tuple[TimelineEntry, ...]:
    """Return the timeline of some kinds; see `Registry.timeline`."""
    for when in (start, end):
        if when is not None:
            asof.refuse_later(records.day, period(when)[1], when)
    keep = filters_of_search(records, pillar, agency, None)
    wanted = (one for one in records if one.kind in kinds and (keep is None or keep(one)))
    return timeline(wanted, window(start, records.day if end is None else end))
