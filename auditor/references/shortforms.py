"""Short forms tied to the works they repeat: by authors, by words of the title, by ibid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
import re

from auditor.model.article import Article
from auditor.model.reference import Citation, Form, Name
from auditor.text.fold import fold

GUESS = 0.5  # confidence of a citation made of words alone, without marks around a title
_ARTICLES = frozenset("the a an le la les der die das el los las il".split())
_NOTE = re.compile(
    r"(?:supra|above|op\. ?cit\.?|note|n\.|Anm\.|Fn\.)[\s,]*(?:note|n\.|at n\.|"
    r"Anm\.)?\s?(?P<label>\d{1,4})"
)
_HEREAFTER = re.compile(
    r"[Hh]ere(?:in)?after(?: (?:cited|"
    r"referred to))?(?: as)?:?,? [\"“*_]{0,2}(?P<alias>[A-Z][\w&.-]{1,30}(?: [A-Z][\w&.-]+){0,3})"
)
_GLOSS = re.compile(r"^(?P<name>[^()]{3,200}?)\s*\((?P<gloss>[^()]{2,80})\)$")


@dataclass(frozen=True, slots=True)
class _Keys:
    """What a citation is compared by: folded names and the words of its title."""

    citation: Citation
    authors: tuple[frozenset[str], ...]
    title: tuple[str, ...]
    alias: str = ""


def resolve(citations: Sequence[Citation], article: Article) -> tuple[Citation, ...]:
    """`citations` with antecedents, the full works meant, and candidates where several could be.

    What would be a short form by its looks but repeats nothing is kept where it has a title in
    marks; names and plain words that repeat nothing were prose, and are left out.
    """
    order = {note.id: index for index, note in enumerate(article.notes)}
    labels = {note.id: note.label for note in article.notes}
    earlier = _Earlier()
    done: list[Citation] = []
    for citation in citations:
        tied = _tie(citation, done, earlier, order, labels)
        if tied is None:
            continue
        name = _next_id(tied, done)
        numbered = tied if tied.id == name else replace(tied, id=name)
        done.append(numbered)
        earlier.add(_keys(numbered))
    return tuple(done)


def _next_id(citation: Citation, done: list[Citation]) -> str:
    """The citation's id, counted anew where one before it in its note was left out."""
    before = done[-1] if done and done[-1].note == citation.note else None
    count = int(before.id.rsplit(".", 1)[1]) if before else 0
    return f"{citation.note}.{count + 1}"


