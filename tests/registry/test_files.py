"""One record in and out of text."""

import json
from typing import Any

import pytest

import untip
from untip import Registry
from untip.errors import (
    UnknownFieldError,
    UntipError,
    ValidationError,
)
from untip.schema import Agency


def test_one_record_is_written_as_a_mapping(world: Registry) -> None:
    target = world.sdg_targets["sdg-8-7"]
    assert json.loads(untip.dumps(target)) == untip.to_dict(target)
    for form in ("json", "yaml"):
        (indicator, *_) = target.indicators
        assert untip.loads(untip.dumps(indicator, form), untip.schema.Indicator, form) == indicator
    assert untip.dumps(target, format="yaml").startswith('kind: sdg_target\nid: sdg-8-7\nname: "Forced labour"\n')


@pytest.mark.parametrize("format", ["yml", "", None, 5, []])
def test_a_format_is_json_or_yaml(world: Registry, format: Any) -> None:
    with pytest.raises(UnknownFieldError, match=" is not a format: json or yaml"):
        untip.dumps(world.agencies["alpha"], format)
    with pytest.raises(UnknownFieldError):
        untip.loads("{}", Agency, format)


@pytest.mark.parametrize("text", [None, 5, object(), ["{}"]])
def test_a_record_is_read_from_text(text: Any) -> None:
    with pytest.raises(UntipError):
        untip.loads(text, Agency)


def test_a_text_is_read_as_strictly_as_a_file() -> None:
    with pytest.raises(ValidationError, match="1: the key 'id' stands here and in line 1; keep one"):
        untip.loads('{"kind": "agency", "id": "a", "id": "b"}', Agency)
    with pytest.raises(ValidationError, match="name: missing: name, text"):
        untip.loads("kind: agency\nid: a\ntype: media\n", Agency, format="yaml")
