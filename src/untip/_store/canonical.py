"""Files of records in canonical form: which ones are not, and how to write them without losing anything."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from untip._formats.converter import structure
from untip._formats.yaml_reader import read_yaml
from untip._store.folder import canonical, kind_of, read_bytes, read_record, shown_name
from untip.errors import Problem, ValidationError
from untip.schema import FOLDERS, KINDS


def files(path: Path) -> Iterator[Path]:
    """Yield the files of records below a folder; a path that is not a folder is returned as it is."""
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*.yaml")):
        if file.absolute().parent.name in FOLDERS:
            yield file


def canonical_text(file: Path) -> str | None:
    """Return the canonical text of a record's file; `None` where it has that already.

    Raises:
        ValidationError: The file is no valid record, or has comments, which would be lost.
    """
    name = shown_name(file)
    record = read_record(file, kind_of(file), name)
    before = read_bytes(file, name)
    text = canonical(record)
    if before == text.encode():
        return None
    if _has_comment(before.decode("utf-8-sig")):
        message = "has comments, which canonical form does not keep; move them to a field, or remove them"
        raise ValidationError((Problem(message, file=name),))
    again = structure(KINDS[record.kind], read_yaml(text, name)[0], file=name, id=record.id)
    if again != record:  # never seen; what is written must be what was read
        raise ValidationError((Problem("cannot be written in canonical form without a change", file=name),))
    return text


def _has_comment(text: str) -> bool:
    """Return whether a YAML text has comments: a `#` outside of every token."""
    rest = list(text)
    for token in yaml.scan(text):
        start = token.start_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            start = text.index("\n", start)  # what stands behind the sign of a block is a comment
        for place in range(start, token.end_mark.index):
            rest[place] = ""
    return "#" in "".join(rest)


def write(file: Path, text: str) -> None:
    """Replace the text of a file, whole or not at all; a link keeps leading to the file."""
    target = Path(os.path.realpath(file))
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        shutil.copymode(target, name)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
