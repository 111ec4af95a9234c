"""What values of a column mean: the rules of columns, whatever library they are in."""

import math
from collections import Counter
from typing import Any

import pytest
from engines import needs
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip._resolve.answers import Resolver
from untip.schema import Identifier, IdentifierScheme


def test_a_list_in_a_list_out() -> None:
    assert untip.resolve(["UK", "S. Korea", "Laos", "Atlantis"], kind="state") == ["gbr", "kor", "lao", None]
    assert untip.resolve(("UK",), kind="state") == ["gbr"]
    assert untip.resolve([], kind="state") == []


def test_any_kind_by_the_same_call() -> None:
    values = ["ILO C29", "GA res. 55/25", "UN.GIFT", "UNODC", "Palermo Protocol"]
    found = [None if id is None else untip.get(id).name for id in untip.resolve(values)]  # type: ignore[union-attr]
    assert None not in found
    assert untip.resolve(["UNODC", "Thailand"], kind="agency") == ["unodc", None]


@given(st.lists(st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["UK", "Niger", "The Gambia", "NAM"]))))
def test_what_a_name_finds_alone_it_finds_in_a_column(values: list[str | None]) -> None:
    for value, id in zip(values, untip.resolve(values, kind="state"), strict=True):
        if value is None:
            assert id is None
        elif id is not None and not value.strip().isdigit():
            assert untip.find(value, "state").id == id


def test_the_report_and_the_answer_are_the_same() -> None:
    values = ["UK", "uk ", "U.K.", "NA", "N/A", "Zaire", "x", "Korea", "TH", "764", "Georgia", None, "uk "]
    ids = dict(zip(values, untip.resolve(values, kind="state"), strict=True))
    report = untip.resolutions(values, kind="state")
    assert {row.value: row.id for row in report} == {value: id for value, id in ids.items() if value is not None}
    counts = Counter(value for value in values if value is not None)
    assert {row.value: row.count for row in report} == counts
    assert [row.count for row in report] == sorted(counts.values(), reverse=True)


@pytest.mark.parametrize("value", ["N/A", "n/a", "#N/A", "N.A.", "None", "-", "", "  ", "na", "null", "nan"])
def test_marks_of_missing_values_are_null(value: str) -> None:
    for others in ([], ["Thailand"], ["THA", "FRA"]):
        assert untip.resolve([value, *others], kind="state")[0] is None
    assert untip.resolutions([value], kind="state")[0].how == "missing"


def test_na_is_namibia_among_codes_and_missing_among_names() -> None:
    assert untip.resolve(["NA", "TH", "FR"], kind="state")[0] == "nam"
    assert untip.resolve(["NA", "TH", "FR", "N/A", "", None], kind="state")[0] == "nam"
    assert untip.resolve(["NA", "Thailand", "France"], kind="state")[0] is None
    assert untip.resolve(["NA", "Thailand", "FR"], kind="state")[0] is None  # half of the others: not most
    assert untip.resolve(["NA"], kind="state") == [None]
    assert untip.resolutions(["NA", "TH"], kind="state")[0].how == "code"
    assert untip.resolutions(["NA", "Thailand"], kind="state")[0].how == "missing"


@pytest.mark.parametrize("value", ["No", "is", "th", "T.H.", "in", "at", "t h"])
def test_what_is_not_written_as_a_code_is_none(value: str) -> None:
    assert untip.resolve([value, "THA", "FRA"], kind="state")[0] is None


def test_a_code_is_not_made_of_what_is_left_without_marks() -> None:
    assert untip.resolve(["B&H", "B.H."], kind="state") == ["bih", None]  # Bosnia and Herzegovina, not Bahrain


