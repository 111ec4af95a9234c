"""The package's own records keep every rule: each failure names the record, the rule and the correction."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import untip
from untip._schema.define import shapes
from untip._schema.fields import SLUG
from untip._search.names import codes_of, fold, names_of
from untip._search.relations import references
from untip._store.canonical import files
from untip._store.folder import FolderStore, canonical, kind_of, read_record
from untip._store.json_file import Read
from untip._store.load import examine
from untip._store.memory import MemoryStore
from untip._store.rules import RULES, DataSet
from untip._store.rules.citations import UNCITED
from untip.errors import Problem
from untip.schema import FOLDERS, KINDS, Record, Source, State

DATA = Path(__file__).resolve().parents[2] / "src" / "untip" / "data"
FOUNDING = ("icat-2010", "iverson-2016", "multilateral-efforts-2024", "opendemocracy-2025", "unodc-response-2012")


@pytest.fixture(scope="module")
def everything(own: MemoryStore) -> dict[str, Record]:
    return {id: own.record(kind, id) for kind in KINDS for id in own.ids(kind)}


@pytest.fixture(scope="module")
def data(own: MemoryStore, everything: dict[str, Record]) -> DataSet:
    places = {id: f"{record.folder}/{id}.yaml" for id, record in everything.items()}
    tables = {treaty: own.participation(treaty) for treaty in own.coverage()}
    return DataSet(everything, places, None, own.redirects(), tables, own.coverage())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_records_keep_the_rule(data: DataSet, rule: Callable[[DataSet], Iterator[Problem]]) -> None:
    assert [str(problem) for problem in rule(data)] == []


@pytest.fixture(scope="module")
def examined() -> Read:
    """What a reading of all files gave; the tests that ask for it run in one process."""
    return examine(DATA, None, "data")


@pytest.mark.xdist_group("files")
def test_the_folder_as_a_whole_is_valid(examined: Read) -> None:
    assert [str(problem) for problem in examined[1]] == []


def test_the_registry_has_the_records_of_the_folder(everything: dict[str, Record]) -> None:
    store = FolderStore(DATA)
    assert {kind: store.ids(kind) for kind in KINDS} == {kind: tuple(sorted(ids)) for kind, ids in by_kind(everything)}


def by_kind(everything: dict[str, Record]) -> Iterator[tuple[str, list[str]]]:
    for kind in KINDS:
        yield kind, [id for id, record in everything.items() if record.kind == kind]


@pytest.mark.xdist_group("files")
@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_in_canonical_form_and_holds_its_record(
    folder: str, examined: Read, everything: dict[str, Record]
) -> None:
    """Correct with `untip fmt src/untip/data`."""
    store = examined[0]
    assert store is not None, "the test above names what is not valid"
    other = []
    for path in files(DATA / folder):
        record = store.record(kind_of(path), path.stem)
        assert record == everything[path.stem]
        if folder == State.folder:  # without what the tables have of a State
            record = read_record(path, kind_of(path))
        if canonical(record).encode() != path.read_bytes():
            other.append(f"{folder}/{path.name}")
    assert other == []


def test_every_file_is_named_after_its_record() -> None:
    names = [path.name for path in DATA.rglob("*.yaml") if path.name != "redirects.yaml"]
    assert [name for name in names if not SLUG.holds(name.removesuffix(".yaml"))] == []
    assert sorted(name for name in names if names.count(name) > 1) == []
    assert [path for path in DATA.rglob("*") if path.is_symlink()] == []


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_finds_its_record_and_only_that(kind: str, own: MemoryStore) -> None:
    """A name that two records share is in the `ambiguous_names` of both, and lists both."""
    wrong = []
    for id in own.ids(kind):
        record = own.record(kind, id)
        shared = {fold(name) for name in record.ambiguous_names}
        for name in names_of(record):
            try:
                found = [untip.registry.find(name, kind=kind)]
            except untip.AmbiguousNameError as error:
                found = list(error.candidates)
            alone = fold(name) not in shared
            if record not in found or (alone and len(found) > 1):
                wrong.append(f"{id}: {name!r} finds {', '.join(one.id for one in found)}")
    assert wrong == []


def test_every_id_gets_its_record(everything: dict[str, Record]) -> None:
    assert [id for id, record in everything.items() if untip.get(id) != record] == []


def test_every_id_of_an_earlier_version_is_there_or_leads_on(everything: dict[str, Record], own: MemoryStore) -> None:
    """An id that went without a redirect: say in `redirects.yaml` which record took its place."""
    earlier = {id for file in Path(__file__).parent.glob("ids-*.txt") for id in file.read_text("ascii").split()}
    assert len(earlier) >= 2071
    assert sorted(earlier - everything.keys() - own.redirects().keys()) == []


def test_every_code_finds_its_state(own: MemoryStore) -> None:
    states = [own.record("state", id) for id in own.ids("state")]
    assert [code for state in states for code in codes_of(state) if untip.find(code, kind="state") != state] == []


# ── relations and provenance ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_relation_is_seen_from_both_sides(everything: dict[str, Record]) -> None:
    seen = {
        id: {name: {other.id for other in others} for name, others in untip.related(id).items()} for id in everything
    }
    for id, record in everything.items():
        for _, other, relation in references(record):
            assert other in seen[id][relation.forward]
            assert id in seen[other][relation.backward]


UNRELATED = {"state", "source", "finding"}
"""Kinds whose records may be related to none: lists of States and sources are whole; a finding's body says enough."""


