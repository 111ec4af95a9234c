"""A strict reader of YAML: plain data from the parser's events, with the position of every value.

Nothing is composed or constructed before it is checked. Of plain scalars only JSON's words, whole numbers
and numbers with a point are more than text, and `~` and nothing are null: `NO`, `1e3` and `2000-11-15` are text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, NoReturn, cast

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, StreamEndEvent

from untip._formats.plain import (
    DEPTH_LIMIT,
    INTEGER,
    KEY_LIMIT,
    LONE,
    NODE_LIMIT,
    Path,
    Plain,
    decode,
    place_of,
    refuse,
    refuse_depth,
)
from untip._schema.fields import DIGIT_LIMIT
from untip._text import brief
from untip.errors import ValidationError

_BLOCK_HEAD = re.compile(r"[|>][-+0-9]{0,2}(?: +#.*| *)")
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+%")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Positions:
    r"""The position of each value in a file, by its path; lines and columns count from 1.

    A list or mapping that is the value of a key has the position of its key.

    Args:
        root: The place of the outermost value: marks of its key and of itself, and the places of what is inside.

    Example:
        >>> _, positions = read_yaml("a: 1\nb:\n  - x\n")
        >>> positions["b", 0], positions.key_at(("b",)), positions.nearest(("a", "z"))
        ((3, 5), (2, 1), (1, 4))
    """

    __slots__ = ("_root",)

    def __init__(self, root: tuple[Any, Any, Any]) -> None:
        self._root = root

    def _find(self, path: Path) -> tuple[tuple[Any, Any, Any], int]:
        """Return the deepest known place on a path, and the number of steps to it."""
        place = self._root
        for taken, step in enumerate(path):
            try:
                place = place[2][step]
            except (TypeError, KeyError, IndexError):
                return place, taken
        return place, len(path)

    def _mark(self, path: Path, which: int) -> tuple[int, int]:
        place, taken = self._find(path)
        if taken != len(path):
            raise KeyError(path)
        return place[which].line + 1, place[which].column + 1

    def __getitem__(self, path: Path) -> tuple[int, int]:
        return self._mark(path, 1)

    def __contains__(self, path: Path) -> bool:
        return self._find(path)[1] == len(path)

    def key_at(self, path: Path) -> tuple[int, int]:
        """Return line and column of the key whose value has this path; of an item of a list, those of the item.

        Args:
            path: Keys and indices from the top.

        Raises:
            KeyError: There is nothing at that path.
        """
        return self._mark(path, 0)

    def nearest(self, path: Path) -> tuple[int, int]:
        """Return line and column of the value at a path, or of the innermost existing value around it.

        Args:
            path: Keys and indices from the top.
        """
        mark = self._find(path)[0][1]
        return mark.line + 1, mark.column + 1

    def within(self, *above: str | int) -> Callable[[Path], tuple[int, int]]:
        """Return a function that finds the places of paths below a value, as `nearest` does.

        Args:
            above: Keys and indices of that value, from the top.
        """
        return lambda path: self.nearest((*above, *path))


class _Constructor:
    """Makes plain data of a parser's events, and refuses everything else."""

    __slots__ = ("_file", "_flow", "_next", "_nodes", "_text")

    def __init__(self, text: str, file: str | None) -> None:
        self._next = _Loader(text).get_event
        self._file = file
        self._nodes = 0
        self._flow = 0
        self._text = text

    def refuse(self, mark: Any, message: str, found: object = None, expected: str | None = None) -> NoReturn:
        refuse(message, self._file, (mark.line + 1, mark.column + 1), found, expected)

    def document(self) -> tuple[Plain, Positions]:
        """Read the one document."""
        self._next()
        event = self._next()
        if type(event) is StreamEndEvent:
            self.refuse(event.start_mark, "is empty; expected one document", expected="one document")
        event = self._next()
        data, inside = self._value(event, 0)
        self._next()
        end = self._next()
        if type(end) is not StreamEndEvent:
            self.refuse(end.start_mark, "found a second document; keep one a file", "---", "one document")
        return data, Positions((event.start_mark, event.start_mark, inside))

    def _value(self, event: Any, depth: int) -> tuple[Any, Any]:
        """Read a value; return it with the places of the values inside it."""
        self._nodes += 1
        if self._nodes > NODE_LIMIT:
            self.refuse(event.start_mark, f"has more than {NODE_LIMIT} values", expected=f"at most {NODE_LIMIT} values")
        kind = type(event)
        if kind is ScalarEvent:
            return self._scalar(event), None
        self._check_bare(event)
        if depth == DEPTH_LIMIT:
            refuse_depth(self._file, (event.start_mark.line + 1, event.start_mark.column + 1))
        self._flow += bool(event.flow_style)
        found = self._mapping(depth + 1) if kind is MappingStartEvent else self._sequence(depth + 1)
        self._flow -= bool(event.flow_style)
        return found

    def _sequence(self, depth: int) -> tuple[list[Any], list[Any]]:
        data: list[Any] = []
        places: list[Any] = []
        while type(event := self._next()) is not SequenceEndEvent:
            value, inside = self._value(event, depth)
            data.append(value)
            places.append((event.start_mark, event.start_mark, inside))
        return data, places

    def _mapping(self, depth: int) -> tuple[dict[str, Any], dict[str, Any]]:
        data: dict[str, Any] = {}
        places: dict[str, Any] = {}
        while type(event := self._next()) is not MappingEndEvent:
            mark = event.start_mark
            key = self._key(event)
            if key in data:
                message = f"the key {brief(key)} stands here and in line {places[key][0].line + 1}; keep one"
                self.refuse(mark, message, key, "each key once")
            event = self._next()
            data[key], inside = self._value(event, depth)
            places[key] = (mark, event.start_mark if inside is None else mark, inside)
        return data, places

    def _key(self, event: Any) -> str:
        if not isinstance(event, ScalarEvent):
            self._check_bare(event)
            self.refuse(event.start_mark, "found a list or mapping as a key; a key must be text", expected="text")
        if event.value == "<<" and not event.style:
            self.refuse(event.start_mark, "found the merge key <<; write the entries out", "<<", "no merge keys")
        end = cast("Any", event).end_mark.index
        if self._flow and self._text[end : end + 2] not in (": ", ":\n"):  # parsers read this differently
            message = f"found the key {brief(event.value)} without a colon and a space after it"
            self.refuse(event.start_mark, message, event.value, "a colon and a space after a key")
        key = self._scalar(event)
        if not isinstance(key, str):
            message = f"found the key {brief(event.value)}, which is not text; put it in quotes"
            self.refuse(event.start_mark, message, event.value, "text")
        if not 0 < len(key) <= KEY_LIMIT:
            message = f"found a key of {len(key)} characters, expected 1 to {KEY_LIMIT}"
            self.refuse(event.start_mark, message, key, f"1 to {KEY_LIMIT} characters")
        return key

    def _scalar(self, event: Any) -> str | int | float | bool | None:
        if event.anchor is not None or event.tag is not None:
            self._check_bare(event)
        text: str = event.value
        self._check_alike(event)
        if event.style:
            # only PyYAML's own parser accepts an escape for half of a surrogate pair
            if not text.isascii() and re.search(LONE, text):
                self.refuse(event.start_mark, "found the escape of half a character", text, "whole characters")
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in "-0123456789":
            return text
        if re.fullmatch(INTEGER, text):
            if len(text.lstrip("-")) > DIGIT_LIMIT:
                message = f"found {brief(text)}, a number of more than {DIGIT_LIMIT} digits; if it is text, quote it"
                self.refuse(event.start_mark, message, text, f"at most {DIGIT_LIMIT} digits")
            return int(text)
        if not _FLOAT.fullmatch(text):
            return text
        number = float(text)
        if math.isinf(number):
            self.refuse(event.start_mark, f"found {brief(text)}, which is too large", text, "a 64-bit number")
        return number

    def _check_alike(self, event: Any) -> None:
        """Refuse a scalar that libyaml and PyYAML's own parser read differently."""
        text: str = event.value
        if event.style in ("|", ">"):
            start = event.start_mark.index
            head = self._text[start : self._text.find("\n", start)]
            if not _BLOCK_HEAD.fullmatch(head):
                self.refuse(event.start_mark, f"found {brief(head)}; write {head[:1]}- alone", head, "|- or >- alone")
        elif self._flow and not event.style and ("?" in text or ":" in text):
            message = f"found {brief(text)} inside brackets without quotes; put it in quotes"
            self.refuse(event.start_mark, message, text, "quotes around what has ? or : in it")

    def _check_bare(self, event: Any) -> None:
        """Refuse an alias, an anchor and a tag."""
        mark = event.start_mark
        if type(event) is AliasEvent:
            self.refuse(
                mark,
                f"found the alias *{brief(event.anchor)[1:-1]}; write its value out",
                f"*{event.anchor}",
                "no aliases",
            )
        if event.anchor is not None:
            self.refuse(
                mark, f"found the anchor &{brief(event.anchor)[1:-1]}; remove it", f"&{event.anchor}", "no anchors"
            )
        if event.tag is not None:
            self.refuse(mark, f"found the tag {brief(event.tag)}; remove it", event.tag, "no tags")


