"""The command `auditor archive` and its options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.flags import (
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
    Quiet,
    UserAgent,
    Verbose,
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
    include: Include = None,
    exclude: Exclude = None,
    offline: Offline = None,
    no_archives: NoArchives = None,
    no_cache: NoCache = None,
    max_unchecked: MaxUnchecked = None,
    config: ConfigFile = None,
    color: Color = None,
    quiet: Quiet = False,  # noqa: FBT002
    verbose: Verbose = False,  # noqa: FBT002
    contact: Contact = None,
    user_agent: UserAgent = None,
) -> int:
    """Find the archived copies of cited pages, and save those that have none.

    PATHS are files, folders, globs, or - for standard input; without any, the articles that the
    nearest claims.toml names. What would be saved is shown first, and a terminal is asked; off a
    terminal nothing is saved without --save. Ctrl-C ends a run, the same command goes on with it.
    """
    from auditor.cli.archive import Wish
    from auditor.cli.archive import archive as run
    from auditor.cli.session import Session

    given = {
        "include": include or None, "exclude": exclude or None,
        "offline": offline, "archives": False if no_archives else None,
        "cache": False if no_cache else None, "max_unchecked_share": max_unchecked,
        "color": color, "contact": contact, "user_agent": user_agent,
    }  # fmt: skip
    session = Session.of(given, config, paths or [], quiet=quiet, verbose=verbose)
    # The copies kept on disk (--warc, --wacz, --seeds, --import) join here, as one more part.
    wish = Wish(paths=paths or [], urls=urls, dry_run=dry_run, save=save)
    return run(session, wish, format, output or [])
