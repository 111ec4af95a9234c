"""Tables as people edit them: `states.csv`, and State-by-treaty participation, one CSV file a treaty."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, TypeVar

import attrs

from untip._formats.converter import structure
from untip._formats.plain import decode
from untip._schema.define import Checked, shapes
from untip._text import brief
from untip.errors import Problem, ValidationError
from untip.schema import Coverage, Participation, State

R = TypeVar("R", bound=Checked)

Cells = dict[str, str]
"""The filled cells of a row, by column."""

STATE_SOURCES = {
    "names_source": ("name", "formal_name"),
    "codes_source": ("alpha2", "alpha3", "m49", "region"),
    "membership_source": ("un_member_since",),
}
"""Columns of `states.csv` that name the sources of other columns."""

STATE_LINES = {"name_lines": "name", "alias_lines": "aliases"}
"""Columns of `states.csv` with the lines of founding sources that use the name, or another: `icat-2010 36, 261`."""

STATE_COLUMNS = (
    *("alpha3", "alpha2", "m49", "name", "formal_name", "aliases", "region", "un_member_since"),
    *STATE_SOURCES,
    *STATE_LINES,
)
"""Columns of `states.csv`; a State that needs more than these is a file of its own."""

SEPARATOR = " | "
"""What separates several values in one cell."""


def _rows(data: bytes, columns: tuple[str, ...], file: str, problems: list[Problem]) -> Iterator[tuple[int, Cells]]:
    """Give the lines and cells of a table that has exactly these columns; note the rows that do not fit them."""
    reader = csv.reader(StringIO(decode(data, file), newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            found, expected = ",".join(header), ",".join(columns)
            message = f"found the columns {brief(found)}, expected {expected}"
            raise ValidationError((Problem(message, file=file, line=1, found=brief(found), expected=expected),))
        for cells in reader:
            if len(cells) == len(columns):
                yield reader.line_num, {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
            else:
                message = f"found {len(cells)} cells, expected {len(columns)}"
                problems.append(Problem(message, file=file, line=reader.line_num))
    except csv.Error as error:
        raise ValidationError((Problem(f"is no CSV: {error}", file=file, line=reader.line_num),)) from None


def _read(
    cls: type[R],
    data: bytes,
    file: str,
    columns: tuple[str, ...],
    build: Callable[[Cells], R],
    key: Callable[[R], str],
) -> tuple[R, ...]:
    """Make an object of each row, or refuse the table with every problem at once.

    Args:
        cls: What a row becomes.
        data: The table.
        file: What to call it in messages.
        columns: Its columns.
        build: Makes the object of a row's cells.
        key: Gives what no two rows may share, in words.
    """
    made: list[R] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for line, cells in _rows(data, columns, file, problems):
        try:
            row = build(cells)
        except ValidationError as error:
            problems += [attrs.evolve(problem, file=file, line=line) for problem in error.problems]
            continue
        words = key(row)
        if words in lines:
            message = f"{words} stands in line {lines[words]} too; remove one"
            problems.append(Problem(message, field=next(iter(shapes(cls))), file=file, line=line))
        lines.setdefault(words, line)
        made.append(row)
    if problems:
        raise ValidationError(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return tuple(made)


def read_states(data: bytes, file: str) -> tuple[State, ...]:
    """Read `states.csv`: a row a State, its id the alpha-3 code in lower case.

    Raises:
        ValidationError: A row breaks a rule, or a State comes twice.
    """
    return _read(State, data, file, STATE_COLUMNS, _state, lambda state: state.alpha3)


def _state(cells: Cells) -> State:
    """Make a State of a row; a fault in its citations is one of the column that they stand in."""
    fields: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in STATE_SOURCES | STATE_LINES}
    if "aliases" in fields:
        fields["aliases"] = [_alias(item) for item in cells["aliases"].split(SEPARATOR)]
    cited: dict[str, dict[str, Any]] = {}
    columns: list[str] = []
    for column, named in STATE_SOURCES.items():
        if column in cells:
            if cells[column] not in cited:
                cited[cells[column]] = {"source": cells[column], "supports": []}
                columns.append(column)
            cited[cells[column]]["supports"] += [name for name in named if name in fields]
    citations = list(cited.values())
    for column, name in STATE_LINES.items():
        for place in cells[column].split(SEPARATOR) if column in cells else ():
            source, _, lines = place.partition(" ")
            citations.append({"source": source, "lines": lines, "supports": [name]})
            columns.append(column)
    try:
        return structure(State, {**fields, "citations": citations}, id=cells.get("alpha3", "").lower())
    except ValidationError as error:
        # the id is made of alpha3, whose own problem says all
        problems = [problem for problem in error.problems if problem.field != "id"] or error.problems
        raise ValidationError(tuple(_in_column(problem, columns) for problem in problems)) from None


def _in_column(problem: Problem, columns: list[str]) -> Problem:
    """Name the column of the table in place of the citation that was made of it."""
    start, _, rest = problem.field.partition("]")
    if not start.startswith("citations["):
        return problem
    return attrs.evolve(problem, field=columns[int(start.removeprefix("citations["))] + rest)


def _alias(text: str) -> dict[str, str]:
    """Read `Zaire [former]`."""
    name, bracket, note = text.removesuffix("]").rpartition(" [")
    return {"name": name, "note": note} if bracket and text.endswith("]") else {"name": text}


def read_participation(data: bytes, instrument: str, file: str) -> tuple[Participation, ...]:
    """Read one treaty's table: a row for each action of each party.

    Raises:
        ValidationError: A row breaks a rule, or the same action of a party on a day comes twice.
    """
    columns = tuple(name for name in shapes(Participation) if name != "instrument")

    def build(cells: Cells) -> Participation:
        return structure(Participation, dict(cells), instrument=instrument)

    return _read(Participation, data, file, columns, build, lambda row: f"{row.party}, {row.action} on {row.date}")


def read_coverage(data: bytes, file: str) -> dict[str, Coverage]:
    """Read `coverage.csv`: how far each treaty's table reaches.

    Raises:
        ValidationError: A row breaks a rule, or a treaty comes twice.
    """

    def build(cells: Cells) -> Coverage:
        return structure(Coverage, dict(cells))

    rows = _read(Coverage, data, file, tuple(shapes(Coverage)), build, lambda row: row.instrument)
    return {row.instrument: row for row in rows}
