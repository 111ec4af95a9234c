"""What can go wrong: one root, each error also the built-in that a caller would expect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROBLEM_LIMIT = 100
"""How many problems one `ValidationError` keeps; the rest are counted."""


class UntipError(Exception):
    """Root of every error that this package raises on purpose."""


class InvalidDateError(UntipError, ValueError):
    """A date or interval is not one that EDTF (ISO 8601-2:2019) level 0 or our part of level 1 knows.

    Args:
        found: What was given.
        expected: What would have been right, in words.
    """

    def __init__(self, found: object, expected: str) -> None:
        super().__init__(found, expected)
        self.found = found
        self.expected = expected

    def __str__(self) -> str:
        return f"{brief(self.found)} is no date that can be read: expected {self.expected}"


class NotFoundError(UntipError, LookupError):
    """No record has that name; `suggestions` are the nearest ones.

    Args:
        name: The name that was asked for.
        suggestions: Names that exist and look alike, nearest first; or a function that finds them, called when somebody
            first reads them.
        where: What was searched, in words.
    """

    def __init__(
        self, name: str, suggestions: tuple[str, ...] | Callable[[], tuple[str, ...]] = (), where: str = "the records"
    ) -> None:
        super().__init__(name, where)
        self.name = name
        self._suggestions = suggestions
        self.where = where

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Names that exist and look alike, nearest first."""
        if callable(self._suggestions):
            self._suggestions = self._suggestions()
        return self._suggestions

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name, self.suggestions, self.where)

    def __str__(self) -> str:
        return f"{brief(self.name)} names nothing in {self.where}{did_you_mean(self.suggestions)}"


class UnknownIdError(NotFoundError, KeyError):
    """No record has that id; `suggestions` are the nearest ones."""

    def __str__(self) -> str:
        return f"{brief(self.name)} is no id in {self.where}{did_you_mean(self.suggestions)}"


class OutOfRangeError(UnknownIdError, IndexError):
    """A collection has no record with that number."""

    def __str__(self) -> str:
        return f"there is no record number {self.name} in {self.where}"


class NotOneError(NotFoundError):
    """A collection was asked for its first or its only record, and has none, or more than one."""

    def __str__(self) -> str:
        ids = ", ".join(self.suggestions)
        return f"{self.name} asks for one record of {self.where}{': ' if ids else ''}{ids}"


class AmbiguousNameError(UntipError, LookupError):
    """Several records have that name; `candidates` are their records.

    Args:
        name: The name that was asked for.
        candidates: The records that bear it.
    """

    def __init__(self, name: str, candidates: tuple[Any, ...]) -> None:
        super().__init__(name, candidates)
        self.name = name
        self.candidates = candidates

    def __str__(self) -> str:
        ids = ", ".join(f"{getattr(c, 'id', c)} ({getattr(c, 'kind', '?')})" for c in self.candidates)
        kinds = {getattr(c, "kind", "?") for c in self.candidates}
        mend = "with kind=… or by id" if len(kinds) > 1 else "by id"
        return f"{brief(self.name)} names several records: {ids}; ask {mend}"


class UnknownFieldError(UntipError, AttributeError, ValueError):
    """A question names a field, or a value of one, that the records do not have.

    Args:
        found: The name or value that was given.
        expected: What would have been right, in words.
        suggestions: The nearest right ones.
    """

    def __init__(self, found: object, expected: str, suggestions: tuple[str, ...] = ()) -> None:
        # AttributeError keeps `name` and `obj` of its own, so that nothing but our arguments is passed on
        super().__init__(found, expected, suggestions)
        self.found = found
        self.expected = expected
        self.suggestions = suggestions

    def __str__(self) -> str:
        return f"{brief(self.found)} is not {self.expected}{did_you_mean(self.suggestions)}"


class UsageError(UntipError, TypeError, ValueError):
    """A call's arguments cannot be answered, whatever the data say."""


