"""One class in the schema makes a kind: a toy one, declared in a copy of the package, is known everywhere."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

TOY = '''
@schema_class
class Toy(Record):
    """A thing that children play with."""

    kind: ClassVar[str] = "toy"
    folder: ClassVar[str] = "toys"

    made: PartialDate | None = declare("When it was made.", default=None, happens=Happening.LAUNCHED)
    maker: Id | None = declare(
        "Id of the agency that made it.", default=None, names=Names("maker", "toys_made", ("agency",))
    )

    @property
    def lifespan(self) -> Interval:
        """From its making on."""
        return Interval.between(self.made, None, open_end=True)


'''
"""All that is edited by hand."""

TOP = """\
name: "Spinning Top"
summary: "A top that a child spins."
made: "2005-06"
maker: unicef
citations:
  - {source: icat-2010, lines: "1", supports: [name, made, maker]}
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with the class, one file of data, and what the generator writes."""
    copy = tmp_path_factory.mktemp("toy")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tools", copy / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    schema = copy / "src" / "untip" / "schema.py"
    before, kinds, after = schema.read_text(encoding="utf-8").partition("KINDS: Mapping")
    assert kinds
    schema.write_text(before.rstrip() + "\n\n" + TOY + kinds + after, encoding="utf-8")
    top = copy / "src" / "untip" / "data" / "toys" / "spinning-top.yaml"
    top.parent.mkdir()
    top.write_text(TOP, encoding="utf-8")
    python(copy, str(copy / "tools" / "generate.py"))
    return copy


def python(copy: Path, *command: str) -> str:
    """Run Python with the copy's package, and return what it prints."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(copy / "src"), "PYTHONUTF8": "1", "COLUMNS": "80"}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, env=env, cwd=copy, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def value(copy: Path, expression: str) -> Any:
    """Return the value of an expression, by way of JSON."""
    code = f"import json, pickle, untip, untip.schema as schema; print(json.dumps({expression}))"
    return json.loads(python(copy, "-W", "error", "-c", code))


def cli(copy: Path, *words: str) -> str:
    return python(copy, "-m", "untip", *words)


def test_the_package_is_that_of_the_copy(copy: Path) -> None:
    assert Path(value(copy, "untip.__file__")) == copy / "src" / "untip" / "__init__.py"


def test_the_face_has_its_class_and_its_collection(copy: Path) -> None:
    assert value(copy, "[name in dir(untip) for name in ('Toy', 'toys')]") == [True, True]
    assert value(copy, "[name in untip.__all__ for name in ('Toy', 'toys')]") == [True, True]
    assert value(copy, "repr(untip.toys)") == "<1 toys: spinning-top>"
    assert value(copy, "untip.toys['spinning-top'].name") == "Spinning Top"
    assert value(copy, "[untip.Toy.__module__, untip.Toy.__name__]") == ["untip.schema", "Toy"]
    assert value(copy, "untip.toys is untip.registry.toys")


def test_type_checkers_know_it(copy: Path) -> None:
    stub = (copy / "src" / "untip" / "__init__.pyi").read_text(encoding="utf-8")
    registry = (copy / "src" / "untip" / "_registry" / "registry.py").read_text(encoding="utf-8")
    assert "from untip.schema import Toy as Toy\n" in stub
    assert "toys: Final[Collection[Toy]]\n" in stub
    assert "def toys(self) -> Collection[Toy]: ...\n" in registry
    assert 'def find(self, name: str, kind: Literal["toy"]) -> Toy: ...\n' in registry
    assert python(copy, str(copy / "tools" / "generate.py"), "--check") == "up to date\n"


def test_it_is_looked_up(copy: Path) -> None:
    assert value(copy, "untip.get('spinning-top').kind") == "toy"
    assert value(copy, "untip.find('spinning TOP', kind='toy').id") == "spinning-top"
    assert value(copy, "untip.search('a child', kinds=('toy',))[0].field") == "summary"
    assert value(copy, "untip.search('spinning top')[0].record.id") == "spinning-top"
    assert value(copy, "untip.toys.filter(maker='unicef').dated('made', '2005').ids") == ["spinning-top"]


