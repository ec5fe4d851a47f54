"""The commands and their options; what they do is in the modules they call."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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

Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS|-", show_default=False,
                   help="Files, folders, globs, or - for standard input. Without any: the "
                        "articles that the nearest claims.toml names."),
]  # fmt: skip
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, concise or json.")]
Output = Annotated[
    list[str] | None,
    typer.Option("--output", metavar="FORMAT=FILE", show_default=False,
                 help="Also write a report to a file. Repeatable."),
]  # fmt: skip
Offline = Annotated[
    bool | None, typer.Option("--offline", show_default=False, help="Open no connection at all.")
]
NoArchives = Annotated[
    bool | None,
    typer.Option("--no-archives", show_default=False, help="Don't ask web archives for copies."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", show_default=False,
                 help="Audit as if it were that day, such as 2026-01-31."),
]  # fmt: skip
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", show_default=False,
                 help="Run these rules only: codes or their beginnings, such as DAT,LNK001."),
]  # fmt: skip
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODES", show_default=False, help="Leave these rules out."),
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="LEVEL", show_default=False,
                 help="Lowest level for exit code 1: error (default), warning, info or never."),
]  # fmt: skip
ExitZero = Annotated[
    bool | None,
    typer.Option("--exit-zero", show_default=False, help="Exit with 0 whatever is found."),
]
MaxUnchecked = Annotated[
    str | None,
    typer.Option("--max-unchecked", metavar="SHARE", show_default=False,
                 help="Exit with 4 if more than this share (0 to 1) of look-ups got no answer."),
]  # fmt: skip
AllowPrivate = Annotated[
    bool | None,
    typer.Option("--allow-private", show_default=False,
                 help="Also look at addresses in private networks."),
]  # fmt: skip
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", show_default=False, envvar="AUDITOR_CONFIG",
                 show_envvar=False, help="The claims.toml to use for all articles."),
]  # fmt: skip
Color = Annotated[
    str | None,
    typer.Option("--color", metavar="WHEN", show_default=False, help="auto, always or never."),
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", show_default=False, help="Findings only, no summary.")
]
Verbose = Annotated[
    bool,
    typer.Option("-v", "--verbose", show_default=False,
                 help="Infos and waived findings too, every one in full."),
]  # fmt: skip
Contact = Annotated[
    str | None,
    typer.Option("--contact", metavar="TEXT", show_default=False,
                 help="How servers can reach you: an address, added to the User-Agent."),
]  # fmt: skip
UserAgent = Annotated[
    str | None,
    typer.Option("--user-agent", metavar="TEXT", show_default=False, help="In place of ours."),
]


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
) -> int:
    """Audit articles: notes, links, archives, claims."""
    from auditor.cli.check import check as run
    from auditor.cli.session import Session

    given = {
        "offline": offline, "archives": False if no_archives else None, "as_of": as_of,
        "select": select or None, "ignore": ignore or None, "fail_on": fail_on,
        "exit_zero": exit_zero, "max_unchecked_share": max_unchecked, "color": color,
        "allow_private": allow_private, "contact": contact, "user_agent": user_agent,
    }  # fmt: skip
    session = Session.of(given, config, paths or [], quiet=quiet, verbose=verbose)
    return run(session, paths or [], format, output or [])


@app.command()
def refs(
    paths: Paths = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="FORMAT", help="text, json or csl-json.")
    ] = "text",
    config: ConfigFile = None,
    color: Color = None,
) -> int:
    """Print the references that the notes of articles cite."""
    from auditor.cli.refs import refs as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, config, paths or []), paths or [], format)


@app.command()
def links(  # noqa: PLR0917 - typer passes each by its name
    paths: Paths = None,
    format: Annotated[  # noqa: A002
        str, typer.Option("--format", metavar="FORMAT", help="text or json.")
    ] = "text",
    output: Output = None,
    urls: Annotated[
        Path | None,
        typer.Option(
            "--urls",
            metavar="FILE",
            show_default=False,
            help="A plain list of addresses, one a line; - for standard input.",
        ),
    ] = None,
    offline: Offline = None,
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
) -> int:
    """Look at links alone, of articles or of a plain list."""
    from auditor.cli.check import links as run
    from auditor.cli.session import Session

    given = {
        "offline": offline, "select": select or None, "ignore": ignore or None,
        "fail_on": fail_on, "exit_zero": exit_zero, "max_unchecked_share": max_unchecked,
        "color": color, "allow_private": allow_private, "contact": contact,
        "user_agent": user_agent,
    }  # fmt: skip
    session = Session.of(given, config, paths or [], quiet=quiet, verbose=verbose)
    return run(session, paths or [], format, output or [], urls)


@app.command()
def rules(color: Color = None) -> int:
    """List the rules, with their levels and defaults."""
    from auditor.cli.rules import rules as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, None, None))


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A rule's code, such as DAT001.")],
    color: Color = None,
) -> int:
    """Explain a rule: what it flags, and what to do."""
    from auditor.cli.rules import explain as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, None, None), code)


@config_app.command()
def show(config: ConfigFile = None, color: Color = None) -> int:
    """Print every setting with its value and where that is from."""
    from auditor.cli.config import show as run
    from auditor.cli.session import Session

    return run(Session.of({"color": color}, config))
