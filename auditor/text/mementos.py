"""Links to copies in web archives, taken apart into archive, original address and datetime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
import datetime as dt
import re
from urllib.parse import parse_qs, unquote, urlsplit

from auditor.text.hosts import host_of

CITED = "cited_copy"  # the reason of a look-up that needed none: the address is a copy itself


@dataclass(frozen=True, slots=True)
class CitedMemento:
    """A copy that is cited by its own address; short addresses tell neither original nor datetime.

    `archive` is one of wayback, archive.today, perma.cc, arquivo.pt, ghostarchive, ndl-warp,
    webcitation, archive-it, megalodon and wikiwix, or the host of a national or other archive.
    """

    archive: str
    original: str | None = None
    datetime: dt.datetime | None = None


def recognise(url: str) -> CitedMemento | None:
    """The copy an address stands for; None where it is no address of an archive's copy."""
    host = host_of(url)
    archive = _HOSTS.get(host)
    if archive is None:
        return None
    parts = urlsplit(url.strip())
    tail = f"?{parts.query}" if parts.query else ""
    name, read = archive
    found = read(parts.path, tail)
    return found and CitedMemento(name, *found)


Found = tuple[str | None, dt.datetime | None] | None

# Digits may be fewer than 14 (the archive then looks for the nearest), modifiers say how it is
# replayed (`id_` raw, `if_` without banner).
_STAMPED = re.compile(
    r"/([0-9]{4,14}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}-[0-9]{6}|[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{2}"
    r"|newest|oldest|(?=\*))\*?(?:[a-z]{2}_)?/"
    r"(https?:/{1,2}.+|[\w-]{1,63}\.[\w-].*)$",
    re.IGNORECASE,
)
_UNSTAMPED = re.compile(r"/()(https?:/{1,2}.+)$", re.IGNORECASE)
_SLASH = re.compile(r"^(https?):/(?!/)", re.IGNORECASE)


def _stamped(path: str, query: str) -> Found:
    """`/web/20220912143000/https://…`, in whatever folder."""
    match = _STAMPED.search(path) or _UNSTAMPED.search(path)
    if not match:
        return None
    # Some sites fold the double slash of the inner address when they store a link.
    return _SLASH.sub(r"\1://", match[2]) + query, _moment(match[1])


def _moment(digits: str) -> dt.datetime | None:
    """The datetime a stamp names, from the day on; less than a day names none."""
    plain = re.sub(r"[^0-9]", "", digits)
    try:  # filled up with zeros, less than a day is no date
        stamp = plain[:14].ljust(14, "0")
        return dt.datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _wayback(path: str, query: str) -> Found:
    if path.startswith("/details/"):  # an item of the Internet Archive is its own copy
        return None, None
    return _stamped(path, query)


def _today(path: str, query: str) -> Found:
    if re.fullmatch(r"/(?:wip/)?[A-Za-z0-9]{4,8}(?:/(?:image|share))?/?", path):
        return None if path.strip("/") in _TODAY_PAGES else (None, None)
    inner = re.fullmatch(r"/o/[A-Za-z0-9]{4,8}/(.+)", path)
    return (_SLASH.sub(r"\1://", inner[1]) + query, None) if inner else _stamped(path, query)


def _megalodon(path: str, query: str) -> Found:
    """`/2022-0912-2330-00/https://host:443/…`, in Japan's time."""
    found = _stamped(path, query)
    if found is None or found[0] is None:
        return None
    original = re.sub(r"^(https?://[^/]+?):(?:443|80)(?=/|$)", r"\1", found[0])
    made = found[1] if found[1] and found[1].year > dt.MINYEAR else None
    return original, made and made - dt.timedelta(hours=9)


def _wikiwix(_: str, query: str) -> Found:
    try:
        original = parse_qs(query[1:], max_num_fields=20).get("url", [""])[0]
    except ValueError:
        return None
    return (original, None) if original else None


def _short(pattern: str) -> Callable[[str, str], Found]:
    """An archive whose addresses tell nothing but a key."""
    return lambda path, _: (None, None) if re.fullmatch(pattern, path) else None


def _warp(path: str, query: str) -> Found:
    inner = re.search(r"/info:ndljp/pid/[0-9]{1,20}/(.+)", path)
    if not inner:
        return _stamped(path, query) or ((None, None) if "/info:ndljp/pid/" in path else None)
    original = inner[1] if "://" in inner[1][:9] else f"http://{inner[1]}"
    return original + query, None


def _webcitation(path: str, query: str) -> Found:
    try:
        values = parse_qs(query[1:], max_num_fields=20)
    except ValueError:
        values = {}
    original = values.get("url", [""])[0]
    date = _moment(values.get("date", [""])[0])
    key = re.fullmatch(r"/[A-Za-z0-9]{6,12}", path)
    return (unquote(original) or None, date) if original or key else None


_TODAY_PAGES = frozenset({"search", "submit", "post", "about", "contact", "timemap", "timegate"})
_TODAY = [f"archive.{end}" for end in ("today", "is", "ph", "li", "vn", "fo", "md")]
_ONION = "archiveiya74codqgiixo33q62qlrqtkgmcitqx5u2oeqnmn5bpcbiyd.onion"
# National and other archives that replay as the Wayback Machine and pywb do; they go by their host.
_STAMPED_HOSTS = """webarchive.org.uk webarchive.nationalarchives.gov.uk webarchive.parliament.uk
    webarchive.nrscotland.gov.uk webarchive.proni.gov.uk webarchive.loc.gov webharvest.gov
    swap.stanford.edu eot.us.archive.org webarchive.nla.gov.au
    ndhadeliver.natlib.govt.nz webarchive.bac-lac.gc.ca collectionscanada.gc.ca
    digital.library.yorku.ca wayback.vefsafn.is vefsafn.is wayback.nli.org.il veebiarhiiv.digar.ee
    wayback.webarchive.lu haw.nsk.hr arhiv.nuk.uni-lj.si webarchiv.cz wayback.webarchiv.cz
    archivoweb.bne.es padicat.cat web.archive.bibalex.org eresources.nlb.gov.sg
    webarchive.library.unt.edu conifer.rhizome.org webrecorder.io langzeitarchivierung.bib-bvb.de
    webarchiv.onb.ac.at perma-archives.org rejouer.perma.cc""".split()
_WAYBACK = ("web.archive.org", "wayback.archive.org", "archive.org", "web-beta.archive.org")
_HOSTS: dict[str, tuple[str, Callable[[str, str], Found]]] = {
    **dict.fromkeys(_WAYBACK, ("wayback", _wayback)),
    **dict.fromkeys(_TODAY, ("archive.today", _today)),
    **{host: (host, _stamped) for host in _STAMPED_HOSTS},
    _ONION: ("archive.today", _today),
    "perma.cc": ("perma.cc", _short(r"/[A-Za-z0-9]{4}-[A-Za-z0-9]{4}/?|/[A-Za-z0-9]{9,11}/?")),
    "arquivo.pt": ("arquivo.pt", _stamped),
    "ghostarchive.org": ("ghostarchive", _short(r"/v?archive/[\w/-]{3,60}")),
    "warp.da.ndl.go.jp": ("ndl-warp", _warp),
    "warp.ndl.go.jp": ("ndl-warp", _warp),
    "wayback.archive-it.org": ("archive-it", _stamped),
    "megalodon.jp": ("megalodon", _megalodon),
    "archive.wikiwix.com": ("wikiwix", _wikiwix),
    "webcitation.org": ("webcitation", _webcitation),
}
