"""Records that show themselves: a line, a screen, a card; collections and tables; completion in editors."""

import re
from html.parser import HTMLParser
from typing import Any

import attrs
import jedi
import pytest
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip._hypothesis import TEXTS, records
from untip._schema.define import Checked
from untip._show import names, page, values
from untip._show.screen import LINES, basis, screen
from untip._show.text import breadth
from untip.dates import Interval, PartialDate
from untip.dates._words import in_words
from untip.schema import KINDS, AgencyType, Record

WELL_FORMED = {"b", "br", "span", "p", "a", "dl", "dt", "dd", "details", "summary", "ul", "li", "code", "div", "style"}
TABLE = {"table", "caption", "thead", "tbody", "tr", "th", "td", "style"}


class Page(HTMLParser):
    """Collects tags, links, the text of each cell and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.cells: list[list[str]] = []
        self.right: set[int] = set()
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"class", "href", "rel", "colspan"}
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)
        if tag == "tr":
            self.cells.append([])
        if tag in ("td", "th"):
            self.cells[-1].append("")
            if ("class", "n") in attrs:
                self.right.add(len(self.cells[-1]) - 1)
        self.links += [str(value) for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.cells[-1][-1] += data
        if "style" not in self.open:
            self.text += data.lstrip("\n")


def every() -> list[Record]:
    return [record for cls in KINDS.values() for record in getattr(untip, cls.folder)]


def agency(name: str, number: int = 1, **given: Any) -> untip.Agency:
    return untip.Agency(id=f"a{number}", name=name, type=AgencyType.MEDIA, **given)


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (PartialDate("2000-11-15"), "15 November 2000"),
        (PartialDate("2000-11"), "November 2000"),
        (PartialDate("2000~"), "about 2000"),
        (PartialDate("2000%"), "about 2000 (uncertain)"),
        (PartialDate("199X"), "the 1990s"),
        (PartialDate("19XX"), "19XX"),
        (Interval("2000/2001-05"), "2000 to May 2001"),
        (Interval("2000/2000"), "2000"),
        (Interval("2000/.."), "since 2000"),
        (Interval("2000/"), "from 2000, end not known"),
        (Interval("../2000"), "until 2000"),
        (Interval("/2000"), "until 2000, start not known"),
        (Interval("/.."), "start not known, goes on"),
        (Interval.between(None, None), "not known"),
    ],
)
def test_dates_in_words(date: PartialDate | Interval, words: str) -> None:
    assert in_words(date) == words


# ── a screen ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_print_shows_a_screen() -> None:
    unodc = untip.agencies["unodc"]
    lines = str(unodc).splitlines()
    assert lines[0] == "United Nations Office on Drugs and Crime (UNODC)"
    assert lines[1] == "agency unodc · secretariat entity · since 1997"
    assert re.search(r"^established +1997$", str(unodc), re.MULTILINE)
    assert re.search(r"^headquarters +Vienna$", str(unodc), re.MULTILINE)
    assert lines[-1] == basis(unodc)
    assert re.fullmatch(r"\d+ sources, \d+ disputes?", lines[-1])
    assert repr(unodc) == "<Agency unodc: United Nations Office on Drugs and Crime (UNODC)>"


@pytest.mark.parametrize("columns", [80, *(pytest.param(width, marks=pytest.mark.slow) for width in (60, 100))])
def test_a_screen_fits_a_screen(columns: int) -> None:
    for record in every():
        lines = screen(record, columns).splitlines()
        assert len(lines) <= LINES, record
        for line in lines:  # only a long word may be too wide, such as an address or a name in Chinese
            assert breadth(line) <= columns or max(map(breadth, line.split())) > columns // 3, line
        assert lines[0].startswith(record.name[:20])


def test_related_records_are_shown_by_name_with_their_id() -> None:
    text = screen(untip.programs["blue-heart"], 80)
    assert re.search(r"^leads +United Nations Office on Drugs and Crime \(unodc\)$", text, re.MULTILINE)
    assert "International Labour Organization (ilo, member" in screen(untip.agencies["icat"], 80)
    card = untip.programs["blue-heart"]._repr_html_()
    assert "United Nations Office on Drugs and Crime (<code>unodc</code>)" in card
    assert names.name_of("nobody") is None
    assert values.named("nobody") == "nobody"
    assert values.named("nobody", ("member",)) == "nobody (member)"
    assert str(names.name_of("palermo-protocol")).endswith("…")


def test_a_record_that_is_not_the_packages_own_is_shown_with_ids_alone() -> None:
    other = agency("Another body of that id").__replace__(id="unodc")
    mine = untip.Registry([other, agency("Mine", parent="unodc"), agency("Also mine", 2, parent="a1")])
    for record, parent in ((mine.agencies["a1"], "unodc"), (mine.agencies["a2"], "a1")):
        assert re.search(rf"^parent +{parent}$", str(record), re.MULTILINE)
        assert f"<dd><code>{parent}</code></dd>" in record._repr_html_()
    replaced = untip.registry.merge(untip.Registry([other], base=untip.registry), replace=True)
    heart = replaced.programs["blue-heart"]
    assert heart is untip.programs["blue-heart"]  # the record is that of the package, and so are the names
    same = heart.__replace__(leads=("unodc",))
    assert same == heart
    assert re.search(r"^leads +unodc$", str(same), re.MULTILINE)


def test_what_a_text_takes_to_enter_into_force_is_shown_with_names_or_ids() -> None:
    (protocol, *_) = untip.instruments.filter(predicate=lambda one: _first(one) is not None)
    first = untip.instruments[_first(protocol) or ""]
    copy = protocol.__replace__(id="copy")
    texts = [
        {fact.name: fact.values for fact in values.facts(one)}["in force condition"][0] for one in (protocol, copy)
    ]
    assert f"not before {first.name}" in texts[0]
    assert f"not before {first.id}" in texts[1]
    assert values.cell(protocol.in_force_condition) == values.cell(copy.in_force_condition)
    assert f"not before {first.id}" in values.cell(protocol.in_force_condition)


def _first(instrument: untip.Instrument) -> str | None:
    condition = instrument.in_force_condition
    return None if condition is None else condition.not_before


def test_what_has_no_room_is_counted() -> None:
    text = screen(untip.agencies["icat"], 80)
    members = re.search(r"members .*?… (\d+) more", text, re.DOTALL)
    assert members
    assert int(members[1]) + text.count(", member") == len(untip.agencies["icat"].members)
    protocol = untip.instruments["palermo-protocol"]
    rest = re.search(r"^… (\d+) more: (.*)$", screen(protocol, 80), re.MULTILINE)
    assert rest
    told = list(values.facts(protocol))
    assert told[len(told) - int(rest[1])].name == rest[2].split(", ")[0]


def test_the_facts_of_its_kind_come_first(world: untip.Registry) -> None:
    for cls in KINDS.values():
        for record in getattr(world, cls.folder):
            names = [fact.name.replace(" ", "_") for fact in values.facts(record)]
            first = [name for name in cls.shown if name in names]
            assert names[: len(first)] == first


def test_every_field_is_told_or_counted(world: untip.Registry) -> None:
    for cls in KINDS.values():
        for record in getattr(world, cls.folder):
            told = {fact.name.replace(" ", "_") for fact in values.facts(record)}
            filled = {field.name for field in attrs.fields(cls) if getattr(record, field.name) not in (None, (), False)}
            head = {"id", "name", "acronym", "summary", "type", "transcript", "citations", "disputes"}
            assert told == filled - head


# ── a card ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_notebook_shows_a_card() -> None:
    protocol = untip.instruments["palermo-protocol"]
    shown = Page(protocol._repr_html_())
    assert set(shown.tags) <= WELL_FORMED
    assert shown.links == [link.url for link in protocol.links]
    for text in (
        protocol.name,
        protocol.summary,
        "15 November 2000",
        "un-general-assembly",
        *basis(protocol).split(", "),
    ):
        assert str(text) in shown.text
    for dispute in protocol.disputes:
        assert dispute.about in shown.text
        assert all(claim.value in shown.text for claim in dispute.claims)
    assert shown.tags.count("details") >= 3


def test_every_record_has_a_card_of_its_facts() -> None:
    for record in every()[::7]:
        shown = Page(record._repr_html_())
        assert set(shown.tags) <= WELL_FORMED
        assert record.name in shown.text
        for fact in values.facts(record):
            assert fact.name == "links" or all(value in shown.text for value in fact.values), (record, fact.name)


def test_a_card_takes_its_colours_from_the_page() -> None:
    style = page.STYLE
    assert "script" not in untip.agencies["unodc"]._repr_html_().lower()
    assert set(re.findall(r"(?<!-)color: ([^;]+);", style)) == {"inherit"}
    assert all("rgba(128, 128, 128" in colour for colour in re.findall(r"background: ([^;]+);", style))


@given(TEXTS)
def test_nothing_in_a_record_is_markup(name: str) -> None:
    for text in (name, f"<script>alert('{name}')</script>", f'"><img src=x onerror="{name}">', f"&lt;{name}&amp;"):
        record = agency(text, acronym=text, summary=text, mandate=text, ambiguous_names=(text,))
        shown = Page(record._repr_html_())
        assert set(shown.tags) <= WELL_FORMED
        assert shown.text.count(text) >= 5
        table = Page(untip.Registry([record]).agencies._repr_html_())
        assert set(table.tags) == TABLE
        if len(text) <= page.CELL:
            assert table.cells[1][:3] == ["a1", text, text]


def test_an_address_that_is_not_of_the_web_is_text_alone() -> None:
    assert page._link("home", "https://a.b/?c&d") == '<a href="https://a.b/?c&amp;d" rel="noopener">home</a>'
    assert page._link("home", "javascript:alert('<1>')") == "home: javascript:alert(&#x27;&lt;1&gt;&#x27;)"


def test_a_part_without_a_value_has_no_words() -> None:
    @attrs.frozen(kw_only=True)
    class Note(Checked):
        """A part of a caller's own, which may be empty."""

        note: str | None = None
        page: int | None = None

    shown = {values.said(Note(note=note)): values.cell(Note(note=note)) for note in (None, "see there")}
    assert shown == {"": "", "see there": "see there"}
    assert values.cell(Note(page=7)) == "page 7"


