"""Whatever is done with records, in whatever order: what comes back is an answer or an `UntipError`.

`HYPOTHESIS_PROFILE=long pytest tests/properties` runs the machine for 10**5 steps.
"""

import pickle
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs
import pytest
from hostile_values import DATES, JUNK, PLAIN, RECORDS, TEXTS, changed, only_ours, texts
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

import untip
from untip._formats.json import write_json
from untip._formats.yaml_writer import write_yaml
from untip._hypothesis import records
from untip.errors import UntipError
from untip.schema import KINDS, Record

FIELDS = sorted({field.name for cls in KINDS.values() for field in attrs.fields(cls)})
FOLDERS = [cls.folder for cls in KINDS.values()]
TABLES = [text for text in TEXTS if "\n" in text and "," in text]
OTHER_FILES = ["", "", "states.csv", "redirects.yaml", "participation/untoc.csv", "participation/coverage.csv"]
FORMATS = st.sampled_from(["json", "yaml"])


def written(data: Any, format: str) -> str:
    """Return a record's dict as text, as JSON where our writer refuses it."""
    with suppress(UntipError):
        return write_yaml(data) if format == "yaml" else write_json(data)
    return repr(data)


class Machine(RuleBasedStateMachine):
    """Records come in every way there is, damaged or not; registries of them are asked every question."""

    made: Bundle[Record] = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="untip-")
        self.mine = untip.Registry([untip.from_dict(Record, data) for data in RECORDS])
        self.asked: Any = self.mine

    def teardown(self) -> None:
        self.folder.cleanup()

    # ── records in and out ────────────────────────────────────────────────────────────────────────────────────────────

    @rule(target=made, record=records())
    def valid(self, record: Record) -> Any:
        assert untip.from_dict(type(record), untip.to_dict(record)) == record
        return record

    @rule(target=made, data=changed(JUNK | PLAIN) | JUNK, cls=st.sampled_from([Record, *KINDS.values()]))
    def from_dict(self, data: Any, cls: Any) -> Any:
        found: list[Record] = []
        with only_ours():
            found.append(untip.from_dict(cls, data))
            assert untip.from_dict(Record, untip.to_dict(found[0])) == found[0]
        return multiple(*found)

    @rule(target=made, data=changed(), format=FORMATS, damage=st.none() | texts(), at=st.floats(0, 1))
    def loads(self, data: Any, format: Any, damage: str | None, at: float) -> Any:
        text = written(data, format)
        if damage is not None:
            place = int(at * len(text))
            text = text[:place] + damage + text[place + 1 :]
        found: list[Record] = []
        with only_ours():
            found.append(untip.loads(text, Record, format))
            for other in ("json", "yaml"):
                assert untip.loads(untip.dumps(found[0], other), Record, other) == found[0]
        return multiple(*found)

    @rule(target=made, record=made, place=st.integers(0, 99), value=JUNK)
    def evolve(self, record: Record, place: int, value: Any) -> Any:
        found: list[Record] = []
        names = [field.name for field in attrs.fields(type(record))]
        with only_ours():
            found.append(attrs.evolve(record, **{names[place % len(names)]: value}))
        return multiple(*found)

    @rule(record=made, name=texts())
    def evolve_what_is_no_field(self, record: Record, name: str) -> None:
        given: dict[str, Any] = {name: "x"}
        if name not in FIELDS:
            with pytest.raises(TypeError):
                attrs.evolve(record, **given)

    @rule(record=made, protocol=st.integers(0, pickle.HIGHEST_PROTOCOL))
    def pickled(self, record: Record, protocol: int) -> None:
        again, registry, some = pickle.loads(pickle.dumps((record, self.mine, self.mine.agencies), protocol))
        assert (again, hash(again), repr(again)) == (record, hash(record), repr(record))
        assert (len(registry), some) == (len(self.mine), self.mine.agencies)

    @rule(data=changed(), damage=st.none() | texts(), name=st.sampled_from(OTHER_FILES), table=st.sampled_from(TABLES))
    def validate(self, data: Any, damage: str | None, name: str, table: str) -> None:
        root = Path(self.folder.name)
        folder = KINDS.get(str(data.get("kind")), untip.Agency).folder
        fields = {key: value for key, value in data.items() if key not in ("kind", "id")}
        path, text = (root / name, table) if name else (root / folder / "some-id.yaml", written(fields, "yaml"))
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}{damage or ''}", encoding="utf-8", errors="surrogatepass")
        with only_ours():
            problems = untip.validate(root)
            assert all(problem.file and str(problem).isprintable() for problem in problems)
            if not problems:
                self.mine = self.mine.merge(untip.load(root))
        path.unlink()

    # ── registries and their questions ────────────────────────────────────────────────────────────────────────────────

    @rule(record=made)
    def merge(self, record: Record) -> None:
        with only_ours():
            self.mine = self.mine.merge(untip.Registry([record]))
            assert self.mine.get(record.id) is record

    @rule(own=st.booleans(), when=st.none() | DATES | JUNK)
    def as_of(self, own: bool, when: Any) -> None:
        whole = untip.registry if own else self.mine
        with only_ours():
            self.asked = whole if when is None else whole.as_of(when)
            assert len(self.asked) <= len(whole)

    @rule(name=texts() | JUNK, kind=st.none() | st.sampled_from(list(KINDS)) | JUNK)
    def find(self, name: Any, kind: Any) -> None:
        with only_ours():
            found = self.asked.find(name, kind)
            assert kind in (None, found.kind)
            assert self.asked.get(found.id) is found

    @rule(key=texts() | JUNK | st.builds(slice, JUNK, JUNK, JUNK), folder=st.sampled_from(FOLDERS))
    def get(self, key: Any, folder: str) -> None:
        some = getattr(self.asked, folder)
        for ask in (self.asked.get, some.get, some.__getitem__, some.__contains__, some.count):
            with only_ours():
                ask(key)

    @rule(query=texts() | JUNK, kinds=st.none() | st.sampled_from(list(KINDS)) | JUNK, limit=st.just(10) | JUNK)
    def search(self, query: Any, kinds: Any, limit: Any) -> None:
        with only_ours():
            for match in self.asked.search(query, kinds, limit):
                assert self.asked.get(match.record.id) == match.record

    @rule(folder=st.sampled_from(FOLDERS), name=st.sampled_from(FIELDS) | texts(), value=texts() | JUNK)
    def filter(self, folder: str, name: str, value: Any) -> None:
        some = getattr(self.asked, folder)
        with only_ours():
            assert set(some.filter(**{name: value}).ids) <= set(some.ids)
        with only_ours():
            assert sorted(some.sort(name).ids) == sorted(some.ids)
        with only_ours():
            assert {id for group in some.group_by(name).values() for id in group.ids} <= set(some.ids)
        for ask in (some.sort, some.group_by):
            with only_ours():
                ask(value)

    @rule(of=st.sampled_from([data["id"] for data in RECORDS]) | texts() | JUNK, what=st.none() | texts() | JUNK)
    def related(self, of: Any, what: Any) -> None:
        registry = self.asked
        for ask in (registry.related, registry.provenance, registry.members, registry.parties, registry.signatories):
            with only_ours():
                ask(of, what)

    @rule(folder=st.sampled_from(FOLDERS), name=st.sampled_from(FIELDS) | JUNK, when=DATES | JUNK)
    def dated(self, folder: str, name: Any, when: Any) -> None:
        some = getattr(self.asked, folder)
        with only_ours():
            assert set(some.active(when, certain=True).ids) <= set(some.active(when).ids)
        with only_ours():
            some.dated(name, when)

    @rule(one=DATES | JUNK, other=DATES | JUNK)
    def compare(self, one: Any, other: Any) -> None:
        for kind in (untip.PartialDate, untip.Interval):
            with only_ours():
                made: Any = kind(one)
                assert kind(str(made)) == made
                for name in ("before", "after", "same_day", "within", "meets", "contains", "begun", "ended"):
                    if hasattr(made, name):
                        with only_ours():
                            assert getattr(made, name)(other) in untip.Answer

    @invariant()
    def ids_lead_to_their_records(self) -> None:
        assert all(self.mine.get(record.id) is record for record in self.mine.findings)


TestMachine = Machine.TestCase
TestMachine.settings = settings()
