"""What may be written on the command line."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

from untip._cli import columns
from untip._cli.commands import COMMANDS, encodable
from untip._text import nearest
from untip._version import __data_version__, __version__
from untip.schema import FOLDERS, KINDS

ABOUT = "The United Nations' system against trafficking in persons, as data."
CODES = "Exit codes: 0 found or valid, 1 not found or invalid, 2 usage error."

Add = Callable[..., object]
"""Adds an argument to a command."""


class _Parser(ArgumentParser):
    """A parser whose messages can be printed whatever the encoding."""

    def __init__(self, **given: Any) -> None:
        super().__init__(allow_abbrev=False, **given)

    def _print_message(self, message: str, file: Any = None) -> None:
        out = sys.stderr if file is None else file
        super()._print_message(encodable(message, out), out)


def parser() -> ArgumentParser:
    made = _Parser(prog="untip", description=ABOUT, epilog=CODES)
    version = f"untip {__version__}, data {__data_version__}"
    made.add_argument("--version", action="version", version=version, help="print the versions of code and data")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in (COMMANDS | columns.COMMANDS).items():
        about = (command.__doc__ or "").strip()
        added = commands.add_parser(name, help=about, description=about, epilog=CODES)
        (_ARGUMENTS | columns.ARGUMENTS)[name](added.add_argument)
        if name not in ("cite", "fmt"):
            added.add_argument("--json", action="store_true", help="print JSON, for programs")
    return made


def _list(add: Add) -> None:
    add("kind", type=_kind, metavar="KIND", help="such as agency or agencies")
    about = "keep records where FIELD is VALUE (empty VALUE: not set); repeat to allow several values"
    add("--where", type=_condition, metavar="FIELD=VALUE", action="append", default=[], help=about)
    add("--active", metavar="WHEN", help="keep records alive at a time: 2010-10-18, 2010, 2007/2010")
    add("--certain", action="store_true", help="with --active: leave out what is only possibly so")
    _limit(add)


def _named(add: Add) -> None:
    add("name", metavar="ID-OR-NAME", help="an id, name, acronym, symbol or code")
    add("--kind", type=_kind, help="the kind to look among")


def _search(add: Add) -> None:
    add("words", nargs="+", metavar="WORD", help="what to search for; nothing in it is syntax")
    add("--kind", type=_kind, action="append", help="a kind to search; may be repeated")
    _filters(add)
    add("--on", metavar="WHEN", help="keep records alive at a time")
    _limit(add, 10)


def _related(add: Add) -> None:
    add("name", metavar="ID-OR-NAME", help="the record")
    add("relation", nargs="?", metavar="RELATION", help="the relation to give alone, such as led")


def _timeline(add: Add) -> None:
    add("--start", metavar="WHEN", help="from when on")
    add("--end", metavar="WHEN", help="until when")
    add("--kind", type=_kind, action="append", help="a kind to look at; may be repeated")
    _filters(add)
    _limit(add)


def _parties(add: Add) -> None:
    add("treaty", metavar="TREATY", help="id or name of an instrument")
    add("--on", metavar="WHEN", help="as of a time; as far as the data reach if left out")
    about = "count deposited instruments (as depositaries do), or those that the treaty bound"
    add("--basis", choices=("deposited", "in_force"), default="deposited", help=about)
    add("--states-only", action="store_true", help="leave regional organizations out")
    add("--certain", action="store_true", help="leave out what is only possibly so")
    add("--by-year", action="store_true", help="count the parties at the end of each year")


def _members(add: Add) -> None:
    add("group", metavar="GROUP", help="id or name of an agency")
    add("--on", metavar="WHEN", help="as of a time; as far as the data reach if left out")
    add("--certain", action="store_true", help="leave out what is only possibly so")
    add("--role", help="the role to keep alone, such as chair")


def _cite(add: Add) -> None:
    add("name", nargs="?", metavar="ID-OR-NAME", help="the record; the data set if left out")
    add("--style", choices=("text", "bibtex", "csl-json"), default="text", help="text if left out")


def _validate(add: Add) -> None:
    about = "a folder laid out like the package's data, a record's file, or a JSON file; a checkout's own if left out"
    add("path", nargs="*", type=_path, metavar="PATH", help=about)
    add("--alone", action="store_true", help="let records name only what lies at the path, not the package's records")


def _fmt(add: Add) -> None:
    add("path", nargs="+", type=_path, metavar="PATH", help="a record's file, or a folder of such")
    add("--check", action="store_true", help="change nothing, name the files that are not canonical")


def _schema(add: Add) -> None:
    add("kind", nargs="?", type=_kind, metavar="KIND", help="the kind; all kinds if left out")


def _filters(add: Add) -> None:
    add("--pillar", help="keep records that serve a pillar: prevention, protection, prosecution, partnership")
    add("--agency", metavar="ID-OR-NAME", help="keep an agency and records that name it")


def _limit(add: Add, default: int | None = None) -> None:
    add("--limit", type=_count, metavar="N", default=default, help="print at most so many")


_ARGUMENTS: dict[str, Callable[[Add], None]] = {
    "list": _list,
    "show": _named,
    "find": _named,
    "search": _search,
    "related": _related,
    "timeline": _timeline,
    "parties": _parties,
    "members": _members,
    "cite": _cite,
    "validate": _validate,
    "fmt": _fmt,
    "schema": _schema,
}


# ── what words are read as ──────────────────────────────────────────────────────────────────────────────────────────


def _kind(text: str) -> str:
    """Return a kind from its name or that of its collection."""
    name = text.lower().replace("-", "_")
    kind = FOLDERS.get(name, name)
    if kind not in KINDS:
        near = "".join(f"; did you mean {one}?" for one in nearest(name, (*KINDS, *FOLDERS), 1))
        raise ArgumentTypeError(f"{text!r} is no kind; the kinds are {', '.join(KINDS)}{near}")
    return kind


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ArgumentTypeError(f"{text[:40]!r} is no number from 0")
    return int(text)


def _condition(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise ArgumentTypeError(f"{text[:40]!r} is no condition; write it as field=value, such as parent=ilo")
    return name.strip(), value.strip()


def _path(text: str) -> Path:
    if not text:
        raise ArgumentTypeError("a path must not be empty")
    if not os.path.isabs(text):
        try:
            os.getcwd()
        except OSError:
            raise ArgumentTypeError("the working directory no longer exists; give an absolute path") from None
    if "\0" in text:
        raise ArgumentTypeError("a path holds no null characters")
    return Path(text)
