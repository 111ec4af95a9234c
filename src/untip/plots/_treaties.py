"""Figures of treaties: parties over time, squares of States, a map over the reader's own geometry."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from untip._formats.files import read_bytes
from untip._registry import membership, treaties
from untip._registry.registry import Registry
from untip._text import brief
from untip.dates import Answer, PartialDate, When, period
from untip.dates._words import in_words
from untip.errors import UsageError, as_path
from untip.plots import _look as look
from untip.schema import Action, Agency, Instrument, Record, State

GEOMETRY_LIMIT = 100_000_000
"""The largest file of geometry that is read, in bytes."""


def _instruments(registry: Registry, given: Any) -> list[Instrument]:
    several: Any = [given] if isinstance(given, Record) or issubclass(type(given), str) else given
    if not isinstance(several, Iterable):
        raise UsageError(f"expected a treaty or several, found {brief(given)}")
    return [membership.table_of(registry._records, one)[0] for one in several]


def parties_over_time(
    treaties: Iterable[Instrument | str] | Instrument | str,
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
    height: int = 320,
    registry: Registry | None = None,
) -> Any:
    """Return a chart of how many parties treaties had at the end of each year.

    A band shows how many more the dates make possible. Each line ends on the last day that its table covers.

    Args:
        treaties: Treaties, their ids or names; tables with only a part of the parties cannot be counted.
        theme: `light` or `dark`; `None` sets no colours of text and background, so that charts can be joined.
        width: The width of the figure in pixels.
        height: The height of its plot in pixels.
        registry: The records; the package's own by default.

    Returns:
        An `altair.LayerChart`; `chart.data` has its rows: treaty, name, year, parties, possible, known_until.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        NotFoundError: A treaty has no table.
        UsageError: A table has only a part of the parties, no treaty is named, or the size is too little.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.parties_over_time(["palermo-protocol", "cedaw"])  # doctest: +SKIP
    """
    alt = look.library(width, height)
    records = look.of(registry)
    found = _instruments(records, treaties)
    if not found:
        raise UsageError("name at least one treaty")
    rows: list[dict[str, Any]] = [
        {
            "treaty": treaty.id,
            "name": look.short_name(treaty),
            "year": count.year,
            "parties": count.parties,
            "possible": count.possible,
            "known_until": str(count.known_until),
        }
        for treaty in found
        for count in records.party_counts(treaty)
    ]
    ends = [max((row for row in rows if row["treaty"] == treaty.id), key=lambda row: row["year"]) for treaty in found]
    room = min(max(look.room(end["name"]) for end in ends) + 62, width * 0.42)
    inner = width - room - 70
    top = max(row["possible"] for row in rows) * 1.05
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    gap = 14 * top / height
    places = look.spread([float(end["parties"]) for end in ends], gap, 0, top)
    colour = alt.Color("treaty:N", scale=_categories(alt, [one.id for one in found], theme), legend=None)
    dash = alt.StrokeDash("treaty:N", scale=_dashes(alt, [one.id for one in found]), legend=None)
    scale = alt.Scale(domain=[0, top], nice=False)
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None, grid=False, tickCount=max(int(inner / 60), 3))).scale(
        domain=[first, last], nice=False
    )
    y = alt.Y("parties:Q", title="Parties at the end of the year", scale=scale)
    labels = [
        {"treaty": end["treaty"], "from": end["parties"], "end": end["year"], "at": place, "last": last}
        | {"label": f"{look.cut(end['name'], room - 50)} {end['parties']}"}
        for end, place in zip(ends, places, strict=True)
    ]
    texts = look.frame(labels, ("treaty", "from", "end", "at", "last", "label"))
    base = alt.Chart(look.frame(rows, rows[0]))
    tips = [alt.Tooltip("name:N"), "year:Q", "parties:Q", "possible:Q", "known_until:N"]
    layers = alt.layer(
        base.mark_area(opacity=0.25).encode(x=x, y=y, y2="possible:Q", color=colour),
        base.mark_line(interpolate="step-after", strokeWidth=2).encode(
            x=x, y=y, color=colour, strokeDash=dash, tooltip=tips
        ),
        alt.Chart(texts)
        .mark_rule(opacity=0.5)
        .encode(x="end:Q", x2=alt.X2("last:Q"), y=alt.Y("from:Q"), y2=alt.Y2("at:Q"), color=colour),
        alt.Chart(texts)
        .mark_text(align="left", dx=6, fontSize=11)
        .encode(x="last:Q", y="at:Q", text="label:N", color=colour),
        data=look.frame(rows, rows[0]),
    )
    until = sorted({row["known_until"] for row in rows})
    days = [in_words(PartialDate(one)) for one in until]
    known = f"Known until {days[0]}." if len(days) == 1 else f"Known until {days[0]} to {days[-1]}, by treaty."
    told = ", ".join(f"{end['name']} {end['parties']} in {end['year']}" for end in ends)
    title = look.heading("Parties by year", [known], width - 30)
    about = f"Line chart of the number of parties to {len(found)} treaties by year. At the end: {told}. {known}"
    return look.dressed(layers.properties(width=inner, height=height, title=title, description=about), theme)


def _categories(alt: Any, names: list[str], theme: look.Theme | None) -> Any:
    palette = look.PALETTES[look.named(theme)]
    return alt.Scale(domain=names, range=[palette[place % len(palette)] for place in range(len(names))])


def _dashes(alt: Any, names: list[str]) -> Any:
    """Return dashes for the categories: those whose colour repeats are told apart by them."""
    looks: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
    many = len(look.PALETTES["light"])
    return alt.Scale(domain=names, range=[looks[place // many % len(looks)] for place in range(len(names))])


# ── States ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_FIELDS = ("state", "code", "name", "region", "status", "since", "known_until")


def _states(
    registry: Registry, treaty: Instrument | str, on: When | None
) -> tuple[Instrument, date, list[dict[str, Any]]]:
    """Return what each State and organization is to a treaty on a day, and since which year it has been a party."""
    records = registry._records
    instrument, rows, until = membership.table_of(records, treaty)
    day = until.latest if on is None else period(on)[1]
    if day > until.latest:
        raise UsageError(f"the parties to {instrument.id} are known until {until}; ask for a day up to then")
    spans = membership.spans_of(records, instrument, "deposited")
    now = treaties.answers_at(spans, day)
    signed = {
        row.party for row in rows if row.action is Action.SIGNATURE and (row.date is None or row.date.earliest <= day)
    }
    since: dict[str, int] = {}
    for row in rows:
        if row.action.consents and row.date is not None:
            year = row.date.earliest.year
            since[row.party] = min(since.get(row.party, year), year)
    on_day = PartialDate(day)
    shown: list[Record] = [state for state in registry.states if state.lifespan.meets(on_day) is not Answer.NO]
    shown += [one for row in now if isinstance(one := records.at(row), Agency)]
    made = []
    for record in sorted(shown, key=lambda one: one.name):
        held = now.get(record.id, Answer.NO)
        status = "party" if held is Answer.CERTAINLY else "perhaps a party" if held is Answer.POSSIBLY else "neither"
        if status == "neither" and record.id in signed:
            status = "signed only"
        code = record.alpha3 if isinstance(record, State) else (record.acronym or record.id).upper()[:4]
        region = (record.region or "No region") if isinstance(record, State) else "Organizations"
        first = since.get(record.id) if held is not Answer.NO else None
        values = (record.id, code, record.name, region, status, first, day.isoformat())
        made.append(dict(zip(_FIELDS, values, strict=True)))
    return instrument, day, made


def _shaded(rows: list[dict[str, Any]]) -> list[str]:
    """Add the shade of each row, words for it, and return the words in order."""
    years = sorted(row["since"] for row in rows if row["since"] is not None)
    many = len(look.SHADES["light"])
    bounds = sorted({years[len(years) * place // many] for place in range(many)}) if years else []
    ends = [*(bound - 1 for bound in bounds[1:]), *years[-1:]]
    words = [str(one) if one >= end else f"{one}–{end}" for one, end in zip(bounds, ends, strict=True)]
    for row in rows:
        place = max((n for n, bound in enumerate(bounds) if row["since"] and bound <= row["since"]), default=None)
        row["shade"] = place
        row["group"] = row["status"] if place is None else words[place]
    return [
        *words,
        *(one for one in ("perhaps a party", "signed only", "neither") if any(r["group"] == one for r in rows)),
    ]


def _fills(alt: Any, groups: list[str], rows: list[dict[str, Any]], theme: look.Theme | None) -> Any:
    own = look.colours(theme)
    shades = look.SHADES[look.named(theme)]
    others = {
        "perhaps a party": look.PALETTES[look.named(theme)][1],
        "signed only": own["signed"],
        "neither": own["empty"],
    }
    places = {row["group"]: row["shade"] for row in rows}
    fill = [others[one] if one in others else shades[places[one]] for one in groups]
    return alt.Scale(domain=groups, range=fill)


def party_squares(
    treaty: Instrument | str,
    on: When | None = None,
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
    registry: Registry | None = None,
) -> Any:
    """Return a chart of the parties to a treaty: one square a State, by region, shaded by year.

    Every State of the day is visible, the smallest too, and no border is drawn.

    Args:
        treaty: The treaty, its id or name.
        on: The day, or the last day of a longer time; the last known day by default.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.
        registry: The records; the package's own by default.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a State: state, code, name, region, status, since, known_until.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        NotFoundError: The treaty has no table.
        UsageError: The day lies after what the table covers.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.party_squares("palermo-protocol", on="2010")  # doctest: +SKIP
    """
    alt = look.library(width)
    instrument, day, rows = _states(look.of(registry), treaty, on)
    groups = _shaded(rows)
    side = 27
    across = max((width - 24) // side, 4)
    heads: list[dict[str, Any]] = []
    line = 0.0
    inks = look.INKS[look.named(theme)]
    own = look.colours(theme)
    for region in sorted({row["region"] for row in rows}, key=lambda one: (one in ("No region", "Organizations"), one)):
        inside = [row for row in rows if row["region"] == region]
        heads.append({"label": region, "x": 0, "y": line + 0.62})
        line += 0.85
        for place, row in enumerate(inside):
            row["x"], row["y"] = place % across, line + place // across
            row["x2"], row["y2"] = row["x"] + 0.92, row["y"] + 0.92
            row["ink"] = own["text"] if row["shade"] is None else inks[row["shade"]]
        line += (len(inside) - 1) // across + 1
    data = look.frame(rows, (*_FIELDS, "group", "shade", "x", "y", "x2", "y2", "ink"))
    flat = {"axis": None}
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, across], nice=False), **flat)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, line], reverse=True, nice=False), **flat)
    legend = alt.Legend(
        title="Party since", orient="bottom", columns=max(int((width - 20) / 112), 2), symbolType="square"
    )
    colour = alt.Color("group:N", sort=groups, scale=_fills(alt, groups, rows, theme), legend=legend)
    tips = ["name:N", "status:N", "since:Q"]
    layers = alt.layer(
        alt.Chart(data)
        .mark_rect(cornerRadius=2, strokeWidth=1)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour, tooltip=tips),
        alt.Chart(data)
        .transform_calculate(cx="datum.x + 0.46", cy="datum.y + 0.48")
        .mark_text(fontSize=9, baseline="middle")
        .encode(
            x=alt.X("cx:Q", axis=None), y=alt.Y("cy:Q", axis=None), text="code:N", color=alt.Color("ink:N", scale=None)
        ),
        alt.Chart(look.frame(heads, ("label", "x", "y")))
        .mark_text(align="left", baseline="middle", fontSize=11, fontWeight="bold", color=own["text"])
        .encode(x=x, y=y, text="label:N"),
        data=data,
    ).resolve_scale(color="independent")
    count = sum(row["status"] in ("party", "perhaps a party") for row in rows)
    known = f"{count} parties on {look.day_words(day)}."
    title = look.heading(
        f"Parties to the {look.short_name(instrument)}",
        [f"As known for {look.day_words(day)}: {count} parties."],
        width - 30,
    )
    about = f"Squares, one a State, by region and year of becoming a party to {instrument.name}. {known}"
    return look.dressed(
        layers.properties(width=across * side, height=line * side, title=title, description=about), theme
    )


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
) -> Any:
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
        NotFoundError: The treaty has no table.
        UsageError: The day lies after what the table covers, or no shape has a code of a State.
        ValidationError: The file cannot be read.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.party_map("palermo-protocol", "countries.geojson")  # doctest: +SKIP
    """
    alt = look.library(width)
    instrument, day, rows = _states(look.of(registry), treaty, on)
    groups = _shaded(rows)
    shapes, codes = _shapes(alt, geometry, code, feature)
    known = {row["code"] for row in rows}
    if not known & codes:
        raise UsageError(f"no shape has a State's alpha-3 code as its property {code!r}; name the property with code=")
    missing = sorted(row["name"] for row in rows if row["code"] not in codes and row["region"] != "Organizations")
    data = look.frame(rows, (*_FIELDS, "group"))
    own = look.colours(theme)
    legend = alt.Legend(
        title="Party since", orient="bottom", columns=max(int((width - 20) / 112), 2), symbolType="square"
    )
    colour = alt.Color("group:N", sort=groups, scale=_fills(alt, groups, rows, theme), legend=legend)
    key = f"properties.{code}"
    layers = alt.layer(
        alt.Chart(shapes).mark_geoshape(fill=own["empty"], stroke=own["line"], strokeWidth=0.4),
        alt.Chart(data)
        .transform_lookup(lookup="code", from_=alt.LookupData(data=shapes, key=key, fields=["type", "geometry"]))
        .transform_filter("isValid(datum.geometry)")
        .mark_geoshape(stroke=own["back"], strokeWidth=0.4)
        .encode(color=colour, tooltip=["name:N", "status:N", "since:Q"]),
        data=data,
    ).project("equalEarth")
    count = sum(row["status"] in ("party", "perhaps a party") for row in rows)
    notes = [f"As known for {look.day_words(day)}: {count} parties. Shapes are the reader's own."]
    if missing:
        notes.append(f"{len(missing)} States have no shape.")
    title = look.heading(f"Parties to the {look.short_name(instrument)}", notes, width - 30)
    about = (
        f"Map of the parties to {instrument.name} by year of becoming one, on {look.day_words(day)}: {count} parties."
    )
    made = layers.properties(width=width - 24, height=(width - 24) * 0.5, title=title, description=about)
    return look.dressed(made, theme)


def _shapes(alt: Any, geometry: Any, code: str, feature: str | None) -> tuple[Any, set[str]]:
    """Return geometry as data of altair, and the codes that its shapes have."""
    data = getattr(geometry, "__geo_interface__", geometry)
    if isinstance(data, str | Path):
        path = as_path(data)
        data = json.loads(read_bytes(path, str(path), GEOMETRY_LIMIT))
    if not isinstance(data, Mapping):
        raise UsageError(f"geometry must be GeoJSON or TopoJSON, found {brief(geometry)}")
    if data.get("type") == "Topology":
        names = list(data["objects"])
        name = feature or names[0]
        if name not in names:
            raise UsageError(f"the TopoJSON has no object {name!r}; it has {', '.join(names)}")
        inside = data["objects"][name]["geometries"]
        made = alt.Data(values=data, format=alt.DataFormat(type="topojson", feature=name))
    else:
        inside = data.get("features", [data])
        made = alt.Data(values=data, format=alt.DataFormat(type="json", property="features"))
    return made, {str((one.get("properties") or {}).get(code)) for one in inside}
