"""Lines of text that fit a width: cut, wrapped, aligned in columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

GAP = "  "
"""The space between the columns of a table."""

NARROW = 26
"""How many characters the widest column of a table needs to be read; other columns are dropped for it."""

LEAST = 12
"""How narrow a column may become."""

IDS = 26
"""How wide a column of ids before the widest needs to be: a longer id takes its room from the text beside it."""

WIDTHS = 60, 100
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
    from unicodedata import combining, east_asian_width  # the tables of Unicode: texts in ASCII do not need them

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
    """Break a text between words into lines of a width; lines after the first are indented further."""
    limit = max(width, len(indent) + 24)
    lines: list[str] = []
    line, used = indent, len(indent)
    for word in text.split():
        size = breadth(word)
        if line.strip():
            if used + 1 + size <= limit:
                line, used = f"{line} {word}", used + 1 + size
                continue
            lines.append(line)
            line, used = indent + hang, len(indent + hang)
        line, used = line + word, used + size
    return [*lines, line] if line.strip() else lines


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    width: int | None = None,
    wide: int = 1,
    may_drop: bool = False,
    right: Collection[int] = (),
    paint: Paint | None = None,
    needed: int = 0,
) -> str:
    """Return rows as a table, one line each.

    Args:
        heads: The names of the columns.
        rows: The cells.
        width: How many characters a line may have; `None` for as many as it needs.
        wide: The column that is cut to the space left; columns after it are left out if that would be too little.
        may_drop: Whether the wide column itself may be dropped as a last resort.
        right: The columns that stand at the right, such as numbers.
        paint: Adds colours to cells.
        needed: How many columns after the wide one are kept before it has the room to be read: a number says nothing
            without its unit and time.
    """
    cells = [tuple(heads), *(tuple([" ".join(cell.split()) for cell in row]) for row in rows)]
    sizes = _sizes(cells)
    kept = list(range(len(heads))) if width is None else _fit(sizes, width, wide, may_drop, needed)
    soft = wide - 1
    lines = []
    for number, row in enumerate(cells):
        padded = []
        for column in kept:
            size = sizes[column]
            if column == wide and soft >= 0:
                size -= max(breadth(row[soft]) - sizes[soft], 0)
            shown = row[column] if column == soft and wide in kept else shortened(row[column], size)
            space = " " * (size - breadth(shown))
            shown = space + shown if column in right else shown if column == kept[-1] else shown + space
            padded.append(paint(shown, column, number) if paint is not None else shown)
        lines.append(GAP.join(padded).rstrip())
    return "\n".join(lines)


def left_out(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    width: int,
    wide: int = 1,
    may_drop: bool = False,
    needed: int = 0,
) -> list[str]:
    """Return the names of the columns that `table` has no room for, from the same arguments."""
    kept = _fit(_sizes([heads, *rows]), width, wide, may_drop, needed)
    return [head for column, head in enumerate(heads) if column not in kept]


def _sizes(cells: Sequence[Sequence[str]]) -> list[int]:
    return [max(breadth(row[column]) for row in cells) for column in range(len(cells[0]))]


def _fit(sizes: list[int], width: int, wide: int, may_drop: bool, needed: int = 0) -> list[int]:
    """Cut the sizes of columns to a width, and return which columns there is room for.

    What stands before the wide column has few long texts, ids; these take their room from the wide one. Columns after
    it are kept in their order as long as they fit, cut a little if they must be; for those that are needed, the id and
    the wide column are cut further.
    """
    if sum(sizes) + len(GAP) * (len(sizes) - 1) <= width:
        return list(range(len(sizes)))
    soft = wide - 1
    longest = sizes[soft] if wide else 0
    if wide:
        sizes[soft] = min(longest, IDS)
    room = width - sum(sizes[:wide]) - len(GAP) * wide
    least = min(NARROW, sizes[wide])
    needed, taken = _needed(sizes, room, wide, longest, needed) if wide else (0, 0)
    if needed:
        sizes[soft], room = sizes[soft] - taken, room + taken
        least = min(least, room - _least(sizes, range(wide + 1, wide + 1 + needed), wide + 1))
    if may_drop and room < LEAST:
        sizes[soft] = max(min(longest, sizes[soft] + room + len(GAP)), LEAST)
        over = sum(sizes[:wide]) + len(GAP) * soft - width
        for column in sorted(range(soft), key=lambda column: -sizes[column]):
            cut = min(max(over, 0), max(sizes[column] - LEAST, 0))
            sizes[column], over = sizes[column] - cut, over - cut
        return list(range(wide))
    after = []
    for column in range(wide + 1, len(sizes)):
        later = _least(sizes, range(column + 1, wide + 1 + needed), wide + 1)
        tried = (sizes[column], NARROW, *((LEAST,) if 1 < column - wide <= needed else ()))
        size = next((size for size in tried if room - size - len(GAP) >= least + later), None)
        if size is not None:
            sizes[column] = min(sizes[column], size)
            room -= sizes[column] + len(GAP)
            after.append(column)
    sizes[wide] = min(sizes[wide], max(room, LEAST))
    if wide:
        rest = max(longest - sizes[soft] - sizes[wide] + 2, 0)  # the longest id leaves the text a letter
        sizes[soft], sizes[wide] = sizes[soft] + (rest + 1) // 2, sizes[wide] - (rest + 1) // 2
    return [*range(wide + 1), *after]


def _least(sizes: list[int], columns: Iterable[int], number: int) -> int:
    """Return how many characters some columns need at least, with the space before each; a number is never cut."""
    return sum((sizes[one] if one == number else min(sizes[one], LEAST)) + len(GAP) for one in columns)


def _needed(sizes: list[int], room: int, wide: int, longest: int, needed: int) -> tuple[int, int]:
    """Return how many of the needed columns fit where the id and the wide column are cut, and by how much the id is.

    The longest id still fits into the room of both.
    """
    for count in range(needed, 0, -1):
        free = room - _least(sizes, range(wide + 1, wide + 1 + count), wide + 1)
        taken = min(max(LEAST - free, 0), max(sizes[wide - 1] - LEAST, 0))
        if free + taken >= LEAST and sizes[wide - 1] + free >= longest:
            return count, taken
    return 0, 0


def filled(rows: Sequence[Sequence[str]], heads: Sequence[str], kept: Collection[str] = ()) -> list[int]:
    """Return the places of the columns that have a text in some row, and of those that are kept anyway."""
    return [place for place, head in enumerate(heads) if head in kept or any(row[place] for row in rows)]
