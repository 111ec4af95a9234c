"""Figures: each is rendered in light and dark, at notebook and paper width, and says what it shows."""

import copy
import io
import json
import pickle
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from small_set import small_set

import untip
import untip.plots
from untip._registry.registry import of_store
from untip._show import shades
from untip._store.memory import MemoryStore
from untip.errors import MissingExtraError, UnknownFieldError, UsageError
from untip.plots import _look as look
from untip.plots import _numbers
from untip.schema import Action, Participation

pytest.importorskip("altair")
pytest.importorskip("vl_convert")
pandas = pytest.importorskip("pandas")
Image = pytest.importorskip("PIL.Image")

SQUARE = [[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]]
GEOMETRY: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"iso_a3": code}, "geometry": {"type": "Polygon", "coordinates": [SQUARE]}}
        for code in ("NGA", "FRA", "PRK", "XXX")
    ],
}

ICAT: Any = untip.agencies["icat"]
NONE: Any = None
YEAR: Any = "2020"

FIGURES: dict[str, Callable[..., Any]] = {
    "parties_over_time": lambda **given: untip.plots.parties_over_time(
        ["palermo-protocol", "cedaw", "crc", "untoc"], **given
    ),
    "party_squares": lambda **given: untip.plots.party_squares("Palermo Protocol", **given),
    "party_map": lambda **given: untip.plots.party_map("palermo-protocol", GEOMETRY, **given),
    "timeline": lambda **given: untip.plots.timeline(
        untip.timeline("1999", "2003", kinds=("instrument", "agency")), **given
    ),
    "timeline of few": lambda **given: untip.plots.timeline(untip.timeline("2000", "2000", kinds=("agency",)), **given),
    "timeline of many": lambda **given: untip.plots.timeline(untip.timeline(kinds=("instrument", "event")), **given),
    "programs": lambda **given: untip.plots.programs(untip.programs, **given),
    "statistics": lambda **given: untip.plots.statistics("forced-labour", **given),
    "network": lambda **given: untip.plots.network(
        [*untip.members("icat"), "icat", "un-gift", "palermo-protocol"], **given
    ),
}


def rendered(chart: Any) -> Any:
    out = io.BytesIO()
    chart.save(out, format="png")
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def subtitle(chart: Any) -> str:
    return " ".join(chart.to_dict()["title"]["subtitle"])


@pytest.mark.slow
@pytest.mark.parametrize("width", [600, 340])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_in_its_width_and_colours(name: str, theme: look.Theme, width: int) -> None:
    image = rendered(FIGURES[name](theme=theme, width=width))
    assert image.width <= width * 1.06
    back = tuple(bytes.fromhex(look.COLOURS[theme]["back"][1:]))
    assert image.getpixel((1, 1)) == back
    drawn = sum(count for count, colour in image.getcolors(image.width * image.height) if colour != back)
    assert drawn > 0.01 * image.width * image.height


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_has_its_rows_an_alt_text_and_until_when_it_is_known(name: str) -> None:
    chart = FIGURES[name]()
    assert isinstance(chart.data, pandas.DataFrame)
    assert len(chart.data) > 0
    assert len(chart.to_dict()["description"]) > 40
    assert "known" in subtitle(chart).lower()
    assert f"data version {untip.__data_version__}" in subtitle(chart)


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_without_a_theme_a_figure_can_be_joined_to_another(name: str) -> None:
    chart = FIGURES[name](theme=None)
    assert len((chart & chart).to_dict()["vconcat"]) == 2


@pytest.mark.parametrize("name", FIGURES)
def test_a_theme_is_light_or_dark(name: str) -> None:
    with pytest.raises(UnknownFieldError, match="light or dark"):
        FIGURES[name](theme="drak")


@pytest.mark.slow
def test_svg_and_pdf_are_written_too() -> None:
    chart = untip.plots.parties_over_time("palermo-protocol")
    svg, pdf = io.StringIO(), io.BytesIO()
    chart.save(svg, format="svg")
    chart.save(pdf, format="pdf")
    assert "Parties by year" in svg.getvalue()
    assert pdf.getvalue().startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_a_saved_svg_has_a_title_and_a_text_for_those_who_do_not_see_it(name: str, tmp_path: Path) -> None:
    chart = FIGURES[name]()
    chart.properties(height=200).save(tmp_path / "figure.svg")
    root = ElementTree.parse(tmp_path / "figure.svg").getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert (root[0].tag, root[1].tag) == (f"{space}title", f"{space}desc")
    assert root[0].text == root.get("aria-label") == " ".join(chart.to_dict()["title"]["text"])
    assert root[1].text == chart.to_dict()["description"]


