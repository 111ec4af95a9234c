"""The relational schema: the columns of every table, derived from the classes of the schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs

from untip._schema.define import Checked, field_order, shapes
from untip._schema.fields import Shape, write_spans
from untip.dates import Interval, PartialDate
from untip.errors import is_a, one_of
from untip.schema import (
    KINDS,
    RELATIONS,
    Activity,
    Alias,
    Citation,
    Claim,
    Dispute,
    Edition,
    HistoryEntry,
    Identifier,
    Indicator,
    Link,
    Participation,
    Provision,
    Record,
    Redirect,
    Role,
)

ColumnType: TypeAlias = Literal["text", "integer", "number", "boolean", "date", "list"]
"""What a column holds; a `list` is of texts, a `date` is a day."""

Get: TypeAlias = Callable[[Any], Any]
"""Returns a column's value of a row's object."""


class Column(NamedTuple):
    """A column of a table."""

    name: str
    """Its name."""
    type: ColumnType
    """What it holds."""
    text: str
    """What it means."""
    source: str
    """Where it comes from, such as `Agency.established`."""
    values: tuple[str, ...] = ()
    """The values that it can have, where they are a vocabulary."""


class Derived(NamedTuple):
    """A column with the function that takes its value from the object of a row."""

    column: Column
    get: Get


def _text_of(value: Any) -> str | None:
    return None if value is None else str(value)


def _ends(value: PartialDate | Interval | None) -> tuple[Any, Any]:
    """Return the first and last day of a date; `None` for an end that is open or unknown."""
    if value is None:
        return None, None
    if isinstance(value, PartialDate):
        return value.earliest, value.latest
    return value.start and value.start.earliest, value.end and value.end.latest


def _of_field(
    cls: type[Checked], name: str, shape: Shape, prefix: str = "", inside: Get | None = None
) -> list[Derived]:
    """Return the columns of one field: none for parts, three for a date, one for anything else."""
    text = str(attrs.fields_dict(cls)[name].metadata.get("text", ""))
    source, label = f"{cls.__name__}.{name}", prefix + name
    values = tuple([str(member.value) for member in shape.vocabulary or ()])

    def raw(obj: Any) -> Any:
        owner = obj if inside is None else inside(obj)
        return None if owner is None else getattr(owner, name)

    def column(kind: ColumnType, get: Get, suffix: str = "", about: str = text) -> Derived:
        return Derived(Column(label + suffix, kind, about, source, values), get)

    if shape.part is not None:
        if shape.many:
            return []
        return [
            one
            for inner, its in shapes(shape.part).items()
            for one in _of_field(shape.part, inner, its, f"{label}_", raw)
        ]
    if shape.spans:
        return [column("text", lambda obj: write_spans(raw(obj)) or None)]
    if shape.many:
        return [column("list", lambda obj: [str(item) for item in raw(obj) or ()])]
    if PartialDate in shape.types or Interval in shape.types:
        return [
            column("text", lambda obj: _text_of(raw(obj))),
            column("date", lambda obj: _ends(raw(obj))[0], "_earliest", f"{text} The first day that it can mean."),
            column("date", lambda obj: _ends(raw(obj))[1], "_latest", f"{text} The last day that it can mean."),
        ]
    plain: dict[type, ColumnType] = {bool: "boolean", int: "integer", float: "number"}
    kinds: set[ColumnType] = {plain.get(one, "text") for one in shape.types}
    kind: ColumnType = "number" if kinds == {"integer", "number"} else next(iter(kinds))
    return [column(kind, (lambda obj: _text_of(raw(obj))) if kind == "text" else raw)]


_columns: dict[type[Checked], tuple[Derived, ...]] = {}


def columns_of(cls: type[Checked]) -> tuple[Derived, ...]:
    """Return the columns of a schema class: its plain fields; those of a part that it holds once, with a prefix."""
    found = _columns.get(cls)
    if found is None:
        plan = shapes(cls)
        made = [one for name in field_order(cls) for one in _of_field(cls, name, plan[name])]
        found = _columns[cls] = tuple(made)
    return found


class PartTable(NamedTuple):
    """A long table of the parts of records."""

    part: type[Checked]
    """The class of its rows."""
    text: str
    """What it holds."""


PARTS: dict[str, PartTable] = {
    "aliases": PartTable(Alias, "Other names of records."),
    "identifiers": PartTable(Identifier, "What other registers call records."),
    "links": PartTable(Link, "Addresses of records on the web."),
    "citations": PartTable(Citation, "Where facts come from: each citation of a record or of an item in it."),
    "disputes": PartTable(Dispute, "Disagreements between sources."),
    "claims": PartTable(Claim, "The claims of each disagreement."),
    "history": PartTable(HistoryEntry, "What fields of records were before."),
    "roles": PartTable(Role, "Members, partners, organizers and participants."),
    "activities": PartTable(Activity, "What agencies do against trafficking."),
    "provisions": PartTable(Provision, "Parts of instruments that bear on trafficking."),
    "editions": PartTable(Edition, "Editions of resources."),
    "indicators": PartTable(Indicator, "Indicators of SDG targets."),
}
"""The tables of parts by name, in order."""

ROWS: dict[str, type[Checked]] = {"participation": Participation, "redirects": Redirect}
"""The tables whose rows are objects of their own."""

KEYS = (
    Column("record", "text", "Id of the record.", "Record.id"),
    Column("kind", "text", "Kind of the record.", "Record.kind", tuple(KINDS)),
    Column("path", "text", "Where in the record the item is, such as `partners[0]`.", "derived"),
    Column("position", "integer", "Position of the item in its list, from 0.", "derived"),
)
"""The columns with which a table of parts begins."""

_FORWARD = tuple(dict.fromkeys(relation.forward for relation in RELATIONS))

RELATIONS_COLUMNS = (
    Column("subject", "text", "Id of the record that names the other.", "Record.id"),
    Column("subject_kind", "text", "Its kind.", "Record.kind", tuple(KINDS)),
    Column("relation", "text", "The relation, seen from the subject.", "Relation.forward", _FORWARD),
    Column("object", "text", "Id of the record that is named.", "Record.id"),
    Column("object_kind", "text", "Its kind.", "Record.kind", tuple(KINDS)),
)
"""The columns of the table of relations."""


def names() -> tuple[str, ...]:
    """Return the names of all tables: one a kind, then parts, then relations, participation and redirects.

    Example:
        >>> import untip
        >>> untip.tables.names()[:3]
        ('agencies', 'instruments', 'programs')
    """
    return (*(cls.folder for cls in KINDS.values()), *PARTS, "relations", *ROWS)


def checked_name(name: object, listing: str = "untip.tables.names()") -> str:
    """Return the name of a table; that of a kind, such as `agency`, means the table of its records.

    Args:
        name: The name.
        listing: What lists all of them, for the message.

    Raises:
        UnknownFieldError: There is no such table.
    """
    kind = KINDS.get(str.__str__(name)) if is_a(name, str) else None
    return kind.folder if kind is not None else one_of(name, names(), "the name of a table", listing)


def kind_columns(classes: tuple[type[Record], ...]) -> tuple[Derived, ...]:
    """Return the columns of a collection: those of its kind; of several kinds `kind` and the columns that all share.

    Columns are shared where name and type agree: `established` is a date of agencies, but a list of ids of instruments.
    """
    if len(classes) == 1:
        return columns_of(classes[0])
    each = [columns_of(cls) for cls in classes] or [columns_of(Record)]
    common = set.intersection(*({_form(one.column, columns) for one in columns} for columns in each))
    kind = Derived(
        Column("kind", "text", "Kind of the record.", "Record.kind", tuple(KINDS)), lambda record: record.kind
    )
    return (kind, *(_of_any(one, each) for one in each[0] if _form(one.column, each[0]) in common))


def _form(column: Column, columns: tuple[Derived, ...]) -> tuple[str, ColumnType, bool]:
    """Return what must agree for kinds to share a column: its name, its type, and whether it is a date's text."""
    return column.name, column.type, any(one.column.name == f"{column.name}_earliest" for one in columns)


def _of_any(derived: Derived, each: list[tuple[Derived, ...]]) -> Derived:
    """Return a shared column that reads each record by its own kind's column, with the values of every kind."""
    name = derived.column.name
    found = [one.column.values for columns in each for one in columns if one.column.name == name]
    values = tuple(dict.fromkeys(value for its in found for value in its)) if all(found) else ()

    def get(record: Any) -> Any:
        return next(one.get(record) for one in columns_of(type(record)) if one.column.name == name)

    return Derived(derived.column._replace(values=values), get)
