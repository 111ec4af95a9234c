"""Records as text for people: tables and sheets that fit a terminal. The schema decides what is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from untip._formats.converter import to_plain
from untip._formats.describe import about_class, about_field
from untip._schema.define import Checked, field_order, required, shapes
from untip.schema import KINDS, Citation, Record

if TYPE_CHECKING:
    from untip._schema.fields import Shape
    from untip._search.match import Match

GAP = "  "
"""The space between the columns of a table."""

NARROW = 28
"""How many characters the widest column of a table needs to be read; other columns are dropped for it."""


def breadth(text: str) -> int:
    """Return the width of a text on a terminal, in columns."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def shortened(text: str, width: int) -> str:
    """Return a text on one line, cut to a width; `…` marks the cut."""
    line = " ".join(text.split())
    if breadth(line) <= width:
        return line
    while line and breadth(line) > width - 1:
        line = line[:-1]
    return line.rstrip() + "…" if width > 0 else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int, wide: int = 1, spare: bool = False) -> str:
    """Return rows as a table, one line each.

    Args:
        heads: The names of the columns.
        rows: The cells.
        width: How many characters a line may have.
        wide: The column that is cut to the space left; columns after it are dropped if that would be too little.
        spare: Whether the wide column itself may be dropped as a last resort.
    """
    cells = [tuple(heads), *map(tuple, rows)]
    sizes = [max(breadth(row[column]) for row in cells) for column in range(len(heads))]

    def room() -> int:
        return width - sum(sizes[:wide] + sizes[wide + 1 :]) - len(GAP) * (len(sizes) - 1)

    while room() < min(NARROW, sizes[wide]) and len(sizes) > wide + 1:
        sizes.pop()
    if spare and room() < 12:
        sizes.pop()
        wide -= 1
    sizes[wide] = min(sizes[wide], max(room(), 12))
    lines = []
    for row in cells:
        shown = [shortened(cell, size) for cell, size in zip(row, sizes, strict=False)]
        padded = [cell + " " * (size - breadth(cell)) for cell, size in zip(shown, sizes, strict=True)]
        lines.append(GAP.join(padded).rstrip())
    return "\n".join(lines)


def listing(records: Sequence[Record], width: int) -> str:
    """Return records of one kind or several as a table: id, name, and the next required field of the kind."""
    kinds = {record.kind for record in records}
    if len(kinds) > 1:
        return table(("id", "name", "kind"), [(one.id, one.name, one.kind) for one in records], width)
    told = next((name for name in required(type(records[0])) if name not in ("id", "name")), None)
    if told is None:
        return table(("id", "name"), [(one.id, one.name) for one in records], width)
    return table(("id", "name", told), [(one.id, one.name, _plain(getattr(one, told))) for one in records], width)


def results(matches: Sequence[Match[Any]], width: int) -> str:
    """Return the results of a search: below each record the text that was found."""
    lines: list[str] = []
    for match in matches:
        lines.append(f"{match.record.id} ({match.record.kind})")
        told = match.excerpt if match.field == "name" else f"{match.field}: {match.excerpt}"
        if match.field != "name":
            lines += _wrapped(match.record.name, width, "    ", "")
        lines += _wrapped(told, width, "    ", "")
    return "\n".join(lines)


def kind_table(width: int) -> str:
    """Return the kinds of records with the text of each."""
    lines: list[str] = []
    for kind, cls in KINDS.items():
        lines += [f"{kind} (in {cls.folder})", *_wrapped(about_class(cls), width, "    ", "")]
    return "\n".join(lines)


def field_sheet(cls: type[Record], width: int) -> str:
    """Return the fields of a kind's files: type, whether required, and text of each."""
    plan = shapes(cls)
    needed = set(required(cls))
    lines = _wrapped(f"{cls.kind} (in {cls.folder}): {about_class(cls)}", width, "", "")
    for name in field_order(cls):
        if name != "id":
            lines += [f"{name} (required)" if name in needed else name]
            lines += _wrapped(about_field(cls, name), width, "    ", "")
            lines += _wrapped(f"Holds {_held(plan[name])}.", width, "    ", "")
    return "\n".join(lines)


def _held(shape: Shape) -> str:
    """Return the type of a field; of a part its fields."""
    part = shape.part
    if part is None:
        return f"a list of {shape.expected}" if shape.many else shape.expected
    needed = set(required(part))
    fields = ", ".join(f"{name} (required)" if name in needed else name for name in field_order(part))
    return f"{'a list of mappings' if shape.many else 'a mapping'} with {fields}"


def _plain(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, tuple | list):
        return ", ".join(_plain(item) for item in value)
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def sheet(record: Record, width: int) -> str:
    """Return everything that a record says, field by field."""
    lines = [f"{record.id} ({record.kind})"]
    data = to_plain(record)
    plan = shapes(type(record))
    for name in field_order(type(record)):
        if name in data and name != "id":
            lines += _field(name, data[name], plan[name].part, width, "")
    return "\n".join([*lines, *_wrapped(f"lifespan: {record.lifespan}", width, "")])


def _field(name: str, value: Any, part: type[Checked] | None, width: int, indent: str) -> list[str]:
    """Return the lines of one field: plain values after its name, parts below it."""
    if part is None or not isinstance(value, list | dict):
        return _wrapped(f"{name}: {_plain(value)}", width, indent)
    lines = [f"{indent}{name}:"]
    for item in value if isinstance(value, list) else [value]:
        lines += _part(item, part, width, indent + "  ", "- " if isinstance(value, list) else "")
    return lines


def _part(data: dict[str, Any], part: type[Checked], width: int, indent: str, dash: str) -> list[str]:
    """Return the lines of one part: one line if it has plain values only, else one or more for each field."""
    plan = shapes(part)
    if not any(plan[name].part for name in data):
        told = (
            _plain(value) if isinstance(value, str | list) else f"{name}: {_plain(value)}"
            for name, value in data.items()
        )
        return _wrapped(f"{dash}{'; '.join(told)}", width, indent)
    inner = indent + " " * len(dash)
    lines: list[str] = []
    for name, value in data.items():
        if plan[name].part is Citation:
            lines += _wrapped(f"from: {' | '.join(_plain(list(one.values())) for one in value)}", width, inner)
        else:
            lines += _field(name, value, plan[name].part, width, inner)
    lines[0] = f"{indent}{dash}{lines[0].lstrip()}"
    return lines


def _wrapped(text: str, width: int, indent: str, hang: str = "  ") -> list[str]:
    """Wrap a text, the lines after the first indented further."""
    return wrap(
        text,
        max(width, len(indent) + 24),
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
