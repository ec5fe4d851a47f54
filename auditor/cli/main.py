"""One command line: runs it, and turns whatever stops it into a line and an exit code."""

from __future__ import annotations

from collections.abc import Sequence
import gc
import os
import sys

from auditor.cli.exits import Exit
from auditor.cli.messages import complain, say
from auditor.cli.streams import prepare_streams, unwritable
from auditor.interrupts import WHOLE
from auditor.model.errors import AuditorError, OutputError, SystemLackError

_CODES = {OutputError: Exit.OUTPUT, SystemLackError: Exit.INTERNAL}


def main(args: Sequence[str]) -> int:  # noqa: PLR0911 - one for each way to end
    """Run a command line; returns the exit code, whatever happens."""
    prepare_streams()
    try:
        code = _invoke(args)
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except KeyboardInterrupt:
        say("error: interrupted")
        return Exit.INTERRUPTED
    except AuditorError as error:
        complain(error)
        return _CODES.get(type(error), Exit.USAGE)
    except OSError as error:
        if error.filename is not None:
            return _crashed(error)
        complain(unwritable("standard output", error))
        return Exit.OUTPUT
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback for users
        return _crashed(error)
    return code


def _invoke(args: Sequence[str]) -> int:
    if list(args) == ["--version"]:  # typer costs 100 ms, the version is asked for by every script
        sys.stdout.write(version() + "\n")
        return Exit.CLEAN
    # An article is thousands of small objects without cycles: to look for some after every 700 of
    # them took a tenth of a run over many articles; memory stays as flat without.
    gc.set_threshold(10_000)
    with WHOLE:  # a library may swallow what strikes while it is imported
        from typer import Exit as Leave
        from typer import TyperException
        from typer.main import get_command

        from auditor.cli.app import app_for

        command = get_command(app_for(args))
    try:
        # Not command.main(): it answers Ctrl-C and closed pipes in its own way.
        with command.make_context("auditor", list(args) or ["--help"]) as context:
            result = command.invoke(context)
    except Leave as leave:
        return leave.exit_code
    except TyperException as error:
        say(f"error: {error.format_message()}")
        say("help: `auditor --help` lists commands, `auditor COMMAND --help` their options")
        return Exit.USAGE
    return int(result or 0)


def version() -> str:
    """The name and version, as `--version` prints them."""
    from auditor import __version__

    return f"auditor {__version__}"


def _crashed(error: Exception) -> int:
    if os.environ.get("AUDITOR_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    say(f"error: internal error: {type(error).__name__}: {error}")
    say(
        "help: please report it to the project, with the command and the article; "
        "AUDITOR_DEBUG=1 adds where it happened"
    )
    return Exit.INTERNAL


def _pipe_closed() -> int:
    """Whoever read our output went away: nothing to say, and nothing more to write at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    return Exit.OUTPUT
