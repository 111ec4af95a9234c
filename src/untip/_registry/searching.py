"""Searching the text of records, of all or of those of one collection."""

from __future__ import annotations

from typing import Any

from untip._registry.query import filters_of_search
from untip._registry.records import Records
from untip._search.match import Match
from untip._search.ranking import search
from untip.dates import When
from untip.schema import Agency, Concept, Record


def search_in(
    records: Records,
    query: str,
    limit: int,
    kinds: tuple[str, ...],
    ids: frozenset[str] | None,
    filters: tuple[str | None, Agency | str | None, When | None],
) -> list[Match[Any]]:
    """Return the best matches for a query.

    Args:
        records: The records to search.
        query: The query.
        limit: How many matches at most.
        kinds: The kinds to search.
        ids: The ids to keep; `None` for all.
        filters: Pillar, agency and time, each `None` for any.

    Raises:
        UsageError: The query has no word, or the limit is not a number from 0.
        UnknownFieldError: There is no such pillar.
        UnknownIdError: There is no such agency.
        InvalidDateError: The time is not one.
    """
    keep = filters_of_search(records, *filters)

    def get(id: str, kind: str) -> Record | None:
        wanted = kind in kinds and (ids is None or id in ids) and records.store.kind_of(id) is not None
        return records.record(kind, id) if wanted else None

    return search(records.store.words(), records.store.index(), get, query, limit, keep, kinds == (Concept.kind,))
