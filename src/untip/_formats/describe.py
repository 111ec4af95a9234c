"""Descriptions of the schema: texts of classes, fields and members, and JSON Schema."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import Any, Literal

import attrs

from untip._schema.define import Checked, field_order, required, shapes
from untip._schema.fields import SPANS, TEXT_LIMIT, Format, Shape
from untip._text import brief
from untip.dates import Interval, PartialDate
from untip.errors import UsageError, one_of
from untip.schema import FOLDERS, KINDS, Record

DATE = Format(
    "an EDTF date: 2007, 2007-03, 2007-03-26, with ? ~ % or X digits",
    r"([0-9]{2}XX|[0-9]{3}X|[0-9]{4}(-XX(-XX)?|-(0[1-9]|1[0-2])(-(XX|0[1-9]|[12][0-9]|3[01]))?)?)[?~%]?",
)
INTERVAL = Format(
    "an EDTF interval: 2007-03/2014-12, 1999/.., /2014, 2014/",
    rf"({DATE.pattern}|\.\.)?/({DATE.pattern}|\.\.)?",
)


def about_class(cls: type[Any]) -> str:
    """Return the text of a schema class or vocabulary."""
    return inspect.cleandoc(cls.__doc__ or "")


def about_field(cls: type[Checked], name: str) -> str:
    """Return the text of a field.

    Raises:
        KeyError: The class has no such field.
    """
    field = attrs.fields_dict(cls)[name]
    return str(field.metadata.get("text", ""))


def about_member(member: Enum) -> str:
    """Return the definition of a vocabulary's member."""
    return member.__doc__ or ""


def json_schema(cls: type[Checked] | str, of: Literal["file", "dict"] = "file") -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a kind's files, or of what `to_dict` returns.

    Args:
        cls: The class of the record, its kind or the name of its collection; for `dict` any class of `untip.schema`
            that has fields, such as `Participation`.
        of: `file` for a file, without kind and id, which folder and name say; `dict` for what `to_dict` returns.

    Returns:
        A new dict of JSON types.

    Raises:
        UsageError: That is not such a class.
        UnknownFieldError: There is no such kind, or no such form.

    Example:
        >>> import untip
        >>> untip.json_schema("agency")["required"], untip.json_schema(untip.Agency, of="dict")["required"]
        (['name', 'type'], ['kind', 'id', 'name', 'type'])
    """
    of_dict = one_of(of, ("file", "dict"), "a form: file or dict") == "dict"
    if isinstance(cls, str):
        kind = one_of(cls, (*KINDS, *FOLDERS), f"one of the kinds {', '.join(KINDS)}")
        cls = KINDS[FOLDERS.get(kind, kind)]
    is_class = isinstance(cls, type) and issubclass(cls, Checked) and cls not in (Checked, Record)
    if not is_class or not (of_dict or issubclass(cls, Record)):
        raise UsageError(f"expected a record class or a kind, found {brief(cls)}")
    parts: dict[str, Any] = {}
    top = _mapping(cls, parts, without=() if of_dict else ("id",))
    if of_dict and issubclass(cls, Record):
        top["properties"] = {"kind": {"const": cls.kind, "description": "The kind of record."}, **top["properties"]}
        top["required"] = ["kind", *top["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": cls.__name__,
        **top,
        "$defs": {name: parts[name] for name in sorted(parts)},
    }


def _mapping(cls: type[Checked], parts: dict[str, Any], without: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema of a mapping of a class; nested classes go to `parts`."""
    plan = shapes(cls)
    names = [name for name in field_order(cls) if name not in without]
    needed = required(cls)
    return {
        "description": about_class(cls),
        "type": "object",
        "properties": {name: {"description": about_field(cls, name), **_value(plan[name], parts)} for name in names},
        "required": [name for name in names if name in needed],
        "additionalProperties": False,
    }


def _value(shape: Shape, parts: dict[str, Any]) -> dict[str, Any]:
    one = _one(shape, parts)
    return {"type": "array", "items": one} if shape.many else one


def _one(shape: Shape, parts: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one value."""
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
