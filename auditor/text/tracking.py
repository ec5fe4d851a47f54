"""Parameters that say how a reader came to a page, not which page it is: lists, by host."""

from __future__ import annotations

import re

# Campaigns and clicks, on any host.
ANYWHERE = re.compile(
    r"utm_\w+|mtm_\w+|pk_(?:campaign|kwd|source|medium|content)|piwik_(?:campaign|kwd)|hsa_\w+"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|mc_[ce]id|_hs(?:enc|mi)|mkt_tok|_openstat|ncid|cmpid|cmp_?src|oly_(?:anon|enc)_id|vero_id"
    r"|__twitter_impression|ref_(?:src|url)|_branch_match_id|s_cid|wt_mc|trk_?(?:contact|msg|module)"
    r"|PHPSESSID|JSESSIONID|ASPSESSIONID\w*|__cf_chl_\w+|__cft__.*|__tn__|_ga|_gl",
    re.IGNORECASE,
)
# Names that mean something else on other hosts, by registrable domain.
BY_SITE = {
    "youtube.com": frozenset({"si", "feature", "ab_channel", "pp"}),
    "youtu.be": frozenset({"si", "feature"}),
    "twitter.com": frozenset({"s", "t"}),
    "x.com": frozenset({"s", "t"}),
    "spotify.com": frozenset({"si"}),
    "nytimes.com": frozenset({"smid", "smtyp", "searchresultposition", "_r"}),
    "theguardian.com": frozenset({"cmp"}),
    "forbes.com": frozenset({"sh"}),
    "medium.com": frozenset({"source", "sk"}),
    "reddit.com": frozenset({"share_id", "rdt"}),
    "amazon.com": frozenset({"tag", "ref", "ref_", "psc", "pd_rd_i", "pd_rd_r", "pd_rd_w"}),
    "bbc.com": frozenset({"at_medium", "at_campaign", "at_custom1", "xtor", "ns_mchannel"}),
    "bbc.co.uk": frozenset({"at_medium", "at_campaign", "at_custom1", "xtor", "ns_mchannel"}),
    "jstor.org": frozenset({"searchtext", "searchuri", "ab_segments", "searchkey", "refreqid"}),
    "facebook.com": frozenset({"mibextid", "rdid", "sfnsn"}),
    "linkedin.com": frozenset({"trk", "trackingid", "rcm"}),
}
# What was typed into a site's search box and stuck to the page that was found by it.
SEARCH = frozenset(
    "q query s search searchterm search_term searchtext term phrase words keyword kw".split()
)
_SEARCH_PAGE = re.compile(r"search|find|query|results?|catalog|/$", re.IGNORECASE)


def tracking(url: str, site: str) -> tuple[str, ...]:
    """The parameters of an address that only track or are left over, as `name=value`."""
    address, _, _ = url.partition("#")
    path, _, query = address.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    leftover = _leftover(path, pairs)
    return tuple(pair for pair in pairs if _tracks(pair, site) or pair in leftover)


def _tracks(pair: str, site: str) -> bool:
    name = pair.partition("=")[0]
    return bool(ANYWHERE.fullmatch(name)) or name.lower() in BY_SITE.get(site, frozenset())


def _leftover(path: str, pairs: list[str]) -> frozenset[str]:
    """Parameters of a search with an empty one among them, on a page that is no search page."""
    searched = {pair for pair in pairs if pair.partition("=")[0].lower() in SEARCH}
    empty = any(pair.endswith("=") for pair in searched)
    document = bool(re.search(r"\.\w{2,5}$|[\w-]{20}/?$", path)) and not _SEARCH_PAGE.search(path)
    return frozenset(searched) if empty and document else frozenset()


def without(url: str, pairs: tuple[str, ...]) -> str:
    """The address without those parameters; the rest stays as printed."""
    address, mark, fragment = url.partition("#")
    path, _, query = address.partition("?")
    kept = "&".join(pair for pair in query.split("&") if pair and pair not in pairs)
    return path + (f"?{kept}" if kept else "") + mark + fragment
