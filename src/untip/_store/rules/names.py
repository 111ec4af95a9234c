"""Rules on names: each belongs to one record of a kind, or is marked as shared."""

from __future__ import annotations

from collections.abc import Iterator

from untip._search.names import fold, names_of
from untip._store.rules.data_set import DataSet
from untip.errors import Problem


def names_belong_to_one(data: DataSet) -> Iterator[Problem]:
    """A name, acronym or symbol belongs to one record of a kind, or is in the `ambiguous_names` of all that have it."""
    bearers: dict[tuple[str, str], dict[str, str]] = {}
    for record in data.records.values():
        for name in names_of(record):
            bearers.setdefault((record.kind, fold(name)), {})[record.id] = name
    shared: dict[str, set[str]] = {}
    for (kind, key), names in bearers.items():
        if len(names) < 2:
            continue
        for id, name in names.items():
            record = data.records[id]
            if key not in shared.setdefault(id, {fold(name) for name in record.ambiguous_names}):
                others = ", ".join([other for other in list(names)[:6] if other != id][:5])
                others += f" and {len(names) - 6} more" if len(names) > 6 else ""
                message = f"{name!r} names {kind} {others} too; drop it, or put it in the ambiguous_names of all"
                yield data.problem(record, "name", message, found=name)


def shared_names_are_shared(data: DataSet) -> Iterator[Problem]:
    """A name in `ambiguous_names` is also a name of another record."""
    bearers: dict[str, set[str]] = {}
    for record in data.records.values():
        for name in names_of(record):
            bearers.setdefault(fold(name), set()).add(record.id)
    for record in data.records.values():
        for index, name in enumerate(record.ambiguous_names):
            if len(bearers[fold(name)]) < 2:
                message = f"{name!r} names no other record; make it an alias"
                yield data.problem(record, f"ambiguous_names[{index}]", message, found=name)


def names_differ(data: DataSet) -> Iterator[Problem]:
    """No two names of a record are the same name to `find`, and each name has a letter or digit."""
    for record in data.records.values():
        seen: dict[str, str] = {fold(record.name): "name"}
        if "" in seen:
            message = f"{record.name!r} has no letter or digit to find it by; write the name in letters"
            yield data.problem(record, "name", message)
        if record.acronym is not None:
            seen.setdefault(fold(record.acronym), "acronym")
        for index, alias in enumerate(record.aliases):
            key, path = fold(alias.name), f"aliases[{index}].name"
            if not key:
                yield data.problem(record, path, f"{alias.name!r} has no letter or digit to find it by; remove it")
            elif key in seen and alias.lang is None:  # a name in another language is kept though it reads the same
                message = f"{alias.name!r} is found by its {seen[key]} already; remove it"
                yield data.problem(record, path, message, found=alias.name)
            seen.setdefault(key, path)
