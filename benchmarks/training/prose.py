"""Sentences that authors put before, after and around citations, made by a small grammar."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.training import phrases
from benchmarks.training.vocabulary import (
    ADJECTIVES,
    CITIES,
    COUNTRIES,
    FAMILIES,
    GIVENS,
    NOUNS,
    Vocabulary,
)

_SENTENCES = """The {n} of {C} {c} {a} {n} in the {d}s|In {y}, {c2} {n} {w} {n}|This {n} {w} {n} only after {y}|
I {k} {P} for {g}|My {n} of {C} {w} {a} {n}|We {k} the {n} and {P} for {g}|On {a} {n}, the literature is {z}|
{P} {s} that the {n} {w} {n}|According to {P}, {c2} {n} was {z}|By "{n}" I mean {a} {n} and {n}|
The term "{a} {n}" {w} {n} here|All translations are {z} unless noted otherwise|Emphasis in the original|Emphasis added|
The data were {z} in {y}; see the appendix|There were {i} {n}s in {C} in {y}, of which {i} were {a}|
{P} ({y}–{y}) was a {a} {n} of {T}|It is {z} to ask whether {n} {w} {n}, but the {n} is {a}|
This is not to say that {c2} {n} {w} {n}|For reasons of space, {a} {n}s are left aside|
Names have been changed|The {n} was later {z}, and then {z} by {P}|{c2} {n} is {z} by {n}, not by {n}|
Scholars of {n} have {z} this {n}, though few {k} its {a} {n}|The {n} also {w} {n}: "{a} {n} is {n}"|
Of the {i} {n}s, {i} percent were {z}|Funding was {z} by the {T} {N} Foundation|{T}'s {n} was {z} on {M} {i2}, {y}|
An earlier version of this {n} was {z} at {T} in {M} {y}|What {P} calls *{n}* is {z} here as {n}|
Compare the {n}s of {C} and {C2}, where {n} {w} {n}|{N} and {n} are {z} in this {n}|See Table {i2} and Figure {i2} for {n}|
The {n}, e.g., of {T}, i.e. its {a} {n}, was {z}|Hereafter {X}|Both {n}s can be found online|Copy in the author's possession|
{P} counts {n} among "the {a} {n} of {n}" ({i2})|By {y} the {n} of {T} had {i} {n}s (about ${i2} today)|
The rise of the {d}s (figures {i2} and {i2}) comes from {i2} {n}s by {P}|{P} {s}: "{q}"|The first {n} of each {n} was {z}|
The work cost {i2} dollars and was {z} by {P}|In {y} it was {z} as \ue100{t}\ue101|It stays a {n} of {n} ({i2})|As {P} {s}, "{q}," which holds here too|
The \ue100{N}\ue101 of {y} {w} {n}, as did the \ue100{T} {N}\ue101|\ue102{q},\ue103 as {P} puts it|See Tables {i2}–{i2}|
Two {n}s {w} all {i} {n}s|{P} and {P} were {z} in {T} on {M} {i2}, {y}|Words such as \ue100{n}\ue101 and \ue100{n}\ue101 are {z}|
The {n} {w} {n} (see Figure {i2}), and {P}, who {c} {n}, {s} that {c2} {n} "{c} {n}"|I use {n} and {n} interchangeably|
No {n} of this kind lists every {n}|An exhibition, \ue102{t},\ue103 was {z} in {T} in {y}|{P} disagrees|Thanks to {P} for {g}""".replace(
    "\n", ""
).split("|")
_LEADS = """On {a} {n}|For {a} {n}s of {n}|For an overview of {n} in {C}|For the {n}|On the {n} of {n} and {n}|For more on {n}|
For a {a} view|On this point|As for {n}|Regarding the {a} {n} of {T}|For discussions of {n}|On {P}'s {n}|For a critique of this {n}|
Among the many works on {n}|For the text of the {n}|For a detailed history|On this|In addition|For background""".replace(
    "\n", ""
).split("|")
_LINKS = """{P} {s} this in|The {n} is discussed in|{P} makes a {a} case in|The {n} is described in|A {a} version appeared as|
This {n} was first published in|The {n} draws on|I rely here on|A good account is|The standard work is|More can be found in|
The {n} quotes|The figures are from|The {n} is available at|Data from|The key texts are|Here I follow|{P} reviews|
As {P} {s} in|In a preface to|{P} {s} the same in|Such is the {n} of|{P} took the {n} from|It is reprinted in|The phrase is from|
{P}, who {c} {n}, wrote|{N} is the subject of|A working version is at|The {n} stands on the project website,|One exception is""".replace(
    "\n", ""
).split("|")
_GERMAN = """Der {n} war {z}|Dazu ausführlich|Hervorhebung im Original|Die Zahlen beziehen sich auf {y}|Zum {n} in {C}|Diese Frage kann hier nicht behandelt werden""".split(
    "|"
)
_FRENCH = """Nous soulignons|Sur ce point|La question de la {n} dépasse le cadre de cet article|Traduction de l’auteur|C’est nous qui traduisons|Pour une vue d’ensemble""".split(
    "|"
)
_SAID = "argues claims shows notes suggests writes maintains observes believes insists remarks reports".split()
_PAST = "shaped changed became followed preceded produced replaced limited met needed crossed lacked included showed took lost".split()
_DONE = "collected published discussed vast rich sparse mine ours contested defined abandoned revised presented driven tempting useful shown translated sold closed reopened".split()
_THANK = "thank|am grateful to|am indebted to|would like to thank|acknowledge".split("|")
_GIFTS = "this reference|comments on a draft|pointing this out|help with the {n}s|access to the {n}|their patience|drawing my attention to this {n}".split(
    "|"
)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)

_SIGNALS = {
    "en": """See|see|See also|see also|Cf.|cf.|See, e.g.,|See, for example,|see, for instance,|E.g.,|e.g.,|Compare|But see|See generally|
