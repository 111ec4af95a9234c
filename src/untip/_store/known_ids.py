"""Ids that name no record: one message for all of them, which suggests the nearest id."""

from __future__ import annotations

from collections.abc import Iterable

from untip._text import nearest
from untip.errors import Problem

SUGGESTIONS = 10
"""How many problems of one check get a suggestion: each compares an id with all others."""


class KnownIds:
    """The ids that a place may hold; what holds another gets a problem, which suggests the nearest.

    Args:
        what: What they are the ids of, for the message: `a source`.
        ids: The ids.
    """

    def __init__(self, what: str, ids: Iterable[str]) -> None:
        self._what = what
        self._ids = sorted(ids)
        self._left = SUGGESTIONS

    def problem(self, id: str, field: str, file: str, line: int | None = None) -> Problem:
        """Return the problem of a place whose id is none of these."""
        near = next(iter(nearest(id, self._ids, 1)), None) if self._left > 0 else None
        self._left -= 1
        message = f"found {id!r}, which is not the id of {self._what}; add the record or correct the id"
        return Problem(message, field=field, file=file, line=line, found=id, suggestion=near)
