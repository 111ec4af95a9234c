"""Columns, texts and tables, each beside the engine's own work, as ratios within one run.

    python benchmarks/columns.py [--rows N …] [--only PART …] [--peers PYTHON]

Run it with an interpreter that has untip with its extras, PySpark and pycountry. `--peers` names an interpreter that
has country_converter and pandas before 3, with which country_converter does not start. Each case runs in a process of
its own, which does its steps in turns and keeps the fastest of each; times are seconds on the clock.
"""

import argparse
import functools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice, product
from typing import Any

import memory

ENGINES = ("polars", "polars-lazy", "pyarrow", "duckdb", "pandas", "pyspark")
SHARES = (0.01, 0.5)
NULLS = 0.02

# what stands around names in real lists: spaces, quotes, dots, brackets
BEFORE = ["", " ", "  ", "'", '"', "- ", "* ", ".", "\t", "( ", "_", "> "]
AFTER = ["", " ", "  ", ".", ",", ";", ":", "'", '"', " -", " )", "\t", "_", "..", " .", " ,"]
BAR = {0.01: 2.5, 0.5: 1.5, "pyspark": 2.0}


def names(count: int) -> list[str]:
    """Return distinct spellings of States' names: letters as they are, small and capital, with marks around them."""
    import untip

    known = [name for state in untip.states for name in (state.name, *(a.name for a in state.aliases if not a.lang))]
    known = [name for name in dict.fromkeys(known) if len(name) > 4 and untip.find(name, "state", default=None)]
    cased = dict.fromkeys(form for name in known for form in (name, name.lower(), name.upper(), name.swapcase()))
    made = (b + c + name + a + d for b, a, c, d, name in product(BEFORE, AFTER, BEFORE, AFTER, cased))
    found = list(dict.fromkeys(islice(made, int(count * 1.6) + 1000)))[:count]
    if len(found) < count:
        raise SystemExit(f"only {len(found)} of {count} distinct names could be made")
    return found


def column(rows: int, share: float) -> tuple[Any, list[str]]:
    """Return an Arrow column of so many rows, and its distinct values."""
    import numpy as np
    import pyarrow as pa

    distinct = names(int(rows * share))
    rng = np.random.default_rng(7)
    places = rng.integers(0, len(distinct), rows)
    places[: len(distinct)] = np.arange(len(distinct))
    rng.shuffle(places)
    null = rng.random(rows) < NULLS
    return pa.array(distinct).take(pa.array(places, mask=null)), distinct


def steps(engine: str, data: Any, ready: dict[str, str]) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return what an engine does with a ready dictionary, and the same by `untip.resolve`."""
    import pyarrow as pa

    import untip

    table = pa.table({"name": data})
    if engine == "polars":
        import polars as pl

        series = pl.Series("name", data)
        return (
            lambda: series.replace_strict(ready, default=None, return_dtype=pl.String),
            lambda: untip.resolve(series, kind="state"),
        )
    if engine == "polars-lazy":
        import polars as pl

        lazy = pl.DataFrame({"name": pl.Series(data)}).lazy()
        text, name = pl.String, pl.col("name")
        return (
            lambda: lazy.with_columns(name_id=name.replace_strict(ready, default=None, return_dtype=text)).collect(),
            lambda: untip.resolve(lazy, "name", kind="state").collect(),
        )
    if engine == "pyarrow":
        import pyarrow.compute as pc

        return (
            lambda: pc.take(pa.array(ready.values()), pc.index_in(data, pa.array(ready))),
            lambda: untip.resolve(data, kind="state"),
        )
    if engine == "pandas":
        import pandas as pd

        column = pd.Series(data.to_pandas(), dtype="str")
        return lambda: column.map(ready), lambda: untip.resolve(column, kind="state")
    if engine == "duckdb":
        import duckdb

        connection = duckdb.connect()
        relation = connection.from_arrow(table)

        def join() -> Any:
            known = connection.from_arrow(pa.table({"name": list(ready), "id": list(ready.values())}))
            ordered = relation.project("*, row_number() OVER () AS place")  # a join alone loses the order of rows
            return ordered.join(known, "name", how="left").order("place").to_arrow_table()

        return join, lambda: untip.resolve(relation, "name", kind="state").to_arrow_table()
    return spark_steps(table)


def spark_steps(table: Any) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return what PySpark does with a function that changes nothing, and the same by `untip.resolve`."""
    import pyarrow as pa
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import arrow_udf, col
    from pyspark.sql.types import StringType

    import untip

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "3g")
    for name, value in (("ui.enabled", "false"), ("sql.execution.arrow.pyspark.enabled", "true")):
        builder = builder.config(f"spark.{name}", value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.createDataFrame(table).repartition(4).cache()
    frame.count()

    def same(values: pa.Array) -> pa.Array:
        return values

    identity = arrow_udf(same, StringType())

    def write(found: Any) -> None:
        found.write.format("noop").mode("overwrite").save()

    return (
        lambda: write(frame.withColumn("name_id", identity(col("name")))),
        lambda: write(untip.resolve(frame, "name", kind="state")),
    )


def timed(step: Callable[[], Any]) -> float:
    """Return how long a step takes, in seconds."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def fold_all(distinct: list[str]) -> None:
    """Fold each distinct name once, in a plain loop."""
    from untip._search.names import fold

    for name in distinct:
        fold(name)


def resolve_case(engine: str, rows: int, share: float, what: str, rounds: int) -> dict[str, float]:
    """Return the times of one case: the engine's own mapping, folding, resolving; of `memory` the peak in MB."""
    import untip

    data, distinct = column(rows, share)
    if what == "memory":
        del distinct  # only the other cases need the texts of which the column was made
        _, own = steps(engine, data, {})
        timed(own)
        return {"peak": memory.peak()}
    ready = dict(zip(distinct, untip.resolve(distinct, kind="state"), strict=True))
    if None in ready.values():
        raise SystemExit("a name of the column was not found")
    theirs, ours = steps(engine, data, ready)
    best: dict[str, float] = {}
    for _ in range(rounds):
        for name, step in (("own", theirs), ("fold", lambda: fold_all(distinct)), ("resolve", ours)):
            best[name] = min(best.get(name, float("inf")), timed(step))
    return best | {"distinct": len(distinct)}


def child(*words: object, python: str = sys.executable) -> Any:
    """Return what a case in a process of its own prints."""
    command = [python, __file__, "--case", *map(str, words)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or ["failed"])[-1]}
    return json.loads(done.stdout.splitlines()[-1])


