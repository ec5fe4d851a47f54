"""Files of reports, which appear whole or not at all."""

from __future__ import annotations

from contextlib import suppress
import os
from pathlib import Path
import tempfile
from typing import TextIO

from auditor.cli.streams import unwritable


class AtomicFile:
    """A text file written beside its place and moved there at the end; OutputError if it can't be.

    The place is tried at once, so that a long run doesn't end in vain.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            if path.is_dir():
                raise IsADirectoryError(21, "Is a directory")
            handle, self._name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        except OSError as error:
            raise unwritable(str(path), error) from error
        self.stream: TextIO = open(  # noqa: PTH123, SIM115 - a handle, closed by commit or discard
            handle, "w", encoding="utf-8", newline="\n"
        )

    def commit(self) -> None:
        """Put the file in its place."""
        try:
            self.stream.close()
            _open_to_others(self._name)
            Path(self._name).replace(self._path)
        except OSError as error:
            self.discard()
            raise unwritable(str(self._path), error) from error

    def discard(self) -> None:
        """Leave nothing behind; harmless after `commit`."""
        with suppress(OSError):
            self.stream.close()
        with suppress(OSError):
            Path(self._name).unlink(missing_ok=True)


def _open_to_others(name: str) -> None:
    """Give a temporary file the rights any new file has: mkstemp's are the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
