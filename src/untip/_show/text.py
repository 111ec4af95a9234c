"""Lines of text that fit a width: cut, wrapped, aligned in columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

GAP = "  "
"""The space between the columns of a table."""

NARROW = 28
"""How many characters the widest column of a table needs to be read; other columns are dropped for it."""

LEAST = 12
"""How narrow a column may become."""

WIDTHS = 40, 100
"""The least and greatest width of what is printed, in characters."""

Paint = Callable[[str, int, int], str]
"""Returns a cell, already padded, with colours: the cell, its column, its row (0 is the head)."""


def terminal_width() -> int:
    """Return the width of the terminal, within what is easy to read."""
    from shutil import get_terminal_size  # 5 ms, with compression, and most runs show nothing

    return min(max(get_terminal_size((WIDTHS[1], 24)).columns, WIDTHS[0]), WIDTHS[1])


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
    line = line[: max(width, 0)]  # each letter is a column or two, or nothing
    while line and breadth(line) > width - 1:
        line = line[:-1]
    return line.rstrip() + "…" if width > 0 else ""


def wrapped(text: str, width: int, indent: str = "", hang: str = "") -> list[str]:
    """Wrap a text at a width, the lines after the first indented further."""
    from textwrap import wrap  # with `re`: 3 ms, and most runs show nothing

    return wrap(
        text,
        max(width, len(indent) + 24),
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    width: int | None = None,
    wide: int = 1,
    spare: bool = False,
    right: Collection[int] = (),
    paint: Paint | None = None,
) -> str:
    """Return rows as a table, one line each.

    Args:
        heads: The names of the columns.
        rows: The cells.
        width: How many characters a line may have; `None` for as many as it needs.
        wide: The column that is cut to the space left; columns after it are dropped if that would be too little.
        spare: Whether the wide column itself may be dropped as a last resort.
        right: The columns that stand at the right, such as numbers.
        paint: Adds colours to cells.
    """
    cells = [tuple(heads), *(tuple([" ".join(cell.split()) for cell in row]) for row in rows)]
    sizes = [max(breadth(row[column]) for row in cells) for column in range(len(heads))]
    if width is not None:
        wide = _fit(sizes, width, wide, spare)
    lines = []
    for number, row in enumerate(cells):
        padded = []
        for column, (cell, size) in enumerate(zip(row, sizes, strict=False)):
            shown = shortened(cell, size)
            space = " " * (size - breadth(shown))
            shown = space + shown if column in right else shown if column == len(sizes) - 1 else shown + space
            padded.append(paint(shown, column, number) if paint is not None else shown)
        lines.append(GAP.join(padded).rstrip())
    return "\n".join(lines)


def _fit(sizes: list[int], width: int, wide: int, spare: bool) -> int:
    """Cut the sizes of columns to a width, and return which column is then the wide one."""

    def room() -> int:
        return width - sum(sizes[:wide] + sizes[wide + 1 :]) - len(GAP) * (len(sizes) - 1)

    for column in range(len(sizes)):  # before a column is dropped, others than the wide one are cut
        if column != wide and column > 0 and room() < min(NARROW, sizes[wide]):
            sizes[column] = min(sizes[column], NARROW)
    while room() < min(NARROW, sizes[wide]) and len(sizes) > wide + 1:
        sizes.pop()
    if spare and room() < LEAST:
        sizes.pop()
        wide -= 1
    sizes[wide] = min(sizes[wide], max(room(), LEAST))
    return wide


def filled(rows: Sequence[Sequence[str]], heads: Sequence[str], kept: Collection[str] = ()) -> list[int]:
    """Return the places of the columns that have a text in some row, and of those that are kept anyway."""
    return [place for place, head in enumerate(heads) if head in kept or any(row[place] for row in rows)]
