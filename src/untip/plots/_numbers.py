"""Figures of statistics: the claims of one measure over time, with bounds and who said so."""

from __future__ import annotations

from collections import Counter
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._registry.given import registry_of
from untip._registry.naming import day_words
from untip._registry.registry import Registry
from untip.errors import UsageError, one_of
from untip.plots import _labels
from untip.plots import _look as look
from untip.plots._time import ends, margins
from untip.schema import Measure, Statistic

if TYPE_CHECKING:
    from datetime import date

    from untip.plots._figure import Figure

Row = dict[str, Any]

_UP, _DOWN = "M0,-0.95L1.05,0.87L-1.05,0.87Z", "M0,0.95L1.05,-0.87L-1.05,-0.87Z"

SHAPES = {
    "exactly": "circle",
    "about": "M-1.1,0A1.1,1.1,0,1,1,1.1,0A1.1,1.1,0,1,1,-1.1,0ZM-0.6,0A0.6,0.6,0,1,0,0.6,0A0.6,0.6,0,1,0,-0.6,0Z",
    "at least": _UP,
    "more than": f"{_UP}M0,-0.1L-0.48,0.58L0.48,0.58Z",
    "at most": _DOWN,
    "nearly": f"{_DOWN}M0,0.1L-0.48,-0.58L0.48,-0.58Z",
}
"""The mark of each bound, of which no two look alike.

An arrow points to where the true number may be; the mark is hollow where it is not the number itself.
"""

COLOURED = 8
"""How many reporters have a colour of their own: nobody can distinguish more."""

_FIELDS = (
    *("id", "name", "value", "upper", "bound", "unit", "earliest", "latest", "middle"),
    *("reported_by", "reporter", "sources"),
)


def statistics(
    measure: Measure | str,
    *,
    unit: str | None = None,
    theme: look.Theme | None = "light",
    width: int = 600,
    height: int = 300,
    registry: Registry | None = None,
) -> Figure:
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
        UnknownFieldError: There is no such measure or theme, or none of the measure's claims has the unit.
        UsageError: No claim of the measure has a number and a date, `registry` is no registry, or the size is not a
            whole number of pixels or is too small.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.statistics("forced-labour")  # doctest: +SKIP
    """
    alt = look.library(width, height)
    records = registry_of(registry)
    wanted = one_of(measure, Measure, "a measure")
    claims = [one for one in records.statistics if one.measure.value == wanted]
    dated = [one for one in claims if one.value is not None and one.as_of is not None]
    if not dated:
        raise UsageError(f"no claim of the measure {wanted} has a number and a date")
    units = Counter(one.unit for one in dated)
    kept = units.most_common(1)[0][0] if unit is None else one_of(unit, units, f"a unit of {wanted}")
    inner = width - 100
    shown = _claims([_row(records, one) for one in dated if one.unit == kept], kept, inner)
    captions = _captions(shown, wanted, len(claims) - len(shown.rows))
    return look.figure(_layers(alt, shown, inner, theme), captions, theme, width, (inner, height))


def _row(registry: Registry, claim: Statistic) -> Row:
    assert claim.as_of is not None
    start, end = ends(claim.as_of)
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


class _Claims(NamedTuple):
    """The claims of a figure, with the entries of its legends."""

    rows: list[Row]
    unit: str
    first: date
    last: date
    reporters: list[str]
    bounds: list[str]


def _claims(rows: list[Row], unit: str, inner: float) -> _Claims:
    """Add the middle of each claim's time, and the entry of the legend that its reporter has."""
    first, last = margins([row["earliest"] for row in rows], [row["latest"] for row in rows])
    often = [name for name, _ in Counter(row["reported_by"] for row in rows).most_common()]
    coloured = often if len(often) <= COLOURED else often[: COLOURED - 1]
    entries = _labels.in_the_middle(coloured, inner - 20)
    for row in rows:
        row["earliest"], row["latest"] = row["earliest"] or first, row["latest"] or last
        row["middle"] = row["earliest"] + (row["latest"] - row["earliest"]) / 2
        row["reporter"] = entries.get(row["reported_by"], "others")
    reporters = sorted({row["reporter"] for row in rows} - {"others"})
    reporters += ["others"] if len(often) > COLOURED else []
    bounds = [one for one in SHAPES if any(row["bound"] == one for row in rows)]
    return _Claims(rows, unit, first, last, reporters, bounds)


