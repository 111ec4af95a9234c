"""The floors of the house: every module imports from floors below its own only, and nothing goes round in a circle."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import untip

FLOORS = (
    *("_version", "_errors", "_edtf", "_dates", "_vocab", "_check", "_base", "schema"),  # what a record is
    *("_convert", "_strict", "_formats"),  # plain data and text, in and out
    *("_names", "_spelt", "_spelt_around", "_spelt_words", "_spelt_numbers", "_spelling"),  # names as people write them
    *("_words", "_match", "_relations", "_treaties", "_index"),  # what follows from single records
    *("_tables", "_store", "_compiled", "_files", "_canonical", "_rules", "_load"),  # where records come from
    *("_describe", "_provenance", "_asof", "_timeline", "_query", "_export", "_cite", "_search"),  # questions
    *("_collection", "_shelf", "_reading", "_standing", "_registry", "_face"),  # what answers them
    *("_show", "_verbs", "_cli", "__main__"),  # the command line
)
HOUSE = Path(untip.__file__).parent
FACE = "__init__"
"""The face stands above every floor and imports nothing when it runs."""


class Imports(ast.NodeVisitor):
    """The modules of the package that a module imports when it runs: inside functions too, not for type checkers."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for inner in node.orelse:
                self.visit(inner)
        else:
            self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, "imports are absolute"
        if node.module == "untip":
            names = {alias.name for alias in node.names}
            self.found |= {name if (HOUSE / f"{name}.py").exists() else FACE for name in names}
        elif node.module is not None and node.module.startswith("untip."):
            self.found.add(node.module.removeprefix("untip."))

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name.partition(".")[0] == "untip":
                self.found.add(alias.name.removeprefix("untip").removeprefix(".") or FACE)


def imports(module: str) -> set[str]:
    visitor = Imports()
    visitor.visit(ast.parse((HOUSE / f"{module}.py").read_text(encoding="utf-8")))
    return visitor.found


def modules() -> Iterator[str]:
    return (path.stem for path in HOUSE.glob("*.py"))


def test_every_module_has_its_floor() -> None:
    assert sorted(modules()) == sorted((*FLOORS, FACE))
    assert [path.name for path in HOUSE.iterdir() if (path / "__init__.py").exists()] == []


@pytest.mark.parametrize("module", FLOORS)
def test_a_module_imports_from_below_only(module: str) -> None:
    below = {*FLOORS[: FLOORS.index(module)], FACE}
    assert imports(module) <= below


def test_the_face_imports_nothing_when_it_runs() -> None:
    assert imports(FACE) == set()


def test_imports_inside_functions_are_seen_and_those_for_type_checkers_are_not() -> None:
    visitor = Imports()
    visitor.visit(
        ast.parse(
            "def f():\n    from untip import _asof, __version__\n    import untip.schema\n    import untip\n"
            "if TYPE_CHECKING:\n    from untip._face import registry\nelse:\n    from untip._base import make\n"
            "if True:\n    import os, yaml\n"
        )
    )
    assert visitor.found == {"_asof", FACE, "schema", "_base"}


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("yaml", {"_strict", "_canonical"}),
        ("cattrs", {"_convert"}),
        ("attrs", {"_base"}),
        ("sqlite3", {"_index"}),
        ("argparse", {"_cli", "_verbs"}),
        ("csv", {"_tables", "_export"}),
    ],
)
def test_what_is_costly_or_dangerous_is_imported_in_one_place(package: str, allowed: set[str]) -> None:
    users = {
        module
        for module in modules()
        for node in ast.walk(ast.parse((HOUSE / f"{module}.py").read_text(encoding="utf-8")))
        for name in outside(node)
        if name.partition(".")[0] == package
    }
    assert users == allowed


def outside(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module is not None:
        yield node.module
