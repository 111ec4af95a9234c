"""Finding names in a text: by an automaton where one is installed, else by two tries of `re`; the same answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

Hit: TypeAlias = tuple[int, int, str]
"""Where a name begins and ends in a normal text, and the name."""

Scan: TypeAlias = Callable[[str], Iterator[Hit]]
"""Yields the longest name that begins at each place of a normal text."""


def automaton(names: Iterable[str]) -> Scan | None:
    """Return a scan by the Aho-Corasick automaton of `ahocorasick-rs`; `None` where that is not installed."""
    try:
        import ahocorasick_rs
    except ImportError:
        return None
    known = list(names)
    machine: Any = ahocorasick_rs.AhoCorasick([f" {name} " for name in known])

    def scan(text: str) -> Iterator[Hit]:
        longest: dict[int, tuple[int, int]] = {}
        for index, start, end in machine.find_matches_as_indexes(text, overlapping=True):
            if end > longest.get(start, (0, 0))[0]:
                longest[start] = end, index
        for start, (end, index) in longest.items():
            yield start + 1, end - 1, known[index]

    return scan if known else _nothing


def tries(names: Iterable[str]) -> Scan:
    """Return a scan by one regular expression that shares the beginnings of names."""
    known = set(names)
    if not known:
        return _nothing
    pattern = re.compile(rf"(?= ({_trie(sorted(known))}) )")

    def scan(text: str) -> Iterator[Hit]:
        for match in pattern.finditer(text):
            yield match.start(1), match.end(1), match[1]

    return scan


def _nothing(_: str) -> Iterator[Hit]:
    return iter(())


def _trie(names: list[str]) -> str:
    """Return an expression that matches the longest of some sorted names, word by word."""
    tree: dict[str, Any] = {}
    for name in names:
        node = tree
        for word in name.split(" "):
            node = node.setdefault(word, {})
        node[""] = {}
    return _branch(tree)


def _branch(tree: dict[str, Any]) -> str:
    """Return the expression of what follows a beginning; a longer name comes before the one that it begins with."""
    by_letter: dict[str, list[str]] = {}
    for word in tree:
        if word:
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
