"""Collections: immutable, typed, lazy sequences of records that are also looked up by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, overload

from untip.dates import PartialDate, When
from untip.errors import NotOneError, OutOfRangeError, UnknownIdError, UsageError, as_path, as_text, brief, nearest
from untip.schema import Record

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Protocol

    from untip._search.match import Match
    from untip._registry.query import Classes, Predicate
    from untip.schema import Agency

    class Home(Protocol):
        """What a collection needs of the registry that it belongs to."""

        day: When | None

        @property
        def thaw(self) -> Callable[..., Any]:
            """The function that a pickle of a collection calls."""
            ...

        def apart(self, records: Iterable[Record], day: When | None) -> Home:
            """Give a home of some records alone."""
            ...

        def ids(self, kind: str) -> tuple[str, ...]:
            """Give the ids of a kind."""
            ...

        def record(self, id: str, kinds: tuple[str, ...]) -> Record:
            """Give the record with an id that exists, of one of these kinds."""
            ...

        def current(self, id: str) -> str:
            """Follow a redirect, with a warning; any other id comes back as it is."""
            ...

        def narrowed(self, pillar: str | None, agency: Agency | str | None, on: When | None) -> Predicate | None:
            """Give the test that the filters of a search make, after checking them; `None` where there are none."""
            ...

        def find_matches(
            self, query: str, limit: int, kinds: tuple[str, ...], ids: frozenset[str] | None, keep: Predicate | None
        ) -> list[Match[Any]]:
            """Search among some records."""
            ...


R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Record)
D = TypeVar("D")


class Collection(Generic[R]):
    """An immutable sequence of records, in a stable order, that are also looked up by id.

    A kind's own collection is in the order of ids; `filter` and its like keep the order they find.
    """

    __slots__ = ("_classes", "_found", "_home", "_ids", "_members", "known_until")

    known_until: PartialDate | None
    """For an answer about time: the last day that its data speak of."""

    def __init__(
        self,
        home: Home,
        classes: Classes,
        ids: tuple[str, ...] | None = None,
        known_until: PartialDate | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "_home", home)
        put(self, "_classes", classes)
        put(self, "_ids", ids)
        put(self, "_members", None)
        put(self, "_found", {})
        put(self, "known_until", known_until)

    _home: Home
    _classes: Classes
    _ids: tuple[str, ...] | None
    _members: frozenset[str] | None
    _found: dict[str, R]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Collection cannot be changed: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Collection cannot be changed: {name}")

    # ── as a sequence and a mapping ─────────────────────────────────────────────────────────────────────────────────

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        if self._ids is None:
            object.__setattr__(self, "_ids", self._home.ids(self._classes[0].kind))
        return cast("tuple[str, ...]", self._ids)

    def _has(self, id: str) -> bool:
        if self._members is None:
            object.__setattr__(self, "_members", frozenset(self.ids))
        return id in cast("frozenset[str]", self._members)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[R]:
        return (self[id] for id in self.ids)

    def __reversed__(self) -> Iterator[R]:
        return (self[id] for id in reversed(self.ids))

    def __contains__(self, item: object) -> bool:
        if isinstance(item, Record):
            return self._has(item.id) and self._one(item.id) == item
        return isinstance(item, str) and self._has(item)

    @overload
    def __getitem__(self, key: str | int) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> Collection[R]: ...
    def __getitem__(self, key: str | int | slice) -> R | Collection[R]:
        try:
            return self._found[key]  # type: ignore[index]  # whatever is no id of a record seen before
        except (KeyError, TypeError):
            return self._fetch(key)

    def _fetch(self, key: object) -> R | Collection[R]:
        if isinstance(key, str):
            if not self._has(key):
                key = self._home.current(key)
            if not self._has(key):
                raise UnknownIdError(key, nearest(key, self.ids), self._what())
            return self._one(key)
        if isinstance(key, slice):
            try:
                return self._with(self.ids[key])
            except (TypeError, ValueError) as error:
                raise UsageError(f"{brief(key)} is no slice of a collection: {error}") from None
        if isinstance(key, int) and not isinstance(key, bool):
            try:
                return self._one(self.ids[key])
            except IndexError:
                raise OutOfRangeError(brief(key), (), f"{self._what()}, which has {len(self)} records") from None
        raise UsageError(f"a collection is asked by id, number or slice, not by {brief(key)}")

    def _one(self, id: str) -> R:
        """Give the record with an id of this collection."""
        record = self._found.get(id)
        if record is None:
            record = self._found[id] = cast("R", self._home.record(id, self._kinds))
        return record

    @overload
    def get(self, id: str) -> R | None: ...
    @overload
    def get(self, id: str, default: D) -> R | D: ...
    def get(self, id: str, default: Any = None) -> Any:
        """Give the record with an id, or a default.

        Args:
            id: The id.
            default: What to give where there is no such record.

        Example:
            >>> import untip
            >>> untip.agencies.get("nobody") is None
            True
        """
        id = as_text(id, "an id")
        if not self._has(id):
            id = self._home.current(id)
        return self._one(id) if self._has(id) else default

    def first(self) -> R:
        """Give the first record.

        Raises:
            NotFoundError: There is none.
        """
        if not self.ids:
            raise NotOneError("first()", (), "an empty collection")
        return self._one(self.ids[0])

    def one(self) -> R:
        """Give the only record.

        Raises:
            NotFoundError: There is none, or more than one.
        """
        if len(self) != 1:
            raise NotOneError("one()", self.ids[:5], f"a collection of {len(self)} records")
        return self._one(self.ids[0])

    def __or__(self, other: Collection[S]) -> Collection[R | S]:
        added = [id for id in self._other(other).ids if not self._has(id)]
        classes = tuple(dict.fromkeys(self._classes + other._classes))
        return Collection[R | S](_both(self, other), classes, (*self.ids, *added), self._until(other))

    def __and__(self, other: Collection[Any]) -> Collection[R]:
        kept = set(self._other(other).ids)
        ids = tuple(id for id in self.ids if id in kept)
        return Collection(self._home, self._classes, ids, self._until(other))

    def __sub__(self, other: Collection[Any]) -> Collection[R]:
        gone = set(self._other(other).ids)
        ids = tuple(id for id in self.ids if id not in gone)
        return Collection(self._home, self._classes, ids, self._until(other))

    def _until(self, other: Collection[Any]) -> PartialDate | None:
        """Give the last day that both collections' data speak of."""
        return min((day for day in (self.known_until, other.known_until) if day is not None), default=None)

    @staticmethod
    def _other(other: object) -> Collection[Any]:
        if not isinstance(other, Collection):
            raise UsageError(f"expected a collection, found {brief(other)}")
        return other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection):
            return NotImplemented
        same_home = self._home is other._home
        return self.ids == other.ids and (same_home or all(self[id] == other[id] for id in self.ids))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __copy__(self) -> Collection[R]:
        return self

    def __deepcopy__(self, memo: object) -> Collection[R]:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return self._home.thaw, (tuple(self), self._kinds, self._home.day, self.known_until)

    @property
    def _kinds(self) -> tuple[str, ...]:
        return tuple([cls.kind for cls in self._classes])

    def _with(self, ids: tuple[str, ...]) -> Collection[R]:
        return Collection(self._home, self._classes, ids, self.known_until)

    # ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def filter(self, *, predicate: Callable[[R], object] | None = None, **fields: object) -> Collection[R]:
        """Keep the records whose fields have these values.

        Args:
            predicate: A function that says whether to keep a record.
            fields: For each field a value, a record for its id, or a set of values of which one must match; a tuple
                field matches when one of its items does; `None` matches a field that is not filled.

        Raises:
            UnknownFieldError: There is no such field, or its vocabulary lacks the value.
            UsageError: The field cannot hold the value, or the predicate is no function.

        Example:
            >>> import untip
            >>> "ilo" in untip.agencies.filter(type="specialized-agency")
            True
        """
        from untip._registry.query import matching

        if predicate is not None and not callable(predicate):
            raise UsageError(f"a predicate is a function of a record, found {brief(predicate)}")
        tests = [matching(self._classes, name, wanted) for name, wanted in fields.items()]
        kept = (record for record in self if all(test(record) for test in tests))
        return self._with(tuple(record.id for record in kept if predicate is None or predicate(record)))

    def active(self, when: When | None = None, certain: bool = False) -> Collection[R]:
        """Keep the records whose lifespan meets a time, possibly or, on demand, certainly.

        Args:
            when: A day, a longer date or an interval; `None` only in a registry as of a day, and means that day.
            certain: Whether to keep only what must have been.

        Raises:
            InvalidDateError: `when` is no time.
            UsageError: `when` is left out in a registry that is not as of a day.

        Example:
            >>> import untip
            >>> "unifem" in untip.agencies.active("2010-06-01"), "un-women" in untip.agencies.active("2010-06-01")
            (True, False)
        """
        from untip._registry.query import active_in

        day = self._home.day if when is None else when
        if day is None:
            raise UsageError("active() needs a time here: only a registry as of a day has one of its own")
        test = active_in(day, certain)
        return self._with(tuple(record.id for record in self if test(record)))

    def dated(self, field: str, when: When, certain: bool = False) -> Collection[R]:
        """Keep the records of which a date field meets a time.

        Args:
            field: The field, such as `adopted`.
            when: A day, a longer date or an interval.
            certain: Whether to keep only what must have been.

        Raises:
            UnknownFieldError: There is no such field, or it holds no date.
            InvalidDateError: `when` is no time.

        Example:
            >>> import untip
            >>> "untoc" in untip.instruments.dated("adopted", "2000/2010")
            True
        """
        from untip._registry.query import dated_in

        test = dated_in(self._classes, field, when, certain)
        return self._with(tuple(record.id for record in self if test(record)))

    def sort(self, field: str, reverse: bool = False) -> Collection[R]:
        """Order the records by a field; records that have no value come last either way, and equals keep their order.

        Args:
            field: The field.
            reverse: Whether the greatest comes first.

        Raises:
            UnknownFieldError: There is no such field.
        """
        from untip._registry.query import field_shapes, sort_key, value_of

        if type(field) is not str or field != "kind":
            field_shapes(self._classes, field)
        values = [(value_of(record, field), record.id) for record in self]
        filled = [(sort_key(value), id) for value, id in values if value not in (None, ())]
        filled.sort(key=lambda pair: pair[0], reverse=reverse)
        return self._with((*(id for _, id in filled), *(id for value, id in values if value in (None, ()))))

    def group_by(self, field: str) -> dict[Any, Collection[R]]:
        """Give a collection for each value of a field; `None` for records that have none.

        Args:
            field: The field; a record is in the group of each item of a tuple.

        Raises:
            UnknownFieldError: There is no such field.
        """
        from untip._registry.query import field_shapes, group_keys

        if type(field) is not str or field != "kind":
            field_shapes(self._classes, field)
        groups: dict[Any, list[str]] = {}
        for record in self:
            for key in group_keys(record, field):
                groups.setdefault(key, []).append(record.id)
        return {key: self._with(tuple(ids)) for key, ids in groups.items()}

    def search(
        self,
        query: str,
        limit: int = 10,
        pillar: str | None = None,
        agency: Agency | str | None = None,
        on: When | None = None,
    ) -> list[Match[R]]:
        """Search the text of these records, best match first; arguments and errors are those of `Registry.search`."""
        keep = self._home.narrowed(pillar, agency, on)
        return self._home.find_matches(query, limit, self._kinds, frozenset(self.ids), keep)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give each record as a dict of JSON types, `kind` and `id` first."""
        from untip._formats.converter import to_dict

        return [to_dict(record) for record in self]

    def to_json(self, path: str | Path | None = None) -> str:
        """Give the records as a JSON list, and write it to a file if one is named; `untip.load` reads it.

        Args:
            path: The file to write.

        Returns:
            The JSON text.
        """
        from untip._formats.texts import write_json

        return _written(write_json(cast("Any", self.to_dicts())), path)

    def to_yaml(self, path: str | Path | None = None) -> str:
        """Give the records as a YAML list, and write it to a file if one is named.

        Args:
            path: The file to write.

        Returns:
            The YAML text.
        """
        from untip._formats.texts import write_yaml

        return _written(write_yaml(cast("Any", self.to_dicts())), path)

    def to_csv(self, path: str | Path | None = None) -> str:
        """Give the records as CSV, and write it to a file if one is named; for export only.

        The columns are `kind`, then the fields of the kinds in the schema's order. Several plain values stand in one
        cell, separated by ` | `; parts stand there as JSON. Text that a spreadsheet would run as a formula gets an
        apostrophe in front.

        Args:
            path: The file to write.

        Returns:
            The CSV text.
        """
        from untip._registry.export import csv_text

        return _written(csv_text(self, self._classes), path)

    # ── for people ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _what(self) -> str:
        """Name the collection: its folder's name, or `records` of several kinds."""
        return self._classes[0].folder if len(self._classes) == 1 else "records"

    def __repr__(self) -> str:
        ids = self.ids
        shown = ", ".join(ids[:4]) + (", …" if len(ids) > 4 else "")
        return f"<{len(ids)} {self._what()}{': ' if ids else ''}{shown}>"

    def _repr_html_(self) -> str:
        from untip._registry.export import html_table

        return html_table(self, self._what())

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)


def _written(text: str, path: str | Path | None) -> str:
    if path is not None:
        as_path(path).write_text(text, encoding="utf-8", newline="")
    return text


def _both(first: Collection[Any], second: Collection[Any]) -> Home:
    """Give a home that has the records of two collections; of a record in both, the first's."""
    if first._home is second._home:
        return first._home
    day = first._home.day if first._home.day == second._home.day else None
    return first._home.apart({record.id: record for record in (*second, *first)}.values(), day)
