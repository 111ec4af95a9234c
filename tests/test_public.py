"""The public face: its names are a contract, it loads nothing until asked, and all of it is documented and tried."""

import ast
import doctest
import importlib
import importlib.resources
import inspect
import io
import itertools
import json
import pickle
import pkgutil
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import untip
from untip import Collection, Registry
from untip.schema import KINDS, Record
from untip.tables import Table

ROOT = Path(__file__).resolve().parents[1]
COLLECTIONS = [cls.folder for cls in KINDS.values()]

PUBLIC = {
    "collections": COLLECTIONS,
    "questions": [
        *("get", "find", "search", "related", "timeline", "parties", "signatories", "participation", "members"),
        *("as_of", "provenance", "disputes", "cite"),
    ],
    "columns and texts": [
        *("resolve", "resolutions", "mentions", "attach", "panel", "party_counts", "table"),
    ],
    "in and out": ["to_dict", "from_dict", "dumps", "loads", "load", "validate", "json_schema", "export"],
    "records": [*(cls.__name__ for cls in KINDS.values()), "Record", "Participation"],
    "values": ["PartialDate", "Interval", "Answer", "Collection", "Match", "TimelineEntry", "Registry", "Problem"],
    "answers on columns and texts": ["Mention", "Resolution"],
    "what an export wrote": ["Exported"],
    "errors": [
        *("UntipError", "InvalidDateError", "NotFoundError", "UnknownIdError", "AmbiguousNameError"),
        *("UnknownFieldError", "UsageError", "ValidationError", "FileError", "MissingExtraError"),
    ],
    "warnings": ["RedirectWarning", "CoverageWarning"],
    "modules": ["dates", "errors", "plots", "publish", "schema", "tables"],
    "the rest": ["registry", "converter", "__version__", "__data_version__"],
}
NAMES = sorted(name for names in PUBLIC.values() for name in names)
FUNCTIONS = [*PUBLIC["questions"], *PUBLIC["columns and texts"], *PUBLIC["in and out"]]
ALL_MODULES = [module.name for module in pkgutil.walk_packages(untip.__path__, "untip.")]
MODULES = sorted(name for name in ALL_MODULES if not name.endswith(("__main__", "hook-untip")))
PUBLIC_MODULES = [name for name in ("untip", *MODULES) if "._" not in name]


