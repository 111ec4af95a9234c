"""The commands for columns, texts and tables: they read and print CSV or lines, for pipes."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any

from untip._cli.output import complain, say, say_json
from untip._cli.readers import file_or_input, kind
from untip._cli.rows import FOUND, NOT_FOUND, say_rows
from untip._mentions.default import mentions as find_mentions
from untip._registry.default import registry
from untip._resolve.answers import target, values_for
from untip._resolve.default import resolutions
from untip.errors import UsageError
from untip.tables import Table, names
from untip.tables._columns import checked_name

Add = Callable[..., object]
"""Adds an argument to a command."""

INPUT = "(standard input)"
"""What the input is called among files, as `grep` calls it; a `-` alone would get the apostrophe of a formula."""

LIMIT = 200_000_000
"""The largest text that is read, in bytes: what has no end is refused."""


def _shown(table: Table[Any], as_json: bool) -> int:
    """Print a table as CSV or JSON, and return the exit code."""
    if as_json:
        say_json(table.to_dicts())
    else:
        say(table.to_csv().removesuffix("\n"))
    return FOUND if len(table) else NOT_FOUND


def _say_rows(heads: Sequence[str], rows: Sequence[Sequence[Any]], as_json: bool) -> None:
    """Print rows as CSV or JSON."""
    if as_json:
        say_json([dict(zip(heads, row, strict=True)) for row in rows])
    else:
        say_rows(heads, rows)


def _text(path: str) -> str:
    """Return the text of a file, `-` for the input.

    Raises:
        UsageError: It cannot be read or is not UTF-8.
    """
    if path == "-" and sys.stdin is None:
        raise UsageError("the input is closed")
    try:
        with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as opened:
            data = opened.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise UsageError(f"{path}: larger than {LIMIT // 1_000_000} MB; split it, or ask from Python")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start}") from None


def resolve(args: Namespace) -> int:
    """Read names, one a line, and print what each means as CSV: value, id, how."""
    get = target(args.to, args.kind)
    values = _text("-").splitlines()
    report = {row.value: row for row in resolutions(values, kind=args.kind, on=args.on, fuzzy=args.fuzzy)}
    heads: tuple[str, ...] = ("value", "id", "how")
    rows: list[tuple[str | None, ...]] = [(value, report[value].id, report[value].how) for value in values]
    if get is not None:
        heads = (*heads, args.to)
        wanted = values_for(registry._records, [row[1] for row in rows], get)
        rows = [(*row, one) for row, one in zip(rows, wanted, strict=True)]
    _say_rows(heads, rows, args.json)
    lost = sum(row[2] in ("unknown", "ambiguous") for row in rows)
    if lost:
        complain(f"{lost} of {len(rows)} values not resolved")
    return NOT_FOUND if lost else FOUND


def mentions(args: Namespace) -> int:
    """Print the records that files mention, and where, as CSV: file, line, column, text, id."""
    rows = [found for path in args.file for found in _in_file(path, args.kind)]
    _say_rows(("file", "line", "column", "text", "id"), rows, args.json)
    return FOUND if rows else NOT_FOUND


def _in_file(path: str, kinds: list[str] | None) -> Iterator[tuple[str, int, int, str, str]]:
    text = _text(path)
    line, begins = 1, 0
    for one in find_mentions(text, kinds):
        line += text.count("\n", begins, one.start)
        begins = max(text.rfind("\n", 0, one.start) + 1, begins)
        record = [one.record] if one.record is not None else one.candidates
        ids = " | ".join(found.id for found in record)
        yield INPUT if path == "-" else path, line, one.start - begins + 1, " ".join(one.text.split()), ids


def table(args: Namespace) -> int:
    """Print a table as CSV; without a name, the names of all tables."""
    if args.name is None:
        say("\n".join(names()))
        return FOUND
    return _shown(registry.table(checked_name(args.name, "`untip table`")), args.json)


def panel(args: Namespace) -> int:
    """Print what each State was to some treaties, by year, as CSV."""
    return _shown(registry.panel(args.treaty, args.years, by="year", basis=args.basis), args.json)


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    command.__name__: command for command in (resolve, mentions, table, panel)
}
"""The commands by name."""


# ── arguments ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _resolve(add: Add) -> None:
    add("--kind", type=kind, metavar="KIND", help="the kind that is meant, such as state; any if left out")
    about = "a field of one plain value to print too, such as alpha3; the id alone if left out"
    add("--to", metavar="FIELD", default="id", help=about)
    add("--on", metavar="WHEN", help="a time whose names are meant; names of any time if left out")
    add(
        "--fuzzy",
        type=float,
        metavar="N",
        help="how like a name must be, such as 85 (per cent); exact names if left out",
    )


def _mentions(add: Add) -> None:
    add("file", nargs="+", type=file_or_input, metavar="FILE", help="a text in UTF-8; - for the input")
    about = "a kind to look for, such as state; may be repeated"
    add("--kind", type=kind, metavar="KIND", action="append", help=about)


def _table(add: Add) -> None:
    add("name", nargs="?", metavar="NAME", help="the table; the names of all tables if left out")


def _panel(add: Add) -> None:
    add("treaty", nargs="+", metavar="TREATY", help="id or name of an instrument")
    add("--years", metavar="WHEN", required=True, help="such as 1990/2025")
    about = "parties that the treaty bound, or whose instruments were deposited"
    add("--basis", choices=("in_force", "deposited"), default="in_force", help=about)


ARGUMENTS: dict[str, Callable[[Add], None]] = {
    "resolve": _resolve,
    "mentions": _mentions,
    "table": _table,
    "panel": _panel,
}
"""What adds the arguments of each command."""
