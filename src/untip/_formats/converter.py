"""Plain data to records and back, by one cattrs converter: strict, exact in both directions, every fault at once.

cattrs coerces by default (`7` becomes `"7"`, `"no"` becomes `True`); here a value of the wrong type is a fault, and so
is an unknown key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from contextvars import ContextVar
from functools import cache, partial, reduce
from operator import eq, or_
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args, get_origin

import attrs

from untip._formats.problems import Where, count_faults, refused, rest_of, unknown_key, validation_error
from untip._schema.define import Checked, field_order, required, shapes
from untip._schema.fields import SLUG, Shape, field_problems, read_spans, read_text, write_spans
from untip._schema.vocabularies import Vocabulary
from untip._text import brief, nearest
from untip.dates import Interval, PartialDate
from untip.errors import PROBLEM_LIMIT, InvalidDateError, UsageError, ValidationError, is_a
from untip.schema import KINDS, Record

if TYPE_CHECKING:
    import cattrs

C = TypeVar("C", bound=Checked)
R = TypeVar("R", bound=Record)

Hook = Callable[[Any, Any], Any]
"""A hook of cattrs: a value and a type to a value."""


# ── leaves ──────────────────────────────────────────────────────────────────────────────────────────────────────────


_suggestions: ContextVar[int] = ContextVar("_suggestions", default=PROBLEM_LIMIT)
"""How many suggestions the faults of a value may have; none once a list has many faults, since each takes time."""


class _Leaf:
    """The strict hook of plain values: no coercion, dates and members from text."""

    __slots__ = ("shape",)

    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def __call__(self, value: Any, _: Any = None) -> Any:
        """Return one plain value as a field of this shape holds it.

        Raises:
            ValidationError: It is of another type or form.
        """
        if type(value) is str:
            try:
                value = read_text(value, self.shape)
            except InvalidDateError as error:
                raise refused(str(error), found=brief(value), expected=error.expected) from None
        problems = tuple(field_problems("", value, self.shape, _suggestions.get()))
        if problems:
            raise ValidationError(problems)
        return value


def _leaf_of(*types: type) -> _Leaf:
    return _Leaf(Shape(types, many=False, optional=False, form=None))


# ── fields and classes ──────────────────────────────────────────────────────────────────────────────────────────────


def _item_hook(shape: Shape, converter: cattrs.Converter) -> Callable[[Any], Any]:
    """Return the function that structures one value of a field, or one item of a tuple."""
    one = _Leaf(Shape(shape.types, many=False, optional=shape.optional, form=shape.format))
    if shape.spans:
        return lambda value: one(read_spans(value))
    if shape.part is not None:
        part = shape.part
        return lambda value: converter.structure(value, part)
    kind: Any = reduce(or_, shape.types)
    inner: Any = converter.get_structure_hook(kind)
    # the field's own message is better than that of a hook of ours
    return one if type(inner) is _Leaf else lambda value: one(inner(value, kind))


def _field_hook(shape: Shape, converter: cattrs.Converter, needed: bool) -> Hook:
    """Return the hook of a field: it refuses null, and for a tuple whatever is not a list."""
    from cattrs.errors import IterableValidationError, IterableValidationNote  # not at the top, as in `shared`

    item = _item_hook(shape, converter)
    failed: Any = IterableValidationError  # pyright looks at the __init__ of ExceptionGroup, which takes no class

    def hook(value: Any, kind: Any) -> Any:
        if value is None:
            mend = f", expected {shape.expected}" if needed else "; omit the key"
            raise refused(f"found null{mend}", found="null", expected=shape.expected)
        if not shape.many:
            return item(value)
        if type(value) is not list:
            hint = ": plain data has no tuples" if type(value) is tuple else ""
            expected = f"a list of {shape.expected}"
            raise refused(f"found {brief(value)}, expected a list{hint}", found=brief(value), expected=expected)
        done: list[Any] = []
        errors: list[Exception] = []
        rest = 0
        before = _suggestions.get()
        for index, one in enumerate(value):
            try:
                done.append(item(one))
            except Exception as error:  # noqa: BLE001 - a hook of the caller's own may raise anything
                if len(errors) < PROBLEM_LIMIT:
                    error.add_note(IterableValidationNote(f"item {index}", index, kind))
                    errors.append(error)
                else:  # only counted: an exception takes a kilobyte
                    _suggestions.set(0)
                    rest += count_faults(error)
        if errors:
            _suggestions.set(before)
            errors += rest_of(rest)
            raise failed("while structuring a list", errors, kind)
        return tuple(done)

    return hook


def _mapping(data: Any) -> dict[str, Any]:
    """Return data that are a mapping.

    Raises:
        ValidationError: They are something else.
    """
    if type(data) is not dict:
        found = brief(data)
        raise refused(f"found {found}, expected a mapping", found=found, expected="a mapping")
    return data


def _structure_class(cls: type[Checked], converter: cattrs.Converter) -> Hook:
    """Return the hook that structures a schema class, with every fault at once."""
    from cattrs.gen import make_dict_structure_fn, override  # not at the top, as in `shared`

    needed = required(cls)
    overrides: Any = {
        name: override(struct_hook=_field_hook(shape, converter, name in needed)) for name, shape in shapes(cls).items()
    }
    structure = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )

    def hook(data: Any, _: Any) -> Any:
        return structure(_mapping(data), cls)

    return hook


def _structure_record(cls: type[Record], converter: cattrs.Converter) -> Hook:
    """Return the hook that structures a record of a kind, or, for `Record`, of the kind that the data name."""
    structure = _structure_class(cls, converter) if cls is not Record else None

    def hook(data: Any, _: Any) -> Any:
        fields = dict(_mapping(data))
        kind = fields.pop("kind", None if structure is None else cls.kind)
        if structure is not None and kind == cls.kind:
            return structure(fields, cls)
        if structure is None and type(kind) is str and kind in KINDS:
            return converter.structure(fields, KINDS[kind])
        known = list(KINDS) if structure is None else [cls.kind]
        near = next(iter(nearest(kind, known, 1)), None)
        message = f"found {brief(kind)}, expected {' or '.join(known)}"
        raise refused(message, field="kind", found=brief(kind), suggestion=near)

    return hook


def _unstructure_class(cls: type[Checked], converter: cattrs.Converter) -> Callable[[Any], dict[str, Any]]:
    """Return the hook that unstructures a schema class: in the order of files, without fields at their defaults."""
    from cattrs.gen import make_dict_unstructure_fn  # not at the top, as in `shared`

    if cls is Record:  # a record of any kind goes by the class that it has
        return converter.unstructure
    write = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)
    order = field_order(cls)
    spans = next((name for name, shape in shapes(cls).items() if shape.spans), "")
    head = {"kind": cls.kind} if issubclass(cls, Record) else {}

    def hook(obj: Any) -> dict[str, Any]:
        raw = write(obj)
        data = head | {name: raw[name] for name in order if name in raw}
        if spans in data:
            data[spans] = write_spans(getattr(obj, spans))
        return data

    return hook


def _is_part(cls: object) -> bool:
    return isinstance(cls, type) and issubclass(cls, Checked)


def _is_record(cls: object) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record)


def _structure_when(_: Any, converter: cattrs.Converter) -> Hook:
    """Return the hook of a date or an interval: text goes to the hook of the one that it is."""
    date, interval = converter.get_structure_hook(PartialDate), converter.get_structure_hook(Interval)
    either = _leaf_of(PartialDate, Interval)

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not str:
            return either(value)
        return interval(value, Interval) if "/" in value else date(value, PartialDate)

    return hook


def _is_list(kind: object) -> bool:
    """Return whether a type is a list or a tuple of items of one type."""
    given = get_args(kind)
    return (get_origin(kind) is list and len(given) == 1) or (get_origin(kind) is tuple and given[1:] == (...,))


def _structure_list(kind: Any, converter: cattrs.Converter) -> Hook:
    """Return the hook of a list outside our classes: cattrs' own would take a text or a set apart."""
    from cattrs.cols import homogenous_tuple_structure_factory, list_structure_factory  # not at the top, as in `shared`

    make: Any = homogenous_tuple_structure_factory if get_origin(kind) is tuple else list_structure_factory
    structure = make(kind, converter)

    def hook(value: Any, _: Any) -> Any:
        if isinstance(value, str | bytes | Mapping | AbstractSet):
            raise refused(f"found {brief(value)}, expected a list", found=brief(value), expected="a list")
        return structure(value, kind)

    return hook


