"""The parties to a treaty for its page: who was one at the end of each year, by State and region."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from untip._registry import membership, treaties
from untip._registry.membership import completeness, last_days
from untip._store.entry import Span
from untip.dates import Answer, PartialDate
from untip.publish._site import Site
from untip.publish._words import date_words, held_words, words
from untip.schema import Action, Completeness, Coverage, Instrument, Participation, Record, State

BINS = 6
"""How many shades years of joining have."""


class Square(NamedTuple):
    """A State, or another party, among the squares."""

    record: Record
    code: str
    years: str
    """The years at whose end it was a party: `2003-2010 2015-`, a year that is only possible followed by `?`."""
    signed: int | None
    """The year of its signature."""
    shade: int | None
    """Its shade by the first year as a party, from 0; `None` if it is none on the last known day."""
    now: str
    """What it is on the last known day: `party`, `possible`, `signed`, `none`."""
    words: str
    """What it did, for a tooltip."""


class Row(NamedTuple):
    """A party in the table."""

    record: Record
    signed: str
    consented: str
    how: str
    in_force: str
    withdrew: str
    orders: dict[str, str]
    """What each column of days is sorted by: its first day."""
    note: str
    held: str
    """When it was a party, each from a day on: certainly, possibly, not, as rows of members say it."""


class Parties(NamedTuple):
    """What the page of a treaty says of its parties."""

    coverage: Coverage
    until: date
    first: int
    last: int
    now: int
    signatories: int
    counts: list[tuple[int, int, int]]
    """Year, parties, and parties with the possible ones; empty where the table has only a part."""
    regions: list[tuple[str, list[Square]]]
    rows: list[Row]
    shades: list[str]
    """The years of each shade, for the legend."""
    partial: bool


def parties(site: Site, treaty: Instrument, coverage: Coverage) -> Parties:
    """Return what the page of a treaty says of its parties."""
    records = site.records
    _, rows, until = membership.table_of(records, treaty)
    end = until.latest
    spans = treaties.membership_spans(treaty, rows, "deposited", until, last_days(records, rows))
    by_party: dict[str, list[Participation]] = {}
    for row in rows:
        by_party.setdefault(row.party, []).append(treaties.filled(treaty, row))
    starts = [row.date.earliest.year for row in rows if row.date is not None]
    opened = treaty.adopted.earliest.year if treaty.adopted else min(starts, default=end.year)
    first = min([opened, *starts])
    years = _years(spans, first, end)
    bounds = _bounds(sorted(_first(years[party]) for party in years if years[party]))
    last = treaties.answers_at(spans, end)
    shown = _shown(site, by_party, end)
    regions: dict[str, list[Square]] = {}
    for record in shown:
        own = by_party.get(record.id, [])
        standing = last.get(record.id, Answer.NO)
        square = _square(record, own, years.get(record.id, {}), standing, bounds)
        region = (record.region or "No region") if isinstance(record, State) else "Organizations"
        regions.setdefault(region, []).append(square)
    partial = completeness(records, treaty.id) is Completeness.PART
    counted, _ = ({}, until) if partial else membership.counts_by_year(records, treaty, "deposited", True)
    order = sorted(regions, key=lambda region: (region in ("No region", "Organizations"), region))
    return Parties(
        coverage,
        end,
        first,
        end.year,
        sum(answer is not Answer.NO for answer in last.values()),
        sum(any(row.action is Action.SIGNATURE for row in own) for own in by_party.values()),
        [(year, sure, most) for year, (sure, most) in counted.items()],
        [(region, regions[region]) for region in order],
        _rows(site, by_party, spans),
        _legend(bounds, end.year),
        partial,
    )


def _years(spans: treaties.MembershipSpans, first: int, end: date) -> dict[str, dict[int, bool]]:
    """Return for each party the years at whose end (or on the last known day) it was one, with whether certainly."""
    found: dict[str, dict[int, bool]] = {party: {} for party in spans}
    for year in range(first, end.year + 1):
        day = min(date(year, 12, 31), end)
        for party, answer in treaties.answers_at(spans, day).items():
            if answer is not Answer.NO:
                found[party][year] = answer is Answer.CERTAINLY
    return found


def _first(years: dict[int, bool]) -> int:
    return min(years)


def _bounds(years: list[int]) -> list[int]:
    """Return the first year of each shade, so that each has about as many parties."""
    if not years:
        return []
    cuts = [years[len(years) * place // BINS] for place in range(BINS)]
    return sorted(set(cuts))


def _legend(bounds: list[int], last: int) -> list[str]:
    ends = [*(bound - 1 for bound in bounds[1:]), last][: len(bounds)]
    return [str(start) if start >= end else f"{start}–{end}" for start, end in zip(bounds, ends, strict=True)]


def _shown(site: Site, by_party: dict[str, list[Participation]], end: date) -> list[Record]:
    """Return today's States and every party of the table that still exists, by name."""
    on = PartialDate(end)
    alive = [state for state in site.registry.states if state.lifespan.meets(on) is not Answer.NO]
    others = [site.record(party) for party in by_party]
    more = [one for one in others if one is not None and not isinstance(one, State)]
    return sorted([*alive, *more], key=lambda record: record.name)


