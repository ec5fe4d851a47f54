"""The choice of the capture: which rows of an archive's index are worth reading, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from auditor.archives.anchors import gap, target_of
from auditor.model.facts import Memento, Wanted
from auditor.text.clean import clean_line

USABLE = frozenset({200, 203, 206})
REVISIT = "warc/revisit"
CANDIDATES = 6  # captures that are read before an address is given up
GRACE = 30  # days after an access date within which a copy is as good as one of that day
ZONE = -1  # a copy of the day before in UTC may hold what was published that day elsewhere
# An index may not know a type better than this; the bytes decide then.
_PDF_TYPES = frozenset({"application/pdf", "application/x-pdf", "application/octet-stream", "unk"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Captures to read, best first; why each of the others was passed over.

    `strangers` are captures of other addresses that the index files under the same key.
    """

    candidates: tuple[Memento, ...]
    rejected: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def choose(wanted: Wanted, mementos: Iterable[Memento]) -> Choice:
    """The captures that may hold what was cited, nearest to its anchor first, six at most."""
    known = _join(tuple({item.memento_uri: item for item in mementos}.values()))
    ours = [item for item in known if not same_but_case(wanted.url, item.original)]
    good = [item for item in ours if _flaw(wanted, item) is None]
    good.sort(key=lambda item: (*distance(wanted, item), item.memento_uri))
    return Choice(
        tuple(islice(_distinct(good), CANDIDATES)),
        tuple(told(item, flaw) for item in ours if (flaw := _flaw(wanted, item))),
        tuple(told(item, f"of {item.original}") for item in known if item not in ours),
    )


def _distinct(mementos: Iterable[Memento]) -> Iterator[Memento]:
    """The first of all captures with the same bytes: what tells against one tells against all."""
    digests: set[str] = set()
    for item in mementos:
        if item.digest is None or item.digest not in digests:
            yield item
        digests.add(item.digest or "")


def told(memento: Memento, flaw: str) -> str:
    """Why a capture was passed over, with its date in front; pages may have had a say in it."""
    return clean_line(f"{memento.memento_datetime.date()}: {flaw}", 200)


def is_pdf(url: str) -> bool:
    """Whether an address promises a PDF."""
    return urlsplit(url).path.lower().endswith(".pdf")


def same_but_case(one: str, other: str) -> bool:
    """Whether two addresses are the same to an index, which folds case, but not to a server."""
    a, b = key_of(one), key_of(other)
    return a != b and a.lower() == b.lower()


@lru_cache(maxsize=8192)  # asked of every row of an index, for every address they may be of
def key_of(url: str) -> str:
    """What of an address is left under an index's key (SURT), its case kept.

    Indexes hold what links ever said: what is no address is its own key.
    """
    try:
        parts = urlsplit(url if "//" in url[:12] else f"//{url}")
    except ValueError:
        return url
    host = re.sub(r"^www\d*\.", "", (parts.hostname or "").lower())
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    return f"{host}{unquote(parts.path).rstrip('/')}?{query}"


def _join(mementos: tuple[Memento, ...]) -> tuple[Memento, ...]:
    """Revisits take status and type of the capture whose bytes they repeat."""
    # Redirects and pages without a body share digests; of several captures a good one counts.
    ranked = sorted(mementos, key=lambda item: (item.statuscode in USABLE, item.memento_uri))
    originals = {item.digest: item for item in ranked if item.digest and item.mimetype != REVISIT}

    def whole(item: Memento) -> Memento:
        first = originals.get(item.digest or "") if item.mimetype == REVISIT else None
        if first is None or item.statuscode is not None:
            return item
        return replace(item, statuscode=first.statuscode, mimetype=first.mimetype)

    return tuple(whole(item) for item in mementos)


def _flaw(wanted: Wanted, memento: Memento) -> str | None:
    """What an index row alone tells against a capture; unknown values tell nothing."""
    if memento.mimetype == REVISIT and memento.statuscode is None:
        return "a revisit of a capture that the index doesn't show"
    if memento.statuscode is not None and memento.statuscode not in USABLE:
        return f"status {memento.statuscode}"
    mime = (memento.mimetype or "unk").lower()
    if is_pdf(wanted.url) and mime not in _PDF_TYPES:
        return f"{mime} in place of a PDF"
    return None


def distance(wanted: Wanted, memento: Memento) -> tuple[int, int, float]:
    """How far a capture is from its anchor: by what the anchor's kind asks, in days, in seconds."""
    seconds = abs((memento.memento_datetime - target_of(wanted)).total_seconds())
    days = gap(wanted, memento.memento_datetime)
    if days is None:
        return (0, 0, seconds)
    if wanted.anchor_kind == "issued":
        return (int(is_too_early(wanted, memento)), abs(days), seconds)
    if wanted.anchor_kind == "accessed":
        return (max(-days, days - GRACE, 0), abs(days), seconds)
    return (0, abs(days), seconds)


def is_too_early(wanted: Wanted, memento: Memento) -> bool:
    """Whether a capture is from before publication, when there was no page yet to hold."""
    days = gap(wanted, memento.memento_datetime)
    return wanted.anchor_kind == "issued" and days is not None and days < ZONE
