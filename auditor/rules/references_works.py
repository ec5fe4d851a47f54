"""REF004 and REF005: one address for several works, one work under several addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
import re
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from auditor.model.audit import Audit
from auditor.model.dates import Edtf, Granularity
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.model.reference import Citation, Reference
from auditor.rules.rule import rule
from auditor.rules.support import label_of, said, the_work
from auditor.rules.works import address_key, bare, full_citations, same_title, surnames, title_of
from auditor.text.clean import clean_line
from auditor.text.hosts import host_of

# Addresses that stand for more than one work by their nature: entrances, searches, finding aids,
# collections, and files that hold many chapters.
_MANY_WORKS = re.compile(
    r"(?:^|[/?&=._-])(?:search|results?|archives?|collections?|catalogue?|records?|browse|tags?|"
    r"category|topics?|list|toc|issues?|volumes?|packages|publications|downloads|proceedings|findingaid|repositor\w+)(?:$|[/?&=._-])",
    re.IGNORECASE,
)
_VOLUMES = re.compile(  # whole volumes, cited by whatever stands in them
    r"books\.google\.|archive\.org/details/|babel\.hathitrust\.org|gallica\.bnf\.fr"
)
_ENOUGH = 40  # citations of one address that are compared: each with each
_CHAPTERS = frozenset(("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary"))
_DELIMITERS = "\"“”„«»*_‘’'"


@rule("REF004", "same-url-different-work", Severity.ERROR)
def ref004(audit: Audit) -> Iterable[Draft]:
    """One address cited under different titles, authors or dates.

    ## Why

    An address holds one work. Two works under it mean that one of the links was copied from the
    wrong note, or that the work is misnamed.

    ## How it decides

    Full citations are grouped by address, without scheme, `www.` and tracking parameters. Titles
    that clearly differ, with other authors or dates, are an error. Titles alone, one title within
    the other (an edition, a digest, a version), or one title with other authors or days, are a
    warning. All places are one finding.

    ## What keeps it quiet

    British and American spelling, a subtitle left out, translations and romanised titles; another
    fragment or page of the address; home pages, searches, archives, collections; chapters and
    entries of one file; titles that are not set off by quotation marks or italics.

    ## Example

    > ¹⁴ *Coastal Defence Review 2021*, 242, <https://example.org/cdr2021_digest.pdf>
    > ⁴³ *Coastal Defence Review 2021: Digest Version*, <https://example.org/cdr2021_digest.pdf>

    ## What to do

    Open the address, keep the title it shows, and give the other work its own address.
    """
    for group in _by_address(audit):
        conflict = _titles(group) or _people_or_days(group)
        if conflict:
            yield _one_address(audit, group, conflict)


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Two citations of one address that differ in `what`; `odd` is the one fewer agree with."""

    first: Citation
    odd: Citation
    what: str
    cited: str
    found: str
    severity: Severity | None


