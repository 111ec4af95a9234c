"""Plain data to records and back: strict at the door, exact both ways.

The door collects every problem of a record in one pass and coerces nothing: what a leaf cannot read it leaves as it is,
for the check to name. The way out is one cattrs converter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, cast

import cattrs
from cattrs.gen import make_dict_unstructure_fn

from untip._schema.define import REQUIRED, Checked, make, rule_problems, shapes
from untip._schema.fields import SLUG, Shape, field_problems, missing, read_text
from untip.dates import Interval, PartialDate
from untip.errors import PROBLEM_LIMIT, InvalidDateError, Problem, UsageError, ValidationError, brief, nearest, step
from untip.schema import KINDS, Record

R = TypeVar("R", bound=Checked)

Path = tuple[str | int, ...]
"""Where in plain data a value stands: keys and indices from the top."""

Position = tuple[int | None, int | None]
"""Line and column, both counted from 1, where known."""

TAIL = ("links", "identifiers", "history", "citations", "disputes")
"""Fields of every record that stand last in a file, after what is its kind's own."""


def field_order(cls: type[Checked]) -> tuple[str, ...]:
    """Give the fields of a schema class in the order in which files and dicts write them."""
    names = tuple(shapes(cls))
    return names if not issubclass(cls, Record) else (*(n for n in names if n not in TAIL), *TAIL)


def _spans(value: object) -> object:
    """Read `"46-53, 271"` as pairs of lines; leave what is not of that form for the check to name."""
    if type(value) is not str:
        return value
    pairs: list[tuple[int, int]] = []
    for part in value.split(", "):
        first, dash, last = part.partition("-")
        if not (first.isascii() and first.isdigit() and len(first) < 8):
            return value
        if dash and not (last.isascii() and last.isdigit() and len(last) < 8):
            return value
        pairs.append((int(first), int(last or first)))
    return tuple(pairs)


def write_spans(spans: tuple[tuple[int, int], ...]) -> str:
    """Write pairs of lines as files have them."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def is_schema(cls: object) -> bool:
    """Tell whether something is a class of the schema."""
    return isinstance(cls, type) and issubclass(cls, Checked)


def _build_converter() -> cattrs.Converter:
    """Set up the way out: what each type of leaf looks like in plain data."""
    converter = cattrs.Converter()
    for kind in (PartialDate, Interval):
        converter.register_unstructure_hook(kind, str)
    converter.register_unstructure_hook(str, str)  # members of vocabularies are texts too, and become plain ones

    def unstructure_class(cls: Any) -> Callable[[Any], dict[str, Any]]:
        write = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)
        order = field_order(cls)
        spans = next((name for name, shape in shapes(cls).items() if shape.spans), None)

        def hook(obj: Any) -> dict[str, Any]:
            raw = write(obj)
            data = {name: raw[name] for name in order if name in raw}
            if spans in data:
                data[spans] = write_spans(getattr(obj, spans))
            return data

        return hook

    converter.register_unstructure_hook_factory(is_schema, unstructure_class)
    return converter


_converter = _build_converter()


class _Door:
    """One record's way in: collects problems with their places while it converts."""

    def __init__(self) -> None:
        self.problems: list[tuple[Path, Problem]] = []
        self.count = 0

    def bad(self, path: Path, problem: Problem) -> None:
        """Note a problem; `problem.field` continues `path`. Those beyond the first hundred are counted only."""
        self.count += 1
        if self.count <= PROBLEM_LIMIT:
            self.problems.append((path, problem))

    def leaf(self, value: object, shape: Shape, path: Path) -> Any:
        """Convert one value that is no list."""
        if shape.part is not None:
            return self.part(shape.part, value, path)
        if type(value) is not str:
            return value
        try:
            return read_text(value, shape)
        except InvalidDateError as error:
            self.bad(path, Problem(str(error), found=brief(value), expected=error.expected))
            return None

    def field(self, value: object, shape: Shape, path: Path) -> Any:
        """Convert one field's value and check it; `None` after a problem."""
        before = self.count
        if value is None:
            self.bad(path, Problem("found null; leave the key out", found="null", expected=shape.expected))
        elif shape.spans:
            value = _spans(value)
        elif not shape.many:
            value = self.leaf(value, shape, path)
        elif type(value) is list:
            value = tuple([self.leaf(item, shape, (*path, index)) for index, item in enumerate(value)])
        elif type(value) is tuple:
            self.bad(path, Problem("found a tuple, expected a list: plain data has no tuples", found=brief(value)))
        if self.count == before:
            for problem in field_problems("", value, shape, PROBLEM_LIMIT - before):
                at = tuple(int(part) for part in problem.field.strip("[]").split("][") if part)
                self.bad((*path, *at), problem.replace(field=""))
        return value

    def part(self, cls: type[R], data: object, path: Path, **given: Any) -> R | None:
        """Convert a mapping into an object of a schema class, or note why not and give `None`."""
        before = self.count
        plan = shapes(cls)
        if type(data) is not dict:
            found = brief(data)
            self.bad(path, Problem(f"found {found}, expected a mapping", found=found, expected="a mapping"))
            return None
        values = dict(given)
        for key, value in data.items():
            if type(key) is not str or key not in plan or key in given:
                self.unknown(key, [name for name in plan if name not in given], path)
            else:
                values[key] = self.field(value, plan[key], (*path, key))
        for name in required(cls):
            if name not in values:
                self.bad(path, missing(name, plan[name]))
        if self.count > before:
            return None
        made: R = make(cls, values)
        for problem in rule_problems(made):
            self.bad((*path, *split_path(problem.field)), problem.replace(field=""))
        return made

    def unknown(self, key: object, known: list[str], path: Path) -> None:
        """Note a key that the class does not have, and the nearest one that it has."""
        near = next(iter(nearest(key, known, 1)), None) if self.count < PROBLEM_LIMIT else None
        message = f"unknown key {brief(key)}; known are {', '.join(known)}"
        self.bad((*path, key if type(key) is str else brief(key)), Problem(message, found=brief(key), suggestion=near))


