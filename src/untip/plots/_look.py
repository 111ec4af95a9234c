"""How figures look: light and dark, colours for colour-blind people too, titles that fit, frames for rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

from untip._text import brief
from untip._version import __data_version__
from untip.errors import MissingExtraError, UsageError, is_a, one_of
from untip.plots import _labels
from untip.schema import Record

if TYPE_CHECKING:
    import altair

    from untip.plots._figure import Figure

T = TypeVar("T")

Theme: TypeAlias = Literal["light", "dark"]
"""How a figure looks; `None` in its place leaves that to the caller, who can then join figures."""

PALETTES: Mapping[str, tuple[str, ...]] = {
    "light": ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8A6D00", "#56B4E9", "#7B3FA0", "#555555"),
    "dark": ("#56B4E9", "#E69F00", "#2CC295", "#E39CC6", "#F0E442", "#7FA8FF", "#C79BE8", "#BBBBBB"),
}
"""Colours of categories, after Okabe and Ito."""

COLOURS: Mapping[str, Mapping[str, str]] = {
    "light": {
        "back": "#ffffff",
        "text": "#1c2127",
        "soft": "#555d66",
        "line": "#d5dae0",
        "empty": "#eef0f3",
        "signed": "#f2c8a0",
    },
    "dark": {
        "back": "#14181d",
        "text": "#e4e8ed",
        "soft": "#a5afba",
        "line": "#353d47",
        "empty": "#242b33",
        "signed": "#7a5326",
    },
}
"""Background, text and lines."""

BOLD = 1.1
"""How much wider bold text is."""

LEAST = 200
"""The least width and height of a figure in pixels: below it no label has room."""


def library(width: int = LEAST, height: int = LEAST) -> Any:
    """Return altair, for a figure of a size.

    Raises:
        MissingExtraError: It is not installed.
        UsageError: The size is not a whole number of pixels, or is too small.
    """
    for name, value in (("width", width), ("height", height)):
        if type(value) is not int or value < LEAST:
            raise UsageError(f"{name} must be a whole number of pixels, at least {LEAST}, found {brief(value)}")
    try:
        import altair
    except ImportError as error:
        raise MissingExtraError("altair", "plots") from error
    return altair


def several(given: Iterable[T], what: str) -> list[T]:
    """Return what a figure shows as a list.

    Raises:
        UsageError: It is not several things.
    """
    alone = f"expected {what}, found {brief(given)}; put one alone into a list"
    if is_a(given, str):  # not its letters
        raise UsageError(alone)
    try:
        return list(given)
    except TypeError:
        raise UsageError(alone) from None


def frame(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> Any:
    """Return rows as a pandas frame, days as times.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise MissingExtraError("pandas", "plots") from error
    made = pandas.DataFrame(list(rows), columns=list(columns))
    for name in made.columns:
        if any(type(value) is date for value in made[name]):
            made[name] = made[name].astype("datetime64[us]")
    return made


def colours(theme: Theme | None) -> Mapping[str, str]:
    """Return the colours of a theme.

    Raises:
        UnknownFieldError: There is no such theme.
    """
    return COLOURS[named(theme)]


def named(theme: Theme | None) -> str:
    """Return the name of the theme whose palette is used.

    Raises:
        UnknownFieldError: There is no such theme.
    """
    return "light" if theme is None else one_of(theme, COLOURS, "a theme: light or dark")


def kind_words(record: Record) -> str:
    """Return what people call the kind of a record: `SDG target`, `programme`."""
    return {"sdg_target": "SDG target", "program": "programme"}.get(record.kind, record.kind)


class Captions(NamedTuple):
    """What a figure says in words."""

    title: str
    notes: list[str]
    """Sentences below the title: until when its data are known, what is left out."""
    about: str
    """What it shows, for those who do not see it."""


