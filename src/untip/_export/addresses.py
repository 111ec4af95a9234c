"""The addresses of records on the web, and of the project: each is decided here and nowhere else."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from untip._version import __data_version__
from untip.schema import Identifier, IdentifierScheme, Record

RECORDS = "https://w3id.org/untip/"
"""The base address of records, which never changes, wherever the pages are hosted.

Reserved for them, but not yet registered: until then it leads nowhere. RELEASE.md says how to register it.
"""

REPOSITORY = "https://example.org/untip"
"""A placeholder for the address of the repository, also in `[project.urls]` of `pyproject.toml`; RELEASE.md says how to
set both."""

DOCUMENTATION = f"{REPOSITORY}/tree/main/docs"
"""The address of the documentation, that of `[project.urls]` too."""

REGISTERS = {
    IdentifierScheme.WIKIDATA: "http://www.wikidata.org/entity/",
    IdentifierScheme.ROR: "https://ror.org/",
    IdentifierScheme.ISNI: "https://isni.org/isni/",
    IdentifierScheme.CROSSREF_FUNDER: "https://doi.org/10.13039/",
    IdentifierScheme.DOI: "https://doi.org/",
    IdentifierScheme.ISSN: "https://portal.issn.org/resource/ISSN/",
    IdentifierScheme.CELEX: "http://publications.europa.eu/resource/celex/",
}
"""What stands before an identifier in its permanent address, for each scheme that has such addresses."""


def address_elsewhere(identifier: Identifier) -> str | None:
    """Return the permanent address of what another register identifies; `None` where its scheme has none.

    Example:
        >>> from untip.schema import Identifier, IdentifierScheme
        >>> address_elsewhere(Identifier(scheme=IdentifierScheme.ISNI, value="0000 0001 2189 9463"))
        'https://isni.org/isni/0000000121899463'
    """
    before = REGISTERS.get(identifier.scheme)
    if before is None:
        return None
    return before + quote(identifier.value.removeprefix(before).replace(" ", ""), safe="/()")


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
