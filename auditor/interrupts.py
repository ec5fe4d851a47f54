"""Ctrl-C and SIGTERM: a KeyboardInterrupt, but never in the middle of what must be whole.

An exception that a handler raises can strike anywhere: inside a callback of curl, which prints and
swallows it, between two halves of a report, between a commit and the note that it was made. So
`with WHOLE:` puts it off until the end of a block, and `finish` for good. A second signal in such a
block ends the process at once. Where no handlers were installed all this does nothing.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

CODE = 130  # 128 + SIGINT, as shells have it; the same for SIGTERM: what ends is told in one way
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_DEFAULTS = (signal.SIG_DFL, signal.default_int_handler)


class Interrupt(KeyboardInterrupt):
    """A signal of either kind.

    A class of its own, as Python notes each KeyboardInterrupt that passes through `exec` of a text,
    which dataclasses are made by, and ends the process by SIGINT though it was caught (seen with
    3.11.7).
    """


class _Whole:
    """A block that no signal cuts short. Signals go to the main thread, so depth is its own."""

    def __init__(self) -> None:
        self._here = threading.local()
        self._pending = False

    def __enter__(self) -> None:
        self._here.depth = getattr(self._here, "depth", 0) + 1

    def __exit__(self, *_: object) -> None:
        self._here.depth -= 1
        if self._pending and not self._here.depth and _is_main():
            self._pending = False
            raise Interrupt

    def signalled(self, _number: int, _frame: FrameType | None) -> None:
        if not getattr(self._here, "depth", 0):
            raise Interrupt
        if self._pending:
            os._exit(CODE)
        self._pending = True

    def unraisable(self, told: UnraisableHookArgs) -> None:
        """What Python can't raise where it struck, in a destructor or the like: raised later."""
        if issubclass(told.exc_type, KeyboardInterrupt):
            self._pending = True
        else:
            sys.__unraisablehook__(told)


WHOLE = _Whole()


def install() -> None:
    """Handle both signals from here on, but those that whoever started us had ignored (nohup)."""
    sys.unraisablehook = WHOLE.unraisable
    for number in _SIGNALS:
        if signal.getsignal(number) in _DEFAULTS:
            signal.signal(number, WHOLE.signalled)


def finish() -> None:
    """Nothing is left but to write down what there is: a signal changes nothing more."""
    WHOLE.__enter__()


def ignore() -> None:
    """The process is about to end, and its exit code is settled."""
    for number in _SIGNALS:
        if signal.getsignal(number) == WHOLE.signalled:
            signal.signal(number, signal.SIG_IGN)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()
