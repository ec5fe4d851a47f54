"""The command `auditor archive` and its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.flags import (
    AllowPrivate,
    Color,
    ConfigFile,
    Contact,
    Exclude,
    Include,
    MaxUnchecked,
    NoArchives,
    NoCache,
    Offline,
    Output,
    Paths,
    ProxyUrl,
    Quiet,
    Record,
    Replay,
    UserAgent,
)


def archive(  # noqa: PLR0917 - typer passes each by its name
    paths: Paths = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="FORMAT", help="Print text, csv or json.")
    ] = "text",
    output: Output = None,
    urls: Annotated[
        Path | None,
        typer.Option(
            "--urls",
            metavar="FILE",
            show_default=False,
            help="Take addresses from a list, one a line, or from a CSV table with the columns "
            "url, accessed, publication, note; - for standard input.",
        ),
    ] = None,
    dry_run: Annotated[  # noqa: FBT002
        bool,
        typer.Option("--dry-run", show_default=False, help="Look up and plan; save nothing."),
    ] = False,
    save: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--save",
            show_default=False,
            help="Save without asking what has no usable copy. What is saved is public for good.",
        ),
    ] = False,
    warc: Annotated[
        Path | None,
        typer.Option(
            "--warc",
            metavar="DIR",
            show_default=False,
            help="Keep copies of the cited pages on this machine, as WARC files in a folder.",
        ),
    ] = None,
    wacz: Annotated[
        Path | None,
        typer.Option(
            "--wacz",
            metavar="FILE",
            show_default=False,
            help="Pack the folder of --warc into a WACZ file, which says which note cites what.",
        ),
    ] = None,
    seeds: Annotated[
        Path | None,
        typer.Option(
            "--seeds",
            metavar="FILE",
            show_default=False,
            help="List the pages that scripts draw, for a browser crawler.",
        ),
    ] = None,
    imports: Annotated[
        list[Path] | None,
        typer.Option(
            "--import",
            metavar="FILE.wacz",
            show_default=False,
            help="Take what a browser crawler saved for kept, and copy its WACZ file into the "
            "folder of --warc. Repeatable.",
        ),
    ] = None,
    include: Include = None,
    exclude: Exclude = None,
    offline: Offline = None,
    no_archives: NoArchives = None,
    no_cache: NoCache = None,
    max_unchecked: MaxUnchecked = None,
    config: ConfigFile = None,
    color: Color = None,
    quiet: Quiet = False,  # noqa: FBT002
    verbose: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "-v", "--verbose", show_default=False, help="List all addresses, archived ones too."
        ),
    ] = False,
    contact: Contact = None,
    user_agent: UserAgent = None,
    proxy: ProxyUrl = None,
    allow_private: AllowPrivate = None,
    record: Record = None,
    replay: Replay = None,
) -> int:
    """Find the archived copies of cited pages, and save those that have none.

    PATHS are files, folders, globs, or - for standard input; without any, the articles that the
    nearest claims.toml names. What would be saved is shown first, and a terminal is asked; off a
    terminal nothing is saved without --save. Ctrl-C ends a run, the same command goes on with it.
    """
    from auditor.cli.archive import Wish
    from auditor.cli.archive import archive as run
    from auditor.cli.preservation import LocalWish
    from auditor.cli.session import Session

    given = {
        "include": include or None, "exclude": exclude or None,
        "offline": offline, "archives": False if no_archives else None,
        "cache": False if no_cache else None, "max_unchecked_share": max_unchecked,
        "color": color, "contact": contact, "user_agent": user_agent,
        "allow_private": allow_private, "proxy": proxy,
    }  # fmt: skip
    session = Session.of(
        given, config, paths or [], quiet=quiet, verbose=verbose, record=record, replay=replay
    )
    local = LocalWish(warc=warc, wacz=wacz, seeds=seeds, imports=imports or [])
    wish = Wish(paths=paths or [], urls=urls, dry_run=dry_run, save=save, local=local)
    return run(session, wish, format, output or [])
