"""What a search gives: a record, and why it was found."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from untip.schema import Record

R = TypeVar("R", bound=Record)


class Match(Generic[R]):
    """One result of a search.

    Args:
        record: The record that was found.
        score: How well it matches; higher is better, and only comparable within one search.
        field: The field in which the words stand.
        excerpt: A piece of its text, the words that match between `[` and `]`.
        suggestion: The query with its misspelt words mended, where that was searched for in its place; `None` where
            nothing had to be mended. All matches of one search have the same.
    """

    __slots__ = ("excerpt", "field", "record", "score", "suggestion")
    record: R
    score: float
    field: str
    excerpt: str
    suggestion: str | None

    def __init__(self, record: R, score: float, field: str, excerpt: str, suggestion: str | None = None) -> None:
        put = object.__setattr__
        put(self, "record", record)
        put(self, "score", score)
        put(self, "field", field)
        put(self, "excerpt", excerpt)
        put(self, "suggestion", suggestion)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Match cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Match cannot be changed: {name}")

    def _key(self) -> tuple[Any, ...]:
        return self.record, self.score, self.field, self.excerpt, self.suggestion

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Match) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, ...]:
        return Match, self._key()

    def __repr__(self) -> str:
        return f"<Match {self.record.id} {self.score:.2f} in {self.field}: {self.excerpt}>"
