"""The registry: every question about more than one record. One class; each question is one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

from untip._formats.converter import to_dict
from untip._formats.files import written
from untip._formats.json import write_json
from untip._registry import asof, citation, finding, lookup, membership, merging, provenance, relational
from untip._registry import attach as attaching
from untip._registry import panel as panels
from untip._registry import timeline as timelines
from untip._registry.collection import Collection
from untip._registry.finding import resolve
from untip._registry.records import Records
from untip._registry.searching import search_in
from untip._registry.timeline import TimelineEntry
from untip._registry.treaties import Basis
from untip._search.match import Match
from untip._store.base import Store
from untip._store.memory import MemoryStore
from untip._text import brief
from untip.dates import PartialDate, When
from untip.errors import NotFoundError, UsageError, is_a
from untip.schema import KINDS, Agency, Citation, Dispute, DisputeType, Instrument, Participation, Record, State
from untip.tables import CountRow, Table

if TYPE_CHECKING:
    from pathlib import Path

    # [generated: imports]
    from untip.schema import Concept, Event, Finding, Program, Resource, SDGTarget, Source, Statistic

    # [end]

D = TypeVar("D")
_RAISE: Any = object()


class Registry:
    """Records of all kinds: looked up, related, searched, asked about time.

    Args:
        records: The records.
        base: A registry whose records these may name; nothing of it is copied.

    Raises:
        ValidationError: Two records have the same id, or with a base, one names an id that is in neither.
        UsageError: `records` are no records, or `base` is no registry.

    Example:
        >>> import untip
        >>> kind = untip.schema.AgencyType.NON_GOVERNMENTAL_ORGANIZATION
        >>> mine = untip.Registry([untip.Agency(id="my-ngo", name="My NGO", type=kind)])
        >>> mine.find("my ngo").id
        'my-ngo'
    """

    __slots__ = ("__weakref__", "_is_default", "_records")

    _records: Records
    _is_default: bool

    def __init__(self, records: Iterable[Record] = (), base: Registry | None = None) -> None:
        named = records_of(base)
        try:
            found = iter(records)
        except TypeError:
            raise UsageError(f"expected records, found {brief(records)}") from None
        made = Records(MemoryStore(found), () if named is None else (named,))
        if named is not None:
            merging.check_ids(made, made)
        self._fill(made)

    def _fill(self, records: Records, is_default: bool = False) -> None:
        records.registry = self
        object.__setattr__(self, "_records", records)
        object.__setattr__(self, "_is_default", is_default)

    @staticmethod
    def of(records: Iterable[Record]) -> Registry:
        """Return a registry of records in memory; the same as `Registry(records)`.

        Args:
            records: The records.

        Raises:
            ValidationError: Two records have the same id.
            UsageError: `records` are no records.

        Example:
            >>> import untip
            >>> untip.Registry.of(untip.states[:2])
            <Registry: 2 records>
        """
        return Registry(records)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Registry is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Registry is immutable: {name}")

    def __len__(self) -> int:
        """Return how many records there are; a registry without any is false, as an empty list is."""
        return sum(len(self._records.store.ids(kind)) for kind in KINDS)

    def __iter__(self) -> Iterator[Record]:
        """Return the records of every kind: kinds in the order of `untip.schema.KINDS`, each in the order of ids."""
        return iter(self._records)

    def __contains__(self, item: object) -> bool:
        """Return whether a record, or the record with an id, is in the registry itself; those of a base are not."""
        id = item.id if is_a(item, Record) else str.__str__(item) if is_a(item, str) else ""
        kind = self._records.store.kind_of(id)
        return kind is not None and (not is_a(item, Record) or self._records.record(kind, id) == item)

    def __repr__(self) -> str:
        day = f" as of {self.day}" if self.day is not None else ""
        return f"<Registry{day}: {len(self)} records>"

    def __copy__(self) -> Registry:
        return self

    def __deepcopy__(self, memo: object) -> Registry:
        return self

    def __reduce__(self) -> str | tuple[Any, ...]:
        records = self._records
        if self._is_default:
            return "registry"  # by name: the process that reads it has data of its own
        if records.whole is not None and records.whole.registry is not None:
            return records.whole.registry.as_of, (records.day,)
        store = records.store
        state = {
            "records": tuple(records),
            "redirects": dict(store.redirects()),
            "coverage": dict(store.coverage()),
            "tables": {treaty: store.participation(treaty) for treaty in store.coverage()},
            "registries": tuple([base.registry for base in records.bases]),
            "day": records.day,
            "replaced": records.replaced,
        }
        return Registry, (), state

    def __setstate__(self, state: dict[str, Any]) -> None:
        store = MemoryStore(state["records"], state["redirects"], state["coverage"], state["tables"])
        bases = tuple([registry._records for registry in state["registries"]])
        replaced = state.get("replaced", frozenset())  # a pickle of an earlier version has none
        self._fill(Records(store, bases, state["day"], replaced=replaced))

    @property
    def day(self) -> PartialDate | None:
        """The day of a registry as of a day; else `None`."""
        return self._records.day

    # ── collections: one a kind ─────────────────────────────────────────────────────────────────────────────────────

    if TYPE_CHECKING:
        # [generated: collections]
        @property
        def agencies(self) -> Collection[Agency]: ...

        @property
        def instruments(self) -> Collection[Instrument]: ...

        @property
        def programs(self) -> Collection[Program]: ...

        @property
        def sdg_targets(self) -> Collection[SDGTarget]: ...

        @property
        def resources(self) -> Collection[Resource]: ...

        @property
        def events(self) -> Collection[Event]: ...

        @property
        def statistics(self) -> Collection[Statistic]: ...

        @property
        def findings(self) -> Collection[Finding]: ...

        @property
        def concepts(self) -> Collection[Concept]: ...

        @property
        def states(self) -> Collection[State]: ...

        @property
        def sources(self) -> Collection[Source]: ...

        # [end]

    # ── lookup ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @overload
    def get(self, id: str) -> Record | None: ...
    @overload
    def get(self, id: str, default: D) -> Record | D: ...
    def get(self, id: str, default: Any = None) -> Any:
        """Return the record of any kind with an id, or a default.

        Args:
            id: The id.
            default: What to return where there is no such record.

        Raises:
            UsageError: The id is not a string.

        Example:
            >>> import untip
            >>> untip.get("palermo-protocol").kind
            'instrument'
        """
        found = self._records.own(id)
        return default if found is None else found

    # [generated: find]
    @overload
    def find(self, name: str, kind: Literal["agency"]) -> Agency: ...
    @overload
    def find(self, name: str, kind: Literal["agency"], *, default: D) -> Agency | D: ...
    @overload
    def find(self, name: str, kind: Literal["instrument"]) -> Instrument: ...
    @overload
    def find(self, name: str, kind: Literal["instrument"], *, default: D) -> Instrument | D: ...
    @overload
    def find(self, name: str, kind: Literal["program"]) -> Program: ...
    @overload
    def find(self, name: str, kind: Literal["program"], *, default: D) -> Program | D: ...
    @overload
    def find(self, name: str, kind: Literal["sdg_target"]) -> SDGTarget: ...
    @overload
    def find(self, name: str, kind: Literal["sdg_target"], *, default: D) -> SDGTarget | D: ...
    @overload
    def find(self, name: str, kind: Literal["resource"]) -> Resource: ...
    @overload
    def find(self, name: str, kind: Literal["resource"], *, default: D) -> Resource | D: ...
    @overload
    def find(self, name: str, kind: Literal["event"]) -> Event: ...
    @overload
    def find(self, name: str, kind: Literal["event"], *, default: D) -> Event | D: ...
    @overload
    def find(self, name: str, kind: Literal["statistic"]) -> Statistic: ...
    @overload
    def find(self, name: str, kind: Literal["statistic"], *, default: D) -> Statistic | D: ...
    @overload
    def find(self, name: str, kind: Literal["finding"]) -> Finding: ...
    @overload
    def find(self, name: str, kind: Literal["finding"], *, default: D) -> Finding | D: ...
    @overload
    def find(self, name: str, kind: Literal["concept"]) -> Concept: ...
    @overload
    def find(self, name: str, kind: Literal["concept"], *, default: D) -> Concept | D: ...
    @overload
    def find(self, name: str, kind: Literal["state"]) -> State: ...
    @overload
    def find(self, name: str, kind: Literal["state"], *, default: D) -> State | D: ...
    @overload
    def find(self, name: str, kind: Literal["source"]) -> Source: ...
    @overload
    def find(self, name: str, kind: Literal["source"], *, default: D) -> Source | D: ...
    @overload
    def find(self, name: str, kind: str | None = None) -> Record: ...
    @overload
    def find(self, name: str, kind: str | None = None, *, default: D) -> Record | D: ...
    # [end]
    def find(self, name: str, kind: str | None = None, *, default: Any = _RAISE) -> Any:
        """Return the record with this name, acronym, alias, symbol, code, identifier or id.

        Case, accents, punctuation, dashes and white space do not matter, but digits that something separates stay
        apart. Where no record has the name as it stands, the spelling rules are tried: articles, `&`, abbreviations,
        words turned round, an acronym or a year after the name. An id goes before a name. Codes of States, as codes
        are written and not as ids, are found only with `kind="state"`; sources, statistics, findings and concepts only
        where their kind is asked for.

        Args:
            name: The name.
            kind: The kind to look among, such as `agency`.
            default: What to return where no record has the name, in place of an error.

        Raises:
            NotFoundError: No record has the name; the message suggests the nearest.
            AmbiguousNameError: Several records have it; they are its `candidates`.
            UnknownFieldError: There is no such kind.
            UsageError: The name is not a string.

        Example:
            >>> import untip
            >>> untip.find("Palermo Protocol").id, untip.find("un-gift").id, untip.find("SDG 8.7").id
            ('palermo-protocol', 'un-gift', 'sdg-8-7')
            >>> untip.find("Korea, Dem. Rep.", kind="state").id, untip.find("Atlantis", kind="state", default=None)
            ('prk', None)
        """
        if type(name) is str and (kind is None or type(kind) is str):
            known = self._records.found.get((name, kind))
            if known is not None:
                return known
        try:
            return finding.find(self._records, name, kind)
        except NotFoundError:
            if default is _RAISE:
                raise
            return default

    @overload
    def related(self, record: Record | str, relation: None = None) -> dict[str, Collection[Record]]: ...
    @overload
    def related(self, record: Record | str, relation: str) -> Collection[Record]: ...
    def related(
        self, record: Record | str, relation: str | None = None
    ) -> dict[str, Collection[Record]] | Collection[Record]:
        """Return the records that a record names or is named by, by relation; each direction has its own name.

        Args:
            record: The record, its id or name.
            relation: The relation to return alone, such as `led`.

        Returns:
            A dict from relation to records; with `relation` the records.

        Raises:
            UnknownIdError: There is no such record.
            AmbiguousNameError: Several records have that name.
            UnknownFieldError: There is no such relation.
            UsageError: `record` is neither a record nor a string.

        Example:
            >>> import untip
            >>> "un-gift" in untip.related("unodc", "led")
            True
        """
        if relation is None:
            return lookup.related(self._records, record)
        return lookup.related_by(self._records, record, relation)

    def search(
        self,
        query: str,
        kinds: Iterable[str] | None = None,
        limit: int = 10,
        pillar: str | None = None,
        agency: Agency | str | None = None,
        on: When | None = None,
    ) -> list[Match[Any]]:
        """Search the text of records and return the best matches first.

        A record whose name is the query comes first. Case, accents, spelling (labour, labor) and the endings of
        plurals and verbs do not matter; nothing in a query is syntax. A word that no record has is replaced by the
        nearest one that some record has; each match then has the corrected query as its `suggestion`.

        Args:
            query: Words.
            kinds: The kinds to search; all by default.
            limit: How many matches at most.
            pillar: A pillar that the records, or parts of them, must serve.
            agency: An agency, its id or name, that the records must be or name.
            on: A day, a longer date or an interval that the records' lifespans must possibly meet.

        Returns:
            Matches; an empty list where there are none.

        Raises:
            UsageError: The query has no word, the limit is not a number from 0, `agency` is a record of another kind,
                or `on` goes beyond the day of a view.
            UnknownFieldError: There is no such kind or pillar.
            UnknownIdError: There is no such agency.
            AmbiguousNameError: Several records have the name of the agency.
            InvalidDateError: `on` is not a time.

        Example:
            >>> import untip
            >>> untip.search("child labor", kinds=("instrument",))[0].excerpt
            'Worst Forms of [Child Labour] Convention, 1999 (No. 182)'
        """
        return search_in(self._records, query, limit, finding.checked_kinds(kinds), None, (pillar, agency, on))

    # ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def as_of(self, when: When) -> Registry:
        """Return the registry as of a day: what had begun by then, each record as it was.

        Records that had ended are kept (`active()` leaves them out), and so are undated ones; `find` accepts today's
        names too. A record's later dates, such as its entry into force, stay on it: `status`, `parties` and `members`
        say what held on a day. It is a view: nothing is copied.

        Args:
            when: A day; of a longer time its last day.

        Raises:
            InvalidDateError: `when` is not a time.
            UsageError: This registry is itself as of an earlier day.

        Example:
            >>> import untip
            >>> then = untip.as_of("2010-06-01")
            >>> then.find("UNIFEM").id, "un-women" in then.agencies
            ('unifem', False)
        """
        day = asof.last_day(when)
        asof.refuse_later(self.day, day.latest, day)
        return of_records(asof.view(self._records.origin, day))

    def timeline(
        self,
        start: When | None = None,
        end: When | None = None,
        kinds: Iterable[str] | None = None,
        agency: Agency | str | None = None,
        pillar: str | None = None,
    ) -> tuple[TimelineEntry, ...]:
        """Return what happened when, in order of time.

        Dates are as the records have them. Entries are sorted by the first day on which they may have been, then by
        the last: `2000-11`, then `2000-11-15`; but `2000-01-01`, then `2000`. What has no known start is sorted by its
        end. On the same days, entries are in the order of kinds, ids and fields.

        Args:
            start: From when on; entries that may lie there are kept. `None` is from the beginning.
            end: Until when, to its last day; `None` is to the end, or, in a registry as of a day, until then.
            kinds: The kinds to look at; all but States and sources by default.
            agency: An agency, its id or name, that the records must be or name.
            pillar: A pillar that the records, or parts of them, must serve.

        Returns:
            Entries: `date`, `what` happened, `record`.

        Raises:
            InvalidDateError: `start` or `end` is not a time.
            UsageError: The end lies before the start, either goes beyond the day of a view, or `agency` is a record of
                another kind.
            UnknownFieldError: There is no such kind or pillar.
            UnknownIdError: There is no such agency.
            AmbiguousNameError: Several records have the name of the agency.

        Example:
            >>> import untip
            >>> for date, what, record in untip.timeline("2000-11-15", "2000-11-15", kinds=("instrument",)):
            ...     print(date, what, record.id)
            2000 adopted chr-res-2000-44
            2000-11-15 adopted ga-res-55-25
            2000-11-15 adopted palermo-protocol
            2000-11-15 adopted smuggling-protocol
            2000-11-15 adopted untoc
        """
        wanted = timelines.DEFAULT_KINDS if kinds is None else finding.checked_kinds(kinds)
        return timelines.of_records(self._records, wanted, start, end, agency, pillar)

    def members(
        self, group: Agency | str, on: When | None = None, certain: bool = False, role: str | None = None
    ) -> Collection[Agency | State]:
        """Return who belonged to a group at a time.

        Args:
            group: The group, its id or name.
            on: A day, a longer date or an interval; `None` is as far as the data reach.
            certain: Whether to leave out members that are only possible.
            role: The role to keep alone, such as `chair`.

        Returns:
            Agencies and States; `known_until` is the last day that the group's roles cover.

        Raises:
            UnknownIdError: There is no such group.
            AmbiguousNameError: Several records have that name.
            UsageError: The record is not an agency, `certain` is not True or False, or `on` goes beyond the day of a
                view.
            UnknownFieldError: There is no such role.
            InvalidDateError: `on` is not a time.

        Warns:
            CoverageWarning: The data say nothing of the group's members, or nothing of that time.

        Example:
            >>> import untip
            >>> len(untip.members("icat", on="2010-10-18", certain=True))
            18
        """
        return membership.members(self._records, group, on, certain, role)

    def parties(
        self,
        treaty: Instrument | str,
        on: When | None = None,
        basis: Basis = "deposited",
        regional: bool = True,
        certain: bool = False,
    ) -> Collection[State | Agency]:
        """Return the parties to a treaty at a time.

        By default this counts instruments deposited, and regional organizations with States, as a depositary does. A
        State is a party only as long as it exists. Dates known by month or year only make a party possible before they
        make it certain.

        Args:
            treaty: The treaty, its id or name.
            on: A day, a longer date or an interval; `None` is as far as the data reach.
            basis: `deposited` for those that had deposited their instruments by then, `in_force` for those that the
                treaty then bound.
            regional: Whether to keep regional organizations, such as the European Union.
            certain: Whether to leave out parties that are only possible; no party is certain beyond what is known.

        Returns:
            States and agencies, by id; `known_until` is the last day that the treaty's table covers.

        Raises:
            UnknownIdError: There is no such treaty.
            AmbiguousNameError: Several records have that name.
            UsageError: The record is not an instrument, `regional` or `certain` is not True or False, or `on` goes
                beyond the day of a view.
            UnknownFieldError: There is no such basis.
            NotFoundError: The treaty has no table; the message lists those that have one.
            InvalidDateError: `on` is not a time.

        Warns:
            CoverageWarning: The table has only a part of the parties, or `on` goes beyond the last day that it covers.

        Example:
            >>> import untip
            >>> len(untip.parties("palermo-protocol", on="2003-12-25"))
            45
        """
        return membership.parties(self._records, treaty, on, basis, regional, certain)

    def signatories(self, treaty: Instrument | str, on: When | None = None) -> Collection[State | Agency]:
        """Return those that had signed a treaty by a time, whether or not they became parties.

        Definitive signatures are not counted: a depositary counts them as consents to be bound.

        Args:
            treaty: The treaty, its id or name.
            on: A day, a longer date or an interval, of which the last day counts; `None` is as far as the data reach.

        Returns:
            States and agencies, by id; `known_until` is the last day that the treaty's table covers.

        Raises:
            UnknownIdError: There is no such treaty.
            AmbiguousNameError: Several records have that name.
            UsageError: The record is not an instrument, or `on` goes beyond the day of a view.
            NotFoundError: The treaty has no table; the message lists those that have one.
            InvalidDateError: `on` is not a time.

        Warns:
            CoverageWarning: `on` goes beyond the last day that the table covers.

        Example:
            >>> import untip
            >>> len(untip.signatories("palermo-protocol"))
            117
        """
        return membership.signatories(self._records, treaty, on)

    def participation(
        self, treaty: Instrument | str, party: State | Agency | str | None = None
    ) -> Table[Participation]:
        """Return what States and regional organizations did with a treaty, with the entry into force for each.

        Args:
            treaty: The treaty, its id or name.
            party: The State or organization whose rows to return alone, its id or name.

        Returns:
            The rows of the treaty's table, by party; `in_force` is as the table has it or follows from the treaty's own
            rule, and `None` if neither says it.

        Raises:
            UnknownIdError: There is no such treaty or party.
            AmbiguousNameError: Several records have that name.
            UsageError: `treaty` is not an instrument, or `party` is neither a State nor an organization.
            NotFoundError: The treaty has no table; the message lists those that have one.

        Example:
            >>> import untip
            >>> for row in untip.participation("palermo-protocol", party="nga"):
            ...     print(row.action, row.date, row.in_force)
            signature 2000-12-13 None
            ratification 2001-06-28 2003-12-25
        """
        return relational.participation(self._records, {"instrument": treaty, "party": party})

    # ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def table(self, name: str, /, **filters: object) -> Table[Any]:
        """Return a table: of a kind, of the parts of records, of relations, participation or redirects.

        Args:
            name: The table's name, one of `untip.tables.names()`.
            filters: For each column the value that rows must have, or a set of values; a column of ids takes names.
                Of a kind's table, what `filter` takes; of participation `instrument`, `party` and `action`.

        Raises:
            UnknownFieldError: There is no such table or column, or the column never has the value.
            UnknownIdError: There is no such record.
            NotFoundError: A treaty has no table of participation.
            AmbiguousNameError: Several records have that name.
            InvalidDateError: The column holds dates, and the value is not one.
            UsageError: The column cannot hold the value.

        Example:
            >>> import untip
            >>> untip.table("links", record="UNODC")
            <1 row of links: record, kind, path, position, type, url>
            record  kind    path      position  type      url
            unodc   agency  links[0]         0  homepage  https://www.unodc.org
        """
        return relational.table(self._records, name, filters)

    def panel(
        self,
        treaties: Iterable[Instrument | str] | Instrument | str,
        when: When | Iterable[When],
        by: Literal["year", "day"] = "year",
        basis: Basis = "in_force",
    ) -> Table[tuple[Any, ...]]:
        """Return what each State was to some treaties, by year or day: what a regression starts from.

        The States are the Members of the United Nations on each day, and its observers as far as sources date them.

        Args:
            treaties: Treaties, their ids or names.
            when: The years, as an interval such as `"1990/2025"` or a list; with `by="day"` a day or a list of days.
            by: `year` for the last day of each year, or `day`.
            basis: `in_force` for parties that the treaty bound, `deposited` for those that had deposited instruments.

        Returns:
            A row a State and time: `state`, `alpha3`, `year` or `day`, and a column a treaty, which is `party`,
            `signatory`, `none` (also once a withdrawal has taken effect), or null: beyond what its table covers, where
            dates leave it open, and, in a table of only a part of the parties, for all that it does not have.

        Raises:
            UnknownIdError: There is no such treaty.
            AmbiguousNameError: Several records have that name.
            UnknownFieldError: There is no such basis, or `by` is neither `year` nor `day`.
            UsageError: A record is not an instrument or is named twice, or the time has no start or end, or goes beyond
                the day of a view.
            NotFoundError: A treaty has no table.
            InvalidDateError: `when` is not a time.

        Example:
            >>> import untip
            >>> panel = untip.panel(["Palermo Protocol", "CEDAW"], "2000/2010")
            >>> [row for row in panel if row[0] == "nga" and row[2] in (2002, 2003)]
            [('nga', 'NGA', 2002, 'signatory', 'party'), ('nga', 'NGA', 2003, 'party', 'party')]
        """
        return panels.panel(self._records, treaties, when, by, basis)

    def party_counts(
        self,
        treaty: Instrument | str,
        basis: Basis = "deposited",
        regional: bool = True,
        by: Literal["year"] = "year",
    ) -> Table[CountRow]:
        """Return how many parties a treaty had at the end of each year.

        Args:
            treaty: The treaty, its id or name.
            basis: `deposited` for instruments deposited by then, `in_force` for parties that the treaty then bound.
            regional: Whether regional organizations count, such as the European Union.
            by: `year`: a row for each.

        Returns:
            A row a year: `year`, `parties`, `possible` (those that dates make possible added), `known_until`.

        Raises:
            UnknownIdError: There is no such treaty.
            AmbiguousNameError: Several records have that name.
            UsageError: The record is not an instrument, its table has only a part of the parties, or `regional` is not
                True or False.
            UnknownFieldError: There is no such basis, or `by` is not `year`.
            NotFoundError: The treaty has no table.

        Example:
            >>> import untip
            >>> [row.parties for row in untip.party_counts("Palermo Protocol") if row.year == 2010]
            [142]
        """
        return panels.party_counts(self._records, treaty, basis, regional, by)

    def attach(self, connection: Any, schema: str = "untip") -> None:
        """Put every table into a DuckDB database: `SELECT … FROM untip.agencies`.

        Args:
            connection: A connection of `duckdb`.
            schema: The schema that the tables go to; it is made if it is not there, and tables in it are replaced, all
                in one transaction: the caller's, if one is open.

        Raises:
            UsageError: The schema is not a plain name, or the connection is not one of DuckDB's.

        Example:
            >>> import duckdb, untip
            >>> connection = duckdb.connect()
            >>> untip.attach(connection)
            >>> connection.sql("SELECT name FROM untip.agencies WHERE id = 'unodc'").fetchall()
            [('United Nations Office on Drugs and Crime',)]
        """
        attaching.attach(self._records, connection, schema)

    # ── where a fact comes from ─────────────────────────────────────────────────────────────────────────────────────

    @overload
    def provenance(self, record: Record | str, field: None = None) -> dict[str, tuple[Citation, ...]]: ...
    @overload
    def provenance(self, record: Record | str, field: str) -> tuple[Citation, ...]: ...
    def provenance(
        self, record: Record | str, field: str | None = None
    ) -> dict[str, tuple[Citation, ...]] | tuple[Citation, ...]:
        """Return the citations of one field, or of every field and nested item by its path.

        Args:
            record: The record, its id or name.
            field: The field, or the path of a nested item such as `activities[0]`.

        Returns:
            A tuple of citations; without `field` a dict of them. Of a record that replaced another in a merge, the key
            `replaces` names the other.

        Raises:
            UnknownIdError: There is no such record.
            AmbiguousNameError: Several records have that name.
            UnknownFieldError: There is no such field.
            UsageError: `record` is neither a record nor a string.

        Example:
            >>> import untip
            >>> "icat-2010" in [citation.source for citation in untip.provenance("un-gift", "start")]
            True
        """
        subject = resolve(self._records, record)
        if field is not None:
            return provenance.of_field(subject, field)
        return provenance.by_field(subject) | provenance.of_replaced(self._records, subject)

    def disputes(
        self, record: Record | str | None = None, type: DisputeType | str | None = None
    ) -> tuple[tuple[Record, Dispute], ...]:
        """Return every disagreement between sources, with the record that it is stored on.

        Args:
            record: A record, its id or name, to return only disputes that concern it, wherever they are stored.
            type: A member of `DisputeType`, to return only disputes of that type.

        Raises:
            UnknownIdError: There is no such record.
            AmbiguousNameError: Several records have that name.
            UnknownFieldError: There is no such type.
            UsageError: `record` is neither a record nor a string.

        Example:
            >>> import untip
            >>> any(record.id == "un-gift" for record, dispute in untip.disputes("un-gift"))
            True
        """
        return provenance.disputes(self._records, record, type)

    def cite(
        self,
        record: Record | str | Iterable[Record | str] | None = None,
        style: Literal["text", "bibtex", "csl-json"] = "text",
    ) -> str:
        """Return how to cite a record, several as one bibliography, or the data set with its version.

        A source, a resource or an instrument is cited as a work, any other record as an entry of the data set; a
        statistic or finding is followed by the sources in which it is made. Keys are ids, which are permanent.

        Args:
            record: A record, its id or name; a collection or list of such; `None` for the data set.
            style: `text` for people, a line each; `bibtex`; or `csl-json`, one list.

        Returns:
            The citations, each work once; text is UTF-8 in every style, and what TeX would take as a command is
            escaped.

        Raises:
            UnknownIdError: There is no such record.
            AmbiguousNameError: Several records have that name.
            UnknownFieldError: There is no such style.
            UsageError: `record` is neither a record nor a string, nor an iterable of these.

        Example:
            >>> import untip
            >>> print(untip.cite("iverson-2016", style="bibtex").partition(",")[0])
            @misc{iverson-2016
        """
        return citation.of_records(self._records, record, style)

    # ── merging ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def merge(self, other: Registry, replace: bool = False) -> Registry:
        """Return a new registry of the records of both.

        Args:
            other: The other registry.
            replace: Whether a record, retired id or table of `other` takes the place of this registry's with the same
                id, on purpose; `provenance` of such a record then names the one that it replaced.

        Raises:
            ValidationError: An id, a retired id or a treaty's table is in both; or a record names an id that is in
                neither.
            UsageError: `other` is no registry, `replace` is not True or False, or the registries rest on different
                bases.

        Example:
            >>> import untip
            >>> len(untip.registry.merge(untip.Registry())) == len(untip.registry)
            True
        """
        if not is_a(other, Registry):
            raise UsageError(f"expected a registry, found {brief(other)}")
        return of_records(merging.merge(self._records, other._records, replace))

    def to_json(self, path: str | Path | None = None) -> str:
        """Return all records as a JSON list, and write it to a file if one is named; `untip.load` reads it.

        Args:
            path: The file to write.

        Returns:
            The JSON text.

        Raises:
            FileError: The file could not be written; what was there before is unchanged.
            UsageError: `path` is not a path.

        Example:
            >>> import json, untip
            >>> json.loads(untip.Registry([untip.states["nga"]]).to_json())[0]["name"]
            'Nigeria'
        """
        return written(write_json([to_dict(record) for record in self._records]), path)


def records_of(base: Registry | None) -> Records | None:
    """Return the records of a base, `None` without one.

    Raises:
        UsageError: It is no registry.
    """
    if base is None:
        return None
    if not is_a(base, Registry):
        raise UsageError(f"a base must be a registry or None, found {brief(base)}")
    return base._records


def of_records(records: Records, is_default: bool = False) -> Registry:
    """Return a registry of records that are at hand."""
    registry = Registry.__new__(Registry)
    registry._fill(records, is_default)
    return registry


def of_store(store: Store, base: Registry | None = None, is_default: bool = False) -> Registry:
    """Return a registry of the records in a store."""
    return of_records(Records(store, () if base is None else (base._records,)), is_default)


def _collection_of(cls: type[Record]) -> property:
    def collection(self: Registry) -> Collection[Any]:
        found: Collection[Any] = self._records.collection(cls, Collection)
        return found

    collection.__doc__ = cls.__doc__
    return property(collection)


for _cls in KINDS.values():
    setattr(Registry, _cls.folder, _collection_of(_cls))

Registry.__module__ = "untip"
