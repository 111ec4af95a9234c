"""The registry: one record by any name, what is related, where a fact comes from, who belonged when, as of a day."""

import copy
import json
import pickle
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from world import Folder

import untip
from untip import _registry
from untip._collection import Collection
from untip._dates import Interval, PartialDate
from untip._errors import (
    AmbiguousNameError,
    CoverageWarning,
    InvalidDateError,
    NotFoundError,
    RedirectWarning,
    UnknownFieldError,
    UnknownIdError,
    UntipError,
    UsageError,
    ValidationError,
)
from untip._query import _members_of, sort_key
from untip._registry import Registry
from untip._relations import parts
from untip._store import MemoryStore
from untip._vocab import AgencyType, DisputeType, EventType, IdentifierScheme, Pillar, RoleType
from untip.schema import (
    KINDS,
    RELATIONS,
    Agency,
    Alias,
    Citation,
    Claim,
    Dispute,
    Event,
    HistoryEntry,
    Identifier,
    Record,
    Role,
)

ALPHA = Agency(id="alpha", name="Alpha", type=AgencyType.MEDIA)
BETA = Agency(id="beta", name="Beta", type=AgencyType.MEDIA, ambiguous_names=("The Office",))
GAMMA = Event(id="gamma", name="The Office", type=EventType.PANEL, ambiguous_names=("The Office",))


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


# ── by id and by name ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_registry_has_a_collection_of_each_kind(world: Registry) -> None:
    for kind, cls in KINDS.items():
        collection: Collection[Any] = getattr(world, cls.folder)
        assert {record.kind for record in collection} == {kind}
        assert getattr(world, cls.folder) is collection
    assert len(world) == sum(len(getattr(world, cls.folder)) for cls in KINDS.values()) == 17
    assert repr(world) == "<Registry: 17 records>"
    assert repr(world.as_of("2006")) == "<Registry as of 2006-12-31: 12 records>"


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


def test_get_gives_a_record_of_any_kind_or_a_default(world: Registry) -> None:
    assert world.get("charter") is world.instruments["charter"]
    assert world.get("nobody") is None
    assert world.get("nobody", 5) == 5
    with pytest.raises(UsageError, match="an id is text, found 5"):
        world.get(5)  # type: ignore[call-overload]


def test_get_and_find_follow_an_id_no_longer_in_use_and_warn_on_the_callers_line(world: Registry) -> None:
    for _ in range(2):
        for ask in (world.get, world.find, lambda id: world.related(id, "parts")[0].__replace__(id="alpha")):
            with pytest.warns(
                RedirectWarning, match="'old-alpha' is 'alpha' since data version 2026.2: renamed"
            ) as caught:
                assert ask("old-alpha").id == "alpha"  # type: ignore[union-attr]
            assert caught[0].filename == __file__


def test_a_redirect_leads_to_a_record_of_the_kind_asked_for_only(world: Registry) -> None:
    with pytest.warns(RedirectWarning):
        assert world.find("old-alpha", kind="agency").id == "alpha"
    with pytest.warns(RedirectWarning), pytest.raises(NotFoundError, match="'old-alpha' names nothing in states"):
        world.find("old-alpha", kind="state")
    with pytest.warns(RedirectWarning), pytest.raises(NotFoundError, match="'old-alpha' names nothing in the registry"):
        world.as_of("1995").find("old-alpha")


def test_a_name_that_several_records_have_lists_them() -> None:
    registry = Registry.of([ALPHA, BETA, GAMMA])
    with pytest.raises(
        AmbiguousNameError, match=r"'the office' names several records: beta \(agency\), gamma \(event\)"
    ) as caught:
        registry.find("the office")
    assert caught.value.candidates == (BETA, GAMMA)
    assert registry.find("the office", kind="event") == GAMMA
    assert registry.find("the office", kind="agency") == BETA


