"""The timeline: what happened when, in an order that claims no more than the dates do."""

import datetime

import pytest
from hypothesis import given

import untip
from untip import PartialDate, TimelineEntry
from untip._hypothesis import DATES, DECADES
from untip._registry.timeline import DEFAULT_KINDS, _date_fields, entries, place
from untip._schema.define import shapes
from untip.schema import KINDS, Happening


def lines(found: tuple[TimelineEntry, ...]) -> list[str]:
    return [f"{entry.date} {entry.what} {entry.record.id}" for entry in found]


def event(id: str, date: str) -> untip.Event:
    return untip.from_dict(untip.Event, {"id": id, "name": "E", "type": "meeting", "start": date})


def test_every_entry_of_a_small_world_in_order(world: untip.Registry) -> None:
    assert lines(world.timeline()) == [
        "1990 founded beta",
        "1999-11-15 adopted charter",
        "1999-12-12 opened-for-signature charter",
        "2000-04-29 entry-into-force charter",
        "2000-06 founded alpha",
        "2000-12-12 closed-for-signature charter",
        "2001 founded group",
        "2001 adopted annex",
        "2005-03-31 dissolved beta",
        "2006 published report",
        "2007-03 launched project",
        "2008-02-13/2008-02-15 held summit",
        "2009 published report",
        "2009 put-forward gap",
        "2010 claim count",
        "2014-12 planned-to-end project",
        "2015-09-25 adopted sdg-8-7",
        "2030 due sdg-8-7",
    ]


def test_states_and_sources_are_there_when_asked_for(world: untip.Registry) -> None:
    assert lines(world.timeline(kinds=("state",))) == ["1945-10-24 joined-un fra", "1960-10-07 joined-un nga"]
    assert set(DEFAULT_KINDS) == set(KINDS) - {"state", "source", "concept"}


def test_a_window_keeps_what_may_lie_in_it(world: untip.Registry) -> None:
    assert lines(world.timeline("2008-02-15", "2009-06")) == [
        "2008-02-13/2008-02-15 held summit",
        "2009 published report",
        "2009 put-forward gap",
    ]
    assert lines(world.timeline(end="1999-11")) == ["1990 founded beta", "1999-11-15 adopted charter"]
    assert lines(world.timeline(start="2016")) == ["2030 due sdg-8-7"]
    assert lines(world.timeline(datetime.date(2005, 3, 31), PartialDate("2005-03"))) == ["2005-03-31 dissolved beta"]
    assert lines(world.timeline("2005/2006", "2005/2006")) == ["2005-03-31 dissolved beta", "2006 published report"]


def test_filters(world: untip.Registry) -> None:
    assert lines(world.timeline(kinds="agency", end="2000")) == ["1990 founded beta", "2000-06 founded alpha"]
    assert {entry.record.id for entry in world.timeline(agency="beta")} == {"beta", "group"}
    assert {entry.record.id for entry in world.timeline(agency=world.agencies["beta"])} == {"beta", "group"}
    assert {entry.record.id for entry in world.timeline(pillar="protection")} == {"charter"}


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"start": "20x0"}, untip.InvalidDateError, "not a valid date"),
        ({"start": "2010", "end": "2000"}, untip.UsageError, "pass the earlier time first"),
        ({"kinds": ("evnts",)}, untip.UnknownFieldError, "did you mean event"),
        ({"pillar": "protecton"}, untip.UnknownFieldError, "did you mean protection"),
        ({"agency": "alfa"}, untip.UnknownIdError, "alpha"),
    ],
)
def test_a_wrong_question_is_an_error(world: untip.Registry, given: dict[str, str], error: type, words: str) -> None:
    with pytest.raises(error, match=words):
        world.timeline(**given)


def test_a_registry_as_of_a_day_has_no_future(world: untip.Registry) -> None:
    then = world.as_of("2007-06-01")
    assert lines(then.timeline("2006")) == ["2006 published report", "2007-03 launched project"]
    for start, end in (("2006", "2014"), ("2014", None), ("2006", "2007-06-02")):
        with pytest.raises(untip.UsageError, match="as of 2007-06-01; ask the whole registry for the later day"):
            then.timeline(start, end)


