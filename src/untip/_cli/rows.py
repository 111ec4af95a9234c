"""Records and rows as tables: the columns that tell something, those that were asked for, or CSV."""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from io import StringIO
from typing import Any

from untip._cli.output import BOLD, ID, Output, complain, painted, say, say_json, width
from untip._formats.converter import to_dict
from untip._registry.collection import Collection
from untip._registry.query import field_shapes
from untip._schema.define import field_order
from untip._show import values
from untip._show.text import breadth, filled, left_out, table
from untip._text import did_you_mean, nearest
from untip.dates import PartialDate
from untip.errors import UnknownFieldError, UsageError, one_of
from untip.schema import KINDS, Record
from untip.tables._cells import cell as csv_cell

Classes = tuple[type[Record], ...]

Heads = tuple[str, ...]
"""The names of columns."""

Row = tuple[str, ...]
"""The texts of a row, one for each column."""

FOUND, NOT_FOUND, MISUSED = 0, 1, 2
"""Exit codes: found or valid; not found or invalid; usage error."""

Beside = tuple[tuple[str, ...], Callable[[Record], tuple[str, ...]]]
"""Columns that stand beside id and name: their heads, and what each record has in them."""

NUMBERED = ("value", "unit", "as_of")
"""The columns that give a number its meaning; in narrow output they come before the name."""

DERIVED = ("kind", "lifespan")
"""What can be shown of every record beside its fields."""


def code_of(found: Any) -> int:
    """Return the exit code for what was found, and say so where it is nothing."""
    if found:
        return FOUND
    complain("nothing found")
    return NOT_FOUND


def fields_of(classes: Classes) -> tuple[str, ...]:
    """Return the fields that some kinds have, in the order of files, then what is derived."""
    return tuple(dict.fromkeys([*(name for cls in classes for name in field_order(cls)), *DERIVED]))


def checked_fields(given: str, classes: Classes) -> tuple[str, ...]:
    """Return the names in a list such as `name,adopted`.

    Raises:
        UsageError: None of the kinds has such a field; the message lists the fields.
    """
    names = tuple([name.strip().replace("-", "_") for name in given.split(",") if name.strip()])
    if not names:
        raise UsageError("--fields needs names, such as --fields id,name")
    known = fields_of(classes)
    for name in names:
        if name not in known:
            raise unknown_field(name, classes)
    return names


def unknown_field(name: str, classes: Classes, known: Iterable[str] | None = None) -> UsageError:
    """Return the error of a field that no kind has: it names the nearest, and lists all that may be named."""
    known = fields_of(classes) if known is None else tuple(known)
    kinds = " or ".join(cls.kind for cls in classes)
    near = did_you_mean(nearest(name, known, 1))
    rest = f"{near} The fields are" if near else "; the fields are"
    return UsageError(f"{name!r} is not a field of {kinds}{rest} {', '.join(known)}")


def show_records(found: Collection[Any], args: Namespace, what: str | None = None, beside: Beside | None = None) -> int:
    """Print records as the arguments ask for, with how many there are on standard error, and return the exit code.

    Args:
        found: The records.
        args: The arguments.
        what: What they are called together; by their kind if left out.
        beside: What the table shows of each instead of the columns of its kind.
    """
    classes: Classes = tuple(dict.fromkeys(type(record) for record in found)) or found._classes
    asked = None if args.fields is None else checked_fields(args.fields, classes)
    if args.sort is not None:
        found = sorted_by(found, args.sort, args.reverse, classes)
    total = len(found)
    limit = getattr(args, "limit", None)
    part = found if limit is None else found[:limit]
    if args.json:
        say_json([to_dict(record) for record in part])
    elif args.csv:
        say_csv(part, asked)
    elif part:
        say(listing(part, classes, asked, beside))
    if total:
        complain_of(counts(len(part), total, what or plural(classes), found.known_until))
    return code_of(total)


def sorted_by(found: Collection[Any], field: str, reverse: bool, classes: Classes) -> Collection[Any]:
    """Return records sorted by a field.

    Raises:
        UsageError: None of the kinds has it; the message lists the fields.
    """
    name = field.strip().replace("-", "_")
    try:
        return found.sort(name, reverse)
    except UnknownFieldError:
        raise unknown_field(name, classes) from None


def chosen(heads: Heads, rows: Sequence[Row], args: Namespace, known: Heads = ()) -> tuple[Heads, list[Row]]:
    """Return rows that are no records as the arguments ask for them: sorted, at most so many, some columns of each.

    Args:
        heads: The columns that are printed unless others are asked for.
        rows: The rows, each with a text for every column, empty where it has no value.
        args: The arguments.
        known: All columns, if there are more.

    Raises:
        UsageError: There is no such column; the message lists them.
    """
    known = known or heads
    names = heads if args.fields is None else tuple([name for name in args.fields.split(",") if name.strip()])
    if not names:
        raise UsageError(f"--fields needs names, such as --fields {','.join(heads[:2])}")
    places = [_place(name, known) for name in names]
    kept = [rows[number] for number in order(known, rows, args)]
    return tuple([known[place] for place in places]), [tuple([row[place] for place in places]) for row in kept]


def order(known: Heads, rows: Sequence[Row], args: Namespace) -> list[int]:
    """Return the places of the rows that the arguments ask for, in their order; rows without a value come last.

    Raises:
        UsageError: There is no such column; the message lists them.
    """
    places = list(range(len(rows)))
    if args.sort is not None:
        by = _place(args.sort, known)
        filled_in = [place for place in places if rows[place][by]]
        filled_in.sort(key=lambda place: rows[place][by], reverse=args.reverse)
        places = [*filled_in, *(place for place in places if not rows[place][by])]
    return places[: args.limit]


