"""Words for messages: values shortened, the nearest known names. Raises nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, cast

Suggestions: TypeAlias = "tuple[str, ...] | Callable[[], tuple[str, ...]]"
"""Names to suggest, or a function that finds them when somebody reads them."""


class LatePattern:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._given)
        for method in ("sub", "match", "fullmatch", "search", "finditer", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used: the start does not pay for it.

    Args:
        pattern: The expression.
        flags: Flags of `re`.
    """
    return cast("re.Pattern[str]", LatePattern(pattern, flags))


def brief(value: object, limit: int = 60) -> str:
    """Return a value as a message shows it: shortened, on one line; of something long its type and size.

    Args:
        value: Any value.
        limit: The greatest length, in characters.
    """
    kind = type(value)
    try:
        text = _brief(value, kind, limit)
    except Exception:  # noqa: BLE001 - an object of the caller's own may raise anything
        text = f"<{kind.__name__}>"
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _brief(value: Any, kind: type[Any], limit: int) -> str:
    if isinstance(value, str):
        text = repr(str.__getitem__(value, slice(limit)))
        if len(value) > limit:
            end = f"…{text[0]} of {len(value)} characters"
            return text[: limit - len(end)] + end
        return text if kind is str else f"{kind.__name__} {text}"
    if hasattr(kind, "rules"):  # a record or a part of one
        return f"<{kind.__name__} {getattr(value, 'id', '')}".rstrip() + ">"
    if not hasattr(kind, "__len__"):
        return repr(value)
    if kind in (list, tuple, set, frozenset) and len(value) <= 4 and all(_short(one, limit) for one in value):
        return repr(value)
    return f"<{kind.__name__} of {len(value)}>"


def _short(value: object, limit: int) -> bool:
    return type(value) in (int, bool) or (type(value) is str and len(value) <= limit)


def key_text(name: str) -> str:
    """Return a key as the path of a field shows it: as it is, unless it could break the line or fill it."""
    return name if name.isprintable() and len(name) <= 100 else brief(name)


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """Return the end of an error message that suggests names; empty where there are none."""
    if not suggestions:
        return ""
    *first, last = suggestions
    return f"; did you mean {', '.join(first) + ' or ' if first else ''}{last}?"


def nearest(name: object, known: Iterable[object], count: int = 3) -> tuple[str, ...]:
    """Return the known names most like an unknown one, nearest first.

    Args:
        name: The unknown name; for what is no text there are none.
        known: The known names.
        count: How many at most.
    """
    from difflib import get_close_matches  # 2 ms to import, and most runs make no suggestion

    if not issubclass(type(name), str):
        return ()
    text = str.__getitem__(cast("str", name), slice(100)).casefold()
    folded = {str(one).casefold(): str(one) for one in known}
    return tuple(folded[hit] for hit in get_close_matches(text, folded, count, 0.6))
