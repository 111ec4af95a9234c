"""Columns of every library: each answers what the list answers, in its order, and nothing else changes."""

from collections.abc import Callable
from typing import Any

import pytest
from engines import needs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import untip
from untip._resolve.answers import Resolver
from untip._resolve.columns import Find

NAMES = [
    name for state in untip.states for name in (state.name, state.alpha3, *(one.name for one in state.aliases)) if name
]
MISSING = ["", " ", "N/A", "NA", "n.a.", "None", "-", "null"]


@st.composite
def columns(draw: st.DrawFn) -> list[str | None]:
    """Columns of names as they are and spoilt, of strange texts, missing values and nulls, with duplicates."""
    strange = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    name = st.sampled_from(NAMES)
    spoilt = st.builds(
        lambda b, n, a: b + n + a, st.sampled_from(["", " ", "'", "The "]), name, st.sampled_from(["", ".", " 1", "*"])
    )
    value = st.one_of(name, name.map(str.upper), spoilt, strange, st.sampled_from(MISSING), st.none())
    pool = draw(st.lists(value, min_size=1, max_size=8))
    return draw(st.lists(st.sampled_from(pool), max_size=20))


RELAXED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def pandas_column(values: list[Any]) -> Any:
    import pandas as pd

    return pd.Series(values, dtype=object, name="country", index=[3 * place for place in range(len(values))])


def polars_column(values: list[Any]) -> Any:
    import polars as pl

    return pl.Series("country", values, dtype=pl.String)


def polars_categories(values: list[Any]) -> Any:
    import polars as pl

    return polars_column(values).cast(pl.Categorical)


def pandas_categories(values: list[Any]) -> Any:
    return pandas_column(values).astype("category")


def arrow_column(values: list[Any]) -> Any:
    import pyarrow as pa

    return pa.array(values, pa.string())


def arrow_dictionary(values: list[Any]) -> Any:
    return arrow_column(values).dictionary_encode()


def arrow_chunks(values: list[Any]) -> Any:
    import pyarrow as pa

    middle = len(values) // 2
    return pa.chunked_array([arrow_column(values[:middle]), arrow_column(values[middle:])], pa.string())


def arrow_dictionary_chunks(values: list[Any]) -> Any:
    return arrow_chunks(values).dictionary_encode()


def numpy_column(values: list[Any]) -> Any:
    import numpy as np

    return np.array([*values, None], dtype=object)[:-1]


def listed(column: Any) -> list[str | None]:
    """Return the values of a column with `None` for each null."""
    for method in ("to_pylist", "tolist", "to_list"):
        if hasattr(column, method):
            return [value if isinstance(value, str) else None for value in getattr(column, method)()]
    raise AssertionError(type(column))


KINDS_OF_COLUMN = [
    pytest.param(pandas_column, marks=needs("pandas")),
    pytest.param(pandas_categories, marks=needs("pandas")),
    pytest.param(polars_column, marks=needs("polars")),
    pytest.param(polars_categories, marks=needs("polars")),
    pytest.param(arrow_column, marks=needs("pyarrow")),
    pytest.param(arrow_dictionary, marks=needs("pyarrow")),
    pytest.param(arrow_chunks, marks=needs("pyarrow")),
    pytest.param(arrow_dictionary_chunks, marks=needs("pyarrow")),
    pytest.param(numpy_column, marks=needs("numpy")),
]


@pytest.mark.parametrize("make", KINDS_OF_COLUMN)
@RELAXED
@given(columns())
def test_a_column_answers_what_the_list_answers(make: Callable[[list[Any]], Any], values: list[str | None]) -> None:
    column = make(values)
    found = untip.resolve(column, kind="state")
    assert listed(found) == untip.resolve(values, kind="state")
    assert type(found).__module__.partition(".")[0] == type(column).__module__.partition(".")[0]
    if hasattr(column, "index") and hasattr(column, "name"):
        assert list(found.index) == list(column.index)
    if hasattr(column, "name"):
        assert found.name == column.name


@needs("pandas")
@pytest.mark.parametrize("dtype", ["string", "string[pyarrow]", "object", "category"])
def test_the_types_of_pandas(dtype: str) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    found = untip.resolve(pd.Series(["UK", None, "Laos", "x"], dtype=dtype), kind="state")
    assert listed(found) == ["gbr", None, "lao", None]
    if dtype.startswith("string"):
        assert found.dtype == dtype


