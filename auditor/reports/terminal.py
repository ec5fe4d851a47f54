"""Writers of report lines: plain text, or rich on a terminal with colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from auditor.reports.lines import Line, plain

# Colours of the 16 that every terminal maps to its own theme; grey is "dim", since bright black
# vanishes on some dark themes as bright yellow does on white.
STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "message": "bold",
    "path": "default",
    "gutter": "dim",
    "source": "default",
    "key": "dim",
    "help": "green",
    "url": "underline",
    "heading": "bold",
    "title": "italic",
    "good": "green",
    "dim": "dim",
}


def plain_writer(stream: TextIO) -> Callable[[Line], None]:
    """Lines as they are, without any escape code."""

    def write(item: Line) -> None:
        stream.write(plain(item) + "\n")

    return write


def rich_writer(stream: TextIO, width: int) -> Callable[[Line], None]:
    """Lines in colours, addresses as links where the terminal can follow them."""
    from rich.console import Console
    from rich.style import Style
    from rich.text import Text

    console = Console(
        file=stream, width=width, force_terminal=True, markup=False, highlight=False, emoji=False,
        color_system="standard", legacy_windows=None, soft_wrap=True,
    )  # fmt: skip
    styles = {name: Style.parse(style) for name, style in STYLES.items()}

    def write(item: Line) -> None:
        text = Text(no_wrap=True, overflow="ignore", end="")
        for piece in item:
            style = styles.get(piece.role, Style.null())
            text.append(piece.text, style + Style(link=piece.url) if piece.url else style)
        text.rstrip()
        console.print(text)

    return write
