"""Arguments that are wrong are refused, with what would be right; those that are meant in another way are taken."""

from collections.abc import Callable

import pytest

import untip
from untip import Registry


class Place(int):
    """A whole number of another class, as numpy's are."""


class Third:
    """Something that is a whole number when asked, as `numpy.int64` is."""

    def __index__(self) -> int:
        return 2


class Array:
    """Something that has the method of whole numbers and is none, as an array of several is."""

    def __index__(self) -> int:
        raise TypeError("only integer scalar arrays can be converted to a scalar index")

    def __repr__(self) -> str:
        return "<Array>"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: untip.party_counts("untoc", basis="x"), "'x' is not a basis: deposited or in_force"),  # type: ignore[arg-type]
        (lambda: untip.party_counts("untoc", by="month"), "'month' is not what counts can be by: year"),  # type: ignore[arg-type]
        (lambda: untip.party_counts("untoc", regional="no"), "regional must be True or False, found 'no'"),  # type: ignore[arg-type]
        (lambda: untip.parties("untoc", regional="no"), "regional must be True or False"),  # type: ignore[arg-type]
        (lambda: untip.parties("untoc", certain=1), "certain must be True or False, found 1"),  # type: ignore[arg-type]
        (lambda: untip.members("icat", certain="yes"), "certain must be True or False"),  # type: ignore[arg-type]
        (lambda: untip.agencies.active("2010", certain="yes"), "certain must be True or False"),  # type: ignore[arg-type]
        (lambda: untip.agencies.dated("established", "2010", certain="yes"), "certain must be True"),  # type: ignore[arg-type]
        (lambda: untip.agencies.sort("established", reverse="x"), "reverse must be True or False"),  # type: ignore[arg-type]
        (lambda: untip.table("participation", action="ratify"), "'ratify' is not a value of action"),
        (lambda: untip.table("relations", relation="lead"), "'lead' is not a value of relation; did you mean leads"),
        (lambda: untip.table("relations", subject_kind="agencie"), "not a value of subject_kind; did you mean agency"),
        (lambda: untip.table("roles", role="leed"), "'leed' is not a value of role; did you mean lead"),
        (lambda: untip.programs.filter(leads="untoc"), "untoc is of kind instrument; leads names agency"),
        (lambda: untip.programs.filter(leads=untip.instruments["untoc"]), "leads names agency"),
        (lambda: untip.findings.filter(addressees="untoc"), "addressees names agency or program or state"),
        (
            lambda: untip.participation("untoc", party="palermo-protocol"),
            "only a State or an organization can be a party",
        ),
        (lambda: untip.search("child", agency="untoc"), "untoc is of kind instrument; expected an agency"),
        (lambda: untip.panel(["untoc", "UNTOC"], "2000"), "untoc is named twice"),
        (lambda: untip.as_of("2001").parties("untoc", on="2005"), "is as of 2001-12-31; ask the whole registry for"),
        (lambda: untip.as_of("2008").members("icat", on="2010"), "ask the whole registry for the later day 2010"),
        (lambda: untip.agencies.active("1990s"), "such as 199X"),
        (lambda: untip.agencies.active("1990-2000"), "such as 1990/2000"),
    ],
)
def test_what_is_wrong_is_refused_with_what_would_be_right(call: Callable[[], object], error: str) -> None:
    with pytest.raises(untip.UntipError) as caught:
        call()
    assert error in str(caught.value)


def test_a_position_is_any_whole_number(world: Registry) -> None:
    assert world.agencies[Place(0)] is world.agencies[0]
    assert world.agencies[Third()] is world.agencies[2]  # type: ignore[call-overload]
    with pytest.raises(untip.UsageError, match="not by True"):
        world.agencies[True]
    with pytest.raises(untip.UsageError, match="not by <Array>"):
        world.agencies[Array()]  # type: ignore[call-overload]


def test_a_record_is_replaced_by_one_of_its_own_kind_alone(world: Registry) -> None:
    program = untip.from_dict(untip.schema.Program, {"id": "alpha", "name": "The Program", "type": "project"})
    with pytest.raises(untip.ValidationError, match=r"rename one of the two$"):
        world.merge(Registry([program]), replace=True)
    with pytest.raises(untip.UsageError, match="replace must be True or False"):
        world.merge(Registry([world.agencies["alpha"]]), replace="yes")  # type: ignore[arg-type]


def test_a_registry_without_records_is_false_as_an_empty_list_is(world: Registry) -> None:
    assert not Registry([])
    assert world


def test_what_is_asked_of_a_field_is_as_it_holds_it() -> None:
    both = untip.agencies | untip.instruments
    assert "unodc" in both.filter(established="1997").ids  # for an instrument it names bodies
    assert list(both.filter(established="nga")) == []
    assert untip.agencies.filter(id=untip.agencies["unodc"]).ids == ("unodc",)
    assert {row.record.id for row in untip.table("aliases", lang="fr")} > {"fra"}


def test_parties_of_a_table_that_has_only_a_part_come_with_a_warning() -> None:
    with pytest.warns(untip.errors.CoverageWarning, match="has only a part of its parties"):
        assert untip.parties("slavery-convention-1926", on="1930")
