"""What a field may hold: formats of text, shapes read from annotations, and the check of one value.

This module does not import the schema: the schema declares fields, this module checks their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Annotated, Any, get_args, get_origin

import attrs

from untip._text import brief, nearest
from untip.dates import Interval, PartialDate
from untip.errors import PROBLEM_LIMIT, Problem

TEXT_LIMIT = 4000
"""The longest text that a field may hold, in characters."""

DIGIT_LIMIT = 18
"""How many digits a whole number may have: any such number fits 64 bits."""

LINE_LIMIT = 9_999_999
"""The last line that a citation may name."""

SPAN_LIMIT = 12
"""The widest span of lines that a citation may have."""


class Format:
    """A form that a text must have, named in an annotation: `Annotated[str, SLUG]`.

    Args:
        expected: The form, in words.
        pattern: A regular expression that the whole text matches (ECMA 262 and Python alike).
    """

    __slots__ = ("_matches", "expected", "pattern")

    def __init__(self, expected: str, pattern: str) -> None:
        self.expected = expected
        self.pattern = pattern
        self._matches: Callable[[str], object] | None = None

    def __repr__(self) -> str:
        return f"<form: {self.expected}>"

    def holds(self, text: str) -> bool:
        """Return whether the whole text has this form."""
        if self._matches is None:
            self._matches = re.compile(self.pattern, re.ASCII).fullmatch
        return self._matches(text) is not None


SLUG = Format("a slug: lower-case letters, digits and single hyphens", r"[a-z0-9]+(-[a-z0-9]+)*")
FIELD = Format("the name of a field", r"[a-z][a-z0-9_]*")
HTTPS = Format("an https address", r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"{}|\\^`]*)?")
SHA256 = Format("64 hexadecimal digits", r"[0-9a-f]{64}")
ALPHA2 = Format("two capital letters (ISO 3166-1 alpha-2)", r"[A-Z]{2}")
ALPHA3 = Format("three capital letters (ISO 3166-1 alpha-3)", r"[A-Z]{3}")
M49 = Format("three digits (UN M49)", r"[0-9]{3}")
TARGET = Format("the code of an SDG target, such as 8.7 or 5.a", r"(1[0-7]|[1-9])\.([1-9][0-9]?|[a-d])")
INDICATOR = Format("the code of an SDG indicator, such as 8.7.1", r"(1[0-7]|[1-9])\.([1-9][0-9]?|[a-d])\.[1-9][0-9]?")
LANGUAGE = Format("a language tag (BCP 47), such as en or pt-BR", r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SPANS = Format('spans of lines, such as "161-166" or "46-53, 271"', r"[0-9]+(-[0-9]+)?(, [0-9]+(-[0-9]+)?)*")

Spans = Annotated[tuple[tuple[int, int], ...], SPANS]
"""Lines of a transcript: pairs of first and last line, both counted from 1; in files `"46-53, 271"`."""

_PLAIN: dict[type, str] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
_DATED: dict[type, str] = {
    PartialDate: 'a date in quotes, such as "2007", "2007-03" or "2007-03-26"',
    Interval: 'an interval in quotes, such as "2007-03/2014-12"',
}
_MADE: dict[type, str] = {
    PartialDate: 'untip.PartialDate("2007-03")',
    Interval: 'untip.Interval("2007-03/2014-12")',
}
_PAIRS = "pairs of first and last line, such as ((161, 166), (271, 271))"
_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Unicode categories of characters that are invisible or not assigned."""

SEPARATOR = " | "
"""What separates several values in one cell of CSV."""


