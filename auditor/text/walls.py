"""Pages that stand in place of the one asked for: bot walls, consent walls, servers out of order.

Crawlers are served them with status 200, so archives hold many. A wrong "yes" costs one capture
among others, a wrong "no" offers readers a wall for a source: so the lists are longer than those
for live pages.
"""

from __future__ import annotations

import re

from auditor.text.fold import fold, fold_marks

# Whole titles of such pages, or whole parts of one between its separators; folded.
_TITLES = frozenset(
    fold(text)
    for text in """410 gone|403 forbidden|forbidden|access denied|error|500 internal server error
    access to this page has been denied|access to this page has been denied.|service unavailable
    503 service unavailable|502 bad gateway|bad gateway|site maintenance|just a moment
    just a moment...|attention required!|attention required! cloudflare|are you a robot?|robot check
    captcha|security check|checking your browser|human verification|verify you are human
    please verify you are a human|ddos-guard|you have been blocked|sorry, you have been blocked
    access blocked|access restricted|pardon our interruption|pardon our interruption...
    request rejected|request blocked|one moment, please|one moment, please...|bot verification
    making sure you're not a bot!|vercel security checkpoint|client challenge|verifying your browser
    robot challenge screen|radware bot manager captcha|nur einen moment...|un instant...
    un momento...|een moment geduld...|um momento...|the request could not be satisfied
    unavailable due to legal reasons|not available in your region|not available in your country
    maintenance|maintenance mode|under maintenance|site under maintenance|down for maintenance
    we'll be right back|we'll be back soon|database error|account suspended|bandwidth limit exceeded
    web server is down|origin is unreachable|welcome to nginx!|welcome to centos
    apache2 ubuntu default page|apache2 debian default page|apache http server test page
    iis windows server|default web site page|we value your privacy|your privacy choices
    cookie consent|cookie settings|privacy settings|mit werbung weiterlesen|zustimmung erforderlich
    subscribe to read|subscribe to continue reading|domain for sale|hugedomains.com""".replace(
        "\n", "|"
    ).split("|")
)
_PARTS = re.compile(r"\s{1,9}[|·•:–—-]\s{1,9}|\s{0,9}[|»]\s{0,9}|:\s{1,9}")
# What the text of a notice says. On a page that says little else it is all there is to read.
_NOTICES = re.compile(
    r"request unsuccessful\. incapsula incident"
    r"|unusual (?:traffic|activity) from your (?:computer )?(?:network|ip)"
    r"|you(?:r ip(?: address)?|r access|r request)? ha(?:ve|s) been blocked"
    r"|you are unable to access [\w.-]{1,80}"
    r"|verify (?:that )?you are (?:a )?human|made us think you (?:were|are) a bot"
    r"|enable javascript and cookies to continue|the requested url was rejected"
    r"|checking (?:if the site connection is secure|your browser before accessing)"
    r"|access to this (?:page|site|website|resource) (?:has been|is) denied"
    r"|error establishing a database connection|this account has been suspended"
    r"|(?:not|n't) available in your (?:country|region|location)"
    r"|from a country belonging to the european economic area"
    r"|[\w-]{1,63}\.[a-z]{2,12} (?:is for sale|est à vendre|está en venta)"
    r"|diese (?:web|internet)?(?:seite|site|domain) steht zum verkauf"
)
_NOTICE = 1000  # visible characters of a page that is no more than a notice
_CHOICE = re.compile(
    r"\b(?:accept (?:all|cookies|and (?:continue|close))|reject all|i agree"
    r"|agree and (?:continue|close)|click accept|manage (?:preferences|options|cookies|settings)"
    r"|alle akzeptieren|zustimmen"
    r"|tout (?:accepter|refuser)|accepter et (?:fermer|continuer)|aceptar (?:tod[ao]s?|y continuar)"
    r"|accetta (?:tutto|tutti|e continua)|alles accepteren)"
)
_OF_CONSENT = re.compile(
    r"\b(?:cookies?|consent|partners?|privacy|tracking|accept|agree|reject|preferences"
    r"|personal data|einwillig|zustimm|akzeptier|datenschutz|partnern|partenaires|traceurs"
    r"|aceptar|socios|accett)"
)
_WALL = 3000  # visible characters of a consent wall: what it says is of nothing else
_LEFT = 40  # words beside it from which on there is a page behind it
_SENTENCE = re.compile(r"[.!?]")


def titled(title: str) -> str | None:
    """The part of a title that is the title of a wall."""
    parts = (title, *_PARTS.split(title))
    return next((part for part in parts if fold(part) in _TITLES), None)


def worded(words: str) -> str | None:
    """What the visible text of a whole page says where it is a notice or a consent wall."""
    if len(words) > _WALL:
        return None
    low = fold_marks(words).casefold()
    notice = _NOTICES.search(low) if len(low) <= _NOTICE else None
    choice = notice or _CHOICE.search(low)
    return choice[0] if choice and (notice or not _is_behind(low)) else None


def _is_behind(low: str) -> bool:
    """Whether a page says more than what its consent banner does."""
    left = (part for part in _SENTENCE.split(low) if not _OF_CONSENT.search(part))
    return sum(len(part.split()) for part in left) >= _LEFT
