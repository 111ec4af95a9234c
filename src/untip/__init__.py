"""The United Nations' system against trafficking in persons, as data.

Collections (`untip.agencies`, `untip.instruments`, …) hold typed, immutable records; `find`, `search`, `related` and
the other questions are those of `untip.registry`. Importing this module loads nothing.
"""

TYPE_CHECKING = False  # importing typing would take longer than everything else here

if TYPE_CHECKING:
    from untip import schema as schema
    from untip._collection import Collection as Collection
    from untip._convert import from_dict as from_dict
    from untip._dates import Answer as Answer
    from untip._dates import Interval as Interval
    from untip._dates import PartialDate as PartialDate
    from untip._describe import json_schema as json_schema
    from untip._errors import AmbiguousNameError as AmbiguousNameError
    from untip._errors import CoverageWarning as CoverageWarning
    from untip._errors import InvalidDateError as InvalidDateError
    from untip._errors import NotFoundError as NotFoundError
    from untip._errors import Problem as Problem
    from untip._errors import RedirectWarning as RedirectWarning
    from untip._errors import UnknownFieldError as UnknownFieldError
    from untip._errors import UnknownIdError as UnknownIdError
    from untip._errors import UntipError as UntipError
    from untip._errors import UsageError as UsageError
    from untip._errors import ValidationError as ValidationError
    from untip._face import agencies as agencies
    from untip._face import as_of as as_of
    from untip._face import cite as cite
    from untip._face import concepts as concepts
    from untip._face import disputes as disputes
    from untip._face import dumps as dumps
    from untip._face import events as events
    from untip._face import find as find
    from untip._face import findings as findings
    from untip._face import get as get
    from untip._face import instruments as instruments
    from untip._face import load as load
    from untip._face import loads as loads
    from untip._face import members as members
    from untip._face import participation as participation
    from untip._face import parties as parties
    from untip._face import programs as programs
    from untip._face import provenance as provenance
    from untip._face import registry as registry
    from untip._face import related as related
    from untip._face import resources as resources
    from untip._face import sdg_targets as sdg_targets
    from untip._face import search as search
    from untip._face import signatories as signatories
    from untip._face import sources as sources
    from untip._face import states as states
    from untip._face import statistics as statistics
    from untip._face import timeline as timeline
    from untip._face import to_dict as to_dict
    from untip._face import validate as validate
    from untip._match import Match as Match
    from untip._registry import Registry as Registry
    from untip._timeline import TimelineEntry as TimelineEntry
    from untip._version import __data_version__ as __data_version__
    from untip._version import __version__ as __version__
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

else:
    _HOMES = {
        "_collection": ("Collection",),
        "_convert": ("from_dict",),
        "_dates": ("Answer", "Interval", "PartialDate"),
        "_describe": ("json_schema",),
        "_errors": (
            *("AmbiguousNameError", "CoverageWarning", "InvalidDateError", "NotFoundError", "Problem"),
            *("RedirectWarning", "UnknownFieldError", "UnknownIdError", "UntipError", "UsageError", "ValidationError"),
        ),
        "_face": (
            *("agencies", "instruments", "programs", "sdg_targets", "resources", "events", "statistics", "findings"),
            *(
                "concepts",
                "states",
                "sources",
                "get",
                "find",
                "search",
                "related",
                "members",
                "as_of",
                "provenance",
                "disputes",
            ),
            *("parties", "signatories", "participation", "timeline", "cite"),
            *("dumps", "load", "loads", "registry", "to_dict", "validate"),
        ),
        "_match": ("Match",),
        "_registry": ("Registry",),
        "_timeline": ("TimelineEntry",),
        "_version": ("__data_version__", "__version__"),
        "schema": (
            *("Agency", "Concept", "Event", "Finding", "Instrument", "Participation", "Program", "Record", "Resource"),
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
