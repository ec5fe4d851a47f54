"""Short forms tied to the works they repeat: by authors, by words of the title, by ibid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.model.article import Article
from auditor.model.reference import Citation, Form
from auditor.text.fold import fold

_ARTICLES = {"the", "a", "an"}


def resolve(citations: Sequence[Citation], article: Article) -> tuple[Citation, ...]:
    """`citations` with antecedents, the full works meant, and candidates where several could be."""
    order = {note.id: index for index, note in enumerate(article.notes)}
    done: list[Citation] = []
    by_author: dict[str, list[Citation]] = {}
    for citation in citations:
        tied = _tie(citation, done, order)
        if tied is None:
            continue
        done.append(tied)
    return tuple(done)


def _tie(citation: Citation, done: list[Citation], order: dict[str, int]) -> Citation | None:
    if citation.form is Form.IBID:
        return _ibid(citation, done, order)
    if citation.form is Form.FULL:
        return citation
    earlier = [c for c in done if c.form is not Form.IBID and _means(citation, c)]
    if not earlier:
        return citation if citation.reference.title else None
    return _meant(citation, earlier, done)


def _ibid(citation: Citation, done: list[Citation], order: dict[str, int]) -> Citation:
    if not done:
        return citation
    last = done[-1]
    if last.note != citation.note and order[citation.note] - order[last.note] > 1:
        return citation
    several = [c for c in done if c.note == last.note and c.note != citation.note]
    full = last.id if last.form is Form.FULL else last.refers_to
    ids = tuple(c.id for c in reversed(several)) if len(several) > 1 else ()
    return replace(citation, antecedent=last.id, refers_to=full, candidates=ids)


def _means(short: Citation, earlier: Citation) -> bool:
    """Whether `short` may repeat `earlier`: its authors and the words of its title are among them."""
    mine, theirs = _authors(short), _authors(earlier)
    if mine and not _people(mine, theirs):
        return False
    title = _title(short)
    if not title:
        return bool(mine)
    whole = _title(earlier)
    return bool(whole) and _within(title, whole)


def _authors(citation: Citation) -> list[str]:
    cited = citation.reference.author or citation.reference.editor
    return [fold(name.literal or name.family) for name in cited.value] if cited else []


def _people(mine: list[str], theirs: list[str]) -> bool:
    return all(any(_same_name(one, other) for other in theirs) for one in mine)


def _same_name(one: str, other: str) -> bool:
    if one == other or f" {one} " in f" {other} ":
        return True
    return False


def _title(citation: Citation) -> list[str]:
    cited = citation.reference.title
    return [word for word in fold(cited.value).split() if word not in _ARTICLES] if cited else []


def _within(short: list[str], whole: list[str]) -> bool:
    """Whether the words of `short` come in `whole`, in the same order."""
    rest = iter(whole)
    return all(word in rest for word in short)


def _meant(citation: Citation, earlier: list[Citation], done: list[Citation]) -> Citation:
    works: dict[str, Citation] = {}
    for item in reversed(earlier):
        works.setdefault(item.refers_to or item.id, item)
    titled = bool(citation.reference.title)
    antecedent = (
        earlier[-1]
        if not titled
        else next((c for c in reversed(earlier) if c.form is Form.FULL), earlier[-1])
    )
    full = antecedent.refers_to or antecedent.id
    ids = [full, *(work for work in works if work != full)]
    return replace(
        citation,
        antecedent=antecedent.id,
        refers_to=full,
        candidates=tuple(ids) if len(ids) > 1 else (),
    )
