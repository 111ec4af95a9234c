"""The names of records as they are looked for in texts: those that records list, and other spellings of them."""

from __future__ import annotations

from collections.abc import Iterator

from untip._mentions.lists import HEADS
from untip._mentions.nobody import NOBODY
from untip._mentions.normal import normal_name
from untip._mentions.scan import Scan, automaton, trees
from untip._mentions.spellings import Check, is_turned, spellings
from untip._registry.records import Records
from untip._search.names import names_of
from untip.schema import Record

_LEAST = 2
"""The shortest name that is looked for, in characters."""

_JOINED = 5
"""The shortest acronym that is looked for without its marks too: UN.GIFT as UNGIFT, but S.O.S. not as SOS."""

_END_MARKS = ".+"
"""Marks at the end of a name that are part of it: U.S., MIEUX+."""

_OTHER_WORDS = ("PNG",)
"""Names that are mostly other words in a text: a picture's format rather than Papua New Guinea."""

_Key = tuple[bool, str]
"""Whether a name has several words, which count in any letters, and its normal form."""


class Names:
    """The names of records of some kinds, as they are looked for, and what they mean; it holds no registry.

    Args:
        records: The records.
        kinds: The kinds to look for.
        fast: Whether to use the automaton where it is installed.
    """

    ids: dict[str, tuple[str, ...]]
    """What each name means; nothing where it means no record."""
    checks: dict[str, Check]
    """How names must be written that count only with their marks."""
    turned: frozenset[str]
    """Those of them that are turned round."""
    ends: dict[str, str]
    """The mark at the end of names that end in one."""

    def __init__(self, records: Records, kinds: tuple[str, ...], fast: bool = True) -> None:
        self.kinds: frozenset[str] = frozenset(kinds)
        self.checks, self.ends = {}, {}
        named = [*self._named(records)]
        known = self._listed(named)
        self._add_spellings(named, known)
        for kind in kinds:
            for key in (*HEADS.get(kind, ()), *(key for name in NOBODY.get(kind, ()) for key in _keys(name))):
                known.setdefault(key, {})
        self.ids = {form: tuple(ids) for (_, form), ids in known.items()}
        self.nobody: frozenset[str] = frozenset([name for name, ids in self.ids.items() if not ids])
        self.special: frozenset[str] = frozenset((*self.checks, *self.ends))
        self.heads: dict[str, str] = {head: kind for kind in HEADS if kind in self.kinds for _, head in HEADS[kind]}
        self.turned = frozenset([name for name, check in self.checks.items() if check is is_turned])
        self.numbers: dict[str, tuple[str, ...]] = {}
        self.meant: dict[str, tuple[Record | None, tuple[Record, ...]]] = {}
        several, single = ([form for words, form in known if words is has_words] for has_words in (True, False))
        self.scan: Scan = automaton(several, single) if fast else trees(several, single)

    def _named(self, records: Records) -> Iterator[tuple[Record, str]]:
        """Yield each record that is looked for with each of its names."""
        for record in records:
            if record.kind in self.kinds:
                today = records.origin.at(record.id) or record  # its name of today finds it in a view too
                for name in dict.fromkeys((*names_of(record), *names_of(today))):
                    yield record, name

    def _listed(self, named: list[tuple[Record, str]]) -> dict[_Key, dict[str, None]]:
        """Return the names that records list."""
        known: dict[_Key, dict[str, None]] = {}
        for record, name in named:
            for key in () if name in _OTHER_WORDS else _keys(name):
                known.setdefault(key, {})[record.id] = None
                self._note_end(key, name)
        return known

    def _add_spellings(self, named: list[tuple[Record, str]], known: dict[_Key, dict[str, None]]) -> None:
        """Add the spellings of names that no record lists; one of several records means any of them."""
        made: dict[_Key, dict[str, None]] = {}
        for record, name in named:
            for spelling in spellings(name, record.kind):
                for key in _keys(spelling.text):
                    if key in known:
                        continue
                    made.setdefault(key, {})[record.id] = None
                    if spelling.check is not None:
                        self.checks.setdefault(key[1], spelling.check)
                    self._note_end(key, spelling.text)
        known |= made

    def _note_end(self, key: _Key, name: str) -> None:
        if name[-1] in _END_MARKS:
            self.ends[key[1]] = name[-1]


def _keys(name: str) -> Iterator[_Key]:
    """Yield the forms in which a name is looked for: whether it has several words, and the form.

    A single word is looked for as it is written and in capitals, an acronym in capitals alone, with its marks and
    without; several words in any letters, unless all are capitals or too short to be a name.
    """
    form = normal_name(name)
    words = form.split(" ")
    if len(form) < _LEAST or form.replace(" ", "").isdigit():
        return
    if form == form.upper() or len(words) == 1:
        if any(sign.isalpha() for sign in form) and form[0] == form[0].upper():
            yield False, form
            if len(words) == 1 and form != form.upper() and len(form) > 3:
                yield False, form.upper()
            joined = form.replace(" ", "")
            if len(words) > 1 and " " not in name and joined.isalpha() and len(joined) >= _JOINED:
                yield False, joined
        return
    yield True, form.lower()
