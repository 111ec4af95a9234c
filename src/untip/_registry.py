"""The registry: the only thing that knows more than one record."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

from untip._dates import When, period
from untip._errors import (
    AmbiguousNameError,
    NotFoundError,
    UnknownFieldError,
    UsageError,
    as_text,
    brief,
    nearest,
)
from untip._shelf import Shelf
from untip._standing import Standing
from untip._vocab import DisputeType
from untip.schema import (
    KINDS,
    Agency,
    Citation,
    Concept,
    Dispute,
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
    from untip._asof import Beginnings
    from untip._store import Store


CODED = ("concept", "state")
"""Kinds whose codes, and of concepts whose names, are found only where the kind is named."""

NAMES_KEPT = 10_000
"""How many names a registry remembers what they found."""


class Registry(Standing):
    """Records of all kinds, looked up, related and asked about time.

    Args:
        store: Where the records come from.
        base: A registry whose records these may name.
        day: The day as of which this registry is, if it is.
    """

    def __init__(self, store: Store, base: Shelf | None = None, day: When | None = None) -> None:
        super().__init__(store, base, day)
        self._names: dict[str, Record] = {}
        self._back: dict[str, dict[str, tuple[str, ...]]] | None = None
        self._beginnings: Beginnings | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Registry, (self._store, self._base, self.day)

    def _whole(self, kind: str, id: str) -> Record:
        return self.record(id, (kind,))

    # ── lookup ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @overload
    def find(self, name: str, kind: None = None) -> Record: ...
    @overload
    def find(self, name: str, kind: Literal["agency"]) -> Agency: ...
    @overload
    def find(self, name: str, kind: Literal["instrument"]) -> Instrument: ...
    @overload
    def find(self, name: str, kind: Literal["program"]) -> Program: ...
    @overload
    def find(self, name: str, kind: Literal["sdg_target"]) -> SDGTarget: ...
    @overload
    def find(self, name: str, kind: Literal["resource"]) -> Resource: ...
    @overload
    def find(self, name: str, kind: Literal["event"]) -> Event: ...
    @overload
    def find(self, name: str, kind: Literal["statistic"]) -> Statistic: ...
    @overload
    def find(self, name: str, kind: Literal["finding"]) -> Finding: ...
    @overload
    def find(self, name: str, kind: Literal["concept"]) -> Concept: ...
    @overload
    def find(self, name: str, kind: Literal["state"]) -> State: ...
    @overload
    def find(self, name: str, kind: Literal["source"]) -> Source: ...
    @overload
    def find(self, name: str, kind: str | None = None) -> Record: ...
    def find(self, name: str, kind: str | None = None) -> Record:
        """Give the one record that has a name, acronym, alias, symbol, code, identifier or id.

        Case, accents, punctuation, dashes and white space do not count; digits that something separates stay apart.
        Codes of States are found only with `kind="state"`, names and codes of concepts only with `kind="concept"`.

        Args:
            name: The name.
            kind: The kind to look among, such as `agency`.

        Raises:
            NotFoundError: No record has the name; the message suggests the nearest.
            AmbiguousNameError: Several records have it; `candidates` are they.
            UnknownFieldError: There is no such kind.

        Example:
            >>> import untip
            >>> untip.find("Palermo Protocol").id, untip.find("un-gift").id, untip.find("SDG 8.7").id
            ('palermo-protocol', 'un-gift', 'sdg-8-7')
        """
        if kind is None and type(name) is str:
            known = self._names.get(name)
            if known is not None:
                return known
        return self._find(as_text(name, "a name"), kind)

    def _find(self, name: str, kind: str | None) -> Record:
        if kind is not None and (not isinstance(kind, str) or kind not in KINDS):
            raise UnknownFieldError(kind, f"one of the kinds {', '.join(KINDS)}", nearest(kind, KINDS))
        from untip._names import NAME_LIMIT, fold

        key = fold(name) if len(name) <= NAME_LIMIT else ""
        ids = self._store.index().ids(key, codes=kind in CODED) if key else ()
        # in a registry as of a day, of those that had begun
        kinds = {id: its_kind for id in ids if (its_kind := self._kind_of(id)) is not None}
        wanted = [id for id in kinds if kind in (None, kinds[id])]
        if len(wanted) > 1 and name in wanted:  # an id, letter by letter, leaves no doubt
            wanted = [name]
        if len(wanted) == 1:
            found = self.record(wanted[0], (kinds[wanted[0]],))
            if kind is None:
                if len(self._names) >= NAMES_KEPT:  # names that callers make up must not fill the memory
                    self._names.clear()
                self._names[name] = found
            return found
        if wanted:
            raise AmbiguousNameError(name, tuple(self.record(id, (kinds[id],)) for id in wanted))
        redirected = self.current(name)
        if redirected != name:
            for target in self._known([redirected]):  # in a registry as of a day it may not have begun
                if kind in (None, target.kind):
                    return target
        raise NotFoundError(name, self._suggest(key, kind), KINDS[kind].folder if kind else "the registry")

    def _suggest(self, key: str, kind: str | None) -> tuple[str, ...]:
        """Give names of records whose keys are nearest to one that finds nothing."""
        index = self._store.index()
        names = {**index.codes, **index.names} if kind in CODED else index.names
        near = nearest(key, names, 6)
        records = [self.get(id) for hit in near for id in names[hit]]
        fitting = [record for record in records if record is not None and kind in (None, record.kind)]
        return tuple(dict.fromkeys(f"{record.name} ({record.id})" for record in fitting))[:3]

    # ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────

    @overload
    def related(self, record: Record | str, relation: None = None) -> dict[str, tuple[Record, ...]]: ...
    @overload
    def related(self, record: Record | str, relation: str) -> tuple[Record, ...]: ...
    def related(
        self, record: Record | str, relation: str | None = None
    ) -> dict[str, tuple[Record, ...]] | tuple[Record, ...]:
        """Give the records that a record names or is named by, by relation; each way has a name of its own.

        Args:
            record: A record or its id.
            relation: The relation to give alone, such as `led`.

        Returns:
            A dict from relation to records; or, with `relation`, the records.

        Raises:
            UnknownIdError: There is no such record.
            UnknownFieldError: There is no such relation.

        Example:
            >>> import untip
            >>> "un-gift" in [program.id for program in untip.related("unodc", "led")]
            True
        """
        from untip._relations import references
        from untip.schema import RELATIONS

        subject = self._resolve(record)
        found: dict[str, dict[str, None]] = {}
        for reference in references(subject):
            found.setdefault(reference.relation.forward, {})[reference.id] = None
        for name, ids in self._naming(subject.id).items():
            found.setdefault(name, {}).update(dict.fromkeys(ids))
        if relation is None:
            return {name: records for name, ids in found.items() if (records := self._known(ids))}
        names = {name for rel in RELATIONS for name in (rel.forward, rel.backward)}
        if not isinstance(relation, str) or relation not in names:
            raise UnknownFieldError(relation, "a relation", nearest(relation, names))
        return self._known(found.get(relation, {}))

    def _naming(self, id: str) -> dict[str, tuple[str, ...]]:
        """Give the ids of the records that name a record, by relation; of a view those that begin later too."""
        if self._origin is not None and not self._origin._shifts:
            return self._origin._naming(id)
        return self._backward().get(id, {})

    @cached_property
    def _shifts(self) -> bool:
        """Whether any record once named others than it names now."""
        from untip.schema import RELATIONS

        paths = {(relation.kind, relation.path) for relation in RELATIONS}
        return any((record.kind, entry.field) in paths for record in self._all() for entry in record.history)

    def _backward(self) -> dict[str, dict[str, tuple[str, ...]]]:
        if self._back is None:
            from untip._relations import references

            back: dict[str, dict[str, dict[str, None]]] = {}
            for record in self._all():
                for reference in references(record):
                    named = back.setdefault(reference.id, {})
                    named.setdefault(reference.relation.backward, {})[record.id] = None
            self._back = {id: {name: tuple(ids) for name, ids in sorted(named.items())} for id, named in back.items()}
        return self._back

    # ── provenance ──────────────────────────────────────────────────────────────────────────────────────────────────

    @overload
    def provenance(self, record: Record | str, field: None = None) -> dict[str, tuple[Citation, ...]]: ...
    @overload
    def provenance(self, record: Record | str, field: str) -> tuple[Citation, ...]: ...
    def provenance(
        self, record: Record | str, field: str | None = None
    ) -> dict[str, tuple[Citation, ...]] | tuple[Citation, ...]:
        """Give the citations of one field, or of every field and nested item by its path.

        Args:
            record: A record or its id.
            field: The field, or the path of a nested item such as `activities[0]`.

        Returns:
            A tuple of citations; without `field` a dict of such.

        Raises:
            UnknownIdError: There is no such record.
            UnknownFieldError: There is no such field.

        Example:
            >>> import untip
            >>> "icat-2010" in [citation.source for citation in untip.provenance("un-gift", "start")]
            True
        """
        from untip import _provenance

        subject = self._resolve(record)
        return _provenance.by_field(subject) if field is None else _provenance.of_field(subject, field)

    def disputes(
        self, record: Record | str | None = None, type: DisputeType | str | None = None
    ) -> tuple[tuple[Record, Dispute], ...]:
        """Return every disagreement between sources, with the record that it is stored on.

        Args:
            record: A record or its id, to return only disputes that concern it, wherever they are stored.
            type: A member of `DisputeType`, to return only disputes of that type.

        Raises:
            UnknownIdError: There is no such record.
            UnknownFieldError: There is no such type.

        Example:
            >>> import untip
            >>> any(record.id == "un-gift" for record, dispute in untip.disputes("un-gift"))
            True
        """
        if type is not None and type not in list(DisputeType):
            raise UnknownFieldError(type, "a type of dispute", nearest(type, DisputeType))
        subject = None if record is None else self._resolve(record).id
        return tuple(
            (bearer, dispute)
            for bearer in self._all()
            for dispute in bearer.disputes
            if subject in (None, bearer.id, *dispute.also) and type in (None, dispute.type)
        )

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def as_of(self, when: When) -> Registry:
        """Give the registry as the world stood on a day: what had begun by then, each record as it stood.

        Records that had ended are kept (`active()` leaves them out), and so are undated ones; `find` accepts today's
        names as well. It is a view: nothing is copied.

        Args:
            when: A day; of a longer time its last day.

        Raises:
            InvalidDateError: `when` is no time.
            UsageError: This registry is itself as of an earlier day.

        Example:
            >>> import untip
            >>> then = untip.as_of("2010-06-01")
            >>> then.find("UNIFEM").id, "un-women" in then.agencies
            ('unifem', False)
        """
        from untip import _asof

        day = _asof.last_day(when)
        if self.day is not None and period(self.day)[1] < day.latest:
            raise UsageError(f"this registry is as of {self.day}; ask the whole registry for the later day {day}")
        if self._origin is not None:
            return self._origin.as_of(day)
        if self._beginnings is None:
            self._beginnings = _asof.Beginnings(self._whole, self._store)
        base = self._base.as_of(day) if isinstance(self._base, Registry) else None
        view = Registry(_asof.AsOfStore(self._beginnings, day), base, day)
        view._origin = self
        return view

    # ── in and out ──────────────────────────────────────────────────────────────────────────────────────────────────

    def merge(self, other: Registry) -> Registry:
        """Give a new registry of both registries' records.

        Args:
            other: The other registry.

        Raises:
            ValidationError: An id, an id no longer in use or a treaty's table is in both.
            UsageError: The registries rest on different bases.

        Example:
            >>> import untip
            >>> len(untip.registry.merge(untip.Registry.of([]))) == len(untip.registry)
            True
        """
        from untip._store import merged

        if not isinstance(other, Registry):
            raise UsageError(f"expected a registry, found {brief(other)}")
        store = merged((*self._all(), *other._all()), self._store, other._store)
        bases = [base for base in (self._base, other._base) if base not in (None, self, other)]
        if len({_footing(base) for base in bases if base is not None}) > 1:
            raise UsageError("the registries rest on different bases; merge each with its base first")
        return Registry(store, bases[0] if bases else None, self.day if self.day == other.day else None)

    @staticmethod
    def of(records: Iterable[Record]) -> Registry:
        """Give a registry of some records in memory.

        Args:
            records: The records.

        Raises:
            ValidationError: An id comes twice.
        """
        from untip._store import MemoryStore

        try:
            found = iter(records)
        except TypeError:
            raise UsageError(f"expected records, found {brief(records)}") from None
        return Registry(MemoryStore(found))


def _footing(base: Shelf) -> tuple[int, When | None]:
    """Tell what a base is a view of, and of which day: two views of one registry as of one day are one base."""
    origin = base._origin if isinstance(base, Registry) else None
    return id(base if origin is None else origin), base.day
