"""Names in running text."""

import gc
import sys
import weakref
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from engines import installed, needs
from hypothesis import given, settings
from hypothesis import strategies as st

import untip
from untip._mentions.default import finder_of
from untip._mentions.finder import DEFAULT_KINDS, Mention
from untip._mentions.normal import Normal
from untip._mentions.scan import automaton

PARAGRAPHS = yaml.safe_load((Path(__file__).parent / "paragraphs.yaml").read_text(encoding="utf-8"))
NAMES = [name for agency in untip.agencies for name in (agency.name, agency.acronym) if name]
NAMES += [one.name for kind in ("instruments", "states", "programs") for one in getattr(untip, kind)]
NAMES += ["Congo, Dem. Rep.", "Korea, Republic of", "U.N.", "S. Sudan", "New Mexico", "SDG targets 5.2, 8.7 and 16.2"]
NAMES += ["UNGA resolution 55/25", "resolutions 64/293 and 70/179", "Côte d’Ivoire", "TÜRKİYE", "Viet  Nam", "UN-GIFT"]


def spans_of(found: list[Mention]) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(one.start, one.end, tuple(c.id for c in one.candidates or (one.record,) if c)) for one in found]


def ids(text: str, **given: Any) -> list[str | None]:
    return [one.record and one.record.id for one in untip.mentions(text, **given)]


# ── real paragraphs ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_reader_sees_in_ten_paragraphs_is_found_and_nothing_else() -> None:
    assert len(PARAGRAPHS) == 10
    wanted = sum(len(paragraph["finds"]) for paragraph in PARAGRAPHS)
    assert wanted == 53
    missed, wrong = [], []
    for paragraph in PARAGRAPHS:
        left = [(one.text, one.record.id if one.record else None) for one in untip.mentions(paragraph["text"])]
        for expected in paragraph["finds"]:
            hit = next(
                (one for one in left if expected["text"] in one[0] and one[1] == expected.get("id", one[1])), None
            )
            if hit is None:
                missed.append(expected)
            else:
                left.remove(hit)
        wrong += left
    assert wrong == []
    assert len(missed) <= 3, missed


# ── the rules ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("WHO and UNODC", ["who", "unodc"]),
        ("those who know, and unodc", []),
        ("THE PALERMO PROTOCOL", ["palermo-protocol"]),
        ("the palermo  protocol", ["palermo-protocol"]),
        ("UN.GIFT, UN-GIFT", ["un-gift", "un-gift"]),
        ("Thailand's law", ["tha"]),
        ("THA and TH", []),  # States by name, not by code
        ("It is IN", []),
        ("Niger and Nigeria", ["ner", "nga"]),
        ("Thailandia", []),
        ("(UNODC)", ["unodc"]),
        ("resolutions 64/293 and 70/179", ["ga-res-64-293", "ga-res-70-179"]),
        ("resolutions 64/293 of 30 July 2010 and 70/179", ["ga-res-64-293", "ga-res-70-179"]),
        ("irresolution 64/293", []),
        ("SDG targets 5.2, 8.7 and 16.2", ["sdg-5-2", "sdg-8-7", "sdg-16-2"]),
        ("targets 5.2, 8.7, and 16.2 of the Goals", ["sdg-5-2", "sdg-8-7", "sdg-16-2"]),
        ("SDGs 5.2; 8.7", ["sdg-5-2", "sdg-8-7"]),
        ("Sustainable Development Goal targets 8.7 & 16.2", ["sdg-8-7", "sdg-16-2"]),
        ("targets 99.9 and 5.2", ["sdg-5-2"]),
        ("budgets 5.2 and 8.7; targets 5.25, 8.7.1", []),
        ("", []),
        (" .,;", []),
    ],
)
def test_names_count_as_they_are_written(text: str, wanted: list[str]) -> None:
    assert ids(text) == wanted


def test_a_body_before_its_resolution_is_part_of_it() -> None:
    text = "See Security Council resolution 2331 (2016)."
    (found,) = untip.mentions(text)
    assert found.text == "Security Council resolution 2331 (2016)"
    assert found.record is untip.instruments["sc-res-2331"]


def test_the_words_before_a_target_are_part_of_it() -> None:
    text = "under Sustainable Development Goal targets 5.2 and 8.7"
    assert [one.text for one in untip.mentions(text)] == ["Sustainable Development Goal targets 5.2", "8.7"]
    assert [one.text for one in untip.mentions("SDG targets 5.2 and 8.7")] == ["SDG targets 5.2", "8.7"]
    assert untip.mentions(text, kinds=["agency"]) == []


