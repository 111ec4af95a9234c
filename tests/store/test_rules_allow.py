"""What the rules between records allow, and what one rule does not hide from another."""

import re
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest
from world import FILES, Folder

import untip
from untip._formats.converter import from_dict
from untip._store.load import examine
from untip._store.rules import DataSet
from untip._store.rules.citations import facts_are_supported, kept_claims_read_as_the_field
from untip._store.rules.references import ids_resolve, no_cycles
from untip._store.rules.treaties import consents_follow_adoption
from untip.dates import PartialDate
from untip.schema import Action, Participation, Record

Break = tuple[str, str, str]
"""A file, a text that occurs in it once, and what takes its place."""


@pytest.mark.parametrize(
    "breaks",
    [
        [("agencies/beta.yaml", '"Beta Bureau"', '"The Charter"')],
        [
            ("agencies/alpha.yaml", "type: spec", "ambiguous_names: [AO]\ntype: spec"),
            ("agencies/beta.yaml", "type: sec", "ambiguous_names: [AO]\ntype: sec"),
        ],
        [("instruments/annex.yaml", 'adopted: "2001"', 'adopted: "1999"')],
        [("instruments/annex.yaml", 'adopted: "2001"\n', ""), ("instruments/annex.yaml", "adopted, ", "")],
        [("agencies/alpha.yaml", "    kept: 0\n", "")],
        [("agencies/alpha.yaml", "    field: established\n", "")],
        [("agencies/alpha.yaml", "citations: [{source: site}]\ncitations", 'citations: [{source: site, section: "2"}]\ncitations')],
        [("participation/charter.csv", "nga,accession,2003", "fra,withdrawal,2001-05-01,,site,\nfra,accession,2003")],
        [("participation/charter.csv", "nga,accession,2003", "fra,accession,2003,,site,\nfra,withdrawal,2001-05-01")],
        [("participation/charter.csv", "nga,accession,2003", "nga,accession,")],
        [("instruments/charter.yaml", 'adopted: "1999-11-15"\n', ""), ("instruments/charter.yaml", "adopted, ", "")],
        [("statistics/count.yaml", "upper: 3.5\n", ""), ("statistics/count.yaml", "upper, ", "")],
        [("agencies/alpha.yaml", "  - field: name\n    value: \"Office of Alpha\"", "  - field: parent\n    value: beta")],
        [("agencies/group.yaml", 'established: "2001"', 'established: "2001?"')],
        [("programs/project.yaml", "leads: [alpha]", "leads: [alpha, beta]")],
        [
            ("programs/project.yaml", "leads: [alpha]", "attested: [\"2005\"]\nleads: [beta]"),
            ("programs/project.yaml", 'start: "2007-03"', 'start: "2004"'),
            ("programs/project.yaml", "end_planned, ", "end_planned, attested, "),
        ],
        [
            ("programs/project.yaml", "leads: [alpha]", "leads: [beta]"),
            ("programs/project.yaml", 'start: "2007-03"\nend: "2014-12"', 'start: "2004"\nend: "2005"'),
        ],
        [("agencies/group.yaml", 'attested: ["2002", "2004-02"]', 'period: "2002/2005"')],
        [("programs/project.yaml", "role: partner, ", 'role: partner, period: "2007/2015", ')],
        [("participation/charter.csv", "nga,accession,2003,,", "nga,accession,2003,2004,")],
        [("participation/charter.csv", "nga,accession,2003,,", "nga,succession,2003,2001-01-01,")],
    ],
    ids=range(21),
)  # fmt: skip
def test_what_is_not_certainly_wrong_may_stand(folder: Folder, breaks: list[Break]) -> None:
    for name, old, new in breaks:
        folder.swap(name, old, new)
    assert folder.said() == []


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("parent", "Alpha Organization"),
        ("parent", "AO"),
        ("parent", "Office of Alpha"),
        ("successor", "alpha"),
        ("dissolved", "2005-03-31"),
        ("name", "BETA BUREAU"),
    ],
)
def test_a_claim_may_read_as_the_field_or_as_a_name_of_the_record_that_it_names(
    folder: Folder, field: str, kept: str
) -> None:
    folder.add(
        "agencies/beta.yaml",
        f"disputes:\n  - about: x\n    field: {field}\n    kept: 0\n    claims:\n"
        f'      - {{value: "{kept}", citations: [{{source: site}}]}}\n'
        '      - {value: "other", citations: [{source: site}]}\n',
    )
    assert folder.said() == []


@pytest.mark.parametrize(("name", "field", "kept"), [
    ("agencies/group.yaml", "members", "Beta Bureau"),
    ("statistics/count.yaml", "value", "2"),
    ("statistics/count.yaml", "upper", "3.5"),
    ("programs/project.yaml", "leads", "alpha"),
])  # fmt: skip
def test_a_claim_may_read_as_an_item_of_the_field(folder: Folder, name: str, field: str, kept: str) -> None:
    folder.add(
        name,
        f"disputes:\n  - about: x\n    field: {field}\n    kept: 0\n    claims:\n"
        f'      - {{value: "{kept}", citations: [{{source: site}}]}}\n'
        '      - {value: "other", citations: [{source: site}]}\n',
    )
    assert folder.said() == []


