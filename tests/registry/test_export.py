"""Records for spreadsheets and notebooks: a cell is never run, a name never markup, and nothing is lost on the way."""

import csv
import json
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import untip
from untip._hypothesis import TEXTS, records
from untip._registry.export import FORMULA, ROWS, columns, csv_text, html_table
from untip.schema import KINDS, Agency, AgencyType, Alias, Bound, Instrument, Link, Measure, Record, Statistic


def agency(name: str, number: int = 1, **given: Any) -> Agency:
    return Agency(id=f"a{number}", name=name, type=AgencyType.MEDIA, **given)


def rows(text: str) -> list[dict[str, str]]:
    """Read CSV as a program would."""
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_columns_are_the_kind_then_the_fields_in_the_schemas_order() -> None:
    assert columns([Agency]) == (
        *("kind", "id", "name", "acronym", "aliases", "ambiguous_names", "summary", "type", "parent", "established"),
        *("dissolved", "established_by", "headquarters", "mandate", "activities", "members", "successor"),
        *("links", "identifiers", "history", "citations", "disputes"),
    )
    both = columns([Agency, Instrument])
    assert (len(set(both)), set(both)) == (len(both), set(columns([Agency])) | set(columns([Instrument])))


def test_a_world_reads_as_rows(world: untip.Registry) -> None:
    first, second, _ = rows(world.agencies.to_csv())
    assert (first["kind"], first["id"], first["established"], first["dissolved"]) == ("agency", "alpha", "2000-06", "")
    assert second["parent"] == "alpha"
    assert json.loads(first["aliases"]) == [{"name": "Alpha", "note": "variant"}]
    assert json.loads(first["citations"])[0]["lines"] == "1-3, 9"
    (charter,) = rows(world.instruments.filter(id="charter").to_csv())
    assert (charter["binding"], charter["symbols"]) == ("true", "A/RES/55/25")
    assert json.loads(charter["in_force_condition"]) == {"instruments": 1, "days": 90}
    (report,) = rows(world.resources.to_csv())
    assert report["languages"] == "en | pt-BR"
    (count,) = rows(world.statistics.to_csv())
    assert (count["value"], count["upper"]) == ("2", "3.5")


def test_kinds_share_one_header(world: untip.Registry) -> None:
    text = (world.agencies | world.states).to_csv()
    assert text.splitlines()[0] == ",".join(columns([Agency, untip.State]))
    assert [row["alpha3"] for row in rows(text)] == ["", "", "", "FRA", "NGA"]


@pytest.mark.parametrize("sign", FORMULA)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(sign: str) -> None:
    record = agency(f"{sign}1+cmd|' /C calc'!A0", ambiguous_names=(f"{sign}A1", "b"))
    (row,) = rows(csv_text([record], [Agency]))
    assert (row["name"][:2], row["ambiguous_names"]) == (f"'{sign}", f"'{sign}A1 | b")


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (-0.5, "-0.5"), (0, "0")])
def test_a_number_stays_a_number(value: float, cell: str) -> None:
    record = Statistic(
        id="s", name="S", measure=Measure.TREND, bound=Bound.ABOUT, unit="x", value=value, undated_because="y"
    )
    assert rows(csv_text([record], [Statistic]))[0]["value"] == cell


def test_false_and_nothing_are_told_apart() -> None:
    treaties = [
        Instrument(id=f"t{n}", name="T", type=untip.schema.InstrumentType.TREATY, binding=b)
        for n, b in enumerate((False, None))
    ]
    assert [row["binding"] for row in rows(csv_text(treaties, [Instrument]))] == ["false", ""]


@settings(max_examples=25, deadline=None)
@given(st.lists(records(), max_size=3, unique_by=lambda record: record.id))
def test_no_cell_begins_like_a_formula_and_every_cell_reads_back(some: list[Record]) -> None:
    classes = list(dict.fromkeys(type(record) for record in some)) or [Agency]
    found = rows(csv_text(some, classes))
    assert [row["id"] for row in found] == [record.id for record in some]
    for row, record in zip(found, some, strict=True):
        data = untip.to_dict(record)
        for name, cell in row.items():
            value = data.get(name)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                assert type(value)(cell) == value
            else:
                assert not cell.startswith(FORMULA)
            if isinstance(value, str):
                assert cell.removeprefix("'") == value.removeprefix("'")


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Page(HTMLParser):
    """Collects the tags and the texts of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells and self.tags[-1] == "td":
            self.cells[-1] += data


def test_a_table_shows_id_name_acronym_and_type(world: untip.Registry) -> None:
    page = Page(html_table(world.agencies[:1], "agencies"))
    assert page.cells == ["", "", "", "", "alpha", "Alpha Organization", "AO", "specialized-agency"]
    assert Page(html_table(world.states, "states")).cells[4:8] == ["fra", "France", "", ""]


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_nothing_in_a_record_is_markup(name: str) -> None:
    for text in (name, f"<script>alert('{name}')</script>", f'"><img src=x onerror="{name}">', f"&lt;{name}&amp;"):
        page = Page(html_table([agency(text, acronym=text)], "<b>"))
        assert page.cells[4:] == ["a1", text, text, "media"]
        assert set(page.tags) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_a_long_table_is_cut_and_says_so() -> None:
    many = untip.Registry([agency("A", number) for number in range(ROWS + 5)]).agencies
    text = many._repr_html_()
    assert text.count("<tr>") == 1 + ROWS
    assert text.endswith("</table><p>… and 5 more</p>")
    assert many[:ROWS]._repr_html_().endswith("</table>")


def test_every_kind_can_be_exported(world: untip.Registry) -> None:
    for cls in KINDS.values():
        collection = getattr(world, cls.folder)
        assert len(rows(collection.to_csv())) == len(collection)
        assert collection._repr_html_().startswith(f"<table><caption>{len(collection)} {cls.folder}</caption>")


def test_parts_keep_their_own_signs() -> None:
    record = agency(
        "A",
        aliases=(Alias(name="=1"),),
        links=(Link(type=untip.schema.LinkType.HOMEPAGE, url="https://example.org/=1"),),
    )
    (row,) = rows(csv_text([record], [Agency]))
    assert json.loads(row["aliases"]) == [{"name": "=1"}]
