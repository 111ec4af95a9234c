"""The rooms of the package: each imports only from rooms before it, and inside a room nothing goes round in a circle."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import untip

PACKAGE = Path(untip.__file__).parent

ROOMS = (
    *("_version", "_text", "errors", "dates", "_schema", "_show", "schema"),  # what a record is
    *("_formats", "_search", "_store", "tables", "_registry"),  # texts, names, where records live, questions
    *("_resolve", "_mentions"),  # columns and texts
    *("_export", "plots", "publish"),  # other formats, figures, and the site
    *("_cli", "__main__"),
    *("_hypothesis", "_pyinstaller"),  # what other programs load by entry points
)
"""Every room or module beside the face, each after what it may import from."""

LATE = {
    # 35 ms with pathlib and csv, and an installed package has no files to read
    ("_registry.own", "_store.folder"),
    # 5 ms with search, tables and the formats of files, and looking records up asks nothing
    ("_registry.collection", "_registry.questions"),
    # 1 ms, and a lookup by id has no use for an index
    ("_store.compiled", "_search.index"),
    ("_store.compiled", "_search.names"),
    # 2 ms with html, and most runs show nothing
    ("schema", "_show.screen"),
    ("schema", "_show.page"),
    ("_registry.collection", "_show.listing"),
    ("tables._table", "_show.listing"),
    # it needs altair, which is an extra
    ("plots", "plots._figure"),
    ("plots._look", "plots._figure"),
    # 40 and 100 ms, and only one command needs each
    ("_cli.commands", "_export.export"),
    ("_cli.commands", "publish"),
}
"""Imports of the package's own modules inside functions: each needs a reason that was measured."""

FOREIGN = {
    "yaml": {"_formats.yaml_reader", "_store.canonical"},
    "cattrs": {"_formats.converter"},
    "argparse": {"_cli.arguments", "_cli.commands", "_cli.columns", "_cli.completion", "_cli.readers", "_cli.rows"},
    "csv": {"_store.tables", "tables._table", "_cli.rows"},
}
"""Modules that may import what is costly or dangerous."""


def modules() -> dict[str, Path]:
    """Return the file of each module by its name inside the package; the face's name is empty."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


class Import(NamedTuple):
    """One import in a module."""

    name: str
    """The module: of the package by its name inside it, any other as `/name`."""
    late: bool
    """Whether it stands in a function."""
    typing: bool
    """Whether only type checkers read it."""


class Imports(ast.NodeVisitor):
    """Collects the imports anywhere in a module."""

    def __init__(self) -> None:
        self.found: list[Import] = []
        self._late = self._typing = False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before, self._late = self._late, True
        self.generic_visit(node)
        self._late = before

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef  # type: ignore[assignment]

    def visit_If(self, node: ast.If) -> None:
        before = self._typing
        self._typing = before or (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
        for inner in node.body:
            self.visit(inner)
        self._typing = before
        for inner in node.orelse:
            self.visit(inner)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._add(alias.name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, "imports are absolute"
        assert node.module is not None
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"  # `from untip._registry import asof` imports a module
            self._add(inner if inner.removeprefix("untip.") in MODULES else node.module)

    def _add(self, name: str) -> None:
        if name.partition(".")[0] != "untip":
            name = f"/{name}"
        self.found.append(Import(name.removeprefix("untip").removeprefix("."), self._late, self._typing))


def imports_in(text: str) -> list[Import]:
    visitor = Imports()
    visitor.visit(ast.parse(text))
    return visitor.found


IMPORTS = {name: imports_in(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def own(module: str) -> Iterator[Import]:
    """Yield a module's imports of others of the package."""
    return (found for found in IMPORTS[module] if not found.name.startswith("/"))


def room(module: str) -> str:
    """Return the room of a module; what a package runs as a program stands beside the command line."""
    return "__main__" if module.endswith("__main__") else module.partition(".")[0]


def test_every_module_stands_in_a_room() -> None:
    assert {room(module) for module in MODULES} == {*ROOMS, ""}


def test_the_tests_of_each_room_have_a_folder_of_its_name() -> None:
    rooms = {name.strip("_") for name in ROOMS if (PACKAGE / name).is_dir()} - {"pyinstaller"}  # tested in packaging
    folders = {path.parent.name for path in Path(__file__).parent.glob("*/test_*.py")}
    assert folders == rooms | {"data", "packaging", "properties"}


@pytest.mark.parametrize("module", sorted(MODULES.keys() - {""}))
def test_a_module_imports_from_its_room_and_those_before_it(module: str) -> None:
    before = ROOMS[: ROOMS.index(room(module)) + 1]
    assert {found.name for found in own(module) if room(found.name) not in before} == set()


@pytest.mark.parametrize("name", ROOMS)
def test_inside_a_room_nothing_goes_round_in_a_circle(name: str) -> None:
    inside = [module for module in MODULES if room(module) == name]
    needs = {
        module: {one.name for one in own(module) if not one.typing and room(one.name) == name} for module in inside
    }
    assert set(TopologicalSorter(needs).static_order()) >= set(inside)  # a circle is a CycleError


def test_own_modules_are_imported_at_the_top_of_files() -> None:
    assert {(module, found.name) for module in MODULES for found in own(module) if found.late} == LATE


def test_the_face_imports_nothing_of_the_package_when_it_is_imported() -> None:
    assert {found.name for found in IMPORTS[""] if not (found.late or found.typing)} == {"/_thread", "/os", "/sys"}


@pytest.mark.parametrize("package", FOREIGN)
def test_what_is_costly_or_dangerous_is_imported_in_few_places(package: str) -> None:
    users = {
        module
        for module, found in IMPORTS.items()
        for one in found
        if one.name.removeprefix("/").partition(".")[0] == package and one.name.startswith("/")
    }
    assert users == FOREIGN[package]


def test_no_module_beside_the_face_has_the_name_of_something_in_it() -> None:
    beside = {room(module) for module in MODULES} - {""}
    assert beside & set(dir(untip)) == {"dates", "errors", "plots", "publish", "schema", "tables"}
    for name in ("dates", "errors", "plots", "publish", "schema", "tables"):
        assert getattr(untip, name).__name__ == f"untip.{name}"


def test_imports_are_seen_wherever_they_stand() -> None:
    found = imports_in(
        "import os, untip.schema\nfrom untip import dates, find\nfrom untip._registry import asof\n"
        "if TYPE_CHECKING:\n    from untip.errors import Problem\nelse:\n    import untip._text\n"
        "class A:\n    def f(self):\n        if self:\n            from untip._store.folder import FolderStore\n"
    )
    assert found == [
        *(Import("/os", False, False), Import("schema", False, False), Import("dates", False, False)),
        *(Import("", False, False), Import("_registry.asof", False, False), Import("errors", False, True)),
        *(Import("_text", False, False), Import("_store.folder", True, False)),
    ]
