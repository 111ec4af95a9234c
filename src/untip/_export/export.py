"""Every file of the whole data set, written to one folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from untip._export import columnar, database, linked, package, texts
from untip._export.contents import Contents
from untip._export.turtle import turtle
from untip._formats.files import write_bytes
from untip._registry.given import registry_of
from untip._registry.registry import Registry
from untip._schema.define import public
from untip.errors import FileError, MissingExtraError, UsageError, as_path


class Exported(NamedTuple):
    """What an export wrote."""

    files: tuple[Path, ...]
    """The files, in the order of writing."""
    missing: tuple[str, ...]
    """What was not written because a library is not installed, with the command that installs it."""


public(Exported)

Make = Callable[[Contents], Mapping[str, bytes]]
"""Returns files by their path below the folder."""

FORMATS: Mapping[str, tuple[str, Make]] = {
    "untip.json": (
        "Every record, with treaty actions and redirects",
        lambda contents: {"untip.json": texts.records(contents)},
    ),
    "untip-names.json": (
        "Every name by its key, with the ids that it finds",
        lambda contents: {"untip-names.json": texts.names(contents)},
    ),
    "csv/*.csv, datapackage.json": ("The tables as CSV, described by a Frictionless data package", package.files),
    "untip.sqlite": (
        "The tables, views and a full-text index as a SQLite database",
        lambda contents: {"untip.sqlite": database.database(contents)},
    ),
    "untip.xlsx": (
        "The tables as an Excel workbook, with a sheet that explains",
        lambda contents: {"untip.xlsx": columnar.workbook(contents)},
    ),
    "parquet/*.parquet": ("The tables as Parquet files", columnar.parquet),
    "untip.jsonld": (
        "Every record as linked data (SKOS, ORG, schema.org, PROV)",
        lambda contents: {"untip.jsonld": texts.dumped(linked.graph(contents))},
    ),
    "untip.ttl": (
        "The same as Turtle",
        lambda contents: {"untip.ttl": turtle(linked.graph(contents), contents.version)},
    ),
    "untip.bib": (
        "Sources, resources and instruments for LaTeX",
        lambda contents: {"untip.bib": texts.bibliography(contents, "bibtex")},
    ),
    "untip.csl.json": (
        "The same for Zotero and other reference managers",
        lambda contents: {"untip.csl.json": texts.bibliography(contents, "csl-json")},
    ),
}
"""What an export writes: for each entry what it is, and how it is made."""


def export(folder: str | Path, registry: Registry | None = None, all: bool = False) -> Exported:
    """Write the whole data set in every format to a folder; equal data give equal bytes.

    Args:
        folder: The folder: a new or empty one, or that of an earlier export, whose files are replaced.
        registry: The records; the package's own by default. Of others the files name no version, licence or address:
            in linked data a record that is not the package's has a name such as `urn:record:agencies:my-ngo`.
        all: Whether a missing library is an error, instead of leaving out what it writes.

    Returns:
        The files that were written, and what was left out because a library is missing.

    Raises:
        MissingExtraError: `all` is true and a library is missing. Files that do not need it are written first.
        FileError: A file could not be written.
        UsageError: The folder is a file or holds other files, or `registry` is no registry.

    Example:
        >>> import tempfile, untip
        >>> kind = untip.schema.AgencyType.NON_GOVERNMENTAL_ORGANIZATION
        >>> mine = untip.Registry([untip.Agency(id="my-ngo", name="My NGO", type=kind)])
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     done = untip.export(folder, mine)
        >>> done.files[0].name
        'untip.json'
    """
    target = as_path(folder)
    if target.is_file():
        raise UsageError(f"{target} is a file; name a folder")
    if target.is_dir() and any(target.iterdir()) and not (target / "untip.json").is_file():
        raise UsageError(f"{target} is not empty and holds no earlier export; name an empty folder")
    contents = Contents(registry_of(registry))
    files: list[Path] = []
    missing: list[str] = []
    first: MissingExtraError | None = None
    for name, (_, make) in FORMATS.items():
        try:
            made = make(contents)
        except MissingExtraError as error:
            missing.append(f"{name}: {error}")
            first = first or error
            continue
        for path, data in made.items():
            files.append(target / path)
            _write(files[-1], data)
    if all and first is not None:
        raise first
    return Exported(tuple(files), tuple(missing))


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(error.errno, error.strerror, str(path.parent)) from error
    write_bytes(path, data)