@needs("pandas", "polars", "pyarrow")
def test_numbers_are_codes_without_their_zeros() -> None:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    for column in (
        pd.Series([4.0, 8.0, None]),
        pl.Series([4, 8, None]),
        pa.array([4, 8, None]),
        pd.Series([4, 8, 764]),
    ):
        assert listed(untip.resolve(column, kind="state"))[:2] == ["afg", "alb"]
    assert listed(untip.resolve(pl.Series([True, False]), kind="state")) == [None, None]


# ── frames ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(frame: Any) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the column names and rows of any frame, with `None` for each null."""
    library = type(frame).__module__.partition(".")[0]
    if library == "polars":
        frame = frame.lazy().collect()
        return frame.columns, frame.rows()
    if library == "pyarrow":
        return frame.column_names, [tuple(row.values()) for row in frame.to_pylist()]
    if library in ("duckdb", "_duckdb"):
        return list(frame.columns), frame.fetchall()
    if library == "dask":
        frame = frame.compute()
    clean = frame.astype(object).where(frame.notna(), None)
    return list(frame.columns), [tuple(row) for row in clean.itertuples(index=False)]


def pandas_frame(data: dict[str, list[Any]]) -> Any:
    import pandas as pd

    return pd.DataFrame(
        {"number": pd.Series(data["number"], dtype="int64"), "country": pd.Series(data["country"], dtype=object)}
    )


def polars_frame(data: dict[str, list[Any]]) -> Any:
    import polars as pl

    return pl.DataFrame(data, schema={"number": pl.Int64, "country": pl.String})


def polars_lazy(data: dict[str, list[Any]]) -> Any:
    return polars_frame(data).lazy()


def arrow_table(data: dict[str, list[Any]]) -> Any:
    import pyarrow as pa

    return pa.table({"number": pa.array(data["number"], pa.int64()), "country": arrow_column(data["country"])})


CONNECTIONS: list[Any] = []


def duckdb_relation(data: dict[str, list[Any]]) -> Any:
    import duckdb

    connection = duckdb.connect()
    CONNECTIONS.append(connection)  # some releases close it, and its relations, when nobody holds it any more
    return connection.from_arrow(arrow_table(data))


def dask_frame(data: dict[str, list[Any]]) -> Any:
    return pytest.importorskip("dask.dataframe").from_pandas(pandas_frame(data), npartitions=3)


FRAMES = [
    pytest.param(pandas_frame, marks=needs("pandas")),
    pytest.param(polars_frame, marks=needs("polars")),
    pytest.param(polars_lazy, marks=needs("polars")),
    pytest.param(arrow_table, marks=needs("pyarrow")),
    pytest.param(duckdb_relation, marks=needs("duckdb", "pyarrow")),
    pytest.param(dask_frame, marks=needs("dask", "pandas")),
]


@pytest.mark.parametrize("make", FRAMES)
@RELAXED
@given(columns())
def test_a_frame_gets_one_more_column_and_keeps_the_rest(
    make: Callable[[dict[str, Any]], Any], values: list[Any]
) -> None:
    data = {"number": list(range(len(values))), "country": values}
    frame = make(data)
    before = rows(frame)
    found = untip.resolve(frame, "country", kind="state", into="state")
    assert type(found) is type(frame)
    names, after = rows(found)
    assert names == [*before[0], "state"]
    assert [row[:-1] for row in after] == before[1]
    # no partition of Dask knows the others: there NA is missing, whatever stands around it
    asked = [None if value == "NA" and make is dask_frame else value for value in values]
    assert [row[-1] for row in after] == untip.resolve(asked, kind="state")
    assert rows(frame) == before


@pytest.mark.parametrize("make", FRAMES)
def test_a_frame_names_its_new_column(make: Callable[[dict[str, Any]], Any]) -> None:
    frame = make({"number": [1, 2, 3], "country": ["Laos", None, "UK"]})
    assert rows(untip.resolve(frame, "country", kind="state"))[0] == ["number", "country", "country_id"]
    names, found = rows(untip.resolve(frame, "country", kind="state", to="alpha3"))
    assert names[-1] == "country_alpha3"
    assert [row[-1] for row in found] == ["LAO", None, "GBR"]
    names, found = rows(untip.resolve(frame, "country", kind="state", into="country"))
    assert names == ["number", "country"]
    assert found == [(1, "lao"), (2, None), (3, "gbr")]


