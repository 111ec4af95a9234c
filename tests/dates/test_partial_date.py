"""Partial dates: which text is read, as which days, and how everything else is refused."""

import re
import unittest.mock
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from untip.dates import Answer, DateLike, Interval, PartialDate, Precision, When, period
from untip.errors import InvalidDateError

ONE_DAY = timedelta(days=1)


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


class _Array:
    """Like an array of several numbers: its class has `__index__`, which fails."""

    def __index__(self) -> int:
        raise TypeError


class _bool(int):
    """Like a truth value of another library."""


_bool.__name__ = "bool_"

NOT_A_VALUE: list[object] = [
    None, True, False, _bool(1), 0, -2007, 10_000, 10**5000, 2007.0, b"2007", ["2007"], ("2007",), {}, object(), str,
    date, PartialDate, _Hostile(), _Array(), unittest.mock.Mock(spec=str), unittest.mock.Mock(spec=date),
    unittest.mock.Mock(spec=PartialDate), unittest.mock.Mock(spec=Interval), Answer.POSSIBLY, Precision.DAY,
]  # fmt: skip


def _readers() -> list[Callable[[Any], object]]:
    """Return every public way in which a value can come in."""
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


CALENDAR = "a month and day that the calendar has"
A_DATE = "EDTF text, a whole year, date or datetime, pandas.Timestamp, numpy.datetime64, PartialDate"
EXAMPLES = "an EDTF date such as 2000-11-15, 2006-09, 2007, 199X, 2004-XX or 2007~"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2007/2010", "one date, not an interval"),
        ("2007-01-01T00:00", "a date without a time of day, such as 2007-01-01"),
        ("2007-01-01 10:30", "a date without a time of day, such as 2007-01-01"),
        ("2007T10", "a date without a time of day"),
        ("31/02/2010", CALENDAR),
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
        (PartialDate, 2007.0, A_DATE),
        (Interval, None, A_DATE),
        (PartialDate, Precision.DAY, A_DATE),
        (PartialDate, 0, "a year from 0001 to 9999, in four digits"),
        (PartialDate, 10_000, "a year from 0001 to 9999, in four digits"),
        (Interval, "2010/2007", "an interval that does not end before it starts"),
        (Interval.between, "2007", "a PartialDate, or None for an end unknown or open"),
    ],
)
def test_a_refusal_says_what_was_expected(ask: Callable[..., object], found: Any, expected: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        ask(found, None) if ask == Interval.between else ask(found)
    assert (caught.value.found, caught.value.expected) == (found, expected)


# ── days as other libraries have them ───────────────────────────────────────────────────────────────────────────────

TOKYO = timezone(timedelta(hours=9))


class _Year:
    """A whole number of another library."""

    def __index__(self) -> int:
        return 7


class _Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "1900"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2007, "2007"),
        (1, "0001"),
        (9999, "9999"),
        (_Year(), "0007"),
        (_Text("2007-03"), "2007-03"),
        (date(2007, 3, 26), "2007-03-26"),
        (datetime(2007, 3, 26, 0, 30, tzinfo=TOKYO), "2007-03-26"),  # still the 25th in Greenwich
        (datetime(2007, 3, 26, 23, 59, 59, tzinfo=UTC), "2007-03-26"),
        (PartialDate("2007~"), "2007~"),
    ],
)
def test_a_year_a_day_and_a_moment_are_dates(value: Any, text: str) -> None:
    assert PartialDate(value).text == text
    assert PartialDate("2000").before(value) is PartialDate("2000").before(text)
    assert period(value) == period(text)
    assert PartialDate(text).within(value) is PartialDate(text).within(text)


def test_a_moment_is_its_own_calendar_day() -> None:
    assert PartialDate("2007-03-26").same_day(datetime(2007, 3, 26, 0, 30, tzinfo=TOKYO)) is Answer.CERTAINLY


@pytest.mark.parametrize(
    ("given", "unit", "text"),
    [
        ("2007", "Y", "2007"),
        ("2007-03", "M", "2007-03"),
        ("2007-03-26", "D", "2007-03-26"),
        ("2007-03-26T10:15", "ns", "2007-03-26"),
    ],
)
def test_days_of_numpy_keep_their_precision(given: str, unit: str, text: str) -> None:
    numpy = pytest.importorskip("numpy")
    assert PartialDate(numpy.datetime64(given, unit)).text == text


def test_years_of_numpy_are_years_and_nothing_else_of_it_is() -> None:
    numpy = pytest.importorskip("numpy")
    assert [PartialDate(kind(2007)).text for kind in (numpy.int16, numpy.uint64)] == ["2007", "2007"]
    for value in (numpy.bool_(1), numpy.float64(2007), numpy.array([2007, 2008]), numpy.timedelta64(2007, "D")):
        with pytest.raises(InvalidDateError):
            PartialDate(value)


def test_days_of_pandas_are_days_and_missing_ones_are_refused() -> None:
    pandas = pytest.importorskip("pandas")
    assert PartialDate(pandas.Timestamp("2007-03-26 00:30", tz="Asia/Tokyo")).text == "2007-03-26"
    for missing in (pandas.NaT, pandas.NaT.to_numpy()):
        with pytest.raises(InvalidDateError, match="expected a date, not a missing one"):
            PartialDate(missing)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("15/11/2000", "2000-11-15"),
        ("5.11.2000", "2000-11-05 or 2000-05-11"),
        ("2000 11 5", "2000-11-05"),  # a year in front is followed by its month
        ("11/2000", "2000-11"),
        ("12 Dec 2000", "2000-12-12"),
        ("Monday 12 December 2000", "2000-12-12"),
        ("the 12th of December 2000", "2000-12-12"),
        ("2010/31/12", "2010-12-31"),  # unless that month cannot be
        ("201012", "2010-12"),
        ("2010–10–18", "2010-10-18"),
        ("2010–2012", "2010/2012"),
        ("May 2010 to June 2012", "2010-05/2012-06"),
        ("c. 2010", "2010~"),
        ("~2010", "2010~"),
        ("about May 2010", "2010-05~"),
        ("circa 2010-2012", "2010~/2012~"),
    ],
)
def test_a_date_in_another_notation_is_refused_with_the_texts_that_it_may_mean(text: str, meant: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert str(caught.value).endswith(f"such as {meant}")
    with pytest.raises(InvalidDateError, match=re.escape(f"such as {meant}")):
        period(text)


@pytest.mark.parametrize(
    "text", ["201013", "c. soon", "2012-2010", "5/6/2010 to 2012", "c. 2010?", "1 de junio de 2010"]
)
def test_a_text_that_means_no_date_or_several_is_refused_without_one(text: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        PartialDate(text)
    assert caught.value.expected == EXAMPLES


def test_a_refusal_lists_all_that_is_accepted() -> None:
    wrong: Any = 3.5
    for ask, expected in ((PartialDate, A_DATE), (period, f"{A_DATE}, Interval")):
        with pytest.raises(InvalidDateError) as caught:
            ask(wrong)
        assert caught.value.expected == expected
