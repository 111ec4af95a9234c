"""Panels and counts of parties against the rows of participation, worked out by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import pytest
from small_set import small_set

import untip
from untip._registry.registry import of_store
from untip._store.memory import MemoryStore
from untip.schema import Action, Completeness, Participation, Record

TREATIES = tuple(dict.fromkeys(row.instrument for row in untip.table("participation")))
STATES = {state.id: state for state in untip.states}

# as depositaries print them, the European Union counted
PRINTED = [("palermo-protocol", 2010, 142)]


def coverage(treaty: str) -> Any:
    return untip.registry._records.store.coverage()[treaty]


def act(party: str, action: Action, day: str | None = None) -> Participation:
    """Return a row of the small set's treaty."""
    date = None if day is None else untip.PartialDate(day)
    return Participation(instrument="treaty", party=party, action=action, date=date, source="page")


def with_rows(*rows: Participation) -> untip.Registry:
    """Return the small set with another table of its treaty."""
    store = small_set()._records.store
    tables = {**{one: store.participation(one) for one in store.coverage()}, "treaty": rows}
    records = [store.record(kind, id) for kind in untip.schema.KINDS for id in store.ids(kind)]
    return of_store(MemoryStore(records, {}, store.coverage(), tables))


def certain(day: Any) -> date | None:
    """Return the one day that a date can mean."""
    return day.earliest if day is not None and day.earliest == day.latest else None


def by_party(treaty: str) -> dict[str, list[Participation]]:
    """Return the rows of each party to a treaty."""
    rows: dict[str, list[Participation]] = {}
    for row in untip.table("participation", instrument=treaty):
        rows.setdefault(row.party, []).append(row)
    return rows


def by_day(rows: list[Participation], state: str, basis: str) -> Callable[[date], str | None]:
    """Return what says what a State was to a treaty on a day, by its rows alone: `?` where plain days say too little."""
    end = STATES[state].lifespan.end
    steps: list[tuple[date, bool]] = []
    signed: list[date] = []
    unknown = any(certain(row.date) is None or row.action is Action.WITHDRAWAL_REVOKED for row in rows)
    for row in rows:
        counts_on_deposit = row.action is Action.SIGNATURE or (basis == "deposited" and row.action.consents)
        when = certain(row.date if counts_on_deposit else row.in_force)
        if when is None:
            unknown = True
        elif row.action is Action.SIGNATURE:
            signed.append(when)
        else:
            steps.append((when, row.action.consents))
    steps.sort()

    def answer(day: date) -> str | None:
        if unknown or (end is not None and end.earliest <= day):
            return "?"
        before = [consents for when, consents in steps if when <= day]
        if before:  # who has withdrawn is neither a party nor one that has only signed
            return "party" if before[-1] else "none"
        return "signatory" if any(when <= day for when in signed) else "none"

    return answer


@pytest.mark.slow
@pytest.mark.parametrize("basis", ["deposited", "in_force"])
@pytest.mark.parametrize("treaty", TREATIES)
def test_a_panel_says_what_the_rows_say(treaty: str, basis: Any) -> None:
    known, whole = coverage(treaty).known_until.latest, coverage(treaty).complete is not Completeness.PART
    rows, compared = by_party(treaty), 0
    answers = {state: by_day(rows.get(state, []), state, basis) for state in STATES}
    for state, alpha3, year, found in untip.panel(treaty, "1950/2025", basis=basis):
        assert alpha3 == STATES[state].alpha3
        day = date(year, 12, 31)
        if day > known:
            assert found is None
            continue
        wanted = answers[state](day)
        if wanted == "?" or (wanted == "none" and not whole):
            continue
        compared += 1
        assert found == wanted, (state, year)
    assert compared > 100 or not whole


@pytest.mark.parametrize("treaty", TREATIES)
def test_a_panel_is_null_beyond_what_is_known(treaty: str) -> None:
    known = coverage(treaty).known_until.latest
    cells = {(year, found) for _, _, year, found in untip.panel(treaty, f"{known.year}/{known.year + 1}")}
    assert {found for year, found in cells if year == known.year + 1} == {None}


