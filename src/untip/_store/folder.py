"""A folder of records as people edit it: one YAML file a record, tables as CSV. What a wheel is built from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import attrs

from untip._formats.converter import is_slug, structure, to_file
from untip._formats.files import read_bytes
from untip._formats.problems import join_path
from untip._formats.yaml_reader import read_yaml
from untip._formats.yaml_writer import write_yaml
from untip._search.index import WordIndex
from untip._search.names import NameIndex, build_index
from untip._store.base import LOCK
from untip._store.known_ids import KnownIds
from untip._store.tables import (
    StateNames,
    read_coverage,
    read_participation,
    read_state_names,
    read_states,
    with_names,
)
from untip._text import nearest
from untip.errors import PROBLEM_LIMIT, Problem, ValidationError
from untip.schema import FOLDERS, KINDS, Coverage, Participation, Record, Redirect, State

FILE_LIMIT = 1_000_000
"""The largest file that is read, in bytes."""

TABLES = "participation"
"""The folder of the tables of participation, one CSV file a treaty, with `coverage.csv`."""

_FILES = ("states.csv", "state_names.csv", "redirects.yaml")


def shown_name(path: object) -> str:
    """Return a file's name as messages show it, without characters that hide or break a line."""
    name = str(path)
    return name if name.isprintable() else ascii(name)[1:-1]


@attrs.define
class Found:
    """What a folder holds, as far as it can be read."""

    problems: list[Problem]
    """The problems that were met while reading."""
    rest: int = 0
    """How many more there are."""
    records: list[tuple[Record, str]] = attrs.field(factory=list)
    """Every record that can be read, with its file."""
    unread: set[str] = attrs.field(factory=set)
    """The ids of the records that cannot be read."""
    is_whole: bool = True
    """Whether it is known which records there are, each once: every table can be read."""

    def refuse(self, error: ValidationError) -> None:
        """Keep the problems of what cannot be read."""
        self.problems += error.problems
        self.rest += error.rest

    def attempt(self, table: Callable[[], object]) -> bool:
        """Read a table, and return whether that went well."""
        try:
            table()
        except ValidationError as error:
            self.refuse(error)
            self.is_whole = False
            return False
        return True


