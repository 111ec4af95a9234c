"""The registry itself: made of records, immutable, copied and pickled; the package answers as its own registry does."""

import copy
import json
import os
import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import untip
from untip import Collection, Registry
from untip._registry import own
from untip._registry.records import Records
from untip._store import compiled
from untip._store.compiling import compile_parts
from untip.errors import NotFoundError, UsageError, ValidationError
from untip.schema import KINDS, Agency, AgencyType, Event, EventType

ALPHA = Agency(id="alpha", name="Alpha", type=AgencyType.MEDIA)

BETA = Agency(id="beta", name="Beta", type=AgencyType.MEDIA, ambiguous_names=("The Office",))

GAMMA = Event(id="gamma", name="The Office", type=EventType.PANEL, ambiguous_names=("The Office",))


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


def test_a_registry_has_a_collection_of_each_kind(world: Registry) -> None:
    for kind, cls in KINDS.items():
        collection: Collection[Any] = getattr(world, cls.folder)
        assert {record.kind for record in collection} <= {kind}
        assert getattr(world, cls.folder) is collection
    assert len(world) == sum(len(getattr(world, cls.folder)) for cls in KINDS.values()) == 17
    assert repr(world) == "<Registry: 17 records>"
    assert repr(world.as_of("2006")) == "<Registry as of 2006-12-31: 12 records>"


def test_a_registry_is_iterated_over_all_its_records_kind_by_kind(world: Registry) -> None:
    assert list(world) == [record for cls in KINDS.values() for record in getattr(world, cls.folder)]
    assert ids(Registry(world)) == ids(world)  # so it is records itself, wherever records are asked for
    assert list(Registry()) == []


def test_a_registry_contains_ids_and_records_of_its_own(world: Registry) -> None:
    assert "alpha" in world
    assert world.agencies["alpha"] in world
    assert "nobody" not in world
    assert ALPHA not in world  # another record with that id
    assert BETA.__replace__(id="nobody") not in world
    assert None not in world
    assert "group" not in world.as_of("2000")  # it had not begun
    assert "alpha" not in Registry([], base=world)


@pytest.mark.parametrize("name", ["day", "agencies", "nothing"])
def test_a_registry_cannot_be_changed(world: Registry, name: str) -> None:
    with pytest.raises(AttributeError, match="a Registry is immutable: " + name):
        setattr(world, name, None)


# ── made of records ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_registry_is_made_of_any_records_in_any_order() -> None:
    for records in ([GAMMA, BETA, ALPHA], (ALPHA, BETA, GAMMA), iter({BETA: 1, GAMMA: 2, ALPHA: 3})):
        registry = Registry(records)
        assert (registry.agencies.ids, registry.events.ids, len(registry)) == (("alpha", "beta"), ("gamma",), 3)
        assert registry.agencies["alpha"] is ALPHA
    assert len(Registry()) == len(Registry([])) == 0
    assert Registry.of([ALPHA]).agencies == Registry([ALPHA]).agencies
    assert Registry(untip.agencies).agencies == untip.agencies


