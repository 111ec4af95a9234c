"""How figures look: light and dark, colours for colour-blind people too, titles that fit, frames for rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

from untip._text import brief
from untip._version import __data_version__
from untip.errors import MissingExtraError, UsageError, is_a, one_of
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

CHAR = 0.56
"""About how wide a character is, as a share of its size."""


ROW = 17
"""The height of a row with a label, in pixels."""

LEAST = 200
"""The least width and height of a figure in pixels: below it no label has room."""


def library(width: int = LEAST, height: int = LEAST) -> Any:
    """Return altair, for a figure of a size.

    Raises:
        MissingExtraError: It is not installed.
        UsageError: The size is no whole number of pixels, or too little.
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


def text_width(text: str, size: float = 11) -> float:
    """Return about how many pixels a text takes."""
    return len(text) * size * CHAR


def kind_words(record: Record) -> str:
    """Return what people call the kind of a record: `SDG target`, `programme`."""
    return {"sdg_target": "SDG target", "program": "programme"}.get(record.kind, record.kind)


def cut(text: str, pixels: float, size: float = 11) -> str:
    """Return a text cut to a width in pixels."""
    most = max(int(pixels / (size * CHAR)), 4)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


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
    from untip.plots._figure import of_layers

    title = _heading(captions.title, captions.notes, width - 30)
    made = layers.properties(width=plot[0], height=plot[1], title=title, description=captions.about)
    shown = of_layers(made)
    return shown if theme is None else _coloured(shown, theme)


def _heading(text: str, notes: Iterable[str], width: float) -> Any:
    """Return a title in lines that fit, with notes below it; the data version ends them."""
    said = " ".join([*notes, f"untip, data version {__data_version__}."])
    lines = wrap(said, max(int(width / (11 * CHAR)), 20))
    return library().TitleParams(
        wrap(text, max(int(width / (14 * 0.58)), 16)), subtitle=lines, anchor="start", frame="bounds"
    )


def categories(alt: Any, names: list[str], theme: Theme | None) -> Any:
    """Return the scale of colours of some categories."""
    palette = PALETTES[named(theme)]
    return alt.Scale(domain=names, range=[palette[place % len(palette)] for place in range(len(names))])


def years_axis(alt: Any, inner: float, **more: Any) -> Any:
    """Return an axis of years that has room for its labels."""
    count = max(int(inner / 62), 2)
    return alt.Axis(format="%Y", title=None, tickCount=count, labelOverlap=True, **more)


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


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return places as near as can be to the wanted ones, each at least a gap from the next, in the same order.

    Args:
        wanted: The wanted places.
        gap: The least distance between two.
        low: The least place.
        high: The greatest place; where all do not fit, places go beyond it.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    at = low - gap
    for index in order:
        at = placed[index] = max(wanted[index], at + gap)
    at = high + gap
    for index in reversed(order):  # pushed back from the upper end
        at = placed[index] = min(placed[index], at - gap)
    at = low - gap
    for index in order:
        at = placed[index] = max(placed[index], at + gap)
    return placed
