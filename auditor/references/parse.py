"""An article's notes to citations: each cut out, read, typed, and tied to the work it repeats."""

from __future__ import annotations

import re

from auditor.model.article import Article, Note
from auditor.model.reference import Citation, Cited, Form, Name, Reference
from auditor.references.names import parse_names
from auditor.references.normalise import normalise
from auditor.references.plain import Kind, Plain
from auditor.references.segment import Segment, segments
from auditor.references.shortforms import resolve
from auditor.references.structure import Fields, Range, read
from auditor.references.types import type_of

_DETAILS = (
    "container_title",
    "publisher",
    "publisher_place",
    "volume",
    "issue",
    "page",
    "DOI",
    "genre",
)
_LONGEST = 20_000  # characters of a note that are read; longer ones are no references


def parse_citations(article: Article) -> tuple[Citation, ...]:
    """All works cited in the notes, in order, with short forms tied to what they repeat."""
    found = [c for note in article.notes for c in read_note(note)]
    return resolve(found, article)


def read_note(note: Note) -> list[Citation]:
    """The citations of one note, short forms not yet tied to anything."""
    plain = normalise(note.view.text[:_LONGEST])
    found: list[Citation] = []
    for segment in segments(plain):
        fields = read(plain, segment.start, segment.end)
        citation = _citation(note, plain, segment, fields, f"{note.id}.{len(found) + 1}")
        if citation:
            found.append(citation)
    return found


def _citation(
    note: Note, plain: Plain, segment: Segment, fields: Fields, name: str
) -> Citation | None:
    maker = _Maker(note, plain)
    form = _form(fields)
    reference = maker.reference(
        fields, short=form is not Form.FULL, text=plain.text[segment.start : segment.end]
    )
    if not reference.printed() and form is not Form.IBID:
        return None
    low, high = plain.span(segment.start, segment.end)
    return Citation(
        id=name,
        note=note.id,
        view=note.view.cut(low, _closing(note.view.text, high)).stripped(),
        form=form,
        reference=reference,
        locator=maker.text(fields.at.get("locator")),
        signal=segment.signal,
        confidence=_confidence(reference, fields, form),
    )


def _closing(text: str, end: int) -> int:
    """The end of a citation with the marks and markup that close it."""
    match = re.compile(
        r"(?:\*{1,3}|_{1,3}|>|\)?\.?\]\([^\s()]*\)|\]\([^\s()]*\)|</\w+>){0,3}\.?"
    ).match(text, end)
    return match.end() if match else end


def _form(fields: Fields) -> Form:
    if fields.ibid:
        return Form.IBID
    detailed = (
        fields.url or fields.dates or fields.chapter or any(key in fields.at for key in _DETAILS)
    )
    return Form.FULL if detailed else Form.SHORT


def _confidence(reference: Reference, fields: Fields, form: Form) -> float:
    """How much was recognised, as a rough share: names, title and one detail make a citation sure."""
    if form is Form.IBID:
        return 0.95
    known = (
        reference.author is not None,
        reference.title is not None,
        bool(
            reference.issued
            or reference.container_title
            or reference.publisher
            or form is Form.SHORT
        ),
    )
    return round(0.4 + 0.19 * sum(known), 2)


class _Maker:
    """Makes cited values from ranges of one note's plain text."""

    def __init__(self, note: Note, plain: Plain) -> None:
        self.note = note
        self.plain = plain

    def text(self, where: Range | None) -> Cited[str] | None:
        """A range's words: without stray marks and commas at the ends."""
        if where is None:
            return None
        start, end = where
        words = self.plain.text
        while start < end and words[start] in " \t\n,;":
            start += 1
        while end > start and words[end - 1] in " \t\n,;":
            end -= 1
        if (
            end - start > 1
            and words[end - 1] == "."
            and words[end - 2] != "."
            and not _abbreviated(words[start:end])
        ):
            end -= 1
        if start >= end:
            return None
        value = re.sub(r"\s+", " ", words[start:end])
        return self.cited(value, (start, end))

    def cited(self, value, where: Range):
        low, high = self.plain.span(*where)
        return Cited(value, self.note.view.text[low:high], self.note.view.span(low, high))

    def names(
        self, where: Range | None, *, short: bool, stop: str
    ) -> tuple[Cited[tuple[Name, ...]] | None, bool]:
        if where is None:
            return None, False
        names, more = parse_names(self.plain.text[slice(*where)], short=short, stop=stop)
        return (self.cited(names, where) if names else None), more

    def reference(self, fields: Fields, *, short: bool, text: str) -> Reference:
        author, more = self.names(fields.at.get("author"), short=short, stop=fields.names_stop)
        editor, _ = self.names(fields.at.get("editor"), short=short, stop="")
        translator, _ = self.names(fields.at.get("translator"), short=short, stop="")
        if fields.editors_lead and not editor:
            author, editor = None, author
        values = {
            key: self.text(fields.at.get(key))
            for key in (
                "title",
                "transliterated",
                "translated",
                "container_title",
                "collection_title",
                "publisher",
                "publisher_place",
                "edition",
                "volume",
                "issue",
                "number",
                "page",
                "genre",
                "DOI",
            )
        }
        dates = {key: self.cited(value, where) for key, (value, where) in fields.dates.items()}
        title = values["title"].value if values["title"] else ""
        ref = Reference(
            author=author,
            editor=editor,
            translator=translator,
            et_al=more,
            URL=self.url(fields),
            language=_language(title),
            **values,
            **dates,
        )
        quoted = fields.title is not None and fields.title.kind is Kind.QUOTE
        return Reference(
            **{**_fields(ref), "type": type_of(text, ref, chapter=fields.chapter, quoted=quoted)}
        )

    def url(self, fields: Fields) -> Cited[str] | None:
        zone = fields.url
        if zone is None or zone.target is None:
            return None
        return Cited(
            zone.url, self.note.view.text[slice(*zone.target)], self.note.view.span(*zone.target)
        )


def _fields(ref: Reference) -> dict[str, object]:
    return {name: getattr(ref, name) for name in ref.__dataclass_fields__}


def _abbreviated(text: str) -> bool:
    return bool(
        re.search(r"(?:\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr|al|ed|U\.S|U\.K|D\.C)|[A-Z]\.[A-Z])\.$", text)
    )


_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
)


def _language(title: str) -> str | None:
    """The language that a title's script gives away; None for Latin letters."""
    if title.isascii():
        return None
    return next((name for name, script in _SCRIPTS if script.search(title)), None)
