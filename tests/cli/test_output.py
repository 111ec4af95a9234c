"""Where the command line prints: pipes, terminals, colours, pagers, CSV, completion."""

import csv
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import untip
from untip._cli import commands, output
from untip._cli.arguments import ARGUMENTS, ROWS, TEXT, parser
from untip._cli.commands import COMMANDS
from untip._cli.completion import SHELLS, complete
from untip._cli.main import main
from untip._show.text import breadth

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as in a pipe, and return its exit code, output and messages."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


# ── registration ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_command_has_its_function_and_its_arguments() -> None:
    assert set(COMMANDS) == set(ARGUMENTS)
    assert set(COMMANDS) >= ROWS | TEXT
    assert all(command.__doc__ for command in COMMANDS.values())


def test_untip_alone_prints_help_and_is_no_error(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert out == run("--help")[1]
    assert all(command in out for command in COMMANDS)


# ── pipes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pipe_gets_whole_lines_with_every_column(run: Run) -> None:
    code, out, err = run("list", "instruments")
    head, *lines = out.splitlines()
    assert (code, head.split(), len(lines)) == (
        0,
        ["id", "name", "type", "adopted", "in_force"],
        len(untip.instruments),
    )
    assert "…" not in out
    longest = max(untip.instruments, key=lambda record: len(record.name))
    assert any(longest.name in line and longest.type in line for line in lines)
    assert err == f"untip: {len(untip.instruments)} instruments\n"


def test_a_pipe_gets_texts_unbroken(run: Run) -> None:
    mandate = untip.agencies["unodc"].mandate
    assert f"mandate: {mandate}" in run("show", "unodc")[1].splitlines()


def test_columns_from_the_environment_are_obeyed_in_a_pipe_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(breadth, run("list", "instruments")[1].splitlines())) <= 60


@pytest.mark.parametrize("kind", list(untip.schema.KINDS))
def test_lists_show_what_tells_something_and_no_empty_column(run: Run, kind: str) -> None:
    cls = untip.schema.KINDS[kind]
    out = run("list", kind, "--csv")[1]
    rows = list(csv.DictReader(StringIO(out)))
    assert [row["id"] for row in rows] == list(getattr(untip, cls.folder).ids)
    heads = run("list", kind)[1].splitlines()[0].split()
    assert heads[:2] == ["id", "name"]
    assert set(heads[2:]) <= set(cls.shown)
    assert len(heads) > 3


# ── columns, order, CSV ─────────────────────────────────────────────────────────────────────────────────────────────


def test_fields_and_order_are_chosen(run: Run) -> None:
    code, out, err = run("list", "agency", "--fields", "acronym,established", "--sort", "established", "--limit", "3")
    assert code == 0
    first = untip.agencies.sort("established")[:3]
    assert out.splitlines()[0].split() == ["acronym", "established"]
    assert [line.split()[-1] for line in out.splitlines()[1:]] == [str(record.established) for record in first]
    assert err == f"untip: 3 of {len(untip.agencies)} agencies\n"
    last = run("list", "agency", "--fields", "id", "--sort", "established", "--reverse", "--limit", "1")[1]
    assert last.split()[1] == untip.agencies.sort("established", reverse=True)[0].id


def test_fields_of_several_kinds(run: Run) -> None:
    out = run("parties", "palermo protocol", "--fields", "id,kind,alpha3,lifespan")[1]
    rows = [line.split() for line in out.splitlines()]
    assert ["nga", "state", "NGA"] in rows
    assert any(row[:2] == ["european-union", "agency"] for row in rows)


def test_parties_are_listed_with_what_made_them_so(run: Run) -> None:
    head, *rows = [line.split() for line in run("parties", "palermo protocol", "--on", "2005")[1].splitlines()]
    assert head == ["id", "name", "action", "date", "in_force"]
    assert ["nga", "Nigeria", "ratification", "2001-06-28", "2003-12-25"] in rows
    assert len(rows) == len(untip.parties("palermo-protocol", "2005-12-31"))


def test_a_record_that_was_found_shows_the_chosen_fields(run: Run) -> None:
    out = run("find", "ILO", "--fields", "acronym,established")[1]
    assert [line.split() for line in out.splitlines()] == [["acronym", "established"], ["ILO", "1919"]]


