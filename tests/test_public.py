"""The public face: its names are a contract, it loads nothing until asked, and all of it is documented and tried."""

import doctest
import importlib
import importlib.resources
import inspect
import json
import pkgutil
import subprocess
import sys
from typing import Any

import pytest

import untip
from untip._registry.collection import Collection
from untip._registry.registry import Registry
from untip.schema import KINDS, Record

COLLECTIONS = [cls.folder for cls in KINDS.values()]

PUBLIC = {
    "collections": COLLECTIONS,
    "questions": [
        *(
            "get",
            "find",
            "search",
            "related",
            "timeline",
            "parties",
            "signatories",
            "participation",
            "members",
            "as_of",
        ),
        *("provenance", "disputes", "cite"),
    ],
    "in and out": ["to_dict", "from_dict", "dumps", "loads", "load", "validate", "json_schema"],
    "records": [*(cls.__name__ for cls in KINDS.values()), "Record", "Participation"],
    "values": ["PartialDate", "Interval", "Answer", "Collection", "Match", "TimelineEntry", "Registry", "Problem"],
    "errors": [
        *(
            "UntipError",
            "InvalidDateError",
            "NotFoundError",
            "UnknownIdError",
            "AmbiguousNameError",
            "UnknownFieldError",
        ),
        *("UsageError", "ValidationError"),
    ],
    "warnings": ["RedirectWarning", "CoverageWarning"],
    "the rest": ["registry", "schema", "__version__", "__data_version__"],
}
NAMES = sorted(name for names in PUBLIC.values() for name in names)
FUNCTIONS = [*PUBLIC["questions"], *PUBLIC["in and out"]]
MODULES = sorted(f"untip.{module.name}" for module in pkgutil.iter_modules(untip.__path__) if module.name != "__main__")


def test_the_public_names_are_these() -> None:
    assert dir(untip) == NAMES
    assert sorted(vars(untip)["__all__"]) == [name for name in NAMES if not name.startswith("__")]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_once_and_kept(name: str) -> None:
    value = getattr(untip, name)
    assert vars(untip)[name] is value
    assert getattr(untip, name) == value


def test_a_name_that_is_not_there_is_missed_as_usual() -> None:
    with pytest.raises(AttributeError, match="module 'untip' has no attribute 'agency'"):
        untip.agency  # type: ignore[attr-defined]  # noqa: B018


def test_versions() -> None:
    assert [part.isdigit() for part in untip.__version__.split(".")] == [True] * 3
    assert [part.isdigit() for part in untip.__data_version__.split(".")] == [True] * 2


def run(code: str) -> Any:
    """Run code in a new interpreter, and give what it prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


def test_importing_the_package_loads_nothing_else() -> None:
    loaded = run(
        "import sys; before = set(sys.modules); import untip; after = set(sys.modules); dir(untip); untip.__version__; "
        "new = sorted(after - before); import json; print(json.dumps(new))"
    )
    assert loaded == ["untip"]


def test_a_name_loads_what_it_needs_only() -> None:
    loaded = run(
        "import sys, untip; untip.PartialDate('2007').earliest; untip.UsageError; names = sorted(sys.modules); "
        "import json; print(json.dumps([n for n in names if n.partition('.')[0] in "
        "('untip', 'attrs', 'attr', 'cattrs', 'yaml', 'json', 'sqlite3', 'csv', 'pathlib')]))"
    )
    assert loaded == ["untip", "untip.dates", "untip.dates._edtf", "untip.errors"]


def test_the_questions_of_the_module_are_those_of_a_registry() -> None:
    for name in [*PUBLIC["questions"], *COLLECTIONS]:
        assert hasattr(Registry, name)


# ── documentation ─────────────────────────────────────────────────────────────────────────────────────────────────────


def documented() -> dict[str, Any]:
    """Give everything public that should say what it is: functions, classes, and their methods and properties."""
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


@pytest.mark.parametrize("name", documented())
def test_everything_public_says_what_it_is(name: str) -> None:
    text = inspect.getdoc(documented()[name]) or ""
    first = text.splitlines()[0] if text else ""
    assert first.endswith((".", ":", ","))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_public_function_names_its_arguments_errors_and_an_example(name: str) -> None:
    function = getattr(untip, name)
    text = inspect.getdoc(function) or ""
    assert ">>> " in text
    for argument in inspect.signature(function).parameters:
        assert f"    {argument}: " in text


@pytest.mark.parametrize(
    "cls", [Collection, Registry, untip.Instrument, untip.Program, untip.PartialDate, untip.Interval]
)
def test_every_method_names_its_arguments(cls: type) -> None:
    for name, method in inspect.getmembers(cls, inspect.isfunction):
        if (
            not name.startswith("_")
            and from_us(cls, name)
            and name not in ("ids", "record", "current", "narrowed", "find_matches")
        ):
            text = inspect.getdoc(method) or ""
            if "arguments and errors are those of `Registry." in text:
                continue
            missing = [
                one for one in inspect.signature(method).parameters if one != "self" and f"    {one}: " not in text
            ]
            assert (name, missing) == (name, [])


@pytest.mark.parametrize("module", MODULES)
def test_every_example_does_what_it_says(module: str) -> None:
    found = doctest.testmod(importlib.import_module(module))
    assert found.failed == 0


def test_examples_are_found() -> None:
    examples = [
        example
        for module in MODULES
        for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module))
        for example in test.examples
    ]
    assert len(examples) > 60


def test_every_module_is_typed_and_documented() -> None:
    for module in MODULES:
        assert (importlib.import_module(module).__doc__ or "").strip()
    assert (importlib.resources.files("untip") / "py.typed").is_file()


def test_records_and_dates_can_be_named_in_annotations() -> None:
    def answer(record: untip.Record, when: untip.PartialDate) -> untip.Interval:
        return untip.Interval.between(when, record.lifespan.end)

    assert inspect.signature(answer).parameters["record"].annotation is Record