def _layers(alt: Any, shown: _Claims, inner: float, theme: look.Theme | None) -> Any:
    data = look.frame(shown.rows, _FIELDS)
    years = look.time_axis(alt, inner, shown.first, shown.last, grid=False)
    x = alt.X("earliest:T", axis=years, scale=look.days_scale(alt, shown.first, shown.last))
    y, middle = _values(alt, shown), alt.X("middle:T")
    colour, shape = _reporters(alt, shown, inner, theme), _bounds(alt, shown, inner, theme)
    tips = ["name:N", "value:Q", "upper:Q", "bound:N", "unit:N", "earliest:T", "latest:T", "reported_by:N", "sources:N"]
    base = alt.Chart(data)
    return alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.35).encode(x=x, x2="latest:T", y=y, color=colour),
        base.transform_filter("isValid(datum.upper)")
        .mark_rule(strokeWidth=2)
        .encode(x=middle, y=y, y2="upper:Q", color=colour),
        base.mark_point(filled=True, size=70, opacity=0.95).encode(
            x=middle, y=y, color=colour, shape=shape, tooltip=tips
        ),
        data=data,
    )


def _values(alt: Any, shown: _Claims) -> Any:
    """Return the axis of values, logarithmic where they are far from each other."""
    values = [row[name] for row in shown.rows for name in ("value", "upper") if row[name] is not None]
    wide = min(values) > 0 and max(values) / min(values) > 200
    form = "~s" if max(map(abs, values)) >= 10_000 else ",~f"
    axis = alt.Axis(format=form, title=f"{shown.unit}{' (log scale)' if wide else ''}")
    if wide:  # a line at every digit would be a fence
        axis.values = _round_numbers(min(values), max(values))
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(type="log") if wide else alt.Scale(zero=True, nice=True))


def _round_numbers(low: float, high: float) -> list[float]:
    """Return numbers such as 1,000 and 3,000 that lie about some."""
    first, last = floor(log10(low)), ceil(log10(high))
    return [step * 10.0**power for power in range(first, last + 1) for step in (1, 3)]


def _reporters(alt: Any, shown: _Claims, inner: float, theme: look.Theme | None) -> Any:
    across = max(int(inner / (max(map(_labels.text_width, shown.reporters)) + 34)), 1)
    legend = alt.Legend(title="Reported by", orient="bottom", columns=across)
    return alt.Color("reporter:N", scale=look.categories(alt, shown.reporters, theme), legend=legend)


def _bounds(alt: Any, shown: _Claims, inner: float, theme: look.Theme | None) -> Any:
    fill, columns = look.colours(theme)["text"], max(int(inner / 90), 2)
    legend = alt.Legend(title="The number is", orient="top", columns=columns, symbolFillColor=fill, symbolStrokeWidth=0)
    scale = alt.Scale(domain=shown.bounds, range=[SHAPES[one] for one in shown.bounds])
    return alt.Shape("bound:N", scale=scale, legend=legend if shown.bounds != ["exactly"] else None)


def _captions(shown: _Claims, measure: str, left_out: int) -> look.Captions:
    rows, until = shown.rows, max(row["latest"] for row in shown.rows)
    notes = [f"{len(rows)} claims, the latest known of {day_words(until)}. A bar is the time that a claim is about."]
    if left_out:
        some = "1 claim" if left_out == 1 else f"{left_out} claims"
        notes.append(f"{some} without a number or date, or in another unit, left out.")
    words = measure.replace("-", " ").replace("states", "States")
    claims = "; ".join(
        f"{row['bound']} {row['value']:g} {shown.unit} ({row['reported_by']}, {row['earliest'].year})"
        for row in rows[:12]
    )
    about = f"Chart of {len(rows)} claims of {words} over time: {claims}"
    return look.Captions(f"Claims: {words}", notes, about)
