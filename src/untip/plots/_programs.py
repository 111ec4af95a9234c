"""The figure of when programmes ran: a Gantt chart with what is known, planned, attested, and not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._registry.naming import day_words
from untip._text import brief
from untip.errors import UsageError
from untip.plots import _labels
from untip.plots import _look as look
from untip.schema import Program

if TYPE_CHECKING:
    from untip.plots._figure import Figure

Row = dict[str, Any]

LOOKS = ("known", "planned", "attested", "not known")
"""How sure a part of a programme's life is."""

LAST_YEAR = 9998
"""The last year that an axis can go to."""


def programs(
    records: Iterable[Program],
    *,
    until: int | None = None,
    theme: look.Theme | None = "light",
    width: int = 600,
) -> Figure:
    """Return a chart of when programmes ran: what is known, planned, attested, and not known.

    Programmes of which no date is known are left out and counted below the title.

    Args:
        records: Programmes.
        until: The last year of the axis, up to 9998; that of the last date by default.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a part of a life: program, name, look, earliest, latest.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        UsageError: No record is a programme with a date, `until` is not a year, or the size is not a whole number of
            pixels or is too small.
        UnknownFieldError: There is no such theme.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.programs(untip.programs.filter(leads="unodc"))  # doctest: +SKIP
    """
    alt = look.library(width)
    if until is not None and (type(until) is not int or not 1 <= until <= LAST_YEAR):
        raise UsageError(f"until must be a year such as 2030, at most {LAST_YEAR}, found {brief(until)}")
    given = [record for record in look.several(records, "programs") if isinstance(record, Program)]
    dated = [record for record in given if record.start or record.end or record.attested]
    if not dated:
        raise UsageError("expected programs of which a date is known")
    shown = _lives(sorted(dated, key=lambda record: (_dates(record)[0], record.id)), until, width)
    captions = _captions(shown, len(given) - len(dated))
    plot = (shown.inner, shown.high * _labels.ROW)
    return look.figure(_layers(alt, shown, theme, width), captions, theme, width, plot)


class _Lives(NamedTuple):
    """Programmes in the rows of the figure."""

    records: list[Program]
    rows: list[Row]
    labels: list[Row]
    """The lines of the labels at the left."""
    high: float
    """How many rows of one line the figure has."""
    first: date
    last: date
    inner: float
    """The width of the plot in pixels."""


def _lives(records: list[Program], until: int | None, width: int) -> _Lives:
    days = [day for record in records for day in _dates(record)]
    last = date(min(max(until or 0, max(days).year), LAST_YEAR) + 1, 1, 1)
    first = date(max(min(days).year - 2, 1), 1, 1)
    names = _labels.labels(records)
    texts = [names[record.id] for record in records]
    left = min(max(map(_labels.text_width, texts)) + 10, width * 0.45)
    found = _labels.rows(texts, left - 10)
    rows = [
        row for place, record in zip(found.places, records, strict=True) for row in _life(record, place, first, last)
    ]
    return _Lives(records, rows, found.lines, found.high, first, last, width - left - 30)


def _layers(alt: Any, shown: _Lives, theme: look.Theme | None, width: int) -> Any:
    own, palette = look.colours(theme), look.PALETTES[look.named(theme)]
    data = look.frame(shown.rows, ("program", "name", "look", "earliest", "latest", "row"))
    looks = [one for one in LOOKS if any(row["look"] == one for row in shown.rows)]
    legend = alt.Legend(title=None, orient="top", symbolType="square", columns=4 if width > 400 else 2)
    fills = {"known": palette[0], "planned": palette[5], "attested": palette[1], "not known": own["soft"]}
    scale = alt.Scale(domain=looks, range=[fills[one] for one in looks])
    axis = look.time_axis(alt, shown.inner, shown.first, shown.last, orient="top")
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.6, shown.high - 0.4], reverse=True, nice=False))
    line = {
        "x": alt.X("earliest:T", axis=axis, scale=look.days_scale(alt, shown.first, shown.last)),
        "x2": "latest:T",
        "y": y,
        "color": alt.Color("look:N", scale=scale, legend=legend),
    }
    bar = line | {"tooltip": ["name:N", "look:N", "earliest:T", "latest:T"]}
    point = {name: value for name, value in bar.items() if name != "x2"} | {"x": alt.X("middle:T")}

    def part(name: str) -> Any:
        return alt.Chart(data).transform_filter(f"datum.look == '{name}'")

    return alt.layer(
        part("not known").mark_rule(strokeDash=[2, 3], strokeWidth=1.5).encode(**line),
        part("planned")
        .mark_bar(height=9, fillOpacity=0.35, strokeWidth=1.2, strokeDash=[3, 2])
        .encode(**bar, stroke=alt.value(fills["planned"])),
        part("known").mark_bar(height=9).encode(**bar),
        part("attested").mark_rule(strokeWidth=5, strokeCap="round", opacity=0.5).encode(**bar),
        part("attested")
        .transform_calculate(middle="(time(datum.earliest) + time(datum.latest)) / 2")
        .mark_point(filled=True, size=44, shape="diamond", opacity=1)
        .encode(**point),
        look.row_labels(alt, shown.labels, y, theme),
        data=data,
    )


def _captions(shown: _Lives, left_out: int) -> look.Captions:
    count, end = len(shown.records), max(day for record in shown.records for day in _dates(record))
    notes = [f"{count} programmes; the last date, stated or planned, is {day_words(end)}."]
    if left_out:
        notes.append(f"{left_out} without any known date left out.")
    lives = "; ".join(f"{record.name} {record.lifespan}" for record in shown.records[:12])
    about = f"Gantt chart of {count} programmes, {shown.first.year} to {shown.last.year}: {lives}"
    return look.Captions("When programmes ran", notes, about)


def _dates(record: Program) -> tuple[date, ...]:
    """Return the days between which a programme is known to have been, in order."""
    found = [one for one in (record.start, record.end, *record.attested) if one is not None]
    return tuple(sorted(day for one in found for day in (one.earliest, one.latest)))


def _life(record: Program, place: float, first: date, last: date) -> list[dict[str, Any]]:
    """Return the parts of a programme's life, each with how sure it is."""
    name = record.name
    start = record.start.earliest if record.start else None
    end = record.end.latest if record.end else None
    seen = sorted(day for one in record.attested for day in (one.earliest, one.latest))
    parts: list[tuple[str, date, date]] = []
    if start is not None and end is not None:
        parts.append(("planned" if record.end_planned else "known", start, end))
    elif start is not None:
        parts.append(("not known", start, last))
    elif end is not None:
        parts.append(("not known", first, end))
    else:
        parts += [("not known", first, seen[0]), ("not known", seen[-1], last)]
    sure = list(record.attested)
    if start is None or end is None:  # a date that stands alone shows it at work
        sure += [one for one in (record.start, record.end) if one is not None]
    parts += [("attested", one.earliest, one.latest) for one in sure]
    return [
        {"program": record.id, "name": name, "look": kind, "earliest": begin, "latest": stop, "row": place}
        for kind, begin, stop in parts
        if begin <= stop
    ]
