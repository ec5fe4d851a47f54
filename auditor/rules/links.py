"""LNK001, 006, 008, 009, 010: what the verdicts on cited addresses come to."""

from __future__ import annotations

from collections.abc import Iterable
import re

from auditor.model.article import Address
from auditor.model.audit import Audit
from auditor.model.facts import Lookup, Memento, Outcome, Presence, State, Verdict
from auditor.model.finding import Confidence, Draft, Evidence, Fix, Severity
from auditor.rules.places import draft_of, rewrite
from auditor.rules.repeats import series
from auditor.rules.rule import rule
from auditor.rules.verdicts import checks_of, failed, seen, with_state
from auditor.text.clean import clean_line
from auditor.text.hosts import RESOLVERS, host_of

_SAME = re.compile(r"^https?://(?:www\.)?|(?:/(?:index\.\w{3,5})?)?(?:[?#].*)?$", re.IGNORECASE)


@rule("LNK001", "dead-link", Severity.ERROR, where="online", fixable=True)
def lnk001(audit: Audit) -> Iterable[Draft]:
    """A cited address that is gone.

    ## Why

    A reader who follows the note finds nothing. Of links in scholarly notes every tenth to every
    third is dead after some years, and most of those pages are still in an archive.

    ## How it decides

    The server says 404 (not found) or 410 (gone), and says so again after a pause; or the domain
    does not exist, by a resolver that answers for other names. Where the archives hold a usable
    copy near the date of the note, the level is a warning and the copy is the fix. Up to three
    addresses near it are tried: without what a sentence left at its end, with the bracket it
    opened, without a letter's difference to another address of the article, in lower case, with
    and without a slash, https and http, with and without `www.`; the one that answers is a fix.
    An address that can't be reached is dead after failures in a row over days: three over three,
    unless the policy's `unreachable_after` says otherwise.

    ## What keeps it quiet

    Refusals (401, 402, 403, 429, 451) and bot walls are never dead; server errors, time-outs and a
    resolver that fails are not at once. With `dead_after_failures` in the policy, 404 and 410 must
    be told by so many checks in a row. Without a network every link is unchecked.

    ## Example

    > ⁶¹ Cabinet Secretariat, "Material 1," <https://www.cas.example/dai1/siryou1.pdf>   (404)

    ## What to do

    Look for the page at its new address; else cite the archived copy.
    """
    for where, verdict in failed(audit, gone=True):
        lookup = audit.facts.mementos.get(verdict.url)
        if lookup and lookup.memento and lookup.outcome is Outcome.ARCHIVED:
            yield _archived(audit, where, verdict, lookup, lookup.memento)
        else:
            yield _dead(audit, where, verdict)


def _gone(audit: Audit, verdict: Verdict) -> str:
    since = series(checks_of(audit, verdict)).since
    if verdict.state is State.UNREACHABLE:
        told = f" since {since.date()}" if since else ""
        return f"the cited address is dead: it could not be reached in any check{told}"
    if verdict.detail == "no_such_host":
        return "the domain of the cited address no longer exists"
    return f"the cited address is dead: the server says {verdict.status}"


def _dead(audit: Audit, where: tuple[Address, ...], verdict: Verdict) -> Draft:
    near = verdict.suggestion
    advice = "look for the page at a new address or in an archive, and check the spelling"
    return draft_of(
        audit,
        where,
        _gone(audit, verdict),
        f"{clean_line(near, 300)} answers: check that it is the page, and cite it"
        if near
        else advice,
        found=verdict.detail,
        evidence=seen(verdict),
        fixes=_nearby(audit, where, verdict),
    )


def _nearby(audit: Audit, where: tuple[Address, ...], verdict: Verdict) -> tuple[Fix, ...]:
    if not verdict.suggestion:
        return ()
    title = "cite the address near it that answers"
    return rewrite(audit, where, title, verdict.suggestion, safe=False)


def _archived(
    audit: Audit,
    where: tuple[Address, ...],
    verdict: Verdict,
    lookup: Lookup,
    memento: Memento,
) -> Draft:
    day = memento.memento_datetime.date().isoformat()
    lack = f", {lookup.reason.replace('_', ' ')}" if lookup.reason else ""
    copy = Evidence(
        kind="memento",
        source=memento.memento_uri,
        excerpt=f"captured {day}, status {memento.statuscode or 'unknown'}{lack}",
        observed_at=lookup.checked_at,
    )
    title = f"cite the archived copy of {day}"
    return draft_of(
        audit,
        where,
        f"{_gone(audit, verdict)}; an archived copy exists",
        f"cite the copy of {day}: {memento.memento_uri}",
        severity=Severity.WARNING,
        found=verdict.detail,
        evidence=(*seen(verdict), copy),
        fixes=(
            *rewrite(audit, where, title, memento.memento_uri, safe=False),
            *_nearby(audit, where, verdict),
        ),
    )


