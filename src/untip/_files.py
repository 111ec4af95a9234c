"""A folder of records as people edit it: one YAML file a record, tables as CSV. What a wheel is built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from untip._convert import Position, is_slug, join_path, structure, to_file
from untip._errors import Problem, ValidationError, nearest
from untip._formats import write_yaml
from untip._names import NameIndex, build_index
from untip._strict import Positions, read_yaml
from untip._tables import read_coverage, read_participation, read_states
from untip.schema import FOLDERS, KINDS, Coverage, Participation, Record, Redirect, State

FILE_LIMIT = 1_000_000
"""The largest file that is read, in bytes."""

TABLES = "participation"
"""The folder of the tables of participation, one CSV file a treaty, with `coverage.csv`."""

_OTHERS = ("states.csv", "redirects.yaml", TABLES)


def read_bytes(path: Path, file: str, limit: int = FILE_LIMIT) -> bytes:
    """Read a file that is not too large; every failure is a `ValidationError` that names the file."""
    try:
        size = path.stat().st_size
        if size <= limit:
            return path.read_bytes()
    except OSError as error:
        raise ValidationError((Problem(f"cannot be read: {error.strerror}", file=file),)) from None
    message = f"has {size} bytes; the limit is {limit}"
    raise ValidationError((Problem(message, file=file, found=str(size), expected=f"at most {limit} bytes"),))


def _where(positions: Positions) -> Any:
    def where(path: tuple[str | int, ...]) -> Position:
        return positions.nearest(path)

    return where


class FolderStore:
    """The records of a folder laid out like `data/`, read when asked for.

    Args:
        root: The folder.
        shown: What to call it in messages; the path itself if left out.
    """

    def __init__(self, root: Path, shown: str | None = None) -> None:
        self.root = root
        self._shown = str(root) if shown is None else shown
        self._ids: dict[str, tuple[str, ...]] = {}
        self._states: dict[str, State] | None = None
        self._index: NameIndex | None = None

    def name(self, *parts: str) -> str:
        """Give the name of a file for messages."""
        return "/".join((self._shown.rstrip("/"), *parts)) if self._shown else "/".join(parts)

    def ids(self, kind: str) -> tuple[str, ...]:
        """Give the ids of a kind, sorted: names of its files, and for States the rows of the table."""
        if kind not in self._ids:
            folder = self.root / KINDS[kind].folder
            found = {path.stem for path in folder.glob("*.yaml") if is_slug(path.stem)}
            if kind == "state":
                found |= self._table().keys()
            self._ids[kind] = tuple(sorted(found))
        return self._ids[kind]

    def record(self, kind: str, id: str) -> Record:
        """Read one record."""
        path = self.root / KINDS[kind].folder / f"{id}.yaml"
        if kind == "state" and not path.exists():
            return self._table()[id]
        return read_record(path, kind, self.name(KINDS[kind].folder, path.name))

    def index(self) -> NameIndex:
        """Give the index of names, built at first use from every record."""
        if self._index is None:
            self._index = build_index(self.record(kind, id) for kind in KINDS for id in self.ids(kind))
        return self._index

    def redirects(self) -> Mapping[str, Redirect]:
        """Read `redirects.yaml`, if there is one."""
        path = self.root / "redirects.yaml"
        return read_redirects(path, self.name(path.name)) if path.exists() else {}

    def coverage(self) -> Mapping[str, Coverage]:
        """Read how far each treaty's table reaches."""
        path = self.root / TABLES / "coverage.csv"
        if not path.exists():
            return {}
        file = self.name(TABLES, path.name)
        return read_coverage(read_bytes(path, file), file)

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Read a treaty's table."""
        path = self.root / TABLES / f"{instrument}.csv"
        if not path.exists():
            return ()
        file = self.name(TABLES, path.name)
        return read_participation(read_bytes(path, file), instrument, file)

    def _table(self) -> dict[str, State]:
        if self._states is None:
            path = self.root / "states.csv"
            file = self.name(path.name)
            states = read_states(read_bytes(path, file), file) if path.exists() else ()
            self._states = {state.id: state for state in states}
        return self._states

    def read(self) -> tuple[list[tuple[Record, str]], list[Problem]]:
        """Read everything, and give each record with its file, and every problem met on the way."""
        problems = list(self._strangers())
        records: list[tuple[Record, str]] = []
        try:
            table = self._table()
        except ValidationError as error:
            problems += error.problems
            self._states = table = {}
        for kind, cls in KINDS.items():
            for id in self.ids(kind):
                file = self.name(cls.folder, f"{id}.yaml")
                by_hand = (self.root / cls.folder / f"{id}.yaml").exists()
                if kind == "state" and not by_hand:
                    file = self.name("states.csv")
                elif kind == "state" and id in table:
                    problems.append(Problem(f"{id} is a row of states.csv too; keep one of the two", file=file))
                try:
                    records.append((self.record(kind, id), file))
                except ValidationError as error:
                    problems += error.problems
        for check in (self.redirects, self.coverage, *self._table_readers()):
            try:
                check()
            except ValidationError as error:
                problems += error.problems
        return records, problems

    def tables(self) -> list[str]:
        """Give the ids of the treaties that have a table."""
        return sorted(path.stem for path in (self.root / TABLES).glob("*.csv") if path.stem != "coverage")

    def _table_readers(self) -> list[Any]:
        return [lambda treaty=treaty: self.participation(treaty) for treaty in self.tables()]

    def _strangers(self) -> Iterator[Problem]:
        """Name each file that is none of ours: it would be left out silently."""
        if not self.root.is_dir():
            yield Problem("is no folder", file=self._shown)
            return
        for path in sorted(self.root.iterdir()):
            if path.name in _OTHERS or path.name.startswith("."):
                continue
            if path.name not in FOLDERS or not path.is_dir():
                known = (*FOLDERS, *_OTHERS)
                near = next(iter(nearest(path.name, known, 1)), None)
                message = f"is not one of {', '.join(known)}"
                yield Problem(message, file=self.name(path.name), found=path.name, suggestion=near)
                continue
            for inner in sorted(path.iterdir()):
                if inner.name.startswith("."):
                    continue
                file = self.name(path.name, inner.name)
                if inner.suffix != ".yaml" or not inner.is_file():
                    yield Problem("is no .yaml file; a record is one file named <id>.yaml", file=file)
                elif not is_slug(inner.stem):
                    message = "its name is no slug: lower-case letters, digits and single hyphens, then .yaml"
                    yield Problem(message, file=file, found=inner.stem)


