"""REF001 and REF002: short forms and ibid. that lead to no work, or to several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
import re

from rapidfuzz.distance import OSA

from auditor.model.article import BlockKind
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Severity
from auditor.model.reference import Citation, Form
from auditor.rules.references_supra import wrong_notes
from auditor.rules.rule import rule
from auditor.rules.support import label_of, said, the_note, the_work
from auditor.rules.works import authors_of, bare, note_order, surnames, title_of
from auditor.text.clean import clean_line
from auditor.text.fold import fold
from auditor.text.words import content_words

_LISTS_WORKS = re.compile(
    r"\b(?:bibliograph\w*|references?|works cited|sources|further reading|literatur\w*)\b",
    re.IGNORECASE,
)
_POSSESSED = re.compile(r"[^*_\"“]{1,60}['’]s?\s+[*_\"“]")  # Hegel's *Science of Logic*: prose
_OF_A_NAME = re.compile(r"['’]s\b")
# A year beside a page, a volume or an address: a work, in whatever style it is cited.
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_PLACE_IN_WORK = re.compile(
    r"\bpp?\. ?\d|\bvol(?:\.|ume)|\b[Nn]os?\. ?\d|\bch(?:ap)?\. ?\d|\d ?\(\d{1,4}\)|\),? \d"
    r"|[;:,] ?[a-z]?\d{1,5} ?[-–] ?\d|\b10\.\d{4,9}/|\bdoi\b|://"
)
_IBID = re.compile(r"\b(?:ibid|ibidem|id|idem)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Shelf:
    """The works an article cites, by place, and the text in which more of them may stand."""

    audit: Audit

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each citation among all, by its id."""
        return {citation.id: index for index, citation in enumerate(self.audit.citations)}

    @cached_property
    def notes(self) -> dict[str, int]:
        """The place of each note, by its id."""
        return note_order(self.audit)

    @cached_property
    def full(self) -> tuple[Citation, ...]:
        """Citations in full."""
        return tuple(item for item in self.audit.citations if item.form is Form.FULL)

    @cached_property
    def listed(self) -> str | None:
        """The folded text of a bibliography or reading list, None where there is none."""
        article = self.audit.article
        headings = {
            block.index
            for block in article.blocks
            if block.kind is BlockKind.HEADING and _LISTS_WORKS.search(block.view.text)
        }
        texts = [
            block.view.text
            for block in article.blocks
            if block.kind is BlockKind.BIBLIOGRAPHY or block.section in headings
        ]
        return fold(" ".join(texts)) if texts or headings else None

    @cached_property
    def first_named(self) -> dict[str, int]:
        """The place of the first note that holds a word, by the folded word."""
        first: dict[str, int] = {}
        for index, note in enumerate(self.audit.article.notes):
            for word in fold(_OF_A_NAME.sub(" ", note.view.text)).split():
                first.setdefault(word, index)
        return first

    @cached_property
    def by_authors(self) -> dict[frozenset[str], list[Citation]]:
        """Full citations by their authors, in order."""
        table: dict[frozenset[str], list[Citation]] = {}
        for citation in self.full:
            table.setdefault(surnames(citation), []).append(citation)
        return table

    def named_before(self, citation: Citation) -> bool:
        """Whether author and title words stand in earlier notes, however those were parsed."""
        here = self.notes[citation.note]
        names = [name.split()[-1] for name in surnames(citation)]
        return all(
            any(self.first_named.get(word, here) < here for word in words)
            for words in (names, content_words(title_of(citation)))
        )


