"""Texts as names are looked for in them: one space between words, no marks, no accents, with the way back.

Every place in the normal form leads to a place in the text, so that a mention is given as it was written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate, compress
from operator import add, sub
from unicodedata import combining, normalize

from untip._text import late_pattern

_SPACED = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + bytes(range(128, 256))
"""For `bytes.translate`: what is neither letter nor digit becomes a space."""

_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""The same for `str.translate`."""

_FEW = 60
"""Up to so many distinct signs outside ASCII, replacing one after another is faster than translating the whole text."""

_AFTER, _AFTER_TWO = (1).__add__, (2).__add__
"""Count the spaces behind a piece of a text."""

_ASCII = bytes(range(128))
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

    __slots__ = ("_lengths", "_places", "_starts", "cased")

    cased: str
    """The normal form in the text's own letters, with a space in front and behind."""
    _starts: list[int]
    """Where each piece between longer spaces begins in the text."""
    _places: list[int]
    """Where each piece begins in the normal form, and where one behind them would."""

    def __init__(self, text: str) -> None:
        self._lengths: list[int] | None = None
        flat = self._flat(text).rstrip(" ")
        pieces = flat.split("  ")
        starts: Iterable[int] = accumulate(map(_AFTER_TWO, map(len, pieces)), initial=0)
        if "   " in flat or flat[:1] == " ":  # pieces begin with a space, or are empty
            bare = [piece.lstrip(" ") for piece in pieces]
            starts = compress(map(add, starts, map(sub, map(len, pieces), map(len, bare))), bare)
            pieces = list(filter(None, bare))
        self.cased = f" {' '.join(pieces)} "
        self._starts = list(starts)
        self._places = list(accumulate(map(_AFTER, map(len, pieces)), initial=1))

    def _flat(self, text: str) -> str:
        if text.isascii():
            return text.encode().translate(_SPACED).decode()
        # lone surrogates, which files with strange names lead to, pass through
        data = text.encode("utf-8", "surrogatepass")
        signs = {*data.translate(None, _ASCII).decode("utf-8", "surrogatepass")}
        changes = {sign: _folded(sign) for sign in signs}
        if all(len(change) == 1 for change in changes.values()):
            if len(changes) > _FEW:
                return text.translate(_MARKS | {ord(sign): change for sign, change in changes.items()})
            for sign, change in changes.items():
                if sign != change:
                    text = text.replace(sign, change)
            # bytes above 127 stay as they are
            return text.encode("utf-8", "surrogatepass").translate(_SPACED).decode("utf-8", "surrogatepass")
        every = _MARKS | {ord(sign): change for sign, change in changes.items()}
        parts = [every.get(ord(sign), sign) for sign in text]
        self._lengths = [0, *accumulate(map(len, parts))]
        return "".join(parts)

    def origins(self, places: list[int]) -> list[int]:
        """Return the places in the text of places in the normal form; a text may have thousands of names."""
        if self._lengths is not None:
            return [self.origin(place) for place in places]
        starts, ends = self._starts, self._places
        pieces = [bisect_right(ends, place) - 1 for place in places]
        return [starts[piece] + place - ends[piece] for piece, place in zip(pieces, places, strict=True)]

    def origin(self, place: int) -> int:
        """Return the place in the text of a place in the normal form."""
        piece = bisect_right(self._places, place) - 1
        place += self._starts[piece] - self._places[piece]
        if self._lengths is not None:
            return max(bisect_right(self._lengths, place) - 1, 0)
        return place


def normal_name(name: str) -> str:
    """Return a name in normal form, without the spaces around it."""
    return Normal(_POSSESSIVE.sub(" s", name) if "'" in name or "’" in name else name).cased.strip()
