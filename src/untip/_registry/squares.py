"""What each State and organization is to a treaty on a day, and since when: the squares of figures and the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from untip._registry import membership, treaties
from untip._registry.records import Records
from untip._registry.treaties import Status
from untip.dates import Answer, PartialDate
from untip.schema import Agency, Instrument, Record, State

_LAST = ("No region", "Organizations")
"""Regions that come after the others."""


class Square(NamedTuple):
    """A State, or another party, and what it is to a treaty on a day."""

    record: Record
    code: str
    """What stands in its square: a State's alpha-3 code, or at most four letters."""
    region: str
    status: Status
    since: int | None
    """The year in which it became a party; `None` if it is none, or if the year is not known."""


def squares(records: Records, treaty: Instrument, day: date) -> list[Square]:
    """Return what each State of a day, and each organization with a part in a treaty, was to the treaty, by name."""
    _, rows, until = membership.table_of(records, treaty)
    spans = membership.spans_of(records, treaty, "deposited")
    signed = treaties.signature_spans(treaty, rows, until)
    on = PartialDate(day)
    shown: list[Record] = []
    for id in records.store.ids(State.kind):
        state = records.record(State.kind, id)
        if state.lifespan.meets(on) is not Answer.NO:
            shown.append(state)
    others = (records.at(party) for party in dict.fromkeys((*spans, *signed)))
    shown += [one for one in others if isinstance(one, Agency)]
    found = []
    for record in sorted(shown, key=lambda one: one.name):
        days = spans.get(record.id, [])
        joined = treaties.joined_by(days, day)
        since = joined.first.year if joined is not None and joined.first.year == joined.last.year else None
        status = treaties.status_on(days, signed.get(record.id), day)
        found.append(Square(record, code_of(record), region_of(record), status, since))
    return found


def code_of(record: Record) -> str:
    """Return what stands in the square of a State or organization: at most four letters."""
    return record.alpha3 if isinstance(record, State) else (record.acronym or record.id).upper()[:4]


def region_of(record: Record) -> str:
    """Return the region among whose squares a State or organization stands."""
    return (record.region or "No region") if isinstance(record, State) else "Organizations"


def in_order(regions: Iterable[str]) -> list[str]:
    """Return regions by name, organizations last."""
    return sorted(set(regions), key=lambda region: (region in _LAST, region))
