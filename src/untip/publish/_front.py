"""The front page: what is here, the system year by year, one treaty's squares, three questions answered."""

from __future__ import annotations

import json
from html import escape

from untip._export.addresses import path_of
from untip._export.linked import CONTEXT, data_set
from untip._version import __data_version__
from untip.dates import Answer, PartialDate
from untip.errors import UntipError
from untip.publish._parties import parties
from untip.publish._site import Site
from untip.publish._words import called, date_words, kind_name, short
from untip.schema import KINDS, Agency, Instrument, Program, Record, SDGTarget

EXAMPLES = {"treaty": "palermo-protocol", "group": "icat", "target": "sdg-8-7"}
"""Ids of the records that the three example questions are about; a question whose record is missing is left out."""

DAY = "2010-10-18"
"""The day of the question about the group."""

BODIES_DAY = "2010-06-01"
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
    years = [when for cls, field, _ in ROWS for _, when in _dated(site, cls, field)]
    first = min(years, default=1904)
    linked = {"@context": CONTEXT, **data_set()}
    site.page(
        "",
        "front.html",
        "untip: the United Nations’ system against trafficking in persons",
        "Agencies, treaties, programmes, SDG targets and what sources say of them, as records with sources.",
        total=sum(count for _, _, count in cards),
        first_year=first,
        cards=cards,
        tries=TRIES,
        rows=[(name, len(_dated(site, cls, field))) for cls, field, name in ROWS],
        strip=_strip(site, first, max(years, default=2026)),
        treaty=treaty,
        treaty_name="" if treaty is None else called(treaty),
        squares=squares,
        answers=_answers(site),
        changes=changes,
        linked=json.dumps(linked, ensure_ascii=False).replace("<", "\\u003c"),
    )


def _answers(site: Site) -> list[tuple[str, str, str, str]]:
    """Return the example questions with their answers, where each leads, and what the link says."""
    found: list[tuple[str, str, str, str]] = []
    treaty, group, target = (site.record(EXAMPLES[name]) for name in ("treaty", "group", "target"))
    if isinstance(treaty, Instrument):
        try:
            now = site.registry.parties(treaty)
            before = site.registry.parties(treaty, on=DAY)
        except UntipError:  # a registry without its table
            pass
        else:
            until = f" until {date_words(now.known_until)}" if now.known_until else ""
            said = f"{len(now)} as far as known{until}; {len(before)} by 18 October 2010."
            found.append(
                (f"How many parties does the {called(treaty)} have?", said, f"{path_of(treaty)}#parties", "By year")
            )
    if isinstance(group, Agency):
        sure = site.registry.members(group, DAY, certain=True)
        names = ", ".join(one.acronym or one.name for one in sure)
        said = f"{len(sure)} certainly: {names}."
        found.append(
            (f"Who belonged to {called(group)} on 18 October 2010?", said, f"{path_of(group)}#members", "On any day")
        )
    bodies = site.registry.agencies.active(BODIES_DAY, certain=True)
    gone = [one for one in bodies if one.lifespan.meets(PartialDate(__data_version__.replace(".", "-"))) is Answer.NO]
    if gone:
        names = ", ".join(one.acronym or one.name for one in gone)
        said = f"{len(bodies)} certainly, among them some that are gone: {names}."
        found.append(
            ("Which bodies existed on 1 June 2010?", said, f"agencies/?on={BODIES_DAY}", "All, or on any other day")
        )
    if isinstance(target, SDGTarget):
        said = "; ".join(f"{one.code} {one.name}" for one in target.indicators)
        found.append((f"What measures SDG target {target.code}?", f"{said}.", path_of(target), "The target"))
    return found


def _dated(site: Site, cls: type[Record], field: str) -> list[tuple[Record, int]]:
    dates = [(record, getattr(record, field)) for record in getattr(site.registry, cls.folder)]
    return [(record, date.earliest.year) for record, date in dates if date is not None and date.earliest.year >= 1850]


LEFT, STEP, DOT = 12, 7.8, 2.7


def _strip(site: Site, first: int, last: int) -> str:
    """Return the chart of the system by year as SVG: a row a kind, one dot a record, stacked by year."""
    width = LEFT + (last - first + 2) * STEP
    made: list[str] = []
    top = 14
    for row, (cls, field, _) in enumerate(ROWS):
        stacks: dict[int, int] = {}
        dated = _dated(site, cls, field)
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
