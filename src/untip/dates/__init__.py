"""Partial dates, intervals of them, and questions with three answers: certainly, possibly, no."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol, SupportsIndex, TypeAlias, cast, final

import attrs

from untip._text import brief
from untip.dates._base import Answer, _Dated, answer_of
from untip.dates._edtf import LONGEST, Precision, scan, text_of, widened
from untip.dates._notations import hint, read
from untip.errors import InvalidDateError, UsageError, is_a

__all__ = ["Answer", "DateLike", "Interval", "PartialDate", "Precision", "When", "first_day", "period", "sort_key"]

Answer.__module__ = Precision.__module__ = "untip.dates"


@final
@attrs.frozen(init=False, eq=False, repr=False)
class PartialDate(_Dated):
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
        value: The date: EDTF text, a `datetime.date` or `datetime` (its own calendar day), a year as a whole number, a
            `pandas.Timestamp` or `numpy.datetime64` (units `Y` and `M` stay years and months), or a PartialDate.

    Raises:
        InvalidDateError: If it is none of these, or names a day that the calendar lacks.

    Example:
        >>> PartialDate("2004-02").latest
        datetime.date(2004, 2, 29)
        >>> PartialDate("2006-09") < PartialDate("2007")
        True
    """

    text: str
    """The EDTF text, as it was given."""
    earliest: date
    """The first day that its digits can mean."""
    latest: date
    """The last day that its digits can mean."""
    precision: Precision
    """The smallest unit that its digits fix."""

    def __init__(self, value: DateLike) -> None:
        text = value if type(value) is str else value.text if is_a(value, PartialDate) else text_of(value)
        cast("Any", self).__attrs_init__(text, *read(text))

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
        return self.text[-1] in "?%"

    @property
    def approximate(self) -> bool:
        """Whether the date is an estimate (`~` or `%`)."""
        return self.text[-1] in "~%"

    def before(self, other: DateLike) -> Answer:
        """Return whether it lies before another date, each a day somewhere in its range.

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
        (_, last), (first, _) = _sure(self), _sure(as_date(other))
        certainly = last < first
        (first, _), (_, last) = _possible(self), _possible(as_date(other))
        return answer_of(certainly, first < last)

    def after(self, other: DateLike) -> Answer:
        """Return whether it lies after another date, each a day somewhere in its range.

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
        return as_date(other).before(self)

    def same_day(self, other: DateLike) -> Answer:
        """Return whether two dates, each a day somewhere in its range, are the same day.

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
        (first, last), (their_first, their_last) = _sure(self), _sure(as_date(other))
        certainly = first == last == their_first == their_last
        (first, last), (their_first, their_last) = _possible(self), _possible(as_date(other))
        return answer_of(certainly, first <= their_last and their_first <= last)

    def within(self, when: When) -> Answer:
        """Return whether it, a day somewhere in its range, lies in a period.

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
        return answer_of(certainly, first <= until and since <= last)


@final
@attrs.frozen(init=False, eq=False, repr=False)
class Interval(_Dated):
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

    text: str
    """The EDTF text, as it was given."""
    start: PartialDate | None
    """When it starts, or `None` where that is unknown or open."""
    end: PartialDate | None
    """When it ends, or `None` where that is unknown or open."""
    open_start: bool
    """Whether it is known to have no start (`../1999`); an unknown start is not open."""
    open_end: bool
    """Whether it is known to go on (`1999/..`); an unknown end is not open."""

    def __init__(self, value: When) -> None:
        if is_a(value, Interval):
            self._fill(value.text, value.start, value.end)
            return
        if not is_a(value, str):
            day = as_date(cast("DateLike", value))
            self._fill(f"{day}/{day}", day, day)
            return
        text = str.__str__(value)
        first, slash, last = text.partition("/") if len(text) <= 2 * LONGEST + 1 else ("", "", "")
        if not slash or text == "/":
            like = f"{text}/{text}" if scan(text) else "2007-03/2014-12, 1999/.. or /2014"
            expected = None if scan(text) else hint(text)  # a date in its own notation is told what is missing
            raise InvalidDateError(text, expected or f"an EDTF interval such as {like}")
        try:
            start, end = (PartialDate(one) if one not in ("", "..") else None for one in (first, last))
        except InvalidDateError:
            expected = hint(text)
            if expected is None:
                raise
            raise InvalidDateError(text, expected) from None
        self._fill(text, start, end)

    def _fill(self, text: str, start: PartialDate | None, end: PartialDate | None) -> None:
        if start is not None and end is not None and start.earliest > end.latest:
            raise InvalidDateError(text, "an interval that does not end before it starts")
        open_start, open_end = text.startswith("../"), text.endswith("/..")
        cast("Any", self).__attrs_init__(text, start, end, open_start, open_end)

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
        self = object.__new__(cls)
        self._fill("/".join(texts), start, end)
        return self

    @property
    def earliest(self) -> date:
        """The first day that it can include; `date.min` where its start is open or unknown."""
        return self.start.earliest if self.start else date.min

    @property
    def latest(self) -> date:
        """The last day that it can include; `date.max` where its end is open or unknown."""
        return self.end.latest if self.end else date.max

    def __repr__(self) -> str:
        return "Interval.between(None, None)" if self.text == "/" else f"Interval({self.text!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (Interval.between, (None, None)) if self.text == "/" else (Interval, (self.text,))

    def _ends(self, days: Callable[[PartialDate], tuple[date, date]]) -> tuple[date, date, date, date]:
        """Return the earliest and latest start, and end; `days` returns the first and last day that a date may be."""
        start, end = (date.min, date.max), (date.min, date.max)
        if self.open_start:
            start = date.min, date.min
        elif self.start is not None:
            start = days(self.start)
        if self.open_end:
            end = date.max, date.max
        elif self.end is not None:
            end = days(self.end)
        # it cannot start after its last possible end, nor end before its first possible start
        return start[0], min(start[1], end[1]), max(end[0], start[0]), end[1]

    def meets(self, when: When) -> Answer:
        """Return whether it includes a day of a period.

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
        first_start, last_start, first_end, last_end = self._ends(_possible)
        if _is_qualified(self.start) or _is_qualified(self.end):
            _, last_start, first_end, _ = self._ends(_sure)  # the same for ends that nothing qualifies
        return answer_of(last_start <= until and since <= first_end, first_start <= until and since <= last_end)

    def contains(self, day: DateLike) -> Answer:
        """Return whether it includes a date, a day somewhere in its range.

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
        day = as_date(day)
        first, last = _sure(day)
        _, last_start, first_end, _ = self._ends(_sure)
        certainly = last_start <= first and last <= first_end
        first, last = _possible(day)
        first_start, _, _, last_end = self._ends(_possible)
        return answer_of(certainly, first_start <= last and first <= last_end)

    def begun(self, when: When) -> Answer:
        """Return whether it has started by the last day of a period.

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
        return answer_of(self._ends(_sure)[1] <= until, self._ends(_possible)[0] <= until)

    def ended(self, when: When) -> Answer:
        """Return whether it has ended before the first day of a period.

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
        return answer_of(self._ends(_sure)[3] < since, self._ends(_possible)[2] < since)


