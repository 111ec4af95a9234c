"""Questions about the fields of one record: whether it matches, what it sorts and groups by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from typing import Any, cast

from untip import dates
from untip._registry import asof
from untip._registry.finding import checked_kind, resolve, resolve_as
from untip._registry.records import Classes, Records
from untip._schema.define import Checked, shapes
from untip._schema.fields import Shape, read_text
from untip._search.ranking import Predicate
from untip._search.relations import SOURCES, references
from untip._text import brief, nearest
from untip.dates import Answer, Interval, PartialDate, When, as_when, period
from untip.errors import (
    InvalidDateError,
    UnknownFieldError,
    UnknownIdError,
    UsageError,
    as_text,
    is_a,
    one_of,
    whole_number,
)
from untip.schema import KINDS, RELATIONS, Addressee, Agency, Alias, Pillar, Record, Relation, active


def field_shapes(classes: Classes, name: object) -> list[Shape]:
    """Return the shapes that a field has in these classes.

    Raises:
        UnknownFieldError: None of them has the field; the message names the nearest one.
    """
    text = str.__str__(name) if is_a(name, str) else ""
    found = [plan[text] for cls in classes if text in (plan := shapes(cls))]
    if not found:
        known = sorted({field for cls in classes for field in shapes(cls)})
        kinds = " or ".join(cls.kind for cls in classes)
        raise UnknownFieldError(name, f"a field of {kinds}", lambda: nearest(text, known), known)
    return found


def value_of(record: Record, name: str) -> Any:
    """Return a field's value, `None` for a kind that has no such field."""
    return getattr(record, name, None)