def _register_leaves(converter: cattrs.Converter) -> None:
    """Register strict hooks for values: no coercion, dates and members from text."""
    # by class where there is one: cattrs' own hooks for str, int and enums would come first
    for leaf in (str, int, float, bool, PartialDate, Interval, *Vocabulary.__subclasses__()):
        converter.register_structure_hook(leaf, _leaf_of(leaf))
    converter.register_structure_hook_factory(partial(eq, PartialDate | Interval), _structure_when)
    converter.register_structure_hook_func(partial(eq, int | float), _leaf_of(int, float))
    for kind in (PartialDate, Interval):
        converter.register_unstructure_hook(kind, str)
    converter.register_unstructure_hook(str, str)  # members of vocabularies are strings too, and become plain ones


@cache
def shared() -> cattrs.Converter:
    """Return the converter behind everything that goes in or out; `untip.converter` is it.

    Its hooks are factories that take the converter, so that a copy with hooks of its own uses those throughout.
    """
    import cattrs  # 24 ms to import, and looking up records does not need it

    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    _register_leaves(converter)
    converter.register_structure_hook_factory(_is_list, _structure_list)
    converter.register_structure_hook_factory(_is_part, _structure_class)
    converter.register_structure_hook_factory(_is_record, _structure_record)
    converter.register_unstructure_hook_factory(_is_part, _unstructure_class)
    return converter


