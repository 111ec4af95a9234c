"""The package's own registry, and its questions as functions of the package."""

from __future__ import annotations

from typing import Any, Final

from untip._formats import converter
from untip._registry.finding import resolve
from untip._registry.own import records
from untip._registry.registry import of_records
from untip._schema.define import Checked
from untip.errors import is_a

registry: Final = of_records(records, is_default=True)
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


def to_dict(record: Checked | str) -> dict[str, Any]:
    """Return a record as a dict of JSON types, `kind` and `id` first; fields that are not set are left out.

    Args:
        record: The record, its id or name; or a part of a record, or the row of a table.

    Returns:
        A new dict; dates are EDTF text, lines are text such as `"46-53, 271"`.

    Raises:
        UnknownIdError: There is no such record.
        AmbiguousNameError: Several records have that name.
        UsageError: `record` is neither a record, a part of one, a row nor a string.

    Example:
        >>> import untip
        >>> untip.to_dict(untip.agencies["unodc"])["acronym"]
        'UNODC'
    """
    return converter.to_dict(record if is_a(record, Checked) else resolve(registry._records, record))
