"""The relational schema: it is that of the classes, and every frame and file has its columns."""

import csv
import functools
import io
import itertools
import re
import sqlite3
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from engines import needs

import untip
from untip._registry import attach
from untip._registry.records import Records
from untip._registry.relational import _cell_of, table
from untip.schema import KINDS
from untip.tables import Column, Table

NAMES = untip.tables.names()
LONG = ("citations", "participation", "relations", "sources")
"""Tables of thousands of rows, which take seconds."""
GROUPS = {name: pytest.mark.xdist_group(f"table {name}") for name in NAMES}
"""What asks for one table runs in one process, which makes it once."""
TABLES = [pytest.param(name, marks=[GROUPS[name]]) for name in NAMES]
FRAMES = [pytest.param(name, marks=[GROUPS[name], *([pytest.mark.slow] if name in LONG else [])]) for name in NAMES]
TYPES: dict[str, Any] = {
    "text": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "date": date,
    "list": list,
}


class Whole:
    """Something that is a whole number when asked, as `numpy.int64` is."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __index__(self) -> int:
        return self.number


@functools.cache
def whole(name: str) -> Table[Any]:
    """Return a table of the package's own records."""
    return untip.table(name)


@functools.cache
def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the values of a table by column, as the table's own columns have them."""
    table = whole(name)
    columns = {column.name: table.column(column.name) for column in table.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_there_is_a_table_of_each_kind_and_of_each_part() -> None:
    assert NAMES[: len(KINDS)] == tuple(cls.folder for cls in KINDS.values())
    assert {"aliases", "identifiers", "links", "citations", "disputes", "claims", "history", "roles"} < set(NAMES)
    assert {"activities", "provisions", "editions", "indicators", "relations", "participation", "redirects"} < set(
        NAMES
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_columns_of_its_schema(name: str) -> None:
    assert whole(name).columns == untip.tables.schema(name)


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_documented_and_say_where_they_come_from(name: str) -> None:
    for column in untip.tables.schema(name):
        assert column.text.endswith("."), column
        owner, dot, field = column.source.partition(".")
        assert column.source == "derived" or (owner and dot and field), column


@pytest.mark.parametrize("name", FRAMES)
def test_every_value_is_of_its_columns_type(name: str) -> None:
    for row in rows_of(name):
        for column in untip.tables.schema(name):
            value = row[column.name]
            if column.type == "list":
                assert isinstance(value, list)
                assert all(type(item) is str for item in value)
            elif value is not None:
                assert isinstance(value, TYPES[column.type]), (column, value)
                assert not isinstance(value, bool) or column.type == "boolean"


@pytest.mark.parametrize("cls", KINDS.values(), ids=lambda cls: cls.folder)
def test_plain_fields_are_columns_and_dates_are_three(cls: type) -> None:
    names = [column.name for column in untip.tables.schema(cls.folder)]  # type: ignore[attr-defined]
    assert len(set(names)) == len(names)
    for column in names:
        for end in ("_earliest", "_latest"):
            if column.endswith(end):
                assert column.removesuffix(end) in names
    fields = {field.name for field in attrs.fields(cls)}
    nested = {"aliases", "identifiers", "links", "citations", "disputes", "history"}
    assert nested <= fields
    assert not nested & set(names)


def test_a_date_is_its_text_and_its_first_and_last_day() -> None:
    (row,) = untip.table("instruments", id="palermo-protocol").to_dicts(
        ["adopted", "adopted_earliest", "adopted_latest"]
    )
    assert row == {"adopted": "2000-11-15", "adopted_earliest": "2000-11-15", "adopted_latest": "2000-11-15"}
    for record, found in zip(untip.agencies, rows_of("agencies"), strict=True):
        start = record.established
        assert found["established"] == (None if start is None else str(start))
        assert found["established_earliest"] == (None if start is None else start.earliest)
        assert found["established_latest"] == (None if start is None else start.latest)


def items(record: Any, field: str) -> Iterator[Any]:
    return iter(getattr(record, field))


@pytest.mark.parametrize("name", ["aliases", "identifiers", "links", "history"])
def test_a_table_of_parts_has_every_part_of_every_record(name: str) -> None:
    wanted = [
        (record.id, record.kind, place)
        for cls in KINDS.values()
        for record in getattr(untip, cls.folder)
        for place, _ in enumerate(items(record, name))
    ]
    found = [
        (row["record"], row["kind"], row["position"]) for row in rows_of(name) if row["path"].startswith(f"{name}[")
    ]
    assert found == wanted


def test_roles_say_what_they_are_of() -> None:
    rows = {(row["record"], row["path"]): row for row in rows_of("roles")}
    record = untip.agencies["icat"]
    for place, role in enumerate(record.members):
        assert rows["icat", f"members[{place}]"]["who"] == role.who
        assert rows["icat", f"members[{place}]"]["position"] == place


def test_relations_are_those_that_related_follows() -> None:
    rows = untip.table("relations", subject="UNODC")
    assert len(rows) > 0
    assert all(row.subject == "unodc" for row in rows)
    for row in rows:
        assert row.object in untip.related("unodc", row.relation).ids


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_is_indexed_sliced_and_immutable() -> None:
    table = untip.table("participation", instrument="palermo-protocol")
    assert table[0] == next(iter(table))
    assert table[-1] == next(reversed(table))
    assert list(table[2:5]) == list(table)[2:5]
    assert table[0] in table
    assert table == untip.table("participation", instrument="Palermo Protocol")
    assert hash(table) == hash(untip.table("participation", instrument="palermo-protocol"))
    assert repr(table).startswith(f"<{len(table)} rows of participation")
    assert table[Whole(0)] is table[0]
    with pytest.raises(AttributeError):
        table.name = "x"
    with pytest.raises(IndexError):
        table[len(table)]
    wrong: Any
    for wrong in ("palermo-protocol", True, 1.0, None):
        with pytest.raises(untip.UsageError, match="a table is indexed by position or slice"):
            table[wrong]
    with pytest.raises(AttributeError):
        del table._rows
    assert table != list(table)
    renamed = Table("another name", table._columns, table)
    assert renamed == table
    assert hash(renamed) == hash(table)
    assert weakref.ref(table)() is table


def test_a_row_of_a_table_of_parts_has_the_fields_of_its_part_and_says_where_it_is(world: untip.Registry) -> None:
    (row,) = world.table("links")
    assert (row.record, row.kind, row.url) == (world.agencies["alpha"], "agency", "https://example.org/")
    assert repr(row) == "<Link alpha.links[0]>"


def test_filters_are_columns_and_take_names() -> None:
    assert [row.party for row in untip.table("participation", instrument="CEDAW", party="Nigeria")] == ["nga", "nga"]
    assert {row.action.value for row in untip.table("participation", action="accession")} == {"accession"}
    assert {row.record.id for row in untip.table("aliases", record="UNODC")} == {"unodc"}
    assert {one.type.value for one in untip.table("agencies", type="specialized-agency")} == {"specialized-agency"}


def test_a_table_is_filtered_by_its_column_of_names_too() -> None:
    assert untip.table("agencies", name="International Labour Organization").column("id") == ["ilo"]
    assert {row.record.id for row in untip.table("aliases", name="FYROM")} == {"mkd"}


@pytest.mark.parametrize(
    ("name", "filters", "paths"),
    [
        ("roles", {"who": "France"}, ["members[2]"]),
        ("roles", {"who": {"Alpha Organization", "fra"}, "role": "chair"}, ["members[0]"]),
        ("roles", {"who": {"alpha", "fra"}, "record": "The Group"}, ["members[0]", "members[2]"]),
        ("roles", {"period": None, "attested": None, "record": "group"}, ["members[2]"]),
        ("provisions", {"sdg_targets": "SDG 8.7"}, ["provisions[0]"]),
        ("activities", {"since": 2001}, ["activities[0]"]),
        ("activities", {"since_earliest": "2001-01-01"}, ["activities[0]"]),
        ("links", {"type": {"homepage", "record"}, "position": 0}, ["links[0]"]),
    ],
)  # fmt: skip
def test_a_filter_takes_what_filter_of_a_collection_takes(
    world: untip.Registry, name: str, filters: dict[str, Any], paths: list[str]
) -> None:
    assert [row.path for row in world.table(name, **filters)] == paths


def test_a_citation_is_found_by_its_source_and_a_redirect_by_where_it_leads(world: untip.Registry) -> None:
    cited = {record.id for record in world if any(one.source == "site" for one in record.citations)}
    assert {
        row.record.id for row in world.table("citations", source="The Site") if row.path[:9] == "citations"
    } == cited
    assert len(world.as_of("1980").table("roles", who="The Group")) == 0  # a record, but of a later time
    to = next(iter(untip.table("redirects"))).to
    name = untip.get(to).name  # type: ignore[union-attr]
    assert {row.to for row in untip.table("redirects", to=name)} == {to}


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (True, "boolean", True),
        (1, "boolean", None),
        (2.5, "number", 2.5),
        (Whole(2), "number", 2),
        (True, "number", None),
        ("x", "list", "x"),
        (b"x", "text", None),
        (date(2001, 1, 1), "date", date(2001, 1, 1)),
    ],
)  # fmt: skip
def test_a_column_of_each_type_takes_its_own_values(value: Any, kind: untip.tables.ColumnType, cell: object) -> None:
    assert _cell_of(value, kind) == cell


