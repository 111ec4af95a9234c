"""Pickles: by field name, of public modules only, and readable years later.

`tests/schema/pickles` holds pickles as they were once written, with the records in them as JSON. A change that cannot
read them any more breaks what users have stored. `python tests/schema/test_pickles.py` writes them anew.
"""

import copy
import importlib
import io
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest

import untip
from untip import errors
from untip.dates import Answer, Interval, PartialDate, Precision
from untip.errors import Problem, UntipError
from untip.schema import KINDS, Agency, AgencyType, Alias, Instrument, InstrumentType, Record

HERE = Path(__file__).resolve().parent
STORED = HERE / "pickles"
PUBLIC = {"untip", "untip.schema", "untip.dates", "untip.errors", "untip.tables"}
PLAIN = {"builtins", "copyreg", "datetime", "collections", "_codecs"}


def samples() -> dict[str, Any]:
    """Return one object of every class that can be met in an answer, and a record of every kind."""
    lines = (HERE.parent / "properties" / "corpus" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    shortest = {json.loads(line)["kind"]: line for line in sorted(lines, key=len, reverse=True)}
    records = [untip.from_dict(Record, json.loads(line)) for line in shortest.values()]
    registry = untip.Registry(records)
    return {
        "records": records,
        "dates": [PartialDate("2006-09?"), Interval("2007-03/.."), Interval.between(None, None)],
        "answers": [*Answer, *Precision],
        "problems": [Problem("is wrong", field="a[0].b", file="f.yaml", line=3, suggestion="x")],
        "errors": [
            errors.InvalidDateError("2001-13", "a date"),
            errors.NotFoundError("Alfa", ("Alpha",)),
            errors.UnknownIdError("alfa", ("alpha",), "agencies"),
            errors.AmbiguousNameError("A", tuple(records[:2])),
            errors.UnknownFieldError("typ", "a field", ("type",)),
            errors.ValidationError((Problem("is wrong"),), 2),
        ],
        "registry": registry,
        "collection": registry.agencies,
    }


class Recording(pickle.Unpickler):
    """Notes which globals a pickle names, and may put a class in the place of one of ours."""

    def __init__(self, data: bytes, replaced: dict[str, type] | None = None) -> None:
        super().__init__(io.BytesIO(data))
        self.named: set[tuple[str, str]] = set()
        self.replaced = replaced or {}

    def find_class(self, module: str, name: str) -> Any:
        old = {"copy_reg": "copyreg", "__builtin__": "builtins"}  # as protocols 0 to 2 call them
        self.named.add((old.get(module, module), name))
        return self.replaced.get(name) or super().find_class(module, name)


@pytest.fixture(scope="module")
def kept(world: untip.Registry) -> dict[str, Any]:
    """What people keep: the samples, and what registries answer: views, collections, matches, entries and tables."""
    tables = ("links", "aliases", "citations", "relations", "roles")
    return {
        **samples(),
        "own registry": untip.registry,
        "own collection": untip.sdg_targets,
        "selection": untip.agencies.filter(type="media"),
        "as of": untip.as_of("2010"),
        "matches": untip.search("palermo"),
        "timeline": untip.timeline("2000", "2000"),
        "participation": untip.participation("untoc")[:3],
        "table of a kind": untip.table("sdg_targets"),
        "panel": untip.panel(["untoc"], "2000/2001"),
        "resolutions": untip.resolutions(["UK", "Atlantis"], kind="state"),
        "related": untip.related("unicri"),
        "relations": untip.schema.RELATIONS,
        "what an export wrote": untip.Exported((), ()),
        "a loaded registry": world,
        "its view": world.as_of("2003"),
        "members": world.members("group"),
        "both": world.agencies | world.events,
        "rows": [row for name in tables for row in untip.table(name)[:2]],
        "counts and mentions": [*untip.party_counts("untoc")[:2], *untip.mentions(["UNODC"])],
    }


def told(value: Any) -> Any:
    """Return a value as it can be compared: a registry by its day and records, an error by its words."""
    if isinstance(value, list):
        return [told(one) for one in value]
    if isinstance(value, untip.Registry):
        return value.day, [getattr(value, cls.folder) for cls in KINDS.values()]
    if isinstance(value, Exception):
        return type(value), str(value)
    return value, repr(value)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_names_public_modules_and_names_only_and_comes_back(kept: dict[str, Any], protocol: int) -> None:
    for what, value in kept.items():
        reader = Recording(pickle.dumps(value, protocol))
        assert told(reader.load()) == told(value), what
        ours = {(module, name) for module, name in reader.named if module not in PLAIN}
        assert {module for module, _ in ours} <= PUBLIC, what
        assert [name for _, name in ours if name.startswith("_")] == [], what
        assert all(hasattr(importlib.import_module(module), name) for module, name in ours), what


TABLES: dict[str, Callable[[], Any]] = {
    **{name: partial(untip.table, name) for name in untip.tables.names()},
    "panel": lambda: untip.panel(["untoc", "cedaw"], "2000/2001"),
    "party counts": lambda: untip.party_counts("untoc"),
    "resolutions": lambda: untip.resolutions(["UK", "Atlantis"], kind="state"),
    "mentions": lambda: untip.mentions(["The UNODC and the ILO"]),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_pickled_with_its_rows_and_columns(name: str) -> None:
    table = TABLES[name]()[:50]
    again = pickle.loads(pickle.dumps(table))
    assert (repr(again), again.columns, list(again)) == (repr(table), table.columns, list(table))
    assert again.to_dicts() == table.to_dicts()
    assert again[1:3].to_csv() == table[1:3].to_csv()
    assert len(again) > 0


def test_a_table_is_immutable_and_its_copy_is_itself() -> None:
    table = untip.participation("untoc")
    assert (copy.copy(table) is table, copy.deepcopy([table])[0] is table) == (True, True)


def test_a_pickled_part_has_only_the_fields_that_are_not_at_their_defaults() -> None:
    assert Alias(name="A").__getstate__() == {"name": "A"}


# ── pickles of another version ────────────────────────────────────────────────────────────────────────────────────────

READ = """
import json, pickle, sys
found = [pickle.load(open(path, "rb")) for path in sys.argv[1:]]
import untip
for one in found:
    assert one["registry"].agencies == one["collection"], "a registry is not what it was"
    assert [str(date) for date in one["dates"]] == ["2006-09?", "2007-03/..", "/"], one["dates"]
    assert [str(one) for one in one["problems"]] == ["f.yaml:3: a[0].b: is wrong; did you mean 'x'?"], one["problems"]
print(json.dumps([[untip.to_dict(record) for record in one["records"]] for one in found]))
"""


def test_pickles_that_were_once_stored_are_read_in_a_fresh_process() -> None:
    paths = [str(STORED / f"protocol-{protocol}.pickle") for protocol in range(2, 6)]
    done = subprocess.run([sys.executable, "-c", READ, *paths], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    expected = json.loads((STORED / "records.json").read_text(encoding="utf-8"))
    assert json.loads(done.stdout) == [expected] * 4


def test_one_value_in_an_old_pickle_is_the_only_one_of_a_field_that_takes_several_now() -> None:
    instrument = Instrument.__new__(Instrument)
    instrument.__setstate__({"id": "a", "name": "A", "type": InstrumentType.TREATY, "adopted_by": "un"})
    assert instrument == Instrument(id="a", name="A", type=InstrumentType.TREATY, adopted_by=("un",))


@attrs.frozen(kw_only=True)
class Later(Agency):
    """Agency as a later version may have it: with two more fields."""

    staff: int | None = None
    mottoes: tuple[str, ...] = ()


@pytest.mark.parametrize("protocol", range(2, 6))
def test_fields_that_a_pickle_does_not_have_take_their_defaults(protocol: int) -> None:
    data = (STORED / f"protocol-{protocol}.pickle").read_bytes()
    found = Recording(data, {"Agency": Later}).load()["records"]
    (agency,) = (record for record in found if record.kind == "agency")
    assert type(agency) is Later
    assert (agency.staff, agency.mottoes) == (None, ())
    assert agency.name == untip.agencies["unaids"].name


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_field_that_is_gone_is_an_error_that_names_it(protocol: int) -> None:
    later: Any = Later
    data = pickle.dumps(later(id="a", name="A", type=AgencyType.MEDIA, staff=3), protocol)
    with pytest.raises(UntipError, match="a pickle holds 'staff', which Agency does not have"):
        Recording(data, {"Later": Agency}).load()


def write() -> None:
    """Write the stored pickles anew."""
    found = samples()
    for protocol in range(2, 6):
        (STORED / f"protocol-{protocol}.pickle").write_bytes(pickle.dumps(found, protocol))
    text = json.dumps([untip.to_dict(record) for record in found["records"]], ensure_ascii=False, indent=1)
    (STORED / "records.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
