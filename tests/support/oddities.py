"""The odd servers: what each path of the farm does."""

from __future__ import annotations

from functools import cache
import gzip
import socket
import time

from replies import ANCHORS, PAGE, PDF, Ask, Behaviour, page, titled, to


def _browser(ask: Ask) -> bool:
    return ask.headers.get("user-agent", "").startswith("Mozilla/")


def _then(first: bytes, later: bytes, times: int = 1) -> Behaviour:
    """One answer the first `times` times, another afterwards."""
    return lambda ask: first if ask.nth <= times else later


def _reset(ask: Ask) -> None:
    linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
    ask.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


def _raw(data: bytes) -> Behaviour:
    """Bytes as they are, then the end of the connection."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(data)

    return answer


def _hang(ask: Ask) -> None:
    ask.closing.wait(30)


def _drip(head: bytes, drop: bytes) -> Behaviour:
    """A head, then a drop every 20 ms, for as long as anyone listens."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(head)
        while not ask.closing.wait(0.02):
            ask.connection.sendall(drop)

    return answer


def _flood(head: bytes, chunk: bytes) -> Behaviour:
    """A head, then chunks without end."""

    def answer(ask: Ask) -> None:
        ask.connection.sendall(head)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            ask.connection.sendall(chunk)

    return answer


def _chain(ask: Ask) -> bytes:
    """/chain?n=3 redirects three times, permanently."""
    left = int(ask.path.partition("n=")[2])
    return page() if left == 0 else to(f"/chain?n={left - 1}", "301 Moved Permanently")


def _cookie_loop(ask: Ask) -> bytes:
    """Redirects to itself until its cookie comes back."""
    if "pass=yes" in ask.headers.get("cookie", ""):
        return page()
    return to("/cookie-loop", extra="Set-Cookie: pass=yes; Path=/\r\n")


def _refresh(content: str) -> Behaviour:
    """A page that sends its readers on."""
    tag = f'<html><head><meta http-equiv="Refresh" content="{content}"></head></html>'
    return lambda _: page(tag.encode())


@cache
def _bomb() -> bytes:
    """16 MiB in 16 KiB."""
    return gzip.compress(bytes(16 << 20))


_GZIP = "Content-Encoding: gzip\r\n"
_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"

