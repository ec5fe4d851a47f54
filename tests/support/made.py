"""Results made by hand for tests of reports: a small article, rules that never change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
import datetime as dt
from pathlib import Path

from auditor.model.article import Article, Note, NoteKind
from auditor.model.audit import Audit, Result
from auditor.model.facts import Facts, Unchecked
from auditor.model.finding import Draft, Evidence, Finding, Related, Severity
from auditor.model.policy import Policy
from auditor.model.run import Ending, Run, Tally
from auditor.model.text import Source, Span, View
from auditor.rules.rule import Rule, rule
from auditor.rules.run import run

DATA = Path(__file__).parents[1] / "data"
NOON = dt.datetime(2026, 1, 31, 12, tzinfo=dt.UTC)
RUN = Run(version="0.0.0", started=NOON, as_of=NOON.date(), offline=True, config="claims.toml")
ENDING = Ending(finished=NOON, exit_code=1)


def article_of(text: str, path: str = "article.txt") -> Article:
    """An article that is nothing but its text and one note, the last line."""
    source = Source(text)
    start = text.rstrip("\n").rfind("\n") + 1
    view = View.of(text, start, len(text))
    note = Note("n1", "1", NoteKind.FOOTNOTE, view, view.span())
    return Article(path, "text", source, notes=(note,), title="A title")


def small() -> Article:
    """The article of tests/data, unread: the reports need its lines alone."""
    text = (DATA / "report-article.txt").read_text(encoding="utf-8")
    return replace(article_of(text), title="Harbour Lights: A Small Article for the Reports")


def span_of(article: Article, words: str) -> Span:
    """Where some words stand."""
    start = article.source.text.index(words)
    return Span(start, start + len(words))


def saying(code: str, level: Severity, drafts: Iterable[Draft]) -> Rule:
    """A rule that yields those drafts."""
    listed = list(drafts)

    def check(_: Audit) -> Iterable[Draft]:
        """Flag what a test wants flagged."""
        return listed

    return rule(code, f"made-{code.lower()}", level)(check)


def draft(article: Article, words: str, **fields: object) -> Draft:
    """A draft about some words of an article."""
    defaults: dict[str, object] = {"message": f"about {words}", "anchor": words, "help": "look"}
    return Draft(primary=span_of(article, words), **{**defaults, **fields})  # type: ignore[arg-type]


def result_of(article: Article, rules: Iterable[Rule]) -> Result:
    """The result of an article under some rules."""
    return run(rules, Audit(article, (), (), Policy(as_of=NOON.date()), Facts()))


def harbour() -> Result:
    """The small article with a finding of every kind a report has to show."""
    article = small()
    start = article.source.text.index("The town of Port Example")
    sentence = Span(start, article.source.text.index("¹ A second lamp"))
    date = draft(
        article, "March 12, 1902", note="1", cited="1902-03-12", found="1901-03",
        message="note 1 cites a source a year after the event it reports",
        related=(Related(sentence, "the sentence"),),
        evidence=(
            Evidence(kind="sentence", source="article.txt:5", excerpt="in March 1901"),
            Evidence(kind="memento", source="https://web.archive.org/web/2020/https://harbour.example.org/gazette", observed_at=NOON, excerpt="status 200"),  # noqa: E501
        ),
        help="same month, another year: check the year in the note",
    )  # fmt: skip
    wide = draft(article, "「灯台の光」を二度報じた", cited="二度", found="一度", help="数え直す")
    accent = draft(article, "cafe\u0301 at the quay [sic]", message="[sic] stands in “[/x]”")
    number = draft(
        article, "4,50 crowns",
        related=tuple(Related(span_of(article, words), "another number") for words in ("12 hours", "44", "51")),  # noqa: E501
    )  # fmt: skip
    alike = [draft(article, w, message=f"{w} is said") for w in ("Gazette", "lamp", "copy", "page")]
    rules = [
        saying("DAT001", Severity.ERROR, [date]),
        saying("QUO001", Severity.WARNING, [wide, accent]),
        saying("NUM001", Severity.WARNING, [number]),
        saying("NAM002", Severity.WARNING, alike),
        saying("LNK005", Severity.INFO, [draft(article, "二度")]),
    ]
    result = result_of(article, rules)
    missed = (
        Unchecked(what="link", reason="offline", url="https://harbour.example.org", note="1"),
    )
    return replace(result, unchecked=missed)


def tally_of(*results: Result) -> Tally:
    """The counts of some results."""
    tally = Tally()
    for result in results:
        tally.add(result)
    return tally


def finding_of(text: str = "some words here", words: str = "words", **fields: object) -> Finding:
    """One finding about some words of a one-line article."""
    article = article_of(text)
    made = draft(article, words, **fields)
    return result_of(article, [saying("DAT001", Severity.ERROR, [made])]).findings[0]
