"""A JSON file of records, checked by the rules: a list that `to_json` wrote, or the mapping of an export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import attrs

from untip._formats.converter import from_dict_in, structure
from untip._formats.files import read_bytes
from untip._formats.json import json_places, read_json
from untip._formats.plain import decode
from untip._formats.problems import split_path
from untip._schema.define import Checked
from untip._store.memory import MemoryStore
from untip._store.rules import RULES, DataSet
from untip._store.rules.data_set import Base
from untip._text import brief, did_you_mean, nearest
from untip.errors import PROBLEM_LIMIT, Problem, ValidationError
from untip.schema import Coverage, Participation, Record, Redirect

Read: TypeAlias = tuple[MemoryStore | None, tuple[Problem, ...], int]
"""The records, unless there are problems; the problems; and how many more there are, beyond a hundred of one file."""

JSON_LIMIT = 50_000_000
"""The largest JSON file of records that is read, in bytes."""

PARTS: dict[str, type[Checked]] = {
    "records": Record,
    "coverage": Coverage,
    "participation": Participation,
    "redirects": Redirect,
}
"""What an export has, each a list."""

ABOUT = ("data_version", "base", "licence")
"""What an export says of itself; a reader has no use for it."""


class _Items(NamedTuple):
    """What a file holds, each with its path in the file."""

    records: list[tuple[str, Record]]
    coverage: list[tuple[str, Coverage]]
    participation: list[tuple[str, Participation]]
    redirects: list[tuple[str, Redirect]]


def read_json_file(path: Path, base: Base | None, shown: str) -> Read:
    """Read and check a JSON file of records; each problem has its line.

    Args:
        path: The file.
        base: The records that those of the file may name; `None` for none.
        shown: What to call the file in messages.
    """
    text = read_bytes(path, shown, JSON_LIMIT)
    store, problems, rest = _judge(read_json(text, shown, limit=JSON_LIMIT), base, shown)
    if not problems:
        return store, (), 0
    where = [_steps(problem.field) for problem in problems]
    places = json_places(decode(text), where)
    found = zip(problems, where, strict=True)
    placed = [attrs.evolve(problem, line=places[steps][0], column=places[steps][1]) for problem, steps in found]
    return None, tuple(placed), rest


def _steps(field: str) -> tuple[str | int, ...]:
    try:
        return split_path(field)
    except ValueError:  # a key that looks like a path: the record's line is near enough
        return split_path(field.partition("]")[0] + "]")


def _judge(data: object, base: Base | None, shown: str) -> Read:
    """Make records and rows of JSON data and check them by the rules."""
    wrong = tuple(_shape_problems(data, shown))
    if wrong:
        return None, wrong, 0
    items, problems, rest = _items(data, shown)
    problems = problems or list(_repeated(items, shown))
    if problems:
        return None, tuple(problems), rest
    actions: dict[str, list[Participation]] = {row.instrument: [] for _, row in items.coverage}
    for _, action in items.participation:
        actions.setdefault(action.instrument, []).append(action)
    tables = {treaty: tuple(rows) for treaty, rows in actions.items()}
    coverage = {row.instrument: row for _, row in items.coverage}
    redirects = {row.old: row for _, row in items.redirects}
    records = {record.id: record for _, record in items.records}
    files = {record.id: where for where, record in items.records}
    places = dict(_row_places(items))
    for problem in (one for rule in RULES for one in rule(DataSet(records, files, base, redirects, tables, coverage))):
        problems.append(attrs.evolve(problem, file=shown, line=None, field=_field(problem, places)))
    return (None if problems else MemoryStore(records.values(), redirects, coverage, tables)), tuple(problems), 0


def _shape_problems(data: object, shown: str) -> Iterator[Problem]:
    """Yield what makes data neither a list of records nor an export."""
    if isinstance(data, list):
        return
    if not isinstance(data, Mapping) or "records" not in data:
        found = brief(data)
        yield Problem(f"found {found}, expected a list of records", file=shown, found=found)
        return
    for name, value in data.items():
        if name in PARTS and not isinstance(value, list):
            found = brief(value)
            yield Problem(f"found {found}, expected a list", field=name, file=shown, found=found)
        elif name not in PARTS and name not in ABOUT:
            near = did_you_mean(nearest(name, PARTS, 1))
            yield Problem(f"unknown key; remove it{near}", field=name, file=shown, found=name)


def _items(data: Any, shown: str) -> tuple[_Items, list[Problem], int]:
    """Return what data hold, the problems of what cannot be made, and how many more there are."""
    given = {"records": data} if isinstance(data, list) else data
    items = _Items([], [], [], [])
    problems: list[Problem] = []
    rest = 0
    cls: type[Any]
    for name, cls in PARTS.items():
        made: list[tuple[str, Any]] = getattr(items, name)
        for index, item in enumerate(given.get(name, ())):
            where = f"[{index}]" if given is not data else f"{name}[{index}]"
            try:
                one = from_dict_in(cls, item, shown) if cls is Record else structure(cls, item, file=shown)
                made.append((where, one))
            except ValidationError as error:
                room = max(PROBLEM_LIMIT - len(problems), 0)
                rest += len(error.problems[room:]) + error.rest
                problems += [
                    attrs.evolve(problem, field=where + (f".{problem.field}" if problem.field else ""))
                    for problem in error.problems[:room]
                ]
    return items, problems, rest


def _repeated(items: _Items, shown: str) -> Iterator[Problem]:
    """Yield each item whose key an earlier item has."""
    keyed = (
        ("id", [(where, record.id) for where, record in items.records]),
        ("instrument", [(where, row.instrument) for where, row in items.coverage]),
        ("old", [(where, row.old) for where, row in items.redirects]),
    )
    for field, keys in keyed:
        first: dict[str, str] = {}
        for where, key in keys:
            if key in first:
                message = f"{key!r} is the {field} of {first[key]} too; rename one"
                yield Problem(message, field=f"{where}.{field}", file=shown, found=key)
            first.setdefault(key, where)


def _row_places(items: _Items) -> Iterator[tuple[tuple[str, int | str | None], str]]:
    """Yield the file and line by which rules name a row, in the layout of a folder, with its path in the JSON."""
    for line, (where, _) in enumerate(items.coverage, 2):
        yield ("participation/coverage.csv", line), where
    lines: dict[str, int] = {}
    for where, row in items.participation:
        file = f"participation/{row.instrument}.csv"
        lines[file] = lines.get(file, 1) + 1
        yield (file, lines[file]), where
    for where, redirect in items.redirects:
        yield ("redirects.yaml", redirect.old), where


def _field(problem: Problem, places: Mapping[tuple[str, int | str | None], str]) -> str:
    """Return the path in the JSON of what a rule found."""
    file, field = str(problem.file), problem.field
    if file == "redirects.yaml":
        old, _, field = field.partition(".")
        return f"{places[file, old]}.{field or 'old'}"
    if file.endswith(".csv"):  # a whole table is named at its first row
        return ".".join(filter(None, (places.get((file, problem.line or 2), "participation"), field)))
    return f"{file}.{field}"
