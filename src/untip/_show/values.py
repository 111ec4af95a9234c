"""Values of records as people read them, and the columns that tell something about a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from untip._schema.define import Checked, required, shapes
from untip._schema.vocabularies import Vocabulary
from untip._show.names import NameOf, name_of, names_for, unnamed
from untip.dates import Interval, PartialDate
from untip.dates._words import in_words

SHOWN_BY = 4
"""How many fields a kind that declares none is shown by, after id and name."""

LINE_HOLDS = 10_000
"""From this number on, thousands are separated: below it may be a year."""

_PREFIXES = frozenset(("co", "inter", "non"))
"""Prefixes that keep their hyphen."""

_UNSAID = frozenset(("citations", "summary", "pillars", "attested"))
"""Fields of a part that its line leaves out."""


def cell(value: Any) -> str:
    """Return a value as a cell of a table: dates in their own notation, several values joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, tuple | list):
        return ", ".join(map(cell, value))
    if isinstance(value, Checked):
        return said(value, unnamed)
    if isinstance(value, Interval) and value.start == value.end:
        return str(value.start or "")
    return str(value)


def number(value: float) -> str:
    """Return a number with its thousands separated; one of four digits, which may be a year, as it is."""
    if abs(value) < LINE_HOLDS:
        return str(value)
    return f"{value:,}"


def said(value: Any, name: NameOf = name_of) -> str:
    """Return a value in words: dates as people write them, members of vocabularies with spaces, a part on one line.

    Args:
        value: The value.
        name: Returns the names of the records that it names.
    """
    if isinstance(value, PartialDate | Interval):
        return in_words(value)
    if isinstance(value, Vocabulary):
        first, dash, rest = value.partition("-")
        return f"{first}{'-' if first in _PREFIXES else ' '}{rest.replace('-', ' ')}" if dash else str(value)
    if isinstance(value, Checked):
        return _part(value, name)
    if isinstance(value, tuple):
        return ", ".join(said(item, name) for item in value)
    return cell(value)


def named(id: str, rest: Sequence[str] = (), name: NameOf = name_of) -> str:
    """Return an id with the name of its record before it, and more after it: `World Bank (world-bank, member)`.

    Args:
        id: The id.
        rest: What else is said of it.
        name: Returns the name of the record with an id.
    """
    found = name(id)
    if found is None:
        return f"{id} ({', '.join(rest)})" if rest else id
    return f"{found} ({', '.join([id, *rest])})"


def _part(part: Checked, name_of: NameOf, via: str = "") -> str:
    """Return a part on one line: its first text, what else it has in brackets; of type and value the value after it.

    Args:
        part: The part.
        name_of: Returns the names of the records that it names.
        via: Its field that holds the id of a record, if that comes first.
    """
    its_words = getattr(part, "_in_words", None)
    if its_words is not None:  # numbers that need more than their names
        return str(its_words(lambda id: named(id, (), name_of)))
    plan = shapes(type(part))
    words = [
        (name, said(value, name_of))
        for name, shape in plan.items()
        if name not in _UNSAID and shape.part is None and (value := getattr(part, name)) not in (None, (), False)
    ]
    if not words:
        return ""
    if not isinstance(getattr(part, words[0][0]), str):
        return ", ".join(f"{name.replace('_', ' ')} {text}" for name, text in words)
    (_, first), *rest = words
    if rest and required(type(part)) == (words[0][0], rest[0][0]) and len(plan) == 2:
        return f"{first}: {rest[0][1]}"
    more = [text for _, text in rest]
    if words[0][0] == via:
        return named(first, more, name_of)
    return f"{first} ({', '.join(more)})" if more else first


class Fact(NamedTuple):
    """A field of a record as it is shown."""

    name: str
    """The field, in words."""
    values: tuple[str, ...]
    """Its values, in words."""
    are_ids: bool
    """Whether they are ids of records, each in brackets after the record's name where that is known."""


def _value(item: Any, names: Any, name: NameOf) -> str:
    """Return one value of a field in words, a record by its name and id."""
    if names is None:
        return said(item, name)
    return named(str(item), (), name) if not names.via else _part(item, name, names.via)


_HEAD = frozenset(("id", "name", "acronym", "summary", "type", "transcript"))
_TAIL = ("aliases", "ambiguous_names", "links", "identifiers", "history")
_COUNTED = frozenset(("citations", "disputes"))


def facts(record: Checked) -> Iterator[Fact]:
    """Yield what a record says beside name, type and summary: what its kind is shown by, plain fields, then parts."""
    plan, name_of = shapes(type(record)), names_for(record)
    own = [name for name in plan if name not in _HEAD and name not in _TAIL and name not in _COUNTED]
    own.sort(key=lambda name: plan[name].part is not None)
    for name in dict.fromkeys([*(name for name in shown(type(record)) if name in own), *own, *_TAIL]):
        value = getattr(record, name)
        if value in (None, (), False):
            continue
        names = attrs.fields_dict(type(record))[name].metadata.get("names")
        are_ids = names is not None and not names.via
        items = value if isinstance(value, tuple) else (value,)
        values = tuple([text for item in items if (text := _value(item, names, name_of)).strip()])
        if values:  # a part without values is left out
            yield Fact(name.replace("_", " "), values, are_ids)


def cited(record: Checked) -> tuple[str, ...]:
    """Return the ids of the sources that a record and its parts cite, each once."""
    return tuple(dict.fromkeys(_cited(record)))


def _cited(obj: Checked) -> Iterator[str]:
    for name, shape in shapes(type(obj)).items():
        if shape.part is None:
            continue
        value = getattr(obj, name)
        for item in value if shape.many else () if value is None else (value,):
            if name == "citations":
                yield item.source
            else:
                yield from _cited(item)


# ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def shown(cls: type[Any]) -> tuple[str, ...]:
    """Return the fields that tell something about a kind: those that it declares, or else what its fields suggest.

    That is its acronym, what it requires, and the dates on which something happened.
    """
    declared: tuple[str, ...] = cls.shown
    if declared:
        return declared
    needed = [name for name in required(cls) if name not in ("id", "name")]
    dated = [field.name for field in attrs.fields(cls) if "happens" in field.metadata]
    return tuple(dict.fromkeys([*needed, *dated]))[:SHOWN_BY]


def columns(classes: Sequence[type[Any]]) -> tuple[str, ...]:
    """Return the columns of records of one kind or several: id, name, and what tells something about them."""
    if len(classes) == 1:
        return ("id", "name", *shown(classes[0]))
    typed = all("type" in shapes(cls) for cls in classes)
    return ("id", "name", "kind", *(("type",) if typed else ()), "lifespan")


def numeric(classes: Iterable[type[Any]], name: str) -> bool:
    """Return whether a field holds numbers alone, which stand at the right."""
    found = [plan[name] for cls in classes if name in (plan := shapes(cls))]
    return bool(found) and all(not shape.many and set(shape.types) <= {int, float} for shape in found)
