"""A writer of YAML in one canonical form, which every YAML parser reads in the same way.

The reader of this package reads the output as equal data; data that it would refuse are not written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from untip._formats.plain import KEY_LIMIT, Plain, check_plain, hidden_in, refuse

WIDTH = 120
"""The longest line on which a list or a mapping is written, in characters."""

FOLD_WIDTH = 100
"""A longer text is folded into lines of this width, their indent included."""

_WORD = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
# plain words that a parser of YAML 1.1 or 1.2 does not read as text
_MISREAD = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf", "infinity"))
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _quoted(text: str) -> str:
    """Return a text in double quotes, what is hidden in it escaped."""
    escapes = {ord(sign): _escaped(sign) for sign in hidden_in(text).union(_SHORT)}
    return f'"{text.translate(escapes)}"'


def _escaped(sign: str) -> str:
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
        plain = re.fullmatch(_WORD, value) and value not in _MISREAD
        return value if plain else _quoted(value)
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
    if len(text) <= FOLD_WIDTH or len(words) == 1 or words != text.split() or hidden_in(text):
        return None
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _entry(head: str, value: Plain, column: int) -> Iterator[str]:
    """Yield the lines of a key or a dash with its value, which begin at a column."""
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
    """Write plain data as YAML in canonical form, which every YAML parser reads in the same way.

    Args:
        data: JSON types only; the order of keys is kept.

    Returns:
        The text of a file: lower-case words plain, other text in quotes or, if long, folded; short lists and
        mappings on one line.

    Raises:
        ValidationError: `read_yaml` would refuse the data.

    Example:
        >>> print(write_yaml({"type": "initiative", "start": "2007-03", "leads": ["unodc"]}), end="")
        type: initiative
        start: "2007-03"
        leads: [unodc]
    """
    check_plain(data)
    lines = _block(data, 0) if isinstance(data, (list, dict)) and data else [_flow(data)]
    return "\n".join(lines) + "\n"
