"""README and docs say what is true: every snippet runs and prints what it shows, every generated block is current."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

import untip
import untip._store.rules
from untip.schema import KINDS

ROOT = Path(__file__).resolve().parent.parent


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


docs = load(ROOT / "tools" / "docs.py")
PAGES = docs.pages()
names = [str(page.relative_to(ROOT)) for page in PAGES]
MEND = "run: python tools/docs.py, and read the difference"


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_snippet_prints_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs.renewed(text, page.name) == text, MEND


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_generated_block_is_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs.filled(text) == text, MEND


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_that_of_the_classes(kind: str) -> None:
    assert (docs.SCHEMAS / f"{kind}.json").read_text(encoding="utf-8") == docs.schema_text(kind), MEND


def test_the_runner_sees_a_wrong_output() -> None:
    page = "```pycon\n>>> 1 + 1\n3\n```\n\n```console\n$ untip find unodc --kind agency\nwrong\n```\n"
    renewed = docs.renewed(page, "made up")
    assert ">>> 1 + 1\n2\n" in renewed
    assert "\nwrong\n" not in renewed


def test_the_policy_names_rules_and_tests_that_exist() -> None:
    text = (ROOT / "docs" / "policy.md").read_text(encoding="utf-8")
    rules = {rule.__name__ for rule in untip._store.rules.RULES}
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    held = set(re.findall(r"`rule:(\w+)`", text))
    tested = set(re.findall(r"`(test_\w+)`", text)) - {"test_data"}
    assert held == rules
    assert tested <= set(re.findall(r"def (test_\w+)", tests))


def test_every_page_of_the_documentation_is_in_a_list_of_contents() -> None:
    listed: set[Path] = set()
    for page in PAGES:
        for block in re.findall(
            r"^```\{toctree\}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
        ):
            entries = [line for line in block.splitlines() if line and not line.startswith(":")]
            listed |= {(page.parent / f"{entry}.md").resolve() for entry in entries}
    ours = {page.resolve() for page in PAGES if page.is_relative_to(ROOT / "docs") and page.name != "index.md"}
    assert ours <= listed


def test_links_between_pages_lead_somewhere() -> None:
    missing = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8"))
        if "_generated" not in target and not (page.parent / target).exists()
    ]
    assert missing == []


def test_the_tour_runs(capsys: pytest.CaptureFixture[str]) -> None:
    load(ROOT / "examples" / "tour.py").main()
    told = capsys.readouterr().out
    assert "… and back, equal: True" in told
    assert f"data {untip.__data_version__}" in told


def test_versions_agree() -> None:
    change_log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    head = re.search(r"^## (.*)$", change_log, re.MULTILINE)
    assert head is not None
    assert head[1] == f"{untip.__version__} (data {untip.__data_version__})"
    assert re.findall(r'^ *version: "(.*)"$', citation, re.MULTILINE) == [untip.__version__, untip.__data_version__]


def test_the_readme_gives_the_test_command_where_ci_looks_for_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"<!-- the test command -->\n```sh\n(.*)\n```\n", readme)
    assert command is not None
    assert command[1].endswith("-m pytest")


def test_the_editor_settings_name_schemas_that_exist() -> None:
    settings = json.loads(docs.editor().split("\n", 1)[1].rpartition("```")[0])
    assert all((ROOT / schema).is_file() for schema in settings["yaml.schemas"])
