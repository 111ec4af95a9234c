"""What tables and collections share: they become frames of any library, Arrow, and CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from untip._formats.files import written
from untip.tables import _frames

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import polars
    import pyarrow

    from untip.tables._table import Table

SEPARATOR = " | "
"""What separates several values in one cell of CSV."""

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
"""Signs that make a spreadsheet take a text for a formula, wide and small ones and the minus sign too."""


class Framed:
    """What has a table of its rows: it becomes a frame of any library, Arrow, or CSV."""

    __slots__ = ()

    def _as_table(self) -> Table[Any]:
        """Return the table that has the rows."""
        raise NotImplementedError

    def to_pandas(self, columns: Iterable[str] | None = None) -> pandas.DataFrame:
        """Return the rows or records as a pandas frame.

        Dates are `datetime64[us]`, lists are objects, missing values are NA.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            MissingExtraError: pandas is not installed.
        """
        return _frames.to_pandas(*self._as_table()._values(columns))

    def to_polars(self, columns: Iterable[str] | None = None) -> polars.DataFrame:
        """Return the rows or records as a Polars frame.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            MissingExtraError: Polars is not installed.
        """
        return _frames.to_polars(*self._as_table()._values(columns))

    def to_arrow(self, columns: Iterable[str] | None = None) -> pyarrow.Table:
        """Return the rows or records as an Arrow table.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            MissingExtraError: pyarrow is not installed.
        """
        return _frames.to_arrow(*self._as_table()._values(columns))

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return _frames.arrow_stream(*self._as_table()._values(None), requested_schema)

    def to_csv(self, path: str | Path | None = None, columns: Iterable[str] | None = None) -> str:
        """Return the rows or records as CSV, and write it to a file if one is named; for export only.

        Several values are in one cell, separated by ` | `. Text that a spreadsheet would run as a formula gets an
        apostrophe in front.

        Args:
            path: The file to write.
            columns: The columns to keep, in this order; all by default.

        Returns:
            The CSV text.

        Raises:
            UnknownFieldError: There is no such column.
            FileError: The file could not be written; what was there before is unchanged.
        """
        import csv  # 1 ms to import, and looking up records does not need it
        from io import StringIO

        table = self._as_table()
        picked = table._picked(columns)
        out = StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([one.column.name for one in picked])
        for row in table:
            writer.writerow([cell(one.get(row)) for one in picked])
        return written(out.getvalue(), path)


def cell(value: Any) -> str:
    """Return a value as a cell of CSV: several joined, a would-be formula made text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        value = SEPARATOR.join(map(str, value))
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