# ── records in and out ──────────────────────────────────────────────────────────────────────────────────────────────


def structure(cls: type[C], data: object, *, file: str | None = None, where: Where | None = None, **given: Any) -> C:
    """Return an object of a schema class from plain data.

    Args:
        cls: The class.
        data: A mapping of JSON types only; lists for tuples, EDTF text for dates.
        file: The file that it was read from, for the problems.
        where: Returns the position in that file of a path.
        given: Fields that are known from elsewhere, such as the id from the file's name; not allowed in `data`.

    Raises:
        ValidationError: Something is wrong with the data; every fault is among its problems.
    """
    extra: list[Exception] = []
    if given and type(data) is dict:
        known = tuple([name for name in shapes(cls) if name not in given])
        own = {*given, "kind"} if issubclass(cls, Record) else given.keys()
        extra = [ValidationError((attrs.evolve(unknown_key(name, known), field=name),)) for name in data if name in own]
        data = {name: value for name, value in data.items() if name not in own} | given
    made: C | None = None
    try:
        made = shared().structure(data, cls)
    except Exception as error:  # noqa: BLE001 - whatever cattrs raises is a fault of the data
        extra.append(error)
    if extra:
        raise validation_error(ExceptionGroup("", extra), file, where, tuple(given)) from None
    return cast("C", made)


def to_plain(obj: Checked) -> dict[str, Any]:
    """Return a part's or record's fields as JSON types, without those at their defaults; of a record with its id."""
    data: dict[str, Any] = shared().unstructure(obj)
    if is_a(obj, Record):
        del data["kind"]
    return data


def to_dict(obj: Checked) -> dict[str, Any]:
    """Return a record or a part of one as a dict of JSON types; of a record `kind` and `id` first.

    Args:
        obj: The record, the part, or the row of a table.

    Returns:
        A new dict; dates are EDTF text, lines are text such as `"46-53, 271"`. Fields that are not set are left out.

    Raises:
        UsageError: It is neither.
    """
    if not is_a(obj, Checked):
        raise UsageError(f"expected a record or a part of one, found {brief(obj)}")
    data: dict[str, Any] = shared().unstructure(obj)
    return data


def to_file(record: Record) -> dict[str, Any]:
    """Return a record as its file has it: without kind and id, which the folder and the file's name say."""
    data = to_plain(record)
    del data["id"]
    return data


def from_dict(cls: type[C], data: Mapping[str, Any]) -> C:
    """Return a record, or a part of one, from a dict such as `to_dict` returns.

    Args:
        cls: The class of the record, or `untip.schema.Record` to go by the dict's `kind`; or that of a part, such as
            `untip.schema.Citation`, or of a row, such as `untip.Participation`.
        data: A dict of JSON types; of a record with `kind` (or none) and `id`.

    Returns:
        The record or part, equal to the one that was written.

    Raises:
        ValidationError: Something is wrong with the dict.
        UsageError: `cls` is not the class of a record, a part or a row.

    Example:
        >>> import untip
        >>> unodc = untip.agencies["unodc"]
        >>> untip.from_dict(untip.Agency, untip.to_dict(unodc)) == unodc
        True
    """
    return from_dict_in(cls, data)


def from_dict_in(cls: type[C], data: object, file: str | None = None) -> C:
    """Return a record or a part of one from a dict; `file` names the file that it was read from, for the problems."""
    if not (isinstance(cls, type) and issubclass(cls, Checked)) or cls is Checked:
        raise UsageError(f"expected a class of a record or of a part of one, found {brief(cls)}")
    try:
        fields = dict(data) if isinstance(data, Mapping) else data
    except Exception as error:  # a mapping of the caller's own may raise anything
        message = f"found {brief(data)}, which cannot be read: {brief(error)}"
        raise refused(message, file=file, expected="a mapping") from error
    return structure(cls, fields, file=file)


def is_slug(text: str) -> bool:
    """Return whether a text can be an id."""
    return len(text) <= 100 and SLUG.holds(text)
