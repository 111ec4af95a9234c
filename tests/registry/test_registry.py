"""The registry itself: made of records, immutable, copied and pickled; the package answers as its own registry does."""

import copy
import pickle
from typing import Any

import pytest

import untip
from untip._registry.collection import Collection
from untip._registry.registry import Registry
from untip._schema.vocabularies import AgencyType, EventType
from untip.schema import KINDS, Agency, Event

ALPHA = Agency(id="alpha", name="Alpha", type=AgencyType.MEDIA)

BETA = Agency(id="beta", name="Beta", type=AgencyType.MEDIA, ambiguous_names=("The Office",))

GAMMA = Event(id="gamma", name="The Office", type=EventType.PANEL, ambiguous_names=("The Office",))


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


def test_a_registry_has_a_collection_of_each_kind(world: Registry) -> None:
    for kind, cls in KINDS.items():
        collection: Collection[Any] = getattr(world, cls.folder)
        assert {record.kind for record in collection} == {kind}
        assert getattr(world, cls.folder) is collection
    assert len(world) == sum(len(getattr(world, cls.folder)) for cls in KINDS.values()) == 16
    assert repr(world) == "<Registry: 16 records>"
    assert repr(world.as_of("2006")) == "<Registry as of 2006-12-31: 11 records>"


@pytest.mark.parametrize("name", ["day", "agencies", "nothing"])
def test_a_registry_cannot_be_changed(world: Registry, name: str) -> None:
    with pytest.raises(AttributeError, match="a Registry is immutable: " + name):
        setattr(world, name, None)


def test_a_pickled_registry_answers_as_before(world: Registry) -> None:
    for registry in (world, world.as_of("2002")):
        again = pickle.loads(pickle.dumps(registry))
        assert (len(again), again.day) == (len(registry), registry.day)
        assert again.agencies == registry.agencies
        assert ids(again.related("alpha", "parts")) == ["beta"]
        assert again.find("AO") == registry.find("AO")
    assert len(copy.copy(world)) == len(world)


def test_the_module_answers_as_its_registry() -> None:
    for cls in KINDS.values():
        assert getattr(untip, cls.folder) is getattr(untip.registry, cls.folder)
    for name in (
        "get",
        "find",
        "search",
        "related",
        "members",
        "as_of",
        "provenance",
        "disputes",
        "parties",
        "timeline",
    ):
        assert getattr(untip, name) == getattr(untip.registry, name)
