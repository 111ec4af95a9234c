"""Who is party to a treaty, and since when: functions of one instrument and the rows of its table.

A depositary's dates are days, or months or years that a day lies in; a qualified date (`2007~`) may be any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from untip._schema.define import changed
from untip._store.entry import Span, entry, entry_by_rule, shifted, span
from untip.dates import Answer, PartialDate, When, period
from untip.dates._base import answer_of
from untip.schema import Action, Instrument, Participation

Basis = Literal["deposited", "in_force"]
"""What makes a party: that it deposited its instrument, or that the treaty is in force for it."""

Ends = Mapping[str, PartialDate]
"""The last day of each former party, such as a dissolved State; tables do not have it."""


MembershipSpans = Mapping[str, list[Span]]
"""For each party the days on which it joins, leaves, joins again."""


def filled(instrument: Instrument, row: Participation) -> Participation:
    """Return a row with its entry into force filled in, where it follows from the treaty's rule."""
    day = entry(instrument, row)
    if day is None or day == row.in_force:
        return row
    return changed(row, {"in_force": day})


def membership_spans(
    instrument: Instrument,
    rows: Iterable[Participation],
    basis: Basis = "deposited",
    until: PartialDate | None = None,
    ends: Ends = MappingProxyType({}),
) -> MembershipSpans:
    """Return the days on which each party in a treaty's table joins, leaves, joins again.

    A party is one from the day of its deposit (or of entry into force for it) to the day before its withdrawal, or to
    its own last day. A row without a date may be of any day from the treaty's adoption to the last that the table
    covers.

    Args:
        instrument: The treaty.
        rows: The rows of its table.
        basis: `deposited` for instruments deposited by then, `in_force` for parties that the treaty then bound.
        until: The last day that the table speaks of.
        ends: The last days of parties that have ceased to be.

    Returns:
        The days of each party that ever consented, in the order of the table.
    """
    theirs: dict[str, list[Participation]] = {}
    for row in rows:
        if row.action is not Action.SIGNATURE:
            theirs.setdefault(row.party, []).append(row)
    return {party: _turns(instrument, own, basis, until, ends.get(party)) for party, own in theirs.items()}


def standing_at(spans: MembershipSpans, when: When) -> dict[str, Answer]:
    """Return for each party whether it was one on some day of a time."""
    asked = Span(*period(when))
    return {party: _held(days, asked) for party, days in spans.items()}


def held_on(days: list[Span], day: date) -> Answer:
    """Return whether a party with these days of joining, leaving, joining again … was one on a day."""
    return _held(days, Span(day, day))


def signatories(
    instrument: Instrument,
    rows: Iterable[Participation],
    when: When,
    until: PartialDate | None = None,
    ends: Ends = MappingProxyType({}),
) -> dict[str, Answer]:
    """Return for each State or organization with a signature that did not bind it whether it had signed by a time.

    A former State is not counted after its last day.

    Args:
        instrument: The treaty.
        rows: The rows of its table.
        when: A day, a longer date or an interval.
        until: The last day that the table speaks of.
        ends: The last days of signatories that have ceased to be.

    Returns:
        The answer for each signatory, in the order of the table.
    """
    last = period(when)[1]
    signed = {row.party: _dated(instrument, row, until) for row in rows if row.action is Action.SIGNATURE}
    gone = {party: span(ends[party]) if party in ends else Span(date.max, date.max) for party in signed}
    return {
        party: answer_of(days.last <= last <= gone[party].first, days.first <= last <= gone[party].last)
        for party, days in signed.items()
    }


def counts_by_year(
    instrument: Instrument,
    rows: Iterable[Participation],
    until: PartialDate,
    basis: Basis = "deposited",
    ends: Ends = MappingProxyType({}),
) -> dict[int, tuple[int, int]]:
    """Count the parties at the end of each year, from the first consent to the last day that the table speaks of.

    Returns:
        For each year how many were parties certainly, and how many certainly or possibly.
    """
    rows = tuple(rows)
    days = membership_spans(instrument, rows, basis, until, ends)
    first = min((row.date.earliest for row in rows if row.date and row.action.consents), default=until.latest)
    counts: dict[int, tuple[int, int]] = {}
    for year in range(first.year, until.latest.year + 1):
        answers = standing_at(days, min(date(year, 12, 31), until.latest)).values()
        counts[year] = (
            sum(answer is Answer.CERTAINLY for answer in answers),
            sum(answer is not Answer.NO for answer in answers),
        )
    return counts


