"""What a partial date, an interval and a question about them mean: read it as their specification.

Two oracles stand beside the code. One spells days out: a day is in a date when its ISO form fits the date's digits,
and a question is asked of every realisation, one by one. The other is the `edtf` package.
"""

import copy
import itertools
import pickle
import unittest.mock
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from untip.dates import Answer, DateLike, Interval, PartialDate, Precision, When, period
from untip.errors import InvalidDateError

NO, POSSIBLY, CERTAINLY = Answer
ONE_DAY = timedelta(days=1)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2000-11-15", date(2000, 11, 15), date(2000, 11, 15), Precision.DAY),
        ("2006-09", date(2006, 9, 1), date(2006, 9, 30), Precision.MONTH),
        ("1985-12-XX", date(1985, 12, 1), date(1985, 12, 31), Precision.MONTH),
        ("2001-02", date(2001, 2, 1), date(2001, 2, 28), Precision.MONTH),
        ("2004-02", date(2004, 2, 1), date(2004, 2, 29), Precision.MONTH),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), Precision.MONTH),
        ("2000-02-XX", date(2000, 2, 1), date(2000, 2, 29), Precision.MONTH),
        ("2007", date(2007, 1, 1), date(2007, 12, 31), Precision.YEAR),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31), Precision.YEAR),
        ("1985-XX-XX", date(1985, 1, 1), date(1985, 12, 31), Precision.YEAR),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), Precision.DECADE),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), Precision.CENTURY),
        ("0001", date.min, date(1, 12, 31), Precision.YEAR),
        ("9999-12", date(9999, 12, 1), date.max, Precision.MONTH),
    ],
)
def test_a_date_is_the_days_that_its_digits_can_mean(
    text: str, earliest: date, latest: date, precision: Precision
) -> None:
    for qualifier in ("", "?", "~", "%"):
        found = PartialDate(text + qualifier)
        assert (found.earliest, found.latest, found.precision) == (earliest, latest, precision)


def test_no_precision_is_invented() -> None:
    parts = {
        text: (PartialDate(text).year, PartialDate(text).month, PartialDate(text).day)
        for text in ("19XX", "199X~", "2004", "2004-XX", "2004-XX-XX", "2004-06?", "2004-06-XX", "2004-06-11%")
    }
    assert parts == {
        "19XX": (None, None, None),
        "199X~": (None, None, None),
        "2004": (2004, None, None),
        "2004-XX": (2004, None, None),
        "2004-XX-XX": (2004, None, None),
        "2004-06?": (2004, 6, None),
        "2004-06-XX": (2004, 6, None),
        "2004-06-11%": (2004, 6, 11),
    }
    assert max(Precision) is Precision.DAY
    assert min(Precision) is Precision.CENTURY


def test_qualifiers() -> None:
    marks = {text: (PartialDate(text).uncertain, PartialDate(text).approximate) for text in ("1984", "1984?")}
    assert marks == {"1984": (False, False), "1984?": (True, False)}
    marks = {text: (PartialDate(text).uncertain, PartialDate(text).approximate) for text in ("1984~", "1984%")}
    assert marks == {"1984~": (False, True), "1984%": (True, True)}


def test_every_month_year_decade_and_century_ends_where_the_calendar_says() -> None:
    days_of: dict[str, list[date]] = {}
    day = date(1890, 1, 1)
    while day < date(2010, 1, 1):
        iso = day.isoformat()
        for text in (iso, iso[:7], f"{iso[:7]}-XX", iso[:4], f"{iso[:4]}-XX", f"{iso[:4]}-XX-XX", f"{iso[:3]}X"):
            days_of.setdefault(text, [day, day])[1] = day
        if iso.startswith("19"):
            days_of.setdefault("19XX", [day, day])[1] = day
        day += ONE_DAY
    found = {text: [PartialDate(text).earliest, PartialDate(text).latest] for text in days_of}
    assert found == days_of