def test_a_claim_about_a_field_that_is_not_filled_reads_as_nothing(folder: Folder) -> None:
    folder.swap("agencies/alpha.yaml", "field: established", "field: dissolved")
    assert folder.said() == [
        "agencies/alpha.yaml:27: disputes[0].claims[0].value: keeps '2000-06', but the record's dissolved reads None; make "
        "them agree"
    ]


def test_a_range_from_a_whole_number_reads_without_a_point(folder: Folder) -> None:
    folder.swap("statistics/count.yaml", "upper: 3.5", "upper: 4.0")
    folder.add(
        "statistics/count.yaml",
        "disputes:\n  - about: x\n    field: upper\n    kept: 0\n    claims:\n"
        '      - {value: "4", citations: [{source: site}]}\n      - {value: "5", citations: [{source: site}]}\n',
    )
    assert folder.said() == []


def test_a_treatys_table_is_named_after_an_instrument(folder: Folder) -> None:
    folder.write("participation/alpha.csv", FILES["participation/charter.csv"])
    folder.add("participation/coverage.csv", "alpha,2010-12-31,site,,\n")
    assert folder.said() == [
        "participation/alpha.csv:1: 'alpha' is not the id of an instrument; name the file after one"
    ]


def test_a_table_that_has_only_a_part_is_not_held_against_the_condition(folder: Folder) -> None:
    folder.swap("participation/coverage.csv", "2010-12-31,site,,", "2010-12-31,site,part,")
    folder.swap("instruments/charter.yaml", "{instruments: 1, days: 90}", "{instruments: 2, days: 90}")
    assert folder.said() == []


@pytest.mark.parametrize("field", ["in_force_condition", "in_force"])
def test_a_whole_table_is_held_against_a_condition_and_a_day_that_are_known(folder: Folder, field: str) -> None:
    folder.swap("participation/coverage.csv", "2010-12-31,site,,", "2010-12-31,site,yes,")
    folder.swap("instruments/charter.yaml", "{instruments: 1, days: 90}", "{instruments: 2, days: 90}")
    assert ["has only 1 of the 2 consents by 2000-04-29" in said for said in folder.said()] == [True]
    text = folder.path("instruments/charter.yaml").read_text(encoding="utf-8")
    text = re.sub(rf"^{field}: .*\n", "", text, flags=re.MULTILINE).replace(f", {field}", "", 1)
    folder.write("instruments/charter.yaml", text)
    assert folder.said() == []


def test_what_a_body_was_established_by_has_a_day_where_it_is_an_act_or_a_body(folder: Folder) -> None:
    folder.swap("agencies/alpha.yaml", "established_by: charter", "established_by: summit")
    (said,) = folder.said()  # and not that the summit was held later
    assert "'summit', which is of kind event" in said


def test_a_match_between_concepts_is_stored_once(folder: Folder) -> None:
    text = FILES["concepts/recruiting.yaml"].replace("scheme: protocol-definition", "scheme: ctdc")
    text = text.replace('"Recruiting"', '"Hiring"').replace('code: "A1"', 'code: "hiring"')
    text = text.replace("provision]", "provision, exact_match]")
    folder.write("concepts/hiring.yaml", text + "exact_match: [recruiting]\n")
    assert folder.said() == []
    folder.swap("concepts/recruiting.yaml", "provision]", "provision, exact_match]")
    folder.add("concepts/recruiting.yaml", "exact_match: [hiring]\n")
    assert folder.said() == ["concepts/recruiting.yaml:9: exact_match[0]: hiring says so itself; remove it here"]


def test_a_dispute_about_two_records_is_stored_once(folder: Folder) -> None:
    folder.swap("agencies/alpha.yaml", "  - about:", "  - also: [beta]\n    about:")
    assert folder.said() == []
    text = FILES["agencies/alpha.yaml"]
    dispute = text[text.index("disputes:\n") :].replace("  - about:", "  - also: [alpha]\n    about:")
    folder.add("agencies/beta.yaml", re.sub("    field: .*\n|    kept: .*\n", "", dispute))
    assert folder.said() == [
        "agencies/beta.yaml:10: disputes[0]: alpha has the same dispute; keep one, whose `also` names the other record"
    ]


