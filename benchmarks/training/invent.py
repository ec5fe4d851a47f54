"""Plausible works of the kinds that the item set lacks; names, numbers and addresses are made up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
import re
import unicodedata

from benchmarks.training import phrases
from benchmarks.training.vocabulary import (
    BODIES,
    CITIES,
    COUNTRIES,
    FAMILIES,
    GIVENS,
    MAGAZINES,
    MINISTRIES,
    NEWSPAPERS,
    NOUNS,
    PARTICLES,
    PUBLISHERS,
    SITES,
    THINK_TANKS,
    Vocabulary,
)
from benchmarks.training.works import Person, Work

_JOURNALS = """Journal of {A} {N}|{N} Studies|{N} Review|The {A} {N} Quarterly|Annals of {N}|Revue d’histoire de la {n}|
Zeitschrift für {G}|{N} & {N}|{A} {N}|International Journal of {N} and {N}|{N}: A Journal of {A} {N}|Bulletin of the {C} {N} Society""".replace(
    "\n", ""
).split("|")
_SERIES = "Discussion Paper|Working Paper|Policy Brief|Occasional Paper|Research Report|Technical Report|Briefing Paper|Policy Paper|Issue Brief|Report|Fact Sheet".split(
    "|"
)
_HAN_NAMES = "王明 李芳 张伟 陈静 山田太郎 佐藤花子 田中実 鈴木一郎 林美玲 刘洋".split()


def person(words: Vocabulary) -> Person:
    """A person of two or three names, at times with a particle or a double surname."""
    family = words.pick(FAMILIES)
    if words.chance(0.06):
        family = f"{words.rng.choice(PARTICLES)} {family}"
    elif words.chance(0.05):
        family = f"{family}-{words.pick(FAMILIES)}"
    given = words.pick(GIVENS)
    if words.chance(0.3):
        given += f" {words.rng.choice('ABCDEFGHJKLMNPRSTW')}."
    elif words.chance(0.06):
        given += f"-{words.pick(GIVENS)}"
    return Person(family, given)


def people(words: Vocabulary, most: int = 4) -> tuple[Person, ...]:
    """One person or some; mostly one."""
    count = 1 if words.chance(0.55) else words.rng.randint(2, most)
    return tuple(person(words) for _ in range(count))


def body(words: Vocabulary) -> Person:
    """An organisation, a ministry with its country, or a think tank."""
    country = words.pick(COUNTRIES).removeprefix("the ")
    forms: list[Callable[[], str]] = [
        lambda: words.pick(BODIES),
        lambda: words.pick(THINK_TANKS),
        lambda: f"Ministry of {words.pick(MINISTRIES)}",
        lambda: f"{country}'s Ministry of {words.pick(MINISTRIES)}",
        lambda: f"Ministry of {words.pick(MINISTRIES)} of {words.pick(COUNTRIES)}",
        lambda: f"{country} Ministry of {words.pick(MINISTRIES)}",
        lambda: f"Government of {country}",
        lambda: f"{words.pick(SITES)} (Office of the President of {country})",
        lambda: f"University of {words.pick(CITIES).split(',')[0]}",
        lambda: f"{words.pick(NOUNS).capitalize()} Party of {country}",
    ]
    name = words.rng.choice(forms)()
    if words.chance(0.12) and "(" not in name and "," not in name:
        letters = "".join(word[0] for word in name.split() if word[0].isupper())
        name += f" ({letters})" if len(letters) > 1 else ""
    if words.chance(0.12) and name.split()[0] not in ("The", "Government"):
        name = f"The {name}"
    return Person(name, body=True)


def day(words: Vocabulary, first: int = 1995) -> tuple[int, ...]:
    """A full date; the year alone or year and month at times."""
    full = (words.rng.randint(first, 2025), words.rng.randint(1, 12), words.rng.randint(1, 28))
    return full[: 3 if words.chance(0.9) else words.rng.randint(1, 2)]


def year(words: Vocabulary) -> tuple[int, ...]:
    """A year of publication."""
    return (words.rng.randint(*((1960, 2025) if words.chance(0.8) else (1600, 1960))),)


def url(words: Vocabulary, site: str, text: str) -> str:
    """An address that could be the site's."""
    host = slug(site, 2).replace("-", "") or "example"
    domain = words.rng.choice("com org net gov.uk int de fr eu edu co.uk go.jp info io gov".split())
    path = words.rng.choice(
        [
            f"/{slug(text, 6)}", f"/news/{words.rng.randint(2005, 2025)}/{words.rng.randint(1, 12):02}/{slug(text, 5)}",
            f"/{slug(text, 3)}/{words.rng.randint(1000, 999999)}.html", f"/article?id={words.rng.randint(100, 99999)}&lang=en",
            f"/docs/{slug(text, 2)}_{words.rng.randint(1, 99)}.pdf", "/", f"/index.php/{slug(text, 2)}/view/{words.rng.randint(10, 999)}",
            f"/{slug(text, 4)}#section{words.rng.randint(1, 9)}", "",
        ]
    )  # fmt: skip
    scheme = words.rng.choice(["https://www.", "https://", "http://www.", "http://", "www."])
    return f"{scheme}{host}.{domain}{path}"


