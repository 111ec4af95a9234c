"""Search: what is found, in which order, and why."""

import multiprocessing
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import untip
from untip._schema.define import shapes
from untip._search.index import WordIndex, row_of, texts
from untip._search.match import EXCERPT
from untip._search.ranking import WORD_LIMIT


def ids(query: str, **given: object) -> list[str]:
    return [match.record.id for match in untip.search(query, **given)]  # type: ignore[arg-type]


# ── what a query is ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("query", ["", " ", "\n", "…", '"', "* - :", "()", "''", None, 8.7, b"x"])
def test_a_query_without_a_word_is_an_error(query: object) -> None:
    with pytest.raises(untip.UsageError, match="a search needs words"):
        untip.search(query)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [-1, 1.0, "1", None, True])
def test_a_limit_is_a_number_from_0(limit: object) -> None:
    with pytest.raises(untip.UsageError, match="limit must be a number from 0, found "):
        untip.search("victims", limit=limit)  # type: ignore[arg-type]
    assert untip.search("victims", limit=0) == []


def test_nothing_found_is_an_empty_list() -> None:
    assert untip.search("qqqqqq") == []
    assert untip.search("人身売買") == []


@pytest.mark.parametrize(
    "query",
    [
        '"child labour"',
        "child AND labour",
        "child OR labour",
        "NEAR(child labour)",
        "child* labour*",
        "-child -labour",
        "name: child labour",
        "name:child ^labour",
        "child NOT labour",
        '"child labour',
        "(child labour",
        "child + labour",
        "{child labour}: x'",
    ],
)
def test_nothing_in_a_query_is_syntax(query: str) -> None:
    assert "ilo-c182" in ids(query)


@pytest.mark.parametrize("word", ["AND", "OR"])
def test_an_operator_of_other_searches_is_a_common_word(word: str) -> None:
    found = untip.search(f"child {word} labour", limit=20)
    assert found == untip.search(f"child {word.lower()} labour", limit=20)


def test_of_a_long_query_the_first_words_count() -> None:
    long = "child labour " + "xyzzy " * (WORD_LIMIT - 2)
    assert untip.search(long + "peacekeeping") == untip.search(long)
    assert untip.search(long.replace("xyzzy", "", 1) + "peacekeeping") != untip.search(long)
    assert ids(long)[:2] == ids(long + "peacekeeping")[:2] == ids("child labour")[:2]
    assert "ilo-c182" in ids(long)[:2]
    assert isinstance(untip.search("victim " * 100_000), list)


def test_case_accents_and_spelling_do_not_count() -> None:
    expected = ids("child labour")
    assert ids("CHILD LABOR") == ids("child  labóur!") == ids("Child-Labours") == expected
    assert ids("organised crime") == ids("organized crime")
    assert ids("Cote d'Ivoire")[0] == ids("côte d’ivoire")[0] == "civ"


def test_internal_does_not_find_international() -> None:
    found = untip.search("internal", limit=50)
    assert len(found) > 5
    for match in found:
        said = " ".join(text for _, text in texts(match.record)).lower()
        assert "internal" in said, match


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("Palermo Protocol", "palermo-protocol"),
        ("ICAT", "icat"),
        ("icat", "icat"),
        ("UN.GIFT", "un-gift"),
        ("ungift", "un-gift"),
        ("A/RES/64/293", "ga-res-64-293"),
        ("a/res/64/293", "ga-res-64-293"),
        ("8.7", "sdg-8-7"),
        ("SDG 8.7", "sdg-8-7"),
        ("WHO", "who"),
        ("who", "who"),
        ("un women", "un-women"),
        ("Nigeria", "nga"),
        ("ODCCP", "unodc"),
    ],
)
def test_a_record_whose_name_is_the_query_comes_first(query: str, id: str) -> None:
    assert ids(query)[0] == id


def test_so_does_one_whose_name_has_more_words_than_a_run_that_is_tried() -> None:
    long = [record for record in untip.instruments if len(record.name.split()) > 12][:10]
    assert len(long) == 10
    assert [untip.search(record.name, limit=1)[0].record.name for record in long] == [record.name for record in long]


def test_a_concept_comes_first_among_concepts_alone() -> None:
    assert ids("Worst forms of child labour")[0] == "ilo-c182"
    assert untip.concepts.search("Worst forms of child labour")[0].record.id == "form-child-labour"
    assert ids("Methods of control: other", kinds=("concept",))[0] == "htcds-methods-of-control-other"


