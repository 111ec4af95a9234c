"""Rows for people, of collections and tables alike: which columns they are shown, as text and as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from untip._show import page, values
from untip._show.text import GAP, breadth, shortened, table, terminal_width
from untip.dates import PartialDate
from untip.dates._words import in_words

SHOWN = 8
"""How many rows the text of a table shows."""

WIDEST = 40
"""The widest column of that text, in characters."""


class Shown(NamedTuple):
    """The columns that people are shown."""

    names: tuple[str, ...]
    """Their names."""
    gets: tuple[Callable[[Any], str], ...]
    """For each the function that takes its cell from a row."""
    right: tuple[int, ...]
    """Which of them hold numbers."""
    are_records: bool = False
    """Whether the rows are records."""


def of_records(classes: Sequence[type[Any]]) -> Shown:
    """Return the columns that tell something about records of some kinds."""
    names = values.columns(classes)
    right = tuple([place for place, name in enumerate(names) if values.numeric(classes, name)])
    return Shown(names, tuple([_field(name) for name in names]), right, True)


def of_rows(columns: Sequence[tuple[Any, Callable[[Any], Any]]], rows: Sequence[Any]) -> Shown:
    """Return the columns of a table that have a value in its first or last rows; of a date only the date as written.

    Args:
        columns: The columns, each with the function that takes its value from a row.
        rows: The rows; of records the columns are those that tell something about their kind.
    """
    classes = tuple(dict.fromkeys(map(type, rows)))
    if classes and all(hasattr(cls, "shown") for cls in classes):
        return of_records(classes)
    ends = {f"{column.name}{end}" for column, _ in columns for end in ("_earliest", "_latest")}
    seen = [*rows[:SHOWN], *rows[-SHOWN:]]
    kept = [
        one for one in columns if one[0].name not in ends and any(one[1](row) not in (None, "", []) for row in seen)
    ]
    kept = kept or list(columns)
    right = tuple([place for place, (column, _) in enumerate(kept) if column.type in ("integer", "number")])
    return Shown(tuple([column.name for column, _ in kept]), tuple([_cell(get) for _, get in kept]), right)


def _field(name: str) -> Callable[[Any], str]:
    return lambda record: values.cell(getattr(record, name, None))


def _cell(get: Callable[[Any], Any]) -> Callable[[Any], str]:
    return lambda row: values.cell(get(row))


def as_text(shown: Shown, rows: Sequence[Any]) -> str:
    """Return the first rows of a table as lines that fit the terminal, and how many more there are."""
    cells = [[get(row) for get in shown.gets] for row in rows[:SHOWN]]
    names, width = shown.names, terminal_width()
    if not shown.are_records:
        cells = [[shortened(text, WIDEST) for text in row] for row in cells]
        sizes = [max(map(breadth, column)) for column in zip(names, *cells, strict=True)]
        kept = max(sum(end - len(GAP) <= width for end in accumulate(size + len(GAP) for size in sizes)), 1)
        names, cells = names[:kept], [row[:kept] for row in cells]
    text = table(names, cells, width if shown.are_records else None, right=shown.right)
    return f"{text}\n… {len(rows) - SHOWN} more" if len(rows) > SHOWN else text


def as_html(shown: Shown, count: int, row: Callable[[int], Any], what: str, until: PartialDate | None = None) -> str:
    """Return rows as an HTML table.

    Args:
        shown: The columns.
        count: How many rows there are.
        row: Returns the row at a position.
        what: What they are, with their number.
        until: The last day that they are known for.
    """
    caption = what if until is None else f"{what}, as far as known until {in_words(until)}"
    heads = [name.replace("_", " ") for name in shown.names]
    return page.table(caption, heads, count, lambda place: _cells(shown.gets, row(place)), shown.right)


def _cells(gets: Iterable[Callable[[Any], str]], row: Any) -> list[str]:
    return [get(row) for get in gets]
