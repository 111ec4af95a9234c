"""Search over the text of records: plain matching of words, weighed by where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from untip._errors import UsageError, brief
from untip._names import fold
from untip.schema import Record


def search_records(records: Iterable[Record], query: str, limit: int) -> list[Any]:
    """Give `(record, score, field, excerpt)` of the records that have every word of a query, best first."""
    if not isinstance(query, str) or not query.split():
        raise UsageError(f"a search needs words, found {brief(query)}")
    words = [fold(word) for word in query.split() if fold(word)]
    found = []
    for record in records:
        texts = {"name": record.name, "summary": record.summary or ""}
        for field, text in texts.items():
            folded = [fold(word) for word in text.split()]
            if words and all(word in folded for word in words):
                score = (2.0 if field == "name" else 1.0) + 1.0 / (1 + len(folded))
                found.append((record, score, field, text))
                break
    found.sort(key=lambda match: (-match[1], match[0].id))
    return found[:limit]
