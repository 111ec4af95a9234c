"""The explorer, built of a small set: what each page says, that nothing is left behind, and that bytes repeat."""

import hashlib
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_set import small_set

import untip
import untip.publish
from untip._cli.main import main
from untip._registry import given
from untip._registry.citation import TITLE
from untip._registry.registry import of_store
from untip._store.memory import MemoryStore
from untip.errors import MissingExtraError, UsageError
from untip.publish import _front, _lists, _parties, _words
from untip.publish._facts import _claim_words, cited
from untip.publish._members import members
from untip.publish._site import Site
from untip.publish._squares import squares_svg
from untip.publish._words import quantity
from untip.schema import (
    KINDS,
    Action,
    AgencyType,
    Citation,
    Coverage,
    ForceCondition,
    InstrumentRelevance,
    InstrumentType,
    Participation,
    Role,
    RoleType,
)

pytest.importorskip("jinja2")

BASE = "https://example.org/explorer/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    untip.publish.build(folder, BASE, small_set())
    return folder


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_every_record_has_a_page_and_a_json_file(site: Path) -> None:
    for record in small_set()._records:
        assert f"<code>{record.id}</code>" in page(site, f"{record.folder}/{record.id}")
        data = json.loads((site / record.folder / f"{record.id}.json").read_text(encoding="utf-8"))
        assert data == untip.to_dict(record)


def test_a_treaty_that_nobody_has_joined_has_a_page(tmp_path: Path) -> None:
    untip.publish.build(tmp_path, BASE, small_set())
    html = text(page(tmp_path, "instruments/unjoined"))
    assert "0 parties and 1 that signed" in html
    assert "Party since: signed only neither" in html


def test_everything_is_escaped(site: Path) -> None:
    html = page(site, "agencies/group")
    assert "<h1>Group &lt;on&gt; trafficking &amp; more" in html
    assert "Part &lt;1&gt;" in html
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert linked is not None
    assert json.loads(linked[1])["schema:name"] == "Group <on> trafficking & more"


def test_a_fact_has_its_sources_a_citation_and_a_way_to_correct_it(tmp_path: Path) -> None:
    ours = small_set()
    ours._records.is_own = True
    untip.publish.build(tmp_path, BASE, ours)
    html = page(tmp_path, "agencies/group")
    fact = html[html.index('<div id="established">') :]
    fact = fact[: fact.index("</dd>")]
    assert '<a href="../../sources/page/">A page</a>, Part &lt;1&gt;' in fact
    assert "Copy as citation" in fact
    assert "issues/new?template=correction.yml" in fact
    assert "record=group&amp;field=established" in fact


def test_dates_are_in_words_with_what_is_not_known(site: Path) -> None:
    members = text(page(site, "agencies/group"))
    assert "February 1991 to 1995" in members
    assert "1 May 1993" in members


def test_a_dispute_shows_every_claim_and_the_one_that_is_followed(site: Path) -> None:
    shown = text(page(site, "agencies/group"))
    assert "When it was founded" in shown
    assert re.search(r"1990 (\(followed here\)) .* 1991", shown)
    assert "When it was founded" in text(page(site, "disputes"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2002-07-09", "9 July 2002"),
        ("2006-09", "September 2006"),
        ("2005-11?", "November 2005 (uncertain)"),
        *((text, text) for text in ("1991", "2004-2005", "2004-13", "founded on 26 May 2001")),
    ],
)
def test_a_claimed_date_is_in_words(value: str, words: str) -> None:
    assert _claim_words(value) == words


def test_values_and_kinds_have_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _words.plain((AgencyType.MEDIA, True, untip.PartialDate("2000-05"), None, 7)) == "media, yes, May 2000, , 7"
    assert _words.date_words(untip.Interval("../..")) == "not known"
    assert [_words.kind_name("program", many) for many in (False, True)] == ["Programme", "Programmes"]
    monkeypatch.setattr(_words, "KIND_NAMES", {})  # as of a kind that was just declared
    assert [_words.kind_name("agency", many) for many in (False, True)] == ["Agency", "Agencies"]


def test_a_quantity_without_a_number_reads_as_a_phrase() -> None:
    claim = {"id": "x", "name": "X", "measure": "cases", "bound": "at-least", "unit": "cases", "as_of": "2010"}
    assert quantity(untip.from_dict(untip.Statistic, claim | {"quantity": "hundreds"})) == "hundreds of cases"
    assert quantity(untip.from_dict(untip.Statistic, claim | {"quantity": "a few"})) == "a few cases"


