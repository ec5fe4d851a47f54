"""What can be wrong with the letters of an address: pure tests, each with its words."""

from __future__ import annotations

from dataclasses import dataclass
import re
import unicodedata

import can_ada

from auditor.model.finding import Confidence, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, how sure that is, and what the address was probably meant to be."""

    message: str
    severity: Severity = Severity.ERROR
    confidence: Confidence = Confidence.HIGH
    meant: str | None = None


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,20})(:|;|(?=//))/*")
_DOUBLED = re.compile(r"https?:/{0,2}(?=https?[:/]/)", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
# What people type for http and https; a real scheme (ftp, mailto, doi, urn) is none of these.
_TYPO = re.compile(
    r"(?!https?:)(?:h{1,3}t{1,3}p{1,2}s{0,2}|t{1,2}ps?|ht{1,2}s|hpp?ts?|htps?|hptts?)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_TRAILING = re.compile(r"[.,;:\"’”»]{1,9}$")
# "Apple_Inc." and "U.S." are whole names; wikis keep the full stop in the address.
_ABBREVIATION = re.compile(r"(?:Inc|Ltd|Co|Corp|Jr|Sr|St|Bros|Mr|Mrs|Dr|No|vol|al|etc|\b\w)\.$")
_PLAIN = re.compile(r"[!-~]")
# Countries that don't write in Latin letters, or without accents: their sites have no use for one
# accented letter in a path, a converter that romanises or composes text does.
_FOREIGN = frozenset("jp cn kr tw hk mo th ru su ua by bg gr il ir in kz mn ge am".split())
_UNACCENTED = frozenset("uk us gov mil au sg my ph".split())
_MACRONS = frozenset("āēīōūĀĒĪŌŪ")


# A site's templates fill these in (Hugo, Liquid, ERB): what will stand there is not known.
_TEMPLATE = re.compile(r"\{[{%]|<%|\$\{")


def fault_of(url: str) -> Fault | None:
    """The first thing wrong with an absolute address, None where there is nothing."""
    if _TEMPLATE.search(url):
        return None
    return (
        _scheme(url) or _space(url) or _invalid(url) or _accent(url) or _tail(url) or _escape(url)
    )


def _scheme(url: str) -> Fault | None:
    doubled = _DOUBLED.match(url)
    if doubled:
        return Fault("the address begins twice", meant=url[doubled.end() :])
    if _WEB.match(url):
        return None
    match = _SCHEME.match(url)
    if match is None or not (match[1].lower() in ("http", "https") or _TYPO.fullmatch(match[1])):
        return None
    scheme = "https" if "s" in match[1].lower() else "http"
    return Fault(f"“{match[0]}” is no scheme", meant=f"{scheme}://{url[match.end() :]}")


def _space(url: str) -> Fault | None:
    if not re.search(r"\s", url.strip()):
        return None
    return Fault("the address has a space in it", meant=re.sub(r"\s+", "%20", url.strip()))


def _invalid(url: str) -> Fault | None:
    try:
        can_ada.parse(url)
    except (ValueError, TypeError):
        return Fault("the address has no valid host or port") if _WEB.match(url) else None
    return None


def _accent(url: str) -> Fault | None:
    """One accented Latin letter in a path that is otherwise ASCII (siryō.pdf)."""
    if url.isascii():
        return None
    host, slash, path = url.partition("://")[2].partition("/")
    odd = [char for char in path if not _PLAIN.match(char)]
    if not slash or len(odd) != 1 or not _is_accented(odd[0]) or "wiki" in url.lower():
        return None
    zone = host.lower().partition(":")[0].rpartition(".")[2]
    if zone not in _FOREIGN | _UNACCENTED and not (odd[0] in _MACRONS and len(zone) > 2):
        return None
    plain = _folded(odd[0])
    message = f"a single accented letter, “{odd[0]}”, stands in an address that is otherwise ASCII"
    sure = zone in _FOREIGN
    return Fault(
        message,
        Severity.ERROR if sure else Severity.WARNING,
        Confidence.HIGH if sure else Confidence.MEDIUM,
        url.replace(odd[0], plain),
    )


def _is_accented(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN") and char.isalpha()


def _folded(char: str) -> str:
    """The letter without its mark; Hepburn's long ō stands for "ou" in addresses (siryou.pdf)."""
    plain = unicodedata.normalize("NFD", char)[0]
    return {"ō": "ou", "ū": "uu"}.get(char, plain)


def _tail(url: str) -> Fault | None:
    match = _TRAILING.search(url) if ":~:text=" not in url else None
    if match is None or _ABBREVIATION.search(url):
        return None
    message = f"the address ends in “{match[0]}”"
    return Fault(message, Severity.WARNING, Confidence.MEDIUM, url[: match.start()])


def _escape(url: str) -> Fault | None:
    match = _ESCAPE.search(url)
    if match is None:
        return None
    broken = url[match.start() : match.start() + 3]
    return Fault(f"“{broken}” is a broken escape", Severity.WARNING, Confidence.MEDIUM)
