"""The compiled parts that a wheel has instead of the files: one a kind, the ids, the tables, the indexes.

The part of a kind is lines of JSON: the ids, then one record a line, so that one record is read and built alone.
Parts are read through the package's loader, from a zip too, and are not checked again: the build has checked them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from untip._schema.define import make, shapes
from untip._schema.fields import Shape
from untip._store.base import LOCK
from untip.dates import Interval, PartialDate
from untip.schema import KINDS, Coverage, Participation, Record, Redirect

if TYPE_CHECKING:
    from untip._search.index import WordIndex
    from untip._search.names import NameIndex

FOLDER = "compiled"
"""The folder of the parts inside the package."""


# ── building objects out of plain data that has been checked ────────────────────────────────────────────────────────

_builders: dict[Any, dict[str, Callable[[Any], Any]]] = {}


def _same(value: Any) -> Any:
    return value


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    pairs = (part.partition("-") for part in text.split(", "))
    return tuple([(int(first), int(last or first)) for first, _, last in pairs])


def _one(shape: Shape) -> Callable[[Any], Any]:
    """Return the function that builds one value of a shape."""
    if shape.spans:
        return _spans
    if shape.part is not None:
        part = shape.part
        return lambda value: build(part, value)
    if shape.vocabulary is not None:
        return shape.vocabulary._value2member_map_.__getitem__
    if Interval in shape.types and PartialDate in shape.types:
        return lambda text: Interval(text) if "/" in text else PartialDate(text)
    if shape.types[0] in (PartialDate, Interval):
        return shape.types[0]
    return _same


def _builder(shape: Shape) -> Callable[[Any], Any]:
    one = _one(shape)
    if not shape.many:
        return one
    return tuple if one is _same else lambda values: tuple([one(value) for value in values])


def build(cls: type[Any], data: dict[str, Any]) -> Any:
    """Build an object of a schema class from plain data that has been checked."""
    plan = _builders.get(cls)
    if plan is None:
        plan = _builders[cls] = {name: _builder(shape) for name, shape in shapes(cls).items()}
    values = {name: plan[name](value) for name, value in data.items()}
    return make(cls, values)


# ── the store ───────────────────────────────────────────────────────────────────────────────────────────────────────


class CompiledStore:
    """The records of compiled parts, each built on request.

    Args:
        read: Returns the bytes of a part by its name.
    """

    _own: ClassVar[CompiledStore | None] = None
    """The store of the package's own parts, after its first use."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._parts: dict[str, tuple[tuple[str, ...], dict[str, bytes]]] = {}
        self._kind_of: dict[str, str] | None = None
        self._index: NameIndex | None = None
        self._words: WordIndex | None = None
        self._redirects: dict[str, Redirect] | None = None
        self._coverage: dict[str, Coverage] | None = None
        self._tables: dict[str, tuple[Participation, ...]] = {}

    @classmethod
    def of_package(cls) -> CompiledStore | None:
        """Return the store of the package's own parts, or `None` in a checkout."""
        spec = __spec__
        loader: Any = spec.loader if spec is not None else None
        folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), FOLDER)

        def read(name: str) -> bytes:
            data: bytes = loader.get_data(os.path.join(folder, name))
            return data

        try:
            found = read("redirects.json")
        except (OSError, AttributeError):
            return None
        if cls._own is None:
            store = cls(read)
            store._redirects = store._read_redirects(found)
            cls._own = store
        return cls._own

    def _part(self, kind: str) -> tuple[tuple[str, ...], dict[str, bytes]]:
        if kind not in self._parts:
            with LOCK:
                if kind not in self._parts:
                    head, *lines = self._read(f"{kind}.jsonl").split(b"\n")
                    ids = tuple(json.loads(head))
                    self._parts[kind] = ids, dict(zip(ids, lines, strict=True))
        return self._parts[kind]

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind, sorted."""
        return self._part(kind)[0]

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, `None` where there is none; reads the small part of ids alone."""
        if self._kind_of is None:
            with LOCK:
                if self._kind_of is None:
                    ids = json.loads(self._read("ids.json"))
                    self._kind_of = {id: kind for kind, found in ids.items() for id in found.split()}
        return self._kind_of.get(id)

    def record(self, kind: str, id: str) -> Record:
        """Build one record."""
        data = json.loads(self._part(kind)[1][id])
        data["id"] = id
        record: Record = build(KINDS[kind], data)
        return record

    def index(self) -> NameIndex:
        """Return the index of names."""
        from untip._search.names import (
            NameIndex,
        )  # 1 ms with the index of words, and a lookup by id has no use for them

        if self._index is None:
            with LOCK:
                if self._index is None:
                    tables = json.loads(self._read("names.json"))
                    self._index = NameIndex(*({key: tuple(ids.split(" ")) for key, ids in t.items()} for t in tables))
        return self._index

    def words(self) -> WordIndex:
        """Return the index of words."""
        from untip._search.index import WordIndex  # as in `index`

        if self._words is None:
            with LOCK:
                if self._words is None:
                    self._words = WordIndex.read(self._read("words.tsv"), self._read("postings.tsv"))
        return self._words

    @staticmethod
    def _read_redirects(data: bytes) -> dict[str, Redirect]:
        return {row["old"]: build(Redirect, row) for row in json.loads(data)}

    def redirects(self) -> Mapping[str, Redirect]:
        """Return the redirects by retired id."""
        if self._redirects is None:
            with LOCK:
                if self._redirects is None:
                    self._redirects = self._read_redirects(self._read("redirects.json"))
        return self._redirects

    def coverage(self) -> Mapping[str, Coverage]:
        """Return the coverage of each table, by treaty."""
        if self._coverage is None:
            with LOCK:
                if self._coverage is None:
                    rows = json.loads(self._read("coverage.json"))
                    self._coverage = {row["instrument"]: build(Coverage, row) for row in rows}
        return self._coverage

    def participation(self, instrument: str) -> tuple[Participation, ...]:
        """Return the rows of a treaty's table."""
        if instrument not in self.coverage():
            return ()
        found = self._tables.get(instrument)
        if found is None:  # two threads may both build it: the rows are equal
            rows = json.loads(self._read(f"participation-{instrument}.json"))
            found = tuple([build(Participation, {**row, "instrument": instrument}) for row in rows])
            self._tables[instrument] = found
        return found
