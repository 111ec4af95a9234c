"""The canonical form of files of records: find files that are not in it, and rewrite them without loss."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from untip._formats.converter import structure
from untip._formats.files import read_bytes, write_text
from untip._formats.yaml_reader import read_yaml
from untip._store.folder import FILE_LIMIT, canonical, kind_of, record_of, shown_name
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


def canonical_text(file: Path) -> tuple[bytes, str | None]:
    """Return the bytes of a record's file, and its canonical text; `None` if it is in canonical form.

    Raises:
        ValidationError: The file is not a valid record, or has comments, which would be lost.
    """
    name = shown_name(file)
    before = read_bytes(file, name, FILE_LIMIT)
    kind = kind_of(file)
    record = record_of(before, kind, file.stem, name)
    text = canonical(record)
    if before == text.encode():
        return before, None
    if _has_comment(before.decode("utf-8-sig")):
        message = "has comments, which canonical form does not keep; move them to a field, or remove them"
        raise ValidationError((Problem(message, file=name),))
    again = structure(KINDS[record.kind], read_yaml(text, name)[0], file=name, id=record.id)
    if again != record:  # a safeguard: what is written must be what was read
        raise ValidationError((Problem("cannot be written in canonical form without a change", file=name),))
    return before, text


def _has_comment(text: str) -> bool:
    """Return whether a YAML text has comments: a `#` outside of every token."""
    rest = list(text)
    for token in yaml.scan(text):
        start = token.start_mark.index
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            start = text.index("\n", start)  # text after the indicator of a block is a comment
        for place in range(start, token.end_mark.index):
            rest[place] = ""
    return "#" in "".join(rest)


def rewrite(file: Path, text: str, before: bytes) -> None:
    """Replace the text of a file, unless it has been changed meanwhile.

    Args:
        file: The file.
        text: The new text.
        before: The bytes that the new text was made from.

    Raises:
        ValidationError: The file has changed.
        FileError: It could not be written.
    """
    name = shown_name(file)
    changed = False

    def has_changed() -> bool:
        nonlocal changed
        changed = read_bytes(file, name, FILE_LIMIT) != before
        return changed

    write_text(file, text, unless=has_changed)
    if changed:
        raise ValidationError((Problem("was changed by another program meanwhile; run fmt again", file=name),))