def test_results_of_a_search_are_sorted_and_show_the_chosen_fields(run: Run) -> None:
    ids = [match.record.id for match in untip.search("child labour", limit=4)]
    code, out, err = run("search", "child", "labour", "--limit", "4", "--fields", "id,kind")
    assert (code, [line.split()[0] for line in out.splitlines()[1:]], err) == (0, ids, "untip: 4 records\n")
    found = json.loads(run("search", "child", "labour", "--limit", "4", "--sort", "name", "--json")[1])
    names = [one["record"]["name"] for one in found]
    assert (names, {one["record"]["id"] for one in found}) == (sorted(names), set(ids))


@pytest.mark.parametrize("form", ["", "--csv"])
def test_rows_are_sorted_cut_and_show_the_chosen_columns(run: Run, form: str) -> None:
    def cells(*words: str) -> list[list[str]]:
        out = run(*words, *([form] if form else []))[1]
        return [line.split("," if form else None) for line in out.splitlines()]

    first = cells("timeline", "--start", "2000", "--end", "2001", "--fields", "id,date", "--sort", "id", "--limit", "2")
    ids = sorted(one.record.id for one in untip.timeline("2000", "2001"))
    assert (first[0], [row[0] for row in first[1:]]) == (["id", "date"], ids[:2])
    last = cells("participation", "CEDAW", "--sort", "date", "--reverse", "--fields", "date,party,name", "--limit", "2")
    dates = sorted((str(row.date) for row in untip.participation("cedaw") if row.date), reverse=True)
    assert (last[0], [row[0] for row in last[1:]]) == (["date", "party", "name"], dates[:2])
    assert len(cells("related", "unodc", "--limit", "3", "--fields", "relation,id")) == 4


def test_json_of_rows_is_in_the_order_that_is_asked_for(run: Run) -> None:
    found = json.loads(run("timeline", "--json", "--sort", "id", "--limit", "1")[1])
    assert found[0]["record"]["id"] == min(one.record.id for one in untip.timeline())
    rows = json.loads(run("participation", "CEDAW", "--json", "--sort", "date", "--limit", "2")[1])
    assert [row["date"] for row in rows] == sorted(str(row.date) for row in untip.participation("cedaw"))[:2]


def test_rows_without_a_value_come_last_in_either_order(run: Run) -> None:
    for flags in ([], ["--reverse"]):
        rows = run("participation", "CEDAW", "--fields", "in_force,party", "--sort", "in_force", *flags, "--csv")[1]
        days = [line.partition(",")[0] for line in rows.splitlines()[1:]]
        filled = [day for day in days if day]
        assert filled == sorted(filled, reverse=bool(flags))
        assert days == filled + [""] * (len(days) - len(filled)) != filled


def test_csv_is_what_the_library_writes(run: Run) -> None:
    assert run("list", "events", "--csv")[1] == untip.events.to_csv()
    assert run("participation", "CEDAW", "--csv")[1] == untip.participation("cedaw").to_csv()
    assert run("parties", "CEDAW", "--by-year", "--csv")[1] == untip.party_counts("cedaw").to_csv()


def test_csv_of_chosen_fields_of_a_search_and_of_a_timeline(run: Run) -> None:
    def read(*words: str) -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(run(*words, "--csv")[1])))

    assert read("list", "statistics", "--fields", "id,value", "--where", "measure=forced-labour")[0]["value"].isdigit()
    assert read("search", "palermo")[0]["id"] == "palermo-protocol"
    assert read("timeline", "--start", "2000-11-15", "--end", "2000-11-15", "--kind", "instruments")[0]["what"]
    assert {row["relation"] for row in read("related", "unodc")} == set(untip.related("unodc"))
    assert [row["id"] for row in read("related", "unodc", "led")] == list(untip.related("unodc", "led").ids)


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    record = untip.from_dict(untip.Agency, {"id": "a", "name": "=1+1", "type": "media"})
    monkeypatch.setattr(commands, "registry", untip.Registry([record]))
    assert run("list", "agency", "--csv", "--fields", "name")[1] == "name\n'=1+1\n"


