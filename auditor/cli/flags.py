"""The options that several commands share, with their help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str] | None,
    # Told by each command itself: typer would list it with the name of its Python type.
    typer.Argument(metavar="PATHS|-", show_default=False, hidden=True),
]
Format = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="Print text, concise or json.")
]
Output = Annotated[
    list[str] | None,
    typer.Option("--output", metavar="FORMAT=FILE", show_default=False,
                 help="Write a report to a file as well, such as json=report.json. Repeatable."),
]  # fmt: skip
Offline = Annotated[
    bool | None, typer.Option("--offline", show_default=False, help="Open no connection at all.")
]
NoArchives = Annotated[
    bool | None,
    typer.Option("--no-archives", show_default=False, help="Don't ask web archives for copies."),
]
NoCache = Annotated[
    bool | None,
    typer.Option("--no-cache", show_default=False,
                 help="Neither use nor keep what runs remember of links and copies."),
]  # fmt: skip
MaxAge = Annotated[
    str | None,
    typer.Option("--max-age", metavar="TIME", show_default=False,
                 help="Ask again for links that answered longer ago than this (1d): 30m, 12h, 7d; "
                 "0 asks for all."),
]  # fmt: skip
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", show_default=False,
                 help="Audit as if it were that day, such as 2026-01-31."),
]  # fmt: skip
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", show_default=False,
                 help="Run only these rules: codes or their beginnings, such as DAT,LNK001."),
]  # fmt: skip
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CODES", show_default=False, help="Leave out these rules."),
]
FailOn = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="LEVEL", show_default=False,
                 help="Exit with 1 from this level on: error (default), warning, info or never."),
]  # fmt: skip
ExitZero = Annotated[
    bool | None,
    typer.Option(
        "--exit-zero", show_default=False, help="Exit with 0 whatever findings there are."
    ),
]
MaxUnchecked = Annotated[
    str | None,
    typer.Option("--max-unchecked", metavar="SHARE", show_default=False,
                 help="Exit with 4 if more than this share of requests, 0 to 1, got no answer."),
]  # fmt: skip
AllowPrivate = Annotated[
    bool | None,
    typer.Option("--allow-private", show_default=False,
                 help="Look at addresses in private networks too."),
]  # fmt: skip
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", show_default=False, envvar="AUDITOR_CONFIG",
                 show_envvar=False, help="Use this claims.toml for all articles."),
]  # fmt: skip
Color = Annotated[
    str | None,
    typer.Option(
        "--color", metavar="WHEN", show_default=False, help="Use colours: auto, always or never."
    ),
]
Quiet = Annotated[
    bool,
    typer.Option("-q", "--quiet", show_default=False, help="Print no summary, hints or progress."),
]
Verbose = Annotated[
    bool,
    typer.Option("-v", "--verbose", show_default=False,
                 help="Print infos and waived findings too, and all of them in full."),
]  # fmt: skip
Contact = Annotated[
    str | None,
    typer.Option("--contact", metavar="TEXT", show_default=False,
                 help="Tell servers how to reach you, by mail or a page: added to the User-Agent."),
]  # fmt: skip
Dump = Annotated[
    bool,
    typer.Option("--dump", show_default=False,
                 help="Print the addresses that would be looked at, one a line; touch none."),
]  # fmt: skip
SinceRevision = Annotated[
    str | None,
    typer.Option("--since", metavar="REV", show_default=False,
                 help="Look only at addresses that the articles didn't have at this git "
                 "revision, such as origin/main."),
]  # fmt: skip
ImportLychee = Annotated[
    Path | None,
    typer.Option("--import-lychee", metavar="FILE", show_default=False,
                 help="Print a lychee.toml or .lycheeignore as settings of ours, and do no more."),
]  # fmt: skip
Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="PATTERN", show_default=False,
                 help="Look only at addresses that match, such as 'https://example.org/*'. "
                 "A pattern is for the whole address; * is anything. Repeatable."),
]  # fmt: skip
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="PATTERN", show_default=False,
                 help="Leave out addresses that match, even those of --include. Repeatable."),
]  # fmt: skip
Scheme = Annotated[
    list[str] | None,
    typer.Option("--scheme", metavar="SCHEME", show_default=False,
                 help="Look only at addresses of this scheme, such as https. Repeatable."),
]  # fmt: skip
Accept = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="[HOST=]CODES", show_default=False,
                 help="Take these status codes for alive, of one host or of all, such as "
                 "example.org=403,429. Repeatable."),
]  # fmt: skip
Remap = Annotated[
    list[str] | None,
    typer.Option("--remap", metavar="'FROM TO'", show_default=False,
                 help="Ask for addresses that begin with FROM at TO in its place, such as "
                 "'https://example.org/ http://localhost:8000/'. Repeatable."),
]  # fmt: skip
Concurrency = Annotated[
    str | None,
    typer.Option("--concurrency", metavar="N", show_default=False,
                 help="Have at most this many requests under way."),
]  # fmt: skip
HostConcurrency = Annotated[
    str | None,
    typer.Option("--host-concurrency", metavar="N", show_default=False,
                 help="Have at most this many requests under way to one host, 1 to 10."),
]  # fmt: skip
HostInterval = Annotated[
    str | None,
    typer.Option("--host-interval", metavar="SECONDS", show_default=False,
                 help="Wait this long between two requests to one host."),
]  # fmt: skip
ProxyUrl = Annotated[
    str | None,
    typer.Option("--proxy", metavar="URL", show_default=False,
                 help="Send all requests through this proxy, such as socks5h://localhost:1080. "
                 "Private addresses behind names are then not told from public ones."),
]  # fmt: skip
Record = Annotated[
    Path | None,
    typer.Option("--record", metavar="FILE.warc.gz", show_default=False,
                 help="Record all that is seen of the web, to run the same again with --replay."),
]  # fmt: skip
Replay = Annotated[
    Path | None,
    typer.Option("--replay", metavar="FILE.warc.gz", show_default=False,
                 help="Open no connection: see what the recorded run saw."),
]  # fmt: skip
UserAgent = Annotated[
    str | None,
    typer.Option(
        "--user-agent",
        metavar="TEXT",
        show_default=False,
        help="Send this User-Agent in place of ours.",
    ),
]
