"""The JSON-LD document as Turtle, through rdflib."""

from __future__ import annotations

import json
from typing import Any
from warnings import catch_warnings, simplefilter

from untip._version import __data_version__
from untip.errors import MissingExtraError


def turtle(linked: dict[str, Any]) -> bytes:
    """Return a JSON-LD document as Turtle; equal documents give equal bytes.

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
    return f"# untip, data version {__data_version__}\n{text}".encode()
