"""The arguments of the command line."""

from __future__ import annotations

import contextlib
import sys
from argparse import REMAINDER, SUPPRESS, Action, ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import Any

from untip._cli import columns, readers
from untip._cli.completion import SHELLS
from untip._cli.output import encodable
from untip._version import __data_version__, __version__

ABOUT = "The United Nations' system against trafficking in persons, as data."
CODES = "Exit codes: 0 found or valid, 1 not found or invalid, 2 usage error."

TEXT = frozenset(("cite", "fmt", "completion", "export", "publish"))
"""The commands that print text alone, no JSON."""

ROWS = frozenset(("list", "search", "related", "timeline", "parties", "members", "participation", "table"))
"""The commands that print rows, and so CSV too."""

Add = Callable[..., object]
"""Adds an argument to a command."""


class _Parser(ArgumentParser):
    """A parser whose messages can be printed whatever the encoding."""

    def __init__(self, **given: Any) -> None:
        super().__init__(allow_abbrev=False, **given)

    def _print_message(self, message: str, file: Any = None) -> None:
        out = sys.stderr if file is None else file
        if out is None or out is not sys.stdout:
            super()._print_message(encodable(message, out), out)
            return
        with contextlib.suppress(BrokenPipeError):  # argparse would pass over a full disk too
            out.write(encodable(message, out))


class _Joined(Action):
    """Takes the words of a name as one text, so that a name needs no quotes."""

    def __call__(self, _: ArgumentParser, namespace: Namespace, values: Any, __: str | None = None) -> None:
        setattr(namespace, self.dest, " ".join(values) if values else None)


def parser(commands: Mapping[str, Callable[[Namespace], int]]) -> ArgumentParser:
    """Return the parser of the command line.

    Args:
        commands: The function of each command; its docstring is the command's help.
    """
    made = _Parser(prog="untip", description=ABOUT, epilog=CODES)
    version = f"untip {__version__}, data {__data_version__}"
    made.add_argument("--version", action="version", version=version, help="print the versions of code and data")
    _color(made.add_argument, "auto")
    added = made.add_subparsers(dest="command", metavar="COMMAND")
    for name, command in commands.items():
        about = (command.__doc__ or "").strip()
        its = added.add_parser(name, help=about, description=about, epilog=CODES)
        ARGUMENTS[name](its.add_argument)
        if name not in TEXT:
            form = its.add_mutually_exclusive_group()
            form.add_argument("--json", action="store_true", help="print JSON, for programs")
            if name in ROWS:
                form.add_argument("--csv", action="store_true", help="print CSV")
        _color(its.add_argument, SUPPRESS)
    return made


def _color(add: Add, default: str) -> None:
    """Add `--color`, before the command and after it."""
    about = "auto: on a terminal, if NO_COLOR is unset"
    add("--color", choices=("auto", "always", "never"), default=default, help=about)


def _fields(add: Add) -> None:
    about = "the fields to print, such as name,adopted; `untip schema KIND` lists them"
    add("--fields", metavar="FIELD,FIELD", help=about)


def _sort(add: Add, what: str) -> None:
    add("--sort", metavar=what.upper(), help=f"sort by a {what}; what has no value comes last")
    add("--reverse", action="store_true", help="with --sort: the greatest first")


def _columns(add: Add, limit: int | None = None) -> None:
    _fields(add)
    _sort(add, "field")
    _limit(add, limit)


def _columns_of_rows(add: Add, such: str) -> None:
    """Add the choice of columns, order and number of rows that are no records."""
    add("--fields", metavar="COLUMN,COLUMN", help=f"the columns to print, such as {such}")
    _sort(add, "column")
    _limit(add)


def _list(add: Add) -> None:
    add("kind", type=readers.kind, metavar="KIND", help="such as agency or agencies")
    about = "keep records where FIELD is VALUE (empty VALUE: not set); repeat to allow several values"
    add("--where", type=readers.condition, metavar="FIELD=VALUE", action="append", default=[], help=about)
    add("--active", metavar="WHEN", help="keep records alive at a time: 2010-10-18, 2010, 2007/2010")
    add("--certain", action="store_true", help="with --active: leave out what is only possibly so")
    _columns(add)


def _named(add: Add) -> None:
    add("name", nargs="+", action=_Joined, metavar="ID-OR-NAME", help="an id, name, acronym, symbol or code")
    add("--kind", type=readers.kind, help="the kind to look among")


def _find(add: Add) -> None:
    _named(add)
    _fields(add)


def _search(add: Add) -> None:
    add("words", nargs="+", metavar="WORD", help="what to search for; nothing in it is syntax")
    add("--kind", type=readers.kind, action="append", help="a kind to search; may be repeated")
    _filters(add)
    add("--on", metavar="WHEN", help="keep records alive at a time")
    _columns(add, 10)