@pytest.mark.parametrize(
    ("lines", "words"),
    [(((17, 17),), "line 17"), (((17, 18),), "lines 17-18"), (((17, 17), (20, 20)), "lines 17, 20"), ((), "")],
)
def test_one_line_of_a_source_is_a_line(tmp_path: Path, lines: tuple[tuple[int, int], ...], words: str) -> None:
    (found,) = cited(Site(tmp_path, small_set(), BASE), [Citation(source="page", lines=lines)])
    assert found.place == words


def test_relations_go_both_ways(site: Path) -> None:
    assert 'href="../../agencies/group/"' in page(site, "agencies/un")
    assert 'href="../../agencies/un/"' in page(site, "agencies/group")


def test_a_treaty_shows_its_parties_by_year(site: Path) -> None:
    html = page(site, "instruments/treaty")
    assert 'data-y="2003-2010" data-s="2000" title="Namibia: signature 1 February 2000; ratification May 2003"' in html
    counts = re.findall(r'<th scope="row" class="n">(\d+)</th><td class="n">(\d+)</td>', html)
    assert [(int(year), int(parties)) for year, parties in counts] == [
        (row.year, row.parties) for row in small_set().party_counts("treaty")
    ]
    assert "as far as known until" in html
    ElementTree.parse(site / "instruments/treaty/squares.svg")


def test_a_treaty_that_nobody_joined_has_a_page(site: Path) -> None:
    assert "<strong>0</strong> parties and 1 that signed" in page(site, "instruments/unjoined")


def test_a_state_shows_what_it_did_with_treaties(site: Path) -> None:
    shown = text(page(site, "states/nam"))
    assert "Convention against trafficking signature 1 February 2000" in shown
    assert "ratification May 2003" in shown


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
def test_a_group_says_on_which_days_it_had_a_member(site: Path) -> None:
    found = re.search(r'data-answers="([^"]*)"', page(site, "agencies/group"))
    assert found is not None
    spans = [(span[:10], span[10:]) for span in found[1].split()]
    group = small_set()
    for day, answer in (("1990-06-01", "n"), ("1991-02-10", "p"), ("1993-05-01", "c"), ("1997-01-01", "n")):
        shown = [found for since, found in spans if since <= day][-1]
        sure = "un" in group.members("group", day, certain=True)
        maybe = "un" in group.members("group", day)
        assert shown == answer == ("c" if sure else "p" if maybe else "n")


# ── the whole data ───────────────────────────────────────────────────────────────────────────────────────────────────

TREATIES = tuple(untip.registry._records.store.coverage())


def instrument(id: str, registry: untip.Registry = untip.registry) -> untip.Instrument:
    found = registry.get(id)
    assert isinstance(found, untip.Instrument)
    return found


def shown(id: str, folder: Path, registry: untip.Registry = untip.registry) -> _parties.Parties:
    """Return what the page of a treaty says of its parties."""
    coverage = registry._records.store.coverage()[id]
    return _parties.parties(Site(folder, registry, BASE), instrument(id, registry), coverage)


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
@pytest.mark.parametrize("treaty", TREATIES)
def test_the_matrix_has_the_parties_of_the_registry(treaty: str, tmp_path: Path) -> None:
    site = Site(tmp_path, untip.registry, BASE)
    cells = _lists._matrix_cells(site, instrument(treaty), site.records.store.coverage()[treaty].known_until.latest)
    assert {id for id, cell in cells.items() if cell and cell[0] != "("} == set(untip.parties(treaty).ids)
    assert {id for id, cell in cells.items() if cell[:1] == "("} <= set(untip.signatories(treaty).ids)


def test_a_cell_of_the_matrix_has_the_year_of_the_present_membership(tmp_path: Path) -> None:
    site = Site(tmp_path, untip.registry, BASE)
    rome = _lists._matrix_cells(site, instrument("rome-statute"), date(2026, 6, 1))
    assert (rome["hun"], rome["mli"], rome["phl"], rome["usa"]) == ("2001", "2000", "", "(2000)")
    bribery = _lists._matrix_cells(site, instrument("cets-216"), date(2014, 8, 1))
    assert bribery["mda"] == "?", "perhaps a party, since a year that is not known"


@pytest.mark.parametrize("treaty", ["cedaw", "palermo-protocol"])
def test_signatories_of_a_page_are_those_of_the_registry(treaty: str, tmp_path: Path) -> None:
    assert shown(treaty, tmp_path).signatories == len(untip.signatories(treaty))


