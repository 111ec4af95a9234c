"""The addresses of records on the web, and of the project: each is decided here and nowhere else."""

from __future__ import annotations

from urllib.parse import urlencode

from untip._version import __data_version__
from untip.schema import Record

RECORDS = "https://w3id.org/untip/"
"""The base address of records; it never changes, wherever the pages are hosted."""

REPOSITORY = "https://example.org/untip"
"""The address of the repository, that of `[project.urls]` in `pyproject.toml`; RELEASE.md says how to set both."""

DOCUMENTATION = f"{REPOSITORY}/tree/main/docs"
"""The address of the documentation, that of `[project.urls]` too."""


def path_of(record: Record) -> str:
    """Return the path of a record below the base address, such as `agencies/unodc/`."""
    return f"{record.folder}/{record.id}/"


def address_of(record: Record) -> str:
    """Return the permanent address of a record."""
    return RECORDS + path_of(record)


def correction_address(record: Record, field: str | None = None) -> str:
    """Return the address of an issue form for a correction, its record, field and data version filled in."""
    filled = {"template": "correction.yml", "title": f"correction: {record.id}", "record": record.id}
    if field is not None:
        filled["field"] = field
    return f"{REPOSITORY}/issues/new?{urlencode({**filled, 'version': __data_version__})}"
