"""What every command needs: settings, the day and time, the terminal, a way to say things."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
import datetime as dt
import os
from pathlib import Path
import shutil
import sys
from typing import TYPE_CHECKING, Any

from auditor import __version__
from auditor.cli.messages import hint
from auditor.config.layers import Layer, flags, unknown_variables
from auditor.config.settings import Config, Settings
from auditor.model.errors import ConfigError
from auditor.model.run import Run

if TYPE_CHECKING:
    from auditor.evidence.replay import Replay
    from auditor.reports.lines import Line


@dataclass(frozen=True, slots=True)
class Session:
    """One run of a command. `here` are the settings of the first article's folder."""

    config: Config
    here: Settings
    started: dt.datetime
    quiet: bool = False
    verbose: bool = False
    record: Path | None = None
    replay: Replay | None = None

    @classmethod
    def of(
        cls,
        given: Mapping[str, Any],
        file: Path | None,
        paths: Sequence[str] | None = (),
        *,
        quiet: bool = False,
        verbose: bool = False,
        record: Path | None = None,
        replay: Path | None = None,
    ) -> Session:
        """A session of some flags; ConfigError for any setting that is not valid.

        Without paths the current folder's settings hold; `paths` None is for commands that look at
        no article, which no ledger can disturb.
        """
        if file is not None and not file.is_file():
            raise ConfigError(f"{file}: no such configuration file", "check the path of --config")
        started = dt.datetime.now(dt.UTC)
        played = _replay(replay, record) if replay else None
        config = _config(flags(given), file, started, played)
        if not quiet:
            for name in unknown_variables():
                hint(f"{name} is set, but means nothing to auditor")
        here = config.personal() if paths is None else config.of_folder(_folder(paths))
        if played and not quiet:
            _tell(played, here)
        return cls(config, here, started, quiet, verbose, record, played)

    @property
    def offline(self) -> bool:
        """Whether no connection may be opened."""
        return bool(self.here["offline"])

    @property
    def infos(self) -> bool:
        """Whether infos are shown: on request, or where they make a run fail."""
        return self.verbose or self.here["fail_on"] == "info"

    @property
    def today(self) -> dt.date:
        """The day the run is made for: `--as-of` or today."""
        day: dt.date = self.here["as_of"] or self.here.today
        return day

    @property
    def width(self) -> int:
        """Columns to write in: the terminal's, `COLUMNS` if set, 80 off a terminal."""
        return shutil.get_terminal_size((80, 24)).columns if _sized() else 80

    def writer(self) -> Callable[[Line], None]:
        """Prints report lines on standard output, in colour where that is wanted."""
        from auditor.reports.terminal import plain_writer, rich_writer  # here: JSON needs neither

        if self.coloured:
            return rich_writer(sys.stdout, self.width)
        return plain_writer(sys.stdout)

    @property
    def coloured(self) -> bool:
        """`--color`, else NO_COLOR (no-color.org), else whether a capable terminal listens."""
        if self.here["color"] != "auto":
            return bool(self.here["color"] == "always")
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return sys.stdout.isatty()

    def run(self) -> Run:
        """What is true of the whole run."""
        return Run(
            version=__version__,
            started=self.started,
            as_of=self.today,
            offline=self.offline,
            archives=bool(self.here["archives"]),
            config=self.here.ledger.name if self.here.ledger else None,
            replayed_from=str(self.replay.recording.path) if self.replay else None,
        )


def _config(flags: Layer, file: Path | None, started: dt.datetime, played: Replay | None) -> Config:
    """The configuration of a run, or of the one that is replayed."""
    if played is None:
        return Config(flags, started.astimezone().date(), file)
    from auditor.config.recorded import replayed

    return replayed(flags, played.recording.run, file)


def _replay(path: Path, record: Path | None) -> Replay:
    """The recording to replay; InputError where it is none."""
    from auditor.evidence.recording import Recording
    from auditor.evidence.replay import Replay

    if record is not None:
        raise ConfigError("--record and --replay exclude one another", "give one of the two")
    return Replay(Recording.of(path))


def _tell(played: Replay, here: Settings) -> None:
    """Say in what a replay is not the run that was recorded."""
    from auditor.config.recorded import changed

    path = played.recording.path
    if others := changed(played.recording.run, here):
        hint(f"these settings are others than when {path} was recorded: {', '.join(others)}")
    if not played.recording.whole:
        hint(f"the run recorded in {path} was interrupted, and so will be its replay")


def _folder(paths: Sequence[str]) -> Path:
    """Where the first of some paths lies; the current folder without any, or for stdin."""
    if not paths or paths[0] == "-":
        return Path()
    first = Path(paths[0])
    return first if first.is_dir() else first.parent


def _sized() -> bool:
    return sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
