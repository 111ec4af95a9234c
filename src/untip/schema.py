"""The records: every kind, every field, every relation. Single source of truth for kinds and fields.

Records are plain, immutable data; whatever needs more than one record is in the registry.
Files, dicts, JSON Schema, columns, the command line and the documentation derive from these classes. Dates are EDTF
(ISO 8601-2:2019).
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from untip._schema.define import Check, Checked, Distinct, InOrder, OneOf, Rule, declare, schema_class, shapes
from untip._schema.fields import (
    ALPHA2,
    ALPHA3,
    FIELD,
    HTTPS,
    INDICATOR,
    LANGUAGE,
    M49,
    SHA256,
    SLUG,
    TARGET,
    Spans,
    field_problems,
    read_text,
)
from untip._schema.relations import Names, collect
from untip._schema.relations import Relation as Relation
from untip._schema.vocabularies import Action as Action
from untip._schema.vocabularies import Addressee as Addressee
from untip._schema.vocabularies import AgencyType as AgencyType
from untip._schema.vocabularies import AliasNote as AliasNote
from untip._schema.vocabularies import Bound as Bound
from untip._schema.vocabularies import Completeness as Completeness
from untip._schema.vocabularies import ConceptRole as ConceptRole
from untip._schema.vocabularies import ConceptScheme as ConceptScheme
from untip._schema.vocabularies import DisputeType as DisputeType
from untip._schema.vocabularies import EventType as EventType
from untip._schema.vocabularies import ExploitationForm as ExploitationForm
from untip._schema.vocabularies import FindingType as FindingType
from untip._schema.vocabularies import Happening as Happening
from untip._schema.vocabularies import IdentifierScheme as IdentifierScheme
from untip._schema.vocabularies import IndicatorTier as IndicatorTier
from untip._schema.vocabularies import InstrumentRelevance as InstrumentRelevance
from untip._schema.vocabularies import InstrumentStatus as InstrumentStatus
from untip._schema.vocabularies import InstrumentType as InstrumentType
from untip._schema.vocabularies import LinkType as LinkType
from untip._schema.vocabularies import Measure as Measure
from untip._schema.vocabularies import Pillar as Pillar
from untip._schema.vocabularies import ProgramStatus as ProgramStatus
from untip._schema.vocabularies import ProgramType as ProgramType
from untip._schema.vocabularies import Relevance as Relevance
from untip._schema.vocabularies import ResourceType as ResourceType
from untip._schema.vocabularies import RoleType as RoleType
from untip._schema.vocabularies import SourceType as SourceType
from untip._schema.vocabularies import StatisticGroup as StatisticGroup
from untip._schema.vocabularies import Topic as Topic
from untip.dates import Answer, Interval, PartialDate, When, period
from untip.errors import InvalidDateError, UsageError

Id = Annotated[str, SLUG]
"""The id of a record."""

RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Names that Windows keeps for devices: no file, and so no record, can have them."""

EDITORIAL = frozenset(
    (
        *("id", "summary", "type", "pillars", "topics", "forms", "scope", "binding", "relevance", "why", "goal"),
        *("links", "identifiers", "aliases", "ambiguous_names"),
    )
)
"""Fields that are our own classification or wording and need no citation; do not add to them to pass a check."""

# ── parts of records ────────────────────────────────────────────────────────────────────────────────────────────────


@schema_class
class Citation(Checked):
    """Where a fact comes from: a source, a place in it, and the fields that it supports."""

    source: Id = declare("Id of the source.")
    section: str | None = declare("Heading or article in the source, for readers.", default=None)
    lines: Spans = declare(
        'Lines of the source\'s transcript, for a machine: `"161-166"`, `"46-53, 271"`; one span at most 12 lines.',
        default=(),
    )
    supports: tuple[Annotated[str, FIELD], ...] = declare(
        "Top-level fields of the record that the citation supports; left out in a nested item.",
        default=(),
    )

    rules: ClassVar[tuple[Rule, ...]] = (Distinct("supports"),)


@schema_class
class Alias(Checked):
    """Another name under which the record is known; its `str()` is the name."""

    name: str = declare("The name as used.")
    note: AliasNote | None = declare("Why it differs from the record's name.", default=None)
    lang: Annotated[str, LANGUAGE] | None = declare("Language of the name (BCP 47), if not English.", default=None)
    period: Interval | None = declare("From when to when it was in use, as far as a source says.", default=None)

    def __str__(self) -> str:
        return self.name


@schema_class
class Link(Checked):
    """An address on the web."""

    type: LinkType = declare("What the address leads to.")
    url: Annotated[str, HTTPS] = declare("The address.")


@schema_class
class Identifier(Checked):
    """What another register calls the record."""

    scheme: IdentifierScheme = declare("Whose identifier it is.")
    value: str = declare("The identifier.")


@schema_class
class Claim(Checked):
    """One side of a dispute."""

    value: str = declare("What is claimed, as briefly as the source has it.")
    citations: tuple[Citation, ...] = declare("Citations of the claim.", default=())


@schema_class
class Dispute(Checked):
    """A disagreement between sources, or of one with itself, with every claim kept."""

    about: str = declare("What it is about, in one line.")
    type: DisputeType | None = declare("How far the claims exclude each other.", default=None)
    also: tuple[Id, ...] = declare(
        "Ids of other records that it concerns; it is stored once, on one of them.", default=()
    )
    field: Annotated[str, FIELD] | None = declare("The record's field that it concerns.", default=None)
    claims: tuple[Claim, ...] = declare("The claims; two or more.")
    kept: int | None = declare("Index, from 0, of the claim that the record follows.", default=None)
    why: str | None = declare("Why the record follows that claim, or none.", default=None)

    @staticmethod
    def _faults(dispute: Any) -> Iterator[tuple[str, str]]:
        if len(dispute.claims) < 2:
            yield "claims", "a dispute has at least two claims"
        for index, claim in enumerate(dispute.claims):
            if not claim.citations:
                yield f"claims[{index}].citations", "missing: a claim says where it is made"
        if dispute.kept is not None and not 0 <= dispute.kept < len(dispute.claims):
            yield "kept", f"found {dispute.kept}, expected an index from 0 to {len(dispute.claims) - 1}"

    rules: ClassVar[tuple[Rule, ...]] = (Check(_faults), Distinct("also"))


