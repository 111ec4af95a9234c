"""Where a fact comes from: the citations of a field, and the disputes about it."""

from typing import Any

import pytest

from untip import Registry, __data_version__
from untip._search.relations import parts
from untip.errors import UnknownFieldError, UnknownIdError
from untip.schema import KINDS, Agency, AgencyType, Citation, Claim, Dispute, DisputeType


def places(citations: tuple[Citation, ...]) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    return [(citation.source, citation.lines) for citation in citations]


def test_the_citations_of_a_field_are_its_own_and_those_of_its_items(world: Registry) -> None:
    assert places(world.provenance("alpha", "name")) == [("plan", ((1, 3), (9, 9)))]
    assert places(world.provenance("alpha", "mandate")) == [("site", ())]
    assert places(world.provenance("alpha", "activities")) == [("plan", ((7, 7),))]
    assert places(world.provenance("alpha", "activities[0]")) == [("plan", ((7, 7),))]
    assert places(world.provenance("alpha", "disputes[0].claims[1]")) == [("site", ())]
    assert places(world.provenance("alpha", "disputes")) == [("plan", ((2, 2),)), ("site", ())]
    assert world.provenance("alpha", "summary") == world.provenance("alpha", "citations") == ()
    assert world.provenance("charter", "in_force_condition") == (world.instruments["charter"].citations[0],)


def test_what_replaced_a_record_in_a_merge_cites_the_record_that_it_replaced(world: Registry) -> None:
    merged = world.merge(Registry([world.agencies["beta"].__replace__(name="Beta Bureau of Alpha")]), replace=True)
    cited = merged.provenance("beta")
    (one,) = cited.pop("replaces")
    assert one.source == "untip"
    assert one.section == f"record beta of data version {__data_version__}, replaced in this registry"
    assert cited == world.provenance("beta")
    assert "replaces" not in merged.provenance("alpha")


def test_without_a_field_every_field_and_item_that_is_cited_is_given(world: Registry) -> None:
    own = [("plan", ((1, 3), (9, 9)))]
    assert {name: places(cited) for name, cited in world.provenance("alpha").items()} == {
        **dict.fromkeys(("name", "acronym", "established", "established_by"), own),
        "mandate": [("site", ())],
        "history[0]": [("site", ())],
        "disputes[0].claims[0]": [("plan", ((2, 2),))],
        "disputes[0].claims[1]": [("site", ())],
        "activities[0]": [("plan", ((7, 7),))],
    }


def test_both_ways_of_asking_agree(world: Registry) -> None:
    for cls in KINDS.values():
        for record in getattr(world, cls.folder):
            for path, cited in world.provenance(record).items():
                assert world.provenance(record, path) == cited


@pytest.mark.parametrize(
    "field", ["nam", "activities[1]", "activities[0].nothing", "activities[-1]", "name[0]", "", 5, [], "[", "a.b"]
)
def test_a_field_or_item_that_is_not_there_is_an_error(world: Registry, field: Any) -> None:
    with pytest.raises(UnknownFieldError, match=" is not a field of agency, or the path of an item of it"):
        world.provenance("alpha", field)


def test_disputes_stand_with_their_records(world: Registry) -> None:
    alpha = world.agencies["alpha"]
    assert world.disputes() == ((alpha, alpha.disputes[0]),)


def test_each_part_of_a_record_has_its_path_with_a_number_only_in_a_list(world: Registry) -> None:
    paths = ["in_force_condition", "provisions[0]", "provisions[0].citations[0]", "citations[0]", "citations[1]"]
    assert sorted(path for path, _ in parts(world.instruments["charter"])) == sorted(paths)


def test_a_dispute_is_stored_once_and_found_from_every_record_that_it_concerns() -> None:
    cited = (Citation(source="s"),)
    claims = tuple(Claim(value=value, citations=cited) for value in ("1", "2"))
    dispute = Dispute(about="x", type=DisputeType.CONTRADICTION, also=("beta",), claims=claims)
    other = Dispute(about="y", claims=claims)
    alpha, beta, gamma = (
        Agency(id=id, name=id.title(), type=AgencyType.MEDIA, disputes=(dispute, other) if id == "alpha" else ())
        for id in ("alpha", "beta", "gamma")
    )
    registry = Registry([alpha, beta, gamma])
    assert registry.disputes() == registry.disputes("alpha") == ((alpha, dispute), (alpha, other))
    assert registry.disputes(beta) == registry.disputes("beta") == ((alpha, dispute),)
    assert registry.disputes("gamma") == ()
    assert registry.disputes(type="contradiction") == ((alpha, dispute),)
    assert registry.related("beta", "disputed_in").ids == ("alpha",)
    assert registry.related("alpha", "disputes_concern").ids == ("beta",)
    with pytest.raises(UnknownFieldError, match="did you mean precision"):
        registry.disputes(type="precise")
    with pytest.raises(UnknownIdError):
        registry.disputes("delta")