@rule("REF001", "back-reference-unresolved", Severity.ERROR)
def ref001(audit: Audit) -> Iterable[Draft]:
    """A short form or ibid. that no earlier full citation answers.

    ## Why

    A short form is a promise that the work was named before. Notes are cut, moved and renumbered
    in editing; the first, full citation goes missing and the source with it.

    ## How it decides

    Author and title words of the short form are looked for in all full citations: leading
    articles, initials, subtitles, apostrophes and British or American spelling make no difference.
    Found only later in the notes, the order is wrong (a warning). "Ibid." needs a work before it:
    in the first note, or behind a note of prose alone, it has none. "Supra note 12" and "(n 12)"
    are held against note 12: a warning where it cites other works and doesn't hold the name.

    ## What keeps it quiet

    A bibliography in the article that lists the work; an earlier note that names author and title
    in a way of its own; before "ibid.", a note with a year and a page, volume or address, in
    whatever style; articles most of whose short forms have no full citation, because their
    bibliography stands elsewhere; anything that may be prose rather than a short form.

    ## Example

    > ⁷ Braudel, *Mediterranean*, 214.   (no earlier note cites it in full)

    ## What to do

    Give the full citation here, or move it to the first note that uses the work.
    """
    shelf = _Shelf(audit)
    lost = [item for item in audit.citations if item.form is Form.SHORT and _lost(shelf, item)]
    short = sum(item.form is Form.SHORT for item in audit.citations)
    if len(lost) <= max(2, 0.4 * short):
        yield from (_unresolved(shelf, item) for item in lost)
    yield from wrong_notes(audit)
    dangling = (item for item in audit.citations if _dangling(item))
    yield from (_no_antecedent(audit, item) for item in dangling if not _after_a_work(shelf, item))


def _lost(shelf: _Shelf, citation: Citation) -> bool:
    if citation.refers_to or citation.candidates or not _surely_short(citation):
        return False
    return not _listed(shelf, citation) and not shelf.named_before(citation)


def _surely_short(citation: Citation) -> bool:
    """Whether it can be nothing but a short form: bare surnames, a few words of a title, a page."""
    title, people = title_of(citation), authors_of(citation)
    if not title or not people or not (title[0].isupper() or title[0].isdigit()):
        return False
    said_more = any(len(name.given.replace(".", "").strip()) > 2 for name in people)
    rest = len(citation.text) - len(title) - sum(len(str(name)) for name in people)
    return (
        not said_more
        and len(title.split()) <= 8
        and rest <= 40
        and not _POSSESSED.match(citation.text)
    )


def _listed(shelf: _Shelf, citation: Citation) -> bool:
    """Whether the bibliography names an author, or the title where that is more than a word."""
    listed, title = shelf.listed or "", bare(title_of(citation))
    names = [part for name in surnames(citation) for part in name.split(" and ")]
    return any(name in listed for name in names) or (" " in title and title in listed)


def _unresolved(shelf: _Shelf, citation: Citation) -> Draft:
    audit = shelf.audit
    later = next((item for item in shelf.full if _answers(shelf, item, citation)), None)
    near = _near_name(shelf.listed or "", citation)
    place = f"in full only in note {label_of(audit, later.note)}" if later else near
    return Draft(
        message="a short form stands before the full citation of its work"
        if later
        else "a short form has no earlier full citation",
        primary=citation.view.span(),
        anchor=citation.text,
        help="give the full citation at the first mention and the short form afterwards"
        if later
        else "give the full citation here or in the earlier note it was meant for",
        note=label_of(audit, citation.note),
        severity=Severity.WARNING if later or shelf.listed is not None else None,
        confidence=Confidence.HIGH if later else Confidence.MEDIUM,
        cited=clean_line(citation.text, 120),
        found=place,
        related=(the_note(audit, later),) if later else (),
        evidence=(said(audit, citation.view, "note"),),
    )


def _near_name(listed: str, citation: Citation) -> str | None:
    """A name in the bibliography that is a slip away from the short form's."""
    for name in surnames(citation):
        for word in set(listed.split()) if len(name) >= 5 else ():
            edits = 2 if len(name) >= 8 else 1
            if word[0] == name[0] and OSA.distance(word, name, score_cutoff=edits) <= edits:
                return f"the bibliography has {word.title()}"
    return None


def _answers(shelf: _Shelf, full: Citation, short: Citation) -> bool:
    words = set(content_words(title_of(short)))
    return (
        shelf.order[full.id] > shelf.order[short.id]
        and surnames(short) <= surnames(full)
        and words <= set(content_words(title_of(full)))
    )


def _dangling(citation: Citation) -> bool:
    if citation.form is not Form.IBID or citation.antecedent or citation.refers_to:
        return False
    return not citation.candidates and bool(_IBID.search(citation.text))


def _after_a_work(shelf: _Shelf, citation: Citation) -> bool:
    """Whether the note before looks like a work, though it could not be read as one."""
    index = shelf.notes[citation.note]
    text = shelf.audit.article.notes[index - 1].view.text if index else ""
    return bool(_YEAR.search(text) and _PLACE_IN_WORK.search(text))


