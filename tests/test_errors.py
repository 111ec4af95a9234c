"""What an error says, what it is besides, and that it travels: between processes, and to the caller's own line."""

import copy
import errno
import inspect
import pickle
import warnings
from pathlib import Path
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError

import untip
from untip import errors as _errors
from untip.errors import (
    PROBLEM_LIMIT,
    AmbiguousNameError,
    CoverageWarning,
    FileError,
    InvalidDateError,
    MissingExtraError,
    NotFoundError,
    NotOneError,
    OutOfRangeError,
    Problem,
    RedirectWarning,
    UnknownFieldError,
    UnknownIdError,
    UntipError,
    UsageError,
    ValidationError,
    as_path,
    as_text,
    one_of,
    warn_caller,
)
from untip.schema import Measure

PROBLEM = Problem("is wrong", field="a[0].b", file="f.yaml", line=3, column=5, found="1", expected="2", suggestion="x")
ERRORS: list[UntipError] = [
    InvalidDateError("2001-13", "a date"),
    NotFoundError("Alfa", ("Alpha", "Beta"), "the registry"),
    NotFoundError("alpha", ("alpha-2",), "the tables", "alpha has no table"),
    UnknownIdError("alfa", ("alpha",), "agencies"),
    OutOfRangeError("3", (), "agencies, which has 3 records"),
    NotOneError("one()", ("alpha", "beta"), "a collection of 2 records"),
    AmbiguousNameError("AO", ("alpha", "beta")),
    UnknownFieldError("typ", "a field", ("type",)),
    UnknownFieldError("foo", "a field", (), ("id", "name")),
    UsageError("cannot be asked"),
    ValidationError((PROBLEM,), 2),
    FileError(errno.EACCES, "Permission denied", "out.json"),
    MissingExtraError("Polars", "polars"),
]


def test_every_error_has_one_root_and_each_a_built_in_beside_it() -> None:
    built_in = {type(error): type(error).__mro__ for error in ERRORS}
    assert all(UntipError in mro for mro in built_in.values())
    assert issubclass(InvalidDateError, ValueError)
    assert issubclass(NotFoundError, LookupError)
    assert issubclass(UnknownIdError, KeyError)
    assert issubclass(OutOfRangeError, IndexError)
    assert issubclass(AmbiguousNameError, LookupError)
    assert issubclass(UnknownFieldError, AttributeError)
    assert issubclass(UnknownFieldError, ValueError)
    assert issubclass(UsageError, TypeError)
    assert issubclass(UsageError, ValueError)
    assert issubclass(ValidationError, ValueError)
    assert issubclass(FileError, OSError)
    assert issubclass(MissingExtraError, ImportError)


def test_every_error_and_warning_names_its_public_module() -> None:
    assert {cls.__module__ for cls in (*map(type, ERRORS), Problem, RedirectWarning, CoverageWarning)} == {
        "untip.errors"
    }
    assert all(hasattr(_errors, name) for name in _errors.__all__)


