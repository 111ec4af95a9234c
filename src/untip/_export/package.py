"""Tables as CSV, with a Frictionless data package that says what each file and column holds."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from untip._export.addresses import RECORDS, REPOSITORY
from untip._export.contents import Contents, contents_of
from untip._export.texts import LICENCE, dumped
from untip._formats.describe import about_class
from untip._registry.registry import Registry
from untip.schema import FOLDERS, KINDS
from untip.tables import Column, names
from untip.tables._cells import SEPARATOR
from untip.tables._columns import PARTS, ROWS

_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}
"""Frictionless types of columns; a list is a string, its values separated."""


def about_table(name: str) -> str:
    """Return what a table holds."""
    if name in FOLDERS:
        return about_class(KINDS[FOLDERS[name]])
    if name in PARTS:
        return PARTS[name].text
    if name == "relations":
        return "Which record names which, in what relation."
    return about_class(ROWS[name])


def files(given: Registry | Contents) -> dict[str, bytes]:
    """Return every table as a CSV file, and the package that describes them."""
    contents = contents_of(given)
    made: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    for name in names():
        table = contents.table(name)
        data = table.to_csv().encode()
        made[f"csv/{name}.csv"] = data
        resources.append(_resource(name, table.columns, data, len(table)))
    made["datapackage.json"] = dumped(_package(contents, resources))
    return made


def _resource(name: str, columns: tuple[Column, ...], data: bytes, rows: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in columns], "missingValues": [""]}
    if name in FOLDERS:
        schema["primaryKey"] = ["id"]
    elif name == "participation":
        reference = {"resource": "instruments", "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["instrument"], "reference": reference}]
    return {
        "name": name.replace("_", "-"),
        "title": name.replace("_", " ").capitalize(),
        "description": about_table(name),
        "profile": "tabular-data-resource",
        "path": f"csv/{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "rows": rows,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, str]:
    about = column.text
    if column.type == "list":
        about += f" Several values are separated by `{SEPARATOR}`."
    return {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": about}


def _package(contents: Contents, resources: list[dict[str, Any]]) -> dict[str, Any]:
    registry = contents.registry
    cited = [
        {"title": source.name, **({"path": source.url} if source.url else {})}
        for source in registry.sources
        if registry.related(source).get("cited_by")
    ]
    package = {
        "name": "untip",
        "title": contents.title,
        "id": RECORDS,
        "version": contents.version,
        "description": (
            "An empty cell is a missing value; `NA` is Namibia's code, so tell a reader not to take it for one "
            '(R: na.strings = ""; pandas: keep_default_na=False, na_values=[""]). Text that a spreadsheet would '
            "run as a formula has an apostrophe in front."
        ),
        "homepage": REPOSITORY,
        "profile": "tabular-data-package",
        "licenses": [LICENCE],
        "sources": cited,
        "count": sum(resource["rows"] for resource in resources),
        "resources": resources,
    }
    if contents.is_own:
        return package
    return {name: value for name, value in package.items() if name not in _OURS} | {"name": "records"}


_OURS = ("id", "version", "homepage", "licenses")
"""What a package says only of the package's own records."""


def plain_text(text: str) -> str:
    """Return a text without the marks of code, for readers that show it as it is."""
    return re.sub(r"`([^`]*)`", r"\1", text)
