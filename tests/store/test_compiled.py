"""The compiled parts of a wheel: they return the records that were compiled, once, to every thread and process."""

import json
import multiprocessing
import os
import pickle
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from operator import attrgetter, itemgetter, methodcaller
from typing import Any

import pytest
from world import Folder

import untip
from untip._registry.registry import Registry, of_store
from untip._store.base import Store
from untip._store.compiled import BLOCK, CompiledStore, Part, write_part
from untip._store.compiling import compile_parts
from untip._store.folder import FolderStore
from untip._store.memory import MemoryStore
from untip.schema import KINDS, Record


def everything(store: Store) -> list[Record]:
    return [store.record(kind, id) for kind in KINDS for id in store.ids(kind)]


@pytest.fixture
def store(folder: Folder) -> FolderStore:
    return FolderStore(folder.root)


def same(left: Store, right: Store) -> None:
    """Check that two stores answer alike, record by record."""
    assert {kind: left.ids(kind) for kind in KINDS} == {kind: right.ids(kind) for kind in KINDS}
    for one, other in zip(everything(left), everything(right), strict=True):
        assert one == other
        assert repr(one) == repr(other)
    assert left.index() == right.index()
    assert left.words().write() == right.words().write()
    assert dict(left.redirects()) == dict(right.redirects())
    assert dict(left.coverage()) == dict(right.coverage())
    for treaty in [*left.coverage(), "nothing"]:
        assert left.participation(treaty) == right.participation(treaty)


def test_the_parts_of_a_store_give_the_store(store: FolderStore) -> None:
    same(CompiledStore(compile_parts(store).__getitem__), store)


@pytest.mark.slow
def test_the_parts_of_the_packages_own_records_give_them(own: MemoryStore) -> None:
    same(CompiledStore(compile_parts(own).__getitem__), own)


@pytest.mark.slow
def test_a_record_is_built_once_and_shares_what_others_say_too(own: MemoryStore) -> None:
    store = CompiledStore(compile_parts(own).__getitem__)
    registry = of_store(store)
    assert registry.agencies["unodc"] is registry.get("unodc")
    citations = [citation for id in store.ids("finding") for citation in store.record("finding", id).citations]
    for name in ("source", "section", "supports"):
        texts = [getattr(citation, name) for citation in citations]
        assert len({id(text) for text in texts}) == len(set(texts))


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_a_part_gives_the_line_of_each_id_in_any_order(count: int) -> None:
    ids = tuple(sorted(f"id-{number}" for number in range(count)))
    part = Part(write_part(ids, [f'"{id}"'.encode() for id in ids]))
    assert part.ids == ids
    for id in (*ids, *reversed(ids), *ids[::BLOCK]):
        assert json.loads(part.line(id)) == id


def test_a_store_goes_to_another_process_with_its_reader(store: FolderStore) -> None:
    whole = CompiledStore(compile_parts(store).__getitem__)
    everything(whole)  # what it has read stays here
    same(pickle.loads(pickle.dumps(whole)), whole)


def test_equal_stores_give_equal_bytes(store: FolderStore) -> None:
    parts = compile_parts(store)
    again = compile_parts(MemoryStore(reversed(everything(store)), store.redirects(), store.coverage(), {
        treaty: store.participation(treaty) for treaty in store.tables()
    }))  # fmt: skip
    assert parts == again
    assert compile_parts(CompiledStore(parts.__getitem__)) == parts


def test_the_parts_are_those_of_the_kinds_the_indexes_and_the_tables(store: FolderStore) -> None:
    assert set(compile_parts(store)) == {
        *(f"{kind}.part" for kind in KINDS),
        *(
            "ids.json",
            "names.json",
            "words.tsv",
            "postings.tsv",
            "redirects.json",
            "coverage.json",
            "participation-charter.json",
        ),
    }


