"""Figures of statistics: the claims of one measure over time, with bounds and who said so."""

from __future__ import annotations

from collections import Counter
from typing import Any

from untip._registry.registry import Registry
from untip.errors import UsageError, one_of
from untip.plots import _look as look
from untip.plots._time import _ends, _margins, _stamp
from untip.schema import Measure, Statistic

SHAPES = {
    "exactly": "circle",
    "about": "circle",
    "at least": "triangle-up",
    "more than": "triangle-up",
    "nearly": "triangle-down",
    "at most": "triangle-down",
}
"""The mark of each bound: an arrow up where the true number may be higher, down where it may be lower."""


COLOURED = 8
"""How many reporters have a colour of their own: more cannot be told apart."""


def statistics(
    measure: Measure | str,
    *,
    unit: str | None = None,
    theme: look.Theme | None = "light",
    width: int = 600,
    height: int = 300,
    registry: Registry | None = None,
) -> Any:
    """Return a chart of the claims of one measure over time: values, ranges, bounds, and who reported them.

    Claims without a number or a date are left out and counted below the title.

    Args:
        measure: The measure, a member of `Measure`.
        unit: The unit to keep; the commonest by default.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.
        height: The height of its plot in pixels.
        registry: The records; the package's own by default.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a claim: id, name, value, upper, bound, unit, earliest, latest,
        reported_by, sources.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        UnknownFieldError: There is no such measure, or none of its claims has the unit.
        UsageError: No claim of the measure has a number and a date.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.statistics("forced-labour")  # doctest: +SKIP
    """
    alt = look.library(width, height)
    records = look.of(registry)
    wanted = one_of(measure, Measure, "a measure")
    claims = [one for one in records.statistics if one.measure.value == wanted]
    dated = [one for one in claims if one.value is not None and one.as_of is not None]
    if not dated:
        raise UsageError(f"no claim of the measure {wanted} has a number and a date")
    units = Counter(one.unit for one in dated)
    kept = units.most_common(1)[0][0] if unit is None else one_of(unit, units, f"a unit of {wanted}")
    rows = [_row(records, one) for one in dated if one.unit == kept]
    first, last = _margins([row["earliest"] for row in rows], [row["latest"] for row in rows])
    for row in rows:
        row["earliest"], row["latest"] = row["earliest"] or first, row["latest"] or last
        row["middle"] = row["earliest"] + (row["latest"] - row["earliest"]) / 2
    inner = width - 100
    often = [name for name, _ in Counter(row["reported_by"] for row in rows).most_common()]
    kept_names = often if len(often) <= COLOURED else often[: COLOURED - 1]
    for row in rows:
        row["reporter"] = look.cut(row["reported_by"], inner - 20) if row["reported_by"] in kept_names else "others"
    reporters = sorted({row["reporter"] for row in rows} - {"others"})
    reporters += ["others"] if len(often) > COLOURED else []
    fields = (
        "id",
        "name",
        "value",
        "upper",
        "bound",
        "unit",
        "earliest",
        "latest",
        "middle",
        "reported_by",
        "reporter",
        "sources",
    )
    data = look.frame(rows, fields)
    own = look.colours(theme)
    palette = look.PALETTES[look.named(theme)]
    colours = alt.Scale(domain=reporters, range=[palette[place % len(palette)] for place in range(len(reporters))])
    across = max(int(inner / (max(map(look.room, reporters)) + 34)), 1)
    colour = alt.Color(
        "reporter:N", scale=colours, legend=alt.Legend(title="Reported by", orient="bottom", columns=across)
    )
    bounds = [one for one in SHAPES if any(row["bound"] == one for row in rows)]
    shapes = alt.Scale(domain=bounds, range=[SHAPES[one] for one in bounds])
    many = max(int(inner / 90), 2)
    meaning = alt.Legend(
        title="The number is", orient="top", columns=many, symbolFillColor=own["text"], symbolStrokeWidth=0
    )
    shape = alt.Shape("bound:N", scale=shapes, legend=meaning if bounds != ["exactly"] else None)
    years = alt.Axis(format="%Y", title=None, grid=False, tickCount=max(int(inner / 70), 2), labelOverlap=True)
    x = alt.X("earliest:T", axis=years, scale=alt.Scale(domain=[_stamp(alt, first), _stamp(alt, last)], nice=False))
    values = [row["value"] for row in rows] + [row["upper"] for row in rows if row["upper"] is not None]
    wide = min(values) > 0 and max(values) / min(values) > 200
    numbers = alt.Axis(
        format="~s" if max(map(abs, values)) >= 10_000 else ",~f", title=f"{kept}{' (log scale)' if wide else ''}"
    )
    scale = alt.Scale(type="log") if wide else alt.Scale(zero=True, nice=True)
    y = alt.Y("value:Q", axis=numbers, scale=scale)
    tips = ["name:N", "value:Q", "upper:Q", "bound:N", "unit:N", "earliest:T", "latest:T", "reported_by:N", "sources:N"]
    base = alt.Chart(data)
    layers = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.35).encode(x=x, x2="latest:T", y=y, color=colour),
        base.transform_filter("isValid(datum.upper)")
        .mark_rule(strokeWidth=2)
        .encode(x=alt.X("middle:T"), y=y, y2="upper:Q", color=colour),
        base.mark_point(filled=True, size=70, opacity=0.95).encode(
            x=alt.X("middle:T"), y=y, color=colour, shape=shape, tooltip=tips
        ),
        data=data,
    )
    until = max(row["latest"] for row in rows)
    notes = [
        f"{len(rows)} claims, the latest known of {look.day_words(until)}. A bar is the time that a claim is about."
    ]
    left_out = len(claims) - len(rows)
    if left_out:
        notes.append(f"{left_out} claims without a number or date, or in another unit, are left out.")
    said = wanted.replace("-", " ").replace("states", "States")
    title = look.heading(f"Claims: {said}", notes, width - 30)
    told = "; ".join(
        f"{row['bound']} {row['value']:g} {kept} ({row['reported_by']}, {row['earliest'].year})" for row in rows[:12]
    )
    about = f"Chart of {len(rows)} claims of {said} over time: {told}"
    made = layers.properties(width=inner, height=height, title=title, description=about)
    return look.dressed(made, theme)


def _row(registry: Registry, claim: Statistic) -> dict[str, Any]:
    assert claim.as_of is not None
    start, end = _ends(claim.as_of)
    reporters = [registry._records.at(id) for id in claim.reported_by]
    names = [one.acronym or one.name for one in reporters if one is not None]
    return {
        "id": claim.id,
        "name": claim.name,
        "value": float(claim.value or 0),
        "upper": None if claim.upper is None else float(claim.upper),
        "bound": claim.bound.value.replace("-", " "),
        "unit": claim.unit,
        "earliest": start,
        "latest": end,
        "reported_by": ", ".join(names) or "not stated",
        "sources": ", ".join(dict.fromkeys(citation.source for citation in claim.citations)),
    }
