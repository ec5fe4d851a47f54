"""How many pages a PDF has, so far as its bytes say so in the open; pure."""

from __future__ import annotations

import re

_LINEAR = re.compile(rb"/Linearized\b[^>]{0,400}?/N\s{1,9}(\d{1,6})")
_PAGES = re.compile(rb"/Type\s{0,9}/Pages\b")
_COUNT = re.compile(rb"/Count\s{1,9}(\d{1,6})")


def page_count(body: bytes, *, whole: bool) -> int | None:
    """The number of pages; None where the bytes don't tell (compressed, or only a part of them).

    A linearized file tells at its start (ISO 32000-1, F.2), others in the root of the page tree.
    """
    linear = _LINEAR.search(body, 0, 2048)
    if linear:
        return int(linear[1])
    if not whole:
        return None
    # An updated file holds older trees too: the largest count accuses nobody wrongly.
    nodes = (part for part in body.split(b"endobj") if _PAGES.search(part))
    return max((int(found[1]) for part in nodes if (found := _COUNT.search(part))), default=None)
