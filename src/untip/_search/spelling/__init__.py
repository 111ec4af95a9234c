"""Spellings of real lists: from a name that no record has to the names that it may stand for.

A rule is a small function from a text to readings: other texts, each with what must hold of the record that has it.
`readings` applies the rules in the order of `RULES`, each to the text and to what earlier rules made of it, so that
"Congo, Dem. Rep." is written out, then turned round, then given its article. No rule knows a record: looking up is the
registry's task. What no rule makes (Zaire, DPRK, FYROM) is an alias in the data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from untip._search.spelling.around import (
    article,
    bracketed,
    closing_date,
    either,
    footnote_mark,
    government_of,
    labelled,
    leading_year,
    mis_decoded,
)
from untip._search.spelling.numbers import (
    closing_number,
    eu_act,
    ilo_number,
    number_sign,
    sdg_code,
    treaty_series,
    un_symbol,
    untc_chapter,
)
from untip._search.spelling.reading import Reading, Readings, Rule
from untip._search.spelling.words import (
    ampersand,
    body_in_front,
    british_or_american,
    inner_article,
    of_left_out,
    one_or_many,
    title_last,
    turned_round,
    written_out,
)
from untip.dates import PartialDate
from untip.schema import Record, Resource, State

LIMIT = 40
"""How many readings of one name are tried."""

RULES: tuple[Rule, ...] = (
    mis_decoded,
    footnote_mark,
    un_symbol,
    ilo_number,
    untc_chapter,
    sdg_code,
    treaty_series,
    eu_act,
    article,
    closing_date,
    leading_year,
    bracketed,
    either,
    labelled,
    closing_number,
    closing_date,
    number_sign,
    government_of,
    ampersand,
    written_out,
    british_or_american,
    body_in_front,
    turned_round,
    body_in_front,
    title_last,
    of_left_out,
    inner_article,
    one_or_many,
)
"""Every rule, in the order tried; one that stands twice works on what the rules between made too."""


def readings(name: str, has: Callable[[str], bool] = lambda _: True) -> Iterator[tuple[str, Readings]]:
    """Yield what each rule makes of a name, and of what the rules before it made.

    Args:
        name: A name that no record has.
        has: Tells whether any record has a name; what must be named otherwise too, and is not, is not gone on with.

    Yields:
        The rule's name and its readings, in the order tried; no reading comes twice.

    Example:
        >>> [(rule, [reading.text for reading in made]) for rule, made in readings("St. Lucia")][0]
        ('written_out', ['Saint Lucia'])
    """
    known = [Reading(name.strip())]
    seen = set(known)
    for rule in RULES:
        made: list[Reading] = []
        for base in known:
            for result in rule(base.text):
                reading = base.then(result)
                if reading is None or reading in seen:
                    continue
                seen.add(reading)
                if not result.same or all(map(has, result.same)):
                    made.append(reading)
        if made:
            made = made[: LIMIT - len(known)]
            yield rule.__name__, tuple(made)
            known += made
            if len(known) >= LIMIT:
                return


_DATES = ("adopted", "opened_for_signature", "in_force", "established", "start", "end", "published")


def is_of_year(record: Record, year: int) -> bool:
    """Check whether a year is one of those that a record is known by; a series has every later one.

    A record without any date is of every year. A State is of none: its name with a year means something else.
    """
    if isinstance(record, State):
        return False
    years = years_of(record)
    if is_series(record):
        return not years or year >= min(years)
    return not years or year in years


def years_of(record: Record) -> set[int]:
    """Return the years of the dates that a record is known by."""
    dates = [date for name in _DATES if isinstance(date := getattr(record, name, None), PartialDate)]
    return {number for date in dates for number in range(date.earliest.year, date.latest.year + 1)}


def is_series(record: Record) -> bool:
    """Check whether a record is a series, which has an edition in later years too."""
    return isinstance(record, Resource) and bool(record.editions or record.frequency)
