"""Records as they stood on a day, and who held a role then: functions of single records."""

from __future__ import annotations

from typing import Any

from untip._base import make, shapes
from untip._dates import Answer, Interval, PartialDate, When, period
from untip.schema import HistoryEntry, Record, Role

Day = PartialDate
"""A single day."""


def last_day(when: When) -> PartialDate:
    """Give the last day of a time that is asked for."""
    return PartialDate(period(when)[1])


def begun(record: Record, when: When) -> bool:
    """Tell whether a record's subject had certainly or possibly begun by a time."""
    return record.lifespan.begun(when) is not Answer.NO


def as_it_stood(record: Record, when: When) -> Record:
    """Give a record with the history of a day applied; the record itself where nothing was different.

    Where an entry's period leaves open whether it held on that day, the entry that certainly held wins, then what the
    record says today.
    """
    day = last_day(when)
    changes: dict[str, Any] = {}
    for entry in record.history:
        if entry.period.meets(day) is Answer.CERTAINLY:
            changes[entry.field] = _value(record, entry)
    if not changes:
        return record
    values = {name: getattr(record, name) for name in shapes(type(record))}
    return make(type(record), values | changes)


def _value(record: Record, entry: HistoryEntry) -> Any:
    """Read an entry's text as its field's type; the schema has checked that it can be read."""
    shape = shapes(type(record))[entry.field]
    if shape.vocabulary is not None:
        return shape.vocabulary(entry.value)
    kind = shape.types[0]
    return kind(entry.value) if kind in (PartialDate, Interval, int, float) else entry.value


def held(role: Role, when: When) -> Answer:
    """Tell whether a role held at a time.

    It held certainly between the first and the last date at which a source attests it, and where its period certainly
    meets the time; possibly wherever the period allows it. A role with neither is possible at any time.
    """
    answer = Answer.POSSIBLY if role.period is None else role.period.meets(when)
    if role.attested and answer is not Answer.CERTAINLY:
        first = min(role.attested, key=lambda date: date.earliest)
        last = max(role.attested, key=lambda date: date.latest)
        if Interval.between(PartialDate(first.earliest), PartialDate(last.latest)).meets(when) is Answer.CERTAINLY:
            return Answer.CERTAINLY
    return answer


def spoken_until(roles: tuple[Role, ...]) -> PartialDate | None:
    """Give the last day of which some roles say anything."""
    days = [date.latest for role in roles for date in role.attested]
    for role in roles:
        if role.period is not None:
            days += [date.latest for date in (role.period.start, role.period.end) if date is not None]
    return PartialDate(max(days)) if days else None
