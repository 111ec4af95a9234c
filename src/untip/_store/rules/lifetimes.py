"""Rules on lifetimes: nothing is older than what made it, nothing outlives the body that carries it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from untip._store.rules.data_set import DataSet
from untip.dates import Answer, Interval, PartialDate
from untip.errors import Problem
from untip.schema import Agency, Instrument, Program, Record

ROLES = ("members", "partners", "organizers", "participants")
"""Fields whose items are roles of agencies and States."""


def bodies_follow_their_acts(data: DataSet) -> Iterator[Problem]:
    """A body is not older than the instrument or agency that established it."""
    for body, maker in _established(data.records.values(), data):
        day = maker.adopted if isinstance(maker, Instrument) else maker.established
        if body.established is not None and day is not None and body.established.before(day) is Answer.CERTAINLY:
            message = f"{body.established} is before {maker.id} of {day}, which established it; correct one"
            yield data.problem(body, "established", message)


def _established(records: Iterable[Record], data: DataSet) -> Iterator[tuple[Agency, Instrument | Agency]]:
    """Yield each body with what established it; either of the two may say so."""
    for record in records:
        if isinstance(record, Agency) and record.established_by is not None:
            maker = data.find(record.established_by)
            if isinstance(maker, (Instrument, Agency)):
                yield record, maker
        if isinstance(record, Instrument):
            bodies = [data.find(id) for id in record.established]
            yield from ((body, record) for body in bodies if isinstance(body, Agency))


def programs_end_with_their_leads(data: DataSet) -> Iterator[Problem]:
    """A programme whose leads have all ceased to be ends by then, unless a source attests it later."""
    for record in data.records.values():
        if not isinstance(record, Program) or not record.leads or (record.end is not None and not record.end_planned):
            continue
        ends = [_dissolved(data, id) for id in record.leads]
        days = [day for day in ends if day is not None]
        if len(days) < len(ends) or (record.end is not None and record.end.after(max(days)) is not Answer.CERTAINLY):
            continue
        if all(date.after(max(days)) is Answer.NO for date in record.attested):
            message = f"{', '.join(record.leads)} had ceased by {max(days)}; state the program's end or a later lead"
            yield data.problem(record, "leads", message)


def activities_begin_in_the_bodys_time(data: DataSet) -> Iterator[Problem]:
    """No activity of a body begins after the body ceased to be."""
    for record in data.records.values():
        if not isinstance(record, Agency) or record.dissolved is None:
            continue
        for index, activity in enumerate(record.activities):
            if activity.since is not None and activity.since.after(record.dissolved) is Answer.CERTAINLY:
                message = f"{activity.since} is after the body's end on {record.dissolved}; correct one"
                yield data.problem(record, f"activities[{index}].since", message)


def roles_end_with_the_bodies(data: DataSet) -> Iterator[Problem]:
    """No role goes on after the end of the body that has it, or of the body or programme in which it has it."""
    for record in data.records.values():
        for name in ROLES:
            for index, role in enumerate(getattr(record, name, ())):
                for id, day in ((role.who, _dissolved(data, role.who)), (record.id, _end(record))):
                    if day is not None and role.period is not None and _goes_beyond(role.period, day):
                        message = f"{role.period} goes beyond the end of {id} on {day}; correct one"
                        yield data.problem(record, f"{name}[{index}].period", message)


def _dissolved(data: DataSet, id: str) -> PartialDate | None:
    """Return the end of a body."""
    body = data.find(id)
    return body.dissolved if isinstance(body, Agency) else None


def _end(record: Record) -> PartialDate | None:
    """Return the end of a body or programme in which others have roles."""
    if isinstance(record, Program):
        return None if record.end_planned else record.end
    return record.dissolved if isinstance(record, Agency) else None


def _goes_beyond(period: Interval, day: PartialDate) -> bool:
    """Return whether a period certainly ends later than a day, or has no end."""
    return period.open_end or (period.end is not None and period.end.after(day) is Answer.CERTAINLY)