class SlowParts:
    """Returns parts slowly, and notes which are asked for."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.asked: list[str] = []

    def __call__(self, name: str) -> bytes:
        self.asked.append(name)
        time.sleep(0.005)
        return self.parts[name]


def test_one_record_is_read_from_one_part(store: FolderStore) -> None:
    reader = SlowParts(compile_parts(store))
    compiled = CompiledStore(reader)
    assert reader.asked == []
    assert of_store(compiled).agencies["alpha"] == store.record("agency", "alpha")
    assert reader.asked == ["agency.part"]


def test_an_id_of_any_kind_is_read_from_the_part_of_ids_and_one_other(store: FolderStore) -> None:
    reader = SlowParts(compile_parts(store))
    assert of_store(CompiledStore(reader)).get("charter") == store.record("instrument", "charter")
    assert reader.asked == ["ids.json", "instrument.part"]


def test_the_index_of_names_is_read_to_find_alone(store: FolderStore) -> None:
    reader = SlowParts(compile_parts(store))
    registry = of_store(CompiledStore(reader))
    assert registry.find("The Charter").id == "charter"
    assert sorted(reader.asked) == ["ids.json", "instrument.part", "names.json"]


def test_however_many_threads_ask_each_part_is_read_once(store: FolderStore) -> None:
    reader = SlowParts(compile_parts(store))
    registry = of_store(CompiledStore(reader))
    ready = threading.Barrier(8)
    found: list[Any] = []

    def ask() -> None:
        ready.wait()
        found.append(
            (
                registry.agencies["alpha"],
                registry.find("The Charter"),
                registry.search("summit")[0].record,
                registry.parties("charter", on="2010").ids,
                len(registry),
            )
        )

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert all(one == found[0] and one[0] is found[0][0] for one in found)
    loaded = [name for name in reader.asked if not name.startswith("participation-")]
    assert len(loaded) == len(set(loaded))


ASKED = {
    "ids": methodcaller("ids", "agency"),
    "kind_of": methodcaller("kind_of", "charter"),
    "index": methodcaller("index"),
    "words": methodcaller("words"),
    "redirects": methodcaller("redirects"),
    "coverage": methodcaller("coverage"),
}
"""Questions, each of which reads a part or builds an index."""


@pytest.mark.parametrize(
    ("stored", "question"),
    [*((CompiledStore, name) for name in ASKED), (FolderStore, "index"), (FolderStore, "words")],
)
def test_a_thread_that_waited_takes_what_another_thread_has_read(
    stored: type[Store], question: str, store: FolderStore, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ASKED[question]
    reader = SlowParts(compile_parts(store))
    asked: Store = FolderStore(folder.root) if stored is FolderStore else CompiledStore(reader)
    before: list[Any] = []

    class LockOfAnotherThread:
        """A lock that another thread holds at first; when it is released, that thread has read what is asked for."""

        def __enter__(self) -> None:
            if not before:
                before.append(None)
                before.append(ask(asked))

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr(sys.modules[stored.__module__], "LOCK", LockOfAnotherThread())
    found = ask(asked)
    assert before == [None, found]
    assert ask(asked) is found is before[1]
    assert len(reader.asked) == len(set(reader.asked))


def test_a_treatys_rows_are_read_once(store: FolderStore) -> None:
    reader = SlowParts(compile_parts(store))
    compiled = CompiledStore(reader)
    assert compiled.participation("charter") is compiled.participation("charter")
    assert reader.asked == ["coverage.json", "participation-charter.json"]


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_collections_and_registries_go_to_another_process(method: str, world: Registry) -> None:
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        ids = pool.submit(attrgetter("ids"), world.agencies.filter(kind="agency"))
        record = pool.submit(itemgetter("alpha"), world.agencies)
        found = pool.submit(world.find, "The Charter")
        own = pool.submit(methodcaller("filter", parent="un-secretariat"), untip.agencies)
        assert ids.result() == ("alpha", "beta", "group")
        assert record.result() == world.agencies["alpha"]
        assert found.result() == world.instruments["charter"]
        assert own.result() == untip.agencies.filter(parent="un-secretariat")


if hasattr(os, "register_at_fork"):

    def test_a_child_is_forked_between_two_reads(store: FolderStore) -> None:
        for _ in range(20):
            compiled = CompiledStore(compile_parts(store).__getitem__)
            reading = threading.Thread(target=everything, args=(compiled,))
            reading.start()
            child = os.fork()
            if child == 0:
                os._exit(0 if compiled.ids("agency") == ("alpha", "beta", "group") else 1)
            reading.join()
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
