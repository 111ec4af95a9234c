"""The parties to a treaty for its page: who was one at the end of each year, by State and region."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from untip._registry import membership, squares, treaties
from untip._registry.membership import completeness
from untip._registry.treaties import Status
from untip._show import shades
from untip._store.entry import Span
from untip.dates import Answer, PartialDate
from untip.publish._site import Site
from untip.publish._words import answer_words, date_words, words
from untip.schema import Action, Completeness, Coverage, Instrument, Participation, Record


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
    """What it is on the last known day: `party`, `possible`, `signed`, `none`; a party that withdrew is `none`."""
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
    answers: str
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
    withdrew: bool
    """Whether a square is of a State or organization that withdrew."""


NOW = {
    Status.PARTY: "party",
    Status.POSSIBLE_PARTY: "possible",
    Status.WITHDREW: "none",
    Status.SIGNATORY: "signed",
    Status.POSSIBLE_SIGNATORY: "signed",
    Status.NONE: "none",
}
"""How the square of each status is drawn."""


def parties(site: Site, treaty: Instrument, coverage: Coverage) -> Parties:
    """Return what the page of a treaty says of its parties."""
    records = site.records
    _, rows, until = membership.table_of(records, treaty)
    end = membership.last_known(records, until).latest
    spans = membership.spans_of(records, treaty, "deposited")
    by_party: dict[str, list[Participation]] = {}
    for row in rows:
        by_party.setdefault(row.party, []).append(treaties.filled(treaty, row))
    starts = [row.date.earliest.year for row in rows if row.date is not None]
    opened = treaty.adopted.earliest.year if treaty.adopted else min(starts, default=end.year)
    first = min([opened, *starts])
    shown = squares.squares(records, treaty, end)
    years = _years(spans, first, end)
    firsts = shades.first_years(_since(one, years) for one in shown if one.status in _PARTIES)
    regions: dict[str, list[Square]] = {}
    for one in shown:
        drawn = _square(one, by_party.get(one.record.id, []), years, firsts)
        regions.setdefault(one.region, []).append(drawn)
    partial = completeness(records, treaty.id) is Completeness.PART
    counted = {} if partial else membership.counts_by_year(records, treaty, "deposited", True)[0]
    return Parties(
        coverage,
        end,
        first,
        end.year,
        sum(one.status in _PARTIES for one in shown),
        len(site.registry.signatories(treaty)),
        [(year, sure, most) for year, (sure, most) in counted.items()],
        [(region, regions[region]) for region in squares.in_order(regions)],
        _rows(site, by_party, spans),
        shades.legend(firsts, end.year),
        partial,
        any(one.status is Status.WITHDREW for one in shown),
    )


_PARTIES = (Status.PARTY, Status.POSSIBLE_PARTY)


def _since(one: squares.Square, years: dict[str, dict[int, bool]]) -> int:
    """Return the year by which a party is shaded: that of its joining, or the first that is possible."""
    return min(years[one.record.id]) if one.since is None else one.since


def _years(spans: treaties.MembershipSpans, first: int, end: date) -> dict[str, dict[int, bool]]:
    """Return for each party the years at whose end (or on the last known day) it was one, with whether certainly."""
    found: dict[str, dict[int, bool]] = {party: {} for party in spans}
    for year in range(first, end.year + 1):
        day = min(date(year, 12, 31), end)
        for party, answer in treaties.answers_at(spans, day).items():
            if answer is not Answer.NO:
                found[party][year] = answer is Answer.CERTAINLY
    return found


def _square(
    one: squares.Square, rows: list[Participation], years: dict[str, dict[int, bool]], firsts: list[int]
) -> Square:
    signatures = [row.date.latest.year for row in rows if row.action is Action.SIGNATURE and row.date is not None]
    shade = shades.shade_of(_since(one, years), firsts) if one.status in _PARTIES else None
    did = [f"{words(row.action.value)} {date_words(row.date)}" for row in rows] or ["no action"]
    said = ["withdrew", *did] if one.status is Status.WITHDREW else did
    title = f"{one.record.name}: {'; '.join(said)}"
    signed = signatures[0] if signatures else None
    return Square(one.record, one.code, _runs(years.get(one.record.id, {})), signed, shade, NOW[one.status], title)


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


def _answers(spans: list[Span], last: date) -> str:
    ends = [day for span in spans for day in span if day <= last]
    return answer_words(ends, lambda day: treaties.answer_on(spans, day))


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
                _answers(spans.get(party, []), site.last_day),
            )
        )
    return sorted(found, key=lambda row: row.record.name)