@schema_class
class HistoryEntry(Checked):
    """What a field of the record was for a time."""

    field: Annotated[str, FIELD] = declare("The field.")
    value: str = declare("The value that it had.")
    period: Interval = declare("When it had that value.")
    citations: tuple[Citation, ...] = declare("Citations of this item.", default=())


@schema_class
class Role(Checked):
    """Membership, partnership, organization of or participation in something."""

    who: Id = declare("Id of an agency or a State; among the partners of a programme also of a programme.")
    role: RoleType = declare("The role.")
    period: Interval | None = declare("From when to when, as far as a source says.", default=None)
    attested: tuple[PartialDate, ...] = declare(
        "Dates at which a source says that it held; a partial date attests every day in it.", default=()
    )
    citations: tuple[Citation, ...] = declare("Citations of this item.", default=())

    @staticmethod
    def _faults(role: Any) -> Iterator[tuple[str, str]]:
        if role.period is not None:
            for index, date in enumerate(role.attested):
                if role.period.meets(date) is Answer.NO:
                    yield f"attested[{index}]", f"{date} lies outside the period {role.period}; correct one of them"

    rules: ClassVar[tuple[Rule, ...]] = (Distinct("attested"), Check(_faults))


@schema_class
class Activity(Checked):
    """Something concrete that an agency does or did."""

    name: str = declare("The activity, in the source's key words.")
    summary: str | None = declare("What it is, in our own words.", default=None)
    pillars: tuple[Pillar, ...] = declare("Pillars that it serves.", default=())
    since: PartialDate | None = declare("When it began.", default=None)
    citations: tuple[Citation, ...] = declare("Citations of this item.", default=())


@schema_class
class ForceCondition(Checked):
    """What it takes for a treaty to enter into force, and then for each later party."""

    instruments: int = declare("How many instruments of consent are needed.")
    days: int | None = declare("How many days after the last of them, counted from the day of deposit.", default=None)
    months: int | None = declare("How many months after the last of them.", default=None)
    first_of_month: bool = declare("Whether it is the first day of the month that follows those months.", default=False)
    later_days: int | None = declare("Days for a party that consents later, if different.", default=None)
    later_months: int | None = declare("Months for a party that consents later, if different.", default=None)
    not_before: Id | None = declare("Id of an instrument that must be in force first.", default=None)
    note: str | None = declare("Other requirements, in our own words.", default=None)

    def _in_words(self, named: Callable[[str], str] = str) -> str:
        """Return what it takes, in words; empty if nothing is stated."""
        first = [] if self.not_before is None else [f"not before {named(self.not_before)}"]
        return ". ".join(text for text in (", ".join([*self._phrases(), *first]), self.note) if text)

    def _phrases(self) -> list[str]:
        """Return what it takes in words, without the note and the instrument that comes first."""

        def after(days: int | None, months: int | None) -> str:
            count, unit = (months, "month") if months is not None else (days, "day")
            return f"{count} {unit}{'' if count == 1 else 's'} later" if count else "on the same day"

        count = self.instruments
        phrases = [f"{count} instrument{'' if count == 1 else 's'} of consent"] if count else []
        if self.days is not None or self.months is not None:
            phrases.append(after(self.days, self.months))
        if self.first_of_month:
            phrases.append("then the first of the next month")
        if self.later_days is not None or self.later_months is not None:
            phrases.append(f"for each later party {after(self.later_days, self.later_months)}")
        return phrases

    @staticmethod
    def _faults(condition: Any) -> Iterator[tuple[str, str]]:
        for field in ("instruments", "days", "months", "later_days", "later_months"):
            number = getattr(condition, field)
            if number is not None and not 0 <= number <= 400:
                yield field, f"found {number}, expected 0 to 400"

    rules: ClassVar[tuple[Rule, ...]] = (Check(_faults),)


@schema_class
class Provision(Checked):
    """An article, action, objective or paragraph of an instrument that bears on trafficking."""

    name: str = declare("Its heading, such as `Article 6`.")
    summary: str | None = declare("What it says, in our own words.", default=None)
    pillars: tuple[Pillar, ...] = declare("Pillars that it serves.", default=())
    sdg_targets: tuple[Id, ...] = declare("Ids of SDG targets that it matches.", default=())
    citations: tuple[Citation, ...] = declare("Citations of this part.", default=())


@schema_class
class Edition(Checked):
    """One edition of a resource."""

    published: PartialDate | None = declare("When it came out.", default=None)
    name: str | None = declare("Its title, if not that of the series.", default=None)
    identifiers: tuple[Identifier, ...] = declare("What registers call this edition, such as its ISBN.", default=())
    citations: tuple[Citation, ...] = declare("Citations of this item.", default=())

    rules: ClassVar[tuple[Rule, ...]] = (OneOf("published", "name"),)


@schema_class
class Indicator(Checked):
    """An indicator of the global framework for an SDG target."""

    code: Annotated[str, INDICATOR] = declare("Its code, such as `8.7.1`.")
    name: str = declare("Its title.")
    tier: IndicatorTier | None = declare("Its tier: how developed its method and data are.", default=None)
    custodians: tuple[Id, ...] = declare("Ids of the custodian agencies.", default=())
    citations: tuple[Citation, ...] = declare("Citations of this item.", default=())


