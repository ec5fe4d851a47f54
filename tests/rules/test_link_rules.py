"""What verdicts come to as findings: by the table of formats.md, and nothing for what is silent."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.model.audit import Audit
from auditor.model.facts import Facts, Lookup, Memento, Outcome, Presence, State, Verdict
from auditor.model.finding import Finding
from auditor.model.policy import Policy
from auditor.readers import read_text
from auditor.rules.links import lnk001, lnk006, lnk008, lnk009, lnk010
from auditor.rules.links_unreachable import lnk011
from auditor.rules.run import run

URL = "https://source.org/report"
TEXT = f'One.[^1] Two.[^2]\n\n[^1]: "A," <{URL}>.\n[^2]: "B," <{URL}>.\n'
RULES = (lnk001, lnk006, lnk008, lnk009, lnk010, lnk011)


def findings(verdict: Verdict, lookup: Lookup | None = None) -> list[Finding]:
    article = read_text(TEXT, "a.md", format="markdown")
    facts = Facts({verdict.url: verdict}, {verdict.url: lookup} if lookup else {})
    audit = Audit(article, (), (), Policy(as_of=dt.date(2026, 1, 1)), facts)
    return list(run(RULES, audit).findings)


def moved(final: str, *, permanent: bool = True) -> Verdict:
    return Verdict(url=URL, state=State.MOVED, permanent=permanent, final_url=final, why="it moved")


@pytest.mark.parametrize(
    ("state", "detail", "expected"),
    [
        (State.ALIVE, None, []),
        (State.DEAD, "not_found", ["LNK001 error"]),
        (State.DEAD, "gone", ["LNK001 error"]),
        (State.DEAD, "no_such_host", ["LNK001 error"]),
        (State.SUSPECT, "soft_404", ["LNK008 warning"]),
        (State.INSECURE, "expired", ["LNK009 warning"]),
        (State.UNREACHABLE, "timeout", ["LNK011 info"]),
        (State.BLOCKED, None, []),
        (State.RATE_LIMITED, None, []),
        (State.UNCHECKED, "policy", []),
        (State.UNCHECKED, "offline", []),
    ],
)
def test_each_verdict_has_its_rule_and_level(
    state: State, detail: str | None, expected: list[str]
) -> None:
    verdict = Verdict(url=URL, state=state, detail=detail, status=404, why="the server said so")
    assert [f"{item.rule} {item.severity.value}" for item in findings(verdict)] == expected


def test_one_finding_for_an_address_names_its_other_places() -> None:
    (finding,) = findings(Verdict(url=URL, state=State.DEAD, detail="gone", status=410))
    assert (finding.note, finding.cited, finding.found) == ("1", URL, "gone")
    assert [place.label for place in finding.related] == ["also in note 2"]
    assert finding.hosts == ("source.org",)


def test_a_dead_link_with_a_copy_is_a_warning_and_the_copy_is_the_fix() -> None:
    memento = Memento(
        original=URL,
        memento_uri=f"https://web.archive.org/web/20220912000000/{URL}",
        memento_datetime=dt.datetime(2022, 9, 12, tzinfo=dt.UTC),
        statuscode=200,
    )
    lookup = Lookup(url=URL, outcome=Outcome.ARCHIVED, memento=memento)
    dead = Verdict(url=URL, state=State.DEAD, detail="not_found", status=404)
    (finding,) = findings(dead, lookup)
    assert finding.severity.value == "warning"
    (fix,) = finding.fixes
    assert not fix.safe
    assert {edit.replacement for edit in fix.edits} == {memento.memento_uri}
    assert [TEXT.encode()[edit.start : edit.end].decode() for edit in fix.edits] == [URL, URL]


def test_a_dead_link_without_a_usable_copy_stays_an_error() -> None:
    lookup = Lookup(url=URL, outcome=Outcome.NO_USABLE_COPY)
    dead = Verdict(url=URL, state=State.DEAD, detail="not_found", status=404)
    (finding,) = findings(dead, lookup)
    assert finding.severity.value == "error"


@pytest.mark.parametrize(
    "final",
    ["https://elsewhere.org/report", "https://source.org/reports/2022", "https://source.org/a/"],
)
def test_a_permanent_move_elsewhere_is_a_warning(final: str) -> None:
    (finding,) = findings(moved(final))
    assert (finding.rule, finding.severity.value, finding.found) == ("LNK006", "warning", final)


@pytest.mark.parametrize(
    "final",
    [
        "http://source.org/report",
        "https://www.source.org/report",
        "https://source.org/report/",
        "https://source.org/report?lang=en",
        "https://source.org/Report",
    ],
)
def test_a_move_to_the_same_place_is_silent(final: str) -> None:
    assert findings(moved(final)) == []


def test_a_temporary_redirect_is_silent() -> None:
    assert findings(moved("https://elsewhere.org/", permanent=False)) == []


def test_a_resolver_is_made_to_redirect() -> None:
    article = read_text("See <https://doi.org/10.1/x>.", "a.md", format="markdown")
    url = "https://doi.org/10.1/x"
    verdict = Verdict(
        url=url, state=State.MOVED, permanent=True, final_url="https://press.org/x", why="moved"
    )
    audit = Audit(article, (), (), Policy(as_of=dt.date(2026, 1, 1)), Facts({url: verdict}))
    assert run(RULES, audit).findings == ()


@pytest.mark.parametrize("state", [State.ALIVE, State.MOVED])
@pytest.mark.parametrize(
    ("presence", "expected"),
    [
        (Presence.MISSING, ["LNK010 warning"]),
        (Presence.PRESENT, []),
        (Presence.UNKNOWN, []),
    ],
)
def test_a_missing_fragment_is_a_warning(
    state: State, presence: Presence, expected: list[str]
) -> None:
    url = f"{URL}#table-9"
    article = read_text(f"See <{url}>.", "a.md", format="markdown")
    verdict = Verdict(url=url, state=state, fragments={"table-9": presence})
    audit = Audit(article, (), (), Policy(as_of=dt.date(2026, 1, 1)), Facts({url: verdict}))
    found = run(RULES, audit).findings
    assert [f"{item.rule} {item.severity.value}" for item in found] == expected


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("table-9", "the cited page has nothing by the name of #table-9"),
        (":~:text=fox", "the cited page does not hold the text that its link points at"),
    ],
)
def test_a_missing_fragment_is_told_by_its_kind(fragment: str, told: str) -> None:
    url = f"{URL}#{fragment}"
    article = read_text(f"See <{url}>.", "a.md", format="markdown")
    verdict = Verdict(url=url, state=State.ALIVE, fragments={fragment: Presence.MISSING})
    audit = Audit(article, (), (), Policy(as_of=dt.date(2026, 1, 1)), Facts({url: verdict}))
    assert [item.message for item in run(RULES, audit).findings] == [told]


def test_an_address_near_a_dead_one_is_the_help_and_a_fix() -> None:
    near = "https://source.org/report/"
    dead = Verdict(url=URL, state=State.DEAD, detail="not_found", status=404, suggestion=near)
    (finding,) = findings(dead)
    assert finding.help is not None
    assert near in finding.help
    (fix,) = finding.fixes
    assert not fix.safe
    assert {edit.replacement for edit in fix.edits} == {near}
