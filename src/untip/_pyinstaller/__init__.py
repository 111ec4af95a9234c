"""How PyInstaller freezes an application that uses this package: found by its entry point."""

from __future__ import annotations

import os


def hook_folders() -> list[str]:
    """Return the folder of the hooks."""
    return [os.path.dirname(__file__)]
