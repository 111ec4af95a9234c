"""Values as cells of CSV."""

from __future__ import annotations

from typing import Any

from untip._schema.fields import SEPARATOR

__all__ = ["FORMULA", "SEPARATOR", "cell"]

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
"""Signs that make a spreadsheet take a text for a formula, wide and small ones and the minus sign too."""


def cell(value: Any) -> str:
    """Return a value as a cell of CSV: several joined, a would-be formula made text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        value = SEPARATOR.join(map(str, value))
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
