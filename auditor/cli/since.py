"""Only the links that an article did not have at a git revision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditor.cli.git import Revision
from auditor.cli.inputs import LIST, list_of
from auditor.model.article import Article
from auditor.model.errors import ConfigError, InputError


@dataclass(frozen=True, slots=True)
class Since:
    """Compares addresses, not lines: a paragraph that was moved brings no link back."""

    revision: Revision

    def narrowed(self, article: Article) -> Article:
        """The article with new addresses alone; links within its own tree stay.

        A heading that was renamed breaks links that did not change, and looking at them is cheap.
        """
        if article.path == "-":
            raise ConfigError(
                "--since can't be held against standard input", "name files of a git repository"
            )
        data = self.revision.read(article.path)
        if data is None:
            return article
        known = {item.url for item in _read(data, article).addresses}
        kept = (item for item in article.addresses if item.is_local or item.url not in known)
        return replace(article, addresses=tuple(kept))


def _read(data: bytes, article: Article) -> Article:
    from auditor.readers import read_bytes

    if article.format == LIST:
        return list_of(data, article.path)
    try:
        return read_bytes(data, article.path)
    except InputError:  # it was empty, or no article yet: all of its links are new
        return replace(article, addresses=())
