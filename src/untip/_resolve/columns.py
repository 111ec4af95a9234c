"""Columns and frames of any library: the distinct values are resolved once, the column is mapped by its own engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from untip._registry.asof import last_day, view
from untip._registry.records import Records
from untip._resolve.answers import Resolution, Resolver, mapping, target, unknown_column
from untip._text import brief
from untip.dates import When
from untip.errors import MissingExtraError, UsageError, as_text
from untip.tables import Column, Table
from untip.tables._columns import Derived

Map = Callable[[Iterable[Any]], dict[Any, str]]
"""Returns what distinct values become; values that are not found are left out."""


def as_of(records: Records, on: When | None) -> Records:
    """Return the records whose names are those of a day; all names where none is asked for."""
    return records if on is None else view(records.whole or records, last_day(on))


def resolve(
    records: Records,
    data: Any,
    column: str | None,
    kind: str | None,
    to: str,
    into: str | None,
    on: When | None,
    fuzzy: float | None,
) -> Any:
    """Return a column of what names mean; see `Registry.resolve`."""
    named = as_of(records, on)
    resolver, get = Resolver(named, kind, fuzzy), target(to, kind)

    def find(values: Iterable[Any]) -> dict[Any, str]:
        return mapping(named, resolver.answers(values), get)

    if column is None and into is not None:
        raise UsageError("into= names the new column of a frame: name the column to read too")
    if isinstance(data, list | tuple):
        if column is not None:
            raise UsageError("a list has no columns: leave the column out")
        return _of_list(data, find)
    if issubclass(type(data), str):
        raise UsageError(f"expected a column or a frame, found the text {brief(data)}; use find for one name")
    if column is None:
        return _of_column(data, find)
    column = as_text(column, "a column")
    return _of_frame(data, column, as_text(into, "into") if into is not None else f"{column}_{to}", find)


def _of_list(values: list[Any] | tuple[Any, ...], find: Map) -> list[str | None]:
    found = find(dict.fromkeys(value for value in values if _hashable(value)))
    return [found.get(value) if _hashable(value) else None for value in values]


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except Exception:  # noqa: BLE001 - a value of the caller's own may raise anything
        return False
    return True


def _narwhals() -> Any:
    try:
        return import_module("narwhals.stable.v2")
    except ImportError as error:
        raise MissingExtraError("narwhals", "frames") from error


def _of_column(data: Any, find: Map) -> Any:
    """Return a Series or array of the library that a column is of."""
    if type(data).__module__.partition(".")[0] == "numpy":
        made = _of_list(data.tolist(), find)
        return import_module("numpy").array(made, dtype=object)
    nw = _narwhals()
    if _is_arrow_array(data):
        return _of_column(import_module("pyarrow").chunked_array([data]), find).combine_chunks()
    try:
        series = nw.from_native(data, series_only=True)
    except TypeError:
        raise UsageError(f"expected a list, a Series, an array or a frame with a column, found {brief(data)}") from None
    found = find(series.drop_nulls().unique().to_list())
    return _mapped(nw, series, found).to_native()


def _is_arrow_array(data: Any) -> bool:
    """Return whether data are an Arrow array of one chunk."""
    return type(data).__module__.startswith("pyarrow") and hasattr(data, "type") and not hasattr(data, "chunks")


def _mapped(nw: Any, expression: Any, found: dict[Any, str]) -> Any:
    """Return a column or an expression with what was found in place of its values, null elsewhere."""
    if not found:  # narwhals refuses an empty mapping
        found = {"": ""}
        return expression.cast(nw.String).replace_strict(found, default=None, return_dtype=nw.String)
    return expression.replace_strict(list(found), list(found.values()), default=None, return_dtype=nw.String)


def _of_frame(data: Any, column: str, into: str, find: Map) -> Any:
    """Return a frame with one more column; a lazy frame stays lazy."""
    library = type(data).__module__.partition(".")[0]
    if library == "pyspark":
        return _of_spark(data, column, into, find)
    if library in ("dask", "dask_expr"):
        return _of_dask(data, column, into, find)
    nw = _narwhals()
    try:
        frame = nw.from_native(data)
        columns = frame.collect_schema().names()
    except (TypeError, AttributeError):
        raise UsageError(f"expected a frame, found {brief(data)}") from None
    if column not in columns:
        raise unknown_column(column, columns)
    distinct = frame.select(nw.col(column)).unique()
    if isinstance(distinct, nw.LazyFrame):  # the plan runs once, for the distinct names alone
        distinct = distinct.collect()
    found = find(value for value in distinct.get_column(column).to_list() if value is not None)
    dtype = frame.collect_schema()[column]
    if not found:
        return frame.with_columns(nw.lit(None, nw.String).alias(into)).to_native()
    old, new = list(found), list(found.values())
    if dtype == nw.Categorical or isinstance(dtype, nw.Enum):
        expression = nw.col(column).cast(nw.String)
    else:
        expression = nw.col(column)
    mapped = expression.replace_strict(old, new, default=None, return_dtype=nw.String)
    return frame.with_columns(mapped.alias(into)).to_native()


def _of_spark(data: Any, column: str, into: str, find: Map) -> Any:
    """Return a PySpark frame with one more column: each batch is resolved where it is, nothing goes to the driver."""
    if column not in data.columns:
        raise unknown_column(column, data.columns)
    functions, types = import_module("pyspark.sql.functions"), import_module("pyspark.sql.types")
    pa = import_module("pyarrow")

    def batch(values: Any) -> Any:
        encoded = values.dictionary_encode() if not isinstance(values, pa.DictionaryArray) else values
        names = encoded.dictionary.to_pylist()
        found = find(name for name in names if name is not None)
        return pa.array([found.get(name) for name in names], pa.string()).take(encoded.indices)

    batch.__annotations__ = {"values": pa.Array, "return": pa.Array}
    udf = functions.arrow_udf(batch, types.StringType())
    return data.withColumn(into, udf(functions.col(column)))


def _of_dask(data: Any, column: str, into: str, find: Map) -> Any:
    """Return a Dask frame with one more column: each partition is resolved where it is."""
    if column not in data.columns:
        raise unknown_column(column, data.columns)

    def part(frame: Any) -> Any:
        return frame.assign(**{into: _of_column(frame[column], find)})

    return data.map_partitions(part, meta=part(data._meta))


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
    records: Records, data: Any, column: str | None, kind: str | None, on: When | None, fuzzy: float | None
) -> Table[Resolution]:
    """Return what each distinct value of a column means, and how it was found; see `Registry.resolutions`."""
    named = as_of(records, on)
    resolver = Resolver(named, kind, fuzzy)
    counts = Counter(_values(data, column))
    rows = []
    for value, answer in resolver.answers(counts).items():
        near = resolver.suggestions(str(value)) if answer.how == "unknown" else ()
        rows.append(Resolution(value, counts[value], answer.id, answer.how, answer.score, answer.candidates, near))
    rows.sort(key=lambda row: -row.count)
    gets: tuple[Callable[[Resolution], Any], ...] = (
        lambda row: str(row.value),
        lambda row: row.count,
        lambda row: row.id,
        lambda row: row.how,
        lambda row: row.score,
        lambda row: list(row.candidates),
        lambda row: list(row.suggestions),
    )
    return Table("resolutions", tuple([Derived(one, get) for one, get in zip(_COLUMNS, gets, strict=True)]), rows)


def values_of(data: Any) -> list[Any]:
    """Return the values of a column, null ones too, as Python's own.

    Raises:
        UsageError: It is not a column.
    """
    if isinstance(data, list | tuple):
        return list(data)
    if type(data).__module__.partition(".")[0] in ("numpy", "pyarrow") and hasattr(data, "tolist"):
        return list(data.tolist())
    try:
        return list(_narwhals().from_native(data, series_only=True).to_list())
    except TypeError:
        raise UsageError(f"expected a text, or a list, Series or array of texts, found {brief(data)}") from None


def _values(data: Any, column: str | None) -> list[Any]:
    """Return the values of a column that are not null."""
    if isinstance(data, list | tuple):
        return [value for value in data if value is not None and _hashable(value)]
    if type(data).__module__.partition(".")[0] == "numpy":
        return [value for value in data.tolist() if value is not None]
    if issubclass(type(data), str):
        raise UsageError(f"expected a column, found the text {brief(data)}")
    if _is_arrow_array(data):
        return [value for value in data.to_pylist() if value is not None]
    nw = _narwhals()
    if column is None:
        try:
            return list(nw.from_native(data, series_only=True).drop_nulls().to_list())
        except TypeError:
            raise UsageError(f"expected a list, a Series or an array, found {brief(data)}") from None
    frame = nw.from_native(data)
    columns = frame.collect_schema().names()
    if column not in columns:
        raise unknown_column(column, columns)
    one = frame.select(nw.col(column))
    if isinstance(one, nw.LazyFrame):
        one = one.collect()
    return list(one.get_column(column).drop_nulls().to_list())
