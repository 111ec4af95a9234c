"""Spellings of names in texts: what is found besides the names that records list, and what is not."""

from typing import Any

import pytest

import untip
from untip._mentions.default import finder_of
from untip._mentions.finder import DEFAULT_KINDS
from untip._mentions.nobody import NOBODY
from untip._mentions.spellings import of_state, spellings
from untip._search.names import names_of


def found(text: str, **given: Any) -> list[tuple[str, str | None]]:
    return [(one.text, one.record and one.record.id) for one in untip.mentions(text, **given)]


# ── States ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Democratic Republic of Congo", "cod"),
        ("Dem. Rep. of the Congo", "cod"),
        ("D.R. Congo", "cod"),
        ("Congo, Dem. Rep.", "cod"),
        ("Congo, Democratic Republic of", "cod"),
        ("Congo, The Democratic Republic of the", "cod"),
        ("Congo – Dem. Rep.", "cod"),
        ("Congo, Republic of the", "cog"),
        ("Guinea, Equatorial", "gnq"),
        ("Eq. Guinea", "gnq"),
        ("Korea, Republic of", "kor"),
        ("Korea (Rep.)", "kor"),
        ("S. Korea", "kor"),
        ("Korea, Dem. People's Rep.", "prk"),
        ("Tanzania, United Republic of", "tza"),
        ("Micronesia, Fed. Sts.", "fsm"),
        ("Lao People's Dem. Rep.", "lao"),
        ("P.R. China", "chn"),
        ("St. Lucia", "lca"),
        ("St. Kitts & Nevis", "kna"),
        ("Bosnia & Herzegovina", "bih"),
        ("Bosnia and Herz.", "bih"),
        ("Vietnam", "vnm"),
        ("VIETNAM", "vnm"),
        ("U.K.", "gbr"),
        ("U.S.", "usa"),
        ("U.S.A.", "usa"),
        ("USA", "usa"),
    ],
)
def test_a_state_is_found_as_lists_and_papers_spell_it(name: str, id: str) -> None:
    assert untip.find(name, kind="state").id == id
    assert found(name) == [(name, id)]
    assert found(f"It was in {name} that: (as in {name})") == [(name, id), (name, id)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Georgia, Republic of Korea", ["geo", "kor"]),
        ("Georgia, the Republic of Korea", ["geo", "kor"]),
        ("Congo, Rep. of Korea", ["cog", "kor"]),
        ("Korea, Republic of, Latvia", ["kor", "lva"]),
        ("KOREA (REPUBLIC OF), GHANA", ["kor", "gha"]),
        ("Tanzania, United Republic of, Uganda", ["tza", "uga"]),
        ("Guinea, Equatorial Guinea", ["gin", "gnq"]),
        ("Congo, Democratic Republic of the\nCroatia", ["cod", "hrv"]),
        ("Congo, Democratic Republic of\nCosta Rica", ["cod", "cri"]),
        ("In Congo. Democratic republics of", ["cog"]),
        ("the Dominican Rep., Korea", ["dom"]),
        ("in Sudan, South Kordofan", ["sdn"]),
        ("U.S. Sudan policy", ["usa", "sdn"]),
        ("Omar's Sudan", ["sdn"]),
        ("S., Sudan", ["sdn"]),
        ("PR, Korea", []),
        ("Kuwait, State officials", ["kwt"]),
        ("THA, vietnam and viet nam", ["vnm"]),
        ("a picture as PNG", []),
        ("B&H", []),
    ],
)
def test_names_that_stand_beside_each_other_are_not_one(text: str, ids: list[str]) -> None:
    assert [id for _, id in found(text)] == ids


def test_each_spelling_of_a_state_means_it_to_find_as_well() -> None:
    count = 0
    for state in untip.states:
        for name in names_of(state):
            for spelling in of_state(name):
                count += 1
                assert untip.find(spelling.text, kind="state") is state
    assert count > 1500


def test_each_spelling_is_found_in_a_text() -> None:
    finder = finder_of(untip.registry, DEFAULT_KINDS)
    count = 0
    for state in untip.states:
        for name in names_of(state):
            for spelling in spellings(name, "state"):
                count += 1
                assert {one.record for one in finder.find(f"in {spelling.text} and")} == {state}, spelling.text
    assert count > 1500


# ── other records ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Worst Forms of Child Labor Convention", "ilo-c182"),
        ("forced labor convention", "ilo-c29"),
        ("World Health Organisation", "who"),
        ("UNWomen", "un-women"),
        ("UN-Habitat", "un-habitat"),
        ("UNHabitat", "un-habitat"),
        ("U.N.", "un"),
        ("U.N. Women", "un-women"),
        ("U.N. Office on Drugs and Crime", "unodc"),
        ("I.L.O.", "ilo"),
        ("United Nations Office on Drugs & Crime", "unodc"),
        ("US Department of State", "us-state-department"),
        ("MIEUX+", "mieux"),
    ],
)
def test_a_body_or_a_treaty_is_found_as_papers_spell_it(name: str, id: str) -> None:
    assert untip.find(name).id == id
    assert found(f"{name}, of {name}") == [(name, id), (name, id)]


@pytest.mark.parametrize("text", ["un habitat", "u.n. women", "U N", "i.l.o.", "the unwomen"])
def test_what_is_not_written_as_a_name_is_none(text: str) -> None:
    assert found(text) == []


def test_a_spelling_of_a_shared_name_has_its_candidates() -> None:
    shared = "UN Heads' Call for Action on Trafficking in Persons"
    (plain,), (dotted,) = untip.mentions(shared), untip.mentions(shared.replace("UN", "U.N."))
    assert plain.candidates == dotted.candidates
    assert len(plain.candidates) == 2


def test_a_name_that_a_record_lists_is_never_a_spelling_of_another() -> None:
    listed, other = "NATO Policy on Combating Trafficking in Human Beings", "NATO Policy on Combatting Trafficking"
    assert found(listed) == [(listed, "nato-policy-2004")]
    assert found(f"{other} in Human Beings") == [(f"{other} in Human Beings", "nato-policy-2023")]


# ── names that mean nobody ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [name for names in NOBODY.values() for name in names])
def test_a_state_inside_another_proper_name_is_not_meant(name: str) -> None:
    assert found(f"in the {name}, and") == []


def test_beside_such_a_name_the_state_is_found() -> None:
    text = "Ireland and Northern Ireland; Mexico, New Mexico and Mexico City; the PROTECT Act; PROTECT"
    assert [id for _, id in found(text)] == ["irl", "mex", "protect-southeast-asia"]
    kingdom = "United Kingdom of Great Britain and Northern Ireland"
    assert found(f"the {kingdom}") == [(kingdom, "gbr")]


def test_a_record_of_such_a_name_is_found() -> None:
    own = untip.Registry(
        [untip.Agency(id="lake-chad", name="Lake Chad", type=untip.schema.AgencyType.INTER_AGENCY_BODY)],
        base=untip.registry,
    )
    assert [one.record and one.record.id for one in untip.mentions("of Lake Chad", registry=own)] == ["lake-chad"]
