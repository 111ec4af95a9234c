"""Which records a text mentions, and where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from untip._mentions.lists import resolutions, sdg_targets
from untip._mentions.names import Names
from untip._mentions.normal import Hit, Normal
from untip._mentions.spellings import title_of
from untip._registry import finding
from untip._registry.records import Records
from untip._schema.define import public
from untip.schema import KINDS, Record

DEFAULT_KINDS = tuple([kind for kind in KINDS if kind not in finding.ASKED_FOR])
"""The kinds that are looked for unless others are named."""

_PARTING = (",", ";", ":", ")")
"""Marks behind which another name begins."""


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


public(Mention)


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
        hits += self._numbered(text, hits)
        chosen = _longest(hits)
        meant = self._names.meant
        names = {hit[2] for hit in chosen}
        if not names.isdisjoint(self._names.nobody):
            chosen = [hit for hit in chosen if hit[2] not in self._names.nobody]
            names -= self._names.nobody
        for name in names.difference(meant):
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
        hits = self._as_written(text, hits)
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

    def _as_written(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Return hits without those that are not written as they must be, with the marks at their end."""
        checks, ends = self._names.checks, self._names.ends
        special = self._names.special
        marked = [hit for hit in hits if hit[2] in special]
        if not marked:
            return hits
        right: list[Hit] = []
        for first, last, name in marked:
            check = checks.get(name)
            if check is None or check(text, first, last):
                end = ends.get(name)
                right.append((first, last + (end is not None and text[last : last + 1] == end), name))
        is_turned = not self._names.turned.isdisjoint([hit[2] for hit in right])
        right += [hit for hit in hits if hit[2] not in special]
        return self._without_overlaps(text, right) if is_turned else right

    def _without_overlaps(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Return hits with one of each pair in which the title of a name turned round begins a longer name.

        In "Georgia, Republic of Korea" the longer name is kept; in "Korea, Republic of, Latvia" a mark follows the name
        turned round, which is kept.
        """
        hits = sorted(hits)
        starts = [hit[0] for hit in hits]
        wrong: set[Hit] = set()
        for hit in hits:
            first, last, name = hit
            if name in self._names.turned:
                title = title_of(text, first, last)
                others = hits[bisect_left(starts, title) : bisect_right(starts, title)]
                longer = [other for other in others if other[1] > last]
                wrong.update(longer if text[last : last + 1] in _PARTING else [hit] if longer else ())
        return [hit for hit in hits if hit not in wrong]

    def _bracketed(self, text: str, first: int, last: int, name: str) -> list[Hit]:
        """Return a name that lacks one bracket with that bracket, else the names on both sides of its other bracket.

        "ILO (C29)" is one name, "ILO (C29, C182)" begins with two.
        """
        span = text[first:last]
        after = last + text.startswith(".", last)
        if span.count("(") == span.count(")") + 1 and text[after : after + 1] == ")":
            return [(first, after + 1, name)]
        cut = first + max(span.rfind("("), span.rfind(")"))
        return [
            (start + begin, end + begin, inner)
            for begin, until in ((first, cut), (cut + 1, last))
            for start, end, inner in self._named(text[begin:until])
        ]

    def _numbered(self, text: str, hits: list[Hit]) -> list[Hit]:
        """Return where lists of resolutions and SDG targets have a number of a record."""
        found: list[Hit] = []
        known = self._names.heads
        heads = [hit for hit in hits if hit[2] in known]
        for kind, numbers in (("instrument", resolutions), ("sdg_target", sdg_targets)):
            listed = numbers(text, [hit for hit in heads if known[hit[2]] == kind])
            found += [hit for hit in listed if self._called(hit[2], kind)]
        return found

    def _called(self, name: str, kind: str) -> tuple[str, ...]:
        """Return the ids of the records of a kind with a name, looked up once."""
        numbers = self._names.numbers
        if name not in numbers:
            records = self._records
            ids = finding.named(records, name, kind) or finding.spelt(records, name, kind)
            numbers[name] = tuple(ids)
        return numbers[name]

    def _meaning(self, name: str) -> tuple[Record | None, tuple[Record, ...]]:
        """Return the record that a name means, or those that share it."""
        ids = self._names.ids.get(name) or self._names.numbers[name]
        found = tuple([record for id in ids if (record := self._records.at(id)) is not None])
        return (found[0], ()) if len(found) == 1 else (None, found)


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
