"""Who was party to which treaty, State by year or day; and how many parties a treaty had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, Literal, NamedTuple

from untip._registry import asof, membership, treaties
from untip._registry.records import Records
from untip._registry.treaties import Basis, MembershipSpans, Status
from untip._store.entry import Span
from untip._text import brief
from untip.dates import Answer, Interval, PartialDate, When, as_date, as_when, period
from untip.errors import UsageError, one_of
from untip.schema import Agency, Completeness, Instrument, RoleType, State
from untip.tables import Column, Table
from untip.tables._columns import ColumnType, Derived
from untip.tables._rows import CountRow

Value = Literal["party", "signatory", "none"]
"""What a State is to a treaty: a party, one that has only signed, or neither: it did nothing, or has withdrawn."""

_VALUES: Mapping[Status, Value | None] = {
    Status.PARTY: "party",
    Status.POSSIBLE_PARTY: None,
    Status.WITHDREW: "none",
    Status.SIGNATORY: "signatory",
    Status.POSSIBLE_SIGNATORY: None,
    Status.NONE: "none",
}
"""What a panel says of each status; `None` where dates leave it open."""

BY = ("year", "day")

OBSERVED = "un"
"""Id of the agency whose observers a panel has besides its Members."""


def _count_columns(regional: bool) -> tuple[Derived, ...]:
    whose = "regional organizations counted" if regional else "States alone"
    year = "The year; counts are of its last day, or of the last day that is known."
    until = "The last day that is counted: the last that the treaty's table covers, or the day of a view."
    columns = (
        Column("year", "integer", year, "derived"),
        Column("parties", "integer", f"How many were certainly parties, {whose}.", "derived"),
        Column("possible", "integer", f"How many were certainly or possibly parties, {whose}.", "derived"),
    )
    days = Column("known_until", "text", until, "Coverage.known_until")
    plain = [Derived(column, attrgetter(column.name)) for column in columns]
    return (*plain, Derived(days, lambda row: str(row.known_until)))


def party_counts(records: Records, treaty: Instrument | str, basis: Basis, regional: bool, by: str) -> Table[CountRow]:
    """Return how many parties a treaty had at the end of each year; see `Registry.party_counts`."""
    one_of(by, ("year",), "what counts can be by: year")
    counts, until = membership.counts_by_year(records, treaty, basis, regional)
    rows = [CountRow(year, sure, most, until) for year, (sure, most) in counts.items()]
    return Table("party_counts", _count_columns(regional), rows)


class _Treaty(NamedTuple):
    """What a panel needs of one treaty."""

    instrument: Instrument
    spans: MembershipSpans
    signed: Mapping[str, Span]
    until: date
    whole: bool

    def values(self, state: str, days: list[date]) -> list[Value | None]:
        """Return what a State was to the treaty on some days; `None` where that is not known."""
        spans, signed = self.spans.get(state, []), self.signed.get(state)
        return [None if day > self.until else self._value(spans, signed, day) for day in days]

    def _value(self, spans: list[Span], signed: Span | None, day: date) -> Value | None:
        status = treaties.status_on(spans, signed, day)
        if status is Status.NONE and not self.whole:  # a partial table says nothing about States that it lacks
            return None
        return _VALUES[status]


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
    days = _days(when, by, records.day)
    observers = _observers(records)
    rows: list[tuple[Any, ...]] = []
    for id in records.store.ids(State.kind):
        state = records.record(State.kind, id)
        assert isinstance(state, State)
        own = [(label, day) for label, day in days if _belongs(state, day, observers)]
        known = [treaty.values(id, [day for _, day in own]) for treaty in found]
        rows += [(id, state.alpha3, label, *cells) for (label, _), *cells in zip(own, *known, strict=True)]
    return Table("panel", _columns(by, found), rows)


def _columns(by: str, found: list[_Treaty]) -> tuple[Derived, ...]:
    kinds: dict[str, ColumnType] = {"year": "integer", "day": "date"}
    about = "party, signatory, none (also once a withdrawal has taken effect), or null where unknown"
    fixed: tuple[tuple[str, ColumnType, str], ...] = (
        ("state", "text", "Id of the State."),
        ("alpha3", "text", "ISO 3166-1 alpha-3 code."),
        (by, kinds[by], "The year; answers are of its last day." if by == "year" else "The day."),
        *((one.instrument.id, "text", f"{about}: {one.instrument.name}") for one in found),
    )
    return tuple(
        [Derived(Column(name, kind, text, "derived"), itemgetter(n)) for n, (name, kind, text) in enumerate(fixed)]
    )


def _treaty(records: Records, given: Instrument | str, basis: Basis) -> _Treaty:
    instrument, rows, until = membership.table_of(records, given)
    spans = membership.spans_of(records, instrument, basis)
    signed = treaties.signature_spans(instrument, rows, until)
    whole = membership.completeness(records, instrument.id) is not Completeness.PART
    return _Treaty(instrument, spans, signed, until.latest, whole)


def _days(when: Any, by: str, view: PartialDate | None) -> list[tuple[Any, date]]:
    """Return the label and the day of each time that is asked for, each once; those of a set in order."""
    found: dict[Any, date] = {}
    for one in _times(when):
        found.update(_years(one, view) if by == "year" else _day(one, view))
    return sorted(found.items()) if isinstance(when, AbstractSet) else list(found.items())


def _times(when: Any) -> list[Any]:
    """Return one time, or several in whatever holds them, as a list."""
    if isinstance(when, str | date | PartialDate | Interval):
        return [when]
    try:
        return list(when)
    except TypeError:  # one number, or an array without a dimension
        return [when]


def _years(when: When, view: PartialDate | None) -> dict[int, date]:
    first, last = period(as_when(when))
    if first == date.min or last == date.max:
        raise UsageError(f"a panel needs a first and a last year, found {brief(str(when))}")
    asof.refuse_later(view, last, when)
    return {year: date(year, 12, 31) for year in range(first.year, last.year + 1)}


def _day(when: Any, view: PartialDate | None) -> dict[date, date]:
    day = as_date(when)
    if day.earliest != day.latest:
        raise UsageError(f"a panel by day needs days, found {day}")
    asof.refuse_later(view, day.latest, when)
    return {day.earliest: day.earliest}


def _observers(records: Records) -> dict[str, list[Interval | None]]:
    """Return the States that are or were observers of the United Nations, each with the times."""
    body = records.at(OBSERVED)
    found: dict[str, list[Interval | None]] = {}
    for role in body.members if isinstance(body, Agency) else ():
        if role.role is RoleType.OBSERVER:
            found.setdefault(role.who, []).append(role.period)
    return found


def _belongs(state: State, day: date, observers: dict[str, list[Interval | None]]) -> bool:
    """Return whether a State was a Member or an observer of the United Nations on a day."""
    since, until = state.un_member_since, state.un_member_until
    if since is not None and since.earliest <= day and (until is None or day <= until.latest):
        return True
    periods = observers.get(state.id, [])
    return any(period is None or period.meets(day) is not Answer.NO for period in periods)