def test_a_part_of_which_nothing_is_stated_is_not_shown() -> None:
    empty = untip.schema.ForceCondition(instruments=0, first_of_month=False)
    treaty = untip.Instrument(id="t", name="T", type=untip.schema.InstrumentType.TREATY, in_force_condition=empty)
    assert "condition" not in str(treaty)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            {"instruments": 2, "months": 12, "note": "Article 10."},
            "2 instruments of consent, 12 months later. Article 10.",
        ),
        ({"instruments": 1}, "1 instrument of consent"),
        ({"instruments": 6, "days": 0}, "6 instruments of consent, on the same day"),
        (
            {"instruments": 5, "months": 3, "first_of_month": True, "later_months": 1},
            "5 instruments of consent, 3 months later, then the first of the next month, for each later party 1 month later",
        ),
        (
            {"instruments": 40, "days": 90, "later_days": 30, "not_before": "untoc"},
            "40 instruments of consent, 90 days later, for each later party 30 days later, "
            "not before United Nations Convention against Transnational Organized Crime (untoc)",
        ),
    ],
)
def test_what_the_entry_into_force_takes_is_in_words(condition: dict[str, Any], words: str) -> None:
    assert values.said(untip.schema.ForceCondition(**condition)) == words


@pytest.mark.slow
@given(st.lists(records(), max_size=3, unique_by=lambda record: record.id))
def test_any_record_can_be_shown(some: list[Record]) -> None:
    for record in some:
        assert set(Page(record._repr_html_()).tags) <= WELL_FORMED
        assert record.name.split()[:1] == str(record).split()[:1] or len(record.name) > 40
        found = getattr(untip.Registry([record]), record.folder)
        assert set(Page(found._repr_html_()).tags) == TABLE
        assert set(Page(found.table()._repr_html_()).tags) == TABLE
        assert repr(found.table()).startswith(f"<1 row of {record.folder}")


