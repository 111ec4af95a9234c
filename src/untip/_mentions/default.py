"""The function of the package that finds names in texts, in its own registry unless another is given."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any, overload
from weakref import WeakKeyDictionary

from untip._mentions.finder import DEFAULT_KINDS, Finder, Mention
from untip._mentions.names import Names
from untip._registry.default import registry as own
from untip._registry.finding import checked_kinds
from untip._registry.given import as_registry
from untip._registry.registry import Registry
from untip._resolve.columns import texts_of
from untip.tables import Column, Table
from untip.tables._columns import Derived
from untip.tables._rows import MentionRow

_COLUMNS = (
    (Column("row", "integer", "Position of the text in the column, from 0.", "derived"), lambda one: one.row),
    (Column("start", "integer", "Where the name begins in the text.", "derived"), lambda one: one.start),
    (Column("end", "integer", "Where it ends.", "derived"), lambda one: one.end),
    (Column("text", "text", "The name as it is written.", "derived"), lambda one: one.text),
    (Column("id", "text", "Id of the record.", "Record.id"), lambda one: one.id),
    (Column("candidates", "list", "Ids that a shared name may mean.", "Record.id"), lambda one: list(one.candidates)),
)

_names: WeakKeyDictionary[Registry, dict[tuple[tuple[str, ...], bool], Names]] = WeakKeyDictionary()
"""The names of each registry that is in use, by kinds and by whether they are in an automaton."""


def finder_of(registry: Registry, kinds: tuple[str, ...], fast: bool | None = None) -> Finder:
    """Return a finder of some kinds in a registry, whose names are read once.

    Args:
        registry: The registry.
        kinds: The kinds to look for.
        fast: Whether to use the automaton; where it is installed by default.
    """
    if fast is None:
        fast = find_spec("ahocorasick_rs") is not None
    found = _names.setdefault(registry, {})
    key = kinds, fast
    if key not in found:
        found[key] = Names(registry._records, kinds, fast)
    return Finder(registry._records, found[key])


@overload
def mentions(  # pyright: ignore[reportOverlappingOverload] - a column may be anything but a text
    text: str, kinds: Iterable[str] | None = None, *, registry: Registry = own
) -> list[Mention]: ...
@overload
def mentions(text: Any, kinds: Iterable[str] | None = None, *, registry: Registry = own) -> Table[MentionRow]: ...
def mentions(
    text: Any, kinds: Iterable[str] | None = None, *, registry: Registry = own
) -> list[Mention] | Table[MentionRow]:
    """Return the records that a text mentions, and where.

    Names of several words count in any letters, single words and acronyms as they are written (`WHO`, not `who`),
    States by name and not by code. Usual spellings of names count too: `Vietnam`, `Korea, Rep.`, `U.N.`, `Forced Labor
    Convention`. Of names that overlap the longest counts, also where it means no record, as `New Mexico`.

    Args:
        text: A text; or a column of texts: a list, a Series of pandas or Polars, a numpy or Arrow array.
        kinds: The kinds to look for; all but sources, statistics, findings and concepts by default.
        registry: The registry to look in.

    Returns:
        For a text a list of mentions: `start`, `end`, `text`, `record` (or `candidates` where the name is shared). For
        a column of texts a table with `row`, `start`, `end`, `text`, `id`, `candidates`.

    Raises:
        UnknownFieldError: There is no such kind.
        UsageError: It is neither a text nor a column, or `registry` no registry.
        MissingExtraError: narwhals is needed for a column of another library than these, and not installed.

    Example:
        >>> import untip
        >>> [(m.text, m.record.id) for m in untip.mentions("UNODC guards the Palermo Protocol.")]
        [('UNODC', 'unodc'), ('Palermo Protocol', 'palermo-protocol')]
    """
    finder = finder_of(as_registry(registry), DEFAULT_KINDS if kinds is None else checked_kinds(kinds))
    if issubclass(type(text), str):
        return finder.find(str.__str__(text))
    rows = [
        MentionRow(
            row,
            one.start,
            one.end,
            one.text,
            None if one.record is None else one.record.id,
            tuple([c.id for c in one.candidates]),
        )
        for row, value in enumerate(texts_of(text))
        if issubclass(type(value), str)
        for one in finder.find(str.__str__(value))
    ]
    return Table("mentions", tuple([Derived(column, get) for column, get in _COLUMNS]), rows)