@pytest.mark.parametrize(
    ("name", "filters", "error", "said"),
    [
        ("citations", {"source": "The Sitte"}, untip.UnknownFieldError, "is not a record that source can name; did you mean"),
        ("roles", {"who": "zzz"}, untip.UnknownFieldError, "'zzz' is not a record that who can name"),
        ("citations", {"source": "alpha"}, untip.UsageError, "alpha is of kind agency; source names source"),
        ("relations", {"object": "zzz"}, untip.UnknownIdError, "zzz"),
        ("redirects", {"to": "zzz"}, untip.UnknownIdError, "zzz"),
        ("roles", {"who": 5}, untip.UsageError, "who=5: expected text, or a set of such"),
        ("links", {"type": {"homepage", "hompage"}}, untip.UnknownFieldError, "did you mean homepage"),
        ("links", {"url": ["x"]}, untip.UsageError, "url=['x']: expected text"),
        ("links", {"position": "0"}, untip.UsageError, "position='0': expected a whole number"),
        ("links", {"position": True}, untip.UsageError, "position=True: expected a whole number"),
        ("activities", {"since": "2001-13"}, untip.InvalidDateError, "2001-13"),
        ("activities", {"since_earliest": "2001"}, untip.UsageError, "since_earliest='2001': expected a day"),
    ],
)  # fmt: skip
def test_a_filter_that_no_row_could_meet_is_an_error(
    world: untip.Registry, name: str, filters: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        world.table(name, **filters)


@pytest.mark.parametrize(
    ("call", "near"),
    [
        (lambda: untip.table("agencie"), "agencies"),
        (lambda: untip.table("aliases", recor="unodc"), "record"),
        (lambda: untip.table("agencies", typ="x"), "type"),
        (lambda: untip.table("participation", instruments="cedaw"), "instrument"),
        (lambda: untip.tables.schema("alias"), "aliases"),
        (lambda: untip.table("links").column("rul"), "url"),
        (lambda: untip.table("links").to_dicts(["ur"]), "url"),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest(call: Any, near: str) -> None:
    with pytest.raises(untip.UnknownFieldError, match=near):
        call()


def test_a_kind_is_given_by_its_own_name_or_that_of_its_collection() -> None:
    assert untip.table("sdg_target") == untip.table("sdg_targets")
    assert untip.tables.schema("state") == untip.tables.schema("states")
    assert untip.table("identifiers", kind="states") == untip.table("identifiers", kind="state")
    assert untip.table("relations", object_kind={"states"}) == untip.table("relations", object_kind="state")


# ── files and frames ────────────────────────────────────────────────────────────────────────────────────────────────


def text_cell(value: Any) -> str:
    """Return a value as the documentation of `to_csv` says that a cell has it."""
    if isinstance(value, list):
        value = " | ".join(value)
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return (
        f"'{text}" if text[:1] and text[0] in "=+-@＝＋－＠﹦﹢﹣﹫−" and not isinstance(value, int | float) else text
    )


@pytest.mark.parametrize("name", FRAMES)
def test_csv_has_what_the_table_has(name: str) -> None:
    head, *lines = csv.reader(io.StringIO(whole(name).to_csv()))
    assert head == [column.name for column in untip.tables.schema(name)]
    assert lines == [[text_cell(value) for value in row.values()] for row in rows_of(name)]


def plain(value: Any, kind: str) -> Any:
    """Return a value of a frame as Python's own."""
    if value is None or (kind != "list" and (value != value or str(value) in ("<NA>", "NaT"))):
        return None
    if kind == "list":
        return list(value.tolist() if hasattr(value, "tolist") else value)  # those of pandas are arrays
    if kind == "date":
        return value.date() if hasattr(value, "date") else value
    return float(value) if kind == "number" else value


def assert_same(columns: tuple[Column, ...], wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    assert len(found) == len(wanted)
    names = [column.name for column in columns]
    assert all(list(row) == names for row in found)
    for name, kind in ((column.name, column.type) for column in columns):
        ours = [row[name] for row in wanted]
        theirs = [row[name] for row in found]
        if kind == "text" and theirs == ours:
            continue
        assert [plain(value, kind) for value in theirs] == [plain(value, kind) for value in ours], name


@needs("pandas")
@pytest.mark.parametrize("name", FRAMES)
def test_pandas_has_what_the_table_has(name: str) -> None:
    frame = whole(name).to_pandas()
    records = [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
    assert_same(untip.tables.schema(name), rows_of(name), records)
    dtypes = {"integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[us]", "list": "object"}
    for column in untip.tables.schema(name):
        if column.type in dtypes:
            assert str(frame[column.name].dtype) == dtypes[column.type]


@needs("polars")
@pytest.mark.parametrize("name", FRAMES)
def test_polars_has_what_the_table_has(name: str) -> None:
    import polars as pl

    frame = whole(name).to_polars()
    assert_same(untip.tables.schema(name), rows_of(name), frame.to_dicts())
    dtypes = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "boolean": pl.Boolean, "date": pl.Date}
    for column in untip.tables.schema(name):
        assert frame.schema[column.name] == (dtypes | {"list": pl.List(pl.String)})[column.type]


@needs("pyarrow")
@pytest.mark.parametrize("name", FRAMES)
def test_arrow_has_what_the_table_has(name: str) -> None:
    import pyarrow as pa

    table = whole(name).to_arrow()
    assert_same(untip.tables.schema(name), rows_of(name), table.to_pylist())
    for column in untip.tables.schema(name):
        field = table.schema.field(column.name)
        assert field.metadata[b"description"].decode() == column.text
        assert column.type != "date" or field.type == pa.date32()


@needs("pyarrow", "polars")
def test_frames_are_made_of_the_stream() -> None:
    import polars as pl
    import pyarrow as pa

    assert pa.table(untip.table("agencies")) == untip.agencies.to_arrow()
    assert pa.table(untip.agencies) == untip.agencies.to_arrow()
    assert pl.DataFrame(untip.table("agencies")).equals(untip.agencies.to_polars())


@needs("polars")
def test_the_stream_needs_polars_or_pyarrow_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    import polars as pl

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert pl.DataFrame(untip.table("links")).equals(untip.table("links").to_polars())


@needs("pandas", "polars", "pyarrow")
def test_columns_are_picked_in_the_order_asked_for() -> None:
    picked = ["name", "id"]
    assert list(untip.agencies.to_pandas(columns=picked)) == picked
    assert untip.agencies.to_polars(columns=picked).columns == picked
    assert untip.agencies.to_arrow(columns=picked).column_names == picked


@needs("pandas", "polars", "pyarrow")
@pytest.mark.parametrize("form", ["to_pandas", "to_polars", "to_arrow", "to_csv"])
@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("name", "columns must be a list of names, found 'name'"),
        (3, "columns must be a list of names, found 3"),
        (["id", "name", "id"], "columns: id is named twice; name it once"),
    ],
)
def test_columns_are_a_list_of_names_that_differ(form: str, columns: Any, message: str) -> None:
    with pytest.raises(untip.UsageError, match=re.escape(message)):
        getattr(untip.agencies, form)(columns=columns)


@needs("pandas")
def test_a_frame_of_no_columns_has_its_rows() -> None:
    assert untip.states.to_pandas(columns=[]).shape == (len(untip.states), 0)


def test_a_collection_of_mixed_kinds_has_the_shared_columns() -> None:
    mixed = untip.agencies[:2] | untip.instruments[:2]
    names = [column.name for column in mixed.table().columns]
    assert names[0] == "kind"
    assert {"id", "name"} < set(names)
    assert [row["kind"] for row in mixed.table().to_dicts()] == ["agency", "agency", "instrument", "instrument"]


PAIRS = list(itertools.combinations(KINDS.values(), 2))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(cls.kind for cls in pair))
def test_two_kinds_share_a_column_where_name_and_type_agree(pair: tuple[type[untip.Record], ...]) -> None:
    mixed = getattr(untip, pair[0].folder)[:2] | getattr(untip, pair[1].folder)[:2]
    types = [{one.name: one.type for one in untip.tables.schema(cls.folder)} for cls in pair]
    shared = {column.name: column.type for column in mixed.table().columns}
    assert shared.pop("kind") == "text"
    assert {"id", "name"} < shared.keys()
    for name, kind in shared.items():
        assert [its[name] for its in types] == [kind, kind]
        assert (f"{name}_earliest" in shared) == any(f"{name}_earliest" in its for its in types)


@needs("pandas", "polars", "pyarrow")
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(cls.kind for cls in pair))
def test_two_kinds_are_one_frame(pair: tuple[type[untip.Record], ...]) -> None:
    mixed = getattr(untip, pair[0].folder)[:2] | getattr(untip, pair[1].folder)[:2]
    assert mixed.to_polars()["id"].to_list() == list(mixed.ids)
    assert mixed.to_arrow().column("id").to_pylist() == list(mixed.ids)
    assert mixed.to_pandas()["id"].tolist() == list(mixed.ids)


