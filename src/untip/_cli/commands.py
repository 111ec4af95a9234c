"""What each command of the command line does: it takes the parsed arguments, prints, and returns the exit code."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from shutil import get_terminal_size
from typing import Any

from untip._cli.terminal import field_sheet, kind_table, listing, results, sheet, table
from untip._formats.converter import to_dict
from untip._formats.describe import json_schema
from untip._registry import membership
from untip._registry.default import DATA, registry
from untip._registry.query import field_shapes
from untip._store.canonical import canonical_text, files, rewrite
from untip._store.load import examine
from untip.errors import Problem, UsageError, ValidationError
from untip.schema import KINDS, Record

FOUND, NOT_FOUND, MISUSED = 0, 1, 2
"""Exit codes: found or valid; not found or invalid; usage error."""

_LIKE = str.maketrans("…–—‘’“”", ".--''\"\"")  # in tables each takes as much room as the sign that it is for

# ── output ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def encodable(text: str, out: object) -> str:
    """Return a text that an output can print whatever its encoding: missing signs become others or escapes."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf"):
        text = text.translate(_LIKE)
    return text.encode(encoding, "backslashreplace").decode(encoding)


def say(text: str) -> None:
    """Print a text; nothing once the reader has gone, so that the command ends with its own exit code.

    Raises:
        OSError: The output cannot be written to.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed", "the output")
    if not Reader.gone:
        try:
            sys.stdout.write(encodable(text + "\n", sys.stdout))
        except BrokenPipeError:
            Reader.gone = True


class Reader:
    """Whoever reads what is printed."""

    gone = False


def complain(text: str) -> None:
    """Print a message for people where it does not mix with results."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):  # there is nowhere left to say so
            sys.stderr.write(encodable(f"untip: {text}\n", sys.stderr))


def _say_json(data: Any) -> None:
    unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    say(json.dumps(data, ensure_ascii=not unicode, indent=2))


def _dicts(records: Sequence[Record]) -> list[dict[str, Any]]:
    return [to_dict(record) for record in records]


def _width() -> int:
    return max(get_terminal_size((80, 24)).columns, 20)


def _shown(records: Iterable[Record], as_json: bool) -> int:
    """Print records, and return the exit code."""
    found = tuple(records)
    if as_json:
        _say_json(_dicts(found))
    elif found:
        say(listing(found, _width()))
    return _any(found)


def _any(found: Any) -> int:
    if found:
        return FOUND
    complain("nothing found")
    return NOT_FOUND


# ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _named(text: str, kind: str | None = None) -> Record:
    """Return the record with an id or a name."""
    found = registry.get(text)
    if found is not None and kind in (None, found.kind):
        return found
    return registry.find(text, kind)


def list_(args: Namespace) -> int:
    """Print the records of a kind that meet some conditions."""
    found = getattr(registry, KINDS[args.kind].folder)
    for name, values in _conditions(args.where, KINDS[args.kind]).items():
        found = found.filter(**{name: values})
    if args.active is not None:
        found = found.active(args.active, certain=args.certain)
    return _shown(found[: args.limit], args.json)


def _conditions(given: list[tuple[str, str]], cls: type[Record]) -> dict[str, set[Any]]:
    """Return for each field the values of which one must match."""
    wanted: dict[str, set[Any]] = {}
    for name, text in given:
        types = field_shapes((cls,), name)[0].types
        wanted.setdefault(name, set()).add(_value(text, types) if text else None)
    return wanted


def _value(text: str, types: tuple[type, ...]) -> Any:
    """Return a text as a truth value or a number where the field has such; else unchanged, for the filter to read."""
    if bool in types and text.lower() in ("yes", "true", "no", "false"):
        return text.lower() in ("yes", "true")
    for kind in (int, float):
        try:
            return kind(text) if kind in types else text
        except ValueError:
            continue
    return text


def show(args: Namespace) -> int:
    """Print everything that one record says."""
    record = _named(args.name, args.kind)
    if args.json:
        _say_json(_dicts([record])[0])
    else:
        say(sheet(record, _width()))
    return FOUND


def find(args: Namespace) -> int:
    """Print which record has a name."""
    record = registry.find(args.name, args.kind)
    if args.json:
        _say_json(_dicts([record])[0])
    else:
        say(table(("id", "name", "kind"), [(record.id, record.name, record.kind)], _width()))
    return FOUND