ROUTES: dict[str, Behaviour] = {
    "/": lambda _: page(),
    "/alive": lambda _: page(),
    "/no-content": lambda _: b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n",
    "/bare-lf": _raw(b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + PAGE),
    "/big-head": lambda _: page(extra=f"X-Pad: {'p' * 1000}\r\n" * 40),
    "/early-hints": lambda _: (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + page(b"gone", "404 Not Found")
    ),
    "/pdf": lambda _: page(b"%PDF-1.7 ...", kind="application/pdf"),
    "/a%2Fb%26c": lambda _: page(),
    "/moved-301": lambda _: to("/alive", "301 Moved Permanently"),
    "/moved-302": lambda _: to("/alive"),
    "/moved-303": lambda _: to("/alive", "303 See Other"),
    "/moved-307": lambda _: to("/alive", "307 Temporary Redirect"),
    "/moved-308": lambda _: to("/alive", "308 Permanent Redirect"),
    "/moved-host": lambda ask: to(ask.elsewhere(2, "/alive"), "301 Moved Permanently"),
    "/moved-mixed": lambda _: to("/moved-302", "301 Moved Permanently"),
    "/moved-utf8": lambda _: to("/über uns", "301 Moved Permanently"),
    "/%C3%BCber%20uns": lambda _: page(),
    "/chain": _chain,
    "/loop-a": lambda _: to("/loop-b"),
    "/loop-b": lambda _: to("/loop-a"),
    "/cookie-loop": _cookie_loop,
    "/to-mailto": lambda _: to("mailto:editor@farm.invalid"),
    "/to-file": lambda _: to("file:///etc/hostname"),
    "/to-nowhere": lambda _: page(b"", "302 Found"),
    "/to-metadata": lambda _: to("http://169.254.169.254/latest/meta-data/"),
    "/articles/2021/to-home": lambda _: to("/", "301 Moved Permanently"),
    "/to-login": lambda _: to("/login?next=/to-login"),
    "/login": lambda _: titled("Log in"),
    "/to-consent": lambda _: to("/consent?to=/to-consent"),
    "/consent": lambda _: titled("Before you continue"),
    "/404": lambda _: page(b"<title>Not found</title>", "404 Not Found"),
    "/404-once": _then(page(b"", "404 Not Found"), page()),
    "/410": lambda _: page(b"", "410 Gone"),
    "/401": lambda _: page(b"", "401 Unauthorized", extra="WWW-Authenticate: Basic\r\n"),
    "/402": lambda _: page(b"", "402 Payment Required"),
    "/403": lambda _: page(b"no", "403 Forbidden"),
    "/403-programs": lambda ask: page() if _browser(ask) else page(b"", "403 Forbidden"),
    "/406-programs": lambda ask: page() if _browser(ask) else page(b"", "406 Not Acceptable"),
    "/451": lambda _: page(b"", "451 Unavailable For Legal Reasons"),
    "/999": lambda _: page(b"", "999 Request denied"),
    "/cloudflare-403": lambda _: page(
        b"<title>Just a moment...</title>", "403 Forbidden", extra="cf-mitigated: challenge\r\n"
    ),
    "/cloudflare-503": lambda _: page(
        b"<html><title>Just a moment...</title></html>", "503 Service Unavailable"
    ),
    "/waf-202": lambda _: page(b"", "202 Accepted", extra="x-amzn-waf-action: challenge\r\n"),
    "/akamai": lambda _: page(
        b"<title>Access Denied</title>Reference https://errors.edgesuite.net/1", "403 Forbidden"
    ),
    "/500": lambda _: page(b"", "500 Internal Server Error"),
    "/503": lambda _: page(b"", "503 Service Unavailable"),
    "/503-once": _then(page(b"", "503 Service Unavailable", extra="Retry-After: 7\r\n"), page()),
    "/429": lambda _: page(b"", "429 Too Many Requests", extra="Retry-After: 9\r\n"),
    "/429-once": _then(page(b"", "429 Too Many Requests", extra="Retry-After: 9\r\n"), page()),
    "/429-hour": lambda _: page(b"", "429 Too Many Requests", extra="Retry-After: 3600\r\n"),
    "/429-date": _then(
        page(
            b"",
            "429 Too Many Requests",
            extra="Date: Wed, 01 Jun 2022 10:00:00 GMT\r\n"
            "Retry-After: Wed, 01 Jun 2022 10:00:11 GMT\r\n",
        ),
        page(),
    ),
    "/reset": _reset,
    "/reset-once": lambda ask: _reset(ask) if ask.nth == 1 else page(),
    "/silent": lambda _: None,
    "/hang": _hang,
    "/hang-body": _drip(_HTML + b"Content-Length: 99\r\n\r\n", b""),
    "/drip-head": _drip(b"HTTP/1.1 200 OK\r\n", b"X-Drop: d\r\n"),
    "/drip-body": _drip(_HTML + b"\r\n<title>Slow</title>", b"drop "),
    "/cut-head": _raw(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "/cut-body": _raw(_HTML + b"Content-Length: 9999\r\n\r\n" + PAGE),
    "/garbage": _raw(b"\x00\x01\x02 this is no HTTP\r\n\r\n"),
    "/endless": _flood(_HTML + b"\r\n", PAGE * 100),
    "/endless-head": _flood(b"HTTP/1.1 200 OK\r\n", b"X-Pad: " + b"p" * 8000 + b"\r\n"),
    "/gzip-bomb": lambda _: page(_bomb(), extra=_GZIP),
    "/redirect-bomb": lambda _: page(_bomb(), "302 Found", extra=_GZIP + "Location: /alive\r\n"),
    "/bad-gzip": lambda _: page(b"this is not gzip", extra=_GZIP),
    "/soft-404": lambda _: titled("Page not found | The Farm", "Sorry."),
    "/soft-404-ja": lambda _: titled("ページが見つかりません - 農場", "お探しのページは…"),
    "/about-404": lambda _: titled("What “404 page not found” means | The Farm", "An essay."),
    "/parked": lambda _: titled("farm.invalid", "This domain is for sale. Buy this domain!"),
    "/meta-refresh": lambda _: page(
        b'<html><head><meta http-equiv="refresh" content="0; url=/alive"></head></html>'
    ),
    "/refresh-5": _refresh("5; url=/alive"),
    "/refresh-self": _refresh("0; url=/refresh-self"),
    "/refresh-loop": _refresh("1;URL='/refresh-back'"),
    "/refresh-back": _refresh("0; url=/refresh-loop"),
    "/refresh-404": _refresh("0; url=/404"),
    "/refresh-script": _refresh("0; url=javascript:go()"),
    "/refresh-comment": lambda _: page(
        PAGE + b'<!-- <meta http-equiv="refresh" content="0; url=/404"> -->'
        b'<noscript><meta http-equiv=refresh content="0; url=/404"></noscript>'
    ),
    "/refresh-ticker": lambda _: page(
        b'<meta content="300; url=/refresh-ticker?again" http-equiv=refresh>' + PAGE
    ),
    "/shell/*": lambda _: titled("Oops! | The Farm", "We have a new site. Have a look around."),
    "/sorry": lambda _: titled("Sorry", "Nothing to see here but this."),
    "/moved-all/*": lambda _: to("/sorry"),
    "/echo/*": lambda ask: titled("Our site", f"The page {ask.path} was not found here."),
    "/honest/gone": lambda _: titled("Oops! | The Farm", "An essay on a word."),
    "/app/*": lambda _: page(
        b"<title>Error</title><body><div id=root></div><script src=/app.js></script></body>"
    ),
    "/head-hangs": lambda ask: _hang(ask) if ask.method == "HEAD" else page(),
    "/head-405": lambda ask: page() if ask.method == "GET" else page(b"", "405 Not Allowed"),
    "/406-accept": lambda ask: (
        page() if "text/html" in ask.headers.get("accept", "") else page(b"", "406 Not Acceptable")
    ),
    "/moved-space": lambda _: to(" /with space?a=b c ", "301 Moved Permanently"),
    "/with%20space": lambda _: page(),
    "/moved-slashes": lambda ask: to(f"//127.0.0.3:{ask.port}/alive"),
    "/moved-backslash": lambda _: to("\\alive", "301 Moved Permanently"),
    "/moved-empty": lambda _: to(""),
    "/moved-304": lambda _: page(b"", "304 Not Modified"),
    "/300": lambda _: page(b"<p>Choose one of these.</p>", "300 Multiple Choices"),
    "/chunked-cut": _raw(_HTML + b"Transfer-Encoding: chunked\r\n\r\nff\r\n<p>words</p>"),
    "/chunked-junk": _raw(_HTML + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>words</p>"),
    "/short-length": lambda _: b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n" + PAGE,
    "/two-lengths": _raw(_HTML + b"Content-Length: 5\r\nContent-Length: 9\r\n\r\nwords"),
    "/no-reason": _raw(b"HTTP/1.1 200\r\nContent-Type: text/html\r\n\r\n" + PAGE),
    "/http-0.9": _raw(PAGE),
    "/100-only": _raw(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "/504": lambda _: page(b"", "504 Gateway Timeout"),
    "/520": lambda _: page(b"", "520 Unknown"),
    "/418": lambda _: page(b"", "418 I'm a teapot"),
    "/405": lambda _: page(b"", "405 Method Not Allowed"),
    "/428": lambda _: page(b"", "428 Precondition Required"),
    "/datadome": lambda _: page(b"", "403 Forbidden", extra="x-datadome: protected\r\n"),
    "/incapsula": lambda _: page(b"<script src=/_Incapsula_Resource?SWJIYLWA=1></script>"),
    "/captcha-200": lambda _: titled("Robot Check", "Type the characters you see."),
    "/429-junk": lambda _: page(b"", "429 Too Many Requests", extra="Retry-After: soon\r\n"),
    "/latin-1": lambda _: page(
        "<title>Seite nicht gefunden – Höfe</title>".encode("cp1252"),
        kind="text/html; charset=windows-1252",
    ),
    "/shift-jis": lambda _: page(
        "<title>ページが見つかりません</title>".encode("shift_jis"),
        kind="text/html; charset=Shift_JIS",
    ),
    "/odd-charset": lambda _: page(kind="text/html; charset=no-such-thing"),
    "/login-form": lambda _: page(
        b"<title>Sign in</title><form><input type=password name=p></form>"
    ),
    "/about-login": lambda _: titled("How to sign in to things", "An essay. " * 20),
    "/frames": lambda _: page(b"<title>F</title><frameset><frame src=/alive></frameset>"),
    "/image": lambda _: page(b"\x89PNG\r\n\x1a\n", kind="image/png"),
    "/json": lambda _: page(b'{"error": "page not found"}', kind="application/json"),
    "/to-data": lambda _: to("data:text/html,hello"),
    "/to-long": lambda _: to("/alive?" + "a" * 20_000),
    "/to-self": lambda _: to("/to-self"),
    "/anchors": lambda _: page(ANCHORS),
    "/drawn": lambda _: page(
        b"<html><head><title>App</title></head><body><div id=root></div>"
        b"<script src=/app.js></script></body></html>"
    ),
    "/late-anchor": lambda _: page(ANCHORS.replace(b"<hr>", b"<p>padding</p>" * 20_000)),
    "/pdf-pages": lambda _: page(PDF, kind="application/pdf"),
    "/pdf-packed": lambda _: page(b"%PDF-1.7\n<stream>", kind="application/pdf"),
    "/moved-anchor": lambda _: to("/anchors#one", "301 Moved Permanently"),
    "/moved-anchors": lambda _: to("/anchors", "301 Moved Permanently"),
    "/empty": lambda _: page(b""),
    "/styled-nothing": lambda _: page(b"<style>p { color: red }</style ><body></body>"),
    "/to-error": lambda _: to("/errors/not-found.html?from=/to-error"),
    "/errors/not-found.html": lambda _: titled("The Farm", "Please use the menu."),
    "/articles/to-localised-home": lambda _: to("/us/en/home.aspx"),
    "/us/en/home.aspx": lambda _: page(),
    "/articles/to-handed-home": lambda _: to("/index.php?lang=en&ref=404"),
    "/index.php": lambda _: page(),
    "/articles/to-query": lambda _: to("/?p=7"),
    "/refresh-header": lambda _: page(extra="Refresh: 0; url=/alive\r\n"),
    "/refresh-base": lambda _: page(
        b"<base href='/folder/'><meta http-equiv=refresh content='0; url=inside'>"
    ),
    "/folder/inside": lambda _: page(),
    "/coding-none": lambda _: page(extra="Content-Encoding: none\r\n"),
    "/coding-zstd": lambda _: page(b"\x28\xb5\x2f\xfd", extra="Content-Encoding: zstd\r\n"),
    "/long-404": lambda _: titled("HTTP 404 - The Farm's Encyclopedia", "On a status. " * 400),
    "/long-shell/*": lambda _: titled("Page not found | The Farm", "News of the day. " * 400),
    "/long-refused/essay": lambda _: titled("Page not found", "News of the day. " * 400),
    "/long-refused/*": lambda _: page(b"", "403 Forbidden"),
    "/not-a-bot": lambda _: titled("Making sure you&#39;re not a bot!", "This takes seconds."),
    "/sg-captcha": lambda _: page(
        b'<meta http-equiv=refresh content="0;/.well-known/sgcaptcha/?r=%2F">',
        "202 Accepted",
        extra="SG-Captcha: challenge\r\n",
    ),
    "/sucuri": lambda _: titled("You are being redirected...", "<script>sucuri_cloudproxy_js=1"),
    "/akamai-200": lambda _: page(b'<div id="sec-if-cpt-container">Protected</div>'),
    "/lander": lambda _: page(b'<script>window.location.href="/lander"</script>'),
    "/nginx": lambda _: titled("Welcome to nginx!", "If you see this page, it works."),
    "/about-sales": lambda _: titled("This domain is for sale: a market", "An essay. " * 400),
    "/json-404": lambda _: page(b'{"error": {"code": 404}}', kind="application/json"),
    "/json-rows": lambda _: page(b'[{"status": 404}]', kind="application/json; charset=utf-8"),
    "/blank": lambda _: page(b"<html><head></head><body></body></html>"),
}
