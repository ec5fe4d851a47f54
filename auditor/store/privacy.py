"""Which addresses may be put down: none that holds a password, a key or a session."""

from __future__ import annotations

from functools import lru_cache
import re
from urllib.parse import unquote, urlsplit

LIMIT = 2048  # characters: what is longer carries more than an address

_NAMES = re.compile(
    r"token|secret|passw|pwd|auth(?!or)|session|signature|credential|ticket|jwt|hmac|nonce|otp"
    r"|(?:key|sig|sid|code)$",
    re.IGNORECASE,
)
# What keys, signatures and sessions look like whatever their name: no words, letters and digits.
_VALUE = re.compile(
    r"eyJ[\w-]{8}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-"
    r"|(?=[a-z]{0,40}+\d)(?=\d{0,40}+[a-z])[a-z0-9]{20}",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # asked of one address when it is looked for, checked and written down
def storable(url: str) -> bool:
    """Whether an address may be remembered: short, printable, without user or secret-like values.

    A wrong "no" costs a request, a wrong "yes" puts a secret on disk.
    """
    if len(url) > LIMIT or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return "@" not in parts.netloc and not any(map(is_secret, _pairs(parts.query, parts.fragment)))


def _pairs(*parts: str) -> list[str]:
    return [pair for part in parts for pair in re.split(r"[&;?]", part) if pair]


def is_secret(pair: str) -> bool:
    """Whether a part of a query, such as `name=value`, looks like a key or a session."""
    name, equals, value = unquote(pair).partition("=")
    return bool(equals and _NAMES.search(name)) or bool(_VALUE.search(value if equals else name))