def test_every_error_class_of_the_module_is_tried_here() -> None:
    declared = {
        cls
        for name, cls in inspect.getmembers(_errors, inspect.isclass)
        if issubclass(cls, UntipError) and not name.startswith("_")
    }
    assert declared == {UntipError, *map(type, ERRORS)}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        *zip(
            ERRORS,
            [
                "'2001-13' is not a valid date: expected a date",
                "no record named 'Alfa' in the registry; did you mean Alpha or Beta?",
                "alpha has no table; did you mean alpha-2?",
                "no record with id 'alfa' in agencies; did you mean alpha?",
                "no record at position 3 in agencies, which has 3 records",
                "one() needs one record, found a collection of 2 records: alpha, beta",
                "2 records are named 'AO': alpha (?), beta (?); pass an id",
                "'typ' is not a field; did you mean type?",
                "'foo' is not a field; allowed are id, name",
                "cannot be asked",
                "f.yaml:3: a[0].b: is wrong; did you mean 'x'?\n… and 2 more",
                f"[Errno {errno.EACCES}] Permission denied: 'out.json'",
                "this needs Polars, which is not installed; run: pip install 'untip[polars]'",
            ],
            strict=True,
        )
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_error_says_what_was_found_and_what_was_meant(error: UntipError, words: str) -> None:
    assert str(error) == words


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("travel", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_an_error_survives_copying_and_pickling(error: UntipError, travel: Any) -> None:
    again = travel(error)
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_an_ambiguous_name_lists_its_candidates(world: untip.Registry) -> None:
    candidates = (world.agencies["alpha"], world.events["summit"])
    error = AmbiguousNameError("AO", candidates)
    assert str(error) == "2 records are named 'AO': alpha (agency), summit (event); pass kind=… or an id"
    assert error.candidates == candidates


def test_a_kind_is_asked_for_only_where_it_tells_candidates_apart(world: untip.Registry) -> None:
    error = AmbiguousNameError("AO", (world.agencies["alpha"], world.agencies["beta"]))
    assert str(error) == "2 records are named 'AO': alpha (agency), beta (agency); pass an id"


def test_of_many_candidates_ten_are_listed() -> None:
    error = AmbiguousNameError("AO", tuple(f"a-{number}" for number in range(13)))
    assert str(error).startswith("13 records are named 'AO': a-0 (?), ")
    assert str(error).endswith("a-9 (?), … and 3 more; pass an id")
    assert len(error.candidates) == 13


def test_suggestions_are_worked_out_when_they_are_read_and_once() -> None:
    calls: list[str] = []
    errors: list[Any] = [
        NotFoundError("Alfa", lambda: calls.append("name") or ("Alpha",)),  # type: ignore[func-returns-value]
        UnknownFieldError("typ", "a field", lambda: calls.append("field") or ("type",)),  # type: ignore[func-returns-value]
    ]
    assert calls == []
    for error, near in zip(errors, ("Alpha", "type"), strict=True):
        assert error.suggestions == error.suggestions == (near,)
        assert pickle.loads(pickle.dumps(error)).suggestions == (near,)
    assert calls == ["name", "field"]


@pytest.mark.parametrize(
    ("what", "words", "listing", "message"),
    [
        ("a color", ("red", "blue"), "", "'x' is not a color; allowed are red, blue"),
        ("a color: red or blue", ("red", "blue"), "", "'x' is not a color: red or blue"),
        (
            "a number",
            tuple("0123456789" * 3),
            "",
            "'x' is not a number; allowed are 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 20 ",
        ),
        ("a number", tuple("0123456789" * 3), "digits()", "'x' is not a number; digits() lists all 30"),
        ("a measure", Measure, "", "'x' is not a measure; untip.schema.Measure lists all"),
    ],
)
def test_where_no_word_is_near_all_are_listed_or_said_to_be(what: str, words: Any, listing: str, message: str) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        one_of("x", words, what, listing)
    assert str(caught.value).startswith(message)
    assert caught.value.allowed == tuple(words)


def test_a_validation_error_keeps_a_hundred_problems_and_counts_the_rest() -> None:
    error = ValidationError(tuple(attrs.evolve(PROBLEM, line=line) for line in range(PROBLEM_LIMIT + 5)), 7)
    assert (len(error.problems), error.rest) == (100, 12)
    assert str(error).splitlines()[-1] == "… and 12 more"
    assert len(str(error).splitlines()) == 101
    assert str(ValidationError((PROBLEM,))) == str(PROBLEM)


# ── problems ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Problem("m"), "m"),
        (Problem("m", field="f"), "f: m"),
        (Problem("m", file="x"), "x: m"),
        (Problem("m", file="x", line=2, column=4), "x:2: m"),
        (Problem("m", file="x", line=2, field="f"), "x:2: f: m"),
        (Problem("m", suggestion="s"), "m; did you mean 's'?"),
    ],
)
def test_a_problem_reads_as_file_line_field_and_fault(problem: Problem, words: str) -> None:
    assert str(problem) == words


def test_a_problem_has_the_parts_that_it_was_given() -> None:
    assert attrs.asdict(PROBLEM) == {
        "message": "is wrong",
        "field": "a[0].b",
        "file": "f.yaml",
        "line": 3,
        "column": 5,
        "found": "1",
        "expected": "2",
        "suggestion": "x",
    }


def test_a_problem_is_a_value() -> None:
    again = pickle.loads(pickle.dumps(PROBLEM))
    assert (again, hash(again), repr(again)) == (PROBLEM, hash(PROBLEM), repr(PROBLEM))
    assert attrs.evolve(PROBLEM, line=4) != PROBLEM
    assert attrs.evolve(PROBLEM, message="m").message == "m"
    assert list(inspect.signature(Problem).parameters) == [field.name for field in attrs.fields(Problem)]
    assert PROBLEM.__eq__("is wrong") is NotImplemented


def test_a_problem_shows_only_what_it_has() -> None:
    assert repr(Problem("m", line=1)) == "Problem('m', line=1)"


def test_a_problem_cannot_be_changed() -> None:
    for name in ("message", "line"):
        with pytest.raises(FrozenInstanceError):
            setattr(PROBLEM, name, "x")
        with pytest.raises(FrozenInstanceError):
            delattr(PROBLEM, name)
    assert (PROBLEM.message, PROBLEM.line) == ("is wrong", 3)


class Name(str):
    __slots__ = ()


# ── arguments ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_text_is_taken_as_plain_and_anything_else_refused() -> None:
    assert [type(as_text(text, "a name")) for text in ("a", Name("a"))] == [str, str]
    with pytest.raises(UsageError, match="a name must be a string, found 5"):
        as_text(5, "a name")


def test_a_path_is_taken_as_a_path_and_anything_else_refused() -> None:
    assert as_path("a/b") == as_path(Path("a/b")) == Path("a/b")
    wrong: Any = 5
    with pytest.raises(UsageError, match=r"a path must be a string or a pathlib\.Path, found 5"):
        as_path(wrong)
    with pytest.raises(UsageError, match="a path must not be empty"):
        as_path("")


# ── warnings ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("category", [RedirectWarning, CoverageWarning])
def test_a_warning_is_a_users_and_names_the_line_of_the_caller(category: type[Warning]) -> None:
    assert issubclass(category, UserWarning)
    with pytest.warns(category, match="look") as caught:
        warn_caller("look", category)
    assert caught[0].filename == __file__


def test_a_warning_of_code_without_a_caller_outside_is_given_all_the_same() -> None:
    code = "from untip.errors import *; from untip.errors import warn_caller; warn_caller('look', UserWarning)"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exec(code, {"__name__": "untip.inside"})
    assert [str(one.message) for one in caught] == ["look"]