@pytest.mark.parametrize(
    ("words", "total"),
    [
        (
            ("members", "ICAT", "--on", "2010-10-18"),
            f"{len(untip.members('icat', on='2010-10-18'))} members, as far as",
        ),
        (
            ("parties", "Palermo Protocol", "--on", "2010"),
            f"{len(untip.parties('palermo-protocol', '2010'))} parties, as",
        ),
        (("list", "agency", "--where", "acronym=UNODC"), "1 agency\n"),
        (("list", "sdg targets", "--where", "code=8.7"), "1 SDG target\n"),
        (("timeline", "--start", "2000", "--end", "2000", "--limit", "2"), "2 of "),
    ],
)
def test_totals_are_messages(run: Run, words: tuple[str, ...], total: str) -> None:
    code, out, err = run(*words)
    assert code == 0
    assert err.startswith(f"untip: {total}")
    assert total not in out


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("find united nations office on drugs and crime", ("find", "UNODC")),
        ("show blue heart campaign against human trafficking --json", ("show", "blue-heart", "--json")),
        ("parties palermo protocol --on 2001-06", ("parties", "palermo-protocol", "--on", "2001-06")),
        ("participation Palermo Protocol --party nga", ("participation", "palermo-protocol", "--party", "nga")),
        ("cite palermo protocol", ("cite", "palermo-protocol")),
        ("related blue heart campaign against human trafficking", ("related", "blue-heart")),
        ("related united nations office on drugs and crime led", ("related", "unodc", "led")),
    ],
)
def test_a_name_of_several_words_needs_no_quotes(run: Run, words: str, quoted: tuple[str, ...]) -> None:
    assert run(*words.split()) == run(*quoted)


def test_names_are_taken_wherever_ids_are(run: Run) -> None:
    pairs = [
        (("show", "united nations office on drugs and crime"), ("show", "unodc")),
        (("related", "UN.GIFT", "leads"), ("related", "un-gift", "leads")),
        (("members", "ICAT"), ("members", "icat")),
        (
            ("participation", "Palermo Protocol", "--party", "Nigeria"),
            ("participation", "palermo-protocol", "--party", "nga"),
        ),
        (("cite", "ICAT"), ("cite", "icat")),
        (("list", "programs", "--where", "leads=UNODC"), ("list", "programs", "--where", "leads=unodc")),
        (("search", "victims", "--agency", "IOM"), ("search", "victims", "--agency", "iom")),
    ]
    for named, by_id in pairs:
        assert run(*named) == run(*by_id)
        assert run(*named)[0] == 0


def test_participation_has_names_and_days(run: Run) -> None:
    code, out, err = run("participation", "Palermo Protocol", "--party", "Nigeria")
    rows = untip.participation("palermo-protocol", party="nga")
    assert (code, len(out.splitlines()), err) == (0, 1 + len(rows), f"untip: {len(rows)} rows\n")
    assert out.splitlines()[-1].split() == ["nga", "Nigeria", "ratification", "2001-06-28", "2003-12-25"]
    shown = json.loads(run("participation", "Palermo Protocol", "--party", "Nigeria", "--json")[1])
    assert [row["action"] for row in shown] == [row.action.value for row in rows]


# ── colours ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_colours_are_asked_for_or_not(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("list", "agency", "--limit", "2")
    assert "\033[" not in run(*words)[1]
    colored = run(*words, "--color", "always")[1]
    assert "\033[1mid\033[0m" in colored
    assert "\033[36ma21\033[0m" in colored
    plain = colored
    for code in ("\033[1m", "\033[36m", "\033[0m"):
        plain = plain.replace(code, "")
    assert plain == run(*words)[1], "colours do not move columns"
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    for name, value in (("TERM", "xterm"), ("NO_COLOR", "")):
        monkeypatch.setenv(name, value)
    assert "\033[" in run(*words)[1]
    assert "\033[" not in run(*words, "--color", "never")[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in run(*words)[1]
    assert "\033[" in run(*words, "--color", "always")[1]


def test_what_a_search_found_is_bold(run: Run) -> None:
    assert "\033[1m[Palermo]\033[0m" in run("search", "palermo", "--color", "always")[1]


# ── terminals ───────────────────────────────────────────────────────────────────────────────────────────────────────


def on_a_terminal(*argv: str, columns: int = 80, lines: int = 24, **env: str) -> tuple[int, str]:
    """Run a command on a terminal of its own, and return its exit code and what the terminal got."""
    fcntl = pytest.importorskip("fcntl", reason="terminals of POSIX")
    import pty
    import struct
    import termios

    child, end = pty.fork()
    if child == 0:
        while os.get_terminal_size(1).columns != columns:  # until the size is set
            time.sleep(0.01)
        unset = ("COLUMNS", "LINES", "NO_COLOR", "PAGER")
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        # an environment of its own: readline, where something imports it, sets a size that `os.environ` does not show
        os.execve(sys.executable, [sys.executable, "-m", "untip", *argv], {**kept, "TERM": "xterm", **env})
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    got = b""
    try:
        while piece := os.read(end, 65536):
            got += piece
    except OSError:  # the other end is closed
        pass
    os.close(end)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), got.decode().replace("\r\n", "\n")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_terminal_gets_lines_of_its_width_in_colours_then_the_total() -> None:
    for columns in (60, 80, 200):
        code, text = on_a_terminal("list", "agency", "--limit", "5", columns=columns)
        *lines, total = text.splitlines()
        assert code == 0
        assert total.startswith(f"untip: 5 of {len(untip.agencies)} agencies")
        assert total.endswith("agencies" if columns == 200 else ": --csv prints it)")
        assert "\033[1mid\033[0m" in lines[0]
        bare = [line.replace("\033[1m", "").replace("\033[36m", "").replace("\033[0m", "") for line in lines]
        assert max(map(breadth, bare)) <= columns


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_is_longer_than_the_screen_goes_to_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager.py"
    pager.write_text("import sys\nprint('paged', len(sys.stdin.read().splitlines()))\n")
    command = f"{sys.executable} {pager}"
    code, text = on_a_terminal("list", "agency", PAGER=command)
    assert (code, text.splitlines()[0]) == (0, f"paged {1 + len(untip.agencies)}")
    assert not on_a_terminal("list", "agency", "--limit", "3", PAGER=command)[1].startswith("paged")
    for none in ("", "cat", "no-such-pager", "'"):
        code, text = on_a_terminal("list", "agency", PAGER=none)
        *lines, total, left_out = text.splitlines()
        assert (code, len(lines)) == (0, 1 + len(untip.agencies))
        assert total == f"untip: {len(untip.agencies)} agencies"
        assert left_out.endswith(": --csv prints them")


