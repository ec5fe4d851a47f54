"""Processor time of one call, ended where it goes over a budget."""

from __future__ import annotations

from collections.abc import Callable
import signal
import time
from types import FrameType


class Over(Exception):  # noqa: N818  no error: the answer to how long
    """More time than was given."""


def cost(call: Callable[[], object], budget: float) -> float:
    """Seconds of this thread's processor, at most `budget`; other work on the machine adds none.

    The matcher of `re` looks at signals, so that even one that would never end is ended.
    """
    before = signal.signal(signal.SIGVTALRM, _over)
    start = time.thread_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, budget)
    try:
        call()
    except Over:
        return budget
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return min(time.thread_time() - start, budget)


def _over(_signal: int, _frame: FrameType | None) -> None:
    raise Over
