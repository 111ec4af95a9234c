"""Short words that figures and the site share: what people call a record, a day of the calendar."""

from __future__ import annotations

from datetime import date

from untip._search.names import fold
from untip.dates import PartialDate
from untip.dates._words import in_words
from untip.schema import Record


def short_name(record: Record) -> str:
    """Return a short name that people use: the acronym, the alias that the id is made of, or the shortest alias.

    Example:
        >>> import untip
        >>> short_name(untip.instruments["palermo-protocol"])
        'Palermo Protocol'
    """
    names = [alias.name for alias in record.aliases if not alias.lang and " " in alias.name]
    known = [name for name in names if fold(name) == fold(record.id)]
    return record.acronym or next(iter(known), None) or min([record.name, *names], key=len)


def day_words(day: date) -> str:
    """Return a day in words: `10 April 2025`."""
    return in_words(PartialDate(day))
