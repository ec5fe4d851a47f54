"""One article, its whole web and its archive: every verdict, every finding, the whole report."""

from __future__ import annotations

from collections import Counter
import json
from pathlib import Path
from typing import Any

from lamps import Web
import pytest
from running import Run
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from wire import checked, settled, timeless

CHECK = ["check", "lamps.md", "--allow-private", "--as-of", "2022-07-01"]
# The article's pages: the verdict of formats.md's table, and what became of the look-up.
EXPECTED = {
    "lamp": ("alive", None, 200, "archived"),
    "register": ("moved", None, 200, "archived"),
    "minutes": ("moved", None, 200, "archived"),
    "tenders": ("dead", "not_found", 404, "not_archived"),
    "log": ("dead", "gone", 410, "archived"),
    "letters": ("dead", "not_found", 404, "no_usable_copy"),
    "ledgers": ("blocked", None, 403, "archived"),
    "wrecks": ("suspect", "soft_404", 200, "archived"),
    "tides": ("unreachable", "timeout", None, "archived"),
    "weather": ("unreachable", None, 503, "archived"),
    "rules": ("insecure", "self_signed", None, "archived"),
    "oil": ("alive", None, 200, "unknown"),
    "glass": ("alive", None, 200, "archived"),
    "wicks": ("alive", None, 200, "not_archived"),
    "paint": ("alive", None, 200, "no_usable_copy"),
}
LINKS = {
    ("LNK006", "warning", "2"),
    ("LNK001", "error", "4"),  # no copy at all
    ("LNK001", "warning", "5"),  # a copy, which is the fix
    ("LNK001", "error", "6"),  # a saved 404 is no copy
    ("LNK008", "warning", "8"),
    ("LNK011", "info", "9"),
    ("LNK011", "info", "10"),
    ("LNK009", "warning", "11"),
}
ARCHIVES = {
    ("ARC003", "warning", "3"),  # the minutes have made way for a plan
    ("ARC001", "warning", "4"),
    ("ARC004", "warning", "6"),
    ("ARC002", "info", "13"),
    ("ARC001", "warning", "14"),
    ("ARC004", "warning", "15"),
}
OFFLINE = {("DAT009", "error", "17")}


