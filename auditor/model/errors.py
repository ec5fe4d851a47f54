"""Errors a user can do something about: one line that says what is wrong, one that says what to do.

AuditorError
├── InputError      an input is missing, unreadable or no article     (exit 2 or 3)
├── ConfigError     a setting, rule code or ledger entry is not valid  (exit 2)
├── OutputError     a report or the store can't be written             (exit 74)
└── SystemLackError the system has no memory, socket or thread left    (exit 70)
"""

from __future__ import annotations


class AuditorError(Exception):
    """Base of all errors meant for a person. `help` says what to do next."""

    def __init__(self, message: str, help: str = "") -> None:  # noqa: A002
        super().__init__(message)
        self.message = message
        self.help = help


class InputError(AuditorError):
    """An input could not be read, or is not an article."""


class ConfigError(AuditorError):
    """A setting is unknown, malformed or not allowed where it stands."""


class OutputError(AuditorError):
    """Something could not be written."""


class SystemLackError(AuditorError):
    """The system refused what a run can't do without."""


def lacking(error: OSError) -> SystemLackError:
    """What to say where the system refused something to the engine."""
    reason = (error.strerror or str(error)).lower()
    help = "lower --concurrency, or raise the limits of open files and memory"  # noqa: A001
    return SystemLackError(f"links can't be looked at: {reason}", help)


def named(path: str) -> str:
    """An input's path as messages say it; `-` alone would look like a slip."""
    return "<stdin>" if path == "-" else path
