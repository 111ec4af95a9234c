"""Search: how a query is read, and how records rank.

The index scores words. Further rules: a record whose name is in the query comes first, then one with a name that has
every word of the query; all words count more than some, adjacent words count more, and a word that no record has is a
misspelling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from heapq import heapify, heappop, nlargest
from itertools import islice, pairwise
from math import log10
from typing import Any, NamedTuple

from untip._search.index import WordIndex, texts
from untip._search.match import Match, Shown
from untip._search.names import NAME_LIMIT, NameIndex, fold
from untip._search.words import STOP, marked, spans
from untip._text import brief
from untip.errors import UsageError, is_a, whole_number
from untip.schema import KINDS, Record

Get = Callable[[str, str], Record | None]
"""Returns the record with an id and kind of the index; `None` for one that must not be found."""

Predicate = Callable[[Record], bool]
"""Returns whether to keep a record."""

WORD_LIMIT = 40
"""How many words of a query are used."""

_OPERATORS = ("AND", "OR", "NOT")  # typed out of habit, in capitals but no acronyms: other searches have such syntax
_INSIDE = 35.1  # bonus of a record whose name is a part of the query
_TOGETHER = 0.4  # bonus of two adjacent words, as a share of their scores
_COVERAGE = 2.7  # penalty exponent of a record that lacks words of the query
_FORMS = 3  # in how many records to look for the forms of a word that is misspelt
_OFTENER = 100  # how much oftener a similar word must come than one of titles of sources alone
_LIKENESS = 0.8  # how similar an unknown word must be to a known one
_KINDS = {
    "source": 0.4,
    "concept": 0.25,
    "statistic": 0.78,
    "share": 0.68,
    "resource": 0.69,
    "program": 0.95,
    "event": 0.77,
    "agency": 1.07,
    "sdg_target": 0.78,
    "finding": 1.15,
    "resolution": 0.62,
    "soft law": 0.6,
    "instrument": 1.1,
}
"""Weights of the kinds: what is about other records counts less."""

_CITED = 0.21  # how much a score grows with the number of records that name the record
_NAMED = 1.05  # bonus of a record with a name that has every word of the query, as a share of the best score
_KNOWN = 0.6  # how much that bonus grows with the number of records that name the record
_NAMED_KINDS = {
    "source": 0.05,
    "statistic": 0.35,
    "share": 0.15,
    "concept": 0.2,
    "finding": 0.6,
    "event": 0.5,
    "resource": 0.4,
    "program": 1.1,
    "agency": 1.0,  # a committee has the name of its convention
    "resolution": 1.3,
    "soft law": 1.4,
    "instrument": 1.4,
    "sdg_target": 1.4,
}
"""Weights of the kinds in that bonus: a thing comes before what is about it, whose name has its name in it."""


class Word(NamedTuple):
    """One word of a query: its position and its key."""

    start: int
    end: int
    key: str


def _plain(word: str, loud: bool) -> bool:
    """Return whether a word is a common one: `who`, but not `WHO` in a query that is not all in capitals."""
    return word.lower() in STOP and (loud or not word.isupper() or len(word) == 1 or word in _OPERATORS)


class Query:
    """A query, read into words.

    Args:
        text: The query as typed; nothing in it is syntax.

    Raises:
        UsageError: It is not a string, or has no word.
    """

    def __init__(self, text: object) -> None:
        if not is_a(text, str):
            raise UsageError(f"a search needs words, found {brief(text)}")
        self.text = str.__getitem__(text, slice(NAME_LIMIT))
        if not self.text.isascii():
            from unicodedata import normalize  # the tables of Unicode: queries in ASCII do not need them

            self.text = normalize("NFC", self.text)
        self.words = tuple([Word(*span) for span in spans(self.text)])[:WORD_LIMIT]
        if not self.words:
            raise UsageError(f"a search needs words, found {brief(text)}")

    def said(self, word: Word) -> str:
        """Return a word as it was typed."""
        return self.text[word.start : word.end]

    def content_words(self) -> tuple[Word, ...]:
        """Return the words of the query without common ones; all of them if there are no others."""
        loud = self.text.isupper()
        kept = tuple([word for word in self.words if (said := self.said(word)) if not _plain(said, loud)])
        return kept or self.words

    def runs(self) -> Iterator[tuple[str, ...]]:
        """Return the keys of each pair of adjacent words, with the common words between them."""
        words = self.content_words()
        for first, second in pairwise(words):
            yield tuple([word.key for word in self.words if first.start <= word.start <= second.start])

    def parts(self) -> Iterator[tuple[int, int, str]]:
        """Return each run of words that may be a name, longest first: its first word, the word after it, its text.

        A long query is tried as a whole, and then its runs of up to 12 words. A single common word is not a name,
        unless in capitals: `WHO`, not `who`.
        """
        count = len(self.words)
        for size in dict.fromkeys((count, *range(min(count, 12), 0, -1))):
            for first in range(count - size + 1):
                part = self.text[self.words[first].start : self.words[first + size - 1].end]
                if count == 1 or not _plain(part, self.text.isupper()):
                    yield first, first + size, part

    def corrected(self, changes: dict[Word, str]) -> str:
        """Return the query with some words replaced."""
        text = self.text
        for word in sorted(changes, reverse=True):
            text = text[: word.start] + changes[word] + text[word.end :]
        return text


class Search:
    """One search among the records of an index.

    Args:
        index: The index of words.
        names: The index of names.
        get: Returns a record.
        text: The query.
        code: Whether names of concepts count too, which only a search among concepts asks for.
    """

    def __init__(self, index: WordIndex, names: NameIndex, get: Get, text: object, code: bool = False) -> None:
        self._index = index
        self._get = get
        query = Query(text)
        self._called, covered = _names_in(query, names, code)
        words = [word for word in query.content_words() if word not in covered]
        changes = {word: near for word in words if (near := self._corrected(word.key, query.said(word))) is not None}
        self.suggestion = query.corrected(changes) if changes else None
        if self.suggestion:
            query = Query(self.suggestion)
            self._called, _ = _names_in(query, names, code)
        self.words = [word.key for word in query.content_words()]
        self._runs = dict.fromkeys(query.runs())

    def _corrected(self, key: str, said: str) -> str | None:
        """Return the known word most similar to an unknown one; `None` for a known word, or if none is similar.

        A word of titles of sources alone is hardly known: they are in many languages.
        """
        if len(key) < 4 or not key.isalpha():
            return None
        few = self._index.having(key)
        if any(not KINDS[self._index.rows[number].kind].background for number in few):
            return None
        near = self._index.nearest(key, _LIKENESS)
        if near is None or len(self._index.having(near)) <= _OFTENER * len(few):
            return None
        return self._as_written(near, said.lower())

    def _as_written(self, key: str, said: str) -> str | None:
        """Return a word with a key as the best of the records that have it writes it; of several forms the likest."""
        from difflib import SequenceMatcher  # 2 ms to import, and few queries are misspelt

        matcher = SequenceMatcher(b=said)
        forms: dict[str, float] = {}
        scores = self._index.scores(key)
        for number in nlargest(_FORMS, scores, key=scores.__getitem__):
            row = self._index.rows[number]
            record = self._get(row.id, row.kind)
            for _, text in texts(record) if record is not None else ():
                for start, end, _ in marked(text, {key}):
                    form = text[start:end].lower()
                    if form not in forms:
                        matcher.set_seq1(form)
                        forms[form] = matcher.ratio()
        return max(forms, key=forms.__getitem__, default=None)

    def ranked(self) -> Iterator[tuple[float, int]]:
        """Yield every row that has a word of the query or a name in it, with its score, best first."""
        keys = list(dict.fromkeys(self.words))
        longest, *others = sorted(map(self._index.scores, keys), key=len, reverse=True)
        total, count = longest.copy(), dict.fromkeys(longest, 1)
        for scores in others:
            for number, score in scores.items():
                if number in count:
                    total[number] += score
                    count[number] += 1
                else:
                    total[number] = score
                    count[number] = 1
        for run in self._runs:
            for number, score in self._index.scores(*run).items():
                total[number] += _TOGETHER * score
        shares = [(have / len(keys)) ** _COVERAGE for have in range(len(keys) + 1)]
        sorts, named = self._index.sorts, self._index.named
        total = {
            number: score * shares[count[number]] * _worth(sorts[number], named[number])
            for number, score in total.items()
        }
        most = max(total.values(), default=0.0)
        shares_of_names = self._index.name_shares([key for key in keys if key in self._index])
        for number, share in shares_of_names.items():
            known = 1.0 + _KNOWN * log10(1 + named[number])
            total[number] += _NAMED * most * share * known * _NAMED_KINDS.get(sorts[number], 1.0)
        most = max(total.values(), default=0.0)
        for id, share in self._called.items():
            called = self._index.numbers[id]
            total[called] = total.get(called, 0.0) + (most + 1.0 if share == 1.0 else _INSIDE * share)
        best = [(-score, number) for number, score in total.items()]
        heapify(best)  # most callers want the first ten
        while best:
            score, number = heappop(best)
            yield -score, number

    def matches(self, keep: Predicate | None) -> Iterator[Match[Any]]:
        """Yield the matches that are to be kept, best first."""
        keys = frozenset(self.words)
        for score, number in self.ranked():
            row = self._index.rows[number]
            record = self._get(row.id, row.kind)
            if record is not None and (keep is None or keep(record)):
                yield Match(record, score, Shown(record, keys), self.suggestion)


@lru_cache(maxsize=4096)
def _worth(sort: str, named: int) -> float:
    """Return what a row counts by its sort and by how many records name it."""
    return _KINDS.get(sort, 1.0) * (1.0 + _CITED * log10(1 + named))


def search(
    index: WordIndex,
    names: NameIndex,
    get: Get,
    query: str,
    limit: int,
    keep: Predicate | None = None,
    code: bool = False,
) -> list[Match[Any]]:
    """Search for the words of a query.

    Args:
        index: The index of words.
        names: The index of names.
        get: Returns the records that may be found.
        query: The query.
        limit: How many matches at most.
        keep: Returns whether to keep a record; all by default.
        code: Whether names of concepts count too.

    Returns:
        The matches, best first.

    Raises:
        UsageError: The query has no word, or the limit is not a number from 0.
    """
    most = whole_number(limit)
    if most is None or most < 0:
        raise UsageError(f"limit must be a number from 0, found {brief(limit)}")
    return list(islice(Search(index, names, get, query, code).matches(keep), min(most, 1_000_000)))


def _names_in(query: Query, names: NameIndex, code: bool) -> tuple[dict[str, float], set[Word]]:
    """Return the ids whose names occur in a query, with the share of its words that the name is; and those words."""
    called: dict[str, float] = {}
    covered: set[Word] = set()
    for first, after, part in query.parts():
        words = query.words[first:after]
        if covered.isdisjoint(words):
            ids = names.ids(fold(part), code)
            covered.update(words if ids else ())
            called.update(dict.fromkeys(ids, len(words) / len(query.words)))
    return called, covered
