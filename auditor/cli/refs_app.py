"""The command `auditor refs` and its options."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.flags import Color, ConfigFile, Paths


def refs(  # noqa: PLR0917 - typer passes each by its name
    paths: Paths = None,
    format: Annotated[  # noqa: A002
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="Print text, json, csl-json, bibtex, biblatex, ris, csv, robust-html or "
            "robust-markdown.",
        ),
    ] = "text",
    style: Annotated[
        str | None,
        typer.Option(
            "--style",
            metavar="STYLE",
            show_default=False,
            help="Print a bibliography in a CSL style: chicago, mla, apa, oscola, … or a .csl "
            "file. Works cited more than once are merged.",
        ),
    ] = None,
    merge: Annotated[  # noqa: FBT002 - typer makes a flag of it
        bool,
        typer.Option(
            "--merge", show_default=False, help="Export one entry for one work, and tell of each."
        ),
    ] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="N",
            show_default=False,
            help="Show how note N was read: fields, short forms, what was left over.",
        ),
    ] = None,
    config: ConfigFile = None,
    color: Color = None,
) -> int:
    """Print the references of notes, or convert bibliographies.

    PATHS are files, folders, globs, or - for standard input; without any, the articles that the
    nearest claims.toml names. Files of BibTeX, biblatex, RIS, CSL-JSON and CSV (.bib, .ris, .json,
    .csv) are bibliographies, and are converted as they are.
    """
    from auditor.cli.refs import Wish
    from auditor.cli.refs import refs as run
    from auditor.cli.session import Session

    session = Session.of({"color": color}, config, paths or [])
    return run(session, paths or [], Wish(format, style, merge, explain))
