"""Records and names as JSON, and bibliographies: what the standard library writes."""

from __future__ import annotations

import json
from typing import Any

from untip._export.addresses import RECORDS
from untip._export.contents import Contents, contents_of
from untip._formats.converter import to_dict
from untip._registry.registry import Registry
from untip._search.names import build_index

LICENCE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 Universal",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""The licence of the data, as Frictionless packages have it."""


def dumped(data: Any) -> bytes:
    """Return data as JSON that people can read too."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def records(given: Registry | Contents) -> bytes:
    """Return every record as `to_dict` returns it, with participation and redirects; `untip.load` reads it."""
    contents = contents_of(given)
    kept = contents.registry._records
    store = kept.store
    tables = {treaty: store.participation(treaty) for treaty in store.coverage()}
    about = {"data_version": contents.version, "base": RECORDS, "licence": LICENCE["name"]} if contents.is_own else {}
    return dumped(
        {
            **about,
            "records": [to_dict(record) for record in kept],
            "coverage": [to_dict(row) for row in store.coverage().values()],
            "participation": [to_dict(row) for rows in tables.values() for row in rows],
            "redirects": [to_dict(row) for row in store.redirects().values()],
        }
    )


def names(given: Registry | Contents) -> bytes:
    """Return the ids that each folded name finds: names, then codes of States and concepts, then identifiers."""
    contents = contents_of(given)
    index = build_index(contents.registry._records)
    tables = {name: {key: ids.split() for key, ids in table.items()} for name, table in index._asdict().items()}
    about = {"data_version": contents.version} if contents.is_own else {}
    return (json.dumps({**about, **tables}, ensure_ascii=False) + "\n").encode()


def bibliography(given: Registry | Contents, style: str) -> bytes:
    """Return every source, resource and instrument as one bibliography, of the package's own records the data set too.

    Args:
        given: The records.
        style: `bibtex` or `csl-json`.
    """
    contents = contents_of(given)
    registry = contents.registry
    works = [*registry.sources, *registry.resources, *registry.instruments]
    if style == "csl-json":
        whole = json.loads(registry.cite(style="csl-json")) if contents.is_own else []
        return dumped([*whole, *json.loads(registry.cite(works, style="csl-json"))])
    entries = registry.cite(works, style="bibtex")
    if not contents.is_own:
        return f"% sources, resources and instruments\n\n{entries}\n".encode()
    head = f"% untip, data version {contents.version}: the data set, its sources, resources and instruments\n\n"
    return f"{head}{registry.cite(style='bibtex')}\n\n{entries}\n".encode()
