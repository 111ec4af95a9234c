"""Plain data: text is decoded from UTF-8 that hides nothing, and what could not be read back is not written."""

import itertools
import math
from typing import Any

import pytest
from refusals import Reader, Writer, brief_refusal, refusal

from untip._formats.json import read_json, write_json
from untip._formats.plain import decode, hidden_in
from untip._formats.yaml_reader import read_yaml
from untip._formats.yaml_writer import write_yaml
from untip._schema.fields import text_fault
from untip.errors import Problem, ValidationError


@pytest.mark.parametrize("read", [read_yaml, read_json, decode])
@pytest.mark.parametrize(
    ("data", "place", "found"),
    [
        (b"\xef\xbb\xbfa: 1\n", (1, 1), "'a byte order mark'"),
        ("a: 1\n".encode("utf-16"), (1, 1), "'UTF-16'"),
        (b"\xfe\xff\x00a", (1, 1), "'UTF-16'"),
        ("a: 1\n".encode("utf-16-le"), (1, 2), "'U+0000'"),
        ("a: é\nbé: ".encode() + b"\xe9\n", (2, 5), "'byte 0xE9'"),
        ("a: é\n".encode("latin-1"), (1, 4), "'byte 0xE9'"),
        (b"a: 1\nb: \x00\n", (2, 4), "'U+0000'"),
        ("a: 1\n\nname: x\u202ey\n", (3, 8), "'U+202E'"),
        ("a: \u2066x\u2069\n", (1, 4), "'U+2066'"),
        ("a: x\u200by\n", (1, 5), "'U+200B'"),
        ("a: x\u200dy\n", (1, 5), "'U+200D'"),
        ("a: x\xady\n", (1, 5), "'U+00AD'"),
        ("a: x\ufeff\n", (1, 5), "'U+FEFF'"),
        ("a: \x1b[31m\n", (1, 4), "'U+001B'"),
        ("a: x\x7f\n", (1, 5), "'U+007F'"),
        ("a: x\x85b: y\n", (1, 5), "'U+0085'"),
        ("a: x\u2028b: y\n", (1, 5), "'U+2028'"),
        ("a: \uffff\n", (1, 4), "'U+FFFF'"),
        ("a: x\u0600y\n", (1, 5), "'U+0600'"),
        ("a: x\u0378y\ue000\n", (1, 5), "'U+0378'"),
        ("a: x\ue000y\u0378\n", (1, 5), "'U+E000'"),
        ("a: x\U000e0041\n", (1, 5), "'U+E0041'"),
        ("a: x\rb: y\n", (1, 5), "'U+000D'"),
        ("a: \ud800\n", (1, 4), "'byte 0xED'"),
    ],
)
def test_text_that_is_not_utf8_or_hides_something_is_refused_with_its_place(
    read: Reader, data: Any, place: tuple[int, int], found: Any
) -> None:
    problem = refusal(read, data)
    assert ((problem.line, problem.column), problem.found) == (place, found)


@pytest.mark.parametrize("sign", ["\u0600", "\xad", "\u200b", "\u0378", "\ue000", "\U000e0041", "\x7f", "\u2028"])
def test_what_a_field_may_not_have_a_file_may_not_have_and_is_written_as_an_escape(sign: str) -> None:
    text = f"a{sign}b"
    assert f"U+{ord(sign):04X}" in str(text_fault(text))
    assert hidden_in(text) == {sign}
    for write in (write_json, write_yaml):
        written = write({"name": text, "long": " ".join(["word", text] * 30)})
        assert written.isascii()
        read: Any = read_json(written) if write is write_json else read_yaml(written)[0]
        assert read["name"] == text
    assert hidden_in("a\tb\r\nc é") == frozenset()  # they lay a file out; of a field they are a fault
    assert text_fault("a\tb") is not None


def test_lines_may_end_in_crlf() -> None:
    assert decode(b"a\r\nb\r\n") == "a\nb\n"
    assert read_yaml(b"a: 1\r\nb: |\r\n  x\r\n  y\r\n")[0] == {"a": 1, "b": "x\ny\n"}


