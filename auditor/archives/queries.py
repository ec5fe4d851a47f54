"""What is asked of the archive services: one function a question, each a `Request`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import quote, urldefrag, urlencode, urlsplit

from auditor.archives.endpoints import Endpoints
from auditor.model.port import Purpose, Request

STAMP = "%Y%m%d%H%M%S"
ROWS = 150  # rows nearest to the date: enough to join revisits, small enough to come at once
PREFIX_ROWS = 3000  # rows of a directory: below a second, and half a megabyte
CDX_BYTES = 1 << 20  # 150 rows of long addresses twice over
PAGE_BYTES = 1 << 16
TEXT_BYTES = 1 << 19  # of a page whose words are looked at
# Full-field match. Revisits have no status of their own, "-", and join a 200 by digest.
GOOD = "statuscode:2..|-"


def stamp(moment: dt.datetime) -> str:
    """A datetime as the archives write it: 14 digits, UTC."""
    # strftime leaves years before 1000 unpadded on some systems; an anchor may be any date.
    return f"{moment.year:04d}{moment.strftime(STAMP[2:])}"


def bare(url: str) -> str:
    """An address as an archive knows it: no fragment, ASCII, no wildcards of an index query."""
    return quote(urldefrag(url.strip()).url, safe="!$%&'()+,/:;=?@[]~")


def is_address(url: str) -> bool:
    """Whether a text can be taken apart and sent; not all that pages and indexes hold can be."""
    try:
        urlsplit(url if "//" in url[:12] else f"//{url}")  # indexes leave schemes out
        url.encode()
    except ValueError:  # of surrogates too
        return False
    return True


def memento_uri(endpoints: Endpoints, moment: dt.datetime, url: str, modifier: str = "") -> str:
    """The address at which the archive replays a capture; modifier `id_` gives the raw bytes."""
    return f"{endpoints.replay.rstrip('/')}/{stamp(moment)}{modifier}/{bare(url)}"


def nearest(endpoints: Endpoints, url: str, target: dt.datetime) -> Request:
    """Which capture is nearest to a moment: answered by a redirect that names it."""
    uri = memento_uri(endpoints, target, url)
    return Request(url=uri, purpose=Purpose.REPLAY, method="HEAD", limit=0)


def raw(endpoints: Endpoints, url: str, moment: dt.datetime, limit: int = PAGE_BYTES) -> Request:
    """The bytes of a capture, as they were saved."""
    uri = memento_uri(endpoints, moment, url, "id_")
    return Request(url=uri, purpose=Purpose.CAPTURE, limit=limit)


def rows(
    endpoints: Endpoints, url: str, target: dt.datetime, *, of_any_status: bool = False
) -> Request:
    """The index rows nearest to a moment: those of good captures, unless any will do."""
    filters = [GOOD] if endpoints.filters and not of_any_status else []
    asked = _query(
        endpoints,
        bare(url),
        filters=filters,
        sort="closest",
        closest=stamp(target),
        limit=str(ROWS),
    )
    return Request(url=asked, purpose=Purpose.CDX, limit=CDX_BYTES)


def beneath(endpoints: Endpoints, prefix: str) -> Request:
    """The index rows of good captures of all addresses that begin so, in the order of their keys.

    No more than PREFIX_ROWS of them, so as many mean that there may be more.
    """
    filters = [GOOD] if endpoints.filters else []
    asked = _query(endpoints, prefix, filters=filters, match_type="prefix", limit=str(PREFIX_ROWS))
    return Request(url=asked, purpose=Purpose.CDX_PREFIX, limit=CDX_BYTES)


def _query(endpoints: Endpoints, url: str, **what: Any) -> str:
    """A query as waybackpy builds it."""
    from waybackpy.cdx_api import WaybackMachineCDXServerAPI
    from waybackpy.cdx_utils import full_url

    query = WaybackMachineCDXServerAPI(url, **what)
    payload: dict[str, str] = {"output": "json", "limit": str(query.limit)}
    query.add_payload(payload)
    return str(full_url(endpoints.cdx, payload))


def closest(endpoints: Endpoints, url: str, target: dt.datetime) -> Request:
    """What the availability service knows; asked without a scheme, with which it often forgets."""
    bare_url = re.sub(r"^https?://", "", bare(url))
    query = urlencode({"url": bare_url, "timestamp": stamp(target)})
    return Request(url=f"{endpoints.availability}?{query}", purpose=Purpose.AVAILABILITY)
