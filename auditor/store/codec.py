"""Facts as JSON texts and back; whatever is not as we write it reads as None."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
import json
from typing import Any, TypeVar

from auditor.model.facts import (
    Check,
    Hop,
    Lookup,
    Memento,
    Outcome,
    Presence,
    State,
    Verdict,
    Wanted,
)
from auditor.store import checked
from auditor.store.checked import BadValueError
from auditor.store.sketches import read_sketch, sketch_fields
from auditor.text.hosts import host_of

LIMIT = 65536  # characters of a stored fact
_HOPS = 20
_FRAGMENTS = 200
_T = TypeVar("_T")


def verdict_text(verdict: Verdict) -> str | None:
    """A verdict to remember; None for one that is not to be: a failure, or with a secret in it."""
    body = {
        "state": verdict.state.value,
        "status": verdict.status,
        "final_url": verdict.final_url,
        "hops": [[hop.url, hop.status] for hop in verdict.hops],
        "permanent": verdict.permanent,
        "attempts": verdict.attempts,
        "seconds": verdict.seconds,
        "why": verdict.why,
        "title": verdict.title,
        "validators": dict(verdict.validators),
        "fragments": {name: presence.value for name, presence in verdict.fragments.items()},
        "sketch": verdict.sketch and sketch_fields(verdict.sketch),
    }
    if verdict.checked_at is None or verdict.detail is not None:
        return None
    made = json.dumps(body)
    at = checked.micros(verdict.checked_at)
    return made if read_verdict(verdict.url, at, made) else None


def read_verdict(url: str, at: Any, body: Any) -> Verdict | None:
    """The verdict of a row, marked as cached."""

    def read(fields: dict[str, Any]) -> Verdict:
        return Verdict(
            url=checked.address(url),
            state=_success(fields["state"]),
            status=_maybe(checked.status, fields["status"]),
            final_url=_maybe(checked.address, fields["final_url"]),
            hops=_hops(fields["hops"]),
            permanent=fields["permanent"] is True,
            attempts=checked.count(fields["attempts"], 1000),
            checked_at=checked.moment(at),
            seconds=_maybe(checked.seconds, fields["seconds"]),
            cached=True,
            why=checked.text(fields["why"]),
            title=_maybe(checked.text, fields["title"]),
            validators=checked.validators(fields["validators"]),
            fragments=_fragments(url, fields["fragments"]),
            sketch=_maybe(read_sketch, fields.get("sketch")),
        )

    return _parsed(body, read)


def lookup_text(lookup: Lookup, archive: str) -> str | None:
    """A look-up to remember; None for one without answer, or with a secret in it."""
    copy = lookup.memento
    body = {
        "outcome": lookup.outcome.value,
        "memento": copy
        and [
            copy.original,
            copy.memento_uri,
            checked.micros(copy.memento_datetime),
            copy.statuscode,
            copy.mimetype,
            copy.digest,
        ],
        "days": lookup.days_from_anchor,
        "reason": lookup.reason,
        "rejected": list(lookup.rejected),
        "sketch": lookup.sketch and sketch_fields(lookup.sketch),
    }
    if lookup.checked_at is None:
        return None
    made = json.dumps(body)
    wanted = Wanted(lookup.url, lookup.anchor, lookup.anchor_kind)
    return made if read_lookup(wanted, archive, checked.micros(lookup.checked_at), made) else None


def read_lookup(wanted: Wanted, archive: str, at: Any, body: Any) -> Lookup | None:
    """The look-up of a row.

    `archive` is where copies are replayed, so where they must lie; further archives that were asked
    follow after a space each.
    """

    def read(fields: dict[str, Any]) -> Lookup:
        outcome = Outcome(fields["outcome"])
        copy = _maybe(partial(_memento, wanted, archive), fields["memento"])
        if outcome not in _SETTLED or (outcome is Outcome.ARCHIVED) != (copy is not None):
            raise BadValueError
        return Lookup(
            url=checked.address(wanted.url),
            outcome=outcome,
            anchor=wanted.anchor,
            anchor_kind=wanted.anchor_kind,
            memento=copy,
            days_from_anchor=_maybe(_days, fields["days"]),
            reason=_maybe(checked.words, fields["reason"]),
            rejected=tuple(map(checked.text, _list(fields["rejected"], 100))),
            checked_at=checked.moment(at),
            sketch=_maybe(read_sketch, fields.get("sketch")),
        )

    return _parsed(body, read)


def check_row(check: Check) -> tuple[int, str, str | None, int | None, str | None]:
    """A check as the columns of the history; a final address with a secret in it is left out."""
    final = check.final_url
    try:
        final = _maybe(checked.address, final)
    except BadValueError:
        final = None
    at = checked.micros(check.checked_at)
    return at, check.state.value, check.detail, check.status, final


def read_check(row: Sequence[Any]) -> Check | None:
    """A check of the columns of the history."""
    try:
        return Check(
            checked_at=checked.moment(row[0]),
            state=State(row[1]),
            detail=_maybe(checked.words, row[2]),
            status=_maybe(checked.status, row[3]),
            final_url=_maybe(checked.address, row[4]),
        )
    except ValueError:
        return None


_SETTLED = (Outcome.ARCHIVED, Outcome.NO_USABLE_COPY, Outcome.NOT_ARCHIVED)


def _parsed(body: Any, read: Callable[[dict[str, Any]], _T]) -> _T | None:
    """What `read` makes of a JSON object; None where anything in it is off."""
    try:
        if not isinstance(body, str) or len(body) > LIMIT:
            return None
        fields = json.loads(body)
        return read(fields) if isinstance(fields, dict) else None
    except (ValueError, KeyError, RecursionError):  # BadValueError and bad enum values too
        return None


def _maybe(read: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else read(value)


def _success(value: Any) -> State:
    state = State(value)
    if state not in (State.ALIVE, State.MOVED):
        raise BadValueError
    return state


def _hops(value: Any) -> tuple[Hop, ...]:
    pairs = [_list(item, 2, 2) for item in _list(value, _HOPS)]
    return tuple(Hop(checked.address(url), checked.status(status)) for url, status in pairs)


def _fragments(url: str, value: Any) -> dict[str, Presence]:
    if not isinstance(value, dict) or len(value) > _FRAGMENTS:
        raise BadValueError
    for name, presence in value.items():
        checked.address(f"{url}#{name}")
        if presence == Presence.MISSING:  # a failure, so to be looked for again
            raise BadValueError
    return {name: Presence(presence) for name, presence in value.items()}


def _memento(wanted: Wanted, archive: str, value: Any) -> Memento:
    original, uri, at, status, mimetype, digest = _list(value, 6, 6)
    moment = checked.moment(at)
    # It may be proposed as a fix of the article, so it can be no other page and in no other place.
    replay, *further = archive.split()
    place = f"{replay.rstrip('/')}/{moment:%Y%m%d%H%M%S}/"
    inner = checked.address(uri).removeprefix(place)
    hosts = {host_of(checked.address(original)), host_of(wanted.url)}
    if inner != uri:
        hosts.add(host_of(inner))
    elif host_of(uri) not in map(host_of, further):
        raise BadValueError
    if len(hosts) > 1:
        raise BadValueError
    return Memento(
        original=original,
        memento_uri=uri,
        memento_datetime=moment,
        statuscode=_maybe(checked.status, status),
        mimetype=_maybe(checked.text, mimetype),
        digest=_maybe(checked.text, digest),
    )


def _days(value: Any) -> int:
    if type(value) is not int or abs(value) > 100_000:
        raise BadValueError
    return value


def _list(value: Any, most: int, least: int = 0) -> list[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise BadValueError
    return value
