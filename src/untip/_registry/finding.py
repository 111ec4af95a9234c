"""Finding the one record that is meant: by itself, by its id, by any name that finds one record."""

from __future__ import annotations

from collections.abc import Iterable

from untip._registry.records import Records
from untip._search.names import NAME_LIMIT, fold
from untip._text import brief, nearest
from untip.errors import AmbiguousNameError, NotFoundError, UnknownIdError, UsageError, as_text, one_of
from untip.schema import FOLDERS, KINDS, Record

CODED = ("concept", "state")
"""Kinds whose codes, and of concepts whose names, are found only where the kind is named."""

NAMES_KEPT = 10_000
"""How many names a registry remembers what they found: names that callers make up must not fill the memory."""


def checked_kind(kind: object) -> str:
    """Return a kind, given by its name or that of its collection: `agency` or `agencies`.

    Raises:
        UnknownFieldError: There is no such kind.
    """
    text = one_of(kind, (*KINDS, *FOLDERS), f"one of the kinds {', '.join(KINDS)}")
    return FOLDERS.get(text, text)


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


def resolve(records: Records, record: object, kind: str | None = None) -> Record:
    """Return the record that is meant: given as itself, by its id, or by a name that finds one record.

    Args:
        records: The records.
        record: The record, its id, or a name of it.
        kind: The kind that is wanted; names are looked for among it first.

    Raises:
        UnknownIdError: There is no such record.
        AmbiguousNameError: Several records have that name.
        UsageError: It is neither a record nor a string.
    """
    if isinstance(record, Record):
        return record
    text = as_text(record, "a record or its id or name")
    found = records.get(text)
    if found is not None:
        return found
    for wanted in (kind, None) if kind is not None else (None,):
        try:
            return find(records, text, wanted)
        except NotFoundError:
            continue
        except AmbiguousNameError:
            if wanted is None:
                raise
    for base in records.bases:
        try:
            return resolve(base, text, kind)
        except NotFoundError:
            continue
    raise UnknownIdError(text, lambda: suggestions(records, text, kind))


def suggestions(records: Records, text: str, kind: str | None) -> tuple[str, ...]:
    """Return the ids and names nearest to a text that is neither."""
    kinds = KINDS if kind is None else (kind,)
    ids = nearest(text, [id for one in kinds for id in records.store.ids(one)], 2)
    return (*ids, *_suggestions(records, fold(text), kind))[:3]


def id_meant(records: Records, text: str, kinds: tuple[str, ...]) -> str | None:
    """Return the id of the one record of some kinds that a name finds; `None` where it finds none or several."""
    for kind in kinds:
        try:
            return find(records, text, kind).id
        except (NotFoundError, AmbiguousNameError):
            continue
    return None
