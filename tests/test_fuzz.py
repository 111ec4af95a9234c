"""A slice of what `tools/fuzz.py` does at length, and all that it ever found."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import untip

ROOT = Path(__file__).resolve().parent.parent


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "tools" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["fuzz"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fuzz = tool()


@pytest.mark.parametrize("seed", range(4))
def test_only_errors_of_ours_come_back(seed: int) -> None:
    outcome = fuzz.run(500, seed)
    assert outcome.cases == 500
    assert outcome.findings == []


def test_a_case_is_the_same_whenever_it_runs() -> None:
    corpus = fuzz.prepare()
    once, again = (fuzz.Case(fuzz.Random("1:7"), corpus).written("yaml") for _ in range(2))
    assert once == again


def test_what_the_mutations_start_from_is_sound() -> None:
    corpus = fuzz.prepare()
    kinds = {untip.from_dict(untip.Record, data).kind for data in corpus.records}
    assert kinds == set(untip.schema.KINDS)
    assert all(json.loads(json.dumps(text)) == text for text in corpus.texts)


agency: Any = untip.Agency
agencies: Any = untip.agencies
search: Any = untip.search

FOUND: list[tuple[str, Any]] = [
    ("a slice of texts", lambda: untip.agencies[slice("a", "b")]),
    ("a slice without steps", lambda: untip.agencies[::0]),
    ("a number of 5,000 digits", lambda: untip.agencies[10**5000]),
    ("kinds that are none", lambda: search("x", kinds=untip.Interval("2000/2001"))),
    ("a field that cannot be compared", lambda: agencies.group_by(fuzz.Rude())),
    ("a field that cannot be compared, to sort by", lambda: agencies.sort(fuzz.Rude())),
    ("a field's name of megabytes", lambda: agency(**{"x" * 10**6: 1})),
    ("a field's name that breaks the line", lambda: agency(**{"a\nb": 1})),
]


@pytest.mark.parametrize("call", [call for _, call in FOUND], ids=[name for name, _ in FOUND])
def test_what_was_found_stays_mended(call: Any) -> None:
    with pytest.raises(untip.UntipError) as caught:
        call()
    assert len(str(caught.value)) < 6000
    assert all("\n" not in str(problem) for problem in getattr(caught.value, "problems", ()))


def test_a_limit_beyond_all_numbers_is_no_limit() -> None:
    assert untip.search("trafficking", limit=10**30)
