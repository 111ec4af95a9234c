"""Every table in a database of DuckDB's."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from untip._registry.records import Records
from untip._registry.relational import table
from untip._text import brief
from untip.errors import UsageError
from untip.tables import Table, names

_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def attach(records: Records, connection: Any, schema: str) -> None:
    """Put every table into a database, or none where something fails; see `Registry.attach`.

    Rows go through a file of JSON lines, which DuckDB reads without any other library.
    """
    if type(schema) is not str or not (schema.isascii() and schema.isidentifier()):
        raise UsageError(f"a schema must be a plain name, found {schema!r:.60}")
    if type(connection).__name__ != "DuckDBPyConnection":
        raise UsageError(f"expected a connection of DuckDB's, found {brief(connection)}")
    import tempfile  # 8 ms to import, and looking up records does not need it

    with _refused(), tempfile.TemporaryDirectory() as folder, _transaction(connection):
        connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
        for name in names():
            path = os.path.join(folder, f"{name}.jsonl")
            _put(connection, f'"{schema}"."{name}"', table(records, name, {}), path)


@contextmanager
def _refused() -> Iterator[None]:
    """Turn an error of DuckDB's, of a closed or read-only connection, into one of ours.

    Raises:
        UsageError: The connection takes no tables.
    """
    try:
        yield
    except import_module("duckdb").Error as error:
        cause = " ".join(str(error).split())
        raise UsageError(f"the connection takes no tables; pass an open one that can be written to: {cause}") from error


@contextmanager
def _transaction(connection: Any) -> Iterator[None]:
    """Run the statements inside in one transaction: the caller's, if one is open."""
    if _id_of(connection) == _id_of(connection):  # without a transaction each statement has one of its own
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _id_of(connection: Any) -> object:
    """Return the id of the transaction in which a statement is run."""
    return connection.execute("SELECT txid_current()").fetchone()


def _put(connection: Any, name: str, table: Table[Any], path: str) -> None:
    """Make a table of a database, in the place of one with that name, by way of a file."""
    columns = ", ".join(f"'{column.name}': '{_TYPES[column.type]}'" for column in table.columns)
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_dicts())
    read = f"read_json(?, columns={{{columns}}}, format='newline_delimited')"
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {read}", [path])  # noqa: S608 - plain names
