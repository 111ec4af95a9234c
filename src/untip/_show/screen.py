"""A record as a screen of text: what `print(record)` shows."""

from __future__ import annotations

from typing import Any

from untip._show.text import shortened, terminal_width, wrapped
from untip._show.values import Fact, cited, facts, said

LINES = 24
"""How many lines a screen has."""

ROWS = 3
"""How many lines one field may fill."""


def title(record: Any) -> str:
    """Return the name of a record, with its acronym."""
    return f"{record.name} ({record.acronym})" if record.acronym else str(record.name)


def kind_line(record: Any) -> str:
    """Return what a record is: its kind, id, type and lifespan in words."""
    words = [f"{record.kind.replace('_', ' ')} {record.id}"]
    if hasattr(record, "type"):
        words.append(said(record.type))
    published = getattr(record, "published", None)
    if published is not None:
        words.append(f"published {said(published)}")
    elif record.lifespan.start is not None or record.lifespan.end is not None:
        words.append(said(record.lifespan))
    return " · ".join(words)


def basis(record: Any) -> str:
    """Return on how many sources a record rests, and how many disagreements it has; empty if on none."""
    counts = {"source": len(cited(record)), "dispute": len(record.disputes)}
    return ", ".join(counted(count, word) for word, count in counts.items() if count)


def counted(count: int, word: str) -> str:
    """Return a number of things: `1 source`, `2 sources`."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def screen(record: Any, columns: int | None = None) -> str:
    """Return a record as at most 24 lines: name, what it is, summary, then fields in the order of their importance.

    Args:
        record: The record.
        columns: How wide a line may be; that of the terminal if left out.
    """
    size = terminal_width() if columns is None else columns
    head = [*wrapped(title(record), size), *wrapped(kind_line(record), size)]
    if record.summary:
        head += ["", *wrapped(record.summary, size)]
    tail = ["", basis(record)] if basis(record) else []
    every = list(facts(record))
    label = max((len(fact.name) for fact in every), default=0) + 2
    blocks = [_block(fact, label, size) for fact in every]
    room = LINES - len(head) - len(tail) - 1
    body: list[str] = []
    left = len(blocks)
    for block in blocks:
        rest = 1 if left > 1 else 0  # the line that says how many more there are
        if len(body) + len(block) + rest > room:
            break
        body += block
        left -= 1
    if left:
        body.append(f"… {left} more: {shortened(', '.join(fact.name for fact in every[-left:]), size - 12)}")
    return "\n".join([*head, *([""] if body else []), *body, *tail])


def _block(fact: Fact, label: int, size: int) -> list[str]:
    """Return the lines of one field: as many of its values as three lines hold, then how many more there are."""
    indent = " " * label
    best: list[str] = []
    for count in range(1, len(fact.values) + 1):
        more = [f"… {len(fact.values) - count} more"] if count < len(fact.values) else []
        lines = wrapped("; ".join([*fact.values[:count], *more]), size, indent)
        if len(lines) > ROWS:
            break
        best = lines
    if not best:
        best = wrapped(fact.values[0], size - 2, indent)[:ROWS]
        best[-1] += " …"
    return [fact.name.ljust(label) + best[0][label:], *best[1:]]
