"""The records of one store by id and kind, each built once, with the registries whose records they may name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from untip._store.base import LOCK, Store
from untip.dates import PartialDate
from untip.errors import RedirectWarning, as_text, warn_caller
from untip.schema import KINDS, Instrument, Record, Redirect

if TYPE_CHECKING:
    from untip._registry.asof import Beginnings
    from untip._registry.registry import Registry
    from untip._registry.treaties import MembershipSpans

Classes = tuple[type[Record], ...]
"""The classes of a collection's kinds."""


class Records:
    """What a registry and its collections share: a store, the records built so far, and answers worth keeping.

    Args:
        store: Where the records are.
        bases: The bases, whose records these may name.
        day: The day, for records as of a day.
        whole: The records of which these are a view as of that day.
        replaced: Ids of records that took the place of others in a merge.
        is_own: Whether they are the package's own.
    """

    __slots__ = (
        "_built",
        "_collections",
        "_registry",
        "back",
        "bases",
        "beginnings",
        "day",
        "found",
        "is_own",
        "meant",
        "relations_change",
        "replaced",
        "spans",
        "store",
        "whole",
    )

    def __init__(
        self,
        store: Store,
        bases: tuple[Records, ...] = (),
        day: PartialDate | None = None,
        whole: Records | None = None,
        replaced: AbstractSet[str] = frozenset(),
        is_own: bool = False,
    ) -> None:
        self.store: Store = store
        self.bases: tuple[Records, ...] = bases
        self.day: PartialDate | None = day
        self.whole: Records | None = whole
        self.replaced: frozenset[str] = frozenset(replaced)
        self.is_own: bool = is_own
        self._registry: Registry | None = None
        self.found: dict[tuple[str, str | None], Record] = {}
        self.meant: dict[str | None, dict[str, str]] = {}  # by kind, ids by folded names that columns had
        self.back: dict[str, dict[str, tuple[str, ...]]] | None = None
        self.relations_change: bool | None = None
        self.beginnings: Beginnings | None = None
        self.spans: dict[tuple[str, str], tuple[Instrument, MembershipSpans]] = {}
        self._built: dict[str, Record] = {}
        self._collections: dict[str, Any] = {}

    @property
    def registry(self) -> Registry | None:
        """The registry that answers from these records, if there is one."""
        if self._registry is None and self.is_own:
            return import_module("untip").registry  # type: ignore[no-any-return]  # by the face, which imports it
        return self._registry

    @registry.setter
    def registry(self, registry: Registry) -> None:
        self._registry = registry

    @property
    def origin(self) -> Records:
        """The records of which these are a view; these themselves where they are no view."""
        return self if self.whole is None else self.whole

    def __iter__(self) -> Iterator[Record]:
        return (self.record(kind, id) for kind in KINDS for id in self.store.ids(kind))

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds, in the order in which everything lists them."""
        return tuple(KINDS)

    def record(self, kind: str, id: str) -> Record:
        """Return one record of the store, built once; it must exist."""
        found = self._built.get(id)
        if found is None:
            with LOCK:  # one record for all threads
                found = self._built.get(id) or self._built.setdefault(id, self.store.record(kind, id))
        return found

    def has(self, record: Record) -> bool:
        """Return whether a record is one of these, as they built it; one that is only equal is not."""
        return self._built.get(record.id) is record

    def collection(self, cls: type[Record], make: Callable[..., Any]) -> Any:
        """Return the collection of a kind, made once."""
        found = self._collections.get(cls.kind)
        return self._collections.setdefault(cls.kind, make(self, (cls,))) if found is None else found

    def kind_of(self, id: str) -> str | None:
        """Return the kind of the record with an id, here or in a base; `None` where there is none."""
        kind = self.store.kind_of(id)
        if kind is not None:
            return kind
        return next((kind for base in self.bases if (kind := base.kind_of(id)) is not None), None)

    def at(self, id: str) -> Record | None:
        """Return the record with an id, here or in a base; redirects are not followed."""
        kind = self.store.kind_of(id)
        if kind is not None:
            return self.record(kind, id)
        return next((found for base in self.bases if (found := base.at(id)) is not None), None)

    def one(self, id: str, kinds: tuple[str, ...]) -> Record:
        """Return the record with an id that exists, of one of these kinds; of one kind only its own part is read."""
        found = self._built.get(id)
        if found is None and len(kinds) == 1 and not self.bases:
            return self.record(kinds[0], id)
        return cast("Record", self.at(id)) if found is None else found

    def redirect_of(self, id: str) -> Redirect | None:
        """Return where a retired id leads, here or in a base; `None` for any other id."""
        found = self.store.redirects().get(id)
        return found or next((hit for base in self.bases if (hit := base.redirect_of(id)) is not None), None)

    def current(self, id: str) -> str:
        """Return the id that replaced a retired one, with a `RedirectWarning`; any other id unchanged."""
        redirect = self.redirect_of(id)
        if redirect is None:
            return id
        message = f"{id!r} is {redirect.to!r} since data version {redirect.since}: {redirect.why}"
        warn_caller(message, RedirectWarning)
        return redirect.to

    def own(self, id: object) -> Record | None:
        """Return the record with an id, or with the id that replaced it; without those of bases.

        Raises:
            UsageError: The id is not a string.
        """
        id = as_text(id, "an id")
        kind = self.store.kind_of(id)
        if kind is not None:
            return self.record(kind, id)
        redirect = self.store.redirects().get(id)
        return None if redirect is None else self.at(self.current(id))

    def get(self, id: object) -> Record | None:
        """Return the record with an id, or with the id that replaced it; here or in a base.

        Raises:
            UsageError: The id is not a string.
        """
        id = as_text(id, "an id")
        found = self.at(id)
        return self.at(self.current(id)) if found is None else found

    def known(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """Return the records with some ids, without those that had not begun where these are as of a day."""
        return tuple([found for id in ids if (found := self.get(id)) is not None])

    def root(self) -> tuple[int, Any]:
        """Return what these records are a view of, and of which day: two views of one registry are one base."""
        return id(self.origin), self.day
