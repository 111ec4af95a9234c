"""Reading a folder, a file or a JSON text of records: what is refused, with its file, line and mend."""

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from world import FILES, Folder

import untip
from untip._schema.define import shapes
from untip._store import folder as _files
from untip._store import load as _load
from untip._store.folder import FolderStore, canonical, kind_of, read_bytes, read_record
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
        ("acronym: AO", "acronym: ~", "2: acronym: found null; leave the key out"),
        ("acronym: AO", "acronym: AO\nacronym: BO", "3: the key 'acronym' stands here and in line 2; keep one"),
        ("acronym: AO", "acronym: &a AO", "2: found the anchor &a; remove it"),
        ("acronym: AO", "acronym: !!str AO", "2: found the tag 'tag:yaml.org,2002:str'; remove it"),
        ("acronym: AO", "acronym: [AO", "3: is not YAML: while parsing a flow sequence, did not find expected ',' or ']'"),
        ("acronym: AO", "acronym: 'A\u200bO'", "2: found the hidden character U+200B; remove it"),
        ("acronym: AO", 'acronym: "A\\u200bO"', r"2: acronym: found 'A\u200bO': it has the hidden or unassigned character U+200B; remove it"),
        ('"2000-06"\nest', '"2000-13"\nest', "6: established: '2000-13' is no date that can be read: expected a month and day that the calendar has"),
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
        (b"x" * 1_000_001, "agencies/new.yaml: has 1000001 bytes; the limit is 1000000"),
        (b"id: new\nname: New\ntype: media\n", "agencies/new.yaml:1: id: unknown key 'id'; known are name, acronym"),
        (b"kind: agency\nname: New\ntype: media\n", "agencies/new.yaml:1: kind: unknown key 'kind'; known are name"),
    ],
    ids=lambda value: value[:20],
)
def test_a_file_that_is_no_record_is_refused(folder: Folder, data: bytes, said: str) -> None:
    folder.write("agencies/new.yaml", data)
    (found,) = folder.said()
    assert found.replace("found ['a']", "found <list of 1>").startswith(said)


def test_a_size_is_looked_at_before_a_file_is_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write("agencies/new.yaml", b"x" * 1_000_001)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(ValidationError, match="f: has 1000001 bytes; the limit is 1000000"):
        read_bytes(folder.path("agencies/new.yaml"), "f")


def test_a_file_that_is_missing_or_no_file_is_refused(folder: Folder) -> None:
    with pytest.raises(ValidationError, match="f: cannot be read: "):
        read_bytes(folder.path("nothing.yaml"), "f")
    with pytest.raises(ValidationError, match="f: is no plain file"):
        read_bytes(folder.path("agencies"), "f")


if sys.platform != "win32":  # which has no pipes in folders

    def test_a_pipe_is_not_waited_for(folder: Folder) -> None:
        os.mkfifo(folder.path("agencies/pipe.yaml"))
        assert set(folder.said()) == {
            "agencies/pipe.yaml: is no .yaml file; here is one file for each id, named <id>.yaml",
            "agencies/pipe.yaml: is no plain file",
        }


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
    assert _load.read(tmp_path, lambda _: None)[1] == ()
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
        "participation/coverage.csv:2: known_until: '2010-12-32' is no date that can be read: "
        "expected a month and day that the calendar has",
        "redirects.yaml:1: old-alpha.wy: unknown key 'wy'; known are to, since, why; did you mean 'why'?",
        "redirects.yaml:1: old-alpha.why: missing: why, text",
        "states.csv:2: alpha2: found 'ng', expected two capital letters (ISO 3166-1 alpha-2)",
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