def test_a_square_says_who_withdrew_and_is_drawn_as_no_party(tmp_path: Path) -> None:
    page = shown("rome-statute", tmp_path)
    squares = {one.record.id: one for _, found in page.regions for one in found}
    assert (squares["phl"].now, squares["phl"].shade) == ("none", None)
    assert squares["phl"].words.startswith("Philippines: withdrew; signature")
    assert squares["usa"].now == "signed"
    assert "withdrew" not in squares["usa"].words
    assert "neither, or withdrew" in squares_svg(instrument("rome-statute"), page)
    protocol = squares_svg(instrument("palermo-protocol"), shown("palermo-protocol", tmp_path))
    assert "neither" in protocol
    assert "withdrew" not in protocol


def test_a_page_of_a_view_ends_at_its_day(tmp_path: Path) -> None:
    view = untip.as_of("2018-06-30")
    page = shown("rome-statute", tmp_path, view)
    assert (page.until, page.last, page.now) == (date(2018, 6, 30), 2018, len(view.parties("rome-statute")))
    assert page.counts[-1][0] == 2018
    rows = {row.record.id: row for row in page.rows}
    assert rows["phl"].withdrew == "17 March 2018", "its notice was there"
    assert rows["phl"].answers == "2011-08-30c", "and had not taken effect"
    assert all(span[:10] <= "2018-07-01" for row in page.rows for span in row.answers.split())


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
def test_members_of_a_view_are_those_until_its_day(tmp_path: Path) -> None:
    view = untip.as_of("2009-01-01")
    group = view.agencies["icat"]
    days = [span[:10] for one in members(Site(tmp_path, view, BASE), group).rows for span in one.answers.split()]
    assert max(days) <= "2009-01-01"


def test_the_front_page_of_a_view_asks_of_no_later_day(tmp_path: Path) -> None:
    whole = [one.question for one in _front._answers(Site(tmp_path, untip.registry, BASE))]
    assert "Who belonged to ICAT on 18 October 2010?" in whole
    assert "Which bodies existed on 1 June 2010?" in whole
    then = _front._answers(Site(tmp_path, untip.as_of("2009-01-01"), BASE))
    assert [one.question for one in then] == [whole[0]]
    assert (
        then[0].answer
        == f"{len(untip.parties('palermo-protocol', on='2009-01-01'))} as far as known until 1 January 2009."
    )


def test_the_front_page_and_its_chart_begin_with_the_first_instrument_on_trafficking(tmp_path: Path) -> None:
    day = untip.PartialDate
    older = untip.Agency(id="post", name="Post", type=AgencyType.MEDIA, established=day("1789"))
    kind = InstrumentType.TREATY
    near = untip.Instrument(
        id="act", name="Act", type=kind, adopted=day("1890"), relevance=InstrumentRelevance.NEIGHBOUR
    )
    first = untip.Instrument(
        id="deal", name="Deal", type=kind, adopted=day("1904-05-18"), relevance=InstrumentRelevance.CORE
    )
    untip.publish.build(tmp_path, BASE, with_more(older, near, first))
    html = page(tmp_path, "")
    assert 'a system that began in 1904 with a first <a href="instruments/deal/">treaty</a>, each fact' in html
    assert "The system, 1904 to today" in html
    years = [int(year) for year in re.findall(r"<circle[^>]*><title>(\d+):", html)]
    assert min(years) == 1904
    assert "2 that began before 1904 are left out here." in html
    counts = [int(count) for count in re.findall(r"</i> (\d+) \w+</span>", html)]
    assert sum(counts) == len(years)


def test_without_an_instrument_on_trafficking_the_chart_has_what_there_is(tmp_path: Path) -> None:
    body = untip.Agency(id="post", name="Post", type=AgencyType.MEDIA, established=untip.PartialDate("1989"))
    untip.publish.build(tmp_path, BASE, untip.Registry([body]))
    html = page(tmp_path, "")
    assert "1 record, each fact with its source" in text(html)
    assert "The system, 1989 to today" in html
    assert "left out here" not in html


@pytest.mark.parametrize("path", ["", "agencies/group/"])
def test_enter_in_the_box_of_a_page_may_lead_to_a_record(path: str, site: Path) -> None:
    box = re.search(r'<form role="search".*?</form>', page(site, path), re.DOTALL)
    assert box is not None
    assert '<input type="hidden" name="go" value="1">' in box[0]


