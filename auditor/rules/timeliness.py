"""Which sources speak of an event when it happens, and whether two texts speak of the same one."""

from __future__ import annotations

from enum import StrEnum

from auditor.model.audit import Audit
from auditor.model.dates import Edtf, Granularity
from auditor.model.reference import Reference
from auditor.text.hosts import host_of
from auditor.text.words import content_words

_NEWS = frozenset({"article-newspaper", "broadcast", "press-release"})
_PAGES = frozenset(
    "webpage document article post post-weblog speech motion_picture video article-magazine".split()
)
PRECISE = frozenset({Granularity.DAY, Granularity.MONTH})


class Timing(StrEnum):
    """When a source appears, as seen from what it tells of.

    News and releases appear when the thing happens; news may also look back. A signed page may be
    either report or analysis. Books, journals, reports and data appear later, at any time.
    """

    NEWS = "news"
    RELEASE = "release"
    UNSURE = "unsure"
    LATER = "later"


def timing_of(audit: Audit, reference: Reference) -> Timing:
    """The timing of a source; `[policy.source_types]` decides by host before its type does.

    A web page is a release when a body stands behind it and it carries a full date.
    """
    told = _told_kind(audit, reference)
    if told is not None:
        return {"news": Timing.NEWS, "release": Timing.RELEASE}.get(told, Timing.LATER)
    if reference.type in _NEWS:
        return Timing.NEWS
    if reference.type not in _PAGES or not _full_date(reference):
        return Timing.LATER
    signed = _signed(reference) or reference.type == "article-magazine"
    return Timing.UNSURE if signed else Timing.RELEASE


def _told_kind(audit: Audit, reference: Reference) -> str | None:
    host = host_of(reference.URL.value) if reference.URL else ""
    kinds = audit.policy.source_types
    return next((kind for site, kind in kinds.items() if f".{host}".endswith(f".{site}")), None)


def _full_date(reference: Reference) -> bool:
    return bool(reference.issued and reference.issued.value.granularity is Granularity.DAY)


def _signed(reference: Reference) -> bool:
    return bool(reference.author and any(name.family for name in reference.author.value))


def shared_words(one: str, other: str) -> frozenset[str]:
    """Beginnings of the content words that both texts have: "visited" and "visits" are one.

    Bare numbers and words of one or two letters say nothing and are left out.
    """
    return _stems(one) & _stems(other)


def _stems(text: str) -> frozenset[str]:
    words = content_words(text)
    return frozenset(word[:5] for word in words if len(word) > 2 and not word.isdigit())


def days_between(earlier: Edtf, later: Edtf) -> int:
    """Days from the last day of one date to the first of another; negative where they cross."""
    return (later.first - earlier.last).days
