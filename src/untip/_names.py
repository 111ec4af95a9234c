"""Names to keys: what `find` takes as the same name, and which names a record answers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from untip.schema import Concept, Instrument, Record, Resource, SDGTarget, State

# letters that Unicode does not decompose, though readers write them without their stroke; and apostrophes that it takes
# for letters
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"} | dict.fromkeys("ʹʺʻʼʽʾʿˈ", "")
)

NAME_LIMIT = 1000
"""The longest name that is looked up, in characters; a longer one names nothing."""


def fold(name: str) -> str:
    """Reduce a name to the key under which it is found: case, accents, punctuation and white space do not count.

    Digits that something separates stay apart, so that A/RES/55/25 is not A/RES/5/525.

    Args:
        name: A name as somebody writes it.

    Returns:
        The key; empty when nothing of the name counts.

    Example:
        >>> fold("UN.GIFT") == fold("un-gift") == "ungift"
        True
        >>> fold("A/RES/55/25")
        'ares55 25'
    """
    text = name.casefold()
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
        text = text.casefold().translate(_STROKES)
    if text.isalpha():
        return text
    key = ""
    apart = False
    for sign in text:
        if not sign.isalnum():
            apart = True
            continue
        if apart and key and sign.isdigit() and key[-1].isdigit():
            key += " "
        key += sign
        apart = False
    return key


def names_of(record: Record) -> Iterator[str]:
    """Give every name that finds a record: name, acronym, aliases, symbols, codes and names shared knowingly."""
    yield record.name
    if record.acronym is not None:
        yield record.acronym
    for alias in record.aliases:
        yield alias.name
    yield from record.ambiguous_names
    for entry in record.history:
        if entry.field in ("name", "acronym"):
            yield entry.value
    if isinstance(record, Instrument | Resource):
        yield from record.symbols
    elif isinstance(record, State):
        if record.formal_name is not None:
            yield record.formal_name
    elif isinstance(record, SDGTarget):
        for prefix in ("", "SDG ", "Target ", "SDG target "):
            yield prefix + record.code
        for indicator in record.indicators:
            yield f"Indicator {indicator.code}"


def codes_of(record: Record) -> Iterator[str]:
    """Return what finds a State or a concept only where one is asked for: elsewhere AU is a Union's acronym."""
    if isinstance(record, Concept):  # "recruitment" and "fraud" are words of every text
        yield from names_of(record)
        yield record.id
        if record.code is not None:
            yield record.code
            yield f"{record.scheme.value} {record.code}"
    elif isinstance(record, State):
        for code in (record.alpha2, record.alpha3, record.m49):
            if code is not None:
                yield code


def marks_of(record: Record) -> Iterator[str]:
    """Give what finds a record when no name does: its id, and what other registers call it."""
    if not isinstance(record, Concept | State):  # their ids are codes
        yield record.id
    for identifier in record.identifiers:
        yield identifier.value
        yield f"{identifier.scheme.value}:{identifier.value}"


class NameIndex(NamedTuple):
    """Keys to ids: names, then codes where a State or a concept is asked for, then ids and identifiers."""

    names: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    marks: dict[str, tuple[str, ...]]

    def ids(self, key: str, codes: bool = False) -> tuple[str, ...]:
        """Give the ids of the records that a key finds."""
        found = self.names.get(key, ())
        if codes:
            found = tuple(dict.fromkeys(found + self.codes.get(key, ())))
        return found or self.marks.get(key, ())


def build_index(records: Iterable[Record]) -> NameIndex:
    """Build the index of records, shared names included: who may share is a rule on the data, not of the index."""
    tables: tuple[dict[str, dict[str, None]], ...] = ({}, {}, {})
    for record in records:
        for table, give in zip(tables, (names_of, codes_of, marks_of), strict=True):
            for name in () if give is names_of and isinstance(record, Concept) else give(record):
                key = fold(name)
                if key:
                    table.setdefault(key, {})[record.id] = None
    return NameIndex(*({key: tuple(ids) for key, ids in table.items()} for table in tables))
