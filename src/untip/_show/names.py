"""Names of related records: a record of the package's own registry is shown with them, any other with ids alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

LONGEST = 70
"""The longest name that stands beside an id, in characters."""

NameOf = Callable[[str], str | None]
"""Returns the name of the record with an id; `None` if there is none, or it is not known."""


class Owner(NamedTuple):
    """A registry that has the names of its records."""

    name: NameOf
    """Returns the name of the record with an id."""
    has: Callable[[Any], bool]
    """Returns whether a record is one of the registry, not only equal to one."""


unnamed: Final[NameOf] = dict[str, str]().get
"""Knows no names: for a record outside the package's registry, it is not known which records its ids mean."""

_package: list[Owner] = []


def names_from(owner: Owner) -> None:
    """Take names from the package's own registry, once it is there."""
    _package[:] = [owner]


def name_of(id: str) -> str | None:
    """Return the name of the package's record with an id, cut where it is long; `None` where it is not known."""
    name = _package[0].name(id) if _package else None
    return name if name is None or len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def names_for(record: Any) -> NameOf:
    """Return what names the records that a record names: its own registry, where that is the package's."""
    return name_of if _package and _package[0].has(record) else unnamed
