"""Tables as Excel sheets and Parquet files, through libraries that are extras."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

from untip._export.contents import Contents
from untip._export.package import about_table, plain_text
from untip._version import __data_version__
from untip.tables import Table, names
from untip.tables._cells import SEPARATOR
from untip.tables._frames import needed


def data_day() -> datetime:
    """Return the first day of the month of the data version: what files carry in place of the time of writing."""
    year, month, *_ = map(int, __data_version__.split("."))
    return datetime(year, month, 1, tzinfo=UTC)


def workbook(contents: Contents) -> bytes:
    """Return an Excel workbook: a first sheet that explains, then a sheet a table.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
    """
    xlsxwriter = needed("xlsxwriter", "xlsx")
    out = io.BytesIO()
    # text stays text: no formula, no link, no number is made of it
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    comments = f"Data version {contents.version}" if contents.is_own else ""
    book.set_properties({"title": contents.title, "comments": comments, "created": data_day()})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    first = book.add_worksheet("About")
    for name in names():
        _sheet(book.add_worksheet(name), contents.table(name), bold, day)
    _explain(first, contents, bold, wrapped)
    book.close()
    return out.getvalue()


def _explain(sheet: Any, contents: Contents, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 100)
    ours = (f"Data version {contents.version}. Public domain (CC0 1.0).", contents.registry.cite())
    lines = (
        contents.title,
        *(ours if contents.is_own else ()),
        (
            "Dates: a column such as `established` has the date as its source gives it (EDTF: 2007, 2007-03, 2007~ "
            "for about, 2007? for uncertain); `…_earliest` and `…_latest` are the first and last day it can mean."
        ),
        f"Several values in one cell are separated by `{SEPARATOR}`. NA is the code of Namibia.",
    )
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, plain_text(line), bold if row == 0 else None)
    row = len(lines) + 1
    for place, head in enumerate(("Sheet", "Column", "What it holds")):
        sheet.write_string(row, place, head, bold)
    for name in names():
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(row, 2, plain_text(about_table(name)), bold)
        for column in contents.table(name).columns:
            row += 1
            sheet.write_string(row, 1, column.name)
            sheet.write_string(row, 2, plain_text(column.text), wrapped)


CELL_LIMIT = 32_767
"""The longest text that Excel takes in a cell."""


def _sheet(sheet: Any, table: Table[Any], bold: Any, day: Any) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        values = table.column(column.name)
        widest = max([len(column.name), *(len(str(value)) for value in values if value is not None)], default=8)
        sheet.set_column(place, place, min(max(widest + 1, 8), 60))
        sheet.write_string(0, place, column.name, bold)
        for row, value in enumerate(values, 1):
            _cell(sheet, row, place, value, day)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _cell(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    if value is None or value == []:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif isinstance(value, date):
        if 1900 < value.year < 9999:
            sheet.write_datetime(row, place, value, day)
        else:  # Excel has no days before 1900
            sheet.write_string(row, place, value.isoformat())
    else:
        text = SEPARATOR.join(value) if isinstance(value, list) else str(value)
        sheet.write_string(row, place, text[:CELL_LIMIT])


def parquet(contents: Contents) -> dict[str, bytes]:
    """Return every table as a Parquet file, texts of columns and the data version in its metadata.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    writer = needed("pyarrow.parquet", "arrow")
    made: dict[str, bytes] = {}
    for name in names():
        table = contents.table(name).to_arrow()
        about = {"untip_data_version": contents.version} if contents.version is not None else {}
        about["description"] = about_table(name)
        out = io.BytesIO()
        writer.write_table(table.replace_schema_metadata(about), out, compression="zstd")
        made[f"parquet/{name}.parquet"] = out.getvalue()
    return made
