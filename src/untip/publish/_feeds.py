"""What changed, redirects for retired ids, and what programs read: Atom, sitemap, llms.txt, robots.txt."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from untip._export.addresses import RECORDS, path_of
from untip._export.columnar import data_day
from untip._formats.converter import to_dict
from untip._formats.describe import about_class
from untip._formats.foreign import read_foreign
from untip._formats.plain import refuse
from untip._registry.citation import OTHERS, TITLE
from untip._version import __data_version__
from untip.publish._site import Site
from untip.publish._words import inside, kind_name, label
from untip.schema import KINDS

PREVIOUS_LIMIT = 200_000_000
"""The largest file of an earlier version that is read, in bytes."""


class Previous(NamedTuple):
    """An earlier version of the data."""

    version: str
    records: dict[str, dict[str, Any]]
    """The dict of each record, by id."""


def read_previous(path: str | Path) -> Previous:
    """Return an earlier version from its `untip.json`.

    Raises:
        ValidationError: It cannot be read, or is no such file.
    """
    data = read_foreign(path, PREVIOUS_LIMIT)
    records = data.get("records") if isinstance(data, dict) else None
    version = data.get("data_version") if isinstance(data, dict) else None
    if not isinstance(version, str) or not isinstance(records, list) or not all(map(_is_record, records)):
        expected = "the untip.json of an export or a site, with data_version and records"
        refuse(f"is not an earlier version: expected {expected}", str(path), (1, 1), data, expected)
    return Previous(version, {one["id"]: one for one in records})


def _is_record(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("id"), str) and isinstance(data.get("name"), str)


class Changes(NamedTuple):
    """What changed since an earlier version of the data."""

    before: str | None
    """The earlier version; `None` where none was given."""
    added: tuple[str, ...]
    removed: tuple[tuple[str, str], ...]
    """Ids that are gone, with their names."""
    changed: tuple[tuple[str, tuple[str, ...]], ...]
    """Ids of records that changed, with the fields that did."""

    @property
    def sentence(self) -> str:
        """What changed, in a sentence."""
        if self.before is None:
            return "No earlier version was at hand to compare it with."
        return (
            f"Since {self.before}: {len(self.added)} records added, {len(self.changed)} changed, "
            f"{len(self.removed)} removed."
        )


def changes_since(site: Site, previous: Previous | None) -> Changes:
    """Return what changed since an earlier `untip.json`."""
    if previous is None:
        return Changes(None, (), (), ())
    before = previous.records
    now = {record.id: to_dict(record) for record in site.records}
    changed = []
    for id, data in now.items():
        if id in before and data != before[id]:
            fields = sorted(name for name in {*data, *before[id]} if data.get(name) != before[id].get(name))
            changed.append((id, tuple(fields)))
    added = tuple(id for id in now if id not in before)
    removed = tuple((id, one["name"]) for id, one in before.items() if id not in now)
    return Changes(previous.version, added, removed, tuple(changed))


def write_changes(site: Site, changes: Changes) -> None:
    """Write the page of changes and the Atom feed."""
    body = _body(site, changes, "../")
    about = f"What changed in data version {__data_version__}. {changes.sentence}"
    site.page("changes/", "changes.html", "Changes", about, body=body)
    author = "The untip contributors" if site.is_own else "The makers of these records"
    updated = data_day().strftime("%Y-%m-%dT%H:%M:%SZ")
    entry = (
        f"<entry><title>Data version {__data_version__}</title><id>{RECORDS}changes/{__data_version__}</id>"
        f'<link href="{site.base}changes/"/><updated>{updated}</updated>'
        f"<summary>{escape(about)}</summary>"
        f'<content type="html">{escape(_body(site, changes, site.base))}</content></entry>'
    )
    site.write(
        "feed.atom",
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>untip: changes of the data</title><id>{RECORDS}feed.atom</id>"
        f'<link href="{site.base}"/><link rel="self" href="{site.base}feed.atom"/><updated>{updated}</updated>'
        f"<author><name>{author}</name></author>{entry}</feed>\n",
    )


def _body(site: Site, changes: Changes, root: str) -> str:
    """Return the changes as HTML."""

    def linked(id: str) -> str:
        record = site.record(id)
        if record is None:
            return f"<code>{escape(id)}</code>"
        return f'<a href="{root}{path_of(record)}">{escape(record.name)}</a>'

    counts = [
        f"{len(getattr(site.registry, cls.folder)):,} {inside(kind_name(kind, many=True))}"
        for kind, cls in KINDS.items()
    ]
    made = [f"<p>This version holds {', '.join(counts[:-1])} and {counts[-1]}.</p>"]
    if changes.added:
        made.append("<h2>Added</h2><ul>" + "".join(f"<li>{linked(id)}</li>" for id in changes.added) + "</ul>")
    if changes.changed:
        lines = (f"<li>{linked(id)}: {', '.join(label(one) for one in fields)}</li>" for id, fields in changes.changed)
        made.append("<h2>Changed</h2><ul>" + "".join(lines) + "</ul>")
    if changes.removed:
        lines = (f"<li><code>{escape(id)}</code>: {escape(name)}</li>" for id, name in changes.removed)
        made.append("<h2>Removed</h2><ul>" + "".join(lines) + "</ul>")
    redirects = site.records.store.redirects().values()
    if redirects:
        lines = (
            f"<li><code>{escape(one.old)}</code> is now {linked(one.to)} since {escape(one.since)}: "
            f"{escape(one.why)}</li>"
            for one in redirects
        )
        made.append(
            f"<h2>Ids that changed</h2><p>{len(redirects):,} ids were retired; the old addresses lead on.</p>"
            f"<details><summary>All of them</summary><ul>{''.join(lines)}</ul></details>"
        )
    return "".join(made)


def write_redirects(site: Site) -> None:
    """Write a page that leads on for each retired id, in the folder of the record that it leads to."""
    for redirect in site.records.store.redirects().values():
        record = site.record(redirect.to)
        if record is None:
            continue
        page = site.render(
            "redirect.html",
            target=f"../{record.id}/",
            canonical=path_of(record),
            name=record.name,
            why=redirect.why,
        )
        site.write(f"{record.folder}/{redirect.old}/index.html", page)
        site.data(
            f"{record.folder}/{redirect.old}.json",
            {"redirect": redirect.to, "address": f"../{record.folder}/{record.id}.json"},
        )


def write_indexes(site: Site) -> None:
    """Write sitemap, robots.txt and llms.txt."""
    day = data_day().date().isoformat()
    urls = "".join(f"<url><loc>{site.base}{escape(page)}</loc><lastmod>{day}</lastmod></url>\n" for page in site.pages)
    site.write(
        "sitemap.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{urls}</urlset>\n",
    )
    site.write("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.base}sitemap.xml\n")
    about, version = "Reference data with a source for each fact", ""
    if site.is_own:
        about, version = f"{about}; in the public domain (CC0)", f"Data version {__data_version__}. "
    lines = [f"# {TITLE if site.is_own else OTHERS}", "", f"> {about}.", ""]
    lines += [f"{version}Each record has a page `/FOLDER/ID/` and a JSON file `/FOLDER/ID.json`.", ""]
    lines.append("## Lists of records")
    for kind, cls in KINDS.items():
        count = len(getattr(site.registry, cls.folder))
        lines.append(f"- [{kind_name(kind, many=True)}]({site.base}{cls.folder}/): {count}. {about_class(cls)}")
    lines += [
        "",
        "## Whole data set",
        f"- [JSON]({site.base}data/untip.json): every record, treaty action and redirect",
    ]
    lines.append(f"- [Tables as CSV]({site.base}data/datapackage.json): a Frictionless data package")
    lines.append(f"- [Names]({site.base}data/untip-names.json): the ids that each folded name finds")
    lines += [
        "",
        "## Other pages",
        f"- [Timeline]({site.base}timeline/)",
        f"- [Treaties and States]({site.base}treaties/)",
    ]
    lines += [
        f"- [Topics]({site.base}topics/)",
        f"- [Disputes]({site.base}disputes/)",
        f"- [Changes]({site.base}changes/)",
    ]
    site.write("llms.txt", "\n".join(lines) + "\n")