def matching(records: Records, classes: Classes, name: str, wanted: object) -> Predicate:
    """Return the test whether a field has a value, or one of a set of values; a tuple field matches by membership.

    Args:
        records: The records, among which the values of relation fields are looked up.
        classes: The kinds whose field it is.
        name: The field's name.
        wanted: The value, or a set of values.

    Raises:
        UnknownFieldError: There is no such field, its vocabulary lacks the value, or no record is named so.
        AmbiguousNameError: Several records are.
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
    relations = [rel for rel in RELATIONS if rel.path.partition(".")[0] == name and rel.kind in ("*", *_kinds(classes))]
    holders = {*KINDS} if any(rel.kind == "*" for rel in relations) else {rel.kind for rel in relations}
    if relations:
        elsewhere = any(name in shapes(cls) and cls.kind not in holders for cls in classes)
        values = tuple([named_id(records, value, name, relations, elsewhere) for value in values])
    accepted = {reading for value in values for reading in _accepted(value, name, found, bool(steps))}

    def test(record: Record) -> bool:
        value = value_of(record, name)
        items = value if isinstance(value, tuple) else (value,)
        return any(reading in accepted for item in items or (None,) for reading in _readings(item, steps))

    return test


def _kinds(classes: Classes) -> list[str]:
    return [cls.kind for cls in classes]


def named_id(
    records: Records, value: object, name: str, relations: Sequence[Relation], elsewhere: bool = False
) -> object:
    """Return the id of the record that a value of a relation field names; another value unchanged.

    It is looked up as of today and in bases too: what had not begun in a view, or is in a base, gives an empty answer.

    Args:
        records: The records.
        value: The value.
        name: The field.
        relations: The relations that the field holds.
        elsewhere: Whether another kind has a field of that name which holds no ids.

    Raises:
        UnknownFieldError: It names no record, and no group of addressees where those are allowed.
        AmbiguousNameError: It names several.
        UsageError: It names, or is, a record of a kind that the field never names.
    """
    if not is_a(value, str) and not is_a(value, Record):
        return value
    groups = list(Addressee) if any(relation.groups for relation in relations) else []
    if value in groups:
        return value
    kinds = KINDS if any(not rel.targets for rel in relations) else {kind for rel in relations for kind in rel.targets}
    try:
        found = resolve(records.origin, value, next(iter(kinds)) if len(kinds) == 1 else None)
        if found.kind in kinds:
            return found.id
        if elsewhere:
            return value
        wanted = " or ".join(kind for kind in KINDS if kind in kinds)
        raise UsageError(f"{name}={brief(value)}: {found.id} is of kind {found.kind}; {name} names {wanted}")
    except UnknownIdError as error:
        text = as_text(value, "a record or its id or name")
        if elsewhere:
            return value
        expected = f"a record that {name} can name" + (" or a group of addressees" if groups else "")
        unknown = error
        raise UnknownFieldError(
            value, expected, lambda: (*nearest(text, groups, 2), *unknown.suggestions)[:3]
        ) from None


def _kind(value: object) -> str:
    return checked_kind(value)


def _readings(item: Any, steps: set[str]) -> Iterator[Any]:
    """Yield what an item of a tuple matches as: itself, its name, the id that it names."""
    yield item
    if isinstance(item, Alias):
        yield item.name
    for step in steps:
        found = getattr(item, step, None) or ()
        yield from found if isinstance(found, tuple) else (found,)


def _accepted(value: object, name: str, found: list[Shape], named: bool) -> set[Any]:
    """Return the forms that a wanted value may have in the field."""
    if is_a(value, Record):
        value = value.id
    if value is None:
        return {None}
    if is_a(value, str):
        value = str.__str__(value)
    readings = {reading for shape in found for reading in _forms(value, shape, named)}
    if readings:
        return readings
    if all(shape.vocabulary for shape in found) and type(value) is str:
        members = [member.value for shape in found for member in shape.vocabulary or ()]
        raise UnknownFieldError(value, f"a value of {name}", lambda: nearest(value, members), members)
    if type(value) is str and any(PartialDate in shape.types for shape in found):
        period(value)  # says why it is no date
    expected = " or ".join(dict.fromkeys(shape.expected for shape in found))
    raise UsageError(f"filter({name}={brief(value)}): expected {expected}, or a set of such")


def _forms(value: object, shape: Shape, named: bool) -> Iterator[Any]:
    """Yield the forms in which a field of this shape holds a value, if it can."""
    if type(value) is str:
        if str in shape.types or (shape.part is not None and (named or shape.part is Alias)):
            yield value
        elif shape.vocabulary is not None or PartialDate in shape.types:
            with suppress(InvalidDateError):
                found = read_text(value, shape)
                if type(found) in shape.types:
                    yield found
    elif type(value) in shape.types:
        yield value
    elif PartialDate in shape.types:
        with suppress(InvalidDateError):
            found = as_when(cast("When", value))
            if type(found) in shape.types:
                yield found
    elif float in shape.types and is_a(value, float):
        yield float(value)
    elif int in shape.types:
        number = whole_number(value)
        if number is not None:
            yield number


def active_in(when: When, certain: bool, day: PartialDate | None = None) -> Predicate:
    """Return the test whether a record was active at a time, possibly or certainly; in a view none after its day."""
    asked = as_when(when)  # a wrong date is refused even where there is no record to ask
    asof.refuse_later(day, period(asked)[1], when)
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY
    return lambda record: active(record, asked) >= least


def dated_in(classes: Classes, name: str, when: When, certain: bool, day: PartialDate | None = None) -> Predicate:
    """Return the test whether a date field meets a time, possibly or certainly; a missing date never does.

    One of several dates is enough. A record of a kind whose field of that name holds no date does not match.

    Raises:
        UsageError: The time goes beyond the day of a view.
        UnknownFieldError: There is no such field, or it holds no date.
    """
    found = field_shapes(classes, name)
    if not any(PartialDate in shape.types for shape in found):
        dated = {field for cls in classes for field, shape in shapes(cls).items() if PartialDate in shape.types}
        raise UnknownFieldError(name, "a field that holds a date", tuple(sorted(dated)))
    asked = as_when(when)
    asof.refuse_later(day, period(asked)[1], when)
    least = Answer.CERTAINLY if certain else Answer.POSSIBLY

    def meets(value: object) -> bool:
        if isinstance(value, Interval):
            return value.meets(asked) >= least
        return isinstance(value, PartialDate) and value.within(asked) >= least

    def test(record: Record) -> bool:
        value = value_of(record, name)
        return any(map(meets, value)) if isinstance(value, tuple) else meets(value)

    return test


def filters_of_search(
    records: Records, pillar: str | None, agency: Agency | str | None, on: When | None
) -> Predicate | None:
    """Return the test whether a record serves a pillar, is or names an agency, and is possibly alive at a time.

    Args:
        records: The records, among which the agency is looked up.
        pillar: A member of `Pillar`, which the record or a part of it must have; `None` for any.
        agency: The agency, its id or name; `None` for any.
        on: A day, a longer date or an interval; `None` for any.

    Returns:
        The test; `None` where nothing is asked for.

    Raises:
        UnknownFieldError: There is no such pillar.
        UnknownIdError: There is no such agency.
        InvalidDateError: `on` is not a time.
        UsageError: It is a record of another kind, or the time goes beyond the day of a view.
    """
    id = None if agency is None else resolve_as(records, agency, Agency, "expected an agency").id
    pillar = None if pillar is None else one_of(pillar, Pillar, "a pillar")
    tests: list[Predicate] = []
    if pillar is not None:
        tests.append(lambda record: pillar in _members_of(record, Pillar))
    if id is not None:
        tests.append(lambda record: involves(record, id))
    if on is not None:
        tests.append(active_in(on, certain=False, day=records.day))
    return (lambda record: all(test(record) for test in tests)) if tests else None


def _members_of(obj: Checked, vocabulary: type[Enum]) -> Iterator[Any]:
    """Yield the members of a vocabulary in an object and its parts."""
    for name, shape in shapes(type(obj)).items():
        value = getattr(obj, name)
        items = value if shape.many else () if value is None else (value,)
        if shape.vocabulary is vocabulary:
            yield from items
        elif shape.part is not None:
            for item in items:
                yield from _members_of(item, vocabulary)


def involves(record: Record, agency: str) -> bool:
    """Return whether a record is an agency or names it, other than as a source."""
    named = (reference.id for reference in references(record) if reference.relation is not SOURCES)
    return record.id == agency or agency in named


def sort_key(value: Any) -> tuple[Any, ...]:
    """Return the key by which values sort: numbers, then dates by `untip.dates.sort_key`, then text by its letters."""
    if isinstance(value, PartialDate | Interval):
        return 1, *dates.sort_key(value)
    if isinstance(value, int | float):
        return 0, value
    if isinstance(value, tuple):
        return 3, *(sort_key(item) for item in value)
    return 2, str(value).casefold(), str(value)


def group_keys(record: Record, name: str) -> tuple[Any, ...]:
    """Return the values under which a record is grouped: each item of a tuple; `None` where the field is not set."""
    value = value_of(record, name)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(value)) or (None,)
    return (value,)
