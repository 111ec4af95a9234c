"""Joining registries: ids stay unique unless a record is replaced on purpose, and every id resolves."""

from __future__ import annotations

from collections.abc import Iterable

from untip._registry.records import Records
from untip._search.relations import references
from untip._store.known_ids import KnownIds
from untip._store.memory import MemoryStore
from untip.errors import Problem, UsageError, ValidationError, as_flag
from untip.schema import KINDS, Record


def check_ids(records: Records, added: Iterable[Record]) -> None:
    """Check that the ids which some records name are those of records.

    Args:
        records: The records that they may name, with their bases.
        added: The records.

    Raises:
        ValidationError: They name others.
    """
    dangling = [
        (record.id, reference)
        for record in added
        for reference in references(record)
        if records.at(reference.id) is None
    ]
    if dangling:
        ids = [id for one in (records, *records.bases) for kind in KINDS for id in one.store.ids(kind)]
        known = KnownIds("a record", ids)
        raise ValidationError(tuple([known.problem(one.id, one.path, file) for file, one in dangling]))


def merge(first: Records, second: Records, replace: bool) -> Records:
    """Return the records of both; see `Registry.merge`."""
    bases = [base for base in (*first.bases, *second.bases) if base not in (first, second)]
    if len({base.root() for base in bases}) > 1:
        raise UsageError("the registries rest on different bases; merge each with its base first")
    replaced = {id for kind in first.kinds() for id in first.store.ids(kind) if second.store.kind_of(id) is not None}
    kinds = [_in_both(first, second, id) for id in sorted(replaced) if first.kind_of(id) != second.kind_of(id)]
    if kinds:
        raise ValidationError(tuple(kinds))
    if replaced and not as_flag(replace, "replace"):
        raise ValidationError(tuple([_in_both(first, second, id) for id in sorted(replaced)]))
    if not replace:
        _check_tables(first, second)
    kept = [record for record in first if record.id not in replaced]
    old = {id: redirect for id, redirect in first.store.redirects().items() if second.store.kind_of(id) is None}
    store = MemoryStore(
        (*kept, *second),
        old | dict(second.store.redirects()),
        {**first.store.coverage(), **second.store.coverage()},
        {treaty: one.store.participation(treaty) for one in (first, second) for treaty in one.store.coverage()},
    )
    day = first.day if first.day == second.day else None
    made = Records(store, tuple(bases[:1]), day, replaced=first.replaced | second.replaced | replaced)
    for one in (first, second):
        # records that a view names may not have begun on its day
        if one.day is None and not one.bases and one.registry is not None and not one.registry._is_default:
            check_ids(made, one)
    return made


def _in_both(first: Records, second: Records, id: str) -> Problem:
    names = [f"{one.kind} {one.name!r}" for records in (first, second) if (one := records.at(id)) is not None]
    or_replace = ", or merge with replace=True" if first.kind_of(id) == second.kind_of(id) else ""
    message = f"{id!r} is the id of {' and of '.join(names)}; rename one of the two{or_replace}"
    return Problem(message, field="id", found=id)


def _check_tables(first: Records, second: Records) -> None:
    """Check that no retired id and no treaty's table is in both.

    Raises:
        ValidationError: One is.
    """
    old = [id for id in first.store.redirects() if id in second.store.redirects()]
    old += [
        id
        for one, other in ((first, second), (second, first))
        for id in one.store.redirects()
        if other.store.kind_of(id)
    ]
    twice = [Problem(f"{id!r} is redirected, and in the other registry too; drop one", field="id") for id in old]
    both = [treaty for treaty in first.store.coverage() if treaty in second.store.coverage()]
    twice += [Problem(f"the table of {treaty!r} is in both registries; drop one", field="id") for treaty in both]
    if twice:
        raise ValidationError(tuple(twice))
