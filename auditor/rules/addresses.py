"""LNK002–004: addresses that can't be right, by their own letters and their markup."""

from __future__ import annotations

from collections.abc import Iterable
import re
from urllib.parse import unquote

from auditor.model.article import Address, AddressForm
from auditor.model.audit import Audit
from auditor.model.finding import Confidence, Draft, Edit, Fix, Related, Severity
from auditor.model.text import Span
from auditor.rules.address_faults import fault_of
from auditor.rules.places import MOST, draft_of, label_at, places, rewrite
from auditor.rules.rule import rule
from auditor.text.clean import clean_line
from auditor.text.hosts import host_of, site_of
from auditor.text.mementos import recognise
from auditor.text.tracking import tracking, without

LINKED = frozenset(
    {AddressForm.MARKDOWN, AddressForm.REFERENCE, AddressForm.HTML, AddressForm.IMAGE}
)


@rule("LNK002", "malformed-url", Severity.ERROR, fixable=True)
def lnk002(audit: Audit) -> Iterable[Draft]:
    """A cited address that can't work as it is printed.

    ## Why

    Typing, copying and converting leave marks: `htp://`, `https://https://`, a space, a romanised
    letter (`siryō.pdf`), the full stop of the sentence inside the brackets. No reader gets there.

    ## How it decides

    The address has a misspelt or doubled scheme, a space, or a host or port that the URL standard
    refuses (errors). One accented Latin letter in a path that is otherwise ASCII is an error on
    hosts of countries that don't write in Latin letters, a warning where only English is written.
    Punctuation at its very end and an escape cut short (`%zz`) are warnings.

    ## What keeps it quiet

    Paths in other scripts, however cut; escapes of composed or decomposed accents; international
    hosts; accents on hosts whose country uses them, and on wikis; names that end in a full stop
    (`Apple_Inc.`); schemes that are real but not the web's.

    ## Example

    > ⁶² Cabinet Secretariat, "Materials," <https://www.cas.example.jp/dai3/siryō.pdf>

    ## What to do

    Open the address as it is most likely meant, and correct the note.
    """
    for url, where in places(audit.article.addresses).items():
        fault = fault_of(url)
        if fault is None:
            continue
        meant = fault.meant
        title = "write the address as it is most likely meant"
        yield draft_of(
            audit,
            where,
            f"the address can't be right: {fault.message}",
            f"perhaps {clean_line(meant, 300)} is meant" if meant else "correct the address",
            severity=fault.severity,
            confidence=fault.confidence,
            found=fault.message,
            fixes=rewrite(audit, where, title, meant, safe=False) if meant else (),
        )


# What is elided in a display text, and what may stand around an address in it.
_ELLIPSIS = re.compile(r"…|\.{3}|\[…\]|\[\.\.\.\]")
_LOOKS = re.compile(r"(?:https?://|www\.)\S+|[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}/\S+", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:https?:)?/{0,2}(?:www\.)?(?:dx\.(?=doi\.org))?", re.IGNORECASE)
_PORT = re.compile(r":(?:80|443)(?:/|$)")
_STOPS = ".,;:"
_EDGES = "<>()[]*_`\\ \t\n"


@rule("LNK003", "link-text-differs", Severity.WARNING, fixable=True)
def lnk003(audit: Audit) -> Iterable[Draft]:
    """A link whose visible text is an address, but not the one it leads to.

    ## Why

    Readers of print and of copies see the text alone; whoever clicks lands elsewhere.

    ## How it decides

    The text of a link is an address. Both sides are compared without scheme, `www.`, a slash at the
    end, escapes and letter case; what still differs is reported.

    ## What keeps it quiet

    Texts that leave something out (`example.org/…/report`), give the host alone, or begin the
    target; targets that hold the shown address (archives, proxies); texts that are words.

    ## Example

    > [https://a.example/report.pdf.](https://a.example/report.pdf)

    ## What to do

    Print the address the link leads to, or correct the link if the printed one is right.
    """
    shown = [(item, _shown(item)) for item in audit.article.addresses if item.form in LINKED]
    differing = [(item, text) for item, text in shown if _differs(text, item.url)]
    stray = [item for item, text in differing if _is_stray(text, item.url)]
    if stray:
        yield _with_stop(audit, stray)
    yield from (_other(audit, item, text) for item, text in differing if item not in stray)


def _shown(address: Address) -> str:
    return (address.text or "").strip(_EDGES).replace("\\", "")


def _is_stray(shown: str, url: str) -> bool:
    """Whether the text is the target and the punctuation of the sentence."""
    return shown[-1] in _STOPS and _plain(shown) in _plain(url)


def _differs(shown: str, url: str) -> bool:
    if not _LOOKS.fullmatch(shown) or not url.lower().startswith(("http://", "https://")):
        return False
    text, target = _plain(shown), _plain(url)
    if _ELLIPSIS.search(shown):
        return not _elides(shown, target)
    ends_alike = shown[-1] not in _STOPS or url.endswith(shown[-1])
    return not (ends_alike and text in target)


