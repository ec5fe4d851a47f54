"""Where the store lies: the folder for caches of whoever runs the program."""

from __future__ import annotations

import os
from pathlib import Path
import sys

NAME = "auditor.sqlite"


def cache_folder() -> Path:
    """The folder that the platform has for this (XDG base directories on Linux)."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
        return base / "auditor" / "Cache"
    if sys.platform == "darwin":
        return home / "Library/Caches" / "auditor"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "auditor"
