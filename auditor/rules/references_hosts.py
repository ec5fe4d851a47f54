"""REF006: a body named for a site that elsewhere, and in general, is another's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Evidence, Severity
from auditor.model.reference import Citation
from auditor.rules.publishers import agency_names, name_of, publisher_fields
from auditor.rules.rule import rule
from auditor.rules.support import label_of, said
from auditor.rules.works import full_citations
from auditor.text.clean import clean_line
from auditor.text.hosts import host_of, site_of

OFTEN = 3  # citations that make a habit: below that a host and a name may meet by chance
_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class _Tie:
    """A body that a citation names and the site its address is on; `field` is where it stands."""

    citation: Citation
    name: str
    printed: str
    site: str


@rule("REF006", "author-vs-domain", Severity.WARNING)
def ref006(audit: Audit) -> Iterable[Draft]:
    """A body given for a site that this article elsewhere gives to another body.

    ## Why

    A wrong author beside a right link, or a right author beside the wrong link: one of the two was
    taken over from the note before.

    ## How it decides

    The article's own notes teach which site belongs to whom. A citation stands out when its body
    has another site in at least three notes, its site another body in at least three, and no other
    note ties the two. Bodies are corporate authors, newspapers and publishers.

    ## What keeps it quiet

    Habits of fewer than three notes; sites that serve many bodies (repositories, aggregators,
    syndication); names that are forms of one another.

    ## Example

    > ¹⁹ Treasury, "Joint Statement," <https://www.foreign.example/joint>   (in eight other notes
    > foreign.example is the Foreign Ministry's, and the Treasury's papers are on treasury.example)

    ## What to do

    Open the link and see whose page it is; correct the name or the address.
    """
    ties = [tie for citation in full_citations(audit) for tie in _ties(citation)]
    sites: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tie in ties:
        sites[tie.name][tie.site] += 1
        names[tie.site][tie.name] += 1
    for tie in ties:
        home, owner = _habit(sites[tie.name]), _habit(names[tie.site])
        once = sites[tie.name][tie.site] == 1
        agency = tie.name in agency_names()  # its pieces are printed by everybody
        if home and owner and once and home != tie.site and not (agency or _forms(owner, tie.name)):
            yield _draft(audit, tie, home, _printed(ties, owner))


def _ties(citation: Citation) -> Iterator[_Tie]:
    url = citation.reference.URL
    site = site_of(host_of(url.value)) if url else ""
    for text in _bodies(citation):
        if site and name_of(text):
            yield _Tie(citation, name_of(text), text, site)


def _bodies(citation: Citation) -> tuple[str, ...]:
    author = citation.reference.author
    literals = [name.literal for name in author.value if name.literal] if author else []
    return tuple(literals or [field.value for field in publisher_fields(citation)][:1])


def _habit(counts: Counter[str]) -> str | None:
    """What a name or site goes with as a rule: three times and three times out of four."""
    best, count = counts.most_common(1)[0]
    return best if count >= OFTEN and count >= _SHARE * counts.total() else None


def _forms(one: str, two: str) -> bool:
    return fuzz.token_set_ratio(one, two) >= 90


def _printed(ties: list[_Tie], name: str) -> str:
    return next(tie.printed for tie in ties if tie.name == name)


def _draft(audit: Audit, tie: _Tie, home: str, owner: str) -> Draft:
    citation = tie.citation
    where = citation.reference.author or citation.reference.container_title
    url = citation.reference.URL
    return Draft(
        message=f"{clean_line(tie.printed, 80)} is named for an address on {tie.site}, "
        f"everywhere else {clean_line(owner, 80)} is",
        primary=where.span if where else citation.view.span(),
        anchor=citation.text,
        help=f"open the link: name {clean_line(owner, 80)}, or give the address on {home}",
        note=label_of(audit, citation.note),
        confidence=Confidence.MEDIUM,
        cited=clean_line(tie.printed, 80),
        found=clean_line(owner, 80),
        evidence=(
            Evidence(kind="url", source=url.value if url else tie.site),
            said(audit, citation.view, "note"),
        ),
        hosts=(tie.site,),
    )
