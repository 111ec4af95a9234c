"""Optional libraries: none is imported by the package, and a missing one is an error that names the command."""

import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.metadata import requires
from pathlib import Path

import pytest

import untip
from untip._mentions.scan import automaton

OPTIONAL = (
    "pandas",
    "polars",
    "pyarrow",
    "duckdb",
    "narwhals",
    "rapidfuzz",
    "ahocorasick_rs",
    "numpy",
    "dask",
    "pyspark",
)


class Stranger:
    """Neither a column nor a frame."""


@pytest.mark.parametrize(
    ("module", "extra", "call"),
    [
        ("pandas", "pandas", untip.agencies.to_pandas),
        ("pandas", "pandas", lambda: untip.table("links").to_pandas()),
        ("polars", "polars", untip.agencies.to_polars),
        ("pyarrow", "arrow", untip.agencies.to_arrow),
        ("narwhals", "frames", lambda: untip.resolve(Stranger(), kind="state")),
        ("narwhals", "frames", lambda: untip.resolve(Stranger(), "country", kind="state")),
        ("ahocorasick_rs", "text", lambda: automaton(["a name"], [])),
        ("rapidfuzz", "fuzzy", lambda: untip.resolve(["Thailnd"], kind="state", fuzzy=85)),
    ],
)
def test_a_missing_library_is_an_error_that_names_the_command(
    module: str, extra: str, call: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(untip.MissingExtraError) as caught:
        call()
    assert isinstance(caught.value, ImportError)
    assert f"pip install 'untip[{extra}]'" in str(caught.value)


def test_mentions_need_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("untip._mentions.default.find_spec", lambda _: None)
    assert [one.text for one in untip.mentions("UNODC and ILO", kinds=("agency",))] == ["UNODC", "ILO"]


@pytest.mark.slow
def test_using_the_package_imports_no_optional_library() -> None:
    code = (
        "import sys, untip\n"
        "untip.resolve(['UK', 'Laos'], kind='state'); untip.table('links').to_csv(); untip.find('UNODC')\n"
        "untip.panel('cedaw', '2000'); untip.party_counts('cedaw'); untip.resolutions(['UK'], kind='state')\n"
        f"print(sorted({set(OPTIONAL)!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_what_runs_without_extras_needs_three_libraries() -> None:
    plain = [one for one in requires("untip") or [] if "extra ==" not in one]
    assert sorted(one.split(">=")[0].strip() for one in plain) == ["attrs", "cattrs", "pyyaml"]


def test_each_extra_is_one_library_and_all_is_all() -> None:
    path = Path(__file__).parent.parent / "pyproject.toml"
    if not path.exists():
        pytest.skip("no checkout")
    project = tomllib.loads(path.read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    # publish.md's extras, such as plots, may need several
    engines = {name: extras[name] for name in ("pandas", "polars", "arrow", "duckdb", "frames", "fuzzy", "text")}
    assert {name: len(found) for name, found in engines.items()} == dict.fromkeys(engines, 1)
    (everything,) = extras["all"]
    assert set(engines) <= set(everything.removeprefix("untip[").removesuffix("]").split(","))
    engine_group = project["dependency-groups"]["engines"]
    assert sorted(engine_group) == sorted(one for found in engines.values() for one in found)


def test_the_lowest_versions_are_those_that_the_extras_ask_for() -> None:
    path = Path(__file__).parent.parent / "pyproject.toml"
    if not path.exists():
        pytest.skip("no checkout")
    extras = tomllib.loads(path.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    asked = dict(one.split(">=") for name, found in extras.items() if name != "all" for one in found)
    lines = (Path(__file__).parent / "lowest.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if not line.startswith("#"))
    for name, version in asked.items():
        if name in pinned:
            numbers = version.split(".")
            assert pinned[name].split(".")[: len(numbers)] == numbers, name