def slug(text: str, count: int) -> str:
    """Some words of a text as an address has them."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:count])


def journal(words: Vocabulary) -> str:
    """The name of a journal."""
    name = words.rng.choice(_JOURNALS).strip()
    for slot, fill in (
        ("{A}", lambda: phrases.title(words).split()[-1].strip("?:,”s")),
        ("{N}", lambda: words.pick(NOUNS).capitalize()),
        ("{n}", lambda: words.pick(NOUNS)),
        ("{G}", lambda: phrases.german(words).split()[-1].capitalize()),
        ("{C}", lambda: words.pick(COUNTRIES).removeprefix("the ")),
    ):
        while slot in name:
            name = name.replace(slot, fill(), 1)
    return name


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
    pages = _pages(words) if not link and words.chance(0.6) else ""
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
    number = _number(words) if genre and words.chance(0.8) else ""
    return Work(
        kind="report", title=text, author=(who,) if own else people(words), genre=genre, number=number,
        publisher=who.family, place=words.pick(CITIES) if words.chance(0.7) else "", issued=year(words),
        url=url(words, who.family, text) if words.chance(0.6) else "",
    )  # fmt: skip


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
        kind="webpage", title=text, author=(who,), container=again, issued=day(words) if words.chance(0.7) else (),
        accessed=day(words, 2010) if words.chance(0.4) else (), genre=genre, url=url(words, who.family, text),
    )  # fmt: skip


def page(words: Vocabulary) -> Work:
    """A web page or blog entry."""
    site = words.pick(SITES if words.chance(0.7) else THINK_TANKS)
    text = phrases.headline(words) if words.chance(0.4) else phrases.title(words)
    who = people(words, 3) if words.chance(0.6) else ()
    return Work(
        kind=words.rng.choice(["webpage", "post-weblog"]), title=text, author=who,
        container=site if words.chance(0.85) else "", issued=day(words) if words.chance(0.8) else (),
        accessed=day(words, 2010) if words.chance(0.4) else (), url=url(words, site, text),
    )  # fmt: skip


def post(words: Vocabulary) -> Work:
    """A post on a social network; its title is its text."""
    who = person(words)
    handle = f" (@{slug(who.given + who.family, 1)}{words.rng.randint(1, 99)})"
    network = words.rng.choice(
        ["Twitter", "X", "Facebook", "Instagram", "Mastodon", "Bluesky", "Reddit", "Weibo"]
    )
    return Work(
        kind="post", title=phrases.headline(words), author=(replace(who, handle=handle if words.chance(0.5) else ""),),
        container=network, issued=day(words, 2008), genre=words.rng.choice(["tweet", "post", "Facebook post", ""]),
        url=url(words, network, who.family),
    )  # fmt: skip


def dataset(words: Vocabulary) -> Work:
    """A dataset or piece of software with a version."""
    soft = words.chance(0.5)
    name = f"{words.pick(NOUNS).capitalize()}{words.rng.choice(['R', 'Kit', 'DB', 'Base', ' Atlas', ' Database', 'Py'])}"
    text = f"{name}: {phrases.title(words)}" if words.chance(0.5) else name
    return Work(
        kind="software" if soft else "dataset", title=text, author=people(words, 9) if words.chance(0.7) else (body(words),),
        edition=f"version {words.rng.randint(0, 9)}.{words.rng.randint(0, 20)}" if words.chance(0.6) else "",
        publisher=words.pick(SITES) if words.chance(0.7) else "", issued=year(words) if words.chance(0.5) else day(words),
        genre=words.rng.choice(["dataset", "data set", "Data set"]) if not soft and words.chance(0.5) else "",
        doi=f"10.{words.rng.randint(1000, 9999)}/zenodo.{words.rng.randint(10000, 9999999)}" if words.chance(0.6) else "",
        url=url(words, name, text) if words.chance(0.4) else "",
    )  # fmt: skip


def thesis(words: Vocabulary) -> Work:
    """A thesis."""
    genre = words.rng.choice(
        [
            "PhD diss.",
            "Ph.D. dissertation",
            "PhD thesis",
            "master's thesis",
            "MA thesis",
            "Doctoral dissertation",
            "Dissertation",
            "thèse de doctorat",
        ]
    )
    school = (
        f"University of {words.pick(CITIES).split(',')[0]}"
        if words.chance(0.7)
        else f"{words.pick(CITIES).split(',')[0]} University"
    )
    return Work(
        kind="thesis",
        title=phrases.title(words),
        author=(person(words),),
        genre=genre,
        publisher=school,
        issued=year(words),
    )


def archival(words: Vocabulary) -> Work:
    """A letter, memorandum or file that an archive keeps."""
    title = words.rng.choice(
        [
            f"{words.pick(FAMILIES)} to {words.pick(FAMILIES)}", f"Letter from {words.pick(GIVENS)} {words.pick(FAMILIES)} to {words.pick(FAMILIES)}",
            f"Memorandum on {words.pick(NOUNS)}", f"Minutes of the {words.pick(NOUNS).capitalize()} Committee", f"Report on the {words.pick(NOUNS)} of {words.pick(CITIES)}",
        ]
    )  # fmt: skip
    files = words.rng.choice(
        [
            f"{words.rng.choice(['FO', 'CO', 'CAB', 'WO', 'ADM'])} {words.rng.randint(1, 999)}/{words.rng.randint(1, 9999)}, The National Archives",
            f"box {words.rng.randint(1, 90)}, folder {words.rng.randint(1, 30)}, {words.pick(FAMILIES)} Papers, {words.pick(CITIES)} Library",
            f"Box {words.rng.randint(1, 90)}, RG {words.rng.randint(10, 500)}, National Archives, College Park",
            f"BArch, R {words.rng.randint(1, 9999)}/{words.rng.randint(1, 400)}, Bl. {words.rng.randint(1, 300)}",
            f"MS. {words.pick(FAMILIES)} {words.rng.randint(1, 300)}, fol. {words.rng.randint(1, 300)}r, Bodleian Library",
            f"{words.pick(FAMILIES)} Collection, Archives of {words.pick(CITIES)}, {words.rng.randint(1, 99)}/{words.rng.randint(1, 99)}",
        ]
    )  # fmt: skip
    return Work(
        kind="manuscript",
        title=title,
        issued=(words.rng.randint(1700, 1990), words.rng.randint(1, 12), words.rng.randint(1, 28)),
        archive=files,
    )


def case(words: Vocabulary) -> Work:
    """A case: its title holds the parties, `container` the report, `page` the first page."""
    other = f"{words.pick(CITIES).split(',')[0]} {words.rng.choice(['City Council', 'Ltd', 'Inc.', 'Corp.', 'plc', 'Co.'])}"
    first = words.rng.choice(
        [
            words.pick(FAMILIES),
            "R",
            "United States",
            "Commission",
            other,
            f"R ({words.pick(FAMILIES)})",
        ]
    )
    report = words.rng.choice(
        [
            "U.S.",
            "F.3d",
            "F.2d",
            "S. Ct.",
            "F. Supp. 2d",
            "AC",
            "QB",
            "WLR",
            "All ER",
            "EWCA Civ",
            "UKSC",
            "ECR",
            "BVerfGE",
        ]
    )
    return Work(
        kind="legal_case", title=f"{first} v {words.rng.choice([words.pick(FAMILIES), other])}", container=report,
        volume=str(words.rng.randint(1, 600)), page=str(words.rng.randint(1, 1400)), issued=year(words),
        publisher=words.rng.choice(["", "2d Cir.", "D.C. Cir.", "S.D.N.Y.", "CA", "HL", "SC"]),
    )  # fmt: skip


def statute(words: Vocabulary) -> Work:
    """An act, or a provision of a code."""
    name = f"{phrases.title(words).split(':')[0].strip('?“”')} Act {words.rng.randint(1900, 2024)}"
    return Work(kind="legislation", title=name, issued=())


def interview(words: Vocabulary) -> Work:
    """An interview or e-mail that the author was given."""
    genre = words.rng.choice(
        [
            "interview by author",
            "interview with the author",
            "personal communication",
            "e-mail message to author",
            "telephone interview",
            "Interview",
        ]
    )
    return Work(
        kind="interview",
        title="",
        author=(person(words),),
        genre=genre,
        issued=day(words),
        place=words.pick(CITIES) if words.chance(0.5) else "",
    )


def speech(words: Vocabulary) -> Work:
    """A talk, broadcast or video."""
    return Work(
        kind="speech", title=phrases.title(words), author=people(words, 2), container=f"{words.pick(NOUNS).capitalize()} Conference" if words.chance(0.5) else words.rng.choice(["YouTube", "Vimeo", "BBC Radio 4", "TED"]),
        genre=words.rng.choice(["speech", "lecture", "paper presented at", "keynote address", "video", "podcast audio", "conference paper"]),
        place=words.pick(CITIES) if words.chance(0.6) else "", issued=day(words), url=url(words, "youtube", "watch") if words.chance(0.3) else "",
    )  # fmt: skip


def film(words: Vocabulary) -> Work:
    """A film with its director."""
    return Work(
        kind="motion_picture",
        title=phrases.title(words),
        author=(person(words),),
        publisher=words.pick(PUBLISHERS),
        place=words.pick(CITIES) if words.chance(0.5) else "",
        issued=year(words),
        genre=words.rng.choice(["film", "DVD", "documentary film", ""]),
    )


def entry(words: Vocabulary) -> Work:
    """An entry of an encyclopedia."""
    name = words.rng.choice(
        [
            "Encyclopædia Britannica",
            "Oxford Dictionary of National Biography",
            "Wikipedia",
            "Grove Music Online",
            "The Stanford Encyclopedia of Philosophy",
            "Oxford English Dictionary",
            "Neue Deutsche Biographie",
        ]
    )
    return Work(
        kind="entry-encyclopedia",
        title=words.rng.choice(
            [
                words.pick(NOUNS).capitalize(),
                f"{words.pick(FAMILIES)}, {words.pick(GIVENS)}",
                phrases.title(words),
            ]
        ),
        author=people(words, 2) if words.chance(0.4) else (),
        container=name,
        issued=year(words) if words.chance(0.5) else (),
        accessed=day(words, 2010) if words.chance(0.5) else (),
        url=url(words, name, "entry") if words.chance(0.5) else "",
    )


def foreign(words: Vocabulary) -> Work:
    """A German, French or Spanish book or article."""
    text = words.rng.choice([phrases.german, phrases.french, phrases.spanish])(words)
    book = words.chance(0.6)
    return Work(
        kind="book" if book else "article-journal", title=text, author=people(words), issued=year(words),
        publisher=words.pick(PUBLISHERS) if book else "", place=words.pick(CITIES) if book else "",
        container="" if book else journal(words), volume="" if book else str(words.rng.randint(1, 90)),
        issue="" if book or words.chance(0.5) else str(words.rng.randint(1, 6)), page="" if book else _pages(words),
    )  # fmt: skip


def cjk(words: Vocabulary) -> Work:
    """A work in Chinese or Japanese, its title with romanisation and translation in brackets."""
    text = phrases.han(words)
    gloss = words.rng.choice(
        [
            f"{phrases.romanised(words)}/{phrases.statement(words)}", f"{phrases.romanised(words)} / {phrases.title(words)}",
            phrases.title(words), f"{phrases.romanised(words)}, {phrases.headline(words)}", "",
        ]
    )  # fmt: skip
    who = words.rng.choice(
        [(body(words),), (Person(words.rng.choice(_HAN_NAMES), body=True),), people(words, 2)]
    )
    web = words.chance(0.5)
    site = words.pick(NEWSPAPERS)
    return Work(
        kind="webpage" if web else "book", title=text, gloss=gloss, author=who, container=site if web and words.chance(0.7) else "",
        issued=day(words) if web else year(words), publisher="" if web else words.pick(PUBLISHERS), place="" if web else words.pick(CITIES),
        url=url(words, site, "article") if web else "",
    )  # fmt: skip


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
        page=_pages(words) if words.chance(0.8) else "",
    )


def book(words: Vocabulary) -> Work:
    """A book; edited, translated or in a series at times."""
    edited = words.chance(0.15)
    series = words.chance(0.12)
    return Work(
        kind="book", title=phrases.title(words), author=() if edited else people(words), editor=people(words, 3) if edited else (),
        translator=people(words, 2) if words.chance(0.12) else (), publisher=words.pick(PUBLISHERS), place=words.pick(CITIES), issued=year(words),
        edition=words.rng.choice(["2nd ed.", "3rd ed.", "rev. ed.", "4th edn"]) if words.chance(0.12) else "",
        collection=f"{phrases.title(words)}" if series else "", number=str(words.rng.randint(1, 300)) if series and words.chance(0.6) else "",
        volume=str(words.rng.randint(1, 9)) if words.chance(0.06) else "",
        url=url(words, "books", "preview") if words.chance(0.1) else "",
    )  # fmt: skip


def article(words: Vocabulary) -> Work:
    """An article of a journal."""
    return Work(
        kind="article-journal", title=phrases.title(words), author=people(words, 5), container=journal(words), volume=str(words.rng.randint(1, 140)),
        issue=str(words.rng.randint(1, 12)) if words.chance(0.6) else "", issued=year(words), page=_pages(words) if words.chance(0.85) else "",
        doi=f"10.{words.rng.randint(1000, 9999)}/{slug(words.pick(NOUNS), 1)}.{words.rng.randint(100, 99999)}" if words.chance(0.25) else "",
        url=url(words, "jstor", "stable") if words.chance(0.1) else "",
    )  # fmt: skip


def _pages(words: Vocabulary) -> str:
    first = words.rng.randint(1, 900)
    return f"{first}–{first + words.rng.randint(1, 40)}"


def _number(words: Vocabulary) -> str:
    count = words.rng.randint(1, 900)
    return words.rng.choice(
        [
            str(count),
            f"{words.rng.randint(1990, 2024)}/{count}",
            f"{count}-{words.rng.randint(1, 30)}",
        ]
    )


_KINDS: tuple[tuple[Callable[[Vocabulary], Work], int], ...] = (
    (news, 14), (magazine, 5), (report, 9), (statement, 10), (page, 9), (post, 2), (dataset, 3), (thesis, 3), (archival, 4),
    (case, 4), (statute, 1), (interview, 2), (speech, 3), (film, 1), (entry, 2), (foreign, 7), (cjk, 4), (chapter, 9), (book, 13), (article, 9),
)  # fmt: skip


def work(words: Vocabulary) -> Work:
    """A work of a random kind."""
    makers, weights = zip(*_KINDS, strict=True)
    maker: Callable[[Vocabulary], Work] = words.rng.choices(makers, weights)[0]
    return maker(words)
