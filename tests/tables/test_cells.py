"""Records for spreadsheets and notebooks: a cell is never run, a name never markup, and nothing is lost on the way."""

import csv
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings

import untip
from untip import tables
from untip._hypothesis import TEXTS, records
from untip._show.page import FIRST, LAST
from untip.schema import KINDS, Agency, AgencyType, Bound, Instrument, Measure, Record, Statistic
from untip.tables._cells import FORMULA


def agency(name: str, number: int = 1, **given: Any) -> Agency:
    return Agency(id=f"a{number}", name=name, type=AgencyType.MEDIA, **given)


def rows(text: str) -> list[dict[str, str]]:
    """Read CSV as a program would."""
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def csv_of(*given: Record) -> list[dict[str, str]]:
    """Return the rows of the CSV of records of one kind."""
    registry = untip.Registry(given)
    return rows(getattr(registry, given[0].folder).to_csv())


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_columns_are_those_of_the_kinds_table() -> None:
    for cls in KINDS.values():
        collection = getattr(untip, cls.folder)[:2]
        assert list(rows(collection.to_csv())[0]) == [column.name for column in tables.schema(cls.folder)]


def test_a_world_reads_as_rows(world: untip.Registry) -> None:
    first, second, _ = rows(world.agencies.to_csv())
    assert (first["id"], first["established"], first["dissolved"]) == ("alpha", "2000-06", "")
    assert (first["established_earliest"], first["established_latest"]) == ("2000-06-01", "2000-06-30")
    assert second["parent"] == "alpha"
    (charter,) = rows(world.instruments.filter(id="charter").to_csv())
    assert (charter["binding"], charter["symbols"]) == ("true", "A/RES/55/25")
    assert (charter["in_force_condition_instruments"], charter["in_force_condition_days"]) == ("1", "90")
    (report,) = rows(world.resources.to_csv())
    assert report["languages"] == "en | pt-BR"
    (count,) = rows(world.statistics.to_csv())
    assert (count["value"], count["upper"]) == ("2", "3.5")


def test_several_kinds_have_the_columns_that_all_share(world: untip.Registry) -> None:
    found = rows((world.agencies | world.states).to_csv())
    assert [row["kind"] for row in found] == ["agency"] * 3 + ["state"] * 2
    both = [{(column.name, column.type) for column in tables.schema(name)} for name in ("agencies", "states")]
    assert {*found[0]} == {name for name, _ in both[0] & both[1]} | {"kind"}
    assert "successor" not in found[0]  # of an agency one id, of a State several


@pytest.mark.parametrize("sign", FORMULA)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(sign: str) -> None:
    (row,) = csv_of(agency(f"{sign}1+cmd|' /C calc'!A0", ambiguous_names=(f"{sign}A1", "b")))
    assert (row["name"][:2], row["ambiguous_names"]) == (f"'{sign}", f"'{sign}A1 | b")


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (-0.5, "-0.5"), (0, "0")])
def test_a_number_stays_a_number(value: float, cell: str) -> None:
    record = Statistic(
        id="s", name="S", measure=Measure.TREND, bound=Bound.ABOUT, unit="x", value=value, undated_because="y"
    )
    assert csv_of(record)[0]["value"] == cell


def test_false_and_nothing_are_told_apart() -> None:
    treaties = [
        Instrument(id=f"t{n}", name="T", type=untip.schema.InstrumentType.TREATY, binding=b)
        for n, b in enumerate((False, None))
    ]
    assert [row["binding"] for row in csv_of(*treaties)] == ["false", ""]


@settings(max_examples=25, deadline=None)
@given(records())
def test_no_cell_begins_like_a_formula_and_every_text_reads_back(record: Record) -> None:
    (row,) = csv_of(record)
    data = untip.to_dict(record)
    for name, cell in row.items():
        value = data.get(name)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            assert type(value)(cell) == value
        elif name in data:
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
        self.feed(text.partition("</style>")[2])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"class", "href", "colspan"}
        self.tags.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells and self.tags[-1] == "td":
            self.cells[-1] += data


def test_a_table_shows_what_tells_something_about_a_kind(world: untip.Registry) -> None:
    assert Page(world.agencies[:1]._repr_html_()).cells[:2] == ["alpha", "Alpha Organization"]
    assert Page(world.states[:1]._repr_html_()).cells[:2] == ["fra", "France"]


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_nothing_in_a_record_is_markup(name: str) -> None:
    for text in (name, f"<script>alert('{name}')</script>", f'"><img src=x onerror="{name}">', f"&lt;{name}&amp;"):
        page = Page(untip.Registry([agency(text, acronym=text)]).agencies._repr_html_())
        assert "script" not in page.tags
        assert "img" not in page.tags
        assert text in page.cells
        card = Page(agency(text, acronym=text)._repr_html_())
        assert not {"script", "img"} & {*card.tags}


def test_a_long_table_is_cut_and_says_so() -> None:
    many = untip.Registry([agency("A", number) for number in range(100, FIRST + LAST + 107)]).agencies
    page = Page(many._repr_html_())
    assert page.tags.count("tr") == 1 + FIRST + 1 + LAST  # the head and what is left out
    assert "… 7 more …" in page.cells
    whole = many[: FIRST + LAST + 1]._repr_html_()
    assert Page(whole).tags.count("tr") == 1 + FIRST + LAST + 1
    assert "more" not in whole.partition("</style>")[2]


def test_every_kind_can_be_exported(world: untip.Registry) -> None:
    for cls in KINDS.values():
        collection = getattr(world, cls.folder)
        assert len(rows(collection.to_csv())) == len(collection)
        assert f"<caption>{len(collection)} {cls.folder}</caption>" in collection._repr_html_()
