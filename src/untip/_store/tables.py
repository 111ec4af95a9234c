"""Tables as people edit them: States, their names, and State-by-treaty participation, one CSV file a treaty."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, NamedTuple, TypeVar

import attrs

from untip._formats.converter import structure
from untip._formats.plain import decode
from untip._schema.define import Checked, shapes
from untip._schema.fields import SEPARATOR
from untip._text import brief
from untip.errors import Problem, ValidationError
from untip.schema import Alias, Citation, Coverage, Participation, State

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

STATE_NAMES_COLUMNS = ("state", "name", "lang", "note", "period", "source")
"""Columns of `state_names.csv`: names of States besides those in their own row or file, each with its source."""

LINE_LIMIT = 100_000
"""The longest line of a table, in characters."""


class Row(NamedTuple):
    """A row of a table: its filled cells, its line, and the column of that line in which each cell begins."""

    cells: Cells
    line: int
    places: dict[str, int]

    def column_of(self, field: str) -> int:
        """Return where the cell of a field begins; of one without a cell, the start of the line."""
        return self.places.get(re.split(r"[.\[]", field)[0], 1)


def _starts(text: str) -> list[int]:
    """Return in which column each cell of a line begins, counted from 1."""
    starts, quoted = [1], False
    for place, sign in enumerate(text, 1):
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            starts.append(place + 1)
    return starts


def _rows(data: bytes, columns: tuple[str, ...], file: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows of a table that has exactly these columns; note the rows that do not fit them."""
    text = decode(data, file)
    lines = text.split("\n")
    for number, length in enumerate(map(len, lines), 1):
        if length > LINE_LIMIT:  # the limit of `csv` is that of the process, which other libraries raise
            message = f"is not CSV: a line of {length} characters; the limit is {LINE_LIMIT}"
            raise ValidationError((Problem(message, file=file, line=number, column=1),))
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            found, expected = ",".join(header), ",".join(columns)
            message = f"found the columns {brief(found)}, expected {expected}"
            problem = Problem(message, file=file, line=1, column=1, found=brief(found), expected=expected)
            raise ValidationError((problem,))
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(columns):
                filled = {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
                yield Row(filled, line, dict(zip(columns, _starts(lines[line - 1]), strict=False)))
            else:
                message = f"found {len(cells)} cells, expected {len(columns)}"
                problems.append(Problem(message, file=file, line=line, column=1))
            line = reader.line_num + 1
    except csv.Error as error:
        problem = Problem(f"is not CSV: {error}", file=file, line=reader.line_num, column=1)
        raise ValidationError((problem,)) from None


def _read(
    cls: type[R],
    data: bytes,
    file: str,
    columns: tuple[str, ...],
    build: Callable[[Cells], R],
    key: Callable[[R], str],
) -> tuple[R, ...]:
    """Return an object for each row, or refuse the table with every problem at once.

    Args:
        cls: What a row becomes.
        data: The table.
        file: What to call it in messages.
        columns: Its columns.
        build: Makes the object of a row's cells.
        key: Returns what two rows must not have in common, in words.

    Raises:
        ValidationError: A row breaks a rule.
    """
    made: list[R] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    first = next(iter(shapes(cls)))
    for row in _rows(data, columns, file, problems):
        try:
            item = build(row.cells)
        except ValidationError as error:
            problems += [
                attrs.evolve(problem, file=file, line=row.line, column=row.column_of(problem.field))
                for problem in error.problems
            ]
            continue
        words = key(item)
        if words in lines:
            message = f"{words} is in line {lines[words]} too; remove one"
            problems.append(Problem(message, field=first, file=file, line=row.line, column=row.column_of(first)))
        lines.setdefault(words, row.line)
        made.append(item)
    if problems:
        raise ValidationError(tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return tuple(made)


def column_of_cell(data: bytes, line: int, field: str) -> int:
    """Return in which column of its line a cell begins, in a table that has been read.

    Args:
        data: The table.
        line: The line of the row, counted from 1.
        field: The field, or a path in it; its first name is that of the table's column.
    """
    header, *lines = decode(data).split("\n")
    places = dict(zip(header.split(","), _starts(lines[line - 2]), strict=False))
    return Row({}, line, places).column_of(field)


def read_states(data: bytes, file: str) -> tuple[State, ...]:
    """Read `states.csv`: a row a State, its id the alpha-3 code in lower case.

    Raises:
        ValidationError: A row breaks a rule, or a State comes twice.
    """
    return _read(State, data, file, STATE_COLUMNS, _state, lambda state: state.alpha3)


def _state(cells: Cells) -> State:
    """Make a State of a row; a fault in its citations is reported for the column that they come from."""
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
    """Return a problem with the column of the table in place of the citation made from it."""
    start, _, rest = problem.field.partition("]")
    if not start.startswith("citations["):
        return problem
    return attrs.evolve(problem, field=columns[int(start.removeprefix("citations["))] + rest)


def _alias(text: str) -> dict[str, str]:
    """Read `Zaire [former]`."""
    name, bracket, note = text.removesuffix("]").rpartition(" [")
    return {"name": name, "note": note} if bracket and text.endswith("]") else {"name": text}


class StateNames(NamedTuple):
    """The names of one State in `state_names.csv`."""

    aliases: tuple[Alias, ...]
    """The names."""
    sources: tuple[str, ...]
    """Ids of the sources that have them."""
    place: tuple[int, int]
    """Line and column of the State's id in its first row."""


def read_state_names(data: bytes, file: str) -> dict[str, StateNames]:
    """Return what `state_names.csv` says of each State, by its id.

    Raises:
        ValidationError: A row breaks a rule, or a name in a language comes twice for a State.
    """
    problems: list[Problem] = []
    lines: dict[tuple[str, str, str | None], int] = {}
    found: dict[str, StateNames] = {}
    for row in _rows(data, STATE_NAMES_COLUMNS, file, problems):
        cells = dict(row.cells)
        state, source = cells.pop("state", ""), cells.pop("source", None)
        try:
            alias = structure(Alias, dict(cells))
        except ValidationError as error:
            problems += [
                attrs.evolve(problem, file=file, line=row.line, column=row.column_of(problem.field))
                for problem in error.problems
            ]
            continue
        key = state, alias.name, alias.lang
        if key in lines:
            message = f"{alias.name!r} is in line {lines[key]} too; remove one"
            problems.append(Problem(message, field="name", file=file, line=row.line, column=row.column_of("name")))
        lines.setdefault(key, row.line)
        place = row.line, row.column_of("state")
        aliases, sources, place = found.get(state, StateNames((), (), place))
        if source is not None and source not in sources:
            sources = (*sources, source)
        found[state] = StateNames((*aliases, alias), sources, place)
    if problems:
        raise ValidationError(tuple(problems))
    return found


def with_names(state: State, names: StateNames) -> State:
    """Return a State with more names, and its sources with those that have them."""
    citations = list(state.citations)
    for source in names.sources:
        whole = [one for one in citations if one.source == source and one.supports and not (one.lines or one.section)]
        if not whole:
            citations.append(Citation(source=source, supports=("aliases",)))
        elif not any("aliases" in one.supports for one in whole):
            place = citations.index(whole[0])
            citations[place] = whole[0].__replace__(supports=(*whole[0].supports, "aliases"))
    return state.__replace__(aliases=state.aliases + names.aliases, citations=tuple(citations))


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
    """Read `coverage.csv`: until when each treaty's table is known.

    Raises:
        ValidationError: A row breaks a rule, or a treaty comes twice.
    """

    def build(cells: Cells) -> Coverage:
        return structure(Coverage, dict(cells))

    rows = _read(Coverage, data, file, tuple(shapes(Coverage)), build, lambda row: row.instrument)
    return {row.instrument: row for row in rows}
