"""LNK005, LNK007: addresses that work but carry what they should not, or are set unevenly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
import re

from auditor.model.article import Address, AddressForm
from auditor.model.audit import Audit
from auditor.model.finding import Draft, Edit, Fix, Related, Severity
from auditor.model.text import Span
from auditor.rules.places import MOST, draft_of, label_at, places, rewrite
from auditor.rules.rule import rule
from auditor.text.hosts import host_of, site_of
from auditor.text.tracking import tracking, without

_FRAGMENT = re.compile(r"#?:~:text=.*$", re.DOTALL)


@rule("LNK005", "tracking-parameters", Severity.INFO, fixable=True)
def lnk005(audit: Audit) -> Iterable[Draft]:
    """An address that tells how someone came to the page.

    ## Why

    Campaign tags, click ids and search words left over from a visit make an address longer and give
    away whoever copied it; archives keep the page under its plain address.

    ## How it decides

    By lists: names that track on any host (`utm_…`, `fbclid`, `gclid`), names that do on some
    hosts, words of a site's own search with an empty one among them, and text fragments
    (`#:~:text=`) that a browser added.

    ## What keeps it quiet

    Parameters that say which page is meant (`?id=`, `?k=`, `watch?v=`), and search pages cited as
    such.

    ## Example

    > <https://news.example/g7-ministers.html?phrase=shinkansen&words=>

    ## What to do

    Take them off; the fix does. A text fragment is worth keeping in the ledger of claims: it is
    the author's own pointer at the passage.
    """
    for url, where in places(audit.article.addresses).items():
        extra = tracking(url, site_of(host_of(url))) if "?" in url else ()
        fragment = _FRAGMENT.search(url) if "#" in url else None
        if not extra and not fragment:
            continue
        clean = _FRAGMENT.sub("", without(url, extra))
        told = [pair.partition("=")[0] for pair in extra] + (["#:~:text="] if fragment else [])
        yield draft_of(
            audit,
            where,
            f"the address carries what is not needed to find the page: {', '.join(told)}",
            f"cite {clean}",
            found=clean,
            fixes=rewrite(audit, where, "take it off", clean, safe=not fragment),
        )


_STYLES = {
    AddressForm.BARE: "bare",
    AddressForm.ANGLE: "in angle brackets",
    AddressForm.MARKDOWN: "as a Markdown link",
}
ENOUGH = 4  # addresses in notes that make a style


@rule("LNK007", "inconsistent-url-markup", Severity.INFO, fixable=True)
def lnk007(audit: Audit) -> Iterable[Draft]:
    """Addresses in notes that are set in several ways.

    ## Why

    A bare address at the end of a note swallows the full stop in some programs; a journal sets all
    of them in one way.

    ## How it decides

    Addresses printed in notes are counted as bare, in angle brackets, or as Markdown links that
    show the address. The most frequent way is the style; all others are one finding.

    ## What keeps it quiet

    Links whose text is words; fewer than four addresses; no way more frequent than the others.

    ## Example

    > ¹ …, <https://a.example/>. ² …, https://b.example/. ³ …, <https://c.example/>.

    ## What to do

    Set all addresses in one way; the fix does so for bare and bracketed ones.
    """
    shown = [item for item in audit.article.addresses if _is_shown(item)]
    counts = Counter(item.form for item in shown).most_common()
    if len(shown) < ENOUGH or len(counts) < 2 or counts[0][1] == counts[1][1]:
        return
    style = counts[0][0]
    odd = [item for item in shown if item.form is not style]
    edits = tuple(edit for item in odd for edit in _restyle(audit, item, style))
    told = ", ".join(f"{count} {_STYLES[form]}" for form, count in counts)
    first, *others = odd
    yield Draft(
        message=f"addresses in notes are set in several ways: {told}",
        primary=first.whole,
        anchor="addresses in notes",
        help=f"set all of them {_STYLES[style]}",
        note=label_at(audit, first),
        cited=_STYLES[first.form],
        found=_STYLES[style],
        related=tuple(Related(item.whole, _STYLES[item.form]) for item in others[:MOST]),
        fixes=(Fix(f"set bare and bracketed addresses {_STYLES[style]}", edits),) if edits else (),
    )


def _is_shown(address: Address) -> bool:
    if address.note is None or address.form not in _STYLES:
        return False
    return address.form is not AddressForm.MARKDOWN or "://" in (address.text or "")


def _restyle(audit: Audit, address: Address, style: AddressForm) -> tuple[Edit, ...]:
    """The edits that set a bare address in brackets or take the brackets off."""
    text = audit.article.source.text
    printed = text[address.whole.start : address.whole.end]
    span = Span(address.whole.start, address.whole.end, address.whole.part)
    if address.form is AddressForm.BARE and style is AddressForm.ANGLE and printed == address.url:
        return (Edit(span, f"<{address.url}>"),)
    if address.form is AddressForm.ANGLE and style is AddressForm.BARE:
        return (Edit(span, address.url),)
    return ()
