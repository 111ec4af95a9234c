"""The page and the JSON file of each record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from untip._export.addresses import path_of
from untip._export.linked import CONTEXT, brief_node
from untip._formats.converter import to_dict
from untip._registry import citation, timeline
from untip.publish import _facts
from untip.publish._facts import cited, disputed, parts
from untip.publish._lists import by_name
from untip.publish._members import members
from untip.publish._parties import parties
from untip.publish._site import Site, script_json
from untip.publish._squares import squares_svg
from untip.publish._words import date_words, kind_name, label, plain, short, words
from untip.schema import Agency, Instrument, Record, State

PARTS = ("provisions", "indicators", "editions", "activities")
"""Lists of parts that a page shows below the facts."""


def write_records(site: Site) -> None:
    """Write the page and the JSON file of every record."""
    for record in site.records:
        write_record(site, record)


def write_record(site: Site, record: Record) -> None:
    """Write the page and the JSON file of one record."""
    path = path_of(record)
    data = to_dict(record)
    site.data(f"{path[:-1]}.json", data)
    context: dict[str, Any] = {
        "record": record,
        "kind": kind_name(record.kind),
        "type": plain(getattr(record, "type", None)),
        "sources": {name: cited(site, found) for name, found in site.registry.provenance(record).items()},
        "facts": _facts.facts(site, record),
        "aliases": list(_aliases(record)),
        "parts_of_record": [
            (name, label(name), parts(site, record, name)) for name in PARTS if getattr(record, name, ())
        ],
        "history": [
            (label(one.field), one.value, date_words(one.period), cited(site, one.citations)) for one in record.history
        ],
        "disputes": list(disputed(site, site.disputes(record))),
        "relations": _relations(site, record),
        "timeline": [(date_words(one.date), words(one.what.value)) for one in timeline.entries(record)],
        "cite": {style: citation.of_records(site.records, record, style) for style in citation.STYLES},
        "linked": script_json({"@context": CONTEXT, **brief_node(record)}),
        "squares": None,
        "members": None,
        "actions": [],
    }
    coverage = site.records.store.coverage().get(record.id)
    if isinstance(record, Instrument) and coverage is not None:
        context["squares"] = parties(site, record, coverage)
        site.write(f"{path}squares.svg", squares_svg(record, context["squares"]))
    if isinstance(record, Agency) and record.members:
        context["members"] = members(site, record)
    if isinstance(record, State | Agency):
        context["actions"] = site.actions(record.id)
    about = record.summary or f"{kind_name(record.kind)} in untip: {record.name}"
    site.page(path, "record.html", short(record, 200), about, **context)


def _aliases(record: Record) -> Iterator[tuple[str, str, str | None]]:
    """Yield other names of a record, with what is said of each and its language."""
    for alias in record.aliases:
        about = [plain(alias.note) if alias.note and alias.note.value not in ("variant", "translation") else ""]
        about += [date_words(alias.period) if alias.period else "", alias.lang or ""]
        yield alias.name, ", ".join(part for part in about if part), alias.lang


def _relations(site: Site, record: Record) -> list[tuple[str, list[Record]]]:
    """Return the records that are related to one, by relation; its sources stand beside its facts."""
    found = site.registry.related(record)
    return [(label(name), by_name(records)) for name, records in found.items() if name != "sources"]