def test_a_name_that_nothing_has_suggests_near_ones(world: Registry) -> None:
    with pytest.raises(
        NotFoundError, match=r"'Alfa' names nothing in the registry; did you mean Alpha Organization \(alpha\)"
    ):
        world.find("Alfa")
    with pytest.raises(NotFoundError, match=r"'The Charta' names nothing in agencies$"):
        world.find("The Charta", kind="agency")
    with pytest.raises(
        NotFoundError, match=r"'The Charta' names nothing in instruments; did you mean The Charter \(charter\)\?"
    ):
        world.find("The Charta", kind="instrument")


def test_codes_of_states_are_found_only_where_a_state_is_asked_for(world: Registry) -> None:
    assert [world.find(code, kind="state").id for code in ("FR", "fra", "250", "France")] == ["fra"] * 4
    with pytest.raises(NotFoundError):
        world.find("FR")


def test_a_kind_is_one_of_the_kinds(world: Registry) -> None:
    kinds: list[Any] = ["agencies", 5, [], ""]
    for kind in kinds:
        with pytest.raises(UnknownFieldError, match=" is not one of the kinds agency, instrument"):
            world.find("Alpha", kind=kind)
    with pytest.raises(UnknownFieldError, match=r"did you mean agency\?"):
        world.find("Alpha", kind="agencies")
    with pytest.raises(UnknownFieldError, match=r"did you mean member_of"):
        world.related("alpha", "membr_of")


def test_at_most_three_records_are_suggested() -> None:
    registry = Registry.of(
        [Agency(id=f"alpha-{letter}", name=f"Alpha Office {letter}", type=AgencyType.MEDIA) for letter in "abcde"]
    )
    with pytest.raises(NotFoundError) as caught:
        registry.find("Alpha Office f")
    assert len(caught.value.suggestions) == 3


def test_a_name_found_once_is_not_looked_up_again(world: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.find("Alpha Organization")
    monkeypatch.setattr(Registry, "_find", None)
    assert world.find("Alpha Organization") is found


@pytest.mark.parametrize("name", ["", " ", "…", "x" * 1001, "x" * 10**6, "\u0301", "\ud800", "a\0b", "' OR 1=1", "*"])
def test_a_name_of_any_kind_is_not_found_soon(world: Registry, name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(NotFoundError) as caught:
        world.find(name)
    assert time.perf_counter() - start < 2
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "make", [lambda: None, lambda: 5, lambda: b"alpha", list, object, Mock, lambda: Mock(spec=str)]
)
def test_a_name_is_text(world: Registry, make: Callable[[], Any]) -> None:
    for ask in (world.find, world.get, world.related, world.members, world.provenance, world.as_of, world.search):
        with pytest.raises(UntipError):
            ask(make())


def test_names_that_were_found_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_registry, "NAMES_KEPT", 3)
    registry = Registry.of([ALPHA])
    for name in ("alpha", "Alpha", "ALPHA", "aLPHA", "alpha"):
        assert registry.find(name) is registry.agencies["alpha"]
        assert len(registry._names) <= 3


def test_threads_get_the_same_record(folder: Folder) -> None:
    registry = untip.load(folder.root, base=None)
    found: list[Record] = []
    ready = threading.Barrier(8)

    def ask() -> None:
        ready.wait()
        found.extend([registry.agencies["alpha"], registry.find("AO"), registry.related("beta", "parent")[0]])

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 24
    assert len({id(record) for record in found}) == 1


# ── relations ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_related_gives_every_relation_both_ways(world: Registry) -> None:
    assert {name: ids(records) for name, records in world.related("alpha").items()} == {
        "established_by": ["charter"],
        "sources": ["site", "plan"],
        "custodian_for": ["sdg-8-7"],
        "custodian_of": ["charter"],
        "depositary_of": ["charter"],
        "findings": ["gap"],
        "led": ["project"],
        "member_of": ["group"],
        "organized": ["summit"],
        "parts": ["beta"],
        "predecessors": ["beta"],
        "published": ["report"],
        "reported": ["count"],
    }


