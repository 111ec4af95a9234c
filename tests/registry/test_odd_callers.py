"""Whoever asks, and with whatever: an error of ours or an answer, never the exception of a strange object."""

import importlib
import pickle
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from world import Folder

import untip
from untip import Registry
from untip.errors import UntipError
from untip.schema import KINDS


class Unhashable(str):
    __slots__ = ()

    def __hash__(self) -> int:
        raise RuntimeError("no hash")


class Unequal(str):
    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no equality")


class Broken(str):
    """A text of which no method works."""

    __slots__ = ()

    def _refuse(self, *_: Any) -> Any:
        raise RuntimeError("no")


for name in ("__str__", "__len__", "__iter__", "__getitem__", "encode", "casefold", "strip"):
    setattr(Broken, name, Broken._refuse)


class Pretender:
    """An object that says it is of another class."""

    def __init__(self, cls: type[Any]) -> None:
        object.__setattr__(self, "cls", cls)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        return object.__getattribute__(self, "cls")


class Unshown(int):
    def __repr__(self) -> str:
        raise RuntimeError("no repr")


Ask = Callable[[Any], object]
QUESTIONS: dict[str, Ask] = {
    "collection[…]": lambda value: untip.agencies[value],
    "collection.get": untip.agencies.get,
    "collection.index": untip.agencies.index,
    "get": untip.get,
    "find": untip.find,
    "related": untip.related,
    "members": untip.members,
    "parties": untip.parties,
    "participation": untip.participation,
    "party": lambda value: untip.participation("palermo-protocol", party=value),
    "provenance": untip.provenance,
    "disputes": untip.disputes,
    "cite": untip.cite,
    "to_dict": untip.to_dict,
    "dumps": untip.dumps,
    "search by an agency": lambda value: untip.search("child", agency=value),
}
TEXTS = (Unhashable, Unequal, Broken)


@pytest.mark.filterwarnings("ignore:the members of unodc are not in the data")
@pytest.mark.parametrize("cls", TEXTS)
@pytest.mark.parametrize("ask", QUESTIONS)
def test_a_text_of_any_class_is_the_text(ask: str, cls: type[str]) -> None:
    def answer(text: str) -> tuple[str, str]:
        try:
            return "answer", repr(QUESTIONS[ask](text))
        except (UntipError, ValueError) as error:
            return type(error).__name__, str(error)

    assert answer(cls("unodc")) == answer("unodc")


@pytest.mark.parametrize("cls", [untip.Agency, untip.Instrument, str, Registry])
@pytest.mark.parametrize("ask", sorted(set(QUESTIONS) - {"collection.index"}))
def test_what_only_says_that_it_is_a_record_or_a_text_is_refused(ask: str, cls: type[Any]) -> None:
    with pytest.raises(UntipError):
        QUESTIONS[ask](Pretender(cls))


def test_what_only_says_that_it_is_a_record_is_in_nothing() -> None:
    for cls in (untip.Agency, str):
        assert Pretender(cls) not in untip.agencies
        assert untip.agencies.count(Pretender(cls)) == 0
    assert all(cls("unodc") in untip.agencies for cls in TEXTS)


def test_what_only_says_that_it_is_a_registry_or_a_file_is_refused(folder: Folder) -> None:
    base: Any = Pretender(Registry)
    for ask in (
        lambda: Registry([], base=base),
        lambda: Registry().merge(base),
        lambda: untip.load(folder.root, base=base),
        lambda: untip.loads(Pretender(str), untip.Agency),  # type: ignore[arg-type]
        lambda: untip.load(Pretender(Path)),  # type: ignore[arg-type]
        lambda: Registry([Pretender(untip.Agency)]),  # type: ignore[list-item]
        lambda: untip.attach(Pretender(str)),
    ):
        with pytest.raises(UntipError):
            ask()


def test_a_text_of_any_class_is_a_path_or_a_text_to_read(folder: Folder) -> None:
    assert len(untip.load(Broken(folder.root), base=None)) == len(untip.load(folder.root, base=None))
    text = '{"id": "x", "name": "X", "type": "media"}'
    assert untip.loads(Broken(text), untip.Agency) == untip.loads(text, untip.Agency)
    with pytest.raises(UntipError, match="a path must not be empty"):
        untip.load(Broken(""))


