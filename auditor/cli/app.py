"""The commands and their options; what they do is in the modules they call."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.archive_app import archive
from auditor.cli.flags import (
    Accept,
    AllowPrivate,
    AsOf,
    Color,
    Concurrency,
    ConfigFile,
    Contact,
    Dump,
    Exclude,
    ExitZero,
    FailOn,
    Format,
    HostConcurrency,
    HostInterval,
    Ignore,
    ImportLychee,
    Include,
    MaxAge,
    MaxUnchecked,
    NoArchives,
    NoCache,
    Offline,
    Output,
    Paths,
    ProxyUrl,
    Quiet,
    Record,
    Remap,
    Replay,
    Scheme,
    Select,
    SinceRevision,
    UserAgent,
    Verbose,
)
from auditor.cli.refs_app import refs

app = typer.Typer(
    name="auditor",
    help="Audit an article's citations: parse its notes, check its links and their archive copies, "
    "flag what does not hold.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
config_app = typer.Typer(help="Look at the settings.", rich_markup_mode=None)
app.add_typer(config_app, name="config")
cache_app = typer.Typer(help="Look at what runs remember, or forget it.", rich_markup_mode=None)
app.add_typer(cache_app, name="cache")


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[  # noqa: FBT002 - typer makes a flag of it
        bool, typer.Option("--version", show_default=False, help="Print the version.")
    ] = False,
) -> None:
    """Audit an article's citations."""
    if version:
        from auditor.cli.main import version as words

        typer.echo(words())
        raise typer.Exit


@app.command()
def check(  # noqa: PLR0917 - typer passes each by its name
    paths: Paths = None,
    format: Format = "text",  # noqa: A002
    output: Output = None,
    offline: Offline = None,
    no_archives: NoArchives = None,
    no_cache: NoCache = None,
    max_age: MaxAge = None,
    as_of: AsOf = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: FailOn = None,
    exit_zero: ExitZero = None,
    max_unchecked: MaxUnchecked = None,
    allow_private: AllowPrivate = None,
    config: ConfigFile = None,
    color: Color = None,
    quiet: Quiet = False,  # noqa: FBT002
    verbose: Verbose = False,  # noqa: FBT002
    contact: Contact = None,
    user_agent: UserAgent = None,
    proxy: ProxyUrl = None,
    record: Record = None,
    replay: Replay = None,
) -> int:
    """Audit articles: notes, links, archive copies, claims.

    PATHS are files, folders, globs, or - for standard input; without any, the articles that the
    nearest claims.toml names.

    The exit code is 0 for clean, 1 for findings, 2 for a wrong option or an input that can't be
    read, 3 for nothing to audit, 4 for too much unchecked.
    """
    from auditor.cli.check import check as run
    from auditor.cli.session import Session

    given = {
        "cache": False if no_cache else None, "cache_max_age": max_age,
        "offline": offline, "archives": False if no_archives else None, "as_of": as_of,
        "select": select or None, "ignore": ignore or None, "fail_on": fail_on,
        "exit_zero": exit_zero, "max_unchecked_share": max_unchecked, "color": color,
        "allow_private": allow_private, "contact": contact, "user_agent": user_agent,
        "proxy": proxy,
    }  # fmt: skip
    session = Session.of(
        given, config, paths or [], quiet=quiet, verbose=verbose, record=record, replay=replay
    )
    return run(session, paths or [], format, output or [])


app.command()(refs)