def run(code: str, *arguments: str) -> Any:
    """Run code in a new interpreter, and return what it prints as JSON."""
    command = [sys.executable, "-I", "-W", "error", "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_public_names_are_these() -> None:
    assert dir(untip) == NAMES
    assert untip.__all__ == [name for name in NAMES if not name.startswith("_")]  # type: ignore[attr-defined]


def test_the_public_names_of_the_schema_are_its_classes_vocabularies_and_tables() -> None:
    found: dict[str, Any] = {}
    exec("from untip.schema import *", found)
    del found["__builtins__"]
    assert sorted(found) == untip.schema.__all__  # type: ignore[attr-defined]
    constants = {"EDITORIAL", "FOLDERS", "Id", "KINDS", "RELATIONS", "RESERVED"}
    assert {name for name, value in found.items() if not isinstance(value, type)} == constants
    assert {value.__module__ for name, value in found.items() if name not in constants} == {"untip.schema"}
    assert {"Agency", "Record", "Citation", "Participation", "Topic", "AgencyType", "Relation"} < set(found)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_once_and_kept(name: str) -> None:
    value = getattr(untip, name)
    assert vars(untip)[name] is value
    assert getattr(untip, name) == value


def test_a_name_that_is_not_there_is_missed_as_usual() -> None:
    with pytest.raises(AttributeError, match="module 'untip' has no attribute 'agency'"):
        untip.agency  # type: ignore[attr-defined]  # noqa: B018


def test_the_stub_has_the_names_of_the_code_from_the_same_modules() -> None:
    tree = ast.parse((Path(untip.__file__).with_suffix(".pyi")).read_text(encoding="utf-8"))
    stubbed: dict[str, str | None] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            stubbed |= {one.asname: node.module for one in node.names if one.asname}
        elif isinstance(node, ast.AnnAssign):
            stubbed[ast.unparse(node.target)] = None
    assert sorted(stubbed) == NAMES
    modules = {name: f"untip.{module}" for module, names in vars(untip)["_NAMES"].items() for name in names}
    assert {name: module for name, module in stubbed.items() if name in modules} == modules
    assert [name for name, module in stubbed.items() if module is None] == [*COLLECTIONS, "converter"]


def test_generated_blocks_of_the_code_are_current() -> None:
    command = [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "up to date\n"), "run: python tools/generate.py"


def test_versions() -> None:
    assert [part.isdigit() for part in untip.__version__.split(".")] == [True] * 3
    assert [part.isdigit() for part in untip.__data_version__.split(".")] == [True] * 2


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def classes_of(module: str) -> dict[str, type]:
    """Return the classes that a public module offers, without those that it only uses."""
    found = {name: value for name, value in vars(importlib.import_module(module)).items() if inspect.isclass(value)}
    errors = {"InvalidDateError", "UsageError"}
    used = {"untip.schema": {"Answer", "Interval", "PartialDate", *errors}, "untip.dates": errors}.get(module, set())
    ours = {name: cls for name, cls in found.items() if cls.__module__.startswith("untip")}
    machinery = ("untip._schema.define", "untip._schema.fields", "untip._schema.relations")
    return {
        name: cls
        for name, cls in ours.items()
        if not name.startswith("_") and name not in used and cls.__module__ not in machinery
    }


@pytest.mark.parametrize("module", [name for name in PUBLIC_MODULES if name != "untip"])
def test_a_class_says_the_public_module_that_it_is_in(module: str) -> None:
    found = classes_of(module)
    assert found or module == "untip.plots"  # which has functions only
    assert {name: cls.__module__ for name, cls in found.items()} == dict.fromkeys(found, module)


def test_every_class_of_the_face_says_a_public_module() -> None:
    found = {name: getattr(untip, name) for name in NAMES if inspect.isclass(getattr(untip, name))}
    assert {cls.__module__ for cls in found.values()} == set(PUBLIC_MODULES) - {
        "untip.plots",
        "untip.publish",
        "untip.tables",
    }
    for name, cls in found.items():
        assert getattr(importlib.import_module(cls.__module__), name) is cls


def test_vocabularies_and_parts_are_in_the_schema() -> None:
    assert {"AgencyType", "Happening", "Citation", "Role", "Relation", "Coverage"} <= classes_of("untip.schema").keys()
    assert untip.schema.AgencyType.__module__ == untip.schema.Citation.__module__ == "untip.schema"


def test_the_default_registry_is_pickled_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(untip.registry)) is untip.registry
    assert len(pickle.dumps(untip.registry)) < 100
    then = pickle.dumps(untip.as_of("2010-06-01"))
    assert len(then) < 1000  # a view is the registry's name and a day
    assert pickle.loads(then).agencies == untip.as_of("2010-06-01").agencies


@pytest.mark.slow
def test_errors_stand_in_tracebacks_at_their_public_address() -> None:
    found = run(
        "import json, traceback, untip\ntry: untip.agencies['unodcc']\nexcept KeyError as error: "
        "print(json.dumps(traceback.format_exception_only(error)[0]))"
    )
    assert found.startswith("untip.errors.UnknownIdError: no record with id 'unodcc' in agencies; did you mean unodc")


# ── what is loaded, and when ──────────────────────────────────────────────────────────────────────────────────────────


def test_importing_the_package_loads_nothing_else() -> None:
    loaded = run(
        "import sys; before = set(sys.modules); import untip; after = set(sys.modules); "
        "new = sorted(after - before); import json; print(json.dumps(new))"
    )
    assert loaded == ["untip"]