def test_a_date_is_made_from_a_date() -> None:
    class Subclass(date):
        def isoformat(self) -> str:
            return "never asked"

    assert PartialDate(date(2006, 9, 1)) == PartialDate(Subclass(2006, 9, 1)) == PartialDate("2006-09-01")
    assert str(PartialDate(date(7, 9, 1))) == "0007-09-01"
    assert PartialDate(PartialDate("199X")) == PartialDate("199X")


def test_the_text_is_a_plain_string_whatever_string_was_given() -> None:
    class Text(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "never asked"

    made = PartialDate(Text("2007"))
    assert type(str(made)) is str
    assert str(made) == "2007"
    assert str(Interval(Text("2007/2008"))) == "2007/2008"


IMPOSSIBLE = [
    "2001-02-29", "2001-02-30", "1900-02-29", "2001-04-31", "2001-13", "2001-00", "2001-01-00", "2001-01-32",
    "2001-13-XX", "0000", "0000-01", "000X", "00XX",
]  # fmt: skip
BEYOND_US = [  # ISO 8601 or EDTF, but not our part of it
    "2001-21", "2001-24", "2001-41", "2004-01-01T10:10:10Z", "2004-01-01T10", "-1985", "Y170000002", "Y-17E7",
    "1950S2", "XXXX", "XXXX-XX", "XXXX-XX-XX", "1XXX", "XXXX-12-XX", "XXXX-12", "2001-XX-05", "201X-XX", "201X-05",
    "156X-12-25", "15XX-12-XX", "2004-1X", "2004-0X", "2004-06-0X", "1X99", "?2004", "2004?-06", "2004-06~-11",
    "2004-W05", "2004-W05-1", "2004W051", "2004-045", "20040611", "200406", "[1667,1668]", "{1667}", "..",
    "2007/2008", "2007/..", "/",
]  # fmt: skip
NO_DATE = [
    "", " ", "-", "--", "----", "X", "~", "?", "2007 ", " 2007", "2007\n", "2007\0", "2007-", "2007-1", "2007-1-1",
    "2007-01-1", "2007--1", "2007-XX-", "2004--X", "2004-06---", "2004-06X-X", "20X7", "199x", "2004-xx", "2007??",
    "2007~?", "2007!", "+2007", "+007", " 007", "1_99", "２００７", "٢٠٠٧", "²007", "2007‐01", "2007/01", "20070",
    "02007", "207", "20", "soon", "today", "\ud800007", "\udcff", "2007-01-01-01", "2007-01-0１", "2007-0１",
]  # fmt: skip


@pytest.mark.parametrize("text", IMPOSSIBLE + BEYOND_US + NO_DATE)
def test_what_is_no_date_of_ours_is_refused(text: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert caught.value.found == text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2001-02-29", "calendar"),
        ("2001-13-XX", "calendar"),
        ("2001-13", "calendar"),
        ("2001-00", "calendar"),
        ("2001-21", "seasons"),
        ("2004-01-01T10:10:10Z", "time of day"),
        ("-1985", "0001 to 9999"),
        ("Y17000", "0001 to 9999"),
        ("0000", "0001 to 9999"),
        ("000X", "0001 to 9999"),
        ("00XX", "0001 to 9999"),
        ("XXXX", "century"),
        ("1XXX", "century"),
        ("2007/2008", "not an interval"),
        ("soon", "2000-11-15"),
        ("2004-1X", "2000-11-15"),
    ],
)
def test_a_refusal_says_what_would_have_been_right(text: str, word: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert word in caught.value.expected


class _Hostile:
    """Answers every question about itself with an error."""

    def __getattr__(self, name: str) -> object:
        raise ZeroDivisionError

    def __repr__(self) -> str:
        raise ZeroDivisionError

    def __eq__(self, other: object) -> bool:
        raise ZeroDivisionError

    def __bool__(self) -> bool:
        raise ZeroDivisionError

    __hash__ = None  # type: ignore[assignment]


NOT_A_VALUE: list[object] = [
    None, True, False, 0, 2007, 2007.0, 10**5000, b"2007", ["2007"], ("2007",), {}, object(), str, date, PartialDate,
    datetime(2007, 1, 1, tzinfo=UTC), _Hostile(), unittest.mock.Mock(spec=str), unittest.mock.Mock(spec=date),
    unittest.mock.Mock(spec=PartialDate), unittest.mock.Mock(spec=Interval), Answer.NO, Precision.DAY,
]  # fmt: skip


def _readers() -> list[Callable[[Any], object]]:
    """Give every public way in which a value can come in."""
    day, life = PartialDate("2007"), Interval("2007/2008")
    of_date: list[Callable[[DateLike], object]] = [
        PartialDate, day.before, day.after, day.same_day, life.contains,
    ]  # fmt: skip
    of_when: list[Callable[[When], object]] = [
        Interval, period, day.within, life.meets, life.begun, life.ended,
    ]  # fmt: skip
    return [*of_date, *of_when]


@pytest.mark.parametrize("reader", _readers())
def test_another_kind_of_value_is_refused(reader: Callable[[Any], object]) -> None:
    for value in NOT_A_VALUE:
        with pytest.raises(InvalidDateError):
            reader(value)


@pytest.mark.parametrize("reader", _readers())
@pytest.mark.parametrize("unit", ["2", "X", "-", "/", "2007/", "?", "T", "\0", "é", "\ud800"])
def test_a_long_text_is_refused_at_once(reader: Callable[[Any], object], unit: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        reader(unit * 1_000_000)
    assert len(str(caught.value)) < 300


@given(st.text() | st.text(alphabet="0129X-/.?~% T", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    for kind in (PartialDate, Interval):
        try:
            made = kind(text)
        except InvalidDateError:
            continue
        assert str(made) == text


@pytest.mark.parametrize("text", IMPOSSIBLE + BEYOND_US + NO_DATE)
def test_a_trusted_text_is_read_when_first_needed(text: str) -> None:
    with pytest.raises(InvalidDateError):
        _ = PartialDate._trusted(text).earliest  # pyright: ignore[reportPrivateUsage]


def test_a_trusted_date_is_like_any_other() -> None:
    trusted = PartialDate._trusted("2004-02~")  # pyright: ignore[reportPrivateUsage]
    assert trusted == PartialDate("2004-02~")
    assert (trusted.latest, trusted.earliest) == (date(2004, 2, 29), date(2004, 2, 1))


# ── intervals ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "start", "end", "open_start", "open_end"),
    [
        ("2007-03/2014-12", "2007-03", "2014-12", False, False),
        ("1999/..", "1999", None, False, True),
        ("../1999", None, "1999", True, False),
        ("1999/", "1999", None, False, False),
        ("/2014~", None, "2014~", False, False),
        ("../..", None, None, True, True),
        ("/..", None, None, False, True),
        ("../", None, None, True, False),
        ("2001-02-03?/2001-02-03%", "2001-02-03?", "2001-02-03%", False, False),
        ("2007/2007-01", "2007", "2007-01", False, False),
    ],
)
def test_an_end_is_a_date_or_open_or_unknown(
    text: str, start: str | None, end: str | None, open_start: bool, open_end: bool
) -> None:
    first, last = (None if one is None else PartialDate(one) for one in (start, end))
    built = Interval.between(first, last, open_start=open_start, open_end=open_end)
    for made in (Interval(text), built, Interval(built)):
        assert (made.start, made.end, made.open_start, made.open_end) == (first, last, open_start, open_end)
        assert str(made) == text
        assert made == built


def test_an_interval_of_which_nothing_is_known_can_only_be_built() -> None:
    unknown = Interval.between(None, None)
    assert str(unknown) == "/"
    assert eval(repr(unknown)) == unknown
    assert period(unknown) == (date.min, date.max)
    assert unknown.meets("2007") is POSSIBLY


def test_a_date_given_as_such_is_both_ends() -> None:
    assert Interval(PartialDate("2010")) == Interval("2010/2010")
    assert Interval(date(2010, 1, 2)) == Interval("2010-01-02/2010-01-02")


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "//", "///", "2010", "2010-13", "soon", "..", "2010//2011", "2010/2011/", "2010/2011/2012",
        "2010-/2011", "2010/ 2011", "2010 / 2011", "2010/.", "2010/...", "./2010", "2010/2011?~", "2010--2011",
        "2010/20111", "2014-12/2007-03", "2007-04/2007-03", "2007-03-02/2007-03-01", "2008?/2007~", "20XX/19XX",
        "open/2004", "/soon", "2004-02-01T00/2005", "2001-21/2003",
    ],
)  # fmt: skip
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(InvalidDateError):
        Interval(text)


def test_a_lone_date_is_no_interval_and_the_refusal_shows_the_mend() -> None:
    with pytest.raises(InvalidDateError, match="2010/2010"):
        Interval("2010")
    with pytest.raises(InvalidDateError, match=r"2007-03/2014-12"):
        Interval("soon")


def test_contradictory_ends_cannot_be_built() -> None:
    day = PartialDate("2007")
    cases: list[tuple[Any, Any, dict[str, bool]]] = [
        (day, None, {"open_start": True}),
        (None, day, {"open_end": True}),
        (day, PartialDate("2006"), {}),
        ("2007", None, {}),
        (None, date(2007, 1, 1), {}),
        (unittest.mock.Mock(spec=PartialDate), None, {}),
    ]
    for start, end, marks in cases:
        with pytest.raises(InvalidDateError):
            Interval.between(start, end, **marks)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("2010~", date(2010, 1, 1), date(2010, 12, 31)),
        ("2007/2010", date(2007, 1, 1), date(2010, 12, 31)),
        ("2007-02?/..", date(2007, 2, 1), date.max),
        ("/2007-02", date.min, date(2007, 2, 28)),
        (date(2010, 5, 6), date(2010, 5, 6), date(2010, 5, 6)),
        (PartialDate("201X"), date(2010, 1, 1), date(2019, 12, 31)),
        (Interval("../.."), date.min, date.max),
    ],
)
def test_a_period_of_asking_has_all_days_of_its_digits(when: When, first: date, last: date) -> None:
    assert period(when) == (first, last)