class Problem:
    """One thing that is wrong with one record, and where.

    Args:
        message: What is wrong, and the mend, in one sentence.
        field: Path of the field inside the record, such as `citations[0].lines`; empty for the whole.
        file: The file, as it was named to the reader; `None` for an object made by hand.
        line: Line in that file, counted from 1.
        column: Column in that line, counted from 1.
        found: What stands there, shortened.
        expected: What should stand there.
        suggestion: The nearest right name, where there is one.
    """

    __slots__ = ("column", "expected", "field", "file", "found", "line", "message", "suggestion")

    def __init__(
        self,
        message: str,
        *,
        field: str = "",
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        found: str | None = None,
        expected: str | None = None,
        suggestion: str | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "message", message)
        put(self, "field", field)
        put(self, "file", file)
        put(self, "line", line)
        put(self, "column", column)
        put(self, "found", found)
        put(self, "expected", expected)
        put(self, "suggestion", suggestion)

    message: str
    field: str
    file: str | None
    line: int | None
    column: int | None
    found: str | None
    expected: str | None
    suggestion: str | None

    def replace(self, **changes: Any) -> Problem:
        """Give a copy with some parts changed."""
        parts = {name: getattr(self, name) for name in self.__slots__} | changes
        return Problem(parts.pop("message"), **parts)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Problem cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Problem cannot be changed: {name}")

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Problem) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, ...]:
        return _remake_problem, (tuple((name, getattr(self, name)) for name in self.__slots__),)

    def __repr__(self) -> str:
        given = ((name, getattr(self, name)) for name in self.__slots__ if name != "message")
        rest = "".join(f", {name}={value!r}" for name, value in given if value not in (None, ""))
        return f"Problem({self.message!r}{rest})"

    def __str__(self) -> str:
        place = "".join(f"{part}:" for part in (self.file, self.line) if part is not None)
        field = f"{self.field}: " if self.field else ""
        suggestion = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{place}{' ' if place else ''}{field}{self.message}{suggestion}"


def _remake_problem(parts: tuple[tuple[str, Any], ...]) -> Problem:
    given = dict(parts)
    return Problem(given.pop("message"), **given)


class ValidationError(UntipError, ValueError):
    """Data break the rules; `problems` has each breach, `rest` counts those beyond the first hundred.

    Args:
        problems: What is wrong, at least one.
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
    """An id was asked for that has been renamed or merged; the new record was given."""


class CoverageWarning(UserWarning):
    """A day was asked for that lies after what the data cover."""


def brief(value: object, limit: int = 60) -> str:
    """Show a value in a message: shortened, with nothing that could break a line; of what is long its type and size."""
    kind = type(value)
    try:
        text = _brief(value, kind, limit)
    except Exception:  # noqa: BLE001 - an object of the caller's own may raise anything
        text = f"<{kind.__name__}>"
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _brief(value: Any, kind: type[Any], limit: int) -> str:
    if isinstance(value, str):
        text = repr(str.__getitem__(value, slice(limit)))
        if len(value) > limit:
            end = f"…{text[0]} of {len(value)} characters"
            return text[: limit - len(end)] + end
        return text if kind is str else f"{kind.__name__} {text}"
    if hasattr(kind, "fields_"):  # a record or a part of one
        return f"<{kind.__name__} {getattr(value, 'id', '')}".rstrip() + ">"
    if not hasattr(kind, "__len__"):
        return repr(value)
    if kind in (list, tuple, set, frozenset) and len(value) <= 4 and all(_short(one, limit) for one in value):
        return repr(value)
    return f"<{kind.__name__} of {len(value)}>"


def _short(value: object, limit: int) -> bool:
    return type(value) in (int, bool) or (type(value) is str and len(value) <= limit)


def as_text(value: object, what: str) -> str:
    """Give a text as a plain one, whatever its class, or refuse what is none.

    Raises:
        UsageError: The value is no text.
    """
    if type(value) is str:
        return value
    # isinstance believes an object's own __class__, which a mock sets to anything
    if issubclass(type(value), str):
        return str.__str__(cast("str", value))
    raise UsageError(f"{what} is text, found {brief(value)}")


def as_path(value: str | Path) -> Path:
    """Give a path as an object, or refuse what is none.

    Raises:
        UsageError: The value is no path.
    """
    from pathlib import Path

    try:
        return Path(value)
    except TypeError:
        raise UsageError(f"a path is text or a pathlib.Path, found {brief(value)}") from None


def warn_caller(message: str, category: type[Warning]) -> None:
    """Warn on behalf of the first caller outside this package."""
    import sys
    from warnings import warn

    level, frame = 1, sys._getframe()
    while frame.f_back is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == "untip":
        level, frame = level + 1, frame.f_back
    warn(message, category, stacklevel=level)


def step(name: str) -> str:
    """Show a name in the path of a field: as it is, unless it could break the line or fill it."""
    return name if name.isprintable() and len(name) <= 100 else brief(name)


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Word the suggestions that end an error message."""
    if not suggestions:
        return ""
    *first, last = suggestions
    return f"; did you mean {', '.join(first) + ' or ' if first else ''}{last}?"


def nearest(name: object, known: Any, count: int = 3) -> tuple[str, ...]:
    """Find the known names most like one that is not known, nearest first."""
    from difflib import get_close_matches

    if not issubclass(type(name), str):
        return ()
    text = str.__getitem__(cast("str", name), slice(100)).casefold()
    folded = {str(one).casefold(): str(one) for one in known}
    hits = get_close_matches(text, folded, count, 0.6)
    return tuple(folded[hit] for hit in hits)
