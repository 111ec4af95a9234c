"""Faults of plain data: their paths, and how the converter's errors become problems with file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import attrs

from untip._formats.plain import Path
from untip._schema.define import Checked, shapes
from untip._schema.fields import missing
from untip._text import brief, key_text, nearest
from untip.errors import PROBLEM_LIMIT, Problem, ValidationError

Position: TypeAlias = tuple[int | None, int | None]
"""Line and column, both counted from 1, where known."""

Where: TypeAlias = Callable[[Path], Position]
"""Returns the position in a file of the value at a path."""


def split_path(text: str) -> Path:
    """Return the keys and indices of a path such as `citations[0].lines`."""
    parts: list[str | int] = []
    for part in text.split("."):
        name, *indices = part.replace("]", "").split("[")
        parts += [name] if name else []
        parts += [int(index) for index in indices]
    return tuple(parts)


def join_path(path: Path) -> str:
    """Return keys and indices as text, such as `citations[0].lines`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{key_text(part)}" if text else key_text(part)
    return text


def refused(message: str, **more: Any) -> ValidationError:
    """Return a `ValidationError` of one problem."""
    return ValidationError((Problem(message, **more),))


def unknown_key(key: object, known: tuple[str, ...], suggest: bool = True) -> Problem:
    """Return the problem of a key that a class does not have, with the nearest one that it has."""
    near = next(iter(nearest(key, known, 1)), None) if suggest else None
    message = f"unknown key {brief(key)}; known are {', '.join(known)}"
    return Problem(message, found=brief(key), suggestion=near)


def validation_error(
    error: Exception, file: str | None = None, where: Where | None = None, given: tuple[str, ...] = ()
) -> ValidationError:
    """Return an error of the converter as a `ValidationError`: every fault with its path, and its line where known.

    Args:
        error: What the converter raised.
        file: The file that the data were read from.
        where: Returns the position in that file of a path.
        given: Top-level fields that the data may not have, since they are known from elsewhere.
    """
    problems: list[Problem] = []
    rest = 0
    for path, problem in _faults(error, (), given):
        if problem is None or len(problems) == PROBLEM_LIMIT:
            rest += 1
            continue
        whole = (*path, *split_path(problem.field))
        line, column = (None, None) if where is None else where(whole)
        problems.append(attrs.evolve(problem, field=join_path(whole), file=file, line=line, column=column))
    return ValidationError(tuple(problems), rest)


def count_faults(error: BaseException) -> int:
    """Return how many faults there are in an error of the converter."""
    if isinstance(error, ValidationError):
        return len(error.problems) + error.rest
    if isinstance(error, BaseExceptionGroup):
        return sum(map(count_faults, error.exceptions))
    return len(getattr(error, "extra_fields", ())) or 1


def rest_of(count: int) -> tuple[ValidationError, ...]:
    """Return what stands in a group of errors for faults that were only counted."""
    return (ValidationError((), count),) if count else ()


def _faults(error: BaseException, path: Path, given: tuple[str, ...] = ()) -> Iterator[tuple[Path, Problem | None]]:
    """Yield each fault in an error with the path of the object that it is in; `None` for one that was only counted."""
    if isinstance(error, ValidationError):
        yield from ((path, problem) for problem in error.problems)
        yield from ((path, None) for _ in range(error.rest))
    elif isinstance(error, BaseExceptionGroup):
        cls = getattr(error, "cl", None)
        for inner in error.exceptions:
            yield from _inner(inner, path, cls, given)
    else:
        yield path, Problem(f"{type(error).__name__}: {brief(str(error), 200)}")


def _inner(error: BaseException, path: Path, cls: Any, given: tuple[str, ...]) -> Iterator[tuple[Path, Problem | None]]:
    """Yield the faults of one error in a group: of a field, of an item of a list, or of keys that are too many."""
    extra = getattr(error, "extra_fields", None)
    if extra is not None:
        known = tuple([name for name in shapes(cls) if path or name not in given])
        for count, key in enumerate(sorted(extra, key=str)):
            yield (*path, key if type(key) is str else brief(key)), unknown_key(key, known, count < PROBLEM_LIMIT)
        return
    step = next((note for note in getattr(error, "__notes__", ()) if hasattr(note, "type")), None)
    if step is None:
        yield from _faults(error, path, given)
        return
    at = getattr(step, "name", getattr(step, "index", None))
    if isinstance(error, KeyError) and error.args == (at,) and isinstance(cls, type) and issubclass(cls, Checked):
        yield path, missing(str(at), shapes(cls)[str(at)])
    else:
        yield from _faults(error, (*path, at) if at is not None else path)