def test_problems_over_a_hundred_are_counted_however_many_files_and_entries_have_them(folder: Folder) -> None:
    keys = "".join(f"  key-{n}: x\n" for n in range(120))
    entry = '  to: alpha\n  since: "2000"\n  why: renamed\n'
    folder.write("redirects.yaml", f"old-alpha:\n{entry}{keys}old-beta:\n{entry}{keys}")
    folder.add("participation/charter.csv", "fra,signatur,2000,,\n" * 130)
    for name in ("programs/one.yaml", "programs/two.yaml"):
        folder.write(name, f"name: One\ntype: service\nleads: [{', '.join(f'UP{n}' for n in range(110))}]\n")
    _, problems, rest = _load.examine(folder.root, lambda _: None, "")
    assert len(problems) + rest == 2 * 120 + 130 + 2 * 110


def test_problems_are_named_as_the_folder_was(folder: Folder) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    folder.swap("participation/charter.csv", "nga,accession", "nobody,accession")
    for shown in (None, "data", "data/"):
        root = str(folder.root) if shown is None else "data"
        problems = _load.read(folder.root, lambda _: None, shown)[1]
        assert {problem.file for problem in problems} == {
            f"{root}/agencies/beta.yaml",
            f"{root}/participation/charter.csv",
        }


