"""The records: every kind, every field, every relation. A field is named here and nowhere else.

Records are plain, immutable data; whatever knows more than one record is in the registry.
Files, dicts, JSON Schema, columns and documentation all derive from these classes: the text under
a field is its documentation, a field without a default is required. Definitions follow the data model of the
project; dates are EDTF (ISO 8601-2:2019).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, dataclass_transform

from untip._base import Check, Checked, Distinct, InOrder, OneOf, Rule, shapes, slotted
from untip._check import (
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
from untip._dates import Answer, Interval, PartialDate, When, period
from untip._errors import InvalidDateError, UsageError
from untip._vocab import Action as Action
from untip._vocab import Addressee as Addressee
from untip._vocab import AgencyType as AgencyType
from untip._vocab import AliasNote as AliasNote
from untip._vocab import Bound as Bound
from untip._vocab import Completeness as Completeness
from untip._vocab import ConceptRole as ConceptRole
from untip._vocab import ConceptScheme as ConceptScheme
from untip._vocab import DisputeType as DisputeType
from untip._vocab import EventType as EventType
from untip._vocab import ExploitationForm as ExploitationForm
from untip._vocab import FindingType as FindingType
from untip._vocab import Happening as Happening
from untip._vocab import IdentifierScheme as IdentifierScheme
from untip._vocab import IndicatorTier as IndicatorTier
from untip._vocab import InstrumentRelevance as InstrumentRelevance
from untip._vocab import InstrumentStatus as InstrumentStatus
from untip._vocab import InstrumentType as InstrumentType
from untip._vocab import LinkType as LinkType
from untip._vocab import Measure as Measure
from untip._vocab import Pillar as Pillar
from untip._vocab import ProgramStatus as ProgramStatus
from untip._vocab import ProgramType as ProgramType
from untip._vocab import Relevance as Relevance
from untip._vocab import ResourceType as ResourceType
from untip._vocab import RoleType as RoleType
from untip._vocab import SourceType as SourceType
from untip._vocab import StatisticGroup as StatisticGroup
from untip._vocab import Topic as Topic

C = TypeVar("C", bound=Checked)

Id = Annotated[str, SLUG]
"""The id of a record."""


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False)
def _schema(cls: type[C]) -> type[C]:
    """Make a schema class: frozen, slotted, keyword-only, with the base's equality, hash and repr."""
    return slotted(cls)


EDITORIAL = frozenset(
    (
        *("id", "summary", "type", "pillars", "topics", "forms", "scope", "binding", "relevance", "why", "goal"),
        *("links", "identifiers", "aliases", "ambiguous_names"),
    )
)
"""Fields that are our own classification or wording and need no citation; the set does not grow to please a check."""

# ── parts of records ────────────────────────────────────────────────────────────────────────────────────────────────


@_schema
class Citation(Checked):
    """Where a fact comes from: a source, a place in it, and the fields that it supports."""

    source: Id
    """Id of the source."""
    section: str | None = None
    """Heading or article, for a reader."""
    lines: Spans = ()
    """Lines of the source's transcript, for a machine: `"161-166"`, `"46-53, 271"`; one span at most 12 lines."""
    supports: tuple[Annotated[str, FIELD], ...] = ()
    """Top-level fields of the record that the place supports; left out where the citation stands in a nested item."""

    rules: ClassVar[tuple[Rule, ...]] = (Distinct("supports"),)


@_schema
class Alias(Checked):
    """Another name under which the record is known; its `str()` is the name."""

    name: str
    """The name as used."""
    note: AliasNote | None = None
    """Why it differs from the record's name."""
    lang: Annotated[str, LANGUAGE] | None = None
    """Language that it is in (BCP 47), where that is not English."""
    period: Interval | None = None
    """From when to when it was in use, as far as a source says."""

    def __str__(self) -> str:
        return self.name


@_schema
class Link(Checked):
    """An address on the web."""

    type: LinkType
    """Where it leads."""
    url: Annotated[str, HTTPS]
    """The address."""


@_schema
class Identifier(Checked):
    """What another register calls the record."""

    scheme: IdentifierScheme
    """Whose identifier it is."""
    value: str
    """The identifier."""


@_schema
class Claim(Checked):
    """One side of a dispute."""

    value: str
    """What is claimed, as briefly as the source has it."""
    citations: tuple[Citation, ...] = ()
    """Where it is claimed."""


