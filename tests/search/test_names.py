"""Which names are the same name, and which names a record answers to."""

import string
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import untip
from untip._search import names as _names
from untip._search.names import build_index, codes_of, fold, marks_of, names_of
from untip.dates import Interval
from untip.schema import (
    Agency,
    AgencyType,
    Alias,
    HistoryEntry,
    Identifier,
    IdentifierScheme,
    Indicator,
    Instrument,
    InstrumentType,
    Relevance,
    Resource,
    ResourceType,
    SDGTarget,
    State,
)

# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (["UN.GIFT", "UN-GIFT", "un gift", "ungift", "U.N. Gift", "«UN–GIFT»", "ＵＮ．ＧＩＦＴ"], "ungift"),
        (["Côte d’Ivoire", "COTE D'IVOIRE", "cote d ivoire", "Co\u0302te d\u02bcIvoire"], "cotedivoire"),
        (["A/RES/55/25", "a/res/55/25", "A-RES-55-25", "A RES 55 25"], "ares55 25"),
        (["A/RES/5/525"], "ares5 525"),
        (["SDG 8.7", "sdg-8-7", "SDG 8,7"], "sdg8 7"),
        (["SDG 87"], "sdg87"),
        (["8.7", "8 7"], "8 7"),
        (["5.a", "5a", "5 A"], "5a"),
        (["Straße", "STRASSE"], "strasse"),
        (["Ærø", "aero"], "aero"),
        (["Łódź", "lodz"], "lodz"),
        (["Đà Nẵng", "da nang"], "danang"),
        (["İzmir", "izmir"], "izmir"),
        (["Ηνωμένα Έθνη", "ηνωμενα εθνη"], "ηνωμεναεθνη"),
        (["№ 29", "No 29", "no. 29"], "no29"),
        (["", " ", "—", "...", "\u200b", "\u0301"], ""),
    ],
)
def test_names_that_read_alike_have_one_key(names: list[str], key: str) -> None:
    assert {name: fold(name) for name in names} == dict.fromkeys(names, key)


def test_digits_that_something_separates_stay_apart() -> None:
    assert fold("A/RES/55/25") != fold("A/RES/5/525")
    assert fold("2000-2010") == fold("2000/2010") == "2000 2010"
    assert fold("55a25") == "55a25"
    assert fold("Конвенция 29/30") == "конвенция29 30"


@given(st.text(max_size=30))
@example("\u1e9e")
@example("ǰ")
@example("ﬁ")
@example("\u03f4")
def test_a_key_is_its_own_key(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=30))
def test_a_key_holds_letters_and_digits_only_and_single_spaces_between_digits(name: str) -> None:
    key = fold(name)
    parts = key.split(" ")
    assert all(sign.isalnum() for part in parts for sign in part)
    assert all(left[-1].isdigit() and right[0].isdigit() for left, right in pairwise(parts))


@given(st.text(string.ascii_letters + string.digits + "éöñç", min_size=1, max_size=20))
def test_case_accents_and_their_encoding_do_not_count(name: str) -> None:
    key = fold(name)
    assert {fold(name.upper()), fold(name.lower()), fold(normalize("NFD", name)), fold(normalize("NFC", name))} == {key}


NOISE = st.text(" \t-–—‑.,;:'’\"()/_&", max_size=3)
WORDS = st.lists(st.text(string.ascii_letters, min_size=1, max_size=6), min_size=1, max_size=5)


@given(WORDS, st.data())
def test_punctuation_dashes_and_white_space_do_not_count_between_letters(words: list[str], data: st.DataObject) -> None:
    noisy = data.draw(NOISE) + "".join(word + data.draw(NOISE) for word in words)
    assert fold(noisy) == fold("".join(words))


@given(st.lists(st.integers(0, 9999).map(str), min_size=1, max_size=4), st.sampled_from([" ", "/", "-", ".", " – "]))
def test_separated_numbers_have_one_key_whatever_separates_them(numbers: list[str], mark: str) -> None:
    assert fold(mark.join(numbers)) == " ".join(numbers)


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


