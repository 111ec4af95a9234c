"""Fixtures that several test files share."""

from pathlib import Path

import pytest
from world import Folder

import untip


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The small world as files, valid until a test breaks it."""
    return Folder(tmp_path / "records")


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> untip.Registry:
    """The small world, loaded: not to be changed."""
    return untip.load(Folder(tmp_path_factory.mktemp("world")).root, base=None)
