"""A table: rows with typed columns, for frames, databases, files and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, TypeVar, overload

from untip._formats.files import written
from untip._formats.framed import Framed
from untip._text import brief
from untip.errors import OutOfRangeError, UsageError, one_of, whole_number
from untip.tables import _frames
from untip.tables._cells import cell
from untip.tables._columns import Column, Derived

if TYPE_CHECKING:
    from pathlib import Path

    import pandas
    import polars
    import pyarrow

T = TypeVar("T")


class Table(Framed, Generic[T]):
    """Rows with typed columns: iterated, indexed, turned into a frame of any library.

    It is not a `collections.abc.Sequence`, so that `polars.DataFrame(table)` and `pyarrow.table(table)` take its
    columns instead of its rows.

    Args:
        name: What the table is called.
        columns: Its columns, each with the function that takes its value from a row.
        rows: Its rows.
    """

    __slots__ = ("__weakref__", "_columns", "_name", "_rows")

    _columns: tuple[Derived, ...]
    _name: str
    _rows: tuple[T, ...]

    def __init__(self, name: str, columns: tuple[Derived, ...], rows: Iterable[T]) -> None:
        put = object.__setattr__
        put(self, "_name", name)
        put(self, "_columns", columns)
        put(self, "_rows", tuple(rows))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Table is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Table is immutable: {name}")

    def __copy__(self) -> Table[T]:
        return self

    def __deepcopy__(self, memo: object) -> Table[T]:
        return self

    # ── as rows ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    def __reversed__(self) -> Iterator[T]:
        return reversed(self._rows)

    def __contains__(self, row: object) -> bool:
        return row in self._rows

    @overload
    def __getitem__(self, key: SupportsIndex) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Table[T]: ...
    def __getitem__(self, key: SupportsIndex | slice) -> T | Table[T]:
        if isinstance(key, slice):
            return Table(self._name, self._columns, self._rows[key])
        place = whole_number(key)
        if place is None:
            raise UsageError(f"a table is indexed by position or slice, not by {brief(key)}")
        try:
            return self._rows[place]
        except IndexError:
            raise OutOfRangeError(brief(key), (), f"{self._name}, which has {len(self)} rows") from None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self.columns == other.columns and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self.columns, self._rows))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle rows and cells; the functions that take the cells are not pickled."""
        cells = [[get(row) for row in self._rows] for _, get in self._columns]
        return type(self)._restored, (self._name, self.columns, self._rows, cells)

    @classmethod
    def _restored(cls, name: str, columns: tuple[Column, ...], rows: tuple[T, ...], cells: list[list[Any]]) -> Table[T]:
        """Return a table as it was pickled."""
        gets = [Derived(column, _Kept(rows, kept)) for column, kept in zip(columns, cells, strict=True)]
        return cls(name, tuple(gets), rows)

    def __repr__(self) -> str:
        from untip._show import listing  # 2 ms, with `html`, and most runs show nothing

        names = [column.name for column in self.columns]
        shown = ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
        head = f"<{self._count()}: {shown}>"
        return (
            f"{head}\n{listing.as_text(listing.of_rows(self._columns, self._rows), self._rows)}" if self._rows else head
        )

    def _repr_html_(self) -> str:
        from untip._show import listing  # 2 ms, with `html`, and most runs show nothing

        shown = listing.of_rows(self._columns, self._rows)
        return listing.as_html(shown, len(self), self._rows.__getitem__, self._count())

    def _count(self) -> str:
        return f"{len(self)} {'row' if len(self) == 1 else 'rows'} of {self._name}"

    # ── as columns ──────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in order."""
        return tuple([derived.column for derived in self._columns])

    def column(self, name: str) -> list[Any]:
        """Return the values of one column.

        Args:
            name: The column's name.

        Raises:
            UnknownFieldError: There is no such column.

        Example:
            >>> import untip
            >>> untip.table("links", record="UNODC").column("url")
            ['https://www.unodc.org']
        """
        wanted = self._picked([name])[0]
        return [wanted.get(row) for row in self._rows]

    def to_dicts(self, columns: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """Return the rows as dicts of JSON types, by column.

        Args:
            columns: The columns to keep, in this order; all by default.

        Raises:
            UnknownFieldError: There is no such column.
            UsageError: That is no list of names, or it has a name twice.

        Example:
            >>> import untip
            >>> untip.table("links", record="UNODC").to_dicts(columns=["record", "url"])
            [{'record': 'unodc', 'url': 'https://www.unodc.org'}]
        """
        picked = self._picked(columns)
        return [{one.column.name: _json(one.get(row)) for one in picked} for row in self._rows]

    def _as_table(self) -> Table[T]:
        return self

    def _pandas(self, columns: Iterable[str] | None) -> pandas.DataFrame:
        return _frames.to_pandas(*self._values(columns), len(self))

    def _polars(self, columns: Iterable[str] | None) -> polars.DataFrame:
        return _frames.to_polars(*self._values(columns))

    def _arrow(self, columns: Iterable[str] | None) -> pyarrow.Table:
        return _frames.to_arrow(*self._values(columns))

    def _stream(self, requested_schema: object | None) -> object:
        return _frames.arrow_stream(*self._values(None), requested_schema)

    def _csv(self, path: str | Path | None, columns: Iterable[str] | None) -> str:
        import csv  # 1 ms to import, and looking up records does not need it
        from io import StringIO

        picked = self._picked(columns)
        out = StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([one.column.name for one in picked])
        for row in self._rows:
            writer.writerow([cell(one.get(row)) for one in picked])
        return written(out.getvalue(), path)

    def _picked(self, columns: Iterable[str] | None) -> tuple[Derived, ...]:
        """Return the columns that are asked for.

        Raises:
            UnknownFieldError: There is no such column.
            UsageError: That is no list of names, or it has a name twice.
        """
        if columns is None:
            return self._columns
        known = {one.column.name: one for one in self._columns}
        names: list[str] = []
        for name in _several(columns):
            found = one_of(name, known, f"a column of {self._name}")
            if found in names:
                raise UsageError(f"columns: {found} is named twice; name it once")
            names.append(found)
        return tuple([known[name] for name in names])

    def _values(self, columns: Iterable[str] | None) -> tuple[tuple[Column, ...], list[list[Any]]]:
        picked = self._picked(columns)
        return tuple([one.column for one in picked]), [[one.get(row) for row in self._rows] for one in picked]


def _several(columns: Iterable[str]) -> list[str]:
    """Return the names of columns as a list.

    Raises:
        UsageError: That is no list of names.
    """
    if not issubclass(type(columns), str):
        try:
            return list(columns)
        except TypeError:
            pass
    raise UsageError(f"columns must be a list of names, found {brief(columns)}")


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class _Kept:
    """Takes the cells of one column from those that a pickle kept, by the row they are of."""

    def __init__(self, rows: tuple[Any, ...], cells: list[Any]) -> None:
        self._cells = {id(row): cell for row, cell in zip(rows, cells, strict=True)}

    def __call__(self, row: Any) -> Any:
        return self._cells[id(row)]