def _by_address(audit: Audit) -> Iterator[list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for citation in full_citations(audit):
        url = citation.reference.URL
        if url and not _of_many_works(url.value):
            groups.setdefault(address_key(url.value), []).append(citation)
    return (group[:_ENOUGH] for group in groups.values() if len(group) > 1)


def _of_many_works(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    path = parts.path.strip("/")
    entrance = not path and not parts.query
    shelf = _VOLUMES.match(f"{host_of(url)}/{path}")
    return entrance or bool(shelf or _MANY_WORKS.search(f"{path}?{parts.query}"))


def _titles(group: list[Citation]) -> _Conflict | None:
    named = [item for item in group if title_of(item) and _set_off(item)]
    different = (pair for pair in combinations(named, 2) if not _same_work(*pair))
    worst = min(different, key=lambda pair: _likeness(*pair), default=None)
    if worst is None:
        return None
    first, odd = _outlier(named, worst)
    clear = _likeness(first, odd) < 60 and _other_origin(first, odd)
    severity = None if clear else Severity.WARNING
    return _Conflict(first, odd, "titles", title_of(odd), title_of(first), severity)


def _other_origin(first: Citation, second: Citation) -> bool:
    """Whether authors or dates differ too: otherwise one work may be named or translated anew."""
    one, two = surnames(first), surnames(second)
    days = (first.reference.issued, second.reference.issued)
    other_day = days[0] and days[1] and not days[0].value.overlaps(days[1].value, days=2)
    return bool((one and two and not one & two) or other_day)


def _likeness(first: Citation, second: Citation) -> float:
    """0..100; one title inside the other counts as alike, for it may name a part or edition."""
    one, two = bare(title_of(first)), bare(title_of(second))
    inside = set(one.split()) <= set(two.split()) or set(two.split()) <= set(one.split())
    return 100.0 if inside else fuzz.ratio(one, two)


def _outlier(named: list[Citation], pair: tuple[Citation, Citation]) -> tuple[Citation, Citation]:
    """The pair with the title that fewer of the group share last."""
    first, second = pair
    votes = [sum(same_title(title_of(item), title_of(one)) for item in named) for one in pair]
    return (second, first) if votes[0] < votes[1] else (first, second)


def _same_work(first: Citation, second: Citation) -> bool:
    one, two = first.reference, second.reference
    if one.type in _CHAPTERS or two.type in _CHAPTERS:
        return True
    titles = [
        [t.value for t in (r.title, r.transliterated, r.translated, r.original_title) if t]
        for r in (one, two)
    ]
    if any(same_title(a, b) for a in titles[0] for b in titles[1]):
        return True
    if _parts_of_one(one, two):
        return True
    # A work and what it stands in: "Chapter 3" in *Report* beside *Report* itself.
    inside = [c.value for c in (one.container_title, two.container_title) if c]
    return any(same_title(box, title) for box in inside for titles_ in titles for title in titles_)


def _parts_of_one(one: Reference, two: Reference) -> bool:
    """Whether both are pieces of one book: the same container, years alone, no volume or issue."""
    boxes = {bare(r.container_title.value) if r.container_title else "" for r in (one, two)}
    numbered = any(r.volume or r.issue or r.DOI for r in (one, two))
    dated = any(r.issued and r.issued.value.granularity is Granularity.DAY for r in (one, two))
    return len(boxes) == 1 and boxes != {""} and not numbered and not dated


def _set_off(citation: Citation) -> bool:
    """Whether quotation marks or italics bound the title: then its ends are no guess."""
    title = citation.reference.title
    if title is None:
        return False
    at = citation.text.find(title.raw)
    before = citation.text[max(0, at - 1) : at] if at > 0 else title.raw[:1]
    return (bool(before) and before in _DELIMITERS) or title.raw[:1] in tuple(_DELIMITERS)


def _people_or_days(group: list[Citation]) -> _Conflict | None:
    pairs = combinations(group, 2)
    alike = [(a, b) for a, b in pairs if title_of(a) and bare(title_of(a)) == bare(title_of(b))]
    return next(filter(None, (_people(*pair) or _days(*pair) for pair in alike)), None)


def _people(first: Citation, odd: Citation) -> _Conflict | None:
    one, two = surnames(first), surnames(odd)
    if not one or not two or one & two or _near(one, two):
        return None
    cited, found = ", ".join(sorted(two)), ", ".join(sorted(one))
    return _Conflict(first, odd, "authors", cited, found, Severity.WARNING)


def _days(first: Citation, odd: Citation) -> _Conflict | None:
    one, two = first.reference.issued, odd.reference.issued
    living = first.reference.accessed and odd.reference.accessed
    if living or not one or not two or not _other_day(one.value, two.value):
        return None
    return _Conflict(first, odd, "dates", str(two.value), str(one.value), Severity.WARNING)


def _near(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether some name is written a little differently: no other author, but a variant."""
    return any(fuzz.token_set_ratio(a, b) >= 80 for a in one for b in two)


def _other_day(one: Edtf, two: Edtf) -> bool:
    exact = Granularity.DAY in (one.granularity, two.granularity)
    return exact and not one.overlaps(two, days=2)


def _one_address(audit: Audit, group: list[Citation], conflict: _Conflict) -> Draft:
    odd = conflict.odd
    url = odd.reference.URL.value if odd.reference.URL else ""
    where = odd.reference.title or odd.reference.URL
    labels = ", ".join(dict.fromkeys(label_of(audit, item.note) for item in group))
    return Draft(
        message=f"one address is cited under different {conflict.what} (notes {labels})",
        primary=where.span if where else odd.view.span(),
        anchor=odd.text,
        help="open the address: keep what it shows, and give any other work its own address",
        note=label_of(audit, odd.note),
        severity=conflict.severity,
        confidence=Confidence.MEDIUM if conflict.severity else Confidence.HIGH,
        cited=clean_line(conflict.cited, 100),
        found=clean_line(conflict.found, 100),
        related=tuple(the_work(audit, item) for item in group if item is not odd),
        evidence=(Evidence(kind="url", source=url), said(audit, conflict.first.view, "note")),
        hosts=(host_of(url),),
    )


@rule("REF005", "same-work-different-url", Severity.INFO)
def ref005(audit: Audit) -> Iterable[Draft]:
    """One work cited under two addresses.

    ## Why

    One of the two is usually older, shorter-lived or the wrong file; readers and archives are
    better served by one.

    ## How it decides

    Equal titles of four words or more (folded, 95 of 100 alike) with the same host or the same day
    of publication, under two addresses.

    ## What keeps it quiet

    Translations, parts and volumes (a number differs), pages and fragments of one address.

    ## Example

    > ⁹ "Ten Years of Tide Tables," 4 May 2019, <https://example.org/tides>
    > ²² "Ten Years of Tide Tables," 4 May 2019, <https://example.org/2019/05/tides.pdf>

    ## What to do

    Keep the address that is meant to last.
    """
    seen: dict[str, Citation] = {}
    for citation in full_citations(audit):
        key = bare(title_of(citation))
        if citation.reference.URL is None or len(key.split()) < 4:
            continue
        first = seen.setdefault(key, citation)
        if first is not citation and _elsewhere(first, citation):
            yield _twice(audit, first, citation)


def _elsewhere(first: Citation, second: Citation) -> bool:
    one, two = first.reference.URL, second.reference.URL
    if one is None or two is None:
        return False
    pages = {address_key(url.value).partition("?")[0] for url in (one, two)}
    days = {str(r.issued.value) for r in (first.reference, second.reference) if r.issued}
    alike = len({host_of(one.value), host_of(two.value)}) == 1 or len(days) == 1
    return len(pages) > 1 and alike and surnames(first) == surnames(second)


def _twice(audit: Audit, first: Citation, second: Citation) -> Draft:
    urls = [item.reference.URL.value for item in (second, first) if item.reference.URL]
    return Draft(
        message=f"one work is cited under two addresses (also note {label_of(audit, first.note)})",
        primary=second.reference.URL.span if second.reference.URL else second.view.span(),
        anchor=second.text,
        help="keep the address that is meant to last",
        note=label_of(audit, second.note),
        confidence=Confidence.MEDIUM,
        cited=urls[0],
        found=urls[1],
        related=(the_work(audit, first),),
        evidence=(said(audit, first.view, "note"),),
    )
