"""Plausible works that no journal, press or newspaper printed: files, cases, talks, data, posts."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.training import phrases
from benchmarks.training.bits import (
    body,
    day,
    people,
    person,
    slug,
    url,
    year,
)
from benchmarks.training.vocabulary import (
    CITIES,
    FAMILIES,
    GIVENS,
    NOUNS,
    PUBLISHERS,
    SITES,
    Vocabulary,
)
from benchmarks.training.works import Work


def dataset(words: Vocabulary) -> Work:
    """A dataset or piece of software with a version."""
    soft = words.chance(0.5)
    name = words.pick(NOUNS).capitalize()
    name += words.rng.choice(["R", "Kit", "DB", "Base", " Atlas", " Database", "Py"])
    text = f"{name}: {phrases.title(words)}" if words.chance(0.5) else name
    return Work(
        kind="software" if soft else "dataset",
        title=text,
        author=people(words, 9) if words.chance(0.7) else (body(words),),
        edition=f"version {words.rng.randint(0, 9)}.{words.rng.randint(0, 20)}"
        if words.chance(0.6)
        else "",
        publisher=words.pick(SITES) if words.chance(0.7) else "",
        issued=year(words) if words.chance(0.5) else day(words),
        genre=words.rng.choice(["dataset", "data set", "Data set"])
        if not soft and words.chance(0.5)
        else "",
        doi=f"10.{words.rng.randint(1000, 9999)}/zenodo.{words.rng.randint(10000, 9999999)}"
        if words.chance(0.6)
        else "",
        url=url(words, name, text) if words.chance(0.4) else "",
    )


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
            f"{words.pick(FAMILIES)} to {words.pick(FAMILIES)}",
            f"Letter from {words.pick(GIVENS)} {words.pick(FAMILIES)} to {words.pick(FAMILIES)}",
            f"Memorandum on {words.pick(NOUNS)}",
            f"Minutes of the {words.pick(NOUNS).capitalize()} Committee",
            f"Report on the {words.pick(NOUNS)} of {words.pick(CITIES)}",
        ]
    )
    rng = words.rng
    files = rng.choice(
        [
            (
                f"{rng.choice(['FO', 'CO', 'CAB', 'WO', 'ADM'])} {rng.randint(1, 999)}/"
                f"{rng.randint(1, 9999)}, The National Archives"
            ),
            (
                f"box {rng.randint(1, 90)}, folder {rng.randint(1, 30)},"
                f" {words.pick(FAMILIES)} Papers, {words.pick(CITIES)} Library"
            ),
            f"Box {rng.randint(1, 90)}, RG {rng.randint(10, 500)}, National Archives, College Park",
            f"BArch, R {rng.randint(1, 9999)}/{rng.randint(1, 400)}, Bl. {rng.randint(1, 300)}",
            (
                f"MS. {words.pick(FAMILIES)} {rng.randint(1, 300)}, fol. {rng.randint(1, 300)}r,"
                " Bodleian Library"
            ),
            (
                f"{words.pick(FAMILIES)} Collection, Archives of {words.pick(CITIES)},"
                f" {rng.randint(1, 99)}/{rng.randint(1, 99)}"
            ),
        ]
    )
    return Work(
        kind="manuscript",
        title=title,
        issued=(words.rng.randint(1700, 1990), words.rng.randint(1, 12), words.rng.randint(1, 28)),
        archive=files,
    )


def case(words: Vocabulary) -> Work:
    """A case: its title holds the parties, `container` the report, `page` the first page."""
    town = words.pick(CITIES).split(",")[0]
    other = f"{town} {words.rng.choice(['City Council', 'Ltd', 'Inc.', 'Corp.', 'plc', 'Co.'])}"
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
        kind="legal_case",
        title=f"{first} v {words.rng.choice([words.pick(FAMILIES), other])}",
        container=report,
        volume=str(words.rng.randint(1, 600)),
        page=str(words.rng.randint(1, 1400)),
        issued=year(words),
        publisher=words.rng.choice(["", "2d Cir.", "D.C. Cir.", "S.D.N.Y.", "CA", "HL", "SC"]),
    )


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
        kind="speech",
        title=phrases.title(words),
        author=people(words, 2),
        container=f"{words.pick(NOUNS).capitalize()} Conference"
        if words.chance(0.5)
        else words.rng.choice(["YouTube", "Vimeo", "BBC Radio 4", "TED"]),
        genre=words.rng.choice(
            [
                "speech",
                "lecture",
                "paper presented at",
                "keynote address",
                "video",
                "podcast audio",
                "conference paper",
            ]
        ),
        place=words.pick(CITIES) if words.chance(0.6) else "",
        issued=day(words),
        url=url(words, "youtube", "watch") if words.chance(0.3) else "",
    )


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


def post(words: Vocabulary) -> Work:
    """A post on a social network; its title is its text."""
    who = person(words)
    handle = f" (@{slug(who.given + who.family, 1)}{words.rng.randint(1, 99)})"
    network = words.rng.choice(
        ["Twitter", "X", "Facebook", "Instagram", "Mastodon", "Bluesky", "Reddit", "Weibo"]
    )
    return Work(
        kind="post",
        title=phrases.headline(words),
        author=(replace(who, handle=handle if words.chance(0.5) else ""),),
        container=network,
        issued=day(words, 2008),
        genre=words.rng.choice(["tweet", "post", "Facebook post", ""]),
        url=url(words, network, who.family),
    )
