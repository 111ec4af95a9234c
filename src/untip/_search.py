"""Search: what a query asks for, how records rank, and which piece of text shows why.

SQLite finds and scores words; ours are the rules on top of that: a record whose name is asked for comes first, all
words count more than some, words that stand together count more, and a word that no record has is a misspelling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._edtf import is_a
from untip._errors import UsageError, brief
from untip._index import texts
from untip._match import Match
from untip._names import NAME_LIMIT, fold
from untip._words import STOP, marked, spans
from untip.schema import Record

if TYPE_CHECKING:
    from untip._index import WordIndex
    from untip._names import NameIndex
    from untip._query import Predicate

Get = Callable[[str, str], Record | None]
"""Gives the record with an id and kind that the index knows; `None` for one that is not to be found."""

WORD_LIMIT = 40
"""How many words of a query are heeded."""

EXCERPT = 160
"""About how many characters an excerpt has."""

_INSIDE = 12.0  # what a record gains whose name is a part of the query
_TOGETHER = 0.5  # how much it counts that two words stand together, in shares of their scores
_COVERAGE = 2.0  # how steeply a record falls that lacks words of the query
_LIKENESS = 0.8  # how like a known word an unknown one must be
_KINDS = {
    "source": 0.3,
    "concept": 0.6,
    "statistic": 0.7,
    "finding": 0.8,
    "event": 0.9,
}  # kinds that are about the others count less


class Word(NamedTuple):
    """One word of a query: where it stands, and its key."""

    start: int
    end: int
    key: str


def _plain(word: str, loud: bool) -> bool:
    """Tell whether a word is one that any text has: `who`, but not `WHO` in a query that is not all in capitals."""
    return word.lower() in STOP and (loud or not word.isupper() or len(word) == 1)


class Query:
    """What a query asks for.

    Args:
        text: The query, as somebody typed it; nothing in it is syntax.

    Raises:
        UsageError: It is no text, or has no word.
    """

    def __init__(self, text: object) -> None:
        if not is_a(text, str):
            raise UsageError(f"a search needs words, found {brief(text)}")
        self.text = str.__getitem__(text, slice(NAME_LIMIT))
        if not self.text.isascii():
            from unicodedata import normalize

            self.text = normalize("NFC", self.text)
        self.words = tuple([Word(*span) for span in spans(self.text)])[:WORD_LIMIT]
        if not self.words:
            raise UsageError(f"a search needs words, found {brief(text)}")

    def said(self, word: Word) -> str:
        """Give a word as it was typed."""
        return self.text[word.start : word.end]

    def telling(self) -> tuple[Word, ...]:
        """Give the words that the query is about: all but those that any text has, unless it has no others."""
        loud = self.text.isupper()
        kept = tuple([word for word in self.words if (said := self.said(word)) if not _plain(said, loud)])
        return kept or self.words

    def runs(self) -> Iterator[tuple[str, ...]]:
        """Give the keys of each two telling words that follow each other, with what stands between them."""
        telling = self.telling()
        for first, second in pairwise(telling):
            yield tuple([word.key for word in self.words if first.start <= word.start <= second.start])

    def parts(self) -> Iterator[tuple[int, int, str]]:
        """Give each run of words, which may be a name, the longest first: its first word, the one after it, its text.

        A single word that any text has is no name, unless in capitals: `who` is none, `WHO` is.
        """
        count = len(self.words)
        for size in range(min(count, 12), 0, -1):
            for first in range(count - size + 1):
                part = self.text[self.words[first].start : self.words[first + size - 1].end]
                if count == 1 or not _plain(part, self.text.isupper()):
                    yield first, first + size, part

    def mended(self, changes: dict[Word, str]) -> str:
        """Give the query with some words replaced."""
        text = self.text
        for word in sorted(changes, reverse=True):
            text = text[: word.start] + changes[word] + text[word.end :]
        return text


class Search:
    """One search among the records of an index.

    Args:
        index: The index of words.
        names: The index of names.
        get: Gives a record.
        text: The query.
    """

    def __init__(self, index: WordIndex, names: NameIndex, get: Get, text: object) -> None:
        self._index = index
        self._get = get
        self._numbers = {row.id: number for number, row in enumerate(index.rows)}
        query = Query(text)
        self._called, covered = _names_in(query, names)
        words = [word for word in query.telling() if word not in covered]
        changes = {word: near for word in words if (near := self._mend(word.key)) is not None}
        self.suggestion = query.mended(changes) if changes else None
        if self.suggestion:
            query = Query(self.suggestion)
            self._called, _ = _names_in(query, names)
        self.words = [word.key for word in query.telling()]
        self._runs = dict.fromkeys(query.runs())

    def _mend(self, key: str) -> str | None:
        """Give the word most like one that no record has; `None` for a word that needs no mending, or has no like."""
        if len(key) < 4 or not key.isalpha() or self._index.scores(key):
            return None
        from difflib import get_close_matches

        known = self._index.vocabulary(len(key) - 2, len(key) + 2)
        near = get_close_matches(key, known, 1, _LIKENESS)
        return self._as_written(near[0]) if near else None

    def _as_written(self, key: str) -> str | None:
        """Give a word that has a key as the record that it matches best writes it."""
        scores = self._index.scores(key)
        for number in sorted(scores, key=lambda number: -scores[number]):
            row = self._index.rows[number]
            record = self._get(row.id, row.kind)
            for _, text in texts(record) if record is not None else ():
                for start, end, _ in marked(text, {key}):
                    return text[start:end].lower()
        return None

    def ranked(self) -> list[tuple[float, int]]:
        """Give every row that has a word of the query or a name in it, with its score, best first."""
        total: dict[int, float] = {}
        count: dict[int, int] = {}
        keys = list(dict.fromkeys(self.words))
        for key in keys:
            for number, score in self._index.scores(key).items():
                total[number] = total.get(number, 0.0) + score
                count[number] = count.get(number, 0) + 1
        for run in self._runs:
            for number, score in self._index.scores(*run).items():
                total[number] += _TOGETHER * score
        rows = self._index.rows
        for number, have in count.items():
            total[number] *= (have / len(keys)) ** _COVERAGE * _KINDS.get(rows[number].kind, 1.0)
        most = max(total.values(), default=0.0)
        for id, share in self._called.items():
            number = self._numbers.get(id, -1)
            if number >= 0:
                total[number] = total.get(number, 0.0) + (most + 1.0 if share == 1.0 else _INSIDE * share)
        return sorted(((score, number) for number, score in total.items()), key=lambda pair: (-pair[0], pair[1]))

    def matches(self, keep: Predicate | None) -> Iterator[Match[Any]]:
        """Give the matches that are to be found and to be kept, best first."""
        for score, number in self.ranked():
            row = self._index.rows[number]
            record = self._get(row.id, row.kind)
            if record is not None and (keep is None or keep(record)):
                yield Match(record, score, *self._shown(record), self.suggestion)

    def _shown(self, record: Record) -> tuple[str, str]:
        """Give the field that has most of the query's words, and a piece of its text with them marked."""
        keys = set(self.words)
        best, most = ("name", record.name), 0
        for field, text in texts(record):
            marks = marked(text, keys)
            found = len({key for _, _, key in marks})
            if found > most:
                best, most = (field, excerpt(text, marks)), found
            if found == len(keys):
                break
        return best


