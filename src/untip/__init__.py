"""The United Nations' system against trafficking in persons, as data.

Collections (`untip.agencies`, `untip.instruments`, …) hold typed, immutable records; `find`, `search`, `related` and
the other questions are those of `untip.registry`. Importing this module loads nothing: each name is imported on first
use.
"""

import os
import sys
from _thread import RLock

TYPE_CHECKING = False  # that of `typing`, which takes 8 ms to import
if TYPE_CHECKING:
    from types import ModuleType

# the names of the package by module, in the order of `__init__.pyi`, which says their types
_NAMES = {
    "_export.export": ("Exported", "export"),
    "_formats.converter": ("from_dict",),
    "_formats.describe": ("json_schema",),
    "_mentions.default": ("mentions",),
    "_mentions.finder": ("Mention",),
    "_registry.collection": ("Collection",),
    "_registry.default": (
        *("as_of", "attach", "cite", "disputes", "find", "get", "members", "panel", "participation", "parties"),
        *("party_counts", "provenance", "registry", "related", "search", "signatories", "table", "timeline", "to_dict"),
    ),
    "_registry.files": ("dumps", "load", "loads", "validate"),
    "_registry.registry": ("Registry",),
    "_registry.timeline": ("TimelineEntry",),
    "_resolve.answers": ("Resolution",),
    "_resolve.default": ("resolutions", "resolve"),
    "_search.match": ("Match",),
    "_version": ("__data_version__", "__version__"),
    "dates": ("Answer", "Interval", "PartialDate"),
    "errors": (
        *("AmbiguousNameError", "CoverageWarning", "FileError", "InvalidDateError", "MissingExtraError"),
        *("NotFoundError", "Problem", "RedirectWarning", "UnknownFieldError", "UnknownIdError", "UntipError"),
        *("UsageError", "ValidationError"),
    ),
    "schema": ("Participation", "Record"),
}
_MODULES = ("dates", "errors", "plots", "publish", "schema", "tables")
_LOCK = RLock()

if hasattr(os, "register_at_fork"):  # a child is not forked while another thread imports: it would wait for ever
    os.register_at_fork(before=_LOCK.acquire, after_in_parent=_LOCK.release, after_in_child=_LOCK.release)

_SELF = sys.modules[__name__]  # a misspelt name gets Python's own suggestion


def _imported(module: str) -> "ModuleType":
    from importlib import import_module  # not at the top: importing the package imports nothing else

    return import_module(f"untip.{module}")


def _kinds() -> dict[str, tuple[str, str]]:
    """Return the module and the name in it of each kind's class and collection."""
    kinds = _imported("schema").KINDS
    classes = {cls.__name__: ("schema", cls.__name__) for cls in kinds.values()}
    return classes | {cls.folder: ("_registry.own", cls.folder) for cls in kinds.values()}


def __getattr__(name: str) -> object:
    with _LOCK:
        return _loaded(name)


def _loaded(name: str) -> object:
    """Return a name of the package, imported and kept."""
    if name in _MODULES:
        value: object = _imported(name)
    elif name == "converter":
        value = _imported("_formats.converter").shared()
    else:
        module = next((module for module, names in _NAMES.items() if name in names), None)
        found = (module, name) if module else None if name.startswith("_") else _kinds().get(name)
        if found is None:
            if name == "__all__":
                return [public for public in __dir__() if not public.startswith("_")]
            raise AttributeError(f"module 'untip' has no attribute {name!r}", name=name, obj=_SELF)
        value = getattr(_imported(found[0]), found[1])
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    names = [name for listed in _NAMES.values() for name in listed]
    return sorted({*names, *_MODULES, *_kinds(), "converter"})
