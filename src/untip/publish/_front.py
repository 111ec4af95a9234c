"""The front page: what is here, the system year by year, one treaty's squares, three questions answered."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from untip._export.addresses import path_of
from untip._export.linked import CONTEXT, data_set
from untip._registry import membership
from untip._registry.naming import short_name
from untip._version import __data_version__
from untip.dates import Answer, PartialDate
from untip.errors import NotFoundError
from untip.publish._parties import parties
from untip.publish._site import Site, script_json
from untip.publish._words import date_words, kind_name, short
from untip.schema import KINDS, Agency, Instrument, InstrumentRelevance, Program, Record, SDGTarget, State

EXAMPLES = {"treaty": "palermo-protocol", "group": "icat", "target": "sdg-8-7"}
"""Ids of the records that the three example questions are about; a question whose record is missing is left out."""

DAY = PartialDate("2010-10-18")
"""The day of the question about the group."""

BODIES_DAY = PartialDate("2010-06-01")
"""The day of the question about bodies."""

TRIES = ("SDG 8.7", "Palermo Protocol", "A/RES/55/25", "UNODC", "forced labour")
"""Searches that the front page suggests."""

ROWS = (
    (Instrument, "adopted", "instruments"),
    (Agency, "established", "bodies"),
    (Program, "start", "programmes"),
)
"""Rows of the chart: kind, the date that places a record, what they are called."""


def write_front(site: Site, changes: str) -> None:
    """Write the front page."""
    treaty = site.record(EXAMPLES["treaty"])
    coverage = None if treaty is None else site.records.store.coverage().get(treaty.id)
    squares = None
    if isinstance(treaty, Instrument) and coverage is not None:
        squares = parties(site, treaty, coverage)
    cards = [
        (cls.folder, kind_name(kind, many=True), len(getattr(site.registry, cls.folder))) for kind, cls in KINDS.items()
    ]
    begin = _first_treaty(site)
    years = [year for cls, field, _ in ROWS for _, year in _dated(site, cls, field)]
    last = max(years, default=int(__data_version__[:4]))
    first = max(min(years, default=last), last - SPAN) if begin is None else begin[1]
    linked = {"@context": CONTEXT, **data_set()}
    site.page(
        "",
        "front.html",
        "untip: the United Nations’ system against trafficking in persons"
        if site.is_own
        else "Records against trafficking in persons",
        "Agencies, treaties, programmes, SDG targets and what sources say of them, as records with sources.",
        total=sum(count for _, _, count in cards),
        begin=begin and begin[0],
        first_year=first,
        cards=cards,
        tries=TRIES if site.is_own else (),
        rows=[(name, len(_dated(site, cls, field, first))) for cls, field, name in ROWS],
        older=sum(year < first for year in years),
        strip=_strip(site, first, last),
        treaty=treaty,
        treaty_name="" if treaty is None else short_name(treaty),
        squares=squares,
        answers=_answers(site),
        changes=changes,
        linked=script_json(linked),
    )


class Question(NamedTuple):
    """An example question with its answer."""

    question: str
    answer: str
    href: str
    """The page that it leads to, below the base of the site."""
    link: str
    """What the link says."""


def _answers(site: Site) -> list[Question]:
    """Return the example questions with their answers; a view leaves out those of a later day."""
    treaty, group, target = (site.record(EXAMPLES[name]) for name in ("treaty", "group", "target"))
    found = [
        _on_treaty(site, treaty) if isinstance(treaty, Instrument) else None,
        _on_group(site, group) if isinstance(group, Agency) else None,
        _on_bodies(site),
        _on_target(target) if isinstance(target, SDGTarget) else None,
    ]
    return [one for one in found if one is not None]


def _has_come(site: Site, day: PartialDate) -> bool:
    """Return whether the registry answers for a day: a view knows of none after its own."""
    return site.registry.day is None or day.latest <= site.registry.day.latest


def _on_treaty(site: Site, treaty: Instrument) -> Question | None:
    try:
        now = site.registry.parties(treaty)
    except NotFoundError:  # a registry without its table
        return None
    until = membership.last_known(site.records, membership.table_of(site.records, treaty)[2])
    said = f"{len(now)} as far as known until {date_words(until)}"
    if _has_come(site, DAY):
        said += f"; {len(site.registry.parties(treaty, on=DAY))} by {date_words(DAY)}"
    question = f"How many parties does the {short_name(treaty)} have?"
    return Question(question, f"{said}.", f"{path_of(treaty)}#parties", "By year")


def _on_group(site: Site, group: Agency) -> Question | None:
    if not _has_come(site, DAY):
        return None
    sure = site.registry.members(group, DAY, certain=True)
    said = f"{len(sure)} certainly: {_names(sure)}."
    question = f"Who belonged to {short_name(group)} on {date_words(DAY)}?"
    return Question(question, said, f"{path_of(group)}#members", "On any day")


def _on_bodies(site: Site) -> Question | None:
    if not _has_come(site, BODIES_DAY):
        return None
    bodies = site.registry.agencies.active(BODIES_DAY, certain=True)
    gone = [one for one in bodies if one.lifespan.meets(PartialDate(__data_version__.replace(".", "-"))) is Answer.NO]
    if not gone:
        return None
    said = f"{len(bodies)} certainly, among them some that are gone: {_names(gone)}."
    question = f"Which bodies existed on {date_words(BODIES_DAY)}?"
    return Question(question, said, f"agencies/?on={BODIES_DAY}", "All, or on any other day")


def _on_target(target: SDGTarget) -> Question:
    said = "; ".join(f"{one.code} {one.name}" for one in target.indicators)
    return Question(f"What measures SDG target {target.code}?", f"{said}.", path_of(target), "The target")


def _names(records: Iterable[Agency | State]) -> str:
    return ", ".join((one.acronym if isinstance(one, Agency) else None) or one.name for one in records)


def _first_treaty(site: Site) -> tuple[Instrument, int] | None:
    """Return the first instrument on trafficking itself, with which the system began, and its year."""
    core = [one for one in site.registry.instruments if one.relevance is InstrumentRelevance.CORE]
    dated = [(one.adopted.earliest, one.id, one) for one in core if one.adopted is not None]
    if not dated:
        return None
    day, _, found = min(dated, key=lambda row: row[:2])
    return found, day.year


def _dated(site: Site, cls: type[Record], field: str, first: int = 1) -> list[tuple[Record, int]]:
    """Return the records of a kind that have a date, from a year on, each with the year in which it began."""
    dates = [(record, getattr(record, field)) for record in getattr(site.registry, cls.folder)]
    return [(record, date.earliest.year) for record, date in dates if date is not None and date.earliest.year >= first]


SPAN = 150
"""How many years the chart goes back at most where no instrument on trafficking begins it."""

LEFT, STEP, DOT = 12, 7.8, 2.7


def _strip(site: Site, first: int, last: int) -> str:
    """Return the chart of the system by year as SVG: a row a kind, one dot a record, stacked by year."""
    width = LEFT + (last - first + 2) * STEP
    made: list[str] = []
    top = 14
    for row, (cls, field, _) in enumerate(ROWS):
        stacks: dict[int, int] = {}
        dated = _dated(site, cls, field, first)
        years = [year for _, year in dated]
        tallest = max((years.count(year) for year in set(years)), default=1)
        base = top + max(tallest * 2 * DOT + 6, 26)
        made.append(f'<line x1="{LEFT - 4}" x2="{width:g}" y1="{base:g}" y2="{base:g}"/>')
        for record, year in sorted(dated, key=lambda pair: (pair[1], pair[0].id)):
            place = stacks[year] = stacks.get(year, 0) + 1
            x, y = LEFT + (year - first) * STEP, base - place * 2 * DOT + 1
            title = escape(f"{year}: {short(record, 80)}")
            at = f'cx="{x:g}" cy="{y:g}" r="{DOT - 0.3:g}"'
            made.append(f'<circle class="d{row}" {at}><title>{title}</title></circle>')
        top = int(base) + 8
    made += [
        f'<text x="{LEFT + (year - first) * STEP:g}" y="{top + 8}" text-anchor="middle">{year}</text>'
        for year in range(-(-first // 10) * 10, last + 1, 10)
    ]
    head = f"Instruments adopted, bodies founded and programmes launched, {first} to {last}, one dot a record"
    return (
        f'<svg viewBox="0 0 {width:g} {top + 14}" role="img" aria-label="{head}; the timeline page has the same data">'
        f"{''.join(made)}</svg>"
    )