def test_a_file_that_goes_away_while_it_is_read_leaves_its_problem_without_a_line(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    monkeypatch.setattr(_load, "read_yaml", lambda *_, **__: _files.read_bytes(Path("nothing"), "f"))
    (problem,) = folder.problems()
    assert (problem.field, problem.line) == ("parent", None)


def test_a_file_is_read_once_more_for_all_its_problems(folder: Folder) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    folder.swap("agencies/beta.yaml", "successor: alpha", "successor: alfa")
    assert [(problem.field, problem.line) for problem in folder.problems()] == [("parent", 3), ("successor", 6)]


# ── one record's file, and JSON ───────────────────────────────────────────────────────────────────────────────────────


def test_one_file_is_checked_by_itself_against_a_base(folder: Folder, world: untip.Registry) -> None:
    path = folder.path("agencies/beta.yaml")
    assert untip.validate(path, base=world) == ()
    loaded = untip.load(path, base=world)
    assert [record.id for record in loaded.agencies] == ["beta"]
    assert loaded.related("beta", "parent") == (world.agencies["alpha"],)
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    assert [str(problem) for problem in untip.validate(path, base=world)] == [
        f"{path}:3: parent: found 'alfa', which is the id of no record; add the record or mend the id"
    ]


def test_that_a_name_is_shared_is_not_asked_of_one_file(folder: Folder, world: untip.Registry) -> None:
    folder.swap("agencies/beta.yaml", "type: sec", 'ambiguous_names: ["Bureau"]\ntype: sec')
    assert untip.validate(folder.path("agencies/beta.yaml"), base=world) == ()
    assert [problem.field for problem in folder.problems()] == ["ambiguous_names[0]"]


def test_one_file_may_be_named_from_within_its_folder(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.path("agencies"))
    assert kind_of(Path("beta.yaml")) == "agency"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("agency/x.yaml", f"lies in folder 'agency'; a record lies in one of {KNOWN}; did you mean 'agencies'?"),
        ("agencies/x.yml", "is no folder of records, .yaml file or .json file"),
        ("agencies/x", "is no folder of records, .yaml file or .json file"),
        ("agencies/x.yaml", "cannot be read: "),
        ("x.json", "cannot be read: "),
        ("a" * 5000, ""),
    ],
    ids=lambda value: value[:20],
)
def test_a_path_without_records_is_refused(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / name
    (problem,) = untip.validate(path)
    assert str(problem).startswith(f"{path}: {said}")
    with pytest.raises(ValidationError):
        untip.load(path)


@pytest.mark.parametrize("path", [5, None, b"x", object()])
def test_a_path_is_a_path(path: Any) -> None:
    for ask in (untip.load, untip.validate):
        with pytest.raises(untip.UsageError, match=r"a path is text or a pathlib\.Path, found "):
            ask(path)


@pytest.mark.parametrize("base", [5, "world", [], untip])
def test_a_base_is_a_registry_or_none(folder: Folder, base: Any) -> None:
    for ask in (untip.load, untip.validate):
        with pytest.raises(untip.UsageError, match="a base is a registry or None, found "):
            ask(folder.root, base)


def test_json_of_a_collection_is_read_back(world: untip.Registry, tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    chosen = world.agencies | world.sources | world.instruments
    chosen.to_json(path)
    again = untip.load(path, base=world)
    assert [*again.agencies, *again.sources, *again.instruments] == list(chosen)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", ":1: found <dict of 0>, expected a list of records"),
        ("[1", ":1: is not JSON: Expecting ',' delimiter"),
        ('["x"]', ":1: [0]: found 'x', expected a mapping"),
        ('[{"kind": "agency", "id": "a", "name": 1, "type": "media"}]', ":1: [0].name: found 1, expected text"),
        (
            '[{"kind": "agency", "id": "a", "name": "A", "type": "media", "parent": "b"}]',
            ":1: [0].parent: found 'b', which is the id of no record; add the record or mend the id",
        ),
        (
            '[{"kind": "event", "id": "a", "name": "A", "type": "panel"},'
            ' {"kind": "agency", "id": "a", "name": "B", "type": "media"}]',
            ":1: [1].id: 'a' is the id of [0] too; rename one",
        ),
    ],
    ids=lambda value: value[:20],
)
def test_json_of_records_is_checked_as_strictly(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "some.json"
    path.write_text(text, encoding="utf-8")
    assert str(untip.validate(path, base=None)[0]) == f"{path}{said}"


def test_of_a_json_file_that_is_all_wrong_no_more_than_a_hundred_problems_are_told(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_text(str([5] * 300), encoding="utf-8")
    assert [problem.field for problem in untip.validate(path)] == [f"[{index}]" for index in range(100)]


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
        untip.Registry.of([thing])


# ── the way out ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_canonical_text_of_a_record_reads_back_as_the_record(folder: Folder) -> None:
    for name in FILES:
        if name.endswith(".yaml") and "/" in name:
            path = folder.path(name)
            record = read_record(path, kind_of(path))
            folder.write(name, canonical(record))
            assert read_record(path, kind_of(path)) == record
            assert canonical(record) == path.read_text(encoding="utf-8")


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


def test_each_part_of_a_refusal_is_there_for_programs_to_read(folder: Folder, tmp_path: Path) -> None:
    folder.write("agency/x.yaml", "")
    folder.write("redirects.yaml", "a: [")
    known = {problem.file: problem for problem in folder.problems()}
    assert known["agency"].suggestion == "agencies"
    assert "redirects.yaml" in known
    (tmp_path / "some.json").write_text("{}", encoding="utf-8")
    (problem,) = _load.read(tmp_path / "some.json", lambda _: None, "some.json")[1]
    assert problem.found == "<dict of 0>"


def test_a_path_that_the_system_refuses_is_named_with_its_reason() -> None:
    store, (problem,), rest = _load.examine(Path("a" * 300 + ".yaml"), lambda _: None, "long")
    assert (store, rest) == (None, 0)
    assert str(problem) == f"long: cannot be read: {os.strerror(errno.ENAMETOOLONG)}"


def test_what_is_refused_gives_no_store_and_counts_what_is_not_told(folder: Folder, tmp_path: Path) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alpa")
    store, problems, rest = _load.examine(folder.root, lambda _: None, "")
    assert (store, len(problems), rest) == (None, 1, 0)
    many = "\naliases: [" + "{}, " * 150 + "]\n"
    for id in ("one", "two"):
        folder.write(f"agencies/{id}.yaml", f"name: {id}\ntype: media{many}")
    assert _load.examine(folder.root, lambda _: None, "")[2] == 100
    twice = '{"kind": "agency", "id": "a", "name": "A", "type": "media"}'
    (tmp_path / "twice.json").write_text(f"[{twice}, {twice}]", encoding="utf-8")
    assert _load.examine(tmp_path / "twice.json", lambda _: None, "")[2] == 0


def test_a_file_of_json_may_be_larger_than_one_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "wide.json"
    path.write_text("[" + " " * 1_000_001 + "]", encoding="utf-8")
    assert _load.read(path, lambda _: None, "")[1] == ()


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


def test_strangers_and_a_bad_table_are_told_together(folder: Folder) -> None:
    folder.write("aaa.txt", "x")
    folder.add("states.csv", "x,y\n" * 130)
    _, problems, rest = _load.examine(folder.root, lambda _: None, "")
    assert problems[0].file == "aaa.txt"
    assert len([one for one in problems if one.file == "states.csv"]) + rest >= 130


def test_what_has_one_problem_has_no_rest(tmp_path: Path) -> None:
    for name, text in (("a.txt", "x"), ("a.json", "5"), ("b.json", '[{"kind": "agency"}]')):
        (tmp_path / name).write_text(text, "utf-8")
        _, problems, rest = _load.examine(tmp_path / name, lambda _: None, "")
        assert (bool(problems), rest) == (True, 0)


def test_problems_of_several_records_of_one_text_are_counted(tmp_path: Path) -> None:
    many = [{"kind": "program", "id": id, "name": "A", "type": "service", "leads": ["UP"] * 150} for id in ("a", "b")]
    (tmp_path / "a.json").write_text(json.dumps(many), "utf-8")
    _, problems, rest = _load.examine(tmp_path / "a.json", lambda _: None, "")
    assert len(problems) + rest == 300


def test_one_rule_that_is_broken_is_one_problem_of_the_file_and_no_rest(tmp_path: Path) -> None:
    record = {"kind": "agency", "id": "a", "name": "A", "type": "media", "parent": "nobody"}
    (tmp_path / "a.json").write_text(json.dumps([record]), "utf-8")
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies/a.yaml").write_text("name: A\ntype: media\nparent: nobody\n", "utf-8")
    (tmp_path / "agencies/b.yaml").write_text("name: A\ntype: medium\n", "utf-8")
    for name in ("a.json", "agencies/a.yaml", "agencies/b.yaml"):
        _, problems, rest = _load.examine(tmp_path / name, lambda _: None, "shown")
        assert ({problem.file for problem in problems}, rest) == ({"shown"}, 0)


def test_a_record_that_is_read_alone_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("name: 5\n", "utf-8")
    with pytest.raises(ValidationError) as caught:
        read_record(path, "agency")
    assert {problem.file for problem in caught.value.problems} == {str(path)}


def test_a_folder_in_the_place_of_the_redirects_is_named(folder: Folder) -> None:
    folder.path("redirects.yaml").unlink()
    folder.path("redirects.yaml").mkdir()
    assert folder.said() == ["redirects.yaml: is no plain file"]


def test_a_state_that_breaks_a_rule_is_named_by_its_table(folder: Folder) -> None:
    folder.swap("states.csv", "1960-10-07,site,site,site", "1960-10-07,nowhere,site,site")
    assert {problem.file for problem in folder.problems()} == {"states.csv"}


def test_problems_of_a_file_come_in_the_order_of_its_lines(folder: Folder) -> None:
    folder.write(
        "agencies/late.yaml",
        'citations:\n  - {source: nowhere, supports: [name]}\nname: "Late"\ntype: media\nparent: nobody\n',
    )
    lines = [problem.line or 0 for problem in folder.problems() if problem.file == "agencies/late.yaml"]
    assert lines == sorted(lines)
    assert {2, 5} <= set(lines)


def test_a_key_that_looks_like_a_path_is_placed_at_its_record(tmp_path: Path) -> None:
    record = {"kind": "agency", "id": "a", "name": "A", "type": "media", "[x]": 1}
    (tmp_path / "a.json").write_text(f"[\n{json.dumps(record)}]", "utf-8")
    _, (problem,), _ = _load.examine(tmp_path / "a.json", lambda _: None, "")
    assert problem.line == 2