# ── being values ─────────────────────────────────────────────────────────────────────────────────

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


def test_the_order_is_by_first_day_then_last_day_then_text() -> None:
    dates = [
        "199X",
        "1999-12-31",
        "2000-01-01",
        "2000-01",
        "2000",
        "2000%",
        "2000-XX",
        "2000?",
        "2000~",
        "200X",
        "20XX",
    ]
    assert [str(one) for one in sorted(map(PartialDate, reversed(dates)))] == dates
    lives = ["../1999", "../..", "/..", "1999/2000", "1999/2001-01", "1999/", "1999/..", "2000/2000"]
    assert [str(one) for one in sorted(map(Interval, reversed(lives)))] == lives


def test_nothing_else_is_equal_or_comparable() -> None:
    day, life = PartialDate("2007"), Interval("2007/2007")
    for one, other in ((day, "2007"), (day, life), (life, "2007/2007"), (PartialDate("2007-01-01"), date(2007, 1, 1))):
        assert one != other
        assert other != one
        for compare in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
            assert getattr(one, compare)(other) is NotImplemented
    assert PartialDate("2004") != PartialDate("2004-XX")


@pytest.mark.parametrize("value", [PartialDate("2007"), Interval("2007/2008")])
def test_a_value_cannot_be_changed(value: PartialDate | Interval) -> None:
    before = repr(value)
    for name in ("_text", "earliest", "start", "anything"):
        with pytest.raises(AttributeError, match=name):
            setattr(value, name, "2008")
        with pytest.raises(AttributeError, match=name):
            delattr(value, name)
    initialise: Callable[[str], None] = getattr(value, "__init__")  # noqa: B009 - mypy sees that it takes nothing
    initialise("2009")
    assert repr(value) == before
    assert not hasattr(value, "__dict__")


