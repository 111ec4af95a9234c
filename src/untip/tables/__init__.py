"""Tables: what records hold as rows and columns, from one relational schema that is derived from the classes.

`untip.table(name)` returns a table; `names()` lists them; `schema(name)` says what each column holds.
"""

from __future__ import annotations

from untip._schema.define import public
from untip.schema import FOLDERS, KINDS
from untip.tables._columns import (
    KEYS,
    PARTS,
    RELATIONS_COLUMNS,
    ROWS,
    Column,
    ColumnType,
    checked_name,
    columns_of,
    names,
)
from untip.tables._rows import CountRow, MentionRow, PartRow, RelationRow
from untip.tables._table import Table

__all__ = [
    "Column",
    "ColumnType",
    "CountRow",
    "MentionRow",
    "PartRow",
    "RelationRow",
    "Table",
    "names",
    "schema",
]

for _cls in (Column, CountRow, MentionRow, PartRow, RelationRow):
    public(_cls, "untip.tables")
Table.__module__ = names.__module__ = "untip.tables"


def schema(name: str) -> tuple[Column, ...]:
    """Return the columns of a table.

    Args:
        name: The table's name; that of a kind, such as `agency`, will do.

    Returns:
        For each column its name, type, meaning, and the field that it comes from.

    Raises:
        UnknownFieldError: There is no such table.

    Example:
        >>> import untip
        >>> [column.name for column in untip.tables.schema("links")]
        ['record', 'kind', 'path', 'position', 'type', 'url']
    """
    name = checked_name(name)
    if name in FOLDERS:
        return tuple([one.column for one in columns_of(KINDS[FOLDERS[name]])])
    if name in PARTS:
        return (*KEYS, *(one.column for one in columns_of(PARTS[name].part)))
    if name == "relations":
        return RELATIONS_COLUMNS
    return tuple([one.column for one in columns_of(ROWS[name])])