def test_every_record_is_related_to_another_that_is_no_source(everything: dict[str, Record]) -> None:
    """Not a rule for all data sets: who adds one body to the registry may have nothing to relate it to."""
    related = set()
    for id, record in everything.items():
        for _, other, _ in references(record):
            if other != id and not isinstance(everything[other], Source):
                related |= {id, other}
    assert [id for id, record in everything.items() if record.kind not in UNRELATED and id not in related] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != Source.kind])
def test_every_stated_fact_has_a_citation(kind: str, own: MemoryStore) -> None:
    """Asked as a reader would: `provenance` gives at least one citation of each field that states a fact."""
    bare = [
        f"{id}: {name}"
        for id in own.ids(kind)
        for name, value in ((name, getattr(own.record(kind, id), name)) for name in shapes(KINDS[kind]))
        if name not in UNCITED and value not in (None, (), False) and not untip.provenance(id, name)
    ]
    assert bare == []


def test_the_founding_sources_have_transcripts_and_no_other_has() -> None:
    assert tuple(source.id for source in untip.sources if source.transcript is not None) == FOUNDING


def test_every_founding_source_is_cited(everything: dict[str, Record]) -> None:
    cited = {id for record in everything.values() for _, id, relation in references(record) if relation.kind == "*"}
    assert set(FOUNDING) <= cited


def test_every_source_is_cited_somewhere(everything: dict[str, Record], own: MemoryStore) -> None:
    cited = {id for record in everything.values() for _, id, relation in references(record) if relation.kind == "*"}
    cited |= {row.source for treaty in own.coverage() for row in own.participation(treaty)}
    cited |= {covered.source for covered in own.coverage().values()}
    assert sorted(set(own.ids("source")) - cited) == []


AT_ONE_ADDRESS = {
    frozenset({"multilateral-efforts-2024", "stopmoderndayslavery-org-2025"}),  # a transcript, and the site
    frozenset({"state-pems-2019", "state-pems-2023"}),  # one page at two times
}


def test_no_two_sources_are_at_one_address(own: MemoryStore) -> None:
    """Where two records are one page, keep one and let its citations name that."""
    at: dict[str, set[str]] = {}
    for id in own.ids("source"):
        page = own.record("source", id)
        if isinstance(page, Source) and page.url is not None:
            at.setdefault(page.url.partition("://")[2].removeprefix("www.").rstrip("/"), set()).add(id)
    assert {frozenset(ids) for ids in at.values() if len(ids) > 1} == AT_ONE_ADDRESS


def test_no_web_page_is_older_than_the_web(own: MemoryStore) -> None:
    """A page with the text of an older treaty came out later than it: leave out `published` where that day is unknown."""
    pages = [page for id in own.ids("source") if isinstance(page := own.record("source", id), Source)]
    dated = [(page.id, page.published) for page in pages if page.type == "web-page" and page.published is not None]
    assert [id for id, day in dated if day.latest.year < 1991] == []
