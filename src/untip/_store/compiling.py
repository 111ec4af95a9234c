"""Writing the compiled parts that a wheel has instead of the files; `compiled` reads them."""

from __future__ import annotations

import json
from typing import Any

from untip._formats.converter import to_plain
from untip._store.base import Store
from untip._store.compiled import write_part
from untip.schema import KINDS


def _dump(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def compile_parts(store: Store) -> dict[str, bytes]:
    """Compile a checked store into the parts of a wheel, by file name; equal stores give equal bytes."""
    parts: dict[str, bytes] = {}
    for kind in KINDS:
        ids = store.ids(kind)
        lines = []
        for id in ids:
            data = to_plain(store.record(kind, id))
            del data["id"]
            lines.append(_dump(data))
        parts[f"{kind}.part"] = write_part(ids, lines)
    parts["ids.json"] = _dump({kind: " ".join(store.ids(kind)) for kind in KINDS})
    index = store.index()
    parts["names.json"] = _dump(list(index))
    words = store.words()
    parts["words.tsv"], parts["postings.tsv"] = words.write(), words.write_postings()
    parts["redirects.json"] = _dump([to_plain(redirect) for redirect in store.redirects().values()])
    coverage = store.coverage()
    parts["coverage.json"] = _dump([to_plain(row) for row in coverage.values()])
    for treaty in coverage:
        rows = [to_plain(row) for row in store.participation(treaty)]
        parts[f"participation-{treaty}.json"] = _dump([{**row, "instrument": None} for row in rows])
    return parts
