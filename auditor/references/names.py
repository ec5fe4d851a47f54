"""Names of authors and editors: persons split into family and given, bodies kept whole."""

from __future__ import annotations

import re

from auditor.model.reference import Name

PARTICLES = frozenset(
    """al bin da dal de del della den der des di do dos du el ibn la le lo san st. ten ter van vom
    von y zu zum zur 't""".split()
)
_CAPITAL_PARTICLES = frozenset(
    "De Le La Du Des Van Von Der Da Dos Del Della Di San St. Ten".split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv phd ph.d. md m.d. esq esq.".split())
_SMALL = PARTICLES | frozenset(
    """and & et et. al al. team working group project staff of the for on in with by und y e at to
    from für im am pour sur les aux au à para por per voor het bij op för och og af dei
    degli delle""".split()
)
_BODY_JOINS = frozenset(
    "für im am pour sur aux au à para por per voor het bij op för och af".split()
)
_LABEL = frozenset(
    """ed ed. eds eds. edited trans trans. translated comp. comps. tr. hrsg. (ed.) (eds.) director
    dir. editor editors dir dir. dirs. prod prod.""".split()
)
_NOT_FIRST = frozenset(
    """a according after all also although an another as at because before both but by for from he
    here how however i if in it its many more most my note on one other others our she since
    some such that their there these they this those though thus to two we what when where which
    while who with other see both each few first second third scholars historians""".split()
)
_INSTITUTION = re.compile(
    r"\b(?:minist(?:ry|ère|[eé]rio|ero)|\w{0,30}minist(?:erium|erie)|department|universi[td]\w+|"
    r"consei[lj]o?|comité|comisión|commissione|agence|agencia|college|institut\w*|cent(?:er|re)|organi[sz]ation|"
    r"bureau|office|"
    r"association|society|council|commission|committee|foundation|agency|secretariat|observatory|"
    r"federation|authority|administration|laborator(?:y|ies)|academy|library|museum|archives?|"
    r"initiative|"
    r"parliament|government|consortium|corporation|company|inc|llp|ltd|gmbh|think tank|group)\b",
    re.IGNORECASE,
)
_NOT_LAST = frozenset("the a an of for in on to at with by from and".split())
_BODY = re.compile(
    r"\b(?:school|party|press|co|corp|united|nations|national|international|cabinet|congress|"
    r"senate|union|"
    r"board|services?|network|forum|project|alliance|coalition|programme|program|republic|kingdom|"
    r"embassy|"
    r"police|navy|staff|team|times|partnership|collective|editors|conference|research|studies|"
    r"statistics|"
    r"census|magazine|news|media|records?|survey|division|branch|command|forces|district|province|"
    r"of|for|the)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(  # words that are surnames too: they need company
    r"\b(?:bank|fund|church|house|court|club|state|states|city|county|league|trust|army|force|"
    r"service)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?-?){1,4}\.?")


_SURNAME_FIRST = re.compile(
    r"[\w'’-]{2,40}+(?<=[^\W\dA-Z])(?: [\w'’-]{1,40}+(?<=[^\W\dA-Z])){0,3} "
    r"(?!I{2,3}$|IV$)[A-Z]{1,3}"
)
_STATES = frozenset(("U.S.", "U.K.", "U.N.", "E.U.", "U.S.S.R."))
_COMPANY = frozenset(
    "world central federal royal european american british african asian first new".split()
)
_HANDLE = re.compile(r"\s{0,9}[(\[]@[\w.]{1,40}[)\]]")


def name_like(text: str) -> bool:
    """Whether masked `text` may be the names before a title (or nothing): no prose in it."""
    body = text.strip().strip(",:.").strip()
    if not body:
        return True
    words = body.replace(",", " ").split()
    if (
        len(words) > 90
        or len(body) > 700
        or (words[0].lower() in _NOT_FIRST and not words[0].isupper())
    ):
        return False
    if re.search(r"[!?;]|\d{3}", body) or words[-1].lower() in _NOT_LAST:
        return False
    if not all(_proper(word) for word in words):
        return False
    return any(
        (word[0].isupper() and word not in ("The", "A", "An")) or ord(word[0]) > 0x2E7F
        for word in words
    )


def _proper(word: str) -> bool:
    """Whether a word may stand in a name: capitalised, small joining words, zones."""
    if word.lower() in _SMALL or word.lower().strip("()") in _LABEL:
        return True
    first = word.lstrip("(“\"'‘[’`")[:1]
    return (
        not first
        or first.isupper()
        or (not first.isascii() and not first.islower())
        or (len(word) > 2 and word[1] in "'’" and word[2].isupper())
    )


def parse_names(text: str, *, short: bool, stop: str = "") -> tuple[tuple[Name, ...], bool]:
    """The names in `text` and whether "et al." says that more were left out.

    `short` says that the citation is a short form, so that bare surnames are persons. `stop` is
    the mark between names and title: after a full stop the first name is inverted.
    """
    body = _HANDLE.sub("", text).strip().rstrip(",:;").strip()
    body, more = _without_et_al(body)
    if not body:
        return (), more
    if stop == "." and all(map(_SURNAME_FIRST.fullmatch, _split(body))):
        names = (part.rsplit(" ", 1) for part in _split(body))
        return tuple(Name(family=family, given=given) for family, given in names), more
    whole = is_body(body, short=short)
    if whole:
        return (Name(literal=body),), more
    parts = _split(body)
    if _is_inverted(parts, body, stop):
        return _inverted(parts), more
    return tuple(_name(part, short=short) for part in _with_suffixes(parts)), more


def _without_et_al(text: str) -> tuple[str, bool]:
    if not any(cue in text for cue in ("al", "others", "u.")):
        return text.strip(), False
    cut = re.sub(
        r",?\s{0,3}(?:and|&)?\s{0,3}(?:et\.? al|and others|u\. ?a)\b\.?\s{0,3},?\s{0,3}$", "", text
    )
    return cut.strip(), cut != text


def is_body(text: str, *, short: bool = False) -> bool:
    """Whether all of `text` is the name of one body."""
    words = text.split()
    first = re.split(r",| and | & ", text)[0]
    if "(" in first or re.search(r"\w['’]s? [A-Z]", first):
        return True
    firm = re.fullmatch(
        r"[A-Z][\w'’-]{1,40}+(?:, [A-Z][\w'’-]{1,40}+){1,4},? & [A-Z][\w'’-]{1,40}+", text
    )
    if firm and not short:
        return True
    if len(words) == 1:
        return len(text) > 1 and text.isupper()
    return _is_body_name(first)


def _is_body_name(text: str) -> bool:
    words = text.split()
    initial = (
        words and "." in words[0] and _INITIALS.fullmatch(words[0]) and words[0] not in _STATES
    )
    if is_institution(text) and len(words) > 1:
        return not (initial and len(words) == 2)
    if not words or (initial and len(words) <= 3):
        return False
    company = len(words) > 2 or words[0].lower() in _COMPANY
    return (
        bool(_BODY.search(text))
        or _in_small_letters(words)
        or (company and bool(_WEAK.search(text)))
    )


def _in_small_letters(words: list[str]) -> bool:
    """Whether words are in small letters as in no person's name: "Amt für Statistik"."""
    last = words[-1]
    joins = any(word in _BODY_JOINS for word in words[1:-1])
    return words[0][0].isupper() and len(words) > 2 and (joins or _common(last))


def _common(word: str) -> bool:
    return word.isalpha() and word.islower() and word not in _SMALL | SUFFIXES


def is_institution(text: str) -> bool:
    """Whether `text` names an institution by what it is: a ministry, a centre, a university."""
    return bool(_INSTITUTION.search(text))


def _split(text: str) -> list[str]:
    parts = re.split(
        r",?\s{1,9}(?:and|&|und|y|et)\s{1,9}|\s{0,9},\s{0,9}(?:(?:and|&)\s{1,9})?", text
    )
    return [part.strip() for part in parts if part.strip()]


def _is_inverted(parts: list[str], text: str, stop: str) -> bool:
    if len(parts) < 2 or len(_core(parts[0])) != 1 or parts[1].lower() in SUFFIXES:
        return False
    joined = re.search(r"\s(?:and|&|und)\s", text)
    if _INITIALS.fullmatch(parts[1].replace(" ", "")) and len(parts[0]) > 2:
        return True
    given = len(parts[1].split()) > 1
    return (
        (not joined and len(parts) == 2)
        or stop == "."
        or (given and text.count(",") >= len(parts) - 1 and not joined)
    )


def _core(part: str) -> list[str]:
    return [word for word in part.split() if word.lower() not in PARTICLES]


def _inverted(parts: list[str]) -> tuple[Name, ...]:
    """Names as "Family, Given": all of them, or the first alone."""
    found: list[Name] = []
    at = 0
    while at < len(parts):
        alone = len(parts[at].split()) > 1 and at > 0
        if alone or at + 1 >= len(parts):
            found.append(_name(parts[at], short=False))
            at += 1
            continue
        suffix = ""
        given = parts[at + 1]
        at += 2
        if at < len(parts) and parts[at].lower() in SUFFIXES:
            suffix, at = parts[at], at + 1
        particle, family = _particle(found_family := parts[at - 2 - bool(suffix)].split())
        found.append(
            Name(
                family=family or " ".join(found_family),
                given=given,
                particle=particle,
                suffix=suffix,
            )
        )
    return tuple(found)


def _particle(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and words[count].lower() in PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _with_suffixes(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and part.lower() in SUFFIXES:
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _name(text: str, *, short: bool) -> Name:
    """One name in its natural order."""
    words = text.split()
    if is_body(text, short=short) or not words:
        return Name(literal=text)
    suffix = words.pop() if len(words) > 1 and words[-1].lower() in SUFFIXES else ""
    if len(words) == 1 or (len(words) == 2 and words[0].lower() in PARTICLES):
        return Name(family=" ".join(words), suffix=suffix)
    if len(words) > 2 and words[-2] in _CAPITAL_PARTICLES:
        return Name(family=" ".join(words[-2:]), given=" ".join(words[:-2]), suffix=suffix)
    at = next(
        (i for i, w in enumerate(words) if w.lower() in PARTICLES and w[0].islower()),
        len(words) - 1,
    )
    particle, family = _particle(words[at:])
    return Name(family=family, given=" ".join(words[:at]), particle=particle, suffix=suffix)
