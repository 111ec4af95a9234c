"""Plain data (the JSON types), the limits on them, and decoding of text."""

from __future__ import annotations

import re
from typing import Any, NoReturn, TypeAlias

from untip._schema.fields import DIGIT_LIMIT, hidden_signs
from untip._text import brief
from untip.errors import Problem, ValidationError

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""The values of YAML and JSON files."""

Path: TypeAlias = tuple[str | int, ...]
"""The path of a value in plain data: keys and indices from the top."""

DEPTH_LIMIT = 32
"""How deep lists and mappings may be nested."""

NODE_LIMIT = 100_000
"""How many values a YAML file may hold."""

KEY_LIMIT = 100
"""The longest key of a YAML mapping, in characters: with every one escaped it still fits YAML's limit of 1024."""

# patterns are text here and elsewhere: `re` compiles and keeps each on first use, and the start does not pay for it
LONE = "[\ud800-\udfff]"
INTEGER = r"-?(?:0|[1-9][0-9]*)"


_LAID_OUT = frozenset("\t\n\r")
"""Controls that lay a file out: in a field they are hidden, between fields they are not."""


def hidden_in(text: str) -> frozenset[str]:
    """Return the characters of a file's text that are hidden, as `untip._schema.fields` defines it."""
    return hidden_signs(text) - _LAID_OUT


def refuse(
    message: str,
    file: str | None = None,
    place: tuple[int, int] | tuple[None, None] = (None, None),
    found: object = None,
    expected: str | None = None,
) -> NoReturn:
    """Raise a `ValidationError` of one problem."""
    line, column = place
    shown = None if found is None else brief(found)
    problem = Problem(message, file=file, line=line, column=column, found=shown, expected=expected)
    raise ValidationError((problem,)) from None


def refuse_depth(file: str | None = None, place: tuple[int, int] | tuple[None, None] = (None, None)) -> NoReturn:
    """Raise a `ValidationError` for data nested too deep."""
    message = f"lists and mappings are nested more than {DEPTH_LIMIT} deep"
    refuse(message, file, place, expected=f"at most {DEPTH_LIMIT} deep")


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of a character, counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def decode(data: bytes | str, file: str | None = None, *, limit: int | None = None) -> str:
    r"""Decode UTF-8 text without hidden characters.

    Args:
        data: The bytes of a file, or a text that is checked by the same rules.
        file: What to call it in messages.
        limit: The largest size, in bytes; `None` for any.

    Returns:
        The text, its lines ended by LF.

    Raises:
        ValidationError: It is too large, is not UTF-8, begins with a byte order mark, or has a control character,
            a zero-width or a bidi character.

    Example:
        >>> decode(b"a: 1\r\n")
        'a: 1\n'
    """
    raw = str.encode(data, "utf-8", "surrogatepass") if isinstance(data, str) else data
    if limit is not None and len(raw) > limit:
        refuse(f"has {len(raw)} bytes; the limit is {limit}", file, (1, 1), len(raw), f"at most {limit} bytes")
    for mark, name in ((b"\xef\xbb\xbf", "a byte order mark"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16")):
        if raw.startswith(mark):
            refuse(f"begins with {name}; save it as UTF-8 without a byte order mark", file, (1, 1), name, "plain UTF-8")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before, found = raw[: error.start].decode(), f"byte 0x{raw[error.start]:02X}"
        message = f"found {found}, which is not UTF-8; save it as UTF-8"
        refuse(message, file, place_of(before, len(before)), found, "UTF-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    hidden = hidden_in(text)
    offset = min(map(text.index, hidden)) if hidden else text.find("\r")
    if offset >= 0:
        found = f"U+{ord(text[offset]):04X}"
        message = f"found the hidden character {found}; remove it"
        refuse(message, file, place_of(text, offset), found, "characters that show")
    return text


def check_plain(data: Any, depth: int = 0) -> None:
    """Refuse data that could not be read back."""
    kind = type(data)
    if kind is list or kind is dict:
        if depth == DEPTH_LIMIT:
            refuse_depth()
        for item in data if kind is list else data.values():
            check_plain(item, depth + 1)
        for key in data if kind is dict else ():
            if type(key) is not str:
                refuse(f"found the key {brief(key)}, expected text", found=key, expected="text")
            check_plain(key)
    elif kind is str:
        if re.search(LONE, data):
            refuse(f"found half a character in {brief(data)}", found=data, expected="whole characters")
    elif kind is int or kind is float:
        if not abs(data) < (10**DIGIT_LIMIT if kind is int else float("inf")):
            expected = f"at most {DIGIT_LIMIT} digits" if kind is int else "a finite number"
            refuse(f"found {brief(data)}, expected {expected}", found=data, expected=expected)
    elif data is not None and kind is not bool:
        refuse(f"found {brief(data)} of type {kind.__name__}, expected a JSON type", found=data, expected="a JSON type")
