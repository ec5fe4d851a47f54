"""SRC004: the name of a publisher that is almost, but not, the name its site goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
import re
import tomllib

from rapidfuzz import fuzz

from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.model.reference import Citation, Cited
from auditor.rules.rule import rule
from auditor.rules.support import label_of, said
from auditor.rules.works import bare, full_citations
from auditor.text.clean import clean_line
from auditor.text.hosts import host_of, site_of

# Words by which bodies are told apart in name only: mixing up two of them is the usual slip.
_KINDS = frozenset(
    """institute institution center council foundation association society agency bureau office
    organization corporation group committee commission bank fund forum times post news press
    journal gazette herald tribune chronicle magazine review daily weekly monitor mail telegraph
    globe star observer library archive museum academy university college studies affairs policy
    relations research project network union service""".split()
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")


@lru_cache(maxsize=1)
def known() -> Mapping[str, tuple[str, ...]]:
    """The accepted names of well-known publishers by registrable domain, the usual one first."""
    text = files("auditor.rules").joinpath("data", "publishers.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text).values()
    return {site: tuple(names) for table in tables for site, names in table.items()}


def known_names(url: str) -> tuple[str, ...]:
    """The names the publisher behind an address goes by, empty where it is not in the table."""
    host = host_of(url)
    return known().get(host) or known().get(site_of(host), ())


def publisher_fields(citation: Citation) -> Iterator[Cited[str]]:
    """What a citation prints as the body behind a work: container and publisher."""
    reference = citation.reference
    return (field for field in (reference.container_title, reference.publisher) if field)


def name_of(text: str) -> str:
    """A publisher's name as it is compared: folded, without "the" and what stands in brackets."""
    return bare(_BRACKETS.sub("", text).replace("&", " and "))


@rule("SRC004", "publisher-mismatch", Severity.INFO)
def src004(audit: Audit) -> Iterable[Draft]:
    """A publisher's name that is close to, but not, the name its site goes by.

    ## Why

    "Brookings Institute" and "Washington Times" are other bodies, or none at all, than those the
    links lead to. Readers, indexes and search engines go by the name.

    ## How it decides

    A table of some 250 newspapers, agencies, institutes and international bodies gives the names
    each domain goes by. A cited container or publisher that shares a word with the name but has
    another kind of body in it (Institute for Institution, Times for Post), or one word misspelt,
    is a warning. A word left out or added is an info. `aliases` of the policy add wrong names of
    your own.

    ## What keeps it quiet

    Sites that are not in the table; names that share nothing with it (sections, series, parent
    companies, syndicated pieces); short forms and abbreviations in use; a citation that gives an
    accepted name anywhere among author, container and publisher.

    ## Example

    > "Ten Years On," *Brookings Institute*, 20 July 2020, <https://www.brookings.edu/…>

    ## What to do

    Write the name as the site does.
    """
    for citation in full_citations(audit):
        yield from _aliased(audit, citation)
        url = citation.reference.URL
        names = known_names(url.value) if url else ()
        if url and names:
            yield from _misnamed(audit, citation, url.value, names)


def _aliased(audit: Audit, citation: Citation) -> Iterator[Draft]:
    for field in publisher_fields(citation):
        right = audit.policy.name_aliases.get(field.value)
        if right:
            yield _draft(audit, citation, field, right, Severity.WARNING, "the policy's aliases")


def _misnamed(
    audit: Audit, citation: Citation, url: str, names: tuple[str, ...]
) -> Iterator[Draft]:
    accepted = {name_of(name) for name in names}
    fields = list(publisher_fields(citation))
    author = citation.reference.author
    bodies = [name.literal for name in author.value if name.literal] if author else []
    given = [name_of(text) for text in (*(field.value for field in fields), *bodies)]
    if any(_holds(text, name) for text in given for name in accepted):
        return
    for field in fields:
        for name in names:
            severity = _slip(name_of(field.value), name_of(name))
            if severity:
                yield _draft(audit, citation, field, name, severity, url)
                return


def _holds(text: str, name: str) -> bool:
    return f" {name} " in f" {text} "


def _slip(cited: str, name: str) -> Severity | None:
    """How sure it is that `cited` was meant for `name`; None where it is another name."""
    one, two = cited.split(), name.split()
    if len(one) == len(two) > 1:
        differ = [pair for pair in zip(one, two, strict=True) if pair[0] != pair[1]]
        if len(differ) == 1 and (set(differ[0]) <= _KINDS or fuzz.ratio(*differ[0]) >= 75):
            return Severity.WARNING
    shorter, longer = sorted((one, two), key=len)
    left_out = len(longer) - len(shorter) == 1 and len(shorter) > 1 and set(shorter) < set(longer)
    return Severity.INFO if left_out else None


def _draft(
    audit: Audit, citation: Citation, field: Cited[str], name: str, severity: Severity, source: str
) -> Draft:
    return Draft(
        message=f"{clean_line(field.value, 80)} is not the name of this publisher: {name}",
        primary=field.span,
        anchor=citation.text,
        help=f"write {name}, or cite the body that is meant",
        note=label_of(audit, citation.note),
        severity=severity,
        confidence=Confidence.HIGH if severity is Severity.WARNING else Confidence.LOW,
        cited=clean_line(field.value, 80),
        found=name,
        evidence=(Evidence(kind="url", source=source), said(audit, citation.view, "note")),
        hosts=(host_of(source),),
    )
