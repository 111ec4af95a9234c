"""Dates and intervals as values: immutable, equal by text, in one order."""

import weakref
from datetime import date
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError

from untip.dates import Answer, Interval, PartialDate, Precision, first_day, sort_key
from untip.errors import InvalidDateError, UsageError


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


def test_dates_and_intervals_sort_together_by_the_same_key() -> None:
    mixed: list[Any] = [Interval("2000/2001"), PartialDate("2000"), Interval("../1999"), PartialDate("2000-01-01")]
    texts = ["../1999", "2000-01-01", "2000", "2000/2001"]
    assert [str(one) for one in sorted(mixed)] == texts
    assert [str(one) for one in sorted(mixed, key=sort_key)] == texts


@pytest.mark.parametrize("thing", ["2000", date(2000, 1, 1), None])
def test_only_dates_and_intervals_have_a_sorting_key(thing: Any) -> None:
    with pytest.raises(UsageError, match="expected a PartialDate or an Interval, found "):
        sort_key(thing)


@pytest.mark.parametrize(
    ("life", "day"),
    [
        (Interval("2007-03/2014-12"), date(2007, 3, 1)),
        ("2007-03~/2014", date(2007, 2, 1)),
        (PartialDate("2007~"), date(2006, 1, 1)),
        ("2007", date(2007, 1, 1)),
        (2007, date(2007, 1, 1)),
        ("/2014", date.min),
    ],
)
def test_the_first_day_is_that_of_an_interval_or_a_date(life: Any, day: date) -> None:
    assert first_day(life) == day


def test_what_is_no_time_has_no_first_day() -> None:
    wrong: Any = None
    with pytest.raises(InvalidDateError, match="None is not a valid date"):
        first_day(wrong)


def test_nothing_else_is_equal_or_comparable() -> None:
    day, life = PartialDate("2007"), Interval("2007/2007")
    assert day != life
    assert day.__eq__(life) is life.__eq__(day) is NotImplemented
    for one, other in ((day, "2007"), (life, "2007/2007"), (PartialDate("2007-01-01"), date(2007, 1, 1))):
        assert one != other
        assert other != one
        for compare in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__"):
            assert getattr(one, compare)(other) is NotImplemented
    assert PartialDate("2004") != PartialDate("2004-XX")


@pytest.mark.parametrize("value", [PartialDate("2007"), Interval("2007/2008")])
def test_a_value_cannot_be_changed(value: PartialDate | Interval) -> None:
    before = repr(value)
    for name in ("text", "earliest", "start", "anything"):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, "2008")
        with pytest.raises(FrozenInstanceError):
            delattr(value, name)
    assert repr(value) == before
    assert not hasattr(value, "__dict__")


def test_a_value_is_an_attrs_class_and_can_be_referred_to_weakly() -> None:
    for value in (PartialDate("2007"), Interval("2007/2008")):
        assert attrs.asdict(value, recurse=False)["text"] == str(value)
        assert weakref.ref(value)() is value


@pytest.mark.parametrize("cls", [PartialDate, Interval, Answer, Precision])
def test_a_class_names_its_public_module(cls: type) -> None:
    assert cls.__module__ == "untip.dates"


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


def test_dates_and_intervals_are_formatted_as_texts() -> None:
    assert f"{PartialDate('2006-09'):>10}|{Interval('2007/..'):<9}|" == "   2006-09|2007/..  |"
    with pytest.raises(ValueError, match="Unknown format code"):
        f"{PartialDate('2006-09'):d}"
