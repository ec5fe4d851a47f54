"""Values of a reference made from places in a note: as printed, cleaned, with their spans."""

from __future__ import annotations

from dataclasses import replace
import re
from typing import TypeVar

from auditor.model.article import Note
from auditor.model.reference import Cited, Name, Reference
from auditor.references.names import parse_names
from auditor.references.part import Fields, Range
from auditor.references.plain import Plain
from auditor.text.identifiers import normal_doi

T = TypeVar("T")
_ABBREVIATED = re.compile(
    r"(?:\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr|al|ed|edn|Univ|Dept|Assn|diss|Soc)|(?:^|[\s.(])[^\W\d_])\.$"
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


class Values:
    """Makes cited values from ranges of one note's plain text."""

    def __init__(self, note: Note, plain: Plain) -> None:
        self.note = note
        self.plain = plain

    def reference(self, fields: Fields, *, short: bool) -> Reference:
        """The reference that the fields of one citation make; its type is not known yet."""
        at, dates, stop = fields.at, fields.dates, fields.names_stop
        author, more = self.names(at.get("author"), short=short, stop=stop)
        if author and fields.one_body:
            whole = " ".join(self.plain.text[slice(*at["author"])].split())
            author = self.cited((Name(literal=whole),), at["author"])
        editor, others = self.names(at.get("editor"), short=short, stop=stop)
        translator, _ = self.names(at.get("translator"), short=short, stop=stop)
        title = self.text(at.get("title"))
        issued, accessed = dates.get("issued"), dates.get("accessed")
        return Reference(
            author=author,
            et_al=more or (others and author is None),
            editor=editor,
            translator=translator,
            title=title,
            transliterated=self.text(at.get("transliterated")),
            translated=self.text(at.get("translated")),
            container_title=self.text(at.get("container_title")),
            collection_title=self.text(at.get("collection_title")),
            publisher=self.text(at.get("publisher")),
            publisher_place=self.text(at.get("publisher_place")),
            issued=self.cited(*issued) if issued else None,
            accessed=self.cited(*accessed) if accessed else None,
            edition=self.text(at.get("edition")),
            volume=self.text(at.get("volume")),
            issue=self.text(at.get("issue")),
            number=self.text(at.get("number")),
            page=self.text(at.get("page")),
            genre=self.text(at.get("genre")),
            DOI=self.doi(at.get("DOI")),
            URL=self.url(fields),
            archive=self.text(at.get("archive")),
            language=_language(title.value) if title else None,
        )

    def text(self, where: Range | None) -> Cited[str] | None:
        """The words of a range without commas, spaces and a sentence's stop at the ends."""
        if where is None:
            return None
        start, end = where
        words = self.plain.text
        while start < end and words[start] in " \t\n,;":
            start += 1
        while end > start and words[end - 1] in " \t\n,;":
            end -= 1
        if end - start > 1 and words[end - 1] == "." and not _keeps_stop(words[start:end]):
            end -= 1
        value = " ".join(words[start:end].split())
        return self.cited(value, (start, end)) if value else None

    def names(
        self, where: Range | None, *, short: bool, stop: str
    ) -> tuple[Cited[tuple[Name, ...]] | None, bool]:
        """The names in a range, and whether "et al." follows them."""
        if where is None:
            return None, False
        words = " ".join(self.plain.text[slice(*where)].split())
        names, more = parse_names(words, short=short, stop=stop)
        return (self.cited(names, where) if names else None), more

    def url(self, fields: Fields) -> Cited[str] | None:
        """The address of a citation, at the place where it stands in the note."""
        zone = fields.url
        if zone is None or zone.target is None or not zone.url:
            return None
        text = self.note.view.text[slice(*zone.target)]
        return Cited(zone.url, text, self.note.view.span(*zone.target))

    def doi(self, where: Range | None) -> Cited[str] | None:
        """The DOI in a range, bare, with its case; as printed if it is none."""
        found = self.text(where)
        normal = normal_doi(found.value) if found else None
        return replace(found, value=normal) if found and normal else found

    def cited(self, value: T, where: Range) -> Cited[T]:
        """A value with the words of the note it was read from."""
        low, high = self.plain.span(*where)
        return Cited(value, self.note.view.text[low:high], self.note.view.span(low, high))


def _keeps_stop(text: str) -> bool:
    return text.endswith("..") or bool(_ABBREVIATED.search(text))


def _language(title: str) -> str | None:
    """The language that a title's script gives away; None for Latin letters."""
    if title.isascii():
        return None
    return next((name for name, script in _SCRIPTS if script.search(title)), None)
