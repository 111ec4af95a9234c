"""The members of a group for its page: in what role, since when, and on which days certainly or possibly."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

from untip.dates import Interval, PartialDate
from untip.errors import CoverageWarning
from untip.publish._facts import Cited, cited
from untip.publish._site import Site
from untip.publish._words import date_words, words
from untip.schema import Agency, Record


class Member(NamedTuple):
    """One member in one role."""

    record: Record
    role: str
    period: str
    attested: str
    answers: str
    """When it belonged, each from a day on, certainly, possibly, not: `2007-03-01c 2010-01-01p 2012-01-01n`."""
    cited: list[Cited]


class Members(NamedTuple):
    """What the page of a group says of its members."""

    rows: list[Member]
    first: date | None
    until: date | None


def members(site: Site, group: Agency) -> Members:
    """Return what the page of a group says of its members."""
    days = _changing_days(site, group)
    answers: dict[str, list[str]] = {}
    with catch_warnings():
        simplefilter("ignore", CoverageWarning)
        before: dict[str, str] = {}
        for day in days:
            possible = {one.id for one in site.registry.members(group, PartialDate(day))}
            certain = {one.id for one in site.registry.members(group, PartialDate(day), certain=True)}
            for role in group.members:
                answer = "c" if role.who in certain else "p" if role.who in possible else "n"
                if before.get(role.who) != answer:
                    before[role.who] = answer
                    answers.setdefault(role.who, []).append(f"{day.isoformat()}{answer}")
        until = site.registry.members(group).known_until
    rows = []
    for role in group.members:
        record = site.record(role.who)
        if record is not None:
            period = date_words(role.period) if role.period else ""
            attested = ", ".join(map(date_words, role.attested))
            on_days = " ".join(answers.get(role.who, ()))
            rows.append(Member(record, words(role.role.value), period, attested, on_days, cited(site, role.citations)))
    first = min((day for day in days if day > date.min), default=None)
    return Members(rows, first, None if until is None else until.latest)


def _changing_days(site: Site, group: Agency) -> list[date]:
    """Return every day on which an answer may change; in a view none after its day."""
    dates: list[PartialDate | Interval | None] = [group.lifespan]
    for role in group.members:
        dates += [role.period, *role.attested]
        record = site.record(role.who)
        dates.append(None if record is None else record.lifespan)
    days = {date.min}
    for one in dates:
        ends = (one.start, one.end) if isinstance(one, Interval) else (one,)
        for end in ends:
            if isinstance(end, PartialDate):
                for day in (end.earliest, end.latest):
                    days |= {day} if day == date.max else {day, day + timedelta(days=1)}
    return sorted(day for day in days if day <= site.last_day)
