"""Reading YAML: what is plain data, what is refused and in which words, and where each value stands."""

from typing import Any, NoReturn

import pytest
import yaml
from refusals import brief_refusal, refusal, same

from untip._formats import yaml_reader
from untip._formats.yaml_reader import Positions, read_yaml
from untip.errors import Problem, ValidationError


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("123456789012345678", 123456789012345678),
        ("16.10", 16.1),
        ("-0.5e-3", -0.0005),
        ("1.0E+3", 1000.0),
        *((text, text) for text in ("NO", "yes", "on", "True", "TRUE", "Null", "y", "n", ".inf", ".nan", "=", "<<")),
        *((text, text) for text in ("2000-11-15", "2000-11", "12:30", "0x1F", "0o17", "017", "1_000", "+1", ".5")),
        *((text, text) for text in ("1.", "1e3", "1.5.2", "-x", "8.a", "1 2", "a b", "a#b", "١٢")),
        ("'1'", "1"),
        ('"true"', "true"),
        ('""', ""),
        ("|-\n  1", "1"),
        (">-\n  null", "null"),
        (r'"\ta\u00e9\U0001F600"', "\taé😀"),
    ],
)
def test_only_the_words_and_numbers_of_json_are_more_than_text(loader: Any, scalar: str, value: Any) -> None:
    data, _ = read_yaml(f"a: {scalar}\n")
    assert same(data, {"a": value})


def test_collections_in_every_style_are_plain_lists_and_dicts(loader: Any) -> None:
    text = "---\na: [1, {b: c}, [], {}]\nd:\n  - e\n  - f: g\n    h: i\n? j\n: k\nNO: l\n'<<': m\n'1': n\n...\n"
    assert read_yaml(text)[0] == {
        "a": [1, {"b": "c"}, [], {}],
        "d": ["e", {"f": "g", "h": "i"}],
        "j": "k",
        "NO": "l",
        "<<": "m",
        "1": "n",
    }