def test_size_counts_in_bytes_and_is_looked_at_first() -> None:
    text = '{"a": "ééé"}'
    assert len(text.encode()) == 15
    assert read_json(text, limit=15) == read_yaml(text, limit=15)[0] == {"a": "ééé"}
    for read in (read_yaml, read_json):
        assert brief_refusal(read, text, limit=len(text)) == (1, 1, "has 15 bytes; the limit is 12")
        assert brief_refusal(read, b"\xff" * 20, limit=19) == (1, 1, "has 20 bytes; the limit is 19")
    assert refusal(read_yaml, "a" * 1_000_001).expected == "at most 1000000 bytes"
    assert refusal(read_json, b" " * 50_000_001).expected == "at most 50000000 bytes"
    assert decode("x" * 2_000_000)


@pytest.mark.parametrize(("text", "place"), [("\rx", (1, 1)), ("a\rb\rc", (1, 2))])
def test_of_lone_carriage_returns_the_first_is_named(text: str, place: tuple[int, int]) -> None:
    problem = refusal(decode, text)
    assert (problem.line, problem.column, problem.found) == (*place, "'U+000D'")


# ── what no reader takes, no writer writes ────────────────────────────────────────────────────────────────────────────

LOOP: list[Any] = []
LOOP.append(LOOP)


@pytest.mark.parametrize("write", [write_yaml, write_json])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"a": (1,)}, "found (1,) of type tuple, expected a JSON type"),
        ([{1}], "found {1} of type set, expected a JSON type"),
        ({1: "a"}, "found the key 1, expected text"),
        ({None: "a"}, "found the key None, expected text"),
        (["\ud800"], "found half a character in '\\ud800'"),
        ({"\ud800": 1}, "found half a character in '\\ud800'"),
        (10**18, "found 1000000000000000000, expected at most 18 digits"),
        (-(10**18), "found -1000000000000000000, expected at most 18 digits"),
        (math.nan, "found nan, expected a finite number"),
        ({"a": [-math.inf]}, "found -inf, expected a finite number"),
        (LOOP, "lists and mappings are nested more than 32 deep"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(write: Writer, data: Any, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        write(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("key", ["", "x" * 101])
def test_a_key_that_yaml_could_not_hold_is_not_written(key: str) -> None:
    with pytest.raises(ValidationError, match=f"found a key of {len(key)} characters, expected 1 to 100"):
        write_yaml({"a": [{key: 1}]})
    assert read_json(write_json({key: 1})) == {key: 1}


@pytest.mark.parametrize("write", [write_yaml, write_json])
@pytest.mark.parametrize(
    ("data", "message", "found", "expected"),
    [
        ({1: 2}, "found the key 1, expected text", "1", "text"),
        ("\ud800", r"found half a character in '\ud800'", r"'\ud800'", "whole characters"),
        (10**18, f"found {10**18}, expected at most 18 digits", str(10**18), "at most 18 digits"),
        (math.nan, "found nan, expected a finite number", "nan", "a finite number"),
        ((1,), "found (1,) of type tuple, expected a JSON type", "(1,)", "a JSON type"),
    ],
    ids=itertools.count(1),
)
def test_a_refusal_to_write_says_what_was_found_and_what_was_expected(
    write: Writer, data: Any, message: str, found: Any, expected: Any
) -> None:
    with pytest.raises(ValidationError) as caught:
        write([data])
    assert caught.value.problems == (Problem(message, found=found, expected=expected),)


def test_a_key_that_cannot_be_read_back_is_not_written() -> None:
    with pytest.raises(ValidationError) as caught:
        write_yaml({"": 1})
    message, expected = "found a key of 0 characters, expected 1 to 100", "1 to 100 characters"
    assert caught.value.problems == (Problem(message, found="''", expected=expected),)


@pytest.mark.parametrize("write", [write_yaml, write_json])
def test_what_is_32_deep_is_written(write: Writer) -> None:
    data: list[Any] = []
    for _ in range(31):
        data = [data]
    assert write(data)
    with pytest.raises(ValidationError):
        write([data])
