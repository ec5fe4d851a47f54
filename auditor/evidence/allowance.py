"""What Save Page Now lets the owner of some keys do: captures at once and of the day, pauses."""

from __future__ import annotations

from dataclasses import dataclass
import datetime as dt

from auditor.archives.saving.answers import KeysRefused, Quota, Unsaid
from auditor.archives.saving.client import SaveClient
from auditor.archives.saving.settings import HOW_TO_GET_KEYS, SaveSettings
from auditor.archives.settings import Clock
from auditor.model.errors import ConfigError

LONGEST_PAUSE = 900.0  # seconds


@dataclass
class Allowance:
    """What the service told of itself so far; the documented limits where it won't say."""

    client: SaveClient
    settings: SaveSettings
    clock: Clock
    left: int | None = None
    _quota: Quota | None = None
    _asked: dt.datetime | None = None
    _silent: dt.datetime | None = None
    _pauses: int = 0

    def slots(self) -> int:
        """How many captures may be under way; asks the service now and then, for `left` as well."""
        now = self.clock.now()
        if self._asked is None or now - self._asked >= seconds(self.settings.refresh):
            self._asked = now
            answer = self.client.quota()
            if isinstance(answer, KeysRefused):
                raise refused_keys()
            self._learn(answer)
        return max(1, self._quota.slots if self._quota else self.settings.slots)

    def _learn(self, answer: Quota | Unsaid) -> None:
        if isinstance(answer, Quota):
            self._quota, self.left = answer, answer.left
        elif self.left is None:
            self.left = self.settings.daily_captures

    def is_used_up(self) -> bool:
        """Whether the day's captures are made."""
        return self.left is not None and self.left <= 0

    def spend(self) -> None:
        """One more capture of the day is made."""
        self.left = (self.left or 0) - 1

    def heard(self, answer: object) -> None:
        """Note whether the service answers at all."""
        if not isinstance(answer, Unsaid):
            self._silent = None
        elif self._silent is None:
            self._silent = self.clock.now()

    def is_silent(self) -> bool:
        """Whether nothing of use was heard for longer than anyone's patience."""
        limit = seconds(self.settings.patience)
        return self._silent is not None and self.clock.now() - self._silent > limit

    def pause(self, asked: float | None = None) -> None:
        """Save nothing for as long as was asked for, else for a pause that doubles each time."""
        if asked is None:
            self._pauses += 1
            asked = min(LONGEST_PAUSE, self.settings.pause * 2.0 ** (self._pauses - 1))
        self.client.pause(asked)

    def captured(self) -> None:
        """A capture was made: the next pause is a short one again."""
        self._pauses = 0


def seconds(value: float) -> dt.timedelta:
    """So many seconds as a time."""
    return dt.timedelta(seconds=value)


def refused_keys() -> ConfigError:
    """What ends a run whose keys nobody knows."""
    return ConfigError("the Internet Archive refused the keys", HOW_TO_GET_KEYS)
