"""The two parsers of YAML."""

from typing import Any

import pytest
from refusals import LOADERS

from untip._formats import yaml_reader


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Each test that asks for it runs with PyYAML's own parser and with libyaml's."""
    monkeypatch.setattr(yaml_reader, "_Loader", request.param)
    return request.param
