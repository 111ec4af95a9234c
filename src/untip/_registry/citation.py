"""How to cite a work that a record describes, a record itself, or the whole data set."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from untip._registry.finding import resolve
from untip._registry.own import records as own
from untip._registry.records import Records
from untip._text import brief
from untip._version import __data_version__
from untip.dates import PartialDate
from untip.dates._words import MONTHS, in_words
from untip.errors import UsageError, is_a, one_of
from untip.schema import Finding, Instrument, LinkType, Record, Resource, Source, SourceType, Statistic

TITLE = "untip: the United Nations' system against trafficking in persons, as data"
AUTHORS = "The untip contributors"

OTHERS = "Records in the tables of untip"
"""The title of data that are not the package's."""

STYLES = ("text", "bibtex", "csl-json")
"""The styles that a citation can have."""

NameOf = Callable[[str], str]
"""Returns the name of the record with an id."""

_SOURCE_TYPES = {
    SourceType.BLOG_POST: "post-weblog",
    SourceType.ARTICLE: "article",
    SourceType.REPORT: "report",
    SourceType.WEB_PAGE: "webpage",
    SourceType.DATASET: "dataset",
    SourceType.OFFICIAL_DOCUMENT: "document",
    SourceType.ENCYCLOPEDIA: "entry-encyclopedia",
}
"""CSL types of sources; of the rest, `webpage`."""

_TEXTS = (LinkType.OFFICIAL_TEXT, LinkType.DOCUMENT, LinkType.RECORD, LinkType.HOMEPAGE, LinkType.REFERENCE)
"""Types of links, those that lead to the work itself first."""


class Work(NamedTuple):
    """The content of a citation, in any style."""

    key: str
    type: str
    title: str
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: PartialDate | None = None
    number: str | None = None
    url: str | None = None
    consulted: PartialDate | None = None
    within: str | None = None
    version: str | None = None
    note: str | None = None


def data_set(ours: bool = True) -> Work:
    """Return the data set as a work, or a user's own; the key of ours does not change with its version."""
    if not ours:
        return Work("records", "dataset", OTHERS)
    year, month, *_ = __data_version__.split(".")
    date = PartialDate(f"{year}-{month:0>2}")
    note = f"Data version {__data_version__}"
    return Work("untip", "dataset", TITLE, (AUTHORS,), date=date, version=__data_version__, note=note)


def is_ours(records: Records, record: Record | None = None) -> bool:
    """Return whether some records, or one of them, are the package's own, as they are or as of a day."""
    if records.origin.is_own:
        return True
    return record is not None and own.store.kind_of(record.id) == record.kind and own.at(record.id) == record


def work_of(record: Record, name_of: NameOf, ours: bool) -> Work:
    """Return what a record is about as a work, if it is one; else the record as an entry of the data set."""
    if isinstance(record, Source):
        kind = _SOURCE_TYPES.get(record.type, "webpage")
        work = Work(record.id, kind, record.name, record.authors, record.publisher, record.published)
        return work._replace(url=record.url, consulted=record.consulted)
    if isinstance(record, Resource):
        publisher = ", ".join(name_of(id) for id in record.publishers) or None
        work = Work(record.id, "report", record.name, record.authors, publisher, record.published)
        return work._replace(number=", ".join(record.symbols) or None, url=_url(record))
    if isinstance(record, Instrument):
        kind = "treaty" if record.type in ("treaty", "protocol") else "legislation"
        publisher = ", ".join(name_of(id) for id in record.adopted_by) or None
        work = Work(record.id, kind, record.name, (), publisher, record.adopted)
        return work._replace(number=", ".join(record.symbols) or None, url=_url(record))
    whole = data_set(ours)
    title = record.name if record.acronym is None else f"{record.name} ({record.acronym})"
    note = ", ".join(part for part in (whole.note, f"record {record.id} ({record.kind})") if part)
    return whole._replace(key=f"{whole.key}-{record.id}", type="entry", title=title, within=whole.title, note=note)


def of_records(records: Records, record: Record | str | Iterable[Record | str] | None, style: str) -> str:
    """Return the citation of a record, of several, or of the data set; see `Registry.cite`."""
    if record is None:
        return cite((data_set(is_ours(records)),), style)
    several: Any = (record,) if is_a(record, Record) or is_a(record, str) else record
    try:
        found = [resolve(records, one) for one in several]
    except TypeError:
        raise UsageError(f"expected a record, its id or name, or several, found {brief(record)}") from None
    works: dict[str, Work] = {}
    for one in found:
        for work in _works_of(records, one):
            works.setdefault(work.key, work)
    return cite(tuple(works.values()), style)


