"""Tables, views and a full-text index as one SQLite database."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from typing import Any

from untip._export.contents import Contents
from untip._export.package import about_table
from untip.schema import KINDS
from untip.tables import Column, names
from untip.tables._cells import SEPARATOR

_TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT"}

_VIEWS = {
    "records": " UNION ALL ".join(
        f"SELECT id, '{cls.kind}' AS kind, name, acronym, summary FROM {cls.folder}"  # noqa: S608 - names of our own
        for cls in KINDS.values()
    ),
    "names": (
        "SELECT id AS record, kind, name FROM records "
        "UNION SELECT id, kind, acronym FROM records WHERE acronym IS NOT NULL "
        "UNION SELECT record, kind, name FROM aliases"
    ),
    "consents": (
        "SELECT p.instrument, i.name AS treaty, p.party, r.name AS party_name, p.action, p.date, p.date_earliest, "
        "p.in_force FROM participation p JOIN instruments i ON i.id = p.instrument JOIN records r ON r.id = p.party "
        "WHERE p.action NOT IN ('signature', 'withdrawal', 'withdrawal-revoked')"
    ),
}
"""Views over the tables: every record, every name, every consent with the names of treaty and party."""


def database(contents: Contents) -> bytes:
    """Return the database; the same records and SQLite version give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "untip.sqlite")
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA page_size = 4096")
            connection.execute("BEGIN")
            _fill(connection, contents)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
        finally:
            connection.close()
        with open(path, "rb") as made:
            return made.read()


def _fill(connection: sqlite3.Connection, contents: Contents) -> None:
    run = connection.execute
    run("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
    if contents.is_own:
        run("INSERT INTO about VALUES ('data_version', ?)", [contents.version])
    run("CREATE TABLE columns (table_name TEXT, column_name TEXT, about TEXT, PRIMARY KEY (table_name, column_name))")
    for name in names():
        table = contents.table(name)
        run(f"CREATE TABLE {name} ({', '.join(_column(one, name in _KIND_TABLES) for one in table.columns)})")
        cells = [[_cell(value) for value in row.values()] for row in table.to_dicts()]
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT INTO {name} VALUES ({marks})", cells)  # noqa: S608 - a name of our own
        run("INSERT INTO columns VALUES (?, NULL, ?)", [name, about_table(name)])
        connection.executemany(
            "INSERT INTO columns VALUES (?, ?, ?)", [(name, one.name, one.text) for one in table.columns]
        )
    for index, table_name, column in _INDEXES:
        run(f"CREATE INDEX {index} ON {table_name} ({column})")
    for name, query in _VIEWS.items():
        run(f"CREATE VIEW {name} AS {query}")
    run("CREATE VIRTUAL TABLE search USING fts5(id UNINDEXED, kind UNINDEXED, name, names, summary, tokenize='porter')")
    run(
        "INSERT INTO search SELECT r.id, r.kind, r.name, "
        "(SELECT group_concat(n.name, ' | ') FROM names n WHERE n.record = r.id), r.summary FROM records r"
    )


_KIND_TABLES = frozenset(cls.folder for cls in KINDS.values())

_INDEXES = (
    ("aliases_record", "aliases", "record"),
    ("citations_record", "citations", "record"),
    ("participation_instrument", "participation", "instrument"),
    ("participation_party", "participation", "party"),
    ("relations_subject", "relations", "subject"),
    ("relations_object", "relations", "object"),
)


def _column(column: Column, of_kind: bool) -> str:
    key = " PRIMARY KEY" if of_kind and column.name == "id" else ""
    return f'"{column.name}" {_TYPES[column.type]}{key}'


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return SEPARATOR.join(value) or None
    return int(value) if isinstance(value, bool) else value
