"""Words in quotation marks or italics: a cited title, a quotation, or a mention in prose."""

from __future__ import annotations

from dataclasses import dataclass
import re

from auditor.references.cues import COMMON_PHRASES, YEAR, cut_prose, prose_follows, strong_tail
from auditor.references.part import dates_in
from auditor.references.plain import Kind, Plain, Zone

_IMPRINT = re.compile(rf"\w, {YEAR}\b|\bn\.d\.|https?://|[A-Z][\w .,]{{2,40}}: [A-Z]|[Dd]iss\.")
_SAYING = re.compile(
    r"\s(?:he |she |they |as )?(?:writes?|wrote|argues?|argued|says|said|notes|noted|observes|"
    r"observed|"
    r"claims|explains|explained|imploring|asks|adds|concludes)\b"
)


def is_title(plain: Plain, zone: Zone) -> bool:
    """Whether a zone may hold a title: quoted or italic, no phrase such as "et al."."""
    if zone.kind not in (Kind.QUOTE, Kind.ITALIC):
        return False
    words = plain.text[zone.inner[0] : zone.inner[1]].strip(" .,;:").lower()
    return len(words) > 1 and words not in COMMON_PHRASES


@dataclass(frozen=True, slots=True)
class Title:
    """A possible title (or an address) and `tail`, the masked words of its piece after it."""

    plain: Plain
    zone: Zone
    tail: str

    @property
    def is_address(self) -> bool:
        """Whether this is an address, not a title."""
        return self.zone.kind is Kind.URL

    @property
    def linked(self) -> bool:
        """Whether an address stands in the title, or the title is a link's label."""
        start, end = self.zone.start, self.zone.end
        inside = any(z.kind is Kind.URL for z in self.plain.within(*self.zone.inner))
        return inside or any(
            z.kind is Kind.URL and z.start == z.end and start <= z.start <= end
            for z in self.plain.zones
        )

    @property
    def described(self) -> bool:
        """Whether an imprint, a journal's numbers or an address follow: no mere mention."""
        if not self._bracketed:
            return strong_tail(self.tail)
        zones = self.plain.zones
        after = next((z for z in zones if z.start >= self.zone.end and z.kind is Kind.PAREN), None)
        return after is not None and bool(_IMPRINT.search(self.plain.text[slice(*after.inner)]))

    @property
    def dated(self) -> bool:
        """Whether its date follows, or its date and address: ", press release 7, 4 May 2021, …"."""
        if self.goes_on or cut_prose(self.tail) is not None:
            return False
        words = self.plain.text[slice(*self.zone.inner)].rstrip("\"'”’")
        mention = next(iter(dates_in(self.tail[:160])), None)
        if mention is None or not (words.endswith(",") or self.tail.startswith(",")):
            return False
        if Kind.URL.value in self.tail:
            return mention.start <= 80
        return mention.start <= 4 and not sentence_like(self.plain, self.zone)

    @property
    def _bracketed(self) -> bool:
        return self.tail.lstrip(" ,.")[:1] == Kind.PAREN.value

    @property
    def goes_on(self) -> bool:
        """Whether the sentence goes on after the title, without a comma that closes it."""
        words = self.plain.text[slice(*self.zone.inner)]
        if not words.rstrip("\"'”’").endswith((",", ".", ";")):
            return prose_follows(self.tail)
        said = _SAYING.match(self.tail)
        return bool(said) or (prose_follows(self.tail) and cut_prose(self.tail) is not None)

    @property
    def cited_alone(self) -> bool:
        """Whether, without names before it, it is cited and not a quotation or a mention."""
        if self.goes_on:
            return False
        if self.described:
            return True
        if self._bracketed:
            return False
        return bool(self.tail.strip(" .,\n")) or not sentence_like(self.plain, self.zone)


def sentence_like(plain: Plain, zone: Zone) -> bool:
    """Whether a quotation reads as a sentence, not as a title: long, and in small letters."""
    text = plain.text[slice(*zone.inner)]
    words = re.findall(r"[^\W\d_]{4,}", text)
    small = sum(word[0].islower() for word in words)
    return text[:1].islower() or (len(words) >= 5 and small > len(words) * 0.6)