@app.command()
def links(  # noqa: PLR0917 - typer passes each by its name
    paths: Paths = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="FORMAT", help="Print text, concise, json or csv.")
    ] = "text",
    output: Output = None,
    urls: Annotated[
        Path | None,
        typer.Option(
            "--urls",
            metavar="FILE",
            show_default=False,
            help="Look at a plain list of addresses, one a line; - for standard input.",
        ),
    ] = None,
    dump: Dump = False,  # noqa: FBT002
    since: SinceRevision = None,
    import_lychee: ImportLychee = None,
    include: Include = None,
    exclude: Exclude = None,
    scheme: Scheme = None,
    accept: Accept = None,
    remap: Remap = None,
    concurrency: Concurrency = None,
    host_concurrency: HostConcurrency = None,
    host_interval: HostInterval = None,
    offline: Offline = None,
    no_archives: NoArchives = None,
    no_cache: NoCache = None,
    max_age: MaxAge = None,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: FailOn = None,
    exit_zero: ExitZero = None,
    max_unchecked: MaxUnchecked = None,
    allow_private: AllowPrivate = None,
    config: ConfigFile = None,
    color: Color = None,
    quiet: Quiet = False,  # noqa: FBT002
    verbose: Verbose = False,  # noqa: FBT002
    contact: Contact = None,
    user_agent: UserAgent = None,
    proxy: ProxyUrl = None,
    record: Record = None,
    replay: Replay = None,
) -> int:
    """Look at links and their archive copies alone.

    PATHS are files, folders, globs, or - for standard input; without any, the articles that the
    nearest claims.toml names. Addresses that need attention are printed, with -v all.
    """
    if import_lychee is not None:
        from auditor.cli.lychee import print_lychee

        return print_lychee(import_lychee)
    from auditor.cli.links import Wish, print_wanted
    from auditor.cli.links import links as run
    from auditor.cli.session import Session

    given = {
        "include": include or None, "exclude": exclude or None, "scheme": scheme or None,
        "accept": accept or None, "remap": remap or None, "concurrency": concurrency,
        "host_concurrency": host_concurrency, "host_interval": host_interval,
        "cache": False if no_cache else None, "cache_max_age": max_age,
        "offline": offline, "archives": False if no_archives else None,
        "select": select or None, "ignore": ignore or None, "fail_on": fail_on,
        "exit_zero": exit_zero, "max_unchecked_share": max_unchecked, "color": color,
        "allow_private": allow_private, "contact": contact, "user_agent": user_agent,
        "proxy": proxy,
    }  # fmt: skip
    session = Session.of(
        given, config, paths or [], quiet=quiet, verbose=verbose, record=record, replay=replay
    )
    wanted = Wish(paths or [], urls, since)
    if dump:
        return print_wanted(session, wanted, format, output or [])
    return run(session, wanted, format, output or [])


app.command()(archive)


@app.command()
def rules(color: Color = None) -> int:
    """List the rules, with their levels and defaults."""
    from auditor.cli.rules import rules as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, None, None))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", hidden=True)],
    color: Color = None,
) -> int:
    """Explain a rule: what it flags, how it decides, what to do.

    CODE is a rule's code, such as DAT001.
    """
    from auditor.cli.rules import explain as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, None, None), code)


@config_app.command()
def show(config: ConfigFile = None, color: Color = None) -> int:
    """Print every setting with its value and where that is from."""
    from auditor.cli.config import show as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, config))


@app.command()
def history(
    url: Annotated[str, typer.Argument(metavar="URL", hidden=True)],
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="FORMAT", help="Print text or json.")
    ] = "text",
    color: Color = None,
) -> int:
    """Print what became of an address in all checks on record.

    URL is an address as cited; its fragment doesn't matter.
    """
    from auditor.cli.history import history as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, None, None), url, format)


@cache_app.command()
def info(color: Color = None) -> int:
    """Print where the cache is and how much it holds."""
    from auditor.cli.history import info as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, None, None))


@cache_app.command()
def clear(
    everything: Annotated[  # noqa: FBT002
        bool,
        typer.Option("--all", show_default=False, help="The history and damaged files too."),
    ] = False,
) -> int:
    """Forget links and copies, so that all are asked for again; the history stays."""
    from auditor.cli.history import clear as run
    from auditor.cli.session import Session

    return run(Session.of({}, None, None), everything=everything)


def app_for(args: Sequence[str]) -> typer.Typer:
    """The program as far as a command line needs it: the one command it names, else all of them.

    typer reads the signature of each command it is given, which takes 6 ms for all of them.
    """
    called = [
        item
        for item in app.registered_commands
        if item.callback is not None and item.callback.__name__ == next(iter(args), "")
    ]
    if not called:
        return app
    chosen = copy(app)
    chosen.registered_commands, chosen.registered_groups = called, []
    return chosen
