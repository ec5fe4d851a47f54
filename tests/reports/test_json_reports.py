"""JSON: valid against the published schemas, streamed, harmless to a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
import io
import json
from pathlib import Path
from typing import Any, TextIO

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from made import ENDING, NOON, RUN, article_of, draft, harbour, result_of, saying, tally_of
import pytest

from auditor.model.article import Address, AddressForm
from auditor.model.audit import Result
from auditor.model.facts import Facts, Hop, Lookup, Memento, Outcome, State, Verdict
from auditor.model.finding import Severity, Suppression
from auditor.model.text import Span
from auditor.reports.check_json import CheckJson
from auditor.reports.concise import ConciseReport
from auditor.reports.jsonl import dumps
from auditor.reports.links_json import LinksJson
from auditor.reports.links_text import LinksText
from auditor.reports.refs import RefsJson
from auditor.reports.refs_export import CslJson
from auditor.reports.terminal import plain_writer, rich_writer
from auditor.reports.text import TextReport

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
EVIL = [
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x9b31m",
    "[sic] [/x] [bold]",
    "\u202eright to left\u2066",
    "a\x00b\x07c\x7f",
    "line\u2028separator\u2029",
    "\ud800 alone",
]


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def linked() -> Result:
    """A result with one dead and archived link that stands in two places."""
    result = harbour()
    url = "https://harbour.example.org/gazette/1903/05/04"
    address = Address(url, url, Span(10, 20), Span(10, 20), AddressForm.ANGLE, note="n1")
    other = replace(address, span=Span(400, 420), note=None)
    verdict = Verdict(
        url=url, state=State.DEAD, detail="not_found", status=404, final_url=url, attempts=3,
        hops=(Hop("http://harbour.example.org/", 301),), checked_at=NOON, seconds=0.21234,
    )  # fmt: skip
    copy = Memento(original=url, memento_uri="https://web.archive.org/x", memento_datetime=NOON)
    lookup = Lookup(url=url, outcome=Outcome.ARCHIVED, memento=copy, days_from_anchor=-3)
    article = replace(result.audit.article, addresses=(address, other))
    facts = Facts({url: verdict}, {url: lookup})
    return replace(result, audit=replace(result.audit, article=article, facts=facts))


def document(kind: type[CheckJson | LinksJson], *results: Result) -> dict[str, Any]:
    stream = io.StringIO()
    report = kind(stream)
    report.begin(RUN)
    for result in results:
        report.add(result)
    report.end(tally_of(*results), ENDING)
    report.close()
    loaded: dict[str, Any] = json.loads(stream.getvalue())
    return loaded


@pytest.mark.parametrize("results", [(), (linked(),), (linked(), harbour())])
def test_check_is_valid(results: tuple[Result, ...]) -> None:
    found = document(CheckJson, *results)
    validator("auditor.check-1").validate(found)
    assert len(found["articles"]) == len(results)


def test_links_are_valid_and_each_is_there_once() -> None:
    found = document(LinksJson, linked(), linked())
    validator("auditor.links-1").validate(found)
    (link,) = found["links"]
    assert link["verdict"] == "dead"
    assert link["seconds"] == 0.212
    assert len(link["places"]) == 4
    assert link["memento"]["memento_datetime"] == "2026-01-31T12:00:00Z"
    assert found["summary"]["dead"] == 1


def test_findings_say_what_formats_promises() -> None:
    result = linked()
    first = replace(result.findings[0], suppressed=Suppression("waiver", "known", NOON.date()))
    found = document(CheckJson, replace(result, findings=(first, *result.findings[1:])))
    validator("auditor.check-1").validate(found)
    assert found["findings"][0]["suppressed"]["until"] == "2026-01-31"
    dated = next(item for item in found["findings"] if item["rule"] == "DAT001")
    assert dated["location"]["end_column"] - dated["location"]["column"] == len("March 12, 1902")
    assert dated["related"][0]["label"] == "the sentence"
    assert found["summary"]["suppressed"] == 1


def test_references_are_valid() -> None:
    stream = io.StringIO()
    report = RefsJson(stream)
    report.begin()
    report.add(harbour().audit)
    report.add(harbour().audit)
    report.end()
    found = json.loads(stream.getvalue())
    validator("auditor.refs-1").validate(found)
    assert len(found["articles"]) == 2


@pytest.mark.parametrize("make", [RefsJson, CslJson])
def test_empty_lists_are_valid(make: Callable[[TextIO], RefsJson | CslJson]) -> None:
    stream = io.StringIO()
    report = make(stream)
    report.begin()
    report.end()
    assert json.loads(stream.getvalue()) in ([], {"schema": "auditor.refs/1", "articles": []})


@given(st.text(st.characters(codec=None)))
def test_json_reads_back_equal_and_holds_no_control_characters(text: str) -> None:
    out = dumps({"text": text})
    assert json.loads(out)["text"] == text
    assert not unsafe(out)


@pytest.mark.parametrize("evil", EVIL)
def test_no_format_lets_control_characters_out(evil: str) -> None:
    result = hostile(evil)
    for name, out in printed(result):
        assert not unsafe(out), name


def hostile(evil: str) -> Result:
    article = article_of(f"some words {evil} more\n1 a note", path=f"{evil}.txt")
    made = draft(
        article, "words", message=evil, anchor=evil, help=evil, cited=evil, found=evil, note=evil
    )
    address = Address(evil, evil, Span(0, 4), Span(0, 4), AddressForm.BARE)
    article = replace(article, title=evil, addresses=(address,))
    result = result_of(article, [saying("DAT001", Severity.ERROR, [made])])
    verdict = Verdict(url=evil, state=State.DEAD, why=evil, final_url=f"https://{evil}")
    return replace(result, audit=replace(result.audit, facts=Facts({evil: verdict})))


def printed(result: Result) -> list[tuple[str, str]]:
    makers = {
        "text": lambda s: TextReport(plain_writer(s), 80, verbose=True),
        "concise": lambda s: ConciseReport(s, verbose=True),
        "json": CheckJson,
        "links text": lambda s: LinksText(plain_writer(s), 80, verbose=True),
        "links json": LinksJson,
    }
    found = []
    for name, maker in makers.items():
        stream = io.StringIO()
        report = maker(stream)  # type: ignore[no-untyped-call]
        report.begin(RUN)
        report.add(result)
        report.end(tally_of(result), ENDING)
        report.close()
        found.append((name, stream.getvalue()))
    return found


def unsafe(text: str) -> list[str]:
    return [
        char
        for char in text
        if (ord(char) < 32 and char != "\n")
        or 0x7F <= ord(char) <= 0x9F
        or char in "\u061c\u200e\u200f\ufeff"
        or "\u2028" <= char <= "\u202e"
        or "\u2066" <= char <= "\u2069"
        or "\ud800" <= char <= "\udfff"
    ]


def test_a_coloured_report_holds_only_its_own_escapes() -> None:
    stream = io.StringIO()
    report = TextReport(rich_writer(stream, 80), 80, verbose=True)
    report.begin(RUN)
    report.add(hostile("\x1b[2Jgone\x1b]8;;https://evil.example\x1b\\x"))
    assert "\x1b[2J" not in stream.getvalue()
    assert "\x1b]8;;https://evil.example" not in stream.getvalue()
