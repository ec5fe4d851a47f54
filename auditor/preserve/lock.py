"""A lock that keeps a second process out of a folder and ends with the one that holds it."""

from __future__ import annotations

from pathlib import Path
import sys

from auditor.model.errors import OutputError


class Lock:
    """Held from its making to `release`; OutputError where another process holds it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        try:
            _take(self._file.fileno())
        except OSError:
            self._file.close()
            raise OutputError(
                f"{path.parent}: another run is writing there",
                "wait for its end, or name another folder",
            ) from None

    def release(self) -> None:
        """Let others in."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
