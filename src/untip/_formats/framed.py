"""What tables and collections share: they become frames of any library, Arrow, and CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import polars
    import pyarrow


class Frames(Protocol):
    """What has rows and columns: a table."""

    def _pandas(self, columns: Iterable[str] | None) -> pandas.DataFrame: ...
    def _polars(self, columns: Iterable[str] | None) -> polars.DataFrame: ...
    def _arrow(self, columns: Iterable[str] | None) -> pyarrow.Table: ...
    def _stream(self, requested_schema: object | None) -> object: ...
    def _csv(self, path: str | Path | None, columns: Iterable[str] | None) -> str: ...


class Framed:
    """What has a table of its rows: it becomes a frame of any library, Arrow, or CSV."""

    __slots__ = ()

    if TYPE_CHECKING:  # each class says which table has its rows

        def _as_table(self) -> Frames: ...

    def to_pandas(self, columns: Iterable[str] | None = None) -> pandas.DataFrame:
        """Return the rows or records as a pandas frame.

        Dates are `datetime64[us]`, lists are objects, missing values are NA.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            UsageError: That is no list of names, or it has a name twice.
            MissingExtraError: pandas is not installed.

        Example:
            >>> import untip
            >>> untip.states[:2].to_pandas(columns=["id", "name"])
                id         name
            0  afg  Afghanistan
            1  ago       Angola
        """
        return self._as_table()._pandas(columns)

    def to_polars(self, columns: Iterable[str] | None = None) -> polars.DataFrame:
        """Return the rows or records as a Polars frame.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            UsageError: That is no list of names, or it has a name twice.
            MissingExtraError: Polars is not installed.

        Example:
            >>> import untip
            >>> untip.states[:2].to_polars(columns=["id", "name"]).rows()
            [('afg', 'Afghanistan'), ('ago', 'Angola')]
        """
        return self._as_table()._polars(columns)

    def to_arrow(self, columns: Iterable[str] | None = None) -> pyarrow.Table:
        """Return the rows or records as an Arrow table.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            UsageError: That is no list of names, or it has a name twice.
            MissingExtraError: pyarrow is not installed.

        Example:
            >>> import untip
            >>> untip.states[:2].to_arrow(columns=["id", "name"]).to_pylist()
            [{'id': 'afg', 'name': 'Afghanistan'}, {'id': 'ago', 'name': 'Angola'}]
        """
        return self._as_table()._arrow(columns)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._as_table()._stream(requested_schema)

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
            UsageError: That is no list of names, or it has a name twice; or `path` is not a path.
            FileError: The file could not be written; what was there before is unchanged.

        Example:
            >>> import untip
            >>> untip.states[:2].to_csv(columns=["id", "name"]).splitlines()
            ['id,name', 'afg,Afghanistan', 'ago,Angola']
        """
        return self._as_table()._csv(path, columns)
