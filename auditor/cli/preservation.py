"""The copies of `auditor archive` on this machine: WARC files, packages, what a browser adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.cli.files import AtomicFile
from auditor.cli.messages import hint, say
from auditor.cli.session import Session
from auditor.interrupts import WHOLE
from auditor.links.settings import LinkSettings
from auditor.model.archive import Capture
from auditor.model.errors import ConfigError
from auditor.reports.words import many
from auditor.store.catalogue import RunCatalogue
from auditor.text.mementos import recognise

if TYPE_CHECKING:  # runs that keep no copies load nothing of it
    from auditor.preserve.folder import Folder, Kept

_WEB = ("http://", "https://")
_MOST = 5  # reasons that are told
_REASONS = {
    "policy": "in private networks or with a password",
    "timeout": "silent for too long",
    "failed": "out of reach",
    "busy": "on hosts that were too busy",
    "redirects": "redirected without end",
    "malformed": "at no valid address",
    "length": "too large",
    "time": "too slow",
    "disconnect": "broken off",
    "stopped": "not tried",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWish:
    """Where copies are kept, and what is made of them. ConfigError for one without a folder."""

    warc: Path | None = None
    wacz: Path | None = None
    seeds: Path | None = None
    imports: Sequence[Path] = ()

    def __post_init__(self) -> None:
        given = {"--wacz": self.wacz, "--seeds": self.seeds, "--import": self.imports}
        for name, value in given.items():
            if value and self.warc is None:
                raise ConfigError(
                    f"{name} goes with --warc DIR", "name the folder of the copies it is about"
                )


def preserve(
    session: Session, wish: LocalWish, catalogue: RunCatalogue, links: LinkSettings
) -> None:
    """Keep copies of what the catalogue cites, and put into it what there is on disk."""
    if wish.warc is None:
        return
    urls = list(_urls(catalogue))
    known: dict[str, Kept] = {}
    try:
        _keep(session, wish.warc, wish.imports, urls, known=known, links=links)
    finally:
        cited = {url: known[url] for url in urls if url in known}
        for url, kept in cited.items():
            catalogue.put_capture(url, _capture(kept))
    if wish.seeds:
        _write_seeds(wish.seeds, cited)
    if wish.wacz:
        _pack(session, wish.warc, wish.wacz, _places(catalogue, known))
    _sum_up(session, wish, cited)


def _keep(
    session: Session,
    place: Path,
    packages: Sequence[Path],
    urls: Sequence[str],
    *,
    known: dict[str, Kept],
    links: LinkSettings,
) -> None:
    """Fetch what is lacking in a folder; `known` gets what there was and what is added."""
    from auditor.preserve.folder import MANIFEST, Folder, kept_in
    from auditor.preserve.wacz import manifest

    info = {"operator": session.here["contact"], "http-header-user-agent": links.user_agent}
    with Folder(place, info) as folder:
        known.update((item.url, item) for item in kept_in(place))
        lacking = [url for url in urls if url not in known or not _is_full(known[url])]
        known.update(_imported(packages, folder, lacking))
        if not session.offline:
            wanted = [url for url in urls if url not in known]
            known.update((kept.url, kept) for kept in _captured(session, folder, wanted, links))
    manifest(place, MANIFEST)


def _pack(
    session: Session, place: Path, target: Path, places: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Pack a folder, with the citations of each address."""
    from auditor.preserve.wacz import pack

    packed = pack(place, target, lambda url: places.get(url, []))
    for path in packed:
        _tell(session, f"packed {path}")
    if not packed:
        hint(f"{place} holds no WARC file to pack")


def _urls(catalogue: RunCatalogue) -> Iterator[str]:
    """The addresses to keep copies of, each once; a cited copy of an archive is one already."""
    seen = set()
    for batch in catalogue.batches():
        for item in batch:
            if item.url not in seen and item.url.lower().startswith(_WEB):
                seen.add(item.url)
                if not recognise(item.url):
                    yield item.url


def _captured(
    session: Session, folder: Folder, urls: Sequence[str], links: LinkSettings
) -> Iterator[Kept]:
    """Capture pages, each put down as soon as it is whole on disk."""
    from auditor.cli.archive_progress import Shown
    from auditor.links.certs import ca_bundle
    from auditor.preserve.run import captures

    failed: Counter[str] = Counter()
    shown = Shown("captures", len(urls))
    try:
        with closing(captures(urls, links, ca_bundle())) as made:
            for count, captured in enumerate(made, 1):
                with WHOLE, closing(captured):
                    kept = folder.add(captured)
                if kept:
                    yield kept
                else:
                    failed[captured.reason] += 1
                shown.at(count)
    finally:
        shown.end()
    if failed and not session.quiet:
        told = ", ".join(f"{count} {_why(reason)}" for reason, count in failed.most_common(_MOST))
        hint(f"not kept: {many(failed.total(), 'page')}, of which {told}")


def _why(reason: str) -> str:
    return _REASONS.get(reason, reason.replace("status_", "answered "))


def _imported(packages: Sequence[Path], folder: Folder, urls: Sequence[str]) -> dict[str, Kept]:
    """What browser crawlers saved of the addresses."""
    if not packages:
        return {}
    from auditor.links.address import page_of
    from auditor.preserve.imported import imported

    wanted = {page_of(url): url for url in urls}
    found: dict[str, Kept] = {}
    for package in packages:
        for kept in imported(package, folder.path, wanted):
            folder.note(kept)
            found[kept.url] = kept
    return found


def _is_full(kept: Kept) -> bool:
    return kept.completeness == "full"


def _capture(kept: Kept) -> Capture:
    return Capture(
        file=kept.file,
        record_id=kept.record_id,
        digest=kept.digest,
        completeness=kept.completeness,
    )


def _write_seeds(path: Path, cited: Mapping[str, Kept]) -> None:
    """The addresses that only a browser can keep, one a line, as crawlers take them."""
    file = AtomicFile(path)
    for url, kept in cited.items():
        if kept.completeness == "needs_browser":
            file.stream.write(f"{url}\n")
    file.commit()


def _places(catalogue: RunCatalogue, known: Mapping[str, Kept]) -> dict[str, list[dict[str, Any]]]:
    """Which citations name each address that is kept."""
    found: dict[str, list[dict[str, Any]]] = {}
    for link in catalogue.links():
        if link.wanted.url in known:
            found.setdefault(link.wanted.url, []).extend(
                {"article": place.article, "note": place.note, "line": place.line}
                for place in link.places
            )
    return found


def _sum_up(session: Session, wish: LocalWish, cited: Mapping[str, Kept]) -> None:
    counts = Counter(kept.completeness for kept in cited.values())
    told = [f"{many(len(cited), 'page')} kept in {wish.warc}"]
    if counts["html_only"]:
        told.append(f"{counts['html_only']} without all images and styles (html_only)")
    if counts["needs_browser"]:
        told.append(f"{counts['needs_browser']} that scripts draw (needs_browser)")
    _tell(session, ", ".join(told))
    if cited and not session.here["contact"] and not session.quiet:
        hint("the files name no operator: --contact, or contact in your settings, is put into them")
    if counts["needs_browser"] and not wish.seeds and not session.quiet:
        hint("--seeds FILE lists those for a browser crawler, --import FILE.wacz takes its work in")


def _tell(session: Session, text: str) -> None:
    if not session.quiet:
        say(text)