def _square(
    record: Record, rows: list[Participation], years: dict[int, bool], standing: Answer, bounds: list[int]
) -> Square:
    signatures = [row.date.latest.year for row in rows if row.action is Action.SIGNATURE and row.date is not None]
    code = record.alpha3 if isinstance(record, State) else (record.acronym or record.id).upper()[:4]
    now = {Answer.CERTAINLY: "party", Answer.POSSIBLY: "possible", Answer.NO: "none"}[standing]
    if now == "none" and any(row.action is Action.SIGNATURE for row in rows):
        now = "signed"
    shade = None
    if standing is not Answer.NO and years:
        shade = max(place for place, bound in enumerate(bounds) if bound <= _first(years))
    did = "; ".join(f"{words(row.action.value)} {date_words(row.date)}" for row in rows) or "no action"
    signed = signatures[0] if signatures else None
    return Square(record, code, _runs(years), signed, shade, now, f"{record.name}: {did}")


def _runs(years: dict[int, bool]) -> str:
    """Return years as runs: `2003-2010 2015-2025`; runs that are only possible end in `?`."""
    runs: list[list[int | bool]] = []
    for year, sure in sorted(years.items()):
        if runs and runs[-1][1] == year - 1 and runs[-1][2] is sure:
            runs[-1][1] = year
        else:
            runs.append([year, year, sure])
    return " ".join(f"{start}-{end}{'' if sure else '?'}" for start, end, sure in runs)


def _order(dates: Iterable[PartialDate | None]) -> str:
    """Return what a cell of days is sorted by."""
    first = next(iter(dates), None)
    return "" if first is None else first.earliest.isoformat()


def _held(spans: list[Span]) -> str:
    ends = [day for span in spans for day in span if day is not None]
    return held_words(ends, lambda day: treaties.answer_on(spans, day))


def _rows(site: Site, by_party: dict[str, list[Participation]], spans: treaties.MembershipSpans) -> list[Row]:
    found: list[Row] = []
    for party, rows in by_party.items():
        record = site.record(party)
        if record is None:
            continue
        signed = [row for row in rows if row.action is Action.SIGNATURE]
        consents = [row for row in rows if row.action.consents]
        left = [row for row in rows if row.action is Action.WITHDRAWAL]
        forced = [row.in_force for row in consents if row.in_force is not None]
        orders = {
            "signed": _order(row.date for row in signed),
            "consented": _order(row.date for row in consents),
            "in_force": _order(forced),
            "withdrew": _order(row.date for row in left),
        }
        notes = "; ".join(dict.fromkeys(row.note for row in rows if row.note))
        found.append(
            Row(
                record,
                "; ".join(date_words(row.date) for row in signed),
                "; ".join(date_words(row.date) for row in consents),
                "; ".join(words(row.action.value) for row in consents),
                "; ".join(map(date_words, forced)),
                "; ".join(date_words(row.date) for row in left),
                orders,
                notes,
                _held(spans.get(party, [])),
            )
        )
    return sorted(found, key=lambda row: row.record.name)
