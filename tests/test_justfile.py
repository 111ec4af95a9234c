"""The recipes of the justfile: each is in the list for contributors, and runs what is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
JUSTFILE = (ROOT / "justfile").read_text(encoding="utf-8")
RECIPE = re.compile(r"^# (.+)\n([a-z][a-z-]*)([^:\n]*):", re.MULTILINE)
PATHS = re.compile(r"(?<![\w./-])(?:tools|benchmarks|tests|docs|src|\.ci)/?[\w/.-]*")
MUTANTS = re.compile(r"just mutants ([a-z_/]+) ([a-z_/. ]+)")
MADE = ("docs/_build",)
"""What a recipe itself makes."""


def test_contributors_are_told_of_every_recipe() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `just ([a-z-]+)[^`]*` \| (.+) \|$", page, re.MULTILINE)
    assert listed == [(name, about) for about, name, _ in RECIPE.findall(JUSTFILE) if name != "default"]


def test_every_path_that_a_recipe_names_is_there() -> None:
    lines = [line for line in JUSTFILE.splitlines() if line.startswith(" ") and "{{ MODULE }}" not in line]
    paths = {path for line in lines for path in PATHS.findall(line)} - {*MADE}
    assert {"tools/docs.py", "benchmarks/publish.py", "tests/properties", ".ci/run"} <= paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_every_example_of_mutation_tests_names_a_module_and_tests_that_are_there() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("justfile", "CONTRIBUTING.md", "docs/mutation.md")]
    found = [MUTANTS.findall(text) for text in texts]
    assert all(found)
    paths = {f"src/untip/{module}.py" for examples in found for module, _ in examples}
    paths |= {path for examples in found for _, tests in examples for path in tests.split()}
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_the_site_is_measured_with_what_builds_it() -> None:
    bench = next(line for line in JUSTFILE.splitlines() if "benchmarks/publish.py" in line)
    assert " jinja2 " in bench