def test_each_relation_of_the_world_is_seen_from_both_sides(world: Registry) -> None:
    names = {(relation.forward, relation.backward) for relation in RELATIONS}
    for cls in KINDS.values():
        for record in getattr(world, cls.folder):
            for forward, named in world.related(record).items():
                backwards = {back for name, back in names if name == forward} | {
                    name for name, back in names if back == forward
                }
                for other in named:
                    assert any(record in world.related(other).get(back, ()) for back in backwards)


def test_groups_of_addressees_are_no_records(world: Registry) -> None:
    assert ids(world.related("advice", "addressees")) == ["fra"]
    assert ids(world.related("fra", "addressed_by")) == ["advice"]


def test_one_relation_may_be_asked_for_by_id_or_record(world: Registry) -> None:
    assert ids(world.related("project", "leads")) == ["alpha"]
    assert ids(world.related(world.agencies["alpha"], "led")) == ["project"]
    assert world.related("alpha", "amends") == ()


@pytest.mark.parametrize("relation", ["leed", "", 5, []])
def test_a_relation_that_is_not_there_is_an_error(world: Registry, relation: Any) -> None:
    with pytest.raises(UnknownFieldError, match=" is not a relation"):
        world.related("alpha", relation)


def test_a_record_that_is_not_there_is_an_error_that_names_near_ones(world: Registry) -> None:
    for ask in (world.related, world.provenance, world.members, world.parties):
        with pytest.raises(UnknownIdError, match="'alfa' is no id in the registry; did you mean alpha\\?"):
            ask("alfa")


# ── provenance ────────────────────────────────────────────────────────────────────────────────────────────────────────


def places(citations: tuple[Citation, ...]) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    return [(citation.source, citation.lines) for citation in citations]


def test_the_citations_of_a_field_are_its_own_and_those_of_its_items(world: Registry) -> None:
    assert places(world.provenance("alpha", "name")) == [("plan", ((1, 3), (9, 9)))]
    assert places(world.provenance("alpha", "mandate")) == [("site", ())]
    assert places(world.provenance("alpha", "activities")) == [("plan", ((7, 7),))]
    assert places(world.provenance("alpha", "activities[0]")) == [("plan", ((7, 7),))]
    assert places(world.provenance("alpha", "disputes[0].claims[1]")) == [("site", ())]
    assert places(world.provenance("alpha", "disputes")) == [("plan", ((2, 2),)), ("site", ())]
    assert world.provenance("alpha", "summary") == world.provenance("alpha", "citations") == ()
    assert world.provenance("charter", "in_force_condition") == (world.instruments["charter"].citations[0],)


def test_without_a_field_every_field_and_item_that_is_cited_is_given(world: Registry) -> None:
    own = [("plan", ((1, 3), (9, 9)))]
    assert {name: places(cited) for name, cited in world.provenance("alpha").items()} == {
        **dict.fromkeys(("name", "acronym", "established", "established_by"), own),
        "mandate": [("site", ())],
        "history[0]": [("site", ())],
        "disputes[0].claims[0]": [("plan", ((2, 2),))],
        "disputes[0].claims[1]": [("site", ())],
        "activities[0]": [("plan", ((7, 7),))],
    }


def test_both_ways_of_asking_agree(world: Registry) -> None:
    for cls in KINDS.values():
        for record in getattr(world, cls.folder):
            for path, cited in world.provenance(record).items():
                assert world.provenance(record, path) == cited


@pytest.mark.parametrize(
    "field", ["nam", "activities[1]", "activities[0].nothing", "activities[-1]", "name[0]", "", 5, [], "[", "a.b"]
)
def test_a_field_or_item_that_is_not_there_is_an_error(world: Registry, field: Any) -> None:
    with pytest.raises(UnknownFieldError, match=" is not a field of agency, or the path of an item of it"):
        world.provenance("alpha", field)


def test_disputes_stand_with_their_records(world: Registry) -> None:
    alpha = world.agencies["alpha"]
    assert world.disputes() == ((alpha, alpha.disputes[0]),)


