"""How schema classes are declared, checked and compared; and the rules between their fields.

Schema classes are attrs classes: frozen, slotted, keyword-only. What attrs cannot say is in the fields' metadata
(texts, relations), in their annotations (forms of text: `Annotated[str, SLUG]`, which editors show too) and in `rules`
of the class, and is checked by one `__attrs_post_init__`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self, TypeAlias, TypeVar, dataclass_transform, get_type_hints

import attrs

from untip._schema.fields import Shape, field_problems, shape_of
from untip._schema.relations import Names
from untip._schema.vocabularies import Happening
from untip._text import brief
from untip.dates import Answer
from untip.errors import Problem, UntipError, ValidationError

M = TypeVar("M", bound="Checked")

TAIL = ("links", "identifiers", "history", "citations", "disputes")
"""Fields of every record that come last in files and dicts, after those of its kind."""

PICKLED_FIELD_GONE = "a pickle holds {name!r}, which {cls} does not have: read it with the version that wrote it"


def declare(
    text: str, *, default: Any = attrs.NOTHING, happens: Happening | None = None, names: Names | None = None
) -> Any:
    """Declare a field of a schema class.

    Args:
        text: What the field means, in one or two sentences.
        default: Its default; a field without one is required.
        happens: For a date, what happens then; it puts the date on the timeline.
        names: For a field that names records, the relation.

    Returns:
        What `attrs.field` returns; its metadata has `text` and, where given, `happens` and `names`.
    """
    metadata: dict[str, Any] = {"text": text}
    if happens is not None:
        metadata["happens"] = happens
    if names is not None:
        metadata["names"] = names
    return attrs.field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False, field_specifiers=(declare,))
def schema_class(cls: type[M]) -> type[M]:
    """Make an attrs class of a schema class: frozen, slotted, keyword-only; equality, hash and repr are the base's."""
    return attrs.define(cls, frozen=True, kw_only=True, eq=False, repr=False, match_args=False, getstate_setstate=False)


_plans: dict[type[Any], dict[str, Shape]] = {}
_defaults: dict[type[Any], tuple[tuple[str, Any], ...]] = {}


def shapes(cls: type[Checked]) -> dict[str, Shape]:
    """Return the shape of each field of a schema class, in the order of declaration."""
    plan = _plans.get(cls)
    if plan is None:  # two threads may both build it: the plans are equal
        attributes = attrs.fields(cls)
        if any(isinstance(attribute.type, str) for attribute in attributes):  # a subclass of a user's own
            attributes = attrs.fields(attrs.resolve_types(cls, include_extras=True))
        plan = _plans[cls] = {attribute.name: shape_of(attribute.type) for attribute in attributes}
    return plan


def defaults(cls: type[Checked]) -> tuple[tuple[str, Any], ...]:
    """Return each field of a schema class with its default, `attrs.NOTHING` where it is required."""
    found = _defaults.get(cls)
    if found is None:
        pairs = tuple([(attribute.name, attribute.default) for attribute in attrs.fields(cls)])
        found = _defaults[cls] = pairs
    return found


def required(cls: type[Checked]) -> tuple[str, ...]:
    """Return the names of the required fields of a schema class."""
    return tuple([name for name, default in defaults(cls) if default is attrs.NOTHING])


def field_order(cls: type[Checked]) -> tuple[str, ...]:
    """Return the fields of a schema class in the order in which files and dicts have them."""
    names = tuple(shapes(cls))
    return (*(name for name in names if name not in TAIL), *TAIL) if "disputes" in names else names


Rule: TypeAlias = Callable[[Any], Iterator[Problem]]
"""A rule between the fields of one object, declared by its class; yields each problem."""


class InOrder:
    """A rule: these dates, earliest first, must not certainly be reversed; missing ones are skipped."""

    __slots__ = ("fields",)

    def __init__(self, *fields: str) -> None:
        self.fields = fields

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Compare each date with the dates after it."""
        dated = [(name, value) for name in self.fields if (value := getattr(obj, name)) is not None]
        for place, (early, first) in enumerate(dated):
            for late, second in dated[place + 1 :]:
                if second.before(first) is Answer.CERTAINLY:
                    message = f"{late} {second} is before {early} {first}; correct the one that is wrong"
                    yield Problem(message, field=late)


class OneOf:
    """A rule: at least one of these fields must be set (or, with `only`, exactly one)."""

    __slots__ = ("fields", "only")

    def __init__(self, *fields: str, only: bool = False) -> None:
        self.fields = fields
        self.only = only

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Count the fields that are set."""
        filled = [name for name in self.fields if getattr(obj, name) is not None]
        names = " or ".join(self.fields)
        if not filled:
            yield Problem(f"missing: set {names}", field=self.fields[0])
        elif self.only and len(filled) > 1:
            yield Problem(f"set only one of {names}", field=filled[-1])


