"""What a collection answers beyond looking records up; loaded with the first such question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from untip._formats.converter import to_dict
from untip._formats.files import written
from untip._formats.json import write_json
from untip._formats.yaml_writer import write_yaml
from untip._registry import finding, query
from untip._registry.records import Classes, Records
from untip._registry.searching import search_in
from untip._search.match import Match
from untip._store.memory import MemoryStore
from untip._text import brief
from untip.dates import PartialDate, When
from untip.errors import UsageError, as_flag
from untip.schema import Agency, Record
from untip.tables import Table
from untip.tables._columns import kind_columns

if TYPE_CHECKING:
    from pathlib import Path

    from untip._registry.collection import Collection

R = TypeVar("R", bound=Record)


class Questions(Generic[R]):
    """The questions about the records of a collection; the docstrings of its methods say what they mean and raise.

    Args:
        records: The records of the collection's store.
        classes: Its classes.
        asked: The collection.
    """

    __slots__ = ("_asked", "_classes", "_kinds", "_records")

    def __init__(self, records: Records, classes: Classes, asked: Collection[R]) -> None:
        self._records = records
        self._classes = classes
        self._kinds = tuple([cls.kind for cls in classes])
        self._asked = asked

    def id_meant(self, text: str) -> str | None:
        """Return the id of the one record that a name finds."""
        return finding.id_meant(self._records, text, self._kinds)

    def _kept(self, test: Callable[[Any], object]) -> tuple[str, ...]:
        return tuple(record.id for record in self._asked if test(record))

    def filtered(self, predicate: Callable[[R], object] | None, fields: dict[str, object]) -> tuple[str, ...]:
        """Return the ids of the records that have some values and fulfil a predicate; see `Collection.filter`."""
        if predicate is not None and not callable(predicate):
            raise UsageError(f"a predicate must be a function of a record, found {brief(predicate)}")
        tests = [query.matching(self._records, self._classes, name, wanted) for name, wanted in fields.items()]
        kept = (record for record in self._asked if all(test(record) for test in tests))
        return tuple(record.id for record in kept if predicate is None or predicate(record))

    def active(self, when: When, certain: bool) -> tuple[str, ...]:
        """Return the ids of the records whose lifespan meets a time; see `Collection.active`."""
        return self._kept(query.active_in(when, as_flag(certain, "certain"), self._records.day))

    def dated(self, field: str, when: When, certain: bool) -> tuple[str, ...]:
        """Return the ids of the records of which a date meets a time; see `Collection.dated`."""
        return self._kept(query.dated_in(self._classes, field, when, as_flag(certain, "certain"), self._records.day))

    def _check(self, field: object) -> None:
        if type(field) is not str or field != "kind":
            query.field_shapes(self._classes, field)

    def sorted(self, field: str, reverse: bool) -> tuple[str, ...]:
        """Return the ids sorted by a field; see `Collection.sort`."""
        self._check(field)
        values = [(query.value_of(record, field), record.id) for record in self._asked]
        filled = [(query.sort_key(value), id) for value, id in values if value not in (None, ())]
        filled.sort(key=lambda pair: pair[0], reverse=as_flag(reverse, "reverse"))
        return (*(id for _, id in filled), *(id for value, id in values if value in (None, ())))

    def grouped(self, field: str) -> dict[Any, list[str]]:
        """Return the ids for each value of a field; see `Collection.group_by`."""
        self._check(field)
        groups: dict[Any, list[str]] = {}
        for record in self._asked:
            for key in query.group_keys(record, field):
                groups.setdefault(key, []).append(record.id)
        return groups

    def found(
        self, words: str, limit: int, pillar: str | None, agency: Agency | str | None, on: When | None
    ) -> list[Match[R]]:
        """Return the best matches; see `Registry.search`."""
        ids = frozenset(self._asked.ids)
        return search_in(self._records, words, limit, self._kinds, ids, (pillar, agency, on))

    def joined(self, other: Collection[Any]) -> Records:
        """Return records that have those of two collections; of a record in both, the first's."""
        if self._records is other._records:
            return self._records
        day = self._records.day if self._records.day == other._records.day else None
        both = {record.id: record for record in (*other, *self._asked)}
        return in_memory(both.values(), (self._records, other._records), day)

    def dicts(self) -> list[dict[str, Any]]:
        """Return each record as a dict of JSON types."""
        return [to_dict(record) for record in self._asked]

    def json(self, path: str | Path | None) -> str:
        """Return the records as JSON, and write it to a file if one is named."""
        return written(write_json(cast("Any", self.dicts())), path)

    def yaml(self, path: str | Path | None) -> str:
        """Return the records as YAML, and write it to a file if one is named."""
        return written(write_yaml(cast("Any", self.dicts())), path)

    def table(self, name: str) -> Table[R]:
        """Return the records as a table."""
        return Table(name, kind_columns(self._classes), self._asked)


def in_memory(given: Iterable[Record], bases: tuple[Records, ...], day: PartialDate | None) -> Records:
    """Return records in memory: those of a collection that is not one of a registry."""
    return Records(MemoryStore(given), bases, day)
