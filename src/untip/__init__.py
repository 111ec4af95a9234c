"""The United Nations' system against trafficking in persons, as data.

Collections (`untip.agencies`, `untip.instruments`, …) hold typed, immutable records; `find`, `search`, `related`, `as_of`
and the other questions are asked of `untip.registry`, whose members they are. Importing this module loads nothing.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__data_version__ = "2026.11"

if TYPE_CHECKING:
    from untip._collection import Collection as Collection
    from untip._collection import Match as Match
    from untip._convert import from_dict as from_dict
    from untip._convert import to_dict as to_dict
    from untip._dates import Answer as Answer
    from untip._dates import Interval as Interval
    from untip._dates import PartialDate as PartialDate
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
    from untip._face import dumps as dumps
    from untip._describe import json_schema as json_schema
    from untip._face import load as load
    from untip._face import loads as loads
    from untip._face import validate as validate
    from untip._registry import Registry as Registry
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

    registry: Registry
    agencies: Collection[Agency]
    instruments: Collection[Instrument]
    programs: Collection[Program]
    sdg_targets: Collection[SDGTarget]
    resources: Collection[Resource]
    events: Collection[Event]
    statistics: Collection[Statistic]
    findings: Collection[Finding]
    states: Collection[State]
    sources: Collection[Source]
    get = registry.get
    find = registry.find
    search = registry.search
    related = registry.related
    members = registry.members
    provenance = registry.provenance
    disputes = registry.disputes
else:
    _HOMES = {
        "_collection": ("Collection", "Match"),
        "_convert": ("from_dict", "to_dict"),
        "_dates": ("Answer", "Interval", "PartialDate"),
        "_describe": ("json_schema",),
        "_errors": (
            *("AmbiguousNameError", "CoverageWarning", "InvalidDateError", "NotFoundError", "Problem"),
            *("RedirectWarning", "UnknownFieldError", "UnknownIdError", "UntipError", "UsageError", "ValidationError"),
        ),
        "_face": ("dumps", "load", "loads", "registry", "validate"),
        "_registry": ("Registry",),
        "schema": (
            *("Agency", "Event", "Finding", "Instrument", "Participation", "Program", "Record", "Resource"),
            *("SDGTarget", "Source", "State", "Statistic"),
        ),
    }
    _OF_REGISTRY = (
        *("agencies", "instruments", "programs", "sdg_targets", "resources", "events", "statistics", "findings"),
        *("states", "sources", "get", "find", "search", "related", "members", "provenance", "disputes"),
    )
    _MODULES = {name: module for module, names in _HOMES.items() for name in names}
    __all__ = sorted((*_MODULES, *_OF_REGISTRY, "schema"))

    def __getattr__(name):
        from importlib import import_module

        if name in _OF_REGISTRY:
            value = getattr(__getattr__("registry"), name)
        elif name in _MODULES:
            value = getattr(import_module(f"untip.{_MODULES[name]}"), name)
        elif name == "schema":
            value = import_module("untip.schema")
        else:
            raise AttributeError(f"module 'untip' has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__():
        return sorted((*__all__, "__data_version__", "__version__"))
