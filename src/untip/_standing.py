"""Who belonged to a group and who was party to a treaty, at a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, Self

from untip._collection import Collection
from untip._dates import Answer, PartialDate, When, period
from untip._errors import CoverageWarning, NotFoundError, UnknownFieldError, UsageError, nearest, warn_caller
from untip._reading import Reader
from untip._shelf import Shelf
from untip._vocab import Completeness, RoleType
from untip.schema import Agency, Instrument, Participation, State

if TYPE_CHECKING:
    from untip._store import Store
    from untip._treaties import Basis, Turns


class Standing(Reader):
    """Records of all kinds, asked who stood in what relation to a group or a treaty."""

    def __init__(self, store: Store, base: Shelf | None = None, day: When | None = None) -> None:
        super().__init__(store, base, day)
        self._turns: dict[tuple[str, str], tuple[Instrument, Turns]] = {}
        self._origin: Self | None = None  # of a view the registry that it is a view of

    def members(
        self, group: Agency | str, on: When | None = None, certain: bool = False, role: str | None = None
    ) -> Collection[Agency | State]:
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
            UsageError: The record is no agency.
            UnknownFieldError: There is no such role.
            InvalidDateError: `on` is no time.

        Example:
            >>> import untip
            >>> len(untip.members("icat", on="2010-10-18", certain=True))
            18
        """
        from untip import _asof

        body = self._resolve(group)
        if not isinstance(body, Agency):
            raise UsageError(f"{body.id} is of kind {body.kind}; members are an agency's")
        if role is not None and role not in list(RoleType):
            raise UnknownFieldError(role, "a role", nearest(role, RoleType))
        roles = tuple(entry for entry in body.members if role in (None, entry.role))
        until = _asof.spoken_until(body.members)
        when = self._asked(on, until, f"the members of {body.id}")
        least = Answer.CERTAINLY if certain else Answer.POSSIBLY
        kept: dict[str, None] = {}
        for entry in roles:
            held = Answer.POSSIBLY if when is None else _asof.held(entry, when)
            who = self._known([entry.who])
            if held is Answer.POSSIBLY and when is not None and who:
                # nobody belongs before it is or after it was, nor to a group that is not there
                held = min(held, who[0].lifespan.meets(when), body.lifespan.meets(when))
            if who and held >= least:
                kept[entry.who] = None
        return Collection(self, (Agency, State), tuple(kept), until)

    def parties(
        self,
        treaty: Instrument | str,
        on: When | None = None,
        basis: Literal["deposited", "in_force"] = "deposited",
        regional: bool = True,
        certain: bool = False,
    ) -> Collection[State | Agency]:
        """Give the parties to a treaty at a time.

        A depositary counts instruments deposited, and regional organizations with States: so does this, unless told
        otherwise. A State is a party no longer than it is. Dates known by month or year only make a party possible
        before they make it certain.

        Args:
            treaty: The treaty or its id.
            on: A day, a longer date or an interval; `None` is as far as the data reach.
            basis: `deposited` for those that had deposited their instruments by then, `in_force` for those that the
                treaty then bound.
            regional: Whether to keep regional organizations, such as the European Union.
            certain: Whether to leave out those that the dates make possible only.

        Returns:
            States and agencies, by id; `known_until` is the last day that the treaty's table speaks of.

        Raises:
            UnknownIdError: There is no such treaty.
            UsageError: The record is no instrument.
            UnknownFieldError: There is no such basis.
            NotFoundError: The treaty has no table; the message lists those that have one.

        Example:
            >>> import untip
            >>> len(untip.parties("palermo-protocol", on="2003-12-25"))
            45
        """
        from untip._treaties import judged

        if basis not in ("deposited", "in_force"):
            raise UnknownFieldError(basis, "a basis: deposited or in_force", nearest(basis, ("deposited", "in_force")))
        instrument, rows, until = self._table(treaty)
        if self._completeness(instrument.id) is Completeness.PART:
            warn_caller(f"of the parties to {instrument.id} the table has only a part", CoverageWarning)
        when = self._asked(on, until, f"the parties to {instrument.id}") or until
        least = Answer.CERTAINLY if certain else Answer.POSSIBLY
        answers = judged(self._joined(instrument, rows, until, basis), when)
        known = self._known(party for party, answer in answers.items() if answer >= least)
        ids = sorted(party.id for party in known if regional or party.kind == State.kind)
        return Collection(self, (Agency, State), tuple(ids), until)

    def signatories(self, treaty: Instrument | str, on: When | None = None) -> Collection[State | Agency]:
        """Give those that had signed a treaty by a time, whether they then became parties or not.

        Signatures that bind at once are not among them: a depositary counts those as consents.

        Args:
            treaty: The treaty or its id.
            on: A day, a longer date or an interval, of which the last day counts; `None` is as far as the data reach.

        Returns:
            States and agencies, by id; `known_until` is the last day that the treaty's table speaks of.

        Raises:
            UnknownIdError: There is no such treaty.
            UsageError: The record is no instrument.
            NotFoundError: The treaty has no table; the message lists those that have one.

        Example:
            >>> import untip
            >>> len(untip.signatories("palermo-protocol"))
            117
        """
        from untip._treaties import signatories

        instrument, rows, until = self._table(treaty)
        when = self._asked(on, until, f"the signatories of {instrument.id}") or until
        answers = signatories(instrument, rows, when, until, self._ends(rows))
        known = self._known(party for party, answer in answers.items() if answer is not Answer.NO)
        return Collection(self, (Agency, State), tuple(sorted(one.id for one in known)), until)

    def participation(
        self, treaty: Instrument | str, party: State | Agency | str | None = None
    ) -> tuple[Participation, ...]:
        """Give what States and regional organizations did with a treaty, with the entry into force for each.

        Args:
            treaty: The treaty or its id.
            party: The State or organization to give the rows of alone, or its id.

        Returns:
            The rows of the treaty's table, by party; `in_force` is as the table has it or follows from the treaty's own
            rule, and `None` where neither tells.

        Raises:
            UnknownIdError: There is no such treaty or party.
            UsageError: The record is no instrument.
            NotFoundError: The treaty has no table; the message lists those that have one.

        Example:
            >>> import untip
            >>> for row in untip.participation("palermo-protocol", party="nga"):
            ...     print(row.action, row.date, row.in_force)
            signature 2000-12-13 None
            ratification 2001-06-28 2003-12-25
        """
        from untip._treaties import filled

        instrument, rows, _ = self._table(treaty)
        wanted = None if party is None else self._resolve(party).id
        return tuple(filled(instrument, row) for row in rows if wanted in (None, row.party))

    def _table(self, treaty: Instrument | str) -> tuple[Instrument, tuple[Participation, ...], PartialDate]:
        """Give a treaty, the rows of its table, here or in the base, and the last day that they speak of."""
        instrument = self._resolve(treaty)
        if not isinstance(instrument, Instrument):
            raise UsageError(f"{instrument.id} is of kind {instrument.kind}; parties are an instrument's")
        tables = self._store.coverage()
        if instrument.id in tables:
            return instrument, self._store.participation(instrument.id), tables[instrument.id].known_until
        if isinstance(self._base, Standing):
            return self._base._table(instrument)
        where = f"the treaties with a table of participation: {', '.join(tables) or 'none'}"
        raise NotFoundError(instrument.id, nearest(instrument.id, tables), where)

    def _completeness(self, treaty: str) -> Completeness | None:
        """Return what the table of a treaty, here or in the base, has of what was done; `None` if not said."""
        tables = self._store.coverage()
        if treaty in tables:
            return tables[treaty].complete
        return self._base._completeness(treaty) if isinstance(self._base, Standing) else None

    def _joined(
        self, instrument: Instrument, rows: tuple[Participation, ...], until: PartialDate, basis: Basis
    ) -> Turns:
        """Give when each party of a treaty's table joined and left; worked out once for all views of a registry."""
        if self._origin is not None and self._origin.get(instrument.id) is instrument:
            return self._origin._joined(instrument, rows, until, basis)
        kept = self._turns.get((instrument.id, basis))
        if kept is None or kept[0] is not instrument:
            from untip._treaties import turns

            kept = instrument, turns(instrument, rows, basis, until, self._ends(rows))
            self._turns[instrument.id, basis] = kept
        return kept[1]

    def _ends(self, rows: Iterable[Participation]) -> dict[str, PartialDate]:
        """Give the last day of each party of a table that has ceased to be: a dissolved State is party to nothing."""
        lives = {party.id: party.lifespan.end for party in self._known(dict.fromkeys(row.party for row in rows))}
        return {party: end for party, end in lives.items() if end is not None}

    def _asked(self, on: When | None, until: PartialDate | None, what: str) -> When | None:
        """Give the time to answer for, with a warning where a day of it lies after what the data cover."""
        when = self.day if on is None else on
        if when is None:
            return until
        first, last = period(when)
        if until is not None and last > until.latest:
            lies = "lies after" if first > until.latest else "goes beyond"
            message = f"{what} are known until {until}; {when} {lies} it"
            warn_caller(message, CoverageWarning)
        return when
