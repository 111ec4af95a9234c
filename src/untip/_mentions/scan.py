"""Finding names in a text: by an automaton where one is installed, else by two trees of words; the same answers.

A name counts between spaces of a normal text. Each engine gives every name at every place; the caller chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Any, Protocol, TypeAlias

from untip._mentions.normal import Hit
from untip.errors import MissingExtraError

Scan: TypeAlias = Callable[[str, str], Iterable[Hit]]
"""Returns the names in a normal text, given in its own letters and in small ones, in the order of their ends."""


class _Machine(Protocol):
    def find_matches_as_indexes(self, haystack: str, *, overlapping: bool) -> list[tuple[int, int, int]]: ...


def automaton(loose: Iterable[str], exact: Iterable[str]) -> Scan:
    """Return a scan by the Aho-Corasick automaton of `ahocorasick-rs`.

    Args:
        loose: Names in small letters, which count in any letters.
        exact: Names that count only as they are written.

    Raises:
        MissingExtraError: ahocorasick-rs is not installed.
    """
    try:
        import ahocorasick_rs
    except ImportError as error:
        raise MissingExtraError("ahocorasick_rs", "text") from error
    any_letters, as_written = frozenset(loose), frozenset(exact)
    known = sorted(any_letters | {name.lower() for name in as_written})
    if not known:
        return _nothing
    machine: _Machine = ahocorasick_rs.AhoCorasick([f" {name} " for name in known])
    small = {name.lower() for name in as_written}
    loose_names = [name if name in any_letters else "" for name in known]
    is_exact = [name in small for name in known]

    def scan(cased: str, low: str) -> Iterator[Hit]:
        # one pass for both: what must be as it is written is compared with the text
        for index, start, end in machine.find_matches_as_indexes(low, overlapping=True):
            if name := loose_names[index]:
                yield start + 1, end - 1, name
            if is_exact[index] and (name := cased[start + 1 : end - 1]) in as_written:
                yield start + 1, end - 1, name

    return scan


def trees(loose: Iterable[str], exact: Iterable[str]) -> Scan:
    """Return a scan by two trees of words: each word that begins a name is followed as far as names go.

    Args:
        loose: Names in small letters, which count in any letters.
        exact: Names that count only as they are written.
    """
    any_letters, as_written = _tree(loose), _tree(exact)

    def scan(cased: str, low: str) -> list[Hit]:
        found = low[1:-1].split(" ")
        starts = list(accumulate(map(_AFTER, map(len, found)), initial=1))
        hits = [*_follow(any_letters, found, starts), *_follow(as_written, cased[1:-1].split(" "), starts)]
        return sorted(hits, key=itemgetter(1))

    return scan


_AFTER = (1).__add__
"""Counts the space behind a word."""

_Tree: TypeAlias = "dict[str, Any]"
"""For each word that may follow, the tree behind it; for the empty word, the name that ends here."""


def _tree(names: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for name in names:
        node = tree
        for word in name.split(" "):
            node = node.setdefault(word, {})
        node[""] = name
    return tree


def _follow(tree: _Tree, found: list[str], starts: list[int]) -> Iterator[Hit]:
    """Yield the names that begin at each word."""
    count = len(found)
    for place in [place for place, word in enumerate(found) if word in tree]:
        node: _Tree | None = tree[found[place]]
        last = place
        while node:
            if "" in node:
                yield starts[place], starts[last] + len(found[last]), node[""]
            last += 1
            node = node.get(found[last]) if last < count else None


def _nothing(*_: str) -> list[Hit]:
    return []
