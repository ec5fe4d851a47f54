"""ARC003: cited pages that no longer show what their copy shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from auditor.model.audit import Audit
from auditor.model.drift import Change, Drift
from auditor.model.facts import Lookup, Memento
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.rules.copies import Cited, cited, draft
from auditor.rules.rule import rule
from auditor.text.clean import clean_line
from auditor.text.fold import flat

_CHANGED = frozenset({Change.DRIFTED, Change.REPLACED})
_EXCERPT = 200  # characters of a quotation that a finding tells


@rule("ARC003", "archive-differs", Severity.WARNING, where="online")
def arc003(audit: Audit) -> Iterable[Draft]:
    """The live page no longer shows what the copy of its citation's time shows.

    ## Why

    Three in four web references drift: the address answers, and the page behind it says something
    else. Readers who follow the link can't find what was cited.

    ## How it decides

    The page and its copy are compared without navigation, footers and asides. It is a warning where
    words that the article quotes stand in the copy and not on the page, or where less than a tenth
    of the copy's text is left under another title. It is an info where less than half of the text
    is left, where the title has changed, or where only the live page holds the quoted words. Text
    is compared by its runs of four words.

    ## What keeps it quiet

    Pages that were not read to the end, refused, drawn by scripts or no HTML are told as unchecked.
    Text that was only added, quotations that neither page holds (translated, perhaps), titles that
    differ by the name of the site. Of home pages, which change by nature, only quotations are told.

    ## Example

    > The board called it “the brightest lamp on the coast.”³   (in the copy of 2021-03-05 alone)

    ## What to do

    Cite the copy beside the address, and read what the page says now.
    """
    titles = titles_of(audit)
    for item in cited(audit):
        lookup = item.lookup
        if lookup and lookup.memento and lookup.drift:
            told = _told(item, lookup.drift, lookup.memento, titles.get(item.url, ""))
            if told is not None:
                yield _draft(audit, item, lookup, lookup.memento, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a finding says: `quoted` from the source, `copy` and `found` of its two pages."""

    message: str
    quoted: str | None = None
    copy: str | None = None
    found: str | None = None
    severity: Severity | None = Severity.INFO


def titles_of(audit: Audit) -> dict[str, str]:
    """The title that is cited with each address."""
    found: dict[str, str] = {}
    for citation in audit.citations:
        reference = citation.reference
        if reference.URL is not None and reference.title is not None:
            found.setdefault(reference.URL.value, reference.title.value)
    return found


def _told(item: Cited, drift: Drift, copy: Memento, title: str) -> _Told | None:
    """The gravest of the changes; None where there is none worth a word."""
    day = copy.memento_datetime.date()
    if drift.gone:
        quoted = clean_line(drift.gone[0], _EXCERPT)
        words = f"the page no longer holds the words quoted from it; the copy of {day} does"
        return _Told(words, quoted, copy=quoted, severity=None)
    is_home = urlsplit(item.url).path in ("", "/")
    if drift.change in _CHANGED and not is_home:
        return _changed(drift, f"{drift.kept} % of the text of the copy of {day}", title)
    if drift.title and not is_home:
        words = f"the page has another title than in the copy of {day}"
        return _Told(words, copy=drift.copy_title, found=drift.title)
    if drift.late:
        quoted = clean_line(drift.late[0], _EXCERPT)
        words = f"the page holds the words quoted from it, the copy of {day} doesn't"
        return _Told(words, quoted, found=quoted)
    return None


def _changed(drift: Drift, left: str, title: str) -> _Told:
    copy, live = drift.copy_title or None, drift.title or None
    if drift.change is Change.REPLACED and live and not _is_under(title, live):
        words = f"another page stands at this address: {left} is left, under another title"
        return _Told(words, copy=copy, found=live, severity=None)
    return _Told(f"the page and its copy differ: {left} is on the page", copy=copy, found=live)


def _is_under(cited: str, title: str) -> bool:
    """Whether a page has the title that is cited: then the copy may be what went wrong."""
    return bool(cited) and flat(cited) in flat(title)


def _draft(audit: Audit, item: Cited, lookup: Lookup, copy: Memento, told: _Told) -> Draft:
    made = draft(
        audit,
        item,
        message=told.message,
        help_=f"cite the copy beside the address: {copy.memento_uri}",
        cited_=told.quoted,
        found=told.found,
        evidence=(
            Evidence(
                kind="memento",
                source=copy.memento_uri,
                excerpt=f"says “{told.copy}”" if told.copy else "",
                observed_at=lookup.checked_at,
            ),
        ),
    )
    doubt = told.severity is not None
    confidence = Confidence.LOW if doubt else Confidence.MEDIUM
    return replace(made, severity=told.severity, confidence=confidence)
