"""What an error says, what it is besides, and that it travels: between processes, and to the caller's own line."""

import copy
import inspect
import pickle
import warnings
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip import errors as _errors
from untip.errors import (
    PROBLEM_LIMIT,
    AmbiguousNameError,
    CoverageWarning,
    InvalidDateError,
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
    as_text,
    brief,
    did_you_mean,
    nearest,
    warn_caller,
)

PROBLEM = Problem("is wrong", field="a[0].b", file="f.yaml", line=3, column=5, found="1", expected="2", suggestion="x")
ERRORS: list[UntipError] = [
    InvalidDateError("2001-13", "a date"),
    NotFoundError("Alfa", ("Alpha", "Beta"), "the registry"),
    UnknownIdError("alfa", ("alpha",), "agencies"),
    OutOfRangeError("3", (), "agencies, which has 3 records"),
    NotOneError("one()", ("alpha", "beta"), "a collection of 2 records"),
    AmbiguousNameError("AO", ()),
    UnknownFieldError("typ", "a field", ("type",)),
    UsageError("cannot be asked"),
    ValidationError((PROBLEM,), 2),
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


def test_every_error_class_of_the_module_is_tried_here() -> None:
    declared = {cls for _, cls in inspect.getmembers(_errors, inspect.isclass) if issubclass(cls, UntipError)}
    assert declared == {UntipError, *map(type, ERRORS)}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        *zip(
            ERRORS,
            [
                "'2001-13' is no date that can be read: expected a date",
                "'Alfa' names nothing in the registry; did you mean Alpha or Beta?",
                "'alfa' is no id in agencies; did you mean alpha?",
                "there is no record number 3 in agencies, which has 3 records",
                "one() asks for one record of a collection of 2 records: alpha, beta",
                "'AO' names several records: ; ask by id",
                "'typ' is not a field; did you mean type?",
                "cannot be asked",
                "f.yaml:3: a[0].b: is wrong; did you mean 'x'?\n… and 2 more",
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
    assert str(error) == "'AO' names several records: alpha (agency), summit (event); ask with kind=… or by id"
    assert error.candidates == candidates


def test_a_kind_is_asked_for_only_where_it_tells_candidates_apart(world: untip.Registry) -> None:
    error = AmbiguousNameError("AO", (world.agencies["alpha"], world.agencies["beta"]))
    assert str(error) == "'AO' names several records: alpha (agency), beta (agency); ask by id"


def test_a_validation_error_keeps_a_hundred_problems_and_counts_the_rest() -> None:
    error = ValidationError(tuple(PROBLEM.replace(line=line) for line in range(PROBLEM_LIMIT + 5)), 7)
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
    assert {name: getattr(PROBLEM, name) for name in Problem.__slots__} == {
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
    assert PROBLEM.replace(line=4) != PROBLEM
    assert PROBLEM.replace(message="m").message == "m"
    assert PROBLEM != "is wrong"


def test_a_problem_shows_only_what_it_has() -> None:
    assert repr(Problem("m", line=1)) == "Problem('m', line=1)"


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match="a Problem cannot be changed: line"):
        PROBLEM.line = 4
    with pytest.raises(AttributeError, match="a Problem cannot be changed: message"):
        del PROBLEM.message
    assert PROBLEM.message == "is wrong"


# ── values in messages ────────────────────────────────────────────────────────────────────────────────────────────────


class Hostile:
    """Raises whatever it is asked."""

    def __repr__(self) -> NoReturn:
        raise RuntimeError("no")


class Countless(Hostile):
    def __len__(self) -> NoReturn:
        raise RuntimeError("no")


class Name(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb", r"'a\nb'"),
        ("a" * 58, f"'{'a' * 58}'"),
        ("a" * 1_000_000, "'" + "a" * 35 + "…' of 1000000 characters"),
        (Name("a"), "Name 'a'"),
        (untip.schema.Pillar.PREVENTION, "Pillar 'prevention'"),
        (12, "12"),
        (None, "None"),
        ([1, "a", True], "[1, 'a', True]"),
        (("a",), "('a',)"),
        ({"a"}, "{'a'}"),
        ([], "[]"),
        ([1, 2, 3, 4, 5], "<list of 5>"),
        (["a" * 61], "<list of 1>"),
        ([[]], "<list of 1>"),
        ([None] * 1_000_000, "<list of 1000000>"),
        ({"a": 1}, "<dict of 1>"),
        (b"abc", "<bytes of 3>"),
        (10**5000, "<int>"),
        (10**100, "1" + "0" * 58 + "…"),
        (int, "<class 'int'>"),
        (Hostile(), "<Hostile>"),
        (Countless(), "<Countless>"),
        (untip.schema.Alias(name="a" * 1000), "<Alias>"),
        (untip.PartialDate("2007"), "PartialDate('2007')"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_shown_briefly_whatever_it_is(value: object, shown: str) -> None:
    assert brief(value) == shown


def test_a_record_is_shown_by_its_id(world: untip.Registry) -> None:
    assert brief(world.agencies["alpha"]) == "<Agency alpha>"


def test_what_is_nested_deep_is_not_followed() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert brief(deep) == "<list of 1>"


@given(st.one_of(st.text(), st.integers(), st.binary(), st.lists(st.text()), st.floats()))
def test_what_is_shown_is_short_and_on_one_line(value: object) -> None:
    shown = brief(value)
    assert len(shown) <= 60
    assert shown.isprintable()


def test_a_text_is_taken_as_plain_and_anything_else_refused() -> None:
    assert [type(as_text(text, "a name")) for text in ("a", Name("a"))] == [str, str]
    with pytest.raises(UsageError, match="a name is text, found 5"):
        as_text(5, "a name")


@pytest.mark.parametrize(
    ("suggestions", "words"),
    [((), ""), (("a",), "; did you mean a?"), (("a", "b", "c"), "; did you mean a, b or c?")],
)
def test_suggestions_end_a_message_as_a_question(suggestions: tuple[str, ...], words: str) -> None:
    assert did_you_mean(suggestions) == words


def test_the_nearest_names_come_first_whatever_their_case() -> None:
    assert nearest("AGENCI", ["instruments", "Agency", "agencies"]) == ("agencies", "Agency")


@pytest.mark.parametrize("name", [5, None, [], "zzz"])
def test_nothing_is_near_to_what_is_no_name_or_far_off(name: object) -> None:
    assert nearest(name, ["agency"]) == ()


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