@pytest.mark.parametrize("make", FRAMES)
def test_a_frame_where_nothing_is_found_gets_nulls(make: Callable[[dict[str, Any]], Any]) -> None:
    for values in (["Atlantis", "Utopia"], [None, None], []):
        frame = make({"number": list(range(len(values))), "country": values})
        assert [row[-1] for row in rows(untip.resolve(frame, "country", kind="state"))[1]] == [None] * len(values)


@pytest.mark.parametrize("make", FRAMES)
def test_a_column_that_a_frame_lacks_is_refused_with_the_nearest(make: Callable[[dict[str, Any]], Any]) -> None:
    frame = make({"number": [1], "country": ["UK"]})
    with pytest.raises(untip.UnknownFieldError, match="country"):
        untip.resolve(frame, "contry", kind="state")


@needs("polars")
def test_a_lazy_frame_stays_lazy() -> None:
    import polars as pl

    runs = []

    def noted(frame: pl.DataFrame) -> pl.DataFrame:
        runs.append(frame.columns)
        return frame

    lazy = pl.LazyFrame({"country": ["UK", "Laos", "UK"], "other": [1, 2, 3]}).map_batches(noted)
    found = untip.resolve(lazy, "country", kind="state")
    assert len(runs) == 1  # for the distinct names
    assert isinstance(found, pl.LazyFrame)
    assert "replace_strict" in found.explain()
    assert len(runs) == 1
    assert found.collect()["country_id"].to_list() == ["gbr", "lao", "gbr"]
    assert len(runs) == 2


@needs("polars")
def test_frequent_and_rare_values_of_polars_are_the_same() -> None:
    import polars as pl

    often = ["UK", "Laos", None, "Atlantis"] * 50
    rare = [*often[:4], *(f"Laos{'.' * place}" for place in range(100))]
    for values in (often, rare):
        series = pl.Series("country", values)
        assert untip.resolve(series, kind="state").to_list() == untip.resolve(values, kind="state")


@needs("duckdb", "pyarrow")
def test_a_relation_of_duckdb_stays_lazy_in_order_and_with_strange_names() -> None:
    import duckdb

    connection = duckdb.connect()
    relation = connection.sql(
        """SELECT i AS "ROW", CASE i % 3 WHEN 0 THEN 'UK' WHEN 1 THEN 'Laos' END AS "a ""b" FROM range(10000) r(i)"""
    )
    found = untip.resolve(relation, 'a "b', kind="state", into="row")
    assert list(found.columns) == ["row", 'a "b']
    assert [row[0] for row in found.fetchall()] == [[*["gbr", "lao", None]][place % 3] for place in range(10000)]
    assert "JOIN" in found.explain().upper()


@needs("duckdb")
def test_duckdb_needs_no_other_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    import duckdb

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    connection = duckdb.connect()
    relation = connection.sql("SELECT * FROM (VALUES ('UK'), ('Cote d''Ivoire'), (NULL), ('x')) t(c)")
    assert [row[1] for row in untip.resolve(relation, "c", kind="state").fetchall()] == ["gbr", "civ", None, None]
    nothing = connection.sql("SELECT 'x' AS c")
    assert untip.resolve(nothing, "c", kind="state").fetchall() == [("x", None)]


