"""The registry's questions about treaties: parties, signatories, participation."""

import datetime
import warnings

import pytest
from builders import row, treaty
from world import Folder

import untip
from untip._registry.registry import Registry, of_store
from untip._store.memory import MemoryStore
from untip.dates import PartialDate
from untip.errors import (
    CoverageWarning,
    NotFoundError,
    UnknownFieldError,
    UsageError,
)
from untip.schema import Action, Coverage

PROTOCOL = "palermo-protocol"


def test_parties_are_states_and_regional_organizations() -> None:
    parties = untip.parties(PROTOCOL)
    assert {one.kind for one in parties} == {"state", "agency"}
    assert "european-union" in parties
    assert "jpn" in parties
    states = untip.parties(PROTOCOL, regional=False)
    assert len(parties) - len(states) == 1
    assert list(states.ids) == sorted(states.ids)


def test_on_none_is_as_far_as_the_data_reach() -> None:
    parties = untip.parties(PROTOCOL)
    until = parties.known_until
    assert until is not None
    assert parties.ids == untip.parties(PROTOCOL, on=until).ids
    with pytest.warns(CoverageWarning, match=str(until)):
        assert untip.parties(PROTOCOL, on=until.latest + datetime.timedelta(1)).ids == parties.ids
    with pytest.warns(CoverageWarning, match="^the signatories of palermo-protocol are known until "):
        untip.signatories(PROTOCOL, on="2030")
    with pytest.warns(CoverageWarning, match=f"known until {until}; {until.year} goes beyond it"):
        untip.parties(PROTOCOL, on=str(until.year))  # of what came later in that year nothing is known
    with pytest.warns(CoverageWarning, match=f"known until {until}; {until.year} goes beyond it"):
        # and so nobody is a party certainly
        assert untip.parties(PROTOCOL, on=str(until.year), certain=True).ids == ()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        untip.parties(PROTOCOL, on="2020/2024")


def test_certain_parties_are_among_the_possible_ones() -> None:
    possible, certain = (untip.parties("ilo-c182", on="2005-06-01", certain=only) for only in (False, True))
    assert set(certain.ids) < set(possible.ids)
    assert set(possible.ids) - set(certain.ids) == {"ven"}


def test_a_view_as_of_a_day_answers_for_that_day() -> None:
    then = untip.as_of("2010-10-18")
    assert then.parties(PROTOCOL).ids == untip.parties(PROTOCOL, on="2010-10-18").ids
    assert len(then.parties(PROTOCOL, on="2005-01-01")) < len(then.parties(PROTOCOL))
    assert len(untip.as_of("2000-12-13").signatories(PROTOCOL)) < len(untip.signatories(PROTOCOL))


def test_a_view_may_be_asked_before_the_registry_that_it_is_of() -> None:
    until = {"t": Coverage(instrument="t", known_until=PartialDate("2015"), source="s")}
    tables = {"t": (row(date="2010-01-01"),)}
    own = of_store(MemoryStore([treaty()], coverage=until, tables=tables), untip.registry)
    assert own.as_of("2012").parties("t").ids == own.parties("t").ids == ("fra",)


def test_participation_gives_rows_with_their_entry_into_force() -> None:
    signed, ratified = untip.participation(PROTOCOL, party="usa")
    assert (signed.action, str(signed.date), signed.in_force) == (Action.SIGNATURE, "2000-12-13", None)
    assert (str(ratified.date), str(ratified.in_force)) == ("2005-11-03", "2005-12-03")
    assert tuple(untip.participation(PROTOCOL, party=untip.states["usa"])) == (signed, ratified)
    assert len(untip.participation(PROTOCOL, party="prk")) == 0
    whole = untip.participation(untip.instruments[PROTOCOL])
    assert whole == untip.participation(PROTOCOL)
    assert [row for row in whole if row.party == "usa"] == [signed, ratified]


def test_parties_and_signatories_come_by_id_whatever_the_order_of_the_table() -> None:
    actions = [row(action, "2001", party) for party in ("nga", "fra") for action in ("signature", "ratification")]
    until = {"t": Coverage(instrument="t", known_until=PartialDate("2015"), source="s")}
    own = of_store(MemoryStore([treaty()], coverage=until, tables={"t": tuple(actions)}), untip.registry)
    assert own.parties("t").ids == own.signatories("t").ids == ("fra", "nga")


def test_questions_that_cannot_be_answered_say_why() -> None:
    with pytest.raises(NotFoundError, match="ets-116 has no table of participation"):
        untip.parties("ets-116")
    with pytest.raises(UsageError, match="agency"):
        untip.parties("unodc")
    with pytest.raises(UnknownFieldError, match="in_force"):
        untip.parties(PROTOCOL, basis="inforce")  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="untoc"):
        untip.parties("untok")
    with pytest.raises(LookupError):
        untip.participation(PROTOCOL, party="zzz")


def test_a_treaty_without_a_table_is_not_said_to_be_missing(world: Registry) -> None:
    with pytest.raises(NotFoundError, match=r"^ga-res-55-25 has no table of participation; the [0-9]+ treaties with"):
        untip.parties("ga-res-55-25")
    with pytest.raises(NotFoundError, match=r"^annex has no table of participation; those with one are charter"):
        world.parties("annex")
    alone = Registry([world.instruments["charter"]])
    with pytest.raises(NotFoundError, match=r"^charter has no table of participation; no treaty here has one$"):
        alone.parties("charter")


def test_a_registry_of_ones_own_answers_from_its_table_and_its_base() -> None:
    table = {"t": (row(date="2010-01-01"), row(date="2012-01-01", party="european-union"))}
    until = {"t": Coverage(instrument="t", known_until=PartialDate("2015"), source="s")}
    own = of_store(MemoryStore([treaty()], coverage=until, tables=table), untip.registry)
    assert [one.name for one in own.parties("t", regional=False)] == ["France"]
    assert own.parties("t").known_until == PartialDate("2015")
    assert own.parties(PROTOCOL).ids == untip.parties(PROTOCOL).ids
    assert len(own.parties(PROTOCOL)[0].name) > 0
    alone = untip.Registry([treaty()])
    with pytest.raises(NotFoundError, match="no treaty here has one"):
        alone.parties("t")


def test_signatories_are_a_collection_that_knows_how_far_it_reaches(world: Registry) -> None:
    found = world.signatories("charter")
    assert (found.ids, str(found.known_until)) == (("fra",), "2010-12-31")
    assert found.first().name == "France"
    assert "fra" in found.filter(kind="state")


def test_an_undated_signature_counts_in_a_table_too(folder: Folder) -> None:
    folder.add("participation/charter.csv", "nga,signature,,,site,\n")
    assert untip.load(folder.root, base=None).signatories("charter").ids == ("fra", "nga")
