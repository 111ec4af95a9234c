"""Exit codes and messages where an output is closed, full or read in part, and where paths are none."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from world import Folder

BAD = 'name: "X"\ntype: nothing\n'

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")


def shell(line: str, cwd: Path | None = None) -> tuple[int, str, str]:
    """Run a line of the shell, in which `$UNTIP` is the command, and return exit code, output and messages."""
    env = {**os.environ, "PY": sys.executable, "COLUMNS": "80"}
    line = line.replace("$UNTIP", '"$PY" -m untip')
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=env, cwd=cwd, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "agencies" / "bad.yaml"
    path.parent.mkdir()
    path.write_text(BAD, encoding="utf-8")
    return path


def test_a_reader_that_goes_away_leaves_the_exit_code(bad: Path) -> None:
    code, out, err = shell(f"set -o pipefail; $UNTIP validate '{bad}' | true")
    assert (code, out, err) == (1, "", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", ["cite", "list agency", "list agency --json", "--help", "--version", "schema"])
def test_a_full_disk_is_one_line_and_exit_code_2(words: str) -> None:
    code, _, err = shell(f"$UNTIP {words} > /dev/full")
    assert code == 2
    (line,) = [one for one in err.splitlines() if "agencies" not in one]
    assert line == "untip: the output: No space left on device"


@pytest.mark.parametrize("words", ["cite", "list agency --json", "validate BAD"])
def test_a_closed_output_is_one_line_and_exit_code_2(words: str, bad: Path) -> None:
    code, _, err = shell(f"$UNTIP {words.replace('BAD', str(bad))} >&-")
    assert code == 2
    assert "Traceback" not in err
    (line,) = err.splitlines()
    assert line.startswith("untip: the output: ")


@pytest.mark.slow
def test_where_both_outputs_are_closed_the_exit_code_remains() -> None:
    assert shell("$UNTIP cite >&- 2>&-") == (2, "", "")
    assert shell("$UNTIP find ICAT 2>&-")[0] == 0


@pytest.mark.parametrize("verb", ["validate", "fmt"])
def test_an_empty_path_is_a_usage_error(verb: str) -> None:
    code, out, err = shell(f"$UNTIP {verb} ''")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == f"untip {verb}: error: argument PATH: a path must not be empty"


def test_a_deleted_working_directory_is_named() -> None:
    for words in ("validate x.yaml", "fmt agencies/x.yaml"):
        gone = tempfile.mkdtemp()
        code, _, err = shell(f"cd '{gone}' && rmdir '{gone}' && $UNTIP {words}")
        assert code in (1, 2)
        assert "Traceback" not in err
        assert "working directory no longer exists" in err, words


@pytest.mark.slow
def test_a_lookup_needs_no_working_directory() -> None:
    gone = tempfile.mkdtemp()
    code, out, _ = shell(f"cd '{gone}' && rmdir '{gone}' && $UNTIP find ICAT")
    assert code == 0
    assert "icat" in out


def test_what_is_no_yaml_is_told_in_one_line(folder: Folder) -> None:
    folder.write("agencies/beta.yaml", "name:\tX\n")
    code, _, err = shell(f"$UNTIP fmt '{folder.path('agencies/beta.yaml')}'")
    assert code == 1
    assert "found a tab" in err
    assert "Traceback" not in err


def test_a_closed_input_is_one_line_and_exit_code_2() -> None:
    code, out, err = shell("$UNTIP resolve --kind state <&-")
    assert (code, out) == (2, "")
    assert err == "untip: the input is closed\n"