def test_what_a_base_has_may_be_named(tmp_path: Path, world: untip.Registry) -> None:
    new = tmp_path / "records" / "agencies" / "new.yaml"
    new.parent.mkdir(parents=True)
    new.write_text(
        'name: "New"\ntype: media\nparent: alpha\ncitations: [{source: plan, lines: "101", supports: [name, parent]}]\n',
        encoding="utf-8",
    )
    assert [str(problem) for problem in examine(tmp_path / "records", world._records, "")[1]] == [
        "agencies/new.yaml:4: citations[0].lines: found line 101, but plan has 100 lines; correct the lines"
    ]
    assert len(examine(tmp_path / "records", None, "")[1]) == 2


def test_only_an_instrument_can_be_older_than_what_it_supplements(folder: Folder) -> None:
    folder.swap("instruments/annex.yaml", "supplements: charter", "supplements: sdg-8-7")
    (said,) = folder.said()  # and not that the target was adopted later
    assert "'sdg-8-7', which is of kind sdg_target; expected one of kind instrument" in said


def test_the_kinds_that_a_relation_allows_are_listed(folder: Folder) -> None:
    folder.swap("programs/project.yaml", "{who: group, role", "{who: plan, role")
    (said,) = folder.said()
    assert said.endswith("found 'plan', which is of kind source; expected one of kind agency or state or program")


def test_a_citation_of_no_source_hides_no_other(folder: Folder) -> None:
    folder.swap(
        "agencies/group.yaml",
        'who: beta, role: member, attested: ["2002", "2004-02"], citations: [{source: plan, lines: "5"}]',
        'who: beta, role: member, attested: ["2002", "2004-02"], citations: [{source: plam}, {source: plan, lines: "101"}]',
    )
    fields = [problem.field for problem in folder.problems()]
    assert fields == ["members[1].citations[0].source", "members[1].citations[1].lines"]


def test_a_record_without_a_file_is_named_by_its_id(world: untip.Registry) -> None:
    rules = DataSet({}, {"alpha": "a.yaml"}, world._records, {}, {}, {})
    files = [rules.problem(world.agencies[id], "name", "message").file for id in ("alpha", "beta")]
    assert files == ["a.yaml", "beta"]


def test_reading_and_checking_the_world_warns_of_nothing(folder: Folder) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert folder.problems() == ()


@pytest.mark.parametrize(
    ("field", "kind", "terms"),
    [
        ("parent", "agency", {"type": "media"}),
        ("successor", "agency", {"type": "media"}),
        ("part_of", "program", {"type": "service"}),
        ("annex_to", "instrument", {"type": "treaty"}),
        ("supplements", "instrument", {"type": "treaty"}),
    ],
)
def test_no_relation_of_a_part_to_its_whole_goes_round(field: str, kind: str, terms: dict[str, str]) -> None:
    one, two = (
        from_dict(Record, {"kind": kind, "id": id, "name": id, field: other, **terms})
        for id, other in (("one", "two"), ("two", "one"))
    )
    world = DataSet({"one": one, "two": two}, {"one": "1", "two": "2"}, None, {}, {}, {})
    (problem,) = no_cycles(world)
    assert (problem.field, problem.file) == (field, "1")
    assert problem.message == "goes round in a circle: one → two → one; remove the wrong link"


def _world(*records: Mapping[str, object]) -> DataSet:
    made = {str(one["id"]): from_dict(Record, one) for one in records}
    return DataSet(made, {id: f"{id}.yaml" for id in made}, None, {}, {}, {})


def test_a_source_may_cite_itself() -> None:
    itself = {
        "kind": "source",
        "id": "a",
        "name": "A",
        "type": "report",
        "url": "https://a.org/",
        "citations": [{"source": "a"}],
    }
    assert list(ids_resolve(_world(itself))) == []


def test_what_a_source_says_of_itself_ends_no_look_at_the_records_after_it() -> None:
    source = {"kind": "source", "id": "a", "name": "A", "type": "report", "url": "https://a.org/"}
    agency = {"kind": "agency", "id": "b", "name": "B", "type": "media"}
    assert {problem.file for problem in facts_are_supported(_world(source, agency))} == {"b.yaml"}


def test_a_dispute_that_keeps_nothing_ends_no_look_at_the_one_after_it() -> None:
    cited = [{"source": "s"}]
    claims = [{"value": "X", "citations": cited}, {"value": "Y", "citations": cited}]
    first = {"about": "What it is", "claims": claims}
    second = {"about": "Its name", "field": "name", "claims": claims, "kept": 0}
    agency = {"kind": "agency", "id": "b", "name": "B", "type": "media", "disputes": [first, second]}
    (problem,) = kept_claims_read_as_the_field(_world(agency))
    assert problem.field == "disputes[1].claims[0].value"


def test_an_undated_consent_may_follow_a_withdrawal() -> None:
    rows = [("ratification", "2000"), ("withdrawal", "2005"), ("accession", None)]
    table = tuple(
        Participation(
            instrument="t", party="fra", action=Action(action), date=PartialDate(date) if date else None, source="s"
        )
        for action, date in rows
    )
    assert list(consents_follow_adoption(_world()._replace(tables={"t": table[2:] + table[:2]}))) == []
