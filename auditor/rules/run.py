"""Runs the selected rules over an audit and makes whole findings of their drafts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from auditor.model.audit import Audit, Result
from auditor.model.facts import Unchecked
from auditor.model.finding import (
    ByteEdit,
    Draft,
    Finding,
    Fix,
    Location,
    PlacedFix,
)
from auditor.model.policy import Policy
from auditor.model.text import Source, Span
from auditor.rules.rule import Rule

EXCERPT = 400  # characters of a source line kept with a finding: a long sentence, or a wide window


def selected(rules: Iterable[Rule], policy: Policy) -> tuple[Rule, ...]:
    """The rules to run: defaults or the selection, less what is ignored.

    Codes are compared by their beginnings, so `DAT` means the family; the longest match decides,
    so `--select DAT --ignore DAT001` and `--select DAT001 --ignore DAT` both say what is meant.
    """

    def reach(code: str, prefixes: Sequence[str]) -> int:
        return max((len(p) for p in prefixes if code.startswith(p)), default=-1)

    def wanted(item: Rule) -> bool:
        named = reach(item.code, policy.select)
        off = reach(item.code, policy.ignore)
        exact = item.code in policy.select
        chosen = named >= 0 if policy.select else True
        return chosen and (item.default or exact) and (off < 0 or named > off)

    return tuple(item for item in rules if wanted(item))


def run(rules: Iterable[Rule], audit: Audit) -> Result:
    """All findings of `rules` on one article, in the order of formats.md, and what abstained."""
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    ran: list[str] = []
    for item in rules:
        if _abstains(item, audit):
            unchecked.append(Unchecked(what="rule", reason="language", detail=item.code))
            continue
        ran.append(item.code)
        findings += _whole(item, audit)
    findings.sort(key=lambda f: (f.location.line, f.location.column, f.rule))
    return Result(audit, tuple(findings), tuple(unchecked), tuple(ran))


def _abstains(item: Rule, audit: Audit) -> bool:
    language = (audit.article.language or "").split("-")[0]
    return item.languages is not None and bool(language) and language not in item.languages


def _whole(item: Rule, audit: Audit) -> Iterator[Finding]:
    seen: Counter[tuple[str, str]] = Counter()
    drafts = sorted(item.check(audit), key=lambda draft: draft.primary)
    for draft in drafts:
        key = (draft.cited or "", " ".join(draft.anchor.split()).casefold())
        seen[key] += 1
        yield _finding(item, audit, draft, fingerprint(item.code, *key, seen[key]))


def fingerprint(code: str, cited: str, anchor: str, occurrence: int) -> str:
    """A name for a finding that edits elsewhere, labels and what was found don't change."""
    from hashlib import sha256  # here: it loads OpenSSL, and links that are well have no findings

    text = "\x1f".join((code, cited, anchor, str(occurrence)))
    return f"{code}:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _finding(item: Rule, audit: Audit, draft: Draft, print_: str) -> Finding:
    source = audit.article.source
    level = audit.policy.severity.get(item.code, draft.severity or item.severity)
    return Finding(
        rule=item.code,
        name=item.name,
        severity=level,
        confidence=draft.confidence,
        article=audit.article.path,
        note=draft.note,
        message=draft.message,
        location=locate(source, draft.primary),
        related=tuple(locate(source, place.span, place.label) for place in draft.related),
        cited=draft.cited,
        found=draft.found,
        evidence=draft.evidence,
        help=draft.help,
        fixes=tuple(_placed(source, fix) for fix in draft.fixes),
        hosts=draft.hosts,
        anchor=draft.anchor,
        fingerprint=print_,
    )


def locate(source: Source, span: Span, label: str = "") -> Location:
    """Line, column and a shortened source line for a span."""
    line, column = source.position(span.start)
    end_line, end_column = source.position(span.end)
    text = source.line(line)
    stop = end_column if end_line == line else len(text) + 1
    left = _window(len(text), column - 1, stop - 1)
    excerpt = ("…" if left else "") + text[left : left + EXCERPT]
    offset = column - 1 - left + (1 if left else 0)
    width = max(1, min(stop - column, len(excerpt) - offset))
    if left + EXCERPT < len(text):
        excerpt += "…"
    return Location(line, column, end_line, end_column, excerpt, offset, width, span.part, label)


def _window(length: int, start: int, stop: int) -> int:
    """Where the excerpt of a line begins: the mark whole if it fits, up to a third before it."""
    if length <= EXCERPT:
        return 0
    lead = max(0, min(EXCERPT // 3, EXCERPT - (stop - start)))
    return max(0, min(start - lead, length - EXCERPT))


def _placed(source: Source, fix: Fix) -> PlacedFix:
    edits = (
        ByteEdit(
            source.byte_offset(edit.span.start),
            source.byte_offset(edit.span.end),
            edit.replacement,
        )
        for edit in fix.edits
    )
    return PlacedFix(fix.title, fix.safe, tuple(edits))
