"""REF003 and REF008: references that lack a field, or hold one in the wrong place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Related, Severity
from auditor.model.reference import Citation, Reference
from auditor.rules.publishers import known_names, name_of
from auditor.rules.rule import rule
from auditor.rules.support import label_of, said
from auditor.rules.works import full_citations, title_of
from auditor.text.clean import clean_line
from auditor.text.fold import fold
from auditor.text.hosts import host_of, site_of

_SIBLINGS = 4  # complete references of a type before a missing field says anything
_SHARE = 0.7

# What a reference of a type is expected to print: any field of a group will do.
_EXPECTED: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "article-journal": (
        ("a date", ("issued",)),
        ("a title", ("title",)),
        ("a volume, issue or page", ("volume", "issue", "page", "DOI")),
    ),
    "article-newspaper": (
        ("a date", ("issued",)),
        ("a newspaper or site", ("container_title", "publisher", "author")),
    ),
    "article-magazine": (
        ("a date", ("issued",)),
        ("a magazine or site", ("container_title", "publisher", "author")),
    ),
    "webpage": (
        ("a date of publication", ("issued",)),
        ("a site or publisher", ("container_title", "publisher")),
    ),
    "book": (("a year", ("issued",)), ("a publisher", ("publisher", "publisher_place"))),
    "report": (("a year", ("issued",)), ("a publisher", ("publisher", "author"))),
    "chapter": (("a year", ("issued",)), ("the book it is in", ("container_title",))),
}
_LIKE = {"post-weblog": "webpage", "post": "webpage", "article": "webpage", "document": "webpage"}


@rule("REF003", "reference-incomplete", Severity.INFO)
def ref003(audit: Audit) -> Iterable[Draft]:
    """References without a date, title, container or locator that their siblings have.

    ## Why

    A reference that lacks what all the others give is harder to find again, above all when its
    link dies.

    ## How it decides

    References are compared with others of their type in the same article. Where at least four, and
    seven of ten, print a field, those that don't are named, in one finding per field and type.

    ## What keeps it quiet

    A year is enough for books and reports; a body as author counts as publisher; house styles that
    leave a field out throughout.

    ## Example

    > "Trade in Tea," retrieved 12 September 2022, <https://example.org/tea>   (nine others give the
    > day the page was published)

    ## What to do

    Add the field, or say that the source has none ("n.d.").
    """
    by_type: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in full_citations(audit):
        kind = citation.reference.type
        by_type[_LIKE.get(kind, kind)].append(citation)
    for kind, group in by_type.items():
        for what, names in _EXPECTED.get(kind, ()):
            lacking = [item for item in group if not _prints(item.reference, names)]
            enough = len(group) - len(lacking)
            if lacking and enough >= max(_SIBLINGS, _SHARE * len(group)):
                yield _lacks(audit, lacking, what, enough)


def _prints(reference: Reference, names: tuple[str, ...]) -> bool:
    return any(getattr(reference, name) is not None for name in names)


def _lacks(audit: Audit, lacking: list[Citation], what: str, enough: int) -> Draft:
    first = lacking[0]
    labels = list(dict.fromkeys(label_of(audit, item.note) for item in lacking))
    count = f"{len(lacking)} references lack" if len(lacking) > 1 else "a reference lacks"
    return Draft(
        message=f"{count} {what} that {enough} others of the kind give",
        primary=first.view.span(),
        anchor=first.text,
        help=f"add {what}, or say that the source gives none",
        note=labels[0],
        confidence=Confidence.MEDIUM,
        found=f"notes {', '.join(labels)}",
        related=tuple(
            Related(item.view.span(), f"note {label_of(audit, item.note)}") for item in lacking[1:]
        ),
        evidence=(said(audit, first.view, "note"),),
    )


@rule("REF008", "field-in-wrong-place", Severity.INFO)
def ref008(audit: Audit) -> Iterable[Draft]:
    """A publisher inside the title, or an author given again as the publisher.

    ## Why

    Titles copied from a browser's tab end in the name of the site. In a search, in a library, in a
    reference manager such a title is not found.

    ## How it decides

    The last part of the title, behind a full stop, dash or bar, is the name of the site: the label
    of its domain, a name this publisher is known by, or a container cited elsewhere in the article.
    Or author and publisher are the same body in a reference that is no report or book.

    ## What keeps it quiet

    Titles of one part; reports and books, whose author may well be the publisher.

    ## Example

    > "Fleet Passes Straits. Harbour Gazette," 5 July 2022, <https://harbourgazette.example/fleet>

    ## What to do

    Take the name out of the title and give it as the site or newspaper.
    """
    containers = {
        fold(item.reference.container_title.value)
        for item in full_citations(audit)
        if item.reference.container_title
    }
    for citation in full_citations(audit):
        swallowed = _swallowed(citation, containers)
        if swallowed:
            yield _misplaced(audit, citation, "the title ends in the name of the site", swallowed)
        elif _author_again(citation):
            name = citation.reference.publisher
            text = "the author is given again as the publisher"
            yield _misplaced(audit, citation, text, name.value if name else "")


def _swallowed(citation: Citation, containers: set[str]) -> str:
    """The name of the site at the end of a title, empty where there is none."""
    title = title_of(citation)
    url = citation.reference.URL.value if citation.reference.URL else ""
    label = site_of(host_of(url)).partition(".")[0].replace("-", "")
    names = {name_of(name) for name in known_names(url)} | containers
    for part in _last_parts(title):
        plain = "".join(filter(str.isalnum, part.casefold()))
        if name_of(part) in names or (len(label) > 3 and plain == label):
            return part
    return ""


def _last_parts(title: str) -> Iterator[str]:
    for mark in (". ", " | ", " – ", " — ", " - ", ": "):
        head, found, last = title.rpartition(mark)
        if found and len(head.split()) > 1:
            yield last.strip(" .")


def _author_again(citation: Citation) -> bool:
    reference = citation.reference
    if not reference.author or not reference.publisher or reference.type in ("report", "book"):
        return False
    bodies = {name_of(name.literal) for name in reference.author.value if name.literal}
    return name_of(reference.publisher.value) in bodies


def _misplaced(audit: Audit, citation: Citation, message: str, name: str) -> Draft:
    field = citation.reference.title or citation.reference.publisher
    return Draft(
        message=message,
        primary=field.span if field else citation.view.span(),
        anchor=citation.text,
        help="give each field once, in its own place",
        note=label_of(audit, citation.note),
        confidence=Confidence.MEDIUM,
        cited=clean_line(name, 80),
        evidence=(said(audit, citation.view, "note"),),
    )
