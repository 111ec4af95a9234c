"""Questions about one record's fields: does it match, what does it sort and group by. Names are checked first."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import Enum
from typing import Any

from untip._base import Checked, shapes
from untip._check import Shape, read_text
from untip._dates import Answer, Interval, PartialDate, When, period
from untip._edtf import is_a
from untip._errors import InvalidDateError, UnknownFieldError, UsageError, brief, nearest
from untip._vocab import Pillar
from untip.schema import KINDS, RELATIONS, Alias, Record, active

Predicate = Callable[[Record], bool]

Classes = tuple[type[Record], ...]


def field_shapes(classes: Classes, name: object) -> list[Shape]:
    """Give the shapes that a field has in these classes.

    Raises:
        UnknownFieldError: None of them has the field; the message names the nearest one.
    """
    text = str.__str__(name) if is_a(name, str) else ""
    found = [plan[text] for cls in classes if text in (plan := shapes(cls))]
    if not found:
        known = sorted({field for cls in classes for field in shapes(cls)})
        kinds = " or ".join(cls.kind for cls in classes)
        raise UnknownFieldError(name, f"a field of {kinds}", nearest(text, known))
    return found


def value_of(record: Record, name: str) -> Any:
    """Give a field's value, `None` for a kind that has no such field."""
    return getattr(record, name, None)


def matching(classes: Classes, name: str, wanted: object) -> Predicate:
    """Give the test whether a field has a value, or one of a set of values; a tuple field matches by membership.

    Raises:
        UnknownFieldError: There is no such field, or its vocabulary lacks the value.
        InvalidDateError: The field holds dates, and the value is none.
        UsageError: The field cannot hold the value.
    """
    values: tuple[object, ...] = (wanted,)
    if is_a(wanted, set) or is_a(wanted, frozenset):
        values = tuple(wanted)
    if name == "kind":
        kinds = {_kind(value) for value in values}
        return lambda record: record.kind in kinds
    found = field_shapes(classes, name)
    steps = {rel.path.partition(".")[2] for rel in RELATIONS if rel.path.startswith(f"{name}.")}
    accepted = {reading for value in values for reading in _accepted(value, name, found, bool(steps))}

    def test(record: Record) -> bool:
        value = value_of(record, name)
        items = value if isinstance(value, tuple) else (value,)
        return any(reading in accepted for item in items or (None,) for reading in _readings(item, steps))

    return test


def _kind(value: object) -> str:
    if not is_a(value, str) or str.__str__(value) not in KINDS:
        raise UnknownFieldError(value, "a kind", nearest(value, KINDS))
    return str.__str__(value)


def _readings(item: Any, steps: set[str]) -> Iterator[Any]:
    """Give what an item of a tuple matches as: itself, its name, the id that it names."""
    yield item
    if isinstance(item, Alias):
        yield item.name
    for step in steps:
        held = getattr(item, step, None) or ()
        yield from held if isinstance(held, tuple) else (held,)


def _accepted(value: object, name: str, found: list[Shape], named: bool) -> set[Any]:
    """Bring a wanted value into the forms that the field may have, or refuse it."""
    if is_a(value, Record):
        value = value.id
    if value is None:
        return {None}
    if is_a(value, str):
        value = str.__str__(value)
    readings = {reading for shape in found for reading in _as_held(value, shape, named)}
    if readings:
        return readings
    if all(shape.vocabulary for shape in found) and type(value) is str:
        members = [member.value for shape in found for member in shape.vocabulary or ()]
        raise UnknownFieldError(value, f"a value of {name}", nearest(value, members))
    if type(value) is str and any(PartialDate in shape.types for shape in found):
        period(value)  # says why it is no date
    expected = " or ".join(dict.fromkeys(shape.expected for shape in found))
    raise UsageError(f"filter({name}={brief(value)}): expected {expected}, or a set of such")


def _as_held(value: object, shape: Shape, named: bool) -> Iterator[Any]:
    """Give the forms in which a field of this shape holds a value, if it can."""
    if type(value) is str:
        if str in shape.types or (shape.part is not None and (named or shape.part is Alias)):
            yield value
        elif shape.vocabulary is not None or PartialDate in shape.types:
            with suppress(InvalidDateError):
                held = read_text(value, shape)
                if type(held) in shape.types:
                    yield held
    elif type(value) in shape.types:
        yield value
    elif is_a(value, datetime.date) and PartialDate in shape.types:
        yield PartialDate(value)


def active_in(when: When, certain: bool) -> Predicate:
    """Return the test whether a record was active at a time, possibly or certainly."""
    period(when)  # a wrong date is refused even where there is no record to ask
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    return lambda record: active(record, when) >= least


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


def narrowed(pillar: str | None, agency: str | None, on: When | None) -> Predicate:
    """Give the test whether a record serves a pillar, is or names an agency, and is possibly alive at a time.

    Args:
        pillar: A member of `Pillar`, which the record or a part of it must have; `None` for any.
        agency: The agency's id; `None` for any.
        on: A day, a longer date or an interval; `None` for any.

    Raises:
        UnknownFieldError: There is no such pillar.
        InvalidDateError: `on` is no time.
    """
    if pillar is not None and pillar not in list(Pillar):
        raise UnknownFieldError(pillar, "a pillar", nearest(pillar, Pillar))
    tests: list[Predicate] = []
    if pillar is not None:
        tests.append(lambda record: pillar in _members_of(record, Pillar))
    if agency is not None:
        tests.append(lambda record: involves(record, agency))
    if on is not None:
        tests.append(active_in(on, certain=False))
    return lambda record: all(test(record) for test in tests)


def _members_of(obj: Checked, vocabulary: type[Enum]) -> Iterator[Any]:
    """Give the members of a vocabulary that stand in an object and its parts."""
    for name, shape in shapes(type(obj)).items():
        value = getattr(obj, name)
        items = value if shape.many else () if value is None else (value,)
        if shape.vocabulary is vocabulary:
            yield from items
        elif shape.part is not None:
            for item in items:
                yield from _members_of(item, vocabulary)


def involves(record: Record, agency: str) -> bool:
    """Tell whether a record is an agency or names it, other than as a source."""
    from untip._relations import SOURCES, references

    named = (reference.id for reference in references(record) if reference.relation.path != SOURCES)
    return record.id == agency or agency in named


def sort_key(value: Any) -> tuple[Any, ...]:
    """Give a key by which values compare: numbers, then dates by their first and last day, then text by its letters."""
    if isinstance(value, Interval):
        return 1, *period(value), str(value)
    if isinstance(value, PartialDate):
        return 1, value.earliest, value.latest, str(value)
    if isinstance(value, int | float):
        return 0, value
    if isinstance(value, tuple):
        return 3, *(sort_key(item) for item in value)
    return 2, str(value).casefold(), str(value)


def group_keys(record: Record, name: str) -> tuple[Any, ...]:
    """Give the values under which a record is grouped: each item of a tuple; `None` where the field is not filled."""
    value = value_of(record, name)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(value)) or (None,)
    return (value,)
