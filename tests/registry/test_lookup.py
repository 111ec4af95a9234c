"""Looking up: one record by any of its names, and what is related to it."""

import difflib
import pickle
import threading
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from world import Folder

import untip
from untip import Collection, Registry
from untip._registry import finding
from untip.dates import PartialDate
from untip.errors import (
    AmbiguousNameError,
    NotFoundError,
    RedirectWarning,
    UnknownFieldError,
    UnknownIdError,
    UntipError,
    UsageError,
)
from untip.schema import (
    KINDS,
    RELATIONS,
    Agency,
    AgencyType,
    Alias,
    Event,
    EventType,
    Identifier,
    IdentifierScheme,
    Record,
    Role,
    RoleType,
    State,
)

ALPHA = Agency(id="alpha", name="Alpha", type=AgencyType.MEDIA)

BETA = Agency(id="beta", name="Beta", type=AgencyType.MEDIA, ambiguous_names=("The Office",))

GAMMA = Event(id="gamma", name="The Office", type=EventType.PANEL, ambiguous_names=("The Office",))


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


# ── by id and by name ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_get_gives_a_record_of_any_kind_or_a_default(world: Registry) -> None:
    assert world.get("charter") is world.instruments["charter"]
    assert world.get("nobody") is None
    assert world.get("nobody", 5) == 5
    with pytest.raises(UsageError, match="an id must be a string, found 5"):
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
    with pytest.warns(RedirectWarning), pytest.raises(NotFoundError, match="no record named 'old-alpha' in states"):
        world.find("old-alpha", kind="state")
    with pytest.warns(RedirectWarning), pytest.raises(NotFoundError, match="no record named 'old-alpha'"):
        world.as_of("1995").find("old-alpha")


def test_a_name_that_several_records_have_lists_them() -> None:
    registry = Registry([ALPHA, BETA, GAMMA])
    with pytest.raises(
        AmbiguousNameError,
        match=r"2 records are named 'the office': beta \(agency\), gamma \(event\); pass kind=… or an id",
    ) as caught:
        registry.find("the office")
    assert caught.value.candidates == (BETA, GAMMA)
    assert registry.find("the office", kind="event") == GAMMA
    assert registry.find("the office", kind="agency") == BETA


def test_where_one_record_is_asked_for_a_name_of_several_is_an_error_in_any_kind(world: Registry) -> None:
    twins = [world.instruments["charter"].__replace__(id=id, name="The Same") for id in ("one", "two")]
    registry = Registry(twins)
    for ask in (registry.parties, registry.related):
        with pytest.raises(AmbiguousNameError, match="2 records are named 'The Same'"):
            ask("The Same")


def test_a_name_is_looked_for_in_the_base_too(world: Registry) -> None:
    registry = Registry([BETA.__replace__(id="delta", name="Delta")], base=world)
    assert registry.parties("The Charter", on="2010").ids == world.parties("charter", on="2010").ids
    with pytest.raises(UnknownIdError, match="no record named 'Nothing at All'"):
        registry.related("Nothing at All")


def test_a_name_that_nothing_has_suggests_near_ones(world: Registry) -> None:
    with pytest.raises(NotFoundError, match=r"no record named 'Alfa'; did you mean Alpha Organization \(alpha\)"):
        world.find("Alfa")
    with pytest.raises(NotFoundError, match=r"no record named 'The Charta' in agencies$"):
        world.find("The Charta", kind="agency")
    with pytest.raises(
        NotFoundError, match=r"no record named 'The Charta' in instruments; did you mean The Charter \(charter\)\?"
    ):
        world.find("The Charta", kind="instrument")


def test_codes_of_states_are_found_only_where_a_state_is_asked_for(world: Registry) -> None:
    assert [world.find(code, kind="state").id for code in ("FR", "FRA", "250", "France")] == ["fra"] * 4
    with pytest.raises(NotFoundError):
        world.find("FR")


def test_a_kind_is_one_of_the_kinds(world: Registry) -> None:
    assert world.find("Alpha", kind="agencies") is world.find("Alpha", kind="agency")
    kinds: list[Any] = ["agencie", 5, [], ""]
    for kind in kinds:
        with pytest.raises(UnknownFieldError, match=" is not one of the kinds agency, instrument"):
            world.find("Alpha", kind=kind)
    with pytest.raises(UnknownFieldError, match=r"did you mean agencies"):
        world.find("Alpha", kind="agencie")
    with pytest.raises(UnknownFieldError, match=r"did you mean member_of"):
        world.related("alpha", "membr_of")


