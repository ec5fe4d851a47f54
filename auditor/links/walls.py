"""Bot walls: answers that refuse a program, not a reader; pure."""

from __future__ import annotations

import re

from auditor.model.port import Exchange

# Statuses that refuse us without saying that nothing is there. 999 is LinkedIn's own; 401 and 402
# are a paywall's; a server that dislikes a plain GET (400, 405 …) hasn't said "not found" either.
REFUSED = frozenset({400, 401, 402, 403, 405, 406, 407, 409, 412, 417, 418, 421, 423, 426, 428})
REFUSED_TOO = frozenset({431, 444, 451, 498, 499, 999})

# Words on the challenge pages themselves, found in the first bytes of 200, 202, 403 and 503 alike.
_CHALLENGE = re.compile(
    rb"<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|Access Denied"
    rb"|Pardon Our Interruption|Please Wait\.\.\. \| Cloudflare|DDoS-Guard|Robot Check"
    rb"|Are you a robot\?|Human Verification|Security Check|Client Challenge"
    rb"|Access to this page has been denied|Radware Bot Manager Captcha|Vercel Security Checkpoint"
    rb"|Verifying your browser)"
    rb"|/_Incapsula_Resource\?|cdn-cgi/challenge-platform/h/|window\._cf_chl_opt"
    rb"|id=\"challenge-(?:form|running|error-text)\"|awswaf\.com/[^\"']{0,200}/challenge\.js"
    rb"|captcha-delivery\.com/|px-captcha|errors\.edgesuite\.net|geo\.captcha-delivery"
    rb"|src=\"https://client-api\.arkoselabs\.com",
    re.IGNORECASE,
)
_SHORT = 60_000  # a challenge is a small page; a long one only speaks of challenges


def wall(exchange: Exchange) -> str | None:
    """What says that a wall answered, in a few words; None where nothing does."""
    if exchange.header("cf-mitigated"):
        return "Cloudflare asked for a challenge (cf-mitigated)"
    if exchange.header("x-amzn-waf-action"):
        return f"AWS WAF answered ({exchange.header('x-amzn-waf-action')})"
    if exchange.header("x-datadome") and exchange.status in (401, 403, 405):
        return "DataDome refused the request"
    shown = _CHALLENGE.search(exchange.body[:_SHORT]) if _may_be_challenge(exchange) else None
    return "the page is a bot challenge" if shown else None


def _may_be_challenge(exchange: Exchange) -> bool:
    return exchange.status >= 400 or not exchange.truncated
