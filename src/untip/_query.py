"""Questions about one record's fields: does it match, what does it sort and group by. Names are checked first."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from untip._base import shapes
from untip._check import Shape
from untip._dates import Answer, Interval, PartialDate, When, period
from untip._errors import InvalidDateError, UnknownFieldError, UsageError, brief, nearest
from untip.schema import RELATIONS, Alias, Record

Predicate = Callable[[Record], bool]

Classes = tuple[type[Record], ...]


def field_shapes(classes: Classes, name: object) -> list[Shape]:
    """Give the shapes that a field has in these classes.

    Raises:
        UnknownFieldError: None of them has the field; the message names the nearest one.
    """
    found = [plan[name] for cls in classes if isinstance(name, str) and name in (plan := shapes(cls))]
    if not found:
        known = sorted({field for cls in classes for field in shapes(cls)})
        kinds = " or ".join(cls.kind for cls in classes)
        raise UnknownFieldError(name, f"a field of {kinds}", nearest(name, known))
    return found


def value_of(record: Record, name: str) -> Any:
    """Give a field's value, `None` for a kind that has no such field."""
    return getattr(record, name, None)


def matching(classes: Classes, name: str, wanted: object) -> Predicate:
    """Give the test whether a field has a value, or one of a set of values; a tuple field matches by membership.

    Raises:
        UnknownFieldError: There is no such field, or its vocabulary lacks the value.
    """
    if name == "kind":
        kinds = wanted if isinstance(wanted, set | frozenset) else {wanted}
        return lambda record: record.kind in kinds
    found = field_shapes(classes, name)
    values = wanted if isinstance(wanted, set | frozenset) else (wanted,)
    accepted = {_accepted(value, name, found) for value in values}
    step = {rel.path.partition(".")[2] for rel in RELATIONS if rel.path.startswith(f"{name}.")}

    def test(record: Record) -> bool:
        value = value_of(record, name)
        if not isinstance(value, tuple):
            return value in accepted
        if not value:
            return None in accepted
        return any(reading in accepted for item in value for reading in _readings(item, step))

    return test


def _readings(item: Any, steps: set[str]) -> Iterator[Any]:
    """Give what an item of a tuple matches as: itself, its name, the id that it names."""
    yield item
    if isinstance(item, Alias):
        yield item.name
    for step in steps:
        if hasattr(item, step):
            yield getattr(item, step)


def _accepted(value: Any, name: str, found: list[Shape]) -> Any:
    """Bring a wanted value into the form that the field has, or refuse it."""
    if isinstance(value, Record):
        return value.id
    try:
        hash(value)
    except TypeError:
        raise UsageError(f"filter({name}={brief(value)}): give a value, or a set of values") from None
    vocabularies = [shape.vocabulary for shape in found]
    if value is not None and all(vocabularies):
        members = [member.value for vocabulary in vocabularies if vocabulary for member in vocabulary]
        if value not in members:
            raise UnknownFieldError(value, f"a value of {name}", nearest(value, members))
    if isinstance(value, str | datetime.date) and any(PartialDate in shape.types for shape in found):
        return PartialDate(value) if not (isinstance(value, str) and "/" in value) else Interval(value)
    return value


def active_in(when: When, certain: bool) -> Predicate:
    """Give the test whether a record's lifespan meets a time, possibly or certainly."""
    period(when)  # a wrong date is refused even where there is no record to ask
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    return lambda record: record.lifespan.meets(when) >= least


def dated_in(classes: Classes, name: str, when: When, certain: bool) -> Predicate:
    """Give the test whether a date field meets a time, possibly or certainly; no date, no match.

    Raises:
        UnknownFieldError: There is no such field, or it holds no date.
    """
    found = field_shapes(classes, name)
    if not any(PartialDate in shape.types for shape in found):
        dated = {field for cls in classes for field, shape in shapes(cls).items() if PartialDate in shape.types}
        raise UnknownFieldError(name, "a field that holds a date", tuple(sorted(dated)))
    period(when)
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY

    def test(record: Record) -> bool:
        value = value_of(record, name)
        if value is None:
            return False
        answer = value.meets(when) if isinstance(value, Interval) else value.within(when)
        return bool(answer >= least)

    return test


def sort_key(value: Any) -> Any:
    """Give a key by which values of one field compare: dates by their first day, then the last; text by letters."""
    if isinstance(value, Interval):
        first = value.start.earliest if value.start else datetime.date.min
        last = value.end.latest if value.end else datetime.date.max
        return (first, last, str(value))
    if isinstance(value, PartialDate):
        return (value.earliest, value.latest, str(value))
    if isinstance(value, bool | int | float):
        return (value, "")
    if isinstance(value, tuple):
        return tuple(repr(sort_key(item)) for item in value)
    return (str(value).casefold(), str(value))


def group_keys(record: Record, name: str) -> tuple[Any, ...]:
    """Give the values under which a record is grouped: each item of a tuple; `None` where the field is not filled."""
    value = value_of(record, name)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(value)) or (None,)
    return (value,)


def check_date(when: object) -> None:
    """Refuse what is no time, with the error that dates raise."""
    if isinstance(when, str | datetime.date | PartialDate | Interval):
        period(when)
        return
    raise InvalidDateError(when, "a date, an interval, or their EDTF text")
