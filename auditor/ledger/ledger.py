"""The ledger itself, read and validated: which articles, which policy, which waivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
import datetime as dt
from pathlib import Path, PurePosixPath
from typing import Any

from auditor.ledger.check import check_ledger
from auditor.ledger.toml import TomlFile, parse_toml, read_toml
from auditor.model.errors import ConfigError
from auditor.model.policy import Waiver

NAME = "claims.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerArticle:
    """An article the ledger names; `path` is from the ledger's folder, with forward slashes."""

    path: str
    title: str | None = None
    language: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """claims.toml. `folder` is where it lies, `name` how messages and reports call it.

    `claims` maps the id of each claim to the words it is anchored to.
    """

    folder: Path
    name: str
    file: TomlFile
    articles: tuple[LedgerArticle, ...] = ()
    policy: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()

    def relative(self, path: str) -> str:
        """An article's path as the ledger writes it: from its own folder, forward slashes."""
        try:
            return Path(path).resolve().relative_to(self.folder.resolve()).as_posix()
        except (ValueError, OSError):
            return PurePosixPath(Path(path).as_posix()).as_posix()

    def article(self, path: str) -> LedgerArticle | None:
        """What the ledger says of the article at `path`."""
        wanted = self.relative(path)
        return next((item for item in self.articles if item.path == wanted), None)


def read_ledger(path: Path, name: str | None = None) -> Ledger:
    """Read and validate a claims.toml; ConfigError with file, line and reason."""
    return from_file(read_toml(path, name or str(path)), path.parent)


def parse_ledger(text: str, folder: Path, name: str = NAME) -> Ledger:
    """The same of a text."""
    return from_file(parse_toml(text, name), folder)


def from_file(file: TomlFile, folder: Path) -> Ledger:
    """Make the ledger of a parsed file."""
    check_ledger(file)
    table = file.table
    claims = {
        item["id"]: item.get("anchor", {}).get("exact", "") for item in table.get("claim", ())
    }
    articles = table.get("article", ())
    return Ledger(
        folder=folder,
        name=file.name,
        file=file,
        articles=tuple(
            _article(file, item, index)
            for index, item in enumerate([articles] if isinstance(articles, dict) else articles)
        ),
        policy=table.get("policy", {}),
        names=table.get("names", {}),
        claims=claims,
        waivers=tuple(
            _waiver(file, item, index, claims) for index, item in enumerate(table.get("waiver", ()))
        ),
    )


def _article(file: TomlFile, item: Mapping[str, Any], index: int) -> LedgerArticle:
    path = PurePosixPath(item["path"])
    if path.is_absolute() or ".." in path.parts or "\\" in item["path"] or ":" in path.parts[0]:
        raise file.error(
            ("article", index, "path"),
            f"article.path {item['path']!r} leads out of the ledger's folder",
            "give it from the folder of claims.toml, with forward slashes",
        )
    return LedgerArticle(
        path=path.as_posix(),
        title=item.get("title"),
        language=item.get("language"),
        date=item.get("date"),
    )


_AIMS = ("text", "url", "host", "claim")


def _waiver(
    file: TomlFile, item: Mapping[str, Any], index: int, claims: Mapping[str, str]
) -> Waiver:
    target = item.get("target", {})
    aims = [key for key in _AIMS if key in target]
    _check_aims(file, index, aims, has_finding="finding" in item)
    if target.get("claim", "") and target["claim"] not in claims:
        raise _error(file, index, "target", f"there is no claim {target['claim']!r} in this ledger")
    created, expires = item["created"], item["expires"]
    longest = file.table.get("policy", {}).get("waiver_max_days", 365)
    if not dt.timedelta(0) <= expires - created <= dt.timedelta(days=longest):
        raise _error(file, index, "expires", f"a waiver ends within {longest} days of its creation")
    return Waiver(
        rule=item["rule"],
        reason=item["reason"],
        expires=expires,
        article=target.get("article"),
        finding=item.get("finding"),
        by=item["by"],
        line=file.line(("waiver", index)),
        **{key: target[key] for key in aims},
    )


def _check_aims(file: TomlFile, index: int, aims: list[str], *, has_finding: bool) -> None:
    if len(aims) > 1:
        raise _error(file, index, "target", f"one aim is enough, here are {' and '.join(aims)}")
    if not aims and not has_finding:
        raise _error(
            file, index, "target", "a waiver never covers a whole article: name text, url or host"
        )


def _error(file: TomlFile, index: int, key: str, message: str) -> ConfigError:
    return file.error(("waiver", index, key), f"waiver {index + 1}: {message}")