def read_spans(value: object) -> object:
    """Return `"46-53, 271"` as pairs of lines; another value unchanged, for the check to refuse."""
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
    """Return pairs of lines as files have them."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


class Shape:
    """What one field holds, read from its annotation.

    Args:
        types: The types that a value (or, where `many`, each item) may have.
        many: Whether the field is a tuple of such values.
        optional: Whether it may be `None`.
        format: The form of its text, if one is asked for.
    """

    __slots__ = ("_members", "format", "many", "optional", "types")

    def __init__(self, types: tuple[type, ...], many: bool, optional: bool, form: Format | None) -> None:
        self.types = types
        self.many = many
        self.optional = optional
        self.format = form
        self._members: dict[str, Enum] | None = None

    @property
    def spans(self) -> bool:
        """Whether this is the shape of `Spans`."""
        return self.format is SPANS

    @property
    def part(self) -> Any:
        """The schema class that the field holds, or `None`."""
        return self.types[0] if hasattr(self.types[0], "rules") else None

    @property
    def vocabulary(self) -> type[Enum] | None:
        """The vocabulary that the field is limited to, or `None`."""
        return self.types[0] if issubclass(self.types[0], Enum) else None

    @property
    def members(self) -> dict[str, Enum]:
        """The members of that vocabulary by value; none where there is no vocabulary."""
        if self._members is None:  # two threads may both collect them: they are equal
            self._members = {member.value: member for member in self.vocabulary or ()}
        return self._members

    @property
    def expected(self) -> str:
        """What one value should be, in words."""
        if self.format is not None:
            return self.format.expected
        first = self.types[0]
        if issubclass(first, Enum):
            return f"one of {', '.join(str(member.value) for member in first)}"
        words = (_PLAIN.get(t) or _DATED.get(t) or f"a mapping of {t.__name__}" for t in self.types)
        return " or ".join(dict.fromkeys(words))

    def made_of(self, value: object) -> str:
        """Return what one value should be where a record is made in Python, in words: the call that makes it.

        Args:
            value: The value that was given instead; of one that can be read as a date it is the call with it.
        """
        if self.part is not None:
            needed = [field.name for field in attrs.fields(self.part) if field.default is attrs.NOTHING]
            return f"{self.part.__module__}.{self.part.__name__}({', '.join(f'{name}=…' for name in needed)})"
        dated: list[Any] = [kind for kind in self.types if kind in _MADE]
        for kind in dated:
            try:
                return f'untip.{kind.__name__}("{kind(value)}")'
            except Exception:  # noqa: BLE001, S112 - a value of the caller's own may raise anything
                continue
        return " or ".join(_MADE[kind] for kind in dated) or self.expected


def shape_of(annotation: Any) -> Shape:
    """Return the shape of an annotation: `X`, `X | None`, `tuple[X, ...]`, `X | Y`, with `Annotated` formats."""
    form: Format | None = None
    if get_origin(annotation) is Annotated:
        annotation, form = get_args(annotation)
        if form is SPANS:
            return Shape((tuple,), many=False, optional=False, form=form)
    if get_origin(annotation) is tuple:
        item = shape_of(get_args(annotation)[0])
        return Shape(item.types, many=True, optional=False, form=item.format)
    if isinstance(annotation, type):
        return Shape((annotation,), many=False, optional=False, form=form)
    parts = get_args(annotation)
    inner = [shape_of(part) for part in parts if part is not type(None)]
    types = tuple(t for shape in inner for t in shape.types)
    return Shape(types, many=False, optional=type(None) in parts, form=inner[0].format)


def read_text(text: str, shape: Shape) -> Any:
    """Return a text as one value of a shape: a member, a date or the text; any other text unchanged.

    Raises:
        InvalidDateError: The field has dates, and the text is not one.
    """
    if shape.vocabulary is not None:
        return shape.members.get(text, text)
    dated = [kind for kind in shape.types if kind in _DATED]
    return dated[-1 if "/" in text else 0](text) if dated else text


def hidden_signs(text: str) -> frozenset[str]:
    """Return the characters of a text that are invisible or not assigned; controls such as line ends are among them."""
    if text.isascii() and text.isprintable():
        return frozenset()
    from unicodedata import category  # 1 ms with the tables of Unicode, and the package's own records were checked

    return frozenset([sign for sign in set(text) if category(sign) in _HIDDEN])


def text_fault(text: str) -> str | None:
    """Return what is wrong with a text (hidden characters, stray space, not NFC, too long), or `None`."""
    if not text:
        return "it is empty"
    if len(text) > TEXT_LIMIT:
        return f"it is too long; the limit is {TEXT_LIMIT} characters"
    hidden = hidden_signs(text)
    if hidden:
        return f"it has the hidden or unassigned character U+{ord(min(hidden, key=text.index)):04X}; remove it"
    if not text.isascii():
        from unicodedata import is_normalized  # not at the top, as in `hidden_signs`

        if not is_normalized("NFC", text):
            return "it is not in Unicode normal form NFC; normalize it"
    if text != " ".join(text.split()):
        return "it has stray white space; keep single spaces, none at the ends"
    return None


def _value_faults(value: Any, shape: Shape, suggest: bool, by_hand: bool = False) -> Iterator[tuple[str, str | None]]:
    """Yield each fault of one value as (message, suggestion)."""
    if type(value) not in shape.types:
        member = shape.members.get(value) if type(value) is str else None  # a value of another type may have no hash
        if member is not None:
            name = f"{type(member).__name__}.{member.name}"
            yield f"must be {name}, not the string {value!r} (untip.from_dict converts strings)", None
        else:
            expected = shape.made_of(value) if by_hand else shape.expected
            yield f"found {brief(value)}, expected {expected}", suggestion(value, shape) if suggest else None
    elif type(value) is str:
        fault = text_fault(value)
        if not value:
            yield f"found '': {fault}; {'omit the field' if shape.optional else 'fill it in'}", None
        elif fault is not None:
            yield f"found {brief(value)}: {fault}", None
        elif shape.format is not None and not shape.format.holds(value):
            yield f"found {brief(value)}, expected {shape.format.expected}", None
    elif type(value) is int and not -(10**DIGIT_LIMIT) < value < 10**DIGIT_LIMIT:
        yield f"found a number of more than {DIGIT_LIMIT} digits, expected {shape.expected}", None
    elif type(value) is float and value - value != 0.0:  # neither infinite nor NaN
        yield f"found {value}, expected a finite number", None


def suggestion(value: object, shape: Shape) -> str | None:
    """Return the member of a vocabulary nearest to a wrong value."""
    if shape.vocabulary is None:
        return None
    return next(iter(nearest(value, [member.value for member in shape.vocabulary], 1)), None)


def _span_faults(value: Any, expected: str) -> Iterator[str]:
    """Yield each fault of a value that should be spans of lines."""
    if type(value) is not tuple:
        yield f"found {brief(value)}, expected {expected}"
        return
    before = 0
    for span in value:
        if type(span) is not tuple or len(span) != 2 or any(type(n) is not int for n in span):
            yield f"found {brief(span)}, expected a pair of first and last line"
            return
        first, last = span
        if max(abs(first), abs(last)) > LINE_LIMIT:
            yield f"found a line beyond {LINE_LIMIT}"
            return
        if first < 1 or last < first:
            yield f"found {first}-{last}, expected a first line from 1 and a last line not before it"
        elif last - first >= SPAN_LIMIT:
            yield f"found {first}-{last}, expected a span of at most {SPAN_LIMIT} lines; cite narrower"
        elif first <= before:
            yield f"found {first}-{last} after line {before}, expected spans in order that do not overlap"
        before = last


def field_problems(
    name: str, value: Any, shape: Shape, suggestions: int = PROBLEM_LIMIT, by_hand: bool = False
) -> Iterator[Problem]:
    """Yield each problem of one value against its field's shape.

    Args:
        name: The field.
        value: The value.
        shape: The shape.
        suggestions: How many problems get a suggestion, which takes time.
        by_hand: Whether the value was given in Python; what is expected is then said as Python has it, not as files do.
    """
    if value is None and shape.optional:
        return
    if shape.spans:
        for fault in _span_faults(value, _PAIRS if by_hand else SPANS.expected):
            yield Problem(fault, field=name, expected=SPANS.expected)
        return
    items = [(name, value)]
    if shape.many:
        if type(value) is not tuple:
            found = brief(value)
            wanted = "a tuple" if by_hand else "a list"
            wanted = "a tuple, so that nobody can change it" if type(value) is list else wanted
            expected = f"a list of {shape.expected}"
            yield Problem(f"found {found}, expected {wanted}", field=name, found=found, expected=expected)
            return
        items = [(f"{name}[{index}]", item) for index, item in enumerate(value)]
    for path, item in items:
        for message, near in _value_faults(item, shape, suggestions > 0, by_hand):
            suggestions -= 1
            yield Problem(message, field=path, found=brief(item), expected=shape.expected, suggestion=near)


def missing(name: str, shape: Shape) -> Problem:
    """Return the problem of a required field that is not there."""
    return Problem(f"missing: {name}, {shape.expected}", field=name, expected=shape.expected)
