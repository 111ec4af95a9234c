"""Questions of a collection: what a brute force over a list of its records would answer, and strict about the rest."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any
from unittest.mock import Mock

import pytest
from builders import DATES, QUICK, TYPES, agency, both
from engines import needs
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip import Collection, Registry
from untip._registry.query import _members_of, sort_key
from untip._schema.define import shapes
from untip.dates import Answer, Interval, PartialDate
from untip.errors import InvalidDateError, UnknownFieldError, UntipError, UsageError
from untip.schema import KINDS, Agency, AgencyType, Alias, Pillar, Role, RoleType


class Whole(int):
    """A whole number of another class."""


class Real(float):
    """A number of another class, as `numpy.float64` is."""


def brute(records: Iterable[Agency], keep: Callable[[Agency], object]) -> list[Agency]:
    return [record for record in records if keep(record)]


# ── filter ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@QUICK
@given(both(), st.sampled_from(TYPES), st.sampled_from(TYPES))
def test_filter_by_a_term_or_a_set_of_terms(
    pair: tuple[Collection[Agency], list[Agency]], one: AgencyType, other: AgencyType
) -> None:
    collection, records = pair
    assert list(collection.filter(type=one)) == brute(records, lambda record: record.type == one)
    assert list(collection.filter(type=one.value)) == brute(records, lambda record: record.type == one)
    assert list(collection.filter(type={one, other.value})) == brute(
        records, lambda record: record.type in (one, other)
    )
    assert list(collection.filter(type=set())) == []


@QUICK
@given(both(), st.sampled_from([None, "A", "b", "c"]), st.sampled_from([None, "a0", "a1", "a2"]))
def test_filter_by_several_fields_and_a_predicate(
    pair: tuple[Collection[Agency], list[Agency]], acronym: str | None, parent: str | None
) -> None:
    collection, records = pair
    expected = brute(records, lambda record: record.acronym == acronym and record.parent == parent)
    if parent is not None and parent not in collection._records.store.ids("agency"):
        with pytest.raises(UnknownFieldError, match=f"'{parent}' is not a record that parent can name"):
            collection.filter(acronym=acronym, parent=parent)
        return
    assert list(collection.filter(acronym=acronym, parent=parent)) == expected
    assert list(collection.filter(acronym=acronym).filter(parent=parent)) == expected
    assert list(collection.filter(acronym=acronym, predicate=lambda record: record.parent == parent)) == expected


@QUICK
@given(both(), st.sampled_from(DATES))
def test_filter_by_a_date_means_that_very_date(pair: tuple[Collection[Agency], list[Agency]], date: str | None) -> None:
    collection, records = pair
    wanted = None if date is None else PartialDate(date)
    expected = brute(records, lambda record: record.established == wanted)
    assert list(collection.filter(established=date)) == list(collection.filter(established=wanted)) == expected


@QUICK
@given(both(), st.sampled_from(["x", "y", None]), st.sampled_from(["fra", "nga", None]))
def test_filter_by_an_item_of_a_list(
    pair: tuple[Collection[Agency], list[Agency]], name: str | None, who: str | None
) -> None:
    collection, records = pair
    named = brute(records, lambda record: name in (record.ambiguous_names or (None,)))
    assert list(collection.filter(ambiguous_names=name)) == named
    if who is None:
        assert list(collection.filter(members=who)) == brute(records, lambda record: not record.members)
    else:  # a State, and there are none
        with pytest.raises(UnknownFieldError, match=f"'{who}' is not a record that members can name"):
            collection.filter(members=who)


@pytest.mark.parametrize(
    ("folder", "fields", "ids"),
    [
        ("agencies", {"aliases": "Alpha"}, ["alpha"]),
        ("agencies", {"aliases": Alias(name="Alpha", note=untip.schema.AliasNote.VARIANT)}, ["alpha"]),
        ("agencies", {"citations": "site"}, ["alpha"]),
        ("agencies", {"members": Role(who="fra", role=RoleType.OBSERVER)}, []),
        ("agencies", {"established_by": None}, ["beta", "group"]),
        ("agencies", {"established": datetime.date(2000, 6, 1)}, []),
        ("agencies", {"established": 1990}, ["beta"]),
        ("agencies", {"established": {1990, Whole(2001)}}, ["beta", "group"]),
        ("sdg_targets", {"goal": Whole(8)}, ["sdg-8-7"]),
        ("statistics", {"value": Whole(2)}, ["count"]),
        ("statistics", {"upper": Real(3.5)}, ["count"]),
        ("instruments", {"opened_for_signature": datetime.date(1999, 12, 12)}, ["charter"]),
        ("instruments", {"provisions": "sdg-8-7"}, ["charter"]),
        ("instruments", {"binding": True}, ["charter"]),
        ("instruments", {"binding": None}, ["annex"]),
        ("instruments", {"in_force_condition": None}, ["annex"]),
        ("instruments", {"in_force_condition": "charter"}, []),
        ("sdg_targets", {"goal": 8}, ["sdg-8-7"]),
        ("sdg_targets", {"indicators": {"alpha", "beta"}}, ["sdg-8-7"]),
        ("statistics", {"value": {2, None}, "upper": 3.5}, ["count"]),
        ("statistics", {"as_of": Interval("2010/2011")}, []),
        ("statistics", {"as_of": "2010/2011"}, []),
        ("programs", {"pillars": Pillar.PREVENTION, "end_planned": True}, ["project"]),
        ("states", {"kind": "state", "alpha3": frozenset(["FRA", "USA"])}, ["fra"]),
        ("states", {"kind": {"agency", "event"}}, []),
    ],
)
def test_filter_by_whatever_a_field_may_hold(
    world: untip.Registry, folder: str, fields: dict[str, Any], ids: list[str]
) -> None:
    assert list(getattr(world, folder).filter(**fields).ids) == ids


@needs("pandas")
def test_filter_takes_the_times_and_numbers_of_numpy_and_pandas(world: untip.Registry) -> None:
    import numpy as np
    import pandas as pd

    assert world.agencies.filter(established=np.datetime64("1990")).ids == ("beta",)
    assert world.agencies.filter(established=np.int64(1990)).ids == ("beta",)
    assert world.instruments.filter(opened_for_signature=pd.Timestamp("1999-12-12")).ids == ("charter",)
    assert world.sdg_targets.filter(goal=np.int64(8)).ids == ("sdg-8-7",)
    assert world.statistics.filter(upper=np.float64(3.5)).ids == ("count",)
    for wrong in (np.bool_(True), np.array([8, 9])):
        with pytest.raises(UsageError, match="expected a whole number"):
            world.sdg_targets.filter(goal=wrong)


def test_filter_by_a_record_means_its_id(world: untip.Registry) -> None:
    alpha = world.agencies["alpha"]
    assert world.agencies.filter(parent=alpha) == world.agencies.filter(parent="alpha")
    assert world.agencies.filter(members={alpha, "nga"}).ids == ("group",)


def test_filter_by_a_group_of_addressees_means_the_group(world: untip.Registry) -> None:
    found = world.findings.filter(addressees="all-states")
    assert found.ids == tuple(one.id for one in world.findings if "all-states" in one.addressees) != ()


def test_filter_across_kinds_asks_each_kind_that_has_the_field(world: untip.Registry) -> None:
    mixed = world.agencies | world.instruments | world.states
    assert mixed.filter(established="2000-06").ids == ("alpha",)
    assert mixed.filter(established="group").ids == ("annex",)
    assert mixed.filter(type={"treaty", "specialized-agency"}).ids == ("alpha", "charter")
    assert mixed.filter(alpha2=None).ids == tuple(id for id in mixed.ids if id not in ("fra", "nga"))


@pytest.mark.parametrize(
    ("fields", "error", "said"),
    [
        ({"typ": "x"}, UnknownFieldError, "'typ' is not a field of agency; did you mean type?"),
        ({"adopted": "2000"}, UnknownFieldError, "'adopted' is not a field of agency"),
        ({"type": "specialised-agency"}, UnknownFieldError, "'specialised-agency' is not a value of type; did you mean specialized-agency?"),
        ({"type": {"media", "medium"}}, UnknownFieldError, "'medium' is not a value of type; did you mean media?"),
        ({"kind": "agencie"}, UnknownFieldError, "'agencie' is not one of the kinds agency, "),
        ({"kind": 5}, UnknownFieldError, "5 is not one of the kinds agency, "),
        ({"established": "2000-13"}, InvalidDateError, "'2000-13' is not a valid date: expected a month and day that the calendar has"),
        ({"established": "2000/2001"}, UsageError, "filter(established='2000/2001'): expected a date in quotes"),
        ({"established": 0}, UsageError, "filter(established=0): expected a date in quotes"),
        ({"established": True}, UsageError, "filter(established=True): expected a date in quotes"),
        ({"established": Interval("2000/2001")}, UsageError, "filter(established=Interval('2000/2001')): expected a date"),
        ({"type": 5}, UsageError, "filter(type=5): expected one of principal-organ"),
        ({"name": 5}, UsageError, "filter(name=5): expected text, or a set of such"),
        ({"name": ["a"]}, UsageError, "filter(name=['a']): expected text, or a set of such"),
        ({"links": "x"}, UsageError, "filter(links='x'): expected a mapping of Link, or a set of such"),
    ],
)  # fmt: skip
def test_a_question_that_nothing_could_answer_is_an_error(
    world: untip.Registry, fields: dict[str, Any], error: type[UntipError], said: str
) -> None:
    for collection in (world.agencies, world.agencies[:0]):
        with pytest.raises(error) as caught:
            collection.filter(**fields)
        assert str(caught.value).startswith(said)


@pytest.mark.parametrize("predicate", [5, "name", [], object()])
def test_a_predicate_is_a_function(world: untip.Registry, predicate: Any) -> None:
    for collection in (world.agencies, world.agencies[:0]):
        with pytest.raises(UsageError, match="a predicate must be a function of a record, found "):
            collection.filter(predicate=predicate)


def test_true_is_not_one() -> None:
    with pytest.raises(UsageError):
        untip.Registry([]).sdg_targets.filter(goal=True)
    with pytest.raises(UsageError):
        untip.Registry([]).instruments.filter(binding=1)


# ── when ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


WHEN = ["1995", "2000", "2000-06", "2000-06-15", "2000/2001", "../1999", "2005/.."]


@QUICK
@given(both(), st.sampled_from(WHEN), st.booleans())
def test_active_keeps_what_possibly_or_certainly_lives_then(
    pair: tuple[Collection[Agency], list[Agency]], when: str, certain: bool
) -> None:
    collection, records = pair
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    assert list(collection.active(when, certain)) == brute(records, lambda record: record.lifespan.meets(when) >= least)


@QUICK
@given(both(), st.sampled_from(WHEN), st.booleans())
def test_dated_keeps_what_has_a_date_in_the_time(
    pair: tuple[Collection[Agency], list[Agency]], when: str, certain: bool
) -> None:
    collection, records = pair
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    assert list(collection.dated("established", when, certain)) == brute(
        records, lambda record: record.established is not None and record.established.within(when) >= least
    )


@QUICK
@given(both(), st.sampled_from(WHEN))
def test_what_is_certain_is_possible(pair: tuple[Collection[Agency], list[Agency]], when: str) -> None:
    collection, _ = pair
    assert set(collection.active(when, certain=True).ids) <= set(collection.active(when).ids)
    assert set(collection.dated("established", when, certain=True).ids) <= set(
        collection.dated("established", when).ids
    )


def test_a_time_may_be_given_in_every_form(world: untip.Registry) -> None:
    forms: list[Any] = [
        "2000-06-15",
        datetime.date(2000, 6, 15),
        PartialDate("2000-06-15"),
        Interval("2000-06-15/2000-06-15"),
    ]
    assert {world.agencies.active(form).ids for form in forms} == {("alpha", "beta")}


def test_a_date_field_may_hold_an_interval() -> None:
    given = {"measure": "cases", "bound": "about", "unit": "x", "value": 1}
    records = [
        untip.from_dict(untip.Statistic, {"id": f"s{n}", "name": f"S{n}", "as_of": text, **given})
        for n, text in enumerate(["2000/2005", "2003", "2010"])
    ]
    statistics = untip.Registry(records).statistics
    assert statistics.dated("as_of", "2003").ids == ("s0", "s1")
    assert statistics.sort("as_of").ids == ("s0", "s1", "s2")
    assert statistics.filter(as_of="2000/2005").ids == ("s0",)


def test_a_field_may_hold_several_dates_of_which_one_is_enough() -> None:
    fields: dict[str, Any] = {"name": "P", "type": "project"}
    records = [
        untip.from_dict(untip.Program, fields | {"id": f"p{n}", **({"attested": dates} if dates else {})})
        for n, dates in enumerate([["2001", "2005-06"], ["2010~"], []])
    ]
    programs = untip.Registry(records).programs
    assert programs.dated("attested", "1900/2030").ids == ("p0", "p1")
    assert programs.dated("attested", "2005-06-01").ids == ("p0",)
    assert programs.dated("attested", "2000/2006", certain=True).ids == ("p0",)
    assert programs.dated("attested", "2010", certain=True).ids == ()


def test_of_several_kinds_those_are_asked_when_whose_field_holds_dates() -> None:
    both = untip.agencies | untip.instruments  # an instrument names what it established
    assert both.dated("established", "2000/2010").ids == untip.agencies.dated("established", "2000/2010").ids
    assert (untip.instruments | untip.agencies).dated("established", "1945", certain=True).ids == (
        untip.agencies.dated("established", "1945", certain=True).ids
    )
    with pytest.raises(UnknownFieldError, match="not a field that holds a date"):
        untip.instruments.dated("established", "2000")


def test_a_field_without_dates_cannot_be_asked_when(world: untip.Registry) -> None:
    said = "'name' is not a field that holds a date; did you mean dissolved or established\\?"
    with pytest.raises(UnknownFieldError, match=said):
        world.agencies.dated("name", "2000")


@pytest.mark.parametrize(
    "when",
    ["2000-13", "", "x" * 10**6, 5.5, True, None, object(), Mock(spec=PartialDate), b"2000", [], datetime.time()],
)
def test_a_time_that_is_none_is_refused_even_where_there_is_nothing_to_ask(when: Any) -> None:
    nothing: Any = untip.Registry([]).agencies
    with pytest.raises(UsageError if when is None else InvalidDateError):
        nothing.active(when)
    with pytest.raises(InvalidDateError):
        nothing.dated("established", when)


def test_a_registry_as_of_a_day_has_a_time_of_its_own(world: untip.Registry) -> None:
    assert world.as_of("2006").agencies.active().ids == ("alpha", "group")
    with pytest.raises(UsageError, match=r"active\(\) needs a time: only in a registry as of a day is there a default"):
        world.agencies.active()


def test_dated_keeps_what_is_possible_unless_told_otherwise() -> None:
    registry = Registry([agency(1, type=TYPES[0]).__replace__(established=PartialDate("2000"))])
    assert registry.agencies.dated("established", "2000-06-01").ids == ("a1",)
    assert registry.agencies.dated("established", "2000-06-01", certain=True).ids == ()


# ── sort and group ──────────────────────────────────────────────────────────────────────────────────────────────────────


def key(record: Agency) -> Any:
    date = record.established
    return (date is None, date and (date.earliest, date.latest, str(date)))


@QUICK
@given(both())
def test_sort_is_stable_and_puts_what_has_no_value_last(pair: tuple[Collection[Agency], list[Agency]]) -> None:
    collection, records = pair
    assert list(collection.sort("established")) == sorted(records, key=key)
    filled = [record for record in records if record.established is not None]
    empty = [record for record in records if record.established is None]
    assert list(collection.sort("established", reverse=True)) == sorted(filled, key=key, reverse=True) + empty


@QUICK
@given(both())
def test_sort_by_text_goes_by_letters_whatever_their_case(pair: tuple[Collection[Agency], list[Agency]]) -> None:
    collection, records = pair
    order = [record.acronym for record in collection.sort("acronym")]
    assert order == sorted(
        (r.acronym for r in records), key=lambda text: (text is None, (text or "").casefold(), text or "")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_can_be_sorted_by(world: untip.Registry, kind: str) -> None:
    collection = getattr(world, KINDS[kind].folder)
    for name in shapes(KINDS[kind]):
        assert sorted(collection.sort(name).ids) == sorted(collection.ids)


def test_kinds_whose_fields_differ_in_type_sort_together(world: untip.Registry) -> None:
    mixed = world.agencies | world.instruments
    assert mixed.sort("established").ids == ("beta", "alpha", "group", "annex", "charter")
    assert (world.statistics | world.sdg_targets).sort("goal").ids == ("sdg-8-7", "count")


@QUICK
@given(both())
def test_group_by_puts_a_record_in_the_group_of_each_of_its_values(
    pair: tuple[Collection[Agency], list[Agency]],
) -> None:
    collection, records = pair
    groups: dict[Any, list[Agency]] = {}
    for record in records:
        for value in record.ambiguous_names or (None,):
            groups.setdefault(value, []).append(record)
    assert {value: list(group) for value, group in collection.group_by("ambiguous_names").items()} == groups
    for value, group in collection.group_by("type").items():
        assert group == collection.filter(type=value)


def test_a_term_is_found_in_a_field_in_a_list_and_in_the_parts_of_a_record(world: Registry) -> None:
    def terms(id: str, vocabulary: Any) -> list[Any]:
        record: Any = world.get(id)
        return list(_members_of(record, vocabulary))

    assert terms("alpha", AgencyType) == [AgencyType.SPECIALIZED_AGENCY]
    assert (terms("project", Pillar), terms("charter", Pillar)) == ([Pillar.PREVENTION], [Pillar.PROTECTION])
    assert terms("group", RoleType) == [RoleType.CHAIR, RoleType.MEMBER, RoleType.OBSERVER]


def test_intervals_of_the_same_days_sort_by_their_text() -> None:
    texts = ["2001-01-01/2001-12-31", "2001/2001", "2001-01/2001-12"]
    assert sorted(texts, key=lambda text: sort_key(Interval(text))) == sorted(texts)


def test_values_of_unlike_kinds_have_an_order_of_their_own() -> None:
    values = [Interval("2000/2001"), PartialDate("1999"), PartialDate("2000"), 5, 7.5, "b", "A", ("b",), ("a", 1)]
    assert sorted(values, key=sort_key) == [
        *(5, 7.5, PartialDate("1999"), PartialDate("2000"), Interval("2000/2001")),
        *("A", "b", ("a", 1), ("b",)),
    ]
    assert sort_key("a") < sort_key("B")
    assert sort_key("B") != sort_key("b")
    assert sort_key(PartialDate("2000")) != sort_key(PartialDate("2000~"))


# ── questions that nothing can answer ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ask", ["sort", "group_by", "dated"])
@pytest.mark.parametrize("name", ["typ", "", 5, None, [], "x" * 10**6])
def test_a_field_that_is_not_there_is_an_error_that_names_near_ones(world: untip.Registry, ask: str, name: Any) -> None:
    given = (name, "2000") if ask == "dated" else (name,)
    with pytest.raises(UnknownFieldError, match=" is not a field of agency"):
        getattr(world.agencies, ask)(*given)


class Text(str):
    __slots__ = ()

    def __hash__(self) -> int:
        raise RuntimeError("broken")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("broken")


class Broken:
    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError("broken")


def nested(depth: int) -> Any:
    deep: Any = ()
    for _ in range(depth):
        deep = (deep,)
    return deep


HOSTILE: dict[str, Callable[[], Any]] = {
    "deep": lambda: nested(200_000),
    "list": list,
    "dict": dict,
    "object": object,
    "broken": Broken,
    "mock": Mock,
    "mock of a record": lambda: Mock(spec=Agency),
    "mock of a text": lambda: Mock(spec=str),
    "bytes": lambda: b"x",
    "huge": lambda: 10**5000,
    "nan": lambda: float("nan"),
}


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["name", "type", "established", "members", "kind", "citations"])
def test_whatever_is_asked_the_answer_is_an_error_of_ours(world: untip.Registry, name: str, value: str) -> None:
    with pytest.raises(UntipError) as caught:
        world.agencies.filter(**{name: HOSTILE[value]()})
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_given_as_a_time_is_refused_as_no_date(world: untip.Registry, value: str) -> None:
    asks: list[Callable[[Any], Any]] = [
        PartialDate,
        Interval,
        untip.as_of,
        world.agencies.active,
        lambda when: world.agencies.dated("established", when),
        lambda when: world.members("group", when),
        world.instruments["charter"].status,
    ]
    for ask in asks:
        with pytest.raises(InvalidDateError) as caught:
            ask(HOSTILE[value]())
        assert len(str(caught.value)) < 200


def test_a_text_that_cannot_be_compared_is_taken_by_its_letters(world: untip.Registry) -> None:
    assert world.agencies.filter(id=Text("alpha")).ids == ("alpha",)
    assert world.agencies.filter(type=Text("inter-agency-body")).ids == ("group",)
    assert world.agencies.filter(kind=Text("agency")).ids == world.agencies.ids
    assert world.agencies.get(Text("alpha")) == world.agencies["alpha"]
    assert world.agencies.sort(Text("name")).ids == world.agencies.ids
