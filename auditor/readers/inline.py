"""What readers of a sentence don't see of links: the brackets and the address behind the words."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.article import AddressForm
from auditor.readers.raw import Cut, Link


def link_cuts(links: Iterable[Link]) -> tuple[Cut, ...]:
    """Cuts that leave a link's words, all of a bare address and nothing of an image."""
    return tuple(cut for link in links for cut in _cuts(link))


def _cuts(link: Link) -> tuple[Cut, ...]:
    if link.form is AddressForm.IMAGE:
        return (Cut(link.start, link.end),)
    if link.form in (AddressForm.MARKDOWN, AddressForm.REFERENCE) and link.text is not None:
        text = link.start + 1
        return (Cut(link.start, text), Cut(text + len(link.text), link.end))
    return ()
