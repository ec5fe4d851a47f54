"""What is held at once is bounded, however much each answer may hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any, Self

import pycurl
import pytest

from auditor.links import engine
from auditor.links.engine import HELD, Engine
from auditor.links.settings import LinkSettings
from auditor.links.transfer import Transfer
from auditor.model.port import Purpose, Request


class Refusing:
    """A driver to whom everything under way is refused at the next look; `most` is what it held."""

    most = 0

    def __init__(self, kept: int) -> None:  # noqa: ARG002 - a driver is made so
        self.active: list[Transfer] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __len__(self) -> int:
        return len(self.active)

    def start(self, transfer: Transfer) -> None:
        self.active.append(transfer)
        held = sum(item.request.limit for item in self.active)
        Refusing.most = max(Refusing.most, held)

    def send(self) -> None:
        """Nothing travels."""

    def wait(self, _seconds: float) -> Iterator[tuple[Transfer, int, str]]:
        while self.active:
            yield self.active.pop(), pycurl.E_COULDNT_CONNECT, ""


def test_bodies_under_way_have_one_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "Driver", Refusing)
    limit = 2 << 20
    urls = [f"http://h{number}.invalid/#a" for number in range(200)]
    requests: deque[Any] = deque(
        Request(url=url, purpose=Purpose.LINK, limit=limit) for url in urls
    )
    answers = list(Engine(LinkSettings(), bundle="ca.pem")(requests))
    assert len(answers) == len(urls)
    assert Refusing.most == HELD