def _place(given: str, known: Heads) -> int:
    """Return the place of a column."""
    name = given.strip().replace("-", "_")
    if name not in known:
        raise UsageError(f"{name!r} is not a column here; the columns are {', '.join(known)}")
    return known.index(name)


def complain_of(total: str) -> None:
    """Print how many there are on standard error, and which columns the terminal had no room for."""
    missing, room = Output.left_out, width()
    if not missing:
        complain(total)
        return
    them = "it" if len(missing) == 1 else "them"
    lost = f"no room for {', '.join(missing)}: --csv prints {them}"
    if room is None or breadth(f"untip: {total} ({lost})") <= room:
        complain(f"{total} ({lost})")
        return
    complain(total)
    complain(lost if breadth(f"untip: {lost}") <= room else f"no room for {len(missing)} columns: --csv prints {them}")


def plural(classes: Classes) -> str:
    """Return what records of some kinds are called together."""
    return classes[0].folder.replace("_", " ") if len(classes) == 1 else "records"


def counts(shown: int, total: int, what: str, until: PartialDate | None = None) -> str:
    """Return how many there are, and how many of them are shown."""
    many = f"{shown} of {total}" if shown < total else f"{total}"
    one = {**{cls.folder.replace("_", " "): kind.replace("_", " ") for kind, cls in KINDS.items()}, "parties": "party"}
    name = (one.get(what) or what.removesuffix("s")) if total == 1 else what
    name = {"program": "programme", "programs": "programmes"}.get(name, name)
    return f"{many} {name.replace('sdg', 'SDG')}" + (f", as far as known until {until}" if until is not None else "")


def listing(
    records: Sequence[Record],
    classes: Classes,
    asked: tuple[str, ...] | None = None,
    beside: Beside | None = None,
) -> str:
    """Return records as a table of the columns that were asked for, or of those that tell something about them."""
    if asked is None and beside is not None:
        heads, tell = beside
        return lines(("id", "name", *heads), [(record.id, record.name, *tell(record)) for record in records])
    names = values.columns(classes) if asked is None else asked
    rows = [[values.cell(getattr(record, name, None)) for name in names] for record in records]
    if asked is None:
        kept = filled(rows, names, names[:2])
        names, rows = tuple([names[place] for place in kept]), [[row[place] for place in kept] for row in rows]
    right = [place for place, name in enumerate(names) if values.numeric(classes, name)]
    wide = names.index("name") if "name" in names else len(names) - 1
    needed = len(NUMBERED) if names[wide + 1 : wide + 1 + len(NUMBERED)] == NUMBERED else 0
    return lines(names, rows, wide=wide, right=right, needed=needed)


def lines(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    wide: int = 1,
    droppable: bool = False,
    right: Sequence[int] = (),
    needed: int = 0,
) -> str:
    """Return rows as a table for the output: its heads bold, ids in a colour, as wide as there is room.

    Columns that there is no room for are named with the total.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    room = width()
    Output.left_out = left_out(heads, rows, room, wide, droppable, needed) if room is not None else []
    ids = [place for place, head in enumerate(heads) if head in ("id", "party")]

    def paint(text: str, column: int, row: int) -> str:
        return painted(text, BOLD) if row == 0 else painted(text, ID) if column in ids else text

    return table(heads, rows, room, wide, droppable, right, paint, needed)


def say_csv(records: Collection[Any], asked: tuple[str, ...] | None) -> None:
    """Print records as CSV: the columns of their kind's table, or the fields that were asked for."""
    if asked is None:
        say(records.to_csv().removesuffix("\n"))
        return
    say_rows(asked, ([_plain(getattr(record, name, None)) for name in asked] for record in records))


def say_rows(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV; text that a spreadsheet would run gets an apostrophe."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    say(out.getvalue().removesuffix("\n"))


def _plain(value: Any) -> Any:
    """Return a field's value as CSV takes it: several as a list of texts."""
    if isinstance(value, tuple):
        return [values.cell(item) for item in value]
    return value if value is None or isinstance(value, int | float) else values.cell(value)


def conditions(given: Iterable[tuple[str, str]], cls: type[Record]) -> dict[str, set[Any]]:
    """Return the wanted values by field; one of them must match.

    Raises:
        UsageError: The kind has no such field; the message lists the fields.
        UnknownFieldError: The field never has the value.
    """
    wanted: dict[str, set[Any]] = {}
    for name, text in given:
        try:
            shape = field_shapes((cls,), name)[0]
        except UnknownFieldError:
            raise unknown_field(name, (cls,), field_order(cls)) from None
        if text and shape.vocabulary is not None:
            one_of(text, shape.members, f"a value of {name}", f"`untip schema {cls.kind}`")
        wanted.setdefault(name, set()).add(_value(text, shape.types) if text else None)
    return wanted


def _value(text: str, types: tuple[type, ...]) -> Any:
    """Return a text as a truth value or number if the field has such values; else unchanged, for the filter."""
    if bool in types and text.lower() in ("yes", "true", "no", "false"):
        return text.lower() in ("yes", "true")
    readers: tuple[Callable[[str], Any], ...] = tuple([kind for kind in (int, float) if kind in types])
    for reader in readers:
        try:
            return reader(text)
        except ValueError:
            continue
    return text