def _related(add: Add) -> None:
    add("name", nargs="+", metavar="ID-OR-NAME", help="the record")
    add("relation", nargs="?", metavar="RELATION", help="the relation to print alone, such as led")
    _columns(add)


def _timeline(add: Add) -> None:
    add("--start", metavar="WHEN", help="from when on")
    add("--end", metavar="WHEN", help="until when")
    add("--kind", type=readers.kind, action="append", help="a kind to look at; may be repeated")
    _filters(add)
    _columns_of_rows(add, "date,id")


def _treaty(add: Add) -> None:
    add("treaty", nargs="+", action=_Joined, metavar="TREATY", help="id or name of an instrument")


def _parties(add: Add) -> None:
    _treaty(add)
    add("--on", metavar="WHEN", help="as of a time; as far as the data reach if left out")
    about = "count deposited instruments (as depositaries do), or those that the treaty bound"
    add("--basis", choices=("deposited", "in_force"), default="deposited", help=about)
    add("--states-only", action="store_true", help="leave regional organizations out")
    add("--certain", action="store_true", help="leave out what is only possibly so")
    add("--by-year", action="store_true", help="count the parties at the end of each year")
    _columns(add)


def _members(add: Add) -> None:
    add("group", nargs="+", action=_Joined, metavar="GROUP", help="id or name of an agency")
    add("--on", metavar="WHEN", help="as of a time; as far as the data reach if left out")
    add("--certain", action="store_true", help="leave out what is only possibly so")
    add("--role", help="the role to keep alone, such as chair")
    _columns(add)


def _participation(add: Add) -> None:
    _treaty(add)
    add("--party", metavar="ID-OR-NAME", help="a State or regional organization, to print its rows alone")
    _columns_of_rows(add, "party,date")


def _cite(add: Add) -> None:
    about = "the record; the data set if left out"
    add("name", nargs="*", action=_Joined, metavar="ID-OR-NAME", help=about)
    add("--style", choices=("text", "bibtex", "csl-json"), default="text", help="text if left out")


def _validate(add: Add) -> None:
    about = "a folder laid out like the package's data, a record's file, or a JSON file; a checkout's own if left out"
    add("path", nargs="*", type=readers.path, metavar="PATH", help=about)
    add("--alone", action="store_true", help="let records name only what lies at the path, not the package's records")


def _fmt(add: Add) -> None:
    add("path", nargs="+", type=readers.path, metavar="PATH", help="a record's file, or a folder of such")
    add("--check", action="store_true", help="change nothing, name the files that are not canonical")


def _schema(add: Add) -> None:
    add("kind", nargs="?", type=readers.kind, metavar="KIND", help="the kind; all kinds if left out")


def _completion(add: Add) -> None:
    about = "the shell; `untip completion words -- WORD` prints what may stand for the last of these words"
    add("shell", choices=(*SHELLS, "words"), help=about)
    add("words", nargs=REMAINDER, help="the words after `untip`")


def _export(add: Add) -> None:
    add("folder", type=readers.path, metavar="DIR", help="the folder: new, empty, or that of an earlier export")
    add("--all", action="store_true", help="fail where a library is missing, instead of leaving out what it writes")


def _publish(add: Add) -> None:
    add("folder", type=readers.path, metavar="DIR", help="the folder: new, empty, or that of an earlier build")
    add("--base", metavar="ADDRESS", help="the address of the site, for canonical links; that of records if left out")
    add(
        "--previous",
        type=readers.path,
        metavar="FILE",
        help="untip.json of an earlier version, to say what changed",
    )
    add("--docs", metavar="ADDRESS", help="the documentation's address; docs/ for a folder of the site")


def _filters(add: Add) -> None:
    add("--pillar", help="keep records that serve a pillar: prevention, protection, prosecution, partnership")
    add("--agency", metavar="ID-OR-NAME", help="keep an agency and records that name it")


def _limit(add: Add, default: int | None = None) -> None:
    add("--limit", type=readers.count, metavar="N", default=default, help="print at most so many")


ARGUMENTS: dict[str, Callable[[Add], None]] = {
    "list": _list,
    "show": _named,
    "find": _find,
    "search": _search,
    "related": _related,
    "timeline": _timeline,
    "parties": _parties,
    "members": _members,
    "participation": _participation,
    "cite": _cite,
    "validate": _validate,
    "fmt": _fmt,
    "schema": _schema,
    "completion": _completion,
    "export": _export,
    "publish": _publish,
} | columns.ARGUMENTS
"""What adds the arguments of each command; its function is in `COMMANDS`."""
