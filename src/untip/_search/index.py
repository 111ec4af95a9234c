"""The index of words: which records have a word in their texts, how often, and how rare it is.

An inverted index of our own, scored by BM25 as SQLite's FTS5 scores it. It has no connection, no lock and no state
of a process, so that threads, forks and the end of the interpreter need no special care.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from untip._schema.define import Checked, shapes
from untip._schema.fields import FIELD, HTTPS, LANGUAGE, SHA256, SLUG, Shape
from untip._search.names import names_of
from untip._search.relations import references
from untip._search.words import common_keys, indexed
from untip._text import late_pattern
from untip.schema import (
    AliasNote,
    Bound,
    Citation,
    DisputeType,
    IdentifierScheme,
    Instrument,
    InstrumentRelevance,
    InstrumentType,
    Link,
    Record,
    Statistic,
)

WEIGHTS = (10, 6, 3, 1)
"""How much a word counts in the name, in another name, in the summary, elsewhere."""

_K1, _B = 1.2, 0.75  # BM25 (Robertson and Zaragoza, 2009), with the constants of FTS5
_LEAST_IDF = 1e-6

_COMMON, _KEPT = 100, 64
"""From how many rows on the scores of a run of words are kept, and of how many runs."""

_SYMBOL = late_pattern(r"-(\d+)-(\d+)$")
"""The symbol at the end of an id: `64/293` in `ga-res-64-293`."""

_UNSAID = (FIELD, HTTPS, LANGUAGE, SHA256)
_WITHOUT_TOPIC = (AliasNote, Bound, DisputeType, IdentifierScheme, InstrumentRelevance)
"""Vocabularies that do not say what a record is about."""


NAME_SEPARATOR = "|"
"""What separates two names in the column of other names; no key is like it."""


class Row(NamedTuple):
    """What the index has of one record: its id and kind, and by column the keys of its texts."""

    id: str
    kind: str
    name: str
    alias: str
    summary: str
    rest: str


class Written(Sequence[Row]):
    """Rows that stand as lines of text, each split when it is asked for: a query needs few of them.

    Args:
        lines: A line a row.
    """

    __slots__ = ("_lines",)

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Written: ...
    def __getitem__(self, place: int | slice) -> Row | Written:
        if isinstance(place, slice):
            return Written(self._lines[place])
        return Row(*self._lines[place].split("\t"))


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every text of a record that is searched, each with the top-level field that it is in.

    That is all but citations and addresses; the ids of other records count as text, so that `unfpa recommendations`
    finds the findings by UNFPA.
    """
    return _texts(record)


def _texts(obj: Checked) -> Iterator[tuple[str, str]]:
    for name, shape in shapes(type(obj)).items():
        value = getattr(obj, name)
        if value is None or name == "id" or shape.part in (Citation, Link):
            continue
        if shape.format in _UNSAID or shape.vocabulary in _WITHOUT_TOPIC:
            continue
        for item in value if shape.many else (value,):
            if isinstance(item, Checked):
                yield from ((name, text) for _, text in _texts(item))
            elif isinstance(item, str):
                yield name, _said(item, shape)


def _said(item: str, shape: Shape) -> str:
    """Return the words of a text; those of a vocabulary's member are in its value, those of a symbol in an id."""
    if shape.format is SLUG:
        return _SYMBOL.sub(r" \1/\2", item)
    return item if shape.vocabulary is None else str(item).replace("-", " ")


def row_of(record: Record) -> Row:
    """Return the row of a record; a text that occurs twice is indexed once."""
    names = dict.fromkeys(names_of(record))
    summary = record.summary or ""
    rest = dict.fromkeys(text for _, text in texts(record) if text not in names and text != summary)
    others = list(names)[1:]
    aliases = f" {NAME_SEPARATOR} ".join(filter(None, map(indexed, others)))
    return Row(record.id, record.kind, indexed(record.name), aliases, indexed(summary), indexed(" ".join(rest)))


def _sort_of(record: Record) -> str:
    """Return what a record ranks as: its kind, or what repeats the words of another: soft law, resolutions, shares."""
    if isinstance(record, Instrument) and record.type in (InstrumentType.RESOLUTION, InstrumentType.DECISION):
        return "resolution"
    if isinstance(record, Instrument) and record.binding is False:
        return "soft law"
    return "share" if isinstance(record, Statistic) and record.unit.startswith("per cent") else record.kind


def _length(row: Row) -> int:
    """Return how many words a row has."""
    return sum(column.count(" ") + 1 for column in row[2:] if column) - row.alias.count(NAME_SEPARATOR)


