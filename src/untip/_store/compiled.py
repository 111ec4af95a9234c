"""The compiled parts that a wheel has instead of the files: one a kind, the ids, the tables, the indexes.

The part of a kind is a line of JSON with the ids and the sizes of its blocks, then the blocks: records as lines of
JSON, some to a block, compressed. So one record is read and built alone, and what is not built yet takes little memory.
Parts are read through the package's loader, from a zip too, and are not checked again: the build has checked them.
"""

from __future__ import annotations

import json
import os
import zlib
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate, pairwise
from sys import intern
from typing import TYPE_CHECKING, Any

from untip._schema.define import make, shapes
from untip._schema.fields import FIELD, LANGUAGE, SLUG, Shape, read_spans
from untip._store.base import LOCK
from untip.dates import Interval, PartialDate
from untip.errors import Problem, ValidationError
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


@cache
def _date(text: str) -> PartialDate:
    """Return a date; records share the days that many of them name."""
    return PartialDate(text)


@cache
def _shared(*values: str) -> tuple[str, ...]:
    """Return words as a tuple; citations share those of the fields that they support."""
    return values


def _one(shape: Shape) -> Callable[[Any], Any]:
    """Return the function that builds one value of a shape."""
    if shape.spans:
        return read_spans
    if shape.part is not None:
        part = shape.part
        return lambda value: build(part, value)
    if shape.vocabulary is not None:
        return shape.members.__getitem__
    if Interval in shape.types and PartialDate in shape.types:
        return lambda text: Interval(text) if "/" in text else _date(text)
    if PartialDate in shape.types:
        return _date
    if Interval in shape.types:
        return Interval
    return intern if shape.format in (SLUG, FIELD, LANGUAGE) else _same


_REPEATED = frozenset(("section", "publisher", "scope", "unit", "region"))
"""Fields whose texts many records share; they are kept once, as ids and dates are."""


def _builder(name: str, shape: Shape) -> Callable[[Any], Any]:
    one = intern if name in _REPEATED and shape.types == (str,) else _one(shape)
    if not shape.many:
        return one
    if one is intern:
        return lambda values: _shared(*map(intern, values))
    return tuple if one is _same else lambda values: tuple([one(value) for value in values])


def build(cls: type[Any], data: dict[str, Any]) -> Any:
    """Build an object of a schema class from plain data that has been checked."""
    plan = _builders.get(cls)
    if plan is None:
        plan = _builders[cls] = {name: _builder(name, shape) for name, shape in shapes(cls).items()}
    values = {name: plan[name](value) for name, value in data.items()}
    return make(cls, values)


# ── the records of a kind ───────────────────────────────────────────────────────────────────────────────────────────

BLOCK = 16
"""How many records a block has; with more, less is kept and one record takes longer."""


def write_part(ids: tuple[str, ...], lines: list[bytes]) -> bytes:
    """Return the part of a kind: its ids, sorted, and the lines of its records, in the same order."""
    blocks = [zlib.compress(b"\n".join(lines[at : at + BLOCK]), 9) for at in range(0, len(lines), BLOCK)]
    head = json.dumps([" ".join(ids), list(map(len, blocks))], separators=(",", ":"))
    return b"\n".join((head.encode(), b"".join(blocks)))


class Part:
    """The ids of a kind, and the lines of its records.

    Args:
        data: What `write_part` returned.
    """

    __slots__ = ("_blocks", "_open", "ids")

    def __init__(self, data: bytes) -> None:
        head, packed = data.split(b"\n", 1)
        ids, sizes = json.loads(head)
        self.ids = tuple(map(intern, ids.split()))  # the ids by which other records name them are interned too
        self._blocks = [packed[start:end] for start, end in pairwise(accumulate(sizes, initial=0))]
        self._open: tuple[int, list[bytes]] = (-1, [])

    def line(self, id: str) -> bytes:
        """Return the line of a record, which exists."""
        block, row = divmod(bisect_left(self.ids, id), BLOCK)
        number, lines = self._open
        if number != block:  # most often the next one is of the same block
            lines = zlib.decompress(self._blocks[block]).split(b"\n")
            self._open = block, lines
        return lines[row]


# ── the store ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _own_part(name: str) -> bytes:
    """Return the bytes of one of the package's own parts.

    Raises:
        ValidationError: The package has no such part.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    loader: Any = None if __spec__ is None else __spec__.loader
    try:
        data: bytes = loader.get_data(os.path.join(package, FOLDER, name))
    except (OSError, AttributeError):  # a frozen application that left them out
        message = f"has no records: the package was installed or frozen without its folder `{FOLDER}`"
        raise ValidationError((Problem(message, file=package),)) from None
    return data


class CompiledStore:
    """The records of compiled parts, each built on request.

    Args:
        read: Returns the bytes of a part by its name.
    """

    def __init__(self, read: Callable[[str], bytes]) -> None:
        self._read = read
        self._parts: dict[str, Part] = {}
        self._kind_of: dict[str, str] | None = None
        self._index: NameIndex | None = None
        self._words: WordIndex | None = None
        self._redirects: dict[str, Redirect] | None = None
        self._coverage: dict[str, Coverage] | None = None
        self._tables: dict[str, tuple[Participation, ...]] = {}

    @classmethod
    def of_package(cls) -> CompiledStore:
        """Return the store of the package's own parts, which only a wheel has."""
        return cls(_own_part)

    def __reduce__(self) -> tuple[type[CompiledStore], tuple[Callable[[str], bytes]]]:
        """Pickle the reader alone: where the store is unpickled, it reads the parts again."""
        return CompiledStore, (self._read,)

    def _part(self, kind: str) -> Part:
        if kind not in self._parts:
            with LOCK:
                if kind not in self._parts:
                    self._parts[kind] = Part(self._read(f"{kind}.part"))
        return self._parts[kind]

    def ids(self, kind: str) -> tuple[str, ...]:
        """Return the ids of a kind, sorted."""
        return self._part(kind).ids

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, `None` where there is none; reads the small part of ids alone."""
        if self._kind_of is None:
            with LOCK:
                if self._kind_of is None:
                    ids = json.loads(self._read("ids.json"))
                    self._kind_of = {id: kind for kind, found in ids.items() for id in found.split()}
        return self._kind_of.get(id)

    def record(self, kind: str, id: str) -> Record:
        """Return one record, a new object each time."""
        data = json.loads(self._part(kind).line(id))
        data["id"] = intern(id)
        record: Record = build(KINDS[kind], data)
        return record

    def index(self) -> NameIndex:
        """Return the index of names."""
        # 1 ms with the index of words, and a lookup by id has no use for them
        from untip._search.names import NameIndex

        if self._index is None:
            with LOCK:
                if self._index is None:
                    self._index = NameIndex(*json.loads(self._read("names.json")))
        return self._index

    def words(self) -> WordIndex:
        """Return the index of words."""
        from untip._search.index import WordIndex  # as in `index`

        if self._words is None:
            with LOCK:
                if self._words is None:
                    self._words = WordIndex.read(self._read("words.tsv"), self._read("postings.tsv"))
        return self._words

    def redirects(self) -> Mapping[str, Redirect]:
        """Return the redirects by retired id."""
        if self._redirects is None:
            with LOCK:
                if self._redirects is None:
                    rows = json.loads(self._read("redirects.json"))
                    self._redirects = {row["old"]: build(Redirect, row) for row in rows}
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
