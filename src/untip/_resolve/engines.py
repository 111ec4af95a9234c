"""The engines: distinct values are taken from a column, resolved once, and put back in its own library's way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol, TypeAlias, TypeVar

from untip._formats.framed import Framed
from untip._search.names import NAME_LIMIT
from untip._text import brief, nearest
from untip.errors import MissingExtraError, UnknownFieldError, UsageError
from untip.tables._frames import needed, pandas_text

Label: TypeAlias = str | int
"""What names a column; a frame of pandas that had no heads has numbers."""

L = TypeVar("L", bound=Label)


class Map(Protocol):
    """What values become."""

    def __call__(self, values: list[Any], /) -> list[str | None]:
        """Return what distinct values become, in their order; `None` for null values and what is not found."""
        ...

    def plain(self, values: list[Any], /) -> list[str | None]:
        """Return what those become that are names in whatever letters and marks; `None` for all others."""
        ...


def library(data: Any) -> str:
    """Return the name of the library that data are of."""
    return type(data).__module__.partition(".")[0]


def column_of(data: Any, find: Map) -> Any:
    """Return a Series or array of the library that a column is of.

    Raises:
        UsageError: It is no column.
    """
    _refuse_own(data)
    answer = _COLUMNS.get(library(data), _other_column)(data, find)
    if answer is None:
        raise UsageError(f"expected a list, a Series, an array or a frame with a column, found {brief(data)}")
    return answer


def frame_of(data: Any, column: Label, into: str, find: Map) -> Any:
    """Return a frame with one more column; a lazy frame stays lazy.

    Raises:
        UsageError: It is no frame.
        UnknownFieldError: It has no such column.
    """
    _refuse_own(data)
    answer = _FRAMES.get(library(data), _other_frame)(data, column, into, find)
    if answer is None:
        raise UsageError(f"expected a frame, found {brief(data)}")
    return answer


def is_numeric_in_parts(data: Any, column: Label | None) -> bool | None:
    """Return whether the type of a column that is resolved part by part is a number; `None` for any other column.

    A part does not know the values of the other parts, so what depends on a whole column depends there on its type.
    """
    name = library(data)
    if name == "pyspark" and column in getattr(data, "columns", ()):
        return isinstance(data.schema[column].dataType, import_module("pyspark.sql.types").NumericType)
    if name == "dask":
        empty: Any = getattr(data, "_meta", None)  # of pandas
        dtype: Any = getattr(empty, "dtypes", None)
        if column is not None and hasattr(dtype, "get"):
            dtype = dtype.get(column)
        return getattr(dtype, "kind", "") in tuple("iuf")
    return None


def values_of(data: Any, column: Any = None) -> list[Any] | None:
    """Return the values of a column, null ones too, as Python's own; `None` if it is none.

    Raises:
        UsageError: It is one of our own tables.
        UnknownFieldError: A frame has no such column.
    """
    _refuse_own(data)
    if isinstance(data, list | tuple):
        return list(data) if column is None else None
    name = library(data)
    if name == "numpy":
        return list(data.tolist()) if column is None and getattr(data, "ndim", 0) == 1 else None
    if _is_relation(data) and column is not None:
        checked(column, data.columns)
        return [row[0] for row in data.select(_quoted(column)).fetchall()]
    if name == "pyspark" and column is not None:
        checked(column, data.columns)
        return [row[0] for row in data.select(column).collect()]
    if name == "dask":
        data = data.compute() if column is None else data[checked(column, data.columns)].compute()
        return list(data.tolist())
    if column is not None:
        data = _selected(data, column)
    if data is None:
        return None
    if name == "pyarrow" and hasattr(data, "type"):
        _check_flat(import_module("pyarrow"), data)
    if name == "polars" and hasattr(data, "dtype"):
        _check_polars(data.dtype)
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(data, method) and not hasattr(data, "columns"):
            return list(getattr(data, method)())
    return None


def _selected(data: Any, column: Any) -> Any:
    """Return one column of a frame, computed if the frame is lazy; `None` if it is no frame."""
    name = library(data)
    if name == "pandas" and hasattr(data, "columns"):
        return data[checked(column, data.columns)]
    if name == "pyarrow" and hasattr(data, "column_names"):
        return data.column(checked(column, data.column_names))
    if name == "polars" and hasattr(data, "lazy"):
        lazy = data.lazy()
        return lazy.select(checked(column, lazy.collect_schema().names())).collect().to_series()
    try:
        frame = _narwhals().from_native(data)
        names = frame.collect_schema().names()
    except (TypeError, AttributeError):
        return None
    return frame.lazy().select(checked(column, names)).collect().get_column(column)


def _refuse_own(data: Any) -> None:
    """Check that data are not a table or collection of this package, which gets no further column.

    Raises:
        UsageError: They are.
    """
    if isinstance(data, Framed):
        raise UsageError(
            f"a {type(data).__name__} is no frame; make it one with .to_pandas(), .to_polars() or .to_arrow()"
        )


def checked(column: L, columns: Iterable[Any]) -> L:
    """Return the name of a column that a frame has.

    Raises:
        UnknownFieldError: It has no such column.
        UsageError: It has several of that name.
    """
    known = [name for name in columns if type(name) is not bool and isinstance(name, Label)]
    if column not in known:
        raise UnknownFieldError(column, "a column of the frame", lambda: nearest(column, known), map(str, known))
    if known.count(column) > 1:
        raise UsageError(f"the frame has {known.count(column)} columns named {brief(column)}")
    return column


def is_hashable(value: Any) -> bool:
    """Return whether a value may be one of a set of distinct ones."""
    try:
        hash(value)
    except Exception:  # noqa: BLE001 - a value of the caller's own may raise anything
        return False
    return True


def mapped(values: Sequence[Any], find: Map) -> list[str | None]:
    """Return what values become; a list, a dict and a truth value, which equals a number, are no names."""
    keys = [value if is_hashable(value) and not isinstance(value, bool) else None for value in values]
    distinct = list(dict.fromkeys(keys))
    found = dict(zip(distinct, find(distinct), strict=True))
    return [found[key] for key in keys]


# ── numpy and pandas ────────────────────────────────────────────────────────────────────────────────────────────────


def _numpy_column(data: Any, find: Map) -> Any:
    if not hasattr(data, "ndim"):
        return None
    if data.ndim != 1:
        raise UsageError(f"expected an array of one dimension, found {data.ndim}")
    return needed("numpy", "pandas").array(mapped(data.tolist(), find), dtype=object)


def _pandas_column(data: Any, find: Map) -> Any:
    pd = import_module("pandas")
    if not hasattr(data, "factorize"):
        return None
    values = data if isinstance(data, pd.Series | pd.Index) else pd.Series(data)  # older releases take no others
    try:
        places, distinct = pd.factorize(values)  # a null value is in place -1
    except TypeError:  # some values are lists
        places, distinct = pd.factorize(values.map(lambda value: value if is_hashable(value) else None))
    found = [*find(distinct.tolist()), None]
    kind = data.dtype if isinstance(data.dtype, pd.StringDtype) else pandas_text(pd)
    taken = pd.Series(found, dtype=kind).array.take(places % len(found))
    if isinstance(data, pd.Series):
        return pd.Series(taken, index=data.index, name=data.name, copy=False)
    return pd.Index(taken, name=data.name) if isinstance(data, pd.Index) else taken


def _pandas_frame(data: Any, column: Label, into: str, find: Map) -> Any:
    if not hasattr(data, "columns"):
        return None
    return data.assign(**{into: _pandas_column(data[checked(column, data.columns)], find)})


# ── Polars ──────────────────────────────────────────────────────────────────────────────────────────────────────────


_OFTEN = 10
"""A Polars column whose values come less often than this is grouped: its texts are then hashed once, not twice."""


def _polars_column(data: Any, find: Map) -> Any:
    pl = import_module("polars")
    if not isinstance(data, pl.Series):
        return None
    _check_polars(data.dtype)
    if not isinstance(data.dtype, pl.String):
        return _polars_mapped(data, data.unique().drop_nulls(), find)
    if data.approx_n_unique() * _OFTEN < len(data):
        try:
            import_module("pyarrow")
        except ImportError:
            return _polars_mapped(data, data.unique().drop_nulls(), find)
        return pl.from_arrow(_arrow_column(data.to_arrow(), find)).alias(data.name)  # a third of the time
    groups = pl.DataFrame({"value": data}).with_row_index("row").group_by("value").agg("row")
    found = pl.Series("found", find(groups["value"].to_list()), dtype=pl.String)
    rows = groups.select("row", found).explode("row")
    return rows["found"].gather(rows["row"].arg_sort()).alias(data.name)


def _check_polars(dtype: Any) -> None:
    """Check that the values of a column are single ones.

    Raises:
        UsageError: They are lists, records, or Python's own objects.
    """
    if dtype.is_nested() or str(dtype) == "Object":
        raise UsageError(f"expected a column of texts or numbers, found one of {dtype}")


def _polars_mapped(column: Any, distinct: Any, find: Map) -> Any:
    """Return a column or an expression with what its distinct values become."""
    pl = import_module("polars")
    if not isinstance(distinct.dtype, pl.String) and not distinct.dtype.is_numeric():
        column, distinct = column.cast(pl.String), distinct.cast(pl.String)  # categories
    found = pl.Series(find(distinct.to_list()), dtype=pl.String)
    if not len(found):
        found, distinct = pl.Series([None], dtype=pl.String), pl.Series([""], dtype=pl.String)
        column = column.cast(pl.String)
    return column.replace_strict(distinct, found, default=None, return_dtype=pl.String)


def _polars_frame(data: Any, column: str, into: str, find: Map) -> Any:
    if not hasattr(data, "lazy"):
        return None
    pl = import_module("polars")
    lazy = data.lazy()
    schema = lazy.collect_schema()
    _check_polars(schema[checked(column, schema.names())])
    if isinstance(data, pl.DataFrame):
        return data.with_columns(_polars_column(data[column], find).alias(into))
    distinct = lazy.select(column).unique().collect().to_series().drop_nulls()  # the plan runs once, for the names
    return data.with_columns(_polars_mapped(pl.col(column), distinct, find).alias(into))


# ── Arrow ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _arrow_column(data: Any, find: Map) -> Any:
    pa = import_module("pyarrow")
    if isinstance(data, pa.ChunkedArray):
        encoded = _encoded(pa, data).unify_dictionaries()
        names = encoded.chunk(0).dictionary if encoded.num_chunks else pa.array([], pa.string())
        found = pa.array(find(names.to_pylist()), pa.string())
        return pa.chunked_array([found.take(chunk.indices) for chunk in encoded.chunks], pa.string())
    if not isinstance(data, pa.Array):
        return None
    encoded = _encoded(pa, data)
    return pa.array(find(encoded.dictionary.to_pylist()), pa.string()).take(encoded.indices)


AROUND = "".join([sign for sign in map(chr, range(128)) if not sign.isalnum() and sign != "+"])
"""Marks around a name that do not matter; a plus may."""


def arrow_part(values: Any, find: Map) -> Any:
    """Return what one part of a column becomes, as an Arrow array.

    Names that differ only in capitals and the marks around them are looked up once; codes and all else as they stand.

    Args:
        values: The part, an Arrow array.
        find: What its values become, each apart from the others.
    """
    pa, pc = import_module("pyarrow"), import_module("pyarrow.compute")
    texts = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
    if not texts or (pc.max(pc.binary_length(values)).as_py() or 0) > NAME_LIMIT:
        return _arrow_column(values, find)
    alike = pc.ascii_lower(pc.ascii_trim(values, characters=AROUND))
    alike = pc.if_else(pc.match_substring(values, "+"), values, alike).dictionary_encode()
    found = pa.array(find.plain(alike.dictionary.to_pylist()), pa.string()).take(alike.indices)
    left = pc.and_(pc.is_null(found), pc.is_valid(values))
    return pc.replace_with_mask(found, left, _arrow_column(values.filter(left), find))


def _encoded(pa: Any, data: Any) -> Any:
    """Return a column as codes and distinct values."""
    if pa.types.is_dictionary(data.type):
        return data
    _check_flat(pa, data)
    if "view" in str(data.type):  # some releases do not encode these
        data = data.cast(pa.string())
    return data.dictionary_encode()


def _check_flat(pa: Any, data: Any) -> None:
    """Check that the values of a column are single ones.

    Raises:
        UsageError: They are lists or records.
    """
    if pa.types.is_nested(data.type) or not hasattr(data, "dictionary_encode"):
        raise UsageError(f"expected a column of texts or numbers, found one of {data.type}")


def _arrow_frame(data: Any, column: str, into: str, find: Map) -> Any:
    if not hasattr(data, "column_names"):
        return None
    names = data.column_names
    found = _arrow_column(data.column(checked(column, names)), find)
    return data.set_column(names.index(into), into, found) if into in names else data.append_column(into, found)


# ── DuckDB ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_relation(data: Any) -> bool:
    """Return whether data are a relation of DuckDB's; a connection is none."""
    return library(data) in ("duckdb", "_duckdb") and hasattr(data, "query") and hasattr(data, "columns")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _duckdb_frame(data: Any, column: str, into: str, find: Map) -> Any:
    """Return a relation joined with the names that were found, in its own order; it needs no connection."""
    if not _is_relation(data):
        return None
    name = _quoted(checked(column, data.columns))
    query = f"SELECT DISTINCT {name} AS name_found FROM rows_of_data"  # noqa: S608 - quoted
    names_found = _duckdb_found(data.query("rows_of_data", query), find)
    source = names_found if isinstance(names_found, str) else "names_found"
    kept = [_quoted(one) for one in data.columns]
    places = [one.lower() for one in data.columns]
    added = f"found.id AS {_quoted(into)}"
    if into.lower() in places:
        kept[places.index(into.lower())] = added
    else:
        kept.append(added)
    query = (
        f"SELECT {', '.join(kept)} FROM (SELECT *, row_number() OVER () AS row_of_data FROM rows_of_data) "  # noqa: S608
        f"LEFT JOIN {source} AS found ON {name} = found.name_found ORDER BY row_of_data"
    )
    return data.query("rows_of_data", query)


