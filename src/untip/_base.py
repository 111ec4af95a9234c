"""The base of every schema class: how a class is declared, built, checked, compared; and rules between its fields.

A class is slotted when it is declared; attrs learns of its fields when somebody first asks (`attrs.fields`,
`attrs.evolve`, `attrs.asdict`), because importing attrs takes longer than looking up a record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self, TypeAlias, TypeVar, cast, get_origin

from untip._check import Shape, field_problems, missing, shape_of
from untip._dates import Answer
from untip._errors import Problem, ValidationError, brief, nearest, step

M = TypeVar("M", bound="Checked")


class Required:
    """The default of a field that has none; of the class itself, as `attrs.NOTHING` is of its own."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED = Required()


class Field:
    """A field as its class declares it.

    Args:
        name: Its name.
        type: Its annotation.
        default: Its default; `REQUIRED` if it must be given.
    """

    __slots__ = ("default", "name", "type")

    def __init__(self, name: str, type: Any, default: Any) -> None:
        self.name = name
        self.type = type
        self.default = default


class _AttrsFields:
    """Stands for a class's `__attrs_attrs__` until somebody asks for it, then makes the class an attrs class."""

    def __get__(self, obj: object, cls: type[Checked]) -> Any:
        import attrs

        own = cls.fields_[len(cast("type[Checked]", cls.__base__).fields_) :]
        these = {
            field.name: attrs.field() if field.default is REQUIRED else attrs.field(default=field.default)
            for field in own
        }
        options: Any = {"slots": False, "init": False, "eq": False, "order": False, "repr": False}
        attrs.define(cls, these=these, kw_only=True, on_setattr=attrs.setters.NO_OP, **options)
        return cls.__dict__["__attrs_attrs__"]


def slotted(cls: type[M]) -> type[M]:
    """Make a class whose annotations are its fields into one that holds nothing but them."""
    own = [
        Field(name, annotation, cls.__dict__.get(name, REQUIRED))
        for name, annotation in cls.__annotations__.items()
        if cast("object", get_origin(annotation)) is not ClassVar
    ]
    names = [field.name for field in own]
    dropped = {*names, "__dict__", "__weakref__"}
    space = {name: value for name, value in cls.__dict__.items() if name not in dropped}
    space["__slots__"] = tuple(names)
    space["__attrs_attrs__"] = _AttrsFields()
    space["fields_"] = (*cls.fields_, *own)
    return cast("type[M]", type(cls.__name__, cls.__bases__, space))


_plans: dict[Any, dict[str, Shape]] = {}


def shapes(cls: type[Checked]) -> dict[str, Shape]:
    """Give the shape of each field of a schema class, in the order of its declaration."""
    plan = _plans.get(cls)
    if plan is None:  # two threads may both build it: the plans are equal
        plan = _plans[cls] = {field.name: shape_of(field.type) for field in cls.fields_}
    return plan


Rule: TypeAlias = Callable[[Any], Iterator[Problem]]
"""A rule between the fields of one object, declared by its class: gives each problem of the object."""


class InOrder:
    """Dates that must not certainly be reversed, earliest first; those left out are passed over."""

    __slots__ = ("fields",)

    def __init__(self, *fields: str) -> None:
        self.fields = fields

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Compare each dated field with the dated fields after it."""
        dated = [(name, value) for name in self.fields if (value := getattr(obj, name)) is not None]
        for place, (early, first) in enumerate(dated):
            for late, second in dated[place + 1 :]:
                if second.before(first) is Answer.CERTAINLY:
                    yield Problem(f"{late} {second} is before {early} {first}; mend the one that is wrong", field=late)


class OneOf:
    """At least one of the fields must be filled (or, with `only`, exactly one)."""

    __slots__ = ("fields", "only")

    def __init__(self, *fields: str, only: bool = False) -> None:
        self.fields = fields
        self.only = only

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Count the filled fields."""
        filled = [name for name in self.fields if getattr(obj, name) is not None]
        names = " or ".join(self.fields)
        if not filled:
            yield Problem(f"missing: give {names}", field=self.fields[0])
        elif self.only and len(filled) > 1:
            yield Problem(f"give only one of {names}", field=filled[-1])