@schema_class
class Transcript(Checked):
    """The numbered text of a founding source, which citations count their lines in; it is not shipped."""

    lines: int = declare("How many lines it has.")
    sha256: Annotated[str, SHA256] = declare("Hash of its bytes.")


# ── the kinds ───────────────────────────────────────────────────────────────────────────────────────────────────────


@schema_class
class Record(Checked):
    """What every record has."""

    kind: ClassVar[str]
    """The record's kind, such as `agency`."""
    folder: ClassVar[str]
    """The folder of its files and the name of its collection, such as `agencies`."""
    background: ClassVar[bool] = False
    """Whether the kind is background, such as sources: timelines leave it out unless it is asked for."""
    shown: ClassVar[tuple[str, ...]] = ()
    """The fields by which lists show the kind, after id and name; what it requires and its dates if left out."""

    id: Id = declare("The record's id, unique across all kinds, the name of its file; not repeated inside.")
    name: str = declare("The official English name, or a descriptive one where there is none.")
    acronym: str | None = declare("The common acronym.", default=None)
    aliases: tuple[Alias, ...] = declare("Every other name in use, in the sources' own spelling.", default=())
    ambiguous_names: tuple[str, ...] = declare("Names that another record has too.", default=())
    summary: str | None = declare("One or two sentences in our own words.", default=None)
    links: tuple[Link, ...] = declare("Addresses on the web.", default=())
    identifiers: tuple[Identifier, ...] = declare("What other registers call it.", default=())
    history: tuple[HistoryEntry, ...] = declare("Former values of fields.", default=())
    citations: tuple[Citation, ...] = declare(
        "Citations of the record's facts.", default=(), names=Names("sources", "cited_by", ("source",), via="source")
    )
    disputes: tuple[Dispute, ...] = declare(
        "Disagreements between sources.", default=(), names=Names("disputes_concern", "disputed_in", via="also")
    )

    if TYPE_CHECKING:  # each kind has its own

        @property
        def lifespan(self) -> Interval:
            """From when to when the record's subject is (or, for a claim or meeting, when it is made or held)."""
            ...

    def __attrs_post_init__(self) -> None:
        if type(self) is Record:
            raise UsageError(f"a record is of one of the kinds {', '.join(KINDS)}: make an instance of their classes")
        super().__attrs_post_init__()

    def __repr__(self) -> str:
        name = self.name if len(self.name) <= 100 else f"{self.name[:99]}…"
        return f"<{type(self).__name__} {self.id}: {name}{f' ({self.acronym})' if self.acronym else ''}>"

    def __str__(self) -> str:
        from untip._show.screen import screen  # 1 ms, and most runs print no record

        return screen(self)

    def _repr_html_(self) -> str:
        from untip._show.page import card  # with `html`: 2 ms, and most runs show none

        return card(self)

    @staticmethod
    def _named(record: Any) -> Iterator[tuple[str, str]]:
        """Fields that citations, disputes and history name must exist; an id is the name of a file everywhere."""
        if record.id in RESERVED:
            yield "id", f"{record.id!r} cannot be the name of a file on Windows; choose another"
        known = shapes(type(record))
        paths = [
            (f"citations[{index}].supports[{place}]", field)
            for index, citation in enumerate(record.citations)
            for place, field in enumerate(citation.supports)
        ]
        for index, dispute in enumerate(record.disputes):
            paths += [(f"disputes[{index}].field", dispute.field)] if dispute.field else []
        for path, field in paths:
            if field not in known:
                yield path, f"{field!r} is no field of {record.kind}; name one of {', '.join(known)}"
        for index, entry in enumerate(record.history):
            shape = known.get(entry.field)
            if shape is None or shape.many or shape.part:
                plain = ", ".join([name for name, one in known.items() if not one.many and not one.part])
                message = f"{entry.field!r} is no plain field of {record.kind}; name one of {plain}"
                yield f"history[{index}].field", message
                continue
            path = f"history[{index}].value"
            try:
                value = read_text(entry.value, shape)
            except InvalidDateError as error:
                yield path, str(error)
            else:
                yield from ((path, problem.message) for problem in field_problems("", value, shape))

    rules: ClassVar[tuple[Rule, ...]] = (
        Check(_named),
        Distinct("aliases", "name", "lang"),
        Distinct("ambiguous_names"),
        Distinct("links", "url"),
    )


@schema_class
class Agency(Record):
    """An organization, office, organ or coordination group that acts against trafficking, in or outside the UN."""

    kind: ClassVar[str] = "agency"
    folder: ClassVar[str] = "agencies"
    shown: ClassVar[tuple[str, ...]] = ("acronym", "type", "established", "dissolved")

    type: AgencyType = declare("Its type.")
    parent: Id | None = declare(
        "Id of the agency that it is a part of or reports to.",
        default=None,
        names=Names("parent", "parts", ("agency",)),
    )
    established: PartialDate | None = declare(
        "When it was legally established.", default=None, happens=Happening.FOUNDED
    )
    dissolved: PartialDate | None = declare(
        "When it ceased to be, or was merged.", default=None, happens=Happening.DISSOLVED
    )
    established_by: Id | None = declare(
        "Id of the instrument or agency that established it.",
        default=None,
        names=Names("established_by", "establishes", ("instrument", "agency")),
    )
    headquarters: str | None = declare("Where its headquarters are.", default=None)
    mandate: str | None = declare("What it is there for, in our own words.", default=None)
    activities: tuple[Activity, ...] = declare("What it does against trafficking.", default=())
    members: tuple[Role, ...] = declare(
        "The members of a group; stored on the group only.",
        default=(),
        names=Names("members", "member_of", ("agency", "state"), via="who"),
    )
    successor: Id | None = declare(
        "Id of the agency that took over, as of `dissolved`; stored on the predecessor only.",
        default=None,
        names=Names("successor", "predecessors", ("agency",)),
    )

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, InOrder("established", "dissolved"))

    @property
    def lifespan(self) -> Interval:
        """From establishment to dissolution; a body without one goes on."""
        return Interval.between(self.established, self.dissolved, open_end=self.dissolved is None)


