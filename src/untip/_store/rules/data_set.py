"""What the rules look at: all records of a data set, with their files, tables and redirects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeAlias

from untip._store.known_ids import KnownIds
from untip.errors import Problem
from untip.schema import Coverage, Participation, Record, Redirect


class Base(Protocol):
    """The records of a registry that others build on."""

    def at(self, id: str) -> Record | None:
        """Return the record with an id; redirects are not followed."""
        ...

    def get(self, id: str) -> Record | None:
        """Return the record with an id, or with the id that replaced it."""
        ...


class DataSet(NamedTuple):
    """Records with their files, the registry whose records they may name, redirects and tables."""

    records: Mapping[str, Record]
    files: Mapping[str, str]
    base: Base | None
    """The records that these build on; `None` for none."""
    redirects: Mapping[str, Redirect]
    tables: Mapping[str, tuple[Participation, ...]]
    coverage: Mapping[str, Coverage]
    rows: Mapping[str, int] = MappingProxyType({})
    """The line of each record that is the row of a table."""
    unread: frozenset[str] = frozenset()
    """The ids of records whose files cannot be read: they exist, but nothing is known of them."""

    def find(self, id: str) -> Record | None:
        """Return the record with an id, of these or of the base."""
        found = self.records.get(id)
        return self.base.get(id) if found is None and self.base is not None else found

    def known(self, what: str, *kinds: str) -> KnownIds:
        """Return the ids of these records, of some kinds or of all."""
        return KnownIds(what, [id for id, record in self.records.items() if not kinds or record.kind in kinds])

    def problem(self, record: Record, field: str, message: str, **more: Any) -> Problem:
        """Return a problem of a record, with its file."""
        file, line = self.place(record)
        return Problem(message, field=field, file=file, line=line, **more)

    def place(self, record: Record) -> tuple[str, int | None]:
        """Return the file of a record, and its line where it is the row of a table."""
        return self.files.get(record.id, record.id), self.rows.get(record.id)


Rule: TypeAlias = Callable[[DataSet], Iterator[Problem]]
"""A rule between records: yields a problem for each record that breaks it."""
