"""Intervals: their text, their ends, and the periods that questions ask about."""

import unittest.mock
from datetime import date
from typing import Any

import pytest

from untip.dates import Answer, Interval, PartialDate, When, period
from untip.errors import InvalidDateError


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
    assert unknown.meets("2007") is Answer.POSSIBLY


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


def test_a_day_in_another_notation_is_refused_with_its_own() -> None:
    with pytest.raises(InvalidDateError, match="such as 2010-12-31"):
        Interval("31/12/2010")
    with pytest.raises(InvalidDateError, match="'2010-13' is not a valid date: expected a month"):
        Interval("2010-13/2011")


def test_a_lone_date_is_no_interval_and_the_refusal_shows_the_correction() -> None:
    with pytest.raises(InvalidDateError, match="2010/2010"):
        Interval("2010")
    with pytest.raises(InvalidDateError, match="such as 2000-02-29/2000-02-29"):
        Interval("2000-02-29")
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


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2007-03/2014-12", date(2007, 3, 1), date(2014, 12, 31)),
        ("2007~/..", date(2007, 1, 1), date.max),
        ("/2014", date.min, date(2014, 12, 31)),
    ],
)
def test_an_interval_runs_from_its_earliest_to_its_latest_day(text: str, earliest: date, latest: date) -> None:
    assert (Interval(text).earliest, Interval(text).latest) == (earliest, latest)