def search(args: Namespace) -> int:
    """Print the records that words find, best first."""
    found = registry.search(" ".join(args.words), args.kind, args.limit, args.pillar, _agency(args), args.on)
    if args.json:
        told = ("score", "field", "excerpt", "suggestion")
        rows = [{name: getattr(match, name) for name in told} for match in found]
        _say_json(
            [row | {"record": data} for row, data in zip(rows, _dicts([match.record for match in found]), strict=True)]
        )
    elif found:
        if found[0].suggestion:
            complain(f"not every word is found as it is written; searched for: {found[0].suggestion}")
        say(results(found, _width()))
    return _any(found)


def _agency(args: Namespace) -> str | None:
    return None if args.agency is None else _named(args.agency, "agency").id


def related(args: Namespace) -> int:
    """Print the records that a record names or is named by."""
    record = _named(args.name)
    if args.relation is not None:
        return _shown(registry.related(record, args.relation), args.json)
    found = registry.related(record)
    if args.json:
        _say_json({relation: _dicts(records) for relation, records in found.items()})
    elif found:
        rows = [(relation, one.id, one.name) for relation, records in found.items() for one in records]
        say(table(("relation", "id", "name"), rows, _width(), wide=2, spare=True))
    return _any(found)


def timeline(args: Namespace) -> int:
    """Print what happened when, in order."""
    found = registry.timeline(args.start, args.end, args.kind, _agency(args), args.pillar)[: args.limit]
    if args.json:
        rows = [{"date": str(entry.date), "what": entry.what.value} for entry in found]
        _say_json(
            [row | {"record": data} for row, data in zip(rows, _dicts([entry.record for entry in found]), strict=True)]
        )
    elif found:
        cells = [(str(date), what.replace("-", " "), record.id, record.name) for date, what, record in found]
        say(table(("date", "what", "id", "name"), cells, _width(), wide=3, spare=True))
    return _any(found)


def parties(args: Namespace) -> int:
    """Print the parties to a treaty, or how many there were year by year."""
    treaty = _named(args.treaty, "instrument")
    if args.by_year:
        return _by_year(treaty, args)
    found = registry.parties(treaty.id, args.on, args.basis, not args.states_only, args.certain)
    code = _shown(found, args.json)
    if found and not args.json:
        say(f"parties: {len(found)}, as far as known until {found.known_until}")
    return code


def _by_year(treaty: Record, args: Namespace) -> int:
    if args.on is not None or args.certain:
        raise UsageError("--by-year shows every year, certain and possible: omit --on and --certain")
    counts, until = membership.counts_by_year(registry._records, treaty.id, args.basis, not args.states_only)
    if args.json:
        _say_json([{"year": year, "certain": sure, "possible": most} for year, (sure, most) in counts.items()])
    elif counts:
        cells = [(str(y), str(sure) if sure == most else f"{sure} to {most}") for y, (sure, most) in counts.items()]
        say(table(("year", "parties"), cells, _width()))
        say(f"at the end of each year, as far as known until {until}")
    return _any(counts)


def members(args: Namespace) -> int:
    """Print who belonged to a group."""
    group = _named(args.group, "agency")
    found = registry.members(group.id, args.on, args.certain, args.role)
    return _shown(found, args.json)


def cite(args: Namespace) -> int:
    """Print how to cite a record, or the data set."""
    say(registry.cite(None if args.name is None else _named(args.name), args.style))
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
        _, problems, more = examine(path, (lambda _: None) if alone else registry.get)
        found += problems
        rest += more
    if args.json:
        told = ("file", "line", "column", "field", "message", "found", "expected", "suggestion")
        _say_json([{name: getattr(problem, name) for name in told} for problem in found])
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
    """Rewrite files of records in canonical form, or name those that are not in it."""
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
    """Print what a kind's files may say."""
    if args.json:
        _say_json(json_schema(KINDS[args.kind]) if args.kind else {kind: json_schema(KINDS[kind]) for kind in KINDS})
    else:
        say(field_sheet(KINDS[args.kind], _width()) if args.kind else kind_table(_width()))
    return FOUND


_COMMANDS = (list_, show, find, search, related, timeline, parties, members, cite, validate, fmt, schema)

COMMANDS: dict[str, Callable[[Namespace], int]] = {command.__name__.rstrip("_"): command for command in _COMMANDS}
"""The commands by name."""
