"""Who was party to which treaty, State by year or day; and how many parties a treaty had."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, Literal, NamedTuple

from untip._registry import membership, treaties
from untip._registry.records import Records
from untip._registry.treaties import Basis, MembershipSpans
from untip._store.entry import Span
from untip._text import brief
from untip.dates import Answer, Interval, PartialDate, as_date, as_when, period
from untip.errors import UsageError, one_of
from untip.schema import Action, Agency, Completeness, Instrument, RoleType, State
from untip.tables import Column, Table
from untip.tables._columns import ColumnType, Derived

Standing = Literal["party", "signatory", "none"]
"""What a State is to a treaty: a party, one that has only signed, or neither."""

BY = ("year", "day")

OBSERVED = "un"
"""Id of the agency whose observers a panel has besides its Members."""


class Count(NamedTuple):
    """How many parties a treaty had at the end of a year."""

    year: int
    parties: int
    possible: int
    known_until: PartialDate


_COUNTS = (
    Column("year", "integer", "The year; counts are of its last day, or of the last day that is known.", "derived"),
    Column("parties", "integer", "How many were certainly parties, regional organizations counted.", "derived"),
    Column("possible", "integer", "How many were certainly or possibly parties.", "derived"),
    Column("known_until", "text", "The last day that the treaty's table covers.", "Coverage.known_until"),
)


def party_counts(records: Records, treaty: Instrument | str, basis: Basis, regional: bool, by: str) -> Table[Count]:
    """Return how many parties a treaty had at the end of each year; see `Registry.party_counts`."""
    one_of(by, ("year",), "what counts can be by: year")
    counts, until = membership.counts_by_year(records, treaty, basis, regional)
    rows = [Count(year, sure, most, until) for year, (sure, most) in counts.items()]
    columns = [Derived(column, attrgetter(column.name)) for column in _COUNTS[:3]]
    columns.append(Derived(_COUNTS[3], lambda row: str(row.known_until)))
    return Table("party_counts", tuple(columns), rows)


class _Treaty(NamedTuple):
    """What a panel needs of one treaty."""

    instrument: Instrument
    spans: MembershipSpans
    signed: dict[str, PartialDate | None]
    until: date
    whole: bool

    def standings(self, state: str, days: list[date]) -> list[Standing | None]:
        """Return what a State was to the treaty on some days; `None` where that is not known."""
        neither: Standing | None = "none" if self.whole else None
        if state not in self.spans and state not in self.signed:
            return [None if day > self.until else neither for day in days]
        turns = self.spans.get(state, [])
        return [None if day > self.until else self._standing(state, turns, day, neither) for day in days]

    def _standing(self, state: str, turns: list[Span], day: date, neither: Standing | None) -> Standing | None:
        held = treaties.held_on(turns, day)
        if held is not Answer.NO:
            return "party" if held is Answer.CERTAINLY else None
        if state in self.signed:
            signed = self.signed[state]
            if signed is None or signed.earliest <= day < signed.latest:
                return None
            if signed.latest <= day:
                return "signatory"
        return neither


def panel(
    records: Records, given: Iterable[Instrument | str] | Instrument | str, when: Any, by: str, basis: Basis
) -> Table[tuple[Any, ...]]:
    """Return what each State was to some treaties, by year or day; see `Registry.panel`."""
    by = one_of(by, BY, "what a panel is by: year or day")
    one_of(basis, membership.BASES, "a basis: deposited or in_force")
    several: Any = (given,) if isinstance(given, Instrument) or issubclass(type(given), str) else given
    if not isinstance(several, Iterable):
        raise UsageError(f"expected a treaty or several, found {brief(given)}")
    found = [_treaty(records, one, basis) for one in several]
    ids = [one.instrument.id for one in found]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None:
        raise UsageError(f"{twice} is named twice; a panel has one column for a treaty")
    days = _days(when, by)
    states = [record for record in records if isinstance(record, State)]
    observers = _observers(records)
    rows: list[tuple[Any, ...]] = []
    for state in states:
        own = [(label, day) for label, day in days if _belongs(state, day, observers)]
        known = [treaty.standings(state.id, [day for _, day in own]) for treaty in found]
        rows += [(state.id, state.alpha3, label, *cells) for (label, _), *cells in zip(own, *known, strict=True)]
    return Table("panel", _columns(by, found), rows)


def _columns(by: str, found: list[_Treaty]) -> tuple[Derived, ...]:
    kinds: dict[str, ColumnType] = {"year": "integer", "day": "date"}
    fixed: tuple[tuple[str, ColumnType, str], ...] = (
        ("state", "text", "Id of the State."),
        ("alpha3", "text", "ISO 3166-1 alpha-3 code."),
        (by, kinds[by], "The year; answers are of its last day." if by == "year" else "The day."),
        *(
            (one.instrument.id, "text", f"party, signatory, none, or null where unknown: {one.instrument.name}")
            for one in found
        ),
    )
    return tuple(
        [Derived(Column(name, kind, text, "derived"), itemgetter(n)) for n, (name, kind, text) in enumerate(fixed)]
    )


def _treaty(records: Records, given: Instrument | str, basis: Basis) -> _Treaty:
    instrument, rows, until = membership.table_of(records, given)
    spans = membership.spans_of(records, instrument, rows, until, basis)
    signed = {row.party: row.date for row in rows if row.action is Action.SIGNATURE}
    whole = membership.completeness(records, instrument.id) is not Completeness.PART
    return _Treaty(instrument, spans, signed, until.latest, whole)


def _days(when: Any, by: str) -> list[tuple[Any, date]]:
    """Return the label and the day of each time that is asked for."""
    if by == "year":
        several = [when] if not isinstance(when, list | tuple | set | range) else list(when)
        years: dict[int, None] = {}
        for one in several:
            first, last = period(as_when(one))
            if first == date.min or last == date.max:
                raise UsageError(f"a panel needs a first and a last year, found {brief(str(one))}")
            years.update(dict.fromkeys(range(first.year, last.year + 1)))
        return [(year, date(year, 12, 31)) for year in years]
    several = [when] if isinstance(when, str | date | PartialDate) or not isinstance(when, Iterable) else list(when)
    days = [as_date(one) for one in several]
    for day in days:
        if day.earliest != day.latest:
            raise UsageError(f"a panel by day needs days, found {day}")
    return [(day.earliest, day.earliest) for day in days]


def _observers(records: Records) -> dict[str, Interval | None]:
    """Return the States that are observers of the United Nations, each with the time."""
    body = records.at(OBSERVED)
    roles = body.members if isinstance(body, Agency) else ()
    return {role.who: role.period for role in roles if role.role is RoleType.OBSERVER}


def _belongs(state: State, day: date, observers: dict[str, Interval | None]) -> bool:
    """Return whether a State was a Member or an observer of the United Nations on a day."""
    since, until = state.un_member_since, state.un_member_until
    if since is not None and since.earliest <= day and (until is None or day <= until.latest):
        return True
    held = observers.get(state.id)
    return state.id in observers and (held is None or held.meets(day) is not Answer.NO)
