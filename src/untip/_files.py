"""A folder of records as people edit it: one YAML file a record, tables as CSV. What a wheel is built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from untip._convert import Position, is_slug, join_path, structure, to_file
from untip._errors import PROBLEM_LIMIT, Problem, ValidationError, nearest
from untip._formats import write_yaml
from untip._names import NameIndex, build_index
from untip._strict import Positions, read_yaml
from untip._tables import StateNames, read_coverage, read_participation, read_state_names, read_states, with_names
from untip.schema import FOLDERS, KINDS, Coverage, Participation, Record, Redirect, State

if TYPE_CHECKING:
    from untip._index import WordIndex

FILE_LIMIT = 1_000_000
"""The largest file that is read, in bytes."""

TABLES = "participation"
"""The folder of the tables of participation, one CSV file a treaty, with `coverage.csv`."""

_FILES = ("states.csv", "state_names.csv", "redirects.yaml")


def read_bytes(path: Path, file: str, limit: int = FILE_LIMIT) -> bytes:
    """Read a file that is not too large; every failure is a `ValidationError` that names the file."""
    try:
        size, plain = path.stat().st_size, path.is_file()
        if plain and size <= limit:
            return path.read_bytes()
    except (OSError, ValueError) as error:  # a NUL in its name is a ValueError
        cause = error.strerror if isinstance(error, OSError) else error
        raise ValidationError((Problem(f"cannot be read: {cause}", file=file),)) from None
    if not plain:  # a pipe would be waited for, a device never end
        raise ValidationError((Problem("is no plain file", file=file),))
    message = f"has {size} bytes; the limit is {limit}"
    raise ValidationError((Problem(message, file=file, found=str(size), expected=f"at most {limit} bytes"),))


def shown_name(path: object) -> str:
    """Show a file's name in messages, with nothing that hides or that breaks a line."""
    name = str(path)
    return name if name.isprintable() else ascii(name)[1:-1]


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
        self._shown = shown_name(root) if shown is None else shown
        self._ids: dict[str, tuple[str, ...]] = {}
        self._states: dict[str, State] | None = None
        self._names: dict[str, StateNames] | None = None
        self._indexes: tuple[NameIndex, WordIndex] | None = None
        self._redirects: Mapping[str, Redirect] | None = None
        self._coverage: Mapping[str, Coverage] | None = None
        self._tables: dict[str, tuple[Participation, ...]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return FolderStore, (self.root, self._shown)

    def name(self, *parts: str) -> str:
        """Give the name of a file for messages."""
        return shown_name("/".join((self._shown.rstrip("/"), *parts)) if self._shown else "/".join(parts))

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
        if kind != "state":
            return read_record(path, kind, self.name(KINDS[kind].folder, path.name))
        state = (
            self._table()[id]
            if not path.exists()
            else read_record(path, kind, self.name(KINDS[kind].folder, path.name))
        )
        names = self._more_names().get(id)
        return state if names is None else with_names(cast("State", state), names)

    def index(self) -> NameIndex:
        """Give the index of names, built at first use from every record."""
        return self._built()[0]

    def words(self) -> WordIndex:
        """Give the index of words, built at first use from every record."""
        return self._built()[1]

    def _built(self) -> tuple[NameIndex, WordIndex]:
        """Build both indexes together: reading every file takes longer than either."""
        if self._indexes is None:
            from untip._index import WordIndex

            records = [self.record(kind, id) for kind in KINDS for id in self.ids(kind)]
            self._indexes = build_index(records), WordIndex.of(records)
        return self._indexes

    def redirects(self) -> Mapping[str, Redirect]:
        """Read `redirects.yaml`, if there is one, once."""
        if self._redirects is None:
            path = self.root / "redirects.yaml"
            self._redirects = read_redirects(path, self.name(path.name)) if path.exists() else {}
        return self._redirects

    def coverage(self) -> Mapping[str, Coverage]:
        """Read how far each treaty's table reaches, once."""
        if self._coverage is None:
            path = self.root / TABLES / "coverage.csv"
            file = self.name(TABLES, path.name)
            self._coverage = read_coverage(read_bytes(path, file), file) if path.exists() else {}
        return self._coverage

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Read a treaty's table, once."""
        if instrument not in self._tables:
            path = self.root / TABLES / f"{instrument}.csv"
            file = self.name(TABLES, path.name)
            rows = read_participation(read_bytes(path, file), instrument, file) if path.exists() else ()
            self._tables[instrument] = rows
        return self._tables[instrument]

    def _table(self) -> dict[str, State]:
        if self._states is None:
            path = self.root / "states.csv"
            file = self.name(path.name)
            states = read_states(read_bytes(path, file), file) if path.exists() else ()
            self._states = {state.id: state for state in states}
        return self._states

    def _more_names(self) -> dict[str, StateNames]:
        """Read `state_names.csv`, if there is one, once."""
        if self._names is None:
            path = self.root / "state_names.csv"
            file = self.name(path.name)
            self._names = read_state_names(read_bytes(path, file), file) if path.exists() else {}
        return self._names

    def read(self) -> tuple[list[tuple[Record, str]], list[Problem], int]:
        """Read everything, and give each record with its file, the problems met on the way, and how many more."""
        problems = list(self._strangers())
        rest = 0
        records: list[tuple[Record, str]] = []
        try:
            table = self._table()
        except ValidationError as error:
            problems += error.problems
            rest += error.rest
            self._states = table = {}
        try:
            strangers = self._more_names().keys() - set(self.ids("state"))
        except ValidationError as error:
            problems += error.problems
            rest += error.rest
            self._names, strangers = {}, set()
        for id in sorted(strangers):
            message = f"{id!r} is the id of no State; name a State"
            problems.append(Problem(message, field="state", file=self.name("state_names.csv"), found=id))
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
                    rest += error.rest
        for check in (self.redirects, self.coverage, *self._table_readers()):
            try:
                check()
            except ValidationError as error:
                problems += error.problems
                rest += error.rest
        return records, problems, rest

    def tables(self) -> list[str]:
        """Give the ids of the treaties that have a table."""
        found = (path.stem for path in (self.root / TABLES).glob("*.csv"))
        return sorted(stem for stem in found if is_slug(stem) and stem != "coverage")

    def _table_readers(self) -> list[Any]:
        return [lambda treaty=treaty: self.participation(treaty) for treaty in self.tables()]

    def _strangers(self) -> Iterator[Problem]:
        """Name each file that is none of ours: it would be left out silently."""
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
                if inner.suffix != suffix or not inner.is_file():
                    yield Problem(f"is no {suffix} file; here is one file for each id, named <id>{suffix}", file=file)
                elif not is_slug(inner.stem):
                    message = f"its name is no slug: lower-case letters, digits and single hyphens, then {suffix}"
                    yield Problem(message, file=file, found=shown_name(inner.stem))


def read_record(path: Path, kind: str, file: str | None = None) -> Record:
    """Read one file of a record.

    Args:
        path: The file; its name without `.yaml` is the id.
        kind: The kind of record that its folder holds.
        file: What to call it in messages.

    Raises:
        ValidationError: The file breaks a rule; `problems` has the lines.
    """
    file = shown_name(path) if file is None else file
    data, positions = read_yaml(read_bytes(path, file), file, limit=FILE_LIMIT)
    return structure(KINDS[kind], data, file=file, where=_where(positions), id=path.stem)


def read_redirects(path: Path, file: str) -> dict[str, Redirect]:
    """Read the ids no longer in use: a mapping from the old id to where it went, since when and why."""
    data, positions = read_yaml(read_bytes(path, file), file, limit=FILE_LIMIT)
    if not isinstance(data, dict):
        message = "found no mapping, expected one from old id to its redirect"
        raise ValidationError((Problem(message, file=file, line=1),))
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    rest = 0
    for old, entry in data.items():
        try:
            found[old] = structure(Redirect, entry, old=old)
        except ValidationError as error:
            line, column = positions.nearest((old,))
            room = max(PROBLEM_LIMIT - len(problems), 0)
            rest += len(error.problems[room:]) + error.rest
            for problem in error.problems[:room]:
                path_in = join_path((old,)) + (f".{problem.field}" if problem.field else "")
                problems.append(problem.replace(file=file, line=line, column=column, field=path_in))
    if problems:
        raise ValidationError(tuple(problems), rest)
    return found


def canonical(record: Record) -> str:
    """Give the text of a record's file in canonical form."""
    return write_yaml(to_file(record))


def kind_of(path: Path) -> str:
    """Tell which kind of record a file holds, by its folder.

    Raises:
        ValidationError: The folder is none of ours.
    """
    folder = path.absolute().parent.name
    kind = FOLDERS.get(folder)
    if kind is None:
        near = next(iter(nearest(folder, FOLDERS, 1)), None)
        message = f"lies in folder {folder!r}; a record lies in one of {', '.join(FOLDERS)}"
        raise ValidationError((Problem(message, file=shown_name(path), suggestion=near),))
    return kind
