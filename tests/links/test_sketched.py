"""Pages whose words are wanted are read further and kept in brief, others are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.links.planner import Links
from auditor.links.settings import LinkSettings
from auditor.model.facts import State, Verdict, Wanted
from auditor.model.port import Exchange

URL = "https://port.example/lamp"
QUOTE = "the brightest lamp on the whole coast"
PLAIN = Wanted(URL)
TITLED = Wanted(URL, title="A Lamp on the Quay", quotes=(QUOTE,))
HTML = (("content-type", "text/html; charset=utf-8"),)
BODY = f"<title>A Lamp</title><p>It was {QUOTE}. {'The harbour was quiet. ' * 20}</p>".encode()
LINKS = Links(LinkSettings())


def verdict(item: Wanted, status: int = 200, *, truncated: bool = False) -> Verdict:
    (request,) = LINKS.next_requests(item, ())
    answer = Exchange(request=request, status=status, headers=HTML, body=BODY, truncated=truncated)
    return LINKS.fact(item, (answer,))


def limit(item: Wanted) -> int:
    return LINKS.next_requests(item, ())[0].limit


def test_a_page_is_read_as_far_as_anybody_looks() -> None:
    settings = LinkSettings()
    assert limit(PLAIN) == settings.body_limit
    assert limit(TITLED) == settings.text_limit
    assert limit(replace(TITLED, fragments=("history",))) == settings.page_limit


def test_a_live_page_is_kept_in_brief_where_its_words_are_wanted() -> None:
    assert verdict(PLAIN).sketch is None
    sketch = verdict(TITLED).sketch
    assert sketch
    assert (sketch.title, sketch.quotes, sketch.reason) == ("A Lamp", {QUOTE: True}, None)


def test_a_page_that_was_cut_says_so() -> None:
    sketch = verdict(TITLED, truncated=True).sketch
    assert sketch
    assert (sketch.reason, sketch.shingles) == ("truncated", frozenset())


@pytest.mark.parametrize("status", [403, 404, 410, 503, 204])
def test_other_answers_are_no_page(status: int) -> None:
    found = verdict(TITLED, status)
    assert found.sketch is None
    assert status == 204 or found.state is not State.ALIVE
