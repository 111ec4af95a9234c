"""How figures look: light and dark, colours that colour-blind people tell apart, titles that fit, frames for rows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any, Literal, TypeAlias, TypeVar

from untip._formats.files import write_text
from untip._registry.default import registry as default_registry
from untip._registry.registry import Registry
from untip._search.names import fold
from untip._text import brief
from untip._version import __data_version__
from untip.dates import PartialDate
from untip.dates._words import in_words
from untip.errors import FileError, MissingExtraError, UsageError, one_of
from untip.schema import Record

T = TypeVar("T")

Theme: TypeAlias = Literal["light", "dark"]
"""How a figure looks; `None` in its place leaves that to the caller, who can then join figures."""

PALETTES: Mapping[str, tuple[str, ...]] = {
    "light": ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#8A6D00", "#56B4E9", "#7B3FA0", "#555555"),
    "dark": ("#56B4E9", "#E69F00", "#2CC295", "#E39CC6", "#F0E442", "#7FA8FF", "#C79BE8", "#BBBBBB"),
}
"""Colours of categories, after Okabe and Ito."""

SHADES: Mapping[str, tuple[str, ...]] = {
    "light": ("#08306b", "#1c5c9e", "#2f74ae", "#86bade", "#b5d4e9", "#dbe9f4"),
    "dark": ("#e4f1fb", "#b5d8f2", "#86bade", "#3a78ad", "#27567f", "#1d3c59"),
}
"""Shades of years, from the earliest on."""

INKS: Mapping[str, tuple[str, ...]] = {
    "light": ("#ffffff", "#ffffff", "#ffffff", "#10202e", "#10202e", "#10202e"),
    "dark": ("#10202e", "#10202e", "#10202e", "#ffffff", "#ffffff", "#ffffff"),
}
"""Colour of text on each shade."""

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
    try:
        return list(given)
    except TypeError:
        raise UsageError(f"expected {what}, found {brief(given)}; put one alone into a list") from None


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


def of(registry: Registry | None) -> Registry:
    """Return a registry, the package's own where none is given."""
    return default_registry if registry is None else registry


def room(text: str, size: float = 11) -> float:
    """Return about how many pixels a text takes."""
    return len(text) * size * CHAR


def short_name(record: Record) -> str:
    """Return a short name that people use: the acronym, the alias that the id is made of, or the shortest alias."""
    names = [alias.name for alias in record.aliases if not alias.lang and " " in alias.name]
    known = [name for name in names if fold(name) == fold(record.id)]
    return record.acronym or next(iter(known), None) or min([record.name, *names], key=len)


def kind_words(record: Record) -> str:
    """Return what people call the kind of a record: `SDG target`, `programme`."""
    return {"sdg_target": "SDG target", "program": "programme"}.get(record.kind, record.kind)


def day_words(day: date) -> str:
    """Return a day in words: `10 April 2025`."""
    return in_words(PartialDate(day))


def cut(text: str, pixels: float, size: float = 11) -> str:
    """Return a text cut to a width in pixels."""
    most = max(int(pixels / (size * CHAR)), 4)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def heading(text: str, notes: Iterable[str], width: float) -> Any:
    """Return a title in lines that fit, with notes below it; the data version ends them."""
    said = [*notes, f"untip, data version {__data_version__}."]
    lines = [line for note in [" ".join(said)] for line in wrap(note, max(int(width / (11 * CHAR)), 20))]
    return library().TitleParams(
        wrap(text, max(int(width / (14 * 0.58)), 16)), subtitle=lines, anchor="start", frame="bounds"
    )


def dressed(chart: Any, theme: Theme | None) -> Any:
    """Return a chart in layers as a figure, with the colours of a theme if one is given."""
    made = chart.copy(deep=False)
    object.__setattr__(made, "__class__", _figure())  # altair takes a plain assignment for a property of the chart
    return made if theme is None else _coloured(made, theme)


@cache
def _figure() -> Any:
    """Return what every figure is: altair's chart in layers, whose saved SVG says what it shows."""

    class Figure(library().LayerChart):  # type: ignore[misc]  # altair is an extra
        """An altair chart in layers; `save` puts its title and description into SVG, where altair leaves them out."""

        def save(self, fp: Any, format: Any = None, *given: Any, **options: Any) -> None:
            """Write the chart to a file, as `altair.Chart.save` does."""
            named = isinstance(fp, str | Path)
            try:
                self._save(fp, named, format, *given, **options)
            except OSError as error:
                raise FileError(error.errno, error.strerror, str(fp)) from error
            except ValueError as error:  # of a format that altair does not write
                raise UsageError(str(error)) from error

        def _save(self, fp: Any, named: bool, format: Any, *given: Any, **options: Any) -> None:
            if str(format or (Path(fp).suffix[1:] if named else "")).lower() != "svg":
                super().save(fp, format, *given, **options)
                return
            out = io.StringIO()
            super().save(out, "svg", *given, **options)
            text = told(out.getvalue(), self.to_dict(validate=False))
            if named:
                write_text(Path(fp), text)
                return
            try:
                fp.write(text)
            except TypeError:  # a file of bytes
                fp.write(text.encode())

    return Figure


def told(svg: str, spec: Mapping[str, Any]) -> str:
    """Return SVG with the title and the description of a chart in it, for those who do not see the figure."""
    title = spec.get("title", "Figure")
    lines = title["text"] if isinstance(title, dict) else title
    name = " ".join(lines) if isinstance(lines, list) else str(lines)
    texts = f"<title>{escape(name)}</title><desc>{escape(spec.get('description', name))}</desc>"
    label = f' role="img" aria-label="{escape(name)}"'
    return re.sub(r"<svg\b([^>]*)>", lambda head: f"<svg{head[1]}{label}>{texts}", svg, count=1)


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
