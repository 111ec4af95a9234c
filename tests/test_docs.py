"""README and docs are true: every snippet runs and prints what it shows, every generated block is current."""

import asyncio
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import untip
import untip._store.rules
from untip._export.addresses import RECORDS, REPOSITORY
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
LONG = ("add-a-record.md", "attrs-records.md", "ten-tasks.md")
"""Pages whose snippets take seconds: they validate all data, or read much of it."""
REWRITE = "run: python tools/docs.py, and read the difference"


@pytest.mark.parametrize(
    "page", [pytest.param(page, marks=[pytest.mark.slow] if page.name in LONG else []) for page in PAGES], ids=names
)
def test_every_snippet_prints_what_the_page_shows(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs.renewed(text, page.name) == text, REWRITE


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_every_generated_block_is_current(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert docs.filled(text) == text, REWRITE


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_that_of_the_classes(kind: str) -> None:
    assert (docs.SCHEMAS / f"{kind}.json").read_text(encoding="utf-8") == docs.schema_text(kind), REWRITE


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


def test_each_of_ten_tasks_has_as_many_lines_as_its_heading_says() -> None:
    text = (ROOT / "docs" / "guides" / "ten-tasks.md").read_text(encoding="utf-8")
    tasks = re.findall(r"^## [^\n]*\((\d) lines?\)\n.*?^```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert len(tasks) == 10
    assert [len(re.findall(r"^(?:>>>|\.\.\.|untip) ", code, re.MULTILINE)) for _, code in tasks] == [
        int(said) for said, _ in tasks
    ]


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
    output = capsys.readouterr().out
    assert "… and back, equal: True" in output
    assert f"data {untip.__data_version__}" in output


def test_versions_agree() -> None:
    change_log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    head = re.search(r"^## (.*)$", change_log, re.MULTILINE)
    assert head is not None
    assert head[1] == f"{untip.__version__} (data {untip.__data_version__})"
    assert re.findall(r'^ *version: "(.*)"$', citation, re.MULTILINE) == [untip.__version__, untip.__data_version__]


def test_the_address_of_the_repository_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["urls"]["Repository"] == REPOSITORY
    assert all(url.startswith(REPOSITORY) for url in project["urls"].values())
    assert f'repository-code: "{REPOSITORY}"' in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_every_link_of_the_readme_leads_to_a_file() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    paths = re.findall(r"\]\((?!\w+:|#)([^)\s]+)\)", text)
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_readme_lists_every_guide() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    guides = {f"docs/guides/{path.name}" for path in (ROOT / "docs/guides").glob("*.md")}
    assert {guide for guide in guides if f"]({guide})" not in readme} == set()


def test_the_readme_gives_the_test_command_where_ci_looks_for_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"<!-- the test command -->\n```sh\n(.*)\n```\n", readme)
    assert command is not None
    assert command[1].endswith("-m pytest")


def test_the_editor_settings_name_schemas_that_exist() -> None:
    settings = json.loads(docs.editor().split("\n", 1)[1].rpartition("```")[0])
    assert all((ROOT / schema).is_file() for schema in settings["yaml.schemas"])


def test_the_api_page_has_every_public_name() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    linked = {cls.__name__ for cls in KINDS.values()} | {"Record", "Participation"}  # the schema page describes these
    assert [name for name in dir(untip) if name not in linked and not re.search(rf"\b{name}\b", page)] == []


def test_the_api_page_says_which_errors_are_in_their_module_alone() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
    said = page.partition("the same holds for the others, except ")[2].partition(":")[0]
    assert set(re.findall(r"`(\w+)`", said)) == set(untip.errors.__all__) - set(dir(untip))


def test_the_table_of_rooms_lists_every_room() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text[text.index("| room |") :].split("\n\n")[0]
    listed = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}
    paths = Path(untip.__file__).parent.iterdir()
    rooms = {path.stem for path in paths if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert listed == rooms - {"__main__", "_version"}


def test_the_recipe_for_fastapi_answers_requests() -> None:
    pytest.importorskip("fastapi")
    page = (ROOT / "docs" / "guides" / "attrs-records.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {"untip": untip}
    for block in re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        exec(block, names)

    async def get(path: str) -> tuple[int, Any]:
        sent: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "query_string": b"",
            "headers": [],
            "http_version": "1.1",
        }
        await names["app"](scope, receive, send)
        return sent[0]["status"], json.loads(sent[1]["body"])

    status, body = asyncio.run(get("/agencies/unodc"))
    assert status == 200
    assert untip.from_dict(untip.Agency, body) == untip.agencies["unodc"]
    status, body = asyncio.run(get("/agencies/unodcc"))
    assert status == 404
    assert "did you mean unodc" in body["detail"]


GARBLED = [
    ("<p><code>text`for people,`bibtex</code></p>", "code"),
    ("<p>a :class:`Agency` of</p>", "text"),
    ("<p><code>a</code>s`</p>", "text"),
    ("<td><code>a \\| b</code></td>", "code"),
    ('<dt class="sig sig-object py" id="untip.get">get()</dt> <dd><dl><dt>Parameters<span>:</span></dt>'
     "<dd><strong>id</strong> – The id.</dd></dl></dd>", "untip.get"),
]  # fmt: skip


def garbled_pieces(html: str) -> list[str]:
    pytest.importorskip("sphinx")
    found: list[str] = load(ROOT / "docs" / "_ext" / "untip_check.py").faults(html)
    return found


@pytest.mark.parametrize(("html", "where"), GARBLED)
def test_the_check_of_pages_sees_garbled_text(html: str, where: str) -> None:
    found = garbled_pieces(html)
    assert found
    assert all(fault.startswith(where) for fault in found)


def test_the_check_of_pages_passes_text_that_is_whole() -> None:
    html = '<p>One <code class="x"><span>a b</span></code>, <code>C:\\n</code>.</p><pre>`x` **y**</pre>'
    assert garbled_pieces(html) == []


@pytest.mark.slow
def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    pytest.importorskip("myst_parser")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", "html", "docs", str(tmp_path)]
    given = {**os.environ, "UNTIP_EXPLORER": "../"}  # as `just site` builds it
    built = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr  # -W: a warning is an error; kernels of notebooks log to stderr
    pages = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")]
    assert len(pages) > len(KINDS)
    assert [fault for page in pages for fault in garbled_pieces(page)] == []
    alts = [alt for page in pages for alt in re.findall(r'<img[^>]* alt="([^"]*)"', page)]
    assert alts
    assert [alt for alt in alts if alt.endswith(".png")] == []  # a text, not the name of a file
    assert all("_static/untip.js" in page for page in pages)  # the buttons that copy code
    for path in ("index.html", "guides/search.html"):  # the way to the records, which stand one folder above
        way = "../" * (path.count("/") + 1)
        assert f'class="explorer"><a href="{way}"' in (tmp_path / path).read_text(encoding="utf-8")
    assert RECORDS not in "".join(re.findall(r'href="([^"]*)"', "".join(pages)))


def test_one_command_builds_the_explorer_with_the_documentation_below_it() -> None:
    recipe = (ROOT / "justfile").read_text(encoding="utf-8").split("\nsite ", 1)[1].split("\n\n")[0]
    assert "untip publish {{ DIR }} " in recipe
    assert " --docs docs/\n" in recipe
    assert '"--base " + BASE' in recipe
    assert "UNTIP_EXPLORER=../" in recipe
    assert recipe.endswith("{{ DIR }}/docs")
    assert "just site" in (ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8")
