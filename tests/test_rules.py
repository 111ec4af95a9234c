"""The rules between records: the world breaks one of them at a time, and is told where and how to mend it."""

import ast
import inspect
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from world import FILES, Folder

import untip
from untip._formats.converter import from_dict
from untip._schema.vocabularies import Action
from untip._store import rules as _rules
from untip._store.load import read
from untip._store.rules import RULES, World
from untip.dates import PartialDate
from untip.errors import Problem
from untip.schema import Participation, Record

Rule = Callable[[World], Iterator[Problem]]
Break = tuple[str, str, str]
"""A file, a text that stands in it once, and what takes its place."""

BROKEN: list[tuple[Rule, list[Break], list[str]]] = [
    (
        _rules.ids_resolve,
        [("agencies/beta.yaml", "parent: alpha", "parent: alpa")],
        [
            "agencies/beta.yaml:3: parent: found 'alpa', which is the id of no record; add the record or mend the id; "
            "did you mean 'alpha'?"
        ],
    ),
    (
        _rules.ids_resolve,
        [("agencies/beta.yaml", "parent: alpha", "parent: plan")],
        ["agencies/beta.yaml:3: parent: found 'plan', which is of kind source; expected one of kind agency"],
    ),
    (
        _rules.ids_resolve,
        [("agencies/beta.yaml", "parent: alpha", "parent: beta")],
        ["agencies/beta.yaml:3: parent: found 'beta', the record itself; name another"],
    ),
    (
        _rules.ids_resolve,
        [("programs/project.yaml", "{who: group, role", "{who: groop, role")],
        [
            "programs/project.yaml:8: partners[0].who: found 'groop', which is the id of no record; add the record or "
            "mend the id; did you mean 'group'?"
        ],
    ),
    (
        _rules.ids_resolve,
        [("instruments/charter.yaml", "instruments: 1, days: 90", "instruments: 1, days: 90, not_before: alpha")],
        [
            "instruments/charter.yaml:9: in_force_condition.not_before: found 'alpha', which is of kind agency; expected "
            "one of kind instrument"
        ],
    ),
    (
        _rules.ids_resolve,
        [("agencies/alpha.yaml", '- {value: "1999", citations: [{source: site}]}', '- {value: "1999", citations: [{source: xyz}]}')],
        [
            "agencies/alpha.yaml:28: disputes[0].claims[1].citations[0].source: found 'xyz', which is the id of no record; "
            "add the record or mend the id"
        ],
    ),
    (
        _rules.ids_resolve,
        [("findings/advice.yaml", "[all-states, fra]", "[all-states, all-mankind]")],
        [
            "findings/advice.yaml:4: addressees[1]: found 'all-mankind', which is the id of no record; add the record or "
            "mend the id"
        ],
    ),
    (
        _rules.ids_resolve,
        [("agencies/alpha.yaml", '  - field: name\n    value: "Office of Alpha"', '  - field: parent\n    value: "gone"')],
        [
            "agencies/alpha.yaml:17: history[0].value: found 'gone', which is the id of no record; add the record or "
            "mend the id"
        ],
    ),
    (
        _rules.no_cycles,
        [
            ("agencies/alpha.yaml", "type: specialized-agency", "type: specialized-agency\nparent: beta"),
            ("agencies/alpha.yaml", "supports: [mandate]", "supports: [mandate, parent]"),
        ],
        [
            "agencies/alpha.yaml:6: parent: goes round in a circle: alpha → beta → alpha; cut it at the wrong link",
            "agencies/beta.yaml:3: parent: goes round in a circle: beta → alpha → beta; cut it at the wrong link",
        ],
    ),
    (
        _rules.relations_stand_once,
        [
            ("instruments/charter.yaml", "depositary: alpha", "established: [alpha]\ndepositary: alpha"),
            ("instruments/charter.yaml", "supports: [depositary", "supports: [established, depositary"),
        ],
        ["instruments/charter.yaml:10: established[0]: alpha says so itself in `established_by`; remove it here"],
    ),
    (
        _rules.redirects_resolve,
        [("redirects.yaml", "old-alpha: {to: alpha", "beta: {to: alpha")],
        ["redirects.yaml:1: beta: 'beta' is the id of a record; remove the redirect"],
    ),
    (
        _rules.redirects_resolve,
        [("redirects.yaml", "{to: alpha", "{to: gone")],
        ["redirects.yaml:1: old-alpha.to: 'gone' is the id of no record; mend the id"],
    ),
    (
        _rules.redirects_resolve,
        [("redirects.yaml", "old-alpha: {to: alpha", "older: {to: old-alpha, since: x, why: y}\nold-alpha: {to: alpha")],
        ["redirects.yaml:1: older.to: 'old-alpha' is redirected itself; lead straight to 'alpha'"],
    ),
    (
        _rules.names_belong_to_one,
        [("agencies/beta.yaml", '"Beta Bureau"', '"ALPHA organization"')],
        [
            "agencies/alpha.yaml:1: name: 'Alpha Organization' names agency beta too; drop it, or put it in the "
            "ambiguous_names of all",
            "agencies/beta.yaml:1: name: 'ALPHA organization' names agency alpha too; drop it, or put it in the "
            "ambiguous_names of all",
        ],
    ),
    (
        _rules.names_belong_to_one,
        [
            ("agencies/beta.yaml", "type: sec", "acronym: AO\nambiguous_names: [AO]\ntype: sec"),
            ("agencies/beta.yaml", "supports: [name", "supports: [name, acronym"),
        ],
        [
            "agencies/alpha.yaml:1: name: 'AO' names agency beta too; drop it, or put it in the ambiguous_names of all",
        ],
    ),
    (
        _rules.names_belong_to_one,
        [("instruments/annex.yaml", "type: protocol", 'type: protocol\nsymbols: ["a-res-55-25"]'), ("instruments/annex.yaml", "[name, adopted", "[name, symbols, adopted")],
        [
            "instruments/annex.yaml:1: name: 'a-res-55-25' names instrument charter too; drop it, or put it in the "
            "ambiguous_names of all",
            "instruments/charter.yaml:1: name: 'A/RES/55/25' names instrument annex too; drop it, or put it in the "
            "ambiguous_names of all",
        ],
    ),
    (
        _rules.shared_names_are_shared,
        [("agencies/beta.yaml", "type: sec", "ambiguous_names: [Bureau]\ntype: sec")],
        ["agencies/beta.yaml:2: ambiguous_names[0]: 'Bureau' names no other record; make it an alias"],
    ),
    (
        _rules.names_differ,
        [("agencies/alpha.yaml", '{name: "Alpha", note', '{name: "alpha-organization", note')],
        ["agencies/alpha.yaml:4: aliases[0].name: 'alpha-organization' is found by its name already; remove it"],
    ),
    (
        _rules.names_differ,
        [("agencies/alpha.yaml", '{name: "Alpha", note', '{name: "a.o.", note')],
        ["agencies/alpha.yaml:4: aliases[0].name: 'a.o.' is found by its acronym already; remove it"],
    ),
    (
        _rules.names_differ,
        [("agencies/alpha.yaml", "note: variant}", 'note: variant}\n  - {name: "ALPHA!"}')],
        ["agencies/alpha.yaml:5: aliases[1].name: 'ALPHA!' is found by its aliases[0].name already; remove it"],
    ),
    (
        _rules.names_differ,
        [("agencies/alpha.yaml", '{name: "Alpha", note', '{name: "—", note')],
        ["agencies/alpha.yaml:4: aliases[0].name: '—' has no letter or digit to find it by"],
    ),
    (
        _rules.names_differ,
        [("agencies/beta.yaml", '"Beta Bureau"', '"…"')],
        ["agencies/beta.yaml:1: name: '…' has no letter or digit to find it by"],
    ),
    (
        _rules.supplements_are_younger,
        [("instruments/annex.yaml", 'adopted: "2001"', 'adopted: "1998"')],
        ["instruments/annex.yaml:4: supplements: adopted 1998, but charter 1999-11-15; mend one"],
    ),
    (
        _rules.supplements_are_younger,
        [
            ("instruments/annex.yaml", 'adopted: "2001"\nsupplements: charter', 'adopted: "1998"\namends: [charter]'),
            ("instruments/annex.yaml", "adopted, supplements", "adopted, amends"),
        ],
        ["instruments/annex.yaml:4: amends: adopted 1998, but charter 1999-11-15; mend one"],
    ),
    (
        _rules.citations_stand,
        [("agencies/group.yaml", 'citations:\n  - {source: plan, lines: "5"', 'citations:\n  - {source: plan, lines: "101"')],
        ["agencies/group.yaml:9: citations[0].lines: found line 101, but plan has 100 lines"],
    ),
    (
        _rules.citations_stand,
        [("agencies/alpha.yaml", "{source: site, supports", '{source: site, lines: "1", supports')],
        [
            "agencies/alpha.yaml:22: citations[1].lines: site has no transcript to count lines in; name the place in "
            "`section`"
        ],
    ),
    (
        _rules.citations_stand,
        [("agencies/alpha.yaml", 'citations: [{source: plan, lines: "7"}]', "citations: [{source: plan}]")],
        ["agencies/alpha.yaml:12: activities[0].citations[0].lines: missing: say which lines of plan state it"],
    ),
    (
        _rules.facts_are_supported,
        [("agencies/alpha.yaml", "  - {source: site, supports: [mandate]}\n", "")],
        [
            "agencies/alpha.yaml:8: mandate: is stated without a source; add 'mandate' to the supports of the citation "
            "that states it"
        ],
    ),
    (
        _rules.facts_are_supported,
        [("agencies/alpha.yaml", '    citations: [{source: plan, lines: "7"}]\n', "")],
        [
            "agencies/alpha.yaml:10: activities[0]: is stated without a source; give it citations, or support "
            "'activities' as a whole"
        ],
    ),
    (
        _rules.facts_are_supported,
        [("instruments/charter.yaml", ", in_force_condition]", "]")],
        [
            "instruments/charter.yaml:9: in_force_condition: is stated without a source; add 'in_force_condition' to the "
            "supports of the citation that states it"
        ],
    ),
    (
        _rules.facts_are_supported,
        [("agencies/alpha.yaml", "    citations: [{source: site}]\ncitations", "citations")],
        ["agencies/alpha.yaml:16: history[0]: is stated without a source; give it citations"],
    ),
    (
        _rules.supports_are_filled,
        [("agencies/beta.yaml", "supports: [name,", "supports: [name, headquarters, members,")],
        [
            "agencies/beta.yaml:8: citations[0].supports[1]: 'headquarters' is not filled; fill it or leave it out here",
            "agencies/beta.yaml:8: citations[0].supports[2]: 'members' is not filled; fill it or leave it out here",
        ],
    ),
    (
        _rules.kept_claims_read_as_the_field,
        [("agencies/alpha.yaml", "kept: 0", "kept: 1")],
        [
            "agencies/alpha.yaml:28: disputes[0].claims[1].value: keeps '1999', but the record's established reads "
            "2000-06; make them agree"
        ],
    ),
    (
        _rules.ranges_run_upwards,
        [("statistics/count.yaml", "value: 2", "value: 3.5")],
        ["statistics/count.yaml:4: upper: found 3.5, expected more than 3.5"],
    ),
    (
        _rules.ranges_run_upwards,
        [
            ("statistics/count.yaml", "value: 2", 'quantity: "a few"'),
            ("statistics/count.yaml", "measure, value", "measure, quantity"),
        ],
        ["statistics/count.yaml:4: upper: found 3.5, expected more than None"],
    ),
    (
        _rules.sources_can_be_reached,
        [("sources/site.yaml", 'consulted: "2026-01-15"\n', "")],
        ["sources/site.yaml:1: consulted: missing: say when the address was consulted"],
    ),
    (
        _rules.parties_exist,
        [("participation/charter.csv", "nga,accession", "xyz,accession")],
        ["participation/charter.csv:4: party: 'xyz' is no State or agency; mend it"],
    ),
    (
        _rules.parties_exist,
        [("participation/charter.csv", "nga,accession,2003,,site", "plan,accession,2003,,alpha")],
        [
            "participation/charter.csv:4: party: 'plan' is no State or agency; mend it",
            "participation/charter.csv:4: source: 'alpha' is the id of no source",
        ],
    ),
    (
        _rules.parties_exist,
        [("participation/coverage.csv", "charter,2010-12-31", "annex,2010-12-31")],
        [
            "participation/charter.csv: has no row in coverage.csv; say until when the table is known",
            "participation/coverage.csv:2: instrument: there is no annex.csv that this row speaks of; add the table or "
            "remove the row",
        ],
    ),
    (
        _rules.parties_exist,
        [("participation/coverage.csv", "2010-12-31,site", "2010-12-31,alpha")],
        ["participation/coverage.csv:2: source: 'alpha' is the id of no source"],
    ),
    (
        _rules.consents_follow_adoption,
        [("participation/charter.csv", "fra,signature,1999-12-12", "fra,signature,1999-11-14")],
        ["participation/charter.csv:2: date: 1999-11-14 is before the adoption on 1999-11-15"],
    ),
    (
        _rules.consents_follow_adoption,
        [("participation/charter.csv", "nga,accession,2003", "fra,accession,2003")],
        ["participation/charter.csv:4: party: fra consents twice without withdrawing between; remove one"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "breaks", "said"), BROKEN, ids=[f"{rule.__name__}-{index}" for index, (rule, _, _) in enumerate(BROKEN)]
)
def test_a_broken_rule_is_named_with_file_line_field_and_mend(
    folder: Folder, rule: Rule, breaks: list[Break], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, old, new in breaks:
        folder.swap(name, old, new)
    assert folder.said() == said
    monkeypatch.setattr("untip._store.load.RULES", [other for other in RULES if other is not rule])
    assert folder.said() == []


def test_every_rule_is_broken_here_and_every_rule_of_the_module_is_applied() -> None:
    functions = [node for node in ast.parse(inspect.getsource(_rules)).body if isinstance(node, ast.FunctionDef)]
    takes_the_world_alone = [
        node.name for node in functions if [one.arg for one in node.args.args] == ["world"] and node.name[0] != "_"
    ]
    assert [rule.__name__ for rule in RULES] == takes_the_world_alone
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_says_what_it_demands(rule: Rule) -> None:
    assert str(rule.__doc__).endswith(".")


# ── what the rules allow ──────────────────────────────────────────────────────────────────────────────────────────────


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
    ],
    ids=range(13),
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
    folder.add("participation/coverage.csv", "alpha,2010-12-31,site,\n")
    assert folder.said() == ["participation/alpha.csv: 'alpha' is the id of no instrument; name the file after one"]


def test_what_a_base_has_may_be_named(tmp_path: Path, world: untip.Registry) -> None:
    new = tmp_path / "records" / "agencies" / "new.yaml"
    new.parent.mkdir(parents=True)
    new.write_text(
        'name: "New"\ntype: media\nparent: alpha\ncitations: [{source: plan, lines: "101", supports: [name, parent]}]\n',
        encoding="utf-8",
    )
    assert [str(problem) for problem in read(tmp_path / "records", world.get, "")[1]] == [
        "agencies/new.yaml:4: citations[0].lines: found line 101, but plan has 100 lines"
    ]
    assert len(read(tmp_path / "records", lambda _: None, "")[1]) == 2


def test_only_an_instrument_can_be_older_than_what_it_supplements(folder: Folder) -> None:
    folder.swap("instruments/annex.yaml", "supplements: charter", "supplements: sdg-8-7")
    (said,) = folder.said()  # and not that the target was adopted later
    assert "'sdg-8-7', which is of kind sdg_target; expected one of kind instrument" in said


def test_the_kinds_that_a_relation_allows_are_listed(folder: Folder) -> None:
    folder.swap("programs/project.yaml", "{who: group, role", "{who: plan, role")
    (said,) = folder.said()
    assert said.endswith("found 'plan', which is of kind source; expected one of kind agency or state")


def test_a_citation_of_no_source_hides_no_other(folder: Folder) -> None:
    folder.swap(
        "agencies/group.yaml",
        'who: beta, role: member, attested: ["2002", "2004-02"], citations: [{source: plan, lines: "5"}]',
        'who: beta, role: member, attested: ["2002", "2004-02"], citations: [{source: plam}, {source: plan, lines: "101"}]',
    )
    fields = [problem.field for problem in folder.problems()]
    assert fields == ["members[1].citations[0].source", "members[1].citations[1].lines"]


def test_a_record_without_a_file_is_named_by_its_id(world: untip.Registry) -> None:
    rules = World({}, {"alpha": "a.yaml"}, world.get, {}, {}, {})
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
    world = World({"one": one, "two": two}, {"one": "1", "two": "2"}, lambda _: None, {}, {}, {})
    assert [problem.field for problem in _rules.no_cycles(world)] == [field, field]


def _world(*records: Mapping[str, object]) -> World:
    made = {str(one["id"]): from_dict(Record, one) for one in records}
    return World(made, {id: f"{id}.yaml" for id in made}, lambda _: None, {}, {}, {})


def test_a_source_may_cite_itself() -> None:
    itself = {
        "kind": "source",
        "id": "a",
        "name": "A",
        "type": "report",
        "url": "https://a.org/",
        "citations": [{"source": "a"}],
    }
    assert list(_rules.ids_resolve(_world(itself))) == []


def test_what_a_source_says_of_itself_ends_no_look_at_the_records_after_it() -> None:
    source = {"kind": "source", "id": "a", "name": "A", "type": "report", "url": "https://a.org/"}
    agency = {"kind": "agency", "id": "b", "name": "B", "type": "media"}
    assert {problem.file for problem in _rules.facts_are_supported(_world(source, agency))} == {"b.yaml"}


def test_a_dispute_that_keeps_nothing_ends_no_look_at_the_one_after_it() -> None:
    cited = [{"source": "s"}]
    claims = [{"value": "X", "citations": cited}, {"value": "Y", "citations": cited}]
    first = {"about": "What it is", "claims": claims}
    second = {"about": "Its name", "field": "name", "claims": claims, "kept": 0}
    agency = {"kind": "agency", "id": "b", "name": "B", "type": "media", "disputes": [first, second]}
    (problem,) = _rules.kept_claims_read_as_the_field(_world(agency))
    assert problem.field == "disputes[1].claims[0].value"


def test_an_undated_consent_may_follow_a_withdrawal() -> None:
    rows = [("ratification", "2000"), ("withdrawal", "2005"), ("accession", None)]
    table = tuple(
        Participation(
            instrument="t", party="fra", action=Action(action), date=PartialDate(date) if date else None, source="s"
        )
        for action, date in rows
    )
    assert list(_rules.consents_follow_adoption(_world()._replace(tables={"t": table[2:] + table[:2]}))) == []
