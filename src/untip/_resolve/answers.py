"""What the distinct values of a column mean: one answer for each, found as `find` finds, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeAlias

import attrs

from untip._registry import finding
from untip._registry.records import Records
from untip._schema.define import public, shapes
from untip._search.names import CODE_LENGTH, MISSING, NAME_LIMIT, fold, is_code, is_missing, mostly_codes
from untip._text import brief
from untip.errors import MissingExtraError, UsageError, one_of, whole_number
from untip.schema import KINDS, Concept, Record, State

How: TypeAlias = Literal["name", "code", "rule", "fuzzy", "missing", "ambiguous", "unknown"]
"""How a value was read: found as a name, a code, by a spelling rule, by likeness; or why it was not found."""

SUGGESTED = 3
"""How many suggestions a value gets."""


@attrs.frozen
class Resolution:
    """What one distinct value of a column means."""

    value: Any
    """The value."""
    count: int
    """How often the column has it."""
    id: str | None
    """Id of the record that it means."""
    how: How
    """How it was found, or why it was not."""
    score: float | None = None
    """Of a value found by likeness, how like its name is, from 0 to 100."""
    candidates: tuple[str, ...] = ()
    """Ids of the records that an ambiguous value may mean."""
    suggestions: tuple[str, ...] = ()
    """Names and ids of records that are like a value which is not found."""


public(Resolution)


class Resolver:
    """Finds what values mean, each once.

    Args:
        records: The records, as of a day where names are to be those of that day.
        kind: The kind that is meant; `None` for any that a name finds.
        fuzzy: How like a name must be that is not found, in per cent above 1; `None` for exact names and rules alone.

    Raises:
        UnknownFieldError: There is no such kind.
        UsageError: `fuzzy` is not such a number.
        MissingExtraError: `fuzzy` needs rapidfuzz, which is not installed.
    """

    def __init__(self, records: Records, kind: str | None, fuzzy: float | None) -> None:
        self._records = records
        self._kind = None if kind is None else finding.checked_kind(kind)
        self._fuzzy = fuzzy if isinstance(fuzzy, float) else whole_number(fuzzy)
        if fuzzy is not None:
            if self._fuzzy is None or not 1 < self._fuzzy <= 100:  # at 0.85 anything is like something
                raise UsageError(f"fuzzy must be a likeness above 1 and up to 100, such as 85; found {brief(fuzzy)}")
            _fuzz()
        self._keys: dict[str, str] = records.meant.setdefault(self._kind, {})  # columns of one kind share them
        self._known: dict[str, list[str]] | None = None

    def ids(self, values: Sequence[Any], numeric: bool | None = None) -> list[str | None]:
        """Return the ids that distinct values mean, in their order; `None` for null values and what is not found.

        Args:
            values: The distinct values of a column.
            numeric: Of one part of a column whether all of it are numbers; `None` where the values are all there are,
                which then decide whether codes may lack zeros and whether `NA` is Namibia. In a part it never is.
        """
        found, left = self._as_they_stand(values)
        for place, answer in self._read(values, left, len(found) - len(left), numeric):
            found[place] = answer.id
        return found

    def answers(self, values: Sequence[Any], numeric: bool | None = None) -> list[Resolution]:
        """Return what distinct values mean, in their order; null values are left out. See `ids` for `numeric`."""
        found, left = self._as_they_stand(values)
        made = {place: Resolution(values[place], 1, id, "name") for place, id in enumerate(found) if id is not None}
        made |= self._read(values, left, len(made), numeric)
        return [made[place] for place in sorted(made)]

    def plain(self, values: Sequence[Any]) -> list[str | None]:
        """Return the ids of the values that are names in whatever letters and marks; `None` for all others."""
        return self._as_they_stand(values)[0]

    def _as_they_stand(self, values: Sequence[Any]) -> tuple[list[str | None], list[int]]:
        """Return the ids of the values that are names as they stand, and the places of all others.

        A column may have millions of distinct values: this loop does nothing but fold each and look its key up.
        """
        known = self._keys
        found: list[str | None] = []
        left: list[int] = []
        for place, value in enumerate(values):
            id = None
            if type(value) is str and len(value) <= NAME_LIMIT:
                key = fold(value)
                id = known.get(key) or self._learnt(key)
            if id is None:
                left.append(place)
            found.append(id)
        return found, left

    def _learnt(self, key: str) -> str | None:
        """Return the id that a key means whatever stands around it: not one of a code or of a missing value."""
        if len(key) <= CODE_LENGTH or key in MISSING:
            return None
        ids = self._records.store.index().ids(key, self._kind == Concept.kind)
        ids = tuple([id for id in ids if finding.fits(self._records, id, self._kind)])
        if len(ids) != 1:
            return None
        self._keys[key] = ids[0]
        return ids[0]

    def _read(
        self, values: Sequence[Any], places: list[int], others: int, numeric: bool | None
    ) -> Iterator[tuple[int, Resolution]]:
        """Yield what the values at some places mean, null values left out; `others` are names as they stand."""
        texts = {place: _text(values[place]) for place in places if not _is_null(values[place])}
        written = [text for text in texts.values() if text is not None]
        states = self._kind == State.kind
        codes = states and numeric is None and mostly_codes(written, others)
        if numeric is None:
            numeric = not others and bool(written) and all(map(_is_number, written))
        numeric = numeric and states
        for place, text in texts.items():
            yield place, self._answer(values[place], text, numeric, codes)

    def _answer(self, value: Any, text: str | None, numeric: bool, codes: bool) -> Resolution:
        if text is None:
            return Resolution(value, 1, None, "unknown")
        if numeric and _is_number(text):
            text = f"{int(float(text)):03d}"
        if is_missing(text) and not (codes and text.strip() == "NA"):
            return Resolution(value, 1, None, "missing")
        ids, how = self._ids(text) if len(text) <= NAME_LIMIT else ([], "unknown")
        if len(ids) == 1:
            return Resolution(value, 1, ids[0], how)
        if ids:
            return Resolution(value, 1, None, "ambiguous", candidates=tuple(ids))
        if self._fuzzy is not None and not is_code(text.strip()):
            near = self._nearest(text)
            if near is not None:
                return Resolution(value, 1, near[0], "fuzzy", near[1])
        return Resolution(value, 1, None, "unknown")

    def _ids(self, text: str) -> tuple[list[str], How]:
        """Return the ids that a text finds, and how."""
        ids = finding.named(self._records, text, self._kind)
        if ids:
            if text in ids:
                return [text], "name"
            is_known = is_code(text.strip()) and fold(text) in self._records.store.index().codes
            return ids, "code" if self._kind == State.kind and is_known else "name"
        ids = finding.retired(self._records, text, self._kind)
        return (ids, "name") if ids else (finding.spelt(self._records, text, self._kind), "rule")

    def suggestions(self, text: str) -> tuple[str, ...]:
        """Return names and ids of records that are like a text which finds none."""
        return finding.suggestions(self._records, text, self._kind, named=True)[:SUGGESTED]

    def _nearest(self, text: str) -> tuple[str, float] | None:
        """Return the id of the record whose name is most like a text, if only one is as like, and the likeness."""
        if self._known is None:
            index = self._records.store.index()
            self._known = {
                key: wanted
                for key in index.names
                if len(key) > 3 and (wanted := finding.named(self._records, key, self._kind))
            }
        process, scorer = _fuzz()
        found = process.extract(fold(text), self._known.keys(), scorer=scorer, score_cutoff=self._fuzzy, limit=5)
        best = [(key, score) for key, score, _ in found if score == found[0][1]]
        ids = {id for key, _ in best for id in self._known[key]}
        return (ids.pop(), float(best[0][1])) if len(ids) == 1 else None


def _fuzz() -> tuple[Any, Any]:
    """Return rapidfuzz's search and its measure of likeness.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        from rapidfuzz import fuzz, process
    except ImportError as error:
        raise MissingExtraError("rapidfuzz", "fuzzy") from error
    return process, fuzz.ratio


