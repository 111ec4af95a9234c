from typing import Final

from cattrs import Converter

from untip import dates as dates
from untip import errors as errors
from untip import plots as plots
from untip import publish as publish
from untip import schema as schema
from untip import tables as tables
from untip._export.export import Exported as Exported
from untip._export.export import export as export
from untip._formats.converter import from_dict as from_dict
from untip._formats.describe import json_schema as json_schema
from untip._mentions.default import mentions as mentions
from untip._mentions.finder import Mention as Mention
from untip._registry.collection import Collection as Collection
from untip._registry.default import as_of as as_of
from untip._registry.default import attach as attach
from untip._registry.default import cite as cite
from untip._registry.default import disputes as disputes
from untip._registry.default import find as find
from untip._registry.default import get as get
from untip._registry.default import members as members
from untip._registry.default import panel as panel
from untip._registry.default import participation as participation
from untip._registry.default import parties as parties
from untip._registry.default import party_counts as party_counts
from untip._registry.default import provenance as provenance
from untip._registry.default import registry as registry
from untip._registry.default import related as related
from untip._registry.default import search as search
from untip._registry.default import signatories as signatories
from untip._registry.default import table as table
from untip._registry.default import timeline as timeline
from untip._registry.default import to_dict as to_dict
from untip._registry.files import dumps as dumps
from untip._registry.files import load as load
from untip._registry.files import loads as loads
from untip._registry.files import validate as validate
from untip._registry.registry import Registry as Registry
from untip._registry.timeline import TimelineEntry as TimelineEntry
from untip._resolve.answers import Resolution as Resolution
from untip._resolve.default import resolutions as resolutions
from untip._resolve.default import resolve as resolve
from untip._search.match import Match as Match
from untip._version import __data_version__ as __data_version__
from untip._version import __version__ as __version__
from untip.dates import Answer as Answer
from untip.dates import Interval as Interval
from untip.dates import PartialDate as PartialDate
from untip.errors import AmbiguousNameError as AmbiguousNameError
from untip.errors import CoverageWarning as CoverageWarning
from untip.errors import FileError as FileError
from untip.errors import InvalidDateError as InvalidDateError
from untip.errors import MissingExtraError as MissingExtraError
from untip.errors import NotFoundError as NotFoundError
from untip.errors import Problem as Problem
from untip.errors import RedirectWarning as RedirectWarning
from untip.errors import UnknownFieldError as UnknownFieldError
from untip.errors import UnknownIdError as UnknownIdError
from untip.errors import UntipError as UntipError
from untip.errors import UsageError as UsageError
from untip.errors import ValidationError as ValidationError

# [generated: kinds]
from untip.schema import Agency as Agency
from untip.schema import Concept as Concept
from untip.schema import Event as Event
from untip.schema import Finding as Finding
from untip.schema import Instrument as Instrument
from untip.schema import Participation as Participation
from untip.schema import Program as Program
from untip.schema import Record as Record
from untip.schema import Resource as Resource
from untip.schema import SDGTarget as SDGTarget
from untip.schema import Source as Source
from untip.schema import State as State
from untip.schema import Statistic as Statistic

# [end]
# [generated: collections]
agencies: Final[Collection[Agency]]
instruments: Final[Collection[Instrument]]
programs: Final[Collection[Program]]
sdg_targets: Final[Collection[SDGTarget]]
resources: Final[Collection[Resource]]
events: Final[Collection[Event]]
statistics: Final[Collection[Statistic]]
findings: Final[Collection[Finding]]
concepts: Final[Collection[Concept]]
states: Final[Collection[State]]
sources: Final[Collection[Source]]
# [end]
converter: Final[Converter]
