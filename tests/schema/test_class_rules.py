"""The rules between the fields of one record or part: each broken once, and what is not certainly wrong."""

from typing import Any

import pytest

from untip import schema
from untip._schema.define import Checked, shapes
from untip.dates import Interval, PartialDate
from untip.errors import ValidationError
from untip.schema import (
    Agency,
    AgencyType,
    Citation,
    Claim,
    Concept,
    Dispute,
    Edition,
    Finding,
    ForceCondition,
    HistoryEntry,
    Indicator,
    Instrument,
    Link,
    LinkType,
    Program,
    Role,
    SDGTarget,
    Source,
    Statistic,
)

CITED = Citation(source="plan", lines=((1, 2),))
PERIOD = Interval("2001/2002")
PLAIN = (
    "id, name, acronym, summary, type, parent, established, dissolved, established_by, headquarters, mandate, successor"
)
"""The fields of an agency that hold one value."""

ALPHA = Agency(id="alpha", name="Alpha Organization", type=AgencyType.MEDIA, established=PartialDate("2000"))


def problems(cls: type[Checked], **given: Any) -> list[str]:
    """Return what is wrong with some fields."""
    with pytest.raises(ValidationError) as caught:
        cls(**given)
    return [str(problem) for problem in caught.value.problems]


def agency(**given: Any) -> list[str]:
    return problems(Agency, **{"id": "alpha", "name": "Alpha", "type": AgencyType.MEDIA} | given)


CLAIMS = (Claim(value="a", citations=(CITED,)), Claim(value="b", citations=(CITED,)))
DATED = {"undated_because": "x"}
NUMBER = {"id": "a", "name": "A", "measure": schema.Measure.CASES, "bound": schema.Bound.ABOUT, "unit": "x"}
GAP = {"id": "a", "name": "A", "type": schema.FindingType.GAP}
SITE, PAPER = (Link(type=kind, url="https://example.org/") for kind in (LinkType.HOMEPAGE, LinkType.DOCUMENT))
TREATY = {"id": "a", "name": "A", "type": schema.InstrumentType.TREATY}
PROJECT = {"id": "a", "name": "A", "type": schema.ProgramType.PROJECT}
TERM = {"id": "a", "name": "A", "scheme": schema.ConceptScheme.PROTOCOL_DEFINITION, "role": schema.ConceptRole.ACT}
GOAL = {"id": "a", "name": "A", "code": "8.7", "goal": 8, "relevance": schema.Relevance.RELATED}