@schema_class
class Instrument(Record):
    """A treaty, resolution, declaration, set of principles, plan or policy, binding or not."""

    kind: ClassVar[str] = "instrument"
    folder: ClassVar[str] = "instruments"
    shown: ClassVar[tuple[str, ...]] = ("type", "adopted", "in_force")

    type: InstrumentType = declare("Its type.")
    binding: bool | None = declare("Whether it is legally binding on its parties.", default=None)
    symbols: tuple[str, ...] = declare(
        "Document symbols, such as `A/RES/55/25`; of an annexed text only its own.", default=()
    )
    title: str | None = declare(
        "The official title of a resolution or decision; several may share it, so it is searched but is not a name.",
        default=None,
    )
    relevance: InstrumentRelevance | None = declare(
        "Whether trafficking in persons is its subject or a neighbouring one.", default=None
    )
    adopted: PartialDate | None = declare("When it was adopted.", default=None, happens=Happening.ADOPTED)
    adopted_by: tuple[Id, ...] = declare(
        "Ids of the organ, organization or conference that adopted it; a joint text has several.",
        default=(),
        names=Names("adopted_by", "adopted", ("agency", "event")),
    )
    signed: PartialDate | None = declare(
        "When it was first signed, where that is another day than its adoption.", default=None, happens=Happening.SIGNED
    )
    place: str | None = declare("Where it was adopted or signed.", default=None)
    opened_for_signature: PartialDate | None = declare(
        "When it was opened for signature.", default=None, happens=Happening.OPENED_FOR_SIGNATURE
    )
    closed_for_signature: PartialDate | None = declare(
        "The last day on which it was open for signature.", default=None, happens=Happening.CLOSED_FOR_SIGNATURE
    )
    in_force: PartialDate | None = declare(
        "When it entered into force.", default=None, happens=Happening.ENTRY_INTO_FORCE
    )
    not_in_force_on: PartialDate | None = declare(
        "The latest day on which a source says that it was not yet in force.", default=None
    )
    in_force_condition: ForceCondition | None = declare(
        "The condition for its entry into force.",
        default=None,
        names=Names("in_force_after", "precondition_of", ("instrument",), via="not_before"),
    )
    terminated: PartialDate | None = declare(
        "The last day on which it was in force.", default=None, happens=Happening.TERMINATED
    )
    applies_from: PartialDate | None = declare(
        "From when its rules apply, if not from entry into force; for European Union law.",
        default=None,
        happens=Happening.APPLIED,
    )
    transposed_by: PartialDate | None = declare(
        "The deadline for transposing it into national law; for European Union law.",
        default=None,
        happens=Happening.TRANSPOSITION_DUE,
    )
    depositary: Id | None = declare(
        "Id of the depositary.", default=None, names=Names("depositary", "depositary_of", ("agency", "state"))
    )
    custodian: Id | None = declare(
        "Id of the agency that is its guardian.", default=None, names=Names("custodian", "custodian_of", ("agency",))
    )
    supplements: Id | None = declare(
        "Id of the instrument that it supplements.",
        default=None,
        names=Names("supplements", "supplemented_by", ("instrument",)),
    )
    amends: tuple[Id, ...] = declare(
        "Ids of instruments that it amends.", default=(), names=Names("amends", "amended_by", ("instrument",))
    )
    replaces: tuple[Id, ...] = declare(
        "Ids of instruments that it replaces.", default=(), names=Names("replaces", "replaced_by", ("instrument",))
    )
    annex_to: Id | None = declare(
        "Id of the instrument that it is annexed to.", default=None, names=Names("annex_to", "annexes", ("instrument",))
    )
    established: tuple[Id, ...] = declare(
        "Ids of agencies and programs that it created or endorsed.",
        default=(),
        names=Names("established", "established_under", ("agency", "program")),
    )
    renews: tuple[Id, ...] = declare(
        "Ids of programs and agencies whose mandate it extends.",
        default=(),
        names=Names("renews", "renewed_by", ("program", "agency")),
    )
    ends: tuple[Id, ...] = declare(
        "Ids of programs and agencies whose mandate it closes.",
        default=(),
        names=Names("ends", "ended_by", ("program", "agency")),
    )
    follows: Id | None = declare(
        "Id of the instrument before it in its series.",
        default=None,
        names=Names("follows", "followed_by", ("instrument",)),
    )
    provisions: tuple[Provision, ...] = declare(
        "Its parts that bear on trafficking.",
        default=(),
        names=Names("provides_for", "provided_for_in", ("sdg_target",), via="sdg_targets"),
    )
    topics: tuple[Topic, ...] = declare("Its topics.", default=())
    scope: str | None = declare("Where or for whom it applies.", default=None)

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
        InOrder("adopted", "signed"),
        InOrder("adopted", "opened_for_signature", "closed_for_signature"),
        InOrder("adopted", "in_force", "terminated"),
        InOrder("adopted", "not_in_force_on", "in_force"),
        InOrder("adopted", "applies_from"),
        InOrder("adopted", "transposed_by"),
        Distinct("symbols"),
        Distinct("adopted_by"),
        Distinct("renews"),
        Distinct("ends"),
        Distinct("provisions", "name"),
        Distinct("topics"),
    )

    @property
    def lifespan(self) -> Interval:
        """From adoption to termination; one without termination goes on."""
        return Interval.between(self.adopted, self.terminated, open_end=self.terminated is None)

    def status(self, on: When) -> InstrumentStatus:
        """Return the status of the instrument on a day, or on the first day of a longer period.

        A missing date is never taken for a fact: the status of a treaty without `in_force` is unknown after adoption,
        unless `not_in_force_on` or another date decides it. For an instrument that is not a treaty, adoption is the
        last stage, unless the record has later ones. Conventions of the ILO are never open for signature.

        Args:
            on: A day, a longer date, or an interval, as EDTF text, `datetime.date`, `PartialDate` or `Interval`.

        Returns:
            The last stage that it had certainly reached; `unknown` where the dates do not decide it.

        Raises:
            InvalidDateError: `on` is no date.

        Example:
            >>> import untip
            >>> untip.instruments["palermo-protocol"].status("2002").value
            'open-for-signature'
        """
        day = PartialDate(period(on)[0])
        treaty = self.type in (InstrumentType.TREATY, InstrumentType.PROTOCOL)
        opened = _reached(self.opened_for_signature, day)
        in_force = _reached(self.in_force, day)
        if self.in_force is None:
            before = self.not_in_force_on is not None and self.not_in_force_on.before(day) is Answer.NO
            in_force = Answer.NO if before or not treaty or opened is Answer.NO else None
        if opened is None and (not treaty or _UNSIGNED in self.adopted_by):
            opened = Answer.NO
        closed = Answer.NO if self.closed_for_signature is None else self.closed_for_signature.before(day)
        ended = Answer.NO if self.terminated is None else self.terminated.before(day)
        adopted = _reached(self.adopted, day)
        if adopted is Answer.NO:
            return InstrumentStatus.NOT_YET_ADOPTED
        stages = (
            (ended, InstrumentStatus.TERMINATED),
            (in_force, InstrumentStatus.IN_FORCE),
            (closed, InstrumentStatus.CLOSED_FOR_SIGNATURE),
            (opened, InstrumentStatus.OPEN_FOR_SIGNATURE),
            (adopted, InstrumentStatus.ADOPTED),
        )
        reached, status = next(stage for stage in stages if stage[0] is not Answer.NO)
        return status if reached is Answer.CERTAINLY else InstrumentStatus.UNKNOWN


