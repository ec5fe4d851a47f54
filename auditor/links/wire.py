"""Answers and addresses as JSON and back, so that slices of a run may be looked at elsewhere."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
import datetime as dt
from typing import Any

from auditor.model.facts import Wanted
from auditor.model.port import Answer, Exchange, Failure, Fault, Purpose, Request


def wanted_in(fields: Mapping[str, Any]) -> Wanted:
    """A page to look at: `url`, and where there are any `fragments` and `validators`."""
    validators, fragments = fields.get("validators", {}), fields.get("fragments", ())
    return Wanted(fields["url"], validators=dict(validators), fragments=tuple(fragments))


def fields_of(answer: Answer) -> dict[str, Any]:
    """An answer as JSON; bodies in base64, times in ISO 8601."""
    common = {
        "request": _request_fields(answer.request),
        "started": answer.started.isoformat() if answer.started else None,
        "seconds": answer.seconds,
    }
    if isinstance(answer, Failure):
        return {**common, "fault": answer.fault.value, "message": answer.message}
    return {
        **common,
        "status": answer.status,
        "headers": [list(pair) for pair in answer.headers],
        "body": b64encode(answer.body).decode("ascii"),
        "truncated": answer.truncated,
        "ip": answer.ip,
    }


def answer_in(fields: Mapping[str, Any]) -> Answer:
    """The answer whose fields these are. KeyError or ValueError where they are none."""
    request = _request_in(fields["request"])
    started = dt.datetime.fromisoformat(fields["started"]) if fields["started"] else None
    seconds = float(fields["seconds"])
    if "fault" in fields:
        fault, message = Fault(fields["fault"]), str(fields["message"])
        return Failure(
            request=request, fault=fault, message=message, started=started, seconds=seconds
        )
    return Exchange(
        request=request,
        status=int(fields["status"]),
        headers=tuple((str(name), str(value)) for name, value in fields["headers"]),
        body=b64decode(fields["body"], validate=True),
        truncated=bool(fields["truncated"]),
        ip=fields["ip"],
        started=started,
        seconds=seconds,
    )


def _request_fields(request: Request) -> dict[str, Any]:
    return {
        "url": request.url,
        "purpose": request.purpose.value,
        "headers": dict(request.headers),
        "limit": request.limit,
        "attempt": request.attempt,
        "key": request.key,
    }


def _request_in(fields: Mapping[str, Any]) -> Request:
    return Request(
        url=fields["url"],
        purpose=Purpose(fields["purpose"]),
        headers=dict(fields["headers"]),
        limit=int(fields["limit"]),
        attempt=int(fields["attempt"]),
        key=fields["key"],
    )
