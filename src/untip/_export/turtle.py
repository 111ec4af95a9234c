"""The JSON-LD document as Turtle, through rdflib."""

from __future__ import annotations

import json
from typing import Any
from warnings import catch_warnings, simplefilter

from untip.errors import MissingExtraError


def turtle(linked: dict[str, Any], version: str | None) -> bytes:
    """Return a JSON-LD document as Turtle; equal documents give equal bytes.

    Args:
        linked: The document.
        version: The version of the package's own data; `None` for other data.

    Raises:
        MissingExtraError: rdflib is not installed.
    """
    try:
        from rdflib import Graph
    except ImportError as error:
        raise MissingExtraError("rdflib", "rdf") from error
    graph = Graph()
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD warns of its own classes
        graph.parse(data=json.dumps(linked), format="json-ld")
    text: str = graph.serialize(format="turtle")
    head = "" if version is None else f"# untip, data version {version}\n"
    return f"{head}{text}".encode()