_UNSIGNED = "international-labour-conference"
"""The maker of conventions that nobody signs: from their adoption on they are ratified."""


def _reached(date: PartialDate | None, day: PartialDate) -> Answer | None:
    """Return whether a date lies on or before a day; `None` where there is no date."""
    return None if date is None else max(date.before(day), date.same_day(day))


@schema_class
class Program(Record):
    """A programme, initiative, project, campaign, fund, mandate holder, strategy or working group."""

    kind: ClassVar[str] = "program"
    folder: ClassVar[str] = "programs"
    shown: ClassVar[tuple[str, ...]] = ("acronym", "type", "start", "end")

    type: ProgramType = declare("Its type.")
    start: PartialDate | None = declare("When it began.", default=None, happens=Happening.LAUNCHED)
    end: PartialDate | None = declare("When it ended or was planned to end.", default=None, happens=Happening.ENDED)
    end_planned: bool = declare("Whether `end` is a plan, not an outcome.", default=False)
    attested: tuple[PartialDate, ...] = declare(
        "Dates at which a source says that it was active; a partial date attests every day in it.", default=()
    )
    leads: tuple[Id, ...] = declare(
        "Ids of the agencies that lead or manage it.", default=(), names=Names("leads", "led", ("agency",))
    )
    partners: tuple[Role, ...] = declare(
        "Who else takes part: partners, donors, hosts, other programs.",
        default=(),
        names=Names("partners", "partner_in", ("agency", "state", "program"), via="who"),
    )
    part_of: Id | None = declare(
        "Id of the program that it is a part of.", default=None, names=Names("part_of", "components", ("program",))
    )
    successor: Id | None = declare(
        "Id of the program that followed it; stored on the predecessor only.",
        default=None,
        names=Names("successor", "predecessors", ("program",)),
    )
    implements: tuple[Id, ...] = declare(
        "Ids of instruments that it carries out.",
        default=(),
        names=Names("implements", "implemented_by", ("instrument",)),
    )
    sdg_targets: tuple[Id, ...] = declare(
        "Ids of SDG targets that it serves.", default=(), names=Names("serves", "served_by", ("sdg_target",))
    )
    pillars: tuple[Pillar, ...] = declare("Pillars that it serves.", default=())
    forms: tuple[ExploitationForm, ...] = declare("Forms of exploitation that it is about.", default=())
    countries: tuple[Id, ...] = declare(
        "Ids of States where it operates.", default=(), names=Names("countries", "programs", ("state",))
    )
    region: str | None = declare("Region where it operates.", default=None)

    @staticmethod
    def _planned(program: Any) -> Iterator[tuple[str, str]]:
        if program.end_planned and program.end is None:
            yield "end_planned", "an end that is planned needs a date; give `end`"
        for index, date in enumerate(program.attested):
            if program.lifespan.meets(date) is Answer.NO:
                yield f"attested[{index}]", f"{date} lies outside the lifespan {program.lifespan}; correct one of them"

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
        InOrder("start", "end"),
        Distinct("attested"),
        Distinct("leads"),
        Distinct("countries"),
        Distinct("pillars"),
        Distinct("forms"),
        Check(_planned),
    )

    @property
    def lifespan(self) -> Interval:
        """From start to end; an end that is not stated, or that was only planned, is unknown."""
        return Interval.between(self.start, None if self.end_planned else self.end)

    def status(self, on: When) -> ProgramStatus:
        """Return the status of the program on a day, or on the first day of a longer period.

        Args:
            on: A day, a longer date, or an interval, as EDTF text, `datetime.date`, `PartialDate` or `Interval`.

        Returns:
            `running` where that is certain: from the start or the first attested date to the last attested date or
            the end, if only a planned one; `unknown` where no source decides it.

        Raises:
            InvalidDateError: `on` is no date.

        Example:
            >>> import untip
            >>> untip.programs["un-gift"].status("2010").value
            'running'
        """
        day = PartialDate(period(on)[0])
        answer = active(self, day)
        if answer is Answer.CERTAINLY:
            return ProgramStatus.RUNNING
        if answer is Answer.POSSIBLY:
            return ProgramStatus.UNKNOWN
        return ProgramStatus.NOT_YET_STARTED if self.lifespan.begun(day) is Answer.NO else ProgramStatus.ENDED


