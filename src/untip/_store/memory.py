"""The store of records that are in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from untip._search.index import WordIndex
from untip._search.names import NameIndex, build_index
from untip._text import brief
from untip.errors import Problem, UsageError, ValidationError, is_a
from untip.schema import KINDS, Coverage, Participation, Record, Redirect


class MemoryStore:
    """A store of records that are in memory.

    Args:
        records: The records; their ids must differ.
        redirects: Retired ids, by the old id.
        coverage: The coverage of each table, by the treaty's id.
        tables: The rows of each treaty's table, by the treaty's id.

    Raises:
        ValidationError: Two records have the same id.
    """

    __slots__ = ("_coverage", "_index", "_kind_of", "_kinds", "_redirects", "_tables", "_words")

    def __init__(
        self,
        records: Iterable[Record],
        redirects: Mapping[str, Redirect] | None = None,
        coverage: Mapping[str, Coverage] | None = None,
        tables: Mapping[str, tuple[Participation, ...]] | None = None,
    ) -> None:
        kinds: dict[str, dict[str, Record]] = {kind: {} for kind in KINDS}
        owner: dict[str, str] = {}
        twice: list[Problem] = []
        for record in records:
            if not is_a(record, Record):
                raise UsageError(f"expected a record, found {brief(record)}")
            words = f"{record.kind} {record.name!r}"
            if record.id in owner:
                message = f"{record.id!r} is the id of {owner[record.id]} and of {words}; rename one of the two"
                twice.append(Problem(message, field="id", found=record.id))
            owner[record.id] = words
            kinds[record.kind][record.id] = record
        if twice:
            raise ValidationError(tuple(twice))
        self._kinds = {kind: dict(sorted(found.items())) for kind, found in kinds.items()}
        self._kind_of = {id: kind for kind, found in self._kinds.items() for id in found}
        self._index: NameIndex | None = None
        self._words: WordIndex | None = None
        self._redirects = redirects or {}
        self._coverage = coverage or {}
        self._tables = tables or {}

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind, sorted."""
        return tuple(self._kinds[kind])

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, `None` where there is none."""
        return self._kind_of.get(id)

    def record(self, kind: str, id: str) -> Record:
        """Return one record."""
        return self._kinds[kind][id]

    def index(self) -> NameIndex:
        """Return the index of names, built at first use."""
        if self._index is None:
            self._index = build_index(record for found in self._kinds.values() for record in found.values())
        return self._index

    def words(self) -> WordIndex:
        """Return the index of words, built at first use."""
        if self._words is None:
            self._words = WordIndex.of(record for found in self._kinds.values() for record in found.values())
        return self._words

    def redirects(self) -> Mapping[str, Redirect]:
        """Return the redirects by retired id."""
        return self._redirects

    def coverage(self) -> Mapping[str, Coverage]:
        """Return the coverage of each table, by treaty."""
        return self._coverage

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Return the rows of a treaty's table."""
        return self._tables.get(instrument, ())
