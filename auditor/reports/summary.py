"""The end of the text report: findings by family beside what was checked, and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from auditor.model.facts import Outcome, State
from auditor.model.finding import Severity
from auditor.model.run import FAMILIES, Ending, Run, Tally
from auditor.reports.lines import BLANK, Line, Piece, cut, hanging, line, pad
from auditor.reports.words import many

_NAME = 12
_COLUMN = 9


def summary(run: Run, tally: Tally, ending: Ending, width: int, *, infos: bool) -> Iterator[Line]:
    """All lines of the summary."""
    yield line(Piece("summary", "heading"), Piece(f" {'─' * (width - 8)}", "gutter"))
    yield BLANK
    yield from _table(run, tally, min(width, 88))
    yield BLANK
    if run.replayed_from:
        yield from hanging(
            (Piece("replayed, without asking the web, from "),), run.replayed_from, width
        )
        yield BLANK
    yield from _not_looked_at(tally, ending, width)
    yield _verdict(tally, infos=infos)


def _table(run: Run, tally: Tally, width: int) -> Iterator[Line]:
    room = width - _NAME - 3 * _COLUMN
    heads = "".join(f"{name:>{_COLUMN}}" for name in ("errors", "warnings", "infos"))
    yield line(Piece(f"{'':<{_NAME}}{'looked at':<{room}}{heads}", "dim"))
    looked_at = _looked_at(run, tally)
    for code, name in FAMILIES.items():
        looked = looked_at.get(code, "")
        counts = [tally.families[code, level] for level in Severity]
        if looked or any(counts):
            yield (
                Piece(pad(name, _NAME)),
                Piece(pad(cut(looked, room - 1), room), "dim"),
                *(_count(count, level) for count, level in zip(counts, Severity, strict=True)),
            )


def _count(count: int, level: Severity) -> Piece:
    return Piece(f"{count or '·':>{_COLUMN}}", level.value if count else "dim")


def _looked_at(run: Run, tally: Tally) -> dict[str, str]:
    """What there was to look at, in words, by family."""
    seen = tally.checked
    said = {
        "DAT": [many(seen["dates"], "date"), many(seen["dated"], "dated citation")],
        "NUM": [many(seen["numbers"], "number")],
        "QUO": [many(seen["quotations"], "quotation")],
        "REF": [many(seen["citations"], "citation"), many(seen["notes"], "note")],
        "NAM": [many(seen["sentences"], "sentence")],
        "LNK": _links(run, tally),
        "ARC": _archives(run, tally),
        "SRC": [many(seen["publishers"], "publisher's name", "publishers' names")],
    }
    return {
        code: ", ".join(word for word in words if not word.startswith("0 "))
        for code, words in said.items()
    }


def _links(run: Run, tally: Tally) -> list[str]:
    total = many(tally.checked["links"], "address", "addresses")
    if run.offline:
        return [total, *(["form only"] if tally.checked["links"] else [])]
    told = [(State.ALIVE, "alive"), (State.MOVED, "moved"), (State.DEAD, "dead")]
    counts = [f"{tally.states[state]} {word}" for state, word in told if tally.states[state]]
    return [total, *counts]


def _archives(run: Run, tally: Tally) -> list[str]:
    if run.offline or not run.archives:
        return []
    tried = tally.outcomes.total() - tally.outcomes[Outcome.NOT_ATTEMPTED]
    return [many(tried, "look-up"), f"{tally.outcomes[Outcome.ARCHIVED]} archived"]


_THINGS = {"link": ("link", "links"), "memento": ("archive copy", "archive copies"),
           "rule": ("rule", "rules"), "source": ("source", "sources"),
           "drift": ("comparison with a copy", "comparisons with copies")}  # fmt: skip
_REASONS = {
    "no_archives": "--no-archives",
    "withheld": "withheld from archives",
    "no_text": "too little text",
    "not_html": "no web page",
    "truncated": "not read to the end",
    "too_long": "too long",
}


def _words(reason: str) -> str:
    return reason.replace("_", " ")


def _not_looked_at(tally: Tally, ending: Ending, width: int) -> Iterator[Line]:
    reasons: dict[str, Counter[str]] = {}
    for (what, reason), count in sorted(tally.unchecked.items()):
        if what != "rule":
            reasons.setdefault(reason, Counter())[what] += count
    for reason, things in reasons.items():
        said = ", ".join(
            many(count, *_THINGS.get(what, (what, what))) for what, count in things.items()
        )
        yield from hanging(
            (Piece(f"not looked at: {said} "),), f"({_REASONS.get(reason, _words(reason))})", width
        )
    if tally.abstained:
        codes = ", ".join(sorted(tally.abstained))
        yield from hanging((Piece("not run, made for other languages: "),), codes, width)
    if ending.unread:
        yield line(f"not read: {many(ending.unread, 'input')} (named above)")
    if ending.interrupted:
        yield line(Piece("interrupted: what was still to come was not looked at", "warning"))
    if reasons or tally.abstained or ending.unread or ending.interrupted:
        yield BLANK


def _verdict(tally: Tally, *, infos: bool) -> Line:
    levels = tally.levels
    parts: list[Piece] = []
    for level, one in ((Severity.ERROR, "error"), (Severity.WARNING, "warning")):
        parts += [Piece(many(levels[level], one), one if levels[level] else "good"), Piece(", ")]
    hidden = "" if infos or not levels[Severity.INFO] else " not shown (-v shows them)"
    parts.append(Piece(many(levels[Severity.INFO], "info") + hidden))
    if tally.suppressed:
        parts.append(Piece(f", {tally.suppressed} waived"))
    articles = many(tally.checked["articles"], "article")
    return (Piece(f"{articles}: "), *parts)
