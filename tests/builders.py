"""Small records and treaty tables that several test files build on."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

import untip
from untip import Collection
from untip.dates import PartialDate
from untip.schema import (
    Action,
    Agency,
    AgencyType,
    Alias,
    ForceCondition,
    Instrument,
    InstrumentType,
    Participation,
    Role,
    RoleType,
)

DATES = ["2000", "2000-06", "2000-06-15", "199X", "2001~", "2004-02-29", None]

QUICK = settings(deadline=None, max_examples=40)

TYPES = [AgencyType.MEDIA, AgencyType.TREATY_BODY, AgencyType.JOINT_PROGRAMME]


def agency(number: int, **given: Any) -> Agency:
    dates = {name: PartialDate(given.pop(name)) for name in ("established", "dissolved") if given.get(name)}
    given = {name: value for name, value in given.items() if value not in (None, ())}
    return Agency(id=f"a{number}", name=f"Agency {number}", **given, **dates)  # type: ignore[arg-type]


@st.composite
def agencies(draw: st.DrawFn) -> list[Agency]:
    """Draw some agencies, with equal values often, in the order of their ids."""
    found = []
    for number in range(draw(st.integers(0, 7))):
        roles = draw(st.lists(st.sampled_from(["fra", "nga"]), max_size=2, unique=True))
        found.append(
            agency(
                number,
                type=draw(st.sampled_from(TYPES)),
                established=draw(st.sampled_from(DATES)),
                acronym=draw(st.sampled_from([None, "A", "b", "B"])),
                parent=draw(st.sampled_from([None, "a0", "a1"])),
                ambiguous_names=tuple(draw(st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True))),
                members=tuple(Role(who=who, role=RoleType.MEMBER) for who in roles),
                aliases=tuple(draw(st.sampled_from([(), (Alias(name="Z"),)]))),
            )
        )
    return found


@st.composite
def both(draw: st.DrawFn) -> tuple[Collection[Agency], list[Agency]]:
    """Draw a collection and the list that it must answer like, in an order of their own."""
    everything = draw(agencies())
    chosen = draw(st.permutations(everything))[: draw(st.integers(0, len(everything)))]
    registry = untip.Registry(everything)
    return Collection(registry._records, (Agency,), tuple(record.id for record in chosen)), list(chosen)


def treaty(**given: Any) -> Instrument:
    condition = ForceCondition(instruments=2, days=90, later_days=30)
    fields: dict[str, Any] = {
        "adopted": PartialDate("2000-01-01"),
        "in_force": PartialDate("2001-01-01"),
        "in_force_condition": condition,
    }
    return Instrument(id="t", name="Treaty", type=InstrumentType.TREATY, **fields | given)


def row(action: str = "ratification", date: str | None = None, party: str = "fra", **given: Any) -> Participation:
    when = None if date is None else PartialDate(date)
    return Participation(instrument="t", party=party, action=Action(action), date=when, source="s", **given)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(1)
