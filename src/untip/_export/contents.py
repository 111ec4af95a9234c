"""What an export writes: the records, their tables, each made once, and what the files say of the data set."""

from __future__ import annotations

from typing import Any

from untip._export.addresses import address_of, path_of
from untip._registry.citation import OTHERS, TITLE, is_ours
from untip._registry.registry import Registry
from untip._version import __data_version__
from untip.schema import Record
from untip.tables import Table


class Contents:
    """The records of a registry, and what is said of them.

    Title, version, licence and address of the data set are said of the package's own records alone, as they are or as
    of a day: they do not apply to a user's own records.

    Args:
        registry: The registry.
    """

    def __init__(self, registry: Registry) -> None:
        self.registry: Registry = registry
        self.is_own: bool = is_ours(registry._records)
        self.title: str = TITLE if self.is_own else OTHERS
        self.version: str | None = __data_version__ if self.is_own else None
        self._tables: dict[str, Table[Any]] = {}

    def table(self, name: str) -> Table[Any]:
        """Return a table, made once for all files."""
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = self.registry.table(name)
        return found

    def address(self, record: Record) -> str:
        """Return the address of a record: the permanent one of the package's own, a name without a place of another."""
        if is_ours(self.registry._records, record):
            return address_of(record)
        return f"urn:record:{path_of(record).strip('/').replace('/', ':')}"


def contents_of(given: Registry | Contents) -> Contents:
    """Return the contents of a registry, or those that are at hand."""
    return given if isinstance(given, Contents) else Contents(given)
