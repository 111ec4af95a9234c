"""Whatever is wrong with what comes in, it is refused: with file, line and cause, soon, and nothing else changes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path
from string import ascii_letters
from typing import Any, NamedTuple

import pytest

import untip
from untip._cli.main import main
from untip._store.folder import FolderStore

DATA = Path(__file__).resolve().parent.parent / "src" / "untip" / "data"
COPIED = ("agencies/unodc.yaml", "sdg_targets/sdg-8-7.yaml", "programs/un-gift.yaml")
VICTIM = "agencies/unodc.yaml"
REAL = (DATA / VICTIM).read_bytes()
END = REAL.count(b"\n")

OFFICE = """\
name: Office of Hostile Tests
summary: An office.
type: secretariat-entity
parent: un-secretariat
established: "1999"
dissolved: "2005"
links:
  - {type: homepage, url: "https://example.org"}
members:
  - {who: unodc, role: member, period: "2000/2001", citations: [{source: icat-2010, lines: "1493"}]}
citations:
  - {source: icat-2010, lines: "1493", supports: [name, type, parent, established, dissolved, links, members]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a few real records and one of ours."""
    for name in COPIED:
        target = tmp_path / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / name, target)
    (tmp_path / "data" / "agencies" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return tmp_path / "data"


def refusal(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> list[untip.Problem]:
    """Give what is found wrong with a file, the same by every way in."""
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

KEYS = (a + b + c for a, b, c in product(ascii_letters + "0123456789", repeat=3))

FILES: dict[str, tuple[bytes, int | None, str]] = {
    "empty": (b"", 1, "is empty"),
    "only comments": (b"# nothing\n", 2, "is empty"),
    "not YAML": (b"a: b: c\n" + REAL, 1, "is not YAML: mapping values are not allowed"),
    "never closed": (REAL + b"extra: [a,\n", END + 2, "is not YAML"),
    "a tab": (b"links:\n\t- x\n", 2, "is not YAML"),
    "Latin-1": (b"name: Gen\xe8ve\n" + REAL, 1, "found byte 0xE8, which is not UTF-8"),
    "half a character": (REAL + b"extra: \xe2\x82\n", END + 1, "found byte 0xE2, which is not UTF-8"),
    "an overlong slash": (REAL + b"extra: \xc0\xaf\n", END + 1, "found byte 0xC0, which is not UTF-8"),
    "a surrogate": (REAL + b"extra: \xed\xa0\x80\n", END + 1, "found byte 0xED, which is not UTF-8"),
    "UTF-16": (REAL.decode().encode("utf-16"), 1, "begins with UTF-16"),
    "UTF-16, big end first": (b"\xfe\xff" + REAL.decode().encode("utf-16-be"), 1, "begins with UTF-16"),
    "UTF-16 without mark": (REAL.decode().encode("utf-16-le"), 1, "U+0000"),
    "UTF-32": (REAL.decode().encode("utf-32"), 1, "begins with UTF-16"),
    "a byte order mark": (b"\xef\xbb\xbf" + REAL, 1, "begins with a byte order mark"),
    "NUL": (REAL + b"extra: a\0b\n", END + 1, "found the hidden character U+0000"),
    "a bell": (REAL + b"extra: a\ab\n", END + 1, "found the hidden character U+0007"),
    "a lone carriage return": (REAL + b"extra: a\rb\n", END + 1, "found the hidden character U+000D"),
    "bidi override": (REAL + "extra: a\u202eb\n".encode(), END + 1, "found the hidden character U+202E"),
    "bidi isolate": (REAL + "# a\u2066b\n".encode(), END + 1, "found the hidden character U+2066"),
    "zero width": (REAL + "ex\u200btra: b\n".encode(), END + 1, "found the hidden character U+200B"),
    "soft hyphen": (REAL + "extra: a\u00adb\n".encode(), END + 1, "found the hidden character U+00AD"),
    "line separator": (REAL + "extra: a\u2028b\n".encode(), END + 1, "found the hidden character U+2028"),
    "tag character": (REAL + "extra: a\U000e0041b\n".encode(), END + 1, "found the hidden character U+E0041"),
    "a list": (b"- " + REAL.replace(b"\n", b"\n  ") + b"\n", 1, "expected a mapping"),
    "a text": (b"Just words.\n", 1, "expected a mapping"),
    "null": (b"~\n", 1, "expected a mapping"),
    "several documents": (REAL + b"---\n" + REAL, END + 1, "found a second document"),
    "an empty second document": (REAL + b"---\n", END + 1, "found a second document"),
    "a directive": (b"%YAML 1.1\n---\n" + REAL, 1, "found a directive"),
    "a tag directive": (b"# x\n%TAG ! tag:example.org,2000:\n---\n" + REAL, 2, "found a directive"),
    "a key twice": (REAL + b"name: x\n", END + 1, "the key 'name' stands here and in line 1; keep one"),
    "a key twice, deep": (REAL + b"extra:\n  - {a: {b: 1, c: 2, b: 3}}\n", END + 2, "the key 'b' stands here"),
    "a key twice, in quotes": (REAL + b'extra: {b: 1, "b": 2}\n', END + 1, "the key 'b' stands here"),
    "an unknown key": (REAL + b"nmae: x\n", END + 1, "unknown key 'nmae'"),
    "an anchor": (REAL + b"extra: &a x\n", END + 1, "found the anchor &a"),
    "an anchor on a key": (REAL + b"&a extra: x\n", END + 1, "found the anchor &a"),
    "an alias": (REAL + b"extra: [&a x, *a]\n", END + 1, "found the anchor &a"),
    "an alias of nothing": (REAL + b"extra: *a\n", END + 1, "found the alias *a"),
    "laughs": (b"a: &a [x, x]\nb: &b [*a, *a]\n", 1, "found the anchor &a"),
    "a tag": (REAL + b"extra: !!str x\n", END + 1, "found the tag"),
    "a tag that runs": (REAL + b"extra: !!python/object/apply:os.system [true]\n", END + 1, "found the tag"),
    "a bare tag": (REAL + b"extra: ! x\n", END + 1, "found the tag"),
    "a merge key": (REAL + b"<<: {name: x}\n", END + 1, "found the merge key <<"),
    "a number as key": (REAL + b"1: x\n", END + 1, "found the key '1', which is not text"),
    "null as key": (REAL + b"~: x\n", END + 1, "found the key '~', which is not text"),
    "a list as key": (REAL + b"? [a]\n: x\n", END + 1, "found a list or mapping as a key"),
    "a long key": (REAL + b"x" * 101 + b": 1\n", END + 1, "found a key of 101 characters"),
    "a huge number": (REAL + b"extra: " + b"9" * 5000 + b"\n", END + 1, "a number of more than 18 digits"),
    "an infinite number": (REAL + b"extra: 1.0e999\n", END + 1, "which is too large"),
    "33 lists": (REAL + b"extra: " + b"[" * 33 + b"]" * 33 + b"\n", END + 1, "nested more than 32 deep"),
    "100,000 lists": (REAL + b"extra: " + b"[" * 100_000 + b"]" * 100_000 + b"\n", END + 1, "nest"),
    "100,000 dashes": (b"links:\n  " + b"- " * 100_000 + b"x\n", 2, "nested more than 32 deep"),
    "100,000 mappings": (b"{a: " * 100_000, 1, "nested more than 32 deep"),
    "200,000 keys": (b"{" + ",".join(islice(KEYS, 200_000)).encode() + b"}", 1, "has more than 100000 values"),
    "a megabyte": (b"name: " + b"x" * 1_000_000, None, "has 1000006 bytes; the limit is 1000000"),
}


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
    "null": Case("summary: An office.", "summary: null", "summary", "found null; leave the key out"),
    "nothing": Case("summary: An office.", "summary:", "summary", "found null; leave the key out"),
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
    "dangling": Case("parent: un-secretariat", "parent: un-secretaryat", "parent", "which is the id of no record"),
    "dangling, deep": Case("who: unodc", "who: undoc", "members[0].who", "which is the id of no record", "unodc"),
    "dangling source": Case("[{source: icat-2010", "[{source: x", "members[0].citations[0].source", "of no record"),
    "itself": Case("parent: un-secretariat", "parent: office", "parent", "the record itself; name another"),
    "a wrong kind": Case("parent: un-secretariat", "parent: palermo-protocol", "parent", "of kind instrument"),
    "a path for an id": Case("parent: un-secretariat", "parent: ../x", "parent", "expected a slug"),
    "no source": Case("dissolved, links", "links", "dissolved", "is stated without a source", line=6),
    "support for nothing": Case(
        "supports: [name", "supports: [name, acronym", "citations[0].supports[1]", "not filled"
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_data_that_are_no_record_are_refused_with_line_field_and_mend(
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
    assert [problem.field for problem in problems if "goes round in a circle" in problem.message] == ["supplements"] * 2


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


def test_the_first_hundred_ids_of_nothing_get_a_suggestion(folder: Path) -> None:
    text = roles('  - {who: unodc%d, role: member, citations: [{source: icat-2010, lines: "1493"}]}\n', 103)
    (folder / "agencies" / "office.yaml").write_text(text, encoding="utf-8")
    problems = untip.validate(folder)
    assert [problem.suggestion for problem in problems] == ["unodc"] * 100 + [None] * 3


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


MAKERS: list[Callable[[Path], object]] = [
    Path.mkdir,
    *([os.mkfifo, device, nothing, itself] if os.name == "posix" else []),
]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_what_is_no_plain_file_is_not_read(
    folder: Path, make: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder / "agencies" / "odd.yaml")
    assert "is no .yaml file" in refusal(folder, "agencies/odd.yaml", capsys)[0].message


# ── tables and redirects ────────────────────────────────────────────────────────────────────────────────────────────

REDIRECT = 'x:\n  {to: unodc, since: "2026.11", why: Renamed.}\n'

TABLES = {
    "no table": ("participation/palermo-protocol.csv", b"x\n", 1, "found the columns 'x'"),
    "nothing": ("participation/palermo-protocol.csv", b"", 1, "found the columns ''"),
    "an open quote": ("states.csv", b'"', 1, "CSV"),
    "a huge cell": ("states.csv", b"x" * 200_000, 1, "CSV"),
    "NUL": ("states.csv", b"a\0b", 1, "U+0000"),
    "Latin-1": ("states.csv", b"x\n\xe9", 2, "not UTF-8"),
    "a large table": ("states.csv", b"x\n" * 600_000, None, "has 1200000 bytes"),
    "no redirects": ("redirects.yaml", b"- x\n", 1, "expected one from old id"),
    "a redirect to nothing": ("redirects.yaml", REDIRECT.replace("unodc", "x-y").encode(), 1, "is the id of no record"),
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


# ── one time and one size for all ───────────────────────────────────────────────────────────────────────────────────


def numbered(line: str, count: int) -> str:
    return "".join(line % number for number in range(count))


def links(item: str, count: int) -> str:
    head, tail = OFFICE.split('  - {type: homepage, url: "https://example.org"}\n')
    return head + numbered(item, count) + tail


def roles(item: str, count: int) -> str:
    head, tail = OFFICE.split("members:\n")
    return head + "members:\n" + numbered(item, count) + tail.partition("\n")[2]


LARGE: dict[str, tuple[Callable[[], str], str]] = {
    "100,000 lists": (lambda: f"{OFFICE}extra: {'[' * 100_000}", "nest"),
    "200,000 keys": (lambda: f"{{{','.join(map(''.join, islice(product(ascii_letters, repeat=4), 200_000)))}}}", ""),
    "40,000 unknown keys": (lambda: OFFICE + numbered("citation%d: 1\n", 40_000), "unknown key 'citation0'"),
    "12,000 wrong words": (lambda: links("  - {type: hompage%d, url: x}\n", 12_000), "did you mean 'homepage'"),
    "12,000 wrong dates": (lambda: roles("  - {who: unodc, role: member, period: x%d}\n", 12_000), "EDTF"),
    "12,000 ids of nothing": (lambda: roles("  - {who: undoc-%d, role: member}\n", 12_000), "is the id of no record"),
    "90,000 wrong items": (lambda: OFFICE + f"aliases: [{'1,' * 90_000}1]\n", "found 1, expected a mapping"),
    "comments": (lambda: "#\n" * 499_000, "is empty"),
    "one text": (lambda: f"name: {'x' * 999_000}", "the limit is 4000"),
    "100 MB": (lambda: f"name: {'x' * 100_000_000}", "has 100000006 bytes; the limit is 1000000"),
}

MEASURE = """
import sys, time, untip
from pathlib import Path

def peak():
    status = Path("/proc/self/status")
    if not status.exists():
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(status.read_text().partition("VmHWM:")[2].split()[0])

good, bad = sys.argv[1:]
untip.load(good)
before, start = peak(), time.perf_counter()
problems = untip.validate(bad)
print(time.perf_counter() - start, (peak() - before) * 1024, problems[0], sep="\\n")
"""


@pytest.mark.parametrize("case", LARGE)
def test_a_refusal_takes_seconds_at_most_and_memory_in_proportion(folder: Path, case: str, tmp_path: Path) -> None:
    make, says = LARGE[case]
    bad = tmp_path / "bad"
    shutil.copytree(folder, bad)
    (bad / "agencies" / "office.yaml").write_text(make(), encoding="utf-8")
    size = min((bad / "agencies" / "office.yaml").stat().st_size, 1_000_000)
    command = [sys.executable, "-c", MEASURE, str(folder), str(bad)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    seconds, grown, first = done.stdout.rstrip("\n").split("\n", 2)
    assert says in first
    assert float(seconds) < 5
    assert int(grown) < 8_000_000 + 60 * size


# ── texts, dicts, names and times from a caller ─────────────────────────────────────────────────────────────────────

DEEP: Any = "x"
for _ in range(100_000):
    DEEP = [DEEP]

ROUND: dict[str, Any] = {"kind": "agency", "id": "x"}
ROUND["aliases"] = ROUND

TEXTS: dict[str, str | bytes] = {
    **{case: data for case, (data, _, _) in FILES.items() if len(data) < 2_000_000},
    "a lone surrogate": '{"kind": "agency", "id": "x", "name": "\ud800"}',
    "an escaped surrogate": r'{"kind": "agency", "id": "x", "name": "\ud800"}',
    "no kind": '{"id": "x"}',
    "another kind": '{"kind": "instrument", "id": "x"}',
    "a kind that is none": '{"kind": ["agency"], "id": "x"}',
    "a key twice": '{"kind": "agency", "kind": "agency", "id": "x"}',
    "NaN": '{"kind": "agency", "id": "x", "name": NaN}',
    "100,000 JSON mappings": '{"a":' * 100_000,
    "nothing": "",
}


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("case", TEXTS)
def test_a_text_that_is_no_record_is_refused(case: str, format: Any) -> None:
    with pytest.raises(untip.ValidationError) as caught:
        untip.loads(TEXTS[case], untip.Agency, format)
    assert caught.value.problems[0].message


@pytest.mark.parametrize("text", [None, 1, ["x"], {"kind": "agency"}])
@pytest.mark.parametrize("format", ["json", "yaml"])
def test_what_is_no_text_is_a_wrong_question(text: Any, format: Any) -> None:
    with pytest.raises(untip.UsageError):
        untip.loads(text, untip.Agency, format)


IDS: list[Any] = [None, 1, "", "X", "../x", "x\n", "x" * 10**6, [], {}]
DICTS: list[Any] = [
    *(
        None,
        1,
        "x",
        b"x",
        [],
        [("kind", "agency")],
        {},
        {1: 2},
        {None: 1},
        {(): ()},
        {"kind": None},
        {"kind": {}},
        {"x"},
    ),
    *({"kind": "agency", "id": value, "name": "x"} for value in IDS),
    *({"kind": "agency", "id": "x", "name": value} for value in (DEEP, {"x": DEEP}, object(), float("nan"), 10**5000)),
    *({"kind": "agency", "id": "x", "name": "X", field: DEEP} for field in ("aliases", "citations", "type", "parent")),
    *({"kind": "agency", "id": "x", "name": "X", field: 0} for field in ("\ud800", "a\nb", "x" * 10**6, "", "a[b", 7)),
    ROUND,
]


@pytest.mark.parametrize("number", range(len(DICTS)))
@pytest.mark.parametrize("cls", [untip.Agency, untip.Record], ids=lambda cls: cls.__name__)
def test_a_dict_that_is_no_record_is_refused(number: int, cls: Any) -> None:
    with pytest.raises(untip.ValidationError) as caught:
        untip.from_dict(cls, DICTS[number])
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert all(len(str(problem)) < 2500 for problem in caught.value.problems)


STRINGS = [
    "",
    " ",
    "\0",
    "\ud800",
    "\u202e",
    "x" * 10**7,
    "9" * 10**6,
    "a/" * 10**6,
    "[" * 10**6,
    "\n",
    "../../etc/passwd",
]
OBJECTS: list[Any] = [None, 1, 1.5, b"unodc", [], {}, DEEP, object(), ("unodc",), {"unodc"}, untip]


@pytest.mark.parametrize("name", STRINGS, ids=lambda text: ascii(text[:10]))
def test_a_text_that_names_nothing_finds_nothing(name: str) -> None:
    with pytest.raises(untip.NotFoundError):
        untip.find(name)
    with pytest.raises(untip.UnknownIdError):
        untip.agencies[name]
    assert untip.get(name) is None


@pytest.mark.parametrize("text", STRINGS, ids=lambda text: ascii(text[:10]))
def test_a_text_that_is_no_date_is_none(text: str) -> None:
    for ask in (untip.PartialDate, untip.Interval, untip.agencies.active, untip.as_of):
        with pytest.raises(untip.InvalidDateError) as caught:
            ask(text)
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize("thing", OBJECTS[1:], ids=lambda thing: type(thing).__name__)
def test_what_is_neither_name_nor_date_is_a_wrong_question(thing: Any) -> None:
    for question in (untip.find, untip.get, untip.search):
        with pytest.raises(untip.UsageError):
            question(thing)
    for ask in (untip.PartialDate, untip.Interval, untip.agencies.active, untip.as_of):
        with pytest.raises(untip.InvalidDateError):
            ask(thing)


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
