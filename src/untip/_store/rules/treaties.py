"""Rules on treaties: tables of participation, and the order of consents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from untip._store.entry import entry_by_rule, span
from untip._store.rules.data_set import DataSet
from untip.dates import Answer
from untip.errors import Problem
from untip.schema import Action, Completeness, Instrument, Participation, Source, State


def parties_exist(data: DataSet) -> Iterator[Problem]:
    """Each row of a table names an existing treaty, party and source; each table has a row in `coverage.csv`."""
    parties, sources = data.known("a State or agency", "state", "agency"), data.known("a source", "source")
    for treaty, rows in data.tables.items():
        file = f"participation/{treaty}.csv"
        if not isinstance(data.find(treaty), Instrument):
            yield Problem(f"{treaty!r} is not the id of an instrument; name the file after one", file=file)
        if treaty not in data.coverage:
            yield Problem("has no row in coverage.csv; say until when the table is known", file=file)
        for line, row in enumerate(rows, 2):
            party, source = data.find(row.party), data.find(row.source)
            if party is None or party.kind not in ("state", "agency"):
                yield parties.problem(row.party, "party", file, line)
            if not isinstance(source, Source):
                yield sources.problem(row.source, "source", file, line)
    for line, (treaty, covered) in enumerate(data.coverage.items(), 2):
        file = "participation/coverage.csv"
        if treaty not in data.tables:
            message = f"there is no {treaty}.csv that this row speaks of; add the table or remove the row"
            yield Problem(message, field="instrument", file=file, line=line)
        if not isinstance(data.find(covered.source), Source):
            yield sources.problem(covered.source, "source", file, line)


def consents_follow_adoption(data: DataSet) -> Iterator[Problem]:
    """No party consents to a treaty before its adoption, or twice without a withdrawal in between."""
    for treaty, rows in data.tables.items():
        instrument, file = data.find(treaty), f"participation/{treaty}.csv"
        adopted = instrument.adopted if isinstance(instrument, Instrument) else None
        bound: set[str] = set()
        left: set[str] = set()
        for line, row in sorted(enumerate(rows, 2), key=_when):
            if row.date is not None and adopted is not None and row.date.before(adopted) is Answer.CERTAINLY:
                message = f"{row.date} is before the adoption on {adopted}; correct one"
                yield Problem(message, field="date", file=file, line=line)
            if row.action is Action.WITHDRAWAL:
                bound.discard(row.party)
                left.add(row.party)
            elif row.action is Action.WITHDRAWAL_REVOKED:
                if row.party not in left:
                    message = f"{row.party} revokes a withdrawal that no earlier row has; add it"
                    yield Problem(message, field="action", file=file, line=line)
                bound.add(row.party)
            elif row.action.consents:
                if row.party in bound:
                    message = f"{row.party} consents twice without withdrawing between; remove one"
                    yield Problem(message, field="party", file=file, line=line)
                bound.add(row.party)


def _when(numbered: tuple[int, Participation]) -> tuple[bool, Any]:
    """Sort rows by date, undated ones last."""
    date = numbered[1].date
    return date is None, date.latest if date is not None else 0


def deposits_reach_the_condition(data: DataSet) -> Iterator[Problem]:
    """When a treaty enters into force, a complete table has as many deposits by States as the treaty requires."""
    for line, (treaty, covered) in enumerate(data.coverage.items(), 2):
        instrument, rows = data.find(treaty), data.tables.get(treaty, ())
        if not isinstance(instrument, Instrument) or covered.complete in (None, Completeness.PART):
            continue
        rule, whole = instrument.in_force_condition, instrument.in_force
        if rule is None or whole is None:
            continue
        states = [row for row in rows if row.action.consents and isinstance(data.find(row.party), State)]
        have = sum(row.date is None or row.date.earliest <= whole.latest for row in states)
        if have < rule.instruments:
            message = (
                f"found {covered.complete}, but {treaty}.csv has only {have} of the {rule.instruments} consents by "
                f"{whole} that {treaty} needs to enter into force; add the rows, or write {Completeness.PART}"
            )
            file = "participation/coverage.csv"
            yield Problem(message, field="complete", file=file, line=line, found=str(covered.complete))


def entries_follow_the_rule(data: DataSet) -> Iterator[Problem]:
    """A row's entry into force is the day that follows from the treaty's own rule, where the rule tells one."""
    for treaty, rows in data.tables.items():
        instrument = data.find(treaty)
        for line, row in enumerate(rows, 2):
            expected = entry_by_rule(instrument, row) if isinstance(instrument, Instrument) else None
            if row.in_force is None or expected is None:
                continue
            given = span(row.in_force)
            if given.last < expected.first or expected.last < given.first:
                same = expected.first == expected.last
                days = str(expected.first) if same else f"{expected.first} to {expected.last}"
                message = (
                    f"{row.party} {row.action} {row.date}: found {row.in_force}, but the treaty's rule makes it "
                    f"{days}; correct one"
                )
                file = f"participation/{treaty}.csv"
                yield Problem(message, field="in_force", file=file, line=line)
