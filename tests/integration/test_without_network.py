"""No network at all: said once, nothing accused, the rest of the audit complete.

The hosts are of .onion, which curl never asks a resolver for (RFC 7686): no query leaves the
machine, and to the tool it looks like a resolver that fails. The system's own fails too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
import socket
from typing import Any

import pytest
from running import Run
from wire import checked

HINT = "hint: no network: links and archive copies stay unchecked, the rest is audited\n"
ARTICLE = """\
The first lamp was lit in spring.[^1] The second one followed in autumn.[^2] Of the third nothing is
known, though [a list]({2}) names it.

[^1]: Harbour Board, "A Lamp on the Quay," *Port Gazette*, {day}, March 3, 2021, <{0}>.
[^2]: Harbour Board, "A Second Lamp," *Port Gazette*, October 5, 2021, <{1}>.
"""


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names the failing resolver was asked for."""
    names: list[str] = []

    def fail(host: str, *_: object, **__: object) -> Any:
        names.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    return names


def addresses(count: int = 3) -> Iterator[str]:
    return (f"http://lamps{number}.onion/page" for number in range(count))


def write(path: str, day: str = "Wednesday") -> None:
    Path(path).write_text(ARTICLE.format(*addresses(), day=day), encoding="utf-8")


def test_everything_is_unchecked_and_it_is_said_once(run: Run, asked: list[str]) -> None:
    write("lamps.md")
    ran = run("check", "lamps.md", "--format", "json")
    found = checked(ran.out)
    assert (ran.code, ran.err) == (0, HINT)
    assert [(item["verdict"], item["detail"]) for item in found["links"]] == [
        ("unchecked", "offline")
    ] * 3
    mementos = [(item["memento"]["outcome"], item["memento"]["reason"]) for item in found["links"]]
    assert mementos == [("not_attempted", "offline")] * 3
    told = Counter((item["what"], item["reason"]) for item in found["unchecked"])
    assert told == {("link", "offline"): 3, ("memento", "offline"): 3}
    assert not [item for item in found["findings"] if item["rule"][:3] in ("LNK", "ARC")]
    assert asked.count("example.com") == 1  # one look whether anything resolves
    assert not [name for name in asked if "archive.org" in name]


def test_the_offline_audit_is_complete(run: Run) -> None:
    write("lamps.md", day="Monday")
    without = run("check", "lamps.md", "--format", "json")
    offline = run("check", "lamps.md", "--format", "json", "--offline")
    assert (without.code, offline.code) == (1, 1)
    assert offline.err == ""
    one, other = checked(without.out), checked(offline.out)
    assert [item["rule"] for item in one["findings"]].count("DAT009") == 1
    for part in ("articles", "findings", "unchecked", "summary"):
        assert one[part] == other[part], part


def test_the_text_says_what_was_not_looked_at(run: Run) -> None:
    write("lamps.md")
    ran = run("check", "lamps.md")
    assert (ran.code, ran.err) == (0, HINT)
    assert "not looked at: 3 links, 3 archive copies (offline)" in ran.out.splitlines()


def test_it_is_said_once_however_many_articles(run: Run) -> None:
    names = [f"lamps{number}.md" for number in range(40)]  # more than are looked at together
    for name, url in zip(names, addresses(40), strict=True):
        Path(name).write_text(f"A lamp.[^1]\n\n[^1]: Board, <{url}>.\n", encoding="utf-8")
    ran = run("check", *names, "--max-unchecked", "0", "--format", "json")
    assert (ran.code, ran.err) == (0, HINT)
    assert checked(ran.out)["summary"]["unchecked"] == 80


def test_links_alone(run: Run) -> None:
    write("lamps.md")
    ran = run("links", "lamps.md", "--format", "json")
    assert (ran.code, ran.err) == (0, HINT)
    assert checked(ran.out)["summary"]["unchecked"] == 3