def test_the_states_are_members_and_observers_of_that_year() -> None:
    rows = untip.panel("cedaw", "1946/2025")
    by_year: dict[int, set[str]] = {}
    for state, _, year, _ in rows:
        by_year.setdefault(year, set()).add(state)
    for year, found in by_year.items():
        day = date(year, 12, 31)
        for state in STATES.values():
            since, until = state.un_member_since, state.un_member_until
            if since is not None and since.earliest <= day and (until is None or until.earliest >= day):
                assert state.id in found, (state.id, year)
        observers = {role.who for role in untip.agencies["un"].members if role.role.value == "observer"}
        for id in found - observers:
            since = STATES[id].un_member_since
            assert since is not None
            assert since.earliest <= day
    assert "ddr" in by_year[1980]
    assert "ddr" not in by_year[1991]
    assert "vat" in {state.id for state in untip.states}


@pytest.mark.slow
def test_rows_are_by_state_then_time_and_columns_by_treaty() -> None:
    panel = untip.panel(["palermo-protocol", "CEDAW"], "2001/2003")
    assert [column.name for column in panel.columns] == ["state", "alpha3", "year", "palermo-protocol", "cedaw"]
    assert list(panel) == sorted(panel, key=lambda row: (row[0], row[2]))
    one = {row[2]: row[3:] for row in panel if row[0] == "nga"}
    assert one == {2001: ("signatory", "party"), 2002: ("signatory", "party"), 2003: ("party", "party")}


def test_a_panel_by_day_is_that_of_the_day() -> None:
    panel = untip.panel("palermo-protocol", ["2003-12-24", "2003-12-25"], by="day")
    assert [(row[2], row[3]) for row in panel if row[0] == "nga"] == [
        (date(2003, 12, 24), "signatory"),
        (date(2003, 12, 25), "party"),
    ]


def test_a_state_that_has_withdrawn_is_none_and_not_a_signatory() -> None:
    found = [row[2:] for row in untip.panel("rome-statute", "1999/2020") if row[0] == "phl"]
    assert found == [
        (1999, "none"),
        *((year, "signatory") for year in range(2000, 2011)),
        *((year, "party") for year in range(2011, 2019)),
        (2019, "none"),
        (2020, "none"),
    ]


def test_a_state_that_signs_again_after_it_left_is_a_signatory() -> None:
    signed, ratified = act("nam", Action.SIGNATURE, "2001-01-01"), act("nam", Action.RATIFICATION, "2002-01-01")
    left, signed_again = act("nam", Action.WITHDRAWAL, "2004-01-01"), act("nam", Action.SIGNATURE, "2006-01-01")
    registry = with_rows(signed, ratified, left, signed_again)
    found = {row[2]: row[3] for row in registry.panel("treaty", "2000/2007", basis="deposited") if row[0] == "nam"}
    assert list(found.values()) == ["none", "none", "party", "party", "none", "none", "signatory", "signatory"]


@pytest.mark.parametrize(
    "when",
    [
        [2001, 2002, 2003],
        ("2001/2003", 2002),
        range(2001, 2004),
        {2003, 2001, 2002},
        frozenset((2003, "2001/2002")),
        dict.fromkeys((2001, 2002, 2003)).keys(),
        (year for year in (2001, 2002, 2003)),
        untip.Interval("2001/2003"),
        "2001/2003",
    ],
)
def test_years_come_in_whatever_holds_them(when: Any) -> None:
    found = [row[2] for row in untip.panel("cedaw", when) if row[0] == "nga"]
    assert found == [2001, 2002, 2003]


def test_years_come_in_an_array_and_one_number_may_be_of_numpy() -> None:
    numpy = pytest.importorskip("numpy")
    found = [row[2] for row in untip.panel("cedaw", numpy.arange(2000, 2002)) if row[0] == "nga"]
    assert found == [2000, 2001]
    for one in (numpy.int64(2000), numpy.array(2000)[()], numpy.datetime64("2000")):
        assert {row[2] for row in untip.panel("cedaw", one)} == {2000}


def test_a_day_is_asked_for_once() -> None:
    days = ["2000-01-02", "2000-01-01", "2000-01-02"]
    found = [row[2].isoformat() for row in untip.panel("cedaw", iter(days), by="day") if row[0] == "nga"]
    assert found == ["2000-01-02", "2000-01-01"]


