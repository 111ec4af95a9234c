"""The registry that a function is given."""

from __future__ import annotations

from untip._registry.default import registry as default_registry
from untip._registry.registry import Registry
from untip._text import brief
from untip.errors import UsageError


def registry_of(given: Registry | None) -> Registry:
    """Return a registry, the package's own where none is given.

    Raises:
        UsageError: It is no registry.
    """
    if given is None:
        return default_registry
    if not isinstance(given, Registry):
        raise UsageError(f"registry must be a registry such as untip.registry, or None, found {brief(given)}")
    return given
