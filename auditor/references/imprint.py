"""Where and when a work was published: brackets such as (Place: Publisher, Year), and without."""

from __future__ import annotations

import re

from auditor.model.dates import Edtf
from auditor.references.part import PAREN, TAKEN, YEAR, Part, dates_in
from auditor.references.plain import Kind, Zone

TIME = r"(?:,?\s(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?: [A-Z]{2,4}\b)?)?"
_STATE = re.compile(  # of a page, which is no imprint: "(updated 1 March 2026)"
    r"\s{0,9}(?:last |date )?(?:updated|modified|revised|accessed|retrieved|viewed|visited)\b",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    rf"(?:(?P<edition>[^:;()]{{0,30}}\bed(?:ition|n)?\.?),\s)?(?:(?P<series>[^:;()]{{3,80}});\s)?"
    rf"(?:(?P<place>[^:]{{2,90}}?)\s?:\s{{0,9}})?"
    rf"(?P<publisher>[^:]{{2,200}}?)?(?:(?:^|,\s{{0,9}}|\s(?=\[?(?:c\. ?)?{YEAR}))"
    rf"(?P<date>(?:(?:[^\W\d_]{{1,40}}\.?|"
    rf"\d{{1,2}})\s){{0,2}}\[?(?:c\. ?)?{YEAR}\b[^,]{{0,20}}|n\.d\.|forthcoming))?"
    rf"(?:,\s{{0,9}}(?P<more>[^,]{{1,40}}))?[.,]?"
)
_BARE = re.compile(
    rf"[.,]?\s{{0,9}}(?P<place>[A-Z][\w .'’&-]{{1,40}}+(?:, [A-Z][\w.]{{1,20}}+)?): "
    rf"(?P<publisher>[A-Z][^:;\d\ue000-\ue005]{{1,100}}?),\s{{1,9}}(?P<date>(?:c\. ?)?{YEAR})\b"
)
_THESIS = re.compile(
    r"(?P<genre>(?:unpublished |doctoral |master['’]s )?(?:ph\.? ?d\.?|m\.? ?a\.?|d\. ?phil\.?|"
    r"m\.? ?phil\.?|"
    r"m\.? ?sc\.?|doctoral|master['’]?s|bachelor['’]?s|b\.? ?a\.?|senior|honors|habilitation)"
    r"[^,\d]{0,14}(?:diss(?:ertation|\.)?|thesis)|(?:unpublished )?(?:working|discussion|"
    r"conference|seminar) "
    r"paper|paper (?:presented|delivered|given)|unpublished manuscript)",
    re.IGNORECASE,
)
_THESIS_CUES = ("diss", "thesis", "paper", "manuscript")  # one is in each match
_DATE_ONLY = re.compile(
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.?\s)?(?:[^\W\d_]{{1,40}}+\.?(?:\s?[–/-]{{1,3}}\s?[^\W\d_]{{1,40}}+\.?)?\s)?"
    rf"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Fall|Autumn|"
    rf"Winter)\w*\.?,?\s)?"
    rf"(?:\d{{1,2}}(?:\s?[–-]{{1,2}}\s?\d{{1,2}})?,\s)?\[?{YEAR}\]?(?:\s?[–/-]{{1,2}}\s?\d{{2,4}})?{TIME}"
)
_EDITION = re.compile(
    r"[,.]\s{1,9}(?P<edition>(?:\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised|\.)|[Ss]econd|[Tt]hird|[Ff]ourth|"
    r"[Nn]ew|"
    r"[Ee]xpanded|[Cc]ritical|[Ii]nternational)(?: and \w{1,40})? ed(?:ition|n?\.))"
)
_SERIES = re.compile(
    r"[,.]?\s{0,9}(?P<series>[A-Z][^\ue000-\ue005]{3,100}?)(?:,?\s(?:[Nn]o\.|[Vv]ol\.|"
    r"nr\.)?\s?(?P<number>\d{1,5}))?\s{0,9}"
)


def read_edition(part: Part, start: int) -> None:
    """An edition named after the title: "2nd ed."."""
    match = _EDITION.search(part.mask, start) if part.may_hold((" ed",)) else None
    if match:
        part.take("edition", *match.span("edition"))


