"""Loading and checking everything at a path: a folder, one record's file, or JSON; and how many problems are told."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest
from world import FILES, Folder

import untip
from untip._export import texts
from untip._formats import files as _files
from untip._store import load as _load
from untip._store.folder import kind_of
from untip.errors import ValidationError
from untip.schema import FOLDERS

KNOWN = ", ".join(FOLDERS)


def test_problems_over_a_hundred_are_counted_however_many_files_and_entries_have_them(folder: Folder) -> None:
    keys = "".join(f"  key-{n}: x\n" for n in range(120))
    entry = '  to: alpha\n  since: "2000"\n  why: renamed\n'
    folder.write("redirects.yaml", f"old-alpha:\n{entry}{keys}old-beta:\n{entry}{keys}")
    folder.add("participation/charter.csv", "fra,signatur,2000,,\n" * 130)
    for name in ("programs/one.yaml", "programs/two.yaml"):
        folder.write(name, f"name: One\ntype: service\nleads: [{', '.join(f'UP{n}' for n in range(110))}]\n")
    _, problems, rest = _load.examine(folder.root, None, "")
    assert len(problems) + rest == 2 * 120 + 130 + 2 * 110


def test_problems_are_named_as_the_folder_was(folder: Folder) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    folder.swap("participation/charter.csv", "nga,accession", "nobody,accession")
    for shown in (None, "data", "data/"):
        root = str(folder.root) if shown is None else "data"
        problems = _load.examine(folder.root, None, shown)[1]
        assert {problem.file for problem in problems} == {
            f"{root}/agencies/beta.yaml",
            f"{root}/participation/charter.csv",
        }


def test_a_file_that_goes_away_while_it_is_read_leaves_its_problem_without_a_line(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    monkeypatch.setattr(_load, "read_yaml", lambda *_, **__: _files.read_bytes(Path("nothing"), "f", 10))
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
    assert list(loaded.related("beta", "parent")) == [world.agencies["alpha"]]
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    assert [str(problem) for problem in untip.validate(path, base=world)] == [
        f"{path}:3: parent: found 'alfa', which is not the id of a record; add the record or correct the id"
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
        ("agencies/x.yml", "is not a folder of records, a .yaml file or a .json file"),
        ("agencies/x", "is not a folder of records, a .yaml file or a .json file"),
        ("a" * 5000, "cannot be read: "),
    ],
    ids=lambda value: value[:20],
)
def test_a_path_without_records_is_refused(tmp_path: Path, name: str, said: str) -> None:
    path = tmp_path / name
    if len(name) < 100:
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    (problem,) = untip.validate(path)
    assert str(problem).startswith(f"{path}: {said}")
    with pytest.raises(ValidationError):
        untip.load(path)


@pytest.mark.parametrize("name", ["nothing", "agencies/x.yaml", "agency/x.yaml", "x.json"])
def test_a_path_at_which_nothing_is_is_said_to_be_none(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert [str(problem) for problem in untip.validate(path)] == [f"{path}: does not exist"]
    with pytest.raises(ValidationError, match=r"does not exist$"):
        untip.load(path)


# ── problems of files and of rules, at once ───────────────────────────────────────────────────────────────────────────


def test_a_file_that_cannot_be_read_hides_no_broken_rule_of_another(folder: Folder) -> None:
    folder.write("agencies/alpha.yaml", "name: [")
    folder.swap("agencies/beta.yaml", 'lines: "4"', 'lines: "400"')
    found = [(problem.file, problem.field) for problem in folder.problems()]
    assert found == [("agencies/alpha.yaml", ""), ("agencies/beta.yaml", "citations[0].lines")]


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".yaml") and name != "redirects.yaml"])
def test_a_file_that_cannot_be_read_makes_no_false_problem_elsewhere(folder: Folder, name: str) -> None:
    folder.write(name, "name: [")
    assert {problem.file for problem in folder.problems()} == {name}


def test_a_table_that_cannot_be_read_leaves_the_rules_for_later(folder: Folder) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    folder.write("states.csv", "x")
    assert {problem.file for problem in folder.problems()} == {"states.csv"}


@pytest.mark.parametrize("path", [5, None, b"x", object()])
def test_a_path_is_a_path(path: Any) -> None:
    for ask in (untip.load, untip.validate):
        with pytest.raises(untip.UsageError, match=r"a path must be a string or a pathlib\.Path, found "):
            ask(path)


@pytest.mark.parametrize("base", [5, "world", [], untip])
def test_a_base_is_a_registry_or_none(folder: Folder, base: Any) -> None:
    for ask in (untip.load, untip.validate):
        with pytest.raises(untip.UsageError, match="a base must be a registry or None, found "):
            ask(folder.root, base)


def test_json_of_a_collection_is_read_back(world: untip.Registry, tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    chosen = world.agencies | world.sources | world.instruments
    chosen.to_json(path)
    again = untip.load(path, base=world)
    assert [*again.agencies, *again.sources, *again.instruments] == list(chosen)


def exported(registry: untip.Registry, **changes: Any) -> str:
    """Return the JSON of an export, some of its parts changed."""
    return json.dumps(json.loads(texts.records(registry)) | changes, indent=1)


def test_the_json_of_an_export_is_read_back_with_its_tables(world: untip.Registry, tmp_path: Path) -> None:
    path = tmp_path / "untip.json"
    path.write_text(exported(world), encoding="utf-8")
    again = untip.load(path, base=None)
    assert list(again._records) == list(world._records)
    for name in ("participation", "redirects"):
        assert again.table(name).to_dicts() == world.table(name).to_dicts()
    store, other = again._records.store, world._records.store
    assert (dict(store.coverage()), dict(store.redirects())) == (dict(other.coverage()), dict(other.redirects()))
    assert exported(again) == exported(world)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"recods": []}, "recods: unknown key; remove it; did you mean records?"),
        ({"coverage": {}}, "coverage: found <dict of 0>, expected a list"),
        ({"records": []}, "coverage[0].source: "),
        ({"coverage": []}, "participation[0]: has no row in coverage.csv; say until when the table is known"),
        ({"participation": [{}]}, "participation[0].instrument: missing"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_export_is_checked_as_strictly(
    world: untip.Registry, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    path = tmp_path / "untip.json"
    path.write_text(exported(world, **changes), encoding="utf-8")
    problems = untip.validate(path, base=None)
    assert any(f"{problem.field}: {problem.message}".startswith(said) for problem in problems)
    assert all(problem.line for problem in problems)


def test_a_row_and_a_redirect_of_an_export_are_named_by_their_place(world: untip.Registry, tmp_path: Path) -> None:
    path = tmp_path / "untip.json"
    data = json.loads(texts.records(world))
    for name in ("coverage", "redirects"):
        path.write_text(json.dumps(data | {name: data[name] * 2}), encoding="utf-8")
        key = {"coverage": "instrument", "redirects": "old"}[name]
        last = f"{name}[{2 * len(data[name]) - 1}].{key}"
        assert last in [one.field for one in untip.validate(path, base=None)]
    row, redirect = data["participation"][-1], data["redirects"][0]
    stranger = data | {"participation": [*data["participation"], row | {"party": "atlantis"}]}
    path.write_text(json.dumps(stranger), encoding="utf-8")
    assert [one.field for one in untip.validate(path, base=None)] == [
        f"participation[{len(data['participation'])}].party"
    ]
    for change, field in (
        ({"to": "atlantis"}, "redirects[0].to"),
        ({"old": data["records"][-1]["id"]}, "redirects[0].old"),
    ):
        path.write_text(json.dumps(data | {"redirects": [redirect | change]}), encoding="utf-8")
        assert [one.field for one in untip.validate(path, base=None)] == [field]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", ":1: found <dict of 0>, expected a list of records"),
        ("[1", ":1: is not JSON: Expecting ',' delimiter"),
        ('["x"]', ":1: [0]: found 'x', expected a mapping"),
        ('[{"kind": "agency", "id": "a", "name": 1, "type": "media"}]', ":1: [0].name: found 1, expected text"),
        (
            '[{"kind": "agency", "id": "a", "name": "A", "type": "media", "parent": "b"}]',
            ":1: [0].parent: found 'b', which is not the id of a record; add the record or correct the id",
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


def test_each_part_of_a_refusal_is_there_for_programs_to_read(folder: Folder, tmp_path: Path) -> None:
    folder.write("agency/x.yaml", "")
    folder.write("redirects.yaml", "a: [")
    known = {problem.file: problem for problem in folder.problems()}
    assert known["agency"].suggestion == "agencies"
    assert "redirects.yaml" in known
    (tmp_path / "some.json").write_text("{}", encoding="utf-8")
    (problem,) = _load.examine(tmp_path / "some.json", None, "some.json")[1]
    assert problem.found == "<dict of 0>"


def test_a_path_that_the_system_refuses_is_named_with_its_reason() -> None:
    store, (problem,), rest = _load.examine(Path("a" * 300 + ".yaml"), None, "long")
    assert (store, rest) == (None, 0)
    assert str(problem) == f"long: cannot be read: {os.strerror(errno.ENAMETOOLONG)}"


def test_what_is_refused_gives_no_store_and_counts_what_is_not_told(folder: Folder, tmp_path: Path) -> None:
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alpa")
    store, problems, rest = _load.examine(folder.root, None, "")
    assert (store, len(problems), rest) == (None, 1, 0)
    many = "\naliases: [" + "{}, " * 150 + "]\n"
    for id in ("one", "two"):
        folder.write(f"agencies/{id}.yaml", f"name: {id}\ntype: media{many}")
    assert _load.examine(folder.root, None, "")[2] == 100
    twice = '{"kind": "agency", "id": "a", "name": "A", "type": "media"}'
    (tmp_path / "twice.json").write_text(f"[{twice}, {twice}]", encoding="utf-8")
    assert _load.examine(tmp_path / "twice.json", None, "")[2] == 0


def test_a_file_of_json_may_be_larger_than_one_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "wide.json"
    path.write_text("[" + " " * 1_000_001 + "]", encoding="utf-8")
    assert _load.examine(path, None, "")[1] == ()


def test_strangers_and_a_bad_table_are_told_together(folder: Folder) -> None:
    folder.write("aaa.txt", "x")
    folder.add("states.csv", "x,y\n" * 130)
    _, problems, rest = _load.examine(folder.root, None, "")
    assert problems[0].file == "aaa.txt"
    assert len([one for one in problems if one.file == "states.csv"]) + rest >= 130


def test_what_has_one_problem_has_no_rest(tmp_path: Path) -> None:
    for name, text in (("a.txt", "x"), ("a.json", "5"), ("b.json", '[{"kind": "agency"}]')):
        (tmp_path / name).write_text(text, "utf-8")
        _, problems, rest = _load.examine(tmp_path / name, None, "")
        assert (bool(problems), rest) == (True, 0)


def test_problems_of_several_records_of_one_text_are_counted(tmp_path: Path) -> None:
    many = [{"kind": "program", "id": id, "name": "A", "type": "service", "leads": ["UP"] * 150} for id in ("a", "b")]
    (tmp_path / "a.json").write_text(json.dumps(many), "utf-8")
    _, problems, rest = _load.examine(tmp_path / "a.json", None, "")
    assert len(problems) + rest == 300


def test_one_rule_that_is_broken_is_one_problem_of_the_file_and_no_rest(tmp_path: Path) -> None:
    record = {"kind": "agency", "id": "a", "name": "A", "type": "media", "parent": "nobody"}
    (tmp_path / "a.json").write_text(json.dumps([record]), "utf-8")
    (tmp_path / "agencies").mkdir()
    (tmp_path / "agencies/a.yaml").write_text("name: A\ntype: media\nparent: nobody\n", "utf-8")
    (tmp_path / "agencies/b.yaml").write_text("name: A\ntype: medium\n", "utf-8")
    for name in ("a.json", "agencies/a.yaml", "agencies/b.yaml"):
        _, problems, rest = _load.examine(tmp_path / name, None, "shown")
        assert ({problem.file for problem in problems}, rest) == ({"shown"}, 0)


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
    _, (problem,), _ = _load.examine(tmp_path / "a.json", None, "")
    assert problem.line == 2
