"""Where the archive services stand: the Wayback Machine, or what a person set in its place."""

from __future__ import annotations

from dataclasses import dataclass, fields
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from auditor.model.errors import ConfigError
from auditor.model.port import Purpose

_LOCAL_NAMES = ("localhost", "local", "internal", "lan", "home.arpa", "test", "onion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """Full addresses of the services.

    https everywhere; http on loopback alone, which only a person can have set. ConfigError where
    one is not so. Keys of an archive go nowhere but here, hence no user names in them either.
    """

    replay: str = "https://web.archive.org/web/"
    cdx: str = "https://web.archive.org/cdx/search/cdx"
    availability: str = "https://archive.org/wayback/available"
    save: str = "https://web.archive.org/save"

    def __post_init__(self) -> None:
        for item in fields(self):
            _check(f"AUDITOR_WAYBACK_{item.name.upper()}", getattr(self, item.name))

    def of(self, purpose: Purpose) -> str | None:
        """The endpoint that answers requests of a purpose; None where none of these does."""
        return {
            Purpose.REPLAY: self.replay,
            Purpose.CAPTURE: self.replay,
            Purpose.CDX: self.cdx,
            Purpose.CDX_PREFIX: self.cdx,
            Purpose.AVAILABILITY: self.availability,
            Purpose.SAVE: self.save,
        }.get(purpose)

    @property
    def filters(self) -> bool:
        """Whether the index is where the Wayback Machine's is, and so knows its filters.

        A pywb, whose index is at `/<collection>/cdx`, has filters of its own and rows to match.
        """
        return urlsplit(self.cdx).path.rstrip("/").endswith("/search/cdx")

    @property
    def local(self) -> bool:
        """Whether nothing leaves the machine for look-ups: all three services are on loopback."""
        return all(is_loopback(url) for url in (self.replay, self.cdx, self.availability))


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """An archive that speaks Memento (RFC 7089), beside the Wayback Machine.

    `timegate` and `timemap` are what stands before the address of a page; one of them may lack.
    ConfigError where one is no safe address.
    """

    name: str
    timegate: str = ""
    timemap: str = ""
    per_minute: float = 30.0

    def __post_init__(self) -> None:
        for url in filter(None, (self.timegate, self.timemap)):
            _check(f"further archive {self.name}", url)
        if not self.timegate and not self.timemap:
            raise ConfigError(f"further archive {self.name}: neither a timegate nor a timemap")

    def __str__(self) -> str:
        return self.name

    def own(self, url: str, base: str = "") -> str | None:
        """An address on the archive's host, as it is asked for there; None for any other.

        `base` is where a relative one was found.
        """
        try:
            parts = urlsplit(urljoin(base, url))
        except ValueError:
            return None
        for known in map(urlsplit, filter(None, (self.timegate, self.timemap))):
            if parts.hostname == known.hostname and parts.scheme in ("http", "https"):
                place = parts._replace(scheme=known.scheme, netloc=known.netloc, fragment="")
                return place.geturl()
        return None

    @property
    def local(self) -> bool:
        """Whether it stands on this machine."""
        return all(is_loopback(url) for url in filter(None, (self.timegate, self.timemap)))


def is_loopback(url: str) -> bool:
    """Whether the host of an address is this machine."""
    host = _host(url)
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_private(url: str) -> bool:
    """Whether the host means nothing to the world: a private address or a name without a domain."""
    host = _host(url)
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(tuple(f".{name}" for name in _LOCAL_NAMES))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _check(setting: str, url: str) -> None:
    secure = url.startswith("https://") or (url.startswith("http://") and is_loopback(url))
    if not secure or not _host(url) or "@" in urlsplit(url).netloc or "#" in url:
        raise ConfigError(
            f"{setting} is no address of an archive service: {url!r}",
            "a full https address, or an http one of this machine (127.0.0.1)",
        )


# Of its Memento interface 400 requests a minute are allowed and of its index 250; whoever goes
# beyond is shut out for good (the service's own page about its APIs).
ARQUIVO = Further(
    name="arquivo.pt",
    timegate="https://arquivo.pt/wayback/",
    timemap="https://arquivo.pt/wayback/timemap/link/",
    per_minute=200,
)