class FolderStore:
    """The records of a folder with the layout of `data/`, read on request.

    Args:
        root: The folder.
        shown: What to call it in messages; the path itself if left out.
    """

    def __init__(self, root: Path, shown: str | None = None) -> None:
        self.root = root
        self._shown = shown_name(root) if shown is None else shown
        self._ids: dict[str, tuple[str, ...]] = {}
        self._kind_of: dict[str, str] | None = None
        self._records: dict[str, Record] = {}
        self._states: dict[str, State] | None = None
        self._names: dict[str, StateNames] | None = None
        self._indexes: tuple[NameIndex, WordIndex] | None = None
        self._redirects: Mapping[str, Redirect] | None = None
        self._coverage: Mapping[str, Coverage] | None = None
        self._tables: dict[str, tuple[Participation, ...]] = {}

    def name(self, *parts: str) -> str:
        """Return the name of a file for messages."""
        return shown_name("/".join((self._shown.rstrip("/"), *parts)) if self._shown else "/".join(parts))

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind, sorted: names of its files, and for States the rows of the table."""
        if kind not in self._ids:
            with LOCK:
                found = {path.stem for path in (self.root / KINDS[kind].folder).glob("*.yaml") if is_slug(path.stem)}
                if kind == "state":
                    found |= self._table().keys()
                self._ids[kind] = tuple(sorted(found))
        return self._ids[kind]

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, `None` where there is none."""
        if self._kind_of is None:
            with LOCK:
                self._kind_of = {id: kind for kind in KINDS for id in self.ids(kind)}
        return self._kind_of.get(id)

    def record(self, kind: str, id: str) -> Record:
        """Return one record; its file is read once."""
        found = self._records.get(id)
        if found is None:
            with LOCK:
                found = self._records.get(id) or self._records.setdefault(id, self._read(kind, id))
        return found

    def _read(self, kind: str, id: str) -> Record:
        path = self.root / KINDS[kind].folder / f"{id}.yaml"
        file = self.name(KINDS[kind].folder, path.name)
        if kind != "state":
            return read_record(path, kind, file)
        in_table = id in self._table() and not os.path.lexists(path)  # a dangling link is an error
        state = self._table()[id] if in_table else cast("State", read_record(path, kind, file))
        names = self._more_names().get(id)
        return state if names is None else with_names(state, names)

    def index(self) -> NameIndex:
        """Return the index of names, built at first use from every record."""
        return self._built()[0]

    def words(self) -> WordIndex:
        """Return the index of words, built at first use from every record."""
        return self._built()[1]

    def _built(self) -> tuple[NameIndex, WordIndex]:
        """Return both indexes, built together: reading every file takes longer than either."""
        if self._indexes is None:
            with LOCK:
                if self._indexes is None:
                    records = [self.record(kind, id) for kind in KINDS for id in self.ids(kind)]
                    self._indexes = build_index(records), WordIndex.of(records)
        return self._indexes

    def redirects(self) -> Mapping[str, Redirect]:
        """Return the redirects in `redirects.yaml`, if there is one; read once."""
        if self._redirects is None:
            with LOCK:
                data, file = self._bytes("redirects.yaml")
                self._redirects = {} if data is None else read_redirects(data, file)
        return self._redirects

    def coverage(self) -> Mapping[str, Coverage]:
        """Return the coverage of each table, by treaty; read once."""
        if self._coverage is None:
            with LOCK:
                data, file = self._bytes(TABLES, "coverage.csv")
                self._coverage = {} if data is None else read_coverage(data, file)
        return self._coverage

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Return a treaty's table; read once."""
        if instrument not in self._tables:
            with LOCK:
                data, file = self._bytes(TABLES, f"{instrument}.csv")
                self._tables[instrument] = () if data is None else read_participation(data, instrument, file)
        return self._tables[instrument]

    def _bytes(self, *parts: str) -> tuple[bytes | None, str]:
        """Return the bytes of a file, `None` where there is none, and what to call it in messages."""
        path, file = self.root.joinpath(*parts), self.name(*parts)
        return read_bytes(path, file, FILE_LIMIT) if os.path.lexists(path) else None, file

    def _table(self) -> dict[str, State]:
        """Return the States in `states.csv` by id, if there is one; read once."""
        if self._states is None:
            with LOCK:
                data, file = self._bytes("states.csv")
                states = () if data is None else read_states(data, file)
                self._states = {state.id: state for state in states}
        return self._states

    def _more_names(self) -> dict[str, StateNames]:
        """Return what `state_names.csv` holds, if there is one; read once."""
        if self._names is None:
            with LOCK:
                data, file = self._bytes("state_names.csv")
                self._names = {} if data is None else read_state_names(data, file)
        return self._names

    def read(self) -> Found:
        """Read everything, and keep the problems that were met."""
        found = Found(list(self._strangers()))
        if not found.attempt(self._table):
            self._states = {}
        if not found.attempt(self._more_names):
            self._names = {}
        found.problems += self._nameless()
        table = self._table()
        for kind, cls in KINDS.items():
            for id in self.ids(kind):
                file = self.name(cls.folder, f"{id}.yaml")
                by_hand = os.path.lexists(self.root / cls.folder / f"{id}.yaml")
                if kind == "state" and not by_hand:
                    file = self.name("states.csv")
                elif kind == "state" and id in table:
                    found.problems.append(Problem(f"{id} is a row of states.csv too; keep one of the two", file=file))
                    found.is_whole = False
                try:
                    found.records.append((self.record(kind, id), file))
                except ValidationError as error:
                    found.refuse(error)
                    found.unread.add(id)
        for check in (self.redirects, self.coverage, *self._table_readers()):
            found.attempt(check)
        return found

    def _nameless(self) -> Iterator[Problem]:
        """Yield a problem for each row of `state_names.csv` whose State does not exist."""
        known = KnownIds("a State", self.ids("state"))
        for id in sorted(self._more_names().keys() - set(self.ids("state"))):
            line, column = self._more_names()[id].place
            problem = known.problem(id, "state", self.name("state_names.csv"), line)
            yield attrs.evolve(problem, column=column)

    def rows(self) -> dict[str, int]:
        """Return, for each State without a file of its own, its line in `states.csv`."""
        return {id: line for line, id in enumerate(self._table(), 2)}

    def tables(self) -> list[str]:
        """Return the ids of the treaties that have a table."""
        found = (path.stem for path in (self.root / TABLES).glob("*.csv"))
        return sorted(stem for stem in found if is_slug(stem) and stem != "coverage")

    def _table_readers(self) -> list[Any]:
        return [lambda treaty=treaty: self.participation(treaty) for treaty in self.tables()]

    def _strangers(self) -> Iterator[Problem]:
        """Yield a problem for each unexpected file, which would be ignored silently."""
        for path in sorted(self.root.iterdir()):
            if path.name in _FILES or path.name.startswith("."):
                continue
            if path.name not in (*FOLDERS, TABLES) or not path.is_dir():
                known = [name for name in (*FOLDERS, TABLES, *_FILES) if name != path.name]
                near = next(iter(nearest(path.name, known, 1)), None)
                message = f"is neither a folder {', '.join((*FOLDERS, TABLES))} nor a file {', '.join(_FILES)}"
                yield Problem(message, file=self.name(path.name), found=shown_name(path.name), suggestion=near)
                continue
            suffix = ".csv" if path.name == TABLES else ".yaml"
            for inner in sorted(path.iterdir()):
                if inner.name.startswith("."):
                    continue
                file = self.name(path.name, inner.name)
                if inner.suffix != suffix:
                    yield Problem(f"is no {suffix} file; here is one file for each id, named <id>{suffix}", file=file)
                elif not is_slug(inner.stem):
                    message = f"its name is no slug: lower-case letters, digits and single hyphens, then {suffix}"
                    yield Problem(message, file=file, found=shown_name(inner.stem))