def test_a_name_inside_a_query_counts() -> None:
    assert "unodc" in ids("who manages the trust fund of UNODC")[:5]
    assert "who" not in ids("who manages the trust fund")[:5]
    assert "who" in ids("WHO guidelines")[:5]
    assert "who" not in ids("who guidelines", limit=400)


def test_all_words_come_before_some_and_words_together_before_words_apart() -> None:
    best = untip.search("child labour", limit=3)
    for match in best:
        said = " ".join(text for _, text in texts(match.record)).lower()
        assert "child" in said, match
        assert "labour" in said, match
    assert "[child labour]" in best[0].excerpt.lower()


def test_results_are_in_order_of_their_score_and_always_the_same() -> None:
    found = untip.search("protection of victims", limit=100)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    assert found == untip.search("protection of victims", limit=100)
    assert found[:7] == untip.search("protection of victims", limit=7)
    assert len({match.record.id for match in found}) == len(found)


# ── why ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_match_says_in_which_field_and_text_it_found_the_words() -> None:
    match = untip.search("trust fund for victims", kinds=("program",), limit=1)[0]
    assert (match.record.id, match.field) == ("unvtf", "name")
    assert match.excerpt.startswith("United Nations Voluntary [Trust Fund] for [Victims] of Trafficking")
    match = untip.search("Palermo Protocol", limit=1)[0]
    assert (match.field, match.excerpt) == ("aliases", "[Palermo Protocol]")
    match = untip.search("ungift", limit=1)[0]
    assert (match.field, match.excerpt) == ("acronym", "[UN.GIFT]")
    assert match.suggestion is None


def test_an_excerpt_is_a_piece_of_the_field() -> None:
    found = untip.search("protection assistance of trafficked persons in countries of destination", limit=100)
    assert len(found) == 100
    for match in found:
        said = [text for field, text in texts(match.record) if field == match.field]
        piece = match.excerpt.strip("…").replace("[", "").replace("]", "")
        assert any(piece in text.replace("[", "").replace("]", "") for text in said), match
        assert "[" in match.excerpt
        assert len(match.excerpt) < 2 * EXCERPT


def test_a_misspelt_word_is_corrected_and_the_match_says_so() -> None:
    match = untip.search("traficking in persons protocol")[0]
    assert match.suggestion == "trafficking in persons protocol"
    assert untip.search("palerno protocol")[0].record.id == "palermo-protocol"
    assert {match.suggestion for match in untip.search("refugess")} == {"refugees"}
    assert untip.search("trafficking in persons protocol")[0].suggestion is None


def test_short_words_and_numbers_are_not_corrected() -> None:
    assert untip.search("xqz") == []
    assert untip.search("99999999") == []


# ── filters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_kinds() -> None:
    assert {match.record.kind for match in untip.search("victims", ("finding", "program"), 50)} == {
        "finding",
        "program",
    }
    assert {match.record.kind for match in untip.search("victims", "event")} == {"event"}
    assert untip.search("victims", "events") == untip.search("victims", ["event"])
    with pytest.raises(untip.UnknownFieldError, match="did you mean agencies or agency"):
        untip.search("victims", kinds=("agencie",))


def test_pillar_agency_and_time() -> None:
    found = untip.search("victims", limit=20, pillar="prevention", kinds=("finding", "program"))
    assert len(found) == 20
    assert all("prevention" in match.record.pillars for match in found)
    found = untip.search("victims", limit=50, agency="iom")
    assert "iom" in {match.record.id for match in found}
    assert "rec-iom-reflection-period" in ids("reflection period", agency="iom")
    assert "rec-iom-reflection-period" not in ids("reflection period", agency="unicef")
    assert "unifem" in ids("fund for women", kinds=("agency",), on="2005")
    assert "unifem" not in ids("fund for women", kinds=("agency",), on="2015")
    assert untip.search("victims", agency=untip.agencies["iom"]) == untip.search("victims", agency="iom")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"pillar": "preventoin"}, "did you mean prevention"),
        ({"agency": "iomm"}, "did you mean iom"),
        ({"on": "20x0"}, "is not a valid date"),
    ],
)
def test_a_wrong_filter_is_an_error(given: dict[str, str], error: str) -> None:
    with pytest.raises(untip.UntipError, match=error):
        untip.search("victims", **given)  # type: ignore[arg-type]
    with pytest.raises(untip.UntipError, match=error):
        untip.findings.search("victims", **given)  # type: ignore[arg-type]


