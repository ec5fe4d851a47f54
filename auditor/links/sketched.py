"""The page behind a verdict in brief, for comparison with a copy; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.links.chain import of
from auditor.model.facts import State, Verdict, Wanted
from auditor.model.port import Answer, Exchange, Purpose

_SHOWN = frozenset({State.ALIVE, State.MOVED})


def with_sketch(verdict: Verdict, wanted: Wanted, answers: Sequence[Answer]) -> Verdict:
    """The verdict with its page in brief, where its words are wanted and it is what was cited."""
    if not wanted.has_words or verdict.state not in _SHOWN:
        return verdict
    from auditor.text.sketch import brief  # here: `auditor links` compares no pages

    last = of(answers, Purpose.LINK)[-1]
    if not isinstance(last, Exchange) or last.status != 200:
        return verdict
    kind = last.header("content-type") or ""
    sketch = brief(last.body, kind, wanted.quotes, whole=not last.truncated)
    return replace(verdict, sketch=sketch)
