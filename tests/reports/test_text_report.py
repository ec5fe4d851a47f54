"""The text report as an editor sees it, at two widths, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
import io
import re

from made import ENDING, RUN, finding_of, harbour, small, tally_of
import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from auditor.model.finding import Suppression
from auditor.model.run import Tally
from auditor.reports.diagnosis import diagnosis
from auditor.reports.lines import plain
from auditor.reports.summary import summary
from auditor.reports.terminal import plain_writer, rich_writer
from auditor.reports.text import TextReport, grouped


def report(width: int, *, verbose: bool = False, quiet: bool = False) -> str:
    stream = io.StringIO()
    text = TextReport(plain_writer(stream), width, verbose=verbose, quiet=quiet)
    result = harbour()
    text.begin(RUN)
    text.add(result)
    text.end(tally_of(result), ENDING)
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_report(width: int, snapshot: SnapshotAssertion) -> None:
    assert report(width) == snapshot


def test_verbose_report(snapshot: SnapshotAssertion) -> None:
    assert report(80, verbose=True) == snapshot


def test_quiet_has_no_summary() -> None:
    assert "summary" not in report(80, quiet=True)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_lines_fit_but_for_addresses(width: int) -> None:
    long = [line for line in report(width, verbose=True).splitlines() if cell_len(line) > width]
    assert all("https://" in line for line in long)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_summary_fits_however_much_was_looked_at(width: int) -> None:
    tally = Tally()
    words = "dates dated numbers quotations citations notes sentences links publishers".split()
    tally.checked.update(dict.fromkeys(words, 123_456))
    rows = [plain(row) for row in summary(RUN, tally, ENDING, width, infos=True)]
    assert max(map(cell_len, rows)) <= width
    assert all(row.endswith("·") for row in rows if row.startswith(("dates", "sources")))


def test_addresses_are_never_folded() -> None:
    assert "https://web.archive.org/web/2020/https://harbour.example.org/gazette" in report(60)


def test_carets_stand_under_wide_and_combining_characters() -> None:
    lines = report(80).splitlines()
    for words in ("「灯台の光」を二度報じた", "cafe\u0301 at the quay [sic]"):
        row = next(i for i, line in enumerate(lines) if "│ " in line and words in line)
        source, marks = lines[row], lines[row + 1]
        before = cell_len(source[: source.index(words)])
        carets = re.search(r"\^+", marks)
        assert carets is not None
        assert cell_len(marks[: carets.start()]) == before
        assert len(carets[0]) == cell_len(words)


def test_infos_and_waived_findings_are_hidden_and_counted() -> None:
    result = harbour()
    waived = [replace(f, suppressed=Suppression("waiver", "known")) for f in result.findings]
    stream = io.StringIO()
    text = TextReport(plain_writer(stream), 80)
    text.begin(RUN)
    text.add(replace(result, findings=tuple(waived)))
    text.end(tally_of(replace(result, findings=tuple(waived))), ENDING)
    assert "DAT001" not in stream.getvalue()
    assert f"{len(waived)} waived" in stream.getvalue()


def test_many_alike_are_told_once_in_full() -> None:
    groups = grouped(harbour().findings, alike=3)
    assert [len(group) for group in groups if group[0].rule == "NAM002"] == [4]
    assert "and alike:" in report(80)
    assert "and alike:" not in report(80, verbose=True)


def test_worst_come_first() -> None:
    levels = [group[0].severity.value for group in grouped(harbour().findings, alike=3)]
    assert levels == sorted(levels, key=["error", "warning", "info"].index)


def test_no_colour_unless_asked() -> None:
    assert "\x1b" not in report(80)


def test_colours_mark_levels_and_link_addresses() -> None:
    stream = io.StringIO()
    text = TextReport(rich_writer(stream, 100), 100)
    text.begin(RUN)
    text.add(harbour())
    out = stream.getvalue()
    assert "\x1b[1;31merror[DAT001]" in out
    assert "\x1b]8;" in out
    assert "[sic]" in out
    assert "[/x]" in out


def test_nothing_to_audit_has_no_summary() -> None:
    stream = io.StringIO()
    text = TextReport(plain_writer(stream), 80)
    text.begin(RUN)
    text.end(tally_of(), ENDING)
    assert stream.getvalue() == ""


def test_a_long_line_is_shown_around_its_mark() -> None:
    finding = finding_of("a " * 3000 + "needle" + " b" * 3000, "needle")
    lines = [plain(line) for line in diagnosis(finding, 80)]
    row = next(i for i, line in enumerate(lines) if "needle" in line and "│" in line)
    assert len(lines[row]) <= 80
    at = lines[row].index("needle")
    assert lines[row + 1][at : at + 6] == "^" * 6


def test_the_small_article_is_what_the_data_says() -> None:
    assert "Port Example" in small().source.text
