"""Which records a text mentions, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from untip._mentions.normal import Hit, Normal, normal_name
from untip._mentions.scan import Scan, automaton, trees
from untip._registry import finding
from untip._registry.records import Records
from untip._search.names import codes_of, names_of
from untip._text import late_pattern
from untip.schema import KINDS, Record, State

DEFAULT_KINDS = tuple([kind for kind in KINDS if kind not in finding.ASKED_FOR])
"""The kinds that are looked for unless others are named."""

_LEAST = 2
"""The shortest name that is looked for, in characters."""

_JOINED = 5
"""The shortest acronym that is looked for without its marks too: UN.GIFT as UNGIFT, but S.O.S. not as SOS."""

# General Assembly resolutions 64/293, 68/192 and 70/179; Security Council resolution 2331 (2016)
_ONE = r"(?:\d{1,4}/\d{1,4}|\d{3,4}\s*\(\d{4}\))"
_ITEM = rf"{_ONE}(?:\s+of\s+\d{{1,2}}\s+[A-Z][a-z]+\s+\d{{4}})?"
_STEM = "esolution"
"""What is looked for with `str.find`, which is faster than any pattern; a list of resolutions may begin there."""
_LISTED = late_pattern(rf"{_STEM}s?\s+({_ITEM}(?:\s*(?:,\s*and|,|and|&|;)\s*{_ITEM})*)")
_BODY = late_pattern(
    r"\b(General Assembly|Human Rights Council|Security Council|Economic and Social Council|ECOSOC|UNGA|UNSC|HRC)\s+$"
)
_BODY_LENGTH = 60
"""How far in front of a resolution its body is looked for, in characters."""
_NUMBER = late_pattern(_ONE)


class Mention(NamedTuple):
    """A name in a text, and the record that it means."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    text: str
    """The name as it is written."""
    record: Record | None
    """The record; `None` where several have that name."""
    candidates: tuple[Record, ...] = ()
    """The records that a shared name may mean."""

    def __repr__(self) -> str:
        means = self.record.id if self.record is not None else " or ".join(one.id for one in self.candidates)
        return f"<Mention {self.text!r} at {self.start}: {means}>"


Mention.__module__ = "untip"


class Names:
    """The names of records of some kinds, as they are looked for, and what they mean; it holds no registry.

    Args:
        records: The records.
        kinds: The kinds to look for.
        fast: Whether to use the automaton where it is installed.
    """

    def __init__(self, records: Records, kinds: tuple[str, ...], fast: bool = True) -> None:
        self.kinds: frozenset[str] = frozenset(kinds)
        several, single = self._tables(records)
        self.ids: dict[str, tuple[str, ...]] = {key: tuple(ids) for t in (several, single) for key, ids in t.items()}
        self.numbers: dict[str, tuple[str, ...]] = {}
        self.meant: dict[str, tuple[Record | None, tuple[Record, ...]]] = {}
        self.scan: Scan = automaton(list(several), list(single)) if fast else trees(list(several), list(single))

    def _tables(self, records: Records) -> tuple[dict[str, dict[str, None]], dict[str, dict[str, None]]]:
        """Return names of several words in small letters, and single words and acronyms as they are written."""
        several: dict[str, dict[str, None]] = {}
        single: dict[str, dict[str, None]] = {}
        for record in records:
            if record.kind not in self.kinds:
                continue
            codes = set(codes_of(record)) if isinstance(record, State) else set()
            today = records.origin.at(record.id) or record  # its name of today finds it in a view too
            for name in dict.fromkeys((*names_of(record), *names_of(today))):
                if name in codes:
                    continue
                for has_words, key in _keys(name):
                    (several if has_words else single).setdefault(key, {})[record.id] = None
        return several, single


