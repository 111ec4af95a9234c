"""What happened when: the dated entries of records, in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from untip._dates import Answer, Interval, PartialDate, period
from untip._vocab import Happening
from untip.schema import Event, Program, Record, Resource

_DATES: dict[str, dict[str, Happening]] = {
    "agency": {"established": Happening.FOUNDED, "dissolved": Happening.DISSOLVED},
    "instrument": {
        "adopted": Happening.ADOPTED,
        "opened_for_signature": Happening.OPENED_FOR_SIGNATURE,
        "closed_for_signature": Happening.CLOSED_FOR_SIGNATURE,
        "in_force": Happening.ENTRY_INTO_FORCE,
        "terminated": Happening.TERMINATED,
        "applies_from": Happening.APPLIED,
        "transposed_by": Happening.TRANSPOSITION_DUE,
    },
    "program": {"start": Happening.LAUNCHED, "end": Happening.ENDED},
    "sdg_target": {"adopted": Happening.ADOPTED, "due": Happening.DUE},
    "resource": {"published": Happening.PUBLISHED},
    "event": {"start": Happening.HELD},
    "statistic": {"as_of": Happening.CLAIM},
    "finding": {"year": Happening.PUT_FORWARD},
    "concept": {},
    "state": {"un_member_since": Happening.JOINED_UN, "un_member_until": Happening.LEFT_UN},
    "source": {"published": Happening.PUBLISHED},
}
"""What happened on the date that a field of a kind holds."""

DEFAULT_KINDS = tuple(kind for kind in _DATES if kind not in ("concept", "state", "source"))
"""The kinds of a timeline for which none are named: what the package is about, not what it rests on."""


class TimelineEntry(NamedTuple):
    """One entry of a timeline."""

    date: PartialDate | Interval
    """When it happened, exactly as the record has it; an interval for what took or holds some time."""
    what: Happening
    """What happened."""
    record: Record
    """To what it happened."""

    def __repr__(self) -> str:
        return f"<TimelineEntry {self.date} {self.what} {self.record.id}>"


def entries(record: Record) -> Iterator[TimelineEntry]:
    """Give the dated entries of one record, each once, in the order of its fields."""
    found = [TimelineEntry(date, what, record) for date, what in _dated(record)]
    yield from dict.fromkeys(found)


def _dated(record: Record) -> Iterator[tuple[PartialDate | Interval, Happening]]:
    for field, what in _DATES[record.kind].items():
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


def place(entry: TimelineEntry) -> tuple[datetime.date, datetime.date]:
    """Give the first and last day that an entry may have begun on; what has no known start stands at its end."""
    date = entry.date
    if isinstance(date, Interval):
        date = date.start or date.end or date
    return period(date)


def timeline(records: Iterable[Record], window: Interval | None) -> tuple[TimelineEntry, ...]:
    """Give the dated entries of some records that may lie in a window of time, in order.

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
