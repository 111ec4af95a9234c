"""Labels of figures: whole, each of one record alone, where nothing meets or crosses them."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

import untip
import untip.plots
from untip.plots import _labels, _network
from untip.plots import _look as look

pytest.importorskip("altair")
pytest.importorskip("pandas")


def texts_of(chart: Any, x: str, y: str) -> list[tuple[str, float, float]]:
    """Return the lines of text of a figure, each with its place."""
    spec = chart.to_dict()
    layer = next(one for one in reversed(spec["layer"]) if one["mark"]["type"] == "text")
    name = layer["encoding"]["text"]["field"]
    return [(row[name], row.get(x, 0), row[y]) for row in spec["datasets"][layer["data"]["name"]]]


@pytest.mark.parametrize("wanted", [[5.0], [5.0, 5.0, 5.0], [0.0, 1.0, 99.0, 100.0], [100.0, 0.0, 100.0], [3.0] * 9])
def test_labels_keep_a_gap_in_order_and_within_the_plot(wanted: list[float]) -> None:
    placed = look.spread(wanted, [10.0] * len(wanted), 0, 100)
    assert all(b - a >= 10 - 1e-9 for a, b in itertools.pairwise(sorted(placed)))
    assert min(placed) >= 0
    assert max(placed) <= 100
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    assert [placed[index] for index in order] == sorted(placed)


def test_a_label_of_more_lines_has_more_room() -> None:
    assert look.spread([50.0, 50.0, 50.0], [10.0, 30.0, 10.0], 0, 100) == [50.0, 70.0, 90.0]


LABELLED: dict[str, Callable[..., Any]] = {
    "timeline": lambda width: untip.plots.timeline(untip.timeline("2000-11-15", "2000-11-15"), width=width),
    "programs": lambda width: untip.plots.programs(untip.programs.filter(leads="UNODC"), width=width),
    "all programs": lambda width: untip.plots.programs(untip.programs, width=width),
}


@pytest.mark.slow
@pytest.mark.parametrize("width", [600, 340])
@pytest.mark.parametrize("name", LABELLED)
def test_labels_of_rows_are_whole_fit_and_do_not_meet(name: str, width: int) -> None:
    chart = LABELLED[name](width)
    lines = texts_of(chart, "x", "row")
    column = "label" if "label" in chart.data else "program"
    said = chart.data.drop_duplicates("row").sort_values("row")[column]
    if column == "program":
        said = [_labels.labels(untip.programs)[id] for id in said]
    assert "".join(text for text, _, _ in lines).replace(" ", "") == "".join(said).replace(" ", "")
    room = width - 30 - chart.to_dict()["width"]
    assert max(_labels.text_width(text) for text, _, _ in lines) <= room - 8
    places = [y * _labels.ROW for _, _, y in lines]
    assert all(b - a >= _labels.LINE - 1e-6 for a, b in itertools.pairwise(places))


def test_no_two_records_of_a_figure_have_the_same_label() -> None:
    entries = untip.timeline("2000-11-15", "2000-11-15")
    rows = untip.plots.timeline(entries).data
    assert rows.groupby("label").record.nunique().max() == 1
    names = _labels.labels(untip.agencies)
    assert len(set(names.values())) == len(untip.agencies)
    assert (names["unodc"], names["osrsg-caac"]) == ("UNODC", "OSRSG-CAAC")


def test_records_of_one_name_are_told_apart_by_full_names_and_then_by_ids() -> None:
    kind = untip.schema.AgencyType.MEDIA
    named = {"a": "First body", "b": "Second body", "c": "Same", "d": "Same"}
    acronyms = {"a": "XY", "b": "XY", "c": None, "d": None}
    records = [untip.Agency(id=id, name=name, acronym=acronyms[id], type=kind) for id, name in named.items()]
    assert _labels.labels(records) == {"a": "First body", "b": "Second body", "c": "Same (c)", "d": "Same (d)"}


@pytest.mark.parametrize("pixels", [40.0, 90.0, 200.0])
def test_a_text_is_put_into_lines_that_fit(pixels: float) -> None:
    text = "Interdepartmental anti-trafficking-coordination of the Secretary-General"
    lines = _labels.wrapped(text, pixels)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(_labels.text_width(line) <= pixels for line in lines)
    assert _labels.wrapped("", pixels) == [""]


def test_what_is_cut_keeps_both_ends_and_stays_apart() -> None:
    one, other = "ILO, Walk Free, IOM, UNICEF", "ILO, Walk Free, UNODC, UNICEF"
    cut = _labels.in_the_middle([one, other, "ILO"], 70)
    assert cut["ILO"] == "ILO"
    assert all(cut[text].startswith("ILO") and "CEF" in cut[text] and "…" in cut[text] for text in (one, other))
    assert len(set(cut.values())) == 3


def test_long_names_of_treaties_stand_beside_their_lines_in_full() -> None:
    treaties = ["iccpr-op-1", "cat-op", "palermo-protocol"]
    lines = [text for text, _, _ in texts_of(untip.plots.parties_over_time(treaties, width=340), "x", "at")]
    said = " ".join(lines)
    for id in treaties:
        count = untip.party_counts(id)[-1].parties
        assert f"{_labels.labels([untip.instruments[id]])[id]} {count}" in said


@pytest.mark.parametrize(
    ("first", "last", "form", "ticks"),
    [
        ("1900", "2020", "%Y", 6),
        ("2000", "2001", "%Y", "year"),
        ("2000-01", "2000-12", "%b %Y", {"interval": "month", "step": 3}),
        ("2000-05", "2000-05", "%b %Y", {"interval": "month", "step": 1}),
    ],
)
def test_no_label_of_an_axis_of_time_comes_twice(first: str, last: str, form: str, ticks: Any) -> None:
    alt = look.library()
    ends = untip.PartialDate(first).earliest, untip.PartialDate(last).latest
    axis = look.time_axis(alt, 400, *ends).to_dict()
    assert (axis["format"], axis["tickCount"]) == (form, ticks)


# ── of networks ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_network_is_the_same_each_time_and_its_labels_do_not_meet() -> None:
    records = [*untip.members("icat"), "icat", "un-gift", "palermo-protocol"]
    chart, again = untip.plots.network(records), untip.plots.network(records)
    assert chart.to_dict() == again.to_dict()
    lines = texts_of(chart, "x", "y")
    for (text, x, y), (other, x2, y2) in itertools.combinations(lines, 2):
        halves = (_labels.text_width(text, 10) + _labels.text_width(other, 10)) / 2
        assert abs(x - x2) >= halves or abs(y - y2) >= 10


def test_a_label_of_a_network_stands_where_no_relation_crosses_it() -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "x": 100.0, "y": 100.0, "relations": 1, "short": "Alpha"},
        {"id": "b", "x": 100.0, "y": 40.0, "relations": 1, "short": "Beta"},
    ]
    edge = {"x": 100.0, "y": 100.0, "x2": 100.0, "y2": 40.0}
    _network._label(rows, [edge], 300, 200)
    assert rows[0]["ly"] > 100, "below: the relation goes up"
    assert rows[1]["ly"] < 40, "above"


@pytest.mark.parametrize(
    ("edge", "crosses"),
    [
        ((0, 5, 20, 5), True),
        ((0, 0, 30, 20), True),
        ((12, 0, 12, 30), True),
        ((0, 11, 20, 11), False),
        ((0, 0, 4, 30), False),
        ((25, 0, 25, 30), False),
        ((0, 20, 8, 12), False),
    ],
)
def test_a_line_crosses_a_box_or_not(edge: tuple[float, ...], crosses: bool) -> None:
    row: dict[str, Any] = dict(zip(("x", "y", "x2", "y2"), edge, strict=True))
    assert _network._crosses(row, (10, 0, 20, 10)) is crosses


def test_two_offices_of_one_beginning_can_be_told_apart() -> None:
    chart = untip.plots.network([*untip.members("icat"), "icat"])
    assert set(chart.data.label) == set(
        _labels.labels(untip.agencies[id] for id in chart.data.id).values()
    )  # none left out or cut
    assert chart.data.label.is_unique
    assert {"OSRSG-CAAC", "OSRSG-SVC"} <= set(chart.data.label)
