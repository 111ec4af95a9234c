"""The figure of what happened when, with vague dates as bands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._registry.naming import day_words
from untip._registry.timeline import TimelineEntry
from untip._text import brief
from untip.dates import Interval, PartialDate
from untip.errors import UsageError
from untip.plots import _labels
from untip.plots import _look as look

if TYPE_CHECKING:
    from untip.plots._figure import Figure

Row = dict[str, Any]

ROWS = 60
"""How many entries a timeline shows each in a row of its own; more share rows by kind, without labels."""


def _words(text: str) -> str:
    return text.replace("_", " ").replace("-", " ")


def timeline(
    entries: Iterable[TimelineEntry],
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
) -> Figure:
    """Return a chart of what happened when: a day is a point, a month, year or interval a band.

    Args:
        entries: Entries as `untip.timeline` returns them.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row an entry: date, earliest, latest, what, record, name, kind.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        UsageError: There is no entry, or the size is not a whole number of pixels or is too small.
        UnknownFieldError: There is no such theme.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.timeline(untip.timeline("2000", "2005", kinds=["instrument"]))  # doctest: +SKIP
    """
    alt = look.library(width)
    rows = _rows(look.several(entries, "entries of a timeline"))
    if not rows:
        raise UsageError("there is no entry to show")
    shown = _placed(rows, width)
    height = shown.lines * (_labels.ROW if shown.labelled else 7)
    return look.figure(_layers(alt, shown, theme), _captions(shown), theme, width, (shown.inner, height))


def _rows(entries: list[TimelineEntry]) -> list[Row]:
    for entry in entries:
        if not isinstance(entry, TimelineEntry):
            raise UsageError(f"expected entries of a timeline, found {brief(entry)}")
    names = _labels.labels(entry.record for entry in entries)
    return [_row(entry, names[entry.record.id]) for entry in entries]


def _row(entry: TimelineEntry, name: str) -> Row:
    start, end = ends(entry.date)
    return {
        "date": str(entry.date),
        "earliest": start,
        "latest": end,
        "what": _words(entry.what.value),
        "record": entry.record.id,
        "name": entry.record.name,
        "kind": look.kind_words(entry.record),
        "label": f"{_words(entry.what.value)}: {name}",
        "exact": start is not None and start == end,
    }


class _Placed(NamedTuple):
    """Entries in the rows of the figure."""

    rows: list[Row]
    kinds: list[str]
    first: date
    last: date
    lines: float
    """How many rows the figure has."""
    labelled: bool
    """Whether each entry has a row of its own, with a label."""
    inner: float
    """The width of the plot in pixels."""
    heads: list[Row]
    """The lines of the labels at the left."""


def _placed(rows: list[Row], width: int) -> _Placed:
    """Put each entry into a row of the figure; open ends become those of the axis."""
    first, last = margins([row["earliest"] for row in rows], [row["latest"] for row in rows])
    for row in rows:
        row["earliest"] = row["earliest"] or first
        row["latest"] = row["latest"] or last
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    labelled = len(rows) <= ROWS
    if not labelled:
        lines = _in_lanes(rows, kinds, first, last, width)
        return _Placed(rows, kinds, first, last, lines, labelled, width - 120, _lane_heads(rows, kinds))
    left = min(max(_labels.text_width(row["label"]) for row in rows) + 10, width * 0.5)
    places = _labels.rows([row["label"] for row in rows], left - 10)
    for row, place in zip(rows, places.places, strict=True):
        row["row"] = place
    return _Placed(rows, kinds, first, last, places.high, labelled, width - left - 30, places.lines)


def _layers(alt: Any, shown: _Placed, theme: look.Theme | None) -> Any:
    columns = max(int(shown.inner / 100), 2)
    legend = alt.Legend(title=None, orient="top", columns=columns) if len(shown.kinds) > 1 and shown.labelled else None
    colour = alt.Color("kind:N", scale=look.categories(alt, shown.kinds, theme), legend=legend)
    fields = ("date", "earliest", "latest", "what", "record", "name", "kind", "label", "row", "exact")
    data = look.frame(shown.rows, fields)
    axis = look.time_axis(alt, shown.inner, shown.first, shown.last, orient="top")
    x = alt.X("earliest:T", axis=axis, scale=look.days_scale(alt, shown.first, shown.last))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.5, shown.lines - 0.5], reverse=True, nice=False))
    tips = ["name:N", "what:N", "date:N"]
    return alt.layer(
        alt.Chart(data)
        .transform_filter("!datum.exact")
        .mark_rule(strokeWidth=8, strokeCap="round", opacity=0.45)
        .encode(x=x, x2="latest:T", y=y, color=colour, tooltip=tips),
        alt.Chart(data)
        .transform_filter("datum.exact")
        .mark_point(filled=True, size=46, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=tips),
        look.row_labels(alt, shown.heads, y, theme),
        data=data,
    )


def _captions(shown: _Placed) -> look.Captions:
    rows = shown.rows
    end = max((row["latest"] for row in rows if row["latest"] != shown.last), default=shown.last)
    notes = [
        f"{len(rows)} entries, the latest known of {day_words(end)}.",
        "A dot is a day; a band is a longer time within which it was.",
    ]
    found = "; ".join(f"{row['date']} {row['name']} {row['what']}" for row in rows[:12])
    about = f"Timeline of {len(rows)} entries from {shown.first.year} to {shown.last.year}: {found}"
    return look.Captions("Timeline", notes, about)


def ends(when: PartialDate | Interval) -> tuple[date | None, date | None]:
    """Return the first and last day of a date; `None` for an end that is open or unknown."""
    if isinstance(when, PartialDate):
        return when.earliest, when.latest
    return when.start and when.start.earliest, when.end and when.end.latest


def margins(earliest: list[date | None], latest: list[date | None]) -> tuple[date, date]:
    """Return the first and last day of the axis: those of the data, with some room."""
    known = [day for day in (*earliest, *latest) if day is not None]
    first, last = min(known), max(known)
    rest = timedelta(days=max((last - first).days // 40, 40))
    return max(first, date(2, 1, 1)) - rest, min(last, date(9998, 1, 1)) + rest


def _in_lanes(rows: list[dict[str, Any]], kinds: list[str], first: date, last: date, width: int) -> int:
    """Put entries into as few rows as they fit in side by side, kind by kind; return how many rows."""
    gap = timedelta(days=int((last - first).days * 7 / max(width - 120, 100)) + 1)
    lines = 0
    for kind in kinds:
        ends: list[date] = []
        for row in rows:
            if row["kind"] != kind:
                continue
            free = next((place for place, end in enumerate(ends) if end + gap <= row["earliest"]), len(ends))
            ends[free : free + 1] = [row["latest"]]
            row["row"] = lines + free
        lines += len(ends) + 2
    return lines


def _lane_heads(rows: list[dict[str, Any]], kinds: list[str]) -> list[dict[str, Any]]:
    return [
        {"label": kind, "row": sum(inside) / len(inside)}
        for kind in kinds
        if (inside := sorted({row["row"] for row in rows if row["kind"] == kind}))
    ]
