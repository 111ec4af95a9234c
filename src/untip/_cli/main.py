"""The command line, `untip COMMAND …` or `python -m untip COMMAND …`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from warnings import catch_warnings, simplefilter

from untip._cli.arguments import parser
from untip._cli.commands import COMMANDS
from untip._cli.output import Output, begin, complain, is_closed, release
from untip._cli.rows import FOUND, MISUSED, NOT_FOUND
from untip.errors import AmbiguousNameError, FileError, NotFoundError, UntipError, ValidationError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The arguments after `untip`; those of the process if left out.

    Returns:
        The exit code: 0 found or valid, 1 not found or invalid, 2 usage error.
    """
    begin()
    with catch_warnings(record=True) as warned:
        simplefilter("always")
        try:
            code = _run(sys.argv[1:] if argv is None else list(argv))
        except KeyboardInterrupt:
            code = 130
        code = _flushed(code)
    for warning in warned:
        complain(str(warning.message))
    return code


def _run(argv: list[str]) -> int:
    try:
        known = parser(COMMANDS)
        args = known.parse_args(argv)
        if args.command is None:
            known.print_help()
            return FOUND
        Output.color = args.color
        return COMMANDS[args.command](args)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else FOUND
    except (NotFoundError, AmbiguousNameError, ValidationError) as error:
        complain(str(error))
        return NOT_FOUND
    except FileError as error:
        complain(f"{error.filename}: {error.strerror}")
        return NOT_FOUND
    except UntipError as error:
        complain(str(error))
        return MISUSED
    except OSError as error:
        complain(_cause(error))
        return MISUSED


def _cause(error: OSError) -> str:
    """Return what an operation on the system failed of, with a deleted working directory named as such."""
    try:
        os.getcwd()
    except OSError:
        return "the working directory no longer exists"
    return f"{error.filename or 'the output'}: {error.strerror}"


def _flushed(code: int) -> int:
    """Return the exit code after what was printed has been written."""
    try:
        release()
        if not is_closed():
            sys.stdout.flush()
    except BrokenPipeError:  # the reader has closed the pipe
        _forget_stdout()
    except OSError as error:
        complain(_cause(error))
        _forget_stdout()
        return MISUSED
    if Output.reader_gone:
        _forget_stdout()
    return code


def _forget_stdout() -> None:
    """Keep the interpreter from flushing, at its end, into an output that cannot be written to."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # a stand-in for stdout has no file
        return
