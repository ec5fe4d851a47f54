"""`auditor links` against a loopback farm: what is left out is not asked, what is remapped is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from farm import Farm
from running import Run

QUIET = ["--no-archives", "--no-cache", "--allow-private"]


def listed(*urls: str) -> list[str]:
    Path("list.txt").write_text("\n".join(urls) + "\n", encoding="utf-8")
    return ["links", "--urls", "list.txt", *QUIET]


def test_what_is_left_out_is_not_asked(run: Run) -> None:
    with Farm() as farm:
        alive, dead = farm.url("/alive"), farm.url("/404")
        ran = run(*listed(alive, dead), "--exclude", "*/404", "--format", "csv")
        assert "/404" not in farm.log.paths
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert ran.code == 0
    assert [(row["url"], row["verdict"]) for row in rows] == [(alive, "alive")]


def test_a_dump_asks_nothing(run: Run) -> None:
    with Farm() as farm:
        ran = run(*listed(farm.url("/alive"), farm.url("/404")), "--dump")
        assert farm.log.paths == []
        assert ran.out.split() == [farm.url("/alive"), farm.url("/404")]


def test_addresses_are_asked_for_elsewhere(run: Run) -> None:
    with Farm() as farm:
        place = f"https://site.invalid/ {farm.url('/')}"
        args = listed("https://site.invalid/alive", "https://site.invalid/404")
        ran = run(*args, "--remap", place, "--format", "json")
        assert set(farm.log.paths) >= {"/alive", "/404"}
    links = json.loads(ran.out)["links"]
    assert [(item["url"], item["verdict"]) for item in links] == [
        ("https://site.invalid/alive", "alive"),
        ("https://site.invalid/404", "dead"),
    ]
    assert ran.code == 1


def test_the_policy_holds_for_the_other_place_too(run: Run) -> None:
    with Farm() as farm:
        place = f"https://site.invalid/ {farm.url('/')}"
        args = [item for item in listed("https://site.invalid/alive") if item != "--allow-private"]
        ran = run(*args, "--remap", place, "--format", "json")
        assert farm.log.paths == []
    (link,) = json.loads(ran.out)["links"]
    assert (link["verdict"], link["detail"]) == ("unchecked", "policy")


def test_accepted_codes(run: Run) -> None:
    with Farm() as farm:
        ran = run(*listed(farm.url("/404"), farm.url("/410")), "--accept", "127.0.0.1=404,410")
        assert ran.code == 0