def test_a_dispute_is_stored_once_and_found_from_every_record_that_it_concerns() -> None:
    cited = (Citation(source="s"),)
    claims = tuple(Claim(value=value, citations=cited) for value in ("1", "2"))
    dispute = Dispute(about="x", type=DisputeType.CONTRADICTION, also=("beta",), claims=claims)
    other = Dispute(about="y", claims=claims)
    alpha = ALPHA.__replace__(disputes=(dispute, other))
    registry = Registry.of([alpha, BETA, GAMMA])
    assert registry.disputes() == registry.disputes("alpha") == ((alpha, dispute), (alpha, other))
    assert registry.disputes(BETA) == registry.disputes("beta") == ((alpha, dispute),)
    assert registry.disputes("gamma") == ()
    assert registry.disputes(type="contradiction") == ((alpha, dispute),)
    assert ids(registry.related("beta", "disputed_in")) == ["alpha"]
    assert ids(registry.related("alpha", "disputes_concern")) == ["beta"]
    with pytest.raises(UnknownFieldError, match="did you mean precision"):
        registry.disputes(type="precise")
    with pytest.raises(UnknownIdError):
        registry.disputes("delta")


# ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_as_of_a_longer_time_means_its_last_day(world: Registry) -> None:
    assert world.as_of("2004").day == PartialDate("2004-12-31")
    assert world.day is None


def test_as_of_a_day_names_and_relations_are_those_of_what_had_begun(world: Registry) -> None:
    then = world.as_of("2000-06-15")
    assert then.find("AO").id == "alpha"
    with pytest.raises(NotFoundError):
        then.find("The Group")
    assert "member_of" not in then.related("alpha")
    assert world.as_of("1999-12").related("beta", "parent") == ()
    assert "parent" not in world.as_of("1999-12").related("beta")
    assert ids(world.as_of("2001").related("alpha", "member_of")) == ["group"]


def test_a_view_of_a_view_is_the_view_of_the_earlier_day(world: Registry) -> None:
    assert world.as_of("2010").as_of("2000-06-15").agencies == world.as_of("2000-06-15").agencies
    assert world.as_of("2010").as_of("2010-12-31").agencies == world.as_of("2010").agencies
    entry = HistoryEntry(field="name", value="Then", period=Interval("2005/2012"))
    registry = Registry.of([ALPHA.__replace__(history=(entry,))])
    for then in (registry.as_of("2000"), registry.as_of("2010").as_of("2000")):
        assert then.agencies["alpha"].name == "Alpha"


def test_a_view_knows_nothing_of_a_later_day(world: Registry) -> None:
    with pytest.raises(
        UsageError, match="this registry is as of 2000-06-15; ask the whole registry for the later day 2010-12-31"
    ):
        world.as_of("2000-06-15").as_of("2010")


@pytest.mark.parametrize("when", ["", "2000-13", "x" * 10**6, 5, None, b"2000", [], Mock(spec=PartialDate)])
def test_as_of_asks_for_a_time(world: Registry, when: Any) -> None:
    with pytest.raises(InvalidDateError):
        world.as_of(when)