def test_svg_goes_into_a_file_of_bytes_as_well_as_of_text() -> None:
    chart = untip.plots.parties_over_time("palermo-protocol").properties(title="Own <title>")
    text, data = io.StringIO(), io.BytesIO()
    chart.save(text, format="svg")
    chart.save(data, format="svg")
    assert data.getvalue().decode() == text.getvalue()
    assert "<title>Own &lt;title&gt;</title>" in text.getvalue()


# ── what they show ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parties_over_time_are_the_counts_of_the_registry() -> None:
    rows = untip.plots.parties_over_time("Palermo Protocol").data
    wanted = [(row.year, row.parties) for row in untip.party_counts("palermo-protocol")]
    assert list(zip(rows.year, rows.parties, strict=True)) == wanted


@pytest.mark.slow
def test_dashes_distinguish_more_treaties_than_there_are_colours() -> None:
    treaties = [treaty for treaty in untip.registry._records.store.coverage() if _counted(treaty)][:10]
    layers = untip.plots.parties_over_time(treaties).to_dict()["layer"]
    encoding = next(layer["encoding"] for layer in layers if layer["mark"]["type"] == "line")
    looks = [
        (colour, tuple(dash))
        for colour, dash in zip(
            encoding["color"]["scale"]["range"], encoding["strokeDash"]["scale"]["range"], strict=True
        )
    ]
    assert len(treaties) == len(set(looks)) == 10


def _counted(treaty: str) -> bool:
    try:
        untip.party_counts(treaty)
    except UsageError:
        return False
    return True


@pytest.mark.parametrize("day", [None, "2010-10-18"])
def test_every_state_has_a_square_and_parties_are_those_of_the_registry(day: str | None) -> None:
    rows = untip.plots.party_squares("palermo-protocol", on=day).data
    shown = set(rows[rows.status.isin(["party", "perhaps a party"])].state)
    assert shown == {one.id for one in untip.parties("palermo-protocol", on=day)}
    assert len(rows[rows.region != "Organizations"]) == 197
    assert not rows[["x", "y"]].duplicated().any()


def test_a_treaty_that_nobody_joined_has_squares() -> None:
    rows = untip.plots.party_squares("unjoined", registry=small_set()).data
    assert dict(zip(rows.state, rows.status, strict=True)) == {"fra": "signed only", "nam": "neither"}


def test_who_withdrew_is_no_party_and_says_so() -> None:
    rows = untip.plots.party_squares("rome-statute").data.set_index("state")
    assert set(rows.index[rows.status == "withdrew"]) == {"phl", "bdi"}
    assert {rows.loc[state, "group"] for state in ("phl", "bdi", "ind")} == {"neither, or withdrew"}  # of one colour
    scale = fills(untip.plots.party_squares("rome-statute"))
    assert len(set(scale.values())) == len(scale)
    assert list(fills(untip.plots.party_squares("palermo-protocol")))[-1] == "neither"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["party_squares", "party_map"])
def test_who_is_no_party_is_hollow(name: str, theme: look.Theme) -> None:
    chart, back = FIGURES[name](theme=theme), look.COLOURS[theme]["back"]
    fill, stroke = fills(chart), fills(chart, "stroke")
    assert (fill["neither"], [group for group in fill if fill[group] == back]) == (back, ["neither"])
    assert contrast(stroke["neither"], back) >= 4.5, "its outline can be seen"
    assert set(stroke.values()) - {stroke["neither"]} <= {"transparent", back}, "nobody else has one"


def fills(chart: Any, channel: str = "fill") -> dict[str, str]:
    """Return the colour of each group of a figure of parties."""
    layer = next(one for one in chart.to_dict()["layer"] if channel in one.get("encoding", {}))
    scale = layer["encoding"][channel]["scale"]
    return dict(zip(scale["domain"], scale["range"], strict=True))