def read_record(path: Path, kind: str, file: str | None = None) -> Record:
    """Return the record in a file.

    Args:
        path: The file; its name without `.yaml` is the id.
        kind: The kind of record that its folder holds.
        file: What to call it in messages.

    Raises:
        ValidationError: The file breaks a rule; `problems` has the lines.
    """
    file = shown_name(path) if file is None else file
    return record_of(read_bytes(path, file, FILE_LIMIT), kind, path.stem, file)


def record_of(data: bytes, kind: str, id: str, file: str) -> Record:
    """Return the record in the bytes of a file.

    Args:
        data: The bytes.
        kind: The kind of record.
        id: Its id.
        file: What to call the file in messages.

    Raises:
        ValidationError: The file breaks a rule; `problems` has the lines.
    """
    plain, positions = read_yaml(data, file, limit=FILE_LIMIT)
    return structure(KINDS[kind], plain, file=file, where=positions.nearest, id=id)


def read_redirects(data: bytes, file: str) -> dict[str, Redirect]:
    """Return the retired ids: a mapping from the old id to the new one, since when and why."""
    plain, positions = read_yaml(data, file, limit=FILE_LIMIT)
    if not isinstance(plain, dict):
        message = "found no mapping, expected one from old id to its redirect"
        raise ValidationError((Problem(message, file=file, line=1),))
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    rest = 0
    for old, entry in plain.items():
        try:
            found[old] = structure(Redirect, entry, file=file, where=positions.within(old), old=old)
        except ValidationError as error:
            room = max(PROBLEM_LIMIT - len(problems), 0)
            rest += len(error.problems[room:]) + error.rest
            for problem in error.problems[:room]:
                path_in = join_path((old,)) + (f".{problem.field}" if problem.field else "")
                problems.append(attrs.evolve(problem, field=path_in))
    if problems:
        raise ValidationError(tuple(problems), rest)
    return found


def canonical(record: Record) -> str:
    """Return the text of a record's file in canonical form."""
    return write_yaml(to_file(record))


def kind_of(path: Path) -> str:
    """Return which kind of record a file holds, by its folder.

    Raises:
        ValidationError: There is no kind of that folder.
    """
    folder = path.absolute().parent.name
    kind = FOLDERS.get(folder)
    if kind is None:
        near = next(iter(nearest(folder, FOLDERS, 1)), None)
        message = f"lies in folder {folder!r}; a record lies in one of {', '.join(FOLDERS)}"
        raise ValidationError((Problem(message, file=shown_name(path), suggestion=near),))
    return kind
