"""Names to keys: which names are the same to `find`, and which names find a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from untip._text import late_pattern
from untip.schema import Concept, Instrument, Record, Resource, SDGTarget, State

_PLUS = late_pattern(r"(?<=[^\W\d_])\+(?!\w)")

# letters that Unicode does not decompose, though readers write them without their stroke; and apostrophes that it takes
# for letters
_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"} | dict.fromkeys("ʹʺʻʼʽʾʿˈ", "")
)

# bytes.translate at work on ASCII: to lower case, without the marks or with spaces in their place
_LOWER = bytes(ord(chr(code).lower()) if code < 128 else code for code in range(256))
_MARKS = bytes(code for code in range(128) if not chr(code).isalnum())
_SPACED = _LOWER.translate(bytes.maketrans(_MARKS, b" " * len(_MARKS)))
_DIGITS = frozenset(b"0123456789")

NAME_LIMIT = 1000
"""The longest name that is looked up, in characters; a longer one finds nothing."""


def fold(name: str) -> str:
    """Return the key under which a name is found: case, accents, punctuation and white space do not matter.

    Separated digits stay apart, so that A/RES/55/25 is not A/RES/5/525.

    Args:
        name: A name as written.

    Returns:
        The key; empty if the name has no letter or digit.

    Example:
        >>> fold("UN.GIFT") == fold("un-gift") == "ungift"
        True
        >>> fold("A/RES/55/25")
        'ares55 25'
        >>> fold("IPEC+") == fold("IPEC Plus")
        True
    """
    if "+" in name:  # IPEC+ is not IPEC
        name = _PLUS.sub("plus", name)
    if name.isascii():
        return _fold_ascii(name.encode())
    text = name.translate(_folded)
    if text.isascii():
        return _fold_ascii(text.encode())
    parts = text.split()
    if any(map(str.isdigit, text)):
        for place in range(len(parts) - 1):
            if parts[place][-1].isdigit() and parts[place + 1][0].isdigit():
                parts[place] += " "
    return "".join(parts)


class _Folded(dict[int, str]):
    """What each sign becomes, worked out once: small letters without accents or strokes, spaces for marks."""

    def __missing__(self, code: int) -> str:
        from unicodedata import combining, normalize  # the tables of Unicode: names in ASCII do not need them

        plain = "".join([sign for sign in normalize("NFKD", chr(code).casefold()) if not combining(sign)])
        plain = plain.casefold().translate(_STROKES)
        made = "".join([sign if sign.isalnum() else " " for sign in plain])
        if len(self) < 10_000:  # strange texts must not fill the memory
            self[code] = made
        return made


_folded = _Folded()


def _fold_ascii(name: bytes) -> str:
    """Return what `fold` returns of a name in ASCII, several times faster."""
    key = name.translate(_LOWER, _MARKS)
    if key.isalpha() or len(key) == len(name):
        return key.decode()
    parts = name.translate(_SPACED).split()
    for place in range(len(parts) - 1):
        if parts[place][-1] in _DIGITS and parts[place + 1][0] in _DIGITS:
            parts[place] += b" "
    return b"".join(parts).decode()


MISSING = frozenset(
    (
        *("na", "none", "null", "nil", "nan", "nat", "unknown", "missing", "undefined", "unspecified", "tbd"),
        *("notavailable", "notapplicable", "notspecified", "notstated", "nodata", "noanswer"),
    )
)
"""What a value without a name says, in lower-case letters alone."""


def is_missing(text: str) -> bool:
    """Return whether a value is a mark for a missing one.

    `NA` is one too: whether it is Namibia's code depends on the column that it stands in (see `mostly_codes`).

    Example:
        >>> [is_missing(text) for text in ("", " - ", "N/A", "#N/A", "n.a.", "None", "…", "not available")]
        [True, True, True, True, True, True, True, True]
        >>> [is_missing(text) for text in ("Nauru", "No", "NAM", "中国")]
        [False, False, False, False]
    """
    if len(text) > 20:
        return False
    letters = "".join([sign for sign in text if sign.isalnum()])
    return not letters or letters.lower() in MISSING


WORDS = frozenset(("us", "car"))
"""Acronyms of States that are words unless they are written in capitals."""

CODE_LENGTH = 3
"""The longest code of a State, in characters."""


def is_code(text: str, numeric: bool = False) -> bool:
    """Return whether a text is written as a State's code: two or three capitals, or three digits.

    Args:
        text: The text.
        numeric: Whether one or two digits count too, as in a column of numbers that lost its zeros.

    Example:
        >>> [is_code(text) for text in ("TH", "THA", "764", "th", "T.H.", "4", "THAI")]
        [True, True, True, False, False, False, False]
        >>> is_code("4", numeric=True)
        True
    """
    if not text.isascii():
        return False
    if text.isdigit():
        return len(text) == 3 or (numeric and len(text) < 3)
    return 2 <= len(text) <= 3 and text.isalpha() and text.isupper()


def mostly_codes(values: Iterable[str], others: int = 0) -> bool:
    """Return whether most values of a column are codes: there `NA` is Namibia, elsewhere a missing value.

    Args:
        values: Its distinct values.
        others: How many more it has that are no codes.

    Example:
        >>> mostly_codes(["NA", "TH", "FR"]), mostly_codes(["NA", "Thailand", "UK"]), mostly_codes(["NA"])
        (True, False, False)
    """
    given = [text for text in map(str.strip, values) if not is_missing(text)]
    return 2 * sum(map(is_code, given)) > len(given) + others


def names_of(record: Record) -> Iterator[str]:
    """Yield every name that finds a record: name, acronym, aliases, symbols, codes and names marked as shared."""
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
    """Yield what finds a State or a concept only if that kind is asked for: otherwise `AU` is the African Union."""
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
        for entry in record.history:
            if entry.field in ("alpha2", "alpha3", "m49"):
                yield entry.value


def marks_of(record: Record) -> Iterator[str]:
    """Yield what finds a record when no name does: its id, and what other registers call it."""
    if not isinstance(record, Concept | State):  # their ids are codes
        yield record.id
    for identifier in record.identifiers:
        yield identifier.value
        yield f"{identifier.scheme.value}:{identifier.value}"


class NameIndex(NamedTuple):
    """Keys to ids: names, then codes where a State or a concept is asked for, then ids and identifiers.

    Ids of one key stand in one text, with spaces between: few keys of thousands are ever asked for.
    """

    names: dict[str, str]
    codes: dict[str, str]
    marks: dict[str, str]

    def has(self, key: str) -> bool:
        """Return whether a key finds anything at all."""
        return key in self.names or key in self.codes or key in self.marks

    def ids(self, key: str, code: bool = False) -> tuple[str, ...]:
        """Return the ids of the records that a key finds.

        Args:
            key: The key.
            code: Whether codes count, which then go first: of States written as codes are, of concepts.
        """
        return tuple(((code and self.codes.get(key)) or self.names.get(key) or self.marks.get(key, "")).split())


def build_index(records: Iterable[Record]) -> NameIndex:
    """Return the index of records, shared names included: which names may be shared is checked by a rule."""
    tables: tuple[dict[str, dict[str, None]], ...] = ({}, {}, {})
    for record in records:
        for table, give in zip(tables, (names_of, codes_of, marks_of), strict=True):
            for name in () if give is names_of and isinstance(record, Concept) else give(record):
                key = fold(name)
                if key:
                    table.setdefault(key, {})[record.id] = None
    return NameIndex(*({key: " ".join(ids) for key, ids in table.items()} for table in tables))
