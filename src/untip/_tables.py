"""Tables as people edit them: `states.csv`, and State-by-treaty participation, one CSV file a treaty."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, TypeVar

from untip._base import Checked, shapes
from untip._check import missing
from untip._convert import structure
from untip._errors import Problem, ValidationError, brief
from untip._strict import decode
from untip.schema import Coverage, Participation, State

R = TypeVar("R", bound=Checked)

Row = tuple[int, dict[str, str]]
"""A row's line and its filled cells by column."""

STATE_SOURCES = {
    "names_source": ("name", "formal_name"),
    "codes_source": ("alpha2", "alpha3", "m49", "region"),
    "membership_source": ("un_member_since", "un_member_until"),
    "successor_source": ("successor",),
}
"""Columns of `states.csv` that name the sources of other columns."""

STATE_COLUMNS = (
    *("alpha3", "alpha2", "m49", "name", "formal_name", "aliases", "region"),
    *("un_member_since", "un_member_until", "successor"),
    *STATE_SOURCES,
)
"""Columns of `states.csv`."""

SEPARATOR = " | "
"""What separates several values in one cell."""


def _rows(data: bytes, columns: tuple[str, ...], file: str) -> Iterator[Row]:
    """Give the rows of a table that has exactly these columns."""
    reader = csv.reader(StringIO(decode(data, file), newline=""), strict=True)
    try:
        header = next(reader, [])
        if tuple(header) != columns:
            found, expected = ",".join(header), ",".join(columns)
            message = f"found the columns {brief(found)}, expected {expected}"
            raise ValidationError((Problem(message, file=file, line=1, found=found, expected=expected),))
        for cells in reader:
            if len(cells) != len(columns):
                message = f"found {len(cells)} cells, expected {len(columns)}"
                raise ValidationError((Problem(message, file=file, line=reader.line_num),))
            yield reader.line_num, {name: cell for name, cell in zip(columns, cells, strict=True) if cell}
    except csv.Error as error:
        raise ValidationError((Problem(f"is no CSV: {error}", file=file, line=reader.line_num),)) from None


def _read(cls: type[R], rows: Iterator[tuple[int, dict[str, Any], dict[str, Any]]], file: str) -> list[R]:
    """Make an object of each row, or refuse the table with every problem at once."""
    made: list[R] = []
    problems: list[Problem] = []
    for line, data, given in rows:
        try:
            made.append(structure(cls, data, **given))
        except ValidationError as error:
            problems += [problem.replace(file=file, line=line) for problem in error.problems]
    if problems:
        raise ValidationError(tuple(problems))
    return made


def _alias(text: str) -> dict[str, str]:
    """Read `Zaire [former]`."""
    name, bracket, note = text.removesuffix("]").rpartition(" [")
    return {"name": name, "note": note} if bracket and text.endswith("]") else {"name": text}


def read_states(data: bytes, file: str) -> tuple[State, ...]:
    """Read `states.csv`: a row a State, its id the alpha-3 code in lower case.

    Raises:
        ValidationError: A row breaks a rule, or a State comes twice.
    """

    def rows() -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
        for line, cells in _rows(data, STATE_COLUMNS, file):
            fields: dict[str, Any] = {name: cell for name, cell in cells.items() if name not in STATE_SOURCES}
            for name in ("aliases", "successor"):
                if name in fields:
                    items = fields[name].split(SEPARATOR)
                    fields[name] = [_alias(item) for item in items] if name == "aliases" else items
            citations = [
                {"source": cells[column], "supports": [name for name in named if name in fields]}
                for column, named in STATE_SOURCES.items()
                if column in cells
            ]
            if "alpha3" not in fields:
                problem = missing("alpha3", shapes(State)["alpha3"])
                raise ValidationError((problem.replace(file=file, line=line),))
            yield line, {**fields, "citations": _joined(citations)}, {"id": fields["alpha3"].lower()}

    states = _read(State, rows(), file)
    _refuse_twice([(state.id,) for state in states], file)
    return tuple(states)


def _joined(citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put citations of one source together."""
    by_source: dict[str, list[str]] = {}
    for citation in citations:
        supports = by_source.setdefault(citation["source"], [])
        supports += [name for name in citation["supports"] if name not in supports]
    return [{"source": source, "supports": supports} for source, supports in by_source.items() if supports]


def _refuse_twice(keys: list[tuple[Any, ...]], file: str) -> None:
    """Refuse a table in which a key comes twice; line 1 is the header."""
    seen: dict[tuple[Any, ...], int] = {}
    for line, key in enumerate(keys, 2):
        if key in seen:
            words = " ".join(str(part) for part in key)
            raise ValidationError((Problem(f"{words} stands in row {seen[key]} too", file=file, line=line),))
        seen[key] = line


def _plain_rows(
    cls: type[Checked], data: bytes, file: str, given: dict[str, Any]
) -> Iterator[tuple[int, dict[str, Any], dict[str, Any]]]:
    columns = tuple(name for name in shapes(cls) if name not in given)
    for line, cells in _rows(data, columns, file):
        yield line, dict(cells), given


def read_participation(data: bytes, instrument: str, file: str) -> tuple[Participation, ...]:
    """Read one treaty's table: a row for each action of each party.

    Raises:
        ValidationError: A row breaks a rule, or the same action of a party on a day comes twice.
    """
    rows = _read(Participation, _plain_rows(Participation, data, file, {"instrument": instrument}), file)
    _refuse_twice([(row.party, row.action.value, row.date) for row in rows], file)
    return tuple(rows)


def read_coverage(data: bytes, file: str) -> dict[str, Coverage]:
    """Read `coverage.csv`: how far each treaty's table reaches.

    Raises:
        ValidationError: A row breaks a rule, or a treaty comes twice.
    """
    rows = _read(Coverage, _plain_rows(Coverage, data, file, {}), file)
    _refuse_twice([(row.instrument,) for row in rows], file)
    return {row.instrument: row for row in rows}
