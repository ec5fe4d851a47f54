"""The resolved settings: one for the run, one for each folder that articles lie in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
import datetime as dt
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from auditor.config.layers import (
    Layer,
    environment,
    ledger_at,
    nearest_ledger,
    nearest_project,
    of_ledger,
    of_project,
    person,
)
from auditor.config.options import OPTIONS, UNITED
from auditor.ledger.ledger import Ledger
from auditor.model.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All options for articles of one folder; `origins` says where each value is from."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    today: dt.date
    ledger: Ledger | None = None

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def policy(self, path: str | None = None) -> Policy:
        """What the rules may know, for the article at `path`.

        `--as-of` goes before the date the ledger gives the article, and that before today.
        """
        said = self.ledger.article(path) if self.ledger and path else None
        names = self.ledger.names if self.ledger else {}
        return Policy(
            as_of=self["as_of"] or (said.date if said and said.date else self.today),
            date_order=self["date_order"],
            date_tolerance_days=self["date_tolerance_days"],
            archive_window_days=self["archive_window_days"],
            select=self["select"],
            ignore=self["ignore"],
            severity=self["severity"],
            source_types=self["source_types"],
            accept=self["accept"],
            dead_after_failures=self["dead_after_failures"],
            unreachable_after=self["unreachable_after"],
            canonical_names=tuple(names.get("canonical", ())),
            name_aliases=names.get("aliases", {}),
            distinct_names=tuple(frozenset(group) for group in names.get("distinct", ())),
            waivers=self.ledger.waivers if self.ledger else (),
            withheld_hosts=self["withheld_hosts"],
            withheld=self._withholds(path),
        )

    def _withholds(self, path: str | None) -> bool:
        """Whether no archive is told of an article's addresses."""
        if path is None or path == "-":
            return False
        name = self.ledger.relative(path) if self.ledger else PurePath(path).as_posix()
        return any(fnmatchcase(name, glob) for glob in self["withheld_articles"])


def resolve(layers: Sequence[Layer], today: dt.date, ledger: Ledger | None = None) -> Settings:
    """The first layer that has a key decides; the default where none has."""
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, option in OPTIONS.items():
        layer = next((layer for layer in layers if key in layer.values), None)
        values[key] = layer.values[key] if layer else option.default
        if key in UNITED:
            values[key] = tuple(item for layer in layers for item in layer.values.get(key, ()))
        origins[key] = layer.name if layer else "default"
    return Settings(values=values, origins=origins, today=today, ledger=ledger)


@dataclass
class Config:
    """Settings by folder, each read once. `config` names a ledger that holds for every article."""

    flags: Layer
    today: dt.date
    config: Path | None = None
    person: Layer = field(default_factory=person)
    environment: Layer = field(default_factory=environment)
    _known: dict[Path, Settings] = field(default_factory=dict)
    _ledgers: dict[Path, Ledger] = field(default_factory=dict)
    _projects: dict[Path, Layer] = field(default_factory=dict)

    def of(self, path: str) -> Settings:
        """The settings for the article at `path`; `-` lies in the current folder."""
        return self.of_folder(Path() if path == "-" else Path(path).parent)

    def of_folder(self, folder: Path) -> Settings:
        """The settings for articles of a folder; ConfigError where a file is broken."""
        if folder not in self._known:
            self._known[folder] = self._read(folder)
        return self._known[folder]

    def personal(self) -> Settings:
        """The settings of no folder: what a person set, and the defaults."""
        return resolve([self.flags, self.environment, self.person], self.today)

    def values(self, key: str) -> list[Any]:
        """The values a key has for all folders asked about so far."""
        return [settings[key] for settings in self._known.values()]

    def _read(self, folder: Path) -> Settings:
        path = self.config or nearest_ledger(folder)
        ledger = self._ledger(path) if path else None
        project = nearest_project(folder)
        layers = [self.flags, self.environment, self.person]
        layers += [of_ledger(ledger)] if ledger else []
        layers += [self._project(project)] if project else []
        return resolve(layers, self.today, ledger)

    def _ledger(self, path: Path) -> Ledger:
        if path not in self._ledgers:
            self._ledgers[path] = ledger_at(path)
        return self._ledgers[path]

    def _project(self, path: Path) -> Layer:
        if path not in self._projects:
            self._projects[path] = of_project(path)
        return self._projects[path]
