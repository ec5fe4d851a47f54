"""Rules about the ledger's waivers; their article is the text of claims.toml itself."""

from __future__ import annotations

from collections.abc import Iterable
import re

from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.model.policy import Waiver
from auditor.model.run import LEDGER
from auditor.model.text import Source, Span
from auditor.rules.rule import rule

NOTICE_DAYS = 30
_EXPIRES = re.compile(r"^[ \t]*expires[ \t]*=[^\n\r]*", re.MULTILINE)


@rule("WVR001", "lapsed-waiver", Severity.WARNING)
def wvr001(audit: Audit) -> Iterable[Draft]:
    """A waiver whose end has passed, or will pass within 30 days.

    ## Why
    A waiver is a promise to look again. When its time is over the finding returns, and whoever
    reads the report should know that it is an old acquaintance, and who accepted it and why.

    ## How it decides
    The waiver's `expires` is compared with the day of the run (`--as-of` or today). The day itself
    is still covered. A lapsed waiver is a warning, one that ends within 30 days an info.

    ## What keeps it quiet
    Any end further off than 30 days. It never makes a run fail unless `--fail-on warning` asks.

    ## Example
    > expires = 2026-05-22, in a run of 1 June 2026.

    ## What to do
    Look at the finding again. Mend the article and delete the waiver, or give it a new end and
    say in its reason what was looked at.
    """
    if audit.article.format != LEDGER:
        return
    for waiver in audit.policy.waivers:
        left = (waiver.expires - audit.policy.as_of).days
        if left <= NOTICE_DAYS:
            yield _ending(audit, waiver, left)


def _ending(audit: Audit, waiver: Waiver, left: int) -> Draft:
    return Draft(
        message=f"the waiver of {waiver.rule} for {_aim(waiver)} {_when(left)}",
        primary=_place(audit.article.source, waiver, _EXPIRES),
        anchor=f"{waiver.rule} {_aim(waiver)}",
        severity=Severity.WARNING if left < 0 else Severity.INFO,
        cited=waiver.expires.isoformat(),
        found=audit.policy.as_of.isoformat(),
        evidence=(_reason(audit, waiver),),
        help="look again: mend the article and delete the waiver, or give it a new end",
    )


def _when(left: int) -> str:
    if left < 0:
        return f"lapsed {-left} {'day' if left == -1 else 'days'} ago; its findings count again"
    return "ends today" if left == 0 else f"ends in {left} {'day' if left == 1 else 'days'}"


@rule("WVR002", "unused-waiver", Severity.INFO)
def wvr002(audit: Audit) -> Iterable[Draft]:
    """A waiver that no finding matches.

    ## Why
    A waiver left behind after its finding was mended would silence the same mistake if it were
    made again.

    ## How it decides
    After the run, a waiver is unused if its rule was run on every article it could mean and
    matched no finding there by fingerprint, text, address, host or claim.

    ## What keeps it quiet
    A rule that was not selected, an article that was not audited in this run, an online rule in an
    offline run.

    ## Example
    > A waiver of DAT002 for a note whose date has since been corrected.

    ## What to do
    Delete the waiver, or mend its target if the finding is still there under other words.
    """
    if audit.article.format != LEDGER:
        return
    for waiver in audit.facts.unused_waivers:
        yield Draft(
            message=f"the waiver of {waiver.rule} for {_aim(waiver)} matches no finding",
            primary=_place(audit.article.source, waiver, None),
            anchor=f"{waiver.rule} {_aim(waiver)}",
            confidence=Confidence.MEDIUM,
            evidence=(_reason(audit, waiver),),
            help="delete it, or mend its target if the finding is still there in other words",
        )


def _aim(waiver: Waiver) -> str:
    for kind in ("text", "url", "host", "claim"):
        value = getattr(waiver, kind)
        if value is not None:
            return f"“{value}”" if kind == "text" else str(value)
    return waiver.finding or ""


def _reason(audit: Audit, waiver: Waiver) -> Evidence:
    return Evidence(
        kind="document",
        source=f"{audit.article.path}:{waiver.line}",
        excerpt=f"{waiver.reason} ({waiver.by})" if waiver.by else waiver.reason,
    )


def _place(source: Source, waiver: Waiver, key: re.Pattern[str] | None) -> Span:
    """The line of `key` within the waiver's table, the table's header if there is none."""
    start = source.line_starts[waiver.line - 1]
    header = source.line(waiver.line)
    stop = source.text.find("\n[", start + 1)
    found = key.search(source.text, start, stop if stop >= 0 else len(source.text)) if key else None
    span = found.span() if found else (start, start + len(header))
    indent = len(source.text[slice(*span)]) - len(source.text[slice(*span)].lstrip())
    return Span(span[0] + indent, max(span[0] + indent + 1, span[1]))