def _postings(rows: Iterable[Row]) -> dict[str, dict[int, int]]:
    """Return for each key the rows that have it, with how often, weighted by column."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        weighted: Counter[str] = Counter()
        for weight, column in zip(WEIGHTS, row[2:], strict=True):
            for key in column.split():
                weighted[key] += weight
        weighted.pop(NAME_SEPARATOR, None)
        for key, weight in weighted.items():
            found[key][number] = weight
    return dict(sorted(found.items()))


class WordIndex:
    """The words of some records; immutable except for a cache, and safe to share between threads.

    Args:
        rows: A row a record.
        postings: For each key the rows that have it, as text that `write_postings` wrote; computed if left out.
        named: For each row how many records name its record; none if left out.
        sorts: For each row the sort of thing that its record ranks as; its kind if left out.
        lengths: How many words each row has; counted if left out.
        ids: The id of each row's record; those in the rows if left out.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        postings: Mapping[str, str] | None = None,
        named: Iterable[int] | None = None,
        sorts: Iterable[str] | None = None,
        lengths: Iterable[int] | None = None,
        ids: Iterable[str] | None = None,
    ) -> None:
        self.rows = rows
        self.named: tuple[int, ...] = (0,) * len(self.rows) if named is None else tuple(named)
        self.sorts: tuple[str, ...] = tuple([row.kind for row in self.rows] if sorts is None else sorts)
        self.numbers: dict[str, int] = {id: number for number, id in enumerate(ids or [row.id for row in rows])}
        self._written: Mapping[str, str] = postings or {}
        self._postings: dict[str, dict[int, int]] = _postings(self.rows) if postings is None else {}
        self._terms = tuple(self._postings if postings is None else postings)
        self.lengths: tuple[int, ...] = tuple(map(_length, self.rows) if lengths is None else lengths)
        mean = max(sum(self.lengths) / max(len(self.lengths), 1), 1.0)
        self._norms = [_K1 * (1 - _B + _B * length / mean) for length in self.lengths]
        self._scores: dict[str, dict[int, float]] = {}
        self._runs: dict[tuple[str, ...], dict[int, float]] = {}
        self._pairs: dict[str, list[str]] | None = None
        self._names: dict[int, tuple[frozenset[str], ...]] = {}

    @classmethod
    def of(cls, records: Iterable[Record]) -> WordIndex:
        """Return the index of some records."""
        found = tuple(records)
        named = Counter(id for record in found for id in {one.id for one in references(record)} - {record.id})
        return cls(tuple(map(row_of, found)), named=[named[record.id] for record in found], sorts=map(_sort_of, found))

    @classmethod
    def read(cls, rows: bytes, postings: bytes) -> WordIndex:
        """Return the index that `write` and `write_postings` wrote."""
        ids, lengths, named, sorts, *lines = rows.decode().split("\n")
        keys = (line.partition("\t") for line in postings.decode().split("\n"))
        written = {key: text for key, _, text in keys if key}
        numbers = [map(int, line.split()) for line in (named, lengths)]
        return cls(Written(lines), written, numbers[0], sorts.split("\t") if sorts else (), numbers[1], ids.split())

    def write(self) -> bytes:
        """Return the rows as bytes, each a line; before them ids, lengths, how often named, and sorts, a line each.

        No key has a tab or a line break in it.
        """
        heads = (self.numbers, map(str, self.lengths), map(str, self.named))
        lines = (*map(" ".join, heads), "\t".join(self.sorts), *map("\t".join, self.rows))
        return "\n".join(lines).encode()

    def write_postings(self) -> bytes:
        """Return a line for each key: rows and weights, each row as its distance from the one before."""
        lines: list[str] = []
        for key in self._terms:
            before, parts = 0, []
            for number, weight in self.having(key).items():
                parts.append(f"{number - before}:{weight}" if weight > 1 else str(number - before))
                before = number
            lines.append(f"{key}\t{' '.join(parts)}")
        return "\n".join(lines).encode()

    def having(self, key: str) -> dict[int, int]:
        """Return the rows that have a key, with their weights."""
        found = self._postings.get(key)
        if found is None:
            found = {}
            number = 0
            for part in self._written.get(key, "").split():
                distance, _, weight = part.partition(":")
                number += int(distance)
                found[number] = int(weight or 1)
            if found:  # unknown keys must not fill the memory
                self._postings[key] = found
        return found

    def __contains__(self, key: str) -> bool:
        return key in self._postings or key in self._written

    def scores(self, *words: str) -> dict[int, float]:
        """Return how well each row that has these keys, one after the other, matches them (BM25); higher is better.

        What is returned is the index's own: callers change nothing in it.
        """
        key, *others = words
        if others:
            return self._run_scores(words)
        found = self._scores.get(key)
        if found is None:
            found = self._scored(self.having(key))
            if found:  # unknown keys must not fill the memory
                self._scores[key] = found
        return found

    def _run_scores(self, words: tuple[str, ...]) -> dict[int, float]:
        """Return the scores of a run; of common ones, which many queries have, the first are kept."""
        found = self._runs.get(words)
        if found is None:
            found = self._scored(self._having_run(words))
            if len(found) >= _COMMON and len(self._runs) < _KEPT:
                self._runs[words] = found
        return found

    def _scored(self, having: Mapping[int, int]) -> dict[int, float]:
        """Return the scores of rows that have something, from how often they have it."""
        if not having:
            return {}
        from math import log  # an extension module: 0.3 ms to load

        idf = max(log((len(self.rows) - len(having) + 0.5) / (len(having) + 0.5)), _LEAST_IDF)
        scale, norms = idf * (_K1 + 1), self._norms
        return {number: scale * weight / (weight + norms[number]) for number, weight in having.items()}

    def _having_run(self, words: tuple[str, ...]) -> dict[int, int]:
        """Return the rows that have some keys one after the other, with how often, weighted by column."""
        first, *others = sorted((self.having(word) for word in words), key=len)
        numbers = set(first).intersection(*others)
        bare = " ".join(words)
        run = f" {bare} "
        found: dict[int, int] = {}
        for number in numbers:
            weight = 0
            for worth, column in zip(WEIGHTS, self.rows[number][2:], strict=True):
                if bare in column:
                    weight += worth * _count(run, f" {column} ")
            if weight:
                found[number] = weight
        return found

    def name_shares(self, keys: Collection[str]) -> dict[int, float]:
        """Return the rows one of whose names has all of some keys, with the greatest share of a name that they are."""
        if not keys:
            return {}
        first, *others = sorted((self.having(key) for key in keys), key=len)
        least = WEIGHTS[1]
        wanted = frozenset(keys)
        found: dict[int, float] = {}
        for number, weight in first.items():
            if weight >= least and all(other.get(number, 0) >= least for other in others):
                size = min([len(name) for name in self._names_of(number) if wanted <= name], default=0)
                if size:
                    found[number] = len(wanted) / size
        return found

    def _names_of(self, number: int) -> tuple[frozenset[str], ...]:
        """Return the content words of each name of a row, as keys."""
        found = self._names.get(number)
        if found is None:
            row = self.rows[number]
            names = [frozenset(name.split()) for name in (row.name, *row.alias.split(NAME_SEPARATOR))]
            common = common_keys()
            found = self._names[number] = tuple([name - common or name for name in names if name])
        return found

    def nearest(self, key: str, likeness: float) -> str | None:
        """Return the known key most similar to another; `None` if none is similar enough.

        Args:
            key: A key; if it is known itself, another one is returned.
            likeness: How similar it must be, from 0 to 1 (`difflib.SequenceMatcher.ratio`).
        """
        if self._pairs is None:
            having: defaultdict[str, list[str]] = defaultdict(list)
            for term in self._terms:
                for pair in {term[i : i + 2] for i in range(len(term) - 1)}:
                    having[pair].append(term)
            self._pairs = dict(having)
        shared = Counter(term for i in range(len(key) - 1) for term in self._pairs.get(key[i : i + 2], ()))
        from difflib import SequenceMatcher  # 2 ms to import, and few queries are misspelt

        matcher = SequenceMatcher(b=key)
        best: tuple[float, int, str] | None = None
        for term, pairs in shared.items():
            both = len(term) + len(key)
            # m equal letters lie in at most 1 + (both - 2 * m) runs, and a run of r letters has r - 1 pairs
            if abs(len(term) - len(key)) <= 2 and term != key and pairs + 1.01 > (1.5 * likeness - 1) * both:
                matcher.set_seq1(term)
                if matcher.quick_ratio() >= likeness:
                    ratio = matcher.ratio()
                    if ratio >= likeness and (best is None or ratio >= best[0]):
                        found = ratio, len(self.having(term)), term  # the most common of equally similar keys
                        best = found if best is None else max(best, found)
        return None if best is None else best[2]


def _count(run: str, column: str) -> int:
    """Return how often a run of keys occurs in a column, both with a space at either end."""
    count, start = 0, column.find(run)
    while start >= 0:
        count, start = count + 1, column.find(run, start + 1)
    return count