def active(record: Record, when: When) -> Answer:
    """Return whether a record was active on some day of a time, by its lifespan and the dates that attest it.

    A program was so certainly from its start, or the first date that attests it, to the last such date or its end (a
    planned end too: until then nothing speaks against it); an instrument from the first stage that it reached until
    its termination. Nothing certain rests on a qualified date.
    """
    answer = record.lifespan.meets(when)
    if answer is not Answer.POSSIBLY or not isinstance(record, Program | Instrument):
        return answer
    first, last = period(when)
    if isinstance(record, Program):
        sure = [date for given in record.attested for date in _plain(given)]
        begins = [date.earliest for date in sure] + [date.latest for date in _plain(record.start)]
        ends = [date.latest for date in sure] + [date.earliest for date in _plain(record.end)]
    else:
        stages = (record.adopted, record.opened_for_signature, record.closed_for_signature, record.in_force)
        begins = [date.latest for stage in stages for date in _plain(stage)]
        ends = [last] if record.terminated is None else [date.earliest for date in _plain(record.terminated)]
    if begins and ends and min(begins) <= last and first <= max(ends):
        return Answer.CERTAINLY
    return answer


def _plain(date: PartialDate | None) -> tuple[PartialDate, ...]:
    """Return a date that is neither uncertain nor approximate, or nothing."""
    return () if date is None or date.uncertain or date.approximate else (date,)


@schema_class
class SDGTarget(Record):
    """A target of the 2030 Agenda, its indicators, and its relevance to trafficking."""

    kind: ClassVar[str] = "sdg_target"
    folder: ClassVar[str] = "sdg_targets"
    shown: ClassVar[tuple[str, ...]] = ("code", "relevance", "due")

    code: Annotated[str, TARGET] = declare("Its code, such as `8.7` or `5.a`.")
    goal: int = declare("The number of its goal, 1 to 17.")
    relevance: Relevance = declare("How it bears on trafficking.")
    why: str | None = declare("Why it bears on trafficking, and according to whom.", default=None)
    adopted: PartialDate | None = declare("When it was adopted.", default=None, happens=Happening.ADOPTED)
    due: PartialDate | None = declare("By when it is to be met.", default=None, happens=Happening.DUE)
    indicators: tuple[Indicator, ...] = declare(
        "Its indicators.", default=(), names=Names("custodians", "custodian_for", ("agency",), via="custodians")
    )

    @staticmethod
    def _codes(target: Any) -> Iterator[tuple[str, str]]:
        if target.code.partition(".")[0] != str(target.goal):
            yield "goal", f"found {target.goal}, expected the goal of target {target.code}"
        for index, indicator in enumerate(target.indicators):
            if indicator.code.rpartition(".")[0] != target.code:
                yield f"indicators[{index}].code", f"{indicator.code} is no indicator of target {target.code}"

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
        InOrder("adopted", "due"),
        Distinct("indicators", "code"),
        Check(_codes),
    )

    @property
    def lifespan(self) -> Interval:
        """From adoption on: a day by which it is due does not end it."""
        return Interval.between(self.adopted, None, open_end=True)


@schema_class
class Resource(Record):
    """What one can consult: a report or series, manual, toolkit, model law, database or portal."""

    kind: ClassVar[str] = "resource"
    folder: ClassVar[str] = "resources"
    shown: ClassVar[tuple[str, ...]] = ("type", "publishers", "published")

    type: ResourceType = declare("Its type.")
    symbols: tuple[str, ...] = declare("Document symbols, such as `E/CN.6/2007/2`.", default=())
    authors: tuple[str, ...] = declare("Names of its authors.", default=())
    publishers: tuple[Id, ...] = declare(
        "Ids of the agencies that published or keep it.",
        default=(),
        names=Names("publishers", "published", ("agency",)),
    )
    partners: tuple[Role, ...] = declare(
        "Co-authors, funders and other partners.",
        default=(),
        names=Names("partners", "partner_in", ("agency", "state"), via="who"),
    )
    published: PartialDate | None = declare(
        "When it came out, or when a series or service began.", default=None, happens=Happening.PUBLISHED
    )
    frequency: str | None = declare("How often it comes out or is renewed.", default=None)
    editions: tuple[Edition, ...] = declare("Its editions.", default=())
    part_of: Id | None = declare(
        "Id of the resource that it is a part of.", default=None, names=Names("part_of", "components", ("resource",))
    )
    languages: tuple[Annotated[str, LANGUAGE], ...] = declare("Languages that it is in (BCP 47).", default=())
    covers: tuple[Id, ...] = declare(
        "Ids of records that it is about.", default=(), names=Names("covers", "covered_by")
    )
    topics: tuple[Topic, ...] = declare("Its topics.", default=())
    pillars: tuple[Pillar, ...] = declare("Pillars that it serves.", default=())

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
        Distinct("publishers"),
        Distinct("languages"),
        Distinct("covers"),
        Distinct("topics"),
        Distinct("pillars"),
        Distinct("symbols"),
    )

    @property
    def lifespan(self) -> Interval:
        """From publication on."""
        return Interval.between(self.published, None, open_end=True)


