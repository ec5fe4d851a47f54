"""A run over many articles: what is said of it once, and the counts that outlive its results."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
import datetime as dt

from auditor.model.article import Article
from auditor.model.audit import Audit, Result
from auditor.model.facts import Outcome, State
from auditor.model.finding import Finding, Severity

# The families of the rule catalogue, in its order, by the letters of their codes.
FAMILIES = {
    "DAT": "dates",
    "NUM": "numbers",
    "QUO": "quotations",
    "REF": "references",
    "NAM": "names",
    "NTC": "notes",
    "LNK": "links",
    "ARC": "archives",
    "SRC": "sources",
    "CLM": "claims",
    "WVR": "waivers",
}

# The format of a ledger's own text when the rules about waivers look at it as their article.
LEDGER = "ledger"

# For the share of `--max-unchecked`: details of links that nobody asked for, and the
# verdicts on those that were asked for in vain.
UNTRIED = frozenset({"offline", "not_attempted", "unsupported_scheme", "malformed", "excluded"})
SILENT = frozenset({State.UNCHECKED, State.BLOCKED, State.RATE_LIMITED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is true of the whole run. `config` names the ledger, None where there is none."""

    version: str
    started: dt.datetime
    as_of: dt.date
    offline: bool = False
    archives: bool = True
    config: str | None = None
    replayed_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended; `unread` are the inputs that could not be read, `interrupted` a Ctrl-C."""

    finished: dt.datetime
    exit_code: int = 0
    unread: int = 0
    interrupted: bool = False


@dataclass
class Tally:
    """Counts over a run, so that its results can be dropped one by one.

    `checked` counts what there was to look at (articles, notes, citations, dates, links, …),
    `levels` and `families` findings that no waiver suppresses, `unchecked` what could not be looked
    at, by what and why. `tried` are look-ups that were made, `missed` those of them without answer.
    """

    checked: Counter[str] = field(default_factory=Counter)
    levels: Counter[Severity] = field(default_factory=Counter)
    families: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    states: Counter[State] = field(default_factory=Counter)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    unchecked: Counter[tuple[str, str]] = field(default_factory=Counter)
    abstained: Counter[str] = field(default_factory=Counter)
    suppressed: int = 0
    tried: int = 0
    missed: int = 0

    def add(self, result: Result) -> None:
        """Count one more result; a ledger's counts as findings alone."""
        for finding in result.findings:
            self._add_finding(finding)
        for item in result.unchecked:
            self.unchecked[item.what, item.reason] += 1
            if item.what == "rule":
                self.abstained[item.detail or ""] += 1
        if result.audit.article.format != LEDGER:
            self.checked.update(contents(result.audit))
            self._add_facts(result.audit)

    def _add_finding(self, finding: Finding) -> None:
        if finding.suppressed:
            self.suppressed += 1
            return
        self.levels[finding.severity] += 1
        self.families[family(finding.rule), finding.severity] += 1

    def _add_facts(self, audit: Audit) -> None:
        states = Counter(verdict.state for verdict in audit.facts.links.values())
        outcomes = Counter(lookup.outcome for lookup in audit.facts.mementos.values())
        self.states += states
        self.outcomes += outcomes
        tried = [item for item in audit.facts.links.values() if item.detail not in UNTRIED]
        self.tried += len(tried) + outcomes.total() - outcomes[Outcome.NOT_ATTEMPTED]
        self.missed += sum(item.state in SILENT for item in tried) + outcomes[Outcome.UNKNOWN]

    @property
    def unchecked_share(self) -> float:
        """The part of all attempted look-ups that gave no answer, 0 where none was made."""
        return self.missed / self.tried if self.tried else 0.0


def family(code: str) -> str:
    """The letters of a rule's code."""
    return code.rstrip("0123456789")


def contents(audit: Audit) -> dict[str, int]:
    """What there is to check in one article, by the words the summary uses."""
    article = audit.article
    return {
        "articles": 1,
        "notes": len(article.notes),
        "markers": len(article.markers),
        "sentences": len(article.sentences),
        "citations": len(audit.citations),
        "dated": sum(citation.reference.issued is not None for citation in audit.citations),
        "dates": sum(len(claim.dates) for claim in audit.claims),
        "numbers": sum(len(claim.numbers) for claim in audit.claims),
        "quotations": sum(len(claim.quotations) for claim in audit.claims),
        "links": len(distinct_urls(article)),
        "addresses": len(article.addresses),
        "publishers": len(_publishers(audit)),
    }


def _publishers(audit: Audit) -> frozenset[str]:
    """The names that the citations print for the bodies behind their works."""
    references = [citation.reference for citation in audit.citations]
    printed = (name for ref in references for name in (ref.container_title, ref.publisher))
    return frozenset(name.value for name in printed if name)


def distinct_urls(article: Article) -> tuple[str, ...]:
    """The addresses of the web that an article cites, each once, in order; none of its own tree."""
    cited = (address.url for address in article.addresses if not address.is_local)
    return tuple(dict.fromkeys(cited))
