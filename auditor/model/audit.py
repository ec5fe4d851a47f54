"""What the rules see: one article with its citations, claims and the facts from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.model.article import Article, Note
from auditor.model.facts import Facts, Unchecked
from auditor.model.finding import Finding
from auditor.model.policy import Policy

if TYPE_CHECKING:  # plain lists of addresses have neither, and each class costs 0.5 ms to make
    from auditor.model.claim import Claim
    from auditor.model.reference import Citation


@dataclass(frozen=True)
class Audit:
    """Everything a rule may look at; nothing in it changes, nothing is fetched from it."""

    article: Article
    citations: tuple[Citation, ...]
    claims: tuple[Claim, ...]
    policy: Policy
    facts: Facts = field(default_factory=Facts)

    @cached_property
    def citation_by_id(self) -> Mapping[str, Citation]:
        """Citations by their id."""
        return {citation.id: citation for citation in self.citations}

    @cached_property
    def citations_by_note(self) -> Mapping[str, tuple[Citation, ...]]:
        """Citations by the id of the note they stand in, in order."""
        found: dict[str, list[Citation]] = {}
        for citation in self.citations:
            found.setdefault(citation.note, []).append(citation)
        return {note: tuple(items) for note, items in found.items()}

    @cached_property
    def claims_by_note(self) -> Mapping[str, tuple[Claim, ...]]:
        """Claims by the id of a note they lean on."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            for note in claim.notes:
                found.setdefault(note, []).append(claim)
        return {note: tuple(items) for note, items in found.items()}

    def full(self, citation: Citation) -> Citation:
        """The full citation a short form means; the citation itself where it is full or lost."""
        return self.citation_by_id.get(citation.refers_to or "", citation)

    def note_of(self, citation: Citation) -> Note:
        """The note a citation stands in."""
        return self.article.note_by_id[citation.note]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one article: its findings in order and what could not be looked at."""

    audit: Audit
    findings: tuple[Finding, ...]
    unchecked: tuple[Unchecked, ...]
    rules_run: tuple[str, ...] = ()