def test_a_state_that_came_back_is_a_party_since_then() -> None:
    def act(action: Action, day: str) -> Participation:
        return Participation(
            instrument="treaty", party="nam", action=action, date=untip.PartialDate(day), source="page"
        )

    rows = (act(Action.ACCESSION, "1990"), act(Action.WITHDRAWAL, "1995"), act(Action.ACCESSION, "2003"))
    store = small_set()._records.store
    records = [store.record(kind, id) for kind in untip.schema.KINDS for id in store.ids(kind)]
    registry = of_store(MemoryStore(records, {}, store.coverage(), {"treaty": rows, "unjoined": ()}))
    shown = untip.plots.party_squares("treaty", registry=registry).data.set_index("state")
    assert (shown.loc["nam", "status"], shown.loc["nam", "since"]) == ("party", 2003)
    shown = untip.plots.party_squares("treaty", "1992", registry=registry).data.set_index("state")
    assert shown.loc["nam", "since"] == 1990


def test_a_party_whose_year_is_not_known_has_an_entry_in_the_legend() -> None:
    chart = untip.plots.party_squares("cets-216")
    rows = chart.data.set_index("state")
    assert rows.loc["mda", "status"] == "party"
    assert rows.loc["mda", "group"] == "party, year not known"
    assert set(rows.group) <= set(fills(chart))


def test_a_day_after_what_is_known_is_refused() -> None:
    with pytest.raises(UsageError, match="known until"):
        untip.plots.party_squares("palermo-protocol", on="2099")


def test_a_figure_of_a_view_is_of_its_day() -> None:
    view = untip.as_of("2005-06-30")
    rows = untip.plots.party_squares("palermo-protocol", registry=view).data
    assert set(rows.known_until) == {"2005-06-30"}
    assert set(rows[rows.status == "party"].state) == set(view.parties("palermo-protocol").ids)
    with pytest.raises(UsageError, match="known until 2005-06-30"):
        untip.plots.party_squares("palermo-protocol", on="2006", registry=view)
    assert untip.plots.parties_over_time("palermo-protocol", registry=view).data.year.max() == 2005


def test_a_file_of_geometry_that_is_not_json_is_named(tmp_path: Path) -> None:
    for content, message in (
        (b"{\n oops", r"shapes.json:2: is not JSON"),
        (b"\xff\xfe\xff", "is not JSON that can be"),
    ):
        (tmp_path / "shapes.json").write_bytes(content)
        with pytest.raises(untip.ValidationError, match=message):
            untip.plots.party_map("palermo-protocol", tmp_path / "shapes.json")


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_can_be_copied_and_pickled(name: str) -> None:
    chart = FIGURES[name]()
    drawn = chart.to_dict(validate=False)
    for other in (pickle.loads(pickle.dumps(chart)), copy.copy(chart), copy.deepcopy(chart)):
        assert type(other) is type(chart)
        assert other.to_dict(validate=False) == drawn
    assert type(chart) is untip.plots.Figure
    assert f"{type(chart).__module__}.{type(chart).__qualname__}" == "untip.plots.Figure"


def test_the_module_of_figures_has_no_other_late_name() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'figure'"):
        _ = untip.plots.figure


def test_a_map_takes_geojson_topojson_files_and_geo_interfaces(tmp_path: Any) -> None:
    path = tmp_path / "shapes.geojson"
    path.write_text(json.dumps(GEOMETRY))

    class Frame:
        __geo_interface__ = GEOMETRY

    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"code": "NGA"}}
    topology = {
        "type": "Topology",
        "arcs": [SQUARE],
        "objects": {
            "land": {"type": "GeometryCollection", "geometries": []},
            "states": {"type": "GeometryCollection", "geometries": [shape]},
        },
    }
    for chart in (
        untip.plots.party_map("palermo-protocol", path),
        untip.plots.party_map("palermo-protocol", Frame()),
        untip.plots.party_map("palermo-protocol", topology, code="code", feature="states"),
    ):
        assert set(chart.data.code) >= {"NGA", "FRA"}
        rendered(chart)