def read_imprints(part: Part, start: int) -> int:
    """Imprints from `start` on; the offset after the last one read."""
    at = start
    for zone in part.zones:
        low, high = part.place(zone)
        unread = part.mask[low:high].strip(PAREN) == ""
        if zone.kind is Kind.PAREN and low >= start and unread and _bracket(part, zone):
            _series(part, start, low)
            part.paint(low, high)
            at = high
    bare = None
    if ": " in part.mask and not part.found.imprint:
        bare = _BARE.search(part.mask, start)
    if bare:
        part.take("publisher_place", *bare.span("place"))
        part.take("publisher", *bare.span("publisher"))
        year = int(re.sub(r"\D", "", bare["date"]))
        part.take_date("issued", Edtf(year, approximate=bare["date"][0] == "c"), *bare.span("date"))
        part.found.imprint = True
        at = bare.end()
    return at


def _bracket(part: Part, zone: Zone) -> bool:
    """Read one bracket as thesis, date or imprint; whether it was one."""
    low, high = zone.inner[0] - part.start, zone.inner[1] - part.start
    text = part.words(low, high)
    year = re.search(rf"\b{YEAR}\b", text)
    if thesis := _THESIS.search(text):
        _thesis(part, low, text, thesis)
    elif not _DATE_ONLY.fullmatch(text.strip()) and not _publisher(
        part, low, text, dated=bool(year)
    ):
        return False
    if year:
        read_date(part, low, text)
    return True


def _thesis(part: Part, low: int, text: str, match: re.Match[str]) -> None:
    part.take("genre", low + match.start("genre"), low + match.end("genre"))
    rest = re.compile(r"[,.]?\s{0,9}(?P<publisher>[^,\d]{3,100})").match(text, match.end())
    if rest:
        part.take("publisher", low + rest.start("publisher"), low + rest.end("publisher"))


def read_thesis(part: Part, start: int) -> None:
    """A thesis named outside of brackets: "PhD diss., University, 2015"."""
    match = _THESIS.search(part.mask, start) if part.may_hold(_THESIS_CUES) else None
    if match:
        _thesis(part, 0, part.mask, match)


def _publisher(part: Part, low: int, text: str, *, dated: bool) -> bool:
    head = re.match(rf"\s*(?:{YEAR};\s*)?(?:(?:repr(?:int(?:ed)?)?|orig)\.?,?\s+)?", text)
    left = head.end() if head else 0
    match = _IMPRINT.fullmatch(text[left:].rstrip())
    if (
        part.found.imprint
        or not match
        or _STATE.match(text)
        or not (match["place"] or (dated and match["publisher"]))
    ):
        return False
    if re.search(r"\d", match["place"] or "") or not re.search(
        r"[^\W\d]{2}", match["publisher"] or "Ok"
    ):
        return False
    names = {"place": "publisher_place", "series": "collection_title"}
    for name in ("place", "publisher", "edition", "series"):
        words = match[name]
        if words and not re.fullmatch(rf"\[?{YEAR}\]?|n\.d\.|forthcoming", words.strip()):
            start = low + left + match.start(name)
            part.take(names.get(name, name), start, start + len(words))
    part.found.imprint = True
    return True


def read_date(part: Part, low: int, text: str) -> None:
    """The date of a bracket: the last of several, as in "1964, 2nd printing 1986"."""
    mentions = dates_in(text)
    if mentions and (value := mentions[-1].value) is not None:
        part.take_date("issued", value, low + mentions[-1].start, low + mentions[-1].end)
        return
    years = list(re.finditer(rf"(?<!\d){YEAR}(?!\d)", text))  # "1994b" as well
    part.take_date(
        "issued", Edtf(int(years[-1][0])), low + years[-1].start(), low + years[-1].end()
    )


def _series(part: Part, start: int, end: int) -> None:
    """A series with its number before the imprint of a book: "*Title*, Working Papers 12 (…)"."""
    match = _SERIES.fullmatch(part.mask, start, end)
    if not match or TAKEN in match[0] or part.found.chapter or "container_title" in part.found.at:
        return
    if re.match(r"(?:vols?|no|eds?|trans|pt|part|book)\b", match["series"], re.IGNORECASE):
        return
    part.take("collection_title", *match.span("series"))
    if match["number"]:
        part.take("number", *match.span("number"))
