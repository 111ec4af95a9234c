"""The pages that list records: by kind, topic, addressee, year; the matrix of treaties and States; the disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from untip._export.addresses import path_of
from untip._export.package import plain_text
from untip._formats.describe import about_class, about_member
from untip._registry import membership, timeline
from untip._registry.treaties import Status, joined_by, signature_spans, status_on
from untip._schema.define import shapes
from untip._store.entry import Span
from untip.dates import Interval, PartialDate, change_days
from untip.publish._facts import Bit, disputed
from untip.publish._site import Site
from untip.publish._words import (
    answer_words,
    brief_name,
    date_words,
    kind_name,
    label,
    natural,
    plain,
    quantity,
    short,
    words,
)
from untip.schema import (
    KINDS,
    Addressee,
    Agency,
    Finding,
    Instrument,
    Pillar,
    Program,
    Record,
    SDGTarget,
    Statistic,
    Topic,
)


class Cell(NamedTuple):
    """A cell of a list."""

    bits: list[Bit]
    order: str | None = None
    """What it is sorted by, where that is not its text."""
    look: str = ""
    """How it is set: `n` for numbers, `d` for days."""


SHOWN = (
    *("acronym", "code", "type", "measure", "parent", "by", "addressees", "adopted", "adopted_by", "in_force"),
    *("established", "start", "end", "leads", "published", "publishers", "publisher", "place", "as_of", "year", "goal"),
    *("relevance", "scheme", "role", "alpha3", "region", "un_member_since"),
)
"""Fields that the list of a kind shows where the kind has them, at most six, in this order."""

COLUMNS = 6

OWN = {
    Statistic: ("measure", "as_of", "reported_by"),
    Finding: ("type", "by", "addressees", "topics", "year"),
}
"""Kinds whose list shows other fields."""

LEAST = 20
"""A field is shown where at least one record in so many has it."""

FILTERS = {"by": "body", "addressees": "addressee", "topics": "topic"}
"""What one chooses to filter by a field with many values; a field with a vocabulary goes by its own label."""

ON_DAY = (Agency, Instrument, Program)
"""Kinds of which one asks what existed on a day."""


def write_lists(site: Site) -> None:
    """Write every page that lists records."""
    for cls in KINDS.values():
        _kind(site, cls)
    _topics(site)
    _addressees(site)
    _timeline(site)
    _matrix(site)
    _disputes(site)


def _kind(site: Site, cls: type[Record]) -> None:
    records = by_name(getattr(site.registry, cls.folder))
    if issubclass(cls, SDGTarget):
        records.sort(key=lambda record: natural(str(brief_name(record))))
    plan = shapes(cls)
    fields = OWN.get(cls) or [name for name in SHOWN if name in plan and _is_common(records, name)][:COLUMNS]
    columns = [("Name", False, "")]
    if issubclass(cls, Statistic):
        columns.append(("Claim", False, ""))
    for name in fields:
        by_value = label(name).lower() if plan[name].vocabulary is not None else ""
        columns.append((label(name), name in ("goal", "year"), FILTERS.get(name, by_value)))
    rows = []
    for one in records:
        row = [Cell([Bit(one.name, path_of(one))])]
        if isinstance(one, Statistic):
            row.append(Cell([Bit(quantity(one))], "" if one.value is None else str(one.value)))
        rows.append((_lifetime(one) if issubclass(cls, ON_DAY) else "", [*row, *(_cell(site, one, f) for f in fields)]))
    title = kind_name(cls.kind, many=True)
    about = plain_text(about_class(cls))
    site.page(
        f"{cls.folder}/",
        "index.html",
        title,
        about,
        rows=rows,
        columns=columns,
        csv=cls.folder,
        many="records",
        note=None,
    )


def by_name(records: Iterable[Record]) -> list[Record]:
    """Return records in the order of their names, as people sort."""
    return sorted(records, key=lambda record: natural(record.name))


def _is_common(records: list[Record], name: str) -> bool:
    return sum(getattr(one, name) not in (None, ()) for one in records) * LEAST > len(records)


def _cell(site: Site, record: Record, name: str) -> Cell:
    value = getattr(record, name)
    if value is None or value == ():
        return Cell([])
    if isinstance(value, int):
        return Cell([Bit(str(value))], None, "n")
    bits = [_bit(site, name, one) for one in (value if isinstance(value, tuple) else (value,))]
    order = str(value) if isinstance(value, PartialDate | Interval) else None
    return Cell(bits, order, "d" if isinstance(value, PartialDate) else "")


def _bit(site: Site, name: str, value: Any) -> Bit:
    if type(value) is str:
        record = site.record(value)
        if record is not None:
            return Bit(record.acronym or record.name, path_of(record))
        if value in _GROUPS:
            return Bit(plain(_GROUPS[value]), f"addressees/{value}/")
    return Bit(plain(value), f"topics/{value}/" if name == "topics" else None)


_GROUPS = {member.value: member for member in Addressee}


def _lifetime(record: Record) -> str:
    """Return when a record existed, each from a day on: certainly, possibly, not, as rows of members say it."""
    life: Interval = record.lifespan
    return answer_words(change_days(life), lambda day: life.meets(PartialDate(day)))


# ── topics and addressees ───────────────────────────────────────────────────────────────────────────────────────────


def _topics(site: Site) -> None:
    groups: list[tuple[str, list[tuple[str, str, int, str]]]] = []
    vocabularies: tuple[tuple[str, type[Pillar | Topic], Callable[[Record, Any], bool]], ...] = (
        ("Pillars", Pillar, _serves),
        ("Topics", Topic, _is_about),
    )
    for head, vocabulary, has in vocabularies:
        items = []
        for member in vocabulary:
            found = [record for record in site.records if has(record, member)]
            path = f"topics/{member.value}/"
            _group(site, path, plain(member), about_member(member), ("topics/", "Topics"), found)
            items.append((plain(member), path, len(found), about_member(member)))
        groups.append((head, items))
    about = "Gaps, recommendations, instruments, resources and programmes by pillar and topic."
    site.page("topics/", "groups.html", "Topics", about, groups=groups)


def _serves(record: Record, pillar: Pillar | Topic) -> bool:
    return pillar in getattr(record, "pillars", ())


def _is_about(record: Record, topic: Pillar | Topic) -> bool:
    return topic in getattr(record, "topics", ())


def _addressees(site: Site) -> None:
    groups: dict[str, list[Record]] = {}
    for finding in site.registry.findings:
        for one in finding.addressees:
            groups.setdefault(one, []).append(finding)
    items, bodies = [], []
    known = {member.value: member for member in Addressee}
    for one in sorted(groups):
        path = f"addressees/{one}/"
        if one in known:
            name, about = plain(known[one]), about_member(known[one])
            items.append((name, path, len(groups[one]), about))
        else:
            record = site.record(one)
            name = one if record is None else record.name
            about = f"Recommendations addressed to {name}."
            bodies.append((name if record is None else short(record), path, len(groups[one]), ""))
        _group(site, path, f"{name[:1].upper()}{name[1:]}", about, ("addressees/", "Addressees"), groups[one])
    about = "Recommendations by those to whom they are addressed."
    shown = [("Groups", items), ("Named bodies and States", sorted(bodies))]
    site.page("addressees/", "groups.html", "Addressees", about, groups=shown)
    for member in Addressee:  # links from facts never break
        if member.value not in groups:
            _group(
                site,
                f"addressees/{member.value}/",
                plain(member),
                about_member(member),
                ("addressees/", "Addressees"),
                [],
            )


def _group(site: Site, path: str, title: str, about: str, up: tuple[str, str], found: Iterable[Record]) -> None:
    """Write the page of one topic or addressee: gaps, recommendations, then the records of each kind."""
    groups: dict[str, list[Record]] = {}
    for record in found:
        head = f"{label(record.type.value)}s" if isinstance(record, Finding) else kind_name(record.kind, many=True)
        groups.setdefault(head, []).append(record)
    title = title[:1].upper() + title[1:]
    shown = [(head, by_name(records)) for head, records in groups.items()]
    site.page(path, "group.html", title, about, up=up, groups=shown)


# ── the timeline ────────────────────────────────────────────────────────────────────────────────────────────────────

CLAIMS = frozenset(("finding", "statistic"))
"""Kinds that a timeline of the system leaves out: what somebody said then, not what happened."""


def _timeline(site: Site) -> None:
    kinds = [cls.kind for cls in KINDS.values() if not cls.background and cls.kind not in CLAIMS]
    years: dict[int, list[tuple[str, str, Record]]] = {}
    for entry in site.registry.timeline(kinds=kinds):
        line = (date_words(entry.date), words(entry.what.value), entry.record)
        years.setdefault(timeline.place(entry)[0].year, []).append(line)
    shown = [(kind, KINDS[kind].folder, kind_name(kind, many=True)) for kind in kinds]
    decades: dict[int, int] = {}
    for year in sorted(years):
        decades.setdefault(year // 10 * 10, year)
    about = "What happened when: treaties, bodies, programmes, resources and meetings."
    ordered = sorted(years.items())
    site.page(
        "timeline/", "timeline.html", "Timeline", about, years=ordered, decades=decades.items(), kinds_shown=shown
    )


# ── treaties and States ─────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(site: Site) -> None:
    coverage = site.records.store.coverage()
    treaties = [one for id in coverage if isinstance(one := site.record(id), Instrument)]
    treaties.sort(key=lambda treaty: (treaty.adopted.earliest.isoformat() if treaty.adopted else "", treaty.id))
    until = {one.id: membership.last_known(site.records, coverage[one.id].known_until) for one in treaties}
    cells = [_matrix_cells(site, treaty, until[treaty.id].latest) for treaty in treaties]
    states = [state for state in site.registry.states if any(state.id in column for column in cells)]
    rows = [(state, [column.get(state.id, "") for column in cells]) for state in states]
    rows.sort(key=lambda row: row[0].name)
    named = [(treaty, _brief(treaty)) for treaty in treaties]
    about = "Which State consented to which treaty, and when; two treaties or two States side by side."
    days = {id: date_words(day) for id, day in until.items()}
    site.page("treaties/", "matrix.html", "Treaties and States", about, treaties=named, rows=rows, until=days)


_CELLS = {
    Status.PARTY: "{}",
    Status.POSSIBLE_PARTY: "{}?",
    Status.SIGNATORY: "({})",
    Status.POSSIBLE_SIGNATORY: "({})",
    Status.WITHDREW: "",
}
"""What a cell of the matrix says of each status, with the year."""


def _matrix_cells(site: Site, treaty: Instrument, day: date) -> dict[str, str]:
    """Return for each party or signatory of a treaty what its cell says: what it is on a day, and since when."""
    _, rows, until = membership.table_of(site.records, treaty)
    spans = membership.spans_of(site.records, treaty, "deposited")
    ends = membership.last_days(site.records, rows)
    signed = {  # a State that had ended is no signatory
        party: days
        for party, days in signature_spans(treaty, rows, until).items()
        if party not in ends or day <= ends[party].latest
    }
    found: dict[str, str] = {}
    for party in dict.fromkeys(row.party for row in rows):
        days = spans.get(party, [])
        cell = _CELLS.get(status_on(days, signed.get(party), day))
        if cell is not None:
            since = joined_by(days, day) or signed.get(party)
            found[party] = cell.format(_year(since)).replace("??", "?")
    return found


def _year(days: Span | None) -> str:
    """Return the year in which something was done, `?` where it is not known."""
    return str(days.first.year) if days is not None and days.first.year == days.last.year else "?"


def _brief(treaty: Instrument) -> str:
    """Return the shortest name of a treaty that people use."""
    if treaty.acronym:
        return treaty.acronym
    names = [treaty.name, *(alias.name for alias in treaty.aliases if not alias.lang)]
    name = min((name for name in names if len(name) >= 6), key=len)[:60]
    year = str(treaty.adopted.earliest.year) if treaty.adopted else ""
    return name if not year or year in name else f"{name}, {year}"


# ── disputes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _disputes(site: Site) -> None:
    groups: dict[str, list[Any]] = {}
    for one in disputed(site, site.registry.disputes()):
        groups.setdefault(kind_name(one.record.kind, many=True), []).append(one)
    total = sum(map(len, groups.values()))
    about = f"{total} disagreements between sources, each with every claim and where it is made."
    site.page("disputes/", "disputes.html", "Disputes between sources", about, groups=list(groups.items()))