def test_a_note_on_a_condition_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    condition = ForceCondition(instruments=40, days=90, note="By article 38 it is so.")
    treaty = small_set().instruments["treaty"].__replace__(id="deal", in_force_condition=condition)
    untip.publish.build(tmp_path, BASE, with_more(treaty))
    assert "40 instruments of consent, 90 days later. By article 38 it is so." in text(
        page(tmp_path, "instruments/deal")
    )


def test_a_site_of_other_records_claims_neither_our_licence_nor_our_citation(site: Path) -> None:
    data = text(page(site, "data"))
    assert "Ask those who made this site: its records are theirs." in data
    assert 'untip.load("untip.json")' in data
    whole = "".join((site / name).read_text(encoding="utf-8") for name in ("data/index.html", "index.html", "llms.txt"))
    for claim in (
        "CC0",
        "public domain",
        "Please cite",
        TITLE,
        "system against trafficking in persons",
        "Data version",
    ):
        assert claim not in whole
    assert 'data-version=""' in whole, "what is copied as a citation names no version of ours"
    record = page(site, "agencies/group")
    assert f"Permanent address: <code>{BASE}agencies/group/</code>" in record
    assert "Report an error" not in record, "our issues are of our records"
    assert "Try " not in text(page(site, "")), "none of the examples is here"
    assert "The untip contributors" not in (site / "feed.atom").read_text(encoding="utf-8")


@pytest.mark.parametrize("registry", [untip.registry, untip.as_of("1950")])
def test_a_site_of_our_records_says_licence_and_citation(registry: untip.Registry, tmp_path: Path) -> None:
    made = Site(tmp_path, registry, BASE)
    made.page("data/", "data.html", "Data", "Files.", files=[], example=None, citation=registry.cite())
    assert made.is_own
    assert "The data are in the public domain (CC0 1.0). Please cite them:" in text(page(tmp_path, "data"))
    assert f"Data version {untip.__data_version__}, in the public domain (CC0)." in text(page(tmp_path, "data"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "before.json:1: is not JSON"),
        ("[]", "expected the untip.json of an export or a site"),
        ("{}", "expected the untip.json of an export or a site"),
        ('{"data_version": "2026.10", "records": [{"id": "x"}]}', "is not an earlier version"),
        ('{"data_version": "2026.10", "records": {}}', "is not an earlier version"),
    ],
)
def test_what_is_no_earlier_version_is_refused(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "before.json").write_text(content)
    with pytest.raises(untip.ValidationError, match=re.escape(message)):
        untip.publish.build(tmp_path / "site", BASE, small_set(), previous=tmp_path / "before.json")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("given", "message"),
    [({"base": None}, "an address"), ({"registry": "x"}, "registry must be an untip.Registry such as untip.registry")],
)
def test_what_is_no_address_or_registry_is_refused(given: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=message):
        untip.publish.build(tmp_path / "site", **given)


@pytest.mark.parametrize("value", ["co-chair", "co-author", "inter-agency body", "non-governmental organization"])
def test_a_prefix_keeps_its_hyphen(value: str) -> None:
    assert _words.words(value.replace(" ", "-")) == value


def test_topics_and_addressees_have_pages(site: Path) -> None:
    assert "Criminalize trafficking" in page(site, "topics/demand")
    assert "Criminalize trafficking" in page(site, "addressees/all-states")
    assert "Criminalize trafficking" in page(site, "addressees/un")


