"""Columns of PySpark and Dask, which stay where they are."""

from typing import Any

import pytest
from engines import needs
from hypothesis import given, settings
from hypothesis import strategies as st

import untip
from untip._resolve.answers import Resolver
from untip._resolve.columns import Find
from untip._resolve.engines import AROUND as AROUND_NAMES
from untip._resolve.engines import arrow_part
from untip._search.names import fold

# ── PySpark ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def spark() -> Any:
    import os
    import shutil
    import sys

    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("needs a JRE")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@needs("pyspark", "pyarrow")
@pytest.mark.filterwarnings("ignore")
def test_pyspark_answers_what_the_list_answers(spark: Any) -> None:
    values = ["UK", "S. Korea", None, "Laos", "Atlantis", "N/A", "The Gambia", "Zaire"] * 40
    frame = spark.createDataFrame(list(enumerate(values)), "number int, country string").repartition(3)
    found = untip.resolve(frame, "country", kind="state", to="alpha3", into="state")
    assert found.columns == ["number", "country", "state"]
    assert "ArrowEvalPython" in found._jdf.queryExecution().toString()  # lazy: the plan has the function
    got = sorted((row.number, row.country, row.state) for row in found.collect())
    assert got == [
        (place, *pair)
        for place, pair in enumerate(zip(values, untip.resolve(values, kind="state", to="alpha3"), strict=True))
    ]
    report = {row.value: row.count for row in untip.resolutions(frame, "country", kind="state")}
    assert report["UK"] == 40
    with pytest.raises(untip.UnknownFieldError):
        untip.resolve(frame, "contry", kind="state")


@needs("pyspark", "pyarrow")
def test_a_worker_of_pyspark_gets_a_function_of_an_arrow_array(spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow as pa

    functions = pytest.importorskip("pyspark.sql.functions")
    sent: list[Any] = []

    def kept(function: Any, kind: Any) -> Any:
        sent.append(function)
        return lambda column: functions.lit(None).cast(kind)

    monkeypatch.setattr(functions, "arrow_udf", kept)
    untip.resolve(spark.createDataFrame([("UK",)], "country string"), "country", kind="state")
    (batch,) = sent
    assert batch(pa.array(["UK", None, "Atlantis", "Laos"])).to_pylist() == ["gbr", None, None, "lao"]


AROUND = st.text(st.sampled_from(" _-+.,'\"()*\t\u00a0\u0301\u2019"), max_size=3)
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.sampled_from(["TH", "th", "THA", "NA", "n/a", "4", "004", "IPEC+", "Guinea-Bissau", "A/RES/55/25", "x" * 1001]),
    st.builds(
        lambda before, name, after: before + name + after,
        *(AROUND, st.sampled_from(["Viet Nam", "côte d'ivoire", "LAOS", "Ipec", "unodc", "Congo", "İran"]), AROUND),
    ),
)


@needs("pyarrow")
@pytest.mark.parametrize("kind", ["state", None])
@settings(max_examples=150, deadline=None)
@given(st.lists(VALUES, max_size=12))
def test_a_part_of_a_column_becomes_what_each_of_its_values_becomes_alone(
    kind: str | None, values: list[str | None]
) -> None:
    import pyarrow as pa

    records = untip.registry._records
    find = Find(records, Resolver(records, kind, None), False, None)
    for type_ in (pa.string(), pa.large_string()):
        found = arrow_part(pa.array(values, type_), find)
        assert found.type == pa.string()
        assert found.to_pylist() == [find([value])[0] for value in values]


@given(st.text())
def test_the_marks_around_a_name_and_its_capitals_do_not_change_what_it_is_found_by(text: str) -> None:
    if "+" not in text:
        small = "".join([sign.lower() if sign.isascii() else sign for sign in text.strip(AROUND_NAMES)])
        assert fold(small) == fold(text)


@needs("pyarrow")
def test_a_part_of_numbers_is_read_as_numbers() -> None:
    import pyarrow as pa

    records = untip.registry._records
    find = Find(records, Resolver(records, "state", None), True, None)
    assert arrow_part(pa.array([4, None, 764, 5]), find).to_pylist() == ["afg", None, "tha", None]


@needs("pyspark", "pyarrow")
@pytest.mark.filterwarnings("ignore")
def test_in_pyspark_the_type_of_a_column_decides_and_na_is_missing(spark: Any) -> None:
    frame = spark.createDataFrame([("TH", "4", 4), ("NA", "8", 8), ("FR", "764", 764)], "code string, t string, n int")

    def found(column: str) -> list[str | None]:
        answered = untip.resolve(frame.repartition(2, "n"), column, kind="state", into="id").collect()
        report = {row.value: row.id for row in untip.resolutions(frame, column, kind="state")}
        assert report == {row[column]: row.id for row in answered}
        return [row.id for row in sorted(answered, key=lambda row: int(row.n))]

    assert found("code") == ["tha", None, "fra"]
    assert found("t") == [None, None, "tha"]
    assert found("n") == ["afg", "alb", "tha"]


@needs("pyspark", "pyarrow")
def test_what_is_no_frame_of_pyspark_is_refused(spark: Any) -> None:
    with pytest.raises(untip.UsageError, match="expected a frame, found "):
        untip.resolve(spark, "country", kind="state")


# ── Dask ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@needs("dask", "pandas")
def test_a_column_of_dask_stays_lazy() -> None:
    import pandas as pd

    series = pd.Series(["UK", None, "Laos", "x"], name="country")
    column = pytest.importorskip("dask.dataframe").from_pandas(series, npartitions=2)
    found = untip.resolve(column, kind="state")
    assert type(found) is type(column)
    assert [value if isinstance(value, str) else None for value in found.compute()] == ["gbr", None, "lao", None]
    assert {row.value for row in untip.resolutions(column, kind="state")} == {"UK", "Laos", "x"}
    with pytest.raises(untip.UsageError, match="expected a frame, found "):
        untip.resolve(column, "country", kind="state")


@needs("dask", "pandas")
@pytest.mark.parametrize("parts", [1, 2, 3])
def test_in_dask_answers_do_not_depend_on_partitions(parts: int) -> None:
    import pandas as pd

    frame = pd.DataFrame({"code": ["NA", "TH", "FR", "764"], "t": ["4", "8", "x", "764"], "n": [4, 8, 1000, 764]})
    lazy = pytest.importorskip("dask.dataframe").from_pandas(frame, npartitions=parts)

    def found(column: str) -> list[str | None]:
        answered = untip.resolve(lazy, column, kind="state", into="id").compute()
        ids = [value if isinstance(value, str) else None for value in answered["id"]]
        alone = untip.resolve(lazy[column], kind="state").compute()
        assert ids == [value if isinstance(value, str) else None for value in alone]
        report = {row.value: row.id for row in untip.resolutions(lazy, column, kind="state")}
        assert report == dict(zip(frame[column], ids, strict=True))
        return ids

    assert found("code") == [None, "tha", "fra", "tha"]
    assert found("t") == [None, None, None, "tha"]
    assert found("n") == ["afg", "alb", None, "tha"]
