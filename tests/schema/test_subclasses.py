"""A caller's own subclass of a record: checked like its parent, immutable, and exact on the way out and in."""

import copy
import pickle
from typing import Any

import attrs
import pytest
from attrs.exceptions import FrozenInstanceError

import untip
from untip.dates import PartialDate
from untip.errors import ValidationError
from untip.schema import Agency, AgencyType, Alias, Citation, Record, Role


@attrs.frozen(kw_only=True)
class Staffed(Agency):
    """An agency with two more fields, one of which is a date."""

    staff: int | None = None
    audited: tuple[PartialDate, ...] = ()


@attrs.frozen(kw_only=True)
class Annotated(Agency):
    """The same, with annotations that are text, as `from __future__ import annotations` makes them."""

    staff: "int | None" = None
    audited: "tuple[PartialDate, ...]" = ()


@attrs.frozen(kw_only=True)
class Counted(Staffed):
    """A subclass of a subclass with a rule of its own."""

    rooms: int

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.rooms < 0:
            raise ValueError("rooms must not be negative")


@attrs.frozen(kw_only=True)
class Spelled(Alias):
    """A part with one more field."""

    language: str | None = None


class Renamed(Agency):
    """A subclass without a decorator or a field."""


BOTH: list[Any] = [Staffed, Annotated]
GIVEN: dict[str, Any] = {"id": "alpha", "name": "Alpha", "type": AgencyType.MEDIA}
WHOLE: dict[str, Any] = GIVEN | {"staff": 7, "audited": (PartialDate("2001"), PartialDate("2003-04"))}


@pytest.mark.parametrize("cls", BOTH)
def test_its_own_fields_are_checked_with_those_of_its_parent_all_at_once(cls: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        cls(id="A", name="Alpha", type=AgencyType.MEDIA, staff="7", audited=(PartialDate("2001"), "2003"))
    assert [str(problem) for problem in caught.value.problems] == [
        "id: found 'A', expected a slug: lower-case letters, digits and single hyphens",
        "staff: found '7', expected a whole number",
        """audited[1]: found '2003', expected untip.PartialDate("2003")""",
    ]


@pytest.mark.parametrize("cls", BOTH)
def test_the_rules_of_its_parent_hold(cls: Any) -> None:
    with pytest.raises(ValidationError, match="dissolved 2001 is before established 2002"):
        cls(**GIVEN, established=PartialDate("2002"), dissolved=PartialDate("2001"))
    with pytest.raises(ValidationError, match="'nothing' is no field of agency"):
        cls(**GIVEN, citations=(Citation(source="plan", supports=("nothing",)),))
    assert cls(**GIVEN, citations=(Citation(source="plan", supports=("name", "staff")),))


@pytest.mark.parametrize("cls", BOTH)
def test_it_round_trips_by_its_own_class(cls: Any) -> None:
    record = cls(**WHOLE)
    data = untip.to_dict(record)
    assert (data["kind"], data["staff"], data["audited"]) == ("agency", 7, ["2001", "2003-04"])
    assert untip.from_dict(cls, data) == record
    formats: list[Any] = ["json", "yaml"]
    for format in formats:
        assert untip.loads(untip.dumps(record, format), cls, format) == record


@pytest.mark.parametrize("cls", BOTH)
@pytest.mark.parametrize("parent", [Agency, Record])
def test_it_is_not_read_as_its_parent(cls: Any, parent: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        untip.from_dict(parent, untip.to_dict(cls(**WHOLE)))
    assert [problem.field for problem in caught.value.problems] == ["audited", "staff"]
    assert all("unknown key" in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("cls", BOTH)
def test_what_is_read_is_checked_as_strictly(cls: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        untip.from_dict(cls, {"id": "alpha", "name": "Alpha", "type": "media", "staff": "7", "audited": ["2001-13"]})
    assert [problem.field for problem in caught.value.problems] == ["staff", "audited[0]"]


@pytest.mark.parametrize("cls", BOTH)
def test_it_is_a_value_like_its_parent(cls: Any) -> None:
    record, same = cls(**WHOLE), cls(**WHOLE)
    assert (record, hash(record)) == (same, hash(same))
    assert record != attrs.evolve(record, staff=8)
    assert cls(**GIVEN) != Agency(**GIVEN)
    assert repr(cls(**GIVEN, staff=7)) == f"<{cls.__name__} alpha: Alpha>"
    assert copy.copy(record) is copy.deepcopy(record) is record
    with pytest.raises(FrozenInstanceError):
        record.staff = 8
    with pytest.raises(ValidationError, match="staff: found '8'"):
        attrs.evolve(record, staff="8")
    assert not hasattr(record, "__dict__")


@pytest.mark.parametrize("cls", BOTH)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_it_is_pickled_by_the_names_of_its_fields(cls: Any, protocol: int) -> None:
    record = cls(**WHOLE)
    assert pickle.loads(pickle.dumps(record, protocol)) == record
    assert record.__getstate__() == WHOLE


def test_a_subclass_that_checks_more_calls_super_and_keeps_every_check() -> None:
    assert Counted(**WHOLE, rooms=3).rooms == 3
    with pytest.raises(ValidationError) as caught:
        Counted(**{**WHOLE, "id": "A", "staff": "7"}, rooms=-1)
    assert [problem.field for problem in caught.value.problems] == ["id", "staff"]
    with pytest.raises(ValueError, match="rooms must not be negative"):
        Counted(**WHOLE, rooms=-1)
    with pytest.raises(TypeError, match="rooms"):
        Counted(**WHOLE)


def test_what_a_subclass_raises_itself_is_a_problem_of_the_data_that_are_read() -> None:
    data = untip.to_dict(Counted(**WHOLE, rooms=3))
    assert untip.from_dict(Counted, data) == Counted(**WHOLE, rooms=3)
    with pytest.raises(ValidationError, match="ValueError: 'rooms must not be negative'"):
        untip.from_dict(Counted, data | {"rooms": -1})


def test_a_subclass_without_fields_is_read_by_its_own_class() -> None:
    record = Renamed(**GIVEN)
    assert untip.from_dict(Renamed, untip.to_dict(record)) == record
    assert record != Agency(**GIVEN)


def test_a_part_of_another_class_is_refused_where_its_parent_is_expected() -> None:
    spelled: Any = Spelled
    aliases: Any = (spelled(name="A", language="en"),)
    with pytest.raises(ValidationError, match=r"aliases\[0\]: found <Spelled>, expected untip\.schema\.Alias\("):
        Agency(**GIVEN, aliases=aliases)


def test_its_json_schema_has_its_fields() -> None:
    properties = untip.json_schema(Staffed)["properties"]
    assert properties["staff"]["type"] == "integer"
    assert set(properties) - set(untip.json_schema(Agency)["properties"]) == {"staff", "audited"}


def test_a_registry_holds_it_among_the_records_of_its_kind() -> None:
    members = (Role(who="alpha", role=untip.schema.RoleType.MEMBER),)
    record = Staffed(**{**WHOLE, "members": members})
    registry = untip.Registry([record])
    assert registry.agencies["alpha"] is record
    assert registry.find("Alpha") is record
    assert '"staff": 7' in registry.agencies.to_json()
