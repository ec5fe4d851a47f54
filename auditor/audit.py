"""The whole flow: articles in, facts from outside, findings out, one direction."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.claims import extract_claims
from auditor.model.article import Article
from auditor.model.audit import Audit, Result
from auditor.model.facts import Facts
from auditor.model.policy import Policy
from auditor.references import parse_citations
from auditor.rules.rule import Rule
from auditor.rules.run import run, selected


def prepare(article: Article, policy: Policy, facts: Facts | None = None) -> Audit:
    """Parse an article's notes and claims; pure."""
    citations = parse_citations(article)
    claims = extract_claims(article, policy.date_order)
    return Audit(article, citations, claims, policy, facts or Facts())


def examine(
    article: Article, policy: Policy, rules: Iterable[Rule], facts: Facts | None = None
) -> Result:
    """Run the selected rules over one article; pure."""
    return run(selected(rules, policy), prepare(article, policy, facts))