@pytest.mark.parametrize(
    ("on", "certain", "members"),
    [
        (None, False, ["alpha", "beta", "fra"]),
        (None, True, ["alpha", "beta"]),
        ("2000", False, []),
        ("2001-04", False, ["beta", "fra"]),
        ("2001-06", True, ["alpha"]),
        ("2003", True, ["alpha", "beta"]),
        ("2004-06", False, ["alpha", "beta", "fra"]),
    ],
)
def test_members_are_those_that_a_source_attests_or_dates_or_leaves_possible(
    world: Registry, on: str | None, certain: bool, members: list[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        assert ids(world.members("group", on, certain)) == members


def test_members_hold_a_role(world: Registry) -> None:
    assert ids(world.members("group", role="chair")) == ["alpha"]
    assert ids(world.members("group", role=RoleType.OBSERVER)) == ["fra"]
    assert ids(world.members("group", role="host")) == []
    roles: list[Any] = ["chairs", 5, []]
    for role in roles:
        with pytest.raises(UnknownFieldError, match=" is not a role"):
            world.members("group", role=role)


def test_a_day_after_what_the_data_cover_warns_on_the_callers_line(world: Registry) -> None:
    with pytest.warns(
        CoverageWarning, match="the members of group are known until 2004-02-29; 2010 lies after it"
    ) as caught:
        assert ids(world.members("group", "2010")) == ["alpha", "fra"]
    assert caught[0].filename == __file__


def test_a_group_without_members_has_none(world: Registry) -> None:
    nobody = world.members("alpha", "2010")
    assert (list(nobody), nobody.known_until) == ([], None)
    assert list(world.members("alpha")) == []


def test_members_are_an_agencys_and_are_asked_by_a_date(world: Registry) -> None:
    with pytest.raises(UsageError, match="charter is of kind instrument; members are an agency's"):
        world.members("charter")
    for group in ("group", "alpha"):
        with pytest.raises(InvalidDateError):
            world.members(group, "2000-13")


def test_members_as_of_a_day_are_those_of_the_day(world: Registry) -> None:
    assert ids(world.as_of("2003").members("group", certain=True)) == ["alpha", "beta"]
    assert ids(world.as_of("2001-06").members("group", certain=True)) == ["alpha"]


# ── registries that build on another ──────────────────────────────────────────────────────────────────────────────────


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
    merged = new.merge(Registry.of([BETA.__replace__(id="delta", name="Delta")]))
    assert ids(merged.related("new", "parent")) == ["alpha"]
    assert merged.agencies.ids == ("delta", "new")


def test_registries_on_different_bases_do_not_merge(new: Registry, world: Registry) -> None:
    base = Registry.of([BETA.__replace__(id="delta", name="Delta")])
    other = Registry(MemoryStore([GAMMA]), base)
    with pytest.raises(UsageError, match="the registries rest on different bases; merge each with its base first"):
        new.merge(other)
    assert len(new.merge(world).merge(other.merge(base))) == len(new) + len(world) + 2
    twin = Registry(MemoryStore([GAMMA]), world)
    assert ids(new.merge(twin).related("new", "parent")) == ["alpha"]
    assert ids(new.as_of("2010").merge(twin.as_of("2010")).related("new", "parent")) == ["alpha"]


def test_an_id_in_both_is_an_error_that_names_both(world: Registry) -> None:
    with pytest.raises(ValidationError) as caught:
        world.merge(Registry.of([ALPHA, BETA]))
    assert str(caught.value).splitlines() == [
        "id: 'alpha' is the id of agency 'Alpha Organization' and of agency 'Alpha'; rename one of the two",
        "id: 'beta' is the id of agency 'Beta Bureau' and of agency 'Beta'; rename one of the two",
    ]


def test_an_id_no_longer_in_use_and_a_table_are_in_one_of_both_only(world: Registry, folder: Folder) -> None:
    with pytest.raises(ValidationError, match="'old-alpha' is redirected, and in the other registry too; drop one"):
        world.merge(Registry.of([ALPHA.__replace__(id="old-alpha")]))
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
    other = Registry.of([ALPHA.__replace__(id="delta")])
    assert world.as_of("2006").merge(other.as_of("2006")).day == PartialDate("2006-12-31")
    assert world.as_of("2006").merge(other).day is None


@pytest.mark.parametrize("other", [None, [], "world", {}])
def test_only_registries_merge(world: Registry, other: Any) -> None:
    with pytest.raises(UsageError, match="expected a registry, found "):
        world.merge(other)


# ── values ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["day", "agencies", "nothing"])
def test_a_registry_cannot_be_changed(world: Registry, name: str) -> None:
    with pytest.raises(AttributeError, match="a Registry cannot be changed: " + name):
        setattr(world, name, None)


def test_a_pickled_registry_answers_as_before(world: Registry) -> None:
    for registry in (world, world.as_of("2002")):
        again = pickle.loads(pickle.dumps(registry))
        assert (len(again), again.day) == (len(registry), registry.day)
        assert again.agencies == registry.agencies
        assert ids(again.related("alpha", "parts")) == ["beta"]
        assert again.find("AO") == registry.find("AO")
    assert len(copy.copy(world)) == len(world)


# ── in and out of one record ──────────────────────────────────────────────────────────────────────────────────────────


def test_one_record_is_written_as_a_mapping(world: Registry) -> None:
    target = world.sdg_targets["sdg-8-7"]
    assert json.loads(untip.dumps(target)) == untip.to_dict(target)
    assert untip.dumps(target, format="yaml").startswith('kind: sdg_target\nid: sdg-8-7\nname: "Forced labour"\n')


@pytest.mark.parametrize("format", ["yml", "", None, 5, []])
def test_a_format_is_json_or_yaml(world: Registry, format: Any) -> None:
    with pytest.raises(UnknownFieldError, match=" is not a format: json or yaml"):
        untip.dumps(world.agencies["alpha"], format)
    with pytest.raises(UnknownFieldError):
        untip.loads("{}", Agency, format)


@pytest.mark.parametrize("text", [None, 5, object(), ["{}"]])
def test_a_record_is_read_from_text(text: Any) -> None:
    with pytest.raises(UntipError):
        untip.loads(text, Agency)


def test_a_text_is_read_as_strictly_as_a_file() -> None:
    with pytest.raises(ValidationError, match="1: the key 'id' stands here and in line 1; keep one"):
        untip.loads('{"kind": "agency", "id": "a", "id": "b"}', Agency)
    with pytest.raises(ValidationError, match="name: missing: name, text"):
        untip.loads("kind: agency\nid: a\ntype: media\n", Agency, format="yaml")


# ── the package's own records ─────────────────────────────────────────────────────────────────────────────────────────


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


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Palermo Protocol", "palermo-protocol"),
        ("a/res/64/293", "ga-res-64-293"),
        ("UN.GIFT", "un-gift"),
        ("UN-GIFT", "un-gift"),
        ("ungift", "un-gift"),
        ("8.7", "sdg-8-7"),
        ("SDG 8.7", "sdg-8-7"),
        ("Target 8.7", "sdg-8-7"),
        ("UNODC", "unodc"),
        ("ODCCP", "unodc"),
    ],
)
def test_the_names_that_the_interface_promises_are_found(name: str, id: str) -> None:
    assert untip.find(name).id == id


