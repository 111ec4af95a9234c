"""Reading and writing records as files and texts; they may name records of the package's own registry."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeVar

from untip._formats.converter import from_dict_in
from untip._formats.json import read_json, write_json
from untip._formats.yaml_reader import read_yaml
from untip._formats.yaml_writer import write_yaml
from untip._registry.default import registry, to_dict
from untip._registry.registry import Registry, of_store, records_of
from untip._schema.define import Checked
from untip._store.load import examine
from untip._text import brief
from untip.errors import Problem, UsageError, ValidationError, as_path, as_text, is_a, one_of

C = TypeVar("C", bound=Checked)

Format = Literal["json", "yaml"]

FORMATS = ("json", "yaml")


def load(path: str | Path, base: Registry | None = registry) -> Registry:
    """Read and check everything at a path, and return a registry of it alone.

    Args:
        path: A folder with the layout of the package's `data`, one record's file in such a folder, or a `.json` file
            that `to_json` wrote.
        base: A registry whose records these may name; `None` for none. Nothing of it is copied.

    Returns:
        A registry of the records at the path alone.

    Raises:
        ValidationError: Something is wrong; `problems` has each with file and line.
        UsageError: `path` is not a path, or `base` is no registry.

    Example:
        >>> import pathlib, tempfile, untip
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "some.json")
        ...     text = untip.states[:3].to_json(path)
        ...     len(untip.load(path))
        3
    """
    store, problems, rest = examine(as_path(path), records_of(base))
    if store is None:
        raise ValidationError(problems, rest)
    return of_store(store, base)


def validate(path: str | Path, base: Registry | None = registry) -> tuple[Problem, ...]:
    """Check everything at a path.

    Args:
        path: As for `load`.
        base: A registry whose records these may name; `None` for none.

    Returns:
        The problems, by file and line, at most a hundred for one file; empty if there are none.

    Raises:
        UsageError: `path` is not a path, or `base` is no registry.

    Example:
        >>> import pathlib, tempfile, untip
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = pathlib.Path(folder, "some.json")
        ...     size = path.write_text('[{"kind": "agenci"}]')
        ...     [problem.suggestion for problem in untip.validate(path)]
        ['agency']
    """
    return examine(as_path(path), records_of(base))[1]


def dumps(record: Checked | str, format: Format = "json") -> str:
    """Return one record, or a part of one, as text, exactly.

    Args:
        record: The record, its id or name; or a part of a record, or the row of a table.
        format: `json` or `yaml`.

    Returns:
        The text of a mapping; of a record with `kind` and `id`.

    Raises:
        UnknownIdError: There is no such record.
        AmbiguousNameError: Several records have that name.
        UnknownFieldError: There is no such format.
        UsageError: `record` is neither a record, a part of one, a row nor a string.

    Example:
        >>> import untip
        >>> unodc = untip.agencies["unodc"]
        >>> untip.loads(untip.dumps(unodc, format="yaml"), untip.Agency, format="yaml") == unodc
        True
    """
    write = write_yaml if _is_yaml(format) else write_json
    return write(to_dict(record))


def loads(text: str | bytes, cls: type[C], format: Format = "json") -> C:
    """Return one record, or a part of one, from text such as `dumps` returns.

    Args:
        text: The text.
        cls: The class of the record, or `untip.Record` to go by its `kind`; or that of a part or a row.
        format: `json` or `yaml`.

    Raises:
        ValidationError: Something is wrong with the text.
        UnknownFieldError: There is no such format.
        UsageError: The text is neither a string nor bytes, or `cls` is not the class of a record, a part or a row.

    Example:
        >>> import untip
        >>> untip.loads('{"id": "x", "name": "X", "type": "media"}', untip.Agency).name
        'X'
    """
    if is_a(text, str):
        text = as_text(text, "a text")
    elif not is_a(text, bytes):
        raise UsageError(f"expected text or bytes, found {brief(text)}")
    data = read_yaml(text)[0] if _is_yaml(format) else read_json(text)
    return from_dict_in(cls, data)


def _is_yaml(format: str) -> bool:
    return one_of(format, FORMATS, "a format: json or yaml") == "yaml"
