"""Records as text for people: tables and sheets that fit a terminal. The schema decides what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from untip._cli.output import BOLD, ID, painted
from untip._formats.converter import to_plain
from untip._formats.describe import about_class, about_field
from untip._schema.define import Checked, field_order, required, shapes
from untip._show.text import wrapped
from untip._show.values import named, said
from untip._text import late_pattern
from untip.schema import KINDS, Citation, Record

if TYPE_CHECKING:
    from untip._schema.fields import Shape
    from untip._search.match import Match

_MARKED = late_pattern(r"\[[^\]]*\]")  # the words that a search found

UNBROKEN = 1_000_000
"""The width of lines where they are not to be broken."""


def results(matches: Sequence[Match[Any]], width: int | None) -> str:
    """Return the results of a search: below each record the text that was found."""
    width = width or UNBROKEN
    lines: list[str] = []
    for match in matches:
        lines.append(f"{painted(match.record.id, ID)} ({match.record.kind})")
        shown = match.excerpt if match.field == "name" else f"{match.field}: {match.excerpt}"
        if match.field != "name":
            lines += _wrapped(match.record.name, width, "    ", "")
        lines += [
            _MARKED.sub(lambda found: painted(found[0], BOLD), line) for line in _wrapped(shown, width, "    ", "")
        ]
    return "\n".join(lines)


def kind_table(width: int | None) -> str:
    """Return the kinds of records with the text of each."""
    width = width or UNBROKEN
    lines: list[str] = []
    for kind, cls in KINDS.items():
        lines += [f"{painted(kind, BOLD)} (in {cls.folder})", *_wrapped(about_class(cls), width, "    ", "")]
    return "\n".join(lines)


def field_sheet(cls: type[Record], width: int | None) -> str:
    """Return the fields of a kind's files: type, whether required, and text of each."""
    width = width or UNBROKEN
    plan = shapes(cls)
    needed = set(required(cls))
    lines = _wrapped(f"{cls.kind} (in {cls.folder}): {about_class(cls)}", width, "", "")
    for name in field_order(cls):
        if name != "id":
            lines += [painted(name, BOLD) + (" (required)" if name in needed else "")]
            lines += _wrapped(about_field(cls, name), width, "    ", "")
            lines += _wrapped(f"Holds {_type_words(plan[name])}.", width, "    ", "")
    return "\n".join(lines)


def _type_words(shape: Shape) -> str:
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


def sheet(record: Record, width: int | None) -> str:
    """Return everything that a record says, field by field."""
    width = width or UNBROKEN
    lines = [f"{painted(record.id, ID)} ({record.kind})"]
    data = _with_names(record)
    plan = shapes(type(record))
    for name in field_order(type(record)):
        if name in data and name != "id":
            first, *rest = _field(name, data[name], plan[name].part, width, "")
            lines += [first.replace(name, painted(name, BOLD), 1), *rest]
    return "\n".join([*lines, *_wrapped(f"lifespan: {record.lifespan}", width, "")])


def _with_names(record: Record) -> dict[str, Any]:
    """Return what a record says, with the names of the records that it names; sources go by their ids."""
    data = to_plain(record)
    for field in attrs.fields(type(record)):
        names = field.metadata.get("names")
        if names is None or field.name not in data or names.via == "source":
            continue
        parts = data[field.name]
        if hasattr(getattr(record, field.name), "_in_words"):
            data[field.name] = said(getattr(record, field.name))
        elif not names.via:
            data[field.name] = _by_name(parts)
        else:
            for part in parts if isinstance(parts, list) else [parts]:
                if names.via in part:
                    part[names.via] = _by_name(part[names.via])
    return data


def _by_name(ids: Any) -> Any:
    """Return an id with the name of its record; of several a list."""
    return [named(id) for id in ids] if isinstance(ids, list | tuple) else named(ids)


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
        shown = (
            _plain(value) if isinstance(value, str | list) else f"{name}: {_plain(value)}"
            for name, value in data.items()
        )
        return _wrapped(f"{dash}{'; '.join(shown)}", width, indent)
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
    return wrapped(text, width, indent, hang)
