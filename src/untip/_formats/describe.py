"""What the schema says of itself: the text under each field and member, and the JSON Schema of a file.

Read from source when asked for, so that nothing is spent on it at import.
"""

from __future__ import annotations

import ast
import inspect
import sys
from enum import Enum
from functools import cache
from typing import Any

from untip import schema
from untip._schema import vocabularies as _vocab
from untip._schema.define import REQUIRED, Checked, shapes
from untip._schema.fields import SPANS, TEXT_LIMIT, Format, Shape
from untip._formats.converter import field_order
from untip.dates import Interval, PartialDate
from untip.errors import UntipError, UsageError, brief
from untip.schema import Record

DATE = Format(
    "an EDTF date: 2007, 2007-03, 2007-03-26, with ? ~ % or X digits",
    r"([0-9]{2}XX|[0-9]{3}X|[0-9]{4}(-XX(-XX)?|-(0[1-9]|1[0-2])(-(XX|0[1-9]|[12][0-9]|3[01]))?)?)[?~%]?",
)
INTERVAL = Format(
    "an EDTF interval: 2007-03/2014-12, 1999/.., /2014, 2014/",
    rf"({DATE.pattern}|\.\.)?/({DATE.pattern}|\.\.)?",
)


@cache
def texts(module: str) -> dict[str, dict[str, str]]:
    """Give the text under each attribute of each class of a module; the class's own under the empty name."""
    try:
        source = inspect.getsource(sys.modules[module])
    except OSError:  # a frozen application, or a package without its sources
        message = f"the schema's texts are read from the source of {module}, which this installation lacks"
        raise UntipError(message) from None
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            own = found[node.name] = {"": ast.get_docstring(node) or ""}
            for before, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
                    target = before.target if isinstance(before, ast.AnnAssign) else None
                    if isinstance(before, ast.Assign):
                        target = before.targets[0]  # type: ignore[assignment]  # a name, in an enum
                    if isinstance(target, ast.Name) and isinstance(after.value.value, str):
                        own[target.id] = inspect.cleandoc(after.value.value)
    return found


def about_class(cls: type[Any]) -> str:
    """Give the text of a schema class or vocabulary."""
    return texts((_vocab if issubclass(cls, Enum) else schema).__name__)[cls.__name__][""]


def about_field(cls: type[Checked], name: str) -> str:
    """Give the text of a field, from the class that declares it."""
    for owner in cls.__mro__:
        text = texts(schema.__name__).get(owner.__name__, {}).get(name)
        if text is not None:
            return text
    raise KeyError(name)


def about_member(member: Enum) -> str:
    """Give the definition of a vocabulary's member."""
    return texts(_vocab.__name__)[type(member).__name__][member.name]


def json_schema(cls: type[Record]) -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a record's file: without kind and id, which folder and name say.

    Args:
        cls: The class of the record.

    Returns:
        A new dict of JSON types.

    Raises:
        UsageError: That is no record class.

    Example:
        >>> import untip
        >>> untip.json_schema(untip.Agency)["required"]
        ['name', 'type']
    """
    if not (isinstance(cls, type) and issubclass(cls, Record) and cls is not Record):
        raise UsageError(f"expected a record class, found {brief(cls)}")
    parts: dict[str, Any] = {}
    top = _mapping(cls, parts, without=("id",))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": cls.__name__,
        **top,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


def _mapping(cls: type[Checked], parts: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the schema of a mapping of a class; nested classes go to `parts`."""
    plan = shapes(cls)
    names = [name for name in field_order(cls) if name not in without]
    defaults = {field.name: field.default for field in cls.fields_}
    return {
        "description": about_class(cls),
        "type": "object",
        "properties": {name: {"description": about_field(cls, name), **_value(plan[name], parts)} for name in names},
        "required": [name for name in names if defaults[name] is REQUIRED],
        "additionalProperties": False,
    }


def _value(shape: Shape, parts: dict[str, Any]) -> dict[str, Any]:
    one = _one(shape, parts)
    return {"type": "array", "items": one} if shape.many else one


def _one(shape: Shape, parts: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of one value."""
    if shape.part is not None:
        name = shape.part.__name__
        if name not in parts:
            parts[name] = {}  # taken before it is filled, for classes that nest
            parts[name] = _mapping(shape.part, parts)
        return {"$ref": f"#/$defs/{name}"}
    if shape.vocabulary is not None:
        return {"oneOf": [{"const": m.value, "description": about_member(m)} for m in shape.vocabulary]}
    options = [_plain(kind, shape) for kind in shape.types]
    return options[0] if len(options) == 1 else {"anyOf": options}


def _plain(kind: type, shape: Shape) -> dict[str, Any]:
    forms = {PartialDate: DATE, Interval: INTERVAL, tuple: SPANS, str: shape.format}
    if kind in forms:
        form = forms[kind]
        if form is not None:
            return {"type": "string", "pattern": f"^({form.pattern})$"}
        return {"type": "string", "minLength": 1, "maxLength": TEXT_LIMIT}
    return {"type": {int: "integer", float: "number", bool: "boolean"}[kind]}
