"""Looking up records along their relations."""

from __future__ import annotations

from collections.abc import Iterable

from untip._registry.collection import Collection
from untip._registry.finding import resolve
from untip._registry.records import Records
from untip._search.relations import references
from untip.errors import one_of
from untip.schema import KINDS, RELATIONS, Record

# ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────────


def related(records: Records, record: Record | str) -> dict[str, Collection[Record]]:
    """Return the records that a record names or is named by, by relation."""
    return {name: found for name, ids in _relations(records, record).items() if (found := _collected(records, ids))}


def related_by(records: Records, record: Record | str, relation: str) -> Collection[Record]:
    """Return the records that have one relation to a record.

    Raises:
        UnknownFieldError: There is no such relation.
    """
    found = _relations(records, record)
    names = relation_names()
    return _collected(records, found.get(one_of(relation, names, "a relation", "untip.schema.RELATIONS"), {}))


def relation_names() -> tuple[str, ...]:
    """Return the names of all relations, in both directions, by name."""
    return tuple(sorted({name for relation in RELATIONS for name in (relation.forward, relation.backward)}))


def _collected(records: Records, ids: Iterable[str]) -> Collection[Record]:
    known = records.known(ids)
    kinds = {record.kind for record in known} or set(KINDS)
    classes = tuple([cls for kind, cls in KINDS.items() if kind in kinds])
    return Collection(records, classes, tuple([record.id for record in known]))


def _relations(records: Records, record: Record | str) -> dict[str, dict[str, None]]:
    """Return the ids that a record names or is named by, by relation."""
    subject = resolve(records, record)
    found: dict[str, dict[str, None]] = {}
    for reference in references(subject):
        found.setdefault(reference.relation.forward, {})[reference.id] = None
    for name, ids in _naming(records, subject.id).items():
        found.setdefault(name, {}).update(dict.fromkeys(ids))
    return found


def _naming(records: Records, id: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the records that name a record, by relation; of a view those that begin later too."""
    if records.whole is not None and not _relations_change(records.whole):
        return _naming(records.whole, id)
    if records.back is None:
        back: dict[str, dict[str, dict[str, None]]] = {}
        for record in records:
            for reference in references(record):
                named = back.setdefault(reference.id, {})
                named.setdefault(reference.relation.backward, {})[record.id] = None
        records.back = {id: {name: tuple(ids) for name, ids in sorted(named.items())} for id, named in back.items()}
    return records.back.get(id, {})


def _relations_change(records: Records) -> bool:
    """Return whether any record once named others than it names now."""
    if records.relations_change is None:
        paths = {(relation.kind, relation.path) for relation in RELATIONS}
        entries = ((record.kind, entry.field) for record in records for entry in record.history)
        records.relations_change = any(entry in paths for entry in entries)
    return records.relations_change
