"""The index for the search page: names by the keys that `find` uses, and words for a search engine in the browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from untip._search.names import NameIndex, build_index
from untip.dates import Interval
from untip.publish._site import HERE, Site
from untip.publish._words import kind_name, plain
from untip.schema import KINDS, Concept, Finding, Pillar, Record, Source, State, Statistic, Topic

ASKED_FOR = (Source, Statistic, Finding, Concept)
"""Kinds whose records a name finds only where no other record has it, as in `find`."""


def write_search(site: Site) -> None:
    """Write the search page, its index and the search engine."""
    site.write("static/search-index.js", f"window.untipIndex={json.dumps(_index(site), ensure_ascii=False, separators=(',', ':'))};\n")
    for name in ("style.css", "explorer.js", "minisearch.js", "MINISEARCH-LICENSE.txt", "icon.svg"):
        site.write(f"static/{name}", (HERE / "static" / name).read_text(encoding="utf-8"))
    site.page("search/", "search.html", "Search", "Search by exact name, symbol or code first, then by words.")


def _index(site: Site) -> dict[str, Any]:
    records = list(site.records)
    places = {record.id: place for place, record in enumerate(records)}
    kinds = list(KINDS)
    facets: dict[tuple[str, str], int] = {}
    rows = [_row(record, kinds, facets) for record in records]
    index = build_index(records)
    names, codes, marks = (_table(site, index, name, places) for name in NameIndex._fields)
    by_name = {name: [place for (of, _), place in facets.items() if of == name] for name in ("pillar", "topic", "type")}
    return {
        "kinds": [kind_name(kind) for kind in kinds],
        "many": [kind_name(kind, many=True) for kind in kinds],
        "folders": [KINDS[kind].folder for kind in kinds],
        "facets": [text for _, text in facets],
        "facetsOf": by_name,
        "records": rows,
        "names": names,
        "codes": codes,
        "marks": marks,
    }


def _table(site: Site, index: NameIndex, name: str, places: dict[str, int]) -> dict[str, list[int]]:
    """Return one table of names with places for ids: what `find` leaves to its `kind` goes only where it is alone."""
    made: dict[str, list[int]] = {}
    for key, ids in getattr(index, name).items():
        found = [one for id in ids if (one := site.record(id)) is not None]
        first = [one for one in found if not isinstance(one, ASKED_FOR)] or found
        made[key] = [places[one.id] for one in first]
    return made


def _row(record: Record, kinds: list[str], facets: dict[tuple[str, str], int]) -> list[Any]:
    """Return what is searched and shown of a record; what is empty at the end is left out."""
    other = [alias.name for alias in record.aliases]
    own = [place for one in _facets(record) for place in [facets.setdefault(one, len(facets))]]
    first, last = _years(record)
    # the summaries of claims stay out: there are many, and their names are sentences already
    text = "" if isinstance(record, Finding | Statistic | State | Source) else record.summary or ""
    row: list[Any] = [kinds.index(record.kind), record.id, record.name, record.acronym or 0, "; ".join(other) or 0]
    row += [text or 0, own or 0, first or 0, last or 0]
    while row[-1] == 0:
        row.pop()
    return row


def _facets(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what a record is filtered by, with the name of the filter."""
    for name, field, vocabulary in (("pillar", "pillars", Pillar), ("topic", "topics", Topic)):
        for member in getattr(record, field, ()):
            yield name, plain(vocabulary(member))
    kind = getattr(record, "type", None)
    if kind is not None:
        yield "type", plain(kind)


def _years(record: Record) -> tuple[int | None, int | None]:
    life: Interval = record.lifespan
    start, end = life.start, life.end
    if isinstance(record, State | Concept | Source):
        return None, None
    return start and start.earliest.year, end and end.latest.year
