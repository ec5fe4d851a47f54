"""Dead only after failures over days: what history makes of an address that failed."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.model.audit import Audit
from auditor.model.facts import Check, Facts, Lookup, Memento, Outcome, State, Verdict
from auditor.model.policy import Policy, Repeats
from auditor.readers import read_text
from auditor.rules.links import lnk001
from auditor.rules.links_unreachable import lnk011
from auditor.rules.repeats import is_gone, series
from auditor.rules.run import run

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
URL = "https://source.org/report"
LETTERS = {"a": State.ALIVE, "d": State.DEAD, "u": State.UNREACHABLE, "b": State.BLOCKED,
           "-": State.UNCHECKED, "s": State.SUSPECT, "r": State.RATE_LIMITED}  # fmt: skip


def history(said: str) -> tuple[Check, ...]:
    """`u0 u1.5 d3`: states, each with the days since the first check."""
    return tuple(
        Check(checked_at=NOON + float(item[1:]) * DAY, state=LETTERS[item[0]])
        for item in said.split()
    )


def levels(said: str, policy: Policy | None = None, *, copy: bool = False) -> list[str]:
    checks = history(said)
    last = checks[-1]
    verdict = Verdict(
        url=URL, state=last.state, checked_at=last.checked_at, status=404, why="it failed"
    )
    memento = Memento(original=URL, memento_uri=f"https://web.archive.org/web/2020/{URL}",
                      memento_datetime=NOON)  # fmt: skip
    lookup = Lookup(url=URL, outcome=Outcome.ARCHIVED, memento=memento)
    facts = Facts(
        {URL: verdict}, {URL: lookup} if copy else {}, history={URL: checks if " " in said else ()}
    )
    article = read_text(f"One.[^1]\n\n[^1]: <{URL}>.\n", "a.md", format="markdown")
    audit = Audit(article, (), (), policy or Policy(as_of=NOON.date()), facts)
    return [f"{item.rule} {item.severity.value}" for item in run((lnk001, lnk011), audit).findings]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("u0", "LNK011 info"),  # nothing on record but this run
        ("u0 u0.1 u0.2 u0.3", "LNK011 info"),  # many in one bad day
        ("u0 u1", "LNK011 warning"),
        ("u0 u1 u2", "LNK011 warning"),
        ("u0 u1 u3", "LNK001 error"),
        ("u0 u1.5 u2 u3", "LNK001 error"),
        ("u0 u0.01 u3", "LNK011 warning"),  # two occasions, not three
        ("u0 u3", "LNK011 warning"),
        ("u0 d1 u3", "LNK001 error"),  # a 404 is no sign of life
        ("u0 u1 a2 u3 u4", "LNK011 warning"),  # it was there in between
        ("u0 u1 b2 u3", "LNK011 info"),  # a refusal shows that the server is there
        ("u0 u1 r2 u3", "LNK011 info"),
        ("u0 u1 s2 u3", "LNK011 info"),
        ("u0 u1 -2 u3", "LNK001 error"),  # nobody looked
        ("a0 u1 u2 u4", "LNK001 error"),
        ("d0", "LNK001 error"),
        ("a0 d0.1", "LNK001 error"),
        ("u0 u1 d1.1", "LNK001 error"),
    ],
)
def test_levels_by_default(said: str, expected: str) -> None:
    assert levels(said) == [expected]


def test_a_copy_makes_a_warning_of_it() -> None:
    assert levels("u0 u1 u3", copy=True) == ["LNK001 warning"]
    assert levels("u0", copy=True) == ["LNK011 info"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("d0", "LNK011 info"),
        ("d0 d0.5", "LNK001 error"),
        ("d0 a1 d2", "LNK011 info"),
        ("d0 u1 d2", "LNK011 warning"),
    ],
)
def test_not_found_twice(said: str, expected: str) -> None:
    assert levels(said, Policy(as_of=NOON.date(), dead_after_failures=2)) == [expected]


@pytest.mark.parametrize(
    ("said", "repeats", "expected"),
    [
        ("u0", Repeats(1, 0), "LNK001 error"),
        ("u0 u0.01", Repeats(2, 0), "LNK001 error"),
        ("u0 u0.01", Repeats(3, 0), "LNK011 info"),
        ("u0 u7", Repeats(2, 7), "LNK001 error"),
        ("u0 u6.9", Repeats(2, 7), "LNK011 warning"),
    ],
)
def test_repeats_of_the_house(said: str, repeats: Repeats, expected: str) -> None:
    assert levels(said, Policy(as_of=NOON.date(), unreachable_after=repeats)) == [expected]


def test_a_clock_that_was_a_day_ahead_or_behind_makes_no_one_dead() -> None:
    assert levels("u0 u2 u1 u1.1") == ["LNK011 warning"]  # the second from the future
    assert levels("u1 u0") == ["LNK011 info"]
    found = series(history("u0 u2 u1"))
    assert [check.checked_at for check in found.checks] == [NOON, NOON + DAY]


@given(
    st.lists(st.tuples(st.sampled_from(list(State)), st.integers(-3000, 3000)), min_size=1),
    st.integers(1, 10),
    st.integers(0, 30),
)
def test_never_dead_without_the_failures_the_policy_wants(
    past: list[tuple[State, int]], failures: int, days: int
) -> None:
    checks = [Check(checked_at=NOON + hours * HOUR, state=state) for state, hours in past]
    checks.append(Check(checked_at=NOON, state=State.UNREACHABLE))
    policy = Policy(as_of=NOON.date(), unreachable_after=Repeats(failures, days))
    verdict = Verdict(url=URL, state=State.UNREACHABLE)
    failed = [check for check in checks if check.state in (State.DEAD, State.UNREACHABLE)]
    times = [check.checked_at for check in failed]
    if is_gone(verdict, checks, policy):
        assert len(failed) >= failures
        assert NOON - min(times) >= days * DAY