def test_what_the_interface_promises_of_time_holds() -> None:
    then = untip.as_of("2010-06-01")
    assert then.find("UNIFEM").id == "unifem"
    assert "un-women" not in then.agencies
    assert "un-women" in untip.as_of("2010-07-02").agencies
    assert untip.instruments["palermo-protocol"].status("2002").value == "open-for-signature"


def test_a_pillar_or_an_agency_narrows_a_search_to_what_serves_or_names_it(world: Registry) -> None:
    def found(query: str, **given: str) -> list[str]:
        return [match.record.id for match in world.search(query, **given)]  # type: ignore[arg-type]

    assert found("charter", pillar="protection") == ["charter"]
    assert found("project", pillar="prevention", agency="alpha", on="2010") == ["project"]
    assert found("project", pillar="prevention", agency="beta") == []
    with pytest.raises(UnknownFieldError, match="'protecton' is not a pillar; did you mean protection, "):
        world.search("project", pillar="protecton")


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


def test_each_part_of_a_record_has_its_path_with_a_number_only_in_a_list(world: Registry) -> None:
    paths = ["in_force_condition", "provisions[0]", "provisions[0].citations[0]", "citations[0]", "citations[1]"]
    assert sorted(path for path, _ in parts(world.instruments["charter"])) == sorted(paths)


