"""The optional libraries that tests run with: all that are installed, and in CI all that must be."""

import os
from importlib.util import find_spec

import pytest

NEEDED = {
    "all": {"pandas", "polars", "pyarrow", "duckdb", "narwhals", "rapidfuzz", "ahocorasick_rs"},
    "cluster": {"pyspark", "dask"},
}


def installed(*libraries: str) -> bool:
    """Return whether libraries are installed; those that CI names in `UNTIP_ENGINES` must be."""
    missing = {library for library in libraries if find_spec(library) is None}
    must = {library for name in os.environ.get("UNTIP_ENGINES", "").split() for library in NEEDED[name]}
    assert not missing & must, f"not installed: {missing & must}"
    return not missing


def needs(*libraries: str) -> pytest.MarkDecorator:
    """Return the mark of a test that is skipped where a library is not installed."""
    return pytest.mark.skipif(not installed(*libraries), reason=f"needs {', '.join(libraries)}")
