"""Keys and paces of Save Page Now 2; times in seconds."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.archives.settings import Limits
from auditor.model.errors import ConfigError

# How to come by keys; said wherever they lack or are refused.
HOW_TO_GET_KEYS = (
    "get keys at https://archive.org/account/s3.php and set AUDITOR_IA_ACCESS_KEY and "
    "AUDITOR_IA_SECRET_KEY, or run `ia configure`"
)

_CAPTURES = Limits(per_minute=6.5, read=60.0, deadline=90.0)
_QUESTIONS = Limits(per_minute=20, burst=3, read=30.0)


@dataclass(frozen=True, slots=True)
class Keys:
    """A person's keys of the Internet Archive; they are in no repr, and go into one header only."""

    access: str = field(repr=False)
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        for value in (self.access, self.secret):
            if not value.isascii() or not value.isprintable() or {" ", ":"} & set(value):
                raise ConfigError("the keys of the Internet Archive are malformed", HOW_TO_GET_KEYS)

    @property
    def authorization(self) -> str:
        """The value of the header they go into."""
        return f"LOW {self.access}:{self.secret}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSettings:
    """How the service is asked (field notes: 7 captures a minute, 30,000 and 5 GB a day).

    6.5 a minute, so that a request that is four seconds late never makes eight of seven.
    `poll` lies between two questions about running jobs. `settle` is how long a request whose
    answer was lost may still be at work: a job is killed by the service within minutes. `check` is
    the pause before an address that failed is looked up, `lost` when a running job counts as one
    the service has forgotten. `backoff` doubles with each failure of an address. `patience` is how
    long the service may answer nothing of use before the run ends. `slots` captures may be under
    way where the service doesn't say how many.
    """

    save: Limits = _CAPTURES
    status: Limits = _QUESTIONS
    poll: float = 20.0
    settle: float = 600.0
    check: float = 60.0
    lost: float = 3600.0
    backoff: float = 60.0
    pause: float = 60.0
    patience: float = 3600.0
    refresh: float = 600.0
    slots: int = 3
    daily_captures: int = 30_000
    daily_bytes: int = 5_000_000_000
