"""The explorer of the package's own records in a browser: links, budgets, accessibility, search, what scripts add."""

import functools
import gzip
import http.server
import io
import os
import re
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

import untip
import untip.publish
from untip._registry.finding import named
from untip._search.names import names_of
from untip.errors import AmbiguousNameError, NotFoundError

pytest.importorskip("jinja2")
playwright = pytest.importorskip("playwright.sync_api")

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"

PAGES = {
    "front": "",
    "list": "instruments/",
    "agency": "agencies/unodc/",
    "treaty": "instruments/palermo-protocol/",
    "group": "agencies/icat/",
    "day": "agencies/?on=2010-06-01",
    "recommendations": "addressees/all-states/",
    "state": "states/nga/",
    "statistics": "statistics/",
    "timeline": "timeline/",
    "topic": "topics/forced-labour/",
    "addressees": "addressees/",
    "search": "search/?q=child+labour",
    "matrix": "treaties/",
    "disputes": "disputes/",
    "data": "data/",
    "changes": "changes/",
}
"""A page of each kind."""

FIRST_LOAD = 100_000
RECORD_PAGE = 40_000

LATER = ("minisearch.js", "search-more.js")
"""What the search page loads after it has been shown."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


def serve(folder: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("www") / "some" / "base"
    untip.publish.build(folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not os.path.exists(CHROMIUM):
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as running:
        made = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site at a base path that it was not built for."""
    server, base = serve(site.parent.parent)
    yield f"{base}some/base/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    yield made
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The accessibility checker axe-core, from npm."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("axe")
    done = subprocess.run(
        [npm, "pack", "--silent", "axe-core@4"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"npm cannot fetch axe-core: {done.stderr.strip()[:200]}")
    with tarfile.open(next(folder.glob("*.tgz"))) as packed:
        member = packed.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


# ── budgets ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


@pytest.mark.parametrize("name", ["front", "search", "treaty", "list"])
def test_a_first_load_is_small_and_in_one_chain(name: str, site: Path, address: str, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + PAGES[name], wait_until="domcontentloaded")
    files = {site / unquote(url.partition("?")[0].removeprefix(address)) for url in asked}
    files = {path / "index.html" if path.is_dir() else path for path in files if path.name not in LATER}
    assert sum(map(packed, files)) <= FIRST_LOAD
    html = page.content() if name != "search" else (site / "search/index.html").read_text(encoding="utf-8")
    assert [path.name for path in files if path.suffix != ".html" and path.name not in html] == []


def test_a_record_page_is_small(site: Path) -> None:
    sizes = {path: packed(path) for path in site.glob("*/*/index.html")}
    assert {str(path.relative_to(site)): size for path, size in sizes.items() if size > RECORD_PAGE} == {}


# ── links ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_link_is_broken(site: Path) -> None:
    pages = {path.resolve(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    anchors = {path: set(re.findall(r'\bid="([^"]+)"', html)) for path, html in pages.items()}
    broken: set[tuple[str, str]] = set()
    for path, html in pages.items():
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', html):
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            aim = (path.parent / unquote(target.partition("?")[0])).resolve() if target else path
            aim = aim / "index.html" if aim.is_dir() else aim
            if not aim.is_file() or (anchor and anchor not in anchors[aim]):
                broken.add((str(path.relative_to(site.resolve())), link))
    assert broken == set()


# ── for everybody ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation(name: str, scheme: str, address: str, browser: Any, axe: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1000, "height": 900}, bypass_csp=True)
    made = context.new_page()
    made.goto(address + PAGES[name], wait_until="networkidle")
    made.evaluate(axe)
    found = made.evaluate("axe.run()")
    context.close()
    assert [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]] == []


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_no_page_is_wider_than_the_window(width: int, address: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    made = context.new_page()
    wide = {}
    for name, path in PAGES.items():
        made.goto(address + path)
        real = made.evaluate("document.documentElement.scrollWidth")
        if real > width:
            wide[name] = real
    context.close()
    assert wide == {}


def test_nothing_is_asked_of_another_host(address: str, page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES.values():
        page.goto(address + path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(address)] == []


def test_the_keyboard_reaches_everything(address: str, page: Any) -> None:
    page.goto(f"{address}instruments/palermo-protocol/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


# ── without scripts, from a disk ──────────────────────────────────────────────────────────────────────────────────────


def test_a_page_says_everything_without_scripts(address: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(f"{address}instruments/palermo-protocol/")
    assert made.locator("table caption").count() == 2
    assert made.locator("button.copy").first.is_hidden()
    made.locator("details.counts > summary").click()
    assert made.locator("details.counts tr", has_text="2010").first.is_visible()
    made.goto(f"{address}search/")
    assert made.locator("noscript").count() == 1
    assert "needs JavaScript" in made.locator("main").inner_text()
    context.close()


def test_a_record_page_works_from_a_disk(site: Path, page: Any) -> None:
    page.goto((site / "instruments/palermo-protocol/index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.q')).display") == "flex"
    page.locator("dd a", has_text="UNTOC").first.click()
    assert page.url.endswith("/instruments/untoc/index.html")
    page.fill("#q", "SDG 8.7")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sdg_targets/sdg-8-7/index.html")


# ── what scripts add ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_slider_counts_as_the_registry_does(address: str, page: Any) -> None:
    page.goto(f"{address}instruments/palermo-protocol/")
    slider = page.locator("figure.squares input[type=range]")
    for row in untip.party_counts("palermo-protocol"):
        slider.evaluate("(one, year) => { one.value = year; one.dispatchEvent(new Event('input')); }", str(row.year))
        said = page.locator("figure.squares output").inner_text()
        assert f" {row.parties} parties" in said
    slider.focus()
    page.keyboard.press("Home")
    assert (
        f"end of {untip.instruments['palermo-protocol'].adopted}"[:11]
        in page.locator("figure.squares output").inner_text()
    )


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
@pytest.mark.parametrize("day", ["2006-12-01", "2010-10-18", "2018-12-31"])
def test_members_on_a_day_are_those_of_the_registry(day: str, address: str, page: Any) -> None:
    page.goto(f"{address}agencies/icat/")
    page.fill("input[type=date]", day)
    sure = len(untip.members("icat", day, certain=True))
    maybe = len(untip.members("icat", day)) - sure
    said = page.locator("#members ~ .tools [role=status]").first.inner_text()
    assert said.removesuffix(" (in grey)") == f"{sure} certainly, {maybe} possibly"


def test_parties_on_a_day_are_those_of_the_registry(address: str, page: Any) -> None:
    page.goto(f"{address}instruments/palermo-protocol/")
    page.fill("#parties ~ .tools input[type=date]", "2005-12-31")
    parties = len(untip.parties("palermo-protocol", "2005-12-31"))
    assert page.locator("#parties ~ .tools [role=status]").first.inner_text() == f"{parties} certainly, 0 possibly"
    assert page.locator("#parties ~ .scroll tbody tr:visible").count() == parties


def test_what_existed_on_a_day_is_what_the_registry_says(address: str, page: Any) -> None:
    page.goto(address)
    page.get_by_role("link", name="All, or on any other day").click()
    sure = {one.name for one in untip.agencies.active("2010-06-01", certain=True)}
    every = {one.name for one in untip.agencies.active("2010-06-01")}
    assert set(page.locator("tbody tr:visible:not(.maybe) th").all_inner_texts()) == sure
    assert set(page.locator("tbody tr:visible th").all_inner_texts()) == every
    page.select_option("select[aria-label=Type]", "treaty body")
    assert set(page.locator("tbody tr:visible th").all_inner_texts()) < every


def test_recommendations_are_chosen_by_body_and_topic(address: str, page: Any) -> None:
    page.goto(f"{address}addressees/all-states/")
    page.select_option("select[aria-label=Body]", "UNHCR")
    page.select_option("select[aria-label=Topic]", "child protection")
    asked = untip.findings.filter(by="unhcr", topics="child-protection", addressees="all-states", type="recommendation")
    assert set(page.locator("ul.choose li:visible > a").all_inner_texts()) == {one.name for one in asked}


def test_a_table_is_sorted_filtered_and_downloaded(address: str, page: Any) -> None:
    page.goto(f"{address}states/")
    page.get_by_role("button", name="UN Member since").click()
    firsts = page.locator("table.sort tbody tr").first.inner_text()
    assert "1945" in firsts
    page.fill("input[aria-label='Filter rows of the table']", "namibia")
    assert page.locator("table.sort tbody tr:visible").count() == 1
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Name,")
    assert len(lines) == 2


@pytest.mark.parametrize("width", [360, 800])
def test_each_row_of_the_matrix_has_its_line_below_the_sticky_column_too(width: int, address: str, page: Any) -> None:
    image = pytest.importorskip("PIL.Image")
    page.set_viewport_size({"width": width, "height": 1600})
    page.goto(f"{address}treaties/")
    body = page.locator("table.matrix tbody").bounding_box()
    shot = image.open(io.BytesIO(page.screenshot())).convert("RGB")
    line = tuple(bytes.fromhex("d5dae0"))

    def lines_at(x: float) -> list[int]:
        return [y for y in range(int(body["y"]) + 2, 1600) if shot.getpixel((int(x), y)) == line]

    assert len(lines_at(body["x"] + 190)) > 20
    assert lines_at(body["x"] + 1) == lines_at(body["x"] + 190 if width > 360 else body["x"] + 165)


def test_two_treaties_and_two_states_side_by_side(address: str, page: Any) -> None:
    page.goto(f"{address}treaties/")
    page.select_option("select[name=a]", label="Namibia")
    page.select_option("select[name=b]", label="Nigeria")
    assert page.locator("#compared table thead").inner_text().split()[-2:] == ["Namibia", "Nigeria"]
    page.select_option("select[name=a]", index=1)
    page.select_option("select[name=b]", index=2)
    assert page.locator("#compared tbody tr").count() > 100


def test_a_fact_is_copied_as_a_citation(address: str, browser: Any) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made = context.new_page()
    made.goto(f"{address}agencies/unodc/")
    made.locator("#established details.proof > summary").click()
    made.locator("#established button.copy").click()
    made.wait_for_function("document.querySelector('#established button.copy').textContent === 'Copied'")
    copied = made.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied.startswith("United Nations Office on Drugs and Crime, established: ")
    assert (
        f"data version {untip.__data_version__}, https://w3id.org/untip/agencies/unodc/#established. Sources: "
        in copied
    )


# ── search ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("SDG 8.7", "sdg_targets/sdg-8-7/"),
        ("palermo protocol", "instruments/palermo-protocol/"),
        ("A/RES/55/25", None),
        ("un-gift", "programs/un-gift/"),
        ("NGA", "states/nga/"),
        ("Côte d’Ivoire", "states/civ/"),
    ],
)
def test_an_exact_name_lands_on_its_record(query: str, path: str | None, address: str, page: Any) -> None:
    wanted = path or f"instruments/{untip.find(query).id}/"
    page.goto(address)
    page.fill("#front-q", query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{wanted}")


def open_search(page: Any, address: str, query: str = "") -> None:
    """Open the search page and wait for all of its index: a quiet network may only mean that the engine is at work."""
    page.goto(f"{address}search/{query}")
    page.wait_for_function("window.untipIndex.complete")


def test_every_name_is_found_as_find_does(address: str, page: Any) -> None:
    open_search(page, address)
    records = untip.registry._records
    names = list(dict.fromkeys(name for record in records for name in names_of(record)))
    wanted = {name: sorted(named(records, name, None)) for name in names}
    found = page.evaluate("names => names.map(name => window.untipExact(name).sort())", names)
    differ = [
        (name, wanted[name], got)
        for name, got in zip(names, found, strict=True)
        if wanted[name] and wanted[name] != got
    ]
    assert differ == []


def spellings() -> Iterator[str]:
    """Yield texts that a spelling rule or two make a name of: examples, and every shipped name changed a little."""
    yield from (
        *("Bahamas (the)", "Korea, Republic of", "Tanzania (United Republic of)", "Congo, Dem. Rep.", "St. Lucia"),
        *("N. Macedonia", "China¹", "Afghanistan[b]", "CÃ´te d'Ivoire", "Korea South", "Democratic Republic Congo"),
        *(
            "Govt. of the Netherlands",
            "Croatia (local name: Hrvatska)",
            "Saint Vincent and Grenadines",
            "Myanmar/Burma",
        ),
        *("UNGA resolution 55/25", "Res. 55/25", "A/RES/55/25 of 15 November 2000", "UNSC 2331 (2016)", "UN 75"),
        *("C29", "ILO 182", "ILO Convention No. 29", "Forced Labour Convention (No. 29)", "Protocol No. 11"),
        *("IV-11-c", "Chapter XVIII.12 (a)", "16.2.2", "Goal 8.7", "C160202", "CETS No.197", "32011L0036", "2016"),
        *("UN Special Rapporteur on trafficking", "International Labor Organisation", "UN Thailand", "N/A", ""),
        *("Convention on the Rights of the Child. New York, 20 November 1989", "1926 Slavery Convention"),
    )
    for record in untip.registry._records:
        if record.kind not in ("source", "statistic", "finding", "concept"):
            yield from (f"The {record.name}", f"{record.name} (2000)", f"{record.name} 1")
            yield record.name.replace(" and ", " & ").replace("abour", "abor").replace("ization", "isation")
            if record.acronym:
                yield from (f"{record.acronym} - {record.name}", f"{record.name} [{record.acronym}]")


def test_every_spelling_is_read_as_find_does(address: str, page: Any) -> None:
    def wanted(text: str) -> list[str]:
        try:
            found = untip.find(text, default=None)
        except AmbiguousNameError as error:
            return sorted(record.id for record in error.candidates)
        return [] if found is None else [found.id]

    open_search(page, address)
    texts = list(dict.fromkeys(spellings()))
    found = page.evaluate("texts => texts.map(text => window.untipExact(text).sort())", texts)
    differ = [(text, want, got) for text, got in zip(texts, found, strict=True) if (want := wanted(text)) != got]
    assert differ == []


def test_a_spelling_lands_on_its_record(address: str, page: Any) -> None:
    page.goto(address)
    page.fill("#front-q", "Tanzania (United Rep. of)")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}states/tza/")


def test_a_figure_finds_the_statistic_that_claims_it(address: str, page: Any) -> None:
    open_search(page, address, "?q=147+States")
    page.wait_for_selector("#results a[href$='statistics/states-parties-2012/']")


@pytest.mark.parametrize("query", ["child", "forced labour"])
def test_enter_on_a_term_shows_all_that_is_found_with_the_concept_first(query: str, address: str, page: Any) -> None:
    page.goto(f"{address}agencies/unodc/")
    page.fill("#q", query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q={quote(query)}")
    page.wait_for_function("window.untipIndex.complete")
    assert "concepts/" in page.locator("#results a").first.get_attribute("href")
    assert page.locator("#results a").count() > 10


@pytest.mark.parametrize("query", ["UNODC", "child", "Tanzania (United Rep. of)"])
def test_an_address_that_was_shared_shows_the_list(query: str, address: str, page: Any) -> None:
    open_search(page, address)
    page.fill("#big-q", query)
    page.wait_for_function("location.search")
    shared, found = page.url, page.locator("#found").inner_text()
    page.goto("about:blank")
    page.goto(shared)
    page.wait_for_function("window.untipIndex.complete")
    assert page.url == shared
    assert page.locator("#found").inner_text() == found
    heads = page.locator("#results section:not(.exact) h2").all_inner_texts()
    exact = page.locator("#results .exact li").count()
    assert sum(int(head.rpartition("(")[2][:-1]) for head in heads) + exact == int(found.split()[0].replace(",", ""))
    if query != "child":
        page.keyboard.press("Enter")
        page.wait_for_url("**/agencies/unodc/" if query == "UNODC" else "**/states/tza/")
        page.go_back()
        page.wait_for_selector("#results a")


def test_words_find_records_by_kind(address: str, page: Any) -> None:
    open_search(page, address, "?q=child+labour")
    heads = page.locator("#results h2").all_inner_texts()
    assert any(head.startswith("Instruments") for head in heads)
    page.select_option("select[name=kind]", "Resource")
    assert all(head.startswith(("Resources", "Exact")) for head in page.locator("#results h2").all_inner_texts())


def test_what_is_misspelt_is_found(address: str, page: Any) -> None:
    with pytest.raises(NotFoundError):
        untip.find("forced labuor convention")
    open_search(page, address, "?q=forced+labuor+convention")
    assert page.locator("#results a", has_text="Forced Labour Convention").count() > 0
