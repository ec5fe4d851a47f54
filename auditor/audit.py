"""The whole flow: articles in, facts from outside, findings out, one direction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING

from auditor.evidence.accept import accepted
from auditor.evidence.wanted import wanted
from auditor.ledger.ledger import Ledger
from auditor.ledger.waive import Usage, apply
from auditor.model.article import Article
from auditor.model.audit import Audit, Result
from auditor.model.facts import Facts, LocalFile, Lookup, Outcome, State, Unchecked, Verdict, Wanted
from auditor.model.policy import Policy
from auditor.model.run import LEDGER, distinct_urls
from auditor.model.text import Source
from auditor.rules.rule import Rule
from auditor.rules.run import run, selected

if TYPE_CHECKING:
    from auditor.model.claim import Claim
    from auditor.model.reference import Citation

# Articles whose links are looked at together: enough to keep many hosts busy at once, few enough
# that an interrupted run has lost little and memory stays flat.
BATCH = 32

Look = Callable[[Sequence[Wanted]], Facts]
Tree = Callable[[Article], Mapping[str, LocalFile]]


@dataclass(frozen=True, slots=True)
class House:
    """What holds for one article: its policy, and the ledger it lies under, if any."""

    policy: Policy
    ledger: Ledger | None = None


class LookInterrupted(KeyboardInterrupt):
    """Ctrl-C while addresses were looked at; `facts` holds those that stand."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts


def prepare(article: Article, policy: Policy, facts: Facts | None = None) -> Audit:
    """Parse an article's notes and claims; pure."""
    citations = _citations(article) if article.notes else ()
    claims = _claims(article, policy) if article.sentences else ()
    return Audit(article, citations, claims, policy, facts or Facts())


# The parsers are imported when there is something to parse: their patterns take 100 ms to compile,
# half of what a look at a plain list of addresses takes to start.
def _citations(article: Article) -> tuple[Citation, ...]:
    from auditor.references import parse_citations

    return parse_citations(article)


def _claims(article: Article, policy: Policy) -> tuple[Claim, ...]:
    from auditor.claims import extract_claims

    return extract_claims(article, policy.date_order)


def examine(
    article: Article, policy: Policy, rules: Iterable[Rule], facts: Facts | None = None
) -> Result:
    """Run the selected rules over one article; pure."""
    return run(selected(rules, policy), prepare(article, policy, facts))


@dataclass
class Flow:
    """An audit of many articles. `results` hands them out one by one and keeps none.

    `house` says what holds for the article at a path, `look` finds the facts about addresses.
    `tree` looks at the files that an article's own links name. `today` is the day waivers are held
    against, `offline` that online rules can't have been run.
    """

    rules: Sequence[Rule]
    house: Callable[[str], House]
    look: Look
    today: dt.date
    offline: bool = False
    batch: int = BATCH
    tree: Tree = lambda _: {}
    _usage: dict[str, tuple[Ledger, Usage]] = field(default_factory=dict)

    def results(self, articles: Iterable[Article]) -> Iterator[Result]:
        """The result of each article in order, then of each ledger that any of them lay under.

        A Ctrl-C while addresses are looked at still yields the batch, with the facts there are.
        """
        source = iter(articles)
        while batch := [self._prepared(article) for article in islice(source, self.batch)]:
            interrupt: KeyboardInterrupt | None = None
            try:
                facts = self.look(wanted(batch))
            except LookInterrupted as error:
                interrupt, facts = error, error.facts
            for audit in batch:
                local = self.tree(audit.article)
                known = replace(facts_of(audit, facts), local=local)
                yield self._result(replace(audit, facts=known))
            if interrupt:
                raise interrupt
        yield from self._ledgers()

    def _prepared(self, article: Article) -> Audit:
        house = self.house(article.path)
        said = house.ledger.article(article.path) if house.ledger else None
        if said:
            article = replace(
                article,
                title=said.title or article.title,
                language=said.language or article.language,
                date=said.date.isoformat() if said.date else article.date,
            )
        return prepare(article, house.policy)

    def _result(self, audit: Audit) -> Result:
        result = run(selected(self.rules, audit.policy), audit)
        result = replace(result, unchecked=(*result.unchecked, *not_looked_at(audit)))
        ledger = self.house(audit.article.path).ledger
        return self._waived(result, ledger) if ledger else result

    def _waived(self, result: Result, ledger: Ledger) -> Result:
        path = result.audit.article.path
        findings, used = apply(result.findings, ledger, path, self.today)
        _, usage = self._usage.setdefault(ledger.name, (ledger, Usage()))
        where = {item.code: item.where for item in self.rules}
        usage.used |= used
        usage.articles.add(ledger.relative(path))
        usage.rules.update(
            code for code in result.rules_run if not self.offline or where[code] == "offline"
        )
        return replace(result, findings=findings)

    def _ledgers(self) -> Iterator[Result]:
        """The rules about waivers, over each ledger's own text."""
        for ledger, usage in self._usage.values():
            policy = self.house(ledger.name).policy
            policy = replace(policy, waivers=ledger.waivers, as_of=self.today)
            article = Article(ledger.name, LEDGER, Source(ledger.file.text))
            facts = Facts(unused_waivers=usage.unused(ledger))
            chosen = [item for item in selected(self.rules, policy) if item.family == "WVR"]
            yield run(chosen, Audit(article, (), (), policy, facts))


def facts_of(audit: Audit, facts: Facts) -> Facts:
    """What a batch's facts say of one article's own addresses."""
    urls = distinct_urls(audit.article)
    return Facts(
        {url: accepted(facts.links[url], audit.policy) for url in urls if url in facts.links},
        {url: facts.mementos[url] for url in urls if url in facts.mementos},
        history={url: facts.history[url] for url in urls if url in facts.history},
    )


def not_looked_at(audit: Audit) -> Iterator[Unchecked]:
    """What the facts could not tell of an article's addresses: blocked, refused, no answer."""
    labels = _labels(audit.article)
    for url in distinct_urls(audit.article):
        link = _link_reason(audit.facts.links.get(url))
        if link:
            yield Unchecked(what="link", reason=link, url=url, note=labels.get(url))
        memento = _memento_reason(audit.facts.mementos.get(url))
        if memento:
            yield Unchecked(what="memento", reason=memento, url=url, note=labels.get(url))
        drift = _drift_reason(audit.facts.mementos.get(url))
        if drift:
            yield Unchecked(what="drift", reason=drift, url=url, note=labels.get(url))
    for url, file in audit.facts.local.items():
        if file.exists is None:
            yield Unchecked(what="link", reason="outside", url=url, note=labels.get(url))


def _drift_reason(lookup: Lookup | None) -> str | None:
    """Why a live page could not be compared with its copy."""
    return lookup.drift.reason if lookup and lookup.drift else None


def _labels(article: Article) -> dict[str, str]:
    """The label of the first note each address stands in."""
    found: dict[str, str] = {}
    for address in article.addresses:
        note = article.note_by_id.get(address.note or "")
        if note:
            found.setdefault(address.url, note.label)
    return found


def _link_reason(verdict: Verdict | None) -> str | None:
    if verdict is None:  # a link within the article's own tree, which LNK012 looks at
        return None
    if verdict.state is State.UNCHECKED:
        return verdict.detail or "unknown"
    return verdict.state.value if verdict.state in (State.BLOCKED, State.RATE_LIMITED) else None


def _memento_reason(lookup: Lookup | None) -> str | None:
    if lookup is None or lookup.outcome not in (Outcome.UNKNOWN, Outcome.NOT_ATTEMPTED):
        return None
    return lookup.reason or lookup.outcome.value