# ── questions: examples ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("life", "when", "answer"),
    [
        ("2007-03/2014-12", "2007-02", NO),
        ("2007-03/2014-12", "2007-03-15", POSSIBLY),
        ("2007-03/2014-12", "2007-03", CERTAINLY),
        ("2007-03/2014-12", "2007-04", CERTAINLY),
        ("2007-03/2014-12", "2014-12-01", CERTAINLY),  # its end is that day or later
        ("2007-03/2014-12", "2014-12-02", POSSIBLY),
        ("2007-03/2014-12", "2015", NO),
        ("1999/", "1998", NO),
        ("1999/", "1999", CERTAINLY),
        ("1999/", "2010", POSSIBLY),
        ("1999/..", "2010", CERTAINLY),
        ("/2014", "2014", CERTAINLY),
        ("/2014", "2010", POSSIBLY),
        ("../2014", "2010", CERTAINLY),
        ("../2014", "2014-06", POSSIBLY),
        ("../..", "2010", CERTAINLY),
        ("/..", "2010", POSSIBLY),
        ("../", "2010", POSSIBLY),
        ("2007/2007", "2007-06", POSSIBLY),
        ("2007/2007", "2007", CERTAINLY),
        ("2007~/2014", "2006", POSSIBLY),
        ("2007~/2014", "2005", NO),
        ("2007~/2014", "2010", POSSIBLY),
        ("2007~/2014", "2014", CERTAINLY),
        ("2007~/..", "9998", POSSIBLY),
        ("2007/2014?", "2007", CERTAINLY),
        ("2007/2014?", "2015", POSSIBLY),
        ("2007/2014?", "2016", NO),
    ],
)
def test_whether_a_lifespan_meets_a_period(life: str, when: str, answer: Answer) -> None:
    assert Interval(life).meets(when) is answer