AGENCY = Agency(
    id="alpha",
    name="Alpha Organization",
    acronym="AO",
    aliases=(Alias(name="Alpha"),),
    ambiguous_names=("The Office",),
    type=AgencyType.MEDIA,
    identifiers=(Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q1"),),
    history=(
        HistoryEntry(field="name", value="Bureau of Alpha", period=Interval("2000/2001")),
        HistoryEntry(field="acronym", value="BA", period=Interval("2000/2001")),
        HistoryEntry(field="headquarters", value="Vienna", period=Interval("2000/2001")),
    ),
)
TREATY = Instrument(id="charter", name="The Charter", type=InstrumentType.TREATY, symbols=("A/RES/55/25", "A/55/1"))
REPORT = Resource(id="report", name="The Report", type=ResourceType.REPORT, symbols=("E/2007/2",))
STATE = State(id="fra", name="France", formal_name="the French Republic", alpha2="FR", alpha3="FRA", m49="250")
TARGET = SDGTarget(
    id="sdg-8-7",
    name="Forced labour",
    code="8.7",
    goal=8,
    relevance=Relevance.EXPLICIT,
    indicators=(Indicator(code="8.7.1", name="Child labour"),),
)


def test_a_record_answers_to_its_name_acronym_aliases_shared_and_former_names() -> None:
    assert list(names_of(AGENCY)) == ["Alpha Organization", "AO", "Alpha", "The Office", "Bureau of Alpha", "BA"]


def test_texts_answer_to_their_symbols() -> None:
    assert list(names_of(TREATY)) == ["The Charter", "A/RES/55/25", "A/55/1"]
    assert list(names_of(REPORT)) == ["The Report", "E/2007/2"]


def test_a_target_answers_to_its_code_however_one_says_it() -> None:
    assert list(names_of(TARGET)) == [
        *("Forced labour", "8.7", "SDG 8.7", "Target 8.7", "SDG target 8.7", "Indicator 8.7.1"),
    ]


def test_a_state_answers_to_its_formal_name_and_where_a_state_is_asked_for_to_its_codes() -> None:
    assert list(names_of(STATE)) == ["France", "the French Republic"]
    assert list(names_of(STATE.__replace__(formal_name=None))) == ["France"]
    assert list(codes_of(STATE)) == ["FR", "FRA", "250"]
    assert list(codes_of(STATE.__replace__(alpha2=None, m49=None))) == ["FRA"]
    assert list(codes_of(AGENCY)) == []


def test_a_record_is_found_by_its_id_and_what_registers_call_it_when_no_name_does() -> None:
    assert list(marks_of(AGENCY)) == ["alpha", "Q1", "wikidata:Q1"]


def test_the_index_asks_names_first_then_codes_then_marks() -> None:
    union = Agency(id="fr", name="FR", type=AgencyType.MEDIA)
    index = build_index([STATE, union, TARGET, AGENCY])
    assert index.ids("fr") == ("fr",)
    assert index.ids("fr", code=True) == ("fra",)
    assert [index.ids(code) for code in ("fra", "250")] == [(), ()]
    assert index.ids("fra", code=True) == ("fra",)
    assert index.ids("250", code=True) == ("fra",)
    assert index.ids(fold("wikidata:Q1")) == ("alpha",)
    assert index.ids("nothing") == ()


def test_a_name_of_nothing_but_punctuation_is_not_in_the_index() -> None:
    index = build_index([Agency(id="dash", name="—", type=AgencyType.MEDIA)])
    assert (index.names, index.marks) == ({}, {"dash": "dash"})


# ── find ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Alpha Organization", "alpha"),
        ("ao", "alpha"),
        ("Office of Alpha", "alpha"),
        ("a/res/55/25", "charter"),
        ("8.7", "sdg-8-7"),
        ("SDG 8.7", "sdg-8-7"),
        ("Target 8.7", "sdg-8-7"),
        ("indicator 8.7.1", "sdg-8-7"),
        ("E/2007/2", "report"),
        ("French Republic, the", "fra"),
        ("THE FRENCH REPUBLIC", "fra"),
        ("wikidata:Q1", "alpha"),
        ("q1", "alpha"),
        ("project", "project"),
        ("fra", None),
        ("FR", None),
    ],
)
def test_find_gives_the_one_record_that_has_a_name(world: untip.Registry, name: str, id: str | None) -> None:
    if id is None:
        with pytest.raises(untip.NotFoundError):
            world.find(name)
    else:
        assert world.find(name).id == id


@given(st.data())
def test_find_takes_any_writing_of_a_name(data: st.DataObject) -> None:
    registry = untip.Registry([AGENCY, TREATY, TARGET, STATE, REPORT])
    record = data.draw(st.sampled_from([AGENCY, TREATY, TARGET, STATE, REPORT]))
    name = data.draw(st.sampled_from(list(names_of(record))))
    change = data.draw(st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
    mark = data.draw(st.sampled_from([" ", "  ", "-", "–", "\u2011", "_", ".", "\u00a0", " / "]))
    assert registry.find(change(name).replace(" ", mark)) == record


def test_strange_signs_beyond_the_first_ten_thousand_are_worked_out_anew() -> None:
    signs = _names._Folded(dict.fromkeys(range(10000), ""))
    assert (signs[0x1F600], 0x1F600 in signs) == (" ", False)
    few = _names._Folded()
    assert (few[ord("É")], few) == ("e", {ord("É"): "e"})
