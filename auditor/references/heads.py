"""Where citations begin and end in one piece of a note, and what is prose around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
import re

from auditor.references.authordate import author_date
from auditor.references.cues import (
    BARE,
    COMMON_PHRASES,
    IBID,
    ITEM,
    LEAD,
    SIGNAL,
    WEAK_SIGNAL,
    YEAR,
    cut_prose,
    prose_follows,
    strong_tail,
)
from auditor.references.names import is_body, name_like
from auditor.references.plain import Kind, Plain, Zone

_JOIN = re.compile(r"(?P<tail>.*?),?\s+(?:and|as well as|or|but)\s+(?P<head>.*)", re.DOTALL)
_LETTER = re.compile(
    r"(?:Letter from )?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,4},? to (?:the )?[A-Z][\w.'’ -]{2,60}, [^\ue001-\ue005]{4,60}$"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """Where one citation stands in the plain text, and the signal printed before it.

    `marked` says that a title, an address or ibid. made it a citation, not its words alone.
    """

    start: int
    end: int
    signal: str | None = None
    marked: bool = True


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a citation begins, and the title or address that made it one."""

    at: int
    signal: str | None
    zone: Zone


def citations(plain: Plain, start: int, end: int) -> Iterator[Segment]:
    """The citations of one piece, without the prose before, between and after them."""
    low, high = _trim(plain.text, start, end)
    if author_date(plain, low, high):
        yield Segment(low, high)
        return
    mask = plain.masked(start, end)
    heads = list(_heads(plain, mask, start, end))
    if not heads:
        bare = _bare(plain, mask, start, end)
        if bare:
            yield bare
        return
    for index, head in enumerate(heads):
        last = index + 1 == len(heads)
        stop = end if last else _before(plain, heads[index + 1].at, head.at)
        cut = _cut(head.zone, mask[head.zone.end - start : stop - start])
        stop = stop if cut is None else head.zone.end + cut
        yield Segment(*_trim(plain.text, head.at, stop), head.signal)


_KEPT = re.compile(
    r"[\s,.:(\[]*(?:(?:last |date )?(?:accessed|retrieved|visited|viewed|archived|posted|consulted)\b|\d|pp?\.|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.? \d|[\ue001\ue004\ue005]|$)",
    re.IGNORECASE,
)


def _cut(zone: Zone, tail: str) -> int | None:
    """Where prose begins after a title or an address; an address takes only dates along."""
    if zone.kind is Kind.URL and not _KEPT.match(tail):
        return 0
    return cut_prose(tail)


def is_title(plain: Plain, zone: Zone) -> bool:
    """Whether a zone may hold a title: quoted or italic, and not a phrase such as *et al.*."""
    if zone.kind not in (Kind.QUOTE, Kind.ITALIC):
        return False
    words = plain.text[zone.inner[0] : zone.inner[1]].strip(" .,;:").lower()
    return len(words) > 1 and words not in COMMON_PHRASES


def _heads(plain: Plain, mask: str, start: int, end: int) -> Iterator[_Head]:
    zones = [z for z in plain.within(start, end) if z.kind is Kind.URL or is_title(plain, z)]
    at = start
    last: Zone | None = None
    for zone in zones:
        words = mask[at - start : zone.start - start]
        tail = mask[zone.end - start :]
        begin = (
            _another(words, last, zone)
            if last
            else _begin(plain, words, zone, tail, first=at == start)
        )
        if begin is not None:
            yield _Head(at + begin, _signal(words, begin), zone)
        if begin is not None or last:
            last = zone
        at = zone.end


def _signal(words: str, begin: int) -> str | None:
    matches = [
        m for m in SIGNAL.finditer(words) if m.end() <= begin and not words[m.end() : begin].strip()
    ]
    return matches[-1]["signal"].strip(" ,:") if matches else None


