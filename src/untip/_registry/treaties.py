"""Who is party to a treaty, and since when: functions of one instrument and the rows of its table.

A depositary's dates are days, or months or years that a day lies in; a qualified date (`2007~`) may be any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
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


class Status(Enum):
    """What a State or organization is to a treaty on a day."""

    PARTY = "party"
    POSSIBLE_PARTY = "possible party"
    WITHDREW = "withdrew"
    """It was a party, and its withdrawal has taken effect."""
    SIGNATORY = "signatory"
    POSSIBLE_SIGNATORY = "possible signatory"
    NONE = "none"


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
    return {party: _party_spans(instrument, own, basis, until, ends.get(party)) for party, own in theirs.items()}


def answers_at(spans: MembershipSpans, when: When) -> dict[str, Answer]:
    """Return for each party whether it was one on some day of a time."""
    asked = Span(*period(when))
    return {party: _answer(days, asked) for party, days in spans.items()}


def answer_on(days: list[Span], day: date) -> Answer:
    """Return whether a party with these days of joining, leaving, joining again … was one on a day."""
    return _answer(days, Span(day, day))


def status_on(days: list[Span], signed: Span | None, day: date) -> Status:
    """Return what a State or organization was to a treaty on a day.

    Args:
        days: The days on which it joined, left, joined again …
        signed: The days on which it may have signed; `None` without a signature.
        day: The day.
    """
    answer = answer_on(days, day)
    if answer is not Answer.NO:
        return Status.PARTY if answer is Answer.CERTAINLY else Status.POSSIBLE_PARTY
    left = [leave for leave in days[1::2] if leave.first <= day]
    if left and (signed is None or signed.first < left[-1].last):  # unless it signed again
        return Status.WITHDREW
    if signed is None or day < signed.first:
        return Status.NONE
    return Status.SIGNATORY if signed.last <= day else Status.POSSIBLE_SIGNATORY


def joined_by(days: list[Span], day: date) -> Span | None:
    """Return the days on which the membership of a day may have begun; `None` for what was certainly no party."""
    if answer_on(days, day) is Answer.NO:
        return None
    return next(join for join in reversed(days[::2]) if join.first <= day)


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
    signed = signature_spans(instrument, rows, until)
    gone = {party: span(ends[party]) if party in ends else Span(date.max, date.max) for party in signed}
    return {
        party: answer_of(days.last <= last <= gone[party].first, days.first <= last <= gone[party].last)
        for party, days in signed.items()
    }


def signature_spans(
    instrument: Instrument, rows: Iterable[Participation], until: PartialDate | None
) -> dict[str, Span]:
    """Return the days on which each State or organization with a signature that did not bind it may have signed."""
    return {row.party: _dated(instrument, row, until) for row in rows if row.action is Action.SIGNATURE}


def counts_by_year(
    instrument: Instrument,
    rows: Iterable[Participation],
    until: PartialDate,
    basis: Basis = "deposited",
    ends: Ends = MappingProxyType({}),
    last: date = date.max,
) -> dict[int, tuple[int, int]]:
    """Count the parties at the end of each year, from the first consent to the last day that the table speaks of.

    Args:
        instrument: The treaty.
        rows: The rows of its table.
        until: The last day that the table speaks of.
        basis: What makes a party.
        ends: The last days of parties that have ceased to be.
        last: The day to end at, if it is earlier.

    Returns:
        For each year how many were parties certainly, and how many certainly or possibly.
    """
    rows = tuple(rows)
    days = membership_spans(instrument, rows, basis, until, ends)
    last = min(last, until.latest)
    first = min((row.date.earliest for row in rows if row.date and row.action.consents), default=last)
    counts: dict[int, tuple[int, int]] = {}
    for year in range(first.year, last.year + 1):
        answers = answers_at(days, min(date(year, 12, 31), last)).values()
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
    acts: list[Participation] = []
    while consents:
        acts.append(consents.pop(0))
        if not withdrawals:
            break
        acts.append(withdrawals.pop(0))
        while consents and span(consents[0].date).last <= span(acts[-1].date).first:
            consents.pop(0)
    return acts


def _party_spans(
    instrument: Instrument, rows: list[Participation], basis: Basis, until: PartialDate | None, end: PartialDate | None
) -> list[Span]:
    """Return the days on which one party joins, leaves, joins again …, each narrowed by those before and after it."""
    spans: list[Span] = []
    for row in _alternating(rows):
        days = _dated(instrument, row, until)
        if not row.action.consents:  # a notice takes effect later: until then the party is one
            days = days if row.in_force is None else span(row.in_force)
        elif basis == "in_force":
            days = _bound(instrument, row, days)
        spans.append(days)
    if end is not None and len(spans) % 2:
        # a former State leaves on the day after its last; it never joined if it could only have joined later
        last = span(end)
        if spans[-1].first > last.last:
            spans.pop()
        else:
            spans.append(Span(shifted(last.first, 1), shifted(last.last, 1)))
    # a party is bound for at least a day before it leaves; it may join again on the day on which it leaves
    for place in range(1, len(spans)):
        least = shifted(spans[place - 1].first, place % 2)
        spans[place] = Span(max(spans[place].first, least), spans[place].last)
    for place in range(len(spans) - 1, 0, -1):
        most = shifted(spans[place].last, -(place % 2))
        spans[place - 1] = Span(spans[place - 1].first, min(spans[place - 1].last, most))
    return spans


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


def _answer(spans: list[Span], asked: Span) -> Answer:
    """Return whether one party was bound on some day of a time, for all or some of the days that dates leave open."""
    joins, leaves = spans[::2], spans[1::2]
    ends = [leave.last for leave in leaves] + [date.max] * (len(joins) - len(leaves))
    possibly = any(
        join.first <= asked.last and (max(join.first, asked.first) < end or end == date.max)
        for join, end in zip(joins, ends, strict=True)
    )
    # it was not bound on any day asked for if one gap between being bound and being bound again has them all
    openings = [date.min, *(leave.first for leave in leaves)]
    closings = [*(join.last for join in joins), date.max]
    between = any(
        opening <= asked.first and (asked.last < closing or place == len(joins))
        for place, (opening, closing) in enumerate(zip(openings, closings, strict=False))
    )
    return answer_of(possibly and not between, possibly)
