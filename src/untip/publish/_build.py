"""The explorer as a whole: every page, in one call."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from untip._export import package, texts
from untip._export.addresses import DOCUMENTATION, RECORDS
from untip._registry.given import registry_of
from untip._registry.registry import Registry
from untip.errors import FileError, UsageError, as_path, as_text
from untip.publish._feeds import Previous, changes_since, read_previous, write_changes, write_indexes, write_redirects
from untip.publish._front import write_front
from untip.publish._lists import write_lists
from untip.publish._pages import write_records
from untip.publish._search import write_search
from untip.publish._site import Site


class Built(NamedTuple):
    """What a build wrote."""

    pages: int
    """How many pages."""
    files: int
    """How many files, pages included."""
    bytes: int
    """How many bytes in all."""


def build(
    folder: str | Path,
    base: str = RECORDS,
    registry: Registry | None = None,
    previous: str | Path | None = None,
    docs: str = DOCUMENTATION,
) -> Built:
    """Write the explorer: a page and a JSON file a record, lists, search, timeline, feeds; equal data give equal bytes.

    All links are relative, so that the pages work at any address.

    Args:
        folder: The folder; an empty or new one, or that of an earlier build, whose files are replaced.
        base: The address at which the site will be: for canonical links, sitemap and feed.
        registry: The records; the package's own by default.
        previous: The `untip.json` of an earlier version, to say what changed since.
        docs: The address of the documentation to link to; one such as `docs/` is below the site's own.

    Returns:
        How many pages, files and bytes were written.

    Raises:
        MissingExtraError: jinja2 is not installed.
        UsageError: The folder holds other files, the base is not an address, `docs` is neither one nor a path, or the
            registry is none.
        ValidationError: The earlier version cannot be read, or is no `untip.json` of an export or a site.
        FileError: A file could not be written.

    Example:
        >>> import tempfile, untip.publish
        >>> kind = untip.schema.AgencyType.NON_GOVERNMENTAL_ORGANIZATION
        >>> mine = untip.Registry([untip.Agency(id="my-ngo", name="My NGO", type=kind)])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     untip.publish.build(folder, registry=mine).pages > 1
        True
    """
    base = as_text(base, "an address")
    if not base.startswith(("https://", "http://")):
        raise UsageError(f"base must be an address such as https://example.org/explorer/, found {base!r:.80}")
    docs = as_text(docs, "an address")
    if not re.fullmatch(r"https?://[^\s\"<>]+|(?:[\w.-]+/)+", docs):
        raise UsageError(f"docs must be an address or a path such as docs/, found {docs!r:.80}")
    site = Site(as_path(folder), registry_of(registry), base.rstrip("/") + "/", docs)
    before = None if previous is None else read_previous(previous)
    try:
        return _write(site, before)
    except FileError:
        raise
    except OSError as error:
        raise FileError(error.errno, error.strerror, str(error.filename or folder)) from error


def _write(site: Site, before: Previous | None) -> Built:
    earlier = site.begin()
    try:
        _write_all(site, before)
    except BaseException:
        site.interrupted(earlier)
        raise
    site.finish(earlier)
    return Built(len(site.pages), len(site.written), sum(site.written.values()))


def _write_all(site: Site, before: Previous | None) -> None:
    changes = changes_since(site, before)
    write_front(site, changes.sentence)
    write_lists(site)
    write_records(site)
    write_search(site)
    write_changes(site, changes)
    write_redirects(site)
    _write_data(site)
    write_indexes(site)


def _write_data(site: Site) -> None:
    """Write the files of the data set that need no other library, and the page that lists them."""
    files: dict[str, tuple[str, bytes]] = {
        "untip.json": ("Every record, with treaty actions and redirects", texts.records(site.registry)),
        "untip-names.json": ("The ids that each folded name finds", texts.names(site.registry)),
        "untip.bib": ("Sources, resources and instruments for LaTeX", texts.bibliography(site.registry, "bibtex")),
        "untip.csl.json": ("The same for reference managers", texts.bibliography(site.registry, "csl-json")),
    }
    for name, data in package.files(site.registry).items():
        about = package.about_table(name[4:-4]) if name.endswith(".csv") else "What each table and column holds"
        files[name] = package.plain_text(about), data
    for name, (_, data) in files.items():
        site.write(f"data/{name}", data.decode())
    shown = [(name, about, _size(len(data))) for name, (about, data) in sorted(files.items())]
    about = "The whole data set as files, for programs, spreadsheets, statistics and reference managers."
    citation = site.registry.cite() if site.is_own else None
    example = next(iter(site.records), None)
    site.page("data/", "data.html", "Data", about, files=shown, example=example, citation=citation)


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(count // 1000, 1)} kB"