# ── completion ──────────────────────────────────────────────────────────────────────────────────────────────────────


def words(*given: str) -> list[str]:
    return complete(parser(COMMANDS), given)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (("part",), ["parties", "participation"]),
        (("list", "agen"), ["agencies", "agency"]),
        (("show", "unodc-toolkit-o"), ["unodc-toolkit-organ-removal"]),
        (("show", "--kind", "prog"), ["programs", "program"]),
        (("show", "--kind", "agency", "unod"), [id for id in untip.agencies.ids if id.startswith("unod")]),
        (("list", "agencies", "--sort", "est"), ["established", "established_by"]),
        (("parties", "palermo"), ["palermo-protocol"]),
        (("parties", "palermo-protocol", "--basis", ""), ["deposited", "in_force"]),
        (("parties", "palermo-protocol", "--by"), ["--by-year"]),
        (("cite", "icat", "--style", "b"), ["bibtex"]),
        (("members", "ica"), [id for id in untip.agencies.ids if id.startswith("ica")]),
        (("related", "unodc", "led"), ["led"]),
        (("table", "part"), ["participation"]),
        (("resolve", "--kind", "stat"), ["statistics", "states", "statistic", "state"]),
        (("no-such-command", "x"), []),
        (("validate", "x"), []),
    ],
)
def test_what_may_stand_next(given: tuple[str, ...], found: list[str]) -> None:
    assert words(*given) == found


def test_nothing_typed_is_completed_to_every_command() -> None:
    assert set(words()) == set(words("")) == {*COMMANDS, "--help", "--version"}


def test_each_shell_has_a_script(run: Run) -> None:
    for shell in SHELLS:
        code, out, _ = run("completion", shell)
        assert (code, "untip completion words --" in out) == (0, True)
    assert run("completion", "words", "--", "parties", "palermo")[1] == "palermo-protocol\n"
    assert run("completion", "tcsh")[0] == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_completes(tmp_path: Path) -> None:
    command = tmp_path / "untip"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m untip "$@"\n')
    command.chmod(0o755)
    ask = 'source <(untip completion bash); COMP_WORDS=(untip parties palermo); COMP_CWORD=2; _untip; echo "${COMPREPLY[@]}"'
    env: dict[str, Any] = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True, env=env, check=True)
    assert done.stdout == "palermo-protocol\n"


@pytest.mark.parametrize(
    ("shell", "ask"),
    [
        ("fish", ["-N", "-c", 'untip completion fish | source; complete -C "untip parties palermo"']),
        ("zsh", ["-f", "-n", "-c", "$(untip completion zsh)"]),
    ],
)
def test_other_shells_read_their_scripts(shell: str, ask: list[str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    command = tmp_path / "untip"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m untip "$@"\n')
    command.chmod(0o755)
    env: dict[str, Any] = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run([shell, *ask], capture_output=True, text=True, env=env, cwd=tmp_path, check=True)
    assert (done.stdout, done.stderr) == ("palermo-protocol\n" if shell == "fish" else "", "")
