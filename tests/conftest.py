"""Fixtures that several test files share."""

from pathlib import Path

import pytest
from world import Folder

import untip
from untip._store.memory import MemoryStore

MARKS = {"data": pytest.mark.data, "packaging": pytest.mark.slow}
"""The mark of every test in a folder."""


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of a folder."""
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if folder in MARKS:
            item.add_marker(MARKS[folder])


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
