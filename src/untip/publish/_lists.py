"""The pages that list records: by kind, topic, addressee, year; the matrix of treaties and States; the disputes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from untip._export.addresses import path_of
from untip._formats.describe import about_class, about_member
from untip._registry import membership, timeline
from untip._schema.define import shapes
from untip.publish._facts import disputed
from untip.publish._site import Site
from untip.publish._words import date_words, kind_name, label, plain, quantity, short, words
from untip.schema import KINDS, Addressee, Finding, Instrument, Pillar, Record, Statistic, Topic


class Cell(NamedTuple):
    """A cell of a list."""

    text: str
    href: str | None = None
    order: str | None = None
    """What it is sorted by, where that is not its text."""
    numeric: bool = False


SHOWN = (
    *("acronym", "code", "type", "measure", "parent", "by", "addressees", "adopted", "adopted_by", "in_force"),
    *("established", "start", "end", "leads", "published", "publishers", "publisher", "place", "as_of", "year", "goal"),
    *("relevance", "scheme", "role", "alpha3", "region", "un_member_since"),
)
"""Fields that the list of a kind shows where the kind has them, at most six, in this order."""

COLUMNS = 6


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
    records = list(getattr(site.registry, cls.folder))
    plan = shapes(cls)
    fields = [name for name in SHOWN if name in plan and any(getattr(one, name) not in (None, ()) for one in records)]
    if issubclass(cls, Statistic):
        fields = ["measure", "as_of", "reported_by"]
    fields = fields[:COLUMNS]
    columns = [("Name", False, False)]
    if issubclass(cls, Statistic):
        columns.append(("Claim", False, False))
    columns += [(label(name), name in ("goal", "year"), plan[name].vocabulary is not None) for name in fields]
    rows = []
    for one in records:
        row = [Cell(one.name, path_of(one))]
        if isinstance(one, Statistic):
            row.append(Cell(quantity(one), None, "" if one.value is None else str(one.value)))
        rows.append([*row, *(_cell(site, one, name) for name in fields)])
    title = kind_name(cls.kind, many=True)
    about = about_class(cls)
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


def _cell(site: Site, record: Record, name: str) -> Cell:
    value = getattr(record, name)
    if value is None or value == ():
        return Cell("")
    if isinstance(value, int):
        return Cell(str(value), None, None, True)
    several = value if isinstance(value, tuple) else (value,)
    known = [(one, site.record(one) if isinstance(one, str) and not hasattr(one, "name") else None) for one in several]
    text = ", ".join(
        (found.acronym or found.name) if found is not None and found.id == one else _plain(one) for one, found in known
    )
    href = path_of(known[0][1]) if len(known) == 1 and known[0][1] is not None else None
    order = str(value) if hasattr(value, "earliest") else None
    return Cell(text, href, order)


def _plain(value: Any) -> str:
    groups = {member.value: member for member in Addressee}
    return plain(groups.get(value, value) if type(value) is str else value)


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
    site.page(path, "group.html", title, about, up=up, groups=list(groups.items()))


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
    about = "What happened when: treaties, bodies, programmes, resources and meetings; claims are on their own pages."
    ordered = sorted(years.items())
    site.page(
        "timeline/", "timeline.html", "Timeline", about, years=ordered, decades=decades.items(), kinds_shown=shown
    )


# ── treaties and States ─────────────────────────────────────────────────────────────────────────────────────────────


def _matrix(site: Site) -> None:
    coverage = site.records.store.coverage()
    treaties = [one for id in coverage if isinstance(one := site.record(id), Instrument)]
    treaties.sort(key=lambda treaty: (treaty.adopted.earliest.isoformat() if treaty.adopted else "", treaty.id))
    cells: dict[str, dict[str, str]] = {}
    for treaty in treaties:
        for row in membership.participation(site.records, treaty, None):
            if row.action.value == "withdrawal":
                cells.setdefault(row.party, {}).pop(treaty.id, None)
                continue
            year = "?" if row.date is None else str(row.date)[:4]
            own = cells.setdefault(row.party, {})
            if row.action.consents:
                own[treaty.id] = year
            else:
                own.setdefault(treaty.id, f"({year})")
    rows = [
        (state, [cells[state.id].get(treaty.id, "") for treaty in treaties])
        for state in site.registry.states
        if state.id in cells
    ]
    rows.sort(key=lambda row: row[0].name)
    named = [(treaty, _brief(treaty)) for treaty in treaties]
    about = "Which State consented to which treaty, and when; two treaties or two States side by side."
    until = {id: str(one.known_until) for id, one in coverage.items()}
    site.page("treaties/", "matrix.html", "Treaties and States", about, treaties=named, rows=rows, until=until)


def _brief(treaty: Instrument) -> str:
    """Return the shortest name of a treaty that people use."""
    if treaty.acronym:
        return treaty.acronym
    year = f", {treaty.adopted.earliest.year}" if treaty.adopted else ""
    names = [treaty.name, *(alias.name for alias in treaty.aliases if not alias.lang)]
    return min((name for name in names if len(name) >= 6), key=len)[:60] + year


# ── disputes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _disputes(site: Site) -> None:
    groups: dict[str, list[Any]] = {}
    for one in disputed(site, site.registry.disputes()):
        groups.setdefault(kind_name(one.record.kind, many=True), []).append(one)
    total = sum(map(len, groups.values()))
    about = f"{total} disagreements between sources, each with every claim and where it is made."
    site.page("disputes/", "disputes.html", "Disputes between sources", about, groups=list(groups.items()))
