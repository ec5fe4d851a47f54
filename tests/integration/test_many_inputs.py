"""Several articles in one run, a bad one among them, standard input, one page cited everywhere."""

from __future__ import annotations

from collections import Counter
import os
from pathlib import Path
import subprocess
import sys

from lamps import Web
from running import Run
from wire import checked

ROOT = Path(__file__).parents[2]
ARTICLE = "A lamp was lit.[^1]\n\n[^1]: Harbour Board, “A Lamp,” *Gazette*, March 3, 2021, <{}>.\n"


def test_a_bad_input_costs_only_itself(web: Web, run: Run) -> None:
    first, last = web.pages["wicks"], web.pages["tenders"]
    Path("first.md").write_text(ARTICLE.format(first), encoding="utf-8")
    Path("bad.txt").write_bytes(b"\x00\x01\xff\xfe" * 99)
    Path("last.md").write_text(ARTICLE.format(last), encoding="utf-8")
    paths = ["first.md", "bad.txt", "missing.md", "last.md"]
    ran = run("check", *paths, "--allow-private", "--format", "json")
    found = checked(ran.out)
    assert ran.code == found["summary"]["exit_code"] == 2  # the highest that applies
    assert [item["path"] for item in found["articles"]] == ["first.md", "last.md"]
    told = [(item["article"], item["rule"], item["severity"]) for item in found["findings"]]
    assert told == [
        ("first.md", "ARC001", "warning"),
        ("last.md", "ARC001", "warning"),
        ("last.md", "LNK001", "error"),
    ]
    errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
    assert [line.split(":")[1].strip() for line in errors] == ["bad.txt", "missing.md"]
    assert len(ran.err.splitlines()) == 4  # each with what to do
    assert "not read: 2 inputs (named above)" in run("check", *paths, "--offline").out


def test_an_address_is_asked_once_in_a_whole_run(web: Web, run: Run) -> None:
    url = web.pages["lamp"]
    names = [f"article{number}.md" for number in range(40)]  # more than are looked at together
    for number, name in enumerate(names):
        Path(name).write_text(
            ARTICLE.format(url)
            + f"\nSee also [this]({url}) and [a part]({url}#part-{number % 2}).\n",
            encoding="utf-8",
        )
    ran = run("check", *names, "--allow-private", "--format", "json")
    found = checked(ran.out)
    links = {item["url"]: item for item in found["links"]}
    assert sorted(links) == [url, f"{url}#part-0", f"{url}#part-1"]
    assert len(links[url]["places"]) == 80
    assert {item["verdict"] for item in links.values()} == {"alive"}
    assert web.farm.log.paths == ["/gazette/lamp"]
    looked_up = Counter(item.service for item in web.archive.log if "/gazette/lamp" in item.path)
    assert looked_up["replay"] <= len(links)


def test_links_within_the_tree_are_not_unchecked(run: Run) -> None:
    Path("other.md").write_text("# Part\n\nSee [here](#part) and [there](local.md).\n", "utf-8")
    Path("local.md").write_text("See [another](other.md#part).\n", "utf-8")
    ran = run("check", "other.md", "local.md", "--format", "json")
    found = checked(ran.out)
    assert (ran.code, found["findings"], found["unchecked"]) == (0, [], [])


def test_standard_input_through_the_module(web: Web) -> None:
    text = ARTICLE.format(web.pages["lamp"]).replace("March 3", "Monday, March 3")
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "check", "-", "--allow-private", "--format", "json"],
        input=text.encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    found = checked(done.stdout.decode("utf-8"))
    assert (done.returncode, done.stderr) == (1, b"")  # DAT009: it was a Wednesday
    assert [item["path"] for item in found["articles"]] == ["-"]
    assert [item["verdict"] for item in found["links"]] == ["alive"]
    assert found["links"][0]["memento"]["outcome"] == "archived"
    assert {item["article"] for item in found["findings"]} == {"-"}
    assert web.farm.log.paths == ["/gazette/lamp"]
