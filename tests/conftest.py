"""Fixtures that several test files share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from refusals import LOADERS
from world import Folder

import untip
from untip._cli import commands
from untip._cli.main import main
from untip._formats import yaml_reader
from untip._store.memory import MemoryStore

# a machine that does other things besides makes any deadline a matter of luck
BUSY: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=30, stateful_step_count=15, report_multiple_bugs=False, **BUSY)
settings.register_profile("long", max_examples=2000, stateful_step_count=50, **BUSY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

MARKS = {"data": pytest.mark.data, "packaging": pytest.mark.slow}
"""The mark of every test in a folder."""


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of a folder."""
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if folder in MARKS:
            item.add_marker(MARKS[folder])
        if folder == "packaging":  # a file builds once, in one process
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        if folder == "export" and "done" in getattr(item, "fixturenames", ()):  # so is the whole data set exported
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The small world as files, valid until a test breaks it."""
    return Folder(tmp_path / "records")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> untip.Registry:
    """The small world, loaded: not to be changed."""
    return untip.load(Folder(tmp_path_factory.mktemp("world")).root, base=None)


@pytest.fixture(scope="session")
def own() -> MemoryStore:
    """The package's own records, read once for all tests."""
    records = untip.registry._records
    store = records.store
    tables = {treaty: store.participation(treaty) for treaty in store.coverage()}
    return MemoryStore(records, store.redirects(), store.coverage(), tables)


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each test that asks for it runs with PyYAML's own parser and with libyaml's."""
    monkeypatch.setattr(yaml_reader, "_Loader", request.param)
    return request.param


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Run a command at 80 columns, and return its exit code, output and messages."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture
def small(
    run: Callable[..., tuple[int, str, str]], world: untip.Registry, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """The same, among the records of the small world."""
    monkeypatch.setattr(commands, "registry", world)
    return run
