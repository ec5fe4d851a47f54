"""The verdict table: what the answers for one address mean, in the words of formats.md; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sys import intern
from types import MappingProxyType
from typing import Any

from auditor.links.address import UnfitError, parse
from auditor.links.chain import REDIRECTS, Chain, of, target, walk
from auditor.links.doubts import Doubt
from auditor.links.nearby import answers_well
from auditor.links.pages import title_of
from auditor.links.probe import same_as
from auditor.links.redirects import to_error, to_home, to_wall
from auditor.links.retry import CONFIRMED
from auditor.links.signs import doubt
from auditor.links.sites import gone, redirects_by_nature, sign_in
from auditor.links.walls import REFUSED, REFUSED_TOO, wall
from auditor.model.facts import Presence, State, Verdict, Wanted
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose
from auditor.text.clean import clean_line

NOT_MODIFIED = 304
_NOTHING: Mapping[str, Any] = MappingProxyType({})  # one for all of a run's 100,000 verdicts
Word = tuple[State, str | None, str]

FAULTS: dict[Fault, Word] = {
    Fault.NO_SUCH_HOST: (State.DEAD, "no_such_host", "the domain does not exist"),
    Fault.DNS: (State.UNREACHABLE, "dns", "the name could not be resolved"),
    Fault.REFUSED: (State.UNREACHABLE, "refused", "the connection was refused"),
    Fault.RESET: (State.UNREACHABLE, "reset", "the connection broke off"),
    Fault.TIMEOUT: (State.UNREACHABLE, "timeout", "no answer came in time"),
    Fault.PROTOCOL: (State.UNREACHABLE, "protocol", "the answer was no valid HTTP"),
    Fault.EXPIRED: (State.INSECURE, "expired", "the certificate has expired"),
    Fault.SELF_SIGNED: (State.INSECURE, "self_signed", "the certificate is self-signed"),
    Fault.WRONG_HOST: (State.INSECURE, "wrong_host", "the certificate is for another host"),
    Fault.UNTRUSTED: (State.INSECURE, "untrusted", "no trusted authority vouches for the host"),
    Fault.POLICY: (State.UNCHECKED, "policy", "private and special addresses are not asked"),
    Fault.OFFLINE: (State.UNCHECKED, "offline", "there is no network"),
    Fault.BUDGET: (State.RATE_LIMITED, None, "the host asked for more patience than there was"),
    Fault.UNSUPPORTED_SCHEME: (
        State.UNCHECKED,
        "unsupported_scheme",
        "only http and https addresses are asked",
    ),
    Fault.NO_SOCKET: (State.UNCHECKED, "no_socket", "this system had no connection to spare"),
    Fault.MALFORMED: (State.UNCHECKED, "malformed", "it is not a valid address"),
}


def judge(wanted: Wanted, answers: Sequence[Answer]) -> Verdict:
    """The verdict on a page from all answers it got, at least one."""
    own = of(answers, Purpose.LINK)
    chain, last = walk(own), own[-1]
    state, detail, why = _behind(chain, last, _word(chain, own, of(answers, Purpose.PROBE)))
    answered = last if isinstance(last, Exchange) else None
    return Verdict(
        url=wanted.url,
        state=state,
        detail=detail,
        status=answered.status if answered else _last_status(own),
        final_url=answered.request.url if answered else None,
        hops=chain.hops,
        permanent=chain.permanent,
        attempts=chain.tries,
        checked_at=last.started,
        seconds=round(sum(answer.seconds for answer in answers), 3),
        why=intern(clean_line(why, 300)),  # most say the same, and all are kept to the end
        title=title_of(answered) if answered else None,
        validators=_validators(answered) if answered else {},
        fragments=_fragments(wanted, chain, answered, state),
        suggestion=_suggestion(of(answers, Purpose.NEAR_MISS)),
    )


def _word(chain: Chain, own: Sequence[Answer], probes: Sequence[Answer]) -> Word:
    last = own[-1]
    if isinstance(last, Failure):
        return _of_failure(last, own)
    return _of_exchange(chain, last, probes)


def _behind(chain: Chain, last: Answer, word: Word) -> Word:
    """What is said of the end of a chain as what is said of its beginning."""
    state, detail, why = word
    if not chain.hops:
        return word
    if state in (State.DEAD, State.UNREACHABLE) and chain.hops[-1].status < 300:
        why = f"the page sends its readers on to {last.request.url}, and {why}"
        return State.SUSPECT, "meta_refresh", why
    if isinstance(last, Exchange) and last.status < 400:
        return word
    return state, detail, f"it redirects to {last.request.url}, and {why}"


def is_dead(answer: Answer) -> bool:
    """Whether an answer says, if it lasts, that nothing is there."""
    if isinstance(answer, Failure):
        return answer.fault is Fault.NO_SUCH_HOST
    return answer.status in CONFIRMED and wall(answer) is None


def _suggestion(tried: Sequence[Answer]) -> str | None:
    return next((answer.request.url for answer in tried if answers_well(answer)), None)


def _fragments(
    wanted: Wanted, chain: Chain, page: Exchange | None, state: State
) -> Mapping[str, Presence]:
    """Whether the page holds each fragment; a Location with a fragment of its own replaces them."""
    if not wanted.fragments:
        return _NOTHING
    readable = state in (State.ALIVE, State.MOVED) and not any(map(_points_into, chain.exchanges))
    if page is None or not readable:
        return dict.fromkeys(wanted.fragments, Presence.UNKNOWN)
    from auditor.links.fragments import presence  # here: most runs cite no fragment

    return {fragment: presence(fragment, page) for fragment in wanted.fragments}


def _points_into(redirect: Exchange) -> bool:
    goal = target(redirect)
    return goal is not None and bool(goal.fragment)


def unfit(url: str) -> Verdict:
    """The verdict on an address that can't be asked for at all."""
    try:
        parse(url)
    except UnfitError as error:
        fault = Fault.UNSUPPORTED_SCHEME if error.scheme else Fault.MALFORMED
        state, detail, why = FAULTS[fault]
        return Verdict(url=url, state=state, detail=detail, why=why)
    raise ValueError(f"{url} can be asked for")