@needs("polars")
@pytest.mark.parametrize("arrow", [True, False], ids=["with pyarrow", "without pyarrow"])
def test_a_polars_column_of_few_values_becomes_the_same_with_and_without_pyarrow(
    arrow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    import polars as pl

    if arrow:
        pytest.importorskip("pyarrow")
    else:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
    column = pl.Series("country", ["UK", None, "Laos", "nowhere"] * 50)
    found = untip.resolve(column, kind="state")
    assert found.name == "country"
    assert found.dtype == pl.String
    assert found.to_list() == ["gbr", None, "lao", None] * 50


@needs("pandas")
def test_a_frame_with_two_columns_of_one_name_is_refused() -> None:
    import pandas as pd

    with pytest.raises(untip.UsageError, match="2 columns"):
        untip.resolve(pd.DataFrame([["UK", "Laos"]], columns=["c", "c"]), "c", kind="state")


@needs("pandas")
def test_a_frame_without_heads_is_asked_by_the_number_of_its_column() -> None:
    import pandas as pd

    frame = pd.DataFrame([[1, "UK"], [2, "Laos"]])  # as read_csv(header=None) returns it
    found = untip.resolve(frame, 1, kind="state")
    assert (list(found), found["1_id"].tolist()) == ([0, 1, "1_id"], ["gbr", "lao"])
    assert [row.id for row in untip.resolutions(frame, frame.columns[1], kind="state")] == ["gbr", "lao"]
    with pytest.raises(untip.UnknownFieldError, match="2 is not a column of the frame; allowed are 0, 1"):
        untip.resolve(frame, 2, kind="state")
    with pytest.raises(untip.UsageError, match="a column must be a string, found True"):
        untip.resolve(frame, True, kind="state")


@pytest.mark.parametrize("own", [untip.table("states"), untip.states], ids=["table", "collection"])
@pytest.mark.parametrize("ask", [untip.resolve, untip.resolutions])
def test_a_table_of_our_own_is_to_be_made_a_frame(ask: Callable[..., Any], own: Any) -> None:
    for column in (None, "name"):
        with pytest.raises(untip.UsageError, match=r"is no frame; make it one with \.to_pandas\(\)"):
            ask(own, column, kind="state")


# ── reports of frames, columns of texts ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("make", FRAMES)
def test_the_report_is_that_of_the_list(make: Callable[[dict[str, Any]], Any]) -> None:
    values = ["UK", "UK", "N/A", None, "Atlantis", "Laos"]
    wanted = untip.resolutions(values, kind="state")
    found = untip.resolutions(make({"number": list(range(6)), "country": values}), "country", kind="state")
    assert sorted(found, key=lambda row: row.value) == sorted(wanted, key=lambda row: row.value)


@pytest.mark.parametrize("make", KINDS_OF_COLUMN)
def test_the_report_of_a_column_is_that_of_the_list(make: Callable[[list[Any]], Any]) -> None:
    values = ["UK", "UK", "N/A", None, "Atlantis", "Laos"]
    assert untip.resolutions(make(values), kind="state") == untip.resolutions(values, kind="state")


@needs("narwhals", "polars")
def test_another_library_goes_through_narwhals() -> None:
    import narwhals.stable.v2 as nw
    import polars as pl

    from untip._resolve import engines

    records = untip.registry._records
    find = Find(records, Resolver(records, "state", None), None, None)
    for values in (["UK", None, "x", "Laos"], ["x"], [None], []):
        series = pl.Series("c", values, dtype=pl.String)
        wanted = untip.resolve(values, kind="state")
        assert engines._other_column(series, find).to_list() == wanted
        frame = engines._other_frame(pl.DataFrame({"c": series}), "c", "id", find)
        assert frame["id"].to_list() == wanted
        lazy = engines._other_frame(pl.LazyFrame({"c": series}), "c", "id", find)
        assert lazy.collect()["id"].to_list() == wanted
    categories = pl.Series("c", ["UK", "x"]).cast(pl.Categorical)
    assert engines._other_column(categories, find).to_list() == ["gbr", None]
    assert untip.resolve(
        nw.from_native(pl.Series("c", ["UK"]), series_only=True).to_native(), kind="state"
    ).to_list() == ["gbr"]


@needs("narwhals")
@pytest.mark.parametrize("data", [7, {"a": 1}, {"a"}, object(), b"UK", None])
def test_what_is_no_column_is_refused(data: Any) -> None:
    with pytest.raises(untip.UsageError):
        untip.resolve(data, kind="state")
    with pytest.raises(untip.UsageError):
        untip.resolve(data, "country", kind="state")
    with pytest.raises(untip.UsageError):
        untip.resolutions(data, kind="state")


def neither() -> dict[str, Any]:
    """Return things of each library that are neither a column nor a frame."""
    import duckdb
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    return {
        "pandas": pd.Timestamp("2000-01-01"),
        "polars": pl.col("country"),
        "pyarrow": pa.string(),
        "numpy": np.random.default_rng(0),
        "duckdb": duckdb.connect(),
    }


@needs("pandas", "polars", "pyarrow", "duckdb", "numpy")
@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow", "numpy", "duckdb"])
@pytest.mark.parametrize("ask", [untip.resolve, untip.resolutions])
def test_what_a_library_has_besides_columns_and_frames_is_refused(ask: Callable[..., Any], library: str) -> None:
    thing = neither()[library]
    with pytest.raises(untip.UsageError):
        ask(thing, kind="state")
    with pytest.raises(untip.UsageError):
        ask(thing, "country", kind="state")


@pytest.mark.parametrize("make", FRAMES)
@pytest.mark.parametrize("ask", [untip.resolve, untip.resolutions])
def test_a_frame_needs_the_name_of_its_column(make: Callable[[dict[str, Any]], Any], ask: Callable[..., Any]) -> None:
    frame = make({"number": [1], "country": ["UK"]})
    if "dask" in type(frame).__module__:
        pytest.skip("a frame of Dask is seen only when it is computed")
    with pytest.raises(untip.UsageError, match="expected a list, a Series"):
        ask(frame, kind="state")


@pytest.mark.parametrize("make", KINDS_OF_COLUMN)
def test_a_column_is_no_frame(make: Callable[[list[Any]], Any]) -> None:
    with pytest.raises(untip.UsageError, match="expected a frame, found "):
        untip.resolve(make(["UK"]), "country", kind="state")


@needs("numpy", "pandas", "pyarrow")
def test_values_that_are_several_each_are_refused() -> None:
    import numpy as np
    import pyarrow as pa

    nested = [["UK"], ["Laos"]]
    for column in (np.array(nested), np.array("UK"), np.float64(4), pa.array(nested), pa.chunked_array([nested])):
        for ask in (untip.resolve, untip.resolutions):
            with pytest.raises(untip.UsageError):
                ask(column, kind="state")


@needs("numpy", "pandas")
def test_a_list_among_other_values_is_null() -> None:
    import numpy as np
    import pandas as pd

    values = [["UK"], "UK", None, {"a": 1}]
    assert untip.resolve(values, kind="state") == [None, "gbr", None, None]
    for column in (numpy_column(values), pd.Series(values), pd.DataFrame({"c": values})["c"]):
        assert listed(untip.resolve(column, kind="state")) == [None, "gbr", None, None]
        report = untip.resolutions(column, kind="state")
        assert {row.value: row.id for row in report} == {"UK": "gbr", "['UK']": None, "<dict of 1>": None}
    assert untip.resolve(np.array([True, "UK"], dtype=object), kind="state").tolist() == [None, "gbr"]


@needs("polars")
@pytest.mark.parametrize("values", [[["UK"]], [{"a": "UK"}], [object()]])
def test_a_polars_column_of_lists_or_records_is_refused(values: list[Any]) -> None:
    import polars as pl

    series = pl.Series("c", values)
    for ask in (untip.resolve, untip.resolutions):
        with pytest.raises(untip.UsageError, match="expected a column of texts or numbers, found one of "):
            ask(series, kind="state")
        with pytest.raises(untip.UsageError, match="expected a column of texts or numbers, found one of "):
            ask(pl.DataFrame({"c": series}), "c", kind="state")
    with pytest.raises(untip.UsageError, match="expected a column of texts or numbers, found one of "):
        untip.resolve(pl.LazyFrame({"c": series}), "c", kind="state")


@needs("pandas")
def test_an_index_and_an_array_of_pandas_are_columns() -> None:
    import pandas as pd

    for dtype in ("string", "category", object):
        index = pd.Index(["UK", None, "x"], name="country", dtype=dtype)
        found = untip.resolve(index, kind="state")
        assert (type(found), found.name, listed(found)) == (pd.Index, "country", ["gbr", None, None])
        assert listed(untip.resolve(index.array, kind="state")) == ["gbr", None, None]


@needs("pyarrow")
def test_views_of_texts_are_columns_of_arrow() -> None:
    import pyarrow as pa

    if not hasattr(pa, "string_view"):
        pytest.skip("a release without views")
    assert untip.resolve(pa.array(["UK", None], pa.string_view()), kind="state").to_pylist() == ["gbr", None]


@needs("narwhals", "polars")
def test_the_report_of_a_frame_of_another_library_goes_through_narwhals() -> None:
    import narwhals.stable.v2 as nw
    import polars as pl

    frame = pl.DataFrame({"country": ["UK", "UK", "Atlantis"]})
    for other in (nw.from_native(frame), nw.from_native(frame.lazy())):
        found = untip.resolutions(other, "country", kind="state")
        assert [(row.value, row.count, row.id) for row in found] == [("UK", 2, "gbr"), ("Atlantis", 1, None)]
        with pytest.raises(untip.UnknownFieldError, match="did you mean country"):
            untip.resolutions(other, "contry", kind="state")
    with pytest.raises(untip.UsageError):
        untip.resolutions(object(), "country", kind="state")
