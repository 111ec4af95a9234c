"""The index for the search page: names by the keys that `find` uses, and words for a search engine in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from untip._registry.finding import ASKED_FOR
from untip._search.names import codes_of, names_of
from untip.dates import Interval
from untip.publish._site import HERE, Site
from untip.publish._words import kind_name, plain
from untip.schema import KINDS, Concept, Record, Source, State

STATIC = ("style.css", "explorer.js", "minisearch.js", "MINISEARCH-LICENSE.txt", "icon.svg")
"""Files that every build has."""


def write_search(site: Site) -> None:
    """Write the search page, its index and the search engine."""
    first, more = _index(site)
    site.write("static/search-index.js", f"window.untipIndex={_compact(first)};\n")
    site.write("static/search-more.js", f"window.untipMore({_compact(more)});\n")
    for name in STATIC:
        site.write(f"static/{name}", (HERE / "static" / name).read_text(encoding="utf-8"))
    site.page("search/", "search.html", "Search", "Search by exact name, symbol or code first, then by words.")


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _index(site: Site) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the page loads at once, and what it loads after that: claims, sources, and all summaries."""
    kinds = list(KINDS)
    facets: dict[tuple[str, str], int] = {}
    records = list(site.records)
    # what `find` finds only where its kind is asked for comes in a second file, after the page has loaded
    asked = [record for record in records if record.kind in ASKED_FOR]
    named = [record for record in records if record.kind not in ASKED_FOR]
    rows = [_row(record, kinds, facets) for record in named]
    later = [_row(record, kinds, facets) for record in asked]
    by_name = {name: [place for (of, _), place in facets.items() if of == name] for name in ("pillar", "topic", "type")}
    first = {
        "kinds": [kind_name(kind) for kind in kinds],
        "many": [kind_name(kind, many=True) for kind in kinds],
        "folders": [KINDS[kind].folder for kind in kinds],
        "facets": [text for _, text in facets],
        "facetsOf": by_name,
        "records": rows,
    }
    # States and sources have no summaries worth a search; those of claims are found by their names, which are sentences
    texts = [0 if isinstance(record, State) else record.summary or 0 for record in named]
    return first, {"records": later, "texts": texts}


def _row(record: Record, kinds: list[str], facets: dict[tuple[str, str], int]) -> list[Any]:
    """Return what is searched and shown of a record; what is empty at the end is left out."""
    own = [place for one in _facets(record) for place in [facets.setdefault(one, len(facets))]]
    first, last = _years(record)
    said = {record.name, record.acronym}
    other = (
        [] if isinstance(record, Concept) else [name for name in dict.fromkeys(names_of(record)) if name not in said]
    )
    codes = list(codes_of(record)) if isinstance(record, State) else []
    row: list[Any] = [kinds.index(record.kind), record.id, record.name, record.acronym or 0, other or 0]
    marks = [one.value for one in record.identifiers]
    row += [own or 0, first or 0, last or 0, marks or 0, codes or 0]
    while row[-1] == 0:
        row.pop()
    return row


def _facets(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what a record is filtered by, with the name of the filter."""
    for name, field in (("pillar", "pillars"), ("topic", "topics")):
        for member in getattr(record, field, ()):
            yield name, plain(member)
    kind = getattr(record, "type", None)
    if kind is not None:
        yield "type", plain(kind)


def _years(record: Record) -> tuple[int | None, int | None]:
    life: Interval = record.lifespan
    start, end = life.start, life.end
    if isinstance(record, State | Concept | Source):
        return None, None
    return start and start.earliest.year, end and end.latest.year
