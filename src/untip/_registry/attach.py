"""Every table in a database of DuckDB's."""

from __future__ import annotations

import json
import os
from typing import Any

from untip._registry.records import Records
from untip._registry.relational import table
from untip._text import brief
from untip.errors import UsageError
from untip.tables import names

_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def attach(records: Records, connection: Any, schema: str) -> None:
    """Put every table into a database; see `Registry.attach`.

    Rows go through a file of JSON lines, which DuckDB reads without any other library.
    """
    if type(schema) is not str or not (schema.isascii() and schema.isidentifier()):
        raise UsageError(f"a schema must be a plain name, found {schema!r:.60}")
    if not hasattr(type(connection), "execute"):
        raise UsageError(f"expected a connection of DuckDB's, found {brief(connection)}")
    import tempfile  # 8 ms to import, and looking up records does not need it

    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    with tempfile.TemporaryDirectory() as folder:
        for name in names():
            found = table(records, name, {})
            columns = ", ".join(f"'{column.name}': '{_TYPES[column.type]}'" for column in found.columns)
            path = os.path.join(folder, f"{name}.jsonl")
            with open(path, "w", encoding="utf-8") as out:
                out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found.to_dicts())
            read = f"read_json(?, columns={{{columns}}}, format='newline_delimited')"
            statement = f"CREATE OR REPLACE TABLE {schema}.{name} AS SELECT * FROM {read}"  # noqa: S608 - plain names
            connection.execute(statement, [path])
