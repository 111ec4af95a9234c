"""The JSON Schemas of files and dicts: made from the classes, and of one mind with the strict reader."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from world import Folder

import untip
from untip._formats.converter import structure, to_file
from untip._formats.yaml_reader import read_yaml
from untip._schema.define import field_order
from untip._store.memory import MemoryStore
from untip.errors import UnknownFieldError, UsageError, ValidationError
from untip.schema import KINDS, Citation, Participation, Record

ROOT = Path(__file__).resolve().parents[2]
VALIDATORS = {kind: Draft202012Validator(untip.json_schema(cls)) for kind, cls in KINDS.items()}


def accepts(kind: str, data: Any) -> bool:
    return VALIDATORS[kind].is_valid(data)


def reads(kind: str, data: Any) -> bool:
    """Return whether the strict reader accepts the data of a file."""
    try:
        structure(KINDS[kind], data, id="some-id")
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_in_the_repository_is_that_of_the_code(kind: str) -> None:
    text = (ROOT / "docs" / "schema" / f"{kind}.json").read_text(encoding="utf-8")
    assert json.loads(text) == untip.json_schema(KINDS[kind])


def test_no_other_schema_is_in_the_repository() -> None:
    assert {path.stem for path in (ROOT / "docs" / "schema").iterdir()} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_valid_and_describes_every_field(kind: str) -> None:
    schema = untip.json_schema(KINDS[kind])
    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == [name for name in field_order(KINDS[kind]) if name != "id"]
    assert schema["additionalProperties"] is False
    assert list(undescribed(schema["properties"])) == []
    for part in schema["$defs"].values():
        assert part["additionalProperties"] is False
        assert list(undescribed(part["properties"])) == []


def undescribed(properties: dict[str, Any]) -> Iterator[str]:
    for name, property in properties.items():
        terms = property.get("items", property).get("oneOf", ())
        if not property["description"].endswith(".") or not all(term["description"] for term in terms):
            yield name


def test_a_schema_is_new_each_time() -> None:
    untip.json_schema(untip.Agency)["required"].clear()
    assert untip.json_schema(untip.Agency)["required"] == ["name", "type"]


@pytest.mark.parametrize("thing", [None, dict, Record, Citation, Participation, 5])
def test_only_kinds_of_records_have_files(thing: Any) -> None:
    with pytest.raises(UsageError, match="expected a record class or a kind, found "):
        untip.json_schema(thing)


@pytest.mark.parametrize("thing", [None, dict, Record, 5])
def test_only_classes_of_the_schema_have_dicts(thing: Any) -> None:
    with pytest.raises(UsageError, match="expected a record class or a kind, found "):
        untip.json_schema(thing, of="dict")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_by_its_class_its_name_or_its_collection(kind: str) -> None:
    cls = KINDS[kind]
    assert untip.json_schema(kind) == untip.json_schema(cls.folder) == untip.json_schema(cls)
    assert untip.json_schema(kind, of="dict") == untip.json_schema(cls, of="dict")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("agncy",), "'agncy' is not one of the kinds agency, instrument, .*; did you mean agency or agencies?"),
        (("participation", "dict"), "'participation' is not one of the kinds agency, "),
        (("agency", "dct"), "'dct' is not a form: file or dict; did you mean dict?"),
        (("agency", None), "None is not a form: file or dict"),
    ],
)
def test_an_unknown_kind_or_form_is_refused_with_the_nearest(given: Any, said: str) -> None:
    with pytest.raises(UnknownFieldError, match=said.replace("?", r"\?")):
        untip.json_schema(*given)


# ── of what to_dict returns ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_dict_is_that_of_a_file_with_kind_and_id(kind: str) -> None:
    of_file, of_dict = untip.json_schema(kind), untip.json_schema(kind, of="dict")
    Draft202012Validator.check_schema(of_dict)
    assert of_dict["required"] == ["kind", "id", *of_file["required"]]
    assert list(of_dict["properties"]) == ["kind", "id", *of_file["properties"]]
    assert of_dict["properties"]["kind"]["const"] == kind
    added = {name: of_dict["properties"][name] for name in ("kind", "id")}
    assert of_dict == of_file | {"required": of_dict["required"], "properties": added | of_file["properties"]}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_of_a_dict_accepts_every_record_of_the_package(kind: str, own: MemoryStore) -> None:
    of_dict = Draft202012Validator(untip.json_schema(kind, of="dict"))
    dicts = [untip.to_dict(own.record(kind, id)) for id in own.ids(kind)]
    assert [(one["id"], error.message) for one in dicts for error in of_dict.iter_errors(one)] == []
    for broken in (
        {**dicts[0], "kind": "thing"},
        {**dicts[0], "id": "No Slug"},
        to_file(own.record(kind, dicts[0]["id"])),
    ):
        assert not of_dict.is_valid(broken)


def test_rows_and_parts_have_the_schema_of_their_dict(own: MemoryStore) -> None:
    of_row = Draft202012Validator(untip.json_schema(Participation, of="dict"))
    rows = [untip.to_dict(row) for row in own.participation("untoc")]
    assert [error.message for row in rows for error in of_row.iter_errors(row)] == []
    assert not of_row.is_valid(rows[0] | {"action": "signing"})
    assert untip.json_schema(Citation, of="dict")["required"] == ["source"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_accepts_every_file_of_the_package(kind: str, own: MemoryStore) -> None:
    refused = [
        (id, error.json_path, error.message)
        for id in own.ids(kind)
        for error in VALIDATORS[kind].iter_errors(to_file(own.record(kind, id)))
    ]
    assert refused == []


BROKEN: list[tuple[str, str, Any]] = [
    ("agencies/alpha.yaml", "nmae", "x"),
    ("agencies/alpha.yaml", "kind", "agency"),
    ("agencies/alpha.yaml", "id", "alpha"),
    ("agencies/alpha.yaml", "name", None),
    ("agencies/alpha.yaml", "name", 5),
    ("agencies/alpha.yaml", "name", ""),
    ("agencies/alpha.yaml", "name", "a" * 4001),
    ("agencies/alpha.yaml", "type", "medium"),
    ("agencies/alpha.yaml", "type", ["media"]),
    ("agencies/alpha.yaml", "parent", "The Parent"),
    ("agencies/alpha.yaml", "established", 2000),
    ("agencies/alpha.yaml", "established", "June 2000"),
    ("agencies/alpha.yaml", "established", "2000-06-15T12:00"),
    ("agencies/alpha.yaml", "established", "2000/2001"),
    ("agencies/alpha.yaml", "established", "2000-13"),
    ("agencies/alpha.yaml", "established", "2000-06-32"),
    ("agencies/alpha.yaml", "established", "200X-06"),
    ("agencies/alpha.yaml", "established", "2000-XX-01"),
    ("agencies/alpha.yaml", "aliases", "Alpha"),
    ("agencies/alpha.yaml", "aliases", ["Alpha"]),
    ("agencies/alpha.yaml", "aliases", [{"nam": "Alpha"}]),
    ("agencies/alpha.yaml", "aliases", [{"name": "Alpha", "note": "none"}]),
    ("agencies/alpha.yaml", "links", [{"type": "homepage", "url": "http://example.org"}]),
    ("agencies/alpha.yaml", "citations", [{"source": "plan", "lines": "1 - 3"}]),
    ("agencies/alpha.yaml", "citations", [{"source": "plan", "lines": 5}]),
    ("agencies/alpha.yaml", "citations", [{"source": "plan", "supports": ["Name"]}]),
    ("agencies/alpha.yaml", "citations", [{}]),
    ("agencies/alpha.yaml", "history", [{"field": "name", "value": "x", "period": "2000"}]),
    ("agencies/group.yaml", "members", [{"who": "alpha", "role": "chief"}]),
    ("agencies/group.yaml", "members", [{"who": "alpha", "role": "chair", "attested": "2000"}]),
    ("instruments/charter.yaml", "binding", "yes"),
    ("instruments/charter.yaml", "in_force_condition", {"days": 90}),
    ("instruments/charter.yaml", "in_force_condition", {"instruments": "40"}),
    ("sdg_targets/sdg-8-7.yaml", "code", "18.1"),
    ("sdg_targets/sdg-8-7.yaml", "goal", "8"),
    ("sdg_targets/sdg-8-7.yaml", "indicators", [{"code": "8.7", "name": "x"}]),
    ("statistics/count.yaml", "value", "2"),
    ("statistics/count.yaml", "value", True),
    ("statistics/count.yaml", "as_of", "2010/2011/"),
    ("states/fra.yaml", "alpha3", "fra"),
    ("states/fra.yaml", "m49", 250),
    ("sources/plan.yaml", "transcript", {"lines": 100, "sha256": "0"}),
    ("resources/report.yaml", "languages", ["English"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "field", "value"), BROKEN, ids=[f"{field}-{str(value)[:20]}" for _, field, value in BROKEN]
)
def test_schema_and_reader_refuse_the_same(folder: Folder, name: str, field: str, value: Any) -> None:
    data: Any = read_yaml(folder.path(name).read_bytes())[0]
    kind = untip.schema.FOLDERS[name.partition("/")[0]]
    assert (accepts(kind, data), reads(kind, data)) == (True, True)
    broken = data | {field: value}
    assert (accepts(kind, broken), reads(kind, broken)) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_schema_and_reader_ask_for_the_same_fields(kind: str) -> None:
    schema = untip.json_schema(KINDS[kind])
    with pytest.raises(ValidationError) as caught:
        structure(KINDS[kind], {}, id="some-id")
    assert [problem.field for problem in caught.value.problems] == schema["required"]
