"""The index of words: SQLite's FTS5 over the keys of every record's texts.

Its rows are made when a wheel is built. The tables are built from them in memory at first use: that takes some
hundredths of a second, and gives the same wheel whatever SQLite built it and whatever SQLite reads it.
"""

from __future__ import annotations

import os
from _thread import allocate_lock
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import finalize

from untip._base import Checked, shapes
from untip._check import FIELD, HTTPS, LANGUAGE, SHA256, Shape
from untip._errors import UntipError
from untip._names import names_of
from untip._vocab import AliasNote, Bound, DisputeType, IdentifierScheme, InstrumentRelevance
from untip._words import indexed
from untip.schema import Citation, Link, Record

if TYPE_CHECKING:
    from sqlite3 import Connection

WEIGHTS = (10.0, 6.0, 3.0, 1.0)
"""How much a word counts in the name, in another name, in the summary, elsewhere."""

_UNSAID = (FIELD, HTTPS, LANGUAGE, SHA256)
_UNTOLD = (
    AliasNote,
    Bound,
    DisputeType,
    IdentifierScheme,
    InstrumentRelevance,
)  # vocabularies that say nothing of what a record is about


class Row(NamedTuple):
    """What the index holds of one record: its id and kind, and by column the keys of its texts."""

    id: str
    kind: str
    name: str
    alias: str
    summary: str
    rest: str


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """Give every text of a record that words are looked for in, each with the top-level field that it stands in.

    That is all but citations and addresses; the ids of other records count as text, so that `unfpa recommendations`
    finds the findings by UNFPA.
    """
    return _texts(record)


def _texts(obj: Checked) -> Iterator[tuple[str, str]]:
    for name, shape in shapes(type(obj)).items():
        value = getattr(obj, name)
        if value is None or name == "id" or shape.part in (Citation, Link):
            continue
        if shape.format in _UNSAID or shape.vocabulary in _UNTOLD:
            continue
        for item in value if shape.many else (value,):
            if isinstance(item, Checked):
                yield from ((name, text) for _, text in _texts(item))
            elif isinstance(item, str):
                yield name, _said(item, shape)


def _said(item: str, shape: Shape) -> str:
    """Give the words of a text; those of a vocabulary's member are in its value."""
    return item if shape.vocabulary is None else str(item).replace("-", " ")


def row_of(record: Record) -> Row:
    """Give what the index holds of a record; no text of it twice."""
    names = dict.fromkeys(names_of(record))
    summary = record.summary or ""
    rest = dict.fromkeys(text for _, text in texts(record) if text not in names and text != summary)
    others = list(names)[1:]
    columns = (record.name, " ".join(others), summary, " ".join(rest))
    return Row(record.id, record.kind, *map(indexed, columns))


class WordIndex:
    """The index of the words of some records; safe to share between threads and to take along into a forked process.

    Args:
        rows: What it holds.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows: tuple[Row, ...] = tuple(rows)
        self._lock = allocate_lock()
        self._process = os.getpid()
        self._tables: Connection | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return WordIndex, (self.rows,)

    @classmethod
    def of(cls, records: Iterable[Record]) -> WordIndex:
        """Build the index of some records."""
        return cls(row_of(record) for record in records)

    @classmethod
    def read(cls, data: bytes) -> WordIndex:
        """Build the index that `write` wrote."""
        return cls(Row(*line.split("\t")) for line in data.decode().split("\n") if line)

    def write(self) -> bytes:
        """Give the rows as bytes; no key has a tab or a line break in it."""
        return "\n".join("\t".join(row) for row in self.rows).encode()

    def scores(self, *words: str) -> dict[int, float]:
        """Give how well each row that has these keys, one after the other, matches them (BM25); higher is better."""
        phrase = '"' + " ".join(words) + '"'  # keys are letters and digits: in quotes FTS5 reads nothing into them
        query = f"SELECT rowid, -bm25(words, {', '.join(map(str, WEIGHTS))}) FROM words(?)"  # noqa: S608
        return dict(self._ask(query, phrase))

    def vocabulary(self, least: int, most: int) -> list[str]:
        """Give the keys of some lengths that the index has."""
        query = "SELECT term FROM vocabulary WHERE length(term) BETWEEN ? AND ? ORDER BY doc DESC, term"
        return [term for (term,) in self._ask(query, least, most)]

    def _ask(self, query: str, *values: object) -> list[Any]:
        if self._process != os.getpid():
            # a connection is not to be carried across a fork, nor is a lock that another thread held
            self._process, self._lock, self._tables = os.getpid(), allocate_lock(), None
        with self._lock:
            tables = self._tables
            if tables is None:
                self._tables = tables = _tables(self.rows)
                # from Python 3.13 on a connection that is not closed gives a ResourceWarning when it goes
                finalize(self, tables.close)
            return tables.execute(query, values).fetchall()


def _tables(rows: Iterable[Row]) -> Connection:
    """Build the tables in memory."""
    try:
        import sqlite3

        tables = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        columns = ", ".join(Row._fields[2:])
        options = "content='', tokenize='unicode61 remove_diacritics 0'"
        tables.execute(f"CREATE VIRTUAL TABLE words USING fts5({columns}, {options})")
    except Exception as error:
        if isinstance(error, ImportError) or "fts5" in str(error):
            message = "search needs SQLite with FTS5, which this Python lacks; take one that has it, or use `find`"
            raise UntipError(message) from None
        raise
    tables.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row)")
    tables.execute("BEGIN")
    filled = ((number, *row[2:]) for number, row in enumerate(rows))
    tables.executemany(f"INSERT INTO words(rowid, {columns}) VALUES (?, ?, ?, ?, ?)", filled)  # noqa: S608
    tables.execute("COMMIT")
    return tables
