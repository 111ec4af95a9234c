"""What each command of the command line does: it takes the parsed arguments, prints, and returns the exit code."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from untip._cli import columns
from untip._cli.arguments import parser
from untip._cli.completion import complete, script
from untip._cli.output import complain, say, say_json, width
from untip._cli.rows import (
    FOUND,
    MISUSED,
    NOT_FOUND,
    Heads,
    Row,
    checked_fields,
    chosen,
    code_of,
    complain_of,
    conditions,
    counts,
    lines,
    listing,
    order,
    say_rows,
    show_records,
    sorted_by,
)
from untip._cli.terminal import field_sheet, kind_table, results, sheet
from untip._formats.converter import to_dict
from untip._formats.describe import json_schema
from untip._registry.collection import Collection
from untip._registry.default import registry
from untip._registry.finding import resolve
from untip._registry.lookup import relation_names
from untip._registry.own import DATA
from untip._show import values
from untip._store.canonical import canonical_text, files, rewrite
from untip._store.load import examine
from untip._text import nearest
from untip.dates import period
from untip.errors import AmbiguousNameError, NotFoundError, Problem, UsageError, ValidationError
from untip.schema import KINDS, Record

# ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _named(text: str, kind: str | None = None) -> Record:
    """Return the record with an id or a name, of a kind if one is asked for."""
    found = resolve(registry._records, text, kind)
    return found if kind in (None, found.kind) else registry.find(text, kind)


def list_(args: Namespace) -> int:
    """Print the records of a kind that meet some conditions."""
    found = getattr(registry, KINDS[args.kind].folder)
    for name, wanted in conditions(args.where, KINDS[args.kind]).items():
        found = found.filter(**{name: wanted})
    if args.active is not None:
        found = found.active(args.active, certain=args.certain)
    return show_records(found, args)


def show(args: Namespace) -> int:
    """Print everything that one record says."""
    record = _named(args.name, args.kind)
    if args.json:
        say_json(to_dict(record))
    else:
        say(sheet(record, width()))
    return FOUND


def find(args: Namespace) -> int:
    """Print the record that has a name."""
    record = registry.find(args.name, args.kind)
    if args.json:
        say_json(to_dict(record))
    elif args.fields is not None:
        classes = (type(record),)
        say(listing([record], classes, checked_fields(args.fields, classes)))
    else:
        say(lines(("id", "name", "kind"), [(record.id, record.name, record.kind)]))
    return FOUND


def search(args: Namespace) -> int:
    """Print the records that contain words, best first."""
    found = registry.search(" ".join(args.words), args.kind, args.limit, args.pillar, args.agency, args.on)
    classes = tuple(dict.fromkeys(type(one.record) for one in found)) or tuple(KINDS.values())
    records: Collection[Record] = Collection(registry._records, classes, tuple([one.record.id for one in found]))
    if args.sort is not None:
        records = sorted_by(records, args.sort, args.reverse, classes)
        found = sorted(found, key=lambda one: records.ids.index(one.record.id))
    if args.json:
        fields = ("score", "field", "excerpt", "suggestion")
        say_json(
            [{name: getattr(one, name) for name in fields} | {"record": to_dict(one.record)} for one in found],
        )
        return code_of(found)
    if found and found[0].suggestion:
        complain(f"not every word is found as it is written; searched for: {found[0].suggestion}")
    if args.fields is not None:
        return show_records(records, args)
    if args.csv:
        heads = ("id", "kind", "name", "score", "field", "excerpt")
        say_rows(
            heads,
            ((one.record.id, one.record.kind, one.record.name, one.score, one.field, one.excerpt) for one in found),
        )
    elif found:
        say(results(found, width()))
    return code_of(found)


def related(args: Namespace) -> int:
    """Print the records that a record names or is named by."""
    name, asked = _with_relation(args.name)
    if asked is not None:
        return show_records(registry.related(name, asked), args)
    found = registry.related(name)
    rows = [(relation, one.id, one.name, one.kind) for relation, records in found.items() for one in records]
    if args.json:
        say_json({relation: [to_dict(one) for one in records] for relation, records in found.items()})
    else:
        _say_table(("relation", "id", "name", "kind"), rows, args, "relations")
    return code_of(found)


def _with_relation(words: list[str]) -> tuple[str, str | None]:
    """Return the name in some words, and the relation that is the last of them; `None` where all are the name."""
    *first, last = words
    whole, before = " ".join(words), " ".join(first)
    if not first:
        return whole, None
    if last in relation_names():
        return before, last
    is_meant = len(first) == 1 or nearest(last, relation_names(), 1)  # a relation that is misspelt
    return (before, last) if is_meant and not _is_named(whole) and _is_named(before) else (whole, None)


def _is_named(text: str) -> bool:
    """Return whether a record has a name."""
    try:
        _named(text)
    except NotFoundError:
        return False
    except AmbiguousNameError:
        return True
    return True


def timeline(args: Namespace) -> int:
    """Print what happened when, in order."""
    found = registry.timeline(args.start, args.end, args.kind, args.agency, args.pillar)
    heads = ("date", "what", "id", "name", "kind")
    rows = [(str(when), what.replace("-", " "), one.id, one.name, one.kind) for when, what, one in found]
    if args.json:
        shown = [found[place] for place in order(heads, rows, args)]
        say_json([{"date": str(one.date), "what": one.what.value, "record": to_dict(one.record)} for one in shown])
    else:
        _say_table(heads, rows, args, "entries")
    return code_of(found)


def _say_table(heads: Heads, rows: Sequence[Row], args: Namespace, what: str) -> None:
    """Print rows as CSV, or as a table whose last column, the kind, stands only where there is room for all.

    Of no rows there is no table, but CSV with its heads.
    """
    names, part = chosen(heads, rows, args)
    wide = names.index("name") if "name" in names else len(names) - 1
    if args.csv:
        say_rows(names, part)
    elif part and (width() is None or args.fields is not None):
        say(lines(names, part, wide))
    elif part:
        say(lines(names[:-1], [row[:-1] for row in part], wide, droppable=True))
    if rows and not args.csv:
        complain_of(counts(len(part), len(rows), what))


def parties(args: Namespace) -> int:
    """Print the parties to a treaty, or how many there were year by year."""
    if args.by_year:
        return _by_year(args)
    found = registry.parties(args.treaty, args.on, args.basis, not args.states_only, args.certain)
    return show_records(found, args, "parties", (("action", "date", "in_force"), _consents(args)))


def _consents(args: Namespace) -> Callable[[Record], tuple[str, ...]]:
    """Return the function of a party that returns its last consent by the given day: action, date, in force since."""
    until = date.max if args.on is None else period(args.on)[1]
    rows = {
        row.party: row
        for row in registry.participation(args.treaty)
        if row.action.consents and (row.date is None or row.date.earliest <= until)
    }

    def cells(record: Record) -> tuple[str, ...]:
        row = rows.get(record.id)
        return ("", "", "") if row is None else (row.action.value, values.cell(row.date), values.cell(row.in_force))

    return cells


def _by_year(args: Namespace) -> int:
    if args.on is not None or args.certain:
        raise UsageError("--by-year shows every year, certain and possible: omit --on and --certain")
    if args.limit is not None or args.fields is not None or args.sort is not None or args.reverse:
        raise UsageError("--by-year prints a row for each year: omit --limit, --fields, --sort and --reverse")
    found = registry.party_counts(args.treaty, args.basis, not args.states_only)
    if args.json:
        say_json([{"year": row.year, "certain": row.parties, "possible": row.possible} for row in found])
    elif args.csv:
        say(found.to_csv().removesuffix("\n"))
    elif found:
        rows = [
            (str(row.year), str(row.parties) if row.parties == row.possible else f"{row.parties} to {row.possible}")
            for row in found
        ]
        say(lines(("year", "parties"), rows, right=(1,)))
        complain(f"at the end of each year, as far as known until {found[0].known_until}")
    return code_of(found)


def members(args: Namespace) -> int:
    """Print who belonged to a group."""
    return show_records(registry.members(args.group, args.on, args.certain, args.role), args, "members")


def participation(args: Namespace) -> int:
    """Print what parties did with a treaty, and when it entered into force for them."""
    found = registry.participation(args.treaty, args.party)
    known = (*(column.name for column in found.columns), "name")
    records = registry._records
    names = {row.party: record.name for row in found if (record := records.at(row.party)) is not None}
    rows = [
        (*(values.cell(one) for one in cells.values()), names.get(str(cells["party"]), ""))
        for cells in found.to_dicts()
    ]
    if args.json:
        say_json([to_dict(found[place]) for place in order(known, rows, args)])
        return code_of(found)
    usual = known[:-1] if args.csv else ("party", "name", "action", "date", "in_force")
    heads, part = chosen(usual, rows, args, known)
    if args.csv:
        say_rows(heads, part)
    elif part:
        say(lines(heads, part, heads.index("name") if "name" in heads else len(heads) - 1))
        complain_of(counts(len(part), len(rows), "rows"))
    return code_of(found)


def cite(args: Namespace) -> int:
    """Print how to cite a record, or the data set."""
    say(registry.cite(args.name, args.style))
    return FOUND


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def validate(args: Namespace) -> int:
    """Print each problem of files of records."""
    own = _own_data()
    paths: list[Path] = args.path or ([] if own is None else [own])
    if not paths:
        complain("validate needs a path here: only a checkout has the package's own files of records")
        return MISUSED
    found: list[Problem] = []
    rest = 0
    for path in paths:
        alone = args.alone or (own is not None and path.exists() and path.samefile(own))
        _, problems, more = examine(path, None if alone else registry._records)
        found += problems
        rest += more
    if args.json:
        fields = ("file", "line", "column", "field", "message", "found", "expected", "suggestion")
        say_json([{name: getattr(problem, name) for name in fields} for problem in found])
    else:
        for problem in found:
            say(str(problem))
        if not found:
            say("valid")
    if rest:
        complain(f"… and {rest} more")
    return NOT_FOUND if found else FOUND


def _own_data() -> Path | None:
    """Return the folder of the package's own files, in a checkout."""
    return Path(DATA) if os.path.isdir(DATA) else None