def _duckdb_found(distinct: Any, find: Map) -> Any:
    """Return distinct names and their ids as what a query can join: an Arrow table, or a text of the query's own."""
    try:
        pa = import_module("pyarrow")
    except ImportError:
        names = [row[0] for row in distinct.fetchall()]
        pairs = [(old, new) for old, new in zip(names, find(names), strict=True) if new and "\0" not in str(old)]
        if not pairs:
            return "(SELECT NULL AS name_found, NULL::VARCHAR AS id WHERE false)"
        values = ", ".join(f"({_literal(old)}, {_literal(new)})" for old, new in pairs)
        return f"(SELECT * FROM (VALUES {values}) AS given(name_found, id))"  # noqa: S608 - quoted
    column = distinct.to_arrow_table()["name_found"]
    return pa.table({"name_found": column, "id": pa.array(find(column.to_pylist()), pa.string())})


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


# ── PySpark and Dask ────────────────────────────────────────────────────────────────────────────────────────────────


def _spark_frame(data: Any, column: str, into: str, find: Map) -> Any:
    """Return a PySpark frame with one more column: each batch is resolved where it is, nothing goes to the driver."""
    if not hasattr(data, "withColumn"):
        return None
    checked(column, data.columns)
    functions, types = import_module("pyspark.sql.functions"), import_module("pyspark.sql.types")
    pa = needed("pyarrow", "arrow")

    def batch(values: Any) -> Any:
        return arrow_part(values, find)

    batch.__annotations__ = {"values": pa.Array, "return": pa.Array}
    udf = functions.arrow_udf(batch, types.StringType())
    return data.withColumn(into, udf(functions.col(f"`{column.replace('`', '``')}`")))


