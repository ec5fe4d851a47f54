"""References of articles as a list to read: what each note cites, in the order of the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from auditor.model.audit import Audit
from auditor.model.reference import Citation, Cited, Form, Name, Reference
from auditor.reports.lines import BLANK, Line, Piece, cut, hanging, line, pad, tidy
from auditor.reports.words import human_date, many

_FORMS = {Form.SHORT: "short for", Form.IBID: "ibid. for"}
_ID = 8  # cells of a citation's id


class RefsText:
    """Full citations on a few rows each, short forms on one with the work they mean."""

    def __init__(self, write: Callable[[Line], None], width: int) -> None:
        self._write = write
        self._width = min(200, max(60, width))

    def begin(self) -> None:
        """Nothing stands before the articles."""

    def end(self) -> None:
        """Nothing stands after them."""

    def add(self, audit: Audit) -> None:
        """Print one article's citations."""
        for row in self._heading(audit):
            self._write(row)
        for citation in audit.citations:
            first = Piece(pad(cut(tidy(citation.id), _ID - 1), _ID), "heading")
            for text, role in _parts(citation):
                for row in hanging((first,), text, self._width, role):
                    self._write(row)
                first = Piece(" " * _ID)
        self._write(BLANK)

    def _heading(self, audit: Audit) -> Iterator[Line]:
        article = audit.article
        name = tidy(article.path)
        rule = "─" * max(2, self._width - len(name) - 1)
        yield line(Piece(name, "heading"), Piece(f" {rule}", "gutter"))
        full = sum(citation.form is Form.FULL for citation in audit.citations)
        counts = [
            many(len(article.notes), "note"),
            many(full, "full citation"),
            many(len(audit.citations) - full, "short form"),
        ]
        yield line(Piece(", ".join(counts), "dim"))
        yield BLANK


def _parts(citation: Citation) -> Iterator[tuple[str, str]]:
    """The rows of a citation with their roles: who, what, where and when, address."""
    reference = citation.reference
    if citation.form is not Form.FULL:
        yield " · ".join((_meant(citation), *_brief(citation))), ""
        return
    if who := _authors(reference):
        yield who, ""
    if what := _titles(reference):
        yield what, "title"
    if not (who or what or reference.URL or reference.DOI):
        yield citation.text, ""
    yield " · ".join((*_published(citation), reference.type)), ""
    if reference.DOI:
        yield f"https://doi.org/{reference.DOI.value}", ""
    elif reference.URL:
        yield reference.URL.value, ""


def _meant(citation: Citation) -> str:
    meant = citation.refers_to or "a work that no note cites in full"
    others = [other for other in citation.candidates if other != citation.refers_to]
    doubt = f" (or {', '.join(others)})" if others else ""
    return f"{_FORMS[citation.form]} {meant}{doubt}"


def _brief(citation: Citation) -> Iterator[str]:
    """What a short form prints."""
    if who := _authors(citation.reference):
        yield who
    if what := _titles(citation.reference):
        yield what
    if citation.locator:
        yield f"at {citation.locator.value}"


def _authors(reference: Reference) -> str:
    if reference.author:
        return _names(reference.author, et_al=reference.et_al)
    return f"{_names(reference.editor)} (ed.)" if reference.editor else ""


def _names(field: Cited[tuple[Name, ...]], *, et_al: bool = False) -> str:
    names: Sequence[str] = [str(name) for name in field.value]
    return "; ".join((*names, "et al.") if et_al else names)


def _titles(reference: Reference) -> str:
    """The title, with its reading and its translation in brackets where they are printed."""
    glosses = (reference.transliterated, reference.translated)
    told = [f"[{gloss.value}]" for gloss in glosses if gloss]
    return " ".join(([reference.title.value] if reference.title else []) + told)


def _published(citation: Citation) -> Iterator[str]:
    """Container, volume and issue, publisher, date, pages: what there is."""
    reference = citation.reference
    if reference.container_title:
        parts = [reference.container_title.value]
        parts += [f"vol. {reference.volume.value}"] if reference.volume else []
        parts += [f"no. {reference.issue.value}"] if reference.issue else []
        yield ", ".join(parts)
    imprint = [field.value for field in (reference.publisher_place, reference.publisher) if field]
    if imprint:
        yield ": ".join(imprint)
    if reference.issued:
        yield human_date(str(reference.issued.value))
    if reference.accessed:
        yield f"accessed {human_date(str(reference.accessed.value))}"
    if reference.page:
        yield f"pp. {reference.page.value}"
    if citation.locator:
        yield f"at {citation.locator.value}"
