"""Records and names as JSON, and bibliographies: what the standard library writes."""

from __future__ import annotations

import json
from typing import Any

from untip._export.addresses import RECORDS
from untip._formats.converter import to_dict
from untip._registry.registry import Registry
from untip._search.names import build_index
from untip._version import __data_version__

LICENCE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""The licence of the data, as Frictionless packages have it."""


def dumped(data: Any) -> bytes:
    """Return data as JSON that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def records(registry: Registry) -> bytes:
    """Return every record as `to_dict` returns it, with participation and redirects."""
    store = registry._records.store
    tables = {treaty: store.participation(treaty) for treaty in store.coverage()}
    return dumped(
        {
            "data_version": __data_version__,
            "base": RECORDS,
            "licence": LICENCE["name"],
            "records": [to_dict(record) for record in registry._records],
            "coverage": [to_dict(row) for row in store.coverage().values()],
            "participation": [to_dict(row) for rows in tables.values() for row in rows],
            "redirects": [to_dict(row) for row in store.redirects().values()],
        }
    )


def names(registry: Registry) -> bytes:
    """Return the ids that each folded name finds: names, then codes of States and concepts, then identifiers."""
    index = build_index(registry._records)
    tables = {name: {key: list(ids) for key, ids in table.items()} for name, table in index._asdict().items()}
    return (json.dumps({"data_version": __data_version__, **tables}, ensure_ascii=False) + "\n").encode()


def bibliography(registry: Registry, style: str) -> bytes:
    """Return the data set, every source, resource and instrument as one bibliography.

    Args:
        registry: The records.
        style: `bibtex` or `csl-json`.
    """
    works = [*registry.sources, *registry.resources, *registry.instruments]
    if style == "csl-json":
        items = [*json.loads(registry.cite(style="csl-json")), *json.loads(registry.cite(works, style="csl-json"))]
        return dumped(items)
    head = f"% untip, data version {__data_version__}: the data set, its sources, resources and instruments\n\n"
    return f"{head}{registry.cite(style='bibtex')}\n\n{registry.cite(works, style='bibtex')}\n".encode()
