"""Looking up records by name, and along their relations."""

from __future__ import annotations

from collections.abc import Iterable

from untip._registry.collection import Collection
from untip._registry.records import Records
from untip._search.names import NAME_LIMIT, fold
from untip._search.relations import references
from untip._text import brief, nearest
from untip.errors import AmbiguousNameError, NotFoundError, UsageError, as_text, one_of
from untip.schema import KINDS, RELATIONS, Record

CODED = ("concept", "state")
"""Kinds whose codes, and of concepts whose names, are found only where the kind is named."""

NAMES_KEPT = 10_000
"""How many names a registry remembers what they found: names that callers make up must not fill the memory."""


def checked_kind(kind: object) -> str:
    """Return a kind.

    Raises:
        UnknownFieldError: There is no such kind.
    """
    return one_of(kind, KINDS, f"one of the kinds {', '.join(KINDS)}")


def checked_kinds(kinds: Iterable[str] | None) -> tuple[str, ...]:
    """Return the kinds that are asked for; `None` is all of them.

    Raises:
        UnknownFieldError: There is no such kind.
        UsageError: It is neither a kind nor several.
    """
    try:
        wanted = tuple(KINDS) if kinds is None else (kinds,) if issubclass(type(kinds), str) else tuple(kinds)
    except TypeError:
        raise UsageError(f"kinds must be a kind or several, found {brief(kinds)}") from None
    return tuple([checked_kind(kind) for kind in wanted])


def find(records: Records, name: str, kind: str | None) -> Record:
    """Return the one record that has a name; see `Registry.find`."""
    name = as_text(name, "a name")
    if kind is not None:
        kind = checked_kind(kind)
    key = fold(name) if len(name) <= NAME_LIMIT else ""
    ids = records.store.index().ids(key, codes=kind in CODED) if key else ()
    # in a view as of a day, only those that had begun
    kinds = {id: its_kind for id in ids if (its_kind := records.store.kind_of(id)) is not None}
    wanted = [id for id in kinds if kind in (None, kinds[id])]
    if len(wanted) > 1 and name in wanted:  # an exact id leaves no doubt
        wanted = [name]
    if len(wanted) == 1:
        found = records.record(kinds[wanted[0]], wanted[0])
        if kind is None:
            if len(records.found) >= NAMES_KEPT:
                records.found.clear()
            records.found[name] = found
        return found
    if wanted:
        raise AmbiguousNameError(name, tuple([records.record(kinds[id], id) for id in wanted]))
    redirect = records.redirect_of(name)
    if redirect is not None:
        target = records.at(records.current(name))  # in a view as of a day it may not have begun
        if target is not None and kind in (None, target.kind):
            return target
    raise NotFoundError(name, lambda: _suggestions(records, key, kind), KINDS[kind].folder if kind else "")


def _suggestions(records: Records, key: str, kind: str | None) -> tuple[str, ...]:
    """Return names of records whose keys are nearest to one that finds nothing."""
    index = records.store.index()
    names = {**index.codes, **index.names} if kind in CODED else index.names
    found = [records.at(id) for hit in nearest(key, names, 6) for id in names[hit]]
    fitting = [record for record in found if record is not None and kind in (None, record.kind)]
    return tuple(dict.fromkeys(f"{record.name} ({record.id})" for record in fitting))[:3]


# ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────────


def related(records: Records, record: Record | str) -> dict[str, Collection[Record]]:
    """Return the records that a record names or is named by, by relation."""
    return {name: found for name, ids in _relations(records, record).items() if (found := _collected(records, ids))}


def related_by(records: Records, record: Record | str, relation: str) -> Collection[Record]:
    """Return the records that stand in one relation to a record.

    Raises:
        UnknownFieldError: There is no such relation.
    """
    found = _relations(records, record)
    names = {name for rel in RELATIONS for name in (rel.forward, rel.backward)}
    return _collected(records, found.get(one_of(relation, names, "a relation"), {}))


def _collected(records: Records, ids: Iterable[str]) -> Collection[Record]:
    known = records.known(ids)
    kinds = {record.kind for record in known} or set(KINDS)
    classes = tuple([cls for kind, cls in KINDS.items() if kind in kinds])
    return Collection(records, classes, tuple([record.id for record in known]))


def _relations(records: Records, record: Record | str) -> dict[str, dict[str, None]]:
    """Return the ids that a record names or is named by, by relation."""
    subject = records.resolve(record)
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
