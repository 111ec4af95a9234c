"""Collections: immutable, typed, lazy sequences of records that are also looked up by id."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

from untip._registry.records import Classes, Records
from untip._registry.written import WrittenOut
from untip._text import brief, nearest
from untip.dates import PartialDate, When
from untip.errors import NotOneError, OutOfRangeError, UnknownIdError, UsageError, as_text, is_a, whole_number
from untip.schema import KINDS, Agency, Record

if TYPE_CHECKING:
    from untip._registry.questions import Questions
    from untip._search.match import Match

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Record)
D = TypeVar("D")


class Collection(WrittenOut[R], Sequence[R]):
    """An immutable sequence of records, in a stable order, that are also looked up by id.

    The collection of a kind is in the order of ids; `filter` and the like keep the order of what they are asked of.
    """

    __slots__ = ("__weakref__", "_classes", "_found", "_ids", "_members", "_records", "known_until")

    known_until: PartialDate | None
    """Of an answer about time: the last day that its data cover."""

    def __init__(
        self,
        records: Records,
        classes: Classes,
        ids: tuple[str, ...] | None = None,
        known_until: PartialDate | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "_records", records)
        put(self, "_classes", classes)
        put(self, "_ids", ids)
        put(self, "_members", None)
        put(self, "_found", {})
        put(self, "known_until", known_until)

    _records: Records
    _classes: Classes
    _ids: tuple[str, ...] | None
    _members: frozenset[str] | None
    _found: dict[str, R]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Collection is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Collection is immutable: {name}")

    # ── as a sequence and a mapping ─────────────────────────────────────────────────────────────────────────────────

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        if self._ids is None:
            object.__setattr__(self, "_ids", self._records.store.ids(self._classes[0].kind))
        return cast("tuple[str, ...]", self._ids)

    def _has(self, id: str) -> bool:
        if self._members is None:
            object.__setattr__(self, "_members", frozenset(self.ids))
        return id in cast("frozenset[str]", self._members)

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[R]:
        return map(self._one, self.ids)

    def __reversed__(self) -> Iterator[R]:
        return (self[id] for id in reversed(self.ids))

    def __contains__(self, item: object) -> bool:
        if is_a(item, Record):
            return self._has(item.id) and self._one(item.id) == item
        return is_a(item, str) and self._has(str.__str__(item))

    def keys(self) -> KeysView[str]:
        """Return the ids, as a mapping does: `dict(collection)` has the records by id.

        Example:
            >>> import untip
            >>> list(untip.states[:3].keys())
            ['afg', 'ago', 'alb']
        """
        return cast("KeysView[str]", dict.fromkeys(self.ids).keys())

    def items(self) -> ItemsView[str, R]:
        """Return pairs of id and record, as a mapping does.

        Example:
            >>> import untip
            >>> [(id, state.name) for id, state in untip.states[:2].items()]
            [('afg', 'Afghanistan'), ('ago', 'Angola')]
        """
        return {id: self._one(id) for id in self.ids}.items()

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Return the position of a record, or of the record with an id.

        Args:
            value: The record or its id.
            start: The first position to look at.
            stop: The position to stop before; `None` for the end.

        Raises:
            ValueError: It is not there.

        Example:
            >>> import untip
            >>> untip.states[:3].index("ago")
            1
        """
        if value in self:
            id = value.id if is_a(value, Record) else str.__str__(value)
            return self.ids.index(id, start, len(self) if stop is None else stop)
        raise ValueError(f"{brief(value)} is not in {self._what()}")

    def count(self, value: Any) -> int:
        """Return 1 if a record, or the record with an id, is in the collection, else 0.

        Args:
            value: The record or its id.

        Example:
            >>> import untip
            >>> untip.agencies.count("unodc"), untip.agencies.count("untoc")
            (1, 0)
        """
        return int(value in self)

    @overload
    def __getitem__(self, key: str | int) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> Collection[R]: ...
    def __getitem__(self, key: str | int | slice) -> R | Collection[R]:
        try:
            return self._found[key]  # type: ignore[index]  # whatever is no id of a record seen before
        except Exception:  # noqa: BLE001 - __hash__ of a key of the caller's own may raise anything
            return self._fetch(key)

    def _fetch(self, key: object) -> R | Collection[R]:
        if is_a(key, str):
            key = as_text(key, "an id")
            if not self._has(key):
                key = self._current(key)
            if not self._has(key):
                raise UnknownIdError(key, lambda: self._meant(key), self._what())
            return self._one(key)
        if isinstance(key, slice):
            try:
                return self._with(self.ids[key])
            except (TypeError, ValueError) as error:
                raise UsageError(f"{brief(key)} is not a slice of a collection: {error}") from None
        place = whole_number(key)
        if place is not None:
            try:
                return self._one(self.ids[place])
            except IndexError:
                raise OutOfRangeError(brief(key), (), f"{self._what()}, which has {len(self)} records") from None
        raise UsageError(f"a collection is indexed by id, position or slice, not by {brief(key)}")

    def _current(self, id: str) -> str:
        """Return the id that replaced a retired one, with a warning, if the collection has it."""
        redirect = self._records.redirect_of(id)
        return self._records.current(id) if redirect is not None and self._has(redirect.to) else id

    def _meant(self, text: str) -> tuple[str, ...]:
        """Return the id that a name means, or else the nearest ids."""
        meant = self._asked.id_meant(text)
        return (meant,) if meant is not None and self._has(meant) else nearest(text, self.ids)

    def _one(self, id: str) -> R:
        """Return the record with an id of this collection."""
        record = self._found.get(id)
        if record is None:
            record = self._found[id] = cast("R", self._records.one(id, self._kinds))
        return record

    @overload
    def get(self, id: str) -> R | None: ...
    @overload
    def get(self, id: str, default: D) -> R | D: ...
    def get(self, id: str, default: Any = None) -> Any:
        """Return the record with an id, or a default.

        Args:
            id: The id.
            default: What to return where there is no such record.

        Raises:
            UsageError: The id is not a string.

        Example:
            >>> import untip
            >>> untip.agencies.get("nobody") is None
            True
        """
        id = as_text(id, "an id")
        if not self._has(id):
            id = self._current(id)
        return self._one(id) if self._has(id) else default

    def first(self) -> R:
        """Return the first record.

        Raises:
            NotFoundError: There is none.

        Example:
            >>> import untip
            >>> untip.instruments.dated("adopted", "1989").sort("adopted").first().id
            'ilo-c169'
        """
        if not self.ids:
            raise NotOneError("first()", (), "none")
        return self._one(self.ids[0])

    def one(self) -> R:
        """Return the only record.

        Raises:
            NotFoundError: There is none, or more than one.

        Example:
            >>> import untip
            >>> untip.agencies.filter(acronym="UNODC").one().id
            'unodc'
        """
        if len(self) != 1:
            raise NotOneError("one()", self.ids[:5], str(len(self)) if self.ids else "none")
        return self._one(self.ids[0])

    def __or__(self, other: Collection[S]) -> Collection[R | S]:
        added = [id for id in self._other(other).ids if not self._has(id)]
        classes = tuple(dict.fromkeys(self._classes + other._classes))
        return Collection(self._asked.joined(self._other(other)), classes, (*self.ids, *added), self._until(other))

    def __and__(self, other: Collection[Any]) -> Collection[R]:
        kept = set(self._other(other).ids)
        ids = tuple(id for id in self.ids if id in kept)
        return Collection(self._records, self._classes, ids, self._until(other))

    def __sub__(self, other: Collection[Any]) -> Collection[R]:
        gone = set(self._other(other).ids)
        ids = tuple(id for id in self.ids if id not in gone)
        return Collection(self._records, self._classes, ids, self._until(other))

    def _until(self, other: Collection[Any]) -> PartialDate | None:
        """Return the last day that the data of both collections cover."""
        return min((day for day in (self.known_until, other.known_until) if day is not None), default=None)

    @staticmethod
    def _other(other: object) -> Collection[Any]:
        if not isinstance(other, Collection):
            raise UsageError(f"expected a collection, found {brief(other)}")
        return other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection):
            return NotImplemented
        same = self._records is other._records
        return self.ids == other.ids and (same or all(self[id] == other[id] for id in self.ids))

    def __hash__(self) -> int:
        return hash(self.ids)

    def __copy__(self) -> Collection[R]:
        return self

    def __deepcopy__(self, memo: object) -> Collection[R]:
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Return the records themselves, and the registries that other questions about them are asked of.

        A union keeps all records, since what a search finds depends on them.
        """
        records = self._records
        whole = records.registry is not None
        registries = (records.registry,) if whole else tuple([base.registry for base in records.bases])
        return {
            "ids": self.ids,
            "records": tuple(self) if whole else tuple(records),
            "kinds": self._kinds,
            "day": records.day,
            "known_until": self.known_until,
            "registries": registries,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        from untip._registry.questions import in_memory  # not at the top, for the reason given in `_asked`

        bases = tuple([registry._records for registry in state["registries"]])
        records = in_memory(state["records"], bases, state["day"])
        classes = tuple([KINDS[kind] for kind in state["kinds"]])
        ids = state.get("ids")  # earlier pickles have the records alone
        ids = tuple([record.id for record in state["records"]]) if ids is None else ids
        Collection.__init__(self, records, classes, ids, state["known_until"])

    def _settle(self) -> None:
        """Make a collection from a pickle one of its registry's, where the same records are indexed."""
        records = self._records
        if records.registry is None and len(records.bases) == 1:
            base = records.bases[0]
            if all(base.at(record.id) == record for record in records):
                object.__setattr__(self, "_records", base)

    @property
    def _kinds(self) -> tuple[str, ...]:
        return tuple([cls.kind for cls in self._classes])

    def _with(self, ids: tuple[str, ...]) -> Collection[R]:
        return Collection(self._records, self._classes, ids, self.known_until)

    @property
    def _asked(self) -> Questions[R]:
        """Return what answers questions about these records."""
        from untip._registry.questions import Questions  # 5 ms with search, tables and files, and lookups ask nothing

        return Questions(self._records, self._classes, self)

    # ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────

    def filter(self, *, predicate: Callable[[R], object] | None = None, **fields: object) -> Collection[R]:
        """Return the records whose fields have these values.

        Args:
            predicate: A function of a record; records for which it is true are kept.
            fields: For each field a value, a record for its id, or a set of values of which one must match; a tuple
                field matches when one of its items does; `None` matches a field that is not filled.

        Raises:
            UnknownFieldError: There is no such field, its vocabulary lacks the value, or no record has the name.
            AmbiguousNameError: Several records have the name.
            InvalidDateError: The field holds dates, and the value is not one.
            UsageError: The field cannot hold the value, or the predicate is no function.

        Example:
            >>> import untip
            >>> "ilo" in untip.agencies.filter(type="specialized-agency")
            True
        """
        return self._with(self._asked.filtered(predicate, fields))

    def active(self, when: When | None = None, certain: bool = False) -> Collection[R]:
        """Return the records whose lifespan meets a time: possibly, or with `certain` certainly.

        Args:
            when: A day, a longer date or an interval; `None`, only in a registry as of a day, means that day.
            certain: Whether to keep only records that certainly meet it.

        Raises:
            InvalidDateError: `when` is not a time.
            UsageError: `when` is left out in a registry that is not as of a day, or goes beyond the day of one that is,
                or `certain` is not True or False.

        Example:
            >>> import untip
            >>> "unifem" in untip.agencies.active("2010-06-01"), "un-women" in untip.agencies.active("2010-06-01")
            (True, False)
        """
        day = self._records.day if when is None else when
        if day is None:
            raise UsageError("active() needs a time: only in a registry as of a day is there a default")
        return self._with(self._asked.active(day, certain))

    def dated(self, field: str, when: When, certain: bool = False) -> Collection[R]:
        """Return the records of which a date field meets a time.

        Args:
            field: The field, such as `adopted`.
            when: A day, a longer date or an interval.
            certain: Whether to keep only records that certainly meet it.

        Raises:
            UnknownFieldError: There is no such field, or it holds no date.
            InvalidDateError: `when` is not a time.
            UsageError: `when` goes beyond the day of a view, or `certain` is not True or False.

        Example:
            >>> import untip
            >>> "untoc" in untip.instruments.dated("adopted", "2000/2010")
            True
        """
        return self._with(self._asked.dated(field, when, certain))

    def sort(self, field: str, reverse: bool = False) -> Collection[R]:
        """Return the records sorted by a field; those without a value come last either way, ties keep their order.

        Args:
            field: The field.
            reverse: Whether the greatest comes first.

        Raises:
            UnknownFieldError: There is no such field.
            UsageError: `reverse` is not True or False.

        Example:
            >>> import untip
            >>> untip.states.filter(region="Asia").sort("name", reverse=True).first().id
            'yem'
        """
        return self._with(self._asked.sorted(field, reverse))

    def group_by(self, field: str) -> dict[Any, Collection[R]]:
        """Return a collection for each value of a field; `None` for records that have none.

        Args:
            field: The field; a record is in the group of each item of a tuple.

        Raises:
            UnknownFieldError: There is no such field.

        Example:
            >>> import untip
            >>> groups = untip.states.group_by("region")
            >>> "nga" in groups["Africa"], "nga" in groups["Asia"]
            (True, False)
        """
        return {key: self._with(tuple(ids)) for key, ids in self._asked.grouped(field).items()}

    def search(
        self,
        query: str,
        limit: int = 10,
        pillar: str | None = None,
        agency: Agency | str | None = None,
        on: When | None = None,
    ) -> list[Match[R]]:
        """Search the text of these records and return the best matches first, as `Registry.search` does.

        Args:
            query: Words.
            limit: How many matches at most.
            pillar: A pillar that the records, or parts of them, must serve.
            agency: An agency, its id or name, that the records must be or name.
            on: A day, a longer date or an interval that the records' lifespans must possibly meet.

        Returns:
            Matches; an empty list where there are none.

        Raises:
            UsageError: The query has no word, the limit is not a number from 0, `agency` is a record of another kind,
                or `on` goes beyond the day of a view.
            UnknownFieldError: There is no such pillar.
            UnknownIdError: There is no such agency.
            AmbiguousNameError: Several records have the name of the agency.
            InvalidDateError: `on` is not a time.

        Example:
            >>> import untip
            >>> untip.instruments.search("worst forms of child labour")[0].record.id
            'ilo-c182'
        """
        self._settle()
        return self._asked.found(query, limit, pillar, agency, on)

    # ── for people ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _what(self) -> str:
        """Return what the collection is called: its folder's name, or `records` of several kinds."""
        return self._classes[0].folder if len(self._classes) == 1 else "records"

    def __repr__(self) -> str:
        ids = self.ids
        shown = ", ".join(ids[:4]) + (", …" if len(ids) > 4 else "")
        return f"<{len(ids)} {self._what()}{': ' if ids else ''}{shown}>"

    def _repr_html_(self) -> str:
        from untip._show import listing  # 2 ms, with `html`, and most runs show nothing

        shown, what = listing.of_records(self._classes), f"{len(self)} {self._what()}"
        return listing.as_html(shown, len(self), lambda place: self._one(self.ids[place]), what, self.known_until)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)


Collection.__module__ = "untip"
