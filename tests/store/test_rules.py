"""The rules between records: the world breaks one of them at a time; the message says where, and how to correct it."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest
from world import Folder

from untip._store import known_ids
from untip._store import rules as _rules
from untip._store.rules import RULES, DataSet
from untip._store.rules.citations import (
    citations_stand,
    facts_are_supported,
    kept_claims_read_as_the_field,
    ranges_run_upwards,
    sources_can_be_reached,
    supports_are_filled,
)
from untip._store.rules.lifetimes import (
    activities_begin_in_the_bodys_time,
    bodies_follow_their_acts,
    programs_end_with_their_leads,
    roles_end_with_the_bodies,
)
from untip._store.rules.names import names_belong_to_one, names_differ, shared_names_are_shared
from untip._store.rules.references import (
    ids_resolve,
    no_cycles,
    redirects_resolve,
    relations_stand_once,
    supplements_are_younger,
)
from untip._store.rules.treaties import (
    consents_follow_adoption,
    deposits_reach_the_condition,
    entries_follow_the_rule,
    parties_exist,
)
from untip.errors import Problem

Rule = Callable[[DataSet], Iterator[Problem]]
Break = tuple[str, str, str]
"""A file, a text that stands in it once, and what takes its place."""

BROKEN: list[tuple[Rule, list[Break], list[str]]] = [
    (
        ids_resolve,
        [("agencies/beta.yaml", "parent: alpha", "parent: alpa")],
        [
            "agencies/beta.yaml:3: parent: found 'alpa', which is not the id of a record; add the record or correct the id; "
            "did you mean 'alpha'?"
        ],
    ),
    (
        ids_resolve,
        [("agencies/beta.yaml", "parent: alpha", "parent: plan")],
        ["agencies/beta.yaml:3: parent: found 'plan', which is of kind source; expected one of kind agency"],
    ),
    (
        ids_resolve,
        [("agencies/beta.yaml", "parent: alpha", "parent: beta")],
        ["agencies/beta.yaml:3: parent: found 'beta', the record itself; name another"],
    ),
    (
        ids_resolve,
        [("findings/gap.yaml", "by: [alpha]", "by: [plan]")],
        ["findings/gap.yaml:3: by[0]: found 'plan', which is of kind source; expected one of kind agency or state"],
    ),
    (
        ids_resolve,
        [("statistics/count.yaml", "reported_by: [alpha]", "reported_by: [plan]")],
        [
            "statistics/count.yaml:9: reported_by[0]: found 'plan', which is of kind source; expected one of kind agency "
            "or state"
        ],
    ),
    (
        ids_resolve,
        [("programs/project.yaml", "{who: group, role", "{who: groop, role")],
        [
            "programs/project.yaml:8: partners[0].who: found 'groop', which is not the id of a record; add the record or "
            "correct the id; did you mean 'group'?"
        ],
    ),
    (
        ids_resolve,
        [("instruments/charter.yaml", "instruments: 1, days: 90", "instruments: 1, days: 90, not_before: alpha")],
        [
            "instruments/charter.yaml:9: in_force_condition.not_before: found 'alpha', which is of kind agency; expected "
            "one of kind instrument"
        ],
    ),
    (
        ids_resolve,
        [("agencies/alpha.yaml", '- {value: "1999", citations: [{source: site}]}', '- {value: "1999", citations: [{source: xyz}]}')],
        [
            "agencies/alpha.yaml:28: disputes[0].claims[1].citations[0].source: found 'xyz', which is not the id of a record; "
            "add the record or correct the id"
        ],
    ),
    (
        ids_resolve,
        [("findings/advice.yaml", "[all-states, fra]", "[all-states, all-mankind]")],
        [
            "findings/advice.yaml:4: addressees[1]: found 'all-mankind', which is not the id of a record; add the record or "
            "correct the id"
        ],
    ),
    (
        ids_resolve,
        [("agencies/alpha.yaml", '  - field: name\n    value: "Office of Alpha"', '  - field: parent\n    value: "gone"')],
        [
            "agencies/alpha.yaml:17: history[0].value: found 'gone', which is not the id of a record; add the record or "
            "correct the id"
        ],
    ),
    (
        no_cycles,
        [
            ("agencies/alpha.yaml", "type: specialized-agency", "type: specialized-agency\nparent: beta"),
            ("agencies/alpha.yaml", "supports: [mandate]", "supports: [mandate, parent]"),
        ],
        [
            "agencies/alpha.yaml:6: parent: goes round in a circle: alpha → beta → alpha; remove the wrong link",
        ],
    ),
    (
        relations_stand_once,
        [
            ("instruments/charter.yaml", "depositary: alpha", "established: [alpha]\ndepositary: alpha"),
            ("instruments/charter.yaml", "supports: [depositary", "supports: [established, depositary"),
        ],
        ["instruments/charter.yaml:10: established[0]: alpha says so itself in `established_by`; remove it here"],
    ),
    (
        redirects_resolve,
        [("redirects.yaml", "old-alpha: {to: alpha", "beta: {to: alpha")],
        ["redirects.yaml:1: beta: 'beta' is the id of a record; remove the redirect"],
    ),
    (
        redirects_resolve,
        [("redirects.yaml", "{to: alpha", "{to: gone")],
        ["redirects.yaml:1: old-alpha.to: found 'gone', which is not the id of a record; add the record or correct the id"],
    ),
    (
        redirects_resolve,
        [("redirects.yaml", "old-alpha: {to: alpha", "older: {to: old-alpha, since: x, why: y}\nold-alpha: {to: alpha")],
        ["redirects.yaml:1: older.to: 'old-alpha' is redirected itself; redirect to 'alpha'"],
    ),
    (
        names_belong_to_one,
        [("agencies/beta.yaml", '"Beta Bureau"', '"ALPHA organization"')],
        [
            "agencies/alpha.yaml:1: name: 'Alpha Organization' names agency beta too; drop it, or put it in the "
            "ambiguous_names of all",
            "agencies/beta.yaml:1: name: 'ALPHA organization' names agency alpha too; drop it, or put it in the "
            "ambiguous_names of all",
        ],
    ),
    (
        names_belong_to_one,
        [
            ("agencies/beta.yaml", "type: sec", "acronym: AO\nambiguous_names: [AO]\ntype: sec"),
            ("agencies/beta.yaml", "supports: [name", "supports: [name, acronym"),
        ],
        [
            "agencies/alpha.yaml:1: name: 'AO' names agency beta too; drop it, or put it in the ambiguous_names of all",
        ],
    ),
    (
        names_belong_to_one,
        [("instruments/annex.yaml", "type: protocol", 'type: protocol\nsymbols: ["a-res-55-25"]'), ("instruments/annex.yaml", "[name, adopted", "[name, symbols, adopted")],
        [
            "instruments/annex.yaml:1: name: 'a-res-55-25' names instrument charter too; drop it, or put it in the "
            "ambiguous_names of all",
            "instruments/charter.yaml:1: name: 'A/RES/55/25' names instrument annex too; drop it, or put it in the "
            "ambiguous_names of all",
        ],
    ),
    (
        shared_names_are_shared,
        [("agencies/beta.yaml", "type: sec", "ambiguous_names: [Bureau]\ntype: sec")],
        ["agencies/beta.yaml:2: ambiguous_names[0]: 'Bureau' names no other record; make it an alias"],
    ),
    (
        names_differ,
        [("agencies/alpha.yaml", '{name: "Alpha", note', '{name: "alpha-organization", note')],
        ["agencies/alpha.yaml:4: aliases[0].name: 'alpha-organization' is found by its name already; remove it"],
    ),
    (
        names_differ,
        [("agencies/alpha.yaml", '{name: "Alpha", note', '{name: "a.o.", note')],
        ["agencies/alpha.yaml:4: aliases[0].name: 'a.o.' is found by its acronym already; remove it"],
    ),
    (
        names_differ,
        [("agencies/alpha.yaml", "note: variant}", 'note: variant}\n  - {name: "ALPHA!"}')],
        ["agencies/alpha.yaml:5: aliases[1].name: 'ALPHA!' is found by its aliases[0].name already; remove it"],
    ),
    (
        names_differ,
        [("agencies/alpha.yaml", '{name: "Alpha", note', '{name: "—", note')],
        ["agencies/alpha.yaml:4: aliases[0].name: '—' has no letter or digit to find it by; remove it"],
    ),
    (
        names_differ,
        [("agencies/beta.yaml", '"Beta Bureau"', '"…"')],
        ["agencies/beta.yaml:1: name: '…' has no letter or digit to find it by; write the name in letters"],
    ),
    (
        supplements_are_younger,
        [("instruments/annex.yaml", 'adopted: "2001"', 'adopted: "1998"')],
        ["instruments/annex.yaml:4: supplements: adopted 1998, but charter 1999-11-15; correct one"],
    ),
    (
        supplements_are_younger,
        [
            ("instruments/annex.yaml", 'adopted: "2001"\nsupplements: charter', 'adopted: "1998"\namends: [charter]'),
            ("instruments/annex.yaml", "adopted, supplements", "adopted, amends"),
        ],
        ["instruments/annex.yaml:4: amends: adopted 1998, but charter 1999-11-15; correct one"],
    ),
    (
        bodies_follow_their_acts,
        [("agencies/alpha.yaml", 'established: "2000-06"', 'established: "1998"'), ("agencies/alpha.yaml", "    kept: 0\n", "")],
        ["agencies/alpha.yaml:6: established: 1998 is before charter of 1999-11-15, which established it; correct one"],
    ),
    (
        bodies_follow_their_acts,
        [("agencies/group.yaml", 'established: "2001"', 'established: "2000"')],
        ["agencies/group.yaml:3: established: 2000 is before annex of 2001, which established it; correct one"],
    ),
    (
        bodies_follow_their_acts,
        [("agencies/beta.yaml", "parent: alpha", "established_by: alpha"), ("agencies/beta.yaml", "[name, parent", "[name, established_by")],
        ["agencies/beta.yaml:4: established: 1990 is before alpha of 2000-06, which established it; correct one"],
    ),
    (
        programs_end_with_their_leads,
        [("programs/project.yaml", "leads: [alpha]", "leads: [beta]")],
        ["programs/project.yaml:6: leads: beta had ceased by 2005-03-31; state the program's end or a later lead"],
    ),
    (
        activities_begin_in_the_bodys_time,
        [("agencies/beta.yaml", "successor: alpha", 'activities:\n  - {name: "x", since: "2005-04", citations: [{source: site}]}\nsuccessor: alpha')],
        ["agencies/beta.yaml:7: activities[0].since: 2005-04 is after the body's end on 2005-03-31; correct one"],
    ),
    (
        roles_end_with_the_bodies,
        [("agencies/group.yaml", 'attested: ["2002", "2004-02"]', 'period: "2002/2006"')],
        ["agencies/group.yaml:6: members[1].period: 2002/2006 goes beyond the end of beta on 2005-03-31; correct one"],
    ),
    (
        roles_end_with_the_bodies,
        [("agencies/group.yaml", 'attested: ["2002", "2004-02"]', 'period: "2002/.."')],
        ["agencies/group.yaml:6: members[1].period: 2002/.. goes beyond the end of beta on 2005-03-31; correct one"],
    ),
    (
        roles_end_with_the_bodies,
        [
            ("programs/project.yaml", "end_planned: true\n", ""),
            ("programs/project.yaml", "end_planned, ", ""),
            ("programs/project.yaml", "role: partner, ", 'role: partner, period: "2007/2015", '),
        ],
        ["programs/project.yaml:7: partners[0].period: 2007/2015 goes beyond the end of project on 2014-12; correct one"],
    ),
    (
        citations_stand,
        [("agencies/group.yaml", 'citations:\n  - {source: plan, lines: "5"', 'citations:\n  - {source: plan, lines: "101"')],
        ["agencies/group.yaml:9: citations[0].lines: found line 101, but plan has 100 lines; correct the lines"],
    ),
    (
        citations_stand,
        [("agencies/alpha.yaml", "{source: site, supports", '{source: site, lines: "1", supports')],
        [
            "agencies/alpha.yaml:22: citations[1].lines: site has no transcript to count lines in; name the place in "
            "`section`"
        ],
    ),
    (
        citations_stand,
        [("agencies/alpha.yaml", 'citations: [{source: plan, lines: "7"}]', "citations: [{source: plan}]")],
        ["agencies/alpha.yaml:12: activities[0].citations[0].lines: missing: say which lines of plan state it"],
    ),
    (
        facts_are_supported,
        [("agencies/alpha.yaml", "  - {source: site, supports: [mandate]}\n", "")],
        [
            "agencies/alpha.yaml:8: mandate: is stated without a source; add 'mandate' to the supports of the citation "
            "that states it"
        ],
    ),
    (
        facts_are_supported,
        [("agencies/alpha.yaml", '    citations: [{source: plan, lines: "7"}]\n', "")],
        [
            "agencies/alpha.yaml:10: activities[0]: is stated without a source; give it citations, or support "
            "'activities' as a whole"
        ],
    ),
    (
        facts_are_supported,
        [("instruments/charter.yaml", ", in_force_condition]", "]")],
        [
            "instruments/charter.yaml:9: in_force_condition: is stated without a source; add 'in_force_condition' to the "
            "supports of the citation that states it"
        ],
    ),
    (
        facts_are_supported,
        [("agencies/alpha.yaml", "    citations: [{source: site}]\ncitations", "citations")],
        ["agencies/alpha.yaml:16: history[0]: is stated without a source; give it citations"],
    ),
    (
        supports_are_filled,
        [("agencies/beta.yaml", "supports: [name,", "supports: [name, headquarters, members,")],
        [
            "agencies/beta.yaml:8: citations[0].supports[1]: 'headquarters' is not filled; fill it or leave it out here",
            "agencies/beta.yaml:8: citations[0].supports[2]: 'members' is not filled; fill it or leave it out here",
        ],
    ),
    (
        kept_claims_read_as_the_field,
        [("agencies/alpha.yaml", "kept: 0", "kept: 1")],
        [
            "agencies/alpha.yaml:28: disputes[0].claims[1].value: keeps '1999', but the record's established reads "
            "2000-06; make them agree"
        ],
    ),
    (
        ranges_run_upwards,
        [("statistics/count.yaml", "value: 2", "value: 3.5")],
        ["statistics/count.yaml:4: upper: found 3.5, which is not above the value 3.5; correct one"],
    ),
    (
        ranges_run_upwards,
        [
            ("statistics/count.yaml", "value: 2", 'quantity: "a few"'),
            ("statistics/count.yaml", "measure, value", "measure, quantity"),
        ],
        ["statistics/count.yaml:4: upper: found 3.5 without a lower end; add it as `value`"],
    ),
    (
        sources_can_be_reached,
        [("sources/site.yaml", 'consulted: "2026-01-15"\n', "")],
        ["sources/site.yaml:1: consulted: missing: say when the address was consulted"],
    ),
    (
        parties_exist,
        [("participation/charter.csv", "nga,accession", "ngo,accession")],
        [
            "participation/charter.csv:4: party: found 'ngo', which is not the id of a State or agency; add the record or "
            "correct the id; did you mean 'nga'?"
        ],
    ),
    (
        parties_exist,
        [("participation/charter.csv", "nga,accession,2003,,site", "plan,accession,2003,,alpha")],
        [
            "participation/charter.csv:4: party: found 'plan', which is not the id of a State or agency; add the record or "
            "correct the id",
            "participation/charter.csv:4: source: found 'alpha', which is not the id of a source; add the record or "
            "correct the id",
        ],
    ),
    (
        parties_exist,
        [("participation/coverage.csv", "charter,2010-12-31", "annex,2010-12-31")],
        [
            "participation/charter.csv:1: has no row in coverage.csv; say until when the table is known",
            "participation/coverage.csv:2: instrument: there is no annex.csv that this row speaks of; add the table or "
            "remove the row",
        ],
    ),
    (
        parties_exist,
        [("participation/coverage.csv", "2010-12-31,site", "2010-12-31,sites")],
        [
            "participation/coverage.csv:2: source: found 'sites', which is not the id of a source; add the record or "
            "correct the id; did you mean 'site'?"
        ],
    ),
    (
        consents_follow_adoption,
        [("participation/charter.csv", "fra,signature,1999-12-12", "fra,signature,1999-11-14")],
        ["participation/charter.csv:2: date: 1999-11-14 is before the adoption on 1999-11-15; correct one"],
    ),
    (
        consents_follow_adoption,
        [("participation/charter.csv", "nga,accession,2003", "fra,accession,2003")],
        ["participation/charter.csv:4: party: fra consents twice without withdrawing between; remove one"],
    ),
    (
        consents_follow_adoption,
        [("participation/charter.csv", "nga,accession,2003", "fra,withdrawal-revoked,2003")],
        ["participation/charter.csv:4: action: fra revokes a withdrawal that no earlier row has; add it"],
    ),
    (
        deposits_reach_the_condition,
        [
            ("participation/coverage.csv", "2010-12-31,site,,", "2010-12-31,site,yes,"),
            ("instruments/charter.yaml", "{instruments: 1, days: 90}", "{instruments: 2, days: 90}"),
        ],
        [
            "participation/coverage.csv:2: complete: found yes, but charter.csv has only 1 of the 2 consents by 2000-04-29 "
            "that charter needs to enter into force; add the rows, or write part"
        ],
    ),
    (
        entries_follow_the_rule,
        [("participation/charter.csv", "2000-01-30,2000-04-29", "2000-01-30,2000-04-30")],
        [
            "participation/charter.csv:3: in_force: fra ratification 2000-01-30: found 2000-04-30, but the treaty's rule "
            "makes it 2000-04-29; correct one"
        ],
    ),
    (
        entries_follow_the_rule,
        [("participation/charter.csv", "nga,accession,2003,,", "nga,accession,2003,2005,")],
        [
            "participation/charter.csv:4: in_force: nga accession 2003: found 2005, but the treaty's rule makes it "
            "2003-04-01 to 2004-03-30; correct one"
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "breaks", "said"), BROKEN, ids=[f"{rule.__name__}-{index}" for index, (rule, _, _) in enumerate(BROKEN)]
)
def test_a_broken_rule_is_named_with_file_line_field_and_correction(
    folder: Folder, rule: Rule, breaks: list[Break], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, old, new in breaks:
        folder.swap(name, old, new)
    assert folder.said() == said
    monkeypatch.setattr("untip._store.load.RULES", [other for other in RULES if other is not rule])
    assert folder.said() == []


MODULES = [import_module(f"{_rules.__name__}.{found.name}") for found in iter_modules(_rules.__path__)]
MEND = re.compile(
    r"(; |missing: )(add|correct|drop|expected|fill|give|keep|make|name|redirect|remove|say|state|write) [^;]+$"
)
"""The end of a message, which says how to correct what is wrong."""


def messages(module: ModuleType) -> list[str]:
    """Return the messages of the problems that a module makes, `…` for what is filled in."""
    found: list[ast.expr] = []
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message":
            found.append(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("Problem", "data.problem"):
            found.append(node.args[0 if ast.unparse(node.func) == "Problem" else 2])
    texts = [getattr(one, "values", [one]) for one in found if not isinstance(one, ast.Name)]
    return ["".join([str(part.value) if isinstance(part, ast.Constant) else "…" for part in text]) for text in texts]


@pytest.mark.parametrize("module", [*MODULES, known_ids], ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_message_says_how_to_correct_what_is_wrong(module: ModuleType) -> None:
    found = messages(module)
    assert bool(found) == (module.__name__ != "untip._store.rules.data_set")
    assert [message for message in found if not MEND.search(message)] == []


def test_every_rule_is_broken_here_and_every_rule_of_the_package_is_applied() -> None:
    declared = {
        function
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and list(inspect.signature(function).parameters) == ["data"]
    }
    assert set(RULES) == declared
    assert len(set(RULES)) == len(RULES)
    assert {rule for rule, _, _ in BROKEN} == set(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_says_what_it_demands(rule: Rule) -> None:
    assert str(rule.__doc__).endswith(".")
