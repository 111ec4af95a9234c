"""The index for the search page: names by the keys that `find` uses, and words for a search engine in the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from untip._registry.finding import ASKED_FOR
from untip._search.names import codes_of, names_of
from untip._search.spelling import RULES, around, is_series, numbers, words, years_of
from untip._text import LatePattern
from untip.dates import Interval
from untip.publish._site import HERE, Site
from untip.publish._words import brief_name, kind_name, plain, quantity
from untip.schema import KINDS, Concept, Instrument, InstrumentRelevance, Record, Source, State, Statistic

STATIC = ("style.css", "explorer.js", "spelling.js", "minisearch.js", "MINISEARCH-LICENSE.txt", "icon.svg")
"""Files that every build has."""


OTHERS_LATER = ("agency", "event", "resource", "program", "state")
"""Kinds whose other names the page loads after its own, to stay small; identifiers of all kinds come later too."""


def _comes_later(record: Record) -> bool:
    """Return whether the page loads other names of a record later; of treaties on trafficking it loads them at once."""
    if isinstance(record, Instrument):
        return record.relevance is not InstrumentRelevance.CORE
    return record.kind in OTHERS_LATER


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
        "spelling": _spelling(),
    }
    # States and sources have no summaries worth a search; claims are found by their names, which are sentences, and
    # statistics by what they claim
    texts = [0 if isinstance(record, State) else record.summary or 0 for record in named]
    texts += [quantity(record) if isinstance(record, Statistic) else 0 for record in asked]
    while texts[-1:] == [0]:
        texts.pop()
    others, marks = {}, {}
    for place, (record, row) in enumerate(zip(named, rows, strict=True)):
        if _comes_later(record) and row[4:5] not in ([], [0]):
            others[place], row[4] = row[4], 0
        if row[8:9] not in ([], [0]):
            marks[place], row[8] = row[8], 0
        while row[-1] == 0:
            row.pop()
    return first, {"records": later, "texts": texts, "others": others, "marks": marks}


def _spelling() -> dict[str, Any]:
    """Return what the spelling rules in the browser share with those of `find`: patterns, words, order."""
    patterns = {
        name.lstrip("_"): [_in_javascript(value.pattern), _flags(value.flags)]
        for room in (around, numbers, words)
        for name, value in vars(room).items()
        if isinstance(value, LatePattern)
    }
    return {
        "patterns": patterns,
        "short": words.SHORT,
        "british": words.BRITISH,
        "organs": [[organ, symbol] for organ, symbol, _ in numbers.ORGANS],
        "rules": [rule.__name__ for rule in RULES],
    }


def _in_javascript(pattern: str) -> str:
    """Return a pattern of `re` as JavaScript writes it."""
    for python, javascript in (
        ("(?P<", "(?<"),
        (r"[^\W\d_]", r"\p{L}"),
        (r"[^\W\d]", r"[\p{L}_]"),
        (r"(?=\w)", r"(?=[\p{L}\p{N}_])"),
        (r"[\w", r"[\p{L}\p{N}_"),
    ):
        pattern = pattern.replace(python, javascript)
    return pattern


def _flags(flags: int) -> str:
    return "".join(letter for letter, flag in (("i", re.IGNORECASE), ("s", re.DOTALL)) if flags & flag)


def _row(record: Record, kinds: list[str], facets: dict[tuple[str, str], int]) -> list[Any]:
    """Return what is searched and shown of a record; what is empty at the end is left out."""
    own = [place for one in _facets(record) for place in [facets.setdefault(one, len(facets))]]
    first, last = _years(record)
    known = brief_name(record)
    said = {record.name, known}
    other = (
        [] if isinstance(record, Concept) else [name for name in dict.fromkeys(names_of(record)) if name not in said]
    )
    codes = list(codes_of(record)) if isinstance(record, State) else []
    row: list[Any] = [kinds.index(record.kind), record.id, record.name, known or 0, other or 0]
    marks = [f"{one.scheme.value}:{one.value}" for one in record.identifiers]
    row += [own or 0, first or 0, last or 0, marks or 0, codes or 0, _known_years(record, first)]
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


def _known_years(record: Record, first: int | None) -> list[int] | int:
    """Return the years that a record is known by, for closing dates of names.

    0 for the first year alone, a number for that year and every later one, an empty list for any year.
    """
    years = years_of(record)
    if is_series(record) and years:
        return min(years)
    return 0 if years == {first} or isinstance(record, State) else sorted(years)


def _years(record: Record) -> tuple[int | None, int | None]:
    life: Interval = record.lifespan
    start, end = life.start, life.end
    if isinstance(record, State | Concept | Source):
        return None, None
    return start and start.earliest.year, end and end.latest.year
