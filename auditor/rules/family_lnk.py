"""The rules about addresses, apart from all others: `auditor links` starts with these alone."""

from __future__ import annotations

from auditor.rules.addresses import lnk002, lnk003, lnk004
from auditor.rules.addresses_style import lnk005, lnk007
from auditor.rules.anchors import lnk012
from auditor.rules.links import lnk001, lnk006, lnk008, lnk009, lnk010
from auditor.rules.links_unreachable import lnk011
from auditor.rules.rule import Rule

LNK: tuple[Rule, ...] = (
    *(lnk001, lnk002, lnk003, lnk004, lnk005, lnk006),
    *(lnk007, lnk008, lnk009, lnk010, lnk011, lnk012),
)