def test_of_names_that_overlap_the_longest_counts() -> None:
    text = "the United Nations Convention against Transnational Organized Crime and the United Nations"
    assert ids(text) == ["untoc", "un"]


def test_a_shared_name_has_its_candidates() -> None:
    (found,) = untip.mentions("under the Palermo Protocols")
    assert found.record is None
    assert {one.id for one in found.candidates} == {"firearms-protocol", "palermo-protocol", "smuggling-protocol"}
    assert "palermo-protocol or" in repr(found)


def test_sources_and_concepts_only_where_they_are_asked_for() -> None:
    concept = next(iter(untip.concepts))
    text = f"about {concept.name} here"
    assert concept.id not in ids(text)
    assert untip.mentions("UNODC and Thailand", kinds=["state"])[0].text == "Thailand"
    assert untip.mentions("UNODC and Thailand", kinds="agencies")[0].text == "UNODC"
    with pytest.raises(untip.UnknownFieldError):
        untip.mentions("UNODC", kinds=["agent"])
    with pytest.raises(untip.UsageError):
        untip.mentions(7)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the ILO (C29) of", ["ILO (C29)"]),
        ("the ILO (C29, C182) of", ["ILO", "C29", "C182"]),
        ("the ILO (C29", ["ILO", "C29"]),
        ("the United Nations (UN) Women", ["United Nations", "UN"]),
        ("by (UN) Women)", ["UN"]),
        ("of UN.GIFT, UNGIFT and UN GIFT", ["UN.GIFT", "UNGIFT", "UN GIFT"]),
    ],
)
def test_a_name_is_found_with_its_marks_and_without(text: str, found: list[str]) -> None:
    assert [one.text for one in untip.mentions(text)] == found


# ── places ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Les pays : Côte d’Ivoire, etc.", "Côte d’Ivoire"),
        ("Co\u0302te d'Ivoire", "Co\u0302te d'Ivoire"),  # the accent is a sign of its own
        ("  ½ ﬁ … UNODC", "UNODC"),  # signs that become several, or none
        ("😀😀 Viet\n   Nam!", "Viet\n   Nam"),
        ("İİ UNODC", "UNODC"),  # its small form is two signs
        ("a\u0301\u0301\u0301 ILO", "ILO"),
        ("\ud800 ILO", "ILO"),  # a lone surrogate
        ("中国中国 ILO。", "ILO"),
        ("the UN\u00adODC", "UN\u00adODC"),  # a soft hyphen, as texts out of PDF files have
        ("中 UN\u200bODC", "UN\u200bODC"),  # a space without width
        ("UN\u200dOD\u2060C ½", "UN\u200dOD\u2060C"),
        ("☺\ufe0f Vi\u00adet \u200b Nam", "Vi\u00adet \u200b Nam"),
        ("\ufeffUNODC\u00ad.", "UNODC"),
        ("\0UNODC", "UNODC"),
    ],
)
def test_places_are_those_of_the_text(text: str, name: str) -> None:
    (found,) = [one for one in untip.mentions(text) if one.record and one.record.id != "chn"]
    assert found.text == name == text[found.start : found.end]