def test_at_most_three_records_are_suggested() -> None:
    registry = Registry(
        [Agency(id=f"alpha-{letter}", name=f"Alpha Office {letter}", type=AgencyType.MEDIA) for letter in "abcde"]
    )
    with pytest.raises(NotFoundError) as caught:
        registry.find("Alpha Office f")
    assert len(caught.value.suggestions) == 3


def test_a_name_found_once_is_not_looked_up_again(world: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    found = world.find("Alpha Organization")
    monkeypatch.setattr(finding, "find", None)
    assert world.find("Alpha Organization") is found


@pytest.mark.parametrize("name", ["", " ", "…", "x" * 1001, "x" * 10**6, "\u0301", "\ud800", "a\0b", "' OR 1=1", "*"])
def test_a_name_of_any_kind_is_not_found_soon(world: Registry, name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(NotFoundError) as caught:
        world.find(name)
    assert time.perf_counter() - start < 2
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "make", [lambda: None, lambda: 5.5, lambda: b"alpha", list, object, Mock, lambda: Mock(spec=str)]
)
def test_a_name_is_text(world: Registry, make: Callable[[], Any]) -> None:
    for ask in (world.find, world.get, world.related, world.members, world.provenance, world.as_of, world.search):
        with pytest.raises(UntipError):
            ask(make())


def test_names_that_were_found_are_remembered_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "NAMES_KEPT", 3)
    registry = Registry([ALPHA])
    for name in ("alpha", "Alpha", "ALPHA", "aLPHA", "alpha"):
        assert registry.find(name) is registry.agencies["alpha"]
        assert len(registry._records.found) <= 3


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


def test_an_id_goes_before_a_name_of_another_record() -> None:
    fields: dict[str, Any] = {"type": "media", "name": "A"}
    first = untip.from_dict(untip.Agency, fields | {"id": "first", "aliases": [{"name": "second"}]})
    second = untip.from_dict(untip.Agency, fields | {"id": "second", "name": "B"})
    registry = Registry([first, second])
    assert registry.find("second") is registry.find("second", kind="agency") is second
    assert registry.find("Second") is first


def test_every_record_but_a_state_is_found_by_its_id_among_its_kind() -> None:
    for cls in KINDS.values():
        for record in getattr(untip, cls.folder) if cls is not State else ():
            assert untip.find(record.id, kind=cls.kind) is record
    with pytest.raises(NotFoundError):
        untip.find("can", kind="state")  # a word; the code is CAN


def test_an_acronym_of_a_state_that_is_a_word_counts_in_capitals_alone() -> None:
    assert [untip.find(text).id for text in ("US", "U.S.", "u.s.", "CAR", "uk", "drc")] == (
        ["usa", "usa", "usa", "caf", "gbr", "cod"]
    )
    for word in ("us", "Us", "car", " Car "):
        assert untip.find(word, kind="state", default=None) is None
        assert untip.find(word, default=None) is None


def test_what_a_name_would_find_elsewhere_is_said() -> None:
    for name, said in (("THA", r'Thailand \(tha, with kind="state"\)'), ("recruitment", 'with kind="concept"')):
        with pytest.raises(NotFoundError, match=said):
            untip.find(name)
    then = untip.as_of("2010-06-01")
    said = "in the registry as of 2010-06-01: un-women had not begun"
    with pytest.raises(NotFoundError, match=said):
        then.find("UN Women")
    with pytest.raises(UnknownIdError, match=said):
        then.related("UN Women")
    with pytest.raises(NotFoundError, match=r"no record named 'qqqq'$"):
        then.find("qqqq")


def test_an_id_letter_by_letter_leaves_no_doubt() -> None:
    other = ALPHA.__replace__(identifiers=(Identifier(scheme=IdentifierScheme.WIKIDATA, value="Beta"),))
    registry = Registry([other, BETA.__replace__(name="Office")])
    assert registry.find("beta").id == "beta"
    with pytest.raises(AmbiguousNameError):
        registry.find("BETA")


def test_an_alias_of_one_record_may_be_the_name_of_none_other() -> None:
    registry = Registry([ALPHA.__replace__(aliases=(Alias(name="Office"),)), BETA])
    assert registry.find("office").id == "alpha"
    role = Role(who="alpha", role=RoleType.MEMBER)
    assert ids(Registry([ALPHA, BETA.__replace__(members=(role,))]).related("alpha", "member_of")) == ["beta"]


# ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────────────


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
    assert list(world.related("alpha", "amends")) == []


@pytest.mark.parametrize("relation", ["leed", "", 5, []])
def test_a_relation_that_is_not_there_is_an_error(world: Registry, relation: Any) -> None:
    with pytest.raises(UnknownFieldError, match=" is not a relation"):
        world.related("alpha", relation)


def test_a_record_that_is_not_there_is_an_error_that_names_near_ones(world: Registry) -> None:
    with pytest.raises(UnknownIdError, match=r"did you mean charter\?"):
        world.parties("chartre")
    for ask in (world.related, world.provenance, world.members):
        with pytest.raises(UnknownIdError, match=r"no record named 'alfa'; did you mean alpha\?"):
            ask("alfa")


# ── searches ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pillar_or_an_agency_narrows_a_search_to_what_serves_or_names_it(world: Registry) -> None:
    def found(query: str, **given: str) -> list[str]:
        return [match.record.id for match in world.search(query, **given)]  # type: ignore[arg-type]

    assert found("charter", pillar="protection") == ["charter"]
    assert found("project", pillar="prevention", agency="alpha", on="2010") == ["project"]
    assert found("project", pillar="prevention", agency="beta") == []
    with pytest.raises(UnknownFieldError, match="'protecton' is not a pillar; did you mean protection, "):
        world.search("project", pillar="protecton")


def test_a_search_at_a_time_keeps_what_may_have_been() -> None:
    vague = ALPHA.__replace__(established=PartialDate("2000"), dissolved=PartialDate("2001"))
    registry = Registry([vague])
    assert [match.record.id for match in registry.search("Alpha", on="2000-06-01")] == ["alpha"]
    assert registry.search("Alpha", on="2002") == []


# ── answers and errors ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_related_is_a_collection_or_a_dict_of_them(world: Registry) -> None:
    led = world.related("alpha", "led")
    assert isinstance(led, Collection)
    assert (led.ids, led.filter(type="project").ids, led.first()) == (("project",), ("project",), world.programs[0])
    assert repr(led) == "<1 programs: project>"
    related = world.related("alpha")
    assert {type(found) for found in related.values()} == {Collection}
    assert all(related.values()), "a relation that nothing stands in is left out"
    assert related["led"] == led
    nothing = world.related("alpha", "amends")
    assert isinstance(nothing, Collection)
    assert not nothing


MISSES: list[Callable[[Registry], Any]] = [
    lambda world: world.agencies["alfa"],
    lambda world: world.related("alfa"),
    lambda world: world.related("alpha", "leed"),
    lambda world: world.find("Alfa"),
    lambda world: world.find("Alpha", kind="agenci"),
    lambda world: world.agencies.filter(typ="media"),
    lambda world: world.agencies.filter(type="medea"),
    lambda world: world.agencies.sort("nam"),
    lambda world: world.provenance("alpha", "nam"),
    lambda world: world.members("group", role="chairs"),
    lambda world: world.parties("charter", basis="in-force"),  # type: ignore[arg-type]
    lambda world: world.cite("alpha", style="bibtx"),  # type: ignore[arg-type]
    lambda world: world.search("help", pillar="prevent"),
]


@pytest.mark.parametrize("ask", MISSES)
def test_near_names_are_looked_for_when_somebody_reads_them(
    world: Registry, ask: Callable[[Registry], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Mock(wraps=difflib.get_close_matches)
    monkeypatch.setattr(difflib, "get_close_matches", looked)
    with pytest.raises((NotFoundError, UnknownFieldError)) as caught:
        ask(world)
    assert looked.call_count == 0
    found = caught.value.suggestions
    once = looked.call_count
    assert (once > 0, bool(found)) == (True, True)
    assert found[0] in str(caught.value)
    assert looked.call_count == once, "they are kept"


@pytest.mark.parametrize("ask", MISSES)
def test_an_error_is_pickled_with_its_text(world: Registry, ask: Callable[[Registry], Any]) -> None:
    with pytest.raises(UntipError) as caught:
        ask(world)
    after = pickle.loads(pickle.dumps(caught.value))
    assert type(after) is type(caught.value)
    assert (str(after), after.suggestions) == (str(caught.value), caught.value.suggestions)  # type: ignore[attr-defined]