def test_of_one_first_day_the_more_exact_date_comes_first() -> None:
    dates = ["2001", "2001-01", "2000-12-31", "200X", "2001-01-01", "2000"]
    events = [event(f"e{place}", date) for place, date in enumerate(dates)]
    found = untip.Registry(events).timeline()
    assert [str(entry.date) for entry in found] == ["2000", "200X", "2000-12-31", "2001-01-01", "2001-01", "2001"]


def test_dates_and_intervals_share_one_order() -> None:
    claim = {"name": "C", "measure": "members", "value": 1, "bound": "exactly", "unit": "bodies"}
    dates = ["2002/2011", "1999-01/2000", "2002", "1999", "2000/2024"]
    records = [untip.from_dict(untip.Statistic, claim | {"id": f"s{n}", "as_of": date}) for n, date in enumerate(dates)]
    found = [entry.date for entry in untip.Registry(records).timeline()]
    assert found == sorted(found, key=untip.dates.sort_key)
    assert [str(date) for date in found] == ["1999", "1999-01/2000", "2000/2024", "2002", "2002/2011"]


def test_what_has_no_known_start_stands_at_its_end() -> None:
    claim = {"name": "C", "measure": "members", "value": 1, "bound": "exactly", "unit": "bodies"}
    dates = {"a": "/2003", "b": "2001/2002", "c": "2004/.."}
    records = [untip.from_dict(untip.Statistic, claim | {"id": id, "as_of": date}) for id, date in dates.items()]
    assert [entry.record.id for entry in untip.Registry(records).timeline()] == ["b", "a", "c"]


def test_an_event_of_which_only_the_end_is_known_has_an_entry() -> None:
    fields = {"id": "e", "name": "E", "type": "meeting", "end": "2006"}
    assert lines(untip.Registry([untip.from_dict(untip.Event, fields)]).timeline()) == ["/2006 held e"]


def test_every_date_of_every_kind_has_an_entry() -> None:
    for kind, cls in KINDS.items():
        dated = {name for name, shape in shapes(cls).items() if PartialDate in shape.types}
        passed_over = {"event": {"end"}, "source": {"consulted"}}.get(kind, set())
        states_only = {"instrument": {"not_in_force_on"}, "program": {"attested"}}  # how it stood, not what happened
        passed_over = passed_over | states_only.get(kind, set())
        assert dated - passed_over - {name for name, _ in _date_fields(kind)} == set(), kind
    used = {what for kind in KINDS for _, what in _date_fields(kind)} | {Happening.PLANNED_TO_END}
    assert used == set(Happening)


def test_an_entry_is_told_once_and_says_what_it_is() -> None:
    fields = {"id": "r", "name": "R", "type": "report", "published": "2009", "editions": [{"published": "2009"}]}
    report = untip.from_dict(untip.Resource, fields)
    (entry,) = entries(report)
    assert tuple(entry) == (PartialDate("2009"), "published", report)
    assert repr(entry) == "<TimelineEntry 2009 published r>"


@given(DATES | DECADES, DATES | DECADES)
def test_the_order_is_by_earliest_then_latest_day(one: PartialDate, other: PartialDate) -> None:
    first, second = (TimelineEntry(date, Happening.HELD, event("e", "2000")) for date in (one, other))
    days, others = (one.earliest, one.latest), (other.earliest, other.latest)
    assert (place(first) < place(second)) == ((*days, str(one)) < (*others, str(other)))


def test_the_year_2000_as_the_data_have_it() -> None:
    found = untip.timeline("2000-11-15", "2000-11-19", kinds=("instrument",))
    assert lines(found) == [
        "2000 adopted chr-res-2000-44",
        "2000-11-15 adopted ga-res-55-25",
        "2000-11-15 adopted palermo-protocol",
        "2000-11-15 adopted smuggling-protocol",
        "2000-11-15 adopted untoc",
        "2000-11-19 entry-into-force ilo-c182",
    ]


def test_it_is_in_order_and_complete() -> None:
    found = untip.timeline()
    assert [place(entry) for entry in found] == sorted(place(entry) for entry in found)
    assert len(set(found)) == len(found)
    assert {entry.record.kind for entry in found} == set(DEFAULT_KINDS)
