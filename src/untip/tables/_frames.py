"""Columns of values as the frames of pandas, Polars, pyarrow and DuckDB; each is imported when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from untip.errors import MissingExtraError
from untip.tables._columns import Column

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Values = list[list[Any]]
"""The values of each column."""


def needed(module: str, extra: str) -> Any:
    """Return a module of an optional library.

    Args:
        module: The module.
        extra: The extra of this package that installs it.

    Raises:
        MissingExtraError: It is not installed; the message has the command.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(module, extra) from error


def pandas_text(pd: Any) -> str:
    """Return the type of a text column of pandas: the default of its release."""
    return "str" if int(pd.__version__.split(".")[0]) > 2 else "object"


def to_pandas(columns: tuple[Column, ...], values: Values, rows: int) -> pandas.DataFrame:
    """Return columns as a pandas frame; with no column too it has its rows."""
    pd = needed("pandas", "pandas")
    dtypes = {"text": pandas_text(pd), "integer": "Int64"}
    dtypes |= {"number": "float64", "boolean": "boolean", "date": "datetime64[us]", "list": "object"}
    made = {
        column.name: pd.Series(found, dtype=dtypes[column.type]) for column, found in zip(columns, values, strict=True)
    }
    frame: pandas.DataFrame = pd.DataFrame(made, index=pd.RangeIndex(rows))
    return frame


def to_polars(columns: tuple[Column, ...], values: Values) -> polars.DataFrame:
    """Return columns as a Polars frame."""
    pl = needed("polars", "polars")
    dtypes = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}
    dtypes["list"] = pl.List(pl.String)
    series = [
        pl.Series(column.name, _floats(column, found), dtype=dtypes[column.type])
        for column, found in zip(columns, values, strict=True)
    ]
    frame: polars.DataFrame = pl.DataFrame(series)
    return frame


def to_arrow(columns: tuple[Column, ...], values: Values) -> pyarrow.Table:
    """Return columns as an Arrow table."""
    pa = needed("pyarrow", "arrow")
    dtypes = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
    dtypes |= {"date": pa.date32(), "list": pa.list_(pa.string())}
    schema = pa.schema(
        [pa.field(column.name, dtypes[column.type], metadata={"description": column.text}) for column in columns]
    )
    arrays = [
        pa.array(_floats(column, found), dtypes[column.type]) for column, found in zip(columns, values, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def arrow_stream(columns: tuple[Column, ...], values: Values, requested: object | None) -> object:
    """Return columns as an Arrow C stream, made by pyarrow or Polars, whichever is installed."""
    try:
        table: Any = to_arrow(columns, values)
    except MissingExtraError:
        table = to_polars(columns, values)
    return table.__arrow_c_stream__(requested)


def _floats(column: Column, found: list[Any]) -> list[Any]:
    """Return the values of a column of numbers as floats: no engine mixes them with whole numbers."""
    return [None if one is None else float(one) for one in found] if column.type == "number" else found
