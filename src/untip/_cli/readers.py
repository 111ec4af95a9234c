"""What the words of a command line are read as."""

from __future__ import annotations

import os
from argparse import ArgumentTypeError
from pathlib import Path

from untip._registry.finding import checked_kind
from untip.errors import UnknownFieldError


def kind(text: str) -> str:
    """Return a kind from its name or that of its collection."""
    try:
        return checked_kind(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except UnknownFieldError as error:
        raise ArgumentTypeError(str(error)) from None


def count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ArgumentTypeError(f"{text[:40]!r} is no number from 0")
    return int(text)


def condition(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise ArgumentTypeError(f"{text[:40]!r} is no condition; write it as field=value, such as parent=ilo")
    return name.strip(), value.strip()


def path(text: str) -> Path:
    if not text:
        raise ArgumentTypeError("a path must not be empty")
    if not os.path.isabs(text):
        try:
            os.getcwd()
        except OSError:
            raise ArgumentTypeError("the working directory no longer exists; give an absolute path") from None
    if "\0" in text:
        raise ArgumentTypeError("a path holds no null characters")
    return Path(text)


def file_or_input(text: str) -> str:
    if text != "-":
        path(text)
    return text