def test_it_is_related_both_ways(copy: Path) -> None:
    assert value(copy, "untip.related('spinning-top', 'maker').ids") == ["unicef"]
    assert value(copy, "untip.related('unicef', 'toys_made').ids") == ["spinning-top"]
    assert value(copy, "'toys_made' in untip.related('unicef')")
    assert value(copy, "[m.record.id for m in untip.search('top', agency='unicef', kinds=('toy',))]") == [
        "spinning-top"
    ]


def test_it_stands_in_time(copy: Path) -> None:
    told = "[[str(e.date), e.what.value, e.record.id] for e in untip.timeline('2005', '2006', kinds=('toy',))]"
    assert value(copy, told) == [["2005-06", "launched", "spinning-top"]]
    assert value(copy, "'toy' in {entry.record.kind for entry in untip.timeline('2005', '2006')}")
    assert value(copy, "[untip.as_of(day).toys.ids for day in ('2004', '2006')]") == [[], ["spinning-top"]]


def test_it_goes_in_and_out(copy: Path) -> None:
    data = value(copy, "untip.to_dict('spinning-top')")
    assert list(data)[:2] == ["kind", "id"]
    assert data["made"] == "2005-06"
    again = "untip.from_dict(untip.Toy, untip.to_dict('spinning-top')) == untip.toys[0]"
    assert value(copy, again)
    assert value(copy, "untip.from_dict(untip.Record, untip.to_dict('spinning-top')) == untip.toys[0]")
    assert value(copy, "untip.loads(untip.dumps('spinning-top', 'yaml'), untip.Toy, 'yaml') == untip.toys[0]")
    assert value(copy, "pickle.loads(pickle.dumps(untip.toys)) == untip.toys")
    assert value(copy, "untip.toys.to_csv().splitlines()[0].split(',')")[:9] == [
        *("id", "name", "acronym", "ambiguous_names", "summary", "made", "made_earliest", "made_latest", "maker"),
    ]


def test_it_has_a_json_schema(copy: Path) -> None:
    schema = value(copy, "untip.json_schema(untip.Toy)")
    assert (schema["title"], schema["description"]) == ("Toy", "A thing that children play with.")
    assert schema["properties"]["maker"]["description"] == "Id of the agency that made it."
    assert schema["required"] == ["name"]


def test_the_command_line_knows_it(copy: Path) -> None:
    for name in ("toys", "toy"):
        assert "spinning-top" in cli(copy, "list", name)
    assert "made: 2005-06" in cli(copy, "show", "spinning top")
    assert "made\n    When it was made." in cli(copy, "schema", "toy")
    assert "toy (in toys)" in cli(copy, "schema")
    assert json.loads(cli(copy, "find", "spinning top", "--kind", "toy", "--json"))["maker"] == "unicef"
    assert "launched" in cli(copy, "timeline", "--kind", "toy")


def test_its_files_are_checked_as_all_are(copy: Path, tmp_path: Path) -> None:
    assert cli(copy, "validate") == "valid\n"
    top = copy / "src" / "untip" / "data" / "toys" / "spinning-top.yaml"
    assert cli(copy, "fmt", "--check", str(top)) == ""
    wrong = tmp_path / "toys" / "top.yaml"
    wrong.parent.mkdir()
    wrong.write_text('name: "Top"\nmade: "2005-13"\nmaker: fra\nmakr: unicef\n', encoding="utf-8")
    problems = value(copy, f"[[p.line, p.field] for p in untip.validate({str(tmp_path)!r})]")
    assert problems == [[2, "made"], [4, "makr"]]
    wrong.write_text('name: "Top"\nmaker: fra\n', encoding="utf-8")
    problems = value(copy, f"[p.message for p in untip.validate({str(tmp_path)!r}) if p.field == 'maker']")
    assert len(problems) == 2, "of a wrong kind, and without a citation"


COMPILED = """
import untip
from untip._store.compiled import CompiledStore, Part
from untip._store.compiling import compile_parts

parts = compile_parts(untip.registry._records.store)
store = CompiledStore(parts.__getitem__)
assert (store.ids("toy"), store.kind_of("spinning-top")) == (("spinning-top",), "toy")
assert store.record("toy", "spinning-top") == untip.toys["spinning-top"]
part = Part(parts["toy.part"])
print(*part.ids)
print(part.line("spinning-top").decode())
"""


def test_it_is_compiled_into_a_wheel(copy: Path) -> None:
    ids, record = python(copy, "-c", COMPILED).splitlines()
    assert ids == "spinning-top"
    assert json.loads(record)["made"] == "2005-06"
