"""Text fragments (`#:~:text=prefix-,start,end,-suffix`), compared with a page's text; pure.

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from auditor.text.fold import flat


@dataclass(frozen=True, slots=True)
class Quote:
    """One text directive; all parts are flat, and empty where the directive has none."""

    start: str
    end: str = ""
    prefix: str = ""
    suffix: str = ""

    def stands_in(self, text: str) -> bool:
        """Whether flat `text` holds the start after its prefix, then the end and its suffix."""
        opening = self.prefix + self.start
        if not self.end:
            return opening + self.suffix in text
        at = text.find(opening)
        return at >= 0 and text.find(self.end + self.suffix, at + len(opening)) >= 0


def quotes(directives: str) -> tuple[Quote, ...]:
    """The text directives of a fragment, from behind its `:~:`."""
    parts = (part.partition("=") for part in directives.split("&"))
    made = (_quote(value) for name, _, value in parts if name == "text")
    return tuple(quote for quote in made if quote is not None)


def _quote(value: str) -> Quote | None:
    parts = value.split(",")
    prefix = parts.pop(0)[:-1] if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = parts.pop()[1:] if len(parts) > 1 and parts[-1].startswith("-") else ""
    if not 1 <= len(parts) <= 2:
        return None
    texts = [*(flat(unquote(part)) for part in parts), ""]
    return Quote(texts[0], texts[1], flat(unquote(prefix)), flat(unquote(suffix)))
