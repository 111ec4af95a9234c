"""Text in and out: strict YAML and JSON to plain data, plain data to the one canonical text.

What a writer writes, the reader of the same format reads as equal data; what no reader would take, no writer writes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterator
from typing import Any

from untip.errors import brief
from untip._formats.strict import (
    DEPTH_LIMIT,
    DIGIT_LIMIT,
    HIDDEN,
    INTEGER,
    KEY_LIMIT,
    LONE,
    Path,
    Plain,
    Positions,
    decode,
    place_of,
    read_yaml,
    refuse,
    refuse_depth,
)

__all__ = ["Path", "Plain", "Positions", "decode", "json_places", "read_json", "read_yaml", "write_json", "write_yaml"]

VALUE_LIMIT = 1_000_000
"""How many values a JSON file may hold, by its commas and opening brackets."""

WIDTH = 120
"""The longest line on which a list or a mapping is written, in characters."""

FOLD_WIDTH = 100
"""A longer text is folded into lines of this width, their indent included."""


class _Doubt(Exception):  # noqa: N818 - no error that anybody sees
    """Something in a JSON text is to be refused; where is still to be found."""


# what may have to be refused although `json` reads it: `_walk` then looks more closely
_SUSPECT = re.compile(r"[0-9]{19}|NaN|Infinity|[eE]\+?[0-9]{3}|\\u[dD][89a-fA-F]")
_PART = re.compile(r'("(?:[^"\\]++|\\.)*+"|[\[\]{}]|-?[0-9][-+.0-9eE]*+|NaN|-?Infinity)(\s*:)?')


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise _Doubt
    return data


def _too_deep(data: Any) -> bool:
    """Tell whether lists and mappings stand more than `DEPTH_LIMIT` deep."""
    level = [data] if type(data) in (list, dict) else []
    for _ in range(DEPTH_LIMIT):
        level = [
            item
            for outer in level
            for item in (outer.values() if type(outer) is dict else outer)
            if type(item) in (list, dict)
        ]
    return bool(level)


def _fault_of(part: str) -> tuple[str, str] | None:
    """Say what is wrong with a text or a number that `json` reads, and what is expected."""
    if part[0] == '"':
        if "\\u" in part and LONE.search(json.loads(part)):
            return f"found half a character in {brief(part)}", "whole characters"
    elif "N" in part or "I" in part:
        return f"found {part}, which JSON does not have", "a finite number"
    elif INTEGER.fullmatch(part):
        if len(part.lstrip("-")) > DIGIT_LIMIT:
            return f"found {brief(part)}, a number of more than {DIGIT_LIMIT} digits", f"at most {DIGIT_LIMIT} digits"
    elif math.isinf(float(part)):
        return f"found {brief(part)}, which is too large", "a 64-bit number"
    return None


def _walk(text: str, file: str | None) -> None:
    """Refuse the first thing in a JSON text that `json` lets pass and we do not, with its place."""
    around: list[dict[str, int]] = []  # of each list or mapping that is open the keys, and where they are
    for match in _PART.finditer(text):
        part, offset = match[1], match.start()
        if part in "{[":
            if len(around) == DEPTH_LIMIT:
                refuse_depth(file, place_of(text, offset))
            around.append({})
        elif part in "]}":
            around.pop()
        else:
            fault = _fault_of(part)
            if fault:
                refuse(fault[0], file, place_of(text, offset), part, fault[1])
            if match[2]:
                key = json.loads(part) if "\\" in part else part[1:-1]
                first = around[-1].setdefault(key, offset)
                if first != offset:
                    message = f"the key {brief(key)} stands here and in line {place_of(text, first)[0]}; keep one"
                    refuse(message, file, place_of(text, offset), key, "each key once")


def read_json(text: bytes | str, file: str | None = None, *, limit: int = 50_000_000) -> Plain:
    """Read JSON as plain data.

    Args:
        text: The bytes of a file, or its text.
        file: What to call it in messages.
        limit: The largest size, in bytes.

    Returns:
        The data.

    Raises:
        ValidationError: It is not UTF-8 that hides nothing, not JSON, has a key twice, NaN or Infinity, or goes beyond
            a limit; the problem has the line.

    Example:
        >>> read_json('{"code": "8.7"}')
        {'code': '8.7'}
    """
    source = decode(text, file, limit=limit)
    if source.count(",") + source.count("[") + source.count("{") > VALUE_LIMIT:
        refuse(f"has more than {VALUE_LIMIT} values", file, (1, 1), expected=f"at most {VALUE_LIMIT} values")
    try:
        data: Plain = json.loads(source, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        refuse(f"is not JSON: {error.msg}", file, (error.lineno, error.colno), expected="JSON")
    except (_Doubt, ValueError, RecursionError) as error:
        _walk(source, file)
        refuse(f"is not JSON that can be read: {error}", file, (1, 1), expected="JSON")
    if _SUSPECT.search(source) or _too_deep(data):
        _walk(source, file)
    return data


_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]++')


def json_places(text: str, paths: Collection[Path]) -> dict[Path, tuple[int, int]]:
    r"""Give line and column of the values at some paths in a JSON text that has been read.

    Args:
        text: The text.
        paths: Keys and indices from the top.

    Returns:
        For each path where its value stands, or the innermost value around it that exists.

    Example:
        >>> json_places('[1,\n {"a": 2}]', [(1, "a"), (1, "b")])
        {(1, 'a'): (2, 8), (1, 'b'): (2, 2)}
    """
    wanted: dict[Any, Any] = {}  # by key or index what is wanted below; under None where the value begins
    for path in paths:
        node = wanted
        for step in path:
            node = node.setdefault(step, {})
    around: list[tuple[bool, Any]] = []  # of each list or mapping that is open: is it a list, what is wanted inside
    steps: list[Any] = []  # and which of its items is being read
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign in "]}":
            around.pop()
            steps.pop()
        elif sign == ",":
            steps[-1] = (steps[-1] or 0) + 1 if around[-1][0] else None
        elif around and steps[-1] is None:
            steps[-1] = json.loads(sign)
        elif sign != ":":
            below = (around[-1][1] or {}).get(steps[-1]) if around else wanted
            if below is not None:
                below[None] = match.start()
            if sign in "[{":
                around.append((sign == "[", below))
                steps.append(0 if sign == "[" else None)
    places: dict[Path, tuple[int, int]] = {}
    for path in paths:
        node, offset = wanted, wanted[None]
        for step in path:
            node = node[step]
            offset = node.get(None, offset)
        places[path] = place_of(text, offset)
    return places


def _check_plain(data: Any, depth: int = 0) -> None:
    """Refuse to write what could not be read back."""
    kind = type(data)
    if kind is list or kind is dict:
        if depth == DEPTH_LIMIT:
            refuse_depth()
        for item in data if kind is list else data.values():
            _check_plain(item, depth + 1)
        for key in data if kind is dict else ():
            if type(key) is not str:
                refuse(f"found the key {brief(key)}, expected text", found=key, expected="text")
            _check_plain(key)
    elif kind is str:
        if LONE.search(data):
            refuse(f"found half a character in {brief(data)}", found=data, expected="whole characters")
    elif kind is int or kind is float:
        if not abs(data) < (10**DIGIT_LIMIT if kind is int else math.inf):
            expected = f"at most {DIGIT_LIMIT} digits" if kind is int else "a finite number"
            refuse(f"found {brief(data)}, expected {expected}", found=data, expected=expected)
    elif data is not None and kind is not bool:
        refuse(f"found {brief(data)} of type {kind.__name__}, expected a JSON type", found=data, expected="a JSON type")


_WORD = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
# what some parser of YAML 1.1 or 1.2 reads as something other than text
_MISREAD = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf", "infinity"))
_ESCAPED = re.compile(rf'["\\\n\r\t]|{HIDDEN.pattern}')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    code = ord(sign)
    form = f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
    return _SHORT.get(sign, form)


def _key(key: str) -> str:
    if not 0 < len(key) <= KEY_LIMIT:
        message = f"found a key of {len(key)} characters, expected 1 to {KEY_LIMIT}"
        refuse(message, found=key, expected=f"1 to {KEY_LIMIT} characters")
    return _flow(key)


def _flow(value: Plain) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join([f"{_key(key)}: {_flow(item)}" for key, item in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([_flow(item) for item in value]) + "]"
    if isinstance(value, str):
        plain = _WORD.fullmatch(value) and value not in _MISREAD
        return value if plain else f'"{_ESCAPED.sub(_escape, value)}"'
    text = json.dumps(value)
    # a float without a point is text to YAML 1.1
    return text.replace("e", ".0e") if isinstance(value, float) and "." not in text else text


def _levels(value: Plain) -> int:
    """Count how deep mappings are nested in a value."""
    if isinstance(value, dict):
        return 1 + max(map(_levels, value.values()), default=0)
    return max(map(_levels, value), default=0) if isinstance(value, list) else 0


def _fold(text: str, width: int) -> list[str] | None:
    """Break a text into lines that a folded block scalar joins to the same text; `None` if there are none."""
    words = text.split(" ")
    if len(text) <= FOLD_WIDTH or len(words) == 1 or words != text.split() or HIDDEN.search(text):
        return None
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _entry(head: str, value: Plain, column: int) -> Iterator[str]:
    """Give the lines of a key or a dash with its value, which begin at a column."""
    if isinstance(value, str):
        folded = None if head == "-" else _fold(value, FOLD_WIDTH - column - 2)
        if folded:
            yield f"{head} >-"
            yield from (f"  {line}" for line in folded)
            return
    if isinstance(value, (list, dict)) and value:
        too_rich = _levels(value) > (2 if isinstance(value, dict) else 0)
        if too_rich or column + len(f"{head} {_flow(value)}") > WIDTH:
            inner = _block(value, column + 2)
            yield f"- {next(inner)}" if head == "-" else head
            yield from (f"  {line}" for line in inner)
            return
    yield f"{head} {_flow(value)}"


def _block(value: list[Plain] | dict[str, Plain], column: int) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _entry(f"{_key(key)}:", item, column)
    else:
        for item in value:
            yield from _entry("-", item, column)


def write_yaml(data: Plain) -> str:
    """Write plain data as YAML in the one canonical form, which every YAML parser reads alike.

    Args:
        data: JSON types only; the order of keys is kept.

    Returns:
        The text of a file: lower-case words plain, other text in quotes or, if long, folded; short lists and
        mappings on one line.

    Raises:
        ValidationError: `read_yaml` would not take the data back.

    Example:
        >>> print(write_yaml({"type": "initiative", "start": "2007-03", "leads": ["unodc"]}), end="")
        type: initiative
        start: "2007-03"
        leads: [unodc]
    """
    _check_plain(data)
    lines = _block(data, 0) if isinstance(data, (list, dict)) and data else [_flow(data)]
    return "\n".join(lines) + "\n"


def write_json(data: Plain, indent: int | None = 2) -> str:
    """Write plain data as JSON that is UTF-8 and hides nothing.

    Args:
        data: JSON types only; the order of keys is kept.
        indent: Spaces a level; `None` for one line.

    Returns:
        The text of a file.

    Raises:
        ValidationError: `read_json` would not take the data back.

    Example:
        >>> print(write_json({"name": "Genève"}, indent=None), end="")
        {"name": "Genève"}
    """
    _check_plain(data)
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    return HIDDEN.sub(lambda match: json.dumps(match[0])[1:-1], text) + "\n"
