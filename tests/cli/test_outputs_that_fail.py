"""Where the output of one process is a terminal, closed, full, or left by its reader: what `main` prints and returns."""

import io
import os
import runpy
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from world import Folder

import untip
from untip._cli import commands, main
from untip._cli.output import Output

Run = Callable[..., tuple[int, str, str]]

BAD = "name: 7\ntype: nothing\n"
"""A file with two problems, each on a line of its own."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Failing(io.StringIO):
    """An output that cannot be written to."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error
        self.asked = 0

    def write(self, text: str) -> int:
        self.asked += 1
        raise self.error


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "agencies" / "bad.yaml"
    path.parent.mkdir()
    path.write_text(BAD, encoding="utf-8")
    return str(path)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a terminal of 24 lines and 80 columns."""
    for name, value in {"COLUMNS": "80", "LINES": "24", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)

    def run(*argv: str) -> tuple[int, str, str]:
        out, err = Terminal(), Terminal()
        for name, stream in (("stdout", out), ("stderr", err), ("stdin", Terminal())):
            monkeypatch.setattr(sys, name, stream)
        return main.main(argv), out.getvalue(), err.getvalue()

    return run


# ── terminals and pagers ────────────────────────────────────────────────────────────────────────────────────────────


def test_what_fits_the_screen_is_printed_and_its_total_comes_after_it(terminal: Run) -> None:
    code, out, err = terminal("list", "agency", "--limit", "3")
    assert (code, len(out.splitlines())) == (0, 4)
    assert err == f"untip: 3 of {len(untip.agencies)} agencies (no room for established: --csv prints it)\n"
    assert Output.messages == []


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager", "'", f"{sys.executable} -c 'raise SystemExit(1)'"])
def test_without_a_pager_that_works_a_long_text_is_printed_whole(
    terminal: Run, pager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", pager)
    code, out, _ = terminal("list", "agency")
    assert (code, len(out.splitlines())) == (0, 1 + len(untip.agencies))


def test_a_pager_gets_what_is_longer_than_the_screen(
    terminal: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script, seen = tmp_path / "pager.py", tmp_path / "seen.txt"
    script.write_text("import sys\nopen(sys.argv[1], 'wb').write(sys.stdin.buffer.read())\n", encoding="utf-8")
    monkeypatch.setenv("PAGER", f"'{sys.executable}' '{script}' '{seen}'".replace("\\", "/"))
    code, out, err = terminal("list", "agency")
    assert (code, out) == (0, "")
    assert len(seen.read_text(encoding="utf-8").splitlines()) == 1 + len(untip.agencies)
    assert err.startswith(f"untip: {len(untip.agencies)} agencies\nuntip: no room for type, ")


# ── outputs that are closed or full ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("is_missing", [True, False], ids=["none", "closed"])
def test_where_there_is_no_output_a_command_fails(
    is_missing: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stdout", None if is_missing else closed)
    assert main.main(["cite"]) == 2
    assert capsys.readouterr().err == "untip: the output: is closed\n"


def test_where_no_output_is_left_for_messages_they_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert main.main(["find", "nobody at all"]) == 1


def test_a_full_disk_is_one_message_whether_it_shows_at_once_or_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = OSError(28, "No space left on device")
    at_the_end = io.StringIO()
    monkeypatch.setattr(at_the_end, "flush", lambda: Failing(full).write(""), raising=False)
    for out in (Failing(full), at_the_end):
        monkeypatch.setattr(sys, "stdout", out)
        assert main.main(["cite"]) == 2
        assert capsys.readouterr().err == "untip: the output: No space left on device\n"


def test_after_its_reader_has_gone_nothing_is_written_and_the_exit_code_is_kept(
    bad: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Failing(BrokenPipeError(32, "Broken pipe"))
    monkeypatch.setattr(sys, "stdout", out)
    assert main.main(["validate", bad]) == 1
    assert out.asked == 1, "of two problems"
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_an_output_without_a_reader_is_given_up_so_that_python_ends_in_peace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert main.main(["cite"]) == 0
        out.write("what the interpreter still flushes at its end")
    assert capsys.readouterr().err == ""


# ── what comes from outside ─────────────────────────────────────────────────────────────────────────────────────────


def test_an_interrupted_command_ends_as_a_shell_expects(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(main, "COMMANDS", {**commands.COMMANDS, "cite": interrupted})
    assert main.main(["cite"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("words", ["validate", "fmt"])
def test_an_empty_path_is_refused(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([words, ""]) == 2
    assert "argument PATH: a path must not be empty" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a working directory cannot be deleted")
def test_a_working_directory_that_is_gone_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Folder
) -> None:
    gone = tempfile.mkdtemp()
    monkeypatch.chdir(gone)
    os.rmdir(gone)
    assert main.main(["validate", "agencies"]) == 2
    assert "the working directory no longer exists; give an absolute path" in capsys.readouterr().err
    assert main.main(["validate", "--alone", str(folder.root)]) == 0
    monkeypatch.setattr(sys, "stdout", Failing(OSError(2, "No such file or directory")))
    assert main.main(["cite"]) == 2
    assert capsys.readouterr().err == "untip: the working directory no longer exists\n"


@pytest.mark.parametrize(("module", "words"), [("untip", ["find", "ICAT"]), ("untip.publish", ["--help"])])
def test_the_packages_modules_that_python_runs(
    module: str, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [module, *words])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert ("icat" if words[0] == "find" else "usage: untip publish") in capsys.readouterr().out


def test_a_module_that_runs_does_nothing_where_it_is_only_imported(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_module("untip.publish.__main__", run_name="imported")
    assert capsys.readouterr() == ("", "")


def test_a_closed_input_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main.main(["resolve", "--kind", "state"]) == 2
    assert capsys.readouterr().err == "untip: the input is closed\n"