@pytest.mark.parametrize(
    ("geometry", "given", "message"),
    [
        (7, {}, "must be GeoJSON or TopoJSON"),
        ({"type": "Topology"}, {}, "has no objects to draw"),
        ({"type": "Topology", "objects": {}}, {}, "has no objects to draw"),
        ({"type": "Topology", "objects": {"land": {}}}, {}, "no list of shapes"),
        ({"type": "FeatureCollection", "features": None}, {}, "no list of shapes"),
        ({"type": "FeatureCollection", "features": ["NGA"]}, {}, "no list of shapes"),
        ({"type": "FeatureCollection", "features": [{"properties": ["NGA"]}]}, {}, "name the property with code="),
        (GEOMETRY, {"code": "iso"}, "name the property with code="),
        (
            {"type": "Topology", "objects": {"states": {"geometries": []}}, "arcs": []},
            {"feature": "land"},
            "no object 'land'",
        ),
    ],
)
def test_geometry_that_does_not_fit_is_refused(geometry: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        untip.plots.party_map("palermo-protocol", geometry, **given)


def test_a_timeline_shows_vague_dates_as_bands() -> None:
    rows = untip.plots.timeline(untip.timeline("2000", "2002", kinds=("instrument", "agency"))).data
    assert set(rows.exact) == {True, False}
    assert (rows[rows.exact].earliest == rows[rows.exact].latest).all()
    assert (rows[~rows.exact].earliest < rows[~rows.exact].latest).all()


def test_entries_that_share_a_row_do_not_overlap() -> None:
    rows = untip.plots.timeline(untip.timeline(kinds=("instrument", "event"))).data
    for _, line in rows.groupby("row"):
        ordered = line.sort_values("earliest")
        assert (ordered.earliest.iloc[1:].to_numpy() > ordered.latest.iloc[:-1].to_numpy()).all()


def test_a_programme_has_four_looks() -> None:
    day = untip.PartialDate
    kind = untip.schema.ProgramType.PROJECT
    records = [
        untip.Program(id="whole", name="Whole", type=kind, start=day("2000"), end=day("2004")),
        untip.Program(id="planned", name="Planned", type=kind, start=day("2001"), end=day("2006"), end_planned=True),
        untip.Program(id="begun", name="Begun", type=kind, start=day("2002-05")),
        untip.Program(id="seen", name="Seen", type=kind, attested=(day("2003"), day("2005-06-01"))),
        untip.Program(id="undated", name="Undated", type=kind),
    ]
    chart = untip.plots.programs(records)
    looks = {name: set(rows.look) for name, rows in chart.data.groupby("program")}
    assert looks == {
        "whole": {"known"},
        "planned": {"planned"},
        "begun": {"attested", "not known"},
        "seen": {"attested", "not known"},
    }
    assert "1 without any known date left out" in subtitle(chart)
    rendered(chart)


def test_statistics_keep_bounds_reporters_and_sources() -> None:
    rows = untip.plots.statistics("forced-labour").data
    for row in rows.itertuples():
        claim = untip.statistics[row.id]
        assert (row.value, row.bound) == (claim.value, claim.bound.value.replace("-", " "))
        assert set(row.sources.split(", ")) == {citation.source for citation in claim.citations}


def claim(id: str, **fields: object) -> untip.Statistic:
    given = {
        "id": id,
        "name": id.title(),
        "measure": "cases",
        "value": 7,
        "unit": "cases",
        "as_of": "2010",
        "bound": "exactly",
    }
    return untip.from_dict(
        untip.Statistic, {name: value for name, value in (given | fields).items() if value is not None}
    )


def test_claims_in_another_unit_or_without_a_number_or_date_are_counted() -> None:
    one, other = claim("one"), claim("other", value=9, as_of="2012")
    chart = untip.plots.statistics("cases", registry=untip.Registry([one, other]))
    assert "left out" not in subtitle(chart)
    more = (
        claim("more", unit="States"),
        claim("undated", as_of=None, undated_because="It names no year."),
        claim("words", value=None, quantity="dozens"),
    )
    chart = untip.plots.statistics("cases", registry=untip.Registry([one, other, *more]))
    assert list(chart.data.id) == ["one", "other"]
    assert "3 claims without a number or date, or in another unit, left out" in subtitle(chart)
    with pytest.raises(UsageError, match="no claim of the measure cases has a number and a date"):
        untip.plots.statistics("cases", registry=untip.Registry(more[1:]))


@pytest.mark.slow
def test_names_without_room_are_left_out_of_a_network_and_counted() -> None:
    chart = untip.plots.network(untip.agencies[:80], width=340, height=200)
    hidden = int((chart.data.label == "").sum())
    assert 0 < hidden < 80
    assert f"{hidden} names left out for room." in subtitle(chart)
    assert "left out" not in subtitle(untip.plots.network(["unodc"]))


@pytest.mark.slow
def test_a_map_of_every_state_leaves_none_out() -> None:
    feature = GEOMETRY["features"][0]
    features = [{**feature, "properties": {"iso_a3": state.alpha3}} for state in untip.states]
    chart = untip.plots.party_map("palermo-protocol", {"type": "FeatureCollection", "features": features})
    assert "have no shape" not in subtitle(chart)
    assert "States have no shape" in subtitle(FIGURES["party_map"]())


def test_programmes_that_all_have_dates_are_all_shown() -> None:
    dated = [one for one in untip.programs if one.start is not None][:3]
    chart = untip.plots.programs(dated)
    assert set(chart.data.program) == {one.id for one in dated}
    assert "left out" not in subtitle(chart)


def test_one_record_alone_is_a_network() -> None:
    rendered(untip.plots.network(["unodc"]))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: untip.plots.parties_over_time([]), "at least one treaty"),
        (lambda: untip.plots.parties_over_time(7), "expected a treaty or several"),  # type: ignore[arg-type]
        (lambda: untip.plots.timeline([]), "no entry"),
        (lambda: untip.plots.timeline(["unodc"]), "expected entries"),  # type: ignore[list-item]
        (lambda: untip.plots.programs([]), "expected programs"),
        (lambda: untip.plots.network([]), "1 to 200 records"),
    ],
)
def test_what_cannot_be_shown_is_refused(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        make()


def test_each_bound_has_a_mark_of_its_own() -> None:
    assert set(_numbers.SHAPES) == {bound.value.replace("-", " ") for bound in untip.schema.Bound}
    assert len(set(_numbers.SHAPES.values())) == len(_numbers.SHAPES)
    shape = untip.plots.statistics("forced-labour").to_dict()["layer"][-1]["encoding"]["shape"]
    assert len(set(shape["scale"]["range"])) == len(shape["scale"]["domain"]) == 5


def test_an_axis_of_logarithms_has_a_line_at_ones_and_threes() -> None:
    axis = untip.plots.statistics("forced-labour").to_dict()["layer"][0]["encoding"]["y"]["axis"]
    assert axis["values"] == [1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8]


def test_an_unknown_measure_or_unit_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownFieldError, match="forced-labour"):
        untip.plots.statistics("forced-labor")
    with pytest.raises(UnknownFieldError, match="persons"):
        untip.plots.statistics("forced-labour", unit="person")


