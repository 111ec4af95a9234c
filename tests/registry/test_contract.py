"""The public interface, as its contract puts it: each test one promise that a user would hold us to, on real records."""

import datetime
import gc
import json
import pickle
import warnings
import weakref
from typing import Any

import pytest
from world import Folder

import untip
from untip import CoverageWarning, PartialDate, Registry, UnknownIdError, UntipError, ValidationError
from untip.schema import KINDS, RELATIONS, AgencyType, HistoryEntry, InstrumentStatus

PROTOCOL = "palermo-protocol"


def agency(id: str, **fields: Any) -> untip.Agency:
    return untip.Agency(id=id, name=id.upper(), type=AgencyType.MEDIA, **fields)


def test_a_record_or_its_id_is_the_same_question() -> None:
    unodc, treaty, group = untip.agencies["unodc"], untip.instruments[PROTOCOL], untip.agencies["icat"]
    asked: list[Any] = [untip.related, untip.provenance, untip.cite, untip.to_dict, untip.dumps]
    for ask in asked:
        assert ask(unodc) == ask("unodc")
        with pytest.raises(UnknownIdError, match="did you mean unodc"):
            ask("unodcc")
    assert untip.parties(treaty) == untip.parties(PROTOCOL)
    assert untip.signatories(treaty) == untip.signatories(PROTOCOL)
    assert untip.participation(treaty, untip.states["nga"]) == untip.participation(PROTOCOL, "nga")
    assert untip.members(group) == untip.members("icat")
    assert untip.programs.filter(leads=unodc) == untip.programs.filter(leads="unodc")
    assert untip.search("victims", agency=unodc) == untip.search("victims", agency="unodc")
    assert untip.timeline(agency=unodc) == untip.timeline(agency="unodc")


def test_an_error_is_the_built_in_that_a_caller_would_expect() -> None:
    asked: list[tuple[type[Exception], Any]] = [
        (KeyError, lambda: untip.agencies["unocd"]),
        (IndexError, lambda: untip.agencies[10_000]),
        (LookupError, lambda: untip.find("Palermo Protocols")),
        (LookupError, untip.agencies.one),
        (AttributeError, lambda: untip.agencies.filter(parant="ecosoc")),
        (ValueError, lambda: untip.agencies.filter(type="specialised-agency")),
        (ValueError, lambda: untip.agencies.active("2010-13")),
        (TypeError, untip.agencies.active),
        (TypeError, lambda: Registry(5)),  # type: ignore[arg-type]
        (ValueError, lambda: untip.loads("{", untip.Agency)),
    ]
    for expected, ask in asked:
        with pytest.raises(UntipError) as caught:
            ask()
        assert isinstance(caught.value, expected)


def test_loading_keeps_a_hundred_problems_and_counts_the_rest(folder: Folder) -> None:
    folder.path("programs/many.yaml").write_text(
        f'name: "Many"\ntype: service\nleads: [{", ".join(f"UP{n}" for n in range(250))}]\n', "utf-8"
    )
    with pytest.raises(ValidationError) as caught:
        untip.load(folder.root)
    assert (len(caught.value.problems), caught.value.rest) == (100, 150)
    assert str(caught.value).endswith("… and 150 more")
    data = [{"kind": "program", "id": "many", "name": "Many", "type": "service", "leads": ["UP"] * 250}]
    (folder.root / "many.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(ValidationError) as caught:
        untip.load(folder.root / "many.json")
    assert (len(caught.value.problems), caught.value.rest) == (100, 150)


def test_a_view_names_records_as_they_were_named_then() -> None:
    was = HistoryEntry(field="parent", value="old", period=untip.Interval("2000/2010"))
    registry = Registry([agency("old"), agency("new"), agency("part", parent="new", history=(was,))])
    then = registry.as_of("2005")
    assert [[one.id for one in then.related(id, "parts")] for id in ("old", "new")] == [["part"], []]
    assert [[one.id for one in registry.related(id, "parts")] for id in ("old", "new")] == [[], ["part"]]


@pytest.mark.parametrize("day", ["1950", "2005-06", "2010-06-01"])
def test_a_view_answers_as_a_copy_that_shares_nothing_would(day: str) -> None:
    view = untip.as_of(day)
    alone = pickle.loads(pickle.dumps(view))
    for id in ("unodc", "unifem", "icat-2010", "untoc", "fra"):
        if view.get(id) is not None:
            assert view.related(id) == alone.related(id)
    for treaty in {"untoc", "crc", "slavery-convention-amended"} & set(view.instruments.ids):
        for basis in ("deposited", "in_force"):
            theirs = alone.parties(treaty, basis=basis)
            assert view.parties(treaty, basis=basis).ids == theirs.ids == untip.parties(treaty, day, basis).ids


def test_a_view_is_one_of_the_base_too() -> None:
    mine = Registry([agency("mine", parent="un-women")], base=untip.registry)
    assert [one.id for one in mine.related("mine", "parent")] == ["un-women"]
    assert list(mine.as_of("2010-06-01").related("mine", "parent")) == []


def test_a_time_that_goes_beyond_the_data_warns() -> None:
    until = untip.parties(PROTOCOL).known_until
    assert until is not None
    after = until.latest + datetime.timedelta(1)
    for on in (after, f"{until.year}", f"2000/{after}", untip.Interval("2000/..")):
        with pytest.warns(CoverageWarning, match=str(until)):
            untip.parties(PROTOCOL, on=on)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        untip.parties(PROTOCOL, on=until)
        untip.parties(PROTOCOL)


def test_the_stages_of_the_protocol_are_members_and_texts() -> None:
    assert untip.instruments[PROTOCOL].status("2002") is InstrumentStatus.OPEN_FOR_SIGNATURE
    assert untip.instruments[PROTOCOL].status("2002") == "open-for-signature"
    assert str(PartialDate(datetime.date(2006, 9, 1))) == "2006-09-01"


def test_each_way_of_a_relation_has_a_name_of_its_own() -> None:
    forward = {(kind, rel.forward) for rel in RELATIONS for kind in (KINDS if rel.kind == "*" else (rel.kind,))}
    backward = {(kind, rel.backward) for rel in RELATIONS for kind in rel.targets or KINDS}
    assert not forward & backward


def test_the_index_of_words_goes_with_its_registry() -> None:
    registry = Registry([agency("alpha")])
    assert registry.search("alpha")
    index = weakref.ref(registry._records.store.words())
    assert index() is not None
    del registry
    gc.collect()
    assert index() is None


def test_what_fields_mean_is_told_without_the_source_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspect.getsource", None)
    assert untip.json_schema(untip.Agency)["properties"]["mandate"]["description"].startswith("What it is there for")
