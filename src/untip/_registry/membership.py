"""Who belonged to a group, and who was party to a treaty, at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from untip._registry import asof, treaties
from untip._registry.collection import Collection
from untip._registry.finding import resolve, resolve_as
from untip._registry.records import Records
from untip._registry.treaties import Basis, MembershipSpans
from untip._text import nearest
from untip.dates import Answer, PartialDate, When, period
from untip.errors import LISTED_LIMIT, CoverageWarning, NotFoundError, UsageError, as_flag, one_of, warn_caller
from untip.schema import Agency, Completeness, Instrument, Participation, RoleType, State

if TYPE_CHECKING:
    Table = tuple[Instrument, tuple[Participation, ...], PartialDate]
    """A treaty, the rows of its table, and the last day that they cover."""

BASES = ("deposited", "in_force")


def members(
    records: Records, group: Agency | str, on: When | None, certain: bool, role: str | None
) -> Collection[Agency | State]:
    """Return who belonged to a group at a time; see `Registry.members`."""
    certain = as_flag(certain, "certain")
    body = resolve_as(records, group, Agency, "only an agency has members")
    role = None if role is None else one_of(role, RoleType, "a role")
    roles = tuple([entry for entry in body.members if role in (None, entry.role)])
    until = asof.known_until(body.members)
    when = asked(records, on, until, f"the members of {body.id}")
    if not body.members:
        warn_caller(f"the members of {body.id} are not in the data", CoverageWarning)
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    kept: dict[str, None] = {}
    for entry in roles:
        answer = Answer.POSSIBLY if when is None else asof.belonged(entry, when)
        who = records.known([entry.who])
        if answer is Answer.POSSIBLY and when is not None and who:
            # a member and its group both exist while one belongs to the other
            answer = min(answer, who[0].lifespan.meets(when), body.lifespan.meets(when))
        if who and answer >= least:
            kept[entry.who] = None
    return Collection(records, (Agency, State), tuple(kept), until)


def parties(
    records: Records, treaty: Instrument | str, on: When | None, basis: Basis, regional: bool, certain: bool
) -> Collection[State | Agency]:
    """Return the parties to a treaty at a time; see `Registry.parties`."""
    one_of(basis, BASES, "a basis: deposited or in_force")
    regional, certain = as_flag(regional, "regional"), as_flag(certain, "certain")
    instrument, _, until = table_of(records, treaty)
    if completeness(records, instrument.id) is Completeness.PART:
        warn_caller(f"the table of {instrument.id} has only a part of its parties", CoverageWarning)
    when = asked(records, on, until, f"the parties to {instrument.id}") or until
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    answers = treaties.answers_at(spans_of(records, instrument, basis), when)
    if certain and period(when)[1] > until.latest:  # no party is certain beyond what is known
        answers = {}
    known = records.known(party for party, answer in answers.items() if answer >= least)
    ids = sorted(party.id for party in known if regional or party.kind == State.kind)
    return Collection(records, (Agency, State), tuple(ids), until)


def signatories(records: Records, treaty: Instrument | str, on: When | None) -> Collection[State | Agency]:
    """Return those that had signed a treaty by a time; see `Registry.signatories`."""
    instrument, rows, until = table_of(records, treaty)
    when = asked(records, on, until, f"the signatories of {instrument.id}") or until
    answers = treaties.signatories(instrument, rows, when, until, last_days(records, rows))
    known = records.known(party for party, answer in answers.items() if answer is not Answer.NO)
    return Collection(records, (Agency, State), tuple(sorted(one.id for one in known)), until)


def participation(
    records: Records, treaty: Instrument | str, party: State | Agency | str | None
) -> tuple[Participation, ...]:
    """Return what States and regional organizations did with a treaty; see `Registry.participation`."""
    instrument, rows, _ = table_of(records, treaty)
    wanted = None if party is None else _party(records, party)
    return tuple([treaties.filled(instrument, row) for row in rows if wanted in (None, row.party)])


def _party(records: Records, party: State | Agency | str) -> str:
    found = resolve(records, party, "state")
    if not isinstance(found, State | Agency):
        raise UsageError(f"{found.id} is of kind {found.kind}; only a State or an organization can be a party")
    return found.id


def counts_by_year(
    records: Records, treaty: Instrument | str, basis: Basis, regional: bool
) -> tuple[dict[int, tuple[int, int]], PartialDate]:
    """Return how many parties a treaty had at the end of each year, and until when that is known.

    In a view as of a day they end there.

    Args:
        records: The records.
        treaty: The treaty, its id or name.
        basis: What makes a party.
        regional: Whether regional organizations count.

    Returns:
        For each year how many were parties certainly, and how many certainly or possibly; and the last day counted.

    Raises:
        UsageError: The table has only a part of the parties.
        UnknownFieldError: There is no such basis.
    """
    one_of(basis, BASES, "a basis: deposited or in_force")
    regional = as_flag(regional, "regional")
    instrument = table_of(records, treaty)[0]
    rows, until = _whole_table(records, instrument)
    if completeness(records, instrument.id) is Completeness.PART:
        raise UsageError(f"the table of {instrument.id} has only a part of its parties: they cannot be counted by year")
    if not regional:
        rows = tuple([row for row in rows if records.kind_of(row.party) == State.kind])
    last = last_known(records, until)
    return treaties.counts_by_year(instrument, rows, until, basis, last_days(records, rows), last.latest), last


def last_known(records: Records, until: PartialDate) -> PartialDate:
    """Return the last day for which a table answers: that of a view, or the last that the table covers."""
    return until if records.day is None or until.latest <= records.day.latest else records.day


def table_of(records: Records, treaty: Instrument | str) -> Table:
    """Return a treaty, the rows of its table, here or in a base, and the last day that they cover.

    Raises:
        UsageError: The record is not an instrument.
        NotFoundError: The treaty has no table; the message lists those that have one, or says where they are listed.
    """
    instrument = resolve_as(records, treaty, Instrument, "only an instrument has parties")
    found = _table(records, instrument)
    if found is not None:
        return found
    tables = records.store.coverage()
    having = f"those with one are {', '.join(tables)}" if tables else "no treaty here has one"
    if len(tables) > LISTED_LIMIT:
        having = f"the {len(tables)} treaties with one are the instruments of untip.table('participation')"
    lacking = f"{instrument.id} has no table of participation; {having}"
    raise NotFoundError(instrument.id, lambda: nearest(instrument.id, tables), "the tables of participation", lacking)


def _table(records: Records, instrument: Instrument) -> Table | None:
    tables = records.store.coverage()
    if instrument.id in tables:
        return instrument, records.store.participation(instrument.id), tables[instrument.id].known_until
    return next((table for base in records.bases if (table := _table(base, instrument)) is not None), None)


def _whole_table(records: Records, instrument: Instrument) -> tuple[tuple[Participation, ...], PartialDate]:
    """Return the rows of a treaty's table, in a view the later ones too, and the last day that they cover.

    A later row can say something of an earlier day: that a notice of withdrawal was revoked before it took effect.
    """
    _, rows, until = table_of(records if records.whole is None else records.whole, instrument.id)
    return rows, until


def completeness(records: Records, treaty: str) -> Completeness | None:
    """Return how complete the table of a treaty is, here or in a base; `None` if not known."""
    tables = records.store.coverage()
    if treaty in tables:
        return tables[treaty].complete
    return next((part for base in records.bases if (part := completeness(base, treaty)) is not None), None)


def spans_of(records: Records, instrument: Instrument, basis: Basis) -> MembershipSpans:
    """Return when each party in a treaty's table joined and left; worked out once for all views of a registry."""
    whole = records.whole
    if whole is not None and whole.at(instrument.id) is instrument:
        return spans_of(whole, instrument, basis)
    kept = records.spans.get((instrument.id, basis))
    if kept is None or kept[0] is not instrument:
        rows, until = _whole_table(records, instrument)
        spans = treaties.membership_spans(instrument, rows, basis, until, last_days(records, rows))
        kept = records.spans[instrument.id, basis] = instrument, spans
    return kept[1]


def last_days(records: Records, rows: Iterable[Participation]) -> dict[str, PartialDate]:
    """Return the last day of each former party in a table: a dissolved State is not a party to any treaty."""
    lives = {party.id: party.lifespan.end for party in records.known(dict.fromkeys(row.party for row in rows))}
    return {party: end for party, end in lives.items() if end is not None}


def asked(records: Records, on: When | None, until: PartialDate | None, what: str) -> When | None:
    """Return the time to answer for; warn where a day of it lies after what the data cover.

    Raises:
        UsageError: The registry is as of an earlier day.
    """
    when = records.day if on is None else on
    if when is None:
        return until
    first, last = period(when)
    asof.refuse_later(records.day, last, when)
    if until is not None and last > until.latest:
        lies = "lies after" if first > until.latest else "goes beyond"
        warn_caller(f"{what} are known until {until}; {when} {lies} it", CoverageWarning)
    return when
