"""Whatever text comes in, it is read or refused with a line; whatever plain data are written come back."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from refusals import LOADERS, outcome, same

from untip._formats import yaml_reader
from untip._formats.json import read_json, write_json
from untip._formats.plain import hidden_in
from untip._formats.yaml_reader import read_yaml
from untip._formats.yaml_writer import write_yaml

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


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of every value in plain data."""
    yield path
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from paths(inner, (*path, step))


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("{}[]:,-?&*!|>'\"%@` \n#\\~<"), max_size=60))
@example('a: "\\ud800"')
@example("%YAML 1." + "9" * 5000 + "\n--- a")
def test_any_text_is_read_or_refused_with_a_line(text: Any) -> None:
    for used in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_reader, "_Loader", used)
            result, problems = outcome(read_yaml, text)
        assert result is not None or problems[0].line
        if result is not None:
            assert outcome(write_yaml, result[0])[1] == ()
            places = [result[1][path] for path in paths(result[0])]
            lines = text.count("\n") + 1
            assert [place for place in places if not 1 <= place[0] <= lines or place[1] < 1] == []


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_line(data: Any) -> None:
    for read in (read_yaml, read_json):
        assert all(problem.line for problem in outcome(read, data)[1])


@given(DATA)
@example(-0.0)
@example({"\U000e0041" * 100: "\U000e0041" * 101})
def test_yaml_is_read_back_as_it_was_and_by_every_parser(data: Any) -> None:
    text = write_yaml(data)
    for used in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_reader, "_Loader", used)
            assert same(read_yaml(text)[0], data)
        assert same(yaml.load(text, used), data)
    assert write_yaml(read_yaml(text)[0]) == text
    assert text.endswith("\n")
    assert not hidden_in(text)


@given(st.text(st.sampled_from('{}[]:,"\\ae1-.0NInu\n '), max_size=40))
@example('{"a":1,"a"')
def test_any_text_is_read_as_json_or_refused_with_a_line(text: Any) -> None:
    data, problems = outcome(read_json, text)
    assert problems[0].line if problems else same(data, json.loads(text))


@given(DATA, st.none() | st.integers(0, 4))
def test_json_is_read_back_as_it_was(data: Any, indent: int | None) -> None:
    text = write_json(data, indent)
    assert same(read_json(text), data)
    assert same(json.loads(text), data)
    assert write_json(read_json(text), indent) == text