quoted in|Quoted in|cited in|Cited in|as cited in|Reprinted in|qtd. in|See especially|See further|Contra|accord|See in particular|For example,|
For instance,|and|See for example|Quoted from|Translated in|citing|quoting|discussed in|For details see|For more, see|On this point see|See:""".replace("\n", "").split("|"),
    "de": "Vgl.|vgl.|Siehe|siehe|Siehe auch|S.|Vgl. dazu|Vgl. etwa|so auch|zit. nach|Zitiert nach|Dazu|Vgl. z. B.".split("|"),
    "fr": "Voir|voir|Cf.|Voir aussi|Voir notamment|cité par|Cité dans|Sur ce point, voir|Voir par exemple".split("|"),
}  # fmt: skip
_XREFS = "See note {i2} above|see note {i2}|See chapter {i2}|See above, note {i2}|see infra note {i2}|See supra notes {i2}–{i2} and accompanying text|see section {i2} below|See n. {i2}|See Figure {i2}|see below, pp. {i2}–{i}|Cf. note {i2} above|See footnote {i2}".split(
    "|"
)


def sentence(words: Vocabulary, language: str = "en") -> str:
    """A sentence without its full stop."""
    forms = {"de": _GERMAN, "fr": _FRENCH}.get(language, _SENTENCES)
    text = _filled(words, words.rng.choice(forms))
    return text[:1].upper() + text[1:]


def lead(words: Vocabulary) -> str:
    """What leads to a signal: "On late style"; a comma follows."""
    return _filled(words, words.rng.choice(_LEADS))


def link(words: Vocabulary) -> str:
    """A sentence that ends in a citation: "The case is discussed in"."""
    return _filled(words, words.rng.choice(_LINKS))


def quotation(words: Vocabulary, language: str = "en") -> str:
    """Words that a note quotes before it says from where, between private marks."""
    texts = [sentence(words, words.rng.choice([language, language, "de", "fr"])) for _ in range(2)]
    text = texts[0] if words.chance(0.6) else f"{texts[0]}{words.rng.choice([' ', '… ', ' [...] ', '; '])}{texts[1]}"
    plain = text.translate({0xE100: None, 0xE101: None, 0xE102: None, 0xE103: None})
    return f"\ue102{plain}{words.rng.choice(['.', '.', '', ','])}\ue103{words.rng.choice([' ', '; ', ', ', '. ', ': '])}"


def signal(words: Vocabulary, language: str) -> str:
    """A signal: "See, e.g.,", "vgl.", "quoted in"."""
    return words.rng.choice(_SIGNALS.get(language, _SIGNALS["en"]))


def crossreference(words: Vocabulary) -> str:
    """A reference to another note or chapter."""
    return _filled(words, words.rng.choice(_XREFS))


def _filled(words: Vocabulary, template: str) -> str:
    rng = words.rng
    slots: dict[str, Callable[[], str]] = {
        "n": lambda: words.pick(NOUNS), "N": lambda: words.pick(NOUNS).capitalize(),
        "a": lambda: words.pick(ADJECTIVES), "C": lambda: words.pick(COUNTRIES), "C2": lambda: words.pick(COUNTRIES),
        "T": lambda: words.pick(CITIES).split(",")[0],
        "P": lambda: rng.choice([f"{words.pick(GIVENS)} {words.pick(FAMILIES)}", words.pick(FAMILIES), f"{words.pick(FAMILIES)} and {words.pick(FAMILIES)}", f"{words.pick(FAMILIES)} et al."]),
        "c": lambda: rng.choice(_PAST), "w": lambda: rng.choice(_PAST), "c2": lambda: rng.choice(["the", "this", "their", "his", "every", "no"]),
        "k": lambda: rng.choice(_THANK) if rng.random() < 0.5 else "thank", "g": lambda: _filled(words, rng.choice(_GIFTS)),
        "s": lambda: rng.choice(_SAID), "z": lambda: rng.choice(_DONE), "d": lambda: str(rng.randint(170, 201) * 10),
        "y": lambda: str(rng.randint(1700, 2024)), "i": lambda: f"{rng.randint(10, 9999):,}", "i2": lambda: str(rng.randint(1, 60)),
        "q": lambda: f"{rng.choice(['the', 'a', 'this'])} {words.pick(ADJECTIVES)} {words.pick(NOUNS)} of {words.pick(NOUNS)} {rng.choice(_PAST)} {words.pick(NOUNS)}",
        "t": lambda: phrases.title(words),
        "M": lambda: rng.choice(_MONTHS), "X": lambda: rng.choice(["cited as ", "", "referred to as "]) + "".join(rng.choice("ABCDEHLMNPRST") for _ in range(3)),
    }  # fmt: skip
    head, *rest = template.strip().split("{")
    return head + "".join(
        slots[name]() + tail for name, _, tail in (p.partition("}") for p in rest)
    )