def read_record(path: Path, kind: str, file: str | None = None) -> Record:
    """Read one file of a record.

    Args:
        path: The file; its name without `.yaml` is the id.
        kind: The kind of record that its folder holds.
        file: What to call it in messages.

    Raises:
        ValidationError: The file breaks a rule; `problems` has the lines.
    """
    file = str(path) if file is None else file
    data, positions = read_yaml(read_bytes(path, file), file, limit=FILE_LIMIT)
    return structure(KINDS[kind], data, file=file, where=_where(positions), id=path.stem)


def read_redirects(path: Path, file: str) -> dict[str, Redirect]:
    """Read the ids no longer in use: a mapping from the old id to where it went, since when and why."""
    data, positions = read_yaml(read_bytes(path, file), file, limit=FILE_LIMIT)
    if not isinstance(data, dict):
        raise ValidationError((Problem("found no mapping, expected one from old id to its redirect", file=file),))
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for old, entry in data.items():
        try:
            found[old] = structure(Redirect, entry, old=old)
        except ValidationError as error:
            line, column = positions.nearest((old,))
            for problem in error.problems:
                path_in = join_path((old,)) + (f".{problem.field}" if problem.field else "")
                problems.append(problem.replace(file=file, line=line, column=column, field=path_in))
    if problems:
        raise ValidationError(tuple(problems))
    return found


def canonical(record: Record) -> str:
    """Give the text of a record's file in canonical form."""
    return write_yaml(to_file(record))


def kind_of(path: Path) -> str:
    """Tell which kind of record a file holds, by its folder.

    Raises:
        ValidationError: The folder is none of ours.
    """
    kind = FOLDERS.get(path.parent.name)
    if kind is None:
        near = next(iter(nearest(path.parent.name, FOLDERS, 1)), None)
        message = f"lies in folder {path.parent.name!r}; a record lies in one of {', '.join(FOLDERS)}"
        raise ValidationError((Problem(message, file=str(path), suggestion=near),))
    return kind
