"""Invented titles, headlines and foreign titles, from templates over the vocabulary."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.training.vocabulary import (
    ADJECTIVES,
    CITIES,
    COUNTRIES,
    FAMILIES,
    GIVENS,
    NOUNS,
    VERBS,
    Vocabulary,
)

_TITLES = """The {N} of {N}|{A} {N}s and the {N} of {N}|{N} and {N} in {C}|{A} {N}: {A} {N} in {C}, {Y}–{Y2}|
{N}, {N}, and {N}|What Is {A} {N}?|How {C} Lost Its {N}|The {A} {N}: A History|On {N} and {N}|
Towards a {A} {N}|{N} Without {N}: {C} and the {A} World|Who Owns the {N}? {N} in {A} Times|
Rethinking {N}|A {A} History of {N} in {T}|The Making of {A} {N}|“{A} {N}”: {N} and the Question of {N}|
{Y}: The Year of the {N}|From {N} to {N}|After {N}|Between {N} and {N}: {P} and the {N} of {C}|
{P}: A Life|The {N} Papers, vol. {D}|{N}s; or, The {A} {N}|{N} 2.0|Against {N}|The {N} Question|
Introduction|Review of {P}, The {A} {N}|Letters from {T}|Is {N} a {N}? Notes from {T}|{N} in the Age of {N}""".replace(
    "\n", ""
).split("|")
_HEADLINES = """{C} {V} {N} {n} amid {n} crisis|{T} {V} plan for {A} {n}|{C} and {C} sign {n} deal|
'{A} {n}': {C} {V} {n} bill|{D}% of voters back {n} reform, poll shows|{C}: {N} {n} {V} {A} {n}|
Why {C}'s {n} {n} matters|{n} {n} in {T} leaves {D} dead|Exclusive: {C} {V} \\${D}bn {n} fund|
{C} {V} {n} for first time since {Y}|Analysis: what the {n} means for {C}|Is {C} ready for {A} {n}?|
How {P} became the face of {n}|{P}, who changed {n}, dies at {D}|{N} {V} {n}; {n} {V} {n}|
{T} {n} {V} {n}: survey|{D} things to know about {A} {n}|{C} {V} No. {D} {n} plan|G{D} ministers agree on {n}""".replace(
    "\n", ""
).split("|")
_STATEMENTS = """Statement by the Minister on {N} and {N}|Press Conference by the Prime Minister on {N}|
Joint Statement of {C} and {C}|Remarks at the {T} {N} Forum|Fact Sheet: {A} {N} Initiative|{N} Policy|
{C}–{C} Relations (Basic Data)|Keynote Address at the {Y} {N} Conference|Guidelines on {A} {N}, {Y}|
{N} and {N}: Frequently Asked Questions|About Us|Annual Report {Y}|{A} {N} Strategy {Y}–{Y2}|
{N} Database|List of {N}s|Resolution {D} ({Y}) on {N}|White Paper on {A} {N} {Y}|{N} Statistics: {C}|
Press release: {C} and the {N} Summit|National {N} Plan|{A} {N} Outlook {Y}""".replace(
    "\n", ""
).split("|")
_GERMAN = """Die {n} der {n} im {y}. Jahrhundert|Geschichte und {n} in {t}|Zur Theorie der {n}|Der Weg nach {t}. Eine {n}|
{t} im Wandel: {n} und {n} seit {Y}|Über den Begriff der {n}|Das {n} und seine Folgen|Erinnerung, {n}, {n}""".replace(
    "\n", ""
).split("|")
_GERMAN_NOUNS = """Gesellschaft Verwaltung Kultur Öffentlichkeit Erinnerung Arbeit Freiheit Ordnung Wirtschaft Sprache
Heimat Verfassung Herrschaft Wissenschaft Bildung Religion Stadtentwicklung Aufklärung Nation Moderne""".split()
_FRENCH = """La {n} de la {n} à {t}|Histoire de la {n} ({Y}-{Y2})|Essai sur la {n}|L’invention de la {n}|
De la {n} en {t}|La {n} et la {n}. Une histoire|Penser la {n} aujourd’hui|Les lieux de la {n}""".replace(
    "\n", ""
).split("|")
_FRENCH_NOUNS = """mémoire société culture ville langue pensée guerre république nation justice nature parole
politique littérature révolution démocratie peinture médecine musique frontière""".split()
_SPANISH = """La {n} de la {n} en {t}|Historia de la {n}, {Y}-{Y2}|El problema de la {n}|Hacia una {n} de la {n}""".split(
    "|"
)
_SPANISH_NOUNS = (
    "memoria sociedad cultura ciudad lengua guerra república justicia naturaleza política".split()
)
# Two characters that go together: invented titles in Chinese and Japanese are strings of them.
_HAN = """歴史 研究 政治 経済 外交 日本 中国 社会 文化 戦争 平和 安全 保障 政策 会議 報告 発表 首相 大臣 教育
科学 技術 国際 関係 問題 新聞 地方 市民 環境 保護 計画 上海 北京 東京 台湾 清代 美術 絵画 文学 翻訳 宗教""".split()
_KANA = "の と における について に関する への を は による をめぐる".split()
_SYLLABLES = "ka shi no to kyo sei ji kan ri ko ku sai mon dai ho ken bun gaku shō chō ryū hyō ni hon wa ga".split()


def title(words: Vocabulary) -> str:
    """The title of a book or article."""
    return _filled(words, words.rng.choice(_TITLES))


def headline(words: Vocabulary) -> str:
    """A headline, in the case of sentences or of titles."""
    text = _filled(words, words.rng.choice(_HEADLINES))
    return text.title() if words.chance(0.3) and "'" not in text else text[:1].upper() + text[1:]


def statement(words: Vocabulary) -> str:
    """The title of what governments and organisations publish."""
    return _filled(words, words.rng.choice(_STATEMENTS))


def german(words: Vocabulary) -> str:
    """A German title."""
    return _filled(words, words.rng.choice(_GERMAN), _GERMAN_NOUNS)


def french(words: Vocabulary) -> str:
    """A French title."""
    return _filled(words, words.rng.choice(_FRENCH), _FRENCH_NOUNS)


def spanish(words: Vocabulary) -> str:
    """A Spanish title."""
    return _filled(words, words.rng.choice(_SPANISH).strip(), _SPANISH_NOUNS)


def han(words: Vocabulary) -> str:
    """A title in Chinese or Japanese characters."""
    kana = words.chance(0.6)
    parts = [words.rng.choice(_HAN) for _ in range(words.rng.randint(2, 9))]
    between = [words.rng.choice(_KANA) if kana and words.chance(0.4) else "" for _ in parts]
    return "".join(a + b for a, b in zip(parts, between, strict=True)) + words.rng.choice(
        ["", "", "」考"][:2]
    )


def romanised(words: Vocabulary) -> str:
    """What a romanised title looks like."""
    count = words.rng.randint(2, 8)
    return " ".join(
        "".join(words.rng.choice(_SYLLABLES) for _ in range(words.rng.randint(1, 4)))
        for _ in range(count)
    ).capitalize()


def _filled(words: Vocabulary, template: str, nouns: list[str] | None = None) -> str:
    year = words.rng.randint(1750, 2010)
    slots: dict[str, Callable[[], str]] = {
        "N": lambda: words.pick(NOUNS).capitalize(),
        "n": lambda: words.rng.choice(nouns) if nouns else words.pick(NOUNS),
        "A": lambda: words.pick(ADJECTIVES).capitalize(),
        "a": lambda: words.pick(ADJECTIVES),
        "V": lambda: words.pick(VERBS),
        "C": lambda: words.pick(COUNTRIES).removeprefix("the "),
        "T": lambda: words.pick(CITIES).split(",")[0],
        "t": lambda: words.pick(CITIES).split(",")[0],
        "P": lambda: f"{words.pick(GIVENS)} {words.pick(FAMILIES)}",
        "D": lambda: str(words.rng.randint(2, 98)),
        "Y": lambda: str(year),
        "Y2": lambda: str(year + words.rng.randint(1, 60)),
        "y": lambda: str(words.rng.randint(15, 20)),
    }
    head, *rest = template.strip().split("{")
    return head + "".join(
        slots[name]() + tail for name, _, tail in (p.partition("}") for p in rest)
    )
