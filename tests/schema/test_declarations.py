"""What the schema declares: a text for everything, vocabularies, relations, and the kinds in one order."""

import inspect
from enum import Enum
from typing import Any

import attrs
import pytest

import untip
from untip import schema
from untip._formats import describe
from untip._schema import vocabularies
from untip._schema.define import Checked, shapes
from untip._schema.fields import SLUG
from untip._schema.vocabularies import Vocabulary
from untip.dates import Interval, PartialDate
from untip.schema import KINDS, RELATIONS, Record

CLASSES = [
    cls for _, cls in inspect.getmembers(schema, inspect.isclass) if issubclass(cls, Checked) and cls is not Checked
]
VOCABULARIES = [
    cls
    for _, cls in inspect.getmembers(vocabularies, inspect.isclass)
    if issubclass(cls, Vocabulary) and cls is not Vocabulary
]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_and_field_has_a_text(cls: type[Checked]) -> None:
    texts = [describe.about_class(cls), *(describe.about_field(cls, field.name) for field in attrs.fields(cls))]
    assert [text for text in texts if not text.endswith(".")] == []


@pytest.mark.parametrize("cls", VOCABULARIES, ids=lambda cls: cls.__name__)
def test_every_term_is_a_slug_with_a_definition(cls: type[Enum]) -> None:
    assert [member.value for member in cls if not SLUG.holds(member.value)] == []
    assert [member.name for member in cls if member.name != member.value.upper().replace("-", "_")] == []
    assert [member.value for member in cls if not describe.about_member(member).endswith(".")] == []
    assert describe.about_class(cls)


def test_every_vocabulary_is_used() -> None:
    used = {shape.vocabulary for cls in CLASSES for shape in shapes(cls).values()}
    # answers of methods, and groups
    asked = {schema.InstrumentStatus, schema.ProgramStatus, schema.Addressee, schema.Happening}
    assert set(VOCABULARIES) == (used - {None}) | asked


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_annotation_is_one_that_the_checks_know(cls: type[Checked]) -> None:
    leaves = {str, int, float, bool, PartialDate, Interval, tuple}
    for field in attrs.fields(cls):
        shape = shapes(cls)[field.name]
        assert [kind for kind in shape.types if kind not in leaves and not issubclass(kind, Vocabulary | Checked)] == []
        assert (tuple in shape.types) == shape.spans
        allowed = {attrs.NOTHING, () if shape.many or shape.spans else None if shape.optional else False}
        assert field.default in allowed, field.name


def test_editorial_fields_are_fields() -> None:
    fields = {name for cls in KINDS.values() for name in shapes(cls)}
    assert fields >= schema.EDITORIAL


def test_relations_name_fields_that_hold_ids_and_kinds_that_exist() -> None:
    for relation in RELATIONS:
        cls: Any = Record if relation.kind == "*" else KINDS[relation.kind]
        *names, last = relation.path.split(".")
        for name in names:
            cls = shapes(cls)[name].part
        shape = shapes(cls)[last]
        assert (shape.types, shape.format is SLUG or relation.groups) == ((str,), True)
        assert set(relation.targets) <= set(KINDS)


def test_each_way_of_a_relation_has_a_name_of_its_own() -> None:
    for kind in KINDS:
        stored = [relation.forward for relation in RELATIONS if relation.kind in (kind, "*")]
        named = {relation.backward for relation in RELATIONS if kind in (relation.targets or tuple(KINDS))}
        assert len(set(stored)) == len(stored)
        assert set(stored) & named == set()


def test_every_field_that_holds_ids_is_a_relation() -> None:
    held = {
        (kind, path) for kind, cls in KINDS.items() for path in id_paths(cls) if not path.endswith("citations.source")
    }
    kept = {(relation.kind, relation.path) for relation in RELATIONS}
    of_every_kind = {(kind, path) for kind in KINDS for owner, path in kept if owner == "*"}
    stored = {pair for pair in kept if pair[0] != "*"} | of_every_kind
    groups = {("finding", "addressees")}  # ids or groups
    assert {pair for pair in held if pair[1] != "id"} == {
        pair for pair in stored if pair[1] != "citations.source"
    } - groups


def id_paths(cls: type[Checked], before: str = "") -> list[str]:
    """Return the paths of a class's fields that hold ids."""
    found: list[str] = []
    for name, shape in shapes(cls).items():
        if shape.part is not None:
            found += id_paths(shape.part, f"{before}{name}.")
        elif shape.format is SLUG:
            found.append(before + name)
    return found


def test_a_module_attribute_that_is_not_there_is_missed_as_usual() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'RELATION'"):
        schema.RELATION  # type: ignore[attr-defined]  # noqa: B018


# ── kinds ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_kinds_are_every_record_class_in_the_order_of_declaration() -> None:
    declared = [cls for cls in CLASSES if issubclass(cls, Record) and cls is not Record]
    assert list(KINDS.values()) == sorted(declared, key=lambda cls: inspect.getsourcelines(cls)[1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_one_name_everywhere(kind: str) -> None:
    cls = KINDS[kind]
    assert kind == cls.kind
    assert kind.replace("_", "") == cls.__name__.lower()
    assert schema.FOLDERS[cls.folder] == kind
    assert getattr(untip, cls.__name__) is cls
    assert {type(record) for record in getattr(untip, cls.folder)} <= {cls}


@pytest.mark.parametrize("cls", [*CLASSES, *VOCABULARIES, schema.Relation], ids=lambda cls: cls.__name__)
def test_a_class_names_its_public_module(cls: type) -> None:
    assert cls.__module__ == "untip.schema"
    assert getattr(schema, cls.__name__) is cls
