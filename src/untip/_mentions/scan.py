"""Finding names in a text: by an automaton where one is installed, else by two tries of `re`; the same answers.

A name counts between spaces of a normal text. Each engine yields, for each place, the longest name in any letters and
the longest as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeAlias

from untip.errors import MissingExtraError

Hit: TypeAlias = tuple[int, int, str]
"""Where a name begins and ends in a normal text, and the name."""

Scan: TypeAlias = Callable[[str, str], list[Hit]]
"""Returns the names in a normal text, given in its own letters and in small ones."""


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
    is_loose = [name in any_letters for name in known]
    small = {name.lower() for name in as_written}
    is_exact = [name in small for name in known]

    def scan(cased: str, low: str) -> list[Hit]:
        # one pass for both: what must be as it is written is compared with the text
        longest: dict[int, Hit] = {}
        written: dict[int, Hit] = {}
        for index, start, end in machine.find_matches_as_indexes(low, overlapping=True):
            if is_loose[index]:  # at one place the longer comes later
                longest[start] = start + 1, end - 1, known[index]
            if is_exact[index]:
                name = cased[start + 1 : end - 1]
                if name in as_written:
                    written[start] = start + 1, end - 1, name
        return [*longest.values(), *written.values()]

    return scan


def tries(loose: Iterable[str], exact: Iterable[str]) -> Scan:
    """Return a scan by two regular expressions, each of which shares the beginnings of names.

    Args:
        loose: Names in small letters, which count in any letters.
        exact: Names that count only as they are written.
    """
    any_letters, as_written = _trie(loose), _trie(exact)

    def scan(cased: str, low: str) -> list[Hit]:
        return [*any_letters(low), *as_written(cased)]

    return scan


def _trie(names: Iterable[str]) -> Callable[[str], list[Hit]]:
    known = sorted(set(names))
    if not known:
        return _nothing
    pattern = re.compile(rf" (?=({_branch(_tree(known))}) )")
    return lambda text: [(*match.span(1), match[1]) for match in pattern.finditer(text)]


def _nothing(*_: str) -> list[Hit]:
    return []


def _tree(names: Iterable[str]) -> dict[str, Any]:
    """Return names as a tree of words; an empty word ends a name."""
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for word in name.split(" "):
            node = node.setdefault(word, {})
        node[""] = {}
    return tree


def _branch(tree: dict[str, Any]) -> str:
    """Return the expression of what follows a beginning; a longer name comes before the one that it begins with."""
    by_letter: dict[str, list[str]] = {}
    for word in tree:
        by_letter.setdefault(word[0], []).append(word)
    options = []
    for letter, words in by_letter.items():
        inner = [re.escape(word[1:]) + _follow(tree[word]) for word in sorted(words, key=len, reverse=True)]
        options.append(letter + (inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})"))
    return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"


def _follow(tree: dict[str, Any]) -> str:
    """Return the expression of what follows a word: nothing where a name ends, else a space and more words."""
    rest = {word: inner for word, inner in tree.items() if word}
    if not rest:
        return "(?= )"
    more = f" {_branch(rest)}"
    return f"(?:{more}|(?= ))" if "" in tree else more
