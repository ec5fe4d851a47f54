"""A slice is JSON in and JSON facts out, from which its maker reads the verdicts."""

from __future__ import annotations

import json
from typing import Any

from farm import Farm
import pytest
from replies import page, to

from auditor.links.slices import check_slice
from auditor.links.verdict import judge
from auditor.links.wire import answer_in, wanted_in

NOW = "2022-06-01T09:00:00+00:00"


def spec(host: str, *urls: dict[str, Any], **limits: Any) -> dict[str, Any]:
    return {
        "host": host,
        "now": NOW,
        "limits": {"deadline": 1.0, "retry_pause": 0.0, **limits},
        "policy": {"allow_private": True},
        "urls": list(urls),
    }


def checked(made: dict[str, Any]) -> dict[str, Any]:
    """The facts of a slice, sent both ways as text."""
    found: dict[str, Any] = json.loads(json.dumps(check_slice(json.loads(json.dumps(made)))))
    return found


def verdict_of(fact: dict[str, Any], **asked: Any) -> str:
    answers = [answer_in(item) for item in fact["answers"]]
    verdict = judge(wanted_in({"url": fact["url"], **asked}), answers)
    return " ".join(filter(None, (verdict.state.value, verdict.detail)))


def test_verdicts_are_read_from_the_facts() -> None:
    with Farm() as farm:
        paths = ("/alive", "/404", "/404-once", "/403", "/soft-404", "/reset", "/chain?n=3")
        found = checked(spec("127.0.0.1", *({"url": farm.url(path)} for path in paths)))
    facts = {fact["url"].rpartition("/")[2]: fact for fact in found["facts"]}
    assert {name: verdict_of(fact) for name, fact in facts.items()} == {
        "alive": "alive",
        "404": "dead not_found",
        "404-once": "alive",
        "403": "blocked",
        "soft-404": "suspect soft_404",
        "reset": "unreachable reset",
        "chain?n=3": "moved",
    }
    assert all(fact["next"] is None for fact in facts.values())
    first = facts["alive"]["answers"][0]
    assert first["started"].startswith("2022-06-01T09:00:0")


def test_another_host_is_left_to_another_slice() -> None:
    with Farm() as farm:
        farm.routes["/out"] = lambda ask: to(
            ask.elsewhere(2, "/in"), extra="Set-Cookie: a=b; Path=/\r\n"
        )
        farm.routes["/in"] = lambda ask: to(ask.elsewhere(1, "/back"))
        farm.routes["/back"] = lambda ask: page(b"<p>back</p>", extra=f"X-Got: {ask.headers}\r\n")
        url = farm.url("/out")
        (first,) = checked(spec("127.0.0.1", {"url": url}))["facts"]
        assert farm.log.paths == ["/out"]
        assert first["next"]["url"] == f"http://127.0.0.2:{farm.port}/in"
        assert (first["next"]["host"], first["next"]["depth"]) == ("127.0.0.2", 1)
        more = {"url": url, "answers": first["answers"]}
        (second,) = checked(spec("127.0.0.2", more))["facts"]
        assert (second["next"]["host"], second["next"]["depth"]) == ("127.0.0.1", 2)
        assert second["next"]["cookie"] == "a=b"
        more = {"url": url, "answers": second["answers"]}
        (third,) = checked(spec("127.0.0.1", more))["facts"]
        assert farm.log.paths == ["/out", "/in", "/back"]
    assert third["next"] is None
    assert verdict_of(third) == "moved"
    assert "a=b" in dict(map(tuple, third["answers"][-1]["headers"]))["x-got"]


def test_fragments_and_policy_go_with_the_slice() -> None:
    with Farm() as farm:
        asked = {"url": farm.url("/anchors"), "fragments": ["one", "four"]}
        (fact,) = checked(spec("127.0.0.1", asked))["facts"]
        made = spec("127.0.0.1", asked)
        made["policy"] = {}
        (refused,) = checked(made)["facts"]
    answers = [answer_in(item) for item in fact["answers"]]
    verdict = judge(wanted_in(asked), answers)
    assert {name: value.value for name, value in verdict.fragments.items()} == {
        "one": "present",
        "four": "missing",
    }
    assert verdict_of(refused) == "unchecked policy"


def test_a_slice_is_polite() -> None:
    with Farm() as farm:
        urls = [{"url": farm.url(f"/alive?{n}")} for n in range(20)]
        checked(spec("127.0.0.1", *urls, host_concurrency=1))
        assert farm.log.peak["127.0.0.1"] == 1


@pytest.mark.parametrize("broken", [{}, {"urls": [{}], "now": NOW, "host": "a"}])
def test_what_is_no_slice_is_said_to_be_none(broken: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError)):
        check_slice(broken)