def test_numbers_are_codes_where_the_whole_column_is_numeric() -> None:
    assert untip.resolve([4, 8, 764], kind="state") == ["afg", "alb", "tha"]
    assert untip.resolve(["4", "04", "004", "4.0"], kind="state") == ["afg"] * 4
    assert untip.resolve([4.0, math.nan, None], kind="state") == ["afg", None, None]
    assert untip.resolve(["4", "Thailand"], kind="state") == [None, "tha"]
    assert untip.resolve(["004", "Thailand"], kind="state") == ["afg", "tha"]
    assert untip.resolve([4.5, 1000, -4, True], kind="state") == [None] * 4


def test_values_of_any_type_are_null_and_raise_nothing() -> None:
    assert untip.resolve([["UK"], {"a": 1}, object(), b"UK", 1j, "UK"], kind="state") == [None] * 5 + ["gbr"]
    assert untip.resolve([True, 1, "UK"], kind="state")[0] is None


def test_a_long_text_is_no_name() -> None:
    assert untip.resolve(["Thailand" + " " * 2000, "x" * 100_000], kind="state") == [None, None]


def test_names_as_of_a_day() -> None:
    assert untip.resolve(["West Germany", "Zaire"], kind="state", on="1985") == ["deu", "cod"]
    assert untip.resolve(["UNIFEM"], kind="agency", on="2005") == ["unifem"]
    assert untip.resolve(["UN Women"], kind="agency", on="2005") == [None]
    with pytest.raises(untip.InvalidDateError):
        untip.resolve(["UK"], kind="state", on="12 Dec 2000")


def test_to_another_field() -> None:
    assert untip.resolve(["UK", "x", "Laos"], kind="state", to="alpha3") == ["GBR", None, "LAO"]
    assert untip.resolve(["UK"], kind="state", to="name") == [untip.states["gbr"].name]
    assert untip.resolve(["UNODC"], to="established") == [str(untip.agencies["unodc"].established)]
    with pytest.raises(untip.UnknownFieldError, match="alpha3"):
        untip.resolve(["UK"], kind="state", to="alpah3")
    with pytest.raises(untip.UnknownFieldError):
        untip.resolve(["UK"], kind="state", to="aliases")


def test_an_ambiguous_name_is_null_with_its_candidates() -> None:
    (row,) = untip.resolutions(["Palermo Protocols"])
    assert (row.id, row.how) == (None, "ambiguous")
    assert row.candidates == ("firearms-protocol", "palermo-protocol", "smuggling-protocol")
    assert untip.resolve(["Palermo Protocols"]) == [None]


def test_a_retired_id_leads_to_its_record(world: untip.Registry) -> None:
    with pytest.warns(untip.RedirectWarning):
        assert untip.resolve(["old-alpha", "alpha"], registry=world) == ["alpha", "alpha"]
    with pytest.warns(untip.RedirectWarning):
        assert untip.resolve(["old-alpha"], kind="state", registry=world) == [None]


def test_an_exact_id_leaves_no_doubt() -> None:
    assert untip.resolve(["ilo", "ILO", "who"], kind="agency") == ["ilo", "ilo", "who"]
    mark = Identifier(scheme=IdentifierScheme.WIKIDATA, value="UNODC")
    registry = untip.Registry(
        [untip.agencies["unodc"].__replace__(acronym=None), untip.agencies["iom"].__replace__(identifiers=(mark,))]
    )
    assert untip.resolve(["unodc", "UNODC"], registry=registry) == ["unodc", None]


def test_a_truth_value_is_no_name() -> None:
    assert untip.resolve([True, False, "UK"], kind="state") == [None, None, "gbr"]
    assert {row.value: row.how for row in untip.resolutions([True, "UK"], kind="state")} == {
        True: "unknown",
        "UK": "name",
    }


@needs("numpy")
def test_a_truth_value_of_numpy_is_none_either() -> None:
    import numpy as np

    assert untip.resolve([np.True_, "UK"], kind="state") == [None, "gbr"]


