"""JSON: what is read, what is refused and where, and what is written."""

from typing import Any, NoReturn

import pytest
from refusals import brief_refusal, refusal, same

from untip._formats import json as json_format
from untip._formats.json import json_places, read_json, write_json
from untip.errors import Problem


def test_json_is_read_as_plain_data() -> None:
    text = '{"a": [1, -0.5e2, true, null, "\\ud83d\\ude00 12345678901234567890 NaN"], "b": {"a": 1}, "c": {}}'
    expected = {"a": [1, -50.0, True, None, "😀 12345678901234567890 NaN"], "b": {"a": 1}, "c": {}}
    assert same(read_json(text), expected)
    assert same(read_json("0.12345678901234567890123"), 0.12345678901234568)
    assert same(read_json("1.5e-300"), 1.5e-300)
    assert same(read_json("1e100"), 1e100)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "is not JSON: Expecting value"),
        ('{"a": 1}\n{"a": 2}', 2, 1, "is not JSON: Extra data"),
        ('{"a": 1} x', 1, 10, "is not JSON: Extra data"),
        ("a: 1", 1, 1, "is not JSON: Expecting value"),
        ('["a\nb"]', 1, 4, "is not JSON: Invalid control character at"),
        ('{\n"a": 1,\n"b": {},\n"a": 2}', 4, 1, "the key 'a' stands here and in line 2; keep one"),
        ('[[{"b": [], "\\u0062": {"b": 1}}]]', 1, 13, "the key 'b' stands here and in line 1; keep one"),
        ('{"a": {"b": "b", "c": ["b", "b"], "b": 1}}', 1, 35, "the key 'b' stands here and in line 1; keep one"),
        ("[1,\nNaN]", 2, 1, "found NaN, which JSON does not have"),
        ('{"a": -Infinity}', 1, 7, "found -Infinity, which JSON does not have"),
        ("[Infinity]", 1, 2, "found Infinity, which JSON does not have"),
        ("[1e999]", 1, 2, "found '1e999', which is too large"),
        ("[1,\n -1234567890123456789]", 2, 2, "found '-1234567890123456789', a number of more than 18 digits"),
        ('["\\ud83d"]', 1, 2, "found half a character in '\"\\\\ud83d\"'"),
        ('{"\\ude00": 1}', 1, 2, "found half a character in '\"\\\\ude00\"'"),
        ("[" * 33 + "]" * 33, 1, 33, "lists and mappings are nested more than 32 deep"),
        ('{"a":' * 33 + "1" + "}" * 33, 1, 161, "lists and mappings are nested more than 32 deep"),
        ("[" * 100_000, 1, 33, "lists and mappings are nested more than 32 deep"),
    ],
)
def test_what_is_no_strict_json_is_refused_with_its_place(text: Any, line: int, column: int, message: str) -> None:
    assert brief_refusal(read_json, text) == (line, column, message)


def test_json_numbers_that_python_itself_refuses_are_refused_with_their_place() -> None:
    problem = refusal(read_json, "[1,\n" + "9" * 5000 + "]")
    assert (problem.line, problem.column, problem.expected) == (2, 1, "at most 18 digits")


def test_json_is_nested_up_to_32() -> None:
    assert read_json("[" * 32 + "]" * 32)


def test_json_values_are_refused_beyond_a_million() -> None:
    assert brief_refusal(read_json, "[" + "1," * 1_000_000 + "1]") == (1, 1, "has more than 1000000 values")


def test_no_recursion_error_leaks_even_where_the_caller_has_used_up_the_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*args: Any, **options: Any) -> NoReturn:
        raise RecursionError("too deep")

    monkeypatch.setattr("untip._formats.json.json.loads", exhausted)
    assert brief_refusal(read_json, "[1]") == (1, 1, "is not JSON that can be read: too deep")


def test_18_digits_beside_what_looks_like_more_are_read() -> None:
    assert read_json('[123456789012345678, "1234567890123456789"]') == [123456789012345678, "1234567890123456789"]


def test_the_limit_of_values_counts_commas_and_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[{"a": [1, 2]}]'
    monkeypatch.setattr(json_format, "VALUE_LIMIT", 4)
    assert read_json(text) == [{"a": [1, 2]}]
    monkeypatch.setattr(json_format, "VALUE_LIMIT", 3)
    assert refusal(read_json, text) == Problem(
        "has more than 3 values", file="f", line=1, column=1, expected="at most 3 values"
    )


def test_json_places_are_those_of_values_or_of_the_innermost_around() -> None:
    text = '{"a": [true, null,\n  {"b\\u0041": "x, [", "c": 2.5}], "d": {}}'
    paths = [(), ("a",), ("a", 1), ("a", 2), ("a", 2, "bA"), ("a", 2, "c"), ("a", 2, "z", 1), ("d",), ("e",), ("a", 9)]
    assert list(json_places(text, paths).values()) == [
        *((1, 1), (1, 7), (1, 14), (2, 3), (2, 15), (2, 28), (2, 3), (2, 40), (1, 1), (1, 7))
    ]


# ── writing JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_is_written_as_utf8_that_hides_nothing() -> None:
    assert write_json({"b": "é", "a": [1]}) == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'
    assert write_json({"b": "é", "a": [1]}, indent=None) == '{"b": "é", "a": [1]}\n'
    assert write_json("\u202e\U000e0041\x7f", None) == '"\\u202e\\udb40\\udc41\\u007f"\n'