def _no_antecedent(audit: Audit, citation: Citation) -> Draft:
    first = note_order(audit)[citation.note] == 0
    return Draft(
        message="ibid. in the first note has nothing before it"
        if first
        else "ibid. follows a note that cites no work",
        primary=citation.view.span(),
        anchor=citation.text,
        help="name the work that is meant",
        note=label_of(audit, citation.note),
        severity=None if first else Severity.WARNING,
        confidence=Confidence.HIGH if first else Confidence.MEDIUM,
        cited=clean_line(citation.text, 120),
        evidence=(said(audit, citation.view, "note"),),
    )


@rule("REF002", "back-reference-ambiguous", Severity.ERROR)
def ref002(audit: Audit) -> Iterable[Draft]:
    """A short form without a title while several works of that author precede.

    ## Why

    The reader cannot tell which of the works is meant; after the next edit neither can the author.

    ## How it decides

    The works of that author cited so far are counted, each once. Two or more, and nothing in the
    short form (title, year) to choose by, is an error. It is a warning where the note directly
    before cites one work of that author, which then is likely meant, and where "ibid." follows a
    note with several works.

    ## What keeps it quiet

    A year that fits one work only; candidates that are one work cited twice.

    ## Example

    > ³¹ Ministry of Transport.   (notes 3, 12 and 18 cite three of its papers)

    ## What to do

    Add the short title, or write "ibid." if the work of the note before is meant.
    """
    shelf = _Shelf(audit)
    for citation in audit.citations:
        works = _works(shelf, citation)
        if len(works) > 1:
            yield _ambiguous(shelf, citation, works)


def _works(shelf: _Shelf, citation: Citation) -> tuple[Citation, ...]:
    """The different works a citation could mean; one or none where it is not ambiguous."""
    if citation.form is Form.IBID:
        return tuple(w for w in _distinct(shelf, citation.candidates) if _is_reference(w))
    if citation.form is not Form.SHORT or title_of(citation):
        return ()
    if citation.candidates or citation.reference.issued:
        return _distinct(shelf, citation.candidates)
    people = surnames(citation)
    works = shelf.by_authors.get(people, ()) if people else ()
    before = [work.id for work in works if shelf.order[work.id] < shelf.order[citation.id]]
    return _distinct(shelf, before)


def _is_reference(work: Citation) -> bool:
    """Whether two fields or more say so: words quoted in a note may be taken for a title."""
    reference = work.reference
    return bool(reference.title and (reference.author or reference.issued or reference.URL))


def _distinct(shelf: _Shelf, ids: Sequence[str]) -> tuple[Citation, ...]:
    seen: dict[str, Citation] = {}
    for item in (
        shelf.audit.citation_by_id[key] for key in ids if key in shelf.audit.citation_by_id
    ):
        work = shelf.audit.full(item)
        seen.setdefault(bare(title_of(work)) or work.id, work)
    return tuple(seen.values())


def _ambiguous(shelf: _Shelf, citation: Citation, works: tuple[Citation, ...]) -> Draft:
    audit = shelf.audit
    ibid = citation.form is Form.IBID
    likely = _directly_before(shelf, citation)
    who = ", ".join(str(name) for name in authors_of(citation)) or clean_line(citation.text, 60)
    places = ", ".join(label_of(audit, work.note) for work in works)
    return Draft(
        message=f"ibid. follows a note with {len(works)} works"
        if ibid
        else f"a short form without a title could mean {len(works)} works of {clean_line(who, 80)}",
        primary=citation.view.span(),
        anchor=citation.text,
        help="name the work that is meant"
        if ibid
        else "add the short title of the work that is meant, or ibid. for that of the note before",
        note=label_of(audit, citation.note),
        severity=Severity.WARNING if likely or ibid else None,
        confidence=Confidence.MEDIUM if likely or ibid else Confidence.HIGH,
        cited=clean_line(citation.text, 120),
        found=f"works in notes {places}",
        related=tuple(the_work(audit, work) for work in works),
    )


def _directly_before(shelf: _Shelf, citation: Citation) -> bool:
    """Whether the note before cites one work alone, and it is one of the same author."""
    index = shelf.notes[citation.note] - 1
    if index < 0:
        return False
    before = shelf.audit.citations_by_note.get(shelf.audit.article.notes[index].id, ())
    return len(before) == 1 and surnames(citation) <= surnames(shelf.audit.full(before[0]))
