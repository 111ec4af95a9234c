"""JSON of other programs or an earlier version: read as it is, without the rules for our own files."""

from __future__ import annotations

import json
from typing import Any

from untip._formats.files import read_bytes
from untip._formats.plain import refuse
from untip.errors import as_path


def read_foreign(path: Any, limit: int) -> Any:
    """Return what a file of JSON holds.

    Args:
        path: The path.
        limit: The largest size, in bytes.

    Raises:
        ValidationError: It cannot be read, is too large, or is not JSON; the problem has the line.
        UsageError: That is no path.
    """
    where, file = as_path(path), str(path)
    data = read_bytes(where, file, limit)
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        refuse(f"is not JSON: {error.msg}", file, (error.lineno, error.colno), expected="JSON")
    except (UnicodeDecodeError, RecursionError) as error:
        refuse(f"is not JSON that can be read: {error}", file, (1, 1), expected="JSON")
