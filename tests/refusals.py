"""Reading texts that are to be refused: the one problem, and its place."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from untip.errors import Problem, ValidationError

Reader = Callable[..., Any]
Writer = Callable[..., str]

LOADERS: list[Any] = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]
"""PyYAML's own parser and libyaml's."""


def refusal(read: Reader, text: Any, **options: Any) -> Problem:
    """Return the one problem for which a text is refused."""
    with pytest.raises(ValidationError) as caught:
        read(text, "f", **options)
    (problem,) = caught.value.problems
    assert problem.file == "f"
    return problem


def outcome(read: Reader, text: Any) -> tuple[Any, tuple[Problem, ...]]:
    """Return what was read, and the problems."""
    try:
        return read(text), ()
    except ValidationError as error:
        return None, error.problems


def brief_refusal(read: Reader, text: Any, **options: Any) -> tuple[int | None, int | None, str]:
    """Return line, column and message of the one problem for which a text is refused."""
    problem = refusal(read, text, **options)
    return problem.line, problem.column, problem.message


def same(left: object, right: object) -> bool:
    """Return whether two values are equal and of the same types: 1 is not True and not 1.0."""
    return repr(left) == repr(right)
