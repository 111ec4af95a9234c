"""Texts as names are looked for in them: one space between words, no marks, no accents, with the way back.

Every place in the normal form leads to a place in the text, so that a mention is given as it was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from unicodedata import combining, normalize

from untip._text import late_pattern

_SPACED = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + bytes(range(128, 256))
"""For `bytes.translate`: what is neither letter nor digit becomes a space."""

_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""The same for `str.translate`."""

_RUN = late_pattern(r" {2,}")
_POSSESSIVE = late_pattern(r"(?<=[A-Za-z])['’]s\b")


@cache
def _folded(sign: str) -> str:
    """Return what a sign outside ASCII becomes: its letter without accents, nothing for an accent, or a space."""
    plain = "".join([one for one in normalize("NFKD", sign) if one.isalnum()])
    return plain if plain or combining(sign) else " "


class Normal:
    """A text in normal form.

    Args:
        text: The text.
    """

    __slots__ = ("_lengths", "_places", "_shifts", "cased", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._lengths: list[int] | None = None
        flat = self._flat(text)
        self._places: list[int] = []
        self._shifts: list[int] = []
        if "  " in flat or flat[:1] == " " or flat[-1:] == " ":
            flat = self._collapsed(flat)
        self.cased = f" {flat} "

    def _flat(self, text: str) -> str:
        if text.isascii():
            return text.encode().translate(_SPACED).decode()
        changes = {ord(sign): _folded(sign) for sign in set(text) if not sign.isascii()}
        if all(len(change) == 1 for change in changes.values()):
            return text.translate(_MARKS | changes)
        changes = _MARKS | changes
        parts = [changes.get(ord(sign), sign) for sign in text]
        self._lengths = [0]
        for part in parts:
            self._lengths.append(self._lengths[-1] + len(part))
        return "".join(parts)

    def _collapsed(self, flat: str) -> str:
        """Return a text with one space between words, and note where spaces went."""
        left = len(flat) - len(flat.lstrip(" "))
        gone = left
        self._places.append(0)
        self._shifts.append(gone)
        for run in re.finditer(r" {2,}", flat.strip(" ")):
            gone += run.end() - run.start() - 1
            self._places.append(run.start() + left + 1 - (gone - (run.end() - run.start() - 1)))
            self._shifts.append(gone)
        return _RUN.sub(" ", flat.strip(" "))

    def origin(self, place: int) -> int:
        """Return the place in the text of a place in the normal form."""
        place -= 1  # the space in front
        if self._places:
            place += self._shifts[max(bisect_right(self._places, place) - 1, 0)]
        if self._lengths is not None:
            return max(bisect_right(self._lengths, place) - 1, 0)
        return place


def normal_name(name: str) -> str:
    """Return a name in normal form, without the spaces around it."""
    return Normal(_POSSESSIVE.sub(" s", name) if "'" in name or "’" in name else name).cased.strip()