@pytest.mark.parametrize(("text", "data"), [("x", "x"), ("- 1\n", [1]), ("{}", {}), ("---\n", None), ("# c\n5\n", 5)])
def test_a_document_may_hold_anything_plain(loader: Any, text: Any, data: Any) -> None:
    assert same(read_yaml(text)[0], data)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "is empty; expected one document"),
        ("# only a comment\n", 2, 1, "is empty; expected one document"),
        ("a: 1\n---\nb: 2\n", 2, 1, "found a second document; keep one a file"),
        ("--- a\n--- b\n", 2, 1, "found a second document; keep one a file"),
        ("%YAML 1.1\n---\na: 1\n", 1, 1, "found a directive; remove the line"),
        ("# c\n\n%FOO bar\n---\na: 1\n", 3, 1, "found a directive; remove the line"),
        ("a: 1\nb: &x 2\n", 2, 4, "found the anchor &x; remove it"),
        ("a: &x [1]\n", 1, 4, "found the anchor &x; remove it"),
        ("&x a: 1\n", 1, 1, "found the anchor &x; remove it"),
        ("- *x\n", 1, 3, "found the alias *x; write its value out"),
        ("a: 1\n*x : 2\n", 2, 1, "found the alias *x; write its value out"),
        ("a: !!str 1\n", 1, 4, "found the tag 'tag:yaml.org,2002:str'; remove it"),
        (
            "a: !!python/object:os.system {}\n",
            1,
            4,
            "found the tag 'tag:yaml.org,2002:python/object:os.system'; remove it",
        ),
        ("a:\n  - ! x\n", 2, 5, "found the tag '!'; remove it"),
        ("a: {<<: {b: 1}}\n", 1, 5, "found the merge key <<; write the entries out"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' stands here and in line 1; keep one"),
        ("a:\n  - b: 1\n    c: 2\n    'b': 3\n", 4, 5, "the key 'b' stands here and in line 2; keep one"),
        ("a: {b: {c: 1, c: 2}}\n", 1, 15, "the key 'c' stands here and in line 1; keep one"),
        ("a: 1\n2: b\n", 2, 1, "found the key '2', which is not text; put it in quotes"),
        ("true: b\n", 1, 1, "found the key 'true', which is not text; put it in quotes"),
        ("8.7: b\n", 1, 1, "found the key '8.7', which is not text; put it in quotes"),
        ("a: 1\n~: b\n", 2, 1, "found the key '~', which is not text; put it in quotes"),
        ('a: {"": b}\n', 1, 5, "found a key of 0 characters, expected 1 to 100"),
        ("x" * 101 + ": 1\n", 1, 1, "found a key of 101 characters, expected 1 to 100"),
        ("a: 1\n? [b]\n: 2\n", 2, 3, "found a list or mapping as a key; a key must be text"),
        ("{{a: 1}: 2}\n", 1, 2, "found a list or mapping as a key; a key must be text"),
        (
            "a: 1234567890123456789\n",
            1,
            4,
            "found '1234567890123456789', a number of more than 18 digits; if it is text, quote it",
        ),
        ("a: -1.0e999\n", 1, 4, "found '-1.0e999', which is too large"),
        # what the two parsers would read differently
        ("a: 1\n\tb: 2\n", 2, 1, "found a tab; use spaces, or \\t in double quotes"),
        ('a: "x\ty"\n', 1, 6, "found a tab; use spaces, or \\t in double quotes"),
        ("a: 1 # x\ty\n", 1, 9, "found a tab; use spaces, or \\t in double quotes"),
        ("a: {b:c}\n", 1, 5, "found the key 'b:c' without a colon and a space after it"),
        ('a: {"b":c}\n', 1, 5, "found the key 'b' without a colon and a space after it"),
        ("a: {b}\n", 1, 5, "found the key 'b' without a colon and a space after it"),
        ("a: [b:c]\n", 1, 5, "found 'b:c' inside brackets without quotes; put it in quotes"),
    ],
)
def test_what_is_no_plain_data_is_refused_with_its_place_and_the_correction(
    loader: Any, text: Any, line: int, column: int, message: str
) -> None:
    assert brief_refusal(read_yaml, text) == (line, column, message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x: 1\na: [b?]\n", "found 'b?' inside brackets without quotes; put it in quotes"),
        ("x: 1\na: {b: c?}\n", "found 'c?' inside brackets without quotes; put it in quotes"),
        ("x: 1\na: >#x\n  b\n", "found '>#x'; write >- alone"),
    ],
)
def test_what_only_one_parser_would_read_is_refused_with_either(loader: Any, text: str, message: str) -> None:
    problem = refusal(read_yaml, text)
    assert problem.line == 2
    assert problem.message == message or problem.message.startswith("is not YAML: ")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b:c\n", {"a": "b:c"}),
        ("a: b?\n", {"a": "b?"}),
        ("a: ['b:c', \"d?\"]\n", {"a": ["b:c", "d?"]}),
        ("a: {'b': c}\n", {"a": {"b": "c"}}),
        ('a: "x\\ty"\n', {"a": "x\ty"}),
        ("a: |-\n  b\n", {"a": "b"}),
        ("a: >2 # why\n   b\n", {"a": " b\n"}),
    ],
)
def test_what_both_parsers_read_alike_is_read(loader: Any, text: str, data: Any) -> None:
    assert same(read_yaml(text)[0], data)
    assert same(yaml.load(text, loader), data)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1\n", 2),
        ("a: 1\n b: 2\n", 2),
        ("a: 1\n- b\n", 2),
        ("a: 'b\n", 2),
        ("a: 1\nb: @c\n", 2),
        ("a: b: c\n", 1),
        ("{a: 1} b\n", 1),
        ("a: 1\n...\nb: 2\n", 3),
        ('a: 1\nb: "\\q"\n', 2),
        ('a: 1\nb: "\\uXYZ"\n', 2),
        ("<html>\n<a>: [</a>\n", 2),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line_and_the_cause(loader: Any, text: Any, line: int) -> None:
    problem = refusal(read_yaml, text)
    assert problem.line == line
    assert problem.message.startswith("is not YAML: ")
    assert len(problem.message) > 20


@pytest.mark.parametrize("escape", [r"\ud83d", r"\ud83d\ude00", r"\udfff", r"\U00110000", r"\UFFFFFFFF"])
def test_an_escape_of_no_character_is_refused(loader: Any, escape: str) -> None:
    assert refusal(read_yaml, f'a: "{escape}"\n').line == 1


def test_an_error_without_a_place_is_one_of_the_whole_file(loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, text: str) -> None:
            pass

        def get_event(self) -> NoReturn:
            raise yaml.MarkedYAMLError(None, None, "it broke")

    monkeypatch.setattr(yaml_reader, "_Loader", Broken)
    assert brief_refusal(read_yaml, "a") == (1, 1, "is not YAML: it broke")


def test_hidden_characters_may_be_read_from_escapes_for_the_schema_to_judge(loader: Any) -> None:
    assert read_yaml(r'a: "x\u202ey\0"')[0] == {"a": "x\u202ey\0"}


def test_nesting_is_refused_beyond_32(loader: Any) -> None:
    assert read_yaml("[" * 32 + "]" * 32)[0]
    assert read_yaml("- " * 31 + "[]")[0]
    deep = "lists and mappings are nested more than 32 deep"
    assert brief_refusal(read_yaml, "[" * 33 + "]" * 33) == (1, 33, deep)
    assert brief_refusal(read_yaml, "- " * 32 + "[]") == (1, 65, deep)
    assert brief_refusal(read_yaml, "{a: " * 33 + "}" * 33) == (1, 129, deep)


