"""A run of the command line in this process, as a value."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
import io

from auditor.cli.main import main


@dataclass(frozen=True)
class Ran:
    """What a run left."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def run(*args: str) -> Ran:
    """Run the console entry with `args`."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(args)
    return Ran(int(code), out.getvalue(), err.getvalue())