def offline(url: str) -> Verdict:
    """The verdict on an address nobody looked at for want of a network."""
    state, detail, why = FAULTS[Fault.OFFLINE]
    return Verdict(url=url, state=state, detail=detail, why=why)


def not_attempted(url: str) -> Verdict:
    """The verdict on an address an interrupted run did not come to."""
    why = "the run was interrupted"
    return Verdict(url=url, state=State.UNCHECKED, detail="not_attempted", why=why)


def _of_failure(failure: Failure, answers: Sequence[Answer]) -> Word:
    status = _last_status(answers)
    if failure.fault is Fault.BUDGET and status != 429 and status is not None and status >= 500:
        return State.UNREACHABLE, None, f"the server answered {status}"
    state, detail, why = FAULTS[failure.fault]
    said = failure.message
    return state, detail, f"{why} ({said})" if said else why


def _last_status(answers: Sequence[Answer]) -> int | None:
    statuses = [answer.status for answer in answers if isinstance(answer, Exchange)]
    return statuses[-1] if statuses else None


def _of_exchange(chain: Chain, last: Exchange, probes: Sequence[Answer]) -> Word:
    walled = wall(last)
    if walled:
        return State.BLOCKED, None, walled
    if last.status in REDIRECTS:
        return State.UNREACHABLE, "protocol", _stuck(chain, last)
    if last.status < 400:
        return _of_page(chain, last, probes)
    return _of_error(last.status)


def _stuck(chain: Chain, last: Exchange) -> str:
    location = last.header("location")
    if not location:
        return f"the server answered {last.status} without saying where to"
    goal = target(last)
    if goal is None:
        return f"it redirects to an address that is not followed: {location[:200]}"
    if any(goal.href == hop.url for hop in chain.hops) or goal.href == last.request.url:
        return f"it redirects in a circle, back to {goal.href}"
    return f"it redirects on after {len(chain.hops)} hops"


def _of_error(status: int) -> Word:
    if status == 404:
        return State.DEAD, "not_found", "the server answered 404 (not found)"
    if status == 410:
        return State.DEAD, "gone", "the server answered 410 (gone)"
    if status == 429:
        return State.RATE_LIMITED, None, "the server answered 429 (too many requests)"
    if status in REFUSED or status in REFUSED_TOO:
        return State.BLOCKED, None, f"the server refused with {status}"
    detail = "timeout" if status in (408, 504) else None
    return State.UNREACHABLE, detail, f"the server answered {status}"


def _of_page(chain: Chain, last: Exchange, probes: Sequence[Answer]) -> Word:
    first, final = parse(chain.first), parse(last.request.url)
    closed = sign_in(first, final)
    if closed is not None:
        return State.BLOCKED, None, closed
    found = to_wall(first, final) or to_error(first, final) or to_home(first, final)
    found = found or doubt(last, cited=first) or gone(final, last) or same_as(chain, last, probes)
    if found is not None:
        return _suspect(found)
    natural = redirects_by_nature(first, final) if chain.hops else None
    if natural is not None:
        return State.ALIVE, None, f"{natural} to {last.request.url}"
    if chain.hops:
        kind = "permanently" if chain.permanent else "temporarily"
        return State.MOVED, None, f"it redirects {kind} to {last.request.url}"
    if last.status == NOT_MODIFIED:
        return State.ALIVE, None, "the page has not changed since it was last looked at"
    return State.ALIVE, None, f"the server answered {last.status}"


def _suspect(found: Doubt) -> Word:
    return State.SUSPECT, found.detail, found.why


def _validators(exchange: Exchange) -> Mapping[str, str]:
    names = ("etag", "last-modified")
    return {
        name: clean_line(value) for name in names if (value := exchange.header(name))
    } or _NOTHING
