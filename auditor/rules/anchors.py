"""LNK012: links to places and files of the article's own tree that do not exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.model.article import Address
from auditor.model.audit import Audit
from auditor.model.facts import LocalFile
from auditor.model.finding import Draft, Severity
from auditor.rules.places import draft_of, places
from auditor.rules.rule import rule
from auditor.text.anchors import anchor_key, anchors_of, is_made


@rule("LNK012", "broken-local-link", Severity.ERROR)
def lnk012(audit: Audit) -> Iterable[Draft]:
    """A link to a heading, an anchor or a file of the article's own tree that is not there.

    ## Why

    A heading was renamed after the link to it was written, or a file was moved; the link now does
    nothing.

    ## How it decides

    Every `#anchor` of a Markdown article is compared with its explicit anchors (`id`, `name`,
    `{#id}`) and with what GitHub, Pandoc, kramdown and common generators make of its headings;
    it is enough that one of them makes it. A relative link must lead to a file, from the folder of
    the article or as sites with one folder a page resolve it; a page may be named by its source
    (`page.md`), as `page.html`, `page/` or `page`. Anchors of other Markdown files, and of HTML
    files without scripts, are held against those files in the same way. No connection is opened.

    ## What keeps it quiet

    Anchors of notes and of the top, which renderers make; articles with template tags, whose
    anchors may come from elsewhere, and addresses with such tags. Addresses that begin with `/`
    belong to a generated site: they are looked at where `site_root` names the folder they are in.
    What lies outside of the repository is not looked at, and listed as unchecked. A file that is
    not there is a warning in an article with front matter, which a generator may publish at
    another place, and outside of any repository, where an article may have been sent alone.

    ## Example

    > See [the figures](#figures-2021) below.   (the heading is "Figures for 2022")

    ## What to do

    Link to the heading or the file as it is now called.
    """
    known = anchors_of(audit.article)
    if known is None:
        return
    for url, where in places(audit.article.addresses).items():
        if url.startswith("#"):
            yield from _here(audit, where, url[1:], known)
        elif file := audit.facts.local.get(url):
            yield from _elsewhere(audit, where, file)


def _here(
    audit: Audit, where: tuple[Address, ...], anchor: str, known: frozenset[str]
) -> Iterator[Draft]:
    if _is_missing(anchor, known):
        yield draft_of(
            audit,
            where,
            f"the article has no anchor “{anchor}”",
            "link to the heading as it is now called",
        )


def _elsewhere(audit: Audit, where: tuple[Address, ...], file: LocalFile) -> Iterator[Draft]:
    path, _, anchor = where[0].url.partition("#")
    if file.exists is False:
        yield draft_of(
            audit,
            where,
            f"the link leads to no file: “{path}”",
            "correct the path, or link to where the file is now",
            severity=Severity.WARNING if audit.article.metadata or not file.whole else None,
        )
    elif file.anchors is not None and _is_missing(anchor, file.anchors):
        yield draft_of(
            audit,
            where,
            f"“{path}” has no anchor “{anchor}”",
            "link to the heading as it is now called there",
        )


def _is_missing(anchor: str, known: frozenset[str]) -> bool:
    key = anchor_key(anchor)
    return bool(key) and not is_made(anchor) and key not in known