# ── collections ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_collection_shows_what_tells_something_about_its_kind(world: untip.Registry) -> None:
    shown = Page(world.agencies._repr_html_())
    assert shown.text.startswith("3 agencies")
    assert shown.cells[0] == ["id", "name", "acronym", "type", "established", "dissolved"]
    assert shown.cells[2] == ["beta", "Beta Bureau", "", "secretariat-entity", "1990", "2005-03-31"]
    counts = Page(world.statistics._repr_html_())
    assert counts.cells == [
        ["id", "name", "value", "unit", "as of", "bound"],
        ["count", "Parties to the Charter", "2", "States", "2010", "at-least"],
    ]
    assert counts.right == {2}, "numbers stand at the right"


def test_a_mixed_collection_shows_kinds_and_lifespans(world: untip.Registry) -> None:
    shown = Page((world.agencies[:1] | world.states[:1])._repr_html_())
    assert shown.cells == [
        ["id", "name", "kind", "lifespan"],
        ["alpha", "Alpha Organization", "agency", "2000-06/.."],
        ["fra", "France", "state", ""],
    ]


@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 100])
def test_a_long_collection_shows_the_first_rows_and_the_last(count: int) -> None:
    many = untip.Registry([agency(f"A{n}", n + 100) for n in range(count)]).agencies
    shown = Page(many._repr_html_())
    ids = [cells[0] for cells in shown.cells[1:]]
    if count <= page.FIRST + page.LAST + 1:
        assert ids == list(many.ids)
    else:
        gap = f"… {count - page.FIRST - page.LAST} more …"
        assert ids == [*many.ids[: page.FIRST], gap, *many.ids[-page.LAST :]]


