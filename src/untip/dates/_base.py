"""What dates and intervals share: an order, equality by text, and answers about time."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Any, Self

from untip.errors import UsageError, is_a


class Answer(IntEnum):
    """The answer to a question about time, over all days that partial dates leave open.

    `POSSIBLY` has no truth value: `bool(Answer.POSSIBLY)` raises `UsageError`. Compare instead.

    Example:
        >>> from untip.dates import Interval
        >>> Interval("1999/2006").meets("2006") >= Answer.POSSIBLY
        True
    """

    NO = 0
    """True for none of the days that the dates leave open."""
    POSSIBLY = 1
    """True for some of the days that the dates leave open."""
    CERTAINLY = 2
    """True for all of the days that the dates leave open."""

    def __bool__(self) -> bool:
        if self is Answer.POSSIBLY:
            raise UsageError(
                "Answer.POSSIBLY is neither true nor false; write answer >= Answer.POSSIBLY or == CERTAINLY"
            )
        return self is Answer.CERTAINLY


def answer_of(certainly: bool, possibly: bool) -> Answer:
    """Return the answer to a question that is true for all of the days that dates leave open, or for some."""
    return Answer.CERTAINLY if certainly else Answer.POSSIBLY if possibly else Answer.NO


class _Dated:
    """What a date and an interval share: text, equality by text, and one sorting order."""

    __slots__ = ()

    text: str

    def _key(self) -> tuple[date, date, str]:
        ends: Any = self  # days of its own, or properties
        return ends.earliest, ends.latest, self.text

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    def __format__(self, spec: str) -> str:
        """Return the text as a format for texts asks: `f"{day:>10}"`."""
        return format(self.text, spec)

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if is_a(other, type(self)) else NotImplemented

    def __lt__(self, other: object) -> bool:
        """Sort by earliest day, latest day, text: a sorting order, not a question about time (ask `before`)."""
        return self._key() < other._key() if is_a(other, _Dated) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Sort by earliest day, latest day, text: a sorting order, not a question about time (ask `before`)."""
        return self._key() <= other._key() if is_a(other, _Dated) else NotImplemented

    def __gt__(self, other: object) -> bool:
        """Sort by earliest day, latest day, text: a sorting order, not a question about time (ask `after`)."""
        return self._key() > other._key() if is_a(other, _Dated) else NotImplemented

    def __ge__(self, other: object) -> bool:
        """Sort by earliest day, latest day, text: a sorting order, not a question about time (ask `after`)."""
        return self._key() >= other._key() if is_a(other, _Dated) else NotImplemented

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.text,)
