"""Binds the look at addresses to the settings of a run."""

from __future__ import annotations

from auditor.audit import Collect, unasked
from auditor.cli.session import Session


def collector(session: Session) -> Collect:
    """What looks at the addresses of a batch; offline nothing does."""
    if session.offline:
        return unasked
    raise NotImplementedError