def _dask_column(data: Any, find: Map) -> Any:
    def part(values: Any) -> Any:
        return _pandas_column(values, find)

    return data.map_partitions(part, meta=part(data._meta))


def _dask_frame(data: Any, column: Label, into: str, find: Map) -> Any:
    """Return a Dask frame with one more column: each partition is resolved where it is."""
    if getattr(data, "ndim", 0) != 2:
        return None
    checked(column, data.columns)

    def part(frame: Any) -> Any:
        return _pandas_frame(frame, column, into, find)

    return data.map_partitions(part, meta=part(data._meta))


# ── any other library that narwhals knows ───────────────────────────────────────────────────────────────────────────


def _narwhals() -> Any:
    try:
        return import_module("narwhals.stable.v2")
    except ImportError as error:
        raise MissingExtraError("narwhals", "frames") from error


def _replaced(nw: Any, column: Any, dtype: Any, old: list[Any], new: list[str | None]) -> Any:
    """Return a column or an expression with new values in place of old ones, null elsewhere."""
    if all(value is None for value in new):  # engines refuse a mapping that is empty or has no type
        old, new, column, dtype = [""], [""], column.cast(nw.String), nw.String
    if dtype == nw.Categorical or isinstance(dtype, nw.Enum):
        column = column.cast(nw.String)
    return column.replace_strict(old, new, default=None, return_dtype=nw.String)