def say(*words: object) -> None:
    """Print a line at once, with the load of the machine."""
    print(*words, f"   [load {os.getloadavg()[0]:.1f}]", flush=True)


def part_resolve(rows: int, engines: tuple[str, ...]) -> None:
    """Print the times of resolving a column of so many rows on each engine."""
    print(f"\nresolve, {rows:,} rows: seconds of the engine's own mapping, folding the distinct names, resolve")
    for engine, share in product(engines, SHARES):
        found = child("resolve", engine, rows, share, "time", 3 if rows <= 1_000_000 else 2)
        if "error" in found:
            say(f"{engine:12} {share:4.0%}  {found['error']}")
            continue
        # PySpark collects nothing into this process, so that its peak would say nothing
        most = {} if engine == "pyspark" else child("resolve", engine, rows, share, "memory", 1)
        peak = f"peak {most['peak']:,.0f} MB" if "peak" in most else "peak not measured"
        alone = engine == "pyspark" or share < 0.1
        against = found["own"] + (0 if alone else found["fold"])
        bar = BAR["pyspark"] if engine == "pyspark" else BAR[share]
        ratio = found["resolve"] / against
        fold = found["fold"] / found["distinct"] * 1e6
        say(
            f"{engine:12} {share:4.0%}  own {found['own']:6.2f}  fold {found['fold']:6.2f} ({fold:.2f} µs a name)"
            f"  resolve {found['resolve']:6.2f}  = {ratio:4.2f} x (bar {bar})  {peak}"
        )


# ── peers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def peers_case(which: str) -> dict[str, float]:
    """Return microseconds a name of a peer on States' names as they stand: distinct names, each once."""
    listed = json.loads(sys.stdin.readline()) if which == "country_converter" else names(2000)
    if which == "country_converter":
        import logging

        import country_converter
        import pandas as pd

        logging.disable()
        converter = country_converter.CountryConverter()
        series = pd.Series(listed[:200])
        took = timed(lambda: converter.pandas_convert(series, to="ISO3", not_found=None))
        return {"us": took / 200 * 1e6}
    if which == "pycountry":
        import pycountry

        def look(name: str) -> str | None:
            try:
                return str(pycountry.countries.lookup(name.strip()).alpha_3)
            except LookupError:
                return None

        took = timed(lambda: {name: look(name) for name in dict.fromkeys(listed)})
        return {"us": took / len(listed) * 1e6}
    import untip

    untip.resolve(listed[:10], kind="state")
    return {"us": min(timed(lambda: untip.resolve(listed, kind="state")) for _ in range(5)) / len(listed) * 1e6}


def part_peers(python: str | None) -> None:
    """Print microseconds a distinct name, beside peers."""
    print("\na distinct name, microseconds (the distinct names once, as unique and map do)")
    ours = child("peers", "untip")["us"]
    say(f"untip              {ours:8.2f}")
    found = child("peers", "pycountry")
    say(f"pycountry          {found['us']:8.2f}  = {found['us'] / ours:,.0f} x" if "us" in found else found)
    if python is None:
        return
    command = [python, __file__, "--case", "peers", "country_converter"]
    given = json.dumps(names(200))
    done = subprocess.run(command, check=False, capture_output=True, text=True, input=given)  # noqa: S603 - our own
    if done.returncode:
        say("country_converter ", done.stderr.strip().splitlines()[-1])
        return
    theirs = json.loads(done.stdout.splitlines()[-1])["us"]
    say(f"country_converter  {theirs:8.2f}  = {theirs / ours:,.0f} x (bar 500)")


# ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def text_of(size: int, names: float) -> str:
    """Return a text of about so many characters: sentences of the records, of which a share keep the names in them.

    With half of the names it has some 5,000 a megabyte, as reports of the UN on trafficking have; with all 9,000.
    """
    import untip

    sentences = [
        text
        for kind in ("agencies", "instruments", "programs", "resources", "events", "findings", "statistics")
        for record in getattr(untip, kind)
        if (text := getattr(record, "summary", None) or getattr(record, "text", None))
    ]
    rng = random.Random(7)  # noqa: S311 - no secret
    made, length = [], 0
    plain = [_without_names(sentence) for sentence in sentences]
    while length < size:
        made.append(rng.choice(sentences if rng.random() < names else plain))
        length += len(made[-1]) + 1
    return "\n".join(made)


@functools.cache
def _without_names(sentence: str) -> str:
    import untip

    kept, last = [], 0
    for mention in untip.mentions(sentence):
        kept.append(sentence[last : mention.start])
        last = mention.end
    return "".join((*kept, sentence[last:]))


def mentions_case(megabytes: int, names: float) -> dict[str, float]:
    """Return the seconds of mentions with each engine, and of the engine alone."""
    import ahocorasick_rs

    import untip
    from untip._mentions.default import finder_of
    from untip._mentions.finder import DEFAULT_KINDS

    texts = [text_of(1_000_000, names) for _ in range(megabytes)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    fast = finder_of(untip.registry, DEFAULT_KINDS)
    slow = finder_of(untip.registry, DEFAULT_KINDS, fast=False)
    machine = ahocorasick_rs.AhoCorasick(sorted({name for name in fast.names if len(name) > 1}))

    def bare() -> int:
        return sum(len(machine.find_matches_as_indexes(text, overlapping=True)) for text in texts)

    best: dict[str, float] = {}
    for _ in range(2):
        best["bare"] = min(best.get("bare", 1e9), timed(bare))
        best["fast"] = min(best.get("fast", 1e9), timed(lambda: sum(len(fast.find(text)) for text in texts)))
    best["slow"] = timed(lambda: sum(len(slow.find(text)) for text in texts))
    return best | {"megabytes": size, "mentions": sum(len(fast.find(text)) for text in texts[:5]) / 5}


def part_mentions(megabytes: int) -> None:
    """Print the speed of finding names in texts."""
    print("\nmentions: the engine alone (overlapping matches of the same names), with the extra, without it")
    for names in (0.5, 1.0):
        _say_mentions(child("mentions", megabytes, names))


def _say_mentions(found: dict[str, Any]) -> None:
    if "error" in found:
        say(found["error"])
        return
    size = found["megabytes"]
    say(
        f"{size:.0f} MB, {found['mentions']:.0f} mentions a MB"
        f"  engine alone {found['bare']:.2f} s ({size / found['bare']:.0f} MB/s)"
        f"  with {found['fast']:.2f} s ({size / found['fast']:.0f} MB/s)"
        f" = {found['fast'] / found['bare']:.2f} x (bar 3)"
        f"  without {found['slow']:.2f} s = {found['slow'] / found['fast']:.2f} x (bar 4)"
    )


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def tables_case() -> dict[str, float]:
    """Return milliseconds of `to_pandas` of each table, and of a panel of 21 treaties and 80 years."""
    import untip

    for name in untip.tables.names():
        untip.table(name).to_pandas()  # records are read once
    found = {name: 1000 * timed(lambda name=name: untip.table(name).to_pandas()) for name in untip.tables.names()}
    treaties = list(dict.fromkeys(row.instrument for row in untip.table("participation")))[:21]
    found[f"panel of {len(treaties)} treaties and 80 years"] = 1000 * timed(
        lambda: untip.panel(treaties, "1946/2025").to_pandas()
    )
    return found


def part_tables() -> None:
    """Print milliseconds of each table."""
    print("\nto_pandas, milliseconds")
    for name, took in child("tables").items():
        say(f"{name:40} {took:8.1f}" if isinstance(took, float) else took)


CASES: dict[str, Callable[..., dict[str, float]]] = {
    "resolve": lambda engine, rows, share, what, rounds: resolve_case(
        engine, int(rows), float(share), what, int(rounds)
    ),
    "peers": peers_case,
    "mentions": lambda megabytes, names: mentions_case(int(megabytes), float(names)),
    "tables": tables_case,
}


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--only", nargs="+", choices=("resolve", "peers", "mentions", "tables"))
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--peers")
    parser.add_argument("--case", nargs="+", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.case:
        print(json.dumps(CASES[args.case[0]](*args.case[1:])))
        return
    asked = args.only or ("resolve", "peers", "mentions", "tables")
    if "resolve" in asked:
        for rows in args.rows:
            part_resolve(rows, tuple(args.engines))
    if "peers" in asked:
        part_peers(args.peers)
    if "mentions" in asked:
        part_mentions(args.megabytes)
    if "tables" in asked:
        part_tables()


if __name__ == "__main__":
    main()
