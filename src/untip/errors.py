"""Exceptions and warnings. All errors derive from `UntipError` and from the matching built-in."""

from __future__ import annotations

import operator
import sys
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeGuard, TypeVar, cast
from warnings import warn

import attrs

from untip._text import Suggestions, brief, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "AmbiguousNameError",
    "CoverageWarning",
    "FileError",
    "InvalidDateError",
    "MissingExtraError",
    "NotFoundError",
    "NotOneError",
    "OutOfRangeError",
    "Problem",
    "RedirectWarning",
    "UnknownFieldError",
    "UnknownIdError",
    "UntipError",
    "UsageError",
    "ValidationError",
]

T = TypeVar("T")

PROBLEM_LIMIT = 100
"""How many problems one `ValidationError` keeps; the rest are counted."""

LISTED_LIMIT = 20
"""How many allowed values a message lists; of more it says where they are listed."""

PATH_LIMIT = 32_767
"""The longest path that any system takes, in characters: that of Windows."""


class UntipError(Exception):
    """Base class of every error that this package raises."""

    def __repr__(self) -> str:
        # a value that a caller passed may be endless, or unable to show itself
        return f"{type(self).__name__}({', '.join(brief(argument, 300) for argument in self.args)})"


class _SuggestingError(UntipError):
    """An error that suggests names; they are worked out when somebody reads them, since that takes time."""

    _suggestions: Suggestions

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The nearest names that exist, nearest first."""
        if callable(self._suggestions):
            self._suggestions = self._suggestions()
        return self._suggestions


class InvalidDateError(UntipError, ValueError):
    """A value is not a date or interval in EDTF (ISO 8601-2:2019) level 0 or the supported part of level 1.

    Args:
        found: The value.
        expected: What was expected, in words.
    """

    def __init__(self, found: object, expected: str) -> None:
        super().__init__(found, expected)
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return f"{brief(self.found)} is not a valid date: expected {self.expected}"


class NotFoundError(_SuggestingError, LookupError):
    """No record has this name.

    Args:
        name: The name that was asked for.
        suggestions: The nearest names that exist, or a function that finds them.
        where: Where it was looked for, in words; empty for everywhere.
        lacking: What the message says of a record that exists, but lacks what was asked for.
    """

    def __init__(self, name: str, suggestions: Suggestions = (), where: str = "", lacking: str = "") -> None:
        super().__init__(name, where)  # not the suggestions, which may be a function
        self.name = name
        self._suggestions = suggestions
        self.where = where
        self.lacking = lacking

    def __str__(self) -> str:
        said = self.lacking or f"no record named {brief(self.name)}{self._place()}"
        return f"{said}{did_you_mean(self.suggestions)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestions, self.where, self.lacking)

    def _place(self) -> str:
        return f" in {self.where}" if self.where else ""


class UnknownIdError(NotFoundError, KeyError):
    """No record has this id; where a name is taken too, none has this name either."""

    def __str__(self) -> str:
        said = self.lacking or f"no record with id {brief(self.name)}{self._place()}"
        return f"{said}{did_you_mean(self.suggestions)}"


class OutOfRangeError(UnknownIdError, IndexError):
    """A collection has no record at this position."""

    def __str__(self) -> str:
        return f"no record at position {self.name}{self._place()}"


class NotOneError(NotFoundError):
    """`first()` or `one()` was asked of a collection without any record, or with more than one."""

    def __str__(self) -> str:
        ids = ", ".join(self.suggestions)
        return f"{self.name} needs one record, found {self.where}{': ' if ids else ''}{ids}"


class AmbiguousNameError(UntipError, LookupError):
    """Several records have this name.

    Args:
        name: The name that was asked for.
        candidates: The records that have it.
    """

    def __init__(self, name: str, candidates: tuple[Any, ...]) -> None:
        super().__init__(name, candidates)
        self.name = name
        self.candidates = candidates

    def __str__(self) -> str:
        shown = [f"{getattr(c, 'id', c)} ({getattr(c, 'kind', '?')})" for c in self.candidates[:10]]
        if len(self.candidates) > 10:
            shown.append(f"… and {len(self.candidates) - 10} more")
        kinds = {getattr(c, "kind", "?") for c in self.candidates}
        mend = "pass kind=… or an id" if len(kinds) > 1 else "pass an id"
        return f"{len(self.candidates)} records are named {brief(self.name)}: {', '.join(shown)}; {mend}"


class UnknownFieldError(_SuggestingError, AttributeError, ValueError):
    """A question names a field, or a value of one, that the records do not have.

    Args:
        found: The name or value that was given.
        expected: What was expected, in words.
        suggestions: The nearest right ones, or a function that finds them.
        allowed: All right ones; the message lists them where none is near, if they are few.
        listing: What lists them where they are many, such as `untip.tables.names()`.
    """

    def __init__(
        self,
        found: object,
        expected: str,
        suggestions: Suggestions = (),
        allowed: Iterable[str] = (),
        listing: str = "",
    ) -> None:
        # AttributeError has `name` and `obj` of its own, so only our arguments are passed on
        super().__init__(found, expected)
        self.found = found
        self.expected = expected
        self.allowed: tuple[str, ...] = tuple([str.__str__(word) for word in allowed])
        self.listing = listing
        self._suggestions = suggestions

    def __str__(self) -> str:
        mend = did_you_mean(self.suggestions) or self._allowed()
        return f"{brief(self.found)} is not {self.expected}{mend}"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.found, self.expected, self.suggestions, self.allowed, self.listing)

    def _allowed(self) -> str:
        """Return the end of the message that lists what is allowed, or says where it is listed."""
        if all(word in self.expected for word in self.allowed[:2]):  # nothing, or what the message says already
            return ""
        if len(self.allowed) <= LISTED_LIMIT:
            return f"; allowed are {', '.join(self.allowed)}"
        if self.listing:
            return f"; {self.listing} lists all {len(self.allowed)}"
        shown = self.allowed[: LISTED_LIMIT // 2]
        return f"; allowed are {', '.join(shown)} and {len(self.allowed) - len(shown)} more"


class MissingExtraError(UntipError, ImportError):
    """An optional library is not installed.

    Args:
        library: The library.
        extra: The extra of this package that installs it.
    """

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(library, extra)
        self.library = library
        self.extra = extra

    def __str__(self) -> str:
        return f"this needs {self.library}, which is not installed; run: pip install 'untip[{self.extra}]'"


class FileError(UntipError, OSError):
    """A file could not be written; what was there before is unchanged."""


class UsageError(UntipError, TypeError, ValueError):
    """The arguments of a call are wrong, whatever the data say."""


@attrs.frozen(repr=False)
class Problem:
    """One fault of one record, and where it is.

    Args:
        message: What is wrong and how to correct it, in one sentence.
        field: Path of the field in the record, such as `citations[0].lines`; empty for the whole record.
        file: The file; `None` for a record made by hand.
        line: Line in that file, counted from 1.
        column: Column in that line, counted from 1.
        found: The value, shortened.
        expected: What was expected, in words.
        suggestion: The nearest right name, where there is one.
    """

    message: str
    field: str = attrs.field(default="", kw_only=True)
    file: str | None = attrs.field(default=None, kw_only=True)
    line: int | None = attrs.field(default=None, kw_only=True)
    column: int | None = attrs.field(default=None, kw_only=True)
    found: str | None = attrs.field(default=None, kw_only=True)
    expected: str | None = attrs.field(default=None, kw_only=True)
    suggestion: str | None = attrs.field(default=None, kw_only=True)

    def __repr__(self) -> str:
        given = [(field.name, getattr(self, field.name)) for field in attrs.fields(Problem)[1:]]
        rest = "".join(f", {name}={value!r}" for name, value in given if value not in (None, ""))
        return f"Problem({self.message!r}{rest})"

    def __str__(self) -> str:
        place = "".join(f"{part}:" for part in (self.file, self.line) if part is not None)
        field = f"{self.field}: " if self.field else ""
        suggestion = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{place}{' ' if place else ''}{field}{self.message}{suggestion}"


class ValidationError(UntipError, ValueError):
    """Data break the rules. `problems` has the first hundred faults, `rest` is the number of the others.

    Args:
        problems: The faults, at least one.
        rest: How many more there were.
    """

    def __init__(self, problems: tuple[Problem, ...], rest: int = 0) -> None:
        kept = tuple(problems[:PROBLEM_LIMIT])
        super().__init__(kept, rest + len(problems) - len(kept))
        self.problems = kept
        self.rest: int = rest + len(problems) - len(kept)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems]
        if self.rest:
            lines.append(f"… and {self.rest} more")
        return "\n".join(lines)


class RedirectWarning(UserWarning):
    """A retired id was used; the record that replaced it was returned."""


class CoverageWarning(UserWarning):
    """The question reaches beyond the last day that the data cover."""


def is_a(value: object, cls: type[T]) -> TypeGuard[T]:
    """Return whether a value is of a class; `isinstance` believes its own `__class__`, which a mock sets to anything.

    Args:
        value: The value.
        cls: The class.
    """
    return issubclass(type(value), cls)


def as_text(value: object, what: str) -> str:
    """Return a string as a plain `str`, whatever its class.

    Args:
        value: The value.
        what: What it is, for the message.

    Raises:
        UsageError: The value is not a string.
    """
    if type(value) is str:
        return value
    if is_a(value, str):
        return str.__str__(value)
    raise UsageError(f"{what} must be a string, found {brief(value)}")


def as_flag(value: object, what: str) -> bool:
    """Return a value that is `True` or `False`.

    Args:
        value: The value.
        what: The name of the argument, for the message.

    Raises:
        UsageError: It is neither.
    """
    if value is True or value is False:
        return value
    raise UsageError(f"{what} must be True or False, found {brief(value)}")


def whole_number(value: object) -> int | None:
    """Return a whole number, of any library, as an `int`; `None` for anything else, truth values and arrays too."""
    kind = type(value)
    if kind.__name__ in ("bool_", "bool") or not hasattr(kind, "__index__"):
        return None
    try:
        return operator.index(cast("SupportsIndex", value))
    except Exception:  # noqa: BLE001 - an array has the method, but only one of a single number can be one
        return None


def one_of(value: object, known: Iterable[str], what: str, listing: str = "") -> str:
    """Return a value that is one of some words, as a plain string.

    Args:
        value: The value.
        known: The words; a vocabulary's members are known by their values.
        what: What they are, for the message.
        listing: What lists them, for the message where they are many; of a vocabulary its class.

    Raises:
        UnknownFieldError: The value is none of them; the error suggests the nearest, or lists all.
    """
    words = [str.__str__(word) for word in known]
    text = str.__str__(cast("str", value)) if issubclass(type(value), str) else None
    if text is None or text not in words:
        listing = listing or (f"untip.schema.{known.__name__}" if isinstance(known, type) else "")
        raise UnknownFieldError(value, what, lambda: nearest(value, words), words, listing)
    return text


def as_path(value: str | Path) -> Path:
    """Return a path as a `pathlib.Path`.

    Raises:
        UsageError: The value is not a path, or is empty.
    """
    from pathlib import Path  # 12 ms to import, and only files need it

    if is_a(value, str):
        value = str.__str__(value)
        if not value:
            raise UsageError("a path must not be empty")
        if len(value) > PATH_LIMIT:
            raise UsageError(f"a path has at most {PATH_LIMIT} characters, found {brief(value)}")
    try:
        return Path(value)
    except Exception:  # noqa: BLE001 - __fspath__ of an object of the caller's own may raise anything
        raise UsageError(f"a path must be a string or a pathlib.Path, found {brief(value)}") from None


def warn_caller(message: str, category: type[Warning]) -> None:
    """Issue a warning that points at the first caller outside this package."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == "untip":
        level, frame = level + 1, frame.f_back
    warn(message, category, stacklevel=level)
