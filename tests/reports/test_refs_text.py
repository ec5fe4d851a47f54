"""`auditor refs` as a person reads it: one list for each article, short forms with their works."""

from __future__ import annotations

import datetime as dt

from rich.cells import cell_len

from auditor.audit import prepare
from auditor.model.policy import Policy
from auditor.readers import read_text
from auditor.reports.lines import Line, plain
from auditor.reports.refs_text import RefsText

TEXT = """One.[^1] Two.[^2] Three.[^3] Four.[^4]

[^1]: A. Writer, "港の灯り物語と長い長い長い長い長い長い長い長い長い題名" [Minato no akari],
    *Lamp Papers*, May 3, 2022, accessed June 1, 2022, <https://example.org/a>.
[^2]: B. Keeper, *Lights of the Port* (Lisbon: Quay Press, 2020).
[^3]: Keeper, *Lights of the Port*, p. 4.
[^4]: <https://example.org/b>
"""


def rows(width: int) -> list[str]:
    printed: list[Line] = []
    report = RefsText(printed.append, width)
    report.begin()
    report.add(prepare(read_text(TEXT, "lamps.md"), Policy(as_of=dt.date(2022, 6, 1))))
    report.end()
    return [plain(item) for item in printed]


def test_who_what_where_and_the_address() -> None:
    found = rows(80)
    start = found.index("n1.1    A. Writer")
    assert found[start + 1].startswith("        港の灯り物語")
    assert "        Lamp Papers · 3 May 2022 · accessed 1 June 2022 · webpage" in found
    assert "        https://example.org/a" in found


def test_short_forms_name_the_work_they_mean() -> None:
    (short,) = [row for row in rows(100) if row.startswith("n3.1")]
    assert short.startswith("n3.1    short for n2.1 · Keeper · ")


def test_an_address_alone_is_said_once() -> None:
    found = rows(80)
    start = next(i for i, row in enumerate(found) if row.startswith("n4.1"))
    assert found[start : start + 2] == ["n4.1    webpage", "        https://example.org/b"]


def test_rows_fit_whatever_the_script() -> None:
    for width in (60, 80, 120):
        assert max(cell_len(row) for row in rows(width)) <= width
