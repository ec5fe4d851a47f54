"""A page in brief: its title, hashes of its words, and which quotations it holds.

Four words in a row are a shingle. Where texts share a vocabulary, their words alone look alike: on
a text of 900 words a different article scored 94 to 96 by cosine, and 0 by shingles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
import hashlib
import re
from zlib import crc32

from auditor.model.drift import Sketch
from auditor.text.clean import clean_line
from auditor.text.fold import flat, fold_marks
from auditor.text.html import decoded, seen, title_of, without_frame, words_of

SHINGLE = 4  # words
KEPT = 2048  # shingles of a page: those with the lowest hashes, the same on either side
LEAST = 50  # words of a main text; percentages of less are chance
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_CUT = re.compile(r"\[[^\[\]]{0,80}\]|…|\.\s?\.\s?\.")  # where words were left out or put in
_PIECE = 12  # letters of a piece of a quotation that is looked for by itself


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of an HTML page; `words` are all that is seen, `main` lacks the page's frame.

    `whole` is False where the body was cut: then what was not found may stand behind the cut.
    """

    digest: str
    title: str
    words: str
    main: str
    whole: bool = True


def read_page(body: bytes, kind: str, *, whole: bool = True) -> PageText | None:
    """The text of a body; None where `kind`, its content type, is not that of a page."""
    if not _is_html(body, kind):
        return None
    text = seen(decoded(body, kind))
    return PageText(
        digest=hashlib.sha256(body).hexdigest(),
        title=clean_line(title_of(text), 300),
        words=words_of(text),
        main=words_of(without_frame(text)),
        whole=whole,
    )


def _is_html(body: bytes, kind: str) -> bool:
    name = kind.partition(";")[0].strip().lower()
    if name:
        return name in ("text/html", "application/xhtml+xml")
    return body.lstrip()[:1] == b"<"


def brief(body: bytes, kind: str, quotes: Iterable[str] = (), *, whole: bool = True) -> Sketch:
    """Any body in brief; of one that is no page its digest alone."""
    page = read_page(body, kind, whole=whole)
    if page is None:
        return Sketch(digest=hashlib.sha256(body).hexdigest(), reason="not_html")
    return sketch_of(page, quotes)


def sketch_of(page: PageText, quotes: Iterable[str] = ()) -> Sketch:
    """A page in brief, with what it says of each quotation that is asked for."""
    tokens = _TOKEN.findall(fold_marks(page.main).casefold())
    reason = "truncated" if not page.whole else "no_text" if len(tokens) < LEAST else None
    asked = tuple(quotes)
    folded = flat(page.words) if asked else ""
    found = {quote: stands_in(quote, folded) for quote in asked}
    return Sketch(
        digest=page.digest,
        title=page.title,
        shingles=frozenset() if reason else _shingles(tokens),
        quotes={quote: held for quote, held in found.items() if held or not reason},
        reason=reason,
    )


def _shingles(tokens: list[str]) -> frozenset[int]:
    rows = zip(*(tokens[at:] for at in range(SHINGLE)), strict=False)
    hashes = {crc32(" ".join(row).encode()) for row in rows}
    return frozenset(hashes if len(hashes) <= KEPT else sorted(hashes)[:KEPT])


def pieces(quote: str) -> tuple[str, ...]:
    """The parts of a quotation that must stand in its source word for word, flat."""
    parts = (flat(part) for part in _CUT.split(quote))
    return tuple(part for part in parts if len(part) >= _PIECE)


def stands_in(quote: str, folded: str) -> bool:
    """Whether a flat text holds every part of a quotation."""
    return all(piece in folded for piece in pieces(quote))