def _works_of(records: Records, record: Record) -> Iterator[Work]:
    """Yield what a record is cited as; after a claim, the sources in which it is made."""

    def name_of(id: str) -> str:
        body = records.get(id) or records.origin.get(id)  # the author or publisher may not have begun in a view
        return id if body is None else body.name

    yield work_of(record, name_of, is_ours(records, record))
    if isinstance(record, Finding | Statistic):
        for id in dict.fromkeys(citation.source for citation in record.citations):
            source = records.get(id)
            if source is not None:
                yield work_of(source, name_of, is_ours(records, source))


def _url(record: Record) -> str | None:
    """Return the address that leads nearest to the work itself."""
    links = sorted(record.links, key=lambda link: _TEXTS.index(link.type))
    return links[0].url if links else None


def cite(works: tuple[Work, ...], style: str) -> str:
    """Return the citations of some works in a style: lines of text, BibTeX entries, or one list of CSL items.

    Raises:
        UnknownFieldError: There is no such style.
    """
    style = one_of(style, STYLES, f"a style: {', '.join(STYLES)}")
    if style == "csl-json":
        return json.dumps([csl_item(work) for work in works], ensure_ascii=False, indent=2)
    return "\n".join(map(text, works)) if style == "text" else "\n\n".join(map(bibtex, works))


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def text(work: Work) -> str:
    """Write a citation as one line for people."""
    by = ", ".join(work.authors) or work.publisher
    when = f" ({in_words(work.date)})" if work.date else ""
    parts = [f"{by}{when}" if by else None, work.title if by else f"{work.title}{when}"]
    parts += [f"In: {work.within}" if work.within else None, work.publisher if work.authors else None]
    parts += [work.number, work.note]
    line = " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
    if work.url:
        line += f" {work.url}" + (f" (consulted {in_words(work.consulted)})" if work.consulted else "")
    return line


# ── BibTeX ──────────────────────────────────────────────────────────────────────────────────────────────────────────

_SPECIAL = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "{": "\\textbraceleft{}",  # BibTeX counts braces even behind a backslash
        "}": "\\textbraceright{}",
    }
    | {sign: f"\\{sign}" for sign in "$&#_%"}
)


def escaped(words: str) -> str:
    """Escape text for BibTeX and LaTeX."""
    return words.translate(_SPECIAL)


def _author(name: str) -> str:
    """Write an author; a name that is not a person's, and that BibTeX would split, goes in braces."""
    whole = name == AUTHORS or " and " in name or "," in name
    return f"{{{escaped(name)}}}" if whole else escaped(name)


def bibtex(work: Work) -> str:
    """Write a citation as a BibTeX entry; an address is left as it is, as BibTeX and biblatex both take it."""
    kind = {"report": "techreport", "article": "article"}.get(work.type, "misc") if work.publisher else "misc"
    container_field = {"techreport": "institution", "article": "journal"}.get(kind, "howpublished")
    authors = [_author(name) for name in work.authors]
    container = work.within or work.publisher or ""
    if not authors and work.publisher:
        authors = [f"{{{escaped(work.publisher)}}}"]
        container = container if kind != "misc" else ""  # the publisher stands as the author already
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{escaped(work.title)}}}",
        container_field: escaped(container),
        "year": "" if work.date is None else str(work.date).partition("-")[0].rstrip("?~%"),
        "month": "" if work.date is None or work.date.month is None else MONTHS[work.date.month - 1][:3].lower(),
        "number": escaped(work.number or ""),
        "note": escaped(work.note or ""),
        "url": work.url or "",
        "urldate": str(work.consulted or ""),
    }
    written = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
    return "\n".join([f"@{kind}{{{work.key},", *(f"  {name} = {value}," for name, value in written.items()), "}"])


# ── CSL-JSON ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _csl_date(date: PartialDate) -> dict[str, Any]:
    """Return a date as CSL has it; what it cannot express goes there as text."""
    if date.year is None:
        return {"literal": in_words(date)}
    parts = [part for part in (date.year, date.month, date.day) if part is not None]
    return {"date-parts": [parts]} | ({"circa": True} if date.approximate or date.uncertain else {})


def csl_item(work: Work) -> dict[str, Any]:
    """Return a citation as an item of CSL-JSON."""
    item = {
        "id": work.key,
        "type": work.type,
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": work.within,
        "publisher": work.publisher,
        "number": work.number,
        "version": work.version,
        "note": work.note,
        "issued": _csl_date(work.date) if work.date else None,
        "URL": work.url,
        "accessed": _csl_date(work.consulted) if work.consulted else None,
    }
    return {name: value for name, value in item.items() if value}