def figure(
    layers: altair.LayerChart, captions: Captions, theme: Theme | None, width: int, plot: tuple[float, float]
) -> Figure:
    """Return layers as a figure with its words, in the colours of a theme if one is given.

    Args:
        layers: The layers.
        captions: Its words.
        theme: The theme.
        width: The width of the whole figure in pixels.
        plot: The width and height of its plot in pixels.
    """
    from untip.plots._figure import of_layers  # not at the top: it imports altair, which is an extra

    title = _heading(captions.title, captions.notes, width - 30)
    made = layers.properties(width=plot[0], height=plot[1], title=title, description=captions.about)
    shown = of_layers(made)
    return shown if theme is None else _coloured(shown, theme)


def _heading(text: str, notes: Iterable[str], width: float) -> Any:
    """Return a title in lines that fit, with notes below it; the data version ends them."""
    said = " ".join([*notes, f"untip, data version {__data_version__}."])
    lines = _labels.wrapped(said, width)
    return library().TitleParams(
        _labels.wrapped(text, width / BOLD, 14), subtitle=lines, anchor="start", frame="bounds"
    )


def categories(alt: Any, names: list[str], theme: Theme | None) -> Any:
    """Return the scale of colours of some categories."""
    palette = PALETTES[named(theme)]
    return alt.Scale(domain=names, range=[palette[place % len(palette)] for place in range(len(names))])


def time_axis(alt: Any, inner: float, first: date, last: date, **more: Any) -> Any:
    """Return an axis of time that has room for its labels, of which no two are the same: years, or months."""
    days, count = (last - first).days, max(int(inner / 62), 2)
    form = "%Y"
    ticks: Any = count
    if days < 365 * count / 2:  # so many labels would name a year twice
        ticks = "year"
    if days < 365 * 2:
        step = next((step for step in (1, 2, 3, 4) if days / 30 / step < inner / 80), 6)
        form, ticks = "%b %Y", alt.TimeIntervalStep(interval="month", step=step)
    return alt.Axis(format=form, title=None, tickCount=ticks, labelOverlap=True, labelSeparation=6, **more)


def row_labels(alt: Any, labels: list[dict[str, Any]], y: Any, theme: Theme | None) -> Any:
    """Return the layer of labels at the left of rows."""
    return (
        alt.Chart(frame(labels, ("label", "row")))
        .mark_text(align="right", baseline="middle", dx=-8, fontSize=11, color=colours(theme)["text"])
        .encode(x=alt.value(0), y=y, text="label:N")
    )


def days_scale(alt: Any, first: date, last: date) -> Any:
    """Return a scale from one day to another."""
    ends = [alt.DateTime(year=day.year, month=day.month, date=day.day) for day in (first, last)]
    return alt.Scale(domain=ends, nice=False)


def _coloured(chart: Any, theme: Theme) -> Any:
    own = colours(theme)
    return (
        chart.configure(background=own["back"], padding=12, font="Helvetica, Arial, sans-serif")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=own["soft"],
            titleColor=own["soft"],
            titleFontWeight="normal",
            gridColor=own["line"],
            domainColor=own["line"],
            tickColor=own["line"],
            labelFontSize=11,
            titleFontSize=11,
        )
        .configure_legend(
            labelColor=own["text"],
            titleColor=own["soft"],
            labelFontSize=11,
            titleFontSize=11,
            labelLimit=0,
            symbolOpacity=1,
        )
        .configure_title(
            color=own["text"], subtitleColor=own["soft"], fontSize=14, subtitleFontSize=11, subtitlePadding=5, offset=12
        )
        .configure_header(labelColor=own["text"], titleColor=own["soft"])
    )


def spread(wanted: list[float], sizes: list[float], low: float, high: float) -> list[float]:
    """Return places as near as can be to the wanted ones, in the same order, so that nothing meets the next.

    Args:
        wanted: The wanted places.
        sizes: How much room each needs, half of it on either side.
        low: The least place.
        high: The greatest place; where all do not fit, places go beyond it.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = list(wanted)

    def push(turn: list[int], end: float, away: int) -> None:
        before = None
        for index in turn:
            least = end if before is None else placed[before] + away * (sizes[before] + sizes[index]) / 2
            placed[index] = max(placed[index], least) if away > 0 else min(placed[index], least)
            before = index

    push(order, low, 1)
    push(order[::-1], high, -1)  # back from the upper end
    push(order, low, 1)
    return placed
