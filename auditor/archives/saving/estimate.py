"""How long a run takes at the paces of the services; pure arithmetic over the settings.

The command and its documentation reckon with the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
import datetime as dt

from auditor.archives.saving.settings import SaveSettings
from auditor.archives.settings import ArchiveSettings

# The median page of the web with all its parts weighs 2.3 (phones) to 2.7 MB (HTTP Archive, Web
# Almanac 2024, "Page weight"); the service counts what it fetched.
CAPTURE_BYTES = 2_500_000
REPLAYS = 2  # requests to the fast service for an address: which capture, and its bytes


@dataclass(frozen=True, slots=True)
class Estimate:
    """The expected times of the two halves of a run."""

    lookups: dt.timedelta
    saves: dt.timedelta

    @property
    def total(self) -> dt.timedelta:
        """The whole run."""
        return self.lookups + self.saves


def estimate(
    addresses: int, missing: int, archives: ArchiveSettings, saving: SaveSettings
) -> Estimate:
    """The times for some addresses, of which so many have no usable copy and are saved."""
    return Estimate(lookup_time(addresses, missing, archives), save_time(missing, saving))


def lookup_time(addresses: int, missing: int, settings: ArchiveSettings) -> dt.timedelta:
    """Replay is asked about all addresses, the index about those without a copy, side by side."""
    replay = _minutes(addresses * REPLAYS, settings.replay.per_minute)
    return max(replay, _minutes(missing, settings.cdx.per_minute))


def save_time(missing: int, settings: SaveSettings, left: int | None = None) -> dt.timedelta:
    """One capture after another at the pace, each day no more than captures and bytes allow.

    `left` is what the service says is left of today's captures.
    """
    a_day = min(settings.daily_captures, settings.daily_bytes // CAPTURE_BYTES)
    today = min(a_day, a_day if left is None else left)
    if missing <= today:
        return _minutes(missing, settings.save.per_minute)
    days, rest = divmod(missing - today - 1, a_day)
    return dt.timedelta(days=days + 1) + _minutes(rest + 1, settings.save.per_minute)


def _minutes(requests: int, per_minute: float) -> dt.timedelta:
    return dt.timedelta(minutes=requests / per_minute if per_minute else 0)
