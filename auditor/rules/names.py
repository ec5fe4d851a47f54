"""NAM001 and NAM003: authors misspelt beside their address, subjects among their own companions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
import re
from urllib.parse import unquote, urlsplit

from rapidfuzz.distance import OSA

from auditor.model.article import Article, BlockKind, Sentence
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Evidence, Related, Severity
from auditor.model.reference import Citation, Name
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import label_of, said
from auditor.rules.works import authors_of, full_citations
from auditor.text.clean import clean_line
from auditor.text.fold import strip_accents
from auditor.text.hosts import host_of

_LETTERS = re.compile(r"[^\W\d_]+")
# Letters that addresses write out: Gähler is no slip beside gaehler.
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@rule("NAM001", "author-vs-url-slug", Severity.WARNING)
def nam001(audit: Audit) -> Iterable[Draft]:
    """An author's surname that its own address spells a little differently.

    ## Why

    A misspelt author is hard to find and is not credited. Addresses are copied, names are typed:
    where they differ by a letter or two, the name is usually the slip.

    ## How it decides

    Words of the address are compared with the surnames of its reference, accents and case aside. A
    word of five letters or more that is one edit (a letter changed, added, dropped, or two swapped)
    away, or two edits from seven letters on, and begins alike, is reported.

    ## What keeps it quiet

    The surname, or a form of it (gaehler for Gähler), stands in the address as well; the word is
    one of the title, the container, the host or the article's own vocabulary.

    ## Example

    > J. Tariella, *Harbour Law* (…), <https://example.org/2019/12-Tarriela-HarbourLaw.pdf>

    ## What to do

    Look at the source's title page and correct the name.
    """
    for citation in full_citations(audit):
        url = citation.reference.URL
        words = _slug_words(url.value) if url else {}
        people = [name for name in authors_of(citation) if name.family]
        for name in people if words and url else ():
            for word in _misspelt(name, words, citation):
                if url and not _is_word(audit.article, word):
                    yield _slug(audit, citation, name, words[word], url.value)


def _slug_words(url: str) -> dict[str, str]:
    """Folded words of five letters or more in the path of an address, with how they are printed."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return {}
    plain = strip_accents(path)
    found = [word for part in _LETTERS.findall(plain) for word in _CAMEL.split(part)]
    return {word.casefold(): word for word in found if 5 <= len(word) <= 20}


def _own_words(citation: Citation) -> frozenset[str]:
    texts = [citation.text]
    if citation.reference.URL:
        raw = citation.reference.URL.raw
        texts = [citation.text.replace(raw, " "), host_of(citation.reference.URL.value)]
    return frozenset(
        word for text in texts for word in _LETTERS.findall(strip_accents(text).casefold())
    )


def _is_word(article: Article, word: str) -> bool:
    """Whether the article uses a word of five letters or more in lower case: no name, then."""
    alone = re.compile(rf"(?<![^\W\d_]){word}(?![^\W\d_])")
    texts = (block.view.text for block in article.blocks)
    return word.islower() and any(word in text and alone.search(text) for text in texts)


def _misspelt(name: Name, words: dict[str, str], citation: Citation) -> Iterator[str]:
    surname = strip_accents(name.family).casefold().replace("-", "").replace("'", "")
    written_out = strip_accents(name.family.casefold().translate(_WRITTEN_OUT))
    if len(surname) < 5 or not surname.isalpha() or {surname, written_out} & words.keys():
        return
    for word in words:
        edits = 2 if min(len(word), len(surname)) >= 7 else 1
        near = word[0] == surname[0] and OSA.distance(surname, word, score_cutoff=edits) <= edits
        form = word.startswith(surname) or surname.startswith(word)
        if not near or form:
            continue
        known = _own_words(citation)
        if word not in known and not _same_stem(word, known - {surname}):
            yield word


def _same_stem(word: str, known: frozenset[str]) -> bool:
    """Whether the word is a form of one the reference prints: plural, possessive, derived."""
    return any(word[:-cut] in known for cut in (1, 2, 3) if len(word) - cut >= 4) or any(
        word + end in known for end in ("s", "es", "n", "an", "ing", "ed")
    )


