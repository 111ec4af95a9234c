"""Which records a record names, in which field and relation: a walk over one record, by the schema's relations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from untip._schema.define import Checked, shapes
from untip.schema import RELATIONS, Addressee, Citation, Record, Relation

_GROUPS = frozenset(Addressee)
SOURCES = next(relation for relation in RELATIONS if (relation.kind, relation.path) == ("*", "citations.source"))
"""The relation of every record to its sources."""


class Reference(NamedTuple):
    """One place in a record that names another record."""

    path: str
    """Its path, such as `partners[0].who`."""
    id: str
    """The id."""
    relation: Relation
    """The relation."""


@cache
def relations_of(kind: str) -> tuple[Relation, ...]:
    """Return the relations that records of a kind store, except that to their sources."""
    return tuple([relation for relation in RELATIONS if relation.kind in (kind, "*") and relation is not SOURCES])


def references(record: Record) -> Iterator[Reference]:
    """Yield every place in a record that names another, citations last."""
    for relation in relations_of(record.kind):
        for path, value in _values(record, relation.path):
            if not (relation.groups and value in _GROUPS):
                yield Reference(path, value, relation)
    for path, citation in citations(record):
        yield Reference(f"{path}.source", citation.source, SOURCES)


def _values(obj: Any, path: str, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text at a path such as `partners.who`, with its full path."""
    name, _, rest = path.partition(".")
    value = getattr(obj, name)
    many = isinstance(value, tuple)
    items = enumerate(value) if many else [(0, value)] if value is not None else []
    for index, item in items:
        here = f"{before}{name}[{index}]" if many else f"{before}{name}"
        if rest:
            yield from _values(item, rest, f"{here}.")
        else:
            yield here, item


def citations(record: Record) -> Iterator[tuple[str, Citation]]:
    """Yield every citation of a record and of its parts, with its path."""
    return ((path, part) for path, part in parts(record) if isinstance(part, Citation))


def parts(obj: Checked, before: str = "") -> Iterator[tuple[str, Checked]]:
    """Yield every part of a record, and the parts of those, with its path."""
    for name, shape in shapes(type(obj)).items():
        if shape.part is None:
            continue
        value = getattr(obj, name)
        items = enumerate(value) if shape.many else [(-1, value)] if value is not None else []
        for index, item in items:
            path = f"{before}{name}[{index}]" if shape.many else f"{before}{name}"
            yield path, item
            yield from parts(item, f"{path}.")