def test_an_id_letter_by_letter_leaves_no_doubt() -> None:
    other = ALPHA.__replace__(identifiers=(Identifier(scheme=IdentifierScheme.WIKIDATA, value="Beta"),))
    registry = Registry.of([other, BETA.__replace__(name="Office")])
    assert registry.find("beta").id == "beta"
    with pytest.raises(AmbiguousNameError):
        registry.find("BETA")


def test_an_alias_of_one_record_may_be_the_name_of_none_other() -> None:
    registry = Registry.of([ALPHA.__replace__(aliases=(Alias(name="Office"),)), BETA])
    assert registry.find("office").id == "alpha"
    role = Role(who="alpha", role=RoleType.MEMBER)
    assert ids(Registry.of([ALPHA, BETA.__replace__(members=(role,))]).related("alpha", "member_of")) == ["beta"]


def test_a_role_that_is_none_gets_the_nearest() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        untip.members("icat", role="membr")
    assert (caught.value.expected, caught.value.suggestions[0]) == ("a role", "member")


def test_values_of_unlike_kinds_have_an_order_of_their_own() -> None:
    values = [Interval("2000/2001"), PartialDate("1999"), PartialDate("2000"), 5, 7.5, "b", "A", ("b",), ("a", 1)]
    assert sorted(values, key=sort_key) == [
        *(5, 7.5, PartialDate("1999"), PartialDate("2000"), Interval("2000/2001")),
        *("A", "b", ("a", 1), ("b",)),
    ]
    assert sort_key("a") < sort_key("B")
    assert sort_key("B") != sort_key("b")
    assert sort_key(PartialDate("2000")) != sort_key(PartialDate("2000~"))


def test_what_two_collections_make_is_a_collection_like_them() -> None:
    first = untip.agencies.filter(type="specialized-agency")
    for made in (untip.agencies & first, untip.agencies - first):
        assert made.filter(name="UNESCO").ids == made.filter(predicate=lambda record: record.name == "UNESCO").ids
        assert repr(made).startswith(f"<{len(made)} agencies")
        assert made.first() is untip.agencies[made.ids[0]]
    assert hash(first) == hash(untip.agencies & first)
    assert hash(first) != hash(untip.agencies)
    assert first == Registry.of(list(first)).agencies


def test_signatories_are_a_collection_that_knows_how_far_it_reaches(world: Registry) -> None:
    found = world.signatories("charter")
    assert (found.ids, str(found.known_until)) == (("fra",), "2010-12-31")
    assert found.first().name == "France"
    assert "fra" in found.filter(kind="state")


def test_collections_of_equal_ids_and_other_records_are_not_equal() -> None:
    one, other = (Registry.of([ALPHA.__replace__(name=name)]).agencies for name in ("Alpha", "Omega"))
    assert one.ids == other.ids
    assert one != other


def test_a_search_at_a_time_keeps_what_may_have_been() -> None:
    vague = ALPHA.__replace__(established=PartialDate("2000"), dissolved=PartialDate("2001"))
    registry = Registry.of([vague])
    assert [match.record.id for match in registry.search("Alpha", on="2000-06-01")] == ["alpha"]
    assert registry.search("Alpha", on="2002") == []


def test_dated_keeps_what_is_possible_unless_told_otherwise() -> None:
    registry = Registry.of([ALPHA.__replace__(established=PartialDate("2000"))])
    assert registry.agencies.dated("established", "2000-06-01").ids == ("alpha",)
    assert registry.agencies.dated("established", "2000-06-01", certain=True).ids == ()


def test_a_collection_that_is_not_of_one_record_names_five() -> None:
    with pytest.raises(NotFoundError) as caught:
        untip.agencies.one()
    assert len(caught.value.suggestions) == 5


def test_an_undated_signature_counts_in_a_table_too(folder: Folder) -> None:
    folder.add("participation/charter.csv", "nga,signature,,,site,\n")
    assert untip.load(folder.root, base=None).signatories("charter").ids == ("fra", "nga")
