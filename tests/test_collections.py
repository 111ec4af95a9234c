"""Collections: what a list of records, a brute force over it, would answer; immutable, lazy, and strict about questions."""

import copy
import datetime
import json
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import untip
from untip._registry import collection as _collection
from untip._schema.define import Checked, shapes
from untip._registry.collection import Collection
from untip.dates import Answer, Interval, PartialDate
from untip.errors import InvalidDateError, NotFoundError, UnknownFieldError, UnknownIdError, UntipError, UsageError
from untip._schema.vocabularies import AgencyType, InstrumentType, Pillar, RoleType
from untip.schema import KINDS, Agency, Alias, Citation, Instrument, Record, Role

DATES = ["2000", "2000-06", "2000-06-15", "199X", "2001~", "2004-02-29", None]
QUICK = settings(deadline=None, max_examples=40)
TYPES = [AgencyType.MEDIA, AgencyType.TREATY_BODY, AgencyType.JOINT_PROGRAMME]


def agency(number: int, **given: Any) -> Agency:
    dates = {name: PartialDate(given.pop(name)) for name in ("established", "dissolved") if given.get(name)}
    given = {name: value for name, value in given.items() if value not in (None, ())}
    return Agency(id=f"a{number}", name=f"Agency {number}", **given, **dates)  # type: ignore[arg-type]