def test_a_collection_searches_its_own_records() -> None:
    some = untip.findings.filter(by="unhcr")
    found = some.search("asylum", limit=50)
    assert found
    assert {match.record.id for match in found} <= set(some.ids)
    kept = pickle.loads(pickle.dumps(some))
    assert [match.record.id for match in kept.search("asylum", limit=50)]
    assert {match.record.id for match in kept.search("asylum", limit=50)} <= set(some.ids)
    assert {match.record.kind for match in (untip.agencies | untip.events).search("Tokyo meeting")} <= {
        "agency",
        "event",
    }


def test_a_registry_as_of_a_day_finds_what_had_begun_as_it_stood() -> None:
    then = untip.as_of("2001-06-01")
    assert then.search("Office on Drugs and Crime")[0].record == then.agencies["unodc"]
    assert "un-women" not in [match.record.id for match in then.search("UN Women", limit=100)]
    assert "unifem" in [match.record.id for match in then.search("development fund for women")]


def test_another_registry_searches_its_own_records(world: untip.Registry) -> None:
    assert world.search("charter")[0].record.id == "charter"
    assert world.search("Office of Alpha")[0].record.id == "alpha"
    assert [match.record.id for match in world.search("parties")] == ["count"]
    assert untip.Registry([]).search("anything") == []


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_rows_can_be_written_and_read(world: untip.Registry) -> None:
    index = world._records.store.words()
    again = WordIndex.read(index.write(), index.write_postings())
    assert tuple(again.rows) == index.rows
    assert tuple(again.rows[1:]) == index.rows[1:]
    assert again.scores("charter") == index.scores("charter") != {}
    assert pickle.loads(pickle.dumps(index)).rows == index.rows
    assert row_of(world.agencies["alpha"]).name == "alpha organiz"
    assert "offic of alpha" in row_of(world.agencies["alpha"]).alias


def test_every_text_of_a_record_is_in_its_row(world: untip.Registry) -> None:
    row = row_of(world.agencies["alpha"])
    for word in ("help", "train", "when", "plan", "older", "charter", "specializ"):
        assert word in " ".join(row).split(), word
    assert "https" not in " ".join(row)
    assert "variant" not in row.rest


@pytest.mark.slow
def test_many_threads_can_search_at_once() -> None:
    queries = ["child labour", "organ removal", "traficking", "UNODC", "peacekeeping", "statelessness"] * 10
    alone = {query: untip.search(query) for query in queries}
    fresh = untip.Registry(untip.registry._records)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(fresh.search, queries))
    assert [[match.record.id for match in one] for one in found] == [
        [match.record.id for match in alone[query]] for query in queries
    ]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_can_search() -> None:
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    child = context.Process(target=lambda: results.put(ids("child labour")))
    child.start()
    found = results.get(timeout=60)
    child.join(60)
    assert found == ids("child labour")


WITHOUT_SQLITE = """
import sys
sys.modules["sqlite3"] = None
import untip
print([match.record.id for match in untip.search("Palermo Protocol", limit=1)])
"""


@pytest.mark.slow
def test_a_search_needs_no_sqlite() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SQLITE], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("['palermo-protocol']\n", "")


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_matches_or_says_that_it_has_no_words(query: str) -> None:
    try:
        found = untip.search(query, limit=3)
    except untip.UsageError:
        return
    for match in found:
        assert match.excerpt
        assert match.score > 0
        assert match.field in shapes(type(match.record))


def test_a_symbol_finds_what_names_its_resolution_by_id() -> None:
    resolution = untip.from_dict(untip.Instrument, {"id": "ga-res-64-293", "name": "Resolution", "type": "resolution"})
    plan = untip.from_dict(
        untip.Instrument, {"id": "plan-2010", "name": "A Plan", "type": "plan-of-action", "annex_to": "ga-res-64-293"}
    )
    other = untip.from_dict(untip.Instrument, {"id": "other", "name": "Another Plan", "type": "plan-of-action"})
    registry = untip.Registry([resolution, plan, other])
    assert [match.record.id for match in registry.search("64/293")] == ["plan-2010"]
