"""Where the facts of one record come from: its citations by the field that they support."""

from __future__ import annotations

from untip._registry.finding import resolve
from untip._registry.records import Records
from untip._schema.define import shapes
from untip._search.relations import citations, parts
from untip._text import nearest
from untip._version import __data_version__
from untip.errors import UnknownFieldError, as_text, is_a, one_of
from untip.schema import Citation, Dispute, DisputeType, Record


def of_field(record: Record, field: str) -> tuple[Citation, ...]:
    """Return the citations that support a field, those of its items too.

    Args:
        record: The record.
        field: A field, or the path of a nested item such as `activities[0]`.

    Raises:
        UnknownFieldError: The record's kind has no such field, or the record no such item.
    """
    fields = shapes(type(record))
    known = {*fields, *(path for path, _ in parts(record))}
    if not is_a(field, str) or (field := as_text(field, "a field")) not in known:
        raise UnknownFieldError(
            field, f"a field of {record.kind}, or the path of an item of it", lambda: nearest(field, known)
        )
    own = [citation for citation in record.citations if field in citation.supports]
    nested = [citation for path, citation in citations(record) if path.startswith((f"{field}[", f"{field}."))]
    return tuple(dict.fromkeys(own if field == "citations" else (*own, *nested)))


def by_field(record: Record) -> dict[str, tuple[Citation, ...]]:
    """Return the citations of every field that has some, and of every nested item by its path, disputes included."""
    found: dict[str, dict[Citation, None]] = {}
    for citation in record.citations:
        for name in citation.supports:
            found.setdefault(name, {})[citation] = None
    for path, citation in citations(record):
        item = path.rpartition("citations[")[0].rstrip(".")
        if item:
            found.setdefault(item, {})[citation] = None
    return {path: tuple(cited) for path, cited in found.items()}


def disputes(records: Records, record: Record | str | None, type: str | None) -> tuple[tuple[Record, Dispute], ...]:
    """Return the disagreements between sources; see `Registry.disputes`."""
    type = None if type is None else one_of(type, DisputeType, "a type of dispute")
    subject = None if record is None else resolve(records, record).id
    return tuple(
        [
            (bearer, dispute)
            for bearer in records
            for dispute in bearer.disputes
            if subject in (None, bearer.id, *dispute.also) and type in (None, dispute.type)
        ]
    )


def of_replaced(records: Records, record: Record) -> dict[str, tuple[Citation, ...]]:
    """Return, of a record that took the place of another in a merge, a citation of the other under `replaces`."""
    if record.id not in records.replaced:
        return {}
    section = f"record {record.id} of data version {__data_version__}, replaced in this registry"
    return {"replaces": (Citation(source="untip", section=section),)}
