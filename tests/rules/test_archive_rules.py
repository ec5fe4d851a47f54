"""The ARC rules over made-up look-ups: pure functions, nothing is asked."""

from __future__ import annotations

import datetime as dt

import pytest

from auditor.audit import examine
from auditor.model.facts import Facts, Lookup, Memento, Outcome, State, Verdict
from auditor.model.finding import Finding
from auditor.model.policy import Policy
from auditor.readers import read_text
from auditor.rules.registry import RULES

PORT = "https://port.example/statistics"
DAY = dt.date(2022, 9, 12)
ONE = f'Harbours grew.[^1]\n\n[^1]: "Harbour statistics," <{PORT}>.\n'


def found(text: str, *lookups: Lookup, links: tuple[Verdict, ...] = ()) -> tuple[Finding, ...]:
    article = read_text(text, "a.md", format="markdown")
    facts = Facts({link.url: link for link in links}, {item.url: item for item in lookups})
    policy = Policy(as_of=dt.date(2026, 1, 1), select=("ARC",))
    return examine(article, policy, RULES, facts).findings


def lookup(outcome: Outcome, url: str = PORT, **more: object) -> Lookup:
    return Lookup(url=url, outcome=outcome, **more)  # type: ignore[arg-type]


def archived(days: int, kind: str = "accessed") -> Lookup:
    moment = dt.datetime.combine(DAY + dt.timedelta(days=days), dt.time(14, 3), dt.UTC)
    memento = Memento(
        original=PORT,
        memento_uri=f"https://web.archive.org/web/{moment:%Y%m%d%H%M%S}/{PORT}",
        memento_datetime=moment,
        statuscode=200,
    )
    return lookup(
        Outcome.ARCHIVED, anchor=DAY, anchor_kind=kind, memento=memento, days_from_anchor=days
    )


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_no_copy() -> None:
    (finding,) = found(ONE, lookup(Outcome.NOT_ARCHIVED))
    assert (finding.rule, finding.severity, finding.note) == ("ARC001", "warning", "1")
    assert finding.cited == PORT
    assert finding.location.line == 3
    assert "web.archive.org/save" in finding.help


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.NOT_ATTEMPTED, Outcome.ARCHIVED])
def test_only_a_certain_no_is_a_finding(outcome: Outcome) -> None:
    assert found(ONE, lookup(outcome, service="wayback-cdx", reason="rate_limited")) == ()


def test_nothing_looked_up_is_no_finding() -> None:
    assert found(ONE) == ()


def test_a_site_that_asked_to_be_left_out_is_no_finding() -> None:
    assert found(ONE, lookup(Outcome.NOT_ARCHIVED, reason="excluded")) == ()


@pytest.mark.parametrize(
    "url",
    [
        "https://www.reddit.com/r/harbours/1",
        "https://m.facebook.com/port",
        "https://doi.org/10.1/x",
    ],
)
def test_what_cannot_or_need_not_be_saved(url: str) -> None:
    text = f"Harbours grew.[^1]\n\n[^1]: A post, <{url}>.\n"
    assert found(text, lookup(Outcome.NOT_ARCHIVED, url)) == ()


@pytest.mark.parametrize(
    "copy",
    [
        "https://perma.cc/ABCD-1234",
        "https://web.archive.org/web/20220912143000/http://www.port.example/statistics/",
        "https://arquivo.pt/wayback/20220912143000/https://port.example/statistics",
    ],
)
@pytest.mark.parametrize("outcome", [Outcome.NOT_ARCHIVED, Outcome.NO_USABLE_COPY])
def test_a_copy_cited_beside_it_is_enough(copy: str, outcome: Outcome) -> None:
    text = f'Harbours grew.[^1]\n\n[^1]: "Harbour statistics," <{PORT}> [<{copy}>].\n'
    assert found(text, lookup(outcome)) == ()


def test_a_short_link_in_another_note_is_of_another_page() -> None:
    text = f"One.[^1] Two.[^2]\n\n[^1]: A page, <{PORT}>.\n[^2]: B, <https://perma.cc/ABCD-1234>.\n"
    assert codes(found(text, lookup(Outcome.NOT_ARCHIVED))) == ["ARC001"]


def test_one_finding_for_all_places_of_an_address() -> None:
    text = f"See [it]({PORT}). Twice.[^1]\n\n[^1]: The same, <{PORT}>.\n"
    (finding,) = found(text, lookup(Outcome.NOT_ARCHIVED))
    assert (finding.location.line, finding.note) == (1, None)
    assert [(place.line, place.label) for place in finding.related] == [(3, "also in note 1")]


def test_images_and_code_are_not_cited() -> None:
    text = f"Text.\n\n![a chart]({PORT})\n\n```\n{PORT}\n```\n"
    assert found(text, lookup(Outcome.NOT_ARCHIVED)) == ()


def test_a_dead_page_without_a_copy_is_not_to_be_saved() -> None:
    dead = Verdict(url=PORT, state=State.DEAD)
    (finding,) = found(ONE, lookup(Outcome.NOT_ARCHIVED), links=(dead,))
    assert "gone" in finding.help


@pytest.mark.parametrize(
    ("days", "kind", "said"),
    [
        (91, "accessed", "91 days after the access date"),
        (-400, "accessed", "400 days before the access date"),
        (-3, "issued", "3 days before the source was published"),
        (200, "issued", "200 days after the source's date"),
        (120, "article", "120 days after the article's own date"),
    ],
)
def test_far_from_the_date(days: int, kind: str, said: str) -> None:
    (finding,) = found(ONE, archived(days, kind))
    assert (finding.rule, finding.severity) == ("ARC002", "info")
    assert finding.message.endswith(said)
    assert (finding.cited, finding.found) == (
        "2022-09-12",
        (DAY + dt.timedelta(days=days)).isoformat(),
    )
    assert finding.evidence[0].excerpt.endswith("14:03 UTC, status 200")


@pytest.mark.parametrize(
    ("days", "kind"),
    [(0, "accessed"), (90, "accessed"), (-90, "accessed"), (-2, "issued"), (90, "issued")],
)
def test_near_enough(days: int, kind: str) -> None:
    assert found(ONE, archived(days, kind)) == ()


def test_without_an_anchor_nothing_is_far() -> None:
    assert found(ONE, lookup(Outcome.ARCHIVED, memento=archived(0).memento)) == ()


def test_no_usable_copy_lists_the_reasons() -> None:
    reasons = tuple(f"2022-09-{day}: status 404" for day in range(10, 20))
    (finding,) = found(ONE, lookup(Outcome.NO_USABLE_COPY, rejected=reasons))
    assert (finding.rule, finding.severity) == ("ARC004", "warning")
    assert finding.evidence[0].excerpt == "; ".join(reasons[:4])


def test_an_unreliable_copy_names_the_one_the_facts_know() -> None:
    text = f"One.[^1]\n\n[^1]: <https://archive.ph/20220912143000/{PORT}>.\n"
    (finding,) = found(text, archived(3))
    assert finding.rule == "ARC005"
    assert finding.found
    assert finding.found.startswith("https://web.archive.org/web/20220915")
    assert finding.found in finding.help
    (offline,) = found(text)
    assert (offline.found, offline.fingerprint) == (None, finding.fingerprint)
