"""Who belonged to a group at a time, in what role."""

import warnings
from typing import Any

import pytest

import untip
from untip import Registry
from untip.errors import (
    CoverageWarning,
    InvalidDateError,
    UnknownFieldError,
    UsageError,
)
from untip.schema import RoleType


def ids(records: Any) -> list[str]:
    return [record.id for record in records]


@pytest.mark.parametrize(
    ("on", "certain", "members"),
    [
        (None, False, ["alpha", "beta", "fra"]),
        (None, True, ["alpha", "beta"]),
        ("2000", False, []),
        ("2001-04", False, ["beta", "fra"]),
        ("2001-06", True, ["alpha"]),
        ("2003", True, ["alpha", "beta"]),
        ("2004-06", False, ["alpha", "beta", "fra"]),
    ],
)
def test_members_are_those_that_a_source_attests_or_dates_or_leaves_possible(
    world: Registry, on: str | None, certain: bool, members: list[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CoverageWarning)
        assert ids(world.members("group", on, certain)) == members


def test_members_hold_a_role(world: Registry) -> None:
    assert ids(world.members("group", role="chair")) == ["alpha"]
    assert ids(world.members("group", role=RoleType.OBSERVER)) == ["fra"]
    assert ids(world.members("group", role="host")) == []
    roles: list[Any] = ["chairs", 5, []]
    for role in roles:
        with pytest.raises(UnknownFieldError, match=" is not a role"):
            world.members("group", role=role)


def test_a_day_after_what_the_data_cover_warns_on_the_callers_line(world: Registry) -> None:
    with pytest.warns(
        CoverageWarning, match="the members of group are known until 2004-02-29; 2010 lies after it"
    ) as caught:
        assert ids(world.members("group", "2010")) == ["alpha", "fra"]
    assert caught[0].filename == __file__


def test_a_group_whose_members_are_not_in_the_data_says_so(world: Registry) -> None:
    with pytest.warns(CoverageWarning, match="^the members of alpha are not in the data$"):
        nobody = world.members("alpha", "2010")
    assert (list(nobody), nobody.known_until) == ([], None)


def test_members_are_an_agencys_and_are_asked_by_a_date(world: Registry) -> None:
    with pytest.raises(UsageError, match="charter is of kind instrument; only an agency has members"):
        world.members("charter")
    for group in ("group", "alpha"):
        with pytest.raises(InvalidDateError):
            world.members(group, "2000-13")


def test_members_as_of_a_day_are_those_of_the_day(world: Registry) -> None:
    assert ids(world.as_of("2003").members("group", certain=True)) == ["alpha", "beta"]
    assert ids(world.as_of("2001-06").members("group", certain=True)) == ["alpha"]


def test_a_role_that_is_none_gets_the_nearest() -> None:
    with pytest.raises(UnknownFieldError) as caught:
        untip.members("icat", role="membr")
    assert (caught.value.expected, caught.value.suggestions[0]) == ("a role", "member")
