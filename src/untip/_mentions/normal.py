"""Texts as names are looked for in them: one space between words, no marks, no accents, with the way back.

Every place in the normal form leads to a place in the text, so that a mention is given as it was written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate
from typing import TypeAlias
from unicodedata import category, combining, normalize

from untip._text import late_pattern

_SPACED = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + bytes(range(128, 256))
"""For `bytes.translate`: what is neither letter nor digit becomes a space."""

_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}
"""The same for `str.translate`."""

_FEW = 60
"""Up to so many distinct signs outside ASCII, replacing one after another is faster than translating the whole text."""

_LEFT_OUT = "\xad"
"""Stands for what is left out: accents, invisible signs (as the soft hyphen itself), a space behind another."""

_THREE = late_pattern(f"{_LEFT_OUT} ")
"""A left out space and a third one; what is rare, a pattern replaces faster than `str.replace`."""

_GAP = late_pattern(f" [ {_LEFT_OUT}]* ")
"""Spaces, with what is left out between them."""

_ASCII = bytes(range(128))
_POSSESSIVE = late_pattern(r"(?<=[A-Za-z])['’]s\b")


@cache
def _folded(sign: str) -> str:
    """Return what a sign outside ASCII becomes: its letter without accents, a space, or what stands for nothing."""
    plain = "".join([one for one in normalize("NFKD", sign) if one.isalnum()])
    if plain:
        return plain
    # selectors of a variant are accents without a class
    left_out = combining(sign) or category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"
    return _LEFT_OUT if left_out else " "


_LAST = "\xff"
"""The last sign that has a byte of its own in Latin-1."""

_LATIN = _SPACED[:128] + bytes(
    ord(change if len(change := _folded(sign)) == 1 and change <= _LAST else sign) for sign in map(chr, range(128, 256))
)
"""As `_SPACED`, of Latin-1: letters lose their accents in the same step."""


Hit: TypeAlias = tuple[int, int, str]
"""Where a name begins and ends in a text, and the name."""


class Normal:
    """A text in normal form.

    Args:
        text: The text.
    """

    __slots__ = ("_inside", "_lengths", "_marked", "cased")

    cased: str
    """The normal form in the text's own letters, with a space in front and behind."""
    _marked: str
    """The same, and a sign for each that is left out."""
    _inside: bool
    """Whether any is left out that may stand inside a word."""
    _lengths: list[int] | None
    """For each sign of the text, where it begins in `_marked`; `None` where each sign became one sign."""

    def __init__(self, text: str) -> None:
        self._lengths = None
        flat = f" {self._flat(text)} "
        self._inside = _LEFT_OUT in flat
        if self._inside:
            self._marked = _GAP.sub(lambda gap: " " + (len(gap[0]) - 1) * _LEFT_OUT, flat)
        else:
            self._marked = _THREE.sub(2 * _LEFT_OUT, flat.replace("  ", f" {_LEFT_OUT}"))  # of three spaces and more
        self.cased = self._marked.replace(_LEFT_OUT, "")

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
                if sign > _LAST or change > _LAST:
                    text = text.replace(sign, change)
            if all(change <= _LAST for change in changes.values()):
                return text.encode("latin-1").translate(_LATIN).decode("latin-1")
            for sign, change in changes.items():
                text = text.replace(sign, change)
            # bytes above 127 stay as they are
            return text.encode("utf-8", "surrogatepass").translate(_SPACED).decode("utf-8", "surrogatepass")
        every = _MARKS | {ord(sign): change for sign, change in changes.items()}
        parts = [every.get(ord(sign), sign) for sign in text]
        self._lengths = [*accumulate(map(len, parts), initial=1)]
        return "".join(parts)

    def origins(self, hits: Iterable[Hit]) -> list[Hit]:
        """Return where in the text the names stand that were found in the normal form.

        Args:
            hits: The names, in the order of their ends.
        """
        inside = self._inside
        count = self._marked.count  # a text may have thousands of names, so this is written out twice
        found: list[Hit] = []
        last = at = 0
        for start, end, name in hits:
            begin, at = at, at + end - 1 - last
            while left_out := count(_LEFT_OUT, begin, at + 1):
                begin, at = at + 1, at + left_out
            last = end - 1
            first = at - last + start
            if inside or " " in name:
                until = at
                while left_out := count(_LEFT_OUT, first, until):
                    first, until = first - left_out, first
            found.append((first - 1, at, name))
        lengths = self._lengths
        if lengths is None:
            return found
        return [
            (bisect_right(lengths, first + 1) - 1, bisect_right(lengths, last), name) for first, last, name in found
        ]


def normal_name(name: str) -> str:
    """Return a name in normal form, without the spaces around it."""
    return Normal(_POSSESSIVE.sub(" s", name) if "'" in name or "’" in name else name).cased.strip()
