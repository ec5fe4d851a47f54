"""What is known of single sites: the one place where a host's name decides; pure.

Cheap tests come first: the first look into the public suffix list costs a run 60 ms.
"""

from __future__ import annotations

from auditor.links.address import Parsed
from auditor.links.doubts import Doubt
from auditor.links.pages import title_of
from auditor.model.port import Exchange
from auditor.text.hosts import RESOLVERS, host_of, site_of
from auditor.text.mementos import recognise

# A site's short addresses are the site itself.
_SHORT = {"youtu.be": "youtube.com", "redd.it": "reddit.com"}
_VIDEO_PATHS = ("/watch", "/shorts/", "/live/")
_GOOGLE = frozenset({"docs.google.com", "drive.google.com", "sites.google.com"})
_CODE_HOSTS = frozenset({"github.com", "gist.github.com", "gitlab.com", "codeberg.org"})


def is_copy(url: str) -> bool:
    """Whether an address is an archive's copy: its site answers for nothing beside it."""
    return recognise(url) is not None


def redirects_by_nature(first: Parsed, final: Parsed) -> str | None:
    """Why a redirect is what the cited address is for, and nothing has moved."""
    cited, reached = host_of(first.href), host_of(final.href)
    if cited in RESOLVERS:
        return "it is a resolver's address and leads"
    if is_copy(first.href) and site_of(cited) == site_of(reached):
        return "it is an archive's address, whose nearest copy leads"
    if cited in _SHORT and _SHORT[cited] == site_of(reached):
        return "it is the site's own short address and leads"
    return None


def sign_in(first: Parsed, final: Parsed) -> str | None:
    """What a site asks of readers who aren't known to it, where its page exists all the same."""
    if final.host == "accounts.google.com" and host_of(first.href) in _GOOGLE:
        return "Google asks for an account that may see the document"
    if final.path.startswith("/authwall") and site_of(host_of(first.href)) == "linkedin.com":
        return "LinkedIn asks for an account"
    return None


def gone(final: Parsed, last: Exchange) -> Doubt | None:
    """A page that is there, though what it should show was taken away."""
    video = final.path.startswith(_VIDEO_PATHS) and site_of(host_of(final.href)) == "youtube.com"
    if video and title_of(last) == "- YouTube":
        return Doubt("soft_404", "YouTube has no title for the video, as of those taken down")
    return None


def draws_late(url: str, text: str) -> bool:
    """Whether a site's scripts bring what fragments name: code hosts, but for rendered texts."""
    return host_of(url) in _CODE_HOSTS and "user-content-" not in text
