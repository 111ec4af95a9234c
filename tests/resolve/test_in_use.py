"""Names of a time: `on=` leaves out the names that were certainly not in use then."""

import pickle
from typing import Any

import pytest

import untip
from untip._registry.asof import last_day, view
from untip._resolve.answers import Resolver
from untip._resolve.in_use import names_in_use
from untip.schema import Alias, AliasNote, HistoryEntry


def state(id: str, name: str, **fields: Any) -> untip.State:
    return untip.State(id=id, name=name, alpha3=id.upper(), region="Africa", **fields)


def test_names_of_1985_and_of_2020() -> None:
    names = ["Zaire", "Upper Volta", "West Germany", "Czechoslovakia", "ZAR", "Thailand"]
    assert untip.resolve(names, kind="state", on="1985") == ["cod", None, "deu", "csk", "cod", "tha"]
    assert untip.resolve(names, kind="state", on="2020") == [None, None, None, None, None, "tha"]
    assert untip.resolve(names, kind="state") == ["cod", "bfa", "deu", "csk", "cod", "tha"]


def test_the_report_says_what_the_answer_says() -> None:
    assert [row.how for row in untip.resolutions(["Zaire", "UNSDRI"], on="2020")] == ["unknown", "unknown"]
    assert [row.id for row in untip.resolutions(["Zaire", "UNSDRI"], on="1985")] == ["cod", "unicri"]


@pytest.mark.parametrize(
    ("on", "found"),
    [("1980", "aaa"), ("1990", "aaa"), ("1990-06-01", "aaa"), ("1991", None), ("1985/2020", "aaa"), ("1970-03", "aaa")],
)
def test_a_name_counts_if_it_may_have_been_in_use_on_a_day_of_the_time(on: str, found: str | None) -> None:
    alias = Alias(name="Old Alpha", note=AliasNote.FORMER, period=untip.Interval("../1990-06~"))
    registry = untip.Registry([state("aaa", "Alpha", aliases=(alias,))])
    assert untip.resolve(["Old Alpha", "the old alpha", "Alpha"], registry=registry, on=on) == [found, found, "aaa"]


def test_names_without_a_period_always_count() -> None:
    former = HistoryEntry(field="name", value="Beta", period=untip.Interval("../1990"))
    once = HistoryEntry(field="name", value="Upper Beta", period=untip.Interval("../1990"))
    aliases = (Alias(name="Beta"), Alias(name="Upper Beta", note=AliasNote.FORMER), Alias(name="Betaland"))
    registry = untip.Registry([state("bbb", "Beta Republic", aliases=aliases, history=(former, once))])
    names = ["Beta", "Betaland", "Beta Republic", "BBB", "Upper Beta"]
    assert untip.resolve(names, kind="state", registry=registry, on="2020") == ["bbb"] * 4 + [None]
    assert untip.resolve(names, kind="state", registry=registry, on="1980") == ["bbb"] * 5


def test_a_name_that_two_records_had_one_after_the_other_is_that_of_the_time() -> None:
    first = Alias(name="Congo", period=untip.Interval("../1980"))
    second = Alias(name="Congo", period=untip.Interval("1990/.."))
    registry = untip.Registry([state("aaa", "Alpha", aliases=(first,)), state("bbb", "Beta", aliases=(second,))])
    assert [untip.resolve(["Congo"], registry=registry, on=on)[0] for on in ("1970", "2000", "1985")] == [
        "aaa",
        "bbb",
        None,
    ]
    assert untip.resolve(["Congo"], registry=registry) == [None]


def test_a_code_gives_way_to_a_name_where_it_was_not_in_use() -> None:
    former = HistoryEntry(field="alpha2", value="OL", period=untip.Interval("../1980"))
    registry = untip.Registry([state("aaa", "Alpha", history=(former,)), state("bbb", "OL")])
    assert untip.resolve(["OL", "Alpha"], kind="state", registry=registry, on="1970")[0] == "aaa"
    assert untip.resolve(["OL", "Alpha"], kind="state", registry=registry, on="2000")[0] == "bbb"


def test_likeness_looks_among_the_names_of_the_time() -> None:
    pytest.importorskip("rapidfuzz")
    assert untip.resolve(["Zairee", "Zaire"], kind="state", on="1985", fuzzy=85) == ["cod", "cod"]
    assert untip.resolve(["Zairee", "Zaire"], kind="state", on="2020", fuzzy=85) == [None, None]


def test_a_resolver_of_a_time_goes_to_other_processes() -> None:
    then = view(untip.registry._records, last_day("2020"))
    there = pickle.loads(pickle.dumps(Resolver(names_in_use(then, "2020"), "state", None)))
    assert there.ids(["Zaire", "UK"]) == [None, "gbr"]