def with_more(*more: Any, coverage: tuple[Coverage, ...] = (), rows: tuple[Participation, ...] = ()) -> untip.Registry:
    """Return the small registry with more records, and a table of some more treaties."""
    store = small_set()._records.store
    records = [store.record(kind, id) for kind in KINDS for id in store.ids(kind)]
    tables = {one: store.participation(one) for one in store.coverage()}
    for row in rows:
        tables[row.instrument] = (*tables.get(row.instrument, ()), row)
    covered = {**store.coverage(), **{one.instrument: one for one in coverage}}
    return of_store(MemoryStore([*records, *more], store.redirects(), covered, tables))


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
def test_what_a_record_names_and_the_site_does_not_have_stands_as_its_id(tmp_path: Path) -> None:
    council = untip.Agency(
        id="council",
        name="Council",
        type=AgencyType.INTER_AGENCY_BODY,
        parent="elsewhere",
        members=(Role(who="elsewhere", role=RoleType.MEMBER),),
        citations=(Citation(source="elsewhere", supports=("name",)),),
    )
    untip.publish.build(tmp_path, BASE, with_more(council))
    html = page(tmp_path, "agencies/council")
    assert "elsewhere" in text(html)
    assert not re.search(r'href="[^"]*elsewhere', html)


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
def test_a_view_as_of_a_day_is_a_site_of_what_had_begun(tmp_path: Path) -> None:
    untip.publish.build(tmp_path / "1985", BASE, small_set().as_of("1985"))
    assert {path.parent.name for path in (tmp_path / "1985/agencies").glob("*/index.html")} == {"un"}
    assert "<code>old-group</code> is now <code>group</code>" in page(tmp_path / "1985", "changes")
    assert not list((tmp_path / "1985").rglob("*old-group*"))
    union = untip.Agency(
        id="union",
        name="Later Union",
        type=AgencyType.INTERGOVERNMENTAL_ORGANIZATION,
        established=untip.PartialDate("2005"),
    )
    row = Participation(
        instrument="treaty", party="union", action=Action.ACCESSION, date=untip.PartialDate("2006"), source="page"
    )
    registry = with_more(union, rows=(row,))
    for day, is_there in (("2002", False), ("2008", True)):
        untip.publish.build(tmp_path / day, BASE, registry.as_of(day))
        assert ("Later Union" in text(page(tmp_path / day, "instruments/treaty"))) is is_there


@pytest.mark.filterwarnings("ignore::untip.CoverageWarning")
def test_the_front_page_asks_of_the_example_treaty_where_its_table_is_known(tmp_path: Path) -> None:
    treaty = small_set().instruments["treaty"].__replace__(id="palermo-protocol", name="Protocol against trafficking")
    untip.publish.build(tmp_path / "without", BASE, with_more(treaty))
    assert "How many parties does" not in text(page(tmp_path / "without", ""))
    union = untip.Agency(
        id="union", name="Union", type=AgencyType.INTERGOVERNMENTAL_ORGANIZATION, dissolved=untip.PartialDate("2010")
    )
    row = Participation(
        instrument=treaty.id, party="union", action=Action.ACCESSION, date=untip.PartialDate("2005"), source="page"
    )
    known = Coverage(instrument=treaty.id, known_until=untip.PartialDate("2010-06-30"), source="page")
    untip.publish.build(tmp_path / "with", BASE, with_more(treaty, union, coverage=(known,), rows=(row,)))
    assert "How many parties does" in text(page(tmp_path / "with", ""))
    squares = (tmp_path / "with/instruments/palermo-protocol/squares.svg").read_text(encoding="utf-8")
    assert 'stroke="#222" stroke-dasharray="3 2"' in squares, "possibly a party"


def test_a_retired_id_leads_on(site: Path) -> None:
    html = page(site, "agencies/old-group")
    assert 'url=../group/"' in html
    assert f'<link rel="canonical" href="{BASE}agencies/group/">' in html
    assert json.loads((site / "agencies/old-group.json").read_text())["redirect"] == "group"


def test_no_link_is_absolute_but_to_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        body = re.sub(r"<pre.*?</pre>", "", html[html.index("<body") :], flags=re.DOTALL)  # what is there to embed
        assert re.findall(r'(?:href|src)="/', body) == []
        assert not [url for url in re.findall(r'(?:href|src)="(http[^"]+)"', body) if url.startswith(BASE)]


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        assert re.findall(r'<(?:script|img|iframe)[^>]*src="http', html) == []
        assert re.findall(r'<link rel="stylesheet" href="http', html) == []
    assert "url(" not in (site / "static/style.css").read_text()
    assert "@import" not in (site / "static/style.css").read_text()


def test_programs_find_what_is_where(site: Path) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "a": "http://www.w3.org/2005/Atom"}
    urls = {one.text for one in ElementTree.parse(site / "sitemap.xml").iterfind(".//s:loc", space)}
    assert f"{BASE}agencies/group/" in urls
    assert all((site / str(url).removeprefix(BASE) / "index.html").is_file() for url in urls)
    feed = ElementTree.parse(site / "feed.atom")
    assert feed.findtext("a:entry/a:title", namespaces=space) == f"Data version {untip.__data_version__}"
    assert "renamed" in str(feed.findtext("a:entry/a:content", namespaces=space))
    assert f"({BASE}agencies/): 2." in (site / "llms.txt").read_text()
    licence = (site / "static/MINISEARCH-LICENSE.txt").read_text()
    assert "Luca Ongaro" in licence


