"""`auditor check`, and the course of a run over many articles, into one or more reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
import datetime as dt
import sys

from auditor.audit import BATCH, Flow, House, Look
from auditor.cli.advice import advise_left_out, advise_pace, slowed
from auditor.cli.exits import Exit
from auditor.cli.inputs import Inputs, named_articles
from auditor.cli.lookups import endpoints, lookups
from auditor.cli.memory import Kept
from auditor.cli.messages import complain, hint
from auditor.cli.outputs import CHECK, Reports
from auditor.cli.session import Session
from auditor.cli.tape import NoTape, Tape, tape
from auditor.cli.tree import Tree
from auditor.config.layers import user_file
from auditor.interrupts import WHOLE, finish
from auditor.model.article import Article
from auditor.model.audit import Result
from auditor.model.errors import InputError, OutputError, named
from auditor.model.facts import State
from auditor.model.finding import Finding, Severity
from auditor.model.run import Ending, Tally
from auditor.rules.rule import Rule

_ORDER = list(Severity)


def check(session: Session, paths: Sequence[str], form: str, outputs: Sequence[str]) -> int:
    """Audit the articles at `paths`, by default those the ledger names; returns the exit code."""
    from auditor.rules.registry import RULES  # here: `auditor links` needs a few of them alone

    inputs = Inputs(paths or named_articles(session.here.ledger), complain)
    with closing(Kept(session)) as kept, tape(session, endpoints()) as run:
        look = lookups(session, kept, run, compare=True)
        course = Course(session, inputs, RULES, look, kept, run)
        with Reports(CHECK, session, form, outputs) as reports:
            code = course.run(reports)
    course.advise()
    return code


def fails(finding: Finding, fail_on: str) -> bool:
    """Whether a finding makes the run fail: not suppressed, at or above the level."""
    if fail_on == "never" or finding.suppressed:
        return False
    return _ORDER.index(finding.severity) <= _ORDER.index(Severity(fail_on))


@dataclass
class Course:
    """One run's results as they come, and what they add up to."""

    session: Session
    inputs: Inputs
    rules: Sequence[Rule]
    look: Look
    kept: Kept | None = None
    tape: Tape = field(default_factory=NoTape)
    needs_content: bool = True
    narrow: Callable[[Article], Article] = lambda article: article
    tally: Tally = field(default_factory=Tally)
    slowed: set[str] = field(default_factory=set)
    left_out: int = 0
    failed: bool = False
    interrupted: bool = False

    def run(self, reports: Reports) -> int:
        """Hand every result to the reports; a Ctrl-C ends them early, but whole."""
        try:
            with WHOLE:
                reports.begin(self.session.run())
            for result in self.results():
                with WHOLE:
                    reports.add(result)
            finish()
        except KeyboardInterrupt:
            finish()
            self.interrupted = True
            if self.kept:
                self.kept.hurry()
        self.tape.end(interrupted=self.interrupted)
        ending = self.ending()
        reports.end(self.tally, ending)
        return ending.exit_code

    def results(self) -> Iterator[Result]:
        """The results, counted."""
        config = self.session.config
        tree = Tree()
        flow = Flow(
            self.rules,
            lambda path: House(config.of(path).policy(path), config.of(path).ledger),
            self.look,
            self.session.today,
            offline=self.session.offline,
            batch=1 if self.session.offline else BATCH,
            tree=lambda article: self.tape.local(
                article, lambda: tree.files(article, config.of(article.path)["site_root"])
            ),
        )
        for result in flow.results(map(self._narrowed, self.inputs)):
            self.tally.add(result)
            self.slowed |= slowed(result.audit.facts)
            level = config.of(result.audit.article.path)["fail_on"]
            self.failed |= any(fails(finding, level) for finding in result.findings)
            yield result

    def _narrowed(self, article: Article) -> Article:
        self.tape.article(article)
        chosen = self.narrow(article)
        self.left_out += len(article.addresses) - len(chosen.addresses)
        return chosen

    def ending(self) -> Ending:
        """How the run ended."""
        return Ending(
            finished=dt.datetime.now(dt.UTC),
            exit_code=self._exit_code(),
            unread=self.inputs.unread,
            interrupted=self.interrupted,
        )

    def _exit_code(self) -> int:
        codes = [Exit.CLEAN]
        if self.failed and not self.session.here["exit_zero"]:
            codes.append(Exit.FINDINGS)
        if self.inputs.unread:
            codes.append(Exit.USAGE)
        if self._nothing():
            codes.append(Exit.NOTHING)
        if self._too_much_unchecked():
            codes.append(Exit.UNCHECKED)
        if self._unkept():
            codes.append(Exit.OUTPUT)
        if self.interrupted:
            codes.append(Exit.INTERRUPTED)
        return max(codes)

    def _unkept(self) -> OutputError | None:
        """Why something that was checked could not be remembered."""
        return self.kept.error if self.kept else None

    def _nothing(self) -> bool:
        """Whether no article was read, or none had a note or a link."""
        if self.interrupted:
            return False
        seen = self.tally.checked
        return not seen["articles"] or (
            self.needs_content and not seen["notes"] and not seen["addresses"]
        )

    def _too_much_unchecked(self) -> bool:
        shares = self.session.config.values("max_unchecked_share")
        limits = [share for share in shares if share is not None]
        return bool(limits) and self.tally.unchecked_share > min(limits)

    def advise(self) -> None:
        """Say on stderr why an exit code is what the findings alone don't explain."""
        if self._nothing() and self.inputs.read:
            name = named(self.inputs.last) if self.inputs.read == 1 else "the articles"
            complain(
                InputError(
                    f"{name}: neither a note nor a link, so there is nothing to audit",
                    "notes are read as footnotes (¹, [1], 1., [^1]) or inline ones (^[…])",
                )
            )
        if error := self._unkept():
            complain(error)
        if not self.session.quiet:
            advise_pace(self.session, self.slowed)
            advise_left_out(self.left_out)
        if self._too_much_unchecked():
            hint(f"{self.tally.unchecked_share:.0%} of the look-ups got no answer: exit code 4")
        if self._anonymous() and self.tally.states.keys() & {State.BLOCKED, State.RATE_LIMITED}:
            hint(f'contact = "your mail or page" in {user_file()} lets servers reach you')

    def _anonymous(self) -> bool:
        """Whether servers were not told whom to write to, and a person could change that now."""
        said = self.session.here["contact"] or self.session.here["user_agent"]
        return not said and not self.session.quiet and sys.stderr.isatty()
