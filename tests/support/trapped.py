"""Generated cases of the choice of a capture: pages, their copies, traps, and what is right.

    for case in cases(seed, 50):
        case.saved     captures, in no order, for the stand-in and as WARCs for pywb
        case.wanted    the address with its anchor and what an article cites of it
        case.right     the moment of the capture to choose; None where none is usable
        case.outcome   how the look-up must end

The right capture is made first. Traps then are bad captures nearer to the anchor than it is, and
good ones that are clearly worse: too far off, before publication, or of another address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
import datetime as dt
import random

from auditor.archives.anchors import target_of
from auditor.model.facts import Outcome, Wanted
from standin import Saved

PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
_WORDS = """harbour lantern keeper signal channel pilot ledger anchor barge quarry timber copper
    wharf market orchard meadow glacier summit valley census railway bridge canal engine boiler
    weaver potter mason printer almanac treaty parish charter tariff granary mill foundry survey
    compass sextant herring salmon otter heron willow thistle marble slate basalt amber saffron
    pepper indigo linen velvet parchment cobbler cooper saddler fiddle drummer chorus lyric
    ballad stanza fresco mosaic turret cloister abbey rampart moat beacon buoy sluice dyke"""
_GONE = (
    "404 Not Found",
    "Page not found",
    "Seite nicht gefunden | {site}",
    "{site} - 404",
    "Error 404",
    "Page introuvable – {site}",
    "The page cannot be found",
    "Sorry, this page is no longer available",
    "Página no encontrada",
    "ページが見つかりません",
)
_WALL = (
    "Before you continue",
    "Just a moment...",
    "Attention Required! | Cloudflare",
    "Are you a robot?",
    "Cookie consent",
    "Access Denied",
    "Security check",
    "Before you continue to {site}",
)


@dataclass(frozen=True)
class Case:
    """One address, its captures, and the choice among them that is right."""

    name: str
    wanted: Wanted
    saved: tuple[Saved, ...]
    right: dt.datetime | None
    outcome: Outcome

    @property
    def article(self) -> str:
        """An article that cites the page as `wanted` says."""
        item = self.wanted
        day = f"{item.anchor:%B} {item.anchor.day}, {item.anchor:%Y}" if item.anchor else ""
        if item.anchor != item.anchor_end:
            day = f"{item.anchor:%Y}"
        said = f"“{item.quotes[0]}”" if item.quotes else "that it was so"
        issued = f"{day}, " if item.anchor_kind == "issued" else ""
        accessed = f"accessed {day}, " if item.anchor_kind == "accessed" else ""
        date = f"date: {item.anchor}\n" if item.anchor_kind == "article" else ""
        note = f'B. Author, "{item.title}," *The Paper*, {issued}{accessed}<{item.url}>.'
        return f"---\ntitle: An article\n{date}---\n\nThe board said {said}.[^1]\n\n[^1]: {note}\n"


@dataclass
class _Making:
    """A case under way; `taken` are the moments of captures, no two of which are the same."""

    dice: random.Random
    number: int
    kind: str
    is_pdf: bool
    saved: list[Saved] = field(default_factory=list)
    taken: set[dt.datetime] = field(default_factory=set)
    used: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = _WORDS.split()
        self.site = f"{self.dice.choice(self.words)}-{self.number}.example"
        name = "-".join(self.dice.sample(self.words, 3))
        folder = self.dice.choice(["News", "a", "Papers/2017", "archive", "Essays"])
        self.url = f"https://{self.site}/{folder}/{name}{'.pdf' if self.is_pdf else ''}"
        self.title = " ".join(self.dice.sample(self.words, 5)).title()
        self.quote = " ".join(self.dice.choices(self.words, k=9))
        self.anchor = dt.date(2003, 1, 1) + dt.timedelta(days=self.dice.randrange(7000))
        self.end = self.anchor
        if self.kind == "issued" and self.dice.random() < 0.3:
            self.anchor = self.anchor.replace(month=1, day=1)
            self.end = self.anchor.replace(month=12, day=31)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            self.url,
            self.anchor,
            self.kind,
            self.end,
            title=self.title,
            quotes=(self.quote,) if self.number % 2 else (),
        )

    def text(self, words: int = 240) -> str:
        return " ".join(self.dice.choices(self.words, k=words))

    def page(self, title: str | None = None, text: str = "") -> bytes:
        """The page that is cited, or one of another title with another text."""
        said = text or f"{self.text(90)} “{self.quote}” {self.text(90)}"
        shown = self.title if title is None else title
        html = f"<html><head><meta charset='utf-8'><title>{shown}</title></head><body>"
        return f"{html}<nav>Home | News | About</nav><h1>{shown}</h1><p>{said}</p></body>".encode()

    def good(self) -> dict[str, object]:
        """The fields of a capture that holds what is cited."""
        if self.is_pdf:
            body = PDF + b"%" + self.text(20).encode()
            return {"body": body, "mimetype": "application/pdf"}
        return {"body": self.page()}

    def keep(self, moment: dt.datetime, url: str | None = None, **more: object) -> Saved:
        """A capture at that moment, or a minute later where there is one."""
        while moment in self.taken:
            moment += dt.timedelta(minutes=1)
        self.taken.add(moment)
        saved = Saved(url or self.url, f"{moment:%Y%m%d%H%M%S}", **more)  # type: ignore[arg-type]
        self.saved.append(saved)
        return saved

    def at(self, days: int) -> dt.datetime:
        """A moment some days after the last day of the anchor, or before the first."""
        day = (self.end if days >= 0 else self.anchor) + dt.timedelta(days=days)
        second = self.dice.randrange(86_400)
        return dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(seconds=second)

    def nearer(self, days: int) -> dt.datetime:
        """A moment that no right capture `days` off the anchor is nearer than."""
        most = max(abs(days) - 1, 0)
        least = 0 if self.kind == "issued" else -most
        return self.at(self.dice.randint(least, most))


Trap = Callable[[_Making, int], None]


def _saved_404(case: _Making, days: int) -> None:
    title = case.dice.choice(_GONE).format(site=case.site)
    text = f"{title}. {case.text(case.dice.choice([5, 60]))}"
    case.keep(case.nearer(days), body=case.page(title, text))


def _error(case: _Making, days: int) -> None:
    status = case.dice.choice([403, 404, 410, 500, 503])
    case.keep(case.nearer(days), status=status, body=case.page("Harbour", case.text(30)))


def _wall(case: _Making, days: int) -> None:
    title = case.dice.choice(_WALL).format(site=case.site)
    case.keep(case.nearer(days), body=case.page(title, case.text(20)))


def _parked(case: _Making, days: int) -> None:
    text = f"{case.site}: this domain is for sale. Buy this domain today. Related searches."
    case.keep(case.nearer(days), body=case.page(case.site, text))


def _hijacked(case: _Making, days: int) -> None:
    text = " ".join(
        case.dice.choices("casino bonus slots jackpot poker roulette spin".split(), k=200)
    )
    case.keep(case.nearer(days), body=case.page("Best Online Casino", text))


def _to_home(case: _Making, days: int) -> None:
    moment = case.nearer(days)
    home = f"https://{case.site}/"
    case.keep(moment, status=case.dice.choice([301, 302]), body=b"", location=home)
    case.keep(moment + dt.timedelta(seconds=9), home, body=case.page("Home", case.text(80)))


def _empty(case: _Making, days: int) -> None:
    case.keep(case.nearer(days), body=b"")


def _another_case(case: _Making, days: int) -> None:
    head, _, tail = case.url.rpartition("/")
    case.keep(case.nearer(days), f"{head}/{tail.upper()}", **case.good())


def _revisited_error(case: _Making, days: int) -> None:
    body = case.page("Not here", case.text(30))
    case.keep(case.at(-3000), status=404, body=body)
    case.keep(case.nearer(days), status=404, body=body, revisit=True)


def _no_pdf(case: _Making, days: int) -> None:
    kind = case.dice.choice(["text/html", "application/pdf"])
    case.keep(case.nearer(days), mimetype=kind, body=case.page("Log in to read", case.text(40)))


def _far_off(case: _Making, days: int) -> None:
    far = abs(days) + case.dice.randint(200, 900)
    case.keep(case.at(far), **case.good())
    if case.kind != "issued":
        case.keep(case.at(-far), **case.good())


def _too_early(case: _Making, _: int) -> None:
    """Before publication, and nearer: only an issued date forbids it."""
    if case.kind == "issued":
        early = case.page("Coming soon", f"{case.title} {case.quote} {case.text(60)}")
        body = PDF if case.is_pdf else early
        kind = "application/pdf" if case.is_pdf else "text/html"
        case.keep(case.at(-case.dice.randint(3, 40)), body=body, mimetype=kind)


_BAD: tuple[Trap, ...] = (_saved_404, _error, _wall, _parked, _to_home, _empty, _revisited_error)
_WORSE: tuple[Trap, ...] = (_another_case, _far_off, _too_early)
_OF_PAGES: tuple[Trap, ...] = (_hijacked,)  # whose words are read
_OF_PDFS: tuple[Trap, ...] = (_no_pdf,)


def cases(seed: int, number: int) -> Iterator[Case]:
    """So many cases; one seed makes the same ones again."""
    for count in range(number):
        yield _case(random.Random(f"{seed} {count}"), count)  # noqa: S311 - nothing secret


def _case(dice: random.Random, number: int) -> Case:
    kind = dice.choice(["accessed", "issued", "article"])
    case = _Making(dice, number, kind, is_pdf=dice.random() < 0.2)
    days = _days(dice, kind)
    usable = dice.random() < 0.85
    right = _right(case, days) if usable else None
    own = _OF_PDFS if case.is_pdf else _OF_PAGES
    traps = (*_BAD, *own, *_WORSE) if usable else _BAD
    chosen = dice.sample(traps, dice.randint(2, 4))
    for trap in chosen:
        trap(case, days)
    dice.shuffle(case.saved)
    outcome = Outcome.ARCHIVED if right else Outcome.NO_USABLE_COPY
    names = "+".join(trap.__name__.strip("_") for trap in chosen)
    name = f"{number}-{kind}{days:+d}-{names}"
    return Case(name, case.wanted, tuple(case.saved), right, outcome)


def _days(dice: random.Random, kind: str) -> int:
    """How far the right capture is from its anchor."""
    near = dice.random() < 0.7
    size = dice.randint(2, 80) if near else dice.randint(91, 500)
    return size if kind == "issued" or dice.random() < 0.5 else -size


def _right(case: _Making, days: int) -> dt.datetime:
    """The capture that is right: plain, or a revisit of one that is too far off to be chosen."""
    good = case.good()
    moment = case.at(days)
    form = case.dice.choice(["plain", "plain", "revisit", "203"])
    if form == "revisit":
        case.keep(case.at(abs(days) + case.dice.randint(400, 800)), **good)
        case.keep(moment, revisit=True, **good)
    else:
        case.keep(moment, status=203 if form == "203" else 200, **good)
    case.taken.add(target_of(case.wanted))
    return moment