@_schema
class Dispute(Checked):
    """A disagreement between sources, or of one with itself, with every claim kept."""

    about: str
    """What it is about, in one line."""
    type: DisputeType | None = None
    """How far the claims exclude each other."""
    also: tuple[Id, ...] = ()
    """Ids of other records that it concerns; it is stored once, on one of them."""
    field: Annotated[str, FIELD] | None = None
    """The record's field that it concerns."""
    claims: tuple[Claim, ...]
    """The claims; two or more."""
    kept: int | None = None
    """Index, from 0, of the claim that the record follows."""
    why: str | None = None
    """Why that claim is followed, or none."""

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


@_schema
class HistoryEntry(Checked):
    """What a field of the record was for a time."""

    field: Annotated[str, FIELD]
    """The field."""
    value: str
    """What it was."""
    period: Interval
    """When it was so."""
    citations: tuple[Citation, ...] = ()
    """Where that is said."""


@_schema
class Role(Checked):
    """Membership, partnership, organization of or participation in something."""

    who: Id
    """Id of an agency or a State; among a program's partners also of a program."""
    role: RoleType
    """In what capacity."""
    period: Interval | None = None
    """From when to when, as far as a source says."""
    attested: tuple[PartialDate, ...] = ()
    """Dates at which a source says that it held; a partial date attests every day in it."""
    citations: tuple[Citation, ...] = ()
    """Where that is said."""

    @staticmethod
    def _faults(role: Any) -> Iterator[tuple[str, str]]:
        if role.period is not None:
            for index, date in enumerate(role.attested):
                if role.period.meets(date) is Answer.NO:
                    yield f"attested[{index}]", f"{date} lies outside the period {role.period}; mend one of them"

    rules: ClassVar[tuple[Rule, ...]] = (Distinct("attested"), Check(_faults))


@_schema
class Activity(Checked):
    """Something concrete that an agency does or did."""

    name: str
    """The activity in the source's key words."""
    summary: str | None = None
    """What it is, in our own words."""
    pillars: tuple[Pillar, ...] = ()
    """Pillars that it serves."""
    since: PartialDate | None = None
    """Since when."""
    citations: tuple[Citation, ...] = ()
    """Where that is said."""


@_schema
class ForceCondition(Checked):
    """What it takes for a treaty to enter into force, and then for each later party."""

    instruments: int
    """How many instruments of consent are needed."""
    days: int | None = None
    """On which day after the last of them, counted as depositaries count: deposit plus this many days."""
    months: int | None = None
    """How many months after the last of them."""
    first_of_month: bool = False
    """Whether it is the first day of the month that follows those months."""
    later_days: int | None = None
    """The same for a party that consents later, in days, where it differs."""
    later_months: int | None = None
    """The same for a party that consents later, in months, where it differs."""
    not_before: Id | None = None
    """Id of an instrument that must be in force first."""
    note: str | None = None
    """What else is asked, in our own words."""

    @staticmethod
    def _faults(condition: Any) -> Iterator[tuple[str, str]]:
        for field in ("instruments", "days", "months", "later_days", "later_months"):
            number = getattr(condition, field)
            if number is not None and not 0 <= number <= 400:
                yield field, f"found {number}, expected 0 to 400"

    rules: ClassVar[tuple[Rule, ...]] = (Check(_faults),)


@_schema
class Provision(Checked):
    """An article, action, objective or paragraph of an instrument that bears on trafficking."""

    name: str
    """What it is called, such as `Article 6`."""
    summary: str | None = None
    """What it says, in our own words."""
    pillars: tuple[Pillar, ...] = ()
    """Pillars that it serves."""
    sdg_targets: tuple[Id, ...] = ()
    """Ids of SDG targets that it matches."""
    citations: tuple[Citation, ...] = ()
    """Where a source speaks of it."""


@_schema
class Edition(Checked):
    """One edition of a resource."""

    published: PartialDate | None = None
    """When it came out."""
    name: str | None = None
    """What it is called, where not as the series."""
    identifiers: tuple[Identifier, ...] = ()
    """What registers call this edition, such as its ISBN."""
    citations: tuple[Citation, ...] = ()
    """Where that is said."""

    rules: ClassVar[tuple[Rule, ...]] = (OneOf("published", "name"),)