@needs("pandas", "polars", "pyarrow")
def test_parties_signatories_and_members_are_frames() -> None:
    palermo = untip.parties("palermo-protocol"), untip.signatories("palermo-protocol")
    for found in (*palermo, untip.members("icat", on="2010-10-18")):
        assert set(found.to_polars()["kind"]) <= {"agency", "state"}
        assert found.to_arrow().num_rows == len(found.to_pandas()) == len(found)
        assert "successor" not in found.to_pandas()  # an agency has one, a State a list


def test_a_shared_column_has_the_values_of_every_kind() -> None:
    mixed = untip.agencies[:1] | untip.instruments[:1]
    values = {column.name: column.values for column in mixed.table().columns}["type"]
    assert {"media", "treaty"} < set(values)
    assert {column.name: column.values for column in mixed.table().columns}["name"] == ()


@pytest.mark.slow
@needs("duckdb")
def test_duckdb_has_every_table() -> None:
    import duckdb

    connection = duckdb.connect()
    untip.attach(connection)
    untip.attach(connection)  # once more: tables are replaced
    for name in NAMES:
        table = connection.table(f"untip.{name}")
        wanted = rows_of(name)
        assert table.columns == [column.name for column in untip.tables.schema(name)]
        found = [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
        assert_same(untip.tables.schema(name), wanted, found)
    query = (
        "SELECT count(*) FROM untip.participation p JOIN untip.states s ON p.party = s.id WHERE instrument = 'cedaw'"
    )
    ((count,),) = connection.sql(query).fetchall()
    states = {state.id for state in untip.states}
    assert count == sum(row.party in states for row in untip.table("participation", instrument="cedaw"))


@needs("duckdb")
def test_a_schema_of_duckdb_may_have_any_plain_name(world: untip.Registry) -> None:
    import duckdb

    connection = duckdb.connect()
    world.attach(connection, "select")
    assert connection.sql('SELECT count(*) FROM "select".agencies').fetchall() == [(3,)]
    for schema in ("a b", 'a"b', "", "é", None):
        with pytest.raises(untip.UsageError, match="a schema must be a plain name"):
            world.attach(connection, schema)  # type: ignore[arg-type]


def test_only_a_connection_of_duckdb_takes_tables(world: untip.Registry) -> None:
    for wrong in (sqlite3.connect(":memory:"), None, "untip.db"):
        with pytest.raises(untip.UsageError, match="expected a connection of DuckDB's"):
            world.attach(wrong)


@needs("duckdb")
def test_a_connection_that_takes_no_tables_is_refused(world: untip.Registry, tmp_path: Path) -> None:
    import duckdb

    duckdb.connect(tmp_path / "some.db").close()
    closed, fixed = duckdb.connect(), duckdb.connect(tmp_path / "some.db", read_only=True)
    closed.close()
    for connection in (closed, fixed):
        with pytest.raises(untip.UsageError, match="takes no tables; pass an open one that can be written") as caught:
            world.attach(connection)
        assert isinstance(caught.value.__cause__, duckdb.Error)


@needs("duckdb")
def test_duckdb_has_all_tables_or_those_from_before(world: untip.Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    def broken(records: Records, name: str, filters: Any) -> Any:
        if name == "states":
            raise KeyboardInterrupt
        return table(records, name, filters)

    connection = duckdb.connect()
    empty = untip.Registry()
    empty.attach(connection)
    with monkeypatch.context() as patched:
        patched.setattr(attach, "table", broken)
        with pytest.raises(KeyboardInterrupt):
            world.attach(connection)
        connection.begin()
        with pytest.raises(KeyboardInterrupt):
            world.attach(connection)
        connection.rollback()  # the transaction is the caller's
    assert connection.sql("SELECT count(*) FROM untip.agencies").fetchall() == [(0,)]
    connection.begin()
    world.attach(connection)
    connection.commit()
    assert connection.sql("SELECT count(*) FROM untip.agencies").fetchall() == [(3,)]