@pytest.mark.parametrize(
    ("cls", "given", "said"),
    [
        (Citation, {"source": "a", "supports": ("name", "name")}, "supports[1]: 'name' occurs twice; remove one"),
        (Dispute, {"about": "x", "claims": CLAIMS[:1]}, "claims: a dispute has at least two claims"),
        (
            Dispute,
            {"about": "x", "claims": (CLAIMS[0], Claim(value="b"))},
            "claims[1].citations: missing: a claim says where it is made",
        ),
        (Dispute, {"about": "x", "claims": CLAIMS, "kept": 2}, "kept: found 2, expected an index from 0 to 1"),
        (Dispute, {"about": "x", "claims": CLAIMS, "kept": -1}, "kept: found -1, expected an index from 0 to 1"),
        (
            Role,
            {"who": "a", "role": schema.RoleType.MEMBER, "period": PERIOD, "attested": (PartialDate("2003"),)},
            "attested[0]: 2003 lies outside the period 2001/2002; correct one of them",
        ),
        (
            Role,
            {"who": "a", "role": schema.RoleType.MEMBER, "attested": (PartialDate("2003"),) * 2},
            "attested[1]: '2003' occurs twice; remove one",
        ),
        (ForceCondition, {"instruments": 401}, "instruments: found 401, expected 0 to 400"),
        (ForceCondition, {"instruments": 1, "days": -1}, "days: found -1, expected 0 to 400"),
        (Edition, {}, "published: missing: set published or name"),
        (Statistic, NUMBER | DATED, "value: missing: set value or quantity"),
        (Statistic, NUMBER | {"value": 1}, "as_of: missing: set as_of or undated_because"),
        (
            Statistic,
            NUMBER | DATED | {"value": 1, "as_of": PartialDate("2001")},
            "undated_because: set only one of as_of or undated_because",
        ),
        (Finding, GAP | {"by": ()}, "by: missing: somebody put it forward"),
        (
            Finding,
            GAP | {"by": ("a",), "answers": ("b",)},
            "answers: only a recommendation answers gaps; remove it from a gap",
        ),
        (Finding, GAP | {"by": ("a",), "year": 1899}, "year: found 1899, expected a year from 1900 to 2100"),
        (Finding, GAP | {"by": ("a", "a")}, "by[1]: 'a' occurs twice; remove one"),
        (
            Finding,
            GAP | {"by": ("a",), "links": (SITE, PAPER)},
            "links[1]: 'https://example.org/' occurs twice; remove one",
        ),
        (Program, PROJECT | {"end_planned": True}, "end_planned: an end that is planned needs a date; give `end`"),
        (SDGTarget, GOAL | {"goal": 5}, "goal: found 5, expected the goal of target 8.7"),
        (
            SDGTarget,
            GOAL | {"indicators": (Indicator(code="8.8.1", name="x"),)},
            "indicators[0].code: 8.8.1 is no indicator of target 8.7",
        ),
        (
            Source,
            {"id": "a", "name": "A", "type": schema.SourceType.REPORT},
            "url: missing: set url or transcript",
        ),
        (
            Agency,
            {"id": "a", "name": "A", "type": AgencyType.MEDIA}
            | {"established": PartialDate("2001-02"), "dissolved": PartialDate("2001-01")},
            "dissolved: dissolved 2001-01 is before established 2001-02; correct the one that is wrong",
        ),
        (
            Instrument,
            TREATY | {"adopted": PartialDate("2001"), "closed_for_signature": PartialDate("2000")},
            "closed_for_signature: closed_for_signature 2000 is before adopted 2001; correct the one that is wrong",
        ),
        (
            Instrument,
            TREATY | {"adopted": PartialDate("2001"), "signed": PartialDate("2000")},
            "signed: signed 2000 is before adopted 2001; correct the one that is wrong",
        ),
        (
            Instrument,
            TREATY | {"not_in_force_on": PartialDate("2002"), "in_force": PartialDate("2001")},
            "in_force: in_force 2001 is before not_in_force_on 2002; correct the one that is wrong",
        ),
        (
            Instrument,
            TREATY | {"adopted": PartialDate("2001"), "applies_from": PartialDate("2000")},
            "applies_from: applies_from 2000 is before adopted 2001; correct the one that is wrong",
        ),
        (
            Program,
            PROJECT | {"start": PartialDate("2001"), "attested": (PartialDate("2002"), PartialDate("2000"))},
            "attested[1]: 2000 lies outside the lifespan 2001/; correct one of them",
        ),
        (
            Concept,
            TERM | {"exact_match": ("b", "b")},
            "exact_match[1]: 'b' occurs twice; remove one",
        ),
        (
            Agency,
            {"id": "nul", "name": "A", "type": AgencyType.MEDIA},
            "id: 'nul' cannot be the name of a file on Windows; choose another",
        ),
        (
            Instrument,
            TREATY | {"in_force": PartialDate("2001"), "terminated": PartialDate("2000")},
            "terminated: terminated 2000 is before in_force 2001; correct the one that is wrong",
        ),
        (
            Agency,
            {"id": "a", "name": "A", "type": AgencyType.MEDIA}
            | {"citations": (Citation(source="plan", supports=("name", "nam")),)},
            "citations[0].supports[1]: 'nam' is no field of agency; name one of " + ", ".join(shapes(Agency)),
        ),
        (
            Agency,
            {"id": "a", "name": "A", "type": AgencyType.MEDIA}
            | {"disputes": (Dispute(about="x", field="adopted", claims=CLAIMS),)},
            "disputes[0].field: 'adopted' is no field of agency; name one of " + ", ".join(shapes(Agency)),
        ),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_class_keeps_the_rules_between_its_fields(cls: type[Checked], given: dict[str, Any], said: str) -> None:
    assert problems(cls, **given) == [said]


def test_what_is_attested_within_the_period_may_stand() -> None:
    role = Role(who="a", role=schema.RoleType.MEMBER, period=PERIOD, attested=(PartialDate("2002"),))
    assert role.attested == (PartialDate("2002"),)


@pytest.mark.parametrize("later", ["2001-01", "2001", "2001~", "2000-12?", "200X"])
def test_dates_that_are_not_certainly_reversed_may_stand(later: str) -> None:
    given = {"established": PartialDate("2001-01"), "dissolved": PartialDate(later)}
    assert Agency(id="a", name="A", type=AgencyType.MEDIA, **given).dissolved == PartialDate(later)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("nam", "x", f"field: 'nam' is no plain field of agency; name one of {PLAIN}"),
        ("aliases", "x", f"field: 'aliases' is no plain field of agency; name one of {PLAIN}"),
        ("citations", "x", f"field: 'citations' is no plain field of agency; name one of {PLAIN}"),
        ("type", "medium", f"value: found 'medium', expected one of {', '.join(AgencyType)}"),
        (
            "established",
            "2001-13",
            "value: '2001-13' is not a valid date: expected a month and day that the calendar has",
        ),
        (
            "parent",
            "The Parent",
            "value: found 'The Parent', expected a slug: lower-case letters, digits and single hyphens",
        ),
    ],
)
def test_history_speaks_of_plain_fields_and_holds_what_they_may_hold(field: str, value: str, said: str) -> None:
    entry = HistoryEntry(field=field, value=value, period=PERIOD)
    assert agency(history=(entry,)) == [f"history[0].{said}"]


def test_history_of_a_number_cannot_be_written() -> None:
    entry = HistoryEntry(field="year", value="1999", period=PERIOD)
    assert problems(Finding, **GAP, by=("a",), history=(entry,)) == [
        "history[0].value: found '1999', expected a whole number"
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("name", "B"), ("type", "media"), ("established", "199X"), ("parent", "b")]
)
def test_history_holds_text_terms_dates_and_ids(field: str, value: str) -> None:
    entry = HistoryEntry(field=field, value=value, period=PERIOD)
    assert ALPHA.__replace__(history=(entry,)).history == (entry,)


def test_what_two_rules_find_is_one_problem() -> None:
    with pytest.raises(ValidationError) as caught:
        Instrument(
            id="a",
            name="A",
            type=schema.InstrumentType.TREATY,
            adopted=PartialDate("2005"),
            in_force=PartialDate("2004"),
        )
    assert [str(problem) for problem in caught.value.problems] == [
        "in_force: in_force 2004 is before adopted 2005; correct the one that is wrong"
    ]
