"""Dates known only in part, intervals of them, and questions that have three answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import TypeAlias, final

from untip.dates._edtf import LONGEST, Facts, Precision, Written, is_a, put, read, scan, text_of, widened
from untip.errors import InvalidDateError

__all__ = ["Answer", "DateLike", "Interval", "PartialDate", "Precision", "When", "first_day", "period"]


class Answer(IntEnum):
    """What can be said to a question about time, over every way in which the days left open could have fallen.

    Example:
        >>> Interval("1999/2006").meets("2006") >= Answer.POSSIBLY
        True
    """

    NO = 0
    """It holds for none of the days that the dates leave open."""
    POSSIBLY = 1
    """It holds for some of the days that the dates leave open."""
    CERTAINLY = 2
    """It holds however the days left open fell."""


@final
class PartialDate(Written):
    """A date as a source gives it: a day, or a month, year, decade or century that it lies in.

    The notation is EDTF (ISO 8601-2:2019; Library of Congress, EDTF specification, 2019): `2000-11-15`, `2006-09`,
    `2007`, unspecified digits (`199X`, `19XX`, `2004-XX`, `1985-04-XX`, `1985-XX-XX`), and at the end `?` (uncertain),
    `~` (approximate) or `%` (both). Years run from 0001 to 9999. Times, seasons, other years and level 2 are refused.

    Dates are equal when written alike (`2004` is not `2004-XX`), and order by `earliest`, then `latest`, then text.

    In a question a date is one day, somewhere in its range. A qualified date may also lie outside its digits, and the
    notation does not say how far. So `CERTAINLY` never rests on it: there it may be any day at all. `POSSIBLY` lets it
    lie up to one unit of its precision before or after its digits, and no further: `2007~` in 2006 to 2008, `2007-03?`
    in February to April 2007, `199X~` in 1980 to 2009. `?`, `~` and `%` count alike.

    Args:
        value: The date, as EDTF text, as a `datetime.date` (not a `datetime`) or as a PartialDate.

    Raises:
        InvalidDateError: If it is none of these, or names a day that the calendar lacks.

    Example:
        >>> PartialDate("2004-02").latest
        datetime.date(2004, 2, 29)
        >>> PartialDate("2006-09") < PartialDate("2007")
        True
    """

    __slots__ = ("_facts",)

    _facts: Facts | None

    def __new__(cls, value: DateLike) -> PartialDate:
        if is_a(value, PartialDate):
            return value
        text = value if type(value) is str else text_of(value)
        return cls._make(text, read(text))

    @classmethod
    def _make(cls, text: str, facts: Facts | None) -> PartialDate:
        self = object.__new__(cls)
        put(self, "_text", text)
        put(self, "_facts", facts)
        return self

    @classmethod
    def _trusted(cls, text: str) -> PartialDate:
        """Make a date from a text that was checked before; its days are found when first needed."""
        return cls._make(text, None)

    def _read_once(self) -> Facts:
        facts = self._facts
        if facts is None:
            # two threads at once put equal values here
            put(self, "_facts", facts := read(self._text))
        return facts

    def _key(self) -> tuple[date, date, str]:
        return *self._read_once()[:2], self._text

    @property
    def earliest(self) -> date:
        """The first day that its digits can mean.

        Example:
            >>> PartialDate("199X").earliest
            datetime.date(1990, 1, 1)
        """
        return self._read_once()[0]

    @property
    def latest(self) -> date:
        """The last day that its digits can mean.

        Example:
            >>> PartialDate("2001-02~").latest
            datetime.date(2001, 2, 28)
        """
        return self._read_once()[1]

    @property
    def precision(self) -> Precision:
        """The smallest unit that its digits fix.

        Example:
            >>> PartialDate("1985-04-XX").precision.name
            'MONTH'
        """
        return self._read_once()[2]

    @property
    def year(self) -> int | None:
        """The year, or `None` where only the decade or century is known."""
        return self.earliest.year if self.precision >= Precision.YEAR else None

    @property
    def month(self) -> int | None:
        """The month, 1 to 12, or `None` where it is not known."""
        return self.earliest.month if self.precision >= Precision.MONTH else None

    @property
    def day(self) -> int | None:
        """The day of the month, 1 to 31, or `None` where it is not known."""
        return self.earliest.day if self.precision is Precision.DAY else None

    @property
    def uncertain(self) -> bool:
        """Whether the source is doubted (`?` or `%`)."""
        return self._text[-1] in "?%"

    @property
    def approximate(self) -> bool:
        """Whether the date is an estimate (`~` or `%`)."""
        return self._text[-1] in "~%"

    def before(self, other: DateLike) -> Answer:
        """Tell whether it lies before another date, each a day somewhere in its range.

        Args:
            other: The other date.

        Returns:
            The answer; for two dates known only to the same month, `POSSIBLY`.

        Raises:
            InvalidDateError: If `other` is no date.

        Example:
            >>> PartialDate("2006-09").before("2007").name, PartialDate("2006").before("2006").name
            ('CERTAINLY', 'POSSIBLY')
        """
        (_, last), (first, _) = _sure(self), _sure(PartialDate(other))
        certainly = last < first
        (first, _), (_, last) = _possible(self), _possible(PartialDate(other))
        return _answer(certainly, first < last)

    def after(self, other: DateLike) -> Answer:
        """Tell whether it lies after another date, each a day somewhere in its range.

        Args:
            other: The other date.

        Returns:
            The answer: that of `other` lying before this date.

        Raises:
            InvalidDateError: If `other` is no date.

        Example:
            >>> PartialDate("2007~").after("2006").name, PartialDate("2007~").after("2009").name
            ('POSSIBLY', 'NO')
        """
        return PartialDate(other).before(self)

    def same_day(self, other: DateLike) -> Answer:
        """Tell whether two dates, each a day somewhere in its range, are the same day.

        Args:
            other: The other date.

        Returns:
            The answer; `CERTAINLY` needs two unqualified dates known to the day.

        Raises:
            InvalidDateError: If `other` is no date.

        Example:
            >>> PartialDate("2006").same_day("2006-09-01").name
            'POSSIBLY'
        """
        (first, last), (their_first, their_last) = _sure(self), _sure(PartialDate(other))
        certainly = first == last == their_first == their_last
        (first, last), (their_first, their_last) = _possible(self), _possible(PartialDate(other))
        return _answer(certainly, first <= their_last and their_first <= last)

    def within(self, when: When) -> Answer:
        """Tell whether it, a day somewhere in its range, lies in a period of asking.

        Args:
            when: The period, as for `period`.

        Returns:
            The answer; `CERTAINLY` where the whole range lies in the period.

        Raises:
            InvalidDateError: If `when` is neither date nor interval.

        Example:
            >>> PartialDate("2006-09").within("2000/2010").name
            'CERTAINLY'
        """
        since, until = period(when)
        first, last = _sure(self)
        certainly = since <= first and last <= until
        first, last = _possible(self)
        return _answer(certainly, first <= until and since <= last)


@final
class Interval(Written):
    """A lifespan: from a start to an end, either of which may be known in part, unknown or open.

    The notation is EDTF (ISO 8601-2:2019): `2007-03/2014-12`; `1999/..` goes on, `../1999` has no start; the end of
    `1999/` and the start of `/2014` exist, but are not known (`/` alone says nothing, and is refused). In a question it
    lives on every day from its first to its last, both included; it never ends before it starts.

    Intervals are equal when written alike, and order by first day, then last day, then text, where an end without a
    date counts as the first or last day of the calendar.

    Args:
        value: The interval, as EDTF text or as an Interval; of a `datetime.date` or PartialDate, both ends are it.

    Raises:
        InvalidDateError: If it is none of these, or by its digits ends before it starts.

    Example:
        >>> Interval("2007-03/2014-12").end
        PartialDate('2014-12')
        >>> Interval("1999/..").open_end, Interval("1999/").open_end
        (True, False)
    """

    __slots__ = ("_end", "_open_end", "_open_start", "_start")

    _start: PartialDate | None
    _end: PartialDate | None
    _open_start: bool
    _open_end: bool

    def __new__(cls, value: When) -> Interval:
        if is_a(value, Interval):
            return value
        if is_a(value, PartialDate) or is_a(value, date):
            day = PartialDate(value)
            return cls._make(f"{day}/{day}", day, day)
        text = text_of(value)
        first, slash, last = text.partition("/") if len(text) <= 2 * LONGEST + 1 else ("", "", "")
        if not slash or text == "/":
            like = f"{text}/{text}" if scan(text) else "2007-03/2014-12, 1999/.. or /2014"
            raise InvalidDateError(text, f"an EDTF interval such as {like}")
        start, end = (PartialDate(one) if one not in ("", "..") else None for one in (first, last))
        return cls._make(text, start, end)

    @classmethod
    def between(
        cls,
        start: PartialDate | None,
        end: PartialDate | None,
        *,
        open_start: bool = False,
        open_end: bool = False,
    ) -> Interval:
        """Build an interval from its ends, without reading text.

        Args:
            start: When it starts; `None` where that is unknown or open.
            end: When it ends; `None` where that is unknown or open.
            open_start: Whether it has no start; `start` is then `None`.
            open_end: Whether it goes on; `end` is then `None`.

        Returns:
            The interval; with neither end known it is the one that no text gives, written `/`.

        Raises:
            InvalidDateError: If an end is no PartialDate, or dated and open, or lies before the start by its digits.

        Example:
            >>> str(Interval.between(PartialDate("1999"), None, open_end=True))
            '1999/..'
        """
        texts: list[str] = []
        for date_, is_open in ((start, open_start), (end, open_end)):
            if date_ is not None and (is_open or not is_a(date_, PartialDate)):
                raise InvalidDateError(date_, "a PartialDate, or None for an end unknown or open")
            texts.append(".." if is_open else str(date_ or ""))
        return cls._make("/".join(texts), start, end)

    @classmethod
    def _make(cls, text: str, start: PartialDate | None, end: PartialDate | None) -> Interval:
        if start is not None and end is not None and start.earliest > end.latest:
            raise InvalidDateError(text, "an interval that does not end before it starts")
        self = object.__new__(cls)
        put(self, "_text", text)
        put(self, "_start", start)
        put(self, "_end", end)
        put(self, "_open_start", text.startswith("../"))
        put(self, "_open_end", text.endswith("/.."))
        return self

    def _key(self) -> tuple[date, date, str]:
        return *period(self), self._text

    def __repr__(self) -> str:
        return "Interval.between(None, None)" if self._text == "/" else super().__repr__()

    def __reduce__(self) -> tuple[object, ...]:
        return (Interval.between, (None, None)) if self._text == "/" else super().__reduce__()

    def _ends(self, days: Callable[[PartialDate], tuple[date, date]]) -> tuple[date, date, date, date]:
        """Give the earliest and latest start and the earliest and latest end, of dates that may be these `days`."""
        start, end = (date.min, date.max), (date.min, date.max)
        if self._open_start:
            start = date.min, date.min
        elif self._start is not None:
            start = days(self._start)
        if self._open_end:
            end = date.max, date.max
        elif self._end is not None:
            end = days(self._end)
        # it cannot start after its last possible end, nor end before its first possible start
        return start[0], min(start[1], end[1]), max(end[0], start[0]), end[1]

    @property
    def start(self) -> PartialDate | None:
        """When it starts, or `None` where that is unknown or open."""
        return self._start

    @property
    def end(self) -> PartialDate | None:
        """When it ends, or `None` where that is unknown or open."""
        return self._end

    @property
    def open_start(self) -> bool:
        """Whether it has no start (`../1999`), which is known; an unknown start is not open."""
        return self._open_start

    @property
    def open_end(self) -> bool:
        """Whether it goes on (`1999/..`), which is known; an unknown end is not open."""
        return self._open_end

    def meets(self, when: When) -> Answer:
        """Tell whether it lives on some day of a period of asking.

        Args:
            when: The period, as for `period`.

        Returns:
            The answer: `CERTAINLY` where it has a day in the period wherever its ends fell.

        Raises:
            InvalidDateError: If `when` is neither date nor interval.

        Example:
            >>> life = Interval("2007-03/2014-12")
            >>> [life.meets(when).name for when in ("2007-02", "2007-03-15", "2007-04")]
            ['NO', 'POSSIBLY', 'CERTAINLY']
        """
        since, until = period(when)
        _, last_start, first_end, _ = self._ends(_sure)
        first_start, _, _, last_end = self._ends(_possible)
        return _answer(last_start <= until and since <= first_end, first_start <= until and since <= last_end)

    def contains(self, day: DateLike) -> Answer:
        """Tell whether a date, a day somewhere in its range, is one on which it lives.

        Args:
            day: The date.

        Returns:
            The answer; for a date known to the day and unqualified, that of `meets`.

        Raises:
            InvalidDateError: If `day` is no date.

        Example:
            >>> life = Interval("2007-03/2014-12")
            >>> life.contains("2007").name, life.contains("2008").name
            ('POSSIBLY', 'CERTAINLY')
        """
        day = PartialDate(day)
        first, last = _sure(day)
        _, last_start, first_end, _ = self._ends(_sure)
        certainly = last_start <= first and last <= first_end
        first, last = _possible(day)
        first_start, _, _, last_end = self._ends(_possible)
        return _answer(certainly, first_start <= last and first <= last_end)

    def begun(self, when: When) -> Answer:
        """Tell whether it has started by the last day of a period of asking.

        Args:
            when: The period, as for `period`.

        Returns:
            The answer; it stays begun when it has ended.

        Raises:
            InvalidDateError: If `when` is neither date nor interval.

        Example:
            >>> Interval("2010-07/..").begun("2010").name, Interval("/2014").begun("2010").name
            ('CERTAINLY', 'POSSIBLY')
        """
        until = period(when)[1]
        return _answer(self._ends(_sure)[1] <= until, self._ends(_possible)[0] <= until)

    def ended(self, when: When) -> Answer:
        """Tell whether it has ended before the first day of a period of asking.

        Args:
            when: The period, as for `period`.

        Returns:
            The answer; its last day is still a day of its life.

        Raises:
            InvalidDateError: If `when` is neither date nor interval.

        Example:
            >>> Interval("1999/2014").ended("2015").name, Interval("1999/").ended("2015").name
            ('CERTAINLY', 'POSSIBLY')
        """
        since = period(when)[0]
        return _answer(self._ends(_sure)[3] < since, self._ends(_possible)[2] < since)


DateLike: TypeAlias = str | date | PartialDate
"""What stands for one date: EDTF text, a `datetime.date` without time of day, a PartialDate."""

When: TypeAlias = str | date | PartialDate | Interval
"""What stands for a period of asking: a date, or an interval (as text, one with a `/`)."""


def _sure(day: PartialDate) -> tuple[date, date]:
    """Give the first and last day that it may be, where the answer is to be CERTAINLY."""
    if day.uncertain or day.approximate:
        return date.min, date.max
    return day.earliest, day.latest


def _possible(day: PartialDate) -> tuple[date, date]:
    """Give the first and last day that it may be, where the answer is to be POSSIBLY."""
    if day.uncertain or day.approximate:
        return widened(day.earliest, day.latest, day.precision)
    return day.earliest, day.latest


def first_day(life: Interval) -> date:
    """Give the first day on which an interval may have started: before it `Interval.begun` says no, from it on not.

    Args:
        life: The interval.

    Returns:
        The day; `date.min` where the start is open or unknown.
    """
    return life._ends(_possible)[0]


def _answer(certainly: bool, possibly: bool) -> Answer:
    return Answer.CERTAINLY if certainly else Answer.POSSIBLY if possibly else Answer.NO


def period(when: When) -> tuple[date, date]:
    """Give the first and last day of a period of asking, which has every day between them.

    Args:
        when: A date, for all days that its digits can mean, or an interval, for all days from the earliest of its start
            to the latest of its end. Qualifiers are not heeded here.

    Returns:
        Both days; `date.min` or `date.max` where an end is open or unknown.

    Raises:
        InvalidDateError: If it is neither date nor interval.

    Example:
        >>> period("2007/2010-02")
        (datetime.date(2007, 1, 1), datetime.date(2010, 2, 28))
    """
    if is_a(when, PartialDate):
        return when.earliest, when.latest
    if is_a(when, Interval):
        start, end = when.start, when.end
        return start.earliest if start else date.min, end.latest if end else date.max
    text = text_of(when)
    return period(Interval(text) if "/" in text else PartialDate(text))
