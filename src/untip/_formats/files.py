"""Reading and writing files: a file is read up to a limit, and replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from typing import Any

from untip.errors import FileError, Problem, UsageError, ValidationError, as_path

# a pipe is not waited for; nothing leaks into a child process; Windows has neither flag but needs the third
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(path: Any, file: str, limit: int) -> bytes:
    """Return the bytes of a plain file that is not too large.

    The file is opened once, and its type and size are those of what was opened, so that it cannot be replaced in
    between.

    Args:
        path: The path.
        file: What to call it in messages.
        limit: The largest size, in bytes.

    Raises:
        ValidationError: It cannot be read, is not a plain file, or is too large.
    """
    try:
        handle = os.open(path, _READ)
    except (OSError, ValueError) as error:  # a NUL in its name is a ValueError
        cause = f"cannot be read: {error.strerror if isinstance(error, OSError) else error}"
        message = absent(path) if isinstance(error, FileNotFoundError) else cause
        raise ValidationError((Problem(message, file=file),)) from None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValidationError((Problem("is not a plain file", file=file),))
        with os.fdopen(handle, "rb", closefd=False) as opened:
            data = opened.read(limit + 1)
    except OSError as error:
        raise ValidationError((Problem(f"cannot be read: {error.strerror}", file=file),)) from None
    finally:
        os.close(handle)
    if len(data) > limit:
        expected = f"at most {limit} bytes"
        message = f"has more than {limit} bytes, the limit"
        raise ValidationError((Problem(message, file=file, found=f"more than {limit} bytes", expected=expected),))
    return data


def absent(path: Any) -> str:
    """Return the message for a path without a file, or for a link whose target does not exist."""
    return "is a link to a file that does not exist" if os.path.islink(path) else "does not exist"


def written(text: str, path: Any) -> str:
    """Return a text, after writing it to a file if one is named.

    Raises:
        FileError: It could not be written; the file is as it was.
        UsageError: That is no path.
    """
    if path is not None:
        write_text(as_path(path), text)
    return text


def write_text(path: Any, text: str, unless: Callable[[], bool] | None = None) -> None:
    """Write a text to a file, whole or not at all: beside it first, then in its place.

    An existing file keeps its mode and, where that is allowed, its owner; a link keeps pointing to it. What is not a
    plain file, such as a device, is written to directly.

    Args:
        path: The path.
        text: The text, written as UTF-8 with line feeds.
        unless: Is asked just before the file is replaced; if it is true, nothing is replaced.

    Raises:
        FileError: It could not be written; the file is as it was.
        UsageError: The path holds a null character.
    """
    write_bytes(path, text.encode(), unless)


def write_bytes(path: Any, data: bytes, unless: Callable[[], bool] | None = None) -> None:
    """Write bytes to a file, whole or not at all, as `write_text` does.

    Args:
        path: The path.
        data: The bytes.
        unless: Is asked just before the file is replaced; if it is true, nothing is replaced.

    Raises:
        FileError: They could not be written; the file is as it was.
        UsageError: The path holds a null character.
    """
    try:
        target = os.path.realpath(path)
        before = _status(target)
        if before is not None and not stat.S_ISREG(before.st_mode):
            _write(os.open(target, _WRITE), data)
        else:
            _replace(target, data, before, unless)
    except OSError as error:
        raise FileError(error.errno, error.strerror, str(path)) from error
    except ValueError as error:
        raise UsageError(f"a path cannot be {path!r:.100}: {error}") from None


def _status(target: str) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


def _write(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        with contextlib.suppress(OSError):  # a device may not support it
            os.fsync(handle)


def _replace(target: str, data: bytes, before: os.stat_result | None, unless: Callable[[], bool] | None) -> None:
    beside = os.path.join(os.path.dirname(target), f".{os.path.basename(target)[:200]}.{os.urandom(4).hex()}")
    handle = os.open(beside, _WRITE | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        _write(handle, data)
        if before is not None:
            if hasattr(os, "chown"):
                with contextlib.suppress(PermissionError):  # only root may change the owner
                    os.chown(beside, before.st_uid, before.st_gid)
            os.chmod(beside, stat.S_IMODE(before.st_mode))
        if unless is not None and unless():
            os.unlink(beside)
        else:
            os.replace(beside, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        raise
