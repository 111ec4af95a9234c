"""The United Nations' system against trafficking in persons, as data.

Collections (`untip.agencies`, `untip.instruments`, …) hold typed, immutable records; `find`, `search`, `related` and
the other questions are those of `untip.registry`. Importing this module loads nothing.
"""

TYPE_CHECKING = False  # importing typing would take longer than everything else here

if TYPE_CHECKING:
    from untip import schema as schema
    from untip._registry.collection import Collection as Collection
    from untip._formats.converter import from_dict as from_dict
    from untip.dates import Answer as Answer
    from untip.dates import Interval as Interval
    from untip.dates import PartialDate as PartialDate
    from untip._formats.describe import json_schema as json_schema
    from untip.errors import AmbiguousNameError as AmbiguousNameError
    from untip.errors import CoverageWarning as CoverageWarning
    from untip.errors import InvalidDateError as InvalidDateError
    from untip.errors import NotFoundError as NotFoundError
    from untip.errors import Problem as Problem
    from untip.errors import RedirectWarning as RedirectWarning
    from untip.errors import UnknownFieldError as UnknownFieldError
    from untip.errors import UnknownIdError as UnknownIdError
    from untip.errors import UntipError as UntipError
    from untip.errors import UsageError as UsageError
    from untip.errors import ValidationError as ValidationError
    from untip._registry.default import agencies as agencies
    from untip._registry.default import as_of as as_of
    from untip._registry.default import cite as cite
    from untip._registry.default import disputes as disputes
    from untip._registry.default import dumps as dumps
    from untip._registry.default import events as events
    from untip._registry.default import find as find
    from untip._registry.default import findings as findings
    from untip._registry.default import get as get
    from untip._registry.default import instruments as instruments
    from untip._registry.default import load as load
    from untip._registry.default import loads as loads
    from untip._registry.default import members as members
    from untip._registry.default import participation as participation
    from untip._registry.default import parties as parties
    from untip._registry.default import programs as programs
    from untip._registry.default import provenance as provenance
    from untip._registry.default import registry as registry
    from untip._registry.default import related as related
    from untip._registry.default import resources as resources
    from untip._registry.default import sdg_targets as sdg_targets
    from untip._registry.default import search as search
    from untip._registry.default import signatories as signatories
    from untip._registry.default import sources as sources
    from untip._registry.default import states as states
    from untip._registry.default import statistics as statistics
    from untip._registry.default import timeline as timeline
    from untip._registry.default import to_dict as to_dict
    from untip._registry.default import validate as validate
    from untip._search.match import Match as Match
    from untip._registry.registry import Registry as Registry
    from untip._registry.timeline import TimelineEntry as TimelineEntry
    from untip._version import __data_version__ as __data_version__
    from untip._version import __version__ as __version__
    from untip.schema import Agency as Agency
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

else:
    _HOMES = {
        "_registry.collection": ("Collection",),
        "_formats.converter": ("from_dict",),
        "dates": ("Answer", "Interval", "PartialDate"),
        "_formats.describe": ("json_schema",),
        "errors": (
            *("AmbiguousNameError", "CoverageWarning", "InvalidDateError", "NotFoundError", "Problem"),
            *("RedirectWarning", "UnknownFieldError", "UnknownIdError", "UntipError", "UsageError", "ValidationError"),
        ),
        "_registry.default": (
            *("agencies", "instruments", "programs", "sdg_targets", "resources", "events", "statistics", "findings"),
            *("states", "sources", "get", "find", "search", "related", "members", "as_of", "provenance", "disputes"),
            *("parties", "signatories", "participation", "timeline", "cite"),
            *("dumps", "load", "loads", "registry", "to_dict", "validate"),
        ),
        "_search.match": ("Match",),
        "_registry.registry": ("Registry",),
        "_registry.timeline": ("TimelineEntry",),
        "_version": ("__data_version__", "__version__"),
        "schema": (
            *("Agency", "Event", "Finding", "Instrument", "Participation", "Program", "Record", "Resource"),
            *("SDGTarget", "Source", "State", "Statistic"),
        ),
    }
    import sys

    _SELF = sys.modules[__name__]  # a misspelt name gets Python's own suggestion
    _MODULES = {name: module for module, names in _HOMES.items() for name in names}
    __all__ = tuple(sorted({*_MODULES, "schema"} - {*_HOMES["_version"]}))

    def __getattr__(name: str) -> object:
        from importlib import import_module

        if name in _MODULES:
            value = getattr(import_module(f"untip.{_MODULES[name]}"), name)
        elif name == "schema":
            value = import_module("untip.schema")
        else:
            raise AttributeError(f"module 'untip' has no attribute {name!r}", name=name, obj=_SELF)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted((*_MODULES, "schema"))