def _begin(plain: Plain, words: str, zone: Zone, tail: str, *, first: bool) -> int | None:
    """Where in `words`, printed before a title, the first citation begins; None for prose.

    `first` says that no other title, taken for prose, stands before in the piece.
    """
    linked = any(z.kind is Kind.URL for z in plain.within(*zone.inner)) or _has_link(plain, zone)
    for match in reversed(list(SIGNAL.finditer(words))):
        rest = words[match.end() :]
        if name_like(rest) and _signalled(plain, rest, match["signal"], zone, tail, linked=linked):
            return match.end() + _blank(rest)
    lead = LEAD.match(words)
    begin = lead.end() if lead else 0
    rest = words[begin:]
    begin += _blank(rest)
    if zone.kind is Kind.URL:
        return (
            begin if not rest.strip() or _few_words(rest) or (first and ITEM.search(rest)) else None
        )
    if not rest.strip():
        return (
            begin
            if linked or (first and _alone(plain, zone, tail)) or _described(plain, zone, tail)
            else None
        )
    named = _names_at_end(words)
    if named is not None and not _goes_on(plain, zone, tail) and cut_prose(tail) is None:
        return named
    if not first:
        return len(words) if linked or _described(plain, zone, tail) else None
    if _LETTER.match(rest.strip(" ,")) or (name_like(rest) and not _goes_on(plain, zone, tail)):
        return begin
    return len(words) if linked or _described(plain, zone, tail) else None


def _signalled(
    plain: Plain, rest: str, signal: str, zone: Zone, tail: str, *, linked: bool
) -> bool:
    """Whether a signal, and `rest` after it, lead to a citation of the title in `zone`."""
    if linked or zone.kind is Kind.URL or rest.rstrip().endswith(","):
        return True
    if rest.strip():
        return not _goes_on(plain, zone, tail)
    return _described(plain, zone, tail) or (
        not WEAK_SIGNAL.match(signal) and _alone(plain, zone, tail)
    )


_INTRODUCED = re.compile(r"(?:\b(?:in|by|is|are|was|were|includes?|remains?|book,|article,|essay,|study,|chapter,)|[:—–-])\s+(?=[A-Z])")


def _names_at_end(words: str) -> int | None:
    """Where the names begin that prose leads to: "… is explored in Smith and Jones, *Title*"."""
    for match in _INTRODUCED.finditer(words):
        rest = words[match.end() :]
        if rest.rstrip().endswith(",") and name_like(rest) and not is_body(rest.strip(" ,")):
            return match.end()
    return None


def _few_words(text: str) -> bool:
    """Words before an address that name it: "Abdul Alkhalimat, http://…"; no sentence."""
    return name_like(text) and text.rstrip().endswith((",", ":", "."))


def _has_link(plain: Plain, zone: Zone) -> bool:
    """Whether the words of a title are a link's label."""
    return any(
        z.kind is Kind.URL and z.start == z.end and zone.start <= z.start <= zone.end
        for z in plain.zones
    )


def _described(plain: Plain, zone: Zone, tail: str) -> bool:
    """Whether an imprint, a journal's numbers or an address follow a title: no mere mention."""
    if tail.lstrip(" ,.")[:1] == Kind.PAREN.value:
        return _imprint_follows(plain, zone)
    return strong_tail(tail)


def _imprint_follows(plain: Plain, zone: Zone) -> bool:
    after = next((z for z in plain.zones if z.start >= zone.end and z.kind is Kind.PAREN), None)
    if after is None:
        return False
    words = plain.text[slice(*after.inner)]
    return bool(
        re.search(rf"\w, {YEAR}\b|\bn\.d\.|https?://|[A-Z][\w .,]{{2,40}}: [A-Z]|[Dd]iss\.", words)
    )


_SAYING = re.compile(
    r"\s(?:he |she |they |as )?(?:writes?|wrote|argues?|argued|says|said|notes|noted|observes|observed|claims|"
    r"explains|explained|imploring|asks|adds|concludes)\b"
)


def _goes_on(plain: Plain, zone: Zone, tail: str) -> bool:
    """Whether the sentence goes on after a title that no comma closes."""
    closed = plain.text[slice(*zone.inner)].rstrip("\"'”’").endswith((",", ".", ";"))
    if closed:
        return bool(_SAYING.match(tail)) or (prose_follows(tail) and cut_prose(tail) is not None)
    return prose_follows(tail)


def _alone(plain: Plain, zone: Zone, tail: str) -> bool:
    """Whether a title without names before it is cited, not a quotation or a mention."""
    if _goes_on(plain, zone, tail):
        return False
    if _described(plain, zone, tail):
        return True
    if tail.lstrip(" ,.")[:1] == Kind.PAREN.value:
        return False
    words = re.findall(r"[^\W\d_]{4,}", plain.text[slice(*zone.inner)])
    small = sum(word[0].islower() for word in words)
    first = plain.text[zone.inner[0] : zone.inner[0] + 1]
    details = tail.strip(" .,\n")
    return not first.islower() and (bool(details) or len(words) < 5 or small <= len(words) * 0.6)