def test_suggestions_of_what_is_not_found() -> None:
    (row,) = untip.resolutions(["Thailnd"], kind="state")
    assert row.how == "unknown"
    assert any("Thailand" in one for one in row.suggestions)
    assert untip.resolutions(["UK"], kind="state")[0].suggestions == ()


@needs("rapidfuzz")
def test_likeness_is_opt_in() -> None:
    assert untip.resolve(["Thailnd", "Xyzzy"], kind="state") == [None, None]
    assert untip.resolve(["Thailnd", "Xyzzy", "N/A", "XQ"], kind="state", fuzzy=85) == ["tha", None, None, None]
    (row,) = untip.resolutions(["Thailnd"], kind="state", fuzzy=85)
    assert row.how == "fuzzy"
    assert row.score is not None
    assert 85 <= row.score < 100
    assert untip.resolve(["Thailnd"], kind="state", fuzzy=99) == [None]


@pytest.mark.parametrize("fuzzy", [0, 101, -1, True, "85", 0.85, 1, [85]])
def test_a_likeness_is_in_per_cent(fuzzy: Any) -> None:
    with pytest.raises(untip.UsageError, match="fuzzy must be a likeness above 1 and up to 100, such as 85; found "):
        untip.resolve(["UK"], kind="state", fuzzy=fuzzy)


def test_the_report_has_a_row_for_every_value_even_one_that_is_no_text() -> None:
    class Silent:
        def __str__(self) -> str:
            raise RuntimeError

    values = ["UK", ["a"], {"b": 1}, 10**5000, Silent()]
    found = [(row["value"], row["id"]) for row in untip.resolutions(values, kind="state").to_dicts()]
    assert found[0] == ("UK", "gbr")
    assert len(found) == 5
    assert {id for _, id in found[1:]} == {None}
    assert all(len(text) < 100 for text, _ in found)


@pytest.mark.parametrize(
    "call",
    [
        lambda: untip.resolve("UK", kind="state"),
        lambda: untip.resolve(["UK"], "country", kind="state"),
        lambda: untip.resolve(["UK"], kind="state", into="state"),
        lambda: untip.resolve(["UK"], kind="stat"),
        lambda: untip.resolutions("UK", kind="state"),
        lambda: untip.resolutions(["UK"], "country", kind="state"),
        lambda: untip.resolve({"a": 1}, 7, kind="state"),
    ],
)
def test_wrong_arguments_are_refused(call: Any) -> None:
    with pytest.raises(untip.UntipError):
        call()


@pytest.mark.parametrize("registry", [None, "x", untip.Registry])
@pytest.mark.parametrize("ask", [untip.resolve, untip.resolutions])
def test_what_is_no_registry_is_refused(ask: Any, registry: Any) -> None:
    with pytest.raises(untip.UsageError, match=r"registry must be an untip\.Registry .*found "):
        ask(["UK"], registry=registry)


def test_a_resolver_answers_the_same_at_once_and_one_by_one() -> None:
    values = ["UK", "The Gambia", "Zaire", "Viet  Nam", "KOREA, REPUBLIC OF", "x", "Côte d'Ivoire", "CÔTE D’IVOIRE"]
    whole = Resolver(untip.registry._records, "state", None)
    alone = [Resolver(untip.registry._records, "state", None).ids([value])[0] for value in values]
    assert whole.ids(values) == whole.ids(values) == alone
    assert [row.id for row in whole.answers(values)] == alone


@needs("pandas")
def test_a_missing_value_of_pandas_is_null() -> None:
    import pandas as pd

    assert untip.resolve([pd.NA, pd.NaT, "UK"], kind="state") == [None, None, "gbr"]


def test_a_part_of_a_column_is_read_by_the_type_of_the_column() -> None:
    resolver = Resolver(untip.registry._records, "state", None)
    assert resolver.ids(["4", "NA"], numeric=True) == ["afg", None]
    assert resolver.ids(["4", "NA", "FR", "DE"], numeric=False) == [None, None, "fra", "deu"]
