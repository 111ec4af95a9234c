"""How a field names other records: declared beside the field, collected into the table of relations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import attrs


class Names(NamedTuple):
    """A field's relation to the records that it names; each direction has its own name.

    Args:
        forward: The relation seen from the record that has the field.
        backward: The relation seen from the record that is named.
        kinds: Kinds that may be named; empty for any.
        via: The attribute of the field's items that holds the id, where the field itself does not.
        groups: Whether members of `Addressee` may take the place of ids.
    """

    forward: str
    backward: str
    kinds: tuple[str, ...] = ()
    via: str = ""
    groups: bool = False


class Relation(NamedTuple):
    """A field by which records of one kind name others, with a name for each direction."""

    kind: str
    """Kind of the records that have the field; `*` for all."""
    path: str
    """The field, or field and attribute of its items, such as `partners.who`."""
    forward: str
    """Its name from the record that has the field."""
    backward: str
    """Its name from the record that is named."""
    targets: tuple[str, ...]
    """Kinds that may be named; empty for any."""
    groups: bool = False
    """Whether members of `Addressee` may take the place of ids."""


Relation.__module__ = "untip.schema"


def collect(base: type[Any], kinds: Iterable[type[Any]]) -> tuple[Relation, ...]:
    """Return the relations that the fields of some kinds declare; those of the base class, for all kinds, last.

    Args:
        base: The class whose fields every kind has.
        kinds: The class of each kind.
    """
    shared = {attribute.name for attribute in attrs.fields(base)}
    found = [
        _relation(cls.kind, attribute)
        for cls in kinds
        for attribute in attrs.fields(cls)
        if attribute.name not in shared and "names" in attribute.metadata
    ]
    found += [_relation("*", attribute) for attribute in attrs.fields(base) if "names" in attribute.metadata]
    return tuple(found)


def _relation(kind: str, attribute: Any) -> Relation:
    names: Names = attribute.metadata["names"]
    path = f"{attribute.name}.{names.via}" if names.via else attribute.name
    return Relation(
        kind=kind,
        path=path,
        forward=names.forward,
        backward=names.backward,
        targets=names.kinds,
        groups=names.groups,
    )
