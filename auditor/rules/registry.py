"""Every rule there is, in the order of the catalogue, by plain imports."""

from __future__ import annotations

from difflib import get_close_matches

from auditor.model.errors import ConfigError
from auditor.rules.archives import arc001, arc002, arc004
from auditor.rules.archives_drift import arc003
from auditor.rules.archives_links import arc005
from auditor.rules.dates_calendar import dat005, dat007, dat008, dat009
from auditor.rules.dates_claims import dat001
from auditor.rules.dates_precedence import dat004
from auditor.rules.dates_sources import dat002, dat003, dat006
from auditor.rules.family_lnk import LNK
from auditor.rules.names import nam001, nam003
from auditor.rules.names_variants import nam002
from auditor.rules.notices import ntc001
from auditor.rules.numbers_arithmetic import num002
from auditor.rules.numbers_changes import num003
from auditor.rules.numbers_enumeration import num005
from auditor.rules.numbers_format import num001, num006
from auditor.rules.numbers_titles import num004
from auditor.rules.publishers import src004
from auditor.rules.quotations import quo001
from auditor.rules.quotations_sources import quo003, quo005
from auditor.rules.references import ref001, ref002
from auditor.rules.references_fields import ref003, ref008
from auditor.rules.references_hosts import ref006
from auditor.rules.references_notes import ref007
from auditor.rules.references_works import ref004, ref005
from auditor.rules.rule import Rule
from auditor.rules.waivers import wvr001, wvr002

RULES: tuple[Rule, ...] = (
    *(dat001, dat002, dat003, dat004, dat005, dat006, dat007, dat008, dat009),
    *(num001, num002, num003, num004, num005, num006),
    *(quo001, quo003, quo005),
    *(ref001, ref002, ref003, ref004, ref005, ref006, ref007, ref008),
    *(nam001, nam002, nam003),
    *(arc001, arc002, arc003, arc004, arc005),
    *LNK,
    ntc001,
    src004,
    *(wvr001, wvr002),
)


def by_code(code: str) -> Rule:
    """The rule of that code, in either case; ConfigError names the nearest ones where none is."""
    for item in RULES:
        if item.code == code.strip().upper():
            return item
    close = ", ".join(nearest(code))
    raise ConfigError(
        f"no rule {code!r}", f"nearest: {close}" if close else "`auditor rules` lists them all"
    )


def nearest(code: str) -> tuple[str, ...]:
    """Up to three codes that look like `code` or whose rule has a name like it, likeliest first."""
    wanted = code.strip()
    codes = get_close_matches(wanted.upper(), [item.code for item in RULES], n=3, cutoff=0.5)
    named = {item.name: item.code for item in RULES}
    names = get_close_matches(wanted.lower(), list(named), n=3, cutoff=0.6)
    return tuple(dict.fromkeys([*(named[name] for name in names), *codes]))[:3]