@_schema
class Indicator(Checked):
    """An indicator of the global framework for an SDG target."""

    code: Annotated[str, INDICATOR]
    """Its code, such as `8.7.1`."""
    name: str
    """Its title."""
    tier: IndicatorTier | None = None
    """How ready its method and data are."""
    custodians: tuple[Id, ...] = ()
    """Ids of the custodian agencies."""
    citations: tuple[Citation, ...] = ()
    """Where that is said."""


@_schema
class Transcript(Checked):
    """The numbered text of a founding source, which citations count their lines in; it is not shipped."""

    lines: int
    """How many lines it has."""
    sha256: Annotated[str, SHA256]
    """Hash of its bytes."""


# ── the kinds ───────────────────────────────────────────────────────────────────────────────────────────────────────


@_schema
class Record(Checked):
    """What every record has."""

    kind: ClassVar[str]
    """The record's kind, such as `agency`."""
    folder: ClassVar[str]
    """The folder of its files and the name of its collection, such as `agencies`."""

    id: Id
    """The record's id, unique across all kinds, the name of its file; not repeated inside."""
    name: str
    """The official English name, or a descriptive one where there is none."""
    acronym: str | None = None
    """The common acronym."""
    aliases: tuple[Alias, ...] = ()
    """Every other name in use, in the sources' own spelling."""
    ambiguous_names: tuple[str, ...] = ()
    """Names knowingly shared with another record."""
    summary: str | None = None
    """One or two sentences in our own words."""
    links: tuple[Link, ...] = ()
    """Addresses on the web."""
    identifiers: tuple[Identifier, ...] = ()
    """What other registers call it."""
    history: tuple[HistoryEntry, ...] = ()
    """What fields were before."""
    citations: tuple[Citation, ...] = ()
    """Where the facts come from."""
    disputes: tuple[Dispute, ...] = ()
    """Where sources disagree."""

    if TYPE_CHECKING:  # each kind has its own

        @property
        def lifespan(self) -> Interval:
            """From when to when the record's subject is (or, for a claim or meeting, when it is made or held)."""
            ...

    def __init__(self, **given: Any) -> None:
        if type(self) is Record:
            raise UsageError(f"a record is of one of the kinds {', '.join(KINDS)}: make one of their classes")
        Checked.__init__(self, **given)

    @staticmethod
    def _named(record: Any) -> Iterator[tuple[str, str]]:
        """Fields that citations, disputes and history name must exist."""
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
                yield f"history[{index}].field", f"{entry.field!r} is no plain field of {record.kind}"
                continue
            path = f"history[{index}].value"
            try:
                value = read_text(entry.value, shape)
            except InvalidDateError as error:
                yield path, str(error)
            else:
                yield from ((path, problem.message) for problem in field_problems("", value, shape))

    rules: ClassVar[tuple[Rule, ...]] = (Check(_named), Distinct("aliases", "name"), Distinct("ambiguous_names"))


@_schema
class Agency(Record):
    """An organization, office, organ or coordination group that acts against trafficking, in or outside the UN."""

    kind: ClassVar[str] = "agency"
    folder: ClassVar[str] = "agencies"

    type: AgencyType
    """What it is."""
    parent: Id | None = None
    """Id of the agency that it is a part of or reports to."""
    established: PartialDate | None = None
    """When it was legally established."""
    dissolved: PartialDate | None = None
    """When it ceased to be, or was merged."""
    established_by: Id | None = None
    """Id of the instrument or agency that established it."""
    headquarters: str | None = None
    """Where it sits."""
    mandate: str | None = None
    """What it is there for, in our own words."""
    activities: tuple[Activity, ...] = ()
    """What it does against trafficking."""
    members: tuple[Role, ...] = ()
    """Who belongs to it, for a group; stored on the group only."""
    successor: Id | None = None
    """Id of the agency that took over, as of `dissolved`; stored on the predecessor only."""

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, InOrder("established", "dissolved"))

    @property
    def lifespan(self) -> Interval:
        """From establishment to dissolution; a body without one goes on."""
        return Interval.between(self.established, self.dissolved, open_end=self.dissolved is None)