class Distinct:
    """A rule: the items of a tuple field must differ (by the attributes `keys` of each together, where given)."""

    __slots__ = ("field", "keys")

    def __init__(self, field: str, *keys: str) -> None:
        self.field = field
        self.keys = keys

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Look for an item that occurs twice."""
        seen: set[Any] = set()
        for index, item in enumerate(getattr(obj, self.field)):
            values = tuple([getattr(item, key) for key in self.keys]) or (item,)
            if values in seen:
                path = f"{self.field}[{index}]"
                yield Problem(f"{brief(str(values[0]))} occurs twice; remove one", field=path)
            seen.add(values)


class Check:
    """A rule of one class only: a function that yields `(field, message)` pairs."""

    __slots__ = ("faults",)

    def __init__(self, faults: Callable[[Any], Iterator[tuple[str, str]]]) -> None:
        self.faults = faults

    def __call__(self, obj: Any) -> Iterator[Problem]:
        """Make problems of the pairs."""
        for field, message in self.faults(obj):
            yield Problem(message, field=field)


_GENERIC = ("__eq__", "__hash__", "__repr__", "__getstate__", "__setstate__")


@attrs.define(frozen=True, eq=False, repr=False, getstate_setstate=False)
class Checked:
    """Base of every schema class: values and rules are checked on construction; equality and hash are by value."""

    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Keep the generic methods in subclasses made by plain `attrs.frozen`, which replaces inherited ones."""
        for name in _GENERIC:
            if name not in cls.__dict__:
                setattr(cls, name, getattr(cls, name))

    def __attrs_post_init__(self) -> None:
        """Check values, then the rules between them; a subclass that overrides this calls `super()`.

        Raises:
            ValidationError: Something is wrong; `problems` has every fault.
        """
        found = value_problems(self) or rule_problems(self)  # rules may rely on the types
        if found:
            raise ValidationError(tuple(found))

    def __replace__(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, checked like a new object (`copy.replace`)."""
        return attrs.evolve(self, **changes)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields that are not at their defaults, by name."""
        pairs = [(name, getattr(self, name), default) for name, default in defaults(type(self))]
        return {name: value for name, value, default in pairs if value is not default and value != default}

    def __setstate__(self, state: dict[str, Any]) -> None:
        plan = shapes(type(self))
        unknown = next((name for name in state if name not in plan), None)
        if unknown is not None:
            raise UntipError(PICKLED_FIELD_GONE.format(name=unknown, cls=type(self).__name__))
        # a field that takes several values now may have taken one when the pickle was written
        several = {name: (value,) for name, value in state.items() if plan[name].many and type(value) is not tuple}
        _fill(self, state | several)

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name, _ in defaults(type(self))])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        pairs = [(name, getattr(self, name), default) for name, default in defaults(type(self))]
        given = [f"{name}={value!r}" for name, value, default in pairs if value != default]
        return f"{type(self).__name__}({', '.join(given)})"


def _fill(obj: Checked, values: dict[str, Any]) -> None:
    put = object.__setattr__
    for name, default in defaults(type(obj)):
        put(obj, name, values.get(name, default))


def make(cls: type[M], values: dict[str, Any]) -> M:
    """Return an object of a schema class from values that have been checked already; missing ones take defaults."""
    obj = cls.__new__(cls)
    _fill(obj, values)
    return obj


def changed(obj: M, changes: dict[str, Any]) -> M:
    """Return an object of a schema class with other values, which have been checked already, in some fields."""
    return make(type(obj), {name: getattr(obj, name) for name, _ in defaults(type(obj))} | changes)


def public(cls: type[Any], module: str = "untip") -> None:
    """Move a class of a private module to the address of a public one, with real types as annotations.

    What reads annotations (attrs, cattrs, pydantic) would look their names up in the public module.

    Args:
        cls: The class, one of attrs or a named tuple.
        module: The public module.
    """
    if attrs.has(cls):
        attrs.resolve_types(cls)
    hints = get_type_hints(cls, include_extras=True)
    cls.__annotations__ = {name: hints[name] for name in cls.__annotations__}
    cls.__module__ = module


def value_problems(obj: Checked) -> list[Problem]:
    """Return each problem of an object's values against the shapes of its fields."""
    return [
        problem
        for name, shape in shapes(type(obj)).items()
        for problem in field_problems(name, getattr(obj, name), shape, by_hand=True)
    ]


def rule_problems(obj: Checked) -> list[Problem]:
    """Return each problem of an object against the rules of its class; what two rules find is one problem."""
    return list(dict.fromkeys(problem for rule in obj.rules for problem in rule(obj)))
