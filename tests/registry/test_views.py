"""A registry as of a day: what had begun by then, each record as it stood."""

from typing import Any
from unittest.mock import Mock

import pytest

from untip import Registry
from untip.dates import Interval, PartialDate
from untip.errors import (
    InvalidDateError,
    NotFoundError,
    UsageError,
)
from untip.schema import Agency, AgencyType, HistoryEntry

ALPHA = Agency(id="alpha", name="Alpha", type=AgencyType.MEDIA)


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


def test_as_of_a_day_there_is_what_had_begun_ended_things_too(world: Registry) -> None:
    then = world.as_of("2000-06-15")
    assert then.agencies.ids == ("alpha", "beta")
    assert then.instruments.ids == ("charter",)
    assert then.states.ids == ("fra", "nga")
    assert then.get("group") is None
    assert "group" not in then.agencies
    assert world.as_of("2010").agencies.ids == ("alpha", "beta", "group")
    assert world.as_of("2010").agencies.active().ids == ("alpha", "group")


def test_as_of_a_day_a_record_is_as_it_stood(world: Registry) -> None:
    assert [world.as_of(day).agencies["alpha"].name for day in ("2004-12-31", "2005-01-01")] == [
        "Office of Alpha",
        "Alpha Organization",
    ]
    assert world.as_of("2004").find("Alpha Organization").name == "Office of Alpha"
    assert world.as_of("2004").agencies["beta"] is world.agencies["beta"]


def test_a_view_of_a_registry_without_records_still_knows_its_base(world: Registry) -> None:
    then = Registry([], base=world).as_of("1990")
    assert then.agencies.filter(parent="alpha").ids == ()  # alpha had not begun, but it is a record
    assert then.as_of("1989").agencies.filter(parent="alpha").ids == ()


def test_as_of_a_longer_time_means_its_last_day(world: Registry) -> None:
    assert world.as_of("2004").day == PartialDate("2004-12-31")
    assert world.day is None


def test_as_of_a_day_names_and_relations_are_those_of_what_had_begun(world: Registry) -> None:
    then = world.as_of("2000-06-15")
    assert then.find("AO").id == "alpha"
    with pytest.raises(NotFoundError):
        then.find("The Group")
    assert "member_of" not in then.related("alpha")
    assert list(world.as_of("1999-12").related("beta", "parent")) == []
    assert "parent" not in world.as_of("1999-12").related("beta")
    assert ids(world.as_of("2001").related("alpha", "member_of")) == ["group"]


def test_a_view_of_a_view_is_the_view_of_the_earlier_day(world: Registry) -> None:
    assert world.as_of("2010").as_of("2000-06-15").agencies == world.as_of("2000-06-15").agencies
    assert world.as_of("2010").as_of("2010-12-31").agencies == world.as_of("2010").agencies
    entry = HistoryEntry(field="name", value="Then", period=Interval("2005/2012"))
    registry = Registry([ALPHA.__replace__(history=(entry,))])
    for then in (registry.as_of("2000"), registry.as_of("2010").as_of("2000")):
        assert then.agencies["alpha"].name == "Alpha"


def test_a_view_knows_nothing_of_a_later_day(world: Registry) -> None:
    with pytest.raises(
        UsageError, match="this registry is as of 2000-06-15; ask the whole registry for the later day 2010-12-31"
    ):
        world.as_of("2000-06-15").as_of("2010")


@pytest.mark.parametrize("when", ["", "2000-13", "x" * 10**6, 5.5, True, None, b"2000", [], Mock(spec=PartialDate)])
def test_as_of_asks_for_a_time(world: Registry, when: Any) -> None:
    with pytest.raises(InvalidDateError):
        world.as_of(when)


def test_the_table_of_participation_has_the_treaties_that_had_begun(world: Registry) -> None:
    assert len(world.as_of("1999-11-14").table("participation")) == 0
    assert list(world.as_of("2000").table("participation")) == list(world.table("participation"))
