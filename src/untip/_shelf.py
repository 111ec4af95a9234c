"""The shelf: the records of one store by kind and id, each built once; what collections lean on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast, overload

from untip._collection import Collection
from untip._dates import PartialDate, When
from untip._errors import RedirectWarning, UnknownIdError, as_text, nearest, warn_caller
from untip.schema import (
    KINDS,
    Agency,
    Concept,
    Event,
    Finding,
    Instrument,
    Program,
    Record,
    Resource,
    SDGTarget,
    Source,
    State,
    Statistic,
)

if TYPE_CHECKING:
    from untip._match import Match
    from untip._query import Predicate
    from untip._store import Store

R = TypeVar("R", bound=Record)
D = TypeVar("D")


class Shelf:
    """Records of all kinds, by id.

    Args:
        store: Where the records come from.
        base: A registry whose records these may name.
        day: The day as of which the records stand, if they do.
    """

    def __init__(self, store: Store, base: Shelf | None = None, day: When | None = None) -> None:
        self._store = store
        self._base = base
        object.__setattr__(self, "day", day)
        self._records: dict[str, Record] = {}
        self._collections: dict[str, Collection[Any]] = {}
        self._kinds: dict[str, str] | None = None

    day: When | None
    """The day as of which the records stand, if they do."""

    def __setattr__(self, name: str, value: object) -> None:
        if not name.startswith("_"):  # what is private is filled once it is asked for
            raise AttributeError(f"a Registry cannot be changed: {name}")
        object.__setattr__(self, name, value)

    # ── collections ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _collection(self, cls: type[R]) -> Collection[R]:
        found = self._collections.get(cls.kind)
        if found is None:
            found = self._collections.setdefault(cls.kind, Collection(self, (cls,)))
        return found

    @property
    def agencies(self) -> Collection[Agency]:
        """Organizations, offices, organs and coordination groups."""
        return self._collection(Agency)

    @property
    def instruments(self) -> Collection[Instrument]:
        """Treaties, resolutions, declarations, principles, plans and policies."""
        return self._collection(Instrument)

    @property
    def programs(self) -> Collection[Program]:
        """Programmes, initiatives, projects, campaigns, funds and mandate holders."""
        return self._collection(Program)

    @property
    def sdg_targets(self) -> Collection[SDGTarget]:
        """Targets of the 2030 Agenda."""
        return self._collection(SDGTarget)

    @property
    def resources(self) -> Collection[Resource]:
        """Reports, manuals, databases and what else one can consult."""
        return self._collection(Resource)

    @property
    def events(self) -> Collection[Event]:
        """Meetings, conferences, panels and launches."""
        return self._collection(Event)

    @property
    def statistics(self) -> Collection[Statistic]:
        """Quantitative claims."""
        return self._collection(Statistic)

    @property
    def findings(self) -> Collection[Finding]:
        """Gaps and recommendations."""
        return self._collection(Finding)

    @property
    def concepts(self) -> Collection[Concept]:
        """Terms by which trafficking is defined, classified and counted."""
        return self._collection(Concept)

    @property
    def states(self) -> Collection[State]:
        """States that can be party to a treaty."""
        return self._collection(State)

    @property
    def sources(self) -> Collection[Source]:
        """Where facts come from."""
        return self._collection(Source)

    def __len__(self) -> int:
        return sum(len(self._store.ids(kind)) for kind in KINDS)

    def __repr__(self) -> str:
        day = f" as of {self.day}" if self.day is not None else ""
        return f"<Registry{day}: {len(self)} records>"

    # ── what collections need ───────────────────────────────────────────────────────────────────────────────────────

    def ids(self, kind: str) -> tuple[str, ...]:
        """Give the ids of a kind, sorted."""
        return self._store.ids(kind)

    def record(self, id: str, kinds: tuple[str, ...]) -> Record:
        """Give the record with an id that exists, of one of these kinds, here or in the base; built once."""
        if self._base is not None and self._kind_of(id) is None:
            return self._base.record(id, kinds)
        found = self._records.get(id)
        if found is None:
            kind = kinds[0] if len(kinds) == 1 else self._kind_of(id)
            # two threads may both build it: the first one's is kept, for both
            found = self._records.setdefault(id, self._store.record(cast("str", kind), id))
        return found

    def current(self, id: str) -> str:
        """Follow a redirect, with a `RedirectWarning`; any other id comes back as it is."""
        redirect = self._store.redirects().get(id)
        if redirect is None:
            return id
        message = f"{id!r} is {redirect.to!r} since data version {redirect.since}: {redirect.why}"
        warn_caller(message, RedirectWarning)
        return redirect.to

    def _kind_of(self, id: str) -> str | None:
        if self._kinds is None:
            self._kinds = {id: kind for kind in KINDS for id in self._store.ids(kind)}
        return self._kinds.get(id)

    def _all(self) -> Iterable[Record]:
        return (self.record(id, (kind,)) for kind in KINDS for id in self._store.ids(kind))

    @overload
    def get(self, id: str) -> Record | None: ...
    @overload
    def get(self, id: str, default: D) -> Record | D: ...
    def get(self, id: str, default: Any = None) -> Any:
        """Give the record of any kind with an id, or a default.

        Args:
            id: The id.
            default: What to give where there is no such record.

        Example:
            >>> import untip
            >>> untip.get("palermo-protocol").kind
            'instrument'
        """
        id = as_text(id, "an id")
        kind = self._kind_of(id)
        if kind is None:
            redirected = self.current(id)
            kind = self._kind_of(redirected)
            if kind is None and redirected != id and self._base is not None:
                return self._base.get(redirected, default)
            id = redirected
        return default if kind is None else self.record(id, (kind,))

    def _resolve(self, record: Record | str) -> Record:
        """Give a record that may be named by its id, here or in the base."""
        if isinstance(record, Record):
            return record
        found: Record | None = self.get(record)
        if found is None and self._base is not None:
            found = self._base.get(record)
        if found is None:
            known = self._kinds or {}
            raise UnknownIdError(record, nearest(record, known), "the registry")
        return found

    def _known(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Give the records of some ids, leaving out those that had not begun in a registry as of a day."""
        records: list[Record] = []
        for id in ids:
            found = self.get(id)
            if found is None and self._base is not None:
                found = self._base.get(id)
            if found is not None:
                records.append(found)
        return tuple(records)

    def apart(self, records: Iterable[Record], day: When | None) -> Self:
        """Give a registry of some records alone.

        Args:
            records: The records, no id twice.
            day: The day as of which they stand, or `None`.
        """
        from untip._store import MemoryStore

        return type(self)(MemoryStore(records), day=day)

    @classmethod
    def thaw(
        cls, records: tuple[Record, ...], kinds: tuple[str, ...], day: When | None, known_until: PartialDate | None
    ) -> Collection[Any]:
        """Make the collection that a pickle holds, in a registry of its own records.

        Args:
            records: The records, in order.
            kinds: The kinds of the collection.
            day: The day as of which the records stand, or `None`.
            known_until: The last day that the collection's data speak of, or `None`.
        """
        from untip._store import MemoryStore

        classes = tuple(KINDS[kind] for kind in kinds)
        ids = tuple(record.id for record in records)
        return Collection(cls(MemoryStore(records), day=day), classes, ids, known_until)

    def narrowed(self, pillar: str | None, agency: Agency | str | None, on: When | None) -> Predicate | None:
        """Give the test that the filters of a search make, after checking them; `None` where there are none."""
        if pillar is None and agency is None and on is None:
            return None
        from untip._query import narrowed

        return narrowed(pillar, None if agency is None else self._resolve(agency).id, on)

    def find_matches(
        self, query: str, limit: int, kinds: tuple[str, ...], ids: frozenset[str] | None, keep: Predicate | None
    ) -> list[Match[Any]]:
        """Search among the records of some kinds and ids for those to keep."""
        from untip._search import search

        def get(id: str, kind: str) -> Record | None:
            wanted = kind in kinds and (ids is None or id in ids) and self._kind_of(id) is not None
            return self.record(id, (kind,)) if wanted else None

        return search(self._store.words(), self._store.index(), get, query, limit, keep)
