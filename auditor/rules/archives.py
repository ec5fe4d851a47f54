"""ARC001, ARC002, ARC004: cited addresses that lack a usable copy of their time."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.audit import Audit
from auditor.model.facts import Lookup, Memento, Outcome, State
from auditor.model.finding import Draft, Evidence, Severity
from auditor.rules.copies import cited, copies, draft
from auditor.rules.rule import rule
from auditor.text.clean import clean_line
from auditor.text.hosts import host_of, site_of

# Sites that shut archives out, by refusing their crawlers or by asking readers to log in: advice to
# save such a page can't be followed. Persistent identifiers are kept alive by their agencies.
_UNSAVABLE = frozenset({"facebook.com", "instagram.com", "linkedin.com", "quora.com", "reddit.com"})
_PERSISTENT = frozenset({"doi.org", "dx.doi.org", "hdl.handle.net"})
_ANCHORS = {
    "accessed": "the access date",
    "issued": "the source's date",
    "article": "the article's own date",
}
_REASONS = 4  # captures whose fault a finding tells


@rule("ARC001", "no-archive-copy", Severity.WARNING, where="online")
def arc001(audit: Audit) -> Iterable[Draft]:
    """A cited page of which the Wayback Machine holds no copy.

    ## Why

    Half of the links in court opinions and law journals no longer show what was cited. A copy saved
    while the page is there costs a minute; afterwards nothing helps.

    ## How it decides

    Replay and index of the Wayback Machine both know of no capture of the address, nor does any
    further archive that was asked (arquivo.pt, and those of your settings). Parameters that only
    track (`utm_…`, see LNK005) are left out for a second try.

    ## What keeps it quiet

    A service that did not answer, or answered with an error: that is unknown, never missing.
    Addresses of which the article cites a copy elsewhere; copies themselves; sites that forbid
    archiving or ask for a login; persistent identifiers (doi.org, hdl.handle.net).

    ## Example

    > ³ "Harbour statistics," <https://port.example/statistics/2023>   (no capture)

    ## What to do

    Save the page at <https://web.archive.org/save> and cite the copy beside the address.
    """
    known = copies(audit)
    for item in cited(audit):
        lookup = item.lookup
        if lookup is None or lookup.outcome is not Outcome.NOT_ARCHIVED or lookup.reason:
            continue
        if host_of(item.url) in _PERSISTENT or site_of(host_of(item.url)) in _UNSAVABLE:
            continue
        if not known.hold(item):
            yield draft(
                audit,
                item,
                message="the Wayback Machine holds no copy of this address",
                help_=_advice(audit, item.url),
                evidence=(_seen(lookup, "no capture"),),
            )


@rule("ARC002", "archive-far-from-date", Severity.INFO, where="online")
def arc002(audit: Audit) -> Iterable[Draft]:
    """The nearest usable copy of a cited page is from another time than the citation.

    ## Why

    A page changes: a copy made before the source was published can't hold it, and one made years
    after the author read it may say something else.

    ## How it decides

    The usable copy nearest to the access date (else the source's date, else the article's) is
    further from it than `archive_window_days`, or older than the source's own date.

    ## What keeps it quiet

    Dates are compared at their own granularity ("2022" is the whole year), with
    `date_tolerance_days` before publication for time zones. Without a date nothing is said.

    ## Example

    > ³ "Harbour statistics," accessed March 3, 2023, <https://port.example/>   (copy of 2019-06-01)

    ## What to do

    Read the copy before you rely on it; save a new one if the page still says what was cited.
    """
    for item in cited(audit):
        lookup = item.lookup
        if lookup and lookup.memento and (message := _distance(audit, lookup)):
            yield draft(
                audit,
                item,
                message=message,
                help_="read the copy: it may not hold what was cited",
                cited_=lookup.anchor.isoformat() if lookup.anchor else None,
                found=lookup.memento.memento_datetime.date().isoformat(),
                evidence=(_copy(lookup.memento, lookup),),
            )


@rule("ARC004", "no-usable-copy", Severity.WARNING, where="online")
def arc004(audit: Audit) -> Iterable[Draft]:
    """Captures of a cited page exist, and none of them shows it.

    ## Why

    Archives save what a crawler is served: an error page, a consent wall, a redirect to the home
    page. Such a capture looks like a copy until somebody opens it.

    ## How it decides

    Up to six captures nearest to the citation's date are read; each is an error, empty, a wall, an
    offer of the domain, a redirect to the home page, or of the wrong type. The reasons are listed.

    ## What keeps it quiet

    A capture that could not be read, or a service that did not answer: that is unknown. One that
    lacks the cited title or the quoted words is passed over for one that has them, but it is a copy
    where there is none: titles are shortened, quotations translated. Only where it is from before
    the source was published as well, it is none.

    ## Example

    > ³ "Harbour statistics," <https://port.example/statistics/2023>   (2023-04-01: status 404)

    ## What to do

    Save the page anew while it is alive, or cite another copy.
    """
    known = copies(audit)
    for item in cited(audit):
        lookup = item.lookup
        if lookup is None or lookup.outcome is not Outcome.NO_USABLE_COPY:
            continue
        if not known.hold(item):
            yield draft(
                audit,
                item,
                message="the Wayback Machine has captures of this address, but no usable one",
                help_=_advice(audit, item.url),
                evidence=(_seen(lookup, "; ".join(lookup.rejected[:_REASONS])),),
            )


def _advice(audit: Audit, url: str) -> str:
    verdict = audit.facts.links.get(url)
    if verdict is not None and verdict.state is State.DEAD:
        return "the page is gone too: look for it at another address, or cite another source"
    return "save it at https://web.archive.org/save while it is there, and cite the copy"


def _distance(audit: Audit, lookup: Lookup) -> str | None:
    """What is wrong with the time of a copy, if anything."""
    days, policy = lookup.days_from_anchor, audit.policy
    if lookup.outcome is not Outcome.ARCHIVED or days is None or lookup.anchor_kind not in _ANCHORS:
        return None
    if lookup.anchor_kind == "issued" and days < -policy.date_tolerance_days:
        return f"the nearest copy was made {_days(days)} before the source was published"
    if abs(days) <= policy.archive_window_days:
        return None
    side = "before" if days < 0 else "after"
    return f"the nearest copy was made {_days(days)} {side} {_ANCHORS[lookup.anchor_kind]}"


def _days(days: int) -> str:
    return f"{abs(days)} day{'' if abs(days) == 1 else 's'}"


def _seen(lookup: Lookup, excerpt: str) -> Evidence:
    return Evidence(
        kind="memento",
        source="Wayback Machine",
        excerpt=clean_line(excerpt),
        observed_at=lookup.checked_at,
    )


def _copy(memento: Memento, lookup: Lookup) -> Evidence:
    moment = f"captured {memento.memento_datetime:%Y-%m-%d %H:%M} UTC"
    status = f", status {memento.statuscode}" if memento.statuscode else ""
    return Evidence(
        kind="memento",
        source=memento.memento_uri,
        excerpt=moment + status,
        observed_at=lookup.checked_at,
    )