@st.composite
def agencies(draw: st.DrawFn) -> list[Agency]:
    """Draw some agencies, with equal values often, in the order of their ids."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        roles = draw(st.lists(st.sampled_from(["fra", "nga"]), max_size=2, unique=True))
        found.append(
            agency(
                number,
                type=draw(st.sampled_from(TYPES)),
                established=draw(st.sampled_from(DATES)),
                acronym=draw(st.sampled_from([None, "A", "b", "B"])),
                parent=draw(st.sampled_from([None, "a0", "a1"])),
                ambiguous_names=tuple(draw(st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True))),
                members=tuple(Role(who=who, role=RoleType.MEMBER) for who in roles),
                aliases=tuple(draw(st.sampled_from([(), (Alias(name="Z"),)]))),
            )
        )
    return found


@st.composite
def both(draw: st.DrawFn) -> tuple[Collection[Agency], list[Agency]]:
    """Draw a collection and the list that it must answer like, in an order of their own."""
    everything = draw(agencies())
    chosen = draw(st.permutations(everything))[: draw(st.integers(0, len(everything)))]
    registry = untip.Registry.of(everything)
    return Collection(registry, (Agency,), tuple(record.id for record in chosen)), list(chosen)


# ── like a list ───────────────────────────────────────────────────────────────────────────────────────────────────────


@QUICK
@given(both(), st.slices(8))
def test_a_collection_is_the_sequence_of_its_records(pair: tuple[Collection[Agency], list[Agency]], cut: slice) -> None:
    collection, records = pair
    assert list(collection) == records
    assert len(collection) == len(records)
    assert list(reversed(collection)) == records[::-1]
    assert [collection[index] for index in range(-len(records), len(records))] == records * 2
    assert list(collection[cut]) == records[cut]
    assert collection.ids == tuple(record.id for record in records)
    assert [collection[record.id] for record in records] == records


@QUICK
@given(both())
def test_a_record_or_an_id_is_in_it_or_not(pair: tuple[Collection[Agency], list[Agency]]) -> None:
    collection, records = pair
    everything = Collection[Agency](collection._home, (Agency,))
    for record in everything:
        assert (record in collection, record.id in collection) == (record in records, record in records)
        assert record.__replace__(acronym="other") not in collection
    assert "other" not in collection
    assert 0 not in collection
    assert None not in collection
    assert [] not in collection


@QUICK
@given(agencies(), st.data())
def test_collections_join_meet_and_differ_like_sets_that_keep_their_order(
    everything: list[Agency], data: st.DataObject
) -> None:
    registry = untip.Registry.of(everything)
    ids = st.lists(st.sampled_from([one.id for one in everything]), unique=True) if everything else st.just([])
    left, right = data.draw(ids), data.draw(ids)
    a, b = (Collection[Agency](registry, (Agency,), tuple(chosen)) for chosen in (left, right))
    assert (a | b).ids == tuple(dict.fromkeys([*left, *right]))
    assert (a & b).ids == tuple(id for id in left if id in right)
    assert (a - b).ids == tuple(id for id in left if id not in right)
    assert (a == b) is (left == right)


def test_collections_of_two_registries_join() -> None:
    first = untip.Registry.of([agency(1, type=TYPES[0]), agency(2, type=TYPES[0])])
    second = untip.Registry.of([agency(2, type=TYPES[1]), agency(3, type=TYPES[1])])
    joined = first.agencies | second.agencies
    assert [(record.id, record.type) for record in joined] == [("a1", TYPES[0]), ("a2", TYPES[0]), ("a3", TYPES[1])]
    assert joined.filter(type=TYPES[1]).ids == ("a3",)
    assert (first.agencies == second.agencies, first.agencies == untip.Registry.of(list(first.agencies)).agencies) == (
        False,
        True,
    )


def test_collections_of_two_kinds_join(world: untip.Registry) -> None:
    joined = world.agencies | world.events
    assert joined.ids == ("alpha", "beta", "group", "summit")
    assert joined.filter(kind="event").ids == ("summit",)
    assert [group.ids for group in joined.group_by("kind").values()] == [("alpha", "beta", "group"), ("summit",)]
    assert joined.sort("kind", reverse=True).ids == ("summit", "alpha", "beta", "group")
    assert repr(joined) == "<4 records: alpha, beta, group, summit>"


def test_first_and_one(world: untip.Registry) -> None:
    assert world.agencies.first().id == "alpha"
    assert world.events.one().id == "summit"
    with pytest.raises(NotFoundError, match=r"^first\(\) asks for one record of an empty collection$"):
        world.agencies[:0].first()
    with pytest.raises(
        NotFoundError, match=r"^one\(\) asks for one record of a collection of 3 records: alpha, beta, gr"
    ):
        world.agencies.one()
    with pytest.raises(NotFoundError, match=r"^one\(\) asks for one record of a collection of 0 records$"):
        world.agencies[:0].one()


# ── by id ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_id_that_is_not_there_is_an_error_that_names_near_ones(world: untip.Registry) -> None:
    with pytest.raises(UnknownIdError, match="'alfa' is no id in agencies; did you mean alpha\\?") as caught:
        world.agencies["alfa"]
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownIdError, match="'summit' is no id in agencies"):
        world.agencies["summit"]
    with pytest.raises(UnknownIdError, match="'beta' is no id in agencies"):
        world.agencies[:1]["beta"]


def test_a_number_beyond_the_end_is_an_error_that_says_where_the_end_is(world: untip.Registry) -> None:
    with pytest.raises(UnknownIdError, match="there is no record number 3 in agencies, which has 3 records"):
        world.agencies[3]
    with pytest.raises(IndexError):
        world.agencies[-4]


@pytest.mark.parametrize("key", [True, None, 1.0, [], {}, ("alpha",), object()])
def test_a_collection_is_asked_by_id_number_or_slice(world: untip.Registry, key: Any) -> None:
    with pytest.raises(UsageError, match="a collection is asked by id, number or slice, not by "):
        world.agencies[key]


@pytest.mark.parametrize("cut", [slice(None, None, 0), slice("alpha", None)])
def test_a_slice_is_by_numbers(world: untip.Registry, cut: slice) -> None:
    with pytest.raises(UsageError, match=" is no slice of a collection: slice "):
        world.agencies[cut]


def test_get_gives_a_default(world: untip.Registry) -> None:
    assert world.agencies.get("alpha") == world.agencies["alpha"]
    assert world.agencies.get("nobody") is None
    assert world.agencies.get("nobody", 5) == 5
    with pytest.raises(UsageError, match="an id is text, found 0"):
        world.agencies.get(0)  # type: ignore[call-overload]


def test_a_default_costs_no_search_for_near_ids(world: untip.Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_collection, "nearest", None)
    assert world.agencies.get("alfa") is None


def test_an_id_no_longer_in_use_leads_to_the_new_one_with_a_warning(world: untip.Registry) -> None:
    asks: list[Callable[[str], Any]] = [world.agencies.__getitem__, world.agencies.get]
    for ask in asks:
        with pytest.warns(untip.RedirectWarning, match="'old-alpha' is 'alpha'") as caught:
            assert ask("old-alpha").id == "alpha"
        assert caught[0].filename == __file__
    assert "old-alpha" not in world.agencies
    with pytest.warns(untip.RedirectWarning), pytest.raises(UnknownIdError, match="'alpha' is no id in events"):
        world.events["old-alpha"]


def test_a_record_is_the_same_object_each_time(world: untip.Registry) -> None:
    assert world.agencies["alpha"] is world.agencies[0]
    assert world.agencies["alpha"] is next(iter(world.agencies.filter(id="alpha")))


def test_an_id_is_looked_up_not_searched_for(world: untip.Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = world.agencies[:]
    assert "beta" in collection
    monkeypatch.setattr(Collection, "ids", property(lambda _: pytest.fail("the ids were gone through")))
    assert "group" in collection
    assert collection["group"].id == "group"


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def brute(records: Iterable[Agency], keep: Callable[[Agency], object]) -> list[Agency]:
    return [record for record in records if keep(record)]


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
    joined = brute(records, lambda record: who in [role.who for role in record.members])
    if who is None:
        joined = brute(records, lambda record: not record.members)
    assert list(collection.filter(members=who)) == joined


@pytest.mark.parametrize(
    ("folder", "fields", "ids"),
    [
        ("agencies", {"aliases": "Alpha"}, ["alpha"]),
        ("agencies", {"aliases": Alias(name="Alpha", note=untip.schema.AliasNote.VARIANT)}, ["alpha"]),
        ("agencies", {"citations": "site"}, ["alpha"]),
        ("agencies", {"members": Role(who="fra", role=RoleType.OBSERVER)}, []),
        ("agencies", {"established_by": None}, ["beta", "group"]),
        ("agencies", {"established": datetime.date(2000, 6, 1)}, []),
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


def test_filter_by_a_record_means_its_id(world: untip.Registry) -> None:
    alpha = world.agencies["alpha"]
    assert world.agencies.filter(parent=alpha) == world.agencies.filter(parent="alpha")
    assert world.agencies.filter(members={alpha, "nga"}).ids == ("group",)


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
        ({"kind": "agencie"}, UnknownFieldError, "'agencie' is not a kind; did you mean agency?"),
        ({"kind": 5}, UnknownFieldError, "5 is not a kind"),
        ({"established": "2000-13"}, InvalidDateError, "'2000-13' is no date that can be read: expected a month and day that the calendar has"),
        ({"established": "2000/2001"}, UsageError, "filter(established='2000/2001'): expected a date in quotes"),
        ({"established": 2000}, UsageError, "filter(established=2000): expected a date in quotes"),
        ({"type": 5}, UsageError, "filter(type=5): expected one of principal-organ"),
        ({"name": 5}, UsageError, "filter(name=5): expected text, or a set of such"),
        ({"name": ["a"]}, UsageError, "filter(name=['a']): expected text, or a set of such"),
        ({"links": "x"}, UsageError, "filter(links='x'): expected a mapping of Link, or a set of such"),
        ({"established": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)}, InvalidDateError, "datetime.datetime(2000, 1, 1, 0, 0"),
    ],
    ids=repr,
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
        with pytest.raises(UsageError, match="a predicate is a function of a record, found "):
            collection.filter(predicate=predicate)


def test_true_is_not_one() -> None:
    with pytest.raises(UsageError):
        untip.Registry.of([]).sdg_targets.filter(goal=True)
    with pytest.raises(UsageError):
        untip.Registry.of([]).instruments.filter(binding=1)


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
    statistics = untip.Registry.of(records).statistics
    assert statistics.dated("as_of", "2003").ids == ("s0", "s1")
    assert statistics.sort("as_of").ids == ("s0", "s1", "s2")
    assert statistics.filter(as_of="2000/2005").ids == ("s0",)


def test_a_field_without_dates_cannot_be_asked_when(world: untip.Registry) -> None:
    said = "'name' is not a field that holds a date; did you mean dissolved or established\\?"
    with pytest.raises(UnknownFieldError, match=said):
        world.agencies.dated("name", "2000")


@pytest.mark.parametrize(
    "when", ["2000-13", "", "x" * 10**6, 5, None, object(), Mock(spec=PartialDate), b"2000", [], datetime.time()]
)
def test_a_time_that_is_none_is_refused_even_where_there_is_nothing_to_ask(when: Any) -> None:
    nothing: Any = untip.Registry.of([]).agencies
    with pytest.raises(UsageError if when is None else InvalidDateError):
        nothing.active(when)
    with pytest.raises(InvalidDateError):
        nothing.dated("established", when)


def test_a_registry_as_of_a_day_has_a_time_of_its_own(world: untip.Registry) -> None:
    assert world.as_of("2006").agencies.active().ids == ("alpha", "group")
    with pytest.raises(UsageError, match=r"active\(\) needs a time here"):
        world.agencies.active()


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


# ── values ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["ids", "known_until", "_ids", "nothing"])
def test_a_collection_cannot_be_changed(world: untip.Registry, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(world.agencies, name, ())
    with pytest.raises(AttributeError):
        delattr(world.agencies, name)
    with pytest.raises(TypeError):
        world.agencies["alpha"] = None  # type: ignore[index]


def test_a_collection_is_copied_as_itself(world: untip.Registry) -> None:
    assert copy.copy(world.agencies) is world.agencies
    assert copy.deepcopy(world.agencies) is world.agencies


def test_equal_collections_have_equal_hashes(world: untip.Registry) -> None:
    again = world.agencies[:]
    assert (again == world.agencies, hash(again) == hash(world.agencies)) == (True, True)
    assert world.agencies != list(world.agencies)
    assert world.agencies != world.events


def test_a_pickled_collection_answers_as_before(world: untip.Registry) -> None:
    before = (world.agencies | world.events).filter(predicate=lambda record: record.id != "beta")
    after = pickle.loads(pickle.dumps(before))
    assert after == before
    assert after.filter(type="conference").ids == ("summit",)
    assert after.active("2008-02-14").ids == before.active("2008-02-14").ids
    assert after.to_dicts() == before.to_dicts()
    assert [match.record.id for match in after.search("summit")] == ["summit"]
    assert after[:1].search("summit") == []
    assert [match.record.id for match in after.search("summit", agency="alpha")] == ["summit"]
    assert after.search("summit", agency=world.agencies["group"]) == []
    with pytest.raises(UnknownIdError, match="'beta' is no id in records"):
        after["beta"]
    assert "beta" not in after
    assert Collection(after._home, (Agency,)).ids == ("alpha", "group")


def test_a_collection_of_a_registry_as_of_a_day_keeps_its_day(world: untip.Registry) -> None:
    then = pickle.loads(pickle.dumps(world.as_of("2002").agencies))
    assert then["alpha"].name == "Office of Alpha"
    assert then.active().ids == ("alpha", "beta", "group")
    assert (then | world.as_of("2002").events).active().ids == ("alpha", "beta", "group")
    with pytest.raises(UsageError):
        (then | world.agencies).active()


def test_an_answer_about_time_keeps_until_when_it_is_known(world: untip.Registry) -> None:
    members = world.members("group")
    until = PartialDate("2004-02-29")
    kept = [
        members.filter(kind="agency"),
        members[:1],
        members.sort("name"),
        members.active("2003"),
        members & world.agencies,
        members - world.agencies,
        members | world.agencies,
        world.agencies | members,
        world.agencies & members,
        world.agencies - members,
        world.parties("charter") & members,
        members | world.parties("charter"),
        *members.group_by("kind").values(),
        pickle.loads(pickle.dumps(members)),
    ]
    assert [collection.known_until for collection in (members, *kept)] == [until] * (len(kept) + 1)
    assert world.agencies.known_until is None


@pytest.mark.parametrize(
    "operate", [lambda a, b: a | b, lambda a, b: a & b, lambda a, b: a - b], ids=["or", "and", "minus"]
)
@pytest.mark.parametrize("other", [None, [], {"alpha"}, "alpha"])
def test_a_collection_joins_collections_only(world: untip.Registry, operate: Any, other: Any) -> None:
    with pytest.raises(UsageError, match="expected a collection, found "):
        operate(world.agencies, other)


def test_a_match_is_an_immutable_value(world: untip.Registry) -> None:
    (match,) = world.events.search("summit")
    again = pickle.loads(pickle.dumps(match))
    assert (again == match, hash(again) == hash(match), match != match.record) == (True, True, True)
    assert repr(match) == f"<Match summit {match.score:.2f} in name: The [Summit]>"
    with pytest.raises(AttributeError, match="a Match cannot be changed: score"):
        setattr(match, "score", 0)  # noqa: B010 - a type checker refuses the plain form
    with pytest.raises(AttributeError, match="a Match cannot be changed: score"):
        del match.score


# ── for people ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_repr_is_short(world: untip.Registry) -> None:
    assert repr(world.agencies) == "<3 agencies: alpha, beta, group>"
    assert repr(world.agencies[:0]) == "<0 agencies>"
    assert repr(world.agencies | world.instruments) == "<5 records: alpha, beta, group, annex, …>"


def test_a_notebook_shows_a_table(world: untip.Registry) -> None:
    assert world.agencies._repr_html_().startswith("<table><caption>3 agencies</caption>")


def test_keys_are_completed(world: untip.Registry) -> None:
    assert world.agencies._ipython_key_completions_() == ["alpha", "beta", "group"]


# ── out ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_dicts_json_and_yaml_hold_the_same(world: untip.Registry, tmp_path: Path) -> None:
    collection = world.agencies | world.statistics
    dicts = collection.to_dicts()
    assert [untip.from_dict(Record, data) for data in dicts] == list(collection)
    assert json.loads(collection.to_json()) == dicts
    assert yaml.safe_load(collection.to_yaml()) == dicts
    for write, name in ((collection.to_json, "a.json"), (collection.to_yaml, "a.yaml"), (collection.to_csv, "a.csv")):
        text = write(tmp_path / name)
        assert (tmp_path / name).read_bytes().decode() == text
        assert write(str(tmp_path / name)) == text == write()


@pytest.mark.parametrize("write", [Collection.to_json, Collection.to_yaml, Collection.to_csv])
@pytest.mark.parametrize("path", [5, [], b"x", object()])
def test_a_path_to_write_to_is_a_path(world: untip.Registry, write: Callable[..., str], path: Any) -> None:
    with pytest.raises(UsageError, match=r"a path is text or a pathlib\.Path, found "):
        write(world.agencies, path)


def test_an_instrument_is_not_an_agency() -> None:
    charter = Instrument(id="charter", name="Charter", type=InstrumentType.TREATY)
    assert isinstance(charter, Checked)
    assert charter not in untip.Registry.of([agency(1, type=TYPES[0])]).agencies
    assert Citation(source="x") not in untip.Registry.of([]).agencies


def test_a_search_gives_ten_matches_unless_told_otherwise() -> None:
    assert len(untip.instruments.search("trafficking")) == len(untip.search("trafficking")) == 10
