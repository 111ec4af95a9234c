"""Questions about dates and intervals, by example: certainly, possibly, no."""

from datetime import date, timedelta

import pytest

from untip.dates import Answer, Interval, PartialDate
from untip.errors import UsageError

NO, POSSIBLY, CERTAINLY = Answer
ONE_DAY = timedelta(days=1)


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


def test_answers_order_from_no_to_certainly() -> None:
    assert NO < POSSIBLY < CERTAINLY


def test_only_no_and_certainly_are_false_and_true() -> None:
    assert not NO
    assert CERTAINLY
    for use in (bool, lambda answer: not answer, lambda answer: answer and 1, lambda answer: 1 if answer else 0):
        with pytest.raises(UsageError, match="neither true nor false"):
            use(POSSIBLY)
    assert any(answer >= POSSIBLY for answer in (NO, POSSIBLY))
