"""Figures of the States that are parties to a treaty: squares by region, a map over the reader's own geometry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._formats.foreign import read_foreign
from untip._registry import membership
from untip._registry.given import registry_of
from untip._registry.naming import day_words, short_name
from untip._registry.registry import Registry
from untip._registry.squares import in_order, squares
from untip._registry.treaties import Status
from untip._show import shades
from untip._text import brief
from untip.dates import When, period
from untip.errors import UsageError, as_text
from untip.plots import _look as look
from untip.schema import Instrument

if TYPE_CHECKING:
    from untip.plots._figure import Figure

Row = dict[str, Any]

GEOMETRY_LIMIT = 100_000_000
"""The largest file of geometry that is read, in bytes."""

SIDE = 27
"""The side of a square in pixels, with the gap to the next."""

_UNDATED, _PERHAPS = "party, year not known", "perhaps a party"

DARK = "#10202e"
"""Colour of text on a colour of the palette, in both themes."""

STATUS_WORDS = {
    Status.PARTY: "party",
    Status.POSSIBLE_PARTY: _PERHAPS,
    Status.SIGNATORY: "signed only",
    Status.POSSIBLE_SIGNATORY: "signed only",
    Status.WITHDREW: "withdrew",
    Status.NONE: "neither",
}
"""What a figure calls each status."""

_FIELDS = ("state", "code", "name", "region", "status", "since", "known_until")


class _Parties(NamedTuple):
    """The States of a day, as rows of a figure."""

    treaty: Instrument
    day: date
    rows: list[Row]
    groups: list[str]
    """The entries of the legend, in order: the group of each row is one of them."""

    @property
    def total(self) -> int:
        """How many are parties, certainly or possibly."""
        return sum(row["status"] in ("party", _PERHAPS) for row in self.rows)


def _parties(registry: Registry, treaty: Instrument | str, on: When | None) -> _Parties:
    records = registry._records
    instrument, _, until = membership.table_of(records, treaty)
    until = membership.last_known(records, until)
    day = until.latest if on is None else period(on)[1]
    if day > until.latest:
        raise UsageError(f"the parties to {instrument.id} are known until {until}; ask for a day up to then")
    rows: list[Row] = []
    for square in squares(records, instrument, day):
        values = (square.record.id, square.code, square.record.name, square.region, STATUS_WORDS[square.status])
        rows.append(dict(zip(_FIELDS, (*values, square.since, day.isoformat()), strict=True)))
    return _Parties(instrument, day, rows, _grouped(rows, day.year))


def _grouped(rows: list[Row], last: int) -> list[str]:
    """Add the shade of each row and its group, and return the groups in order."""
    firsts = shades.first_years(row["since"] for row in rows if row["since"] is not None)
    words = shades.legend(firsts, last)
    nobody = shades.NO_PARTY[any(row["status"] == "withdrew" for row in rows)]  # they are drawn alike
    groups = {"party": _UNDATED, "withdrew": nobody, "neither": nobody}
    for row in rows:
        row["shade"] = None if row["since"] is None else shades.shade_of(row["since"], firsts)
        undated = groups.get(row["status"], row["status"])
        row["group"] = undated if row["shade"] is None else words[row["shade"]]
    others = (_UNDATED, _PERHAPS, "signed only", nobody)
    return [*words, *(one for one in others if any(row["group"] == one for row in rows))]


def _colour(alt: Any, shown: _Parties, theme: look.Theme | None, legend: Any) -> Any:
    """Return the colour of the groups."""
    own, palette = look.colours(theme), look.PALETTES[look.named(theme)]
    fills = {_UNDATED: palette[2], _PERHAPS: palette[1], "signed only": own["signed"]}
    fills |= dict.fromkeys(shades.NO_PARTY.values(), own["back"])  # hollow, within the outline of `_outline`
    fills |= {row["group"]: shades.SHADES[look.named(theme)][row["shade"]] for row in shown.rows if row["since"]}
    scale = alt.Scale(domain=shown.groups, range=[fills[one] for one in shown.groups])
    return alt.Fill("group:N", sort=shown.groups, scale=scale, legend=legend)


def _outline(alt: Any, shown: _Parties, theme: look.Theme | None, legend: Any, others: str) -> Any:
    """Return the outline of the groups: those that are no party are hollow, since the palest shade is near white."""
    hollow = shades.NO_PARTY.values()
    lines = [look.colours(theme)["soft"] if one in hollow else others for one in shown.groups]
    return alt.Stroke("group:N", sort=shown.groups, scale=alt.Scale(domain=shown.groups, range=lines), legend=legend)


def _legend(alt: Any, width: int) -> Any:
    """Return the legend that fill and outline share."""
    columns = max(int((width - 20) / 112), 2)
    return alt.Legend(
        title="Party since", orient="bottom", columns=columns, symbolType="square", symbolStrokeWidth=1, symbolSize=110
    )


# ── squares ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def party_squares(
    treaty: Instrument | str,
    on: When | None = None,
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
    registry: Registry | None = None,
) -> Figure:
    """Return a chart of the parties to a treaty: one square a State, by region, shaded by year.

    Every State of the day is visible, the smallest too, and no border is drawn.

    Args:
        treaty: The treaty, its id or name.
        on: The day, or the last day of a longer time; the last known day by default.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.
        registry: The records; the package's own by default.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a State: state, code, name, region, status (`party`,
        `perhaps a party`, `signed only`, `withdrew`, `neither`), since (of the present membership), known_until.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        NotFoundError: There is no such treaty, or it has no table.
        AmbiguousNameError: Several records have that name.
        InvalidDateError: `on` is not a time.
        UsageError: The day lies after what the table covers, the record is not an instrument, `registry` is no
            registry, or the size is not a whole number of pixels or is too small.
        UnknownFieldError: There is no such theme.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.party_squares("palermo-protocol", on="2010")  # doctest: +SKIP
    """
    alt = look.library(width)
    shown = _parties(registry_of(registry), treaty, on)
    across = max((width - 24) // SIDE, 4)
    heads, lines = _placed(shown.rows, across, theme)
    layers = _square_layers(alt, shown, heads, (across, lines), theme, width)
    about = f"Squares, one a State, by region and year of becoming a party to {shown.treaty.name}. "
    captions = look.Captions(
        f"Parties to the {short_name(shown.treaty)}",
        [f"As known for {day_words(shown.day)}: {shown.total} parties."],
        f"{about}{shown.total} parties on {day_words(shown.day)}.",
    )
    return look.figure(layers, captions, theme, width, (across * SIDE, lines * SIDE))


def _placed(rows: list[Row], across: int, theme: look.Theme | None) -> tuple[list[Row], float]:
    """Add the place of each square and the colour of its text; return the heads of regions and how many lines."""
    inks, text = shades.INKS[look.named(theme)], look.colours(theme)["text"]
    heads: list[Row] = []
    line = 0.0
    for region in in_order(row["region"] for row in rows):
        inside = [row for row in rows if row["region"] == region]
        heads.append({"label": region, "x": 0, "y": line + 0.62})
        line += 0.85
        for place, row in enumerate(inside):
            row["x"], row["y"] = place % across, line + place // across
            row["x2"], row["y2"] = row["x"] + 0.92, row["y"] + 0.92
            on_colour = row["group"] in (_UNDATED, _PERHAPS)
            row["ink"] = DARK if on_colour else text if row["shade"] is None else inks[row["shade"]]
        line += (len(inside) - 1) // across + 1
    return heads, line


def _square_layers(
    alt: Any, shown: _Parties, heads: list[Row], size: tuple[int, float], theme: look.Theme | None, width: int
) -> Any:
    data = look.frame(shown.rows, (*_FIELDS, "group", "shade", "x", "y", "x2", "y2", "ink"))
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, size[0]], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, size[1]], reverse=True, nice=False), axis=None)
    legend, tips = _legend(alt, width), ["name:N", "status:N", "since:Q"]
    fill, stroke = _colour(alt, shown, theme, legend), _outline(alt, shown, theme, legend, "transparent")
    ink = alt.Color("ink:N", scale=None)
    return alt.layer(
        alt.Chart(data)
        .mark_rect(cornerRadius=2, strokeWidth=1)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", fill=fill, stroke=stroke, tooltip=tips),
        alt.Chart(data)
        .transform_calculate(cx="datum.x + 0.46", cy="datum.y + 0.48")
        .mark_text(fontSize=9, baseline="middle")
        .encode(x=alt.X("cx:Q", axis=None), y=alt.Y("cy:Q", axis=None), text="code:N", color=ink),
        alt.Chart(look.frame(heads, ("label", "x", "y")))
        .mark_text(align="left", baseline="middle", fontSize=11, fontWeight="bold", color=look.colours(theme)["text"])
        .encode(x=x, y=y, text="label:N"),
        data=data,
    )


# ── maps ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def party_map(
    treaty: Instrument | str,
    geometry: Any,
    on: When | None = None,
    *,
    code: str = "iso_a3",
    feature: str | None = None,
    theme: look.Theme | None = "light",
    width: int = 600,
    registry: Registry | None = None,
) -> Figure:
    """Return a map of the parties to a treaty over geometry of the caller's own.

    The package ships no geometry: none that is small is complete and free of disputes about borders.

    Args:
        treaty: The treaty, its id or name.
        geometry: GeoJSON or TopoJSON: a dict, a path of a file, or an object with `__geo_interface__` (GeoPandas).
        on: The day, or the last day of a longer time; the last known day by default.
        code: The property of a shape that holds the State's ISO 3166-1 alpha-3 code.
        feature: Of TopoJSON the name of the object to draw; the first by default.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.
        registry: The records; the package's own by default.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a State, as that of `party_squares`.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        NotFoundError: There is no such treaty, or it has no table.
        AmbiguousNameError: Several records have that name.
        InvalidDateError: `on` is not a time.
        UsageError: The day lies after what the table covers, the record is not an instrument, the geometry is neither
            GeoJSON nor TopoJSON, no shape has a code of a State, `registry` is no registry, or the size is not a whole
            number of pixels or is too small.
        UnknownFieldError: There is no such theme.
        ValidationError: The file cannot be read.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.party_map("palermo-protocol", "countries.geojson")  # doctest: +SKIP
    """
    alt = look.library(width)
    shown = _parties(registry_of(registry), treaty, on)
    shapes, codes = _shapes(alt, geometry, as_text(code, "code"), feature)
    if not codes & {row["code"] for row in shown.rows}:
        raise UsageError(f"no shape has a State's alpha-3 code as its property {code!r}; name the property with code=")
    layers = _map_layers(alt, shown, shapes, code, width, theme)
    day = day_words(shown.day)
    notes = [f"As known for {day}: {shown.total} parties. Shapes are the reader's own."]
    missing = sum(row["code"] not in codes and row["region"] != "Organizations" for row in shown.rows)
    if missing:
        notes.append(f"{missing} States have no shape.")
    about = f"Map of the parties to {shown.treaty.name} by year of becoming one, on {day}: {shown.total} parties."
    captions = look.Captions(f"Parties to the {short_name(shown.treaty)}", notes, about)
    return look.figure(layers, captions, theme, width, (width - 24, (width - 24) * 0.5))


def _map_layers(alt: Any, shown: _Parties, shapes: Any, code: str, width: int, theme: look.Theme | None) -> Any:
    own, legend = look.colours(theme), _legend(alt, width)
    fill, stroke = _colour(alt, shown, theme, legend), _outline(alt, shown, theme, legend, own["back"])
    data = look.frame(shown.rows, (*_FIELDS, "group"))
    shape = alt.LookupData(data=shapes, key=f"properties.{code}", fields=["type", "geometry"])
    return alt.layer(
        alt.Chart(shapes).mark_geoshape(fill=own["empty"], stroke=own["line"], strokeWidth=0.4),
        alt.Chart(data)
        .transform_lookup(lookup="code", from_=shape)
        .transform_filter("isValid(datum.geometry)")
        .mark_geoshape(strokeWidth=0.4)
        .encode(fill=fill, stroke=stroke, tooltip=["name:N", "status:N", "since:Q"]),
        data=data,
    ).project("equalEarth")


def _shapes(alt: Any, geometry: Any, code: str, feature: str | None) -> tuple[Any, set[str]]:
    """Return geometry as data of altair, and the codes that its shapes have."""
    data = getattr(geometry, "__geo_interface__", geometry)
    if isinstance(data, str | Path):
        data = read_foreign(data, GEOMETRY_LIMIT)
    if not isinstance(data, Mapping):
        raise UsageError(f"geometry must be GeoJSON or TopoJSON, found {brief(geometry)}")
    if data.get("type") == "Topology":
        name = _object_name(data, feature)
        inside = data["objects"][name].get("geometries")
        made = alt.Data(values=data, format=alt.DataFormat(type="topojson", feature=name))
    else:
        inside = data.get("features", [data])
        made = alt.Data(values=data, format=alt.DataFormat(type="json", property="features"))
    if not isinstance(inside, list | tuple) or not all(isinstance(one, Mapping) for one in inside):
        raise UsageError("the geometry has no list of shapes; pass a FeatureCollection, or a Topology of geometries")
    said = (one.get("properties") for one in inside)
    return made, {str(properties.get(code)) for properties in said if isinstance(properties, Mapping)}


def _object_name(topology: Mapping[str, Any], feature: str | None) -> str:
    """Return the name of the object of a topology to draw."""
    objects = topology.get("objects")
    names = [name for name, one in objects.items() if isinstance(one, Mapping)] if isinstance(objects, Mapping) else []
    if not names:
        raise UsageError("the TopoJSON has no objects to draw; its `objects` must name at least one")
    name = names[0] if feature is None else feature
    if name not in names:
        raise UsageError(f"the TopoJSON has no object {name!r}; it has {', '.join(names)}")
    return name
