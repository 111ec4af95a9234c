"""Registries that build on another, and registries that are merged."""

import pickle
from pathlib import Path
from typing import Any

import pytest
from world import Folder

import untip
from untip import Registry
from untip.dates import PartialDate
from untip.errors import (
    RedirectWarning,
    UsageError,
    ValidationError,
)
from untip.schema import Agency, AgencyType, Event, EventType

ALPHA = Agency(id="alpha", name="Alpha", type=AgencyType.MEDIA)

BETA = Agency(id="beta", name="Beta", type=AgencyType.MEDIA, ambiguous_names=("The Office",))

GAMMA = Event(id="gamma", name="The Office", type=EventType.PANEL, ambiguous_names=("The Office",))


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


NEW = {
    "agencies/new.yaml": """\
name: "New"
type: inter-agency-body
parent: alpha
members:
  - {who: alpha, role: member, attested: ["2010"], citations: [{source: site}]}
citations:
  - {source: site, supports: [name, parent]}
""",
}


@pytest.fixture
def new(tmp_path: Path, world: Registry) -> Registry:
    for name, text in NEW.items():
        path = tmp_path / "new" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return untip.load(tmp_path / "new", base=world)


def test_what_a_base_has_is_named_but_not_copied(new: Registry, world: Registry) -> None:
    assert (len(new), new.agencies.ids, new.get("alpha")) == (1, ("new",), None)
    assert ids(new.related("new", "parent")) == ["alpha"]
    assert ids(new.related("alpha", "parts")) == ["new"]
    members = new.members("new")
    assert list(members) == [world.agencies["alpha"]]
    assert members.filter(type="specialized-agency").ids == ("alpha",)
    assert pickle.loads(pickle.dumps(members)) == members
    assert new.parties("charter", on="2010").ids == world.parties("charter", on="2010").ids


def test_a_redirect_may_lead_into_the_base(tmp_path: Path, world: Registry) -> None:
    (tmp_path / "redirects.yaml").write_text('older-alpha: {to: alpha, since: "1", why: "renamed"}\n', encoding="utf-8")
    own = untip.load(tmp_path, base=world)
    with pytest.warns(RedirectWarning, match="'older-alpha' is 'alpha'"):
        assert own.get("older-alpha") is own.find("older-alpha") is world.agencies["alpha"]
    with pytest.warns(RedirectWarning):
        assert own.related("older-alpha") == own.related("alpha")
    assert own.get("alpha") is None


def test_a_view_of_a_registry_with_a_base_keeps_the_base(new: Registry) -> None:
    assert ids(new.as_of("2010").members("new")) == ["alpha"]


def test_registries_are_merged(new: Registry, world: Registry) -> None:
    for merged in (new.merge(world), world.merge(new)):
        assert len(merged) == len(world) + 1
        assert ids(merged.related("alpha", "parts")) == ["beta", "new"]
        assert merged.parties("charter", on="2010").ids == ("fra", "nga")
        with pytest.warns(RedirectWarning):
            assert merged.get("old-alpha") == world.agencies["alpha"]


def test_a_merged_registry_keeps_a_base_that_it_does_not_contain(new: Registry) -> None:
    merged = new.merge(Registry([BETA.__replace__(id="delta", name="Delta")]))
    assert ids(merged.related("new", "parent")) == ["alpha"]
    assert merged.agencies.ids == ("delta", "new")


def test_registries_on_different_bases_do_not_merge(new: Registry, world: Registry) -> None:
    base = Registry([BETA.__replace__(id="delta", name="Delta")])
    other = Registry([GAMMA], base=base)
    with pytest.raises(UsageError, match="the registries rest on different bases; merge each with its base first"):
        new.merge(other)
    assert len(new.merge(world).merge(other.merge(base))) == len(new) + len(world) + 2
    twin = Registry([GAMMA], base=world)
    assert ids(new.merge(twin).related("new", "parent")) == ["alpha"]
    assert ids(new.as_of("2010").merge(twin.as_of("2010")).related("new", "parent")) == ["alpha"]


def test_an_id_in_both_is_an_error_that_names_both(world: Registry) -> None:
    with pytest.raises(ValidationError) as caught:
        world.merge(Registry([ALPHA, BETA]))
    assert str(caught.value).splitlines() == [
        "id: 'alpha' is the id of agency 'Alpha Organization' and of agency 'Alpha'; rename one of the two, "
        "or merge with replace=True",
        "id: 'beta' is the id of agency 'Beta Bureau' and of agency 'Beta'; rename one of the two, "
        "or merge with replace=True",
    ]


def test_an_id_no_longer_in_use_and_a_table_are_in_one_of_both_only(world: Registry, folder: Folder) -> None:
    with pytest.raises(ValidationError, match="'old-alpha' is redirected, and in the other registry too; drop one"):
        world.merge(Registry([ALPHA.__replace__(id="old-alpha")]))
    for path in sorted(folder.root.rglob("*.yaml")):
        path.unlink()
    folder.write("redirects.yaml", 'old-alpha: {to: beta, since: "1", why: "x"}\n')
    folder.path("states.csv").unlink()
    with pytest.raises(ValidationError) as caught:
        world.merge(untip.load(folder.root, base=world))
    assert str(caught.value).splitlines() == [
        "id: 'old-alpha' is redirected, and in the other registry too; drop one",
        "id: the table of 'charter' is in both registries; drop one",
    ]


def test_registries_of_one_day_merge_to_that_day(world: Registry) -> None:
    other = Registry([ALPHA.__replace__(id="delta")])
    assert world.as_of("2006").merge(other.as_of("2006")).day == PartialDate("2006-12-31")
    assert world.as_of("2006").merge(other).day is None


@pytest.mark.parametrize("other", [None, [], "world", {}])
def test_only_registries_merge(world: Registry, other: Any) -> None:
    with pytest.raises(UsageError, match="expected a registry, found "):
        world.merge(other)