def required(cls: type[Checked]) -> Iterator[str]:
    """Give the fields that a schema class cannot do without."""
    return (field.name for field in cls.fields_ if field.default is REQUIRED)


def split_path(text: str) -> Path:
    """Split `citations[0].lines` into its keys and indices."""
    parts: list[str | int] = []
    for part in text.split("."):
        name, *indices = part.replace("]", "").split("[")
        parts += [name] if name else []
        parts += [int(index) for index in indices]
    return tuple(parts)


def join_path(path: Path) -> str:
    """Write keys and indices as `citations[0].lines`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{step(part)}" if text else step(part)
    return text


def structure(
    cls: type[R],
    data: object,
    *,
    file: str | None = None,
    where: Callable[[Path], Position] | None = None,
    **given: Any,
) -> R:
    """Make an object of a schema class from plain data, or refuse it with every problem at once.

    Args:
        cls: The class.
        data: A mapping of JSON types only; lists for tuples, EDTF text for dates.
        file: The file that it was read from, for the problems.
        where: Gives the position in that file of a path.
        given: Fields that are known from elsewhere, such as the id from the file's name; not allowed in `data`.

    Raises:
        ValidationError: Something is wrong with the data.
    """
    door = _Door()
    made = door.part(cls, data, (), **given)
    for name, value in given.items():
        for problem in field_problems(name, value, shapes(cls)[name]):
            door.bad((), problem)
    if made is None or door.problems:
        found = tuple(_placed(path, problem, file, where) for path, problem in door.problems)
        raise ValidationError(found, door.count - len(found))
    return made


def _placed(path: Path, problem: Problem, file: str | None, where: Callable[[Path], Position] | None) -> Problem:
    """Complete a problem with its field, file, line and column."""
    line, column = (None, None) if where is None else where(path)
    return problem.replace(field=join_path((*path, *split_path(problem.field))), file=file, line=line, column=column)


def to_plain(obj: Checked) -> dict[str, Any]:
    """Give a part's or record's fields as JSON types, those at their defaults left out; of a record with its id."""
    data: dict[str, Any] = _converter.unstructure(obj)
    return data


def to_dict(record: Record) -> dict[str, Any]:
    """Give a record as a dict of JSON types, `kind` and `id` first; fields that are not filled are left out.

    Args:
        record: The record.

    Returns:
        A new dict; dates are EDTF text, lines are text such as `"46-53, 271"`.

    Example:
        >>> import untip
        >>> untip.to_dict(untip.agencies["unodc"])["acronym"]
        'UNODC'
    """
    if not isinstance(record, Record):
        raise UsageError(f"expected a record, found {brief(record)}")
    return {"kind": record.kind, **to_plain(record)}


def to_file(record: Record) -> dict[str, Any]:
    """Give a record as its file has it: without kind and id, which the folder and the file's name say."""
    data = to_plain(record)
    del data["id"]
    return data


T = TypeVar("T", bound=Record)


def from_dict(cls: type[T], data: Mapping[str, Any]) -> T:
    """Make a record from a dict that `to_dict` could have written.

    Args:
        cls: The class of the record, or `untip.schema.Record` to go by the dict's `kind`.
        data: A dict of JSON types with `kind` (or none) and `id`.

    Returns:
        The record, equal to the one that was written.

    Raises:
        ValidationError: Something is wrong with the dict.

    Example:
        >>> import untip
        >>> unodc = untip.agencies["unodc"]
        >>> untip.from_dict(untip.Agency, untip.to_dict(unodc)) == unodc
        True
    """
    return from_dict_in(cls, data)


def from_dict_in(cls: type[T], data: object, file: str | None = None) -> T:
    """Make a record from a dict, with the name of the file that it stands in for the problems."""
    if not (isinstance(cls, type) and issubclass(cls, Record)):
        raise UsageError(f"expected a record class, found {brief(cls)}")
    try:
        fields = dict(data) if isinstance(data, Mapping) else None
        kind = None if fields is None else fields.pop("kind", None if cls is Record else cls.kind)
    except Exception as error:  # a mapping of the caller's own may raise anything
        message = f"found {brief(data)}, which cannot be read: {brief(error)}"
        raise ValidationError((Problem(message, file=file, expected="a mapping"),)) from error
    if fields is None:
        return structure(cls, data, file=file)
    wanted = KINDS.get(kind) if type(kind) is str else None
    if wanted is None or not issubclass(wanted, cls):
        known = [cls.kind] if cls is not Record else list(KINDS)
        near = next(iter(nearest(kind, known, 1)), None)
        message = f"found {brief(kind)}, expected {' or '.join(known)}"
        raise ValidationError((Problem(message, field="kind", file=file, found=brief(kind), suggestion=near),))
    return cast("T", structure(cast("Any", wanted), fields, file=file))


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id."""
    return len(text) <= 100 and SLUG.holds(text)