class Finder:
    """Finds mentions of records.

    Args:
        records: The records.
        names: Their names; they are kept between texts, the finder is not.
    """

    def __init__(self, records: Records, names: Names) -> None:
        self._records = records
        self._names = names

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are looked for, in normal form."""
        return tuple(self._names.ids)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in a text, in order, none over another."""
        hits = self._named(text)
        hits += self._resolutions(text)
        chosen = _longest(hits)
        meant = self._names.meant
        for name in {hit[2] for hit in chosen}.difference(meant):
            meant[name] = self._meaning(name)
        # `tuple.__new__` takes half the time of `Mention`, and a text may have thousands
        new = tuple.__new__
        return [new(Mention, (start, end, text[start:end]) + meant[name]) for start, end, name in chosen]

    def _named(self, text: str) -> list[Hit]:
        """Return where names stand in a text."""
        normal = Normal(text)
        cased = normal.cased
        # the small letters are as many: a normal form has no letter whose small form is two
        hits = normal.origins(self._names.scan(cased, cased.lower()))
        halved = {  # a single word has no bracket inside
            (first, last, name)
            for first, last, name in hits
            if " " in name and ("(" in (span := text[first:last]) or ")" in span) and span.count("(") != span.count(")")
        }
        if halved:
            hits = [hit for hit in hits if hit not in halved]
            for first, last, name in halved:
                hits += self._bracketed(text, first, last, name)
        return hits

    def _bracketed(self, text: str, first: int, last: int, name: str) -> list[Hit]:
        """Return a name of which one bracket is missing with that bracket, else the names on both sides of the other.

        "ILO (C29)" is one name, "ILO (C29, C182)" begins with two.
        """
        span = text[first:last]
        if span.count("(") == span.count(")") + 1 and text[last : last + 1] == ")":
            return [(first, last + 1, name)]
        cut = first + max(span.rfind("("), span.rfind(")"))
        return [
            (start + begin, end + begin, inner)
            for begin, until in ((first, cut), (cut + 1, last))
            for start, end, inner in self._named(text[begin:until])
        ]

    def _resolutions(self, text: str) -> Iterator[Hit]:
        """Yield the numbers in lists of resolutions, the first with the body in front of it."""
        if "instrument" not in self._names.kinds:
            return
        for match in _listed(text):
            start = match.start() - 1
            if text[max(start, 0)] not in "Rr" or (start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")):
                continue
            owner = _BODY.search(text, max(start - _BODY_LENGTH, 0), start)
            body = owner[1] if owner else "Security Council" if "(" in match[1] else "General Assembly"
            first = owner.start() if owner else start
            for place, number in enumerate(_NUMBER.finditer(text, match.start(1), match.end(1))):
                name = f"{body} resolution {' '.join(number[0].split())}"
                if self._called(name):
                    yield first if place == 0 else number.start(), number.end(), name

    def _called(self, name: str) -> tuple[str, ...]:
        """Return the ids of the instruments with a name, looked up once."""
        numbers = self._names.numbers
        if name not in numbers:
            records = self._records
            ids = finding.named(records, name, "instrument") or finding.spelt(records, name, "instrument")
            numbers[name] = tuple(ids)
        return numbers[name]

    def _meaning(self, name: str) -> tuple[Record | None, tuple[Record, ...]]:
        """Return the record that a name means, or those that share it."""
        ids = self._names.ids.get(name) or self._names.numbers[name]
        found = tuple([record for id in ids if (record := self._records.at(id)) is not None])
        return (found[0], ()) if len(found) == 1 else (None, found)


def _listed(text: str) -> Iterator[re.Match[str]]:
    """Yield the lists of resolutions in a text."""
    end = 0
    while (stem := text.find(_STEM, end)) >= 0:
        match = _LISTED.match(text, stem)
        end = stem + 1
        if match:
            end = match.end()
            yield match


def _keys(name: str) -> Iterator[tuple[bool, str]]:
    """Yield the forms in which a name is looked for: whether it has several words, and the form.

    A single word is looked for as it is written and in capitals, an acronym in capitals alone, with its marks and
    without; several words in any letters, unless all are capitals or too short to be a name.
    """
    form = normal_name(name)
    words = form.split(" ")
    if len(form) < _LEAST or form.replace(" ", "").isdigit():
        return
    if form == form.upper() or len(words) == 1:
        if any(sign.isalpha() for sign in form) and form[0] == form[0].upper():
            yield False, form
            if len(words) == 1 and form != form.upper() and len(form) > 3:
                yield False, form.upper()
            joined = form.replace(" ", "")
            if len(words) > 1 and " " not in name and joined.isalpha() and len(joined) >= _JOINED:
                yield False, joined
        return
    yield True, form.lower()


def _longest(hits: list[Hit]) -> list[Hit]:
    """Return hits that do not overlap: the longest first, of the same length the first."""
    taken: list[Hit] = []
    first, last = 0, -1  # of the hits that overlap: the place of the first in `taken`, and how far they reach
    for hit in sorted(hits):
        if hit[0] >= last:
            if len(taken) - first > 1:
                taken[first:] = _not_overlapping(taken[first:], last)
            first = len(taken)
        taken.append(hit)
        if hit[1] > last:
            last = hit[1]
    if len(taken) - first > 1:
        taken[first:] = _not_overlapping(taken[first:], last)
    return taken


def _not_overlapping(group: list[Hit], last: int) -> list[Hit]:
    """Return the longest of some hits, then the longest beside it, and so on, in order.

    Args:
        group: The hits, in order.
        last: Where the last of them ends.
    """
    over = next((hit for hit in group if hit[0] == group[0][0] and hit[1] == last), None)
    if over is not None:  # as mostly: one is over all others
        return [over]
    free: list[Hit] = []
    for hit in sorted(group, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= start or end <= hit[0] for start, end, _ in free):
            free.append(hit)
    return sorted(free)