@pytest.mark.parametrize("library", ["altair", "pandas"])
def test_without_a_library_the_error_names_the_extra(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r"untip\[plots\]"):
        untip.plots.party_squares("palermo-protocol")


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [byte / 255 for byte in bytes.fromhex(colour[1:])]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_lines_can_be_read(theme: str) -> None:
    own = look.COLOURS[theme]
    assert contrast(own["text"], own["back"]) >= 7
    assert contrast(own["soft"], own["back"]) >= 4.5
    for shade, ink in zip(shades.SHADES[theme], shades.INKS[theme], strict=True):
        assert contrast(shade, ink) >= 4.5
    assert all(contrast(colour, own["back"]) >= 2.3 for colour in look.PALETTES[theme])


def test_a_file_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    figure = untip.plots.party_squares("untoc")
    with pytest.raises(untip.FileError, match="No such file"):
        figure.save(str(tmp_path / "nowhere" / "x.svg"))
    with pytest.raises(untip.UsageError, match="foo"):
        figure.save(str(tmp_path / "x.foo"))


@pytest.mark.parametrize(
    ("draw", "error"),
    [
        (lambda: untip.plots.network("icat"), "expected records, found 'icat'; put one alone into a list"),
        (lambda: untip.plots.programs(untip.programs, until=YEAR), "until must be a year such as 2030"),
        (lambda: untip.plots.programs(untip.programs, until=9999), "at most 9998, found 9999"),
        (lambda: untip.plots.party_squares("cedaw", registry=YEAR), "registry must be an untip.Registry such as"),
        (
            lambda: untip.plots.network(ICAT),
            "expected records, found <Agency icat>; put one alone into",
        ),
        (lambda: untip.plots.programs(NONE), "expected programs, found None"),
        (lambda: untip.plots.timeline(NONE), "expected entries of a timeline, found None"),
        (lambda: untip.plots.party_squares("cedaw", width=5), "width must be a whole number of pixels, at least 200"),
        (lambda: untip.plots.party_squares("cedaw", width=NONE), "found None"),
        (lambda: untip.plots.network(["icat"], height=True), "height must be a whole number of pixels"),
        (lambda: untip.plots.parties_over_time("cedaw", height=0), "height must be"),
    ],
)
def test_what_cannot_be_drawn_is_refused(draw: Callable[[], Any], error: str) -> None:
    with pytest.raises(UsageError) as caught:
        draw()
    assert error in str(caught.value)
