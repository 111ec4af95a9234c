"""Reading a folder, a file or a JSON text of records: what is refused, with its file, line and correction."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from world import FILES, Folder

import untip
from untip._formats.files import read_bytes
from untip._schema.define import shapes
from untip._store import canonical as _canonical
from untip._store import load as _load
from untip._store.folder import FolderStore, canonical, kind_of, read_record
from untip._store.memory import MemoryStore
from untip.errors import Problem, ValidationError
from untip.schema import FOLDERS, KINDS, Alias, Record

FIELDS = ", ".join(name for name in shapes(untip.Agency) if name != "id")


def test_the_world_is_valid(folder: Folder) -> None:
    assert folder.said() == []
    assert untip.validate(folder.root, base=None) == ()


def test_a_folder_gives_every_record_of_every_kind(world: untip.Registry) -> None:
    files = [name for name in FILES if name.endswith(".yaml") and "/" in name]
    assert len(world) == len(files) + 1  # Nigeria is a row of states.csv
    assert {(record.folder, record.id) for kind in KINDS.values() for record in getattr(world, kind.folder)} == {
        *((name.split("/")[0], Path(name).stem) for name in files),
        ("states", "nga"),
    }


def test_a_registry_of_a_folder_knows_its_tables_and_redirects(world: untip.Registry) -> None:
    with pytest.warns(untip.RedirectWarning, match="'old-alpha' is 'alpha' since data version 2026.2: renamed"):
        assert world.agencies["old-alpha"].id == "alpha"
    assert world.parties("charter", on="2010").ids == ("fra", "nga")


# ── one file ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("acronym: AO", "acronim: AO", "2: acronim: unknown key 'acronim'; known are {fields}; did you mean 'acronym'?"),
        ("type: specialized-agency\n", "", "1: type: missing: type, one of {types}"),
        ("acronym: AO", "acronym: 5", "2: acronym: found 5, expected text"),
        ("acronym: AO", "acronym: ~", "2: acronym: found null; omit the key"),
        ("acronym: AO", "acronym: AO\nacronym: BO", "3: the key 'acronym' stands here and in line 2; keep one"),
        ("acronym: AO", "acronym: &a AO", "2: found the anchor &a; remove it"),
        ("acronym: AO", "acronym: !!str AO", "2: found the tag 'tag:yaml.org,2002:str'; remove it"),
        ("acronym: AO", "acronym: [AO", "3: is not YAML: while parsing a flow sequence, did not find expected ',' or ']'"),
        ("acronym: AO", "acronym: 'A\u200bO'", "2: found the hidden character U+200B; remove it"),
        ("acronym: AO", 'acronym: "A\\u200bO"', r"2: acronym: found 'A\u200bO': it has the hidden or unassigned character U+200B; remove it"),
        ('"2000-06"\nest', '"2000-13"\nest', "6: established: '2000-13' is not a valid date: expected a month and day that the calendar has"),
        ("established_by: charter", "established_by: The Charter", "7: established_by: found 'The Charter', expected a slug: lower-case letters, digits and single hyphens"),
        ("note: variant", "note: varient", "4: aliases[0].note: found 'varient', expected one of {notes}; did you mean 'variant'?"),
        ('    since: "2001"', '    since: "2001"\n    place: "Vienna"', "12: activities[0].place: unknown key 'place'; known are name, summary, pillars, since, citations"),
        ('lines: "7"', 'lines: "7-99"', "12: activities[0].citations[0].lines: found 7-99, expected a span of at most 12 lines; cite narrower"),
        ('lines: "1-3, 9"', 'lines: "9, 1-3"', "21: citations[0].lines: found 1-3 after line 9, expected spans in order that do not overlap"),
        ("supports: [mandate]", "supports: [mandat]", "22: citations[1].supports[0]: 'mandat' is no field of agency; name one of id, {fields}"),
        ("    kept: 0", "    kept: 2", "29: disputes[0].kept: found 2, expected an index from 0 to 1"),
        ("https://example.org/", "http://example.org/", "13: links[0].url: found 'http://example.org/', expected an https address"),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_a_fault_in_a_file_is_named_with_its_line(folder: Folder, old: str, new: str, said: str) -> None:
    folder.swap("agencies/alpha.yaml", old, new)
    notes, types = ", ".join(untip.schema.AliasNote), ", ".join(untip.schema.AgencyType)
    assert folder.said() == [f"agencies/alpha.yaml:{said.format(fields=FIELDS, notes=notes, types=types)}"]


def test_a_problem_has_its_parts(folder: Folder) -> None:
    folder.swap("agencies/alpha.yaml", "type: specialized-agency", "type: specialised-agency")
    assert folder.problems() == (
        Problem(
            f"found 'specialised-agency', expected one of {', '.join(untip.schema.AgencyType)}",
            field="type",
            file="agencies/alpha.yaml",
            line=5,
            column=7,
            found="'specialised-agency'",
            expected=f"one of {', '.join(untip.schema.AgencyType)}",
            suggestion="specialized-agency",
        ),
    )


def test_the_faults_of_all_files_are_told_at_once_by_file_and_line(folder: Folder) -> None:
    folder.swap("programs/project.yaml", "type: project", "type: projekt")
    folder.swap("agencies/alpha.yaml", "acronym: AO", "acronym: 5")
    folder.swap("agencies/alpha.yaml", "kept: 0", "kept: x")
    found = [(problem.file, problem.line) for problem in folder.problems()]
    assert found == [("agencies/alpha.yaml", 2), ("agencies/alpha.yaml", 29), ("programs/project.yaml", 2)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "agencies/new.yaml:1: is empty; expected one document"),
        (b"- a\n", "agencies/new.yaml:1: found <list of 1>, expected a mapping"),
        (b"a: \xff\n", "agencies/new.yaml:1: found byte 0xFF, which is not UTF-8; save it as UTF-8"),
        (b"\xef\xbb\xbfname: x\n", "agencies/new.yaml:1: begins with a byte order mark; save it as UTF-8 without"),
        (b"a: 1\n---\nb: 2\n", "agencies/new.yaml:2: found a second document; keep one a file"),
        (b"x" * 1_000_001, "agencies/new.yaml: has more than 1000000 bytes, the limit"),
        (b"id: new\nname: New\ntype: media\n", "agencies/new.yaml:1: id: unknown key 'id'; known are name, acronym"),
        (b"kind: agency\nname: New\ntype: media\n", "agencies/new.yaml:1: kind: unknown key 'kind'; known are name"),
    ],
    ids=lambda value: value[:20],
)
def test_a_file_that_is_no_record_is_refused(folder: Folder, data: bytes, said: str) -> None:
    folder.write("agencies/new.yaml", data)
    (found,) = folder.said()
    assert found.replace("found ['a']", "found <list of 1>").startswith(said)


def test_no_more_of_a_file_is_read_than_the_limit(folder: Folder) -> None:
    folder.write("agencies/new.yaml", b"x" * 11)
    assert read_bytes(folder.path("agencies/new.yaml"), "f", 11) == b"x" * 11
    with pytest.raises(ValidationError, match="f: has more than 10 bytes, the limit"):
        read_bytes(folder.path("agencies/new.yaml"), "f", 10)
    if Path("/dev/zero").exists():  # endless, and no plain file
        with pytest.raises(ValidationError, match="f: is not a plain file"):
            read_bytes(Path("/dev/zero"), "f", 10)


def test_a_file_that_is_missing_or_no_file_is_refused(folder: Folder) -> None:
    with pytest.raises(ValidationError, match="f: does not exist"):
        read_bytes(folder.path("nothing.yaml"), "f", 10)
    with pytest.raises(ValidationError, match="f: is not a plain file"):
        read_bytes(folder.path("agencies"), "f", 10)


if sys.platform != "win32":  # which has no pipes in folders

    def test_a_pipe_is_not_waited_for(folder: Folder) -> None:
        os.mkfifo(folder.path("agencies/pipe.yaml"))
        assert folder.said() == ["agencies/pipe.yaml: is not a plain file"]


# ── a folder ──────────────────────────────────────────────────────────────────────────────────────────────────────────

KNOWN = ", ".join(FOLDERS)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("agency/x.yaml", f"agency: is neither a folder {KNOWN}, participation nor a file states.csv, state_names.csv, redirects.yaml"),
        ("notes.txt", f"notes.txt: is neither a folder {KNOWN}, participation nor a file states.csv, state_names.csv, redirects.yaml"),
        ("agencies/new.yml", "agencies/new.yml: is no .yaml file; here is one file for each id, named <id>.yaml"),
        ("agencies/old/x.yaml", "agencies/old: is no .yaml file; here is one file for each id, named <id>.yaml"),
        ("agencies/New.yaml", "agencies/New.yaml: its name is no slug: lower-case letters, digits and single hyphens, then .yaml"),
        (f"agencies/{'a' * 101}.yaml", f"agencies/{'a' * 101}.yaml: its name is no slug"),
        ("participation/x.txt", "participation/x.txt: is no .csv file; here is one file for each id, named <id>.csv"),
        ("participation/X.csv", "participation/X.csv: its name is no slug: lower-case letters, digits and single hyphens, then .csv"),
    ],
)  # fmt: skip
def test_a_file_that_would_be_left_out_is_named(folder: Folder, name: str, said: str) -> None:
    folder.write(name, "x")
    (found,) = folder.said()
    assert found.startswith(said)


def test_a_file_in_the_place_of_a_folder_is_named(folder: Folder) -> None:
    folder.path("events/summit.yaml").unlink()
    folder.path("events").rmdir()
    folder.write("events", "x")
    assert folder.said()[0].startswith("events: is neither a folder agencies, ")


@pytest.mark.parametrize("name", [".DS_Store", "agencies/.swp", "participation/.x.csv"])
def test_hidden_files_are_passed_over(folder: Folder, name: str) -> None:
    folder.write(name, "x")
    assert folder.said() == []


def test_an_id_belongs_to_one_record_of_all_kinds(folder: Folder) -> None:
    folder.write("events/alpha.yaml", 'name: "Alpha"\ntype: panel\n')
    assert folder.said() == ["events/alpha.yaml: 'alpha' is the id of agencies/alpha.yaml too; rename one"]


def test_a_state_is_a_row_or_a_file_not_both(folder: Folder) -> None:
    folder.write("states/nga.yaml", FILES["states/fra.yaml"])
    assert folder.said() == ["states/nga.yaml: nga is a row of states.csv too; keep one of the two"]


def test_a_folder_need_not_have_everything(tmp_path: Path) -> None:
    assert _load.examine(tmp_path, None)[1] == ()
    assert len(untip.load(tmp_path)) == 0


def test_tables_and_redirects_are_read_as_strictly(folder: Folder) -> None:
    folder.swap("states.csv", "NGA,NG,566", "NGA,ng,566")
    folder.swap("participation/charter.csv", "fra,signature", "fra,signatur")
    folder.swap("participation/coverage.csv", "2010-12-31", "2010-12-32")
    folder.swap("redirects.yaml", 'why: "renamed"', "wy: renamed")
    assert folder.said() == [
        "participation/charter.csv:2: action: found 'signatur', expected one of "
        + ", ".join(untip.schema.Action)
        + "; did you mean 'signature'?",
        "participation/coverage.csv:2: known_until: '2010-12-32' is not a valid date: "
        "expected a month and day that the calendar has",
        "redirects.yaml:1: old-alpha.why: missing: why, text",
        "redirects.yaml:1: old-alpha.wy: unknown key 'wy'; known are to, since, why; did you mean 'why'?",
        "states.csv:2: alpha2: found 'ng', expected two capital letters (ISO 3166-1 alpha-2)",
    ]


def test_a_fault_of_a_redirect_is_on_its_own_line(folder: Folder) -> None:
    redirects = 'old-alpha:\n  to: alpha\n  since: 5\n  why: "renamed"\n  whi: "renamed"\n'
    folder.path("redirects.yaml").write_text(redirects, encoding="utf-8")
    assert folder.said() == [
        "redirects.yaml:3: old-alpha.since: found 5, expected text",
        "redirects.yaml:5: old-alpha.whi: unknown key 'whi'; known are to, since, why; did you mean 'why'?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "redirects.yaml:1: found no mapping, expected one from old id to its redirect"),
        ("old-alpha: alpha\n", "redirects.yaml:1: old-alpha: found 'alpha', expected a mapping"),
        (
            "Old Alpha: {to: alpha, since: x, why: y}\n",
            "redirects.yaml:1: Old Alpha.old: found 'Old Alpha', expected a slug: lower-case letters, digits and single hyphens",
        ),
    ],
)
def test_redirects_are_a_mapping_from_slugs(folder: Folder, text: str, said: str) -> None:
    folder.write("redirects.yaml", text)
    assert folder.said() == [said]


# ── stores ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_is_read_only_as_far_as_it_is_asked(folder: Folder) -> None:
    folder.write("agencies/beta.yaml", "broken")
    store = FolderStore(folder.root)
    assert store.ids("agency") == ("alpha", "beta", "group")
    assert store.record("agency", "alpha").name == "Alpha Organization"
    with pytest.raises(ValidationError, match=r"beta\.yaml:1: found 'broken', expected a mapping"):
        store.record("agency", "beta")


def test_a_folder_and_its_records_in_memory_answer_alike(folder: Folder) -> None:
    store = FolderStore(folder.root)
    records = [store.record(kind, id) for kind in KINDS for id in store.ids(kind)]
    tables = {treaty: store.participation(treaty) for treaty in store.tables()}
    memory = MemoryStore(reversed(records), store.redirects(), store.coverage(), tables)
    assert {kind: memory.ids(kind) for kind in KINDS} == {kind: store.ids(kind) for kind in KINDS}
    assert memory.index().ids("ao") == store.index().ids("ao") == ("alpha",)
    assert memory.index() is memory.index()
    assert store.index() is store.index()
    assert memory.words() is memory.words()
    assert store.words() is store.words()
    for ask in (memory, store):
        assert ask.record("agency", "alpha") == records[0]
        assert set(ask.redirects()) == {"old-alpha"}
        assert ask.coverage()["charter"].source == "site"
        assert [row.party for row in ask.participation("charter")] == ["fra", "fra", "nga"]
        assert ask.participation("annex") == ()


def test_redirects_are_read_once(folder: Folder) -> None:
    store = FolderStore(folder.root)
    assert store.redirects() is store.redirects()
    assert store.redirects()["old-alpha"].to == "alpha"


def test_a_folder_without_tables_has_none(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert (store.tables(), dict(store.coverage()), dict(store.redirects()), store.ids("state")) == ([], {}, {}, ())


def test_records_in_memory_have_ids_of_their_own(world: untip.Registry) -> None:
    alpha = world.agencies["alpha"]
    with pytest.raises(ValidationError) as caught:
        MemoryStore([alpha, world.events["summit"].__replace__(id="alpha")])
    assert str(caught.value) == (
        "id: 'alpha' is the id of agency 'Alpha Organization' and of event 'The Summit'; rename one of the two"
    )


@pytest.mark.parametrize("thing", [5, "alpha", None, Alias(name="a")])
def test_a_store_holds_records_only(thing: Any) -> None:
    with pytest.raises(untip.UsageError, match="expected a record, found "):
        untip.Registry([thing])


# ── the way out ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_canonical_text_of_a_record_reads_back_as_the_record(folder: Folder) -> None:
    for name in FILES:
        if name.endswith(".yaml") and "/" in name:
            path = folder.path(name)
            record = read_record(path, kind_of(path))
            folder.write(name, canonical(record))
            assert read_record(path, kind_of(path)) == record
            assert canonical(record) == path.read_text(encoding="utf-8")


def test_a_canonical_text_that_would_change_the_record_is_not_written(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder.path("agencies/beta.yaml")
    file.write_text('type: media\nname: "Beta"\n', encoding="utf-8")
    assert _canonical.canonical_text(file)[1] == 'name: "Beta"\ntype: media\n'
    monkeypatch.setattr(_canonical, "canonical", lambda _: 'name: "Bet"\ntype: media\n')
    with pytest.raises(ValidationError, match="cannot be written in canonical form without a change"):
        _canonical.canonical_text(file)


def test_a_file_that_another_program_has_changed_meanwhile_is_left_as_that_one_wrote_it(folder: Folder) -> None:
    file = folder.path("agencies/beta.yaml")
    before = file.read_bytes()
    folder.write("agencies/beta.yaml", 'name: "Mine"\ntype: media\n')
    with pytest.raises(ValidationError, match="was changed by another program meanwhile; run fmt again"):
        _canonical.rewrite(file, 'name: "Theirs"\n', before)
    assert file.read_text(encoding="utf-8") == 'name: "Mine"\ntype: media\n'
    _canonical.rewrite(file, 'name: "Theirs"\n', file.read_bytes())
    assert file.read_text(encoding="utf-8") == 'name: "Theirs"\n'


def test_the_canonical_text_puts_what_the_kind_is_about_first(world: untip.Registry) -> None:
    text = canonical(world.agencies["beta"])
    assert text == (
        'name: "Beta Bureau"\n'
        "type: secretariat-entity\n"
        "parent: alpha\n"
        'established: "1990"\n'
        'dissolved: "2005-03-31"\n'
        "successor: alpha\n"
        "citations:\n"
        '  - {source: plan, lines: "4", supports: [name, parent, established, dissolved, successor]}\n'
    )


def test_a_file_is_read_whatever_it_is_called_in_messages(folder: Folder) -> None:
    record: Record = read_record(folder.path("agencies/beta.yaml"), "agency")
    assert record.id == "beta"
    with pytest.raises(ValidationError, match=r"agencies/Be\.yaml:1: id: found 'Be', expected a slug"):
        folder.write("agencies/Be.yaml", FILES["agencies/beta.yaml"])
        read_record(folder.path("agencies/Be.yaml"), "agency", "agencies/Be.yaml")


def test_every_stranger_is_named_not_the_first_alone(folder: Folder) -> None:
    folder.write(".hidden", "x")
    folder.write("agencies/.hidden", "x")
    folder.write("aaa.txt", "x")
    folder.write("agencies/zzz.yml", "x")
    folder.write("zzz.txt", "x")
    found = [(problem.file, problem.found) for problem in folder.problems()]
    assert found == [("aaa.txt", "aaa.txt"), ("agencies/zzz.yml", None), ("zzz.txt", "zzz.txt")]
    folder.write("agencies/New.yaml", "x")
    assert ("agencies/New.yaml", "New") in [(problem.file, problem.found) for problem in folder.problems()]


def test_a_problem_of_a_redirect_has_its_column(folder: Folder) -> None:
    folder.write("redirects.yaml", "old-alpha: {to: alpha}\n")
    assert {(problem.line, problem.column) for problem in folder.problems()} == {(1, 1)}


def test_a_record_that_is_read_alone_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("name: 5\n", "utf-8")
    with pytest.raises(ValidationError) as caught:
        read_record(path, "agency")
    assert {problem.file for problem in caught.value.problems} == {str(path)}


def test_a_folder_in_the_place_of_the_redirects_is_named(folder: Folder) -> None:
    folder.path("redirects.yaml").unlink()
    folder.path("redirects.yaml").mkdir()
    assert folder.said() == ["redirects.yaml: is not a plain file"]


def test_a_state_that_breaks_a_rule_is_named_by_its_table(folder: Folder) -> None:
    folder.swap("states.csv", "1960-10-07,site,site,site", "1960-10-07,nowhere,site,site")
    assert {problem.file for problem in folder.problems()} == {"states.csv"}
