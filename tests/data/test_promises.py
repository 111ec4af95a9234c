"""What the interface promises of real records, in the words of its contract."""

import pytest

import untip


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Palermo Protocol", "palermo-protocol"),
        ("a/res/64/293", "ga-res-64-293"),
        ("UN.GIFT", "un-gift"),
        ("UN-GIFT", "un-gift"),
        ("ungift", "un-gift"),
        ("8.7", "sdg-8-7"),
        ("SDG 8.7", "sdg-8-7"),
        ("Target 8.7", "sdg-8-7"),
        ("UNODC", "unodc"),
        ("ODCCP", "unodc"),
    ],
)
def test_the_names_that_the_interface_promises_are_found(name: str, id: str) -> None:
    assert untip.find(name).id == id


def test_what_the_interface_promises_of_time_holds() -> None:
    then = untip.as_of("2010-06-01")
    assert then.find("UNIFEM").id == "unifem"
    assert "un-women" not in then.agencies
    assert "un-women" in untip.as_of("2010-07-02").agencies
    assert untip.instruments["palermo-protocol"].status("2002").value == "open-for-signature"


def test_icat_grew_from_seven_to_eighteen() -> None:
    assert untip.members("icat", on="2006-09", certain=True).ids == (
        *("ilo", "iom", "unicef", "unifem", "daw", "unhcr", "unodc"),
    )
    assert len(untip.members("icat", on="2010-10", certain=True)) == 18
    assert "un-women" not in untip.members("icat", on="2006-09").ids


def test_a_group_has_no_members_before_it_is_or_after_it_was() -> None:
    assert len(untip.members("icat", on="1990")) == len(untip.members("icat", on="2005-01-01")) == 0
    with pytest.warns(untip.CoverageWarning):
        assert len(untip.members("gmg", on="2022")) == 0
