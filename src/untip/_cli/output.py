"""Where commands print: standard output with colours and a pager on a terminal, messages on standard error."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shlex
import subprocess
import sys
from shutil import get_terminal_size
from typing import Any, ClassVar

_LIKE = str.maketrans("…–—‘’“”·", ".--''\"\".")  # each is as wide in tables as the character that it replaces

BOLD, DIM, ID = "1", "2", "36"
"""Codes of terminals (ECMA-48): bold, dim, and cyan for ids."""

PAGER = "less -FRX"
"""The pager, where `PAGER` says nothing: it ends by itself where the text fits the screen."""


class Output:
    """What the present command knows of its output."""

    reader_gone = False
    """Whether the reader has closed the pipe."""
    color = "auto"
    """`auto`, `always` or `never`."""
    buffer: list[str] | None = None
    """The text so far, where it may go to a pager; `None` where it is written at once."""
    left_out: ClassVar[list[str]] = []
    """The columns that the last table had no room for."""
    messages: ClassVar[list[str]] = []
    """The messages so far, which then come after the text."""


def begin() -> None:
    """Forget what was known of the output of an earlier command."""
    Output.reader_gone, Output.color, Output.left_out = False, "auto", []
    Output.messages.clear()
    Output.buffer = [] if is_terminal() and sys.stdin is not None and sys.stdin.isatty() else None


def is_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return not is_closed() and sys.stdout.isatty()


def is_closed() -> bool:
    """Return whether there is no standard output: the process has none, or it has been closed."""
    return sys.stdout is None or getattr(sys.stdout, "closed", False)


def width() -> int | None:
    """Return how many characters a line may have; `None` for any number, where the output is no terminal."""
    if not is_terminal() and not os.environ.get("COLUMNS"):
        return None
    return max(get_terminal_size((80, 24)).columns, 20)


def is_colored() -> bool:
    """Return whether to print colours: on a terminal, unless `NO_COLOR` or `--color` say otherwise."""
    if Output.color == "auto":
        return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Output.color == "always"


def painted(text: str, code: str) -> str:
    """Return a text in a colour, if colours are printed; spaces at its ends stay plain."""
    if not text.strip() or not is_colored():
        return text
    bare = text.strip()
    return text.replace(bare, f"\033[{code}m{bare}\033[0m", 1)


def encodable(text: str, out: object) -> str:
    """Return a text that an output can print: characters that its encoding lacks are replaced or escaped."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf"):
        text = text.translate(_LIKE)
    return text.encode(encoding, "backslashreplace").decode(encoding)


def say(text: str) -> None:
    """Print a text; nothing after the reader has closed the pipe, so that the command's own exit code is kept.

    Raises:
        OSError: The output cannot be written to.
    """
    if is_closed():
        raise OSError(errno.EBADF, "is closed", "the output")
    if Output.buffer is not None:
        Output.buffer.append(text)
    elif not Output.reader_gone:
        try:
            sys.stdout.write(encodable(text + "\n", sys.stdout))
        except BrokenPipeError:
            Output.reader_gone = True


def say_json(data: Any) -> None:
    """Print data as JSON."""
    unicode = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().startswith("utf")
    say(json.dumps(data, ensure_ascii=not unicode, indent=2))


def complain(text: str) -> None:
    """Print a message for people on standard error, apart from results."""
    if Output.buffer is not None:
        Output.messages.append(text)
    elif sys.stderr is not None:
        with contextlib.suppress(OSError):  # no output is left for a message
            sys.stderr.write(encodable(f"untip: {text}\n", sys.stderr))


def release() -> None:
    """Print the buffered text: through a pager where it is longer than the screen, else as it is; then the messages."""
    buffered, Output.buffer = Output.buffer, None
    text = "\n".join(buffered or ())
    lines = text.count("\n") + 2 + len(Output.messages)
    if buffered and (lines <= get_terminal_size((80, 24)).lines or not _paged(text + "\n")):
        say(text)
        sys.stdout.flush()
    for message in Output.messages:
        complain(message)
    Output.messages.clear()


def _paged(text: str) -> bool:
    """Show a text in the pager that `PAGER` names, and return whether that went well; an empty one is none."""
    try:
        command = shlex.split(os.environ.get("PAGER", PAGER))
    except ValueError:  # a quotation mark is missing
        return False
    if not command or command == ["cat"]:
        return False
    try:
        done = subprocess.run(command, input=text.encode("utf-8", "backslashreplace"), check=False)  # noqa: S603
    except OSError:
        return False
    return done.returncode == 0
