"""The facts of a record as a page shows them: label, value with links, and the citations of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Any, NamedTuple

from untip._export.addresses import path_of
from untip._formats.describe import about_field, about_member
from untip._schema.define import Checked, field_order, shapes
from untip._schema.fields import Shape, write_spans
from untip.dates import PartialDate
from untip.publish._site import Site
from untip.publish._words import date_words, label, plain, quantity, short
from untip.schema import RELATIONS, Addressee, Citation, Dispute, ForceCondition, Record, Statistic

OWN_PLACE = frozenset(
    (
        *("id", "name", "acronym", "aliases", "ambiguous_names", "summary", "links", "identifiers", "history"),
        *("citations", "disputes", "members", "activities", "provisions", "editions", "indicators", "transcript"),
        *("value", "quantity", "upper", "bound", "unit", "end_planned"),
    )
)
"""Fields that a page shows in a place of their own, not among the facts."""


_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d\d)?[?~%]?")
"""A claim that is a date to the month or day, which fields show in words."""


class Bit(NamedTuple):
    """A piece of a value."""

    text: str
    href: str | None = None
    """The page that it leads to, below the base of the site."""
    about: str | None = None
    """What it means."""
    before: str = ", "
    """What stands between it and the piece before."""


class Cited(NamedTuple):
    """A citation as a page shows it."""

    name: str
    href: str | None
    place: str
    """Where in the source: section and lines."""


class Fact(NamedTuple):
    """One fact."""

    field: str
    label: str
    values: list[list[Bit]]
    cited: list[Cited]
    about: str

    @property
    def inline(self) -> bool:
        """Whether its values are short enough to stand on one line."""
        return all(len(line) == 1 and len(line[0].text) < 36 for line in self.values) and len(self.values) < 12


class Part(NamedTuple):
    """One item of a list of parts, such as an activity."""

    head: str
    text: str
    facts: list[Fact]
    cited: list[Cited]


def _id_paths(kind: str) -> frozenset[str]:
    """Return the paths of the fields of a kind that hold ids, such as `partners.who`."""
    return frozenset(relation.path for relation in RELATIONS if relation.kind in (kind, "*"))


def cited(site: Site, citations: Iterable[Citation]) -> list[Cited]:
    """Return citations as a page shows them, each place once."""
    found: dict[Cited, None] = {}
    for citation in citations:
        source = site.record(citation.source)
        lines = write_spans(citation.lines)
        places = [citation.section, f"line{'' if lines.isdigit() else 's'} {lines}" if lines else None]
        place = ", ".join(part for part in places if part)
        name = citation.source if source is None else short(source)
        found[Cited(name, None if source is None else path_of(source), place)] = None
    return list(found)


def _bit(site: Site, path: str, value: Any, ids: frozenset[str]) -> Bit:
    """Return one plain value: an id as a link to its record, a topic or group as one to its page."""
    if path in ids:
        record = site.record(value)
        if record is not None:
            return Bit(short(record), path_of(record))
        group = next((member for member in Addressee if member.value == value), None)
        if group is not None:
            return Bit(plain(group), f"addressees/{value}/", about_member(group))
    text = plain(value)
    name = path.rpartition(".")[2]
    if name in ("topics", "pillars"):
        return Bit(text, f"topics/{value.value}/", about_member(value))
    if isinstance(value, str) and value.startswith("https://"):
        return Bit(value, value)
    return Bit(text, None, about_member(value) if isinstance(value, Enum) else None)


def _values(site: Site, path: str, value: Any, shape: Shape, ids: frozenset[str]) -> list[list[Bit]]:
    """Return the values of one field, each a line of pieces."""
    if shape.part is not None:
        items = value if shape.many else (value,)
        return [_part_line(site, path, item, ids) for item in items]
    if shape.many:
        return [[_bit(site, path, item, ids)] for item in value]
    return [[_bit(site, path, value, ids)]]


def _part_line(site: Site, path: str, part: Checked, ids: frozenset[str]) -> list[Bit]:
    """Return a part on one line: its fields after one another."""
    if isinstance(part, ForceCondition):
        return _condition(site, part)
    line: list[Bit] = []
    for name, shape in shapes(type(part)).items():
        value = getattr(part, name)
        if name == "citations" or value is None or value == () or value is False:
            continue
        found = [bit for bits in _values(site, f"{path}.{name}", value, shape, ids) for bit in bits]
        if name not in ("who", "role", "period", "name", "note"):
            found[0] = found[0]._replace(text=f"{label(name).lower()}: {found[0].text}")
        line += found
    return line


def _condition(site: Site, condition: ForceCondition) -> list[Bit]:
    """Return what the entry into force of a treaty takes, in words; what must be in force first as a link."""
    first = None if condition.not_before is None else site.record(condition.not_before)
    line = [Bit(phrase) for phrase in condition._phrases()]
    if first is not None:
        line.append(Bit(f"not before {short(first)}", path_of(first)))
    return [*line, Bit(condition.note, before=". ")] if condition.note else line


def facts(site: Site, record: Record) -> list[Fact]:
    """Return the facts of a record that have no place of their own on its page."""
    sources = site.registry.provenance(record)
    ids = _id_paths(record.kind)
    plan = shapes(type(record))
    found: list[Fact] = []
    if isinstance(record, Statistic):
        proof = [one for name in ("value", "quantity", "upper", "bound", "unit") for one in sources.get(name, ())]
        about = "What is claimed: number, bound and unit."
        found.append(Fact("value", "Claim", [[Bit(quantity(record))]], cited(site, proof), about))
    for name in field_order(type(record)):
        value = getattr(record, name)
        if name in OWN_PLACE or value is None or value == ():
            continue
        proof = list(sources.get(name, ()))
        if plan[name].part is not None:
            proof += [one for path, cites in sources.items() if path.startswith(f"{name}[") for one in cites]
        values = _values(site, name, value, plan[name], ids)
        if name == "end" and getattr(record, "end_planned", False):
            values[0].append(Bit("as planned"))
        found.append(Fact(name, label(name), values, cited(site, proof), about_field(type(record), name)))
    return found


def parts(site: Site, record: Record, name: str) -> list[Part]:
    """Return the items of a list of parts, such as `activities`."""
    ids = _id_paths(record.kind)
    return [_part(site, name, part, ids) for part in getattr(record, name, ())]


def _part(site: Site, path: str, part: Any, ids: frozenset[str]) -> Part:
    rest: list[Fact] = []
    for name, shape in shapes(type(part)).items():
        value = getattr(part, name)
        if name in ("name", "summary", "citations") or value is None or value == ():
            continue
        values = _values(site, f"{path}.{name}", value, shape, ids)
        rest.append(Fact(name, label(name), values, [], about_field(type(part), name)))
    head = part.name or plain(getattr(part, "published", None))
    return Part(head, getattr(part, "summary", None) or "", rest, cited(site, part.citations))


class Claimed(NamedTuple):
    """One side of a dispute as a page shows it."""

    value: str
    kept: bool
    cited: list[Cited]


class Disputed(NamedTuple):
    """A dispute as a page shows it."""

    record: Record
    about: str
    field: str | None
    type: str
    type_about: str
    """What the type means."""
    claims: list[Claimed]
    why: str | None


def _claim_words(value: str, record: Record | None = None) -> str:
    """Return what a side claims: a record by its name, a date in words, as fields have it, anything else as it is."""
    if record is not None:
        return short(record)
    return date_words(PartialDate(value)) if _DATE.fullmatch(value) else value


def disputed(site: Site, pairs: Iterable[tuple[Record, Dispute]]) -> Iterator[Disputed]:
    """Yield disputes as a page shows them."""
    for record, dispute in pairs:
        names_ids = dispute.field in _id_paths(record.kind)
        claims = [
            Claimed(
                _claim_words(claim.value, site.record(claim.value) if names_ids else None),
                index == dispute.kept,
                cited(site, claim.citations),
            )
            for index, claim in enumerate(dispute.claims)
        ]
        kind = plain(dispute.type) if dispute.type else ""
        about = about_member(dispute.type) if dispute.type else ""
        yield Disputed(record, dispute.about, dispute.field, kind, about, claims, dispute.why)
