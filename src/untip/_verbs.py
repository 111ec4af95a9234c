"""What each verb of the command line does: it takes the parsed words, prints, and gives the exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from untip._errors import UsageError, ValidationError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from untip._errors import Problem
    from untip._registry import Registry
    from untip.schema import Record

FOUND, NOT_FOUND, MISUSED = 0, 1, 2
"""Exit codes: found or valid; not found or invalid; used wrongly."""

_LIKE = str.maketrans("…–—‘’“”", ".--''\"\"")  # in tables each takes as much room as the sign that it is for

# ── output ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def encodable(text: str, out: object) -> str:
    """Give a text that an output can print whatever its encoding: a sign that it lacks becomes another or an escape."""
    encoding = getattr(out, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf"):
        text = text.translate(_LIKE)
    return text.encode(encoding, "backslashreplace").decode(encoding)


def say(text: str) -> None:
    """Print a text."""
    sys.stdout.write(encodable(text + "\n", sys.stdout))


def complain(text: str) -> None:
    """Print a message for people where it does not mix with results."""
    sys.stderr.write(encodable(f"untip: {text}\n", sys.stderr))


def _say_json(data: Any) -> None:
    import json

    unicode = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    say(json.dumps(data, ensure_ascii=not unicode, indent=2))


def _dicts(records: Sequence[Record]) -> list[dict[str, Any]]:
    from untip._convert import to_dict

    return [to_dict(record) for record in records]


def _width() -> int:
    from shutil import get_terminal_size

    return max(get_terminal_size((80, 24)).columns, 20)


def _shown(records: Iterable[Record], as_json: bool) -> int:
    """Print records, and say whether there are any."""
    found = tuple(records)
    if as_json:
        _say_json(_dicts(found))
    elif found:
        from untip._show import listing

        say(listing(found, _width()))
    return _any(found)


def _any(found: Any) -> int:
    if found:
        return FOUND
    complain("nothing found")
    return NOT_FOUND


# ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _registry() -> Registry:
    from untip._face import registry

    return registry


def _named(text: str, kind: str | None = None) -> Record:
    """Give the record that an id or a name names."""
    found = _registry().get(text)
    if found is not None and kind in (None, found.kind):
        return found
    return _registry().find(text, kind)


def list_(args: Namespace) -> int:
    """Print the records of a kind that meet some conditions."""
    from untip.schema import KINDS

    found = getattr(_registry(), KINDS[args.kind].folder)
    for name, values in _conditions(args.where, KINDS[args.kind]).items():
        found = found.filter(**{name: values})
    if args.active is not None:
        found = found.active(args.active, certain=args.certain)
    return _shown(found[: args.limit], args.json)


def _conditions(given: list[tuple[str, str]], cls: type[Record]) -> dict[str, set[Any]]:
    """Give for each field the values of which one must match."""
    from untip._query import field_shapes

    wanted: dict[str, set[Any]] = {}
    for name, text in given:
        types = field_shapes((cls,), name)[0].types
        wanted.setdefault(name, set()).add(_value(text, types) if text else None)
    return wanted


def _value(text: str, types: tuple[type, ...]) -> Any:
    """Read a text as a truth or a number where the field has such; else leave it, for the filter to read."""
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
        from untip._show import sheet

        say(sheet(record, _width()))
    return FOUND


def find(args: Namespace) -> int:
    """Print which record has a name."""
    record = _registry().find(args.name, args.kind)
    if args.json:
        _say_json(_dicts([record])[0])
    else:
        from untip._show import table

        say(table(("id", "name", "kind"), [(record.id, record.name, record.kind)], _width()))
    return FOUND


def search(args: Namespace) -> int:
    """Print the records that words find, best first."""
    found = _registry().search(" ".join(args.words), args.kind, args.limit, args.pillar, _agency(args), args.on)
    if args.json:
        told = ("score", "field", "excerpt", "suggestion")
        rows = [{name: getattr(match, name) for name in told} for match in found]
        _say_json(
            [row | {"record": data} for row, data in zip(rows, _dicts([match.record for match in found]), strict=True)]
        )
    elif found:
        from untip._show import results

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
        return _shown(_registry().related(record, args.relation), args.json)
    found = _registry().related(record)
    if args.json:
        _say_json({relation: _dicts(records) for relation, records in found.items()})
    elif found:
        from untip._show import table

        rows = [(relation, one.id, one.name) for relation, records in found.items() for one in records]
        say(table(("relation", "id", "name"), rows, _width(), wide=2, spare=True))
    return _any(found)


def timeline(args: Namespace) -> int:
    """Print what happened when, in order."""
    found = _registry().timeline(args.start, args.end, args.kind, _agency(args), args.pillar)[: args.limit]
    if args.json:
        rows = [{"date": str(entry.date), "what": entry.what.value} for entry in found]
        _say_json(
            [row | {"record": data} for row, data in zip(rows, _dicts([entry.record for entry in found]), strict=True)]
        )
    elif found:
        from untip._show import table

        cells = [(str(date), what.replace("-", " "), record.id, record.name) for date, what, record in found]
        say(table(("date", "what", "id", "name"), cells, _width(), wide=3, spare=True))
    return _any(found)


def parties(args: Namespace) -> int:
    """Print the parties to a treaty, or how many there were year by year."""
    treaty = _named(args.treaty, "instrument")
    if args.by_year:
        return _by_year(treaty, args)
    found = _registry().parties(treaty.id, args.on, args.basis, not args.states_only, args.certain)
    code = _shown(found, args.json)
    if found and not args.json:
        say(f"parties: {len(found)}, as far as known until {found.known_until}")
    return code


def _by_year(treaty: Record, args: Namespace) -> int:
    from untip._treaties import counts_by_year
    from untip._vocab import Completeness

    registry = _registry()
    if args.on is not None or args.certain:
        raise UsageError("--by-year gives every year, certain and possible: leave --on and --certain out")
    instrument, rows, until = registry._table(treaty.id)
    if registry._completeness(instrument.id) is Completeness.PART:
        raise UsageError(f"the table of {instrument.id} has only a part of its parties: they cannot be counted by year")
    if args.states_only:
        rows = tuple(row for row in rows if row.party in registry.states)
    counts = counts_by_year(instrument, rows, until, args.basis, registry._ends(rows))
    if args.json:
        _say_json([{"year": year, "certain": sure, "possible": most} for year, (sure, most) in counts.items()])
    elif counts:
        from untip._show import table

        cells = [(str(y), str(sure) if sure == most else f"{sure} to {most}") for y, (sure, most) in counts.items()]
        say(table(("year", "parties"), cells, _width()))
        say(f"at the end of each year, as far as known until {until}")
    return _any(counts)


def members(args: Namespace) -> int:
    """Print who belonged to a group."""
    group = _named(args.group, "agency")
    found = _registry().members(group.id, args.on, args.certain, args.role)
    return _shown(found, args.json)


def cite(args: Namespace) -> int:
    """Print how to cite a record, or the data set."""
    say(_registry().cite(None if args.name is None else _named(args.name), args.style))
    return FOUND


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def validate(args: Namespace) -> int:
    """Print each problem of files of records."""
    from untip._load import examine

    own = _own_data()
    paths: list[Path] = args.path or ([] if own is None else [own])
    if not paths:
        complain("validate needs a path here: only a checkout has the package's own files of records")
        return MISUSED
    found: list[Problem] = []
    rest = 0
    for path in paths:
        alone = args.alone or (own is not None and path.exists() and path.samefile(own))
        _, problems, more = examine(path, (lambda _: None) if alone else _registry().get)
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
    """Give the folder of the package's own files, in a checkout."""
    from pathlib import Path

    folder = Path(__file__).with_name("data")
    return folder if folder.is_dir() else None


def fmt(args: Namespace) -> int:
    """Rewrite files of records in canonical form, or name those that are not in it."""
    from untip._canonical import files, mended, write

    code = FOUND
    for file in (file for path in args.path for file in files(path)):
        try:
            text = mended(file)
        except ValidationError as error:
            complain(f"left as it is: {error}")
            code = NOT_FOUND
            continue
        if text is not None:
            if args.check:
                code = NOT_FOUND
            else:
                write(file, text)
            say(str(file))
    return code


def schema(args: Namespace) -> int:
    """Print what a kind's files may say."""
    from untip.schema import KINDS

    if args.json:
        from untip._describe import json_schema

        _say_json(json_schema(KINDS[args.kind]) if args.kind else {kind: json_schema(KINDS[kind]) for kind in KINDS})
    else:
        from untip._show import field_sheet, kind_table

        say(field_sheet(KINDS[args.kind], _width()) if args.kind else kind_table(_width()))
    return FOUND


_VERBS = (list_, show, find, search, related, timeline, parties, members, cite, validate, fmt, schema)

VERBS: Mapping[str, Callable[[Namespace], int]] = {verb.__name__.rstrip("_"): verb for verb in _VERBS}
"""The verbs by name."""
