"""What a spelling rule makes of a text: readings, each with what must hold of the record that has the name."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from untip._text import late_pattern
from untip.schema import KINDS


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
    kinds: frozenset[str] | None = None
    """The kinds of which the record must be; `None` for any."""

    def __repr__(self) -> str:
        given = [f", {name}={value!r}" for name, value in zip(self._fields[1:4], self[1:4], strict=True) if value]
        kinds = f", kinds={sorted(self.kinds)}" if self.kinds is not None else ""
        return f"Reading({self.text!r}{''.join(given)}{kinds})"

    def then(self, reading: Reading) -> Reading | None:
        """Return a reading of this reading: what must hold of both; nothing where that cannot be."""
        if self[1:] == _FREE:
            return reading
        kinds = self.kinds if reading.kinds is None else reading.kinds
        if self.kinds is not None and reading.kinds is not None:
            kinds = self.kinds & reading.kinds
            if not kinds:
                return None
        return Reading(
            reading.text,
            self.same + reading.same,
            self.maybe + reading.maybe,
            self.year if reading.year is None else reading.year,
            kinds,
        )


_FREE = Reading("")[1:]

STATE = frozenset(("state",))
NO_STATE = frozenset(KINDS) - STATE
TEXT = frozenset(("instrument", "sdg_target"))

Readings = tuple[Reading, ...]
Rule = Callable[[str], Readings]
"""A function from a text to the names that it may stand for."""

DIGIT = late_pattern("[0-9]")
"""A quick check; where it fails, the slower patterns are not tried."""


def texts(*names: str) -> Readings:
    """Return a reading of each name, once."""
    return tuple([Reading(name) for name in dict.fromkeys(names)])
