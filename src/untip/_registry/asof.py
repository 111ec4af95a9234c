"""Records as they stood on a day, one or all of a store, and who was in a role then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from untip._registry.records import Records
from untip._schema.define import changed, shapes
from untip._schema.fields import read_text
from untip._search.index import WordIndex
from untip._search.names import NameIndex
from untip._store.base import Store
from untip.dates import Answer, PartialDate, When, first_day, period
from untip.errors import UsageError
from untip.schema import Coverage, HistoryEntry, Participation, Record, Redirect, Role


class Beginnings:
    """The days on which the records of a registry may have begun, which all its views share.

    Args:
        records: The records of the registry.
    """

    def __init__(self, records: Records) -> None:
        self.records: Records = records
        self.store: Store = records.store
        self._days: dict[str, tuple[tuple[date, str], ...]] = {}

    def by(self, kind: str, day: date) -> tuple[str, ...]:
        """Return the ids of a kind's records that had certainly or possibly begun by a day."""
        days = self._days.get(kind)
        if days is None:  # two threads may both find them: they are equal
            ids = self.store.ids(kind)
            days = self._days[kind] = tuple([(first_day(self.records.record(kind, id).lifespan), id) for id in ids])
        return tuple([id for first, id in days if first <= day])


class AsOfStore:
    """A view of a store as of a day: what had begun by then, each record as it stood.

    Args:
        beginnings: The store, and when its records began.
        day: The day.
    """

    def __init__(self, beginnings: Beginnings, day: PartialDate) -> None:
        self._beginnings = beginnings
        self._store = beginnings.store
        self._day = day
        self._ids: dict[str, tuple[str, ...]] = {}
        self._begun: dict[str, frozenset[str]] = {}

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind's records that had certainly or possibly begun."""
        found = self._ids.get(kind)
        if found is None:
            found = self._ids[kind] = self._beginnings.by(kind, self._day.latest)
        return found

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, `None` where there is none or it had not begun."""
        kind = self._store.kind_of(id)
        if kind is None:
            return None
        begun = self._begun.get(kind)
        if begun is None:
            begun = self._begun[kind] = frozenset(self.ids(kind))
        return kind if id in begun else None

    def record(self, kind: str, id: str) -> Record:
        """Return a record as it stood."""
        return as_it_stood(self._beginnings.records.record(kind, id), self._day)

    def index(self) -> NameIndex:
        """Return the whole store's index: today's names find what had begun, former names are among them."""
        return self._store.index()

    def words(self) -> WordIndex:
        """Return the whole store's index; see `index`."""
        return self._store.words()

    def redirects(self) -> Mapping[str, Redirect]:
        """Return the redirects by retired id."""
        return self._store.redirects()

    def coverage(self) -> Mapping[str, Coverage]:
        """Return the coverage of each table, by treaty."""
        return self._store.coverage()

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Return the rows of a treaty's table without those that are certainly of a later day."""
        rows = self._store.participation(instrument)
        return tuple([row for row in rows if row.date is None or row.date.earliest <= self._day.latest])


def last_day(when: When) -> PartialDate:
    """Return the last day of a time."""
    return PartialDate(period(when)[1])


def refuse_later(day: PartialDate | None, last: date, when: When) -> None:
    """Check that a time does not go beyond the day of a view.

    Args:
        day: The day of the view; `None` for a whole registry.
        last: The last day of the time.
        when: The time, as it was asked for.

    Raises:
        UsageError: It does.
    """
    if day is not None and last > day.latest:
        raise UsageError(f"this registry is as of {day}; ask the whole registry for the later day {when}")


def as_it_stood(record: Record, when: When) -> Record:
    """Return a record with the history of a day applied; the record itself where nothing was different.

    Where an entry's period leaves open whether it held on that day, the entry that certainly held wins, then what the
    record says today.
    """
    if not record.history:
        return record
    day = last_day(when)
    changes: dict[str, Any] = {}
    for entry in record.history:
        if entry.period.meets(day) is Answer.CERTAINLY:
            changes[entry.field] = _value(record, entry)
    return changed(record, changes) if changes else record


def _value(record: Record, entry: HistoryEntry) -> Any:
    """Return an entry's text as its field's type; the schema has checked that it can be read."""
    return read_text(entry.value, shapes(type(record))[entry.field])


def belonged(role: Role, when: When) -> Answer:
    """Return whether somebody was in a role at a time.

    Certainly so between the first and the last date at which a source attests it, as far as its period allows,
    and where its period certainly meets the time; possibly wherever the period allows it. A role with neither is
    possible at any time, and nothing certain rests on a qualified date.
    """
    answer = Answer.POSSIBLY if role.period is None else role.period.meets(when)
    sure = [date for date in role.attested if not (date.uncertain or date.approximate)]
    if sure and answer is Answer.POSSIBLY:
        since, until = period(when)
        if min(date.earliest for date in sure) <= until and since <= max(date.latest for date in sure):
            return Answer.CERTAINLY
    return answer


def known_until(roles: tuple[Role, ...]) -> PartialDate | None:
    """Return the last day of which some roles say anything."""
    days = [date.latest for role in roles for date in role.attested]
    for role in roles:
        if role.period is not None:
            days += [date.latest for date in (role.period.start, role.period.end) if date is not None]
    return PartialDate(max(days)) if days else None


def view(records: Records, day: PartialDate) -> Records:
    """Return the records of a registry as they stood on a day, with its bases as of that day too."""
    if records.beginnings is None:
        records.beginnings = Beginnings(records)
    bases = tuple([view(base.origin, day) for base in records.bases])
    return Records(AsOfStore(records.beginnings, day), bases, day, records, records.replaced)