def test_an_answer_about_time_says_until_when_it_is_known() -> None:
    found = untip.parties("palermo-protocol")
    until = in_words(found.known_until) if found.known_until else ""
    assert Page(found._repr_html_()).text.startswith(f"{len(found)} records, as far as known until {until}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_shown_by_fields_that_it_has(kind: str) -> None:
    cls = KINDS[kind]
    names = {field.name for field in attrs.fields(cls)}
    assert set(cls.shown) <= names - {"id", "name"}
    assert len(set(cls.shown)) == len(cls.shown) > 0


def test_a_kind_that_declares_nothing_is_shown_by_what_it_requires_and_its_dates() -> None:
    class Bare(untip.Event):
        shown = ()

    assert values.shown(Bare) == ("type", "start")
    assert values.columns((Bare,)) == ("id", "name", "type", "start")


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_prints_its_first_rows(world: untip.Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert repr(world.table("participation")).splitlines() == [
        "<3 rows of participation: instrument, party, action, date, date_earliest, date_latest, …>",
        "instrument  party  action        date        in_force    source  note",
        "charter     fra    signature     1999-12-12              site",
        "charter     fra    ratification  2000-01-30  2000-04-29  site",
        "charter     nga    accession     2003                    site    with a note",
    ]
    assert repr(world.table("participation")[:1]).startswith("<1 row of participation")
    assert (
        repr(world.table("aliases", record="beta"))
        == "<0 rows of aliases: record, kind, path, position, name, note, …>"
    )
    long = repr(untip.table("claims")).splitlines()
    assert (len(long), long[-1]) == (11, f"… {len(untip.table('claims')) - 8} more")
    assert max(map(breadth, long[1:])) <= 80


def test_a_table_of_records_prints_what_tells_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    head, names, *rows, more = repr(untip.table("instruments", type="treaty")).splitlines()
    assert head.startswith(f"<{len(untip.instruments.filter(type='treaty'))} rows of instruments: id, name")
    assert names.split() == ["id", "name", "type", "adopted", "in_force"]
    assert (len(rows), more.startswith("… ")) == (8, True)


def test_a_notebook_shows_a_table(world: untip.Registry) -> None:
    shown = Page(world.table("participation")._repr_html_())
    assert set(shown.tags) == TABLE
    assert shown.text.startswith("3 rows of participation")
    assert shown.cells[2] == ["charter", "fra", "ratification", "2000-01-30", "2000-04-29", "site", ""]
    counts = Page(world.party_counts("charter")._repr_html_())
    assert counts.cells[0] == ["year", "parties", "possible", "known until"]
    assert counts.right == {0, 1, 2}


# ── editors ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("untip.", {"agencies", "find", "Agency", "table", "parties"}),
        ('untip.agencies["unodc"].', {"established", "headquarters", "members", "lifespan"}),
        ('untip.find("UNODC").', {"name", "aliases", "citations", "lifespan"}),
        ("untip.agencies.", {"filter", "active", "to_csv", "ids"}),
        ('untip.agencies.filter(type="media").first().', {"mandate"}),
        ('untip.instruments["cedaw"].adopted.', {"earliest", "within"}),
        ('untip.table("aliases").', {"to_pandas", "columns"}),
        ('untip.parties("cedaw")[0].', {"name", "alpha3"}),
        ('untip.search("x")[0].', {"record", "excerpt"}),
    ],
)
def test_editors_complete(
    code: str, names: set[str], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # its cache is read while another process writes it
    monkeypatch.setattr(jedi.settings, "cache_directory", tmp_path_factory.getbasetemp() / "jedi")
    assert names <= {found.name for found in jedi.Script(f"import untip\n{code}").complete()}


def test_ids_are_completed_as_keys() -> None:
    assert "unodc" in untip.agencies._ipython_key_completions_()