def _order(row: Participation) -> tuple[bool, date, date]:
    """Return the key by which rows sort by date, undated ones last."""
    days = span(row.date)
    return row.date is None, days.first, days.last


def _dated(instrument: Instrument, row: Participation, until: PartialDate | None) -> Span:
    """Return the days on which a row's action may have been done: none after the last day that the table covers."""
    days = span(row.date) if row.date is not None else Span(span(instrument.adopted).first, date.max)
    return Span(days.first, max(days.first, min(days.last, span(until).last)))


def _alternating(rows: list[Participation]) -> list[Participation]:
    """Return one party's consents and withdrawals in alternation, a consent first; a consent while bound is skipped."""
    consents = sorted((row for row in rows if row.action.consents), key=_order)
    withdrawals = sorted((row for row in rows if row.action is Action.WITHDRAWAL), key=_order)
    for row in sorted((row for row in rows if row.action is Action.WITHDRAWAL_REVOKED), key=_order):
        undone = [left for left in withdrawals if _order(left) <= _order(row)]
        if undone:
            withdrawals.remove(undone[-1])
    turns: list[Participation] = []
    while consents:
        turns.append(consents.pop(0))
        if not withdrawals:
            break
        turns.append(withdrawals.pop(0))
        while consents and span(consents[0].date).last <= span(turns[-1].date).first:
            consents.pop(0)
    return turns


def _turns(
    instrument: Instrument, rows: list[Participation], basis: Basis, until: PartialDate | None, end: PartialDate | None
) -> list[Span]:
    """Return the days on which one party joins, leaves, joins again …, each narrowed by those before and after it."""
    turns: list[Span] = []
    for row in _alternating(rows):
        days = _dated(instrument, row, until)
        if not row.action.consents:  # a notice takes effect later: until then the party is one
            days = days if row.in_force is None else span(row.in_force)
        elif basis == "in_force":
            days = _bound(instrument, row, days)
        turns.append(days)
    if end is not None and len(turns) % 2:  # who ceases to be leaves on the day after its last, or never joined
        last = span(end)
        if turns[-1].first > last.last:
            turns.pop()
        else:
            turns.append(Span(shifted(last.first, 1), shifted(last.last, 1)))
    # who leaves has been bound for a day; who leaves and joins again may do so on the same
    for place in range(1, len(turns)):
        least = shifted(turns[place - 1].first, place % 2)
        turns[place] = Span(max(turns[place].first, least), turns[place].last)
    for place in range(len(turns) - 1, 0, -1):
        most = shifted(turns[place].last, -(place % 2))
        turns[place - 1] = Span(turns[place - 1].first, min(turns[place - 1].last, most))
    return turns


def _bound(instrument: Instrument, row: Participation, deposit: Span) -> Span:
    """Return the days on which a treaty may have entered into force for a party, however little is known."""
    if row.in_force is not None:
        return span(row.in_force)
    days = entry_by_rule(instrument, row)
    if days is not None:
        return days
    if instrument.in_force is None:
        return Span(date.max, date.max)
    whole = span(instrument.in_force)
    if row.action is Action.SUCCESSION:  # it works back, at most to the day of the treaty
        return Span(whole.first, max(whole.last, deposit.last))
    return Span(max(whole.first, deposit.first), date.max)


def _held(turns: list[Span], asked: Span) -> Answer:
    """Return whether one party was bound on some day of a time, for all or some of the days that dates leave open."""
    joins, leaves = turns[::2], turns[1::2]
    ends = [leave.last for leave in leaves] + [date.max] * (len(joins) - len(leaves))
    possibly = any(
        join.first <= asked.last and (max(join.first, asked.first) < end or end == date.max)
        for join, end in zip(joins, ends, strict=True)
    )
    # it was not bound on any day asked for if one gap between being bound and being bound again has them all
    openings = [date.min, *(leave.first for leave in leaves)]
    closings = [*(join.last for join in joins), date.max]
    apart = any(
        opening <= asked.first and (asked.last < closing or place == len(joins))
        for place, (opening, closing) in enumerate(zip(openings, closings, strict=False))
    )
    return answer_of(possibly and not apart, possibly)
