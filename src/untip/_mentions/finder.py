"""Which records a text mentions, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from untip._mentions.normal import Normal, normal_name
from untip._mentions.scan import Hit, Scan, automaton, tries
from untip._registry import finding
from untip._registry.records import Records
from untip._search.names import codes_of, names_of
from untip._text import late_pattern
from untip.schema import KINDS, Record, State

DEFAULT_KINDS = tuple([kind for kind in KINDS if kind not in finding.ASKED_FOR])
"""The kinds that are looked for unless others are named."""

_LEAST = 2
"""The shortest name that is looked for, in characters."""

# General Assembly resolutions 64/293, 68/192 and 70/179; Security Council resolution 2331 (2016)
_RESOLUTION = late_pattern(
    r"\b(?:(General Assembly|Human Rights Council|Security Council|Economic and Social Council|ECOSOC|UNGA|UNSC|HRC)"
    r"\s+)?"
    r"[Rr]esolutions?\s+((?:\d{1,4}/\d{1,4}|\d{3,4}\s*\(\d{4}\))"
    r"(?:\s*(?:,|and|, and|&|;)\s*(?:\d{1,4}/\d{1,4}|\d{3,4}\s*\(\d{4}\)))*)"
)
_NUMBER = late_pattern(r"\d{1,4}/\d{1,4}|\d{3,4}\s*\(\d{4}\)")


@attrs.frozen(repr=False)
class Mention:
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


class Finder:
    """Finds mentions of records of some kinds.

    Args:
        records: The records.
        kinds: The kinds to look for.
        fast: Whether to use the automaton where it is installed.
    """

    def __init__(self, records: Records, kinds: tuple[str, ...], fast: bool = True) -> None:
        self._records = records
        self._kinds = frozenset(kinds)
        self._ids: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[str, tuple[str, ...]] = {}
        several, single = self._names()
        self._several = self._scan(several, fast)
        self._single = self._scan(single, fast)

    @staticmethod
    def _scan(names: Iterable[str], fast: bool) -> Scan:
        return (automaton(names) if fast else None) or tries(names)

    def _names(self) -> tuple[list[str], list[str]]:
        """Return names of several words in small letters, and single words and acronyms as they are written."""
        several: dict[str, dict[str, None]] = {}
        single: dict[str, dict[str, None]] = {}
        for record in self._records:
            if record.kind not in self._kinds:
                continue
            codes = set(codes_of(record)) if isinstance(record, State) else set()
            for name in names_of(record):
                if name in codes:
                    continue
                for table, key in _keys(name):
                    (several if table else single).setdefault(key, {})[record.id] = None
        self._ids = {key: tuple(ids) for table in (several, single) for key, ids in table.items()}
        return list(several), list(single)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions in a text, in order, none over another."""
        normal = Normal(text)
        hits: list[tuple[int, int, tuple[str, ...]]] = []
        for scan, form in ((self._several, normal.cased.lower()), (self._single, normal.cased)):
            hits += [self._placed(normal, hit) for hit in scan(form)] if len(form) == len(normal.cased) else []
        hits += self._resolutions(text)
        return [self._mention(text, *hit) for hit in _longest(hits)]

    def _placed(self, normal: Normal, hit: Hit) -> tuple[int, int, tuple[str, ...]]:
        start, end, name = hit
        return normal.origin(start), normal.origin(end - 1) + 1, self._ids[name]

    def _resolutions(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield the numbers in lists of resolutions, the first with the body in front of it."""
        if "instrument" not in self._kinds:
            return
        for match in _RESOLUTION.finditer(text):
            body = match[1] or ("Security Council" if "(" in match[2] else "General Assembly")
            for place, number in enumerate(_NUMBER.finditer(text, match.start(2), match.end(2))):
                ids = self._called(f"{body} resolution {' '.join(number[0].split())}")
                if ids:
                    yield match.start() if place == 0 else number.start(), number.end(), ids

    def _called(self, name: str) -> tuple[str, ...]:
        """Return the ids of the instruments with a name, looked up once."""
        if name not in self._numbers:
            records = self._records
            ids = finding.named(records, name, "instrument") or finding.spelt(records, name, "instrument")
            self._numbers[name] = tuple(ids)
        return self._numbers[name]

    def _mention(self, text: str, start: int, end: int, ids: tuple[str, ...]) -> Mention:
        found = tuple([record for id in ids if (record := self._records.at(id)) is not None])
        written = text[start:end]
        return Mention(start, end, written, found[0]) if len(found) == 1 else Mention(start, end, written, None, found)


def _keys(name: str) -> Iterator[tuple[bool, str]]:
    """Yield the forms in which a name is looked for: whether it has several words, and the form.

    A single word is looked for as it is written and in capitals, an acronym in capitals alone; several words in any
    letters, unless all are capitals or too short to be a name.
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
        return
    yield True, form.lower()


def _longest(hits: list[Any]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return hits that do not overlap: the longest first, of the same length the first."""
    taken: list[tuple[int, int, tuple[str, ...]]] = []
    free: list[tuple[int, int]] = []
    last = -1
    ordered = sorted(hits, key=lambda hit: (hit[0], -hit[1]))
    groups: list[list[Any]] = []
    for hit in ordered:
        if hit[0] >= last:
            groups.append([])
        groups[-1].append(hit)
        last = max(last, hit[1])
    for group in groups:
        free.clear()
        for hit in sorted(group, key=lambda hit: (hit[0] - hit[1], hit[0])):
            if all(hit[1] <= start or end <= hit[0] for start, end in free):
                free.append((hit[0], hit[1]))
                taken.append(hit)
    return sorted(taken)
