"""Dates, intervals and the questions about them hold their laws for whatever is drawn.

Two oracles stand beside the code. One spells days out: a day is in a date when its ISO form fits the date's digits,
and a question is asked of every realization, one by one. The other is the `edtf` package.
"""

import copy
import itertools
import pickle
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import edtf
from hypothesis import given
from hypothesis import strategies as st

from untip.dates import Answer, Interval, PartialDate, Precision, When, period
from untip.errors import InvalidDateError

NO, POSSIBLY, CERTAINLY = Answer
ONE_DAY = timedelta(days=1)

YEARS = st.sampled_from(["1999", "2000", "2001", "2002"])
MONTHS = st.sampled_from(["-01", "-02", "-03", "-12"])
MONTH_DAYS = st.sampled_from(["-01-01", "-01-02", "-01-31", "-02-28", "-03-01", "-03-02", "-12-01", "-12-30", "-12-31"])
QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])
DAYS = st.tuples(YEARS, MONTH_DAYS).map("".join)
DIGITS = st.one_of(
    DAYS,
    st.just("2000-02-29"),
    st.tuples(YEARS, st.sampled_from(["", "-XX", "-XX-XX"])).map("".join),
    st.tuples(YEARS, MONTHS, st.sampled_from(["", "-XX"])).map("".join),
    st.sampled_from(["199X", "200X", "19XX", "20XX"]),
    st.sampled_from(["0001", "0001-01-01", "0001-01", "9999", "9999-12-31", "9999-12", "01XX", "99XX", "999X", "001X"]),
)
DATES = st.tuples(DIGITS, QUALIFIERS).map("".join).map(PartialDate)


@st.composite
def _intervals(draw: st.DrawFn) -> Interval:
    ends = [draw(st.one_of(DATES, DATES, st.none())) for _ in range(2)]
    start, end = ends
    if start is not None and end is not None and start.earliest > end.latest:
        start, end = end, start
    marks = [one is None and draw(st.booleans()) for one in (start, end)]
    return Interval.between(start, end, open_start=marks[0], open_end=marks[1])


INTERVALS = _intervals()
VALUES = DATES | INTERVALS

# ── reading and being values ─────────────────────────────────────────────────────────────────────────────────────────


