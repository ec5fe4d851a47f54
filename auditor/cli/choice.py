"""Which of an article's addresses are looked at: patterns, schemes, lines that changed.

Patterns are globs (`fnmatch`), not regular expressions: they come from anyone's claims.toml, a glob
takes linear time whatever it says, and an address is full of characters that an expression would
have to escape.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from auditor.config.settings import Settings
from auditor.model.article import Article


@dataclass(frozen=True, slots=True)
class Choice:
    """Patterns hold for whole addresses as cited; what any of `exclude` matches is left out."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Choice:
        """The choice that some settings make."""
        return cls(settings["include"], settings["exclude"], settings["scheme"])

    def takes(self, url: str) -> bool:
        """Whether an address is looked at."""
        if self.schemes and url.partition(":")[0].lower() not in self.schemes:
            return False
        return not _any(self.exclude, url) and (not self.include or _any(self.include, url))


def narrowed(article: Article, choice: Choice) -> Article:
    """The article without the addresses that are left out; links within its own tree stay."""
    kept = tuple(item for item in article.addresses if item.is_local or choice.takes(item.url))
    return article if len(kept) == len(article.addresses) else replace(article, addresses=kept)


def _any(patterns: Iterable[str], url: str) -> bool:
    return any(fnmatchcase(url, pattern) for pattern in patterns)
