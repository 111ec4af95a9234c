"""A registry as of a day: what had begun by then, each record as it stood."""

from typing import Any
from unittest.mock import Mock

import pytest
from small_set import small_set

from untip import Registry
from untip._registry.registry import of_store
from untip._store.memory import MemoryStore
from untip.dates import Interval, PartialDate
from untip.errors import (
    InvalidDateError,
    NotFoundError,
    UsageError,
)
from untip.schema import KINDS, Action, Agency, AgencyType, HistoryEntry, Participation

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
    assert list(world.as_of("2003").table("participation")) == list(world.table("participation"))


def test_a_view_has_no_treaty_action_that_is_certainly_of_a_later_day(world: Registry) -> None:
    def known(when: str) -> list[str]:
        found = [str(row.date) for row in world.as_of(when).participation("charter")]
        assert found == [str(row.date) for row in world.as_of(when).table("participation")]
        return found

    whole = [str(row.date) for row in world.participation("charter")]
    assert "2003" in whole
    assert known("2002-12-31") == [date for date in whole if date < "2003"]
    assert known("2003-01-01") == whole, "a year that has begun may be that of the action"


def test_counts_of_parties_end_with_a_view(world: Registry) -> None:
    whole = {row.year: row for row in world.party_counts("charter")}
    then = world.as_of("2003-06-01").party_counts("charter")
    assert [row.year for row in then] == [year for year in whole if year <= 2003]
    assert {str(row.known_until) for row in then} == {"2003-06-01"}
    assert all((row.parties, row.possible) == whole[row.year][1:3] for row in then if row.year < 2003)


def test_a_view_asks_what_came_of_a_notice_of_withdrawal() -> None:
    def row(action: Action, day: str, **more: Any) -> Participation:
        return Participation(
            instrument="treaty", party="nam", action=action, date=PartialDate(day), source="page", **more
        )

    rows = (
        row(Action.RATIFICATION, "2001-01-01"),
        row(Action.WITHDRAWAL, "2004-01-01"),
        row(Action.WITHDRAWAL_REVOKED, "2005-01-01"),
    )
    store = small_set()._records.store
    records = [store.record(kind, id) for kind in KINDS for id in store.ids(kind)]
    registry = of_store(MemoryStore(records, {}, store.coverage(), {"treaty": rows, "unjoined": ()}))
    for day in ("2004-06-01", "2005-06-01"):
        assert registry.as_of(day).parties("treaty").ids == registry.parties("treaty", on=day).ids == ("nam",)
    assert len(registry.as_of("2004-06-01").participation("treaty")) == 2
    assert registry.as_of("2004-06-01").party_counts("treaty")[-1].parties == 1


@pytest.mark.parametrize(
    "ask",
    [
        lambda view, when: view.parties("charter", on=when),
        lambda view, when: view.panel("charter", when),
        lambda view, when: view.panel("charter", f"{when}-12-31", by="day"),
        lambda view, when: view.timeline(end=when),
        lambda view, when: view.agencies.active(when),
        lambda view, when: view.agencies.dated("established", when),
        lambda view, when: view.search("alpha", on=when),
        lambda view, when: view.agencies.search("alpha", on=when),
    ],
)
def test_every_question_of_a_view_refuses_a_later_day(world: Registry, ask: Any) -> None:
    view = world.as_of("2003")
    ask(view, "2003")
    with pytest.raises(UsageError, match="this registry is as of 2003-12-31; ask the whole registry for the later day"):
        ask(view, "2004")