class Distinct:
    """A tuple field whose items must differ (by the attributes `keys` of each together, where given)."""

    __slots__ = ("field", "keys")

    def __init__(self, field: str, *keys: str) -> None:
        self.field = field
        self.keys = keys

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Look for an item that stands twice."""
        seen: set[Any] = set()
        for index, item in enumerate(getattr(obj, self.field)):
            values = tuple([getattr(item, key) for key in self.keys]) or (item,)
            if values in seen:
                path = f"{self.field}[{index}]"
                yield Problem(f"{brief(str(values[0]))} stands here twice; remove one", field=path)
            seen.add(values)


class Check:
    """A rule of one class only: a function that gives `(field, message)` pairs."""

    __slots__ = ("faults",)

    def __init__(self, faults: Callable[[Any], Iterator[tuple[str, str]]]) -> None:
        self.faults = faults

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Word the pairs as problems."""
        for field, message in self.faults(obj):
            yield Problem(message, field=field)


class Checked:
    """Base of every schema class: construction checks types, forms and rules; equality, hash and repr are by value."""

    __slots__ = ()

    __attrs_attrs__: ClassVar[Any] = ()
    fields_: ClassVar[tuple[Field, ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init__(self, **given: Any) -> None:
        """Refuse values that break the schema, with every reason at once."""
        cls = type(self)
        plan = shapes(cls)
        found = [_unknown(name, plan) for name in given if name not in plan]
        for field in self.fields_:
            name = field.name
            if name in given:
                found += field_problems(name, given[name], plan[name])
            elif field.default is REQUIRED:
                found.append(missing(name, plan[name]))
        if not found:  # rules may rely on the types
            fill(self, given)
            found = rule_problems(self)
        if found:
            raise ValidationError(tuple(found))

    def __setattr__(self, name: str, value: object) -> None:
        raise _frozen(self)

    def __delattr__(self, name: str) -> None:
        raise _frozen(self)

    def __replace__(self, **changes: Any) -> Self:
        """Give a copy with some fields changed, checked like a new object."""
        return type(self)(**{field.name: getattr(self, field.name) for field in self.fields_} | changes)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self._values())

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, field.name) for field in self.fields_])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        given = (
            f"{field.name}={value!r}" for field in self.fields_ if (value := getattr(self, field.name)) != field.default
        )
        return f"{type(self).__name__}({', '.join(given)})"


def _frozen(obj: Checked) -> Exception:
    from attrs.exceptions import FrozenInstanceError

    error = FrozenInstanceError()
    error.add_note(f"a {type(obj).__name__} cannot be changed; make another with attrs.evolve")
    return error


def _restore(cls: type[M], values: tuple[Any, ...]) -> M:
    """Make the object that a pickle holds."""
    return make(cls, {field.name: value for field, value in zip(cls.fields_, values, strict=True)})


def fill(obj: Checked, values: dict[str, Any]) -> None:
    """Set the fields of a new object, once; those left out take their defaults."""
    put = object.__setattr__
    for field in obj.fields_:
        name = field.name
        put(obj, name, values.get(name, field.default))


def make(cls: type[M], values: dict[str, Any]) -> M:
    """Build an object whose values have been checked already."""
    obj = cls.__new__(cls)
    fill(obj, values)
    return obj


def _unknown(name: str, known: dict[str, Shape]) -> Problem:
    near = next(iter(nearest(name, known, 1)), None)
    return Problem(f"unknown field; known are {', '.join(known)}", field=step(name), found=brief(name), suggestion=near)


def rule_problems(obj: Checked) -> list[Problem]:
    """Give each problem of an object against the rules that its class declares."""
    return [problem for rule in obj.rules for problem in rule(obj)]
