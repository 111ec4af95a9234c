"""What a record says of time by itself: its lifespan, and the stage that it had reached on a day."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

import untip
from untip import schema
from untip.dates import Answer, Interval, PartialDate, When
from untip.errors import InvalidDateError
from untip.schema import (
    Agency,
    AgencyType,
    Concept,
    Event,
    Finding,
    Instrument,
    InstrumentStatus,
    Program,
    ProgramStatus,
    Record,
    Resource,
    SDGTarget,
    Source,
    State,
    Statistic,
)


def record(cls: type[Any], **given: Any) -> Any:
    """Return a record with what its class asks for."""
    needed: dict[type, dict[str, Any]] = {
        Agency: {"type": AgencyType.MEDIA},
        Instrument: {"type": schema.InstrumentType.TREATY},
        Program: {"type": schema.ProgramType.PROJECT},
        SDGTarget: {"code": "8.7", "goal": 8, "relevance": schema.Relevance.RELATED},
        Resource: {"type": schema.ResourceType.REPORT},
        Event: {"type": schema.EventType.PANEL},
        Statistic: {"measure": schema.Measure.CASES, "bound": schema.Bound.ABOUT, "unit": "x", "value": 1},
        Finding: {"type": schema.FindingType.GAP, "by": ("a",)},
        State: {"alpha3": "FRA"},
        Source: {"type": schema.SourceType.REPORT, "url": "https://example.org"},
        Concept: {"scheme": schema.ConceptScheme.PROTOCOL_DEFINITION, "role": schema.ConceptRole.ACT},
    }
    dated = {
        name: value if name == "year" else Interval(value) if "/" in value else PartialDate(value)
        for name, value in given.items()
        if name != "undated_because"
    }
    return cls(id="a", name="A", **needed[cls], **given | dated)


@pytest.mark.parametrize(
    ("cls", "given", "lifespan"),
    [
        (Agency, {}, "/.."),
        (Agency, {"established": "2000"}, "2000/.."),
        (Agency, {"established": "2000", "dissolved": "2005-03"}, "2000/2005-03"),
        (Agency, {"dissolved": "2005"}, "/2005"),
        (Instrument, {"adopted": "2000-11-15"}, "2000-11-15/.."),
        (Instrument, {"adopted": "1926", "terminated": "1953"}, "1926/1953"),
        (Program, {"start": "2007-03"}, "2007-03/"),
        (Program, {"start": "2007-03", "end": "2014"}, "2007-03/2014"),
        (Program, {}, "/"),
        (SDGTarget, {"adopted": "2015-09-25", "due": "2030"}, "2015-09-25/.."),
        (Resource, {"published": "2006"}, "2006/.."),
        (Event, {"start": "2008-02-13"}, "2008-02-13/2008-02-13"),
        (Event, {"start": "2008-02-13", "end": "2008-02-15"}, "2008-02-13/2008-02-15"),
        (Event, {}, "/"),
        (Statistic, {"as_of": "2010"}, "2010/2010"),
        (Statistic, {"as_of": "2000/2010"}, "2000/2010"),
        (Statistic, {"undated_because": "x"}, "/"),
        (Finding, {"year": 2009}, "2009/2009"),
        (Finding, {}, "/"),
        (State, {"un_member_since": "1945"}, "/.."),
        (State, {"un_member_until": "1991"}, "/1991"),
        (Source, {"published": "2010"}, "2010/.."),
        (Concept, {}, "/.."),
    ],
)
def test_a_lifespan_is_derived_from_the_kinds_own_dates(
    cls: type[Record], given: dict[str, Any], lifespan: str
) -> None:
    assert str(record(cls, **given).lifespan) == lifespan


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("1999-11-14", InstrumentStatus.NOT_YET_ADOPTED),
        ("1999-11-15", InstrumentStatus.ADOPTED),
        ("1999-12-12", InstrumentStatus.OPEN_FOR_SIGNATURE),
        ("2000-12-12", InstrumentStatus.OPEN_FOR_SIGNATURE),
        ("2000-12-13", InstrumentStatus.CLOSED_FOR_SIGNATURE),
        ("2003-09-29", InstrumentStatus.IN_FORCE),
        ("2003-09", InstrumentStatus.CLOSED_FOR_SIGNATURE),
        ("2005", InstrumentStatus.IN_FORCE),
        ("2010-06-01", InstrumentStatus.IN_FORCE),
        ("2010-06-02", InstrumentStatus.UNKNOWN),
        ("2010-06-30", InstrumentStatus.UNKNOWN),
        ("2010-07-01", InstrumentStatus.TERMINATED),
        ("2004/2020", InstrumentStatus.IN_FORCE),
    ],
)
def test_an_instrument_goes_through_its_stages(on: str, status: InstrumentStatus) -> None:
    charter = record(
        Instrument,
        adopted="1999-11-15",
        opened_for_signature="1999-12-12",
        closed_for_signature="2000-12-12",
        in_force="2003-09-29",
        terminated="2010-06",
    )
    assert charter.status(on) is status


@pytest.mark.parametrize(
    ("given", "on", "status"),
    [
        ({"adopted": "1999"}, "1998-12-31", InstrumentStatus.NOT_YET_ADOPTED),
        ({"adopted": "1999"}, "1999-01-01", InstrumentStatus.UNKNOWN),
        ({}, "1999", InstrumentStatus.UNKNOWN),
        ({"in_force": "1999"}, "1998", InstrumentStatus.UNKNOWN),
        ({"in_force": "1999"}, "1999-06", InstrumentStatus.UNKNOWN),
        ({"in_force": "1999"}, "2000", InstrumentStatus.IN_FORCE),
        ({"adopted": "1999~"}, "2005", InstrumentStatus.UNKNOWN),
    ],
)
def test_a_stage_that_the_dates_do_not_decide_is_unknown(
    given: dict[str, Any], on: str, status: InstrumentStatus
) -> None:
    assert record(Instrument, **given).status(on) is status


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, InstrumentStatus.UNKNOWN),
        ({"not_in_force_on": "2004-12-31"}, InstrumentStatus.UNKNOWN),
        ({"not_in_force_on": "2005-01-01", "opened_for_signature": "2006"}, InstrumentStatus.ADOPTED),
        ({"opened_for_signature": "2006"}, InstrumentStatus.ADOPTED),
        ({"not_in_force_on": "2006", "opened_for_signature": "2001"}, InstrumentStatus.OPEN_FOR_SIGNATURE),
        ({"opened_for_signature": "2001"}, InstrumentStatus.UNKNOWN),
        ({"in_force": "2006", "opened_for_signature": "2001"}, InstrumentStatus.OPEN_FOR_SIGNATURE),
        ({"terminated": "2004"}, InstrumentStatus.TERMINATED),
    ],
)
def test_a_treaty_without_entry_into_force_is_unknown_unless_another_date_decides_it(
    given: dict[str, Any], status: InstrumentStatus
) -> None:
    assert record(Instrument, adopted="2000-11-15", **given).status("2005") is status


def test_a_convention_of_the_ilo_is_adopted_until_it_enters_into_force_since_nobody_signs_it() -> None:
    given: dict[str, Any] = {"id": "a", "name": "A", "type": schema.InstrumentType.TREATY}
    given |= {"adopted": PartialDate("1999-06-17"), "adopted_by": ("international-labour-conference",)}
    convention = Instrument(**given, in_force=PartialDate("2000-11-19"))
    assert convention.status("1999-06-16") is InstrumentStatus.NOT_YET_ADOPTED
    assert convention.status("2000-11-18") is InstrumentStatus.ADOPTED
    assert convention.status("2000-11-19") is InstrumentStatus.IN_FORCE
    assert Instrument(**given).status("2005") is InstrumentStatus.UNKNOWN  # when it entered is not known


def test_adoption_is_the_last_stage_of_what_is_no_treaty_unless_it_has_later_dates() -> None:
    given: dict[str, Any] = {"id": "a", "name": "A", "type": schema.InstrumentType.RESOLUTION}
    adopted = PartialDate("2000-11-15")
    assert Instrument(**given, adopted=adopted).status("2005") is InstrumentStatus.ADOPTED
    later = Instrument(**given, adopted=adopted, in_force=PartialDate("2001"))
    assert [later.status(on) for on in ("2000-12", "2005")] == [InstrumentStatus.ADOPTED, InstrumentStatus.IN_FORCE]


@pytest.mark.parametrize("day", ["1900", "1998", "2000-06-01", "2007", "2050"])
def test_status_and_lifespan_agree_on_qualified_dates(day: str) -> None:
    treaty, program = record(Instrument, adopted="2000~"), record(Program, start="2000~", end="2005~")
    begun = treaty.lifespan.begun(day) is not Answer.NO
    assert (treaty.status(day) is not InstrumentStatus.NOT_YET_ADOPTED) is begun
    assert (program.status(day) is ProgramStatus.NOT_YET_STARTED) is not (program.lifespan.begun(day) is not Answer.NO)
    stages = {Answer.NO: {ProgramStatus.NOT_YET_STARTED, ProgramStatus.ENDED}, Answer.POSSIBLY: {ProgramStatus.UNKNOWN}}
    assert program.status(day) in stages[program.lifespan.meets(day)]


@pytest.mark.parametrize(
    ("given", "day", "certain"),
    [
        ({"in_force": "1988-02-01"}, "2001", Answer.CERTAINLY),
        ({"in_force": "1988-02-01"}, "1987", Answer.POSSIBLY),
        ({"adopted": "2017", "in_force": "2017-06-08"}, "2017-12-10", Answer.CERTAINLY),
        ({"opened_for_signature": "2000", "terminated": "2005-06"}, "2005-05-31", Answer.CERTAINLY),
        ({"opened_for_signature": "2000", "terminated": "2005-06"}, "2005-06-15", Answer.POSSIBLY),
        ({"opened_for_signature": "2000", "terminated": "2005-06"}, "2006", Answer.NO),
        ({"in_force": "1988~"}, "2001", Answer.POSSIBLY),
        ({"in_force": "1988", "terminated": "2005?"}, "2001", Answer.POSSIBLY),
    ],
)
def test_what_had_reached_a_stage_was_there(given: dict[str, str], day: str, certain: Answer) -> None:
    assert schema.active(record(Instrument, **given), day) is certain


def test_status_and_active_agree_on_every_instrument() -> None:
    sides = {InstrumentStatus.NOT_YET_ADOPTED: Answer.NO, InstrumentStatus.TERMINATED: Answer.NO}
    for treaty in untip.instruments:
        for day in ("1904-05-18", "1950-06-01", "1975-03-01", "2001-06-01", "2017-12-10", "2026-11-01"):
            status = treaty.status(day)
            if status is not InstrumentStatus.UNKNOWN:
                assert schema.active(treaty, day) is sides.get(status, Answer.CERTAINLY), (treaty.id, day)


def test_until_a_planned_end_a_program_runs_and_after_it_nobody_knows() -> None:
    start, end = PartialDate("2000"), PartialDate("2014-12")
    program = Program(id="a", name="A", type=schema.ProgramType.PROJECT, start=start, end=end, end_planned=True)
    assert str(program.lifespan) == "2000/"
    assert program.status("2014-12-01") is ProgramStatus.RUNNING
    assert program.status("2014-12-02") is ProgramStatus.UNKNOWN
    assert program.status("2016") is ProgramStatus.UNKNOWN
    assert program.lifespan.meets("2016") is Answer.POSSIBLY


@pytest.mark.parametrize(
    ("given", "on", "status"),
    [
        ({"start": "2007-03", "end": "2014-12"}, "2007-02-28", ProgramStatus.NOT_YET_STARTED),
        ({"start": "2007-03", "end": "2014-12"}, "2007-03-01", ProgramStatus.UNKNOWN),
        ({"start": "2007-03", "end": "2014-12"}, "2007-03-31", ProgramStatus.RUNNING),
        ({"start": "2007-03", "end": "2014-12"}, "2014-12-01", ProgramStatus.RUNNING),
        ({"start": "2007-03", "end": "2014-12"}, "2014-12-31", ProgramStatus.UNKNOWN),
        ({"start": "2007-03", "end": "2014-12"}, "2015", ProgramStatus.ENDED),
        ({"start": "2007-03"}, "2100", ProgramStatus.UNKNOWN),
        ({"start": "2007-03"}, "2000", ProgramStatus.NOT_YET_STARTED),
        ({}, "2100", ProgramStatus.UNKNOWN),
        ({"end": "2014"}, "2013", ProgramStatus.UNKNOWN),
        ({"end": "2014"}, "2015", ProgramStatus.ENDED),
        ({"start": "2007~", "end": "2014"}, "2010", ProgramStatus.UNKNOWN),
    ],
)
def test_a_program_runs_and_ends_only_when_certainly_so(given: dict[str, Any], on: str, status: ProgramStatus) -> None:
    assert record(Program, **given).status(on) is status


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2006-12-31", ProgramStatus.NOT_YET_STARTED),
        ("2007-06", ProgramStatus.UNKNOWN),
        ("2007-12-31", ProgramStatus.RUNNING),
        ("2012-05-31", ProgramStatus.RUNNING),
        ("2012-06", ProgramStatus.UNKNOWN),
    ],
)
def test_a_program_certainly_runs_between_the_start_and_the_last_date_that_attests_it(
    on: str, status: ProgramStatus
) -> None:
    given: dict[str, Any] = {"id": "a", "name": "A", "type": schema.ProgramType.PROJECT, "start": PartialDate("2007")}
    program = Program(**given, attested=(PartialDate("2009"), PartialDate("2012-05")))
    assert program.status(on) is status
    doubtful = Program(**given, attested=(PartialDate("2012-05?"),))
    assert doubtful.status(on) is (status if on < "2007" else ProgramStatus.UNKNOWN)


@pytest.mark.parametrize("cls", [Instrument, Program])
@pytest.mark.parametrize("on", ["2001-13", "", 5.5, True, 10_000, None, object()])
def test_a_stage_is_asked_by_a_date(cls: type[Any], on: Any) -> None:
    with pytest.raises(InvalidDateError):
        record(cls).status(on)


@pytest.mark.parametrize(
    "on", [2005, "2005", date(2005, 1, 1), datetime(2005, 1, 1, 23, 59, tzinfo=UTC), Interval("2005/..")]
)
def test_a_stage_of_a_longer_time_is_that_of_its_first_day(on: When) -> None:
    treaty, program = record(Instrument, in_force="2005-01-01"), record(Program, start="2005-01-01", end="2006")
    assert treaty.status(on) is InstrumentStatus.IN_FORCE
    assert program.status(on) is ProgramStatus.RUNNING
