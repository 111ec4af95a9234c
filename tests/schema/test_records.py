"""Records as attrs classes: made by keyword, checked as a whole, immutable, equal by value."""

import copy
import inspect
import weakref
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError

from untip import schema
from untip._schema.define import Checked
from untip.dates import PartialDate
from untip.errors import Problem, UsageError, ValidationError
from untip.schema import Agency, AgencyType, Alias, Citation, Claim, Edition, Record

CLASSES = [
    cls for _, cls in inspect.getmembers(schema, inspect.isclass) if issubclass(cls, Checked) and cls is not Checked
]
ALPHA = Agency(id="alpha", name="Alpha Organization", type=AgencyType.MEDIA, established=PartialDate("2000"))


# ── construction ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_is_made_by_keyword_and_takes_defaults() -> None:
    assert (ALPHA.id, ALPHA.acronym, ALPHA.aliases) == ("alpha", None, ())
    with pytest.raises(TypeError, match="positional"):
        Agency("alpha")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"id": "a", "name": "A"}, r"missing 1 required keyword-only argument: 'type'"),
        ({"id": "a", "name": "A", "type": AgencyType.MEDIA, "nam": "x"}, r"unexpected keyword argument 'nam'"),
    ],
)
def test_a_missing_and_an_unknown_argument_are_pythons_own_errors(given: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        Agency(**given)


def test_every_fault_is_named_at_once() -> None:
    name: Any = None
    with pytest.raises(ValidationError) as caught:
        Agency(id="Alpha", name=name, type="media", established="2000", aliases=(Alias(name="a"), "b"))  # type: ignore[arg-type]
    assert [str(problem) for problem in caught.value.problems] == [
        "id: found 'Alpha', expected a slug: lower-case letters, digits and single hyphens",
        "name: found None, expected text",
        "aliases[1]: found 'b', expected untip.schema.Alias(name=…)",
        "type: must be AgencyType.MEDIA, not the string 'media' (untip.from_dict converts strings)",
        """established: found '2000', expected untip.PartialDate("2000")""",
    ]


def test_every_broken_rule_is_named_at_once() -> None:
    twice = (Alias(name="a"), Alias(name="a"))
    with pytest.raises(ValidationError) as caught:
        attrs.evolve(
            ALPHA,
            aliases=twice,
            ambiguous_names=("x", "x"),
            dissolved=PartialDate("1999"),
            citations=(Citation(source="plan", supports=("nothing",)),),
        )
    assert [problem.field for problem in caught.value.problems] == [
        *("citations[0].supports[0]", "aliases[1]", "ambiguous_names[1]", "dissolved")
    ]


def test_a_record_is_one_of_the_kinds() -> None:
    said = r"a record is of one of the kinds agency, instrument, .*: make an instance of their classes"
    with pytest.raises(UsageError, match=said):
        Record(id="a", name="A")


# ── attrs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_signature_of_a_class_shows_its_fields(cls: type[Checked]) -> None:
    shown = inspect.signature(cls).parameters
    assert list(shown) == [field.name for field in attrs.fields(cls)]
    assert {one.kind for one in shown.values()} == {inspect.Parameter.KEYWORD_ONLY}
    given = {name: one.default for name, one in shown.items() if one.default is not inspect.Parameter.empty}
    assert given == {field.name: field.default for field in attrs.fields(cls) if field.default is not attrs.NOTHING}


def test_the_signature_has_the_annotations() -> None:
    shown = inspect.signature(Agency).parameters
    assert shown["established"].annotation == PartialDate | None
    assert shown["aliases"].annotation == tuple[Alias, ...]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_is_frozen_and_slotted(cls: type[Checked]) -> None:
    own = [field.name for field in attrs.fields(cls) if not field.inherited]
    assert [name for name in cls.__dict__["__slots__"] if name != "__weakref__"] == own
    assert "__dict__" not in dir(cls)


def test_attrs_evolve_makes_a_checked_copy() -> None:
    assert attrs.evolve(ALPHA, acronym="AO").acronym == "AO"
    wrong: Any = 5
    with pytest.raises(ValidationError, match="acronym: found 5, expected text"):
        attrs.evolve(ALPHA, acronym=wrong)
    with pytest.raises(ValidationError):
        ALPHA.__replace__(name="")
    assert ALPHA.__replace__(acronym="AO") == attrs.evolve(ALPHA, acronym="AO")


def test_attrs_asdict_returns_the_parts_as_dicts() -> None:
    alias = attrs.evolve(ALPHA, aliases=(Alias(name="A"),))
    assert attrs.asdict(alias)["aliases"] == ({"name": "A", "note": None, "lang": None, "period": None},)
    assert attrs.asdict(ALPHA, recurse=False)["established"] == PartialDate("2000")


def test_a_record_can_be_referred_to_weakly() -> None:
    record = attrs.evolve(ALPHA)
    reference = weakref.ref(record)
    assert reference() is record
    assert len(weakref.WeakSet([record, ALPHA])) == 1  # equal
    del record
    assert reference() is None


# ── immutable values ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["name", "kind", "nothing"])
def test_a_record_cannot_be_changed(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(ALPHA, name, "x")
    with pytest.raises(FrozenInstanceError):
        delattr(ALPHA, name)
    assert ALPHA.name == "Alpha Organization"


def test_a_copy_is_the_record_itself() -> None:
    assert copy.copy(ALPHA) is ALPHA
    assert copy.deepcopy({"a": [ALPHA]})["a"][0] is ALPHA


def test_objects_of_different_classes_are_never_equal() -> None:
    assert Alias(name="a") != Claim(value="a")
    assert ALPHA != "alpha"
    assert ALPHA.__eq__("alpha") is NotImplemented


def test_equality_is_by_every_field() -> None:
    assert attrs.evolve(ALPHA, summary="x") != ALPHA
    assert attrs.evolve(ALPHA, summary=None) == ALPHA
    assert hash(attrs.evolve(ALPHA, summary=None)) == hash(ALPHA)
    assert Edition(name="a") != Edition(name="b")


def test_the_repr_of_a_record_is_one_line_with_id_name_and_acronym() -> None:
    assert repr(ALPHA) == "<Agency alpha: Alpha Organization>"
    assert repr(attrs.evolve(ALPHA, acronym="AO")) == "<Agency alpha: Alpha Organization (AO)>"
    assert repr(attrs.evolve(ALPHA, name="A" * 100)) == f"<Agency alpha: {'A' * 100}>"
    assert repr(attrs.evolve(ALPHA, name="A" * 101)) == f"<Agency alpha: {'A' * 99}…>"


def test_the_repr_of_a_part_shows_the_fields_that_are_not_at_their_defaults() -> None:
    assert repr(Alias(name="A")) == "Alias(name='A')"
    assert repr(Edition(published=PartialDate("2000"), citations=(Citation(source="plan"),))) == (
        "Edition(published=PartialDate('2000'), citations=(Citation(source='plan'),))"
    )


# ── hostile input ─────────────────────────────────────────────────────────────────────────────────────────────────────


def nest(depth: int) -> list[Any]:
    deep: list[Any] = []
    for _ in range(depth):
        deep = [deep]
    return deep


@pytest.mark.parametrize(
    "value",
    [nest(100_000), {"a": nest(50_000)}, object(), b"x", "a" * 10_000_000],
    ids=["list", "dict", "object", "bytes", "str"],
)
@pytest.mark.parametrize("name", ["id", "name", "type", "aliases", "established", "citations"])
def test_whatever_is_given_the_answer_is_a_refusal(name: str, value: Any) -> None:
    (problem,) = refusals(**{name: value})
    assert problem.field == name
    assert len(str(problem)) < 800


def refusals(**given: Any) -> tuple[Problem, ...]:
    with pytest.raises(ValidationError) as caught:
        ALPHA.__replace__(**given)
    return caught.value.problems