def read_yaml(text: bytes | str, file: str | None = None, *, limit: int = 1_000_000) -> tuple[Plain, Positions]:
    r"""Read one YAML document as plain data.

    Args:
        text: The bytes of a file, or its text.
        file: What to call it in messages.
        limit: The largest size, in bytes.

    Returns:
        The data, and the position of each value in the text.

    Raises:
        ValidationError: It is not one document in UTF-8, has a hidden character, directives, anchors, aliases, tags,
            merge keys, a key twice or a key that is not text, or exceeds a limit; the problem has the line.

    Example:
        >>> data, positions = read_yaml("code: NO\nsince: 2000-11-15\ngoal: 8\n")
        >>> data
        {'code': 'NO', 'since': '2000-11-15', 'goal': 8}
        >>> positions["goal",]
        (3, 7)
    """
    source = decode(text, file, limit=limit)
    tab = source.find("\t")
    if tab >= 0:  # parsers differ in where they take it
        refuse("found a tab; use spaces, or \\t in double quotes", file, place_of(source, tab), "\t", "no tabs")
    directive = _DIRECTIVE.match(source)
    if directive:
        message = "found a directive; remove the line"
        refuse(message, file, place_of(source, directive.end() - 1), "%", "no directives")
    try:
        return _Constructor(source, file).document()
    except ValidationError:
        raise
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        cause = brief(", ".join(part for part in (error.context, error.problem) if part), 300)[1:-1]
        refuse(f"is not YAML: {cause}", file, (mark.line + 1, mark.column + 1) if mark else (1, 1), expected="YAML")
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        refuse(f"is not YAML: {brief(str(error), 300)[1:-1]}", file, (1, 1), expected="YAML")
