"""Where records come from, as a registry sees it; and the store of records that are in memory already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from untip.errors import Problem, UsageError, ValidationError, brief
from untip.schema import KINDS, Coverage, Participation, Record, Redirect

if TYPE_CHECKING:
    from untip._search.index import WordIndex
    from untip._search.names import NameIndex


class Store(Protocol):
    """Gives records by kind and id, and the tables and indexes that belong to them; safe to share between threads."""

    def ids(self, kind: str) -> tuple[str, ...]:
        """Give the ids of a kind, sorted."""
        ...

    def record(self, kind: str, id: str) -> Record:
        """Give one record, built anew or not; the id is one of `ids(kind)`."""
        ...

    def index(self) -> NameIndex:
        """Give the index of names."""
        ...

    def words(self) -> WordIndex:
        """Give the index of words."""
        ...

    def redirects(self) -> Mapping[str, Redirect]:
        """Give the ids that are no longer in use."""
        ...

    def coverage(self) -> Mapping[str, Coverage]:
        """Give how far the table of each treaty reaches that has one."""
        ...

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Give the rows of a treaty's table; none where it has no table."""
        ...


class MemoryStore:
    """A store of records that are in memory.

    Args:
        records: The records; an id that comes twice is refused.
        redirects: Ids no longer in use, by the old id.
        coverage: How far each treaty's table reaches, by the treaty's id.
        tables: The rows of each treaty's table, by the treaty's id.

    Raises:
        ValidationError: Two records have the same id.
    """

    __slots__ = ("_coverage", "_index", "_kinds", "_redirects", "_tables", "_words")

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
            if not isinstance(record, Record):
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
        self._index: NameIndex | None = None
        self._words: WordIndex | None = None
        self._redirects = redirects or {}
        self._coverage = coverage or {}
        self._tables = tables or {}

    def ids(self, kind: str) -> tuple[str, ...]:
        """Give the ids of a kind, sorted."""
        return tuple(self._kinds[kind])

    def record(self, kind: str, id: str) -> Record:
        """Give one record."""
        return self._kinds[kind][id]

    def index(self) -> NameIndex:
        """Give the index of names, built at first use."""
        if self._index is None:
            from untip._search.names import build_index

            self._index = build_index(record for found in self._kinds.values() for record in found.values())
        return self._index

    def words(self) -> WordIndex:
        """Give the index of words, built at first use."""
        if self._words is None:
            from untip._search.index import WordIndex

            self._words = WordIndex.of(record for found in self._kinds.values() for record in found.values())
        return self._words

    def redirects(self) -> Mapping[str, Redirect]:
        """Give the ids that are no longer in use."""
        return self._redirects

    def coverage(self) -> Mapping[str, Coverage]:
        """Give how far the table of each treaty reaches."""
        return self._coverage

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Give the rows of a treaty's table."""
        return self._tables.get(instrument, ())


def merged(records: tuple[Record, ...], first: Store, second: Store) -> MemoryStore:
    """Give a store of the records, redirects and tables of two stores.

    Args:
        records: The records of both.
        first: A store.
        second: Another store.

    Raises:
        ValidationError: An id, an id no longer in use or a treaty's table is in both.
    """
    redirects = {**first.redirects(), **second.redirects()}
    coverage = {**first.coverage(), **second.coverage()}
    tables = {treaty: store.participation(treaty) for store in (first, second) for treaty in store.coverage()}
    old = [id for id in first.redirects() if id in second.redirects()]
    old += [record.id for record in records if record.id in redirects]
    twice = [Problem(f"{id!r} is redirected, and in the other registry too; drop one", field="id") for id in old]
    both = [treaty for treaty in first.coverage() if treaty in second.coverage()]
    twice += [Problem(f"the table of {treaty!r} is in both registries; drop one", field="id") for treaty in both]
    if twice:
        raise ValidationError(tuple(twice))
    return MemoryStore(records, redirects, coverage, tables)
