"""What every page of the explorer shares: the registry, addresses, the template environment, files written so far."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from untip._export.addresses import DOCUMENTATION, REPOSITORY, address_of, correction_address, path_of
from untip._formats.files import write_text
from untip._registry import membership
from untip._registry.citation import is_ours
from untip._registry.naming import day_words
from untip._registry.records import Records
from untip._registry.registry import Registry
from untip._version import __data_version__, __version__
from untip.errors import MissingExtraError, UsageError
from untip.publish import _words as words
from untip.schema import EDITORIAL, KINDS, Dispute, Instrument, Participation, Record

HERE = Path(__file__).parent

MANIFEST = "untip-site.json"
"""The file that lists what a build wrote, so that the next one removes what is no longer there."""

SECTIONS = (
    ("timeline/", "Timeline"),
    ("treaties/", "Treaties and States"),
    ("topics/", "Topics"),
    ("addressees/", "Addressees"),
    ("disputes/", "Disputes"),
    ("changes/", "Changes"),
    ("data/", "Data"),
)
"""Pages that every page links to, besides the kinds."""


class Site:
    """One build of the explorer.

    Args:
        folder: Where the files go.
        registry: The records.
        base: The address at which the site will be, with a closing slash: for canonical links, sitemap and feed.
        docs: The address of the documentation, or its path below the site.
    """

    def __init__(self, folder: Path, registry: Registry, base: str, docs: str = DOCUMENTATION) -> None:
        self.folder = folder
        self.registry = registry
        self.records: Records = registry._records
        self.is_own: bool = is_ours(self.records)  # licence, citation and data version are of these alone
        self.base = base
        self.docs = docs
        self.written: dict[str, int] = {}
        self.pages: list[str] = []
        self._folders: set[str] = set()
        self._actions: dict[str, list[tuple[Instrument, Participation]]] | None = None
        self._disputes: dict[str, list[tuple[Record, Dispute]]] | None = None
        self._env = _environment(self)

    # ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def begin(self) -> list[str]:
        """Return the files of an earlier build in the folder.

        Raises:
            UsageError: The folder is a file or holds other files.
        """
        if self.folder.is_file():
            raise UsageError(f"{self.folder} is a file; name a folder")
        manifest = self.folder / MANIFEST
        if manifest.is_file():
            listed = json.loads(manifest.read_text(encoding="utf-8"))["files"]
            return [name for name in listed if ".." not in name.split("/") and not name.startswith("/")]
        if self.folder.is_dir() and any(self.folder.iterdir()):
            raise UsageError(f"{self.folder} is not empty and holds no earlier build; name an empty folder")
        return []

    def finish(self, earlier: Iterable[str]) -> None:
        """Remove what an earlier build wrote and this one did not, and list what was written."""
        for name in earlier:
            if name not in self.written:
                (self.folder / name).unlink(missing_ok=True)
        self._list(self.written)

    def interrupted(self, earlier: Iterable[str]) -> None:
        """List what an earlier build and this one wrote, so that the next one can begin again."""
        if self.folder.is_dir():
            self._list({*earlier, *self.written})

    def _list(self, files: Iterable[str]) -> None:
        about = {"data_version": __data_version__, "base": self.base, "files": sorted(files)}
        write_text(self.folder / MANIFEST, json.dumps(about, indent=1) + "\n")

    def write(self, name: str, text: str) -> None:
        """Write one file below the folder."""
        data = text.encode()
        parent = name.rpartition("/")[0]
        if parent not in self._folders:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        with open(os.path.join(self.folder, name), "wb") as out:
            out.write(data)
        self.written[name] = len(data)

    def page(self, path: str, template: str, title: str, about: str, **context: Any) -> None:
        """Render one page.

        Args:
            path: Its address below the base, ending in a slash; empty for the front page.
            template: The file of its template.
            title: Its title.
            about: What it is, in a sentence, for search engines and previews.
            context: What the template needs besides.
        """
        root = "../" * path.count("/")
        given = {"path": path, "root": root or "./", "title": title, "about": about}
        self.write(f"{path}index.html", self.render(template, **given, **context))
        self.pages.append(path)

    def render(self, template: str, **context: Any) -> str:
        """Return a template filled in."""
        made: str = self._env.get_template(template).render(context)
        return made

    def data(self, name: str, data: Any) -> None:
        """Write one file of JSON."""
        self.write(name, json.dumps(data, ensure_ascii=False, indent=1) + "\n")

    # ── answers worth keeping ───────────────────────────────────────────────────────────────────────────────────────

    def actions(self, party: str) -> list[tuple[Instrument, Participation]]:
        """Return what a State or organization did with every treaty, in order of treaties and days."""
        if self._actions is None:
            self._actions = {}
            for treaty in self.records.store.coverage():
                instrument = self.record(treaty)
                if isinstance(instrument, Instrument):  # in a view as of a day it may not have begun
                    for row in membership.participation(self.records, instrument, None):
                        self._actions.setdefault(row.party, []).append((instrument, row))
        return self._actions.get(party, [])

    def disputes(self, record: Record) -> list[tuple[Record, Dispute]]:
        """Return the disputes that concern a record, wherever they are stored."""
        if self._disputes is None:
            self._disputes = {}
            for bearer, dispute in self.registry.disputes():
                for id in dict.fromkeys((bearer.id, *dispute.also)):
                    self._disputes.setdefault(id, []).append((bearer, dispute))
        return self._disputes.get(record.id, [])

    @property
    def last_day(self) -> date:
        """The last day of which pages speak: that of a view, which knows nothing of a later one."""
        return date.max if self.records.day is None else self.records.day.latest

    # ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────

    def address(self, record: Record) -> str:
        """Return the address of a record: the permanent one of the package's own, that on this site of another."""
        return address_of(record) if self.is_own else f"{self.base}{path_of(record)}"

    def record(self, id: str) -> Record | None:
        """Return the record with an id, here or in a base."""
        return self.records.at(id)


def script_json(data: Any) -> str:
    """Return JSON that can stand inside a script element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def _environment(site: Site) -> Any:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError("jinja2", "site") from error
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters.update(words=words.words, label=words.label, plain=words.plain)
    env.filters.update(dates=words.date_words, day=day_words)
    env.globals.update(
        site=site,
        base=site.base,
        kinds=[(cls.kind, cls.folder, words.kind_name(cls.kind, many=True)) for cls in KINDS.values()],
        sections=SECTIONS,
        kind_name=words.kind_name,
        short=words.short,
        brief_name=words.brief_name,
        path_of=path_of,
        correction=correction_address,
        repository=REPOSITORY,
        docs=site.docs,
        editorial=EDITORIAL,
        data_version=__data_version__,
        version=__version__,
    )
    return env
