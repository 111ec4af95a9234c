"""Writing YAML in one canonical form, which every parser reads alike."""

from typing import Any

import pytest
import yaml

from untip._formats.yaml_reader import read_yaml
from untip._formats.yaml_writer import write_yaml

RECORD = """\
name: "United Nations Global Initiative to Fight Human Trafficking"
acronym: "UN.GIFT"
aliases:
  - {name: "UNGIFT", note: variant}
  - {name: "Global Initiative to Fight Human Trafficking"}
type: initiative
summary: >-
  A joint initiative of six bodies: it raised awareness, gathered knowledge and "best" practice, and
  helped States to act; un-gift it is in our ids.
start: "2007-03"
end_planned: true
leads: [unodc]
partners:
  - {who: ohchr, role: founding-partner, attested: ["2007-03"], citations: [{source: icat-2010, lines: "147-151"}]}
disputes:
  - about: "Which human-rights body was a founding partner"
    field: null
    claims:
      - {value: "the UN Human Rights Council", citations: [{source: multilateral-efforts-2024, lines: "12"}]}
      - value: "the Office of the High Commissioner for Human Rights"
        citations:
          - {source: icat-2010, lines: "147-151"}
    kept: 1
"""


def test_a_record_in_canonical_form_is_left_as_it_is() -> None:
    assert write_yaml(read_yaml(RECORD)[0]) == RECORD


@pytest.mark.parametrize("word", ["a", "icat-2010", "founding_partner", "un-gift", "sdg-8-7", "nor", "x1", "nope"])
def test_lower_case_words_are_written_plain(word: str) -> None:
    assert write_yaml(word) == f"{word}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "y", "n", "true", "false", "null", "nan", "inf", "none", "infinity"),
        *("NO", "Yes", "~", "", "=", "<<", "2007", "8.7", "16.10", "0x1f", "1e3", "2000-11-15", "12:30", "5.a"),
        *("A/RES/55/25", "a b", "a: b", "- a", "#a", "a-", "a--b", "-a", "[a]", "&a", "é", "1st", "a.b", "x,y"),
    ],
)
def test_all_other_text_is_quoted_and_text_to_every_parser(loader: Any, text: Any) -> None:
    assert write_yaml(text) == f'"{text}"\n'
    assert read_yaml(write_yaml(text))[0] == yaml.safe_load(write_yaml(text)) == text


def test_escapes_stand_only_where_they_must() -> None:
    assert write_yaml('Genève "x" \\ 😀') == '"Genève \\"x\\" \\\\ 😀"\n'
    assert write_yaml("a\nb\tc\rd") == '"a\\nb\\tc\\rd"\n'
    assert write_yaml("\0\x85\u202e\U000e0041") == '"\\x00\\x85\\u202E\\U000E0041"\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "null"), (True, "true"), (-5, "-5"), (16.1, "16.1"), (1e16, "1.0e+16"), (1.5e-7, "1.5e-07"), ([], "[]")],
)
def test_what_is_no_text_is_written_as_json_has_it(value: Any, text: Any) -> None:
    assert write_yaml(value) == f"{text}\n"
    assert write_yaml({"a": value}) == f"a: {text}\n"


LONG = "ten letters " * 9


@pytest.mark.parametrize("text", [LONG.strip() + end for end in (" ", "\nx", "\tx", "  x", "\u202ex", "\xa0x")])
def test_long_text_that_would_not_fold_back_is_quoted_on_one_line(text: Any) -> None:
    assert write_yaml({"a": text}).count("\n") == 1
    assert read_yaml(write_yaml({"a": text}))[0] == {"a": text}


def test_long_text_is_folded_only_as_the_value_of_a_key_in_a_block() -> None:
    text = LONG.strip()
    assert write_yaml({"a": text}) == f"a: >-\n  {text[:95]}\n  {text[96:]}\n"
    assert write_yaml([{"a": text, "b": text}]).startswith(f"- a: >-\n    {text[:95]}\n    {text[96:]}\n  b: >-\n")
    assert write_yaml([{"a": text}]) == f'- {{a: "{text}"}}\n'
    assert write_yaml([text]) == f'- "{text}"\n'
    assert write_yaml(text) == f'"{text}"\n'
    assert write_yaml({"a": "x" * 101}) == f"a: {'x' * 101}\n"
    assert write_yaml({"a": "X" * 101}) == f'a: "{"X" * 101}"\n'
    assert write_yaml({"a": text[:100]}).startswith('a: "')


def test_folded_lines_keep_to_100_columns_where_words_allow() -> None:
    text = write_yaml({"a": {"b": {"c": {"d": "lorem ipsum dolor " * 30 + "x" * 120}}}})
    assert max(map(len, text.splitlines()[4:-1])) <= 100 < len(text.splitlines()[-1])


def test_lists_of_scalars_are_on_one_line_up_to_120_columns() -> None:
    fits: Any = {"a": ["x" * 57, "x" * 56]}
    assert write_yaml(fits) == f"a: [{'x' * 57}, {'x' * 56}]\n"
    assert len(write_yaml(fits)) == 121
    assert write_yaml({"a": ["x" * 57, "x" * 57]}) == f"a:\n  - {'x' * 57}\n  - {'x' * 57}\n"


def test_a_mapping_is_on_one_line_up_to_120_columns_and_two_levels() -> None:
    assert write_yaml({"a": {"b": 1, "c": ["d", "e"]}}) == "a: {b: 1, c: [d, e]}\n"
    assert write_yaml({"a": {"b": {"c": 1}}}) == "a: {b: {c: 1}}\n"
    assert write_yaml({"a": {"b": {"c": {"d": 1}}}}) == "a:\n  b: {c: {d: 1}}\n"
    assert write_yaml([{"b": [{"c": {"d": 1}}]}]) == "- b:\n    - {c: {d: 1}}\n"
    assert write_yaml({"a": {"b": "x" * 112}}) == f"a: {{b: {'x' * 112}}}\n"
    assert write_yaml({"a": {"b": "x" * 113}}) == f"a:\n  b: {'x' * 113}\n"


def test_lists_in_lists_and_empty_ones_are_written() -> None:
    assert write_yaml([[1, [2]], [{"a": 1}], [], {}]) == "- [1, [2]]\n- - {a: 1}\n- []\n- {}\n"
    assert write_yaml({}) == "{}\n"


def test_a_text_is_folded_from_101_characters() -> None:
    text = " ".join(["word"] * 20)
    assert len(text) == 99
    assert write_yaml({"a": f"{text}."}) == f'a: "{text}."\n'
    assert write_yaml({"a": f"{text}.."}).startswith("a: >-\n  word")


@pytest.mark.parametrize("data", [{"a": {"b": {}}}, {"a": {"b": {"c": []}}}])
def test_what_is_empty_adds_no_depth(data: Any) -> None:
    assert write_yaml(data).count("\n") == 1


def test_a_line_is_full_at_120_characters_its_indent_included() -> None:
    rich: Any = {"x": {"r": {"s": {"t": 1}}, "k": ["a" * 113]}}
    assert f"\n  k: [{'a' * 113}]\n" in write_yaml(rich)
    rich["x"]["k"] = ["a" * 114]
    assert f"\n  k:\n    - {'a' * 114}\n" in write_yaml(rich)