def _plain(url: str) -> str:
    """An address as it is compared; of an archived copy, the address it is a copy of."""
    live = _live(url.rstrip(_STOPS))
    bare = without(live, tracking(live, site_of(host_of(live)))) if "?" in live else live
    return _PORT.sub("/", _PREFIX.sub("", unquote(bare))).rstrip("/").casefold()


def _live(url: str) -> str:
    cited = recognise(url)
    return cited.original if cited and cited.original else url


def _elides(shown: str, target: str) -> bool:
    """Whether a text with something left out is the target's beginning (and end)."""
    first, *rest = [_plain(part) for part in _ELLIPSIS.split(shown)]
    return target.startswith(first) and all(part in target for part in rest)


def _with_stop(audit: Audit, where: list[Address]) -> Draft:
    """One finding for all links that took the punctuation of the sentence into their text."""
    first, *others = where
    edits = tuple(edit for address in where for edit in _corrected(audit, address))
    title = "print the address the link leads to"
    return Draft(
        message="the printed address is not the one the link leads to: it ends in punctuation",
        primary=first.whole,
        anchor=first.raw,
        help="end the link's text before the punctuation of the sentence",
        note=label_at(audit, first),
        cited=clean_line(_shown(first)),
        found=first.url,
        related=tuple(Related(item.whole, "the same here") for item in others[:MOST]),
        fixes=(Fix(title, edits),) if edits else (),
        hosts=(host_of(first.url),),
    )


def _corrected(audit: Audit, address: Address) -> tuple[Edit, ...]:
    """The edit that moves the punctuation at the end of a link's text behind the link."""
    source = audit.article.source.text
    whole, text = source[address.whole.start : address.whole.end], address.text or ""
    kept = text.rstrip(_STOPS)
    at = whole.find(f"[{text}]")
    if at < 0 or not kept:
        return ()
    low = address.whole.start + at + 1 + len(kept)
    part = address.whole.part
    stop = text[len(kept) :]
    follows = source[address.whole.end : address.whole.end + 1] in (".", ",", ";", ":")
    cut = Edit(Span(low, low + len(stop), part), "")
    end = Span(address.whole.end, address.whole.end, part)
    return (cut,) if follows else (cut, Edit(end, stop))


def _other(audit: Audit, address: Address, shown: str) -> Draft:
    return Draft(
        message="the printed address is not the one the link leads to",
        primary=address.whole,
        anchor=address.raw,
        help="see which of the two is the source: correct the link, or print its address",
        note=label_at(audit, address),
        cited=clean_line(shown),
        found=address.url,
        related=(Related(address.span, "the target"),),
        hosts=(host_of(address.url),),
    )


_PLACEHOLDER = re.compile(
    r"#?|https?:(?://)?|(?:https?://)?(?:todo|tbd|tba|xxx+|url|link"
    r"|insert[ _-]?(?:url|link)?(?:here)?|placeholder|your-?url|fixme|path/to/\S*)/?"
    r"|javascript:.*|about:blank",
    re.IGNORECASE,
)
# Names that RFC 2606 and 6761 set aside, this machine's own among them: no reader gets there.
_RESERVED = re.compile(
    r"(?:.{1,253}\.)?(?:example\.(?:com|org|net|edu)|example|invalid|test|localhost)"
)
_TOP = re.compile(r"\W*(?:back to )?(?:the )?top(?: of (?:the )?page)?\W*|\W*", re.IGNORECASE)


@rule("LNK004", "placeholder-link", Severity.WARNING)
def lnk004(audit: Audit) -> Iterable[Draft]:
    """A link that was never filled in.

    ## Why

    An empty target, `#`, `TODO` or `example.com` was meant to be replaced before publication.

    ## How it decides

    By a list: no target, `#` alone, words such as TODO and URL, hosts that are reserved for
    examples and tests, and this machine (`localhost`).

    ## What keeps it quiet

    Links to anchors in the article, links back to its top, and examples of addresses in running
    text: outside of notes only links with a text of their own count.

    ## Example

    > Licensed under a [Creative Commons Attribution License](#).

    ## What to do

    Fill in the address, or take the link off.
    """
    for where in places(audit.article.addresses).values():
        chosen = tuple(item for item in where if _is_placeholder(item))
        if chosen:
            target = clean_line(chosen[0].url, 100)
            yield draft_of(
                audit,
                chosen,
                f"the link leads nowhere: its target is “{target}”"
                if target
                else "the link leads nowhere: its target is empty",
                "fill in the address, or take the link off",
                confidence=Confidence.HIGH,
            )


def _is_placeholder(address: Address) -> bool:
    if address.form not in LINKED and address.note is None:
        return False
    if address.url == "#" and _TOP.fullmatch(address.text or ""):
        return False
    if _PLACEHOLDER.fullmatch(address.url.strip()):
        return True
    return bool(_RESERVED.fullmatch(host_of(address.url)))
