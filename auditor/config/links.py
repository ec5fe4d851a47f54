"""Values of the settings for links: patterns, schemes, accepted codes, other places, paces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
import re
from typing import Any
from urllib.parse import unquote

from auditor.links.address import parse
from auditor.links.settings import HostSettings, Proxy

EVERY_HOST = "*"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,40}")
_PROXY = re.compile(
    r"(?P<scheme>https?|socks5h)://(?:(?P<user>[^\s@/]{0,500})@)?"
    r"(?P<host>[\w.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?P<port>:[0-9]{1,5})?/?",
    re.IGNORECASE | re.ASCII,
)
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def patterns(value: Any) -> tuple[str, ...]:
    """Globs over whole addresses. Commas don't separate them: addresses hold commas."""
    items = [value] if isinstance(value, str) else value
    if not all(isinstance(item, str) and item.strip() for item in items):
        raise ValueError("patterns such as https://example.org/*")
    return tuple(item.strip() for item in items)


def schemes(value: Any) -> tuple[str, ...]:
    """Schemes such as https, in a list or separated by commas."""
    found = tuple(word.lower().removesuffix("://").removesuffix(":") for word in _words(value))
    if not found or not all(map(_SCHEME.fullmatch, found)):
        raise ValueError("schemes such as https")
    return found


def accepted(value: Any) -> Mapping[str, tuple[int, ...]]:
    """Status codes by host, for all hosts under `*`: of a table, of a list, of `HOST=403,429`."""
    if isinstance(value, Mapping):
        return {_host(host): _codes(codes) for host, codes in value.items()}
    found: dict[str, tuple[int, ...]] = {}
    for item in [value] if isinstance(value, str | int) else value:
        host, equals, codes = str(item).rpartition("=")
        key = _host(host) if equals else EVERY_HOST
        found[key] = (*found.get(key, ()), *_codes(codes))
    return found


def _host(text: str) -> str:
    return text.strip().lower().removeprefix("www.")


def _codes(value: Any) -> tuple[int, ...]:
    words = _words([value] if isinstance(value, int) else value)
    if not words or not all(re.fullmatch(r"[1-9][0-9]{2}", word) for word in words):
        raise ValueError("status codes such as 403, or HOST=403,429")
    return tuple(map(int, words))


def places(value: Any) -> Mapping[str, str]:
    """Beginnings of addresses and what is asked in their place: a table, or `FROM TO` pairs."""
    if not isinstance(value, Mapping):
        pairs = [str(item).split() for item in ([value] if isinstance(value, str) else value)]
        if any(len(pair) != 2 for pair in pairs):
            raise ValueError("two beginnings of addresses, such as 'https://a.org/ https://b.org/'")
        value = dict(pairs)
    if not all(_WEB.match(str(item)) for pair in value.items() for item in pair):
        raise ValueError("beginnings of http or https addresses, with a host")
    return {str(key): str(item) for key, item in value.items()}


def folder(value: Any) -> str:
    """A folder within another, with forward slashes."""
    path = PurePosixPath(str(value).strip())
    if not isinstance(value, str) or path.is_absolute() or ".." in path.parts or "\\" in value:
        raise ValueError("a folder within the repository, such as public")
    return path.as_posix()


def proxy(value: Any) -> Proxy:
    """A proxy such as http://proxy.example.org:3128; name and password may stand before the host.

    socks5h, not socks5, so that names too are looked up beyond it.
    """
    match = _PROXY.fullmatch(str(value).strip())
    if match is None:
        raise ValueError("a proxy such as http://proxy.example.org:3128 or socks5h://…")
    name, colon, password = (match["user"] or "").partition(":")
    auth = (unquote(name), unquote(password)) if name or colon else None
    return Proxy(f"{match['scheme'].lower()}://{match['host']}{match['port'] or ''}", auth)


def hosts(value: Any) -> Mapping[str, HostSettings]:
    """What is set for single hosts: interval, concurrency, headers, basic_auth."""
    return {_ascii(host): _host_settings(said) for host, said in value.items()}


def _host_settings(said: Mapping[str, Any]) -> HostSettings:
    if unknown := set(said) - {"interval", "concurrency", "headers", "basic_auth"}:
        raise ValueError(f"interval, concurrency, headers and basic_auth, not {min(unknown)}")
    made = HostSettings(headers=_headers(said.get("headers", {})))
    if "interval" in said:
        made = replace(made, interval=between(0, 3600, "seconds")(said["interval"]))
    if "concurrency" in said:
        made = replace(made, concurrency=whole(1, 10)(said["concurrency"]))
    if "basic_auth" in said:
        name, colon, password = str(said["basic_auth"]).partition(":")
        if not colon:
            raise ValueError("a name and a password, as name:password")
        made = replace(made, basic_auth=(name, password))
    return made


def _headers(said: Mapping[str, Any]) -> Mapping[str, str]:
    for name, text in said.items():
        if not re.fullmatch(r"[A-Za-z0-9-]{1,100}", name) or not re.fullmatch(
            r"[\x20-\x7e]{0,4000}", str(text)
        ):
            raise ValueError("headers of plain ASCII text, each on one line")
    return {name: str(text) for name, text in said.items()}


def _ascii(host: str) -> str:
    parsed = parse(f"http://{host}/")
    if parsed.path != "/" or parsed.query or ":" in host.strip("[]"):
        raise ValueError("a host such as example.org")
    return parsed.host


def between(low: float, high: float, what: str) -> Callable[[Any], float]:
    """A number from `low` to `high`."""

    def parse(value: Any) -> float:
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = low - 1
        if isinstance(value, bool) or not low <= number <= high:
            raise ValueError(f"{what} from {low:g} to {high:g}")
        return number

    return parse


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A whole number from `low` to `high`."""

    def parse(value: Any) -> int:
        known = not isinstance(value, bool) and str(value).strip().isdecimal()
        number = int(str(value).strip()[:9]) if known else low - 1
        if not low <= number <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return number

    return parse


def _words(value: Any) -> list[str]:
    items: Iterable[Any] = value.split(",") if isinstance(value, str) else value
    return [word for item in items for word in str(item).replace(",", " ").split()]
