"""Problems of texts and plain data: where, what was found, what was expected; and the paths that they name."""

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import Reader, refusal

from untip._formats.json import read_json
from untip._formats.problems import join_path, split_path
from untip._formats.yaml_reader import read_yaml
from untip.errors import Problem


@pytest.mark.parametrize(
    ("read", "text", "line", "column", "message", "found", "expected"),
    [
        (read_yaml, "[" * 33, 1, 33, "lists and mappings are nested more than 32 deep", None, "at most 32 deep"),
        (read_yaml, "", 1, 1, "is empty; expected one document", None, "one document"),
        (read_yaml, "a: 1\n---\nb: 2\n", 2, 1, "found a second document; keep one a file", "'---'", "one document"),
        (read_yaml, "a: 1\na: 2\n", 2, 1, "the key 'a' stands here and in line 1; keep one", "'a'", "each key once"),
        (read_yaml, "? [a]\n: x\n", 1, 3, "found a list or mapping as a key; a key must be text", None, "text"),
        (read_yaml, "<<: {a: 1}\n", 1, 1, "found the merge key <<; write the entries out", "'<<'", "no merge keys"),
        (read_yaml, "1: x\n", 1, 1, "found the key '1', which is not text; put it in quotes", "'1'", "text"),
        (read_yaml, "'': x\n", 1, 1, "found a key of 0 characters, expected 1 to 100", "''", "1 to 100 characters"),
        (read_yaml, "a: *b\n", 1, 4, "found the alias *b; write its value out", "'*b'", "no aliases"),
        (read_yaml, "a: &b x\n", 1, 4, "found the anchor &b; remove it", "'&b'", "no anchors"),
        (
            read_yaml,
            "a: !!str x\n",
            1,
            4,
            "found the tag 'tag:yaml.org,2002:str'; remove it",
            "'tag:yaml.org,2002:str'",
            "no tags",
        ),
        (
            read_yaml,
            "a: 1234567890123456789\n",
            1,
            4,
            "found '1234567890123456789', a number of more than 18 digits; if it is text, quote it",
            "'1234567890123456789'",
            "at most 18 digits",
        ),
        (read_yaml, "a: 1.0e999\n", 1, 4, "found '1.0e999', which is too large", "'1.0e999'", "a 64-bit number"),
        (read_yaml, "%YAML 1.1\n---\na\n", 1, 1, "found a directive; remove the line", "'%'", "no directives"),
        (read_yaml, "a: b: c\n", 1, 5, "is not YAML: mapping values are not allowed in this context", None, "YAML"),
        (
            read_yaml,
            b"a: \xff\n",
            1,
            4,
            "found byte 0xFF, which is not UTF-8; save it as UTF-8",
            "'byte 0xFF'",
            "UTF-8",
        ),
        (
            read_yaml,
            b"\xef\xbb\xbfa",
            1,
            1,
            "begins with a byte order mark; save it as UTF-8 without a byte order mark",
            "'a byte order mark'",
            "plain UTF-8",
        ),
        (
            read_yaml,
            b"\xff\xfea\x00",
            1,
            1,
            "begins with UTF-16; save it as UTF-8 without a byte order mark",
            "'UTF-16'",
            "plain UTF-8",
        ),
        (
            read_yaml,
            "a: \u202e\n",
            1,
            4,
            "found the hidden character U+202E; remove it",
            "'U+202E'",
            "characters that show",
        ),
        (
            read_yaml,
            "\n\na: \x00",
            3,
            4,
            "found the hidden character U+0000; remove it",
            "'U+0000'",
            "characters that show",
        ),
        (read_yaml, "\n\x00", 2, 1, "found the hidden character U+0000; remove it", "'U+0000'", "characters that show"),
        (
            read_json,
            '["\\ud83d"]',
            1,
            2,
            "found half a character in '\"\\\\ud83d\"'",
            "'\"\\\\ud83d\"'",
            "whole characters",
        ),
        (read_json, "[NaN]", 1, 2, "found NaN, which JSON does not have", "'NaN'", "a finite number"),
        (read_json, "[-Infinity]", 1, 2, "found -Infinity, which JSON does not have", "'-Infinity'", "a finite number"),
        (
            read_json,
            "[1234567890123456789]",
            1,
            2,
            "found '1234567890123456789', a number of more than 18 digits",
            "'1234567890123456789'",
            "at most 18 digits",
        ),
        (read_json, "[1e999]", 1, 2, "found '1e999', which is too large", "'1e999'", "a 64-bit number"),
        (
            read_json,
            '{"a": 1,\n "\\u0061": 2}',
            2,
            2,
            "the key 'a' stands here and in line 1; keep one",
            "'a'",
            "each key once",
        ),
        (
            read_json,
            "[" * 33 + "]" * 33,
            1,
            33,
            "lists and mappings are nested more than 32 deep",
            None,
            "at most 32 deep",
        ),
        (read_json, "[1", 1, 3, "is not JSON: Expecting ',' delimiter", None, "JSON"),
        (read_json, "", 1, 1, "is not JSON: Expecting value", None, "JSON"),
        (read_json, "[" * 100000, 1, 33, "lists and mappings are nested more than 32 deep", None, "at most 32 deep"),
    ],
    ids=itertools.count(1),
)
def test_a_problem_says_where_what_was_found_and_what_was_expected(
    read: Reader, text: Any, line: int, column: int, message: str, found: Any, expected: Any
) -> None:
    whole = Problem(message, file="f", line=line, column=column, found=found, expected=expected)
    assert refusal(read, text) == whole


@given(st.lists(st.sampled_from(["name", "citations", 0, 12]), max_size=6).map(tuple))
def test_a_path_is_split_as_it_was_joined(path: tuple[str | int, ...]) -> None:
    text = join_path(path)
    assert split_path(text) == path
    assert join_path(split_path(text)) == text


def test_a_key_that_would_break_a_path_is_shown_in_quotes() -> None:
    assert join_path(("a\nb", 0, "c")) == r"'a\nb'[0].c"
