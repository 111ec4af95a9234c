"""Fixtures that several test files share."""

from pathlib import Path

import pytest
from world import Folder

import untip
from untip._store.memory import MemoryStore


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