def _other_column(data: Any, find: Map) -> Any:
    if isinstance(data, str | bytes | int | float | dict | set) or data is None:
        return None
    nw = _narwhals()
    try:
        series = nw.from_native(data, series_only=True)
    except TypeError:
        return None
    distinct = series.unique().drop_nulls().to_list()
    return _replaced(nw, series, series.dtype, distinct, find(distinct)).to_native()


def _other_frame(data: Any, column: Any, into: str, find: Map) -> Any:
    if isinstance(data, str | bytes | int | float | dict | set) or data is None:
        return None
    nw = _narwhals()
    try:
        frame = nw.from_native(data)
        schema = frame.collect_schema()
    except (TypeError, AttributeError):
        return None
    checked(column, schema)
    distinct = frame.select(nw.col(column)).unique()
    if isinstance(distinct, nw.LazyFrame):
        distinct = distinct.collect()
    old = distinct.get_column(column).drop_nulls().to_list()
    replaced = _replaced(nw, nw.col(column), schema[column], old, find(old))
    return frame.with_columns(replaced.alias(into)).to_native()


_COLUMNS: dict[str, Callable[[Any, Map], Any]] = {
    "numpy": _numpy_column,
    "pandas": _pandas_column,
    "polars": _polars_column,
    "pyarrow": _arrow_column,
    "dask": _dask_column,
}

_FRAMES: dict[str, Callable[[Any, Any, str, Map], Any]] = {
    "pandas": _pandas_frame,
    "polars": _polars_frame,
    "pyarrow": _arrow_frame,
    "duckdb": _duckdb_frame,
    "_duckdb": _duckdb_frame,
    "pyspark": _spark_frame,
    "dask": _dask_frame,
}