@given(st.text() | st.text(alphabet="0129X-/.?~% T", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in (PartialDate, Interval):
        try:
            made = kind(text)
        except InvalidDateError:
            continue
        assert str(made) == text


@given(
    st.tuples(
        DIGITS | st.tuples(st.dates(), st.sampled_from([4, 7, 10])).map(lambda cut: str(cut[0])[: cut[1]]), QUALIFIERS
    ).map("".join)
)
def test_what_we_read_the_edtf_package_reads_alike(text: str) -> None:
    found = PartialDate(text)
    theirs: Any = edtf.parse_edtf(text)
    assert tuple(theirs.lower_strict()[:3]) == (found.earliest.year, found.earliest.month, found.earliest.day)
    assert tuple(theirs.upper_strict()[:3]) == (found.latest.year, found.latest.month, found.latest.day)
    both = bool(theirs.is_uncertain_and_approximate)
    assert (theirs.is_uncertain or both, theirs.is_approximate or both) == (found.uncertain, found.approximate)


@given(VALUES)
def test_a_value_survives_every_round_trip(value: PartialDate | Interval) -> None:
    copies: list[object] = [eval(repr(value)), copy.copy(value), copy.deepcopy(value)]
    copies += [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    if str(value) != "/":
        kind: Any = type(value)
        copies += [kind(str(value)), kind(value)]
    for same in copies:
        assert type(same) is type(value)
        assert same == value
        assert hash(same) == hash(value)
        assert str(same) == str(value)
        assert repr(same) == repr(value)


@given(st.lists(DATES, min_size=3, max_size=3) | st.lists(INTERVALS, min_size=3, max_size=3))
def test_the_order_is_total_and_agrees_with_equality(values: list[PartialDate]) -> None:
    for a, b in itertools.product(values, repeat=2):
        assert (a < b) + (a == b) + (a > b) == 1
        assert (a <= b) == (a < b or a == b)
        assert (a >= b) == (a > b or a == b)
        assert (a == b) == (str(a) == str(b))
        assert (a == b) is not (a != b)
    a, b, c = sorted(values)
    assert a <= b <= c
    assert a <= c
    assert sorted([b, c, a]) == [a, b, c]


@given(DATES, VALUES, INTERVALS)
def test_certainty_never_rests_on_a_qualified_date(found: PartialDate, when: When, life: Interval) -> None:
    if not (found.uncertain or found.approximate):
        return
    assert found.before("9999-12-31") is not CERTAINLY
    assert found.same_day(found) is POSSIBLY
    if period(when) != (date.min, date.max):
        assert found.within(when) is not CERTAINLY
    assert found.within("../..") is CERTAINLY
    assert Interval.between(found, None, open_end=True).begun("9999-12-30") is not CERTAINLY
    assert Interval.between(None, found, open_start=True).ended("9999-12-31") is not CERTAINLY
    if not life.meets(date.min) == life.meets(date.max) == CERTAINLY:
        assert life.contains(found) is not CERTAINLY


# ── questions: every realisation ─────────────────────────────────────────────────────────────────


def _world() -> Iterator[date]:
    """Return the days of a small world: where the dates drawn above begin and end, the days next to them, and far ones.

    Between two of these days nothing changes, so that they speak for all.
    """
    yield from (date.min, date(1, 1, 2), date.max - ONE_DAY, date.max)
    # where a year, decade or century begins, and the last day of the one before
    for year in (2, 3, 10, 20, 30, 100, 200, 300, 1800, 1900, 1980, 1990, 2010, 2020, 2100, 2200):
        yield from (date(year, 1, 1), date(year, 1, 1) - ONE_DAY)
    for year in (*range(1998, 2005), 9800, 9900, 9980, 9990, 9998, 9999):
        yield from (date(year, 1, 1), date(year, 1, 1) - ONE_DAY)
    for year in (1, *range(1998, 2004), 9999):
        for month in (2, 3, 4, 5, 11, 12):
            yield from (date(year, month, 1), date(year, month, 1) - ONE_DAY)
    for year in range(1999, 2003):
        yield from (date(year, 1, 2), date(year, 1, 3), date(year, 1, 30), date(year, 2, 27), date(year, 2, 28))
        yield from (date(year, 3, 2), date(year, 3, 3), date(year, 12, 2), date(year, 12, 29), date(year, 12, 30))


WORLD = sorted(set(_world()))


def spelled(found: PartialDate, day: date) -> bool:
    """Return whether the date's digits can mean the day: each is unspecified or the day's own."""
    return all(mine in ("X", theirs) for mine, theirs in zip(str(found).rstrip("?~%"), day.isoformat(), strict=False))


def unit(day: date, precision: Precision) -> int:
    """Number the unit that a day lies in."""
    numbers = {
        Precision.DAY: day.toordinal(),
        Precision.MONTH: 12 * day.year + day.month,
        Precision.YEAR: day.year,
        Precision.DECADE: day.year // 10,
        Precision.CENTURY: day.year // 100,
    }
    return numbers[precision]


def days_of(found: PartialDate, sure: bool) -> list[date]:
    """Return the days of the world that a date may be: for CERTAINLY (`sure`), or for POSSIBLY."""
    if not (found.uncertain or found.approximate):
        return [day for day in WORLD if spelled(found, day)]
    if sure:
        return WORLD
    units = {unit(day, found.precision) for day in WORLD if spelled(found, day)}
    return [day for day in WORLD if any(abs(unit(day, found.precision) - one) <= 1 for one in units)]


def lives_of(life: Interval, sure: bool) -> list[tuple[date, date]]:
    """Return every first and last day that an interval may have had."""
    starts = WORLD if life.start is None else days_of(life.start, sure)
    ends = WORLD if life.end is None else days_of(life.end, sure)
    starts = [date.min] if life.open_start else starts
    ends = [date.max] if life.open_end else ends
    return [(first, last) for first in starts for last in ends if first <= last]


def days_asked(when: PartialDate | Interval) -> list[date]:
    """Return the days of the world in a period of asking."""
    if isinstance(when, PartialDate):
        return [day for day in WORLD if spelled(when, day)]
    first = min((day for day in WORLD if when.start and spelled(when.start, day)), default=date.min)
    last = max((day for day in WORLD if when.end and spelled(when.end, day)), default=date.max)
    return [day for day in WORLD if first <= day <= last]


def judge(sure: Iterable[bool], possible: Iterable[bool]) -> Answer:
    """Answer from what holds in each realisation."""
    possibly = any(possible)
    if all(sure):
        assert possibly, "what is certain is possible"
        return CERTAINLY
    return POSSIBLY if possibly else NO


@given(DATES)
def test_the_world_has_the_edges_of_every_date_drawn(found: PartialDate) -> None:
    edges = {found.earliest, found.latest}
    if found.earliest > date.min:
        edges.add(found.earliest - ONE_DAY)
    if found.latest < date.max:
        edges.add(found.latest + ONE_DAY)
    assert edges <= set(WORLD)


@given(DATES, DATES)
def test_dates_against_every_pair_of_days(one: PartialDate, other: PartialDate) -> None:
    pairs = [list(itertools.product(days_of(one, sure), days_of(other, sure))) for sure in (True, False)]
    assert one.before(other) is judge(*([a < b for a, b in some] for some in pairs))
    assert one.after(other) is judge(*([a > b for a, b in some] for some in pairs))
    assert one.same_day(other) is judge(*([a == b for a, b in some] for some in pairs))


@given(DATES, VALUES)
def test_within_against_every_day(found: PartialDate, when: PartialDate | Interval) -> None:
    asked = set(days_asked(when))
    assert found.within(when) is judge(*([day in asked for day in days_of(found, sure)] for sure in (True, False)))


@given(INTERVALS, VALUES)
def test_lifespans_against_every_realisation(life: Interval, when: PartialDate | Interval) -> None:
    asked = days_asked(when)
    lives = [lives_of(life, sure) for sure in (True, False)]
    # a run of days meets a run of days where neither lies wholly before the other
    meets = ([not (last < asked[0] or first > asked[-1]) for first, last in some] for some in lives)
    assert life.meets(when) is judge(*meets)
    assert life.begun(when) is judge(*([first <= asked[-1] for first, _ in some] for some in lives))
    assert life.ended(when) is judge(*([last < asked[0] for _, last in some] for some in lives))


@given(INTERVALS, DATES)
def test_contains_against_every_realisation(life: Interval, found: PartialDate) -> None:
    def holds(sure: bool) -> Iterator[bool]:
        days = days_of(found, sure)
        for first, last in lives_of(life, sure):
            inside = (first <= day <= last for day in days)
            yield all(inside) if sure else any(inside)

    assert life.contains(found) is judge(holds(True), holds(False))


# ── questions: laws ──────────────────────────────────────────────────────────────────────────────


@given(INTERVALS, DAYS)
def test_to_contain_a_day_is_to_meet_it(life: Interval, day: str) -> None:
    assert life.contains(day) is life.meets(day)


@given(INTERVALS, VALUES)
def test_a_life_that_meets_a_period_has_begun_and_has_not_ended(life: Interval, when: When) -> None:
    if life.meets(when) is CERTAINLY:
        assert life.begun(when) is CERTAINLY
        assert life.ended(when) is NO
    if life.begun(when) is NO or life.ended(when) is CERTAINLY:
        assert life.meets(when) is NO


@given(INTERVALS, VALUES, VALUES)
def test_a_wider_period_is_never_met_less(life: Interval, when: When, other: When) -> None:
    (first, last), (their_first, their_last) = period(when), period(other)
    wider = Interval.between(PartialDate(min(first, their_first)), PartialDate(max(last, their_last)))
    assert life.meets(wider) >= max(life.meets(when), life.meets(other))


@given(DATES, DATES)
def test_before_and_after_mirror_each_other(one: PartialDate, other: PartialDate) -> None:
    assert one.before(other) is other.after(one)
    assert one.same_day(other) is other.same_day(one)
    assert CERTAINLY not in (one.before(other), one.after(other)) or one.same_day(other) is NO


@given(st.dates(), st.dates(), st.dates())
def test_exact_dates_have_exact_answers(first: date, last: date, day: date) -> None:
    first, last = min(first, last), max(first, last)
    life = Interval(f"{first}/{last}")
    assert life.meets(day) is (CERTAINLY if first <= day <= last else NO)
    assert life.begun(day) is (CERTAINLY if first <= day else NO)
    assert life.ended(day) is (CERTAINLY if last < day else NO)
    assert PartialDate(first).before(day) is (CERTAINLY if first < day else NO)
    assert PartialDate(day).within(life) is life.contains(day) is life.meets(day)
