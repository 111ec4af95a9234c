"""What one field may hold: each fault of a value, in words, and the forms that texts must have."""

from typing import Any

import pytest

from untip import schema
from untip._schema.define import Checked, shapes
from untip._schema.fields import (
    ALPHA2,
    ALPHA3,
    FIELD,
    HTTPS,
    INDICATOR,
    LANGUAGE,
    M49,
    SHA256,
    SLUG,
    SPANS,
    TARGET,
    Format,
    field_problems,
    shape_of,
)
from untip.errors import ValidationError
from untip.schema import Agency, AgencyType, Alias, Citation, Program, Statistic


def problems(cls: type[Checked], **given: Any) -> list[str]:
    """Return what is wrong with some fields."""
    with pytest.raises(ValidationError) as caught:
        cls(**given)
    return [str(problem) for problem in caught.value.problems]


def agency(**given: Any) -> list[str]:
    return problems(Agency, **{"id": "alpha", "name": "Alpha", "type": AgencyType.MEDIA} | given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": 1}, "name: found 1, expected text"),
        ({"name": None}, "name: found None, expected text"),
        ({"name": ""}, "name: found '': it is empty; fill it in"),
        ({"id": ""}, "id: found '': it is empty; fill it in"),
        ({"acronym": ""}, "acronym: found '': it is empty; omit the field"),
        ({"ambiguous_names": ("a", "")}, "ambiguous_names[1]: found '': it is empty; fill it in"),
        (
            {"name": "a" * 4001},
            f"name: found '{'a' * 38}…' of 4001 characters: it is too long; the limit is 4000 characters",
        ),
        ({"name": " a"}, "name: found ' a': it has stray white space; keep single spaces, none at the ends"),
        ({"name": "a  b"}, "name: found 'a  b': it has stray white space; keep single spaces, none at the ends"),
        ({"name": "a\u00a0b"}, r"name: found 'a\xa0b': it has stray white space; keep single spaces, none at the ends"),
        ({"name": "a\nb"}, r"name: found 'a\nb': it has the hidden or unassigned character U+000A; remove it"),
        ({"name": "a\xadb"}, r"name: found 'a\xadb': it has the hidden or unassigned character U+00AD; remove it"),
        ({"name": "a\u200bb"}, r"name: found 'a\u200bb': it has the hidden or unassigned character U+200B; remove it"),
        ({"name": "a\ud800"}, r"name: found 'a\ud800': it has the hidden or unassigned character U+D800; remove it"),
        ({"name": "a\u0378"}, r"name: found 'a\u0378': it has the hidden or unassigned character U+0378; remove it"),
        ({"name": "e\u0301"}, "name: found 'e\u0301': it is not in Unicode normal form NFC; normalize it"),
        ({"aliases": [Alias(name="a")]}, "aliases: found <list of 1>, expected a tuple, so that nobody can change it"),
        ({"aliases": "a"}, "aliases: found 'a', expected a tuple"),
        ({"aliases": ("a",)}, "aliases[0]: found 'a', expected untip.schema.Alias(name=…)"),
        ({"established": "2010"}, """established: found '2010', expected untip.PartialDate("2010")"""),
        ({"established": 2010}, """established: found 2010, expected untip.PartialDate("2010")"""),
        ({"established": "soon"}, """established: found 'soon', expected untip.PartialDate("2007-03")"""),
        ({"established": "2010/2011"}, """established: found '2010/2011', expected untip.PartialDate("2007-03")"""),
        ({"parent": "Beta"}, "parent: found 'Beta', expected a slug: lower-case letters, digits and single hyphens"),
        ({"ambiguous_names": ("a", 1)}, "ambiguous_names[1]: found 1, expected text"),
        ({"aliases": (Alias(name="a"), Alias(name="a"))}, "aliases[1]: 'a' occurs twice; remove one"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_field_holds_what_its_annotation_says(given: dict[str, Any], said: str) -> None:
    assert agency(**given) == [said]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (True, "found True, expected a whole number or a number"),
        ("7", "found '7', expected a whole number or a number"),
        (float("inf"), "found inf, expected a finite number"),
        (float("nan"), "found nan, expected a finite number"),
        (10**18, "found a number of more than 18 digits, expected a whole number or a number"),
        (-(10**5000), "found a number of more than 18 digits, expected a whole number or a number"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_number_is_finite_and_of_bounded_size(value: object, said: str) -> None:
    assert problems(
        Statistic,
        id="a",
        name="A",
        measure=schema.Measure.CASES,
        value=value,
        bound=schema.Bound.ABOUT,
        unit="x",
        undated_because="y",
    ) == [f"value: {said}"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2007/2008", """found '2007/2008', expected untip.Interval("2007/2008")"""),
        ("2007", """found '2007', expected untip.Interval("2007-03/2014-12")"""),
    ],
)
def test_an_interval_is_made_by_its_class(given: str, said: str) -> None:
    assert problems(Alias, name="a", period=given) == [f"period: {said}"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("1-2", "found '1-2', expected pairs of first and last line, such as ((161, 166), (271, 271))"),
        (((1, 2, 3),), "found (1, 2, 3), expected a pair of first and last line"),
        (((1, "2"),), "found (1, '2'), expected a pair of first and last line"),
        (([1, 2],), "found [1, 2], expected a pair of first and last line"),
        (((True, 2),), "found (True, 2), expected a pair of first and last line"),
        (((0, 1),), "found 0-1, expected a first line from 1 and a last line not before it"),
        (((3, 2),), "found 3-2, expected a first line from 1 and a last line not before it"),
        (((1, 13),), "found 1-13, expected a span of at most 12 lines; cite narrower"),
        (((1, 5), (5, 6)), "found 5-6 after line 5, expected spans in order that do not overlap"),
        (((10**7, 10**7),), "found a line beyond 9999999"),
        (((-(10**5000), 1),), "found a line beyond 9999999"),
    ],
)
def test_lines_are_narrow_spans_in_order(lines: object, said: str) -> None:
    assert problems(Citation, source="plan", lines=lines) == [f"lines: {said}"]


def test_a_problem_of_lines_and_of_a_list_says_what_it_expected() -> None:
    (lines,) = field_problems("lines", "1-2", shapes(Citation)["lines"])
    (links,) = field_problems("supports", "name", shapes(Citation)["supports"])
    assert (lines.expected, links.expected) == (SPANS.expected, f"a list of {FIELD.expected}")


@pytest.mark.parametrize("most", [0, 1, 2])
def test_only_the_first_problems_of_a_field_have_a_suggestion(most: int) -> None:
    found = field_problems("pillars", ("preventio", "protectio", "partnershi"), shapes(Program)["pillars"], most)
    near = ["prevention", "protection", "partnership"]
    assert [problem.suggestion for problem in found] == [*near[:most], *[None] * (3 - most)]


@pytest.mark.parametrize("lines", [((1, 12),), ((1, 1), (2, 2)), ((9_999_999, 9_999_999),), ()])
def test_spans_may_be_as_wide_as_twelve_lines(lines: tuple[tuple[int, int], ...]) -> None:
    assert Citation(source="plan", lines=lines).lines == lines


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        (SLUG, ["a", "un-gift", "8", "sdg-8-7"], ["", "A", "-a", "a-", "a--b", "a_b", "é", "a\n", "١"]),
        (FIELD, ["name", "un_member_since", "alpha2"], ["Name", "_a", "2a", "a-b"]),
        (
            HTTPS,
            ["https://example.org", "https://example.org/", "https://example.org:8080/a?b=c#d", "https://a.org/é"],
            ["http://example.org", "https://", "https:///a", "https://a b", "https://a.org/ b", "https://u@a.org", "x"],
        ),
        (SHA256, ["0" * 64, "a1" * 32], ["0" * 63, "0" * 65, "A" * 64]),
        (ALPHA2, ["FR"], ["fr", "F", "FRA"]),
        (ALPHA3, ["FRA"], ["fra", "FR", "FR1"]),
        (M49, ["250", "004"], ["4", "25a", "٢٥٠"]),
        (TARGET, ["8.7", "16.10", "5.a", "17.19"], ["0.1", "18.1", "8", "8.07", "8.e", "8.7.1", "8.0"]),
        (INDICATOR, ["8.7.1", "16.10.2", "5.a.1"], ["8.7", "8.7.0", "8.7.1.1"]),
        (LANGUAGE, ["en", "pt-BR", "zh-Hans"], ["EN", "e", "english", "en_GB"]),
    ],
    ids=lambda value: value.expected if isinstance(value, Format) else "",
)
def test_a_form_of_text_is_held_by_the_whole_text(form: Format, right: list[str], wrong: list[str]) -> None:
    assert [text for text in right if not form.holds(text)] == []
    assert [text for text in wrong if form.holds(text)] == []


def test_shapes_that_no_field_has_yet_are_read_too() -> None:
    either = shape_of(int | str | None)
    assert (either.types, either.optional, either.expected) == ((int, str), True, "a whole number or text")


def test_a_field_of_several_values_has_none_of_them_rather_than_none_at_all() -> None:
    several = shape_of(tuple[str, ...])
    assert (several.many, several.optional) == (True, False)
