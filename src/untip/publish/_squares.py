"""The squares of a treaty as one SVG file: to embed, to print, for the front page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from untip._registry.naming import day_words, short_name
from untip._show.shades import INKS as INKS_OF
from untip._show.shades import NO_PARTY, SHADES
from untip._version import __data_version__
from untip.schema import Instrument

if TYPE_CHECKING:
    from untip.publish._parties import Parties, Square

FILLS, INKS = SHADES["light"], INKS_OF["light"]
"""Fill of each shade, the earliest years darkest, and the colour of its text."""

SIDE, GAP, COLUMNS = 30, 3, 20

TITLE = 76
"""The longest title that fits, in characters."""


def squares_svg(treaty: Instrument, parties: Parties) -> str:
    """Return the squares of a treaty as an SVG document."""
    width = COLUMNS * (SIDE + GAP) + 20
    body: list[str] = []
    top = 64
    for region, squares in parties.regions:
        body.append(f'<text x="10" y="{top}" class="r">{escape(region)}</text>')
        top += 8
        for place, square in enumerate(squares):
            x = 10 + place % COLUMNS * (SIDE + GAP)
            y = top + place // COLUMNS * (SIDE + GAP)
            body.append(_square(square, x, y))
        top += ((len(squares) - 1) // COLUMNS + 1) * (SIDE + GAP) + 22
    legend = _legend(parties, top)
    height = top + 46
    known = short_name(treaty)
    name = f"Parties to {known}" if treaty.acronym else f"Parties to the {known}"
    name = escape(name if len(name) <= TITLE else f"{name[: TITLE - 1].rstrip()}…")
    until = f"{parties.now} parties, as far as known until {day_words(parties.until)}. untip, data {__data_version__}."
    style = (
        "text{font:11px system-ui,sans-serif;fill:#222}.r{font-weight:600}.t{font-size:14px;font-weight:600}"
        ".c{font-size:9px;text-anchor:middle}.w{fill:#fff}"
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t d"><title id="t">{name}, by region</title>'
        f'<desc id="d">{escape(until)}</desc><style>{style}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="10" y="22" class="t">{name}</text><text x="10" y="40">{escape(until)}</text>'
    )
    return "".join([head, *body, legend, "</svg>\n"])


def _square(square: Square, x: int, y: int) -> str:
    fill, stroke, dash = "#fff", "#777", ""
    if square.shade is not None:
        fill = stroke = FILLS[square.shade]
    elif square.now == "signed":
        dash = ' stroke-dasharray="3 2"'
    if square.now == "possible":
        stroke, dash = "#222", ' stroke-dasharray="3 2"'
    white = " w" if square.shade is not None and INKS[square.shade] == "#ffffff" else ""
    return (
        f'<g><title>{escape(square.words)}</title><rect x="{x + 0.5}" y="{y + 0.5}" width="{SIDE - 1}" '
        f'height="{SIDE - 1}" fill="{fill}" stroke="{stroke}"{dash}/>'
        f'<text x="{x + SIDE / 2:g}" y="{y + SIDE / 2 + 3:g}" class="c{white}">{escape(square.code)}</text></g>'
    )


def _legend(parties: Parties, top: int) -> str:
    made, x = [f'<text x="10" y="{top + 4}">Party since</text>'], 10
    entries = [(f'fill="{FILLS[place]}"', words) for place, words in enumerate(parties.shades)]
    entries += [
        ('fill="#fff" stroke="#777" stroke-dasharray="3 2"', "signed only"),
        ('fill="#fff" stroke="#777"', NO_PARTY[parties.withdrew]),
    ]
    for look, words in entries:
        made.append(f'<rect x="{x + 0.5}" y="{top + 12.5}" width="12" height="12" {look}/>')
        made.append(f'<text x="{x + 17}" y="{top + 23}">{escape(words)}</text>')
        x += 26 + 7 * len(words)
    return "".join(made)
