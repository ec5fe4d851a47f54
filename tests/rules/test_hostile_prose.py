"""The rules on dates and numbers stay fast on text made to slow them down."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from auditor.model.article import Article, Block, BlockKind, Sentence
from auditor.model.audit import Audit
from auditor.model.claim import Claim
from auditor.model.policy import Policy
from auditor.model.text import Source, View
from auditor.rules.registry import RULES

BAIT = (
    "at least at in on the of by for ",
    "three of the levels two levels ",
    "doubled to from to from to ",
    "rose by from to from to % of ",
    "Aaaa Bbbb to propose to propose ",
    "edededededed ",
    "even higher than even lower than ",
    'First, "Second, (third, finally, ',
)
SIZE = 300_000
MINE = [rule for rule in RULES if rule.family in {"DAT", "NUM"}]


def _audit(text: str) -> Audit:
    view = View.of(text, 0, len(text))
    article = Article(
        "hostile.txt",
        "text",
        Source(text),
        blocks=(Block(0, BlockKind.PARAGRAPH, view),),
        sentences=(Sentence(0, view, 0),),
    )
    return Audit(article, (), (Claim("s1", 0, view, ()),), Policy(as_of=dt.date(2026, 1, 1)))


@pytest.mark.parametrize("bait", BAIT)
def test_one_endless_sentence(bait: str) -> None:
    audit = _audit(bait * (SIZE // len(bait)))
    started = time.perf_counter()
    found = [draft for rule in MINE for draft in rule.check(audit)]
    assert time.perf_counter() - started < 2.0
    assert found == []
