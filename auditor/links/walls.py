"""Bot walls: answers that refuse a program, not a reader; pure."""

from __future__ import annotations

import re

from auditor.links.cues import Cue
from auditor.links.pages import cues_of
from auditor.model.port import Exchange

# Statuses that refuse us without saying that nothing is there. 999 is LinkedIn's own; 401 and 402
# are a paywall's; a server that dislikes a plain GET (400, 405 …) hasn't said "not found" either.
REFUSED = frozenset({400, 401, 402, 403, 405, 406, 407, 409, 412, 417, 418, 421, 423, 426, 428})
REFUSED_TOO = frozenset({431, 444, 451, 498, 499, 999})

# Titles and parts of the challenge pages themselves, lower-cased; they come with 200 and 202 too.
_TITLES = re.compile(
    (
        r"<title>\s*(?:just a moment\.\.\.|attention required! \| cloudflare|access denied"
        r"|pardon our interruption|please wait\.\.\. \| cloudflare|ddos-guard|robot check"
        r"|are you a robot\?|human verification|security check|client challenge"
        r"|access to this page has been denied|radware bot manager captcha"
        r"|vercel security checkpoint|verifying your browser|checking your browser"
        r"|making sure you.{1,9}re not a bot|one moment, please\.\.\.|bot verification"
        r"|robot challenge screen|please verify you are a human|百度安全验证)"
    ).encode()
)
_PARTS = tuple(
    b"""/_incapsula_resource?|window._cf_chl_opt|id="challenge-form"|id="challenge-running"
    id="challenge-error-text"|/challenge.js"|captcha-delivery.com/|px-captcha|errors.edgesuite.net
    https://client-api.arkoselabs.com|sucuri_cloudproxy_js|id="sec-if-cpt-container"
    /.well-known/sgcaptcha/""".replace(b"\n    ", b"|").split(b"|")
)
_SHORT = 60_000  # a challenge is a small page; a long one only speaks of challenges


def wall(exchange: Exchange) -> str | None:
    """What says that a wall answered, in a few words; None where nothing does."""
    if exchange.header("cf-mitigated"):
        return "Cloudflare asked for a challenge (cf-mitigated)"
    if exchange.header("x-amzn-waf-action"):
        return f"AWS WAF answered ({exchange.header('x-amzn-waf-action')})"
    if exchange.header("sg-captcha"):
        return f"SiteGround's captcha answered ({exchange.header('sg-captcha')})"
    if exchange.header("x-datadome") and exchange.status in (401, 403, 405):
        return "DataDome refused the request"
    return "the page is a bot challenge" if _is_challenge(exchange) else None


def _is_challenge(exchange: Exchange) -> bool:
    if exchange.status < 400 and exchange.truncated:
        return False
    if Cue.WALL not in cues_of(exchange):  # a word of each title and part is a cue
        return False
    low = exchange.body[:_SHORT].lower()
    at = low.find(b"<title>")
    if at >= 0 and _TITLES.match(low, at):
        return True
    return any(part in low for part in _PARTS)