@pytest.mark.parametrize("text", ["[" * 100_000, "[\n" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000])
def test_100_000_nested_lists_are_refused_and_crash_nothing(loader: Any, text: Any) -> None:
    assert refusal(read_yaml, text).line in (1, 33)


@pytest.mark.slow
def test_200_000_keys_are_refused_at_the_100_000th() -> None:
    keys = "".join(f"k{i}: 1\n" for i in range(200_000))
    assert brief_refusal(read_yaml, keys, limit=3_000_000) == (100_000, 9, "has more than 100000 values")


def test_values_are_counted_at_every_depth(loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "NODE_LIMIT", 4)
    assert read_yaml("a: [1, 2]\n")[0] == {"a": [1, 2]}
    assert refusal(read_yaml, "a: [1, 2, 3]\n").line == 1


def test_a_scalar_of_10_mb_is_read_where_the_limit_allows_it() -> None:
    assert read_yaml("a: " + "x" * 10_000_000, limit=20_000_000)[0] == {"a": "x" * 10_000_000}
    assert refusal(read_yaml, "a: " + "x" * 10_000_000).found == "10000003"


def test_a_million_bytes_of_directives_or_blank_lines_end_at_once(loader: Any) -> None:
    assert refusal(read_yaml, "%TAG !a! x\n" * 90_000).line == 1
    assert refusal(read_yaml, "#\n" * 400_000 + "%").line == 400_001


def test_half_a_character_is_named_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_Loader", yaml.SafeLoader)
    message = "found the escape of half a character"
    whole = Problem(message, file="f", line=1, column=4, found=r"'\ud83d'", expected="whole characters")
    assert refusal(read_yaml, r'a: "\ud83d"') == whole


def test_a_key_that_comes_twice_is_refused_with_the_line_of_the_key() -> None:
    with pytest.raises(ValidationError, match="stands here and in line 1; keep one"):
        read_yaml(b"a:\n  x\na: y\n")


# ── positions ─────────────────────────────────────────────────────────────────────────────────────────────────────────

PLACED = """\
# a comment
name: "é"
roles:
  - who: x
    attested: [a, b]
  - {who: y,
     nested: {k: v}}
text: >-
  folded
empty:
"""


def test_positions_give_the_place_of_each_value_and_key(loader: Any) -> None:
    _, positions = read_yaml(PLACED)
    assert isinstance(positions, Positions)
    expected = {
        (): (2, 1),
        ("name",): (2, 7),
        ("roles", 0, "who"): (4, 10),
        ("roles", 0, "attested", 1): (5, 19),
        ("roles", 1): (6, 5),
        ("roles", 1, "who"): (6, 11),
        ("roles", 1, "nested", "k"): (7, 18),
        ("text",): (8, 7),
        ("empty",): (10, 7),
    }
    assert {path: positions[path] for path in expected} == expected
    assert positions.key_at(("name",)) == (2, 1)
    assert positions.key_at(("roles", 1, "nested", "k")) == (7, 15)
    assert positions.key_at(("roles", 1)) == (6, 5)


def test_a_list_or_mapping_with_a_key_stands_at_its_key(loader: Any) -> None:
    _, positions = read_yaml(PLACED)
    assert positions["roles",] == positions.key_at(("roles",)) == (3, 1)
    assert positions["roles", 1, "nested"] == (7, 6)


def test_the_nearest_place_is_that_of_the_innermost_value_that_exists(loader: Any) -> None:
    _, positions = read_yaml(PLACED)
    assert positions.nearest(("roles", 1, "who")) == (6, 11)
    assert positions.nearest(("roles", 1, "role")) == (6, 5)
    assert positions.nearest(("roles", 7, "who")) == (3, 1)
    assert positions.nearest(("name", "x", 0)) == (2, 7)
    assert positions.nearest(("roles", "x")) == (3, 1)
    assert positions.nearest(("missing",)) == positions.nearest(()) == (2, 1)


def test_a_path_that_leads_nowhere_has_no_place() -> None:
    _, positions = read_yaml(PLACED)
    assert ("roles", 0, "who") in positions
    assert ("roles", 2) not in positions
    with pytest.raises(KeyError):
        positions["missing",]
    with pytest.raises(KeyError):
        positions.key_at(("name", 0))


def test_a_path_of_nothing_has_no_place() -> None:
    _, positions = read_yaml("a: 1")
    with pytest.raises(KeyError) as caught:
        positions["b",]
    assert caught.value.args == (("b",),)
