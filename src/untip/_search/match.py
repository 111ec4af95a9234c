"""What a search returns: a record, and why it was found."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

from untip.schema import Record

R = TypeVar("R", bound=Record)


@attrs.frozen(repr=False)
class Match(Generic[R]):
    """One result of a search."""

    record: R
    """The record that was found."""
    score: float
    """How well it matches; higher is better, comparable only within one search."""
    field: str
    """The field in which the words occur."""
    excerpt: str
    """A piece of its text, the words that match between `[` and `]`."""
    suggestion: str | None = None
    """The query with its misspelt words corrected, where that was searched for instead; the same in all matches."""

    def __repr__(self) -> str:
        return f"<Match {self.record.id} {self.score:.2f} in {self.field}: {self.excerpt}>"


Match.__module__ = "untip"