def fmt(args: Namespace) -> int:
    """Rewrite files of records in canonical form, or list those that are not in it."""
    code = FOUND
    for file in (file for path in args.path for file in files(path)):
        try:
            before, text = canonical_text(file)
            if text is not None and not args.check:
                rewrite(file, text, before)
        except ValidationError as error:
            complain(f"left as it is: {error}")
            code = NOT_FOUND
            continue
        if text is not None:
            if args.check:
                code = NOT_FOUND
            say(str(file))
    return code


def schema(args: Namespace) -> int:
    """Print the fields of a kind's files."""
    if args.json:
        say_json(json_schema(KINDS[args.kind]) if args.kind else {kind: json_schema(KINDS[kind]) for kind in KINDS})
    else:
        say(field_sheet(KINDS[args.kind], width()) if args.kind else kind_table(width()))
    return FOUND


def completion(args: Namespace) -> int:
    """Print the script that completes commands in a shell."""
    if args.shell == "words":  # what the scripts call
        found = complete(parser(COMMANDS), args.words[1:] if args.words[:1] == ["--"] else args.words)
        say("\n".join(found))
    else:
        say(script(args.shell))
    return FOUND


def export(args: Namespace) -> int:
    """Write the whole data set in every format to a folder."""
    from untip._export.export import export as write  # 40 ms to import, and only this command needs it

    done = write(args.folder, all=args.all)
    say(f"{len(done.files)} files in {args.folder}")
    for left_out in done.missing:
        complain(f"left out: {left_out}")
    return FOUND


def publish(args: Namespace) -> int:
    """Write the explorer, a static site of every record, to a folder."""
    from untip.publish import build  # 100 ms to import, and only this command needs it

    given = {name: value for name in ("base", "docs") if (value := getattr(args, name)) is not None}
    done = build(args.folder, previous=args.previous, **given)
    say(f"{done.pages} pages, {done.files} files, {done.bytes / 1_000_000:.1f} MB in {args.folder}")
    return FOUND


_COMMANDS = (
    *(list_, show, find, search, related, timeline, parties, members, participation, cite),
    *(validate, fmt, schema, completion, export, publish),
)

COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    command.__name__.rstrip("_"): command for command in _COMMANDS
} | columns.COMMANDS
"""The commands by name; what adds the arguments of each is in `ARGUMENTS`."""