def test_a_name_loads_what_it_needs_only() -> None:
    loaded = run(
        "import sys, untip; untip.PartialDate('2007').earliest; untip.UsageError; names = sorted(sys.modules); "
        "import json; print(json.dumps([n for n in names if n.partition('.')[0] in "
        "('untip', 'cattrs', 'yaml', 'json', 'sqlite3', 'csv', 'pathlib')]))"
    )
    dates = ["untip.dates", "untip.dates._base", "untip.dates._edtf", "untip.dates._notations"]
    assert loaded == ["untip", "untip._text", *dates, "untip.errors"]


CALLS: dict[str, list[Any]] = {
    "get": ["unodc"],
    "find": ["unodc"],
    "search": ["child labour"],
    "related": ["unodc"],
    "timeline": ["2000"],
    "parties": ["untoc"],
    "signatories": ["untoc"],
    "participation": ["untoc"],
    "members": ["icat"],
    "as_of": ["2010"],
    "provenance": ["unodc"],
    "disputes": [],
    "cite": ["unodc"],
    "to_dict": ["unodc"],
    "dumps": ["unodc"],
    "validate": ["no/such/folder"],
    "resolve": [["UNODC", "nowhere"]],
    "resolutions": [["UNODC", "nowhere"]],
    "mentions": ["UNODC and UNICEF"],
    "panel": [["untoc"], 2000],
    "party_counts": ["untoc"],
    "table": ["aliases"],
}
"""Arguments of plain text for each function; the others are called by name below."""

