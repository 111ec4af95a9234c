"""The package's own registry, and its questions as functions of the package."""

from __future__ import annotations

import os
from typing import Any, Final

from untip._formats import converter
from untip._registry.finding import resolve
from untip._registry.registry import of_store
from untip._schema.define import Checked
from untip._store.base import Store
from untip._store.compiled import CompiledStore
from untip.errors import Problem, ValidationError
from untip.schema import KINDS

DATA = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")
"""The folder of the package's own files of records; only a checkout has it."""


def default_store() -> Store:
    """Return the store of the package's own records: the compiled parts of a wheel, or the files of a checkout."""
    store = CompiledStore.of_package()
    if store is not None:
        return store
    if not os.path.isdir(DATA):  # a frozen application that left the package's data out
        message = "has no records: the package was installed or frozen without its folder `compiled`"
        raise ValidationError((Problem(message, file=os.path.dirname(DATA)),))
    # 35 ms to import, with pathlib and csv, and an installed package has no files to read
    from pathlib import Path

    from untip._store.folder import FolderStore

    return FolderStore(Path(DATA), "")


registry: Final = of_store(default_store(), is_default=True)
"""The package's own records."""

get: Final = registry.get
find: Final = registry.find
search: Final = registry.search
table: Final = registry.table
panel: Final = registry.panel
party_counts: Final = registry.party_counts
attach: Final = registry.attach
related: Final = registry.related
members: Final = registry.members
parties: Final = registry.parties
signatories: Final = registry.signatories
participation: Final = registry.participation
as_of: Final = registry.as_of
provenance: Final = registry.provenance
disputes: Final = registry.disputes
timeline: Final = registry.timeline
cite: Final = registry.cite

globals().update({cls.folder: getattr(registry, cls.folder) for cls in KINDS.values()})


def to_dict(record: Checked | str) -> dict[str, Any]:
    """Return a record as a dict of JSON types, `kind` and `id` first; fields that are not set are left out.

    Args:
        record: The record, its id or name; or a part of a record, or the row of a table.

    Returns:
        A new dict; dates are EDTF text, lines are text such as `"46-53, 271"`.

    Raises:
        UnknownIdError: There is no such record.

    Example:
        >>> import untip
        >>> untip.to_dict(untip.agencies["unodc"])["acronym"]
        'UNODC'
    """
    return converter.to_dict(record if isinstance(record, Checked) else resolve(registry._records, record))
