"""Records as linked data: SKOS for what is defined, ORG for bodies, schema.org for the rest, PROV for citations."""

from __future__ import annotations

from typing import Any

from untip._export.addresses import RECORDS, address_of
from untip._export.texts import LICENCE
from untip._formats.converter import to_plain, write_spans
from untip._registry.citation import TITLE
from untip._registry.registry import Registry
from untip._search.relations import references
from untip._version import __data_version__
from untip.dates import Interval, PartialDate, Precision
from untip.schema import (
    Agency,
    Concept,
    Event,
    Instrument,
    Program,
    Record,
    Resource,
    SDGTarget,
    Source,
    State,
    Statistic,
)

VOCABULARY = f"{RECORDS}ns#"
"""The namespace of what no other vocabulary has: our fields and relations."""

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": VOCABULARY,
    "untip": VOCABULARY,
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
}
"""The JSON-LD context of every file."""

_TYPES: dict[type[Record], tuple[str, ...]] = {
    Agency: ("schema:Organization", "org:Organization"),
    Instrument: ("schema:Legislation",),
    Program: ("schema:Project",),
    SDGTarget: ("schema:DefinedTerm", "skos:Concept"),
    Resource: ("schema:CreativeWork",),
    Event: ("schema:Event",),
    Statistic: ("schema:Observation",),
    Concept: ("skos:Concept",),
    State: ("schema:Country",),
    Source: ("schema:CreativeWork", "prov:Entity"),
}
"""The classes of each kind in other vocabularies; a finding is a claim."""

_DATES = {
    (Agency, "established"): "schema:foundingDate",
    (Agency, "dissolved"): "schema:dissolutionDate",
    (Instrument, "adopted"): "schema:legislationDate",
    (Program, "start"): "schema:startDate",
    (Program, "end"): "schema:endDate",
    (Event, "start"): "schema:startDate",
    (Event, "end"): "schema:endDate",
    (Resource, "published"): "schema:datePublished",
    (Source, "published"): "schema:datePublished",
}

_RELATIONS = {
    "parent": "org:subOrganizationOf",
    "members": "schema:member",
    "broader": "skos:broader",
    "exact_match": "skos:exactMatch",
    "close_match": "skos:closeMatch",
    "part_of": "schema:isPartOf",
    "publishers": "schema:publisher",
    "organizers": "schema:organizer",
    "covers": "schema:about",
    "amends": "schema:legislationChanges",
    "replaces": "dcterms:replaces",
}
"""Relations that other vocabularies have too."""


def date_value(date: PartialDate | Interval) -> Any:
    """Return a date as a typed value: of a plain day, month or year the XSD type, of anything else EDTF text."""
    text = str(date)
    if isinstance(date, PartialDate) and not (date.uncertain or date.approximate or "X" in text):
        kinds = {Precision.DAY: "xsd:date", Precision.MONTH: "xsd:gYearMonth", Precision.YEAR: "xsd:gYear"}
        return {"@value": text, "@type": kinds[date.precision]}
    return {"@value": text, "@type": f"{VOCABULARY}edtf"}


def brief_node(record: Record) -> dict[str, Any]:
    """Return what a page says of its record to search engines: type, names, dates, addresses elsewhere."""
    types = list(_TYPES.get(type(record), ("schema:Claim",)))
    node: dict[str, Any] = {"id": address_of(record), "type": types, "schema:name": record.name}
    node["schema:identifier"] = record.id
    names = [record.acronym] if record.acronym else []
    names += [alias.name for alias in record.aliases]
    if names:
        node["schema:alternateName"] = list(dict.fromkeys(names))
    if record.summary:
        node["schema:description"] = record.summary
    elsewhere = [link.url for link in record.links]
    if isinstance(record, Source) and record.url:
        elsewhere.append(record.url)
    if elsewhere:
        node["schema:sameAs" if isinstance(record, Agency) else "schema:url"] = elsewhere
    for (cls, field), name in _DATES.items():
        value = getattr(record, field) if isinstance(record, cls) else None
        if value is not None:
            node[name] = date_value(value)
    if "skos:Concept" in types:
        node["skos:prefLabel"] = {"@value": record.name, "@language": "en"}
    return node


def node(record: Record, registry: Registry) -> dict[str, Any]:
    """Return a record as a node: names with their languages, fields, relations, and citations as derivations."""
    made = brief_node(record)
    made["skos:prefLabel"] = {"@value": record.name, "@language": "en"}
    labels = [{"@value": alias.name, "@language": alias.lang or "en"} for alias in record.aliases]
    if record.acronym:
        labels.append({"@value": record.acronym, "@language": "en"})
    if labels:
        made["skos:altLabel"] = labels
        del made["schema:alternateName"]
    named: dict[str, dict[str, None]] = {}
    for reference in references(record):
        if registry._records.at(reference.id) is not None and reference.relation.forward != "sources":
            named.setdefault(reference.relation.forward, {})[reference.id] = None
    for relation, ids in named.items():
        links = [{"id": address_of(target)} for id in ids if (target := registry._records.at(id)) is not None]
        made[f"untip:{relation}"] = links
        if relation in _RELATIONS:
            made[_RELATIONS[relation]] = links
    plain = to_plain(record)
    for name, value in plain.items():
        if f"untip:{name}" in made or name in _SAID or name in named:
            continue
        own = getattr(record, name)
        if isinstance(own, PartialDate | Interval):
            made[f"untip:{name}"] = date_value(own)
        elif isinstance(value, str | int | float | bool) or name in _LISTS:
            made[f"untip:{name}"] = value
    citations = [_citation(record, number, citation, registry) for number, citation in enumerate(record.citations)]
    if citations:
        made["prov:qualifiedDerivation"] = [one for one in citations if one]
    return made


_SAID = frozenset(("id", "name", "acronym", "summary", "url"))
"""Fields that a node says by names of other vocabularies."""

_LISTS = frozenset(("topics", "pillars", "forms", "symbols", "authors", "languages"))
"""Fields that hold several plain values."""


def _citation(record: Record, number: int, citation: Any, registry: Registry) -> dict[str, Any]:
    source = registry._records.at(citation.source)
    if source is None:
        return {}
    made: dict[str, Any] = {"id": f"{address_of(record)}#citation-{number}", "type": "prov:Derivation"}
    made["prov:entity"] = {"id": address_of(source)}
    if citation.supports:
        made["untip:supports"] = list(citation.supports)
    if citation.section:
        made["untip:section"] = citation.section
    if citation.lines:
        made["untip:lines"] = write_spans(citation.lines)
    return made


def data_set() -> dict[str, Any]:
    """Return the data set itself as a node."""
    return {
        "id": RECORDS,
        "type": "schema:Dataset",
        "schema:name": TITLE,
        "schema:version": __data_version__,
        "schema:license": {"id": LICENCE["path"]},
    }


def graph(registry: Registry) -> dict[str, Any]:
    """Return every record as one JSON-LD document."""
    return {"@context": CONTEXT, "@graph": [data_set(), *(node(record, registry) for record in registry._records)]}
