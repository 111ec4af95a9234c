"""The registry: the only thing that knows more than one record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, overload
from warnings import warn

from untip._collection import Collection, Match
from untip._dates import Answer, PartialDate, When, period
from untip._errors import (
    AmbiguousNameError,
    CoverageWarning,
    NotFoundError,
    UnknownFieldError,
    UnknownIdError,
    UsageError,
    brief,
    nearest,
)
from untip._shelf import Shelf
from untip.schema import (
    KINDS,
    Agency,
    Citation,
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
    from untip._store import Store


class Registry(Shelf):
    """Records of all kinds, looked up, related and asked about time.

    Args:
        store: Where the records come from.
        base: A registry whose records these may name.
        day: The day as of which this registry is, if it is.
    """

    def __init__(self, store: Store, base: Registry | None = None, day: When | None = None) -> None:
        super().__init__(store, day)
        self._base = base
        self._names: dict[str, Record] = {}
        self._back: dict[str, dict[str, tuple[str, ...]]] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Registry, (self._store, self._base, self.day)

    def _whole(self, kind: str, id: str) -> Record:
        return self.record(id, (kind,))

    # ── lookup ──────────────────────────────────────────────────────────────────────────────────────────────────────

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
    def find(self, name: str, kind: Literal["state"]) -> State: ...
    @overload
    def find(self, name: str, kind: Literal["source"]) -> Source: ...
    @overload
    def find(self, name: str, kind: str | None = None) -> Record: ...
    def find(self, name: str, kind: str | None = None) -> Record:
        """Give the one record that has a name, acronym, alias, symbol, code, identifier or id.

        Case, accents, punctuation, dashes and white space do not count; digits that something separates stay apart.
        Codes of States are found only with `kind="state"`.

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
        if kind is None and isinstance(name, str):
            known = self._names.get(name)
            if known is not None:
                return known
        found = self._find(name, kind)
        if kind is None:
            if len(self._names) > 10_000:  # names that callers make up must not fill the memory
                self._names.clear()
            self._names[name] = found
        return found

    def _find(self, name: str, kind: str | None) -> Record:
        if not isinstance(name, str):
            raise UsageError(f"a name is text, found {brief(name)}")
        if kind is not None and kind not in KINDS:
            raise UnknownFieldError(kind, f"one of the kinds {', '.join(KINDS)}", nearest(kind, KINDS))
        from untip._names import NAME_LIMIT, fold

        key = fold(name) if len(name) <= NAME_LIMIT else ""
        ids = self._store.index().ids(key, codes=kind == "state") if key else ()
        kinds = {
            id: found for id in ids if (found := self._kind_of(id)) is not None
        }  # begun, in a registry as of a day
        wanted = [id for id in kinds if kind in (None, kinds[id])]
        if len(wanted) == 1:
            return self.record(wanted[0], (kinds[wanted[0]],))
        if wanted:
            raise AmbiguousNameError(name, tuple(self.record(id, (kinds[id],)) for id in wanted))
        redirected = self.current(name)
        if redirected != name:
            return self._resolve(redirected)
        raise NotFoundError(name, self._suggest(key, kind), KINDS[kind].folder if kind else "the registry")

    def _suggest(self, key: str, kind: str | None) -> tuple[str, ...]:
        """Give names of records whose keys are nearest to one that finds nothing."""
        names = self._store.index().names
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
        for name, ids in self._backward().get(subject.id, {}).items():
            found.setdefault(name, {}).update(dict.fromkeys(ids))
        if relation is None:
            return {name: self._known(ids) for name, ids in found.items() if ids}
        names = {name for rel in RELATIONS for name in (rel.forward, rel.backward)}
        if relation not in names:
            raise UnknownFieldError(relation, "a relation", nearest(relation, names))
        return self._known(found.get(relation, {}))

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

    def disputes(self) -> tuple[tuple[Record, Dispute], ...]:
        """Give every disagreement between sources, with the record that it is about.

        Example:
            >>> import untip
            >>> any(record.id == "un-gift" for record, dispute in untip.disputes())
            True
        """
        return tuple((record, dispute) for record in self._all() for dispute in record.disputes)

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def members(
        self, group: Agency | str, on: When | None = None, certain: bool = False, role: str | None = None
    ) -> Collection[Any]:
        """Give who belonged to a group at a time.

        Args:
            group: The group or its id.
            on: A day, a longer date or an interval; `None` is as far as the data reach.
            certain: Whether to keep only those that a source attests or dates; else what is possible is added.
            role: The role to keep alone, such as `chair`.

        Returns:
            Agencies and States; `known_until` is the last day that the group's roles speak of.

        Raises:
            UnknownIdError: There is no such group.
            UsageError: The record is no group of members.

        Example:
            >>> import untip
            >>> len(untip.members("icat", on="2010-10-18", certain=True))
            18
        """
        from untip import _asof

        body = self._resolve(group)
        if not isinstance(body, Agency):
            raise UsageError(f"{body.id} is of kind {body.kind}; members are an agency's")
        roles = tuple(entry for entry in body.members if role in (None, entry.role))
        until = _asof.spoken_until(body.members)
        when = self._asked(on, until, f"the members of {body.id}")
        least = Answer.CERTAINLY if certain else Answer.POSSIBLY
        kept: dict[str, None] = {}
        for entry in roles:
            held = Answer.POSSIBLY if when is None else _asof.held(entry, when)
            who = self._known([entry.who])
            if held is Answer.POSSIBLY and when is not None and who:
                held = min(held, who[0].lifespan.meets(when))  # nobody belongs before it is or after it was
            if who and held >= least:
                kept[entry.who] = None
        return Collection(self, (Agency, State), tuple(kept), until)

    def as_of(self, when: When) -> Registry:
        """Give the registry as the world stood on a day: what had begun by then, each record as it stood.

        Records that had ended are kept (`active()` leaves them out), and so are undated ones; `find` accepts today's
        names as well. It is a view: nothing is copied.

        Args:
            when: A day; of a longer time its last day.

        Raises:
            InvalidDateError: `when` is no time.

        Example:
            >>> import untip
            >>> then = untip.as_of("2010-06-01")
            >>> then.find("UNIFEM").id, "un-women" in then.agencies
            ('unifem', False)
        """
        from untip import _asof

        day = _asof.last_day(when)
        view = _asof.AsOfStore(self._whole, self._store, day)
        return Registry(view, base=self._base, day=day)

    def _asked(self, on: When | None, until: PartialDate | None, what: str) -> When | None:
        """Give the time to answer for, with a warning where it lies after what the data cover."""
        when = self.day if on is None else on
        if when is None:
            return until
        if until is not None and period(when)[0] > until.latest:
            message = f"{what} are known until {until}; {when} lies after it"
            warn(message, CoverageWarning, stacklevel=4)
        return when

    # ── search, and in and out ──────────────────────────────────────────────────────────────────────────────────────

    def search(self, query: str, kinds: Iterable[str] | None = None, limit: int = 10) -> list[Match[Any]]:
        """Search the text of records, best match first.

        Args:
            query: Words.
            kinds: The kinds to search; all if left out.
            limit: How many results at most.

        Returns:
            Matches; an empty list where there are none.

        Raises:
            UsageError: The query is empty.
            UnknownFieldError: There is no such kind.

        Example:
            >>> import untip
            >>> untip.search("child labour", kinds=("instrument",))[0].record.kind
            'instrument'
        """
        wanted = tuple(KINDS) if kinds is None else (kinds,) if isinstance(kinds, str) else tuple(kinds)
        for kind in wanted:
            if kind not in KINDS:
                raise UnknownFieldError(kind, f"one of the kinds {', '.join(KINDS)}", nearest(kind, KINDS))
        return self.find_matches(query, wanted, None, limit)

    def merge(self, other: Registry) -> Registry:
        """Give a new registry of both registries' records.

        Args:
            other: The other registry.

        Raises:
            ValidationError: An id, or an id no longer in use, is in both.

        Example:
            >>> import untip
            >>> len(untip.registry.merge(untip.Registry.of([]))) == len(untip.registry)
            True
        """
        from untip._store import MemoryStore

        if not isinstance(other, Registry):
            raise UsageError(f"expected a registry, found {brief(other)}")
        tables = {
            treaty: store.participation(treaty) for store in (self._store, other._store) for treaty in store.coverage()
        }
        store = MemoryStore(
            (*self._all(), *other._all()),
            {**self._store.redirects(), **other._store.redirects()},
            {**self._store.coverage(), **other._store.coverage()},
            tables,
        )
        return Registry(store)

    @staticmethod
    def of(records: Iterable[Record]) -> Registry:
        """Give a registry of some records in memory.

        Args:
            records: The records.

        Raises:
            ValidationError: An id comes twice.
        """
        from untip._store import MemoryStore

        return Registry(MemoryStore(records))
