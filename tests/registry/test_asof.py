"""The system as it stood on any day: what holds whatever the day, and, for members and beginnings, day by day by hand."""

import datetime
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import untip
from untip._registry.asof import belonged
from untip.dates import Answer, Interval, PartialDate
from untip.schema import KINDS, Action, Record, Role, RoleType

DAYS = st.dates(datetime.date(1919, 1, 1), datetime.date(2030, 12, 31))

FEW = settings(deadline=None, max_examples=25)

TREATIES = [treaty.id for treaty in untip.instruments if treaty.id in untip.registry._records.store.coverage()]


def ids(registry: untip.Registry) -> set[str]:
    return {id for kind in KINDS for id in registry._records.store.ids(kind)}


@FEW
@given(st.tuples(DAYS, DAYS).map(sorted))
def test_a_later_day_loses_no_record(days: list[datetime.date]) -> None:
    first, second = days
    assert ids(untip.as_of(first)) <= ids(untip.as_of(second))


def test_the_last_day_has_the_ids_of_the_whole_registry() -> None:
    assert ids(untip.as_of("9999-12-31")) == ids(untip.registry)


@FEW
@given(DAYS)
def test_what_is_there_on_a_day_is_what_possibly_began_by_then(day: datetime.date) -> None:
    def began(record: Record) -> bool:
        start = record.lifespan.start
        if start is None or start.uncertain or start.approximate:
            return record.lifespan.begun(day) is not Answer.NO  # its margin is the dates' own test
        return start.earliest <= day

    assert ids(untip.as_of(day)) == {record.id for record in untip.registry._records if began(record)}


@FEW
@given(DAYS, st.sampled_from(list(KINDS.values())))
def test_what_is_certainly_active_is_possibly_so(day: datetime.date, cls: type[Record]) -> None:
    records: untip.Collection[Record] = getattr(untip, cls.folder)
    assert set(records.active(day, certain=True).ids) <= set(records.active(day).ids)


@FEW
@given(DAYS)
def test_a_view_is_active_on_its_own_day(day: datetime.date) -> None:
    assert set(untip.as_of(day).agencies.active().ids) == set(untip.agencies.active(day).ids)


@FEW
@given(DAYS)
@pytest.mark.filterwarnings("ignore::untip.errors.CoverageWarning")
def test_certain_members_are_possible_ones(day: datetime.date) -> None:
    for group in untip.agencies.filter(predicate=lambda agency: agency.members):
        certain, possible = (untip.members(group, on=day, certain=only).ids for only in (True, False))
        assert set(certain) <= set(possible)


@FEW
@given(st.tuples(DAYS, DAYS).map(sorted), st.sampled_from(TREATIES), st.booleans())
@pytest.mark.filterwarnings("ignore::untip.errors.CoverageWarning")
def test_parties_stay_but_for_withdrawals_and_ends(days: list[datetime.date], treaty: str, certain: bool) -> None:
    first, second = days
    until = untip.parties(treaty).known_until
    assert until is not None
    if certain and second > until.latest:
        assert untip.parties(treaty, on=second, certain=True).ids == ()  # of what is not known nothing is certain
        return
    before, after = (set(untip.parties(treaty, on=day, certain=certain).ids) for day in (first, second))
    left = {row.party for row in untip.participation(treaty) if row.action is Action.WITHDRAWAL}
    ended = {party for party in before if not untip.registry._records.one(party, ("state", "agency")).lifespan.open_end}
    assert before - left - ended <= after


WINDOW = [datetime.date(2006, 12, 1) + datetime.timedelta(days=n) for n in range(62)]

SHORT = st.sampled_from(["2006-12", "2006-12-15", "2007-01", "2007-01-03", "2006-12-31"])

PERIODS = st.none() | st.tuples(SHORT, SHORT).filter(lambda ends: ends[0] <= ends[1]).map(
    lambda ends: Interval("/".join(ends))
)


def ways(period: Interval) -> Iterator[set[datetime.date]]:
    """Yield the days of a period for each possible pair of its first and last day."""
    assert period.start is not None
    assert period.end is not None
    for first in WINDOW:
        for last in WINDOW:
            if first <= last and within(first, period.start) and within(last, period.end):
                yield {day for day in WINDOW if first <= day <= last}


def within(day: datetime.date, date: PartialDate) -> bool:
    return date.earliest <= day <= date.latest


@settings(deadline=None, max_examples=60)
@given(PERIODS, st.lists(SHORT, max_size=2, unique=True), st.sampled_from(WINDOW))
def test_a_role_holds_as_every_way_of_filling_in_its_dates_says(
    period: Interval | None, attested: list[str], day: datetime.date
) -> None:
    dates = tuple(PartialDate(text) for text in attested)
    if period is not None and any(period.meets(date) is Answer.NO for date in dates):
        return  # the schema refuses it
    role = Role(who="x", role=RoleType.MEMBER, period=period, attested=dates)
    seen = [one for one in WINDOW if any(within(one, date) for date in dates)]
    spans = [] if period is None else list(ways(period))
    possible = period is None or any(day in span for span in spans)
    sure = possible and bool(seen) and min(seen) <= day <= max(seen)
    sure = sure or (bool(spans) and all(day in span for span in spans))
    assert belonged(role, day) is (Answer.CERTAINLY if sure else Answer.POSSIBLY if possible else Answer.NO)


@pytest.mark.parametrize(
    ("attested", "period", "day", "answer"),
    [
        ("2006~", None, "2006-05-01", Answer.POSSIBLY),  # nothing certain rests on a qualified date
        ("2010", "2010-06/2012", "2010-01-15", Answer.NO),  # nor on a day outside the period
        ("2010", "2010-06/2012", "2010-07-15", Answer.CERTAINLY),
    ],
)
def test_an_attested_date_makes_certain_what_it_can(
    attested: str, period: str | None, day: str, answer: Answer
) -> None:
    given = None if period is None else Interval(period)
    role = Role(who="x", role=RoleType.MEMBER, period=given, attested=(PartialDate(attested),))
    assert belonged(role, day) is answer