def search(
    index: WordIndex, names: NameIndex, get: Get, query: str, limit: int, keep: Predicate | None = None
) -> list[Match[Any]]:
    """Search for the words of a query.

    Args:
        index: The index of words.
        names: The index of names.
        get: Gives the records that may be found.
        query: The query.
        limit: How many matches at most.
        keep: Tells which records to keep; all if left out.

    Returns:
        The matches, best first.

    Raises:
        UsageError: The query has no word, or the limit is no number from 0.
    """
    if type(limit) is not int or limit < 0:
        raise UsageError(f"limit is a number from 0, found {brief(limit)}")
    return list(islice(Search(index, names, get, query).matches(keep), min(limit, 1_000_000)))


def _names_in(query: Query, names: NameIndex) -> tuple[dict[str, float], set[Word]]:
    """Give the ids whose names stand in a query, with the share of its words that the name is; and those words."""
    called: dict[str, float] = {}
    covered: set[Word] = set()
    for first, after, part in query.parts():
        words = query.words[first:after]
        if covered.isdisjoint(words):
            ids = names.ids(fold(part))
            covered.update(words if ids else ())
            called.update(dict.fromkeys(ids, len(words) / len(query.words)))
    return called, covered


def excerpt(text: str, marks: list[tuple[int, int, str]]) -> str:
    """Give a piece of a text around the first marks, the marked words between `[` and `]`, `…` where it is cut."""
    first = marks[0][0]
    start = 0 if len(text) <= EXCERPT else max(0, first - EXCERPT // 4)
    if start:
        start = text.rfind(" ", 0, start) + 1
    end = len(text) if len(text) - start <= EXCERPT * 5 // 4 else text.rfind(" ", start, start + EXCERPT)
    end = max(end, marks[0][1])
    shown, done = "", start
    for place, (from_, to, _) in enumerate(marks):
        if to > end:
            break
        joined = place > 0 and from_ - done == 1  # a space, a hyphen
        shown = shown[:-1] + text[done] if joined else f"{shown}{text[done:from_]}["
        shown, done = f"{shown}{text[from_:to]}]", to
    return ("…" if start else "") + shown + text[done:end] + ("…" if end < len(text) else "")