@pytest.mark.parametrize(
    ("records", "said"),
    [(5, "expected records, found 5"), (None, "expected records, found None"), ([5], "expected a record, found 5")],
)
def test_a_registry_is_made_of_records_only(records: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Registry(records)


@pytest.mark.parametrize("base", [5, "registry", [ALPHA], untip.agencies])
def test_a_base_is_a_registry(base: Any) -> None:
    with pytest.raises(UsageError, match="a base must be a registry or None, found "):
        Registry([ALPHA], base=base)
    with pytest.raises(UsageError, match="a base must be a registry or None, found "):
        untip.load("x", base=base)


def test_an_id_that_no_record_has_is_refused_with_the_record_that_names_it() -> None:
    with pytest.raises(ValidationError) as caught:
        Registry([ALPHA.__replace__(parent="unodcc")], base=untip.registry)
    assert str(caught.value) == (
        "alpha: parent: found 'unodcc', which is not the id of a record; add the record or correct the id; "
        "did you mean 'unodc'?"
    )


def test_two_records_with_one_id_are_refused_by_name() -> None:
    with pytest.raises(ValidationError) as caught:
        Registry([ALPHA, BETA.__replace__(id="alpha")])
    assert str(caught.value) == ("id: 'alpha' is the id of agency 'Alpha' and of agency 'Beta'; rename one of the two")


def test_records_may_name_those_of_a_base_which_stay_there() -> None:
    part = BETA.__replace__(parent="alpha")
    registry = Registry([part], base=Registry([ALPHA]))
    assert (len(registry), registry.get("alpha"), registry.agencies.ids) == (1, None, ("beta",))
    assert ids(registry.related("beta", "parent")) == ["alpha"]
    assert ids(registry.related("alpha", "parts")) == ["beta"]
    assert ids(registry.agencies.filter(parent="alpha")) == ["beta"]


# ── copies and pickles ────────────────────────────────────────────────────────────────────────────────────────────────


def again(thing: Any) -> Any:
    return pickle.loads(pickle.dumps(thing))


def test_a_registry_is_copied_as_itself(world: Registry) -> None:
    assert copy.copy(world) is copy.deepcopy(world) is world


@pytest.mark.parametrize("day", [None, "2002", "2010"])
def test_a_pickled_registry_answers_every_question_as_before(world: Registry, day: str | None) -> None:
    before = world if day is None else world.as_of(day)
    after = again(before)
    for id in [record.id for cls in KINDS.values() for record in getattr(before, cls.folder)]:
        assert after.get(id) == before.get(id)
        assert after.related(id) == before.related(id)
        assert after.provenance(id) == before.provenance(id)
    assert after.search("charter alpha", agency="alpha") == before.search("charter alpha", agency="alpha")
    assert after.timeline() == before.timeline()
    assert after.parties("charter") == before.parties("charter")
    assert after.participation("charter") == before.participation("charter")
    for registry in (before, after):
        with pytest.warns(untip.RedirectWarning):
            assert registry.find("old-alpha").id == "alpha"


def test_a_pickled_registry_with_a_base_keeps_it(world: Registry) -> None:
    mine = Registry([ALPHA.__replace__(id="mine", parent="beta")], base=world)
    for registry in (again(mine), again(mine.as_of("2004"))):
        assert ids(registry.related("mine", "parent")) == ["beta"]
        assert ids(registry.related("beta", "parts")) == ["mine"]
        with pytest.warns(untip.RedirectWarning):
            assert registry.related("old-alpha", "parts") == registry.related("alpha", "parts")


def test_a_pickled_view_of_the_packages_own_registry_is_a_view_of_it() -> None:
    then = again(untip.as_of("2010-06-01"))
    assert then._records.whole is untip.registry._records


@pytest.mark.parametrize("name", ["Recruiting", "A1", "protocol-definition A1", "recruiting"])
def test_a_concept_is_found_only_where_one_is_asked_for(world: Registry, name: str) -> None:
    """Words such as "recruitment" and "fraud" are terms of the definition, but words of every text first."""
    assert world.find(name, kind="concept").id == "recruiting"
    with pytest.raises(NotFoundError):
        world.find(name)
    with pytest.raises(NotFoundError):
        world.find(name, kind="agency")


def test_a_concept_that_is_misspelt_gets_a_suggestion(world: Registry) -> None:
    with pytest.raises(NotFoundError, match="did you mean Recruiting"):
        world.find("Recruting", kind="concept")


def test_a_concept_is_seen_from_what_defines_it(world: Registry) -> None:
    assert [one.id for one in world.related("charter", "defines")] == ["recruiting"]


# ── as a file ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_registry_is_written_as_one_list_which_load_reads(world: Registry, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    text = Registry(untip.states[:3]).to_json(path)
    assert path.read_text(encoding="utf-8") == text
    assert untip.load(path).states == untip.states[:3]
    assert [one["id"] for one in json.loads(world.to_json())] == ids(world._records)


# ── the package's own records ─────────────────────────────────────────────────────────────────────────────────────────


class Parts:
    """The loader of a package that was installed with compiled parts."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts

    def get_data(self, path: str) -> bytes:
        return self.parts[os.path.basename(path)]


def test_own_records_come_from_compiled_parts_where_the_package_has_them(
    world: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = compile_parts(world._records.store)
    monkeypatch.setattr(own, "DATA", str(tmp_path / "untip" / "data"))
    monkeypatch.setattr(compiled, "__spec__", SimpleNamespace(loader=Parts(parts)))
    store = own.default_store()
    assert isinstance(store, compiled.CompiledStore)
    assert store.ids("agency") == world.agencies.ids
    assert store.redirects() == world._records.store.redirects()


def test_an_application_that_left_the_records_out_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "DATA", str(tmp_path / "untip" / "data"))
    monkeypatch.setattr(compiled, "__spec__", None)
    with pytest.raises(ValidationError, match="untip: has no records: the package was installed or frozen without"):
        own.default_store().ids("agency")


def test_own_records_that_were_asked_for_alone_belong_to_the_packages_registry() -> None:
    alone = Records(own.records.store, is_own=True)
    assert alone.registry is untip.registry
    assert Records(own.records.store).registry is None
