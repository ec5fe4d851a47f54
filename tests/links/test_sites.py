"""Known sites: what their redirects, titles and sign-ins mean."""

from __future__ import annotations

import pytest

from auditor.links.fragments import presence
from auditor.links.planner import Links
from auditor.links.verdict import judge
from auditor.model.facts import Verdict, Wanted
from auditor.model.port import Answer, Exchange, Purpose, Request

DOI = "https://doi.org/10.1000/182"
COPY = "https://web.archive.org/web/2022/https://bank.org/a"


def titled(title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{'words ' * 200}</body></html>".encode()


def got(url: str, status: int = 200, *, to: str = "", body: bytes = titled("A page")) -> Exchange:
    headers = (("content-type", "text/html"), *((("location", to),) if to else ()))
    request = Request(url=url, purpose=Purpose.LINK)
    return Exchange(request=request, status=status, headers=headers, body=body)


def verdict(*answers: Answer) -> Verdict:
    return judge(Wanted(answers[0].request.url), answers)


@pytest.mark.parametrize(
    ("url", "goal", "expected"),
    [
        (DOI, "https://press.example/doi/10.1000/182", "alive"),
        ("https://hdl.handle.net/1/2", "https://library.example/1/2", "alive"),
        (COPY, COPY.replace("2022", "20220912143000"), "alive"),
        ("https://youtu.be/abc", "https://www.youtube.com/watch?v=abc", "alive"),
        ("https://youtu.be/abc", "https://elsewhere.example/abc", "moved"),
        ("https://docs.google.com/document/d/1/edit", "https://accounts.google.com/v3", "blocked"),
        ("https://drive.google.com/file/d/1", "https://accounts.google.com/login", "blocked"),
        ("https://www.linkedin.com/in/a", "https://www.linkedin.com/authwall?x", "blocked"),
        ("https://bank.org/a", "https://bank.org/b", "moved"),
        ("https://bank.org/a/b", "https://accounts.google.com/login", "suspect"),
    ],
)
def test_redirects_of_known_sites(url: str, goal: str, expected: str) -> None:
    found = verdict(got(url, 302, to=goal), got(goal))
    assert found.state.value == expected
    assert found.final_url == goal


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        ("https://www.youtube.com/watch?v=abc", " - YouTube", "suspect"),
        ("https://www.youtube.com/watch?v=abc", "A talk - YouTube", "alive"),
        ("https://www.youtube.com/watch?v=abc", "YouTube", "alive"),
        ("https://bank.org/watch", "- YouTube", "alive"),
    ],
)
def test_a_video_without_a_title_was_taken_down(url: str, title: str, expected: str) -> None:
    assert verdict(got(url, body=titled(title))).state.value == expected


def test_a_resolver_may_lead_nowhere() -> None:
    goal = "https://press.example/x"
    found = verdict(got(DOI, 302, to=goal), got(goal, 404, body=b""))
    assert (found.state.value, found.detail) == ("dead", "not_found")


@pytest.mark.parametrize(
    ("body", "fragment", "expected"),
    [
        (titled("a.py"), "L10", "unknown"),
        (titled("a.py"), "installation", "unknown"),
        (titled("a") + b'<a id="user-content-installation">', "installation", "present"),
        (titled("a") + rb'"<h2><a id=\"user-content-usage\">"', "Usage", "present"),
        (titled("a") + b'<a id="user-content-installation">', "usage", "missing"),
    ],
)
def test_fragments_of_code_hosts(body: bytes, fragment: str, expected: str) -> None:
    page = got("https://github.com/a/b/blob/main/README.md", body=body)
    assert presence(fragment, page).value == expected


def test_nothing_beside_an_archived_copy_is_asked() -> None:
    planner = Links()
    gone = got(COPY, 404, body=b"")
    assert planner.next_requests(Wanted(COPY), (gone, gone)) == ()
    assert planner.next_requests(Wanted(COPY), (got(COPY, body=titled("Oops")),)) == ()
