"""The functions of the package that resolve columns, in its own registry unless another is given."""

from __future__ import annotations

from typing import Any

from untip._registry.default import registry as own
from untip._registry.given import as_registry
from untip._registry.registry import Registry
from untip._resolve import columns
from untip._resolve.answers import Resolution
from untip._resolve.engines import Label
from untip.dates import When
from untip.tables import Table


def resolve(
    data: Any,
    column: Label | None = None,
    *,
    kind: str | None = None,
    to: str = "id",
    into: str | None = None,
    on: When | None = None,
    fuzzy: float | None = None,
    registry: Registry = own,
) -> Any:
    """Return the ids of the records that a column of names means.

    Names are read as `find` reads them; codes of States only with `kind="state"`, as codes are written (in a column of
    numbers also without their zeros). Marks of missing values (`N/A`, `-`, `None`, empty) are null; so is `NA`, unless
    most other values are codes, where it is Namibia. What finds none or several is null: see `resolutions`.

    PySpark and Dask resolve a column part by part, and no part knows the others: there `NA` is always missing (`NAM` is
    Namibia), and codes may lack their zeros where the type of the column is a number.

    Args:
        data: A list, a Series of pandas or Polars, a numpy or Arrow array; or, with `column`, a frame of pandas, Polars
            (lazy too), pyarrow, DuckDB, PySpark or Dask.
        column: The frame's column to read: its name, or its number in a frame of pandas that was read without heads.
        kind: The kind that is meant, such as `state` or `agency`; any that a name finds by default.
        to: What the answer holds: `id`, or a field of one plain value such as `alpha3` or `name`.
        into: The name of the new column of a frame; by default the column's with `_` and `to`.
        on: A time whose names are meant, such as `"1985"`. Then a name or code with a period that has certainly no day
            in that time does not count (`Zaire` in 2020), nor a State that had certainly ended, nor a record that had
            certainly not begun. Names without a period always count. By default all names count, former ones too.
        fuzzy: How like a name must be that is not found otherwise, in per cent, such as 85; off by default.
        registry: The registry to look in.

    Returns:
        The same shape as `data`, in the same order: a list for a list, a Series for a Series, a frame with one more
        column for a frame. A lazy frame stays lazy; the call runs its plan once, for the distinct names.

    Raises:
        UnknownFieldError: There is no such kind, field or column.
        UsageError: `data` is no column or frame, or `registry` no registry.
        MissingExtraError: A library that is needed is not installed: rapidfuzz for `fuzzy`, pyarrow for PySpark,
            narwhals for Series and frames of libraries other than these.
        InvalidDateError: `on` is not a time.

    Example:
        >>> import untip
        >>> untip.resolve(["UK", "S. Korea", "Laos", "Atlantis"], kind="state")
        ['gbr', 'kor', 'lao', None]
        >>> untip.resolve(["Zaire", "Czechoslovakia"], kind="state", on="1985")
        ['cod', 'csk']
        >>> untip.resolve(["Zaire", "Czechoslovakia"], kind="state", on="2020")
        [None, None]
    """
    return columns.resolve(as_registry(registry)._records, data, column, kind, to, into, on, fuzzy)


def resolutions(
    data: Any,
    column: Label | None = None,
    *,
    kind: str | None = None,
    on: When | None = None,
    fuzzy: float | None = None,
    registry: Registry = own,
) -> Table[Resolution]:
    """Return what each distinct value of a column means, and how it was found: the report on `resolve`.

    Args:
        data: As for `resolve`.
        column: The frame's column to read.
        kind: The kind that is meant.
        on: A time whose names are meant, as for `resolve`.
        fuzzy: How like a name must be that is not found otherwise, in per cent, such as 85.
        registry: The registry to look in.

    Returns:
        A row a value, the most frequent first: `value`, `count`, `id`, `how`, `score`, `candidates`, `suggestions`.

    Raises:
        UnknownFieldError: There is no such kind or column.
        UsageError: `data` is no column or frame, or `registry` no registry.
        MissingExtraError: A library that is needed is not installed.
        InvalidDateError: `on` is not a time.

    Example:
        >>> import untip
        >>> [(row.value, row.id, row.how) for row in untip.resolutions(["UK", "N/A", "Atlantis"], kind="state")]
        [('UK', 'gbr', 'name'), ('N/A', None, 'missing'), ('Atlantis', None, 'unknown')]
    """
    return columns.resolutions(as_registry(registry)._records, data, column, kind, on, fuzzy)