@pytest.mark.parametrize(
    ("one", "other", "before", "after", "same_day"),
    [
        ("2006", "2007", CERTAINLY, NO, NO),
        ("2006", "2006", POSSIBLY, POSSIBLY, POSSIBLY),
        ("2006-09-01", "2006-09-01", NO, NO, CERTAINLY),
        ("2006-09-01", "2006", POSSIBLY, POSSIBLY, POSSIBLY),
        ("2006-01-01", "2006", POSSIBLY, NO, POSSIBLY),
        ("2006~", "2008", POSSIBLY, NO, NO),
        ("2006~", "2007", POSSIBLY, POSSIBLY, POSSIBLY),
        ("2006-09-01?", "2006-09-01?", POSSIBLY, POSSIBLY, POSSIBLY),
        ("2006-09-01?", "2006-09-01", POSSIBLY, POSSIBLY, POSSIBLY),
        ("2006-09-01?", "2006-09-03", POSSIBLY, NO, NO),
    ],
)
def test_two_dates_are_two_days_somewhere(
    one: str, other: str, before: Answer, after: Answer, same_day: Answer
) -> None:
    assert PartialDate(one).before(other) is before
    assert PartialDate(one).after(other) is after
    assert PartialDate(one).same_day(other) is same_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2007-03-01", date(2007, 2, 28), date(2007, 3, 2)),
        ("2008-03-01", date(2008, 2, 29), date(2008, 3, 2)),
        ("2007-03", date(2007, 2, 1), date(2007, 4, 30)),
        ("2007-12-XX", date(2007, 11, 1), date(2008, 1, 31)),
        ("2004-01", date(2003, 12, 1), date(2004, 2, 29)),
        ("2007", date(2006, 1, 1), date(2008, 12, 31)),
        ("199X", date(1980, 1, 1), date(2009, 12, 31)),
        ("19XX", date(1800, 1, 1), date(2099, 12, 31)),
        ("0001", date.min, date(2, 12, 31)),
        ("01XX", date.min, date(299, 12, 31)),
        ("0001-01-01", date.min, date(1, 1, 2)),
        ("9999-12", date(9999, 11, 1), date.max),
        ("9999-12-31", date(9999, 12, 30), date.max),
    ],
)
@pytest.mark.parametrize("mark", "?~%")
def test_a_qualified_date_may_lie_one_unit_outside_its_digits(text: str, mark: str, first: date, last: date) -> None:
    found = PartialDate(text + mark)
    assert found.within(first) is found.within(last) is POSSIBLY
    if first > date.min:
        assert found.within(first - ONE_DAY) is NO
    if last < date.max:
        assert found.within(last + ONE_DAY) is NO


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
    """Give the days of a small world: where the dates drawn above begin and end, the days next to them, and far ones.

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
    """Tell whether the date's digits can mean the day: each is unspecified or the day's own."""
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
    """Give the days of the world that a date may be: for CERTAINLY (`sure`), or for POSSIBLY."""
    if not (found.uncertain or found.approximate):
        return [day for day in WORLD if spelled(found, day)]
    if sure:
        return WORLD
    units = {unit(day, found.precision) for day in WORLD if spelled(found, day)}
    return [day for day in WORLD if any(abs(unit(day, found.precision) - one) <= 1 for one in units)]


def lives_of(life: Interval, sure: bool) -> list[tuple[date, date]]:
    """Give every first and last day that an interval may have had."""
    starts = WORLD if life.start is None else days_of(life.start, sure)
    ends = WORLD if life.end is None else days_of(life.end, sure)
    starts = [date.min] if life.open_start else starts
    ends = [date.max] if life.open_end else ends
    return [(first, last) for first in starts for last in ends if first <= last]


def days_asked(when: PartialDate | Interval) -> list[date]:
    """Give the days of the world in a period of asking."""
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


@settings(deadline=None)
@given(DATES, DATES)
def test_dates_against_every_pair_of_days(one: PartialDate, other: PartialDate) -> None:
    pairs = [list(itertools.product(days_of(one, sure), days_of(other, sure))) for sure in (True, False)]
    assert one.before(other) is judge(*([a < b for a, b in some] for some in pairs))
    assert one.after(other) is judge(*([a > b for a, b in some] for some in pairs))
    assert one.same_day(other) is judge(*([a == b for a, b in some] for some in pairs))


@settings(deadline=None)
@given(DATES, VALUES)
def test_within_against_every_day(found: PartialDate, when: PartialDate | Interval) -> None:
    asked = set(days_asked(when))
    assert found.within(when) is judge(*([day in asked for day in days_of(found, sure)] for sure in (True, False)))


@settings(max_examples=200, deadline=None)
@given(INTERVALS, VALUES)
def test_lifespans_against_every_realisation(life: Interval, when: PartialDate | Interval) -> None:
    asked = days_asked(when)
    lives = [lives_of(life, sure) for sure in (True, False)]
    # a run of days meets a run of days where neither lies wholly before the other
    meets = ([not (last < asked[0] or first > asked[-1]) for first, last in some] for some in lives)
    assert life.meets(when) is judge(*meets)
    assert life.begun(when) is judge(*([first <= asked[-1] for first, _ in some] for some in lives))
    assert life.ended(when) is judge(*([last < asked[0] for _, last in some] for some in lives))


@settings(max_examples=200, deadline=None)
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


def test_answers_order_from_no_to_certainly() -> None:
    assert NO < POSSIBLY < CERTAINLY
    assert not NO


# ── against the edtf package ─────────────────────────────────────────────────────────────────────


@settings(deadline=None)
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


EDTF_READS_MORE = {
    "2001-02-29": "it allows 29 February in every year; ours is the calendar's",
    "0000": "EDTF has the year 0; datetime.date has not",
    "000X": "EDTF has the year 0; datetime.date has not",
    "-1985": "negative years are EDTF; datetime.date has none",
    "Y170000002": "so are years of more than four digits",
    "2001-21": "seasons are level 1; no date in our data is one",
    "2004-01-01T10:10:10Z": "times are level 0; no fact in our data is known to the hour",
    "XXXX": "a year of which nothing is known says nothing: the field is left out",
    "1XXX": "nor is a millennium a date that a source would give",
    "2001-XX-05": "unspecified digits before known ones are level 2",
    "201X-05": "unspecified digits before known ones are level 2",
}


@pytest.mark.parametrize("text", EDTF_READS_MORE)
def test_what_only_the_edtf_package_reads(text: str) -> None:
    assert edtf.parse_edtf(text)
    with pytest.raises(InvalidDateError):
        PartialDate(text)


@pytest.mark.parametrize(
    "text", ["2001-13", "2001-00", "2001-04-31", "2001-02-30", "2007 01", "199x", "soon", "2007??"]
)
def test_what_neither_reads(text: str) -> None:
    with pytest.raises(edtf.EDTFParseException):
        edtf.parse_edtf(text)
    with pytest.raises(InvalidDateError):
        PartialDate(text)


# ── what is said, and by which side ─────────────────────────────────────────────────────────────────────────────────

CALENDAR = "a month and day that the calendar has"
EXAMPLES = "an EDTF date such as 2000-11-15, 2006-09, 2007, 199X, 2004-XX or 2007~"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2007/2010", "one date, not an interval"),
        ("2007-01-01T00:00", "a date without a time of day"),
        ("Y20000", "a year from 0001 to 9999, in four digits"),
        ("-0001", "a year from 0001 to 9999, in four digits"),
        ("000X", "a year from 0001 to 9999, in four digits"),
        ("XXXX", "a year of which at least the century is known"),
        ("1XXX-XX", "a year of which at least the century is known"),
        ("2007-21", "a month from 01 to 12 (seasons are not supported)"),
        ("2007-20", CALENDAR),
        ("2007-20~", CALENDAR),
        ("2007-13~", CALENDAR),
        ("2007-02-30", CALENDAR),
        ("2007-13-XX", CALENDAR),
        ("soon", EXAMPLES),
        ("1" * 40 + "/", EXAMPLES),
    ],
)
def test_a_refusal_says_what_would_have_been_a_date(text: str, expected: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert (caught.value.found, caught.value.expected) == (text, expected)


@pytest.mark.parametrize(
    ("ask", "found", "expected"),
    [
        (PartialDate, 2007, "a string, a datetime.date (no time of day) or a PartialDate"),
        (Interval, "2010/2007", "an interval that does not end before it starts"),
        (Interval.between, "2007", "a PartialDate, or None for an end unknown or open"),
    ],
)
def test_a_refusal_says_what_was_expected(ask: Callable[..., object], found: Any, expected: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        ask(found, None) if ask == Interval.between else ask(found)
    assert (caught.value.found, caught.value.expected) == (found, expected)


@pytest.mark.parametrize(
    "values", [(PartialDate("2006"), PartialDate("2007")), (Interval("2006/.."), Interval("2007/.."))]
)
def test_either_side_compares_by_itself(values: tuple[Any, Any]) -> None:
    early, late = values
    assert early.__lt__(late) is True
    assert late.__lt__(early) is False
    assert early.__le__(early) is True
    assert late.__gt__(early) is True
    assert early.__gt__(late) is False
    assert early.__ge__(early) is True


def test_hashes_differ() -> None:
    assert len({hash(PartialDate(str(year))) for year in range(2000, 2020)}) == 20


def test_a_refused_deletion_names_the_class() -> None:
    with pytest.raises(AttributeError, match=r"^a PartialDate cannot be changed: year$"):
        delattr(PartialDate("2007"), "year")


@pytest.mark.parametrize(("life", "when"), [("2000/2005", "2005-12-31"), ("2000/2005", "2000-01-01")])
def test_its_first_and_its_last_day_are_possible_days_of_its_life(life: str, when: str) -> None:
    assert Interval(life).meets(when) is POSSIBLY


def test_it_may_have_begun_on_the_first_day() -> None:
    assert Interval("2005/..").begun("2005-01-01") is POSSIBLY
    assert Interval("2005/..").begun("2004-12-31") is NO


def test_the_first_and_the_last_day_that_may_belong_may_belong() -> None:
    vague = Interval("2000/2001")
    for day, answer in (("1999-12-31", NO), ("2000-01-01", POSSIBLY), ("2001-12-31", POSSIBLY)):
        assert vague.contains(day) is answer
    for day, answer in (("2001-01-01", NO), ("2001-06-01", POSSIBLY), ("2002-01-01", CERTAINLY)):
        assert vague.ended(day) is answer
