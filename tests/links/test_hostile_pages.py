"""Pages made to hurt whoever reads them: judged in no time, whatever they hold and say they are."""

from __future__ import annotations

import time

import pytest

from auditor.links.planner import Links
from auditor.model.facts import Verdict, Wanted
from auditor.model.port import Exchange, Purpose, Request

URL = "https://a.org/x"
LIMIT = 2 << 20
SIZE = 65536


def judged(body: bytes, kind: str = "text/html") -> tuple[Verdict, float]:
    request = Request(url=URL, purpose=Purpose.LINK)
    headers = (("content-type", kind),)
    exchange = Exchange(request=request, status=200, headers=headers, body=body)
    wanted = Wanted(URL, fragments=("four", ":~:text=fox,bone"))
    began = time.process_time()
    return Links().fact(wanted, (exchange,)), time.process_time() - began


@pytest.mark.parametrize("title", ["Sorry", "Page not found"])
@pytest.mark.parametrize(
    "part",
    [
        *("<", "</", "<?", "<!", "<!--", "<!-- >", "<![CDATA[", '<a b="', "<a b='>", "<meta "),
        *("<div>", "<script>", "</script", "<h1>", "<h1>not found ", "<title>", "&", "&#x110000;"),
    ],
)
def test_no_markup_takes_long(part: str, title: str) -> None:
    page = f"<title>{title}</title>" + part * (SIZE // len(part))
    verdict, seconds = judged(page[:SIZE].encode())
    assert verdict.title == title
    assert seconds < 1


@pytest.mark.parametrize(
    "charset",
    [
        *("idna", "punycode", "undefined", "unicode-escape", "raw_unicode_escape", "utf-7", "hex"),
        *("rot13", "base64", "no-such-thing", "utf-16", "a" * 40),
    ],
)
def test_no_charset_raises_or_takes_long(charset: str) -> None:
    half = b"<title>Words</title>" + b"a" * (LIMIT // 2)
    verdict, seconds = judged(half + b"-" + b"b" * (LIMIT // 2), f"text/html; charset={charset}")
    assert verdict.state.value in ("alive", "suspect")
    assert seconds < 1


def test_what_is_commented_out_is_neither_shown_nor_asked_for() -> None:
    blank = b"<html><body><!-- <img src=a> <h1>Not found</h1> --></body></html>"
    assert judged(blank)[0].detail == "empty"
