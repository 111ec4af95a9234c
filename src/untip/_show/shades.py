"""Shades of years, for squares and maps of parties: colours, the years of each, and words for a legend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

SHADES: Mapping[str, tuple[str, ...]] = {
    "light": ("#08306b", "#1c5c9e", "#2f74ae", "#86bade", "#b5d4e9", "#dbe9f4"),
    "dark": ("#e4f1fb", "#b5d8f2", "#86bade", "#3a78ad", "#27567f", "#1d3c59"),
}
"""Shades of years, from the earliest on; the style sheet of the site has the same."""

INKS: Mapping[str, tuple[str, ...]] = {
    "light": ("#ffffff", "#ffffff", "#ffffff", "#10202e", "#10202e", "#10202e"),
    "dark": ("#10202e", "#10202e", "#10202e", "#ffffff", "#ffffff", "#ffffff"),
}
"""Colour of text on each shade."""

NO_PARTY: Mapping[bool, str] = {False: "neither", True: "neither, or withdrew"}
"""What a legend calls those that are no party and have not only signed; by whether one of them withdrew."""


def first_years(years: Iterable[int]) -> list[int]:
    """Return the first year of each shade, so that each has about as many of the years.

    Example:
        >>> first_years([2000, 2001, 2002, 2003, 2003, 2003, 2010])
        [2000, 2001, 2002, 2003]
    """
    ordered, many = sorted(years), len(SHADES["light"])
    return sorted({ordered[len(ordered) * place // many] for place in range(many)}) if ordered else []


def shade_of(year: int, firsts: Sequence[int]) -> int:
    """Return the shade of a year, from 0: the last that begins no later."""
    return max(place for place, first in enumerate(firsts) if first <= year)


def legend(firsts: Sequence[int], last: int) -> list[str]:
    """Return the years of each shade in words.

    Example:
        >>> legend([2000, 2001, 2004], 2010)
        ['2000', '2001–2003', '2004–2010']
    """
    ends = [*(first - 1 for first in firsts[1:]), last]
    return [str(start) if start >= end else f"{start}–{end}" for start, end in zip(firsts, ends, strict=False)]
