"""Names of related records: those that the package's own records have, once these are there."""

from __future__ import annotations

from collections.abc import Callable

LONGEST = 70
"""The longest name that stands beside an id, in characters."""

Give = Callable[[str], str | None]
"""Returns the name of the record with an id; `None` if there is none."""

_given: list[Give] = []


def names_from(give: Give) -> None:
    """Take the names of records from a function."""
    _given[:] = [give]


def name_of(id: str) -> str | None:
    """Return the name of the record with an id, cut where it is long; `None` where it is not known."""
    name = _given[0](id) if _given else None
    return name if name is None or len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
