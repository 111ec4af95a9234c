"""Labels of records in figures: each record has a text of its own, in as many lines as it needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, NamedTuple

from untip._registry.naming import short_name
from untip.schema import Record

ROW = 17
"""The height of a row with a label of one line, in pixels."""

LINE = 12
"""From one line of a label to the next, in pixels."""

LONG = 40
"""How many characters a name may have before an alias in capitals is taken in its place."""

_CAPITALS = re.compile(r"[A-Z][A-Z0-9&./-]{1,14}")
"""An alias that is an acronym."""

_WIDTHS: Mapping[str, float] = {
    **dict.fromkeys("ijl|'’.,:;!I/ft()[]-", 0.3),
    **dict.fromkeys("rs ", 0.4),
    **dict.fromkeys("mwMW%@—…", 0.89),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.7),
}
"""Approximate widths of characters, as shares of the text's size; any other takes a little more than half of it."""

_OTHERS = 0.56


def text_width(text: str, size: float = 11) -> float:
    """Return about how many pixels a text takes."""
    return size * sum(_WIDTHS.get(sign, _OTHERS) for sign in text)


def labels(records: Iterable[Record]) -> dict[str, str]:
    """Return what a figure calls records, by id: short names, of which no two are the same.

    Example:
        >>> import untip
        >>> labels([untip.agencies["unodc"], untip.agencies["osrsg-caac"]])
        {'unodc': 'UNODC', 'osrsg-caac': 'OSRSG-CAAC'}
    """
    found = {record.id: record for record in records}
    short = {id: _short(record) for id, record in found.items()}
    often = Counter(short.values())
    texts = {id: text if often[text] == 1 else found[id].name for id, text in short.items()}
    often = Counter(texts.values())
    return {id: text if often[text] == 1 else f"{text} ({id})" for id, text in texts.items()}


def _short(record: Record) -> str:
    name = short_name(record)
    known = [one.name for one in record.aliases if not one.lang and _CAPITALS.fullmatch(one.name)]
    return min(known, key=len) if len(name) > LONG and known else name


def wrapped(text: str, pixels: float, size: float = 11) -> list[str]:
    """Return a text in lines that fit a width; only a word that is wider is divided."""
    made: list[str] = []
    for word in text.split():
        if made and text_width(f"{made[-1]} {word}", size) <= pixels:
            made[-1] += f" {word}"
        else:
            made += _pieces(word, pixels, size)
    return made or [""]


def _pieces(word: str, pixels: float, size: float) -> list[str]:
    """Return a word in pieces that fit a width, divided at its hyphens where it has some."""
    made: list[str] = []
    rest = word
    while text_width(rest, size) > pixels and len(rest) > 4:
        fits = max(place for place in range(3, len(rest)) if place == 3 or text_width(rest[:place], size) <= pixels)
        end = rest.rfind("-", 2, fits) + 1 or fits
        made.append(rest[:end])
        rest = rest[end:]
    return [*made, rest]


def in_the_middle(texts: Iterable[str], pixels: float, size: float = 11) -> dict[str, str]:
    """Return texts that fit a width, by what they were: a wider one loses its middle, and no two become the same."""
    made: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        keep = len(text)
        short = text
        while text_width(short, size) > pixels and keep > 6:
            keep -= 1
            short = f"{text[: keep - keep // 2].rstrip()} … {text[len(text) - keep // 2 :].lstrip()}"
        taken = set(made.values())
        made[text] = next(one for one in _numbered(short) if one not in taken)
    return made


def _numbered(text: str) -> Iterable[str]:
    yield text
    yield from (f"{text} ({number})" for number in count(2))


class Rows(NamedTuple):
    """Rows one below another, each as high as its label."""

    places: list[float]
    """The middle of each row, counted in rows of one line."""
    high: float
    """How high all of them are."""
    lines: list[dict[str, Any]]
    """The lines of the labels, each with its place."""


def rows(texts: Iterable[str], pixels: float) -> Rows:
    """Return the rows of labels that have some width."""
    places: list[float] = []
    lines: list[dict[str, Any]] = []
    top = -0.5
    for text in texts:
        parts = wrapped(text, pixels)
        high = max(1.0, (len(parts) * LINE + 6) / ROW)
        places.append(top + high / 2)
        lines += [
            {"label": part, "row": places[-1] + (place - (len(parts) - 1) / 2) * LINE / ROW}
            for place, part in enumerate(parts)
        ]
        top += high
    return Rows(places, top + 0.5, lines)
