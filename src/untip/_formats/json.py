"""JSON: a strict reader whose errors have line and column, and a writer whose output that reader accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from untip._formats.plain import (
    DEPTH_LIMIT,
    INTEGER,
    LONE,
    Path,
    Plain,
    check_plain,
    decode,
    hidden_in,
    place_of,
    refuse,
    refuse_depth,
)
from untip._schema.fields import DIGIT_LIMIT
from untip._text import brief

VALUE_LIMIT = 1_000_000
"""How many values a JSON file may hold, by its commas and opening brackets."""


class _Doubt(Exception):  # noqa: N818 - internal, never seen by a caller
    """A JSON text must be refused; the place is still to be found."""


# what may have to be refused although `json` reads it: `_walk` then looks more closely
_SUSPECT = r"[0-9]{19}|NaN|Infinity|[eE]\+?[0-9]{3}|\\u[dD][89a-fA-F]"
_PART = r'("(?:[^"\\]++|\\.)*+"|[\[\]{}]|-?[0-9][-+.0-9eE]*+|NaN|-?Infinity)(\s*:)?'


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise _Doubt
    return data


def _too_deep(data: Any) -> bool:
    """Return whether lists and mappings are nested more than `DEPTH_LIMIT` deep."""
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
    """Return what is wrong with a text or a number that `json` reads, and what is expected."""
    if part[0] == '"':
        if "\\u" in part and re.search(LONE, json.loads(part)):
            return f"found half a character in {brief(part)}", "whole characters"
    elif "N" in part or "I" in part:
        return f"found {part}, which JSON does not have", "a finite number"
    elif re.fullmatch(INTEGER, part):
        if len(part.lstrip("-")) > DIGIT_LIMIT:
            return f"found {brief(part)}, a number of more than {DIGIT_LIMIT} digits", f"at most {DIGIT_LIMIT} digits"
    elif abs(float(part)) == float("inf"):
        return f"found {brief(part)}, which is too large", "a 64-bit number"
    return None


def _walk(text: str, file: str | None) -> None:
    """Refuse, with its place, the first thing in a JSON text that `json` accepts and this reader does not."""
    around: list[dict[str, int]] = []  # the keys of each open list or mapping, with their positions
    for match in re.finditer(_PART, text):
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
        ValidationError: It is not JSON in UTF-8, has a hidden character, a key twice, NaN or Infinity, or exceeds a
            limit; the problem has the line.

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
    if re.search(_SUSPECT, source) or _too_deep(data):
        _walk(source, file)
    return data


_TOKEN = r'"(?:[^"\\]++|\\.)*+"|[\[\]{},:]|[^\s\[\]{},:"]++'


def json_places(text: str, paths: Collection[Path]) -> dict[Path, tuple[int, int]]:
    r"""Return line and column of the values at some paths in a JSON text that has been read.

    Args:
        text: The text.
        paths: Keys and indices from the top.

    Returns:
        For each path the position of its value, or of the innermost existing value around it.

    Example:
        >>> json_places('[1,\n {"a": 2}]', [(1, "a"), (1, "b")])
        {(1, 'a'): (2, 8), (1, 'b'): (2, 2)}
    """
    wanted: dict[Any, Any] = {}  # by key or index what is wanted below; None has the position of the value
    for path in paths:
        node = wanted
        for step in path:
            node = node.setdefault(step, {})
    around: list[tuple[bool, Any]] = []  # for each open list or mapping: whether it is a list, what is wanted inside
    steps: list[Any] = []  # and which of its items is being read
    for match in re.finditer(_TOKEN, text):
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


def write_json(data: Plain, indent: int | None = 2) -> str:
    """Write plain data as JSON in UTF-8, without hidden characters.

    Args:
        data: JSON types only; the order of keys is kept.
        indent: Spaces a level; `None` for one line.

    Returns:
        The text of a file.

    Raises:
        ValidationError: `read_json` would refuse the data.

    Example:
        >>> print(write_json({"name": "Genève"}, indent=None), end="")
        {"name": "Genève"}
    """
    check_plain(data)
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    for sign in hidden_in(text):
        text = text.replace(sign, json.dumps(sign)[1:-1])
    return f"{text}\n"
