"""A page as it was served, read: its text without codings, its title, whether scripts draw it."""

from __future__ import annotations

from enum import StrEnum
import re

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

from auditor.preserve.fetching import Served
from auditor.text import html, walls
from auditor.text.clean import clean_line
from auditor.text.html import decoded

READ = 4 << 20  # bytes of a page or a style sheet that are looked through
SPARSE = 200  # characters of text; a page with less, and scripts, is drawn by them

_HIDDEN = re.compile(r"<(script|style|noscript|template|svg|head)\b", re.IGNORECASE)
_ENDS = {
    name: re.compile(f"</{name}[^<>]{{0,99}}>", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "svg", "head")
}
_MARKUP = re.compile(r"<[^<>]{0,4000}>")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_ROOT = re.compile(
    r"<(?:div|main|section|app-root|[a-z]{1,20}-app)\b[^<>]{0,500}>\s{0,200}</", re.IGNORECASE
)


class Completeness(StrEnum):
    """How whole a capture is, in the words of formats.md."""

    FULL = "full"
    HTML_ONLY = "html_only"
    NEEDS_BROWSER = "needs_browser"


def text_of(served: Served) -> str:
    """The payload as text, without its codings, so far as it is looked through."""
    return decoded(_plain(served), served.header("content-type"))


def _plain(served: Served) -> bytes:
    """The first bytes of the payload, neither chunked nor compressed."""
    coding = served.header("content-encoding").lower()
    chunked = "chunked" in served.header("transfer-encoding").lower()
    served.body.file.seek(0)
    reader = (ChunkedDataReader if chunked else BufferedReader)(
        served.body.file, decomp_type="gzip" if coding in ("gzip", "x-gzip") else None
    )
    data = bytearray()
    try:
        while len(data) < READ and (piece := reader.read(READ - len(data))):
            data += piece
    except Exception:  # noqa: BLE001, S110 - whatever a broken coding raises: what came will do
        pass
    served.body.file.seek(0)
    return bytes(data[:READ])


def is_html(served: Served) -> bool:
    """Whether a payload is a page."""
    kind = media_type(served)
    return kind in ("text/html", "application/xhtml+xml")


def is_css(served: Served) -> bool:
    """Whether a payload is a style sheet."""
    return media_type(served) == "text/css"


def media_type(served: Served) -> str:
    """The media type as the header says it, without parameters."""
    return served.header("content-type").partition(";")[0].strip().lower()


def title_of(text: str) -> str:
    """The title of a page, "" without one."""
    return clean_line(html.title_of(text), 300)


def drawn_by_scripts(text: str) -> bool:
    """Whether a page is next to empty until its scripts have run: scripts, and a root to fill."""
    if not _SCRIPT.search(text):
        return False
    said = "".join(_visible(text)).split()
    return len(" ".join(said)) < SPARSE and _ROOT.search(text) is not None


def is_wall(text: str) -> bool:
    """Whether a page is a wall in place of one, which a browser may pass and we may not."""
    return bool(
        walls.titled(title_of(text)) or walls.worded(html.words_of("".join(_visible(text))))
    )


def _visible(text: str) -> list[str]:
    """The pieces of text outside of elements that show nothing; one pass."""
    pieces, at = [], 0
    while found := _HIDDEN.search(text, at):
        pieces.append(_MARKUP.sub(" ", text[at : found.start()]))
        end = _ENDS[found[1].lower()].search(text, found.end())
        if end is None:
            return pieces
        at = end.end()
    pieces.append(_MARKUP.sub(" ", text[at:]))
    return pieces
