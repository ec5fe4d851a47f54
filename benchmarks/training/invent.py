"""Plausible works of the kinds that the item set lacks; numbers and addresses are made up."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.training import phrases
from benchmarks.training.bits import (
    body,
    day,
    journal,
    page_range,
    people,
    serial_number,
    slug,
    url,
    year,
)
from benchmarks.training.rarities import (
    archival,
    case,
    dataset,
    entry,
    film,
    interview,
    post,
    speech,
    statute,
    thesis,
)
from benchmarks.training.vocabulary import (
    CITIES,
    MAGAZINES,
    NEWSPAPERS,
    NOUNS,
    PUBLISHERS,
    SITES,
    TEMPLATES,
    THINK_TANKS,
    Vocabulary,
)
from benchmarks.training.works import Person, Work

_SERIES = TEMPLATES["works"]["series"]
_HAN_NAMES = TEMPLATES["works"]["han_names"]


def news(words: Vocabulary) -> Work:
    """A newspaper's or agency's article, signed or not."""
    paper, text = words.pick(NEWSPAPERS), phrases.headline(words)
    signed = people(words, 3) if words.chance(0.55) else ()
    page = f"{words.rng.choice('ABC')}{words.rng.randint(1, 30)}" if words.chance(0.15) else ""
    link = url(words, paper, text) if not page and words.chance(0.8) else ""
    return Work(
        kind="article-newspaper",
        title=text,
        author=signed,
        container=paper,
        issued=day(words),
        page=page,
        url=link,
    )


def magazine(words: Vocabulary) -> Work:
    """A magazine's article."""
    name, text = words.pick(MAGAZINES), phrases.title(words)
    link = url(words, name, text) if words.chance(0.6) else ""
    pages = page_range(words) if not link and words.chance(0.6) else ""
    return Work(
        kind="article-magazine",
        title=text,
        author=people(words, 2),
        container=name,
        issued=day(words),
        page=pages,
        url=link,
    )


def report(words: Vocabulary) -> Work:
    """A report or working paper of an organisation, with a series and number at times."""
    who = body(words)
    text = phrases.statement(words) if words.chance(0.5) else phrases.title(words)
    own = words.chance(0.6)
    genre = words.rng.choice(_SERIES) if words.chance(0.45) else ""
    number = serial_number(words) if genre and words.chance(0.8) else ""
    return Work(
        kind="report",
        title=text,
        author=(who,) if own else people(words),
        genre=genre,
        number=number,
        publisher=who.family,
        place=words.pick(CITIES) if words.chance(0.7) else "",
        issued=year(words),
        url=url(words, who.family, text) if words.chance(0.6) else "",
    )


def statement(words: Vocabulary) -> Work:
    """A page, press release or speech of a ministry or organisation."""
    who, text = body(words), phrases.statement(words)
    genre = (
        words.rng.choice(
            ["press release", "Press Release", "news release", "speech", "policy statement"]
        )
        if words.chance(0.25)
        else ""
    )
    again = who.family if words.chance(0.15) else ""
    return Work(
        kind="webpage",
        title=text,
        author=(who,),
        container=again,
        issued=day(words) if words.chance(0.7) else (),
        accessed=day(words, 2010) if words.chance(0.4) else (),
        genre=genre,
        url=url(words, who.family, text),
    )


def page(words: Vocabulary) -> Work:
    """A web page or blog entry."""
    site = words.pick(SITES if words.chance(0.7) else THINK_TANKS)
    text = phrases.headline(words) if words.chance(0.4) else phrases.title(words)
    who = people(words, 3) if words.chance(0.6) else ()
    return Work(
        kind=words.rng.choice(["webpage", "post-weblog"]),
        title=text,
        author=who,
        container=site if words.chance(0.85) else "",
        issued=day(words) if words.chance(0.8) else (),
        accessed=day(words, 2010) if words.chance(0.4) else (),
        url=url(words, site, text),
    )


def foreign(words: Vocabulary) -> Work:
    """A German, French or Spanish book or article."""
    text = words.rng.choice([phrases.german, phrases.french, phrases.spanish])(words)
    book = words.chance(0.6)
    return Work(
        kind="book" if book else "article-journal",
        title=text,
        author=people(words),
        issued=year(words),
        publisher=words.pick(PUBLISHERS) if book else "",
        place=words.pick(CITIES) if book else "",
        container="" if book else journal(words),
        volume="" if book else str(words.rng.randint(1, 90)),
        issue="" if book or words.chance(0.5) else str(words.rng.randint(1, 6)),
        page="" if book else page_range(words),
    )


