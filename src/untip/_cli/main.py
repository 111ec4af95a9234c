"""The command line, `untip COMMAND …` or `python -m untip COMMAND …`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from warnings import catch_warnings, simplefilter

from untip._cli.arguments import parser
from untip._cli.commands import COMMANDS, FOUND, MISUSED, NOT_FOUND, complain
from untip.errors import AmbiguousNameError, NotFoundError, UntipError, ValidationError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after `untip`; those of the process if left out.

    Returns:
        The exit code: 0 found or valid, 1 not found or invalid, 2 usage error.
    """
    with catch_warnings(record=True) as warned:
        simplefilter("always")
        try:
            code = _run(sys.argv[1:] if argv is None else list(argv))
            sys.stdout.flush()
        except BrokenPipeError:
            _forget_stdout()
            code = FOUND  # the reader had enough
        except KeyboardInterrupt:
            code = 130
    for warning in warned:
        complain(str(warning.message))
    return code


def _run(argv: list[str]) -> int:
    try:
        args = parser().parse_args(argv)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else FOUND
    try:
        return COMMANDS[args.command](args)
    except (NotFoundError, AmbiguousNameError, ValidationError) as error:
        complain(str(error))
        return NOT_FOUND
    except UntipError as error:
        complain(str(error))
        return MISUSED
    except BrokenPipeError:
        raise
    except OSError as error:
        complain(f"{error.filename or 'output'}: {error.strerror}")
        return NOT_FOUND


def _forget_stdout() -> None:
    """Keep the interpreter from flushing, at its end, into a pipe that nobody reads."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # a stand-in for stdout has no file
        return
