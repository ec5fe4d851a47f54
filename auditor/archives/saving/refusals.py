"""Addresses that are never sent to an archive: what is saved is public for good.

A wrong "no" leaves one page to be saved by hand, a wrong "yes" publishes what was meant for a few.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from auditor.archives.endpoints import is_private
from auditor.text.hosts import host_of

# Whatever lies on these hosts is somebody's own, and shared by knowing its address.
_SHARING_HOSTS = frozenset(
    """docs.google.com drive.google.com photos.google.com photos.app.goo.gl mail.google.com
    calendar.google.com meet.google.com dl.dropboxusercontent.com paper.dropbox.com db.tt 1drv.ms
    onedrive.live.com photos.onedrive.com sharepoint.com officeapps.live.com we.tl share.icloud.com
    mega.nz mega.co.nz pcloud.link pcloud.com sync.com tresor.it send.tresorit.com fromsmash.com
    filemail.com transfernow.net swisstransfer.com gofile.io sendgb.com hightail.com sharefile.com
    egnyte.com files.slack.com files.slack-edge.com teams.microsoft.com cdn.discordapp.com
    disk.yandex.ru yadi.sk pan.baidu.com""".split()
)
# On these hosts only some addresses share: the rest are pages for everyone.
_SHARING_PATHS = {
    "dropbox.com": r"/(?:s|sh|scl|l|t|request|transfer)/",
    "wetransfer.com": r"/(?:downloads|previews|t-)",
    "box.com": r"/(?:s|v|shared|file|folder)/",
    "icloud.com": r"/(?:iclouddrive|sharedalbum|photos|notes|pages|numbers|keynote)\b",
    "zoom.us": r"/(?:rec|j|s|my|w|clips)/",
    "overleaf.com": r"/(?:read/|[0-9]{6,}[a-z]{4,})",
    "evernote.com": r"/(?:shard|l)/",
    "airtable.com": r"/(?:invite|shr)",
    "figma.com": r"/(?:file|design|proto|board)/",
    "miro.com": r"/app/",
    "trello.com": r"/(?:invite|b)/",
    "canva.com": r"/design/",
    "mediafire.com": r"/(?:file|folder|view)/",
    "adobe.com": r"/(?:id|link)/",
}
# Nextcloud, ownCloud and Seafile are run on anyone's own host: their paths tell.
_SHARING_ANYWHERE = re.compile(
    r"^(?:/[\w.-]{1,40}){0,3}?/(?:index\.php/s/[A-Za-z0-9]{8,40}|s/[A-Za-z0-9]{15}"
    r"|[fd]/[0-9a-f]{20})(?:/|$)|/:[a-z]:/[a-z]/"
)
_PATHS = {host: re.compile(pattern) for host, pattern in _SHARING_PATHS.items()}
_LABELS = 4  # of a host, from its end: no name above has more
# A token in a path: JSON Web Tokens, and the word for what it is before it.
_PATH_SECRET = re.compile(
    r"/eyJ[\w-]{8}|/(?:token|reset|unsubscribe|invite|invitation|magic|verify|confirm|access_token)"
    r"[/=](?=[^/]{0,200}\d)[\w.~-]{16}",
    re.IGNORECASE,
)


def refusal(url: str) -> str | None:
    """Why an address is not sent to an archive; None where it may be.

    malformed, unsupported_scheme, private, credentials or share_link. Secrets in a query are for
    `auditor.store.privacy` to tell.
    """
    try:
        parts = urlsplit(url)
        path = unquote(parts.path)
    except ValueError:
        return "malformed"
    if parts.scheme.lower() not in ("http", "https"):
        return "unsupported_scheme"
    if "@" in parts.netloc or _PATH_SECRET.search(path):
        return "credentials"
    if is_private(url):
        return "private"
    return "share_link" if _shares(host_of(url), path) else None


def _shares(host: str, path: str) -> bool:
    labels = host.split(".")[-_LABELS:]
    names = {".".join(labels[start:]) for start in range(len(labels))}
    if not names.isdisjoint(_SHARING_HOSTS):
        return True
    if any(_PATHS[name].match(path) for name in names & _PATHS.keys()):
        return True
    return _SHARING_ANYWHERE.search(path) is not None
