"""Columns and frames of any library: the distinct values are resolved once, the column is mapped by its own engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from untip._registry.asof import last_day, view
from untip._registry.records import Records
from untip._resolve.answers import Resolution, Resolver, target, values_for
from untip._resolve.engines import (
    Label,
    Map,
    column_of,
    frame_of,
    is_hashable,
    is_numeric_in_parts,
    mapped,
    values_of,
)
from untip._resolve.in_use import names_in_use
from untip._text import brief
from untip.dates import When
from untip.errors import UsageError, as_text, whole_number
from untip.schema import Record
from untip.tables import Column, Table
from untip.tables._columns import Derived


def as_of(records: Records, on: When | None) -> Records:
    """Return the records whose names are those of a day; all names where none is asked for."""
    return records if on is None else view(records.origin, last_day(on))


@attrs.frozen
class Find:
    """What the values of a column become."""

    records: Records
    resolver: Resolver
    numeric: bool | None
    """See `Resolver.ids`."""
    get: Callable[[Record], str | None] | None
    """What the column is to hold of a record; `None` for its id."""

    def __call__(self, values: list[Any]) -> list[str | None]:
        return values_for(self.records, self.resolver.ids(values, self.numeric), self.get)

    def plain(self, values: list[Any]) -> list[str | None]:
        return values_for(self.records, self.resolver.plain(values), self.get)


def resolve(
    records: Records,
    data: Any,
    column: Label | None,
    kind: str | None,
    to: str,
    into: str | None,
    on: When | None,
    fuzzy: float | None,
) -> Any:
    """Return a column of what names mean; see `untip.resolve`."""
    named = as_of(records, on)
    resolver, get = Resolver(named if on is None else names_in_use(named, on), kind, fuzzy), target(to, kind)
    find = Find(named, resolver, is_numeric_in_parts(data, column), get)
    if column is None and into is not None:
        raise UsageError("into= names the new column of a frame: name the column to read too")
    if isinstance(data, list | tuple):
        if column is not None:
            raise UsageError("a list has no columns: leave the column out")
        return _of_list(data, find)
    if issubclass(type(data), str):
        raise UsageError(f"expected a column or a frame, found the text {brief(data)}; use find for one name")
    if column is None:
        return column_of(data, find)
    label = _label(column)
    return frame_of(data, label, as_text(into, "into") if into is not None else f"{label}_{to}", find)


def _label(column: object) -> Label:
    """Return what names a column of a frame.

    Raises:
        UsageError: It is neither a string nor a whole number.
    """
    number = whole_number(column)
    return as_text(column, "a column") if number is None else number


def _of_list(values: Sequence[Any], find: Map) -> list[str | None]:
    if {*map(type, values)} <= {str, type(None)}:
        distinct = list(dict.fromkeys(values))
        return list(map(dict(zip(distinct, find(distinct), strict=True)).get, values))
    return mapped(values, find)


# ── the report ──────────────────────────────────────────────────────────────────────────────────────────────────────

_COLUMNS = (
    Column("value", "text", "The distinct value.", "derived"),
    Column("count", "integer", "How often the column has it.", "derived"),
    Column("id", "text", "Id of the record that it means.", "Record.id"),
    Column("how", "text", "How it was found: name, code, rule, fuzzy; or missing, ambiguous, unknown.", "derived"),
    Column("score", "number", "Of a value found by likeness, how like its name is, from 0 to 100.", "derived"),
    Column("candidates", "list", "Ids of the records that an ambiguous value may mean.", "Record.id"),
    Column("suggestions", "list", "Names and ids of records that are like a value which is not found.", "derived"),
)


def resolutions(
    records: Records, data: Any, column: Label | None, kind: str | None, on: When | None, fuzzy: float | None
) -> Table[Resolution]:
    """Return what each distinct value of a column means, and how it was found; see `untip.resolutions`."""
    named = as_of(records, on)
    resolver = Resolver(named if on is None else names_in_use(named, on), kind, fuzzy)
    counts = Counter(_values(data, column))
    rows = []
    for answer in resolver.answers(list(counts), is_numeric_in_parts(data, column)):
        if isinstance(answer.value, _Unread):
            rows.append(attrs.evolve(answer, count=counts[answer.value], value=answer.value.text))
            continue
        near = resolver.suggestions(_shown(answer.value)) if answer.how == "unknown" else ()
        rows.append(attrs.evolve(answer, count=counts[answer.value], suggestions=near))
    rows.sort(key=lambda row: -row.count)
    gets: tuple[Callable[[Resolution], Any], ...] = (
        lambda row: _shown(row.value),
        lambda row: row.count,
        lambda row: row.id,
        lambda row: row.how,
        lambda row: row.score,
        lambda row: list(row.candidates),
        lambda row: list(row.suggestions),
    )
    return Table("resolutions", tuple([Derived(one, get) for one, get in zip(_COLUMNS, gets, strict=True)]), rows)


def texts_of(data: Any) -> list[Any]:
    """Return the values of a column, null ones too, as Python's own.

    Raises:
        UsageError: It is not a column.
    """
    values = values_of(data)
    if values is None:
        raise UsageError(f"expected a text, or a list, Series or array of texts, found {brief(data)}")
    return values


def _values(data: Any, column: Label | None) -> list[Any]:
    """Return the values of a column that are not null."""
    if issubclass(type(data), str):
        raise UsageError(f"expected a column, found the text {brief(data)}")
    values = values_of(data, None if column is None else _label(column))
    if values is None:
        what = "a list, a Series or an array" if column is None else "a frame"
        raise UsageError(f"expected {what}, found {brief(data)}")
    return [value if is_hashable(value) else _Unread(brief(value)) for value in values if value is not None]


@attrs.frozen
class _Unread:
    """Stands for a value that is no name, such as a list, by what is shown of it."""

    text: str


def _shown(value: Any) -> str:
    """Return a value as text, whatever it is: a number of 5,000 digits in short."""
    try:
        return str(value)
    except Exception:  # noqa: BLE001 - a stranger's object
        return brief(value)