def test_changes_since_an_earlier_version_are_listed(tmp_path: Path) -> None:
    now = small_set()
    earlier: dict[str, Any] = {
        "data_version": "2026.10",
        "records": [untip.to_dict(one) for one in now._records if one.id != "advice"],
    }
    next(one for one in earlier["records"] if one["id"] == "group")["summary"] = "Other."
    earlier["records"].append({"kind": "agency", "id": "gone", "name": "Gone body"})
    (tmp_path / "before.json").write_text(json.dumps(earlier))
    untip.publish.build(tmp_path / "site", BASE, now, previous=tmp_path / "before.json")
    shown = text(page(tmp_path / "site", "changes"))
    assert "Since 2026.10: 1 records added, 1 changed, 1 removed." in shown
    assert "Group &lt;on&gt; trafficking &amp; more : Summary" in shown
    assert "gone : Gone body" in shown


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    untip.publish.build(tmp_path, BASE, small_set())

    def hashes(folder: Path) -> dict[str, str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert hashes(tmp_path) == hashes(site)


def test_a_build_replaces_an_earlier_one_and_touches_no_other_folder(tmp_path: Path) -> None:
    untip.publish.build(tmp_path / "a", BASE, small_set())
    untip.publish.build(tmp_path / "a", BASE, untip.Registry())
    assert not (tmp_path / "a/agencies/group/index.html").exists()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        untip.publish.build(tmp_path / "b", BASE, small_set())
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["mine.txt"]


def test_a_build_that_failed_can_be_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from untip.publish import _build

    def fail(site: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(_build, "write_search", fail)
        with pytest.raises(untip.FileError, match="No space left"):
            untip.publish.build(tmp_path, BASE, small_set())
    assert untip.publish.build(tmp_path, BASE, small_set()).pages > 1


def test_a_build_that_failed_before_its_first_file_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from untip.publish import _build

    def fail(*_: object) -> None:
        raise untip.FileError(13, "Permission denied", "index.html")

    monkeypatch.setattr(_build, "write_front", fail)
    with pytest.raises(untip.FileError, match="Permission denied") as caught:
        untip.publish.build(tmp_path / "site", BASE, small_set())
    assert caught.value.filename == "index.html"
    assert not (tmp_path / "site").exists()


def test_a_manifest_cannot_remove_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "keep.txt").write_text("mine")
    (tmp_path / "site/untip-site.json").write_text(json.dumps({"files": ["../keep.txt", str(tmp_path / "keep.txt")]}))
    untip.publish.build(tmp_path / "site", BASE, untip.Registry())
    assert (tmp_path / "keep.txt").is_file()


def test_a_base_is_an_address(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="base must be an address"):
        untip.publish.build(tmp_path, "explorer", small_set())


@pytest.mark.parametrize(
    ("docs", "seen"),
    [("docs/", "../../docs/"), ("https://example.org/docs/", "https://example.org/docs/")],
)
def test_each_page_leads_to_the_documentation(tmp_path: Path, docs: str, seen: str) -> None:
    untip.publish.build(tmp_path, BASE, small_set(), docs=docs)
    page = (tmp_path / "agencies" / "group" / "index.html").read_text(encoding="utf-8")
    assert f'<a href="{seen}">Documentation</a>' in page


def test_a_party_that_has_no_record_has_no_row(tmp_path: Path) -> None:
    site = Site(tmp_path, small_set(), BASE)
    assert _parties._rows(site, {"nobody": []}, {}) == []


@pytest.mark.parametrize("docs", ["", "docs", "/docs/", 'x" onclick="y/', "https://", "javascript:alert(1)/"])
def test_the_documentation_has_an_address_or_a_path(tmp_path: Path, docs: str) -> None:
    with pytest.raises(UsageError, match="docs must be an address or a path such as docs/"):
        untip.publish.build(tmp_path, BASE, small_set(), docs=docs)


def test_without_jinja2_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingExtraError, match=r"untip\[site\]"):
        untip.publish.build(tmp_path, BASE, small_set())


def test_the_command_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(given, "default_registry", small_set())
    assert main(["publish", str(tmp_path), "--base", BASE]) == 0
    assert "pages" in capsys.readouterr().out
    assert f'<link rel="canonical" href="{BASE}">' in page(tmp_path, "")


def test_the_module_is_a_command() -> None:
    done = subprocess.run([sys.executable, "-m", "untip.publish", "--help"], check=True, capture_output=True, text=True)
    assert "untip publish" in done.stdout