PIECE = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES).map(str.upper),
    st.sampled_from(NAMES).map(str.lower),
    st.text(max_size=6),
    st.sampled_from(["the", "of", "and", "United Nations", "Protocol", "İ", "e\u0301", "½", "  ", "\n", "ß", "’s"]),
    st.sampled_from(["\u00ad", "\u200b", "\u2060", "\ufeff", "\u0301", "\ufe0f", "\0"]),
)
TEXTS = st.lists(PIECE, max_size=12).flatmap(
    lambda pieces: st.sampled_from([" ", "", ", ", "  "]).map(lambda between: between.join(pieces))
)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_mentions_are_in_order_apart_and_as_written(text: str) -> None:
    found = untip.mentions(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert (one.record is None) == (len(one.candidates) > 1)
    assert all(before.end <= after.start for before, after in pairwise(found))


@needs("ahocorasick_rs")
@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_both_engines_find_the_same(text: str) -> None:
    fast, slow = (finder_of(untip.registry, DEFAULT_KINDS, fast) for fast in (True, False))
    assert spans_of(fast.find(text)) == spans_of(slow.find(text))


@needs("ahocorasick_rs")
def test_both_engines_find_the_same_in_the_texts_of_the_records() -> None:
    fast, slow = (finder_of(untip.registry, DEFAULT_KINDS, fast) for fast in (True, False))
    count = 0
    for kind in ("agencies", "instruments", "programs", "events", "resources", "findings", "statistics"):
        for record in getattr(untip, kind):
            text = record.summary or record.name
            found = spans_of(fast.find(text))
            assert found == spans_of(slow.find(text))
            count += len(found)
    assert count > 500


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_place_of_the_normal_form_leads_to_its_sign(text: str) -> None:
    normal = Normal(text)
    signs = normal.cased.strip()
    origins = normal.origins([(place, place + 1, sign) for place, sign in enumerate(signs, 1)])
    for (first, last, name), sign in zip(origins, signs, strict=True):
        assert name == sign
        assert 0 <= first < last <= len(text)
        if text.isascii() and sign != " ":
            assert text[first:last] == sign
    assert "  " not in signs
    assert [place[:2] for place in origins] == sorted(place[:2] for place in origins)
    if signs:
        assert normal.origins([(1, len(signs) + 1, signs)]) == [(origins[0][0], origins[-1][1], signs)]


def test_every_name_that_is_looked_for_is_found_as_it_is_kept(world: untip.Registry) -> None:
    for fast in {False, installed("ahocorasick_rs")}:
        finder = finder_of(world, ("agency", "instrument", "state"), fast)
        assert {"the group", "AO", "France"} <= set(finder.names)
        for name in {*finder.names} - {*finder._names.checks} - finder._names.nobody:
            assert [(one.start, one.end) for one in finder.find(name)] == [(0, len(name))]


def test_where_no_record_has_a_name_nothing_is_mentioned() -> None:
    for fast in {False, installed("ahocorasick_rs")}:
        assert finder_of(untip.Registry(), DEFAULT_KINDS, fast).find("UNODC and the ILO") == []


@needs("ahocorasick_rs")
def test_an_automaton_of_no_names_finds_none() -> None:
    assert list(automaton([], [])(" UNODC ", " unodc ")) == []


def test_a_text_of_many_foreign_letters_is_read_as_one_of_few() -> None:
    letters = "".join(map(chr, range(0x4E00, 0x4E00 + 100)))  # each stays one letter
    (found,) = untip.mentions(f"{letters} Viet–Nam", kinds=["state"])
    assert (found.start, found.text) == (101, "Viet–Nam")


def test_a_normal_form_and_its_small_letters_are_of_one_length() -> None:
    strange = [sign for sign in map(chr, range(sys.maxunicode + 1)) if len(sign.lower()) != 1]
    assert "İ" in strange
    for sign in strange:
        assert len(Normal(sign).cased.lower()) == len(Normal(sign).cased)


# ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_column_of_texts_gives_rows() -> None:
    texts = ["UNODC in Thailand", None, "nothing", "the ILO"]
    table = untip.mentions(texts)
    assert [(row.row, row.text, row.id) for row in table] == [
        (0, "UNODC", "unodc"),
        (0, "Thailand", "tha"),
        (3, "ILO", "ilo"),
    ]
    assert all(texts[row.row][row.start : row.end] == row.text for row in table)  # type: ignore[index]
    assert [column.name for column in table.columns] == ["row", "start", "end", "text", "id", "candidates"]
    assert table.to_dicts()[0]["candidates"] == []


@needs("pandas", "polars", "pyarrow")
def test_columns_of_every_library_give_the_same_rows() -> None:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    texts = ["UNODC in Thailand", None, "the ILO"]
    wanted = untip.mentions(texts)
    for column in (pd.Series(texts), pl.Series(texts), pa.array(texts), pa.chunked_array([texts])):
        assert untip.mentions(column) == wanted
    assert wanted.to_pandas()["id"].tolist() == ["unodc", "tha", "ilo"]


def test_a_registry_that_is_no_longer_used_is_let_go() -> None:
    then = untip.Registry([untip.agencies["unodc"]])
    assert [one.record for one in untip.mentions("UNODC", registry=then)] == [untip.agencies["unodc"]]
    assert finder_of(then, DEFAULT_KINDS)._names is finder_of(then, DEFAULT_KINDS)._names  # read once
    gone = weakref.ref(then)
    del then
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("registry", [None, "x"])
def test_what_is_no_registry_is_refused(registry: Any) -> None:
    with pytest.raises(untip.UsageError, match=r"registry must be an untip\.Registry .*found "):
        untip.mentions("UNODC", registry=registry)


# ── views ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_in_a_view_names_of_today_and_of_that_day_are_found() -> None:
    then = untip.as_of("2001-06-01")
    found = untip.mentions("UNODC, then the Office for Drug Control and Crime Prevention.", registry=then)
    assert [(one.text, one.record and one.record.id) for one in found] == [
        ("UNODC", "unodc"),
        ("Office for Drug Control and Crime Prevention", "unodc"),
    ]