_LINKS = re.compile(r"[\s,;]*(?:and|or|as well as|also|&)?(?: (?:at|the|see|also))?\s*")


def _another(words: str, before: Zone, zone: Zone) -> int | None:
    """Where a further work begins after one: "…, 45, and Smith, *Title*"."""
    if zone.kind is Kind.URL:
        return len(words) if before.kind is Kind.URL and _LINKS.fullmatch(words) else None
    for match in SIGNAL.finditer(words):
        rest = words[match.end() :]
        if name_like(rest) and re.search(
            r"(?:^|[.,)\d\s(\ue001-\ue005])\s*(?:and\s|but\s)?\s*$", words[: match.start()]
        ):
            return match.end() + _blank(rest)
    joint = _JOIN.fullmatch(words)
    over = joint["tail"] if joint else words
    closed = before.kind is Kind.URL or bool(re.search(r"[\d\ue001\ue004]", over))
    if joint and name_like(joint["head"]) and not re.match(r"[,.\s]*(?:in|In)\b", over):
        alike = before.kind is zone.kind or zone.kind is Kind.ITALIC
        if closed or (joint["head"].strip() and alike and not over.strip(" ,")):
            return joint.start("head") + _blank(joint["head"])
    return _listed(words, before, zone)


_INVERTED = re.compile(r"[A-Z][\w'’-]+, [A-Z][\w.'’ -]+")


def _listed(words: str, before: Zone, zone: Zone) -> int | None:
    """A work after a comma alone: "…, 2016), p. 10, Wiltz, John. “Title”"."""
    match = re.match(
        r"(?P<over>[,.\s]*(?:[^\ue001-\ue005,]{0,60}[\ue004\ue001]+)?(?:,\s(?:pp?\.\s?)?[\divxlc][\d–-]*)?),\s(?P<head>.+)",
        words,
    )
    if not match or before.kind is Kind.URL or zone.kind is Kind.URL:
        return None
    head = match["head"]
    ended = head.rstrip().endswith((",", ".")) or _INVERTED.fullmatch(head.strip())
    person = ended and re.search(r"[a-z]", head) and name_like(head)
    closed = re.search(r"[\d\ue004]", match["over"])
    return match.start("head") if person and closed else None


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip())


_JOINTS = re.compile(
    r"[\s,;(]*(?:\b(?:and|as well as|or|but|see|also|cf\.?|for example|e\.g\.|quoted in|cited in)[\s,]*)*$",
    re.IGNORECASE,
)


def _before(plain: Plain, stop: int, start: int) -> int:
    """The end of a citation that another follows: without "and", "see" and commas."""
    low = max(start, stop - 60)
    match = _JOINTS.search(plain.text[low:stop])
    return low + match.start() if match else stop


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n,;:":
        start += 1
    while end > start and text[end - 1] in " \t\n,;":
        end -= 1
    return start, end


def _plain_imprint(plain: Plain, body: str, start: int, end: int) -> bool:
    """Whether "Author, Title (Place: Publisher, Year)" is printed without marks."""
    author, comma, _ = body.partition(",")
    zones = [z for z in plain.within(start, end) if z.kind is Kind.PAREN]
    words = [plain.text[slice(*z.inner)] for z in zones]
    printed = any(
        re.search(rf"[A-Z][\w .,]{{2,40}}: [^:]{{2,120}}, {YEAR}$", text) for text in words
    )
    return bool(comma) and printed and name_like(author)


def _bare(plain: Plain, mask: str, start: int, end: int) -> Segment | None:
    """A citation without a marked title: ibid., an imprint, an archival item, "Name, 45"."""
    lead = LEAD.match(mask)
    begin = lead.end() if lead else 0
    signal = SIGNAL.match(mask, begin)
    begin = signal.end() if signal else begin
    body = mask[begin:].strip()
    ibid = bool(IBID.match(body))
    named = name_like(body) and len(body.split()) <= 16 and Kind.URL.value not in body
    if (
        not ibid
        and not named
        and not BARE.search(body)
        and not ITEM.search(body)
        and not _plain_imprint(plain, body, start + begin, end)
    ):
        return None
    cut = cut_prose(mask[begin:]) if ibid else None
    stop = end if cut is None else start + begin + cut
    where = _trim(plain.text, start + begin, stop)
    return Segment(*where, signal["signal"].strip(" ,:") if signal else None, marked=ibid)
