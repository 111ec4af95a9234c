"""Figures of time: what happened when, with vague dates as bands; programmes as a Gantt chart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from untip._registry.timeline import TimelineEntry
from untip._text import brief
from untip.dates import Interval, PartialDate
from untip.errors import UsageError
from untip.plots import _look as look
from untip.schema import Program

ROWS = 60
"""How many entries a timeline shows each in a row of its own; more share rows by kind, without labels."""

ROW = 17
"""The height of a row in pixels."""


def _words(text: str) -> str:
    return text.replace("_", " ").replace("-", " ")


def timeline(
    entries: Iterable[TimelineEntry],
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
) -> Any:
    """Return a chart of what happened when: a day is a point, a month, year or interval a band.

    Args:
        entries: Entries as `untip.timeline` returns them.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row an entry: date, earliest, latest, what, record, name, kind.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        UsageError: There is no entry.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.timeline(untip.timeline("2000", "2005", kinds=["instrument"]))  # doctest: +SKIP
    """
    alt = look.library(width)
    rows = [_entry(entry) for entry in look.several(entries, "entries of a timeline")]
    if not rows:
        raise UsageError("there is no entry to show")
    own = look.colours(theme)
    first, last = _margins([row["earliest"] for row in rows], [row["latest"] for row in rows])
    for row in rows:
        row["earliest"] = row["earliest"] or first
        row["latest"] = row["latest"] or last
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    labelled = len(rows) <= ROWS
    lines = _in_rows(rows) if labelled else _in_lanes(rows, kinds, first, last, width)
    room = min(max(look.room(row["label"]) for row in rows) + 8, width * 0.5) if labelled else 90
    inner = width - room - 30
    for row in rows:
        row["label"] = look.cut(row["label"], room - 6)
    palette = look.PALETTES[look.named(theme)]
    legend = (
        alt.Legend(title=None, orient="top", columns=max(int(width / 110), 2)) if len(kinds) > 1 and labelled else None
    )
    scale = alt.Scale(domain=kinds, range=[palette[place % len(palette)] for place in range(len(kinds))])
    colour = alt.Color("kind:N", scale=scale, legend=legend)
    columns = ("date", "earliest", "latest", "what", "record", "name", "kind", "label", "row", "exact")
    data = look.frame(rows, columns)
    years = max(int(inner / 62), 2)
    axis = alt.Axis(format="%Y", title=None, orient="top", tickCount=years, labelOverlap=True)
    x = alt.X("earliest:T", axis=axis, scale=alt.Scale(domain=[_stamp(alt, first), _stamp(alt, last)], nice=False))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.5, lines - 0.5], reverse=True, nice=False))
    tips = ["name:N", "what:N", "date:N"]
    layers = [
        alt.Chart(data).transform_filter("!datum.exact").mark_rule(strokeWidth=8, strokeCap="round", opacity=0.45)
        .encode(x=x, x2="latest:T", y=y, color=colour, tooltip=tips),
        alt.Chart(data).transform_filter("datum.exact").mark_point(filled=True, size=46, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=tips),
    ]  # fmt: skip
    heads = rows if labelled else _lane_heads(rows, kinds)
    layers.append(
        alt.Chart(look.frame(heads, ("label", "row")))
        .mark_text(align="right", baseline="middle", dx=-8, fontSize=11, color=own["text"])
        .encode(x=alt.value(0), y=y, text="label:N")
    )
    end = (
        max(row["latest"] for row in rows if row["latest"] != last)
        if any(row["latest"] != last for row in rows)
        else last
    )
    notes = [
        f"{len(rows)} entries, the latest known of {look.day_words(end)}.",
        "A dot is a day; a band is a longer time within which it was.",
    ]
    title = look.heading("Timeline", notes, width - 30)
    span = f"{first.year} to {last.year}"
    about = f"Timeline of {len(rows)} entries from {span}: " + "; ".join(
        f"{row['date']} {row['name']} {row['what']}" for row in rows[:12]
    )
    made = alt.layer(*layers, data=data).properties(
        width=inner, height=lines * (ROW if labelled else 7), title=title, description=about
    )
    return look.dressed(made, theme)


def _stamp(alt: Any, day: date) -> Any:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _entry(entry: TimelineEntry) -> dict[str, Any]:
    if not isinstance(entry, TimelineEntry):
        raise UsageError(f"expected entries of a timeline, found {brief(entry)}")
    start, end = _ends(entry.date)
    name = look.short_name(entry.record)
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


def _ends(when: PartialDate | Interval) -> tuple[date | None, date | None]:
    if isinstance(when, PartialDate):
        return when.earliest, when.latest
    return when.start and when.start.earliest, when.end and when.end.latest


def _margins(earliest: list[date | None], latest: list[date | None]) -> tuple[date, date]:
    """Return the first and last day of the axis: those of the data, with some room."""
    known = [day for day in (*earliest, *latest) if day is not None]
    first, last = min(known), max(known)
    rest = timedelta(days=max((last - first).days // 40, 40))
    return max(first, date(2, 1, 1)) - rest, min(last, date(9998, 1, 1)) + rest


def _in_rows(rows: list[dict[str, Any]]) -> int:
    for place, row in enumerate(rows):
        row["row"] = place
    return len(rows)


def _in_lanes(rows: list[dict[str, Any]], kinds: list[str], first: date, last: date, width: int) -> int:
    """Put entries into as few rows as they fit in side by side, kind by kind; return how many rows."""
    apart = timedelta(days=int((last - first).days * 7 / max(width - 120, 100)) + 1)
    lines = 0
    for kind in kinds:
        ends: list[date] = []
        for row in rows:
            if row["kind"] != kind:
                continue
            free = next((place for place, end in enumerate(ends) if end + apart <= row["earliest"]), len(ends))
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


# ── programmes ──────────────────────────────────────────────────────────────────────────────────────────────────────

LOOKS = ("known", "planned", "attested", "not known")
"""How sure a part of a programme's life is."""


