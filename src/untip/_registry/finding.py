"""Find the one record that is meant: the record itself, its id, or any name that finds one record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from untip._registry.records import Records
from untip._search.names import NAME_LIMIT, WORDS, fold, is_code, is_missing
from untip._search.spelling import is_of_year, readings
from untip._search.spelling.reading import Reading
from untip._text import brief, nearest
from untip.errors import AmbiguousNameError, NotFoundError, UnknownIdError, UsageError, as_text, is_a, one_of
from untip.schema import FOLDERS, KINDS, Record, State

ASKED_FOR = frozenset(("source", "statistic", "finding", "concept"))
"""Kinds that a name finds only where they are asked for."""

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
    is_short = len(name) <= NAME_LIMIT
    ids = _as_it_stands(records, name, kind) if is_short else []
    if not ids and is_short:
        now = [new for id in retired(records, name, kind) if (new := records.at(id)) is not None]
        if now:  # not remembered, so that it warns each time
            return now[0]
        ids = [] if is_missing(name) else spelt(records, name, kind)
    found = [record for id in ids if (record := records.at(id)) is not None]
    if len(found) == 1:
        if len(records.found) >= NAMES_KEPT:
            records.found.clear()
        records.found[name, kind] = found[0]
        return found[0]
    if found:
        raise AmbiguousNameError(name, tuple(found))
    later = _not_begun(records, name, kind)
    if later:
        raise NotFoundError(name, (), later)

    def near() -> tuple[str, ...]:
        return (*_asked_for(records, name, kind), *_suggestions(records, name, kind))[:3]

    raise NotFoundError(name, near, KINDS[kind].folder if kind else "")


def _as_it_stands(records: Records, name: str, kind: str | None) -> list[str]:
    """Return the ids of the records that have a name as it stands."""
    if is_missing(name) and not name.strip().isalnum():  # NA may be a code or an acronym, N/A is neither
        return []
    return named(records, name, kind)


def _not_begun(records: Records, name: str, kind: str | None) -> str:
    """Return where a name finds nothing because what it means began after the day of a view; empty for any other."""
    if records.whole is None or len(name) > NAME_LIMIT or is_missing(name):
        return ""
    ids = named(records.whole, name, kind) or spelt(records.whole, name, kind)
    return f"the registry as of {records.day}: {ids[0]} had not begun" if len(ids) == 1 else ""


def retired(records: Records, name: str, kind: str | None) -> list[str]:
    """Return the id that a retired one leads to, if there is one."""
    if records.store.redirects().get(name) is None:
        return []
    now = records.current(name)
    own = records.kind_of(now)  # in a view as of a day it may not have begun
    return [now] if own is not None and kind in (None, own) else []


def spelt(records: Records, name: str, kind: str | None) -> list[str]:
    """Return the ids of the records that the first spelling rule which finds any finds."""
    index = records.store.index()
    for _, made in readings(name, lambda text: index.has(fold(text))):
        wanted = dict.fromkeys(id for reading in made for id in _meant(records, reading, kind))
        if wanted:
            return list(wanted)
    return []


def named(records: Records, name: str, kind: str | None, code: bool = False) -> list[str]:
    """Return the ids of the records that have a name as it stands, of a kind or of those that a name asks for."""
    if fits(records, name, kind) and records.store.kind_of(name) != State.kind:
        return [name]  # an id goes before a name
    code = kind == "concept" or ((code or kind == "state") and len(name) < 10 and is_code(name.strip()))
    ids = [id for id in records.store.index().ids(fold(name), code) if fits(records, id, kind)]
    if ids and name.strip().lower() in WORDS and not name.isupper():
        return [id for id in ids if records.store.kind_of(id) != State.kind]
    return ids


def fits(records: Records, id: str, kind: str | None) -> bool:
    """Return whether a record had begun and is of a kind, or of one that a name without a kind finds."""
    own = records.store.kind_of(id)
    return own is not None and (own == kind or (kind is None and own not in ASKED_FOR))


def _meant(records: Records, reading: Reading, kind: str | None) -> list[str]:
    """Return the ids of the records that a reading of a name means."""
    ids = named(records, reading.text, kind)
    if ids and reading.kinds is not None:
        ids = [id for id in ids if records.kind_of(id) in reading.kinds]
    for other in reading.same if ids else ():
        also = named(records, other, kind, code=True)
        ids = [id for id in ids if id in also]
    for other in reading.maybe if ids else ():
        also = named(records, other, kind, code=True)
        ids = [id for id in ids if id in also or not also]
    if reading.year is None:
        return ids
    return [id for id in ids if (record := records.at(id)) is not None and is_of_year(record, reading.year)]


def _asked_for(records: Records, name: str, kind: str | None) -> tuple[str, ...]:
    """Return the States and concepts that a name would find if their kind were asked for."""
    ids = records.store.index().codes.get(fold(name), "").split() if kind is None and len(name) <= NAME_LIMIT else ()
    return tuple([f'{one.name} ({id}, with kind="{one.kind}")' for id in ids if (one := records.at(id)) is not None])


def _suggestions(records: Records, name: str, kind: str | None) -> tuple[str, ...]:
    """Return names of records whose keys are nearest to a name that finds nothing."""
    if len(name) > NAME_LIMIT:
        return ()
    index = records.store.index()
    names = {**index.codes, **index.names} if kind == "concept" else index.names
    found = [records.at(id) for hit in nearest(fold(name), names, 6) for id in names[hit].split()]
    fitting = [record for record in found if record is not None and fits(records, record.id, kind)]
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
    if is_a(record, Record):
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
    unnamed = f"no record named {brief(text)}"
    later = _not_begun(records, text, kind)
    if later:
        raise UnknownIdError(text, (), later, f"{unnamed} in {later}")
    raise UnknownIdError(text, lambda: suggestions(records, text, kind), lacking=unnamed)


T = TypeVar("T", bound=Record)


def resolve_as(records: Records, record: object, cls: type[T], only: str) -> T:
    """Return the record that is meant, which must be of a kind.

    Args:
        records: The records.
        record: The record, its id, or a name of it.
        cls: The class of the kind.
        only: What only that kind can be or have, for the message.

    Raises:
        UnknownIdError: There is no such record.
        AmbiguousNameError: Several records have that name.
        UsageError: It is neither a record nor a string, or of another kind.
    """
    found = resolve(records, record, cls.kind)
    if not isinstance(found, cls):
        raise UsageError(f"{found.id} is of kind {found.kind}; {only}")
    return found


def suggestions(records: Records, text: str, kind: str | None, named: bool = False) -> tuple[str, ...]:
    """Return the ids and names nearest to a text that is neither, each record once.

    Args:
        records: The records.
        text: The text.
        kind: The kind that is wanted; `None` for any.
        named: Whether a record that is near by both is given by its name with the id, and not by the id alone.
    """
    kinds = KINDS if kind is None else (kind,)
    ids = nearest(text, [id for one in kinds for id in records.store.ids(one)], 2)
    names = {name.rpartition("(")[2][:-1]: name for name in _suggestions(records, text, kind)[: 3 - len(ids)]}
    near_ids = [names.get(id, id) if named else id for id in ids]
    return (*near_ids, *(name for id, name in names.items() if id not in ids))


def id_meant(records: Records, text: str, kinds: tuple[str, ...]) -> str | None:
    """Return the id of the one record of some kinds that a name finds; `None` where it finds none or several."""
    for kind in kinds if len(text) <= NAME_LIMIT and not is_missing(text) else ():
        found = named(records, text, kind) or spelt(records, text, kind)
        if len(found) == 1:
            return found[0]
    return None
