"""Work beside the run: in a thread that holds up no end, or at once where there is none left."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import ParamSpec

P = ParamSpec("P")


def in_background(work: Callable[P, object], *args: P.args, **options: P.kwargs) -> Thread | None:
    """Start `work` in a daemon thread; None where the system has none, and `work` has been done."""
    thread = Thread(target=work, args=args, kwargs=options, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # "can't start new thread": a limit of the system or of its memory
        work(*args, **options)
        return None
    return thread
