"""The command line: what each verb prints, with which exit code, at which width, in which encoding."""

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from world import Folder

import untip
from untip._cli import commands
from untip._cli.main import main
from untip._schema.define import field_order
from untip._show.text import breadth
from untip.schema import KINDS

Run = Callable[..., tuple[int, str, str]]


def process(*argv: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a process of its own."""
    found = {**os.environ, "COLUMNS": "80", **env}
    return subprocess.run([sys.executable, "-m", "untip", *argv], capture_output=True, env=found, check=False)


# ── what verbs print, in a small world ──────────────────────────────────────────────────────────────────────────────


def golden() -> list[tuple[str, str]]:
    """Return each command of the golden file, and what it prints."""
    text = Path(__file__).with_name("small-world.txt").read_text(encoding="utf-8")
    blocks = (block.partition("\n") for block in text.split("$ untip ")[1:])
    return [(words, expected.removesuffix("\n")) for words, _, expected in blocks]


@pytest.mark.parametrize(("words", "expected"), golden(), ids=lambda value: value.partition("\n")[0])
def test_what_a_verb_prints(small: Run, words: str, expected: str) -> None:
    assert small(*words.split())[:2] == (0, expected)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("list agency --where type=media", 1, "nothing found"),
        ("list agency --where typ=media", 2, "'typ' is not a field of agency; did you mean type?"),
        (
            "list agency --where lifespan=2010",
            2,
            "'lifespan' is not a field of agency; the fields are id, name, acronym,",
        ),
        ("list agency --where type=medium", 2, "'medium' is not a value of type; did you mean media?"),
        ("list agency --where type=foo", 2, "'foo' is not a value of type; allowed are principal-organ, "),
        ("list finding --where topics=foo", 2, "'foo' is not a value of topics; `untip schema finding` lists all"),
        ("related alpha leed", 2, "'leed' is not a relation; did you mean"),
        ("related alpha father mother", 1, "no record named 'alpha father mother'"),
        ("find nobody --fields ,", 1, "no record named 'nobody'"),
        ("find alpha --fields nome", 2, "'nome' is not a field of agency; did you mean name?"),
        ("timeline --fields nome", 2, "'nome' is not a column here; the columns are date, what, id, name, kind"),
        ("timeline --fields ,", 2, "--fields needs names, such as --fields date,what"),
        ("participation charter --sort nome", 2, "'nome' is not a column here; the columns are instrument, party, act"),
        ("table foo", 2, "'foo' is not the name of a table; `untip table` lists all"),
        ("list agency --where binding", 2, "'binding' is no condition; write it as field=value"),
        ("list agency --active 20x0", 2, "'20x0' is not a valid date"),
        ("list agenzies", 2, "'agenzies' is not one of the kinds agency, instrument,"),
        ("list agency --limit -1", 2, "'-1' is no number from 0"),
        ("validate a\0b", 2, "a path holds no null characters"),
        ("mentions a\0b", 2, "a path holds no null characters"),
        ("find nobody", 1, "no record named 'nobody'"),
        ("list agency --where type=media --fields nome", 2, "'nome' is not a field of agency; did you mean name? The"),
        ("list agency --fields ,", 2, "--fields needs names"),
        ("list agency --sort founded", 2, "'founded' is not a field of agency; the fields are id, name, acronym,"),
        ("show Alpha --kind state", 1, "no record named 'Alpha' in states"),
        ("search ?!", 2, "a search needs words, found '?!'"),
        ("search qqqq", 1, "nothing found"),
        ("search help --pillar prevent", 2, "'prevent' is not a pillar; did you mean prevention?"),
        ("search help --agency nobody", 1, "no record named 'nobody'"),
        ("related alpha father", 2, "'father' is not a relation"),
        ("related fra parent", 1, "nothing found"),
        ("timeline --start 2010 --end 2000", 2, "pass the earlier time first"),
        ("parties annex", 1, "annex has no table of participation; those with one are charter"),
        ("parties alpha", 2, "alpha is of kind agency; only an instrument has parties"),
        ("participation charter --party nobody", 1, "no record named 'nobody'"),
        ("parties charter --on 2020", 0, "the parties to charter are known until 2010-12-31; 2020 lies after it"),
        ("members group --role boss", 2, "'boss' is not a role"),
        ("find old-alpha", 0, "'old-alpha' is 'alpha' since data version 2026.2: renamed"),
        ("cite nobody", 1, "no record named 'nobody'"),
        ("cite --style bibtext", 2, "invalid choice: 'bibtext'"),
        ("fmt no/such/folder", 1, "left as it is: no/such/folder: does not exist"),
        ("frobnicate", 2, "invalid choice: 'frobnicate'"),
        ("list --frobnicate", 2, ""),
    ],
)
def test_exit_codes_and_messages(small: Run, words: str, code: int, message: str) -> None:
    found, _, err = small(*words.split())
    assert found == code
    assert message in " ".join(err.split())
    assert "Traceback" not in err


def test_a_mended_query_is_told(small: Run) -> None:
    code, out, err = small("search", "chartre")
    assert (code, out.partition("\n")[0]) == (0, "charter (instrument)")
    assert "searched for: charter" in err


def test_a_name_that_several_records_bear(run: Run) -> None:
    several = untip.Registry(
        untip.from_dict(untip.Event, {"id": id, "name": "Same Name", "type": "meeting"}) for id in ("one", "two")
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "registry", several)
        for words in (["show", "same name"], ["related", "Same", "Name", "publishd"]):
            code, out, err = run(*words)
            assert (code, out) == (1, "")
            assert "one (event), two (event)" in err


# ── JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["list agency", "related charter implemented_by", "members group", "parties charter"])
def test_json_of_several_records_is_a_list_of_them(small: Run, words: str) -> None:
    code, out, _ = small(*words.split(), "--json")
    assert code == 0
    data = json.loads(out)
    assert [untip.from_dict(untip.Record, one).id for one in data]


def test_json_of_one_record(small: Run, world: untip.Registry) -> None:
    for words in (("show", "alpha"), ("find", "AO")):
        assert json.loads(small(*words, "--json")[1]) == untip.to_dict(world.agencies["alpha"])


def test_json_of_what_is_more_than_records(small: Run, world: untip.Registry) -> None:
    charter = untip.to_dict(world.instruments["charter"])
    (first, *_) = json.loads(small("search", "charter", "--json")[1])
    assert first["record"] == charter
    assert (first["field"], first["excerpt"], first["suggestion"]) == ("name", "The [Charter]", None)
    (entry,) = json.loads(small("timeline", "--start", "1999-11", "--end", "1999-11", "--json")[1])
    assert entry == {"date": "1999-11-15", "what": "adopted", "record": charter}
    related = json.loads(small("related", "beta", "--json")[1])
    assert {name: [one["id"] for one in found] for name, found in related.items()} == {
        "parent": ["alpha"],
        "successor": ["alpha"],
        "sources": ["plan"],
        "member_of": ["group"],
    }
    by_year = json.loads(small("parties", "charter", "--by-year", "--json")[1])
    assert by_year[3] == {"year": 2003, "certain": 2, "possible": 2}


def test_counts_by_year_leave_no_word_aside(capsys: pytest.CaptureFixture[str]) -> None:
    def last(*words: str) -> int:
        assert main(["parties", "palermo-protocol", "--by-year", "--json", *words]) == 0
        return int(json.loads(capsys.readouterr().out)[-1]["certain"])

    counts = [len(untip.parties("palermo-protocol", regional=regional)) for regional in (True, False)]
    assert [last(), last("--states-only")] == counts
    for words in (["--on", "2003"], ["--certain"]):
        assert main(["parties", "palermo-protocol", "--by-year", *words]) == 2
        assert "omit --on and --certain" in capsys.readouterr().err
    for words in (["--limit", "2"], ["--fields", "id"], ["--sort", "name"], ["--reverse"]):
        assert main(["parties", "palermo-protocol", "--by-year", *words]) == 2
        assert "omit --limit, --fields, --sort and --reverse" in capsys.readouterr().err


def test_json_of_nothing_is_empty_and_the_code_says_so(small: Run) -> None:
    assert small("list", "agency", "--where", "type=media", "--json")[:2] == (1, "[]\n")
    assert small("search", "qqqq", "--json")[:2] == (1, "[]\n")


def test_json_that_was_listed_can_be_validated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text(run("list", "sdg_target", "--json")[1], encoding="utf-8")
    assert run("validate", str(tmp_path / "all.json")) == (0, "valid\n", "")


def test_problems_beyond_the_first_hundred_of_a_file_are_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "agencies" / "x.yaml"
    file.parent.mkdir()
    file.write_text('name: "X"\ntype: media\n' + "".join(f"key{n}: 1\n" for n in range(250)), encoding="utf-8")
    code, out, err = run("validate", str(tmp_path))
    assert (code, len(out.splitlines()), err) == (1, 100, "untip: … and 150 more\n")
    code, out, err = run("validate", str(tmp_path), "--json")
    assert (code, len(json.loads(out)), err) == (1, 100, "untip: … and 150 more\n")


# ── real records, at 80 columns ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_list_fits_into_80_columns_one_record_a_line(run: Run, kind: str) -> None:
    code, out, err = run("list", kind)
    lines = out.splitlines()
    count = len(getattr(untip, KINDS[kind].folder))
    what = KINDS[kind].folder.replace("_", " ").replace("programs", "programmes").replace("sdg", "SDG")
    assert code == 0
    assert err.startswith(f"untip: {count} {what}")
    assert max(map(breadth, err.splitlines())) <= 80
    missing = re.search(r"no room for ([a-z_, ]+): --csv prints (?:it|them)", err)
    shown = lines[0].split() + (missing[1].split(", ") if missing is not None else [])
    assert set(shown) <= {"id", *field_order(KINDS[kind])}
    assert len(lines) == 1 + count
    assert [line.split()[0] for line in lines[1:]] == list(getattr(untip, KINDS[kind].folder).ids)
    assert max(breadth(line) for line in lines) <= 80


def test_a_number_keeps_its_unit_and_time_before_the_room_of_names(run: Run) -> None:
    _, out, err = run("list", "statistics", "--limit", "8")
    assert out.splitlines()[0].split() == ["id", "name", "value", "unit", "as_of"]
    assert max(map(breadth, out.splitlines())) <= 80
    assert "no room for bound, quantity: --csv prints them" in err


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("timeline --limit 200", 40),
        ("list agencies --limit 3", 60),
        ("list statistics", 80),
        ("members icat", 80),
        ("related unodc", 80),
        ("list statistics", 100),
    ],
)
def test_a_table_and_its_total_fit(run: Run, monkeypatch: pytest.MonkeyPatch, words: str, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, err = run(*words.split())
    assert max(breadth(line) for line in (*out.splitlines(), *err.splitlines())) <= columns


def test_of_many_columns_without_room_the_number_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert run("list", "statistics", "--limit", "3")[2].endswith("\nuntip: no room for 3 columns: --csv prints them\n")


@pytest.mark.parametrize("id", ["unodc", "palermo-protocol", "un-gift", "sdg-8-7", "icat-2010", "nga", "icat"])
def test_a_sheet_fits_into_80_columns_and_loses_nothing(run: Run, id: str) -> None:
    code, out, _ = run("show", id)
    assert code == 0
    assert all(breadth(line) <= 80 or "https://" in line for line in out.splitlines())
    shown = "".join(out.split()).replace("-", "")
    for text in strings(untip.to_dict(untip.get(id) or untip.agencies["unodc"])):
        assert "".join(text.split()).replace("-", "") in shown, text


def strings(data: object) -> list[str]:
    """Return every text in plain data."""
    if isinstance(data, dict):
        data = list(data.values())
    return (
        [data]
        if isinstance(data, str)
        else [one for item in data for one in strings(item)]
        if isinstance(data, list)
        else []
    )


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("search child labour --limit 50", marks=pytest.mark.slow),
        "related unodc",
        "timeline",
        "timeline --agency UNODC --pillar protection",
        "parties palermo-protocol",
        "members icat",
        "schema",
        *(f"schema {kind}" for kind in KINDS),
        "find palermo protocol",
    ],
)
def test_other_outputs_fit_too(run: Run, words: str) -> None:
    first, *rest = words.split()
    argv = [first, " ".join(rest)] if first == "find" else [first, *rest]
    code, out, _ = run(*argv)
    assert code == 0
    assert max(map(breadth, out.splitlines())) <= 80


def test_the_width_is_that_of_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(breadth, run("list", "agency", "--where", "type=treaty-body")[1].splitlines())) <= 50
    monkeypatch.setenv("COLUMNS", "200")
    assert "…" not in run("list", "agency", "--where", "type=treaty-body")[1]
    for silly in ("0", "-1", "x", "1"):
        monkeypatch.setenv("COLUMNS", silly)
        assert run("list", "agency")[0] == 0


def test_the_data_set_and_a_source_are_cited(run: Run) -> None:
    assert run("cite")[1] == untip.cite() + "\n"
    assert run("cite", "icat-2010", "--style", "bibtex")[1] == untip.cite("icat-2010", style="bibtex") + "\n"


def test_the_schema_is_told_from_the_classes(run: Run) -> None:
    out = run("schema", "agencies")[1]
    for name in untip.json_schema(untip.Agency)["properties"]:
        assert re.search(rf"^{name}( \(required\))?$", out, re.MULTILINE), name
    assert json.loads(run("schema", "agency", "--json")[1]) == untip.json_schema(untip.Agency)
    assert list(json.loads(run("schema", "--json")[1])) == list(KINDS)


def test_the_versions(run: Run) -> None:
    assert run("--version") == (0, f"untip {untip.__version__}, data {untip.__data_version__}\n", "")


@pytest.mark.parametrize("verb", ["", *commands.COMMANDS])
def test_help(run: Run, verb: str) -> None:
    code, out, _ = run(*filter(None, [verb, "--help"]))
    assert code == 0
    assert out.isascii()
    assert "Exit codes: 0 found or valid" in " ".join(out.split())


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_validate_prints_each_problem_with_its_place(run: Run, folder: Folder) -> None:
    assert run("validate", "--alone", str(folder.root)) == (0, "valid\n", "")
    folder.swap("agencies/beta.yaml", "parent: alpha", "parent: alfa")
    code, out, _ = run("validate", "--alone", str(folder.root))
    assert code == 1
    assert re.search(r"agencies/beta\.yaml:3: parent: .*'alfa'", out)
    (problem,) = json.loads(run("validate", "--alone", "--json", str(folder.root))[1])
    assert (problem["line"], problem["field"]) == (3, "parent")


def test_a_path_at_which_nothing_is_is_said_to_be_none(run: Run) -> None:
    assert run("validate", "no/such/folder")[:2] == (1, "no/such/folder: does not exist\n")


@pytest.mark.parametrize("verb", ["export", "publish"])
def test_a_file_is_no_folder_to_write_to(run: Run, tmp_path: Path, verb: str) -> None:
    path = tmp_path / "untip.json"
    path.write_text("{}", encoding="utf-8")
    assert run(verb, str(path)) == (2, "", f"untip: {path} is a file; name a folder\n")
    assert path.read_text(encoding="utf-8") == "{}"


def test_validate_without_a_path_checks_the_packages_own_files(
    run: Run, monkeypatch: pytest.MonkeyPatch, folder: Folder
) -> None:
    monkeypatch.setattr(commands, "_own_data", lambda: folder.root)
    assert run("validate") == (0, "valid\n", "")
    monkeypatch.setattr(commands, "_own_data", lambda: None)
    code, _, err = run("validate")
    assert code == 2
    assert "needs a path" in err


def test_files_may_name_the_packages_records_unless_they_stand_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "events" / "mine.yaml"
    path.parent.mkdir()
    path.write_text('name: "Mine"\ntype: meeting\noutcomes: [palermo-protocol]\n', encoding="utf-8")
    assert "palermo-protocol" not in run("validate", str(tmp_path))[1]
    assert "palermo-protocol" in run("validate", "--alone", str(tmp_path))[1]


def test_fmt_rewrites_what_is_not_canonical_and_names_it(run: Run, folder: Folder) -> None:
    before = folder.path("agencies/alpha.yaml").read_bytes()
    code, out, err = run("fmt", "--check", str(folder.root))
    assert (code, err) == (1, "")
    assert str(folder.path("agencies/alpha.yaml")) in out.splitlines()
    assert folder.path("agencies/alpha.yaml").read_bytes() == before
    assert run("fmt", str(folder.root)) == (0, out, "")
    assert folder.path("agencies/alpha.yaml").read_bytes() != before
    assert run("fmt", "--check", str(folder.root)) == (0, "", "")
    assert folder.said() == []
    assert not [path for path in folder.root.rglob(".*") if path.is_file()]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"name: [", "agencies/beta.yaml:"),
        (b"\xff\xfe", "agencies/beta.yaml"),
        (b'name: "Beta"\ntype: nonsense\n', "agencies/beta.yaml:2: type: "),
        (b'# why\nname: "Beta"\ntype: media\n', "has comments, which canonical form does not keep"),
        (b'name:   "Beta"  # why\ntype: media\n', "has comments, which canonical form does not keep"),
    ],
)
def test_fmt_leaves_what_it_cannot_read_or_would_lose_from(run: Run, folder: Folder, text: bytes, message: str) -> None:
    folder.write("agencies/beta.yaml", text)
    for flags in ([], ["--check"]):
        code, _, err = run("fmt", *flags, str(folder.path("agencies/beta.yaml")))
        assert code == 1
        assert message in err
        assert folder.path("agencies/beta.yaml").read_bytes() == text


def test_a_hash_in_a_text_is_no_comment(run: Run, folder: Folder) -> None:
    folder.write("agencies/beta.yaml", b'name:   "Beta # 1"\ntype: media\nsummary: >-\n  No. # 1\n')
    assert run("fmt", str(folder.path("agencies/beta.yaml")))[0] == 0
    assert folder.path("agencies/beta.yaml").read_text(encoding="utf-8").startswith('name: "Beta # 1"\n')


def test_fmt_keeps_what_a_link_leads_to_and_the_files_mode(run: Run, folder: Folder, tmp_path: Path) -> None:
    target = folder.path("agencies/beta.yaml")
    link = tmp_path / "agencies" / "beta.yaml"
    link.parent.mkdir()
    link.symlink_to(target)
    target.chmod(0o640)
    assert run("fmt", str(link))[0] == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert run("fmt", "--check", str(target))[0] == 0


def test_fmt_names_a_folder_that_holds_no_records(run: Run, folder: Folder, tmp_path: Path) -> None:
    stray = tmp_path / "elsewhere" / "beta.yaml"
    stray.parent.mkdir()
    stray.write_bytes(folder.path("agencies/beta.yaml").read_bytes())
    code, _, err = run("fmt", str(stray))
    assert code == 1
    assert "a record lies in one of agencies" in err


@pytest.mark.parametrize("comment", ["# said above\n", "summary: >-  # said behind the sign\n  Words.\n"])
def test_fmt_keeps_a_file_with_comments(run: Run, folder: Folder, comment: str) -> None:
    file = folder.path("agencies/beta.yaml")
    before = f'type: media\nname: "Beta"\n{comment}'
    file.write_text(before, encoding="utf-8")
    code, _, err = run("fmt", str(file))
    assert (code, file.read_text(encoding="utf-8")) == (1, before)
    assert "has comments" in err


def test_a_file_that_cannot_be_written_is_told(run: Run, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = folder.path("agencies/beta.yaml")
    before = b'type: media\nname: "Beta"\n'  # not canonical: the name comes first
    file.write_bytes(before)
    monkeypatch.setattr("untip._formats.files._replace", refuse)
    code, _, err = run("fmt", str(file))
    assert (code, file.read_bytes()) == (1, before)
    assert "Permission denied" in err


# ── processes ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_as_a_module_and_with_its_exit_code() -> None:
    assert process("find", "ICAT").returncode == 0
    assert process("find", "nobody at all").returncode == 1
    assert process("list").returncode == 2


@pytest.mark.slow
def test_an_output_that_lacks_signs_gets_others_or_escapes() -> None:
    found = process("find", "côte d’ivoire", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (found.returncode, found.stderr) == (0, b"")
    assert b"C\\xf4te d'Ivoire" in found.stdout
    found = process("list", "agency", PYTHONIOENCODING="ascii")
    assert max(map(len, found.stdout.decode("ascii").splitlines())) <= 80
    found = process("show", "civ", "--json", PYTHONIOENCODING="latin-1")
    assert json.loads(found.stdout.decode("ascii"))["name"] == "Côte d'Ivoire"
    found = process("find", "nobody ’…\udcff", PYTHONIOENCODING="ascii")
    assert (found.returncode, found.stdout) == (1, b"")
    found.stderr.decode("ascii")


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "untip", "list", "source"]
    env = {**os.environ, "COLUMNS": "80"}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read().startswith(b"untip: %d sources (" % len(untip.sources))
        assert running.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-m", "untip", "cite"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert found.returncode == 2
    assert b"No space left" in found.stderr
    assert b"Traceback" not in found.stderr


def test_heavy_modules_are_imported_when_they_are_needed() -> None:
    code = "import sys; from untip._cli.main import main; main(['--version']); print([m for m in sys.modules if m in HEAVY])"
    heavy = {"cattrs", "sqlite3", "difflib"}
    found = subprocess.run([sys.executable, "-c", f"HEAVY = {heavy}; {code}"], capture_output=True, check=True)
    assert found.stdout.splitlines()[-1] == b"[]"


# ── anything ────────────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = st.one_of(
    st.sampled_from(
        [
            *sorted(commands.COMMANDS.keys() - {"export", "publish"}),
            *KINDS,
            "--json",
            "--kind",
            "--limit",
            "--on",
            "--where",
            "--pillar",
            "--agency",
        ]
    ),
    st.sampled_from(
        ["unodc", "icat", "palermo-protocol", "2010", "20x0", "1999/..", "type=treaty", "binding=yes", "3"]
    ),
    st.sampled_from(
        ["--by-year", "--certain", "--check", "--style", "bibtex", "--start", "--end", "--role", "=", "--"]
    ),
    st.text(max_size=12),
)


@given(st.lists(WORDS, max_size=6))
@settings(deadline=None, max_examples=200)
def test_no_words_whatever_give_a_traceback(argv: list[str]) -> None:
    if "fmt" in argv or "validate" in argv:  # they take paths, and these could be any
        argv = [word for word in argv if word not in ("fmt", "validate")]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("stdout", "stderr"):
            patch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
        assert main(argv) in (0, 1, 2)


@pytest.mark.slow
@given(st.lists(st.text(max_size=12), max_size=3), st.sampled_from(["fmt", "validate"]), st.booleans())
@settings(deadline=None, max_examples=50)
def test_no_path_whatever_gives_a_traceback(words: list[str], verb: str, check: bool) -> None:
    paths = [f"no such folder/{word}" for word in words]
    with pytest.MonkeyPatch.context() as patch:
        for name in ("stdout", "stderr"):
            patch.setattr(sys, name, io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
        assert main([verb, *(["--check"] if check else []), "--", *paths]) in (0, 1, 2)
