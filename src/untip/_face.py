"""The functions of the package that work on its own registry unless told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from untip._errors import Problem, UsageError, ValidationError, as_path, brief
from untip._registry import Registry
from untip.schema import Record

if TYPE_CHECKING:
    from pathlib import Path

    from untip._store import Store

T = TypeVar("T", bound=Record)

Format = Literal["json", "yaml"]


def default_store() -> Store:
    """Give the store of the package's own records: the compiled parts of a wheel, or the files of a checkout."""
    from untip._compiled import CompiledStore

    store = CompiledStore.of_package()
    if store is not None:
        return store
    from pathlib import Path

    from untip._files import FolderStore

    folder = Path(__file__).with_name("data")
    if not folder.is_dir():  # a frozen application that left the package's data out
        message = "holds no records: the package was installed or frozen without its folder `compiled`"
        raise ValidationError((Problem(message, file=str(folder.parent)),))
    return FolderStore(folder, "")


registry: Final = Registry(default_store())
"""The package's own records."""

agencies: Final = registry.agencies
instruments: Final = registry.instruments
programs: Final = registry.programs
sdg_targets: Final = registry.sdg_targets
resources: Final = registry.resources
events: Final = registry.events
statistics: Final = registry.statistics
findings: Final = registry.findings
concepts: Final = registry.concepts
states: Final = registry.states
sources: Final = registry.sources
get: Final = registry.get
find: Final = registry.find
search: Final = registry.search
related: Final = registry.related
members: Final = registry.members
parties: Final = registry.parties
signatories: Final = registry.signatories
participation: Final = registry.participation
as_of: Final = registry.as_of
provenance: Final = registry.provenance
disputes: Final = registry.disputes
timeline: Final = registry.timeline
cite: Final = registry.cite


def load(path: str | Path, base: Registry | None = registry) -> Registry:
    """Read and check everything at a path, and give a registry of it alone.

    Args:
        path: A folder laid out like the package's `data`, one record's file in such a folder, or a `.json` file that
            `to_json` wrote.
        base: A registry whose records these may name; `None` for none. Nothing of it is copied.

    Returns:
        A registry of the records at the path alone.

    Raises:
        ValidationError: Something is wrong; `problems` has each with file and line.

    Example:
        >>> import pathlib, tempfile, untip
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "some.json")
        ...     text = untip.states[:3].to_json(path)
        ...     len(untip.load(path))
        3
    """
    from untip._load import examine

    store, problems, rest = examine(as_path(path), _base(base))
    if store is None:
        raise ValidationError(problems, rest)
    return Registry(store, base=base)


def validate(path: str | Path, base: Registry | None = registry) -> tuple[Problem, ...]:
    """Check everything at a path.

    Args:
        path: As for `load`.
        base: A registry whose records these may name; `None` for none.

    Returns:
        The problems, by file and line, of one file at most a hundred; empty when all is well.

    Example:
        >>> import pathlib, tempfile, untip
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "some.json")
        ...     size = path.write_text('[{"kind": "agenci"}]')
        ...     [problem.suggestion for problem in untip.validate(path)]
        ['agency']
    """
    from untip._load import read

    return read(as_path(path), _base(base))[1]


def _base(base: Registry | None) -> Callable[[str], Record | None]:
    """Give the function that finds what may be named in a registry, or in none."""
    if base is None:
        return _nothing
    if not isinstance(base, Registry):
        raise UsageError(f"a base is a registry or None, found {brief(base)}")
    return base.get


def _nothing(_: str) -> None:
    return None


def to_dict(record: Record | str) -> dict[str, Any]:
    """Give a record as a dict of JSON types, `kind` and `id` first; fields that are not filled are left out.

    Args:
        record: The record or its id.

    Returns:
        A new dict; dates are EDTF text, lines are text such as `"46-53, 271"`.

    Raises:
        UnknownIdError: There is no such record.

    Example:
        >>> import untip
        >>> untip.to_dict(untip.agencies["unodc"])["acronym"]
        'UNODC'
    """
    from untip._convert import to_dict

    return to_dict(registry._resolve(record))


def dumps(record: Record | str, format: Format = "json") -> str:
    """Write one record as text, exactly.

    Args:
        record: The record or its id.
        format: `json` or `yaml`.

    Returns:
        The text of a mapping with `kind` and `id`.

    Raises:
        UnknownIdError: There is no such record.

    Example:
        >>> import untip
        >>> unodc = untip.agencies["unodc"]
        >>> untip.loads(untip.dumps(unodc, format="yaml"), untip.Agency, format="yaml") == unodc
        True
    """
    from untip._formats import write_json, write_yaml

    write = write_yaml if _yaml(format) else write_json
    return write(to_dict(record))


def loads(text: str | bytes, cls: type[T], format: Format = "json") -> T:
    """Read one record from the text that `dumps` could have written.

    Args:
        text: The text.
        cls: The class of the record, or `untip.Record` to go by its `kind`.
        format: `json` or `yaml`.

    Raises:
        ValidationError: Something is wrong with the text.

    Example:
        >>> import untip
        >>> untip.loads('{"id": "x", "name": "X", "type": "media"}', untip.Agency).name
        'X'
    """
    from untip._convert import from_dict_in
    from untip._formats import read_json, read_yaml

    if not isinstance(text, str | bytes):
        raise UsageError(f"expected text or bytes, found {brief(text)}")

    data = read_yaml(text)[0] if _yaml(format) else read_json(text)
    return from_dict_in(cls, data)


def _yaml(format: str) -> bool:
    from untip._errors import UnknownFieldError, nearest

    if format not in ("json", "yaml"):
        raise UnknownFieldError(format, "a format: json or yaml", nearest(format, ("json", "yaml")))
    return format == "yaml"