def programs(
    records: Iterable[Program],
    *,
    until: int | None = None,
    theme: look.Theme | None = "light",
    width: int = 600,
) -> Any:
    """Return a chart of when programmes ran: what is known, planned, attested, and not known.

    Programmes of which no date is known are left out and counted below the title.

    Args:
        records: Programmes.
        until: The last year of the axis; that of the last date by default.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a part of a life: program, name, look, earliest, latest.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        UsageError: No record is a programme with a date.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.programs(untip.programs.filter(leads="unodc"))  # doctest: +SKIP
    """
    alt = look.library(width)
    given = [record for record in look.several(records, "programs") if isinstance(record, Program)]
    dated = [record for record in given if record.start or record.end or record.attested]
    if not dated:
        raise UsageError("expected programs of which a date is known")
    dated.sort(key=lambda record: (_dates(record)[0], record.id))
    days = [day for record in dated for day in _dates(record)]
    last = date(max(until or 0, max(days).year) + 1, 1, 1)
    first = date(min(days).year - 2, 1, 1)
    rows = [row for place, record in enumerate(dated) for row in _life(record, place, first, last)]
    labels = [look.short_name(record) for record in dated]
    room = min(max(map(look.room, labels)) + 8, width * 0.45)
    heads = [{"label": look.cut(label, room - 6), "row": place} for place, label in enumerate(labels)]
    inner = width - room - 30
    own = look.colours(theme)
    palette = look.PALETTES[look.named(theme)]
    data = look.frame(rows, ("program", "name", "look", "earliest", "latest", "row"))
    shown = [one for one in LOOKS if any(row["look"] == one for row in rows)]
    legend = alt.Legend(title=None, orient="top", symbolType="square", columns=4 if width > 400 else 2)
    fills = {"known": palette[0], "planned": palette[5], "attested": palette[1], "not known": own["soft"]}
    scale = alt.Scale(domain=shown, range=[fills[one] for one in shown])
    colour = alt.Color("look:N", scale=scale, legend=legend)
    axis = alt.Axis(format="%Y", title=None, orient="top", tickCount=max(int(inner / 62), 2), labelOverlap=True)
    x = alt.X("earliest:T", axis=axis, scale=alt.Scale(domain=[_stamp(alt, first), _stamp(alt, last)], nice=False))
    y = alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.6, len(dated) - 0.4], reverse=True, nice=False))
    base = alt.Chart(data)

    def part(name: str) -> Any:
        return base.transform_filter(f"datum.look == '{name}'")

    tips = ["name:N", "look:N", "earliest:T", "latest:T"]
    layers = alt.layer(
        part("not known").mark_rule(strokeDash=[2, 3], strokeWidth=1.5).encode(x=x, x2="latest:T", y=y, color=colour),
        part("planned")
        .mark_bar(height=9, fillOpacity=0.35, strokeWidth=1.2, strokeDash=[3, 2])
        .encode(x=x, x2="latest:T", y=y, color=colour, stroke=alt.value(fills["planned"]), tooltip=tips),
        part("known").mark_bar(height=9).encode(x=x, x2="latest:T", y=y, color=colour, tooltip=tips),
        part("attested")
        .mark_rule(strokeWidth=5, strokeCap="round", opacity=0.5)
        .encode(x=x, x2="latest:T", y=y, color=colour, tooltip=tips),
        part("attested")
        .transform_calculate(middle="(time(datum.earliest) + time(datum.latest)) / 2")
        .mark_point(filled=True, size=44, shape="diamond", opacity=1)
        .encode(x=alt.X("middle:T"), y=y, color=colour, tooltip=tips),
        alt.Chart(look.frame(heads, ("label", "row")))
        .mark_text(align="right", baseline="middle", dx=-8, fontSize=11, color=own["text"])
        .encode(x=alt.value(0), y=y, text="label:N"),
        data=data,
    )
    left_out = len(given) - len(dated)
    notes = [f"{len(dated)} programmes; the last date, stated or planned, is {look.day_words(max(days))}."]
    if left_out:
        notes.append(f"{left_out} without any known date are left out.")
    title = look.heading("When programmes ran", notes, width - 30)
    told = "; ".join(f"{record.name} {record.lifespan}" for record in dated[:12])
    about = f"Gantt chart of {len(dated)} programmes, {first.year} to {last.year}: {told}"
    made = layers.properties(width=inner, height=len(dated) * ROW, title=title, description=about)
    return look.dressed(made, theme)


def _dates(record: Program) -> tuple[date, ...]:
    """Return the days between which a programme is known to have been, in order."""
    found = [one for one in (record.start, record.end, *record.attested) if one is not None]
    return tuple(sorted(day for one in found for day in (one.earliest, one.latest)))


def _life(record: Program, place: int, first: date, last: date) -> list[dict[str, Any]]:
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
    if start is None or end is None:  # an end that stands alone is a day at which it was at work
        sure += [one for one in (record.start, record.end) if one is not None]
    parts += [("attested", one.earliest, one.latest) for one in sure]
    return [
        {"program": record.id, "name": name, "look": kind, "earliest": begin, "latest": stop, "row": place}
        for kind, begin, stop in parts
        if begin <= stop
    ]