@_schema
class Instrument(Record):
    """A treaty, resolution, declaration, set of principles, plan or policy, binding or not."""

    kind: ClassVar[str] = "instrument"
    folder: ClassVar[str] = "instruments"

    type: InstrumentType
    """What it is."""
    binding: bool | None = None
    """Whether it binds those that are party to it in law."""
    symbols: tuple[str, ...] = ()
    """Document symbols, such as `A/RES/55/25`; of an annexed text only its own."""
    title: str | None = None
    """The official title of a resolution or decision, which many share: it is searched, but is no name."""
    relevance: InstrumentRelevance | None = None
    """Whether trafficking in persons is its subject or a neighbouring one."""
    adopted: PartialDate | None = None
    """When it was adopted."""
    adopted_by: tuple[Id, ...] = ()
    """Ids of the organ, organization or conference that adopted it; a joint text has several."""
    place: str | None = None
    """Where it was adopted or signed."""
    opened_for_signature: PartialDate | None = None
    """When it was opened for signature."""
    closed_for_signature: PartialDate | None = None
    """The last day on which it was open for signature."""
    in_force: PartialDate | None = None
    """When it entered into force."""
    not_in_force_on: PartialDate | None = None
    """The latest day on which a source says that it was not yet in force."""
    in_force_condition: ForceCondition | None = None
    """What its entry into force takes."""
    terminated: PartialDate | None = None
    """The last day on which it was in force."""
    applies_from: PartialDate | None = None
    """From when its rules apply, where that is another day; for European Union law."""
    transposed_by: PartialDate | None = None
    """By when States had to turn it into national law; for European Union law."""
    depositary: Id | None = None
    """Id of the depositary."""
    custodian: Id | None = None
    """Id of the agency that is its guardian."""
    supplements: Id | None = None
    """Id of the instrument that it supplements."""
    amends: tuple[Id, ...] = ()
    """Ids of instruments that it amends."""
    replaces: tuple[Id, ...] = ()
    """Ids of instruments that it replaces."""
    annex_to: Id | None = None
    """Id of the instrument that it is annexed to."""
    established: tuple[Id, ...] = ()
    """Ids of agencies and programs that it created or endorsed."""
    renews: tuple[Id, ...] = ()
    """Ids of programs and agencies whose mandate it extends."""
    ends: tuple[Id, ...] = ()
    """Ids of programs and agencies whose mandate it closes."""
    follows: Id | None = None
    """Id of the instrument before it in its series."""
    provisions: tuple[Provision, ...] = ()
    """Its parts that bear on trafficking."""
    topics: tuple[Topic, ...] = ()
    """What it is about."""
    scope: str | None = None
    """Where or for whom it applies."""

    rules: ClassVar[tuple[Rule, ...]] = (
        *Record.rules,
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
        """Return how far the instrument had come on a day, or on the first day of a longer period.

        A missing date is never answered as a fact: of a treaty without `in_force` a day after adoption is unknown,
        unless `not_in_force_on` or another stage decides it. For what is no treaty adoption is the last stage, unless
        the record has later ones.

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
        if opened is None and not treaty:
            opened = Answer.NO
        closed = Answer.NO if self.closed_for_signature is None else self.closed_for_signature.before(day)
        ended = Answer.NO if self.terminated is None else self.terminated.before(day)
        stages = (
            (ended, InstrumentStatus.TERMINATED),
            (in_force, InstrumentStatus.IN_FORCE),
            (closed, InstrumentStatus.CLOSED_FOR_SIGNATURE),
            (opened, InstrumentStatus.OPEN_FOR_SIGNATURE),
            (_reached(self.adopted, day), InstrumentStatus.ADOPTED),
        )
        if stages[-1][0] is Answer.NO:
            return InstrumentStatus.NOT_YET_ADOPTED
        for reached, status in stages:
            if reached is Answer.CERTAINLY:
                return status
            if reached is not Answer.NO:
                return InstrumentStatus.UNKNOWN
        return InstrumentStatus.UNKNOWN


def _reached(date: PartialDate | None, day: PartialDate) -> Answer | None:
    """Return whether a date lies on or before a day; `None` where there is no date."""
    return None if date is None else max(date.before(day), date.same_day(day))


@_schema
class Program(Record):
    """A programme, initiative, project, campaign, fund, mandate holder, strategy or working group."""

    kind: ClassVar[str] = "program"
    folder: ClassVar[str] = "programs"

    type: ProgramType
    """What it is."""
    start: PartialDate | None = None
    """When it began."""
    end: PartialDate | None = None
    """When it ended or was planned to end."""
    end_planned: bool = False
    """Whether `end` is a plan, not an outcome."""
    attested: tuple[PartialDate, ...] = ()
    """Dates at which a source says that it was at work; a partial date attests every day in it."""
    leads: tuple[Id, ...] = ()
    """Ids of the agencies that lead or manage it."""
    partners: tuple[Role, ...] = ()
    """Who else takes part: partners, donors, hosts, other programs."""
    part_of: Id | None = None
    """Id of the program that it is a part of."""
    successor: Id | None = None
    """Id of the program that followed it; stored on the predecessor only."""
    implements: tuple[Id, ...] = ()
    """Ids of instruments that it carries out."""
    sdg_targets: tuple[Id, ...] = ()
    """Ids of SDG targets that it serves."""
    pillars: tuple[Pillar, ...] = ()
    """Pillars that it serves."""
    forms: tuple[ExploitationForm, ...] = ()
    """Forms of exploitation that it is about."""
    countries: tuple[Id, ...] = ()
    """Ids of States where it is at work."""
    region: str | None = None
    """Region where it is at work."""

    @staticmethod
    def _planned(program: Any) -> Iterator[tuple[str, str]]:
        if program.end_planned and program.end is None:
            yield "end_planned", "an end that is planned needs a date; give `end`"
        for index, date in enumerate(program.attested):
            if program.lifespan.meets(date) is Answer.NO:
                yield f"attested[{index}]", f"{date} lies outside the lifespan {program.lifespan}; mend one of them"

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
        """Return how far the program had come on a day, or on the first day of a longer period.

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

    It was so certainly from its start, or the first date that attests it, to the last such date or its end (a planned
    end too: until then nothing speaks against it). Nothing certain rests on a qualified date.
    """
    answer = record.lifespan.meets(when)
    if answer is not Answer.POSSIBLY or not isinstance(record, Program):
        return answer
    sure = [date for date in record.attested if not (date.uncertain or date.approximate)]
    begins = [date.earliest for date in sure] + [date.latest for date in _plain(record.start)]
    ends = [date.latest for date in sure] + [date.earliest for date in _plain(record.end)]
    first, last = period(when)
    if begins and ends and min(begins) <= last and first <= max(ends):
        return Answer.CERTAINLY
    return answer


def _plain(date: PartialDate | None) -> tuple[PartialDate, ...]:
    """Return a date that is neither uncertain nor approximate, or nothing."""
    return () if date is None or date.uncertain or date.approximate else (date,)


@_schema
class SDGTarget(Record):
    """A target of the 2030 Agenda, its indicators, and its relevance to trafficking."""

    kind: ClassVar[str] = "sdg_target"
    folder: ClassVar[str] = "sdg_targets"

    code: Annotated[str, TARGET]
    """Its code, such as `8.7` or `5.a`."""
    goal: int
    """The number of its goal, 1 to 17."""
    relevance: Relevance
    """How it bears on trafficking."""
    why: str | None = None
    """Why it is taken to bear on trafficking; whose reading that is."""
    adopted: PartialDate | None = None
    """When it was adopted."""
    due: PartialDate | None = None
    """By when it is to be met."""
    indicators: tuple[Indicator, ...] = ()
    """Its indicators."""

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


@_schema
class Resource(Record):
    """What one can consult: a report or series, manual, toolkit, model law, database or portal."""

    kind: ClassVar[str] = "resource"
    folder: ClassVar[str] = "resources"

    type: ResourceType
    """What it is."""
    symbols: tuple[str, ...] = ()
    """Document symbols, such as `E/CN.6/2007/2`."""
    authors: tuple[str, ...] = ()
    """Names of its authors."""
    publishers: tuple[Id, ...] = ()
    """Ids of the agencies that published or keep it."""
    partners: tuple[Role, ...] = ()
    """Who else made it possible: co-authors, funders, partners."""
    published: PartialDate | None = None
    """When it came out, or when a series or service began."""
    frequency: str | None = None
    """How often it comes out or is renewed."""
    editions: tuple[Edition, ...] = ()
    """Its editions."""
    part_of: Id | None = None
    """Id of the resource that it is a part of."""
    languages: tuple[Annotated[str, LANGUAGE], ...] = ()
    """Languages that it is in (BCP 47)."""
    covers: tuple[Id, ...] = ()
    """Ids of records that it is about."""
    topics: tuple[Topic, ...] = ()
    """What it is about."""
    pillars: tuple[Pillar, ...] = ()
    """Pillars that it serves."""

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


@_schema
class Event(Record):
    """A meeting, conference, panel, launch or other happening, dated and placed as far as known."""

    kind: ClassVar[str] = "event"
    folder: ClassVar[str] = "events"

    type: EventType
    """What it is."""
    number: int | None = None
    """Its number, for a session: 10 for the tenth."""
    part_of: Id | None = None
    """Id of the event that it is a part of."""
    start: PartialDate | None = None
    """When it was, or began."""
    end: PartialDate | None = None
    """When it ended, where that is another date."""
    place: str | None = None
    """Where it was."""
    organizers: tuple[Role, ...] = ()
    """Who called, organized, hosted it."""
    participants: tuple[Role, ...] = ()
    """Who took part."""
    outcomes: tuple[Id, ...] = ()
    """Ids of records that came of it."""

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, InOrder("start", "end"), Distinct("outcomes"))

    @property
    def lifespan(self) -> Interval:
        """From start to end; an event with one date was within it."""
        return Interval.between(self.start, self.end or self.start)


@_schema
class Statistic(Record):
    """One quantitative claim: a number, its bound and unit, what it counts, as of when, who said so."""

    kind: ClassVar[str] = "statistic"
    folder: ClassVar[str] = "statistics"

    measure: Measure
    """What is counted; one measure makes one series."""
    value: int | float | None = None
    """The number, or the lower end of a range; `0.11` for 11 per cent only where `unit` says so."""
    quantity: str | None = None
    """The quantity in words, where there is no number: `hundreds`."""
    upper: int | float | None = None
    """The upper end of a range."""
    bound: Bound
    """How the number bounds the true one."""
    unit: str
    """What one unit is, such as `States`, `victims`, `per cent`."""
    as_of: PartialDate | Interval | None = None
    """When, or over what time, the claim holds."""
    undated_because: str | None = None
    """Why there is no date."""
    group: StatisticGroup | None = None
    """Which part of the people counted it is about, by sex and age."""
    forms: tuple[ExploitationForm, ...] = ()
    """Forms of exploitation that it is about."""
    of: Id | None = None
    """Id of the statistic that a share is a share of."""
    subjects: tuple[Id, ...] = ()
    """Ids of records that it is about."""
    reported_by: tuple[Id, ...] = ()
    """Ids of the agencies or States that say so."""
    published_in: Id | None = None
    """Id of the resource that published it."""
    region: str | None = None
    """Where it holds, if not everywhere."""

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


@_schema
class Finding(Record):
    """One gap, or one recommendation, that a named body put forward."""

    kind: ClassVar[str] = "finding"
    folder: ClassVar[str] = "findings"

    type: FindingType
    """Gap or recommendation."""
    by: tuple[Id, ...]
    """Ids of the agencies or States that put it forward."""
    pillars: tuple[Pillar, ...] = ()
    """Pillars that it is about."""
    topics: tuple[Topic, ...] = ()
    """What it is about."""
    addressees: tuple[str, ...] = ()
    """Whom a recommendation is addressed to: ids, or groups such as `all-states`."""
    year: int | None = None
    """Year in which it was put forward."""
    answers: tuple[Id, ...] = ()
    """Ids of gaps that a recommendation answers, where the source says so."""

    @staticmethod
    def _faults(finding: Any) -> Iterator[tuple[str, str]]:
        if not finding.by:
            yield "by", "missing: somebody put it forward"
        if finding.answers and finding.type != FindingType.RECOMMENDATION:
            yield "answers", "only a recommendation answers gaps; leave it out of a gap"
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


@_schema
class Concept(Record):
    """A term by which trafficking is defined, classified or counted, in a definition, classification or data set."""

    kind: ClassVar[str] = "concept"
    folder: ClassVar[str] = "concepts"

    scheme: ConceptScheme
    """The definition, classification or data set that it belongs to."""
    code: str | None = None
    """Its code in that scheme, such as `0204`, or the name of a variable."""
    role: ConceptRole
    """What it is in that scheme."""
    defined_by: Id | None = None
    """Id of the instrument or resource that defines it."""
    provision: str | None = None
    """Where it is defined there, such as `Article 3 (a)`."""
    broader: Id | None = None
    """Id of the wider concept that it is a part or kind of."""
    exact_match: tuple[Id, ...] = ()
    """Ids of concepts of other schemes that mean the same; stored once, on one of the two."""
    close_match: tuple[Id, ...] = ()
    """Ids of concepts of other schemes that mean nearly the same; stored once, on one of the two."""

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, Distinct("exact_match"), Distinct("close_match"))

    @property
    def lifespan(self) -> Interval:
        """Not known: a term is not dated."""
        return Interval.between(None, None, open_end=True)


@_schema
class State(Record):
    """A State that can be party to a treaty."""

    kind: ClassVar[str] = "state"
    folder: ClassVar[str] = "states"

    alpha2: Annotated[str, ALPHA2] | None = None
    """ISO 3166-1 alpha-2 code."""
    alpha3: Annotated[str, ALPHA3]
    """ISO 3166-1 alpha-3 code, or, of a dissolved State, the one it had (ISO 3166-3)."""
    m49: Annotated[str, M49] | None = None
    """UN M49 numeric code."""
    formal_name: str | None = None
    """The full name."""
    un_member_since: PartialDate | None = None
    """When it was admitted to the United Nations."""
    un_member_until: PartialDate | None = None
    """When its membership ended."""
    region: str | None = None
    """UN geoscheme region."""
    successor: tuple[Id, ...] = ()
    """Ids of the States that succeeded a dissolved one; stored on the predecessor only."""

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, InOrder("un_member_since", "un_member_until"))

    @property
    def lifespan(self) -> Interval:
        """Until the end of membership, for a dissolved State; its beginning is not derived from membership."""
        return Interval.between(None, self.un_member_until, open_end=self.un_member_until is None)


@_schema
class Source(Record):
    """A bibliographic record: where facts come from; its `name` is the title."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"

    type: SourceType
    """What it is."""
    authors: tuple[str, ...] = ()
    """Names of its authors."""
    publisher: str | None = None
    """Who published it."""
    published: PartialDate | None = None
    """When it was published."""
    url: Annotated[str, HTTPS] | None = None
    """Its address."""
    consulted: PartialDate | None = None
    """When it was consulted."""
    licence: str | None = None
    """Under what licence it is."""
    transcript: Transcript | None = None
    """The numbered text that citations count lines in, for the founding five."""

    rules: ClassVar[tuple[Rule, ...]] = (*Record.rules, OneOf("url", "transcript"))

    @property
    def lifespan(self) -> Interval:
        """From publication on."""
        return Interval.between(self.published, None, open_end=True)


KINDS: dict[str, type[Record]] = {
    cls.kind: cls
    for cls in (Agency, Instrument, Program, SDGTarget, Resource, Event, Statistic, Finding, Concept, State, Source)
}
"""The class of each kind, in the order in which everything lists them."""

FOLDERS: dict[str, str] = {cls.folder: kind for kind, cls in KINDS.items()}
"""The kind of each folder and collection."""


@_schema
class Participation(Checked):
    """What one State or regional organization did with one treaty: a row of a table, not a record."""

    instrument: Id
    """Id of the treaty."""
    party: Id
    """Id of a State, or of an agency for a regional organization."""
    action: Action
    """What it did."""
    date: PartialDate | None = None
    """When; of a withdrawal the day of the notice."""
    in_force: PartialDate | None = None
    """When the treaty entered into force for it, by the treaty's own rule; of a withdrawal when it takes effect."""
    source: Id
    """Id of the source that says so."""
    note: str | None = None
    """What else the source says, such as a territorial note, in our own words."""


@_schema
class Coverage(Checked):
    """How far a table of participation reaches."""

    instrument: Id
    """Id of the treaty."""
    known_until: PartialDate
    """The last day that the table speaks of."""
    source: Id
    """Id of the source that the table follows."""
    complete: Completeness | None = None
    """What of all that was done until then the table has."""
    note: str | None = None
    """What the table lacks, in our own words."""


@_schema
class Redirect(Checked):
    """An id that is no longer in use, and where its record went."""

    old: Id
    """The id that was."""
    to: Id
    """The id that is."""
    since: str
    """Version of the data that made the change."""
    why: str
    """Why."""


# ── relations ───────────────────────────────────────────────────────────────────────────────────────────────────────


@_schema
class Relation(Checked):
    """A field by which records of one kind name others, with a name for each direction."""

    kind: str
    """Kind of the records that have the field; `*` for all."""
    path: str
    """The field, or field and attribute of its items, such as `partners.who`."""
    forward: str
    """Its name from the record that has the field."""
    backward: str
    """Its name from the record that is named."""
    targets: tuple[str, ...]
    """Kinds that may be named; empty for any."""
    groups: bool = False
    """Whether members of `Addressee` may stand in place of ids."""


def _relations() -> tuple[Relation, ...]:
    party = ("agency", "state")
    rows = (
        ("agency", "parent", "parent", "parts", ("agency",)),
        ("agency", "established_by", "established_by", "establishes", ("instrument", "agency")),
        ("agency", "members.who", "members", "member_of", party),
        ("agency", "successor", "successor", "predecessors", ("agency",)),
        ("instrument", "adopted_by", "adopted_by", "adopted", ("agency", "event")),
        ("instrument", "in_force_condition.not_before", "in_force_after", "precondition_of", ("instrument",)),
        ("instrument", "depositary", "depositary", "depositary_of", party),
        ("instrument", "custodian", "custodian", "custodian_of", ("agency",)),
        ("instrument", "supplements", "supplements", "supplemented_by", ("instrument",)),
        ("instrument", "amends", "amends", "amended_by", ("instrument",)),
        ("instrument", "replaces", "replaces", "replaced_by", ("instrument",)),
        ("instrument", "annex_to", "annex_to", "annexes", ("instrument",)),
        ("instrument", "established", "established", "established_under", ("agency", "program")),
        ("instrument", "renews", "renews", "renewed_by", ("program", "agency")),
        ("instrument", "ends", "ends", "ended_by", ("program", "agency")),
        ("instrument", "follows", "follows", "followed_by", ("instrument",)),
        ("instrument", "provisions.sdg_targets", "provides_for", "provided_for_in", ("sdg_target",)),
        ("program", "leads", "leads", "led", ("agency",)),
        ("program", "partners.who", "partners", "partner_in", (*party, "program")),
        ("program", "part_of", "part_of", "components", ("program",)),
        ("program", "successor", "successor", "predecessors", ("program",)),
        ("program", "implements", "implements", "implemented_by", ("instrument",)),
        ("program", "sdg_targets", "serves", "served_by", ("sdg_target",)),
        ("program", "countries", "countries", "programs", ("state",)),
        ("sdg_target", "indicators.custodians", "custodians", "custodian_for", ("agency",)),
        ("resource", "publishers", "publishers", "published", ("agency",)),
        ("resource", "partners.who", "partners", "partner_in", party),
        ("resource", "part_of", "part_of", "components", ("resource",)),
        ("resource", "covers", "covers", "covered_by", ()),
        ("event", "part_of", "part_of", "components", ("event",)),
        ("event", "organizers.who", "organizers", "organized", party),
        ("event", "participants.who", "participants", "took_part_in", party),
        ("event", "outcomes", "outcomes", "outcome_of", ()),
        ("statistic", "subjects", "subjects", "statistics", ()),
        ("statistic", "of", "share_of", "shares", ("statistic",)),
        ("statistic", "reported_by", "reported_by", "reported", (*party, "source")),
        ("statistic", "published_in", "published_in", "publishes", ("resource",)),
        ("finding", "by", "by", "findings", (*party, "source")),
        ("finding", "addressees", "addressees", "addressed_by", ()),
        ("finding", "answers", "answers", "answered_by", ("finding",)),
        ("concept", "defined_by", "defined_by", "defines", ("instrument", "resource")),
        ("concept", "broader", "broader", "narrower", ("concept",)),
        ("concept", "exact_match", "exact_match", "exact_match_of", ("concept",)),
        ("concept", "close_match", "close_match", "close_match_of", ("concept",)),
        ("state", "successor", "successor", "predecessors", ("state",)),
        ("*", "disputes.also", "disputes_concern", "disputed_in", ()),
        ("*", "citations.source", "sources", "cited_by", ("source",)),
    )
    return tuple(
        Relation(
            kind=kind,
            path=path,
            forward=forward,
            backward=backward,
            targets=targets,
            groups=path == "addressees",
        )
        for kind, path, forward, backward, targets in rows
    )


if TYPE_CHECKING:
    RELATIONS: tuple[Relation, ...]
    """Every relation that a record can have."""
else:

    def __getattr__(name: str) -> object:
        """Build `RELATIONS` on first use: a lookup of one record needs none of them."""
        if name != "RELATIONS":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return globals().setdefault(name, _relations())