def _slug(audit: Audit, citation: Citation, name: Name, word: str, url: str) -> Draft:
    where = citation.reference.author or citation.reference.editor
    return Draft(
        message=f"the author is {clean_line(str(name), 60)}, the address has {word}",
        primary=where.span if where else citation.view.span(),
        anchor=citation.text,
        help="look at the source's title page and correct the name",
        note=label_of(audit, citation.note),
        confidence=Confidence.MEDIUM,
        cited=name.family,
        found=word,
        evidence=(
            Evidence(kind="url", source=url, excerpt=word),
            said(audit, citation.view, "note"),
        ),
        hosts=(host_of(url),),
    )


_WORD = r"[A-Z][\w.&'’-]{0,40}"
_NAME = rf"(?:the\s)?{_WORD}(?:\s(?:of|and|the|de|da|for)?\s?{_WORD}){{0,5}}"
_COMPANIONS = re.compile(
    rf"\b(?:alongside|together with|along with|as well as|in concert with)\s((?:{_NAME},\s){{1,20}}"
    rf"(?:(?:and|or)\s)?{_NAME})"
)
_ALONGSIDE = ("along", "together with", "as well as", "in concert with")  # a cheap look first
_SPLIT = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
_SUBJECT = re.compile(
    rf"^(?:In\s[\w\s,]{{1,30}},\s)?({_NAME})\s(?:has|had|have|is|was|will|also|[a-z]+(?:ed|s))\b"
)
_UNNAMED = re.compile(r"(?:This|That|It|They|These|Those|Such|He|She)\b")
_JOINS = re.compile(r"\b(?:join|sign|ratif|found|establish|launch|adopt)\w*\b", re.IGNORECASE)


@rule("NAM003", "self-in-companion-list", Severity.WARNING, languages=ENGLISH)
def nam003(audit: Audit) -> Iterable[Draft]:
    """A subject that acts alongside a list in which it stands itself.

    ## Why

    The list was copied whole from a source that names all members: either the subject is one too
    many in it, or another one is missing.

    ## How it decides

    A list of names after "alongside", "together with", "along with" or "as well as" is searched
    for the sentence's own subject. Where the subject is only a "this" or "it", and the sentence is
    about joining or signing, the name that the whole article is about stands for it.

    ## What keeps it quiet

    Anything but the very same name.

    ## Example

    > Portugal joined the treaty alongside Denmark, Norway, Portugal and Iceland.

    ## What to do

    Take the subject out of the list, or put the right name in its place.
    """
    hero = None
    for sentence in audit.article.sentences:
        may_list = any(words in sentence.text for words in _ALONGSIDE)
        match = _COMPANIONS.search(sentence.text) if may_list else None
        if not match:
            continue
        hero = hero if hero is not None else _protagonist(audit.article)
        listed = {part.strip().removeprefix("the "): part for part in _SPLIT.split(match[1])}
        subject = _subject(sentence.text[: match.start()], hero)
        if len(listed) > 2 and subject in listed:
            yield _companion(audit, sentence, match, subject)


def _subject(before: str, hero: str) -> str:
    if _UNNAMED.match(before):
        joins = _JOINS.search(before)
        named = joins and re.search(r"\s[A-Z]", before[: joins.start()])
        return hero if joins and not named else ""
    named = _SUBJECT.match(before)
    return named[1].removeprefix("the ").removeprefix("The ") if named else ""


def _protagonist(article: Article) -> str:
    """The one-word name that the article uses by far most often; empty where none stands out."""
    counts = Counter(
        word
        for block in article.blocks
        if block.kind is BlockKind.PARAGRAPH
        for word in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b", block.view.text)
    )
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= 10 and most >= 1.1 * second else ""


def _companion(audit: Audit, sentence: Sentence, match: re.Match[str], subject: str) -> Draft:
    at = match.start(1) + match[1].find(subject)
    label = next((audit.article.markers[i].label for i in sentence.markers), None)
    return Draft(
        message=f"{subject} stands in the list of those it acts alongside",
        primary=sentence.view.span(at, at + len(subject)),
        anchor=sentence.text[:200],
        help=f"take {subject} out of the list, or name the one that is meant",
        note=label,
        confidence=Confidence.MEDIUM,
        cited=subject,
        related=(Related(sentence.view.span(), "the sentence"),),
        evidence=(said(audit, sentence.view),),
    )