class _Earlier:
    """The citations so far, found by any word of an author's name or of a title."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Keys]] = {}

    def add(self, keys: _Keys) -> None:
        if keys.citation.form is Form.IBID:
            return
        names = {name for author in keys.authors for name in author} | {keys.alias}
        for word in names | set(keys.title[:40]):
            self._by_word.setdefault(word, []).append(keys)

    def like(self, keys: _Keys) -> list[_Keys]:
        """Earlier citations that share a name (a word of the title, where there is no name)."""
        words: Iterable[str] = {
            name for author in keys.authors[:1] for name in author
        } or keys.title[:1]
        found = {id(item): item for word in words for item in self._by_word.get(word, ())}
        return sorted(found.values(), key=lambda item: _order(item.citation))


def _order(citation: Citation) -> int:
    return citation.view.span().start


def _tie(
    citation: Citation,
    done: list[Citation],
    earlier: _Earlier,
    order: dict[str, int],
    labels: dict[str, str],
) -> Citation | None:
    if citation.form is Form.IBID:
        return _ibid(citation, done, order)
    if citation.form is Form.FULL:
        return citation
    keys = _keys(citation)
    found = _nearest(keys, [item for item in earlier.like(keys) if _means(keys, item)])
    if not found:
        return _unmatched(citation)
    return _meant(citation, _in_note(citation, found, labels), titled=bool(keys.title))


def _nearest(short: _Keys, found: list[_Keys]) -> list[Citation]:
    """Those with the nearest title: equal, equal up to the subtitle, or holding its words."""
    ranks = [_distance(short, item) for item in found]
    return [item.citation for item, rank in zip(found, ranks, strict=True) if rank == min(ranks)]


def _distance(short: _Keys, earlier: _Keys) -> int:
    if not short.title or short.title == earlier.title:
        return 0
    cited = earlier.citation.reference.title
    main = re.split(r"[:.?!]", cited.value, maxsplit=1)[0] if cited else ""
    return 1 if short.title == _words(main) else 2


def _words(title: str) -> tuple[str, ...]:
    return tuple(word for word in fold(title).split() if word not in _ARTICLES)


def _unmatched(citation: Citation) -> Citation | None:
    """A short form without a work before it: full where given names are printed, prose if bare."""
    reference = citation.reference
    if reference.title is not None and citation.confidence == GUESS:
        return None
    if reference.title is None:
        marked = (
            reference.genre
            or reference.issued
            or re.search(r"op\. ?cit|supra|loc\. ?cit|a\. ?a\. ?O", citation.text)
        )
        return replace(citation, confidence=0.5) if marked else None
    names = reference.author or reference.editor
    given = names and any(name.given for name in names.value)
    return replace(citation, form=Form.FULL, confidence=0.6) if given or not names else citation


def _ibid(citation: Citation, done: list[Citation], order: dict[str, int]) -> Citation:
    """Ibid. is the citation before, in this note or the one directly before."""
    if not done:
        return citation
    last = done[-1]
    if order[citation.note] - order[last.note] > 1:
        return citation
    several = [c for c in done[-20:] if c.note == last.note and c.note != citation.note]
    works = list(dict.fromkeys(c.refers_to or c.id for c in reversed(several)))
    full = last.id if last.form is Form.FULL else last.refers_to
    many = tuple(works) if len(works) > 1 else ()
    return replace(citation, antecedent=last.id, refers_to=full, candidates=many)


def _keys(citation: Citation) -> _Keys:
    reference = citation.reference
    names = reference.author or reference.editor
    authors = tuple(_spellings(name) for name in names.value) if names else ()
    title = _words(reference.title.value) if reference.title else ()
    alias = _HEREAFTER.search(citation.text)
    return _Keys(citation, authors, title, _name(alias["alias"]) if alias else "")


def _spellings(name: Name) -> frozenset[str]:
    """The ways a name may be repeated; "White House" is short for a body, "The White House"."""
    if name.literal:
        return _names(name.literal)
    return _names(name.family) | {_name(f"{name.given} {name.family}")}


def _names(name: str) -> frozenset[str]:
    """The ways a name may be repeated: whole, without its gloss, the gloss, its initials."""
    found = {_name(name)}
    gloss = _GLOSS.match(name)
    if gloss:
        found |= {_name(gloss["name"]), _name(gloss["gloss"])}
        name = gloss["name"]
    capitals = "".join(word[0] for word in name.split() if word[0].isupper())
    if len(capitals) > 2:
        found.add(capitals.lower())
    return frozenset(found - {""})


def _name(text: str) -> str:
    return " ".join(_words(text))


def _means(short: _Keys, earlier: _Keys) -> bool:
    """Whether the authors and the title's words of `short` are among those of `earlier`."""
    if earlier.alias and earlier.alias in _spoken(short):
        return True
    if short.authors and not all(
        any(mine & theirs for theirs in earlier.authors) for mine in short.authors
    ):
        return False
    if not short.title:
        return bool(short.authors) and _same_year(short.citation, earlier.citation)
    return bool(earlier.title) and _within(short.title, earlier.title)


def _spoken(short: _Keys) -> set[str]:
    """What a short form consists of: its title or its names, as an abbreviation may be printed."""
    names = {name for author in short.authors for name in author}
    return {" ".join(short.title)} if short.title else names


def _same_year(short: Citation, earlier: Citation) -> bool:
    """Whether an author-date short form ("Smith 2005") can mean a work of that date."""
    mine, theirs = short.reference.issued, earlier.reference.issued
    return mine is None or theirs is None or mine.value.year == theirs.value.year


def _within(short: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words of `short` come in `whole`, in the same order."""
    rest = iter(whole)
    return all(word in rest for word in short)


def _in_note(citation: Citation, found: list[Citation], labels: dict[str, str]) -> list[Citation]:
    """Those in the note that "supra note 12" names, or all."""
    match = _NOTE.search(citation.text)
    named = [c for c in found if match and labels.get(c.note) == match["label"]]
    return named or found


def _meant(citation: Citation, found: list[Citation], *, titled: bool) -> Citation:
    """The antecedent: the full work for a title, the last mention for a name alone."""
    works = list(dict.fromkeys(c.refers_to or c.id for c in reversed(found)))
    full_ones = [c for c in found if c.form is Form.FULL]
    antecedent = full_ones[-1] if titled and full_ones else found[-1]
    meant = antecedent.id if antecedent.form is Form.FULL else antecedent.refers_to
    same = {item.id for item in full_ones if _same_address(item, antecedent)}
    others = [work for work in works if work != meant and work not in same]
    many = (meant, *others) if others and meant else ()
    kind = replace(citation.reference, type=antecedent.reference.type)
    return replace(
        citation, reference=kind, antecedent=antecedent.id, refers_to=meant, candidates=many
    )


def _same_address(one: Citation, other: Citation) -> bool:
    """Whether two full citations print one address, and so are one work cited in full twice."""
    mine, theirs = one.reference.URL, other.reference.URL
    return mine is not None and theirs is not None and mine.value == theirs.value
