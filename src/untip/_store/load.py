"""Read everything at a path and check it by the rules; each problem has its line."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISDIR

import attrs

from untip._formats.files import absent, read_bytes
from untip._formats.problems import Position, split_path
from untip._formats.yaml_reader import Positions, read_yaml
from untip._store.folder import FILE_LIMIT, FolderStore, kind_of, read_record, shown_name
from untip._store.json_file import Read, read_json_file
from untip._store.memory import MemoryStore
from untip._store.rules import NEED_EVERY_RECORD, RULES, DataSet
from untip._store.rules.data_set import Base
from untip._store.tables import column_of_cell
from untip.errors import Problem, ValidationError

Places = dict[Path, Positions | None]
"""The places of values in files that were read again to find them."""


def examine(path: Path, base: Base | None = None, shown: str | None = None) -> Read:
    """Read and check everything at a path.

    Args:
        path: A folder with the layout of `data/`, one record's `.yaml` file in such a folder, or a `.json` file that
            `to_json` or `untip export` wrote.
        base: The records that those at the path may name; `None` for none.
        shown: What to call the path in messages.

    Returns:
        The records, unless there are problems; the problems, by file and line, of one file at most a hundred; and how
        many more there are.
    """
    name = shown_name(path) if shown is None else shown
    try:
        mode = _mode(path)
        if mode is None:
            return None, (Problem(absent(path), file=name),), 0
        if S_ISDIR(mode):
            return _read_folder(FolderStore(path, shown), base)
        if path.suffix == ".json":
            return read_json_file(path, base, name)
        if path.suffix == ".yaml":
            return _read_file(path, base, name)
    except ValidationError as error:
        return None, error.problems, error.rest
    except OSError as error:
        return None, (Problem(f"cannot be read: {error.strerror}", file=name),), 0
    return None, (Problem("is not a folder of records, a .yaml file or a .json file", file=name),), 0


def _mode(path: Path) -> int | None:
    """Return the mode of a file or folder; `None` where there is none."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):  # the last one of a path with a null character
        return None


def _read_folder(store: FolderStore, base: Base | None) -> Read:
    found = store.read()
    ids: dict[str, str] = {}
    for record, file in found.records:
        if record.id in ids:
            found.problems.append(Problem(f"{record.id!r} is the id of {ids[record.id]} too; rename one", file=file))
            found.is_whole = False
        ids[record.id] = file
    if not found.is_whole:  # rules would find faults that are not there
        return None, _sorted(found.problems), found.rest
    tables = {treaty: store.participation(treaty) for treaty in store.tables()}
    made = MemoryStore((record for record, _ in found.records), store.redirects(), store.coverage(), tables)
    known = {record.id: record for record, _ in found.records}
    unread = frozenset(found.unread)
    data = DataSet(known, ids, base, made.redirects(), tables, made.coverage(), store.rows(), unread)
    places: Places = {}
    rules = [rule for rule in RULES if not unread or rule not in NEED_EVERY_RECORD]
    problems = [*found.problems, *(_placed(problem, store, places) for rule in rules for problem in rule(data))]
    return (None if problems else made), _sorted(problems), found.rest


def _read_file(path: Path, base: Base | None, shown: str) -> Read:
    record = read_record(path, kind_of(path), shown)
    data = DataSet({record.id: record}, {record.id: shown}, base, {}, {}, {})
    found = [problem for rule in RULES for problem in rule(data)]
    places: Places = {}
    placed = [_at(problem, path, places) for problem in found if rule_sees_one(problem)]
    return (None if placed else MemoryStore([record])), _sorted(placed), 0


def rule_sees_one(problem: Problem) -> bool:
    """Return whether a problem can be found from one file alone; a shared name cannot."""
    return not problem.field.startswith("ambiguous_names")


def _placed(problem: Problem, store: FolderStore, places: Places) -> Problem:
    """Return a problem between records with its line and column, found by reading its file once more."""
    inner = str(problem.file).removeprefix(store.name(""))
    path = store.root / inner
    named = attrs.evolve(problem, file=store.name(inner))
    if path.suffix == ".yaml":
        return _at(named, path, places)
    if named.line is None:
        return attrs.evolve(named, line=1, column=1)
    return attrs.evolve(named, column=column_of_cell(read_bytes(path, "", FILE_LIMIT), named.line, named.field))


def _at(problem: Problem, path: Path, places: Places) -> Problem:
    """Return a problem with the line and column of its field."""
    if path not in places:
        try:
            _, places[path] = read_yaml(read_bytes(path, "", FILE_LIMIT), limit=FILE_LIMIT)
        except ValidationError:  # the file has changed meanwhile: the problem has no line
            places[path] = None
    positions = places[path]
    if positions is None:
        return problem
    place: Position = positions.nearest(split_path(problem.field))
    return attrs.evolve(problem, line=place[0], column=place[1])


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.file or "", problem.line or 0)))
