"""What a spelling rule makes of a text: readings, each with what must hold of the record that has the name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Reading(NamedTuple):
    """A name that a text may stand for, and what must hold of the record that has it."""

    text: str
    """The name."""
    same: tuple[str, ...] = ()
    """Other names that must find the same record."""
    maybe: tuple[str, ...] = ()
    """Other names that must find the same record, unless they find none."""
    year: int | None = None
    """A year that must be one of the record's."""
    state: bool | None = None
    """Whether the record must be a State (`True`) or must not be one (`False`)."""

    def then(self, reading: Reading) -> Reading | None:
        """Return a reading of this reading: what must hold of both; nothing where that cannot be."""
        if self[1:] == _FREE:
            return reading
        if {self.state, reading.state} == {True, False}:
            return None
        return Reading(
            reading.text,
            self.same + reading.same,
            self.maybe + reading.maybe,
            self.year if reading.year is None else reading.year,
            self.state if reading.state is None else reading.state,
        )


_FREE = Reading("")[1:]

Readings = tuple[Reading, ...]
Rule = Callable[[str], Readings]
"""A function from a text to the names that it may stand for."""

DIGIT = re.compile("[0-9]")
"""A guard that is quicker than the patterns that it keeps from being tried."""


def texts(*names: str) -> Readings:
    """Return a reading of each name, once."""
    return tuple([Reading(name) for name in dict.fromkeys(names)])
