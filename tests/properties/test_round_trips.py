"""Whatever record the schema allows comes back from every form; what is not allowed is refused, by every reader alike."""

import copy
import inspect
import json
import pickle
from typing import Any
from unicodedata import category, is_normalized
from unittest.mock import Mock

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import untip
from untip import schema
from untip._formats.converter import from_dict, structure, to_dict, to_file
from untip._hypothesis import TEXTS, instances, keep_rules, records, spans
from untip._schema.define import Checked, shapes
from untip._schema.fields import TEXT_LIMIT, text_fault, write_spans
from untip._store.compiled import CompiledStore
from untip._store.compiling import compile_parts
from untip._store.memory import MemoryStore
from untip.errors import ValidationError
from untip.schema import KINDS, Agency, Alias, Citation, Edition, Record

CLASSES = [cls for _, cls in inspect.getmembers(schema, inspect.isclass) if issubclass(cls, Checked)]
VALIDATORS = {kind: Draft202012Validator(untip.json_schema(cls)) for kind, cls in KINDS.items()}


@pytest.mark.parametrize("cls", [cls for cls in CLASSES if cls not in (Checked, Record)], ids=lambda cls: cls.__name__)
@settings(max_examples=max(3, settings().max_examples // 10))
@given(data=st.data())
def test_every_class_has_values_that_are_equal_hashable_copied_and_pickled(
    cls: type[Checked], data: st.DataObject
) -> None:
    obj = data.draw(instances(cls))
    again = pickle.loads(pickle.dumps(obj))
    assert (again, hash(again), repr(again)) == (obj, hash(obj), repr(obj))
    assert again is not obj
    assert copy.copy(obj) is obj
    assert copy.deepcopy(obj) is obj
    assert obj.__replace__() == attrs.evolve(obj) == obj
    assert len({obj, again, attrs.evolve(obj)}) == 1


@given(st.text(st.characters() | st.sampled_from(" \n\xa0\xad\u200b\u0301\u0378e\u0600")) | TEXTS)
def test_a_text_is_without_fault_exactly_when_it_is_short_visible_composed_and_evenly_spaced(text: str) -> None:
    visible = not any(category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for sign in text)
    spaced = text == " ".join(text.split())
    clean = 0 < len(text) <= TEXT_LIMIT and visible and spaced and is_normalized("NFC", text)
    assert (text_fault(text) is None) is clean


@given(TEXTS)
def test_a_clean_text_is_kept_as_it_is(text: str) -> None:
    assert Alias(name=text).name == text
    assert str(Alias(name=text)) == text


@given(records())
def test_every_record_comes_back_from_its_dict_its_json_and_its_yaml(record: Record) -> None:
    data = to_dict(record)
    assert from_dict(type(record), data) == record
    assert from_dict(Record, json.loads(json.dumps(data))) == record
    for form in ("json", "yaml"):
        text = untip.dumps(record, format=form)
        assert untip.loads(text, type(record), format=form) == record
        assert untip.loads(text.encode(), Record, format=form) == record


@given(records())
def test_a_dict_holds_json_types_only_and_nothing_that_is_not_filled(record: Record) -> None:
    data = to_dict(record)
    assert list(data)[:2] == ["kind", "id"]
    assert types_in(data) <= {dict, list, str, int, float, bool}
    assert {name for name in data if name != "kind"} == {
        field.name for field in attrs.fields(type(record)) if getattr(record, field.name) != field.default
    }


def types_in(data: Any) -> set[type]:
    inner = data.values() if type(data) is dict else data if type(data) is list else ()
    return {type(data)}.union(*map(types_in, inner))


@given(records())
def test_a_file_has_the_same_fields_without_kind_and_id(record: Record) -> None:
    assert {"kind": record.kind, "id": record.id, **to_file(record)} == to_dict(record)


@given(spans())
def test_lines_are_written_as_they_are_read(pairs: tuple[tuple[int, int], ...]) -> None:
    lines = {"lines": write_spans(pairs)} if pairs else {}
    assert structure(Citation, {"source": "plan", **lines}).lines == pairs


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "source", "citations", "x"]), inner)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from([*shapes(Agency), "kind", "x", 5]), JSON, max_size=6))
def test_any_plain_data_gives_a_record_that_comes_back_or_a_refusal(data: dict[Any, Any]) -> None:
    made = made_of(data)
    assert made is None or from_dict(Agency, to_dict(made)) == made


def made_of(data: dict[Any, Any]) -> Agency | None:
    try:
        return from_dict(Agency, data)
    except ValidationError:
        return None


@given(records())
def test_the_schema_accepts_the_file_of_any_record(record: Record) -> None:
    assert [error.message for error in VALIDATORS[record.kind].iter_errors(to_file(record))] == []


@given(records())
def test_what_the_schema_refuses_the_reader_refuses(record: Record) -> None:
    data = to_file(record)
    values: list[Any] = [None, 5.5, "\n", [], {}, [[]]]
    for name in data:
        for value in values:
            broken = data | {name: value}
            if not VALIDATORS[record.kind].is_valid(broken):
                with pytest.raises(ValidationError):
                    structure(type(record), broken, id="some-id")


@given(st.lists(records(), max_size=2, unique_by=lambda record: record.id))
def test_the_parts_of_any_records_give_them(some: list[Record]) -> None:
    store = MemoryStore(some)
    compiled = CompiledStore(compile_parts(store).__getitem__)
    for record in some:
        again = compiled.record(record.kind, record.id)
        assert (again, repr(again)) == (record, repr(record))
    assert (compiled.index(), compiled.words().write()) == (store.index(), store.words().write())


def test_an_edition_is_drawn_with_a_date_or_a_name() -> None:
    draw: Any = Mock(return_value="First edition")
    found: dict[str, Any] = {}
    keep_rules(draw, Edition, found)
    assert found == {"name": "First edition"}
