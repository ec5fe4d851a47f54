"""The standard streams: their encoding, and what to say when they can't be written."""

from __future__ import annotations

import io
import sys

from auditor.model.errors import OutputError


def unwritable(name: str, error: OSError) -> OutputError:
    """The one line for a report that can't be written."""
    reason = (error.strerror or str(error)).lower()
    return OutputError(
        f"{name}: cannot be written: {reason}", "name a folder that can be written to"
    )


def prepare_streams() -> None:
    """Reports are UTF-8 off a terminal, and no character of theirs stops the program on one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
