"""The registry that a function is given."""

from __future__ import annotations

from untip._registry.default import registry as default_registry
from untip._registry.registry import Registry
from untip._text import brief
from untip.errors import UsageError, is_a


def as_registry(given: object) -> Registry:
    """Return a registry that a caller gave.

    Raises:
        UsageError: It is no registry.
    """
    if not is_a(given, Registry):
        raise UsageError(f"registry must be an untip.Registry such as untip.registry, found {brief(given)}")
    return given


def registry_of(given: Registry | None) -> Registry:
    """Return a registry, the package's own where none is given.

    Raises:
        UsageError: It is no registry.
    """
    return default_registry if given is None else as_registry(given)
