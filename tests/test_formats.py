"""What text is read, what is refused and in which words, and the one form in which data are written."""

import itertools
import json
import math
from collections.abc import Callable
from typing import Any, NoReturn

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from untip._formats import texts as _formats
from untip._formats import strict as _strict
from untip.errors import Problem, ValidationError
from untip._formats.texts import Positions, decode, read_json, read_yaml, write_json, write_yaml

Reader = Callable[..., Any]
Writer = Callable[..., str]

LOADERS: list[Any] = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each test that asks for it runs with PyYAML's own parser and with libyaml's."""
    monkeypatch.setattr(_strict, "_Loader", request.param)
    return request.param


def refusal(read: Reader, text: Any, **options: Any) -> Problem:
    """Give the one problem for which a text is refused."""
    with pytest.raises(ValidationError) as caught:
        read(text, "f", **options)
    (problem,) = caught.value.problems
    assert problem.file == "f"
    return problem


def outcome(read: Reader, text: Any) -> tuple[Any, tuple[Problem, ...]]:
    """Give what was read, and the problems."""
    try:
        return read(text), ()
    except ValidationError as error:
        return None, error.problems


def brief_refusal(read: Reader, text: Any, **options: Any) -> tuple[int | None, int | None, str]:
    problem = refusal(read, text, **options)
    return problem.line, problem.column, problem.message


def same(left: object, right: object) -> bool:
    """Equal and of the same types: 1 is not True and not 1.0."""
    return repr(left) == repr(right)


# ── decoding ──────────────────────────────────────────────────────────────────────────────────────────────────────────


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


def test_lines_may_end_in_crlf() -> None:
    assert decode(b"a\r\nb\r\n") == "a\nb\n"
    assert read_yaml(b"a: 1\r\nb: |\r\n  x\r\n  y\r\n")[0] == {"a": 1, "b": "x\ny\n"}


def test_size_counts_in_bytes_and_is_looked_at_first() -> None:
    text = '{"a": "ééé"}'
    for read in (read_yaml, read_json):
        assert same(read(text, limit=len(text) + 3), read(text)) or read is read_yaml
        assert brief_refusal(read, text, limit=len(text)) == (1, 1, "has 15 bytes; the limit is 12")
        assert brief_refusal(read, b"\xff" * 20, limit=19) == (1, 1, "has 20 bytes; the limit is 19")
    assert refusal(read_yaml, "a" * 1_000_001).expected == "at most 1000000 bytes"
    assert refusal(read_json, b" " * 50_000_001).expected == "at most 50000000 bytes"
    assert decode("x" * 2_000_000)


# ── reading YAML ──────────────────────────────────────────────────────────────────────────────────────────────────────


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
    ],
)
def test_what_is_no_plain_data_is_refused_with_its_place_and_the_mend(
    loader: Any, text: Any, line: int, column: int, message: str
) -> None:
    assert brief_refusal(read_yaml, text) == (line, column, message)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1\n", 2),
        ("a: 1\n b: 2\n", 2),
        ("a: 1\n\tb: 2\n", 2),
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

    monkeypatch.setattr(_strict, "_Loader", Broken)
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


def test_200_000_keys_are_refused_at_the_100_000th() -> None:
    keys = "".join(f"k{i}: 1\n" for i in range(200_000))
    assert brief_refusal(read_yaml, keys, limit=3_000_000) == (100_000, 9, "has more than 100000 values")


def test_values_are_counted_at_every_depth(loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_strict, "NODE_LIMIT", 4)
    assert read_yaml("a: [1, 2]\n")[0] == {"a": [1, 2]}
    assert refusal(read_yaml, "a: [1, 2, 3]\n").line == 1


def test_a_scalar_of_10_mb_is_read_where_the_limit_allows_it() -> None:
    assert read_yaml("a: " + "x" * 10_000_000, limit=20_000_000)[0] == {"a": "x" * 10_000_000}
    assert refusal(read_yaml, "a: " + "x" * 10_000_000).found == "10000003"


def test_a_million_bytes_of_directives_or_blank_lines_end_at_once(loader: Any) -> None:
    assert refusal(read_yaml, "%TAG !a! x\n" * 90_000).line == 1
    assert refusal(read_yaml, "#\n" * 400_000 + "%").line == 400_001


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("{}[]:,-?&*!|>'\"%@` \n#\\~<"), max_size=60))
@example('a: "\\ud800"')
@example("%YAML 1." + "9" * 5000 + "\n--- a")
def test_any_text_is_read_or_refused_with_a_line(text: Any) -> None:
    for used in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_strict, "_Loader", used)
            result, problems = outcome(read_yaml, text)
        assert result is not None or problems[0].line
        if result is not None:
            assert outcome(write_yaml, result[0])[1] == ()
            assert () in result[1]


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_line(data: Any) -> None:
    for read in (read_yaml, read_json):
        assert all(problem.line for problem in outcome(read, data)[1])


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


# ── writing YAML ──────────────────────────────────────────────────────────────────────────────────────────────────────

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


NAME = st.from_regex(r"[a-z]{1,5}([-_][a-z0-9]{1,5})?", fullmatch=True)
TEXT = (
    NAME
    | st.text(max_size=30)
    | st.lists(NAME, min_size=15, max_size=50).map(" ".join)
    | st.text("ab: -#'\"\\\n\t", max_size=130)
    | st.sampled_from(["yes", "No", "null", "~", "1", "1.5", "0x1", "1:30", "<<", "=", "---", "...", "2000-01-01"])
)
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers(-(10**18) + 1, 10**18 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
KEY = NAME | st.text(min_size=1, max_size=20)
DATA = st.recursive(SCALAR, lambda x: st.lists(x, max_size=5) | st.dictionaries(KEY, x, max_size=5), max_leaves=25)


@given(DATA)
@settings(deadline=None)
@example(-0.0)
@example({"\U000e0041" * 100: "\U000e0041" * 101})
def test_yaml_is_read_back_as_it_was_and_by_every_parser(data: Any) -> None:
    text = write_yaml(data)
    for used in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_strict, "_Loader", used)
            assert same(read_yaml(text)[0], data)
        assert same(yaml.load(text, used), data)
    assert write_yaml(read_yaml(text)[0]) == text
    assert text.endswith("\n")
    assert _strict.HIDDEN.search(text) is None


# ── reading JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────


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

    monkeypatch.setattr("untip._formats.texts.json.loads", exhausted)
    assert brief_refusal(read_json, "[1]") == (1, 1, "is not JSON that can be read: too deep")


@given(st.text(st.sampled_from('{}[]:,"\\ae1-.0NInu\n '), max_size=40))
@example('{"a":1,"a"')
def test_any_text_is_read_as_json_or_refused_with_a_line(text: Any) -> None:
    data, problems = outcome(read_json, text)
    assert problems[0].line if problems else same(data, json.loads(text))


# ── writing JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_is_written_as_utf8_that_hides_nothing() -> None:
    assert write_json({"b": "é", "a": [1]}) == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'
    assert write_json({"b": "é", "a": [1]}, indent=None) == '{"b": "é", "a": [1]}\n'
    assert write_json("\u202e\U000e0041\x7f", None) == '"\\u202e\\udb40\\udc41\\u007f"\n'


@given(DATA, st.none() | st.integers(0, 4))
@settings(deadline=None)
def test_json_is_read_back_as_it_was(data: Any, indent: int | None) -> None:
    text = write_json(data, indent)
    assert same(read_json(text), data)
    assert same(json.loads(text), data)
    assert write_json(read_json(text), indent) == text


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


# ── every part of a problem ─────────────────────────────────────────────────────────────────────────────────────────


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


def test_18_digits_beside_what_looks_like_more_are_read() -> None:
    assert read_json('[123456789012345678, "1234567890123456789"]') == [123456789012345678, "1234567890123456789"]


def test_the_limit_of_values_counts_commas_and_brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[{"a": [1, 2]}]'
    monkeypatch.setattr(_formats, "VALUE_LIMIT", 4)
    assert read_json(text) == [{"a": [1, 2]}]
    monkeypatch.setattr(_formats, "VALUE_LIMIT", 3)
    assert refusal(read_json, text) == Problem(
        "has more than 3 values", file="f", line=1, column=1, expected="at most 3 values"
    )


def test_a_path_of_nothing_has_no_place() -> None:
    _, positions = read_yaml("a: 1")
    with pytest.raises(KeyError) as caught:
        positions["b",]
    assert caught.value.args == (("b",),)


def test_json_places_are_those_of_values_or_of_the_innermost_around() -> None:
    text = '{"a": [true, null,\n  {"b\\u0041": "x, [", "c": 2.5}], "d": {}}'
    paths = [(), ("a",), ("a", 1), ("a", 2), ("a", 2, "bA"), ("a", 2, "c"), ("a", 2, "z", 1), ("d",), ("e",), ("a", 9)]
    assert list(_formats.json_places(text, paths).values()) == [
        *((1, 1), (1, 7), (1, 14), (2, 3), (2, 15), (2, 28), (2, 3), (2, 40), (1, 1), (1, 7))
    ]


@pytest.mark.parametrize(("text", "place"), [("\rx", (1, 1)), ("a\rb\rc", (1, 2))])
def test_of_lone_carriage_returns_the_first_is_named(text: str, place: tuple[int, int]) -> None:
    problem = refusal(decode, text)
    assert (problem.line, problem.column, problem.found) == (*place, "'U+000D'")


def test_half_a_character_is_told_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_strict, "_Loader", yaml.SafeLoader)
    message = "found the escape of half a character"
    whole = Problem(message, file="f", line=1, column=4, found=r"'\ud83d'", expected="whole characters")
    assert refusal(read_yaml, r'a: "\ud83d"') == whole


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


def test_a_key_that_comes_twice_is_told_by_the_line_of_the_key() -> None:
    with pytest.raises(ValidationError, match="stands here and in line 1; keep one"):
        read_yaml(b"a:\n  x\na: y\n")
