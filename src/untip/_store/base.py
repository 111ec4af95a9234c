"""The interface of stores: where a registry gets its records."""

from __future__ import annotations

import os
from _thread import RLock  # threading takes longer to import
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from untip.schema import Coverage, Participation, Record, Redirect

if TYPE_CHECKING:
    from untip._search.index import WordIndex
    from untip._search.names import NameIndex

LOCK = RLock()
"""Held while data are read for the first time: each file and part is read once, whatever the number of threads."""

if hasattr(os, "register_at_fork"):  # a child is forked between two reads, never within one
    os.register_at_fork(before=LOCK.acquire, after_in_parent=LOCK.release, after_in_child=LOCK.release)


class Store(Protocol):
    """Records by kind and id, with the tables and indexes that belong to them; safe to share between threads."""

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind, sorted."""
        ...

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, `None` where there is none."""
        ...

    def record(self, kind: str, id: str) -> Record:
        """Return one record, perhaps a new object each time; the id is one of `ids(kind)`."""
        ...

    def index(self) -> NameIndex:
        """Return the index of names."""
        ...

    def words(self) -> WordIndex:
        """Return the index of words."""
        ...

    def redirects(self) -> Mapping[str, Redirect]:
        """Return the redirects by retired id."""
        ...

    def coverage(self) -> Mapping[str, Coverage]:
        """Return the coverage of each table, by treaty."""
        ...

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Return the rows of a treaty's table; none where it has no table."""
        ...
