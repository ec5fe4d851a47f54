"""The way of one address through its answers: redirects, their cookies, what they lead to; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.links.address import Parsed, UnfitError, parse
from auditor.links.pages import sent_on
from auditor.model.facts import Hop
from auditor.model.port import Answer, Exchange, Purpose

if TYPE_CHECKING:
    from email.message import Message

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Chain:
    """The redirects that were followed and the address they led to.

    `tries` counts the answers to the last address asked for.
    """

    first: str
    hops: tuple[Hop, ...]
    exchanges: tuple[Exchange, ...]
    tries: int

    @property
    def permanent(self) -> bool:
        """Whether there were hops and every one of them was permanent."""
        return bool(self.hops) and all(hop.status in PERMANENT for hop in self.hops)


def of(answers: Sequence[Answer], purpose: Purpose) -> tuple[Answer, ...]:
    """The answers to requests made for that purpose."""
    return tuple([answer for answer in answers if answer.request.purpose is purpose])


def walk(answers: Sequence[Answer]) -> Chain:
    """The chain of all answers to one address; a redirect counts when a request followed it.

    A page that sends its readers on at once (meta refresh) is a hop too, with its own status.
    """
    hops: list[Hop] = []
    followed: list[Exchange] = []
    tries = 0
    for index, answer in enumerate(answers):
        tries += 1
        last = index == len(answers) - 1
        if isinstance(answer, Exchange) and not last and _was_followed(answer):
            hops.append(Hop(answer.request.url, answer.status))
            followed.append(answer)
            tries = 0
    return Chain(answers[0].request.url, tuple(hops), tuple(followed), tries)


def _was_followed(answer: Exchange) -> bool:
    return target(answer) is not None or answer.status < 300  # a meta refresh


def onward(exchange: Exchange) -> Parsed | None:
    """Where an answer leads without a reader's doing: a redirect, or a refresh at once."""
    return target(exchange) or sent_on(exchange)


def target(exchange: Exchange) -> Parsed | None:
    """Where a redirect leads, repaired and resolved; None where it leads nowhere we go."""
    location = exchange.header("location")
    if exchange.status not in REDIRECTS or not location:
        return None
    try:
        return parse(location, exchange.request.url)
    except UnfitError:
        return None


def cookies(exchanges: Sequence[Exchange], url: str) -> str | None:
    """The Cookie header a chain owes to `url`, by the rules of the standard library's jar."""
    if not any(exchange.header("set-cookie") for exchange in exchanges):
        return None
    # Here, not above: most runs see no cookie on a redirect, and these cost 30 ms.
    from http.cookiejar import CookieJar, DefaultCookiePolicy
    import urllib.request

    jar = CookieJar(DefaultCookiePolicy())
    for exchange in exchanges:
        asked = urllib.request.Request(exchange.request.url)  # noqa: S310 - http(s) alone gets here
        jar.extract_cookies(_Response(exchange), asked)  # type: ignore[arg-type]
    wanted = urllib.request.Request(url)  # noqa: S310
    jar.add_cookie_header(wanted)
    return wanted.get_header("Cookie")


class _Response:
    """As much of a response as a cookie jar asks for."""

    def __init__(self, exchange: Exchange) -> None:
        from email.message import Message

        self._message = Message()
        for name, value in exchange.headers:
            if name == "set-cookie":
                self._message[name] = value

    def info(self) -> Message:
        return self._message
