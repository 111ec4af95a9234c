"""Collections: sequences that are also asked by id; immutable, lazy, equal and pickled by value."""

import copy
import json
import pickle
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import QUICK, TYPES, agencies, agency, both
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip import Collection, Registry
from untip._registry import collection as _collection
from untip._schema.define import Checked
from untip.dates import PartialDate
from untip.errors import (
    NotFoundError,
    UnknownIdError,
    UsageError,
)
from untip.schema import Agency, Citation, Instrument, InstrumentType, Record

# ── like a list ─────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    everything = Collection[Agency](collection._records, (Agency,))
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
    registry = untip.Registry(everything)
    ids = st.lists(st.sampled_from([one.id for one in everything]), unique=True) if everything else st.just([])
    left, right = data.draw(ids), data.draw(ids)
    a, b = (Collection[Agency](registry._records, (Agency,), tuple(chosen)) for chosen in (left, right))
    assert (a | b).ids == tuple(dict.fromkeys([*left, *right]))
    assert (a & b).ids == tuple(id for id in left if id in right)
    assert (a - b).ids == tuple(id for id in left if id not in right)
    assert (a == b) is (left == right)


def test_collections_of_two_registries_join() -> None:
    first = untip.Registry([agency(1, type=TYPES[0]), agency(2, type=TYPES[0])])
    second = untip.Registry([agency(2, type=TYPES[1]), agency(3, type=TYPES[1])])
    joined = first.agencies | second.agencies
    assert [(record.id, record.type) for record in joined] == [("a1", TYPES[0]), ("a2", TYPES[0]), ("a3", TYPES[1])]
    assert joined.filter(type=TYPES[1]).ids == ("a3",)
    assert (first.agencies == second.agencies, first.agencies == untip.Registry(list(first.agencies)).agencies) == (
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
    with pytest.raises(NotFoundError, match=r"^first\(\) needs one record, found none$"):
        world.agencies[:0].first()
    with pytest.raises(NotFoundError, match=r"^one\(\) needs one record, found 3: alpha, beta, gr"):
        world.agencies.one()
    with pytest.raises(NotFoundError, match=r"^one\(\) needs one record, found none$"):
        world.agencies[:0].one()


def test_what_two_collections_make_is_a_collection_like_them() -> None:
    first = untip.agencies.filter(type="specialized-agency")
    for made in (untip.agencies & first, untip.agencies - first):
        assert made.filter(name="UNESCO").ids == made.filter(predicate=lambda record: record.name == "UNESCO").ids
        assert repr(made).startswith(f"<{len(made)} agencies")
        assert made.first() is untip.agencies[made.ids[0]]
    assert hash(first) == hash(untip.agencies & first)
    assert hash(first) != hash(untip.agencies)
    assert first == Registry(list(first)).agencies


def test_collections_of_equal_ids_and_other_records_are_not_equal() -> None:
    one, other = (Registry([agency(1, type=TYPES[0]).__replace__(name=name)]).agencies for name in ("Alpha", "Omega"))
    assert one.ids == other.ids
    assert one != other


def test_a_collection_that_is_not_of_one_record_names_five() -> None:
    with pytest.raises(NotFoundError) as caught:
        untip.agencies.one()
    assert len(caught.value.suggestions) == 5


def test_a_collection_is_a_sequence_of_the_standard_library(world: untip.Registry) -> None:
    assert isinstance(world.agencies, Sequence)
    match world.agencies:
        case [first, *rest]:
            assert (first.id, [record.id for record in rest]) == ("alpha", ["beta", "group"])
        case _:
            pytest.fail("no sequence")


def test_the_place_of_a_record_is_asked_by_record_or_id(world: untip.Registry) -> None:
    agencies = world.agencies
    assert [agencies.index(record) for record in agencies] == [agencies.index(id) for id in agencies.ids] == [0, 1, 2]
    assert (agencies.index("beta", 1), agencies.index("beta", -2), agencies.index("beta", 0, 2)) == (1, 1, 1)
    others: list[Any] = ["summit", world.events[0], 5, None, []]
    assert [agencies.count(one) for one in ("alpha", agencies[0], *others)] == [1, 1, 0, 0, 0, 0, 0]
    for missing in ("summit", world.events[0], agencies[0].__replace__(acronym="X"), 5, None):
        with pytest.raises(ValueError, match=" is not in agencies"):
            agencies.index(missing)
    with pytest.raises(ValueError, match="not in"):
        agencies.index("alpha", 1)


def test_a_collection_is_a_mapping_from_id_to_record_where_one_is_wanted(world: untip.Registry) -> None:
    agencies = world.agencies
    by_id = {record.id: record for record in agencies}
    assert dict(agencies) == dict(agencies.items()) == by_id
    assert list(agencies.keys()) == list(agencies.ids)
    assert agencies.keys() & {"beta", "summit"} == {"beta"}
    assert ("alpha", agencies["alpha"]) in agencies.items()
    assert list(world.agencies[:0].items()) == []


# ── by id ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_id_that_is_not_there_is_an_error_that_names_near_ones(world: untip.Registry) -> None:
    with pytest.raises(UnknownIdError, match="no record with id 'alfa' in agencies; did you mean alpha\\?") as caught:
        world.agencies["alfa"]
    assert isinstance(caught.value, KeyError)
    with pytest.raises(UnknownIdError, match="no record with id 'summit' in agencies"):
        world.agencies["summit"]
    with pytest.raises(UnknownIdError, match="no record with id 'beta' in agencies"):
        world.agencies[:1]["beta"]


def test_a_number_beyond_the_end_is_an_error_that_says_where_the_end_is(world: untip.Registry) -> None:
    with pytest.raises(UnknownIdError, match="no record at position 3 in agencies, which has 3 records"):
        world.agencies[3]
    with pytest.raises(IndexError):
        world.agencies[-4]


@pytest.mark.parametrize("key", [True, None, 1.0, [], {}, ("alpha",), object()])
def test_a_collection_is_asked_by_id_number_or_slice(world: untip.Registry, key: Any) -> None:
    with pytest.raises(UsageError, match="a collection is indexed by id, position or slice, not by "):
        world.agencies[key]


@pytest.mark.parametrize("cut", [slice(None, None, 0), slice("alpha", None)])
def test_a_slice_is_by_numbers(world: untip.Registry, cut: slice) -> None:
    with pytest.raises(UsageError, match=" is not a slice of a collection: slice "):
        world.agencies[cut]


def test_get_gives_a_default(world: untip.Registry) -> None:
    assert world.agencies.get("alpha") == world.agencies["alpha"]
    assert world.agencies.get("nobody") is None
    assert world.agencies.get("nobody", 5) == 5
    with pytest.raises(UsageError, match="an id must be a string, found 0"):
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
    with pytest.raises(UnknownIdError, match="no record with id 'old-alpha' in events"):
        world.events["old-alpha"]  # it leads to an agency


def test_a_record_is_the_same_object_each_time(world: untip.Registry) -> None:
    assert world.agencies["alpha"] is world.agencies[0]
    assert world.agencies["alpha"] is next(iter(world.agencies.filter(id="alpha")))


def test_an_id_is_looked_up_not_searched_for(world: untip.Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    collection = world.agencies[:]
    assert "beta" in collection
    monkeypatch.setattr(Collection, "ids", property(lambda _: pytest.fail("the ids were gone through")))
    assert "group" in collection
    assert collection["group"].id == "group"


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["ids", "known_until", "_ids", "nothing"])
def test_a_collection_cannot_be_changed(world: untip.Registry, name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(world.agencies, name, ())
    with pytest.raises(AttributeError):
        delattr(world.agencies, name)
    with pytest.raises(TypeError):
        world.agencies["alpha"] = None  # type: ignore[index]


def test_a_collection_may_be_referred_to_weakly(world: untip.Registry) -> None:
    assert weakref.ref(world.agencies)() is world.agencies


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
    with pytest.raises(UnknownIdError, match="no record with id 'beta' in records"):
        after["beta"]
    assert "beta" not in after
    assert Collection(after._records, (Agency,)).ids == ("alpha", "beta", "group")  # a union is kept whole


def test_a_pickled_collection_searches_as_before() -> None:
    before = untip.findings.filter(pillars="protection")
    after = pickle.loads(pickle.dumps(before))
    for query in ("child labour", "traficking victims", "organ removal", "asylum"):
        assert after.search(query) == before.search(query)  # scores and corrected spellings too
    assert after.search("victims", agency="iom", on="2010") == before.search("victims", agency="iom", on="2010")


def test_a_pickled_collection_keeps_its_records_where_the_registry_has_others(
    world: untip.Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    pickled = pickle.dumps(untip.agencies[:3])
    ids = untip.agencies[:3].ids
    monkeypatch.setitem(vars(untip), "registry", world)  # as in a process with data of another version
    after = pickle.loads(pickled)
    assert after.ids == ids
    assert [record.id for record in after] == list(ids)
    assert after.search(after[0].name)[0].record == after[0]


def test_a_pickled_union_across_registries_answers_as_before(world: untip.Registry) -> None:
    other = untip.Registry([agency(7, type=TYPES[0], parent="beta")], base=world)
    before = world.agencies | other.agencies
    after = pickle.loads(pickle.dumps(before))
    assert after == before
    assert after.filter(parent="beta").ids == before.filter(parent="beta").ids == ("a7",)
    assert after[1:].search("agency", agency="beta") == before[1:].search("agency", agency="beta") != []
    for collection in (before, after):
        with pytest.warns(untip.RedirectWarning):
            assert collection["old-alpha"].id == "alpha"


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
    with pytest.raises(AttributeError):
        setattr(match, "score", 0)  # noqa: B010 - a type checker refuses the plain form
    with pytest.raises(AttributeError):
        delattr(match, "score")


# ── for people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_repr_is_short(world: untip.Registry) -> None:
    assert repr(world.agencies) == "<3 agencies: alpha, beta, group>"
    assert repr(world.agencies[:0]) == "<0 agencies>"
    assert repr(world.agencies | world.instruments) == "<5 records: alpha, beta, group, annex, …>"


def test_a_notebook_shows_a_table(world: untip.Registry) -> None:
    assert (
        world.agencies._repr_html_()
        .partition("</style>")[2]
        .strip()
        .startswith('<table class="untip"><caption>3 agencies</caption>')
    )


def test_keys_are_completed(world: untip.Registry) -> None:
    assert world.agencies._ipython_key_completions_() == ["alpha", "beta", "group"]


# ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    with pytest.raises(UsageError, match=r"a path must be a string or a pathlib\.Path, found "):
        write(world.agencies, path)


def test_an_instrument_is_not_an_agency() -> None:
    charter = Instrument(id="charter", name="Charter", type=InstrumentType.TREATY)
    assert isinstance(charter, Checked)
    assert charter not in untip.Registry([agency(1, type=TYPES[0])]).agencies
    assert Citation(source="x") not in untip.Registry([]).agencies


def test_a_search_gives_ten_matches_unless_told_otherwise() -> None:
    assert len(untip.instruments.search("trafficking")) == len(untip.search("trafficking")) == 10
