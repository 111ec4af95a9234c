"""The tables of a registry: kinds, parts of records, relations, participation, redirects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

from untip._registry import membership
from untip._registry.collection import Collection
from untip._registry.finding import resolve
from untip._registry.query import named_id
from untip._registry.records import Records
from untip._schema.define import Checked, shapes
from untip._search.relations import parts, references
from untip._text import brief
from untip.dates import as_when
from untip.errors import UnknownFieldError, UsageError, is_a, one_of, whole_number
from untip.schema import FOLDERS, KINDS, RELATIONS, Participation, Record, Redirect, Relation
from untip.tables import Column, ColumnType, Table
from untip.tables._columns import KEYS, PARTS, RELATIONS_COLUMNS, Derived, Get, checked_name, columns_of, kind_columns
from untip.tables._rows import PartRow, RelationRow


def table(records: Records, name: str, filters: Mapping[str, object]) -> Table[Any]:
    """Return one table; see `Registry.table`."""
    name = checked_name(name)
    if name in FOLDERS:
        cls = KINDS[FOLDERS[name]]
        found: Collection[Record] = Collection(records, (cls,))
        wanted: Any = filters
        return Table(name, kind_columns((cls,)), found.filter(**wanted))
    if name == "participation":
        return participation(records, filters)
    made: Table[Any]
    if name == "relations":
        made = Table(
            name, tuple([Derived(one, attrgetter(one.name)) for one in RELATIONS_COLUMNS]), _relations(records)
        )
    elif name == "redirects":
        redirects = records.store.redirects()
        made = Table(name, columns_of(Redirect), redirects.values())
    else:
        made = Table(name, (*_keys(), *_inner(PARTS[name].part)), _parts(records, PARTS[name].part))
    return _kept(records, made, filters)


# ── filters ─────────────────────────────────────────────────────────────────────────────────────────────────────────

_ANY = Relation("*", "", "", "", ())
"""The relation of a column that holds the id of any record."""

_TYPES: dict[ColumnType, str] = {
    "text": "text",
    "list": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "True or False",
    "date": "a day",
}
"""What each type of column takes, in words."""


@cache
def _relations_in(name: str) -> dict[str, tuple[Relation, ...]]:
    """Return the relations that the columns of a table of parts or rows hold."""
    if name not in PARTS:
        return {"subject": (_ANY,), "object": (_ANY,), "to": (_ANY,)}
    found: dict[str, tuple[Relation, ...]] = {"record": (_ANY,)}
    for relation in RELATIONS:
        field, _, via = relation.path.partition(".")
        if via and shapes(KINDS.get(relation.kind, Record))[field].part is PARTS[name].part:
            found[via] = (*found.get(via, ()), relation)
    return found


def _kept(records: Records, table: Table[Any], filters: Mapping[str, object]) -> Table[Any]:
    """Return the rows of a table whose columns have these values, or one of a set of values.

    Raises:
        UnknownFieldError: There is no such column, its vocabulary lacks the value, or no record is named so.
        UnknownIdError: No record is named so, where any may be.
        InvalidDateError: The column holds dates, and the value is none.
        UsageError: The column cannot hold the value.
    """
    known = {one.column.name: one for one in table._columns}
    relations = _relations_in(table._name)
    tests: list[tuple[Get, set[object]]] = []
    for name, value in filters.items():
        derived = known[one_of(name, known, f"a column of {table._name}")]
        values = value if isinstance(value, set | frozenset) else (value,)
        dated = f"{name}_earliest" in known
        wanted = {_wanted(records, derived.column, one, relations.get(name, ()), dated) for one in values}
        tests.append((derived.get, wanted))
    rows = [row for row in table if all(_meets(get(row), wanted) for get, wanted in tests)]
    return Table(table._name, table._columns, rows)


def _meets(value: Any, wanted: set[object]) -> bool:
    return value in wanted if not isinstance(value, list) else not wanted.isdisjoint(value or (None,))


def _wanted(records: Records, column: Column, value: Any, relations: tuple[Relation, ...], dated: bool) -> object:
    """Return a value that is asked for as its column holds it.

    Args:
        records: The records, among which a value that names one is looked up.
        column: The column.
        value: The value.
        relations: The relations that the column holds.
        dated: Whether it holds the text of dates.
    """
    if value is None:
        return None
    if relations:
        value = resolve(records, value).id if _ANY in relations else named_id(records, value, column.name, relations)
    if column.values:
        if column.values == tuple(KINDS) and is_a(value, str):
            value = FOLDERS.get(value, value)
        return one_of(value, column.values, f"a value of {column.name}")
    if dated:
        return str(as_when(value))
    found = _cell_of(value, column.type)
    if found is None:
        given = f"{column.name}={brief(value)}"
        raise UsageError(f"{given}: expected {_TYPES[column.type]}, or a set of such")
    return found


def _cell_of(value: Any, kind: ColumnType) -> object:
    """Return a value as a column of a type holds it; `None` if it cannot."""
    if kind == "boolean":
        return value if isinstance(value, bool) else None
    if kind == "date":
        day = as_when(value)
        return day.earliest if day.earliest == day.latest else None
    if kind in ("text", "list"):
        return str.__str__(value) if is_a(value, str) else None
    return float(value) if kind == "number" and is_a(value, float) else whole_number(value)


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _keys() -> tuple[Derived, ...]:
    gets = (lambda row: row.record.id, lambda row: row.record.kind, lambda row: row.path, lambda row: row.position)
    return tuple([Derived(column, get) for column, get in zip(KEYS, gets, strict=True)])


def _inner(part: type[Checked]) -> Iterator[Derived]:
    """Return the columns of a part, read from the row that it is in."""
    return (Derived(derived.column, _of_part(derived)) for derived in columns_of(part))


def _of_part(derived: Derived) -> Get:
    return lambda row: derived.get(row.part)


def _parts(records: Records, part: type[Checked]) -> Iterator[PartRow]:
    for record in records:
        for path, found in parts(record):
            if type(found) is part:
                place = path.rpartition("[")[2].rstrip("]")
                yield PartRow(record, path, int(place) if place.isdigit() else 0, found)


def _relations(records: Records) -> Iterator[RelationRow]:
    for record in records:
        seen: set[tuple[str, str]] = set()
        for reference in references(record):
            key = reference.relation.forward, reference.id
            kind = records.kind_of(reference.id)
            if key not in seen and kind is not None:
                seen.add(key)
                yield RelationRow(record.id, record.kind, reference.relation.forward, reference.id, kind)


def participation(records: Records, filters: Mapping[str, object]) -> Table[Participation]:
    """Return what parties did with treaties: of one treaty, of one party, or of all."""
    unknown = next((name for name in filters if name not in ("instrument", "party", "action")), None)
    if unknown is not None:
        raise UnknownFieldError(unknown, "a filter of participation: instrument, party or action")
    given: Any = filters.get("instrument")
    begun = (id for id in records.store.coverage() if records.kind_of(id) is not None)  # as of the day of a view
    treaties = tuple(begun) if given is None else _several(given)
    party: Any = filters.get("party")
    rows = [row for treaty in treaties for row in membership.participation(records, treaty, party)]
    made = Table("participation", columns_of(Participation), rows)
    if "action" not in filters:
        return made
    return _kept(records, made, {"action": filters["action"]})


def _several(value: Any) -> tuple[Any, ...]:
    if is_a(value, Record) or issubclass(type(value), str):
        return (value,)
    try:
        return tuple(value)
    except TypeError:
        raise UsageError(f"expected a treaty or several, found {brief(value)}") from None