@schema_class
class Event(Record):
    """A meeting, conference, panel, launch or other happening, dated and placed as far as known."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"
    shown: ClassVar[tuple[str, ...]] = ("type", "start", "end", "place")

    type: EventType = declare("Its type.")
    number: int | None = declare("Its number, for a session: 10 for the tenth.", default=None)
    part_of: Id | None = declare(
        "Id of the event that it is a part of.", default=None, names=Names("part_of", "components", ("event",))
    )
    start: PartialDate | None = declare("When it took place or began.", default=None, happens=Happening.HELD)
    end: PartialDate | None = declare("When it ended, if on another date.", default=None)
    place: str | None = declare("Where it took place.", default=None)
    organizers: tuple[Role, ...] = declare(
        "Conveners, organizers and hosts.",
        default=(),
        names=Names("organizers", "organized", ("agency", "state"), via="who"),
    )
    participants: tuple[Role, ...] = declare(
        "Who took part.", default=(), names=Names("participants", "took_part_in", ("agency", "state"), via="who")
    )
    outcomes: tuple[Id, ...] = declare(
        "Ids of records that resulted from it.", default=(), names=Names("outcomes", "outcome_of")
    )

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, InOrder("start", "end"), Distinct("outcomes"))

    @property
    def lifespan(self) -> Interval:
        """From start to end; an event with one date was within it."""
        return Interval.between(self.start, self.end or self.start)


@schema_class
class Statistic(Record):
    """One quantitative claim: a number, its bound and unit, what it counts, as of when, who said so."""

    kind: ClassVar[str] = "statistic"
    folder: ClassVar[str] = "statistics"
    shown: ClassVar[tuple[str, ...]] = ("value", "unit", "as_of", "bound", "quantity")

    measure: Measure = declare("What is counted; one measure makes one series.")
    value: int | float | None = declare(
        "The number, or the lower end of a range; `0.11` for 11 per cent only where `unit` says so.", default=None
    )
    quantity: str | None = declare("The quantity in words, if there is no number: `hundreds`.", default=None)
    upper: int | float | None = declare("The upper end of a range.", default=None)
    bound: Bound = declare("How the number bounds the true one.")
    unit: str = declare("The unit, such as `States`, `victims`, `per cent`.")
    as_of: PartialDate | Interval | None = declare(
        "The date or period for which the claim is made.", default=None, happens=Happening.CLAIM
    )
    undated_because: str | None = declare("Why the claim has no date.", default=None)
    group: StatisticGroup | None = declare("The group counted, by sex and age.", default=None)
    forms: tuple[ExploitationForm, ...] = declare("Forms of exploitation that it is about.", default=())
    of: Id | None = declare(
        "Id of the statistic of which this one is a share.",
        default=None,
        names=Names("share_of", "shares", ("statistic",)),
    )
    subjects: tuple[Id, ...] = declare(
        "Ids of records that it is about.", default=(), names=Names("subjects", "statistics")
    )
    reported_by: tuple[Id, ...] = declare(
        "Ids of the agencies or States that made the claim.",
        default=(),
        names=Names("reported_by", "reported", ("agency", "state")),
    )
    published_in: Id | None = declare(
        "Id of the resource that published it.", default=None, names=Names("published_in", "publishes", ("resource",))
    )
    region: str | None = declare("The region that it is about, if not the world.", default=None)

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
        OneOf("value", "quantity"),
        OneOf("as_of", "undated_because", only=True),
        Distinct("subjects"),
        Distinct("forms"),
        Distinct("reported_by"),
    )

    @property
    def lifespan(self) -> Interval:
        """When the claim holds."""
        if isinstance(self.as_of, Interval):
            return self.as_of
        return Interval.between(self.as_of, self.as_of)


@schema_class
class Finding(Record):
    """One gap, or one recommendation, that a named body put forward."""

    kind: ClassVar[str] = "finding"
    folder: ClassVar[str] = "findings"
    shown: ClassVar[tuple[str, ...]] = ("type", "by", "year")

    type: FindingType = declare("Gap or recommendation.")
    by: tuple[Id, ...] = declare(
        "Ids of the agencies or States that put it forward.",
        names=Names("by", "findings", ("agency", "state")),
    )
    pillars: tuple[Pillar, ...] = declare("Pillars that it is about.", default=())
    topics: tuple[Topic, ...] = declare("Its topics.", default=())
    addressees: tuple[str, ...] = declare(
        "Whom a recommendation is addressed to: ids, or groups such as `all-states`.",
        default=(),
        names=Names("addressees", "addressed_by", ("agency", "state", "program"), groups=True),
    )
    year: int | None = declare("Year in which it was put forward.", default=None, happens=Happening.PUT_FORWARD)
    answers: tuple[Id, ...] = declare(
        "Ids of gaps that a recommendation answers, if the source says so.",
        default=(),
        names=Names("answers", "answered_by", ("finding",)),
    )

    @staticmethod
    def _faults(finding: Any) -> Iterator[tuple[str, str]]:
        if not finding.by:
            yield "by", "missing: somebody put it forward"
        if finding.answers and finding.type != FindingType.RECOMMENDATION:
            yield "answers", "only a recommendation answers gaps; remove it from a gap"
        if finding.year is not None and not 1900 <= finding.year <= 2100:
            yield "year", f"found {finding.year}, expected a year from 1900 to 2100"

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
        Check(_faults),
        Distinct("by"),
        Distinct("topics"),
        Distinct("pillars"),
        Distinct("addressees"),
        Distinct("answers"),
    )

    @property
    def lifespan(self) -> Interval:
        """The year in which it was put forward."""
        year = None if self.year is None else PartialDate(f"{self.year:04d}")
        return Interval.between(year, year)


@schema_class
class Concept(Record):
    """A term by which trafficking is defined, classified or counted, in a definition, classification or data set."""

    kind: ClassVar[str] = "concept"
    folder: ClassVar[str] = "concepts"
    background: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("scheme", "code", "role")

    scheme: ConceptScheme = declare("The definition, classification or data set that it belongs to.")
    code: str | None = declare("Its code in that scheme, such as `0204`, or the name of a variable.", default=None)
    role: ConceptRole = declare("Its role in that scheme.")
    defined_by: Id | None = declare(
        "Id of the instrument or resource that defines it.",
        default=None,
        names=Names("defined_by", "defines", ("instrument", "resource")),
    )
    provision: str | None = declare("Where it is defined there, such as `Article 3 (a)`.", default=None)
    broader: Id | None = declare(
        "Id of the wider concept that it is a part or kind of.",
        default=None,
        names=Names("broader", "narrower", ("concept",)),
    )
    exact_match: tuple[Id, ...] = declare(
        "Ids of concepts of other schemes that mean the same; stored once, on one of the two.",
        default=(),
        names=Names("exact_match", "exact_match_of", ("concept",)),
    )
    close_match: tuple[Id, ...] = declare(
        "Ids of concepts of other schemes that mean nearly the same; stored once, on one of the two.",
        default=(),
        names=Names("close_match", "close_match_of", ("concept",)),
    )

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, Distinct("exact_match"), Distinct("close_match"))

    @property
    def lifespan(self) -> Interval:
        """Not known: a term is not dated."""
        return Interval.between(None, None, open_end=True)


@schema_class
class State(Record):
    """A State that can be party to a treaty."""

    kind: ClassVar[str] = "state"
    folder: ClassVar[str] = "states"
    background: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("alpha3", "region", "un_member_since")

    alpha2: Annotated[str, ALPHA2] | None = declare("ISO 3166-1 alpha-2 code.", default=None)
    alpha3: Annotated[str, ALPHA3] = declare(
        "ISO 3166-1 alpha-3 code, or, of a dissolved State, the one it had (ISO 3166-3)."
    )
    m49: Annotated[str, M49] | None = declare("UN M49 numeric code.", default=None)
    formal_name: str | None = declare("The full name.", default=None)
    un_member_since: PartialDate | None = declare(
        "When it was admitted to the United Nations.", default=None, happens=Happening.JOINED_UN
    )
    un_member_until: PartialDate | None = declare("When its membership ended.", default=None, happens=Happening.LEFT_UN)
    region: str | None = declare("UN geoscheme region.", default=None)
    successor: tuple[Id, ...] = declare(
        "Ids of the States that succeeded a dissolved one; stored on the predecessor only.",
        default=(),
        names=Names("successor", "predecessors", ("state",)),
    )

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, InOrder("un_member_since", "un_member_until"))

    @property
    def lifespan(self) -> Interval:
        """Until the end of membership, for a dissolved State; its beginning is not derived from membership."""
        return Interval.between(None, self.un_member_until, open_end=self.un_member_until is None)


@schema_class
class Source(Record):
    """A bibliographic record: where facts come from; its `name` is the title."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"
    background: ClassVar[bool] = True
    shown: ClassVar[tuple[str, ...]] = ("type", "publisher", "published")

    type: SourceType = declare("Its type.")
    authors: tuple[str, ...] = declare("Names of its authors.", default=())
    publisher: str | None = declare("Who published it.", default=None)
    published: PartialDate | None = declare("When it was published.", default=None, happens=Happening.PUBLISHED)
    url: Annotated[str, HTTPS] | None = declare("Its address.", default=None)
    consulted: PartialDate | None = declare("When it was consulted.", default=None)
    licence: str | None = declare("Its licence.", default=None)
    transcript: Transcript | None = declare(
        "The numbered text to which line numbers refer; for the five founding texts only.", default=None
    )

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, OneOf("url", "transcript"))

    @property
    def lifespan(self) -> Interval:
        """From publication on."""
        return Interval.between(self.published, None, open_end=True)


KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        cls.kind: cls
        for cls in list(globals().values())
        if isinstance(cls, type) and issubclass(cls, Record) and cls is not Record
    }
)
"""The class of each kind, in the order in which everything lists them."""

FOLDERS: Mapping[str, str] = MappingProxyType({cls.folder: kind for kind, cls in KINDS.items()})
"""The kind of each folder and collection."""


@schema_class
class Participation(Checked):
    """What one State or regional organization did with one treaty: a row of a table, not a record."""

    instrument: Id = declare("Id of the treaty.")
    party: Id = declare("Id of a State, or of an agency for a regional organization.")
    action: Action = declare("The action.")
    date: PartialDate | None = declare("The date; of a withdrawal that of the notice.", default=None)
    in_force: PartialDate | None = declare(
        "When the treaty entered into force for it, by the treaty's own rule; of a withdrawal when it takes effect.",
        default=None,
    )
    source: Id = declare("Id of the source that says so.")
    note: str | None = declare("What else the source says, such as a territorial note, in our own words.", default=None)


@schema_class
class Coverage(Checked):
    """How far a table of participation reaches."""

    instrument: Id = declare("Id of the treaty.")
    known_until: PartialDate = declare("The last day that the table covers.")
    source: Id = declare("Id of the source that the table follows.")
    complete: Completeness | None = declare("How complete the table is until that day.", default=None)
    note: str | None = declare("What the table lacks, in our own words.", default=None)


@schema_class
class Redirect(Checked):
    """An id that is no longer in use, and where its record went."""

    old: Id = declare("The retired id.")
    to: Id = declare("The id that replaces it.")
    since: str = declare("Version of the data that made the change.")
    why: str = declare("The reason.")


# ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────────


RELATIONS: tuple[Relation, ...] = collect(Record, KINDS.values())
"""Every relation that a record can have."""

_CONSTANTS = ("EDITORIAL", "FOLDERS", "Id", "KINDS", "RELATIONS", "RESERVED")
_CLASSES = [
    name for name, value in vars().items() if getattr(value, "__module__", "") == __name__ and name[0].isupper()
]

vars()["__all__"] = sorted((*_CONSTANTS, *_CLASSES))  # type checkers do not read it; they go by `X as X` above
