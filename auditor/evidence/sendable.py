"""Which addresses may be sent to an archive to be saved: none that is private or holds a secret."""

from __future__ import annotations

from auditor.archives.answers import EXCLUDED
from auditor.archives.endpoints import is_private
from auditor.archives.saving.refusals import refusal
from auditor.links.address import UnfitError, is_literal, parse
from auditor.links.policy import refused
from auditor.model.archive import Save, SaveState
from auditor.model.facts import Lookup, Outcome, Wanted
from auditor.store.privacy import storable
from auditor.text.mementos import recognise

LONGEST = 1900  # characters of an address, so that its memento's is no longer than 2,000

_IDLE = frozenset({"offline", "not_attempted"})  # reasons of a run that asked nobody anything


def why_not(url: str) -> str | None:
    """Why an address is never sent; None where it may be.

    The address is judged as the URL standard reads it: `http://0x7f.1/` is this machine.
    """
    try:
        parsed = parse(url)
    except UnfitError as error:
        return "unsupported_scheme" if error.scheme else "malformed"
    if len(url) > LONGEST:
        return "too_long"
    if _is_private(parsed.href):
        return "private"
    if not storable(url) or not storable(parsed.href):
        return "credentials"
    return refusal(url) or (refusal(parsed.href) if parsed.href != url else None)


def untold(wanted: Wanted, *, at_home: bool = False) -> str | None:
    """Why archives aren't even asked about an address: it is withheld, a secret or private.

    Archives `at_home`, on this machine, may hear of private addresses.
    """
    if recognise(wanted.url):  # a copy itself, of which nobody is asked
        return None
    if wanted.withheld:
        return "withheld"
    if not storable(wanted.url):
        return "credentials"
    return None if at_home or not _is_private(wanted.url) else "policy"


def _is_private(url: str) -> bool:
    """Whether an address means this machine or network; what is no address means nothing."""
    try:
        parsed = parse(url)
    except UnfitError:
        return False
    literal = is_literal(parsed.host) and refused(parsed.host.strip("[]"))
    return literal or is_private(parsed.href)


def settled(wanted: Wanted) -> Lookup | None:
    """What stands without asking an archive: to ask is to tell."""
    if recognise(wanted.url):  # a copy itself: the look-up takes it apart, and asks nobody
        return None
    if reason := untold(wanted, at_home=True) or why_not(wanted.url):
        return _lookup(wanted, Outcome.NOT_ATTEMPTED, reason)
    return None


def _lookup(wanted: Wanted, outcome: Outcome, reason: str) -> Lookup:
    return Lookup(
        url=wanted.url,
        outcome=outcome,
        anchor=wanted.anchor,
        anchor_kind=wanted.anchor_kind,
        reason=reason,
    )


def planned(lookup: Lookup) -> Save | None:
    """What is to be done about an address: a save, a refusal, nothing.

    Nothing where there is a copy, and where nobody could tell: "unknown" is not "not archived".
    """
    if lookup.outcome is Outcome.NOT_ATTEMPTED:
        return _refused(lookup.reason) if lookup.reason and lookup.reason not in _IDLE else None
    if lookup.outcome in (Outcome.ARCHIVED, Outcome.UNKNOWN):
        return None
    if lookup.reason == EXCLUDED:  # its owner asked to be left out
        return _refused(EXCLUDED)
    return Save(state=SaveState.PLANNED)


def _refused(reason: str) -> Save:
    return Save(state=SaveState.REFUSED, reason=reason)
