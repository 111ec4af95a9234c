"""The registry: the only thing that knows more than one record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar, cast
from warnings import warn

from untip import _asof, _provenance
from untip._collection import Collection, Match
from untip._dates import Answer, PartialDate, When, period
from untip._errors import (
    AmbiguousNameError,
    CoverageWarning,
    NotFoundError,
    Problem,
    RedirectWarning,
    UnknownFieldError,
    UnknownIdError,
    UsageError,
    ValidationError,
    brief,
    nearest,
)
from untip._names import NAME_LIMIT, fold
from untip._relations import references
from untip._store import MemoryStore, Store
from untip.schema import (
    KINDS,
    RELATIONS,
    Agency,
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

R = TypeVar("R", bound=Record)


class Registry:
    """Records of all kinds, looked up, related and asked about time.

    Args:
        store: Where the records come from.
        base: A registry whose records these may name.
        day: The day as of which this registry is, if it is.
    """

    def __init__(self, store: Store, base: Registry | None = None, day: When | None = None) -> None:
        self._store = store
        self._base = base
        self.day = day
        self._lock = RLock()
        self._records: dict[str, Record] = {}
        self._collections: dict[str, Collection[Any]] = {}
        self._kinds: dict[str, str] | None = None
        self._names: dict[str, Record] = {}
        self._back: dict[str, dict[str, tuple[str, ...]]] | None = None

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
        """Give the record with an id that exists, of one of these kinds; built once."""
        found = self._records.get(id)
        if found is None:
            with self._lock:
                found = self._records.get(id)
                if found is None:
                    kind = kinds[0] if len(kinds) == 1 else self._kind_of(id)
                    found = self._records[id] = self._store.record(cast("str", kind), id)
        return found

    def current(self, id: str) -> str:
        """Follow a redirect, with a `RedirectWarning`; any other id comes back as it is."""
        redirect = self._store.redirects().get(id)
        if redirect is None:
            return id
        message = f"{id!r} is {redirect.to!r} since data version {redirect.since}: {redirect.why}"
        warn(message, RedirectWarning, stacklevel=4)
        return redirect.to

    def _kind_of(self, id: str) -> str | None:
        if self._kinds is None:
            self._kinds = {id: kind for kind in KINDS for id in self._store.ids(kind)}
        return self._kinds.get(id)

    def _all(self) -> Iterable[Record]:
        return (self.record(id, (kind,)) for kind in KINDS for id in self._store.ids(kind))

    # ── lookup ──────────────────────────────────────────────────────────────────────────────────────────────────────

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
        if not isinstance(id, str):
            raise UsageError(f"an id is text, found {brief(id)}")
        kind = self._kind_of(id)
        if kind is None:
            id = self.current(id)
            kind = self._kind_of(id)
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

    def find(self, name: str, kind: str | None = None) -> Any:
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
        key = fold(name) if len(name) <= NAME_LIMIT else ""
        ids = self._store.index().ids(key, codes=kind == "state") if key else ()
        kinds = {id: cast("str", self._kind_of(id)) for id in ids}
        wanted = [id for id in ids if kind in (None, kinds[id])]
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
        records = [self._resolve(id) for hit in near for id in names[hit]]
        fitting = [record for record in records if kind in (None, record.kind)]
        return tuple(dict.fromkeys(f"{record.name} ({record.id})" for record in fitting))[:3]

    # ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────

    def related(self, record: Record | str, relation: str | None = None) -> Any:
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
            back: dict[str, dict[str, dict[str, None]]] = {}
            for record in self._all():
                for reference in references(record):
                    named = back.setdefault(reference.id, {})
                    named.setdefault(reference.relation.backward, {})[record.id] = None
            self._back = {
                id: {name: tuple(ids) for name, ids in sorted(named.items())} for id, named in back.items()
            }
        return self._back

    # ── provenance ──────────────────────────────────────────────────────────────────────────────────────────────────

    def provenance(self, record: Record | str, field: str | None = None) -> Any:
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
            if held is Answer.POSSIBLY and when is not None:
                held = min(held, self._resolve(entry.who).lifespan.meets(when))
            if held >= least:
                kept[entry.who] = None
        whole = self._base if self._base is not None and self.day is not None else self
        return Collection(whole, (Agency, State), tuple(kept), until)

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

    def find_matches(
        self, query: str, kinds: tuple[str, ...], ids: frozenset[str] | None, limit: int
    ) -> list[Match[Any]]:
        """Search among the records of some kinds, or of some ids."""
        from untip._search import search_records

        records = (record for record in self._all() if record.kind in kinds and (ids is None or record.id in ids))
        return [Match(*parts) for parts in search_records(records, query, limit)]

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
        if not isinstance(other, Registry):
            raise UsageError(f"expected a registry, found {brief(other)}")
        tables = {
            treaty: store.participation(treaty)
            for store in (self._store, other._store)
            for treaty in store.coverage()
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
        return Registry(MemoryStore(records))


def default_store() -> Store:
    """Give the store of the package's own records: the compiled parts of a wheel, or the files of a checkout."""
    from untip._compiled import CompiledStore

    store = CompiledStore.of_package()
    if store is not None:
        return store
    from untip._files import FolderStore

    return FolderStore(Path(__file__).with_name("data"), "")


def load(path: str | Path, base: Registry | None) -> Registry:
    """Read and check everything at a path.

    Args:
        path: A folder laid out like the package's `data`, one record's file in such a folder, or a `.json` file that
            `to_json` wrote.
        base: A registry whose records these may name; `None` for none. Nothing of it is copied.

    Returns:
        A registry of the records at the path alone.

    Raises:
        ValidationError: Something is wrong; `problems` has each with file and line.
    """
    from untip._load import read

    store, problems = read(Path(path), _base(base))
    if store is None:
        raise ValidationError(problems)
    return Registry(store, base=base)


def validate(path: str | Path, base: Registry | None) -> tuple[Problem, ...]:
    """Check everything at a path.

    Args:
        path: A folder laid out like the package's `data`, one record's file in such a folder, or a `.json` file that
            `to_json` wrote.
        base: A registry whose records these may name; `None` for none.

    Returns:
        Every problem, by file and line; empty when all is well.
    """
    from untip._load import read

    return read(Path(path), _base(base))[1]


def _base(base: Registry | None) -> Any:
    return (lambda id: None) if base is None else base.get