def cjk(words: Vocabulary) -> Work:
    """A work in Chinese or Japanese, its title with romanisation and translation in brackets."""
    text = phrases.han(words)
    gloss = words.rng.choice(
        [
            f"{phrases.romanised(words)}/{phrases.statement(words)}",
            f"{phrases.romanised(words)} / {phrases.title(words)}",
            phrases.title(words),
            f"{phrases.romanised(words)}, {phrases.headline(words)}",
            "",
        ]
    )
    who = words.rng.choice(
        [(body(words),), (Person(words.rng.choice(_HAN_NAMES), body=True),), people(words, 2)]
    )
    web = words.chance(0.5)
    site = words.pick(NEWSPAPERS)
    return Work(
        kind="webpage" if web else "book",
        title=text,
        gloss=gloss,
        author=who,
        container=site if web and words.chance(0.7) else "",
        issued=day(words) if web else year(words),
        publisher="" if web else words.pick(PUBLISHERS),
        place="" if web else words.pick(CITIES),
        url=url(words, site, "article") if web else "",
    )


def chapter(words: Vocabulary) -> Work:
    """A chapter of an edited book."""
    return Work(
        kind="chapter",
        title=phrases.title(words),
        author=people(words),
        editor=people(words, 3) if words.chance(0.85) else (),
        container=phrases.title(words),
        publisher=words.pick(PUBLISHERS),
        place=words.pick(CITIES),
        issued=year(words),
        page=page_range(words) if words.chance(0.8) else "",
    )


def book(words: Vocabulary) -> Work:
    """A book; edited, translated or in a series at times."""
    edited = words.chance(0.15)
    series = words.chance(0.12)
    return Work(
        kind="book",
        title=phrases.title(words),
        author=() if edited else people(words),
        editor=people(words, 3) if edited else (),
        translator=people(words, 2) if words.chance(0.12) else (),
        publisher=words.pick(PUBLISHERS),
        place=words.pick(CITIES),
        issued=year(words),
        edition=words.rng.choice(["2nd ed.", "3rd ed.", "rev. ed.", "4th edn"])
        if words.chance(0.12)
        else "",
        collection=f"{phrases.title(words)}" if series else "",
        number=str(words.rng.randint(1, 300)) if series and words.chance(0.6) else "",
        volume=str(words.rng.randint(1, 9)) if words.chance(0.06) else "",
        url=url(words, "books", "preview") if words.chance(0.1) else "",
    )


def article(words: Vocabulary) -> Work:
    """An article of a journal."""
    return Work(
        kind="article-journal",
        title=phrases.title(words),
        author=people(words, 5),
        container=journal(words),
        volume=str(words.rng.randint(1, 140)),
        issue=str(words.rng.randint(1, 12)) if words.chance(0.6) else "",
        issued=year(words),
        page=page_range(words) if words.chance(0.85) else "",
        doi=_doi(words) if words.chance(0.25) else "",
        url=url(words, "jstor", "stable") if words.chance(0.1) else "",
    )


def _doi(words: Vocabulary) -> str:
    rng = words.rng
    return f"10.{rng.randint(1000, 9999)}/{slug(words.pick(NOUNS), 1)}.{rng.randint(100, 99999)}"


_KINDS: tuple[tuple[Callable[[Vocabulary], Work], int], ...] = (
    (news, 14),
    (magazine, 5),
    (report, 9),
    (statement, 10),
    (page, 9),
    (post, 2),
    (dataset, 3),
    (thesis, 3),
    (archival, 4),
    (case, 4),
    (statute, 1),
    (interview, 2),
    (speech, 3),
    (film, 1),
    (entry, 2),
    (foreign, 7),
    (cjk, 4),
    (chapter, 9),
    (book, 13),
    (article, 9),
)


def work(words: Vocabulary) -> Work:
    """A work of a random kind."""
    makers, weights = zip(*_KINDS, strict=True)
    maker: Callable[[Vocabulary], Work] = words.rng.choices(makers, weights)[0]
    return maker(words)
