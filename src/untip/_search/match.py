"""What a search returns: a record, and the piece of its text that shows why."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import attrs

from untip._schema.define import public
from untip._search.index import texts
from untip._search.words import marked
from untip.schema import Record

R = TypeVar("R", bound=Record)

EXCERPT = 160
"""About how many characters an excerpt has."""


class Shown:
    """The field of a record that has most of a query's words, and a piece of its text; worked out once when read.

    Args:
        record: The record.
        keys: The keys of the words.
    """

    __slots__ = ("_found", "_keys", "_record")

    def __init__(self, record: Record, keys: frozenset[str]) -> None:
        self._record = record
        self._keys = keys
        self._found: tuple[str, str] | None = None

    def __call__(self) -> tuple[str, str]:
        """Return the field and the excerpt."""
        if self._found is None:  # two threads may both work it out: the pairs are equal
            self._found = best_excerpt(self._record, self._keys)
        return self._found


@attrs.frozen(eq=False, repr=False, getstate_setstate=False)
class Match(Generic[R]):
    """One result of a search."""

    record: R
    """The record that was found."""
    score: float
    """How well it matches; higher is better, comparable only within one search."""
    _shown: Shown | tuple[str, str]
    suggestion: str | None = None
    """The query with its misspelt words corrected, where that was searched for instead; the same in all matches."""

    @property
    def field(self) -> str:
        """The field in which most words occur."""
        return self._pair()[0]

    @property
    def excerpt(self) -> str:
        """A piece of its text, the words that match between `[` and `]`."""
        return self._pair()[1]

    def _pair(self) -> tuple[str, str]:
        return self._shown if isinstance(self._shown, tuple) else self._shown()

    def _key(self) -> tuple[Any, ...]:
        return self.record, self.score, self._pair(), self.suggestion

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Match) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, ...]:
        return Match, self._key()

    def __repr__(self) -> str:
        return f"<Match {self.record.id} {self.score:.2f} in {self.field}: {self.excerpt}>"


public(Match)


def best_excerpt(record: Record, keys: frozenset[str]) -> tuple[str, str]:
    """Return the field that has most of some words, and a piece of its text with them marked.

    Args:
        record: The record.
        keys: The keys of the words.
    """
    best, most = ("name", record.name), 0
    for field, text in texts(record):
        marks = marked(text, keys)
        found = len({key for _, _, key in marks})
        if found > most:
            best, most = (field, excerpt(text, marks)), found
        if found == len(keys):
            break
    return best


def excerpt(text: str, marks: list[tuple[int, int, str]]) -> str:
    """Return a piece of a text around the first marks, the marked words between `[` and `]`, `…` where it is cut."""
    first = marks[0][0]
    start = 0 if len(text) <= EXCERPT else max(0, first - EXCERPT // 4)
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = len(text) if len(text) - start <= EXCERPT * 5 // 4 else text.rfind(" ", start, start + EXCERPT)
    end = max(end, marks[0][1])
    shown, done = "", start
    for place, (from_, to, _) in enumerate(marks):
        if to > end:
            break
        joined = place > 0 and from_ - done == 1  # a space, a hyphen
        shown = shown[:-1] + text[done] if joined else f"{shown}{text[done:from_]}["
        shown, done = f"{shown}{text[from_:to]}]", to
    return ("…" if start else "") + shown + text[done:end] + ("…" if end < len(text) else "")
