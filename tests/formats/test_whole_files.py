"""Files: read once and up to a limit; replaced as a whole or not at all."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from untip._formats.files import read_bytes, write_text
from untip.errors import FileError, UsageError, ValidationError

POSIX = sys.platform != "win32"


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x\r\n\x00y")
    assert read_bytes(path, "f", 5) == b"x\r\n\x00y"
    with pytest.raises(ValidationError) as caught:
        read_bytes(path, "f", 4)
    (problem,) = caught.value.problems
    assert str(problem) == "f: has more than 4 bytes, the limit"
    assert (problem.found, problem.expected) == ("more than 4 bytes", "at most 4 bytes")


@pytest.mark.parametrize("name", ["nothing", "a\0b"])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValidationError, match=r"^f: (cannot be read: |does not exist)"):
        read_bytes(tmp_path / name, "f", 10)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match=r"^f: (is not a plain file|cannot be read: )"):
        read_bytes(tmp_path, "f", 10)


def test_an_error_while_reading_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    path = tmp_path / "a"
    path.write_bytes(b"x")
    monkeypatch.setattr(os, "fdopen", broken)
    with pytest.raises(ValidationError, match=r"^f: cannot be read: Input/output error$"):
        read_bytes(path, "f", 10)


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_written_as_utf8_with_line_feeds(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "é\n\n")
    assert (tmp_path / "a").read_bytes() == b"\xc3\xa9\n\n"
    write_text(str(tmp_path / "a"), "")
    assert (tmp_path / "a").read_bytes() == b""
    assert os.listdir(tmp_path) == ["a"]


def test_a_file_that_could_not_be_written_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(FileError) as caught:
        write_text(path, "after")
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, str(path))
    assert path.read_text(encoding="utf-8") == "before"
    assert os.listdir(tmp_path) == ["a"]  # nothing is left beside it


@pytest.mark.parametrize("name", ["nothing/a", "", "."])
def test_a_path_that_is_no_place_for_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as caught:
        write_text(os.path.join(tmp_path, name), "x")
    assert isinstance(caught.value, OSError)
    assert os.listdir(tmp_path) == []


def test_a_path_has_no_null_character(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^a path cannot be "):
        write_text(f"{tmp_path}/a\0b", "x")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("stopped", "left"), [(True, "before"), (False, "after")])
def test_a_file_may_be_kept_at_the_last_moment(tmp_path: Path, stopped: bool, left: str) -> None:
    path = tmp_path / "a"
    path.write_text("before", encoding="utf-8")
    write_text(path, "after", unless=lambda: stopped)
    assert path.read_text(encoding="utf-8") == left
    assert os.listdir(tmp_path) == ["a"]


def test_a_long_name_is_written_too(tmp_path: Path) -> None:
    write_text(tmp_path / ("a" * 250), "x")
    assert (tmp_path / ("a" * 250)).read_text(encoding="utf-8") == "x"


if POSIX:

    def test_a_replaced_file_keeps_its_mode_and_a_link_keeps_pointing_to_it(tmp_path: Path) -> None:
        path, link = tmp_path / "a", tmp_path / "link"
        path.write_text("before", encoding="utf-8")
        path.chmod(0o640)
        link.symlink_to("a")
        write_text(link, "after")
        assert (link.is_symlink(), path.read_text(encoding="utf-8")) == (True, "after")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_a_device_is_written_to_and_not_replaced() -> None:
        write_text("/dev/null", "x")
        assert stat.S_ISCHR(os.stat("/dev/null").st_mode)

    def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ValidationError, match=r"^f: is not a plain file$"):
            read_bytes(tmp_path / "pipe", "f", 10)

    def test_what_is_opened_is_closed(tmp_path: Path) -> None:
        path = tmp_path / "a"
        opened = len(os.listdir("/dev/fd"))
        for _ in range(3):
            write_text(path, "x")
            read_bytes(path, "f", 10)
            with pytest.raises(ValidationError):
                read_bytes(tmp_path, "f", 10)
        assert len(os.listdir("/dev/fd")) == opened
