"""Records as they stood on a day, and who held a role then: functions of single records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from untip._schema.define import make, shapes
from untip._schema.fields import read_text
from untip.dates import Answer, PartialDate, When, first_day, period
from untip.schema import Coverage, HistoryEntry, Participation, Record, Redirect, Role

if TYPE_CHECKING:
    from untip._search.index import WordIndex
    from untip._search.names import NameIndex
    from untip._store.memory import Store


class Beginnings:
    """The days on which the records of a store may have begun, which all views of it share.

    Args:
        whole: Gives a record of the store by kind and id.
        store: The store.
    """

    def __init__(self, whole: Callable[[str, str], Record], store: Store) -> None:
        self.whole = whole
        self.store = store
        self._days: dict[str, tuple[tuple[date, str], ...]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Beginnings, (self.whole, self.store)

    def by(self, kind: str, day: date) -> tuple[str, ...]:
        """Give the ids of a kind's records that had certainly or possibly begun by a day."""
        days = self._days.get(kind)
        if days is None:  # two threads may both find them: they are equal
            ids = self.store.ids(kind)
            days = self._days[kind] = tuple([(first_day(self.whole(kind, id).lifespan), id) for id in ids])
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

    def ids(self, kind: str) -> tuple[str, ...]:
        """Give the ids of a kind's records that had certainly or possibly begun."""
        found = self._ids.get(kind)
        if found is None:
            found = self._ids[kind] = self._beginnings.by(kind, self._day.latest)
        return found

    def record(self, kind: str, id: str) -> Record:
        """Give a record as it stood."""
        return as_it_stood(self._beginnings.whole(kind, id), self._day)

    def index(self) -> NameIndex:
        """Give the whole store's index: today's names find what had begun, former names are among them."""
        return self._store.index()

    def words(self) -> WordIndex:
        """Give the whole store's index, for the same reason."""
        return self._store.words()

    def redirects(self) -> Mapping[str, Redirect]:
        """Give the ids that are no longer in use."""
        return self._store.redirects()

    def coverage(self) -> Mapping[str, Coverage]:
        """Give how far the table of each treaty reaches."""
        return self._store.coverage()

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Give the rows of a treaty's table, later ones too: the questions asked of them name the day."""
        return self._store.participation(instrument)


def last_day(when: When) -> PartialDate:
    """Give the last day of a time that is asked for."""
    return PartialDate(period(when)[1])


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
    return read_text(entry.value, shapes(type(record))[entry.field])


def held(role: Role, when: When) -> Answer:
    """Tell whether a role held at a time.

    It held certainly between the first and the last date at which a source attests it, as far as its period allows,
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


def spoken_until(roles: tuple[Role, ...]) -> PartialDate | None:
    """Give the last day of which some roles say anything."""
    days = [date.latest for role in roles for date in role.attested]
    for role in roles:
        if role.period is not None:
            days += [date.latest for date in (role.period.start, role.period.end) if date is not None]
    return PartialDate(max(days)) if days else None