@rule("LNK006", "redirected-elsewhere", Severity.WARNING, where="online")
def lnk006(audit: Audit) -> Iterable[Draft]:
    """A cited address that has moved for good.

    ## Why

    Redirects are taken down in time, and a page may have been merged into another that no longer
    says what is cited.

    ## How it decides

    Every redirect on the way is permanent (301 or 308), and the last address is on another host or
    has another path.

    ## What keeps it quiet

    A change from http to https, of `www.`, of a slash at the end or of parameters alone; temporary
    redirects; identifiers made to redirect (DOI, handle, PURL, ARK).

    ## Example

    > ²¹ A. Gabuev, "…," <https://carnegiemoscow.example/commentary/86104>   (301 to another site)

    ## What to do

    Check that the page is still the source, and cite its new address.
    """
    for where, verdict in with_state(audit, State.MOVED):
        final = verdict.final_url or verdict.url
        resolver = host_of(verdict.url) in RESOLVERS
        if verdict.permanent and not resolver and _place(final) != _place(verdict.url):
            yield draft_of(
                audit,
                where,
                "the cited address redirects for good to another one",
                f"check that the page is still the source, then cite {clean_line(final, 300)}",
                found=final,
                evidence=seen(verdict),
            )


def _place(url: str) -> str:
    return _SAME.sub("", url).casefold()


@rule("LNK008", "suspect-page", Severity.WARNING, where="online")
def lnk008(audit: Audit) -> Iterable[Draft]:
    """A cited address that answers, but hardly with the page that was cited.

    ## Why

    Many sites answer 200 for pages they no longer have; such links pass every other checker.

    ## How it decides

    The verdict names the sign: `soft_404` (title or heading says no more than "page not found"),
    `parked` (the domain is for sale), `login`, `consent`, `home_redirect` (a page deep in the site
    now leads to the home page), `meta_refresh`, `empty`.

    ## What keeps it quiet

    Home pages cited as such; titles that hold more than the phrase; articles with a date of
    publication; short links that are made to redirect.

    ## Example

    > ²¹ A. Gabuev, "…," <https://carnegiemoscow.example/commentary/86104>   (leads to a home page)

    ## What to do

    Open the link; where the source is gone, look for its new address or an archived copy.
    """
    for where, verdict in with_state(audit, State.SUSPECT):
        yield draft_of(
            audit,
            where,
            f"the cited address answers, but {clean_line(verdict.why, 200)}",
            "open it; where the source is gone, cite its new address or an archived copy",
            confidence=Confidence.MEDIUM,
            found=verdict.detail,
            evidence=seen(verdict),
        )


@rule("LNK009", "insecure-link", Severity.WARNING, where="online")
def lnk009(audit: Audit) -> Iterable[Draft]:
    """A cited address whose certificate browsers refuse.

    ## Why

    A reader is met by a warning page, and cannot know whose page lies behind it.

    ## How it decides

    The certificate has expired, is self-signed, is for another host, or no trusted authority
    vouches for it. The address is never asked again without verification.

    ## What keeps it quiet

    Nothing but a failed verification raises it: a broken connection is LNK011.

    ## Example

    > ⁷ Institute of X, "Report," <https://expired.example/report>   (expired in 2023)

    ## What to do

    Look for the page on the site's present host, or cite an archived copy.
    """
    for where, verdict in with_state(audit, State.INSECURE):
        yield draft_of(
            audit,
            where,
            f"browsers refuse the cited address: {clean_line(verdict.why, 200)}",
            "look for the page on the site's present host, or cite an archived copy",
            found=verdict.detail,
            evidence=seen(verdict),
        )


@rule("LNK010", "fragment-missing", Severity.WARNING, where="online")
def lnk010(audit: Audit) -> Iterable[Draft]:
    """A cited place in a page that the page does not have.

    ## Why

    The page is there, but not what the address points at: it was rewritten, or the passage was
    taken out. A reader is left at the top, and cannot find what is cited.

    ## How it decides

    The page is read, up to 2 MiB of it, and holds no such id or name, not the quoted text of a
    text fragment (compared without regard to case and marks), or fewer pages (PDF).

    ## What keeps it quiet

    `#top`; pages drawn by scripts or longer than the cap; fragments that scripts read (routes,
    lines and comments of code hosts, players' times); PDFs that don't tell their pages in the open.

    ## Example

    > ⁸ "Reactors," <https://agency.example/reactors#table-9>   (no table-9 on the page)

    ## What to do

    Open the page, find what is cited, and cite its present anchor, or the page without one; an
    archived copy may still hold it.
    """
    for state in (State.ALIVE, State.MOVED):
        for where, verdict in with_state(audit, state):
            if Presence.MISSING in verdict.fragments.values():
                yield draft_of(
                    audit,
                    where,
                    f"the cited page {_lack(verdict.url.partition('#')[2])}",
                    "find what is cited and cite its present anchor, or the page without one",
                    found="fragment_missing",
                    evidence=seen(verdict),
                )


def _lack(fragment: str) -> str:
    """What a page lacks of a fragment, in words."""
    if fragment.startswith(":~:"):
        return "does not hold the text that its link points at"
    return f"has nothing by the name of #{clean_line(fragment, 200)}"
