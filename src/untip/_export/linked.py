"""Records as linked data: SKOS for what is defined, ORG for bodies, schema.org for the rest, PROV for citations."""

from __future__ import annotations

from typing import Any

from untip._export.addresses import RECORDS, address_elsewhere, address_of
from untip._export.contents import Contents, contents_of
from untip._export.texts import LICENCE
from untip._formats.converter import to_plain
from untip._registry.citation import TITLE
from untip._registry.registry import Registry
from untip._schema.fields import write_spans
from untip._search.relations import references
from untip._version import __data_version__
from untip.dates import Interval, PartialDate, Precision
from untip.schema import (
    Agency,
    Citation,
    Concept,
    Event,
    Identifier,
    Instrument,
    LinkType,
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
    "schema:sameAs": {"@type": "@id"},
    "schema:url": {"@type": "@id"},
    "schema:subjectOf": {"@type": "@id"},
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


def brief_node(record: Record, address: str | None = None) -> dict[str, Any]:
    """Return what a page says of its record to search engines: type, names, dates, addresses elsewhere.

    Args:
        record: The record.
        address: Its address; by default the permanent one of the package's own.
    """
    types = list(_TYPES.get(type(record), ("schema:Claim",)))
    node: dict[str, Any] = {"id": address or address_of(record), "type": types, "schema:name": record.name}
    node["schema:identifier"] = record.id
    names = [record.acronym] if record.acronym else []
    names += [alias.name for alias in record.aliases]
    if names:
        node["schema:alternateName"] = list(dict.fromkeys(names))
    if record.summary:
        node["schema:description"] = record.summary
    node |= _elsewhere(record)
    for (cls, field), name in _DATES.items():
        value = getattr(record, field) if isinstance(record, cls) else None
        if value is not None:
            node[name] = date_value(value)
    if "skos:Concept" in types:
        node["skos:prefLabel"] = {"@value": record.name, "@language": "en"}
    return node


def _elsewhere(record: Record) -> dict[str, list[str]]:
    """Return the addresses of a record's subject in other registers, of its own pages, and of pages about it."""
    same = [address for one in record.identifiers if (address := address_elsewhere(one)) is not None]
    about = [link.url for link in record.links if link.type in (LinkType.REFERENCE, LinkType.RECORD)]
    own = [link.url for link in record.links if link.url not in about]
    if isinstance(record, Source) and record.url:
        own.append(record.url)
    found = {"schema:sameAs": same, "schema:url": own, "schema:subjectOf": about}
    return {name: list(dict.fromkeys(addresses)) for name, addresses in found.items() if addresses}


def node(record: Record, given: Registry | Contents) -> dict[str, Any]:
    """Return a record as a node: names with their languages, fields, relations, and citations as derivations."""
    contents = contents_of(given)
    address = contents.address(record)
    made = brief_node(record, address)
    made |= _labels(record)
    if "skos:altLabel" in made:
        del made["schema:alternateName"]
    if record.identifiers:
        others = [_identifier(address, number, one) for number, one in enumerate(record.identifiers)]
        made["schema:identifier"] = [record.id, *others]
    made |= _related(record, contents)
    for name, value in to_plain(record).items():
        if f"untip:{name}" in made or name in _SAID:
            continue
        own = getattr(record, name)
        if isinstance(own, PartialDate | Interval):
            made[f"untip:{name}"] = date_value(own)
        elif isinstance(value, str | int | float | bool) or name in _LISTS:
            made[f"untip:{name}"] = value
    citations = [_citation(address, number, one, contents) for number, one in enumerate(record.citations)]
    if citations:
        made["prov:qualifiedDerivation"] = [one for one in citations if one]
    return made


def _labels(record: Record) -> dict[str, Any]:
    """Return the names of a record with their languages."""
    labels = [{"@value": alias.name, "@language": alias.lang or "en"} for alias in record.aliases]
    if record.acronym:
        labels.append({"@value": record.acronym, "@language": "en"})
    found: dict[str, Any] = {"skos:prefLabel": {"@value": record.name, "@language": "en"}}
    return found | ({"skos:altLabel": labels} if labels else {})


def _related(record: Record, contents: Contents) -> dict[str, list[dict[str, str]]]:
    """Return the addresses of the records that a record names, by relation."""
    records = contents.registry._records
    named: dict[str, dict[str, None]] = {}
    for reference in references(record):
        target = records.at(reference.id)
        if target is not None and reference.relation.forward != "sources":
            named.setdefault(reference.relation.forward, {})[contents.address(target)] = None
    found: dict[str, list[dict[str, str]]] = {}
    for relation, addresses in named.items():
        found[f"untip:{relation}"] = [{"id": address} for address in addresses]
        if relation in _RELATIONS:
            found[_RELATIONS[relation]] = found[f"untip:{relation}"]
    return found


_SAID = frozenset(("id", "name", "acronym", "summary", "url"))
"""Fields that a node says by names of other vocabularies."""

_LISTS = frozenset(("topics", "pillars", "forms", "symbols", "authors", "languages", "ambiguous_names"))
"""Fields that hold several plain values."""

LEFT_OUT = frozenset(("attested", "disputes", "history", "activities", "provisions", "editions", "indicators"))
LEFT_OUT |= {"in_force_condition", "transcript"}
"""Fields that linked data say nothing of; the tables have them."""


def _identifier(address: str, number: int, identifier: Identifier) -> dict[str, Any]:
    return {
        "id": f"{address}#identifier-{number}",
        "type": "schema:PropertyValue",
        "schema:propertyID": identifier.scheme.value,
        "schema:value": identifier.value,
    }


def _citation(address: str, number: int, citation: Citation, contents: Contents) -> dict[str, Any]:
    source = contents.registry._records.at(citation.source)
    if source is None:
        return {}
    made: dict[str, Any] = {"id": f"{address}#citation-{number}", "type": "prov:Derivation"}
    made["prov:entity"] = {"id": contents.address(source)}
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


def graph(contents: Contents) -> dict[str, Any]:
    """Return every record as one JSON-LD document, of the package's own records with the data set."""
    whole = [data_set()] if contents.is_own else []
    return {"@context": CONTEXT, "@graph": [*whole, *(node(one, contents) for one in contents.registry._records)]}
