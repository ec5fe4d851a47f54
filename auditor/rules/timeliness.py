"""Which sources speak of an event when it happens, and whether two texts speak of the same one."""

from __future__ import annotations

from auditor.model.audit import Audit
from auditor.model.dates import Edtf, Granularity
from auditor.model.reference import Reference
from auditor.text.hosts import host_of
from auditor.text.words import content_words

# CSL types that report what has just happened. A web page counts when a body stands behind it
# and it carries a full date: a ministry's release. One signed by a person is mostly analysis.
_NEWS = frozenset({"article-newspaper", "broadcast", "speech", "press-release", "post"})
_PAGES = frozenset({"webpage", "document", "article", "post-weblog", "motion_picture", "video"})
PRECISE = frozenset({Granularity.DAY, Granularity.MONTH})


def reports_events(audit: Audit, reference: Reference) -> bool:
    """Whether a source is news or a release: published when the thing it tells of happened.

    `[policy.source_types]` decides by host before the reference's own type does.
    """
    told = _told_kind(audit, reference)
    if told is not None:
        return told in {"news", "release", "press-release"}
    if reference.type in _NEWS:
        return True
    return reference.type in _PAGES and _full_date(reference) and not _signed(reference)


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

    Numbers and words of one or two letters say nothing and are left out.
    """
    return _stems(one) & _stems(other)


def _stems(text: str) -> frozenset[str]:
    words = content_words(text)
    return frozenset(word[:5] for word in words if len(word) > 2 and not word[0].isdigit())


def days_between(earlier: Edtf, later: Edtf) -> int:
    """Days from the last day of one date to the first of another; negative where they cross."""
    return (later.first - earlier.last).days
