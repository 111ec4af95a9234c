"""The explorer: one static site for people, search engines and programs, written from the records.

`untip publish DIR` and `python -m untip.publish DIR` write it. It needs the extra `site` (jinja2) when it is built, and
nothing when it is read: no script is needed but for search, and nothing is loaded from elsewhere.
"""

from __future__ import annotations

from untip._schema.define import public
from untip.publish._build import Built, build

__all__ = ["Built", "build"]

public(Built, "untip.publish")
build.__module__ = "untip.publish"