@pytest.fixture
def documents(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(JSONSnapshotExtension)


def findings(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(item["rule"], item["severity"], item["note"]) for item in document["findings"]]


def test_the_json_of_a_check(web: Web, run: Run, documents: SnapshotAssertion) -> None:
    ran = run(*CHECK, "--format", "json")
    found = checked(ran.out)
    assert (ran.code, ran.err) == (1, "")
    links = {item["url"]: item for item in found["links"]}
    for name, url in web.pages.items():
        link = links.pop(url)
        seen = (link["verdict"], link["detail"], link["status"], link["memento"]["outcome"])
        assert seen == EXPECTED[name], name
    assert [item["verdict"] for item in links.values()] == ["unchecked"]  # mailto:
    assert sorted(findings(found)) == sorted(LINKS | ARCHIVES | OFFLINE)
    assert len({item["fingerprint"] for item in found["findings"]}) == len(found["findings"])
    told = {(item["what"], item["note"], item["reason"]) for item in found["unchecked"]}
    assert told == {
        ("link", "7", "blocked"),
        ("memento", "12", "rate_limited"),
        ("link", "18", "unsupported_scheme"),
        ("memento", "18", "unsupported_scheme"),
    }
    assert settled(json.loads(web.neutral(ran.out))) == documents


def test_the_text_of_a_check(web: Web, run: Run, snapshot: SnapshotAssertion) -> None:
    ran = run(*CHECK)
    assert (ran.code, ran.err) == (1, "")
    text = timeless(web.neutral(ran.out))
    for line in text.splitlines():
        assert len(line) <= 80 or "http://" in line.split()[-1], line
    assert text == snapshot


def test_infos_are_told_on_request_alone(web: Web, run: Run) -> None:
    web.hasten()
    quiet, verbose = run(*CHECK).out, run(*CHECK, "-v").out
    for told in ("info[LNK011]", "info[ARC002]"):
        assert told not in quiet
        assert told in verbose
    assert web.pages["tides"] not in quiet


def test_the_fix_of_a_dead_link_is_its_copy(web: Web, run: Run) -> None:
    web.hasten()
    found = json.loads(run(*CHECK, "--select", "LNK001", "--format", "json").out)
    (fix,) = [fix for item in found["findings"] for fix in item["fixes"]]
    (edit,) = fix["edits"]
    before = Path("lamps.md").read_bytes()
    copy = f"{web.archive.replay}20210520080000/{web.pages['log']}"
    assert before[edit["start"] : edit["end"]].decode() == web.pages["log"]
    assert edit["replacement"] == copy
    assert fix["safe"] is False


def test_every_address_is_asked_no_more_than_it_needs(web: Web, run: Run) -> None:
    run(*CHECK, "--no-archives", "--format", "json")
    asked = Counter(web.farm.log.paths)
    again = {path: count for path, count in asked.items() if count > 1}
    assert again == {
        "/board/tenders": 2,  # 404 and 410 are confirmed
        "/board/log": 2,
        "/board/letters": 2,
        "/customs/ledgers": 2,  # once more, as a browser
        "/tides/outer-quay": 3,
        "/weather/gales": 3,
    }
    assert web.tls.log.paths == []  # refused in the handshake, never asked unverified
    assert web.archive.log == []


def test_the_json_and_text_of_links(
    web: Web, run: Run, documents: SnapshotAssertion, snapshot: SnapshotAssertion
) -> None:
    ran = run("links", "lamps.md", "--allow-private", "--output", "json=links.json")
    assert (ran.code, ran.err) == (1, "")
    written = Path("links.json").read_text(encoding="utf-8")
    found = checked(written)
    assert sorted(findings(found)) == sorted(LINKS)
    assert [item["memento"]["outcome"] for item in found["links"]].count("archived") == 10
    verdicts = Counter(verdict for verdict, *_ in EXPECTED.values())
    assert {**found["summary"], "exit_code": None} == {
        **dict.fromkeys(found["summary"], 0), **verdicts, "unchecked": 1, "exit_code": None
    }  # fmt: skip
    assert settled(json.loads(web.neutral(written))) == documents
    assert timeless(web.neutral(ran.out)) == snapshot


def test_what_was_not_seen_never_fails_a_run(web: Web, run: Run) -> None:
    web.hasten()
    told = ["--ignore", "LNK001,DAT009", "--fail-on", "warning", "--format", "json"]
    kept = run(*CHECK, *told, "--select", "LNK011,DAT")
    assert kept.code == 0
    assert checked(kept.out)["summary"]["unchecked"] == 4


def test_private_addresses_are_not_dialled(web: Web, run: Run) -> None:
    ran = run("check", "lamps.md", "--as-of", "2022-07-01", "--format", "json")
    found = checked(ran.out)
    assert ran.code == 1  # for DAT009, which no network has to do with
    assert not [item for item in findings(found) if item[0].startswith("LNK")]
    details = Counter((item["verdict"], item["detail"]) for item in found["links"])
    assert details == {("unchecked", "policy"): 15, ("unchecked", "unsupported_scheme"): 1}
    assert (web.farm.log.connections, web.tls.log.connections) == (0, 0)
    reasons = Counter(item["reason"] for item in found["unchecked"] if item["what"] == "link")
    assert reasons == {"policy": 15, "unsupported_scheme": 1}


def test_too_much_unchecked_is_four(web: Web, run: Run) -> None:
    web.hasten()
    limited = ["--format", "json", "--max-unchecked"]
    # A blocked link and a look-up without answer, of 15 links and 15 look-ups that were made.
    assert run(*CHECK, *limited, "0.06").code == 4
    assert run(*CHECK, *limited, "0.07").code == 1
    assert run("check", "lamps.md", *limited, "0.5", "--no-archives").code == 4  # by policy
    Path("letter.md").write_text("Ask [the board](mailto:board@harbour-board.org).\n", "utf-8")
    assert run("check", "letter.md", *limited, "0").code == 0  # nothing that could be asked
