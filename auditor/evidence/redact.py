"""What a recording must not hold: passwords, keys, sessions, cookies, configured headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import datetime as dt
from email.utils import parsedate_to_datetime
from functools import partial
import hashlib
import re
import secrets as random

from auditor.store.privacy import is_secret

REDACTED = "redacted"
SHORTEST = 6  # characters: a shorter secret would take half a page's words with it
# All that is shown of a request; any other header may be a key.
_SHOWN = frozenset(
    """user-agent accept accept-language accept-encoding accept-datetime if-none-match
    if-modified-since upgrade-insecure-requests sec-fetch-dest sec-fetch-mode sec-fetch-site range
    """.split()
)
_COOKIES = frozenset({"set-cookie", "set-cookie2"})
_LINKS = frozenset({"location", "content-location", "refresh", "link", "referer"})
_USER = re.compile(r"(//)[^/?#\s@]{0,500}@")
_PAIR = re.compile(r"[^&;?#\s<>\"]+")


def url(address: str) -> str:
    """An address without user name, password and values that look like secrets.

    The same address always becomes the same, so that a replay finds it again.
    """
    place, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    return _USER.sub(rf"\1{REDACTED}@", place, count=1) + mark + _PAIR.sub(_pair, rest)


def _pair(match: re.Match[str]) -> str:
    name, equals, _ = match[0].partition("=")
    if not is_secret(match[0]):
        return match[0]
    return f"{name}={REDACTED}" if equals else REDACTED


@dataclass(frozen=True, slots=True)
class Redactor:
    """Takes secrets out of what is recorded; `known` are those a person configured.

    A cookie's value becomes a word that is the same for the same value in one recording alone: a
    redirect that sets a new value is told from one that goes in a circle.
    """

    known: tuple[str, ...] = ()
    salt: bytes = b""

    @classmethod
    def of(cls, secrets: Iterable[str]) -> Redactor:
        """A redactor of a new recording."""
        long = {item for item in secrets if len(item) >= SHORTEST}
        return cls(tuple(sorted(long, key=len, reverse=True)), random.token_bytes(16))

    def text(self, text: str) -> str:
        """Text without the configured secrets."""
        for secret in self.known:
            text = text.replace(secret, REDACTED)
        return text

    def data(self, data: bytes) -> bytes:
        """Bytes without the configured secrets."""
        for secret in self.known:
            data = data.replace(secret.encode(), REDACTED.encode())
        return data

    def address(self, address: str) -> str:
        """An address without any secret."""
        return url(self.text(address))

    def asked(self, headers: Mapping[str, str]) -> list[tuple[str, str]]:
        """The headers of a request."""
        return [
            (name, self.text(value) if name.lower() in _SHOWN else REDACTED)
            for name, value in headers.items()
        ]

    def told(
        self, headers: Iterable[tuple[str, str]], when: dt.datetime | None
    ) -> list[tuple[str, str]]:
        """The headers of an answer that came at a time."""
        change: dict[str, Callable[[str], str]] = dict.fromkeys(_LINKS, url)
        for name in _COOKIES:
            change[name] = partial(self._cookie, when=when)
        return [(name, self.text(change.get(name, str)(value))) for name, value in headers]

    def _cookie(self, line: str, when: dt.datetime | None) -> str:
        """A Set-Cookie line; its end in time is left out, since a replay may come after it."""
        pair, *attributes = line.split(";")
        name, equals, value = pair.partition("=")
        parts = [item for item in attributes if not _is_time(item)]
        if any(_is_over(item, when) for item in attributes):
            parts.append(" Max-Age=0")
        return ";".join([f"{name}={self._word(value)}" if equals else REDACTED, *parts])

    def _word(self, value: str) -> str:
        digest = hashlib.blake2b(value.encode("utf-8", "replace"), key=self.salt, digest_size=6)
        return f"{REDACTED}-{digest.hexdigest()}" if value else ""


def _is_time(attribute: str) -> bool:
    return attribute.partition("=")[0].strip().lower() in ("expires", "max-age")


def _is_over(attribute: str, when: dt.datetime | None) -> bool:
    """Whether a cookie's attribute says that it ended before it came, which deletes it."""
    name, _, value = (part.strip() for part in attribute.partition("="))
    if name.lower() == "max-age":
        return value.startswith("-") or value == "0"
    if name.lower() != "expires" or when is None:
        return False
    try:
        end = parsedate_to_datetime(value.replace("-", " ")[:60])
        return end.replace(tzinfo=end.tzinfo or dt.UTC) <= when
    except (ValueError, OverflowError):
        return False
