"""Lines on stderr: errors with what to do about them, hints."""

from __future__ import annotations

import re
import sys

from auditor.model.errors import AuditorError
from auditor.text.clean import clean_line

_SECRET = re.compile(
    r"(?i)([?&][^?=&\s]{0,40}(?:token|key|secret|password|auth)[^=&\s]{0,40}=)[^&\s]+"
)


def complain(error: AuditorError) -> None:
    """One line that says what is wrong, one that says what to do."""
    say(f"error: {error.message}")
    if error.help:
        say(f"help: {error.help}")


def hint(text: str) -> None:
    """A line of advice."""
    say(f"hint: {text}")


def say(text: str) -> None:
    """A line on stderr; its text may come from anywhere, and secrets of addresses stay out."""
    line = _SECRET.sub(r"\1…", clean_line(text, 1000))
    sys.stderr.write(line + "\n")
