"""The figure of treaties over time: how many parties each had at the end of each year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._registry import membership
from untip._registry.given import registry_of
from untip._registry.registry import Registry
from untip._text import brief
from untip.dates import PartialDate
from untip.dates._words import in_words
from untip.errors import UsageError
from untip.plots import _labels
from untip.plots import _look as look
from untip.schema import Instrument, Record

if TYPE_CHECKING:
    from untip.plots._figure import Figure

Row = dict[str, Any]


def parties_over_time(
    treaties: Iterable[Instrument | str] | Instrument | str,
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
    height: int = 320,
    registry: Registry | None = None,
) -> Figure:
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
        NotFoundError: There is no such treaty, or it has no table.
        AmbiguousNameError: Several records have that name.
        UsageError: A table has only a part of the parties, no treaty is named, a record is not an instrument,
            `registry` is no registry, or the size is not a whole number of pixels or is too small.
        UnknownFieldError: There is no such theme.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.parties_over_time(["palermo-protocol", "cedaw"])  # doctest: +SKIP
    """
    alt = look.library(width, height)
    records = registry_of(registry)
    found = _instruments(records, treaties)
    if not found:
        raise UsageError("name at least one treaty")
    names = _labels.labels(found)
    rows = [row for treaty in found for row in _rows(records, treaty, names[treaty.id])]
    lines = _lines(rows, width, height)
    layers = _layers(alt, rows, lines, [one.id for one in found], theme)
    return look.figure(layers, _captions(rows, lines.ends), theme, width, (lines.inner, height))


def _instruments(registry: Registry, given: Any) -> list[Instrument]:
    several: Any = [given] if isinstance(given, Record) or issubclass(type(given), str) else given
    if not isinstance(several, Iterable):
        raise UsageError(f"expected a treaty or several, found {brief(given)}")
    return [membership.table_of(registry._records, one)[0] for one in several]


def _rows(registry: Registry, treaty: Instrument, name: str) -> list[Row]:
    return [
        {
            "treaty": treaty.id,
            "name": name,
            "year": count.year,
            "parties": count.parties,
            "possible": count.possible,
            "known_until": str(count.known_until),
        }
        for count in registry.party_counts(treaty)
    ]


class _Lines(NamedTuple):
    """Where the lines and their labels are."""

    inner: float
    """The width of the plot in pixels."""
    first: int
    last: int
    top: float
    """The number of parties at the upper end of the plot."""
    ends: list[Row]
    """The last row of each line."""
    labels: list[Row]


def _lines(rows: list[Row], width: int, height: int) -> _Lines:
    ends = list({row["treaty"]: row for row in rows}.values())  # rows are by year
    margin = min(max(_labels.text_width(end["name"]) for end in ends) + 62, width * 0.42)
    texts = [_labels.wrapped(f"{end['name']} {end['parties']}", margin - 24) for end in ends]
    top = max(row["possible"] for row in rows) * 1.05
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    pixel = top / height
    sizes = [(len(lines) * _labels.LINE + 2) * pixel for lines in texts]
    places = look.spread([float(end["parties"]) for end in ends], sizes, 0, top)
    labels = [
        {"treaty": end["treaty"], "from": end["parties"], "end": end["year"], "to": place, "last": last}
        | {"number": number, "label": line, "at": place + ((len(lines) - 1) / 2 - number) * _labels.LINE * pixel}
        for end, place, lines in zip(ends, places, texts, strict=True)
        for number, line in enumerate(lines)
    ]
    return _Lines(width - margin - 70, first, last, top, ends, labels)


def _layers(alt: Any, rows: list[Row], lines: _Lines, names: list[str], theme: look.Theme | None) -> Any:
    colour = alt.Color("treaty:N", scale=look.categories(alt, names, theme), legend=None)
    dash = alt.StrokeDash("treaty:N", scale=_dashes(alt, names), legend=None)
    years = alt.Axis(format="d", title=None, grid=False, tickCount=max(int(lines.inner / 60), 3))
    x = alt.X("year:Q", axis=years, scale=alt.Scale(domain=[lines.first, lines.last], nice=False))
    parties = alt.Scale(domain=[0, lines.top], nice=False)
    y = alt.Y("parties:Q", title="Parties at the end of the year", scale=parties)
    data = look.frame(rows, rows[0])
    base, texts = alt.Chart(data), alt.Chart(look.frame(lines.labels, lines.labels[0]))
    tips = [alt.Tooltip("name:N"), "year:Q", "parties:Q", "possible:Q", "known_until:N"]
    return alt.layer(
        base.mark_area(opacity=0.25).encode(x=x, y=y, y2="possible:Q", color=colour),
        base.mark_line(interpolate="step-after", strokeWidth=2).encode(
            x=x, y=y, color=colour, strokeDash=dash, tooltip=tips
        ),
        texts.transform_filter("datum.number == 0")
        .mark_rule(opacity=0.5)
        .encode(x="end:Q", x2=alt.X2("last:Q"), y=alt.Y("from:Q"), y2=alt.Y2("to:Q"), color=colour),
        texts.mark_text(align="left", dx=6, fontSize=11).encode(x="last:Q", y="at:Q", text="label:N", color=colour),
        data=data,
    )


def _captions(rows: list[Row], ends: list[Row]) -> look.Captions:
    days = [in_words(PartialDate(one)) for one in sorted({row["known_until"] for row in rows})]
    known = f"Known until {days[0]}." if len(days) == 1 else f"Known until {days[0]} to {days[-1]}, by treaty."
    counts = ", ".join(f"{end['name']} {end['parties']} in {end['year']}" for end in ends)
    about = f"Line chart of the number of parties to {len(ends)} treaties by year. At the end: {counts}. {known}"
    return look.Captions("Parties by year", [known], about)


def _dashes(alt: Any, names: list[str]) -> Any:
    """Return dashes for the categories: they distinguish those whose colour repeats."""
    looks: tuple[list[int], ...] = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
    many = len(look.PALETTES["light"])
    return alt.Scale(domain=names, range=[looks[place // many % len(looks)] for place in range(len(names))])
