"""Whatever is wrong with a file, it is refused with file, line and cause, and nothing else changes."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hostile import COPIED, FILES, OFFICE, REAL, VICTIM, copy_records, roles

import untip
from untip._cli.main import main
from untip._store.folder import FolderStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_records(tmp_path / "data")


def refusal(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> list[untip.Problem]:
    """Return what is found wrong with a file, the same by every way in."""
    with pytest.raises(untip.ValidationError) as caught:
        untip.load(folder)
    problems = caught.value.problems
    assert untip.validate(folder)[: len(problems)] == problems
    assert main(["validate", str(folder)]) == 1
    printed = capsys.readouterr().out
    about = [problem for problem in problems if problem.file == f"{folder}/{name}"]
    for problem in about[:1]:
        assert f"{problem.file}:{problem.line or ''}" in printed
    return about


def test_the_untouched_copy_loads(folder: Path) -> None:
    assert len(untip.load(folder)) == len(COPIED) + 1


# ── files that are no YAML, or more than plain data ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_not_plain_data_is_refused_with_its_line(
    folder: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = untip.load(folder)
    held = before.agencies.to_json()
    data, line, says = FILES[case]
    (folder / VICTIM).write_bytes(data)
    (problem,) = refusal(folder, VICTIM, capsys)
    assert (problem.line, says in problem.message) == (line, True), problem
    assert before.agencies.to_json() == held
    (folder / VICTIM).write_bytes(REAL)
    assert untip.load(folder).agencies == before.agencies


# ── plain data that are no record ───────────────────────────────────────────────────────────────────────────────────


class Case(NamedTuple):
    """A change to our record, what is then wrong, and where."""

    old: str
    new: str
    field: str
    says: str
    suggestion: str | None = None
    line: int | None = None


CHANGES = {
    "number for text": Case("name: Office of Hostile Tests", "name: 4711", "name", "found 4711, expected text"),
    "truth for text": Case("summary: An office.", "summary: true", "summary", "found True, expected text"),
    "list for text": Case("parent: un-secretariat", "parent: [unodc]", "parent", "found ['unodc'], expected a slug"),
    "null": Case("summary: An office.", "summary: null", "summary", "found null; omit the key"),
    "nothing": Case("summary: An office.", "summary:", "summary", "found null; omit the key"),
    "no text": Case("summary: An office.", 'summary: ""', "summary", "it is empty"),
    "long text": Case("summary: An office.", f"summary: {'x' * 4001}", "summary", "the limit is 4000 characters"),
    "spaces": Case("summary: An office.", 'summary: " An  office."', "summary", "it has stray white space"),
    "a hidden escape": Case("summary: An office.", r'summary: "a\u202Eb"', "summary", "character U+202E"),
    "an escaped NUL": Case("summary: An office.", r'summary: "a\0b"', "summary", "character U+0000"),
    "not NFC": Case("summary: An office.", 'summary: "Gene\u0300ve"', "summary", "normal form NFC"),
    "text for a list": Case('  - {type: homepage, url: "https://example.org"}', "  x", "links", "expected a list"),
    "mapping for a list": Case("  - {who: unodc", "  {who: unodc", "members", "expected a list"),
    "text for a mapping": Case('{type: homepage, url: "https://example.org"}', "x", "links[0]", "expected a mapping"),
    "list for a mapping": Case("- {type: homepage", "- - {type: homepage", "links[0]", "expected a mapping"),
    "text for a line": Case('lines: "1493"}]', "lines: x}]", "members[0].citations[0].lines", "expected spans of"),
    "unknown, deep": Case('lines: "1493"}]', 'lnes: "1"}]', "members[0].citations[0].lnes", "unknown key", "lines"),
    "an id in the file": Case("summary: An office.", "id: office", "id", "unknown key 'id'"),
    "a kind in the file": Case("summary: An office.", "kind: agency", "kind", "unknown key 'kind'"),
    "missing": Case("type: homepage, ", "", "links[0].type", "missing"),
    "not in the vocabulary": Case("role: member", "role: membre", "members[0].role", "expected one of", "member"),
    "an address that is none": Case("https://example.org", "javascript:alert(1)", "links[0].url", "https address"),
    "a year as number": Case('established: "1999"', "established: 1999", "established", "a date in quotes"),
    "no such day": Case('established: "1999"', 'established: "1999-02-29"', "established", "that the calendar has"),
    "no such month": Case('established: "1999"', 'established: "1999-13"', "established", "that the calendar has"),
    "no date": Case('established: "1999"', 'established: "lately"', "established", "an EDTF date"),
    "a time of day": Case('"1999"', '"1999-01-01T00:00"', "established", "without a time of day"),
    "two years": Case('established: "1999"', 'established: "1999/2000"', "established", "not an interval"),
    "dates reversed": Case('dissolved: "2005"', 'dissolved: "1995"', "dissolved", "is before established"),
    "an interval reversed": Case('"2000/2001"', '"2001/2000"', "members[0].period", "does not end before it starts"),
    "lines reversed": Case('lines: "1493"}]', 'lines: "9-8"}]', "members[0].citations[0].lines", "not before it"),
    "lines beyond": Case('lines: "1493"}]', 'lines: "99999"}]', "members[0].citations[0].lines", "icat-2010 has"),
    "dangling": Case("parent: un-secretariat", "parent: un-secretaryat", "parent", "which is not the id of a record"),
    "dangling, deep": Case("who: unodc", "who: undoc", "members[0].who", "which is not the id of a record", "unodc"),
    "dangling source": Case("[{source: icat-2010", "[{source: x", "members[0].citations[0].source", "not the id of"),
    "itself": Case("parent: un-secretariat", "parent: office", "parent", "the record itself; name another"),
    "a wrong kind": Case("parent: un-secretariat", "parent: palermo-protocol", "parent", "of kind instrument"),
    "a path for an id": Case("parent: un-secretariat", "parent: ../x", "parent", "expected a slug"),
    "no source": Case("dissolved, links", "links", "dissolved", "is stated without a source", line=6),
    "support for nothing": Case(
        "supports: [name", "supports: [name, acronym", "citations[0].supports[1]", "not filled"
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_data_that_are_no_record_are_refused_with_line_field_and_correction(
    folder: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, field, says, suggestion, line = CHANGES[case]
    assert OFFICE.count(old) == 1 or old in OFFICE.split("\n")[4]
    text = OFFICE.replace(old, new, 1)
    (folder / "agencies" / "office.yaml").write_text(text, encoding="utf-8")
    found = {problem.field: problem for problem in refusal(folder, "agencies/office.yaml", capsys)}
    assert field in found, found
    problem = found[field]
    assert says in problem.message, problem
    line = line or OFFICE[: OFFICE.index(old)].count("\n") + 1
    assert problem.line in ((line, line - 1) if field in ("links", "members") else (line,))
    assert suggestion is None or problem.suggestion == suggestion


def test_a_circle_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = folder / "agencies" / "office.yaml"
    office.write_text(OFFICE.replace("un-secretariat", "other"), encoding="utf-8")
    other = OFFICE.replace("un-secretariat", "office").replace("Hostile", "Other")
    (folder / "agencies" / "other.yaml").write_text(other, encoding="utf-8")
    (problem,) = refusal(folder, "agencies/office.yaml", capsys)
    assert (problem.field, problem.line) == ("parent", 4)
    assert "goes round in a circle" in problem.message


@pytest.mark.parametrize(
    ("case", "found", "expected"),
    [("dangling", "un-secretaryat", None), ("itself", "office", None), ("a wrong kind", "palermo-protocol", "agency")],
)
def test_a_wrong_reference_is_told_in_full(folder: Path, case: str, found: str, expected: str | None) -> None:
    old, new, *_ = CHANGES[case]
    (folder / "agencies" / "office.yaml").write_text(OFFICE.replace(old, new, 1), encoding="utf-8")
    (problem,) = untip.validate(folder)
    assert (problem.field, problem.found, problem.expected) == ("parent", found, expected)


def test_a_treaty_does_not_supplement_itself_by_way_of_another(folder: Path) -> None:
    text = 'name: %s\ntype: treaty\nsupplements: %s\ncitations: [{source: icat-2010, lines: "9", supports: %s}]\n'
    (folder / "instruments").mkdir()
    for name, other in (("one", "two"), ("two", "one")):
        path = folder / "instruments" / f"{name}.yaml"
        path.write_text(text % (name, other, "[name, type, supplements]"), encoding="utf-8")
    problems = untip.validate(folder)
    assert [problem.field for problem in problems if "goes round in a circle" in problem.message] == ["supplements"]


def test_the_last_line_of_a_transcript_can_be_cited(folder: Path) -> None:
    transcript = untip.sources["icat-2010"].transcript
    assert transcript is not None
    office = folder / "agencies" / "office.yaml"
    office.write_text(OFFICE.replace("1493", str(transcript.lines)), encoding="utf-8")
    assert untip.validate(folder) == ()
    office.write_text(OFFICE.replace("1493", str(transcript.lines + 1)), encoding="utf-8")
    assert {problem.field for problem in untip.validate(folder)} == {
        "members[0].citations[0].lines",
        "citations[0].lines",
    }


def test_the_first_ten_ids_of_nothing_get_a_suggestion(folder: Path) -> None:
    text = roles('  - {who: unodc%d, role: member, citations: [{source: icat-2010, lines: "1493"}]}\n', 13)
    (folder / "agencies" / "office.yaml").write_text(text, encoding="utf-8")
    problems = untip.validate(folder)
    assert [problem.suggestion for problem in problems] == ["unodc"] * 10 + [None] * 3


# ── names of files ──────────────────────────────────────────────────────────────────────────────────────────────────

STRANGERS = {
    "agencies/Capitals.yaml": "its name is no slug",
    "agencies/two--hyphens.yaml": "its name is no slug",
    "agencies/-x.yaml": "its name is no slug",
    "agencies/a b.yaml": "its name is no slug",
    "agencies/\u00e9.yaml": "its name is no slug",
    f"agencies/{'x' * 101}.yaml": "its name is no slug",
    "agencies/office.yml": "is no .yaml file",
    "agencies/office": "is no .yaml file",
    "agencies/office.yaml.orig": "is no .yaml file",
    "agncies/office.yaml": "is neither a folder",
    "office.yaml": "is neither a folder",
    "participation/Capitals.csv": "its name is no slug",
    "participation/x.yaml": "is no .csv file",
}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_file_that_would_be_left_out_is_named(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(OFFICE, encoding="utf-8")
    named = name.partition("/")[0] if "neither" in STRANGERS[name] else name
    (problem,) = refusal(folder, named, capsys)
    assert STRANGERS[name] in problem.message


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\x1b[2Jb.yaml", "a\u202eb.yaml"])
def test_a_name_that_breaks_lines_or_hides_is_shown_escaped(folder: Path, name: str) -> None:
    store = FolderStore(folder)
    assert store.name("agencies", name) == f"{folder}/agencies/{ascii(name)[1:-1]}"


@pytest.mark.parametrize(
    "path", ["", "nowhere", "nowhere.yaml", "nowhere.json", "nowhere.txt", "a\0b", "agencies/a\0b.yaml"]
)
def test_a_path_that_leads_nowhere_is_named(path: str) -> None:
    with pytest.raises(untip.ValidationError) as caught:
        untip.load(Path("/nowhere") / path if path else "/nowhere")
    assert str(caught.value.problems[0].file).startswith("/nowhere")


@pytest.mark.parametrize("path", [None, 1, b"x", ["x"]])
def test_what_is_no_path_is_a_wrong_question(path: Any) -> None:
    with pytest.raises(untip.UsageError):
        untip.load(path)
    with pytest.raises(untip.UsageError):
        untip.validate(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def nothing(path: Path) -> None:
    path.symlink_to("nothing.yaml")


def itself(path: Path) -> None:
    path.symlink_to(path.name)


MAKERS: list[tuple[Callable[[Path], object], str]] = [(Path.mkdir, "is not a plain file")]
if os.name == "posix":
    MAKERS += [
        (os.mkfifo, "is not a plain file"),
        (device, "is not a plain file"),
        (nothing, "is a link to a file that does not exist"),
        (itself, f"cannot be read: {os.strerror(errno.ELOOP)}"),
    ]


@pytest.mark.parametrize(("make", "said"), MAKERS, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_no_plain_file_is_not_read_and_said_to_be_none(
    folder: Path, make: Callable[[Path], object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder / "agencies" / "odd.yaml")
    assert [problem.message for problem in refusal(folder, "agencies/odd.yaml", capsys)] == [said]


# ── tables and redirects ────────────────────────────────────────────────────────────────────────────────────────────

REDIRECT = 'x:\n  {to: unodc, since: "2026.11", why: Renamed.}\n'

TABLES = {
    "no table": ("participation/palermo-protocol.csv", b"x\n", 1, "found the columns 'x'"),
    "nothing": ("participation/palermo-protocol.csv", b"", 1, "found the columns ''"),
    "an open quote": ("states.csv", b'"', 1, "CSV"),
    "a huge cell": ("states.csv", b"x" * 200_000, 1, "CSV"),
    "NUL": ("states.csv", b"a\0b", 1, "U+0000"),
    "Latin-1": ("states.csv", b"x\n\xe9", 2, "not UTF-8"),
    "a large table": ("states.csv", b"x\n" * 600_000, None, "has more than 1000000 bytes"),
    "no redirects": ("redirects.yaml", b"- x\n", 1, "expected one from old id"),
    "a redirect to nothing": (
        "redirects.yaml",
        REDIRECT.replace("unodc", "x-y").encode(),
        1,
        "is not the id of a record",
    ),
    "a redirect of a record": ("redirects.yaml", REDIRECT.replace("x:", "unodc:").encode(), 1, "is the id of a record"),
    "a redirect of a path": ("redirects.yaml", REDIRECT.replace("x:", '"../x[a":').encode(), 1, "expected a slug"),
    "an unknown key": ("redirects.yaml", REDIRECT.replace("why", "wy").encode(), 1, "unknown key 'wy'"),
}


@pytest.mark.parametrize("case", TABLES)
def test_tables_and_redirects_are_refused_with_their_line(
    folder: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data, line, says = TABLES[case]
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    problems = refusal(folder, name, capsys)
    assert any(says in problem.message for problem in problems), problems
    assert {problem.line for problem in problems} <= {line, (line or 0) + 1}


# ── files of JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_json_file_is_refused_by_line_and_place_in_its_list(tmp_path: Path) -> None:
    good = untip.to_dict(untip.agencies["unodc"])
    bad = {**good, "id": "y", "nmae": "x", "a[b": {"c": [1]}, "links": [{"type": "homepage", "url": "x"}]}
    path = tmp_path / "some.json"
    text = json.dumps([good, bad, True, {"id": "z"}], indent=1)
    path.write_text(text, encoding="utf-8")
    lines = text.split("\n")
    found = {problem.field: problem for problem in untip.validate(path)}
    assert {problem.file for problem in found.values()} == {str(path)}
    assert (found["[1].nmae"].suggestion, found["[1].nmae"].column) == ("name", 11)
    for field, line in (("[1].nmae", '  "nmae": "x",'), ("[1].links[0].url", '    "url": "x"'), ("[2]", " true,")):
        assert lines[(found[field].line or 0) - 1] == line
    second = (found["[1].a[b"].line or 0) - 1
    assert lines[second] == " {"
    assert lines[second + 1] == '  "kind": "agency",'
    assert lines[(found["[3].kind"].line or 0) - 1 :][:2] == [" {", '  "id": "z"']


@pytest.mark.parametrize("text", ["", "[", "{}", "null", '[{"kind": "agency"}', "[1e999]", "[" * 100_000])
def test_a_json_file_that_is_no_list_of_records_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "some.json"
    path.write_text(text, encoding="utf-8")
    (problem,) = untip.validate(path)
    assert (problem.file, problem.line) == (str(path), 1)
