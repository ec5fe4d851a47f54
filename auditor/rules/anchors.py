"""LNK012: links to places in the same article that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
import re
import unicodedata
from urllib.parse import unquote

from auditor.model.article import BlockKind
from auditor.model.audit import Audit
from auditor.model.finding import Draft, Severity
from auditor.rules.places import draft_of, places
from auditor.rules.rule import rule

# Anchors that renderers and converters make for notes and tops; nobody writes them out.
_MADE = re.compile(
    r"top|(?:_?fn|_?fnref|_?ftn|_?ftnref|_?edn|_?ednref|ref|note|footnote|endnote|cite|bib|citation"
    r"|user-content)[-_:.]?.*|_msocom_\d+|page=\d+|:~:text=.*|!.*|/.*|L\d+(?:-L\d+)?",
    re.IGNORECASE | re.DOTALL,
)
_EXPLICIT = re.compile(
    r"\b(?:id|name)\s*=\s*[\"']?([^\"'\s>]{1,200})|\{:?[^}#\n]{0,200}#([^\s}]{1,200})"
    r"|\\(?:label|hypertarget)\{([^}]{1,200})\}",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{%|\{\{|<%|<\?php|^\[TOC\]", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,200}\])")
_ATTRIBUTES = re.compile(r"\s{0,9}\{[^}\n]{0,200}\}\s{0,9}$")
_TAG = re.compile(r"<[^>\n]{1,500}>")


@rule("LNK012", "broken-local-link", Severity.ERROR)
def lnk012(audit: Audit) -> Iterable[Draft]:
    """A link to a heading or an anchor that the article doesn't have.

    ## Why

    A heading was renamed after the link to it was written; the link now does nothing.

    ## How it decides

    Every `#anchor` of a Markdown article is compared with its explicit anchors (`id`, `name`,
    `{#id}`) and with what GitHub, Pandoc, kramdown and common generators make of its headings;
    it is enough that one of them makes it.

    ## What keeps it quiet

    Anchors of notes and of the top, which renderers make; articles with template tags, whose
    anchors may come from elsewhere. Links to other files are not looked at: a rule sees one article
    and no file tree.

    ## Example

    > See [the figures](#figures-2021) below.   (the heading is "Figures for 2022")

    ## What to do

    Link to the heading as it is now called.
    """
    article = audit.article
    if article.format != "markdown" or _TEMPLATE.search(article.source.text):
        return
    known = frozenset(_anchors(audit))
    for url, where in places(article.addresses).items():
        anchor = _key(url[1:])
        if url.startswith("#") and anchor and not _MADE.fullmatch(url[1:]) and anchor not in known:
            yield draft_of(
                audit,
                where,
                f"the article has no anchor “{url[1:]}”",
                "link to the heading as it is now called",
            )


def _anchors(audit: Audit) -> Iterator[str]:
    for match in _EXPLICIT.finditer(audit.article.source.text):
        yield _key(next(group for group in match.groups() if group))
    for block in audit.article.blocks:
        if block.kind is BlockKind.HEADING:
            yield from _slugs(block.view.text)


def _key(anchor: str) -> str:
    """Anchors are compared without case, escapes, composition, and the count of a repetition."""
    return unicodedata.normalize("NFC", unquote(anchor)).casefold()


def _slugs(heading: str) -> Iterator[str]:
    """What renderers make of a heading, first of all GitHub; repetitions up to ten."""
    text = _TAG.sub("", _LINK.sub(r"\1", _ATTRIBUTES.sub("", heading[:500].strip("# \t"))))
    for shown in {text, re.sub(r"[*`]|\b_|_\b", "", text)}:
        low = _key(shown).strip()
        github = re.sub(r"[^\w\- ]", "", low).replace(" ", "-")
        pandoc = re.sub(r"^[^a-z]+", "", re.sub(r"\s+", "-", re.sub(r"[^\w\-. ]", "", low)))
        collapsed = re.sub(r"[-_\W]+", "-", low).strip("-")
        for slug in {github, pandoc, collapsed, collapsed.lstrip("-0123456789"), _ascii(collapsed)}:
            yield slug
            yield from (f"{slug}-{count}" for count in range(1, 11))


def _ascii(slug: str) -> str:
    return unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode()