def _is_null(value: Any) -> bool:
    """Return whether a value of a column is missing: None, NaN, NaT, NA."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # pandas.NA has no truth value
        return True


def _text(value: Any) -> str | None:
    """Return a value as text; `None` for what is neither text nor a number."""
    if issubclass(type(value), str):
        return str.__str__(value)
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return None
    if isinstance(value, int | float) or hasattr(type(value), "__index__"):
        try:
            number = float(value)
        except OverflowError:  # a whole number beyond 1e308 is no code
            return None
        return str(int(number)) if number.is_integer() else None
    return None


def _is_number(text: str) -> bool:
    whole = text.strip().removesuffix(".0")
    return whole.isascii() and whole.isdigit() and len(whole) <= 3


def target(to: str, kind: str | None) -> Callable[[Record], str | None] | None:
    """Return the function that takes from a record what a column is to hold; `None` for its id.

    Args:
        to: `id`, or a field of one plain value such as `alpha3` or `name`.
        kind: The kind that is meant, if one is.

    Raises:
        UnknownFieldError: There is no such field.
    """
    classes = list(KINDS.values()) if kind is None else [KINDS[finding.checked_kind(kind)]]
    plain = {
        name for cls in classes for name, shape in shapes(cls).items() if not (shape.many or shape.part or shape.spans)
    }
    field = one_of(to, sorted(plain | {"id"}), "a field of one plain value")
    if field == "id":
        return None

    def get(record: Record) -> str | None:
        value = getattr(record, field, None)
        return None if value is None else str(value)

    return get


def values_for(records: Records, ids: list[str | None], get: Callable[[Record], str | None] | None) -> list[str | None]:
    """Return what a column is to hold for each id; `get` is `None` where it holds the id itself."""
    if get is None:
        return ids
    by_id: dict[str | None, str | None] = {None: None}
    for id in {id for id in ids if id is not None}:
        record = records.at(id)
        by_id[id] = None if record is None else get(record)
    return [by_id[id] for id in ids]