class _Scalar(Protocol):
    """A scalar of numpy's, such as a `datetime64`."""

    def item(self) -> Any:
        """Return the value as one of Python's own."""
        ...


DateLike: TypeAlias = str | date | SupportsIndex | _Scalar | PartialDate
"""What stands for one date: EDTF text, a `datetime.date` or `datetime` (its own calendar day), a year as a whole
number, a `pandas.Timestamp`, a `numpy.datetime64`, a PartialDate."""

When: TypeAlias = DateLike | Interval
"""What stands for a period: what stands for a date, or an interval (as text, one with a `/`)."""


def as_date(value: DateLike) -> PartialDate:
    """Return a value as a PartialDate; one that already is comes back unchanged.

    Raises:
        InvalidDateError: The value is not a date.
    """
    return value if type(value) is PartialDate else PartialDate(value)


def as_when(value: When) -> PartialDate | Interval:
    """Return a time as a PartialDate or an Interval; text with a `/` is an interval.

    Raises:
        InvalidDateError: The value is neither.
    """
    if type(value) is PartialDate or type(value) is Interval:
        return value
    text = text_of(value, ", Interval")
    return Interval(text) if "/" in text else PartialDate(text)


def _is_qualified(end: PartialDate | None) -> bool:
    """Return whether an end is uncertain or approximate."""
    return end is not None and (end.uncertain or end.approximate)


def _sure(day: PartialDate) -> tuple[date, date]:
    """Return the first and last day that it may be, for answers that are to be CERTAINLY."""
    return (date.min, date.max) if _is_qualified(day) else (day.earliest, day.latest)


def _possible(day: PartialDate) -> tuple[date, date]:
    """Return the first and last day that it may be, for answers that are to be POSSIBLY."""
    if _is_qualified(day):
        return widened(day.earliest, day.latest, day.precision)
    return day.earliest, day.latest


def first_day(life: When) -> date:
    """Return the first day on which an interval may have started, or a date may lie.

    Args:
        life: The interval or date, as for `period`; a qualified one may lie a unit before its digits.

    Returns:
        The day; `date.min` where the start is open or unknown.

    Raises:
        InvalidDateError: If it is neither date nor interval.

    Example:
        >>> first_day("2007/2010-02"), first_day("2007~")
        (datetime.date(2007, 1, 1), datetime.date(2006, 1, 1))
    """
    life = as_when(life)
    return life._ends(_possible)[0] if is_a(life, Interval) else _possible(cast("PartialDate", life))[0]


def change_days(life: Interval) -> set[date]:
    """Return the days on which, or on the day after which, the answers of `meets` may change."""
    return {*life._ends(_sure), *life._ends(_possible)}


def period(when: When) -> tuple[date, date]:
    """Return the first and last day of a period; the period is every day between them.

    Args:
        when: A date, for all days that its digits can mean, or an interval, for all days from the earliest of its start
            to the latest of its end. Qualifiers are ignored here.

    Returns:
        Both days; `date.min` or `date.max` where an end is open or unknown.

    Raises:
        InvalidDateError: If it is neither date nor interval.

    Example:
        >>> period("2007/2010-02")
        (datetime.date(2007, 1, 1), datetime.date(2010, 2, 28))
    """
    when = as_when(when)
    return when.earliest, when.latest


def sort_key(value: PartialDate | Interval) -> tuple[date, date, str]:
    """Return the key by which dates and intervals sort together: earliest day, latest day, text.

    Args:
        value: A date or an interval.

    Returns:
        A tuple that compares with that of any other date or interval.

    Raises:
        UsageError: The value is neither.

    Example:
        >>> sorted([Interval("2001/2003"), PartialDate("2000")], key=sort_key)
        [PartialDate('2000'), Interval('2001/2003')]
    """
    if not is_a(value, _Dated):
        raise UsageError(f"expected a PartialDate or an Interval, found {brief(value)}")
    return value._key()