def test_an_endless_path_is_shown_in_brief() -> None:
    with pytest.raises(UntipError) as caught:
        untip.validate("x" * 1_000_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "value", [10**5000, Unshown(10**9), "\ud800", "x" * 1_000_000], ids=lambda value: type(value).__name__
)
def test_an_error_shows_itself_whatever_was_given(value: Any) -> None:
    for ask in (
        lambda: untip.agencies.sort(value),
        lambda: untip.as_of(value),
        lambda: untip.related("unodc", value),
        lambda: untip.get(value) or untip.agencies[value],
    ):
        with pytest.raises(UntipError) as caught:
            ask()
        assert len(str(caught.value)) < 2000
        assert len(repr(caught.value)) < 2000


def test_a_number_beyond_all_floats_is_no_name() -> None:
    assert untip.resolve([10**400]) is not None


@pytest.mark.parametrize("name", ["day", "agencies", "_records", "anything"])
def test_a_registry_loses_and_changes_nothing(name: str) -> None:
    before = untip.registry.day, untip.registry.agencies, untip.registry._records
    with pytest.raises(AttributeError, match="immutable"):
        delattr(untip.registry, name)
    with pytest.raises(AttributeError, match="immutable"):
        setattr(untip.registry, name, None)
    assert (untip.registry.day, untip.registry.agencies, untip.registry._records) == before


def test_the_kinds_cannot_be_changed() -> None:
    known: Any = KINDS
    for change in (
        lambda: known.clear(),  # noqa: PLW0108 - that it is looked up is the test
        lambda: known.pop("agency"),
        lambda: known.update(x=untip.Agency),
        lambda: known.__setitem__("x", untip.Agency),
        lambda: known.__delitem__("agency"),
    ):
        with pytest.raises((AttributeError, TypeError)):
            change()  # type: ignore[no-untyped-call]
    assert known["agency"] is untip.Agency


@pytest.mark.parametrize("id", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_an_id_that_windows_cannot_store_is_refused(folder: Folder, id: str) -> None:
    with pytest.raises(UntipError, match="cannot be the name of a file on Windows"):
        untip.from_dict(untip.Agency, {"id": id, "name": "X", "type": "media"})
    folder.write(f"agencies/{id}.yaml", 'name: "X"\ntype: media\n')
    assert any("cannot be the name of a file on Windows" in said for said in folder.said())


def test_a_redirect_shadows_no_id_of_the_base(folder: Folder, tmp_path: Path) -> None:
    base = untip.load(folder.root, base=None)
    own = Folder(tmp_path / "own")
    (tmp_path / "mine" / "sdg_targets").mkdir(parents=True)
    mine = tmp_path / "mine"
    (mine / "redirects.yaml").write_text('beta: {to: alpha, since: "2026.1", why: "shadows"}\n', encoding="utf-8")
    said = [str(problem) for problem in untip.validate(mine, base=base)]
    assert [one for one in said if "'beta' is the id of a record in the base" in one]
    assert own.said() == []
    assert base.get("beta") is base.agencies["beta"]


def test_a_registry_without_records_is_false_as_any_empty_collection_is() -> None:
    assert not Registry()
    assert untip.registry
    assert len(Registry()) == 0


def test_a_second_import_keeps_nothing_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules that were dropped are freed: nothing global of the interpreter holds them."""
    kept = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "untip"}
    for name in kept:
        monkeypatch.delitem(sys.modules, name)
    first = importlib.import_module("untip.errors")
    gone = weakref.ref(first)
    assert first is not kept["untip.errors"]
    for name in [name for name in sys.modules if name.partition(".")[0] == "untip"]:
        del sys.modules[name]
    del first
    import gc

    gc.collect()
    assert gone() is None


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
def test_copies_answer_like_the_original(world: Registry, protocol: int) -> None:
    def copy(value: Any) -> Any:
        return pickle.loads(pickle.dumps(value, protocol))

    view = untip.as_of("2010-06-01")
    assert copy(view).day == view.day
    assert copy(view).agencies.ids == view.agencies.ids
    assert [one.record.id for one in copy(view).search("child")] == [one.record.id for one in view.search("child")]
    union = world.agencies | untip.agencies
    again = copy(union)
    assert again.ids == union.ids
    assert [one.record.id for one in again.search("drugs")] == [one.record.id for one in union.search("drugs")]
    matches = world.search("charter")
    assert copy(matches) == matches
    with pytest.raises(UntipError) as caught:
        untip.find("Palermo Protocl of 2000")
    data = pickle.dumps(caught.value, protocol)
    assert len(data) < 5000, "the suggestions, not the registry"
    assert copy(caught.value).suggestions == caught.value.suggestions  # type: ignore[attr-defined]