def test_a_panel_builds_no_record_but_the_states_and_what_is_named() -> None:
    class Counted(MemoryStore):
        built: ClassVar[set[str]] = set()

        def record(self, kind: str, id: str) -> Record:
            self.built.add(kind)
            return super().record(kind, id)

    store = small_set()._records.store
    tables = {one: store.participation(one) for one in store.coverage()}
    records = [store.record(kind, id) for kind in untip.schema.KINDS for id in store.ids(kind)]
    of_store(Counted(records, {}, store.coverage(), tables)).panel("treaty", 2000)
    assert Counted.built <= {"state", "instrument", "agency"}


@pytest.mark.parametrize(
    "call",
    [
        lambda: untip.panel("cedaw", "2000/.."),
        lambda: untip.panel("cedaw", "2000", by="month"),  # type: ignore[arg-type]
        lambda: untip.panel("cedaw", "2000", by="day"),
        lambda: untip.panel("cedaw", "2000", basis="signed"),  # type: ignore[arg-type]
        lambda: untip.panel(7, "2000"),  # type: ignore[arg-type]
        lambda: untip.panel("unodc", "2000"),
    ],
)
def test_what_is_no_panel_is_refused(call: Any) -> None:
    with pytest.raises(untip.UntipError):
        call()


def test_while_a_signature_may_or_may_not_have_been_given_a_panel_does_not_say() -> None:
    registry = with_rows(act("fra", Action.SIGNATURE, "2000-03"), act("nam", Action.SIGNATURE))
    days = {"2000-02-29": "none", "2000-03-01": None, "2000-03-30": None, "2000-03-31": "signatory"}
    for day, status in days.items():
        found = {one[0]: one[3] for one in registry.panel("treaty", day, by="day")}
        assert found == {"fra": status, "nam": None}, day


# ── counts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("treaty", "year", "parties"), PRINTED)
def test_counts_are_those_that_depositaries_print(treaty: str, year: int, parties: int) -> None:
    assert [row.parties for row in untip.party_counts(treaty) if row.year == year] == [parties]


@pytest.mark.slow
@pytest.mark.parametrize("treaty", [one for one in TREATIES if coverage(one).complete is not Completeness.PART])
def test_counts_are_those_of_parties_on_the_last_day_of_the_year(treaty: str) -> None:
    known = coverage(treaty).known_until
    counts = untip.party_counts(treaty)
    assert [row.year for row in counts] == list(range(counts[0].year, known.latest.year + 1))
    assert {row.known_until for row in counts} == {known}
    for row in counts[:: max(len(counts) // 6, 1)]:
        day = min(date(row.year, 12, 31), known.latest)
        assert row.parties == len(untip.parties(treaty, on=day, certain=True))
        assert row.possible == len(untip.parties(treaty, on=day))


@pytest.mark.parametrize(("regional", "whose"), [(True, "regional organizations counted"), (False, "States alone")])
def test_the_column_says_whose_parties_are_counted(regional: bool, whose: str) -> None:
    columns = {one.name: one.text for one in untip.party_counts("cedaw", regional=regional).columns}
    assert columns["parties"] == f"How many were certainly parties, {whose}."
    assert columns["possible"] == f"How many were certainly or possibly parties, {whose}."


def test_counts_of_a_panel_are_those_of_states() -> None:
    counted = {row.year: row.parties for row in untip.party_counts("palermo-protocol", "in_force", regional=False)}
    for year in range(2004, 2020):
        panel = untip.panel("palermo-protocol", year)
        outside = {
            one.id for one in untip.parties("palermo-protocol", on=f"{year}-12-31", basis="in_force", regional=False)
        }
        outside -= {row[0] for row in panel}
        assert sum(row[3] == "party" for row in panel) == counted[year] - len(outside)


def test_a_table_of_a_part_of_the_parties_is_not_counted() -> None:
    for treaty in TREATIES:
        if coverage(treaty).complete is Completeness.PART:
            with pytest.raises(untip.UsageError):
                untip.party_counts(treaty)