EVERYTHING = """
import importlib, json, sys
import hypothesis  # which loads our strategies by their entry point
modules, calls, names = json.loads(sys.argv[1])
for module in modules:
    importlib.import_module(module)
import untip
called = []
for name, given in calls.items():
    getattr(untip, name)(*given)
    called.append(name)
unodc = untip.from_dict(untip.Agency, untip.to_dict("unodc"))
assert untip.loads(untip.dumps(unodc), untip.Agency) == unodc
assert untip.json_schema(untip.Agency)["title"] == "Agency"
try:
    untip.load("no/such/folder")
except untip.ValidationError:
    called += ["from_dict", "loads", "json_schema", "load", "attach", "export"]  # the last two write
assert untip.converter.unstructure(unodc)["acronym"] == "UNODC"
assert all(len(getattr(untip, name)) > 0 for name in names)
print(json.dumps(sorted(called)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("order", [1, -1], ids=["in order", "reversed"])
def test_no_module_takes_the_place_of_a_function(order: int) -> None:
    given = json.dumps([[*MODULES, *PUBLIC_MODULES][::order], CALLS, COLLECTIONS])
    assert run(EVERYTHING, given) == sorted(FUNCTIONS)


# ── the registry shows questions only ─────────────────────────────────────────────────────────────────────────────────


def public(cls: type) -> set[str]:
    return {name for name in dir(cls) if not name.startswith("_")}


def test_a_registry_shows_questions_only() -> None:
    on_tables = {"attach", "panel", "party_counts", "table"}
    assert public(Registry) == {*COLLECTIONS, *PUBLIC["questions"], *on_tables, "day", "merge", "of", "to_json"}


def test_a_collection_shows_sequence_mapping_and_questions() -> None:
    sequence, mapping = {"index", "count"}, {"ids", "get", "keys", "items"}
    questions = {"filter", "active", "dated", "sort", "group_by", "search", "first", "one", "known_until"}
    out = {"to_dicts", "to_json", "to_yaml", "to_csv", "table", "to_pandas", "to_polars", "to_arrow"}
    assert public(Collection) == sequence | mapping | questions | out


def test_the_questions_of_the_module_are_those_of_its_registry() -> None:
    for name in PUBLIC["questions"]:
        assert getattr(untip, name) == getattr(untip.registry, name)
    for name in COLLECTIONS:
        assert getattr(untip, name) is getattr(untip.registry, name)


@pytest.mark.parametrize("name", [*PUBLIC["questions"], "merge"])
def test_no_private_type_stands_in_a_signature_but_an_alias(name: str) -> None:
    said = str(inspect.signature(getattr(Registry, name)))
    assert "Store" not in said
    assert "Records" not in said


# ── documentation ─────────────────────────────────────────────────────────────────────────────────────────────────────


def documented() -> dict[str, Any]:
    """Return everything public that should say what it is: functions, classes, and their methods and properties."""
    found: dict[str, Any] = {}
    for name in NAMES:
        thing = getattr(untip, name)
        if inspect.isclass(thing) or inspect.isroutine(thing) or inspect.ismodule(thing):
            found[name] = thing
        if inspect.isclass(thing):
            members = ((key, value) for key, value in inspect.getmembers(thing) if not key.startswith("_"))
            mine = ((key, value) for key, value in members if from_us(thing, key))
            found |= {
                f"{name}.{key}": value for key, value in mine if inspect.isroutine(value) or type(value) is property
            }
    return found


def from_us(cls: type, name: str) -> bool:
    owner = next(one for one in cls.__mro__ if name in vars(one))
    return owner.__module__.startswith("untip")


DOCUMENTED = documented()


@pytest.mark.parametrize("name", DOCUMENTED)
def test_everything_public_says_what_it_is(name: str) -> None:
    text = inspect.getdoc(DOCUMENTED[name]) or ""
    first = text.splitlines()[0] if text else ""
    assert first.endswith((".", ":", ","))


def callables() -> dict[str, Callable[..., Any]]:
    """Return every public function and method, by its name."""
    found = {name: getattr(untip, name) for name in FUNCTIONS}
    for module in (untip.dates, untip.plots, untip.publish, untip.tables):
        named = {f"{module.__name__[6:]}.{name}": getattr(module, name) for name in module.__all__}
        found |= {name: value for name, value in named.items() if inspect.isfunction(value)}
    for cls in (Collection, Registry, Table, untip.Instrument, untip.Program, untip.PartialDate, untip.Interval):
        methods = ((name, getattr(cls, name)) for name in public(cls) if from_us(cls, name))
        found |= {f"{cls.__name__}.{name}": value for name, value in methods if inspect.isroutine(value)}
    return found


CALLABLES = callables()

RAISE_NOTHING = {"Collection.count"}
"""Functions that accept any argument."""


@pytest.mark.parametrize("name", sorted(CALLABLES))
def test_every_public_function_names_its_arguments_errors_and_an_example(name: str) -> None:
    text = inspect.getdoc(CALLABLES[name]) or ""
    arguments = [one for one in inspect.signature(CALLABLES[name]).parameters if one != "self"]
    assert [one for one in arguments if f"    {one}: " not in text] == []
    assert "Raises:\n" in text or not arguments or name in RAISE_NOTHING
    assert ">>> " in text


WRONG: list[Any] = [
    None,
    5,
    "",
    "nobody",
    "untoc",
    "Palermo Protocols",
    "9999-99",
    "2100",
    [5],
    ["untoc"] * 2,
    object(),
]
"""Arguments that most functions refuse, each for a reason of its own."""

GIVEN: dict[str, list[Any]] = {
    **CALLS,
    "from_dict": [untip.Agency, {}],
    "loads": ["{}", untip.Agency],
    "load": ["no/such/folder"],
    "json_schema": [untip.Agency],
    "tables.schema": ["links"],
    "dates.first_day": ["2010"],
    "dates.period": ["2010"],
    "dates.sort_key": [untip.PartialDate("2010")],
    "Registry.merge": [untip.registry, untip.Registry()],
    "Registry.of": [[]],
    "Registry.to_json": [untip.Registry()],
    "Collection.get": [untip.agencies, "unodc"],
    "Collection.filter": [untip.agencies],
    "Collection.first": [untip.agencies[:0]],
    "Collection.one": [untip.agencies],
    "Collection.active": [untip.agencies, "2010"],
    "Collection.dated": [untip.agencies, "established", "2010"],
    "Collection.sort": [untip.agencies, "name"],
    "Collection.group_by": [untip.agencies, "type"],
    "Collection.search": [untip.agencies, "child"],
    **{f"Collection.to_{form}": [untip.agencies[:1]] for form in ("json", "yaml", "csv")},
    "Table.column": [untip.table("links"), "url"],
    "Table.to_dicts": [untip.table("links")],
    "Instrument.status": [untip.instruments["untoc"], "2010"],
    "Program.status": [untip.programs["un-gift"], "2010"],
    **{
        f"PartialDate.{name}": [untip.PartialDate("2010"), "2010"] for name in ("before", "after", "same_day", "within")
    },
    **{f"Interval.{name}": [untip.Interval("2010/"), "2010"] for name in ("meets", "contains", "begun", "ended")},
    "Interval.between": [untip.PartialDate("2010"), None],
}
"""Right arguments of functions and methods; each is replaced by wrong ones in turn."""

FILTERS = {"table": ("record", "kind"), "Collection.filter": ("parent", "established", "type")}
"""Names to give as keyword arguments of functions that accept any."""


def marked(names: Iterable[str], *slow: str) -> list[Any]:
    """Return names as parameters of a test, those that take seconds marked so."""
    return [pytest.param(name, marks=[pytest.mark.slow] if name in slow else []) for name in names]


def refusals_of(name: str) -> set[type[BaseException]]:
    """Return the errors and warnings of ours that calls of a function with one wrong argument lead to."""
    signature = inspect.signature(CALLABLES[name])
    changes: list[dict[str, Any]] = [{}]
    for one in signature.parameters.values():
        if one.kind is inspect.Parameter.VAR_KEYWORD:
            changes += [{one.name: {key: wrong}} for wrong, key in itertools.product(WRONG, FILTERS[name])]
        elif one.name != "self":
            changes += [{one.name: wrong} for wrong in WRONG]
    found: set[type[BaseException]] = set()
    for change in changes:
        bound = signature.bind(*GIVEN[name])
        bound.arguments.update(change)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            try:
                CALLABLES[name](*bound.args, **bound.kwargs)
            except untip.UntipError as error:
                found.add(type(error))
        found |= {one.category for one in warned}
    return found


@pytest.mark.parametrize("name", marked(sorted(GIVEN), "table", "timeline"))
def test_every_error_that_a_wrong_argument_raises_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where files of wrong names are written
    text = inspect.getdoc(CALLABLES[name]) or ""
    named = set(re.findall(r"^ +(\w+(?:Error|Warning)): ", text, re.MULTILINE))
    assert {one for one in refusals_of(name) if named.isdisjoint([cls.__name__ for cls in one.__mro__])} == set()


def examples() -> dict[str, doctest.DocTest]:
    """Return the examples in the docstrings of functions, classes and their methods, by where they stand."""
    finder = doctest.DocTestFinder(exclude_empty=True)
    found: dict[str, doctest.DocTest] = {}
    for module in MODULES:
        names = vars(importlib.import_module(module))
        for thing in names.values():
            if (inspect.isclass(thing) or inspect.isfunction(thing)) and thing.__module__.startswith("untip"):
                tests = finder.find(thing, f"{thing.__module__}.{thing.__qualname__}", module=False, globs=names)
                found |= {test.name: test for test in tests if test.examples and "_member_type_" not in test.name}
    return found


EXAMPLES = examples()


@pytest.mark.parametrize("name", marked(EXAMPLES, "untip.Registry.attach"))
def test_every_example_does_what_it_says(name: str) -> None:
    said = io.StringIO()
    assert doctest.DocTestRunner().run(EXAMPLES[name], out=said.write).failed == 0, said.getvalue()


def test_every_public_function_has_its_example_among_them() -> None:
    tried = {name.rpartition(".")[2] for name in EXAMPLES}
    assert {*FUNCTIONS, "filter", "active", "dated", "status", "merge"} <= tried


def test_every_module_is_typed_and_documented() -> None:
    for module in MODULES:
        assert (importlib.import_module(module).__doc__ or "").strip()
    assert (importlib.resources.files("untip") / "py.typed").is_file()


def test_records_and_dates_can_be_named_in_annotations() -> None:
    def answer(record: untip.Record, when: untip.PartialDate) -> untip.Interval:
        return untip.Interval.between(when, record.lifespan.end)

    asked: Callable[..., untip.Interval] = answer
    assert inspect.signature(asked).parameters["record"].annotation is Record
