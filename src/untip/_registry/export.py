"""Records for spreadsheets and notebooks: flat CSV without formulas, HTML with everything escaped."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from untip._formats.converter import to_plain
from untip._schema.define import field_order
from untip.schema import Record

SEPARATOR = " | "
"""What separates several plain values in one cell."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
"""Signs that make a spreadsheet take a text for a formula, wide and small ones and the minus sign too."""

ROWS = 20
"""How many records an HTML table shows."""


def columns(classes: Iterable[type[Record]]) -> tuple[str, ...]:
    """Return the columns of a CSV export: `kind`, then the fields of these classes in the schema's order."""
    return tuple(dict.fromkeys(("kind", *(name for cls in classes for name in field_order(cls)))))


def _cell(value: Any) -> str:
    """Return a value as a cell: plain values joined, parts as JSON, a formula made text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = SEPARATOR.join(value)
    elif not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"'{value}" if value.startswith(FORMULA) else value


def csv_text(records: Iterable[Record], classes: Sequence[type[Record]]) -> str:
    """Return records as CSV with a header."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    names = columns(classes)
    writer.writerow(names)
    for record in records:
        data = {"kind": record.kind, **to_plain(record)}
        writer.writerow([_cell(data.get(name)) for name in names])
    return out.getvalue()


def html_table(records: Sequence[Record] | Any, what: str) -> str:
    """Return the first records as an HTML table of id, name, acronym and type."""
    from html import escape  # 1 ms to import, and most runs show no table

    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in _row(record)) + "</tr>"
        for record in records[:ROWS]
    )
    more = f"<p>… and {len(records) - ROWS} more</p>" if len(records) > ROWS else ""
    head = "<tr><th>id</th><th>name</th><th>acronym</th><th>type</th></tr>"
    caption = f"<caption>{len(records)} {escape(what)}</caption>"
    return f"<table>{caption}<thead>{head}</thead><tbody>{rows}</tbody></table>{more}"


def _row(record: Record) -> tuple[Any, ...]:
    return record.id, record.name, record.acronym or "", getattr(record, "type", "")
