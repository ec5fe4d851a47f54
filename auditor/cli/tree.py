"""Files of an article's own tree that its links name: are they there, and which anchors have they?

The one place where an audit looks at files that were not named on the command line. It stays in the
repository of the article (without one, in the current folder or the article's own), follows no link
out of it, and reads nothing but Markdown and HTML whose anchor is cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
import os
from pathlib import Path
import re
from urllib.parse import unquote

from auditor.model.article import Article
from auditor.model.errors import InputError
from auditor.model.facts import LocalFile
from auditor.text.suffixes import MARKDOWN_SUFFIXES

_PAGES = (*MARKDOWN_SUFFIXES, ".html", ".htm")
_MOST = 2000  # distinct links of one article that are looked at
_LARGEST = 1_000_000  # bytes of a file whose anchors are read
_KEPT = 500  # files whose anchors a run remembers

# No path of a tree: template tags, other hosts, mail, drives, words that are no address at all.
_NO_PATH = re.compile(r"//|[A-Za-z]:|(?<![^/])[^/.]++(?:\.[^/.]++)*\.[A-Za-z]{2,9}/")
_STRANGE = re.compile(r"[{}<>$\\@\s\x00]")


@dataclass
class Tree:
    """Looks at the files that articles name; the anchors of each are read once."""

    _anchors: dict[Path, frozenset[str] | None] = field(default_factory=dict)

    def files(self, article: Article, site_root: str | None = None) -> dict[str, LocalFile]:
        """What is known of each local link of an article, by the address as cited.

        `site_root` is the folder, from the top of the repository, of addresses that begin with /.
        """
        if article.path == "-" or article.format != "markdown":
            return {}
        cited = (item.url for item in article.addresses if item.is_local)
        urls = dict.fromkeys(url for url in cited if _names_file(url))
        place = Path(os.path.abspath(article.path))  # noqa: PTH100 - no symlink is resolved yet
        repository = _repository(place.parent)
        top = repository or _around(place.parent)
        site = top / site_root if site_root is not None else None
        found = {url: self._file(url, place, top, site) for url in list(urls)[:_MOST]}
        whole = repository is not None
        return {url: replace(file, whole=whole) for url, file in found.items() if file is not None}

    def _file(self, url: str, place: Path, top: Path, site: Path | None) -> LocalFile | None:
        path = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
        if "\0" in path or (path.startswith("/") and site is None):
            return None
        bases = _bases(path, place, site)
        meant = [found for base in bases for found in _candidates(base, path)]
        inside = [found for found in meant if _in(found, top)]
        target = next((found for found in inside if _exists(found)), None)
        if target is None:
            return LocalFile(exists=False if len(inside) == len(meant) else None)
        return LocalFile(exists=True, anchors=self._anchors_of(target) if "#" in url else None)

    def _anchors_of(self, path: Path) -> frozenset[str] | None:
        if path not in self._anchors:
            if len(self._anchors) >= _KEPT:
                self._anchors.clear()
            self._anchors[path] = _read_anchors(path)
        return self._anchors[path]


def _names_file(url: str) -> bool:
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    return bool(path) and _NO_PATH.match(url) is None and _STRANGE.search(path) is None


def _repository(folder: Path) -> Path | None:
    """The repository a folder lies in, which links may not leave."""
    places = (folder, *folder.parents)
    return next((place for place in places if _exists(place / ".git")), None)


def _around(folder: Path) -> Path:
    """What links may not leave where there is no repository."""
    here = Path.cwd()
    return here if folder.is_relative_to(here) else folder


def _bases(path: str, place: Path, site: Path | None) -> Iterator[Path]:
    """The folders that a path may start from."""
    if path.startswith("/"):
        yield from (site,) if site else ()
        return
    yield place.parent
    if not path.lower().endswith(MARKDOWN_SUFFIXES):  # sites in which each page has a folder
        yield place.with_suffix("")


def _candidates(base: Path, path: str) -> Iterator[Path]:
    """The files that a path may mean: itself, or the source of the page that it names."""
    named = Path(os.path.normpath(base / path.lstrip("/")))
    yield named
    stem = named.with_suffix("") if named.suffix.lower() in (".html", ".htm") else named
    yield from (stem.with_name(stem.name + suffix) for suffix in _PAGES if stem.name)


def _in(path: Path, top: Path) -> bool:
    """Whether a path stays in a folder, by its own words and with links followed."""
    if not path.is_relative_to(top):
        return False
    try:
        return path.resolve().is_relative_to(top.resolve())
    except (OSError, RuntimeError):  # a loop of symlinks
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name longer than names can be
        return False


def _read_anchors(path: Path) -> frozenset[str] | None:
    from auditor.readers import read_bytes
    from auditor.text.anchors import anchors_of, anchors_of_html

    try:
        kind = path.suffix.lower()
        if kind not in _PAGES or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        if kind not in MARKDOWN_SUFFIXES:
            return anchors_of_html(path.read_text(encoding="utf-8", errors="replace"))
        return anchors_of(read_bytes(path.read_bytes(), str(path)))
    except (InputError, OSError):
        return None
