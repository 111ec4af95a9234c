"""How good the order of results is, by queries that people judged; `benchmarks/search.py` says how fast they are."""

import csv
import warnings
from pathlib import Path
from typing import NamedTuple

import pytest

import untip
from untip._search.index import NAME_SEPARATOR, WordIndex, row_of
from untip._search.words import common_keys
from untip.schema import Record

FOLDER = Path(__file__).parent


class Bars(NamedTuple):
    """The least figures of a file of judged queries: what it reached, less a little; they may only rise."""

    recall: float
    """The share of the expected records among the first ten results."""
    rank: float
    """The mean of one divided by the place of the first expected record."""
    success: float
    """The share of queries that have an expected record among the first three results."""


BARS = {
    "judged.tsv": Bars(recall=0.95, rank=0.92, success=0.97),
    "judged_names.tsv": Bars(recall=0.98, rank=0.96, success=0.95),
}


def judged(name: str) -> list[tuple[str, list[str]]]:
    """Return the queries of a file with the ids that are expected, as they are today."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = [(row["query"], row["expected"].split()) for row in csv.DictReader(file, delimiter="\t")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", untip.RedirectWarning)
        found = [(query, [untip.get(id) for id in expected]) for query, expected in rows]
    assert all(record for _, records in found for record in records), name
    # two records that were merged into one are one record to find
    return [(query, list(dict.fromkeys(record.id for record in records if record))) for query, records in found]


def ids(query: str, limit: int = 10) -> list[str]:
    return [match.record.id for match in untip.search(query, limit=limit)]


@pytest.mark.data
@pytest.mark.parametrize("name", BARS)
def test_specialists_find_what_they_expect(name: str) -> None:
    recalls, ranks = [], []
    for query, expected in judged(name):
        found = ids(query)
        recalls.append(len(set(found) & set(expected)) / min(10, len(expected)))
        ranks.append(max((1 / (found.index(id) + 1) for id in expected if id in found), default=0.0))
    successes = [rank >= 1 / 3 for rank in ranks]
    reached = Bars(*(sum(figures) / len(figures) for figures in (recalls, ranks, successes)))
    assert all(have >= bar for have, bar in zip(reached, BARS[name], strict=True)), reached


@pytest.mark.data
@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("palermo", "palermo-protocol"),
        ("Palermo Protocol", "palermo-protocol"),
        ("smuggling", "smuggling-protocol"),
        ("forced labour convention", "ilo-c29"),
        ("worst forms of child labour", "ilo-c182"),
        ("global plan", "global-plan-of-action"),
        ("children's fund", "unicef"),
        ("drugs and crime", "unodc"),
        ("traficking in persons protocol", "palermo-protocol"),
    ],
)
def test_the_thing_comes_before_what_is_about_it(query: str, id: str) -> None:
    assert ids(query, 1) == [id]


# ── one name, not several together ──────────────────────────────────────────────────────────────────────────────────


def agency(id: str, name: str, *aliases: str, **fields: object) -> untip.Agency:
    names = [{"name": alias} for alias in aliases]
    return untip.from_dict(untip.Agency, {"id": id, "name": name, "type": "media", "aliases": names, **fields})


def test_words_of_two_names_are_no_name() -> None:
    row = row_of(agency("a", "Alpha", "Green River", "Red Sun"))
    assert row.alias == f"green river {NAME_SEPARATOR} red sun"
    index = WordIndex.of([agency("a", "Alpha", "Green River", "Red Sun")])
    assert NAME_SEPARATOR not in index
    assert index.scores("river", "red") == {}
    assert index.name_shares(["river", "red"]) == {}
    assert index.name_shares(["river"]) == {0: 1 / 2}
    assert index.name_shares(["river", "green"]) == {0: 1.0}
    assert index.name_shares([]) == {}


def test_the_smaller_part_of_a_name_counts_less_and_common_words_of_a_name_do_not() -> None:
    index = WordIndex.of([agency("a", "Fund of the River"), agency("b", "River Fund for Fish and Birds")])
    assert index.name_shares(["river", "fund"]) == {0: 1.0, 1: 1 / 2}
    assert "of" in common_keys()


def test_a_word_of_a_summary_is_no_word_of_a_name() -> None:
    assert WordIndex.of([agency("a", "Alpha", summary="It works at the river.")]).name_shares(["river"]) == {}


def test_of_two_names_with_the_word_the_one_that_others_name_comes_first() -> None:
    parts = [agency(f"part{n}", f"Part {n}", parent="b") for n in range(5)]
    index = untip.Registry([agency("a", "River Fund"), agency("b", "River Bank"), *parts])
    assert [match.record.id for match in index.search("river")] == ["b", "a"]
    assert index._records.store.words().named == (0, 5, 0, 0, 0, 0, 0)


def test_a_number_comes_before_the_shares_of_it_and_a_treaty_before_a_resolution_on_it() -> None:
    number: dict[str, object] = {"measure": "victims-identified", "value": 7, "bound": "exactly", "as_of": "2012"}
    alike: list[tuple[type[Record], str, dict[str, object]]] = [
        (untip.Statistic, "a-share", number | {"unit": "per cent"}),
        (untip.Statistic, "b-number", number | {"unit": "persons"}),
        (untip.Instrument, "c-resolution", {"type": "resolution"}),
        (untip.Instrument, "c-soft-law", {"type": "declaration", "binding": False}),
        (untip.Instrument, "d-treaty", {"type": "treaty", "binding": True}),
    ]
    given = [untip.from_dict(cls, dict(fields, id=id, name="Victims found")) for cls, id, fields in alike]
    found = [match.record.id for match in untip.Registry(given).search("found victims")]
    assert found.index("b-number") < found.index("a-share")
    assert found.index("d-treaty") < min(found.index("c-soft-law"), found.index("c-resolution"))


def test_a_word_that_no_record_has_takes_nothing_from_the_others() -> None:
    index = untip.Registry([agency("a", "River Fund", summary="Of a bank."), agency("b", "River Bank")])
    assert [match.record.id for match in index.search("river bank 4711")] == ["b", "a"]


def test_the_index_is_written_and_read_with_how_often_records_are_named() -> None:
    index = WordIndex.of([agency("a", "River Fund", "Red | Hill"), agency("b", "River Bank", parent="a")])
    again = WordIndex.read(index.write(), index.write_postings())
    assert (tuple(again.rows), again.named) == (index.rows, (1, 0))
    assert again.name_shares(["river"]) == index.name_shares(["river"])
