"""NAM002: a name written once that is a slip away from a name written often."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
import re

from rapidfuzz.distance import OSA

from auditor.model.article import BlockKind
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Evidence, Related, Severity
from auditor.model.text import View
from auditor.rules.marks import prose
from auditor.rules.names_found import Key, Place, names
from auditor.rules.names_swapped import swapped
from auditor.rules.rule import ENGLISH, rule
from auditor.rules.support import place_of
from auditor.text.fold import fold, fold_word, strip_accents
from auditor.text.hosts import host_of, site_of

OFTEN = 3  # uses that make a spelling the article's own
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
# Heads for which both forms name something: North and Northern Ireland are not two spellings, but
# South and Southern Africa, West and Western Germany are two things.
_BOTH_FORMS = frozenset(
    """africa asia europe america germany korea sudan carolina dakota virginia australia england
    france italy india china japan side coast wing bank end""".split()
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ](?<!\w[A-ZÀ-ÖØ-Þ])[^\W\d_]+")
_DISTINCT = ({"russian", "prussian"}, {"russia", "prussia"})  # one letter apart, and no slip
_ENDINGS = frozenset(
    """s es n an ian ese ish ic ical al ist ists ism er ers or ed ing ly y ies i e a o as os us um
    en on d r t ts""".split()
)
# Endings that take each other's place; David and Davis differ by a letter and by no ending.
_SWAPPED = frozenset(
    frozenset(pair_.split("/"))
    for pair_ in "a/o as/os a/e o/e as/es os/es a/x o/x us/os us/um n/s t/m ts/ms y/i".split()
)
_AFTER_E = frozenset("d r s n".split())


@dataclass(frozen=True, slots=True)
class _Variant:
    """A rare spelling beside the usual one; `sure` where more than letters speaks for a slip."""

    rare: Place
    usual: Key
    places: tuple[Place, ...]
    sure: bool
    why: str


@rule("NAM002", "rare-name-variant", Severity.WARNING, languages=ENGLISH)
def nam002(audit: Audit) -> Iterable[Draft]:
    """A name used once that is near a name used often.

    ## Why

    A slip in a name reads like another name: "Kyoto News" is not "Kyodo News", and nobody will find
    it.

    ## How it decides

    Runs of two and three capitalised words are counted over text and notes. One that occurs once is
    compared with those that occur three times or more: all words but one equal, and that one a
    single edit away in five letters or more; or a compass word without its ending (North
    Territories for Northern Territories). Where it may be another person's first name, or other
    names hold the word as well, it is an info. A pair of countries before a noun that otherwise
    always goes with another pair (Sino-Japanese alignment among ten of Russia and China) is a
    warning too, and a single word of six letters or more that is a cited author's surname, or a
    name written three times, with two neighbouring letters swapped.

    ## What keeps it quiet

    Endings (Asia and Asian, plurals, Latino and Latina), numbers and numerals; names in quotations,
    titles and at the beginning of a sentence; British and American spelling and accents; whatever
    `names.distinct` of the policy keeps apart. `names.canonical` adds names to compare with,
    however often they occur.

    ## Example

    > … agencies such as Jiji Press, Kyoto News, and NHK   (Kyodo News in five other places)

    ## What to do

    Write the usual form, or list the two as distinct names in claims.toml.
    """
    variants = tuple(_variants(audit, _Context(audit, names(audit))))
    yield from (_draft(audit, variant) for variant in variants)
    yield from _pairs_of_countries(audit)
    told = [variant.rare.span for variant in variants]
    for draft in swapped(audit):
        at = draft.primary.start
        if not any(span.start <= at < span.end for span in told):
            yield draft


@dataclass(frozen=True)
class _Context:
    """The names of an article and, where they are asked for, its other words and cited hosts."""

    audit: Audit
    found: Mapping[Key, list[Place]]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The prose of all blocks and notes."""
        article = self.audit.article
        views = [*(b.view for b in article.blocks), *(n.view for n in article.notes)]
        return tuple(prose(view.text) for view in views)

    @cached_property
    def capitals(self) -> Counter[str]:
        """How often each capitalised word stands anywhere."""
        counts = Counter(word for text in self.texts for word in _CAPITAL.findall(text))
        folded: Counter[str] = Counter()
        for word, count in counts.items():
            folded[fold_word(word)] += count
        return folded

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Words that the article writes in lower case as well."""
        words: set[str] = set()
        for text in self.texts:
            words.update(text.split())
        return frozenset(map(fold_word, filter(str.isalpha, filter(str.islower, words))))

    @cached_property
    def hosts(self) -> str:
        """The registrable domains of all addresses."""
        return " ".join({site_of(host_of(a.url)) for a in self.audit.article.addresses})

    def on_host(self, place: Place) -> bool:
        """Whether a cited domain is made of the name, as it is printed."""
        label = "".join(filter(str.isalnum, strip_accents(place.printed).casefold()))
        return label in self.hosts.replace("-", "")


def _variants(audit: Audit, context: _Context) -> Iterator[_Variant]:
    found = context.found
    usual = {key for key, places in found.items() if len(places) >= OFTEN}
    usual |= {tuple(fold(name).split()) for name in audit.policy.canonical_names}
    by_rest = _by_rest({*usual, *(key for key, places in found.items() if len(places) > 1)})
    told: set[int] = set()
    for key, places in found.items():
        if len(places) != 1 or not places[0].own or key in usual:
            continue
        for near, at in _near(key, by_rest):
            variant = _judge(context, key, near, at, often=near in usual)
            if (
                variant
                and not _kept_apart(audit, key, near)
                and variant.rare.span.start not in told
            ):
                told.add(variant.rare.span.start)
                yield variant


def _by_rest(keys: Iterable[Key]) -> dict[tuple[int, Key], list[Key]]:
    """Names by all their words but one: near names are those that share the rest."""
    table: dict[tuple[int, Key], list[Key]] = defaultdict(list)
    for key in keys:
        for at in range(len(key)):
            table[at, key[:at] + key[at + 1 :]].append(key)
    return table


def _near(key: Key, table: Mapping[tuple[int, Key], list[Key]]) -> Iterator[tuple[Key, int]]:
    for at in range(len(key)):
        for near in table.get((at, key[:at] + key[at + 1 :]), ()):
            if len(near) == len(key) and near != key:
                yield near, at


def _judge(context: _Context, key: Key, near: Key, at: int, *, often: bool) -> _Variant | None:
    found = context.found
    one, two = key[at], near[at]
    places = tuple(found.get(near, ()))
    if (
        one in _COMPASS
        and two == f"{one}ern"
        and at < len(key) - 1
        and key[at + 1] not in _BOTH_FORMS
    ):
        return _Variant(found[key][0], near, places, True, "one form is used throughout")
    if not often or min(len(one), len(two)) < 5 or not _slip(one, two):
        return None
    on_host = bool(places) and context.on_host(places[0]) and not context.on_host(found[key][0])
    # With another last word it is a person's first name that differs, and there are two of them,
    # unless the last word is a common noun or an article stands before. A word that other names
    # hold too is no slip.
    definite = 2 * sum(place.definite for place in places) > len(places)
    no_person = at == len(key) - 1 or definite or key[-1] in context.nouns
    sure = on_host or (no_person and context.capitals[one] == 1)
    why = "the cited address has the usual form" if on_host else "one letter differs"
    return _Variant(found[key][0], near, places, sure, why)


def _slip(one: str, two: str) -> bool:
    """One edit that is no ending: a letter changed, added, dropped, or two swapped."""
    if OSA.distance(one, two, score_cutoff=1) != 1 or {one, two} in _DISTINCT:
        return False
    common = 0
    while common < min(len(one), len(two)) and one[common] == two[common]:
        common += 1
    tails = frozenset((one[common:], two[common:]))
    verbal = one[:common].endswith("e") and tails <= _AFTER_E
    ending = tails in _SWAPPED or verbal or ("" in tails and tails - {""} <= _ENDINGS)
    return not (common >= 3 and ending)


def _kept_apart(audit: Audit, key: Key, near: Key) -> bool:
    both = {" ".join(key), " ".join(near)}
    sets = ({fold(name) for name in names_} for names_ in audit.policy.distinct_names)
    allowed = {fold(name) for name in audit.policy.canonical_names}
    return any(both <= kept for kept in sets) or " ".join(key) in allowed


def _draft(audit: Audit, variant: _Variant) -> Draft:
    usual = variant.places[0].printed if variant.places else " ".join(variant.usual).title()
    rare = variant.rare
    count = len(variant.places)
    return Draft(
        message=f"{rare.printed} occurs once, {usual} {count} times: {variant.why}",
        primary=rare.span,
        anchor=rare.printed,
        help=f"write {usual}, or list the two as distinct names in claims.toml",
        severity=None if variant.sure else Severity.INFO,
        confidence=Confidence.MEDIUM if variant.sure else Confidence.LOW,
        cited=rare.printed,
        found=usual,
        related=tuple(Related(place.span, "the usual form") for place in variant.places[:5]),
        evidence=tuple(
            Evidence(kind="document", source=place_of(audit, place.span), excerpt=place.printed)
            for place in variant.places[:3]
        ),
    )


# Combining forms and adjectives of the countries that are written in pairs.
_COUNTRY = {
    "sino": "china", "chinese": "china", "russo": "russia", "russian": "russia",
    "japanese": "japan", "nippo": "japan", "indo": "india", "indian": "india",
    "anglo": "britain", "british": "britain", "english": "britain", "uk": "britain",
    "franco": "france", "french": "france", "germano": "germany", "german": "germany",
    "italo": "italy", "italian": "italy", "hispano": "spain", "spanish": "spain",
    "luso": "portugal", "portuguese": "portugal", "turco": "turkey", "turkish": "turkey",
    "greco": "greece", "greek": "greece", "austro": "austria", "austrian": "austria",
    "polish": "poland", "soviet": "soviet", "american": "us", "usa": "us", "u.s": "us",
    "korean": "korea", "iranian": "iran", "iraqi": "iraq", "israeli": "israel",
    "egyptian": "egypt", "pakistani": "pakistan", "ukrainian": "ukraine", "swedish": "sweden",
    "norwegian": "norway", "danish": "denmark", "dutch": "netherlands", "belgian": "belgium",
    "hungarian": "hungary", "serbian": "serbia", "vietnamese": "vietnam", "cuban": "cuba",
    "mexican": "mexico", "canadian": "canada", "australian": "australia",
}  # fmt: skip
# A capital first, then that no letter stands before it: the engine leaps from capital to capital.
_PAIR = re.compile(
    r"([A-Z](?<!\w[A-Z])[\w.]{1,14})[-–]([A-Z][\w.]{1,14}) ([a-z]{3,14})(?: ([a-z]{4,14}))?\b"
)
_SECOND = re.compile(r"[-–][A-Z]")  # a cheap look first
_SHARE = 5  # uses of one pair with a noun before another pair with it looks like a slip


def _pairs_of_countries(audit: Audit) -> Iterator[Draft]:
    by_noun: dict[str, list[tuple[frozenset[str], Place]]] = defaultdict(list)
    for block in audit.article.blocks:
        if block.kind is BlockKind.PARAGRAPH and _SECOND.search(block.view.text):
            for noun, pair_, place in _country_pairs(block.view):
                by_noun[noun].append((pair_, place))
    for uses in by_noun.values():  # the noun, or the adjective before it and then the noun
        counts = Counter(pair_ for pair_, _ in uses)
        if len(counts) != 2:
            continue
        (usual, many), (odd, few) = counts.most_common()
        if many >= _SHARE and few == 1 and len(usual & odd) == 1:
            places = tuple(place for pair_, place in uses if pair_ == usual)
            rare = next(place for pair_, place in uses if pair_ == odd)
            why = "elsewhere the noun goes with the other pair"
            yield _draft(audit, _Variant(rare, (), places, True, why))


def _country_pairs(view: View) -> Iterator[tuple[str, frozenset[str], Place]]:
    for match in _PAIR.finditer(view.text):
        both = frozenset(_country(word) for word in match.group(1, 2))
        if len(both) == 2:
            place = Place(view, match.start(), match.end(3), own=True)
            yield from ((noun, both, place) for noun in match.group(3, 4) if noun)


def _country(word: str) -> str:
    plain = word.casefold().strip(".")
    return _COUNTRY.get(plain, plain)
