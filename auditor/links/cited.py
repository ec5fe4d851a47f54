"""Cited addresses and the pages they lie on: a page is asked for once, whatever its fragments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditor.links.address import page_of
from auditor.model.facts import Presence, State, Verdict, Wanted
from auditor.text.clean import clean_line

MISSING = "fragment_missing"


def by_page(wanted: Iterable[Wanted]) -> Mapping[str, tuple[Wanted, ...]]:
    """The addresses on each page, in order, by the page's own address."""
    found: dict[str, list[Wanted]] = {}
    for item in wanted:
        found.setdefault(page_of(item.url), []).append(item)
    return {page: tuple(items) for page, items in found.items()}


def page_wanted(page: str, cited: Iterable[Wanted], *, words: bool = False) -> Wanted:
    """What to ask of a page for all addresses that lie on it; `words` are asked for on demand."""
    items = tuple(cited)
    fragments = (fragment_of(item.url) for item in items)
    validators = next((item.validators for item in items if item.validators), {})
    asked = Wanted(
        page, validators=validators, fragments=tuple(dict.fromkeys(filter(None, fragments)))
    )
    if not words:
        return items[0] if asked == items[0] else asked  # one object where a run has 100,000
    title = next((item.title for item in items if item.title), "")
    quotes = dict.fromkeys(quote for item in items for quote in item.quotes)
    return replace(asked, title=title, quotes=tuple(quotes))


def fragment_of(url: str) -> str:
    """The fragment of an address as cited, empty where it has none."""
    return url.partition("#")[2]


def cited_as(verdict: Verdict, url: str) -> Verdict:
    """A page's verdict as that of one address on it, of whose fragments only its own is told."""
    if url == verdict.url and not verdict.fragments:
        return verdict
    fragment = fragment_of(url)
    told = {name: value for name, value in verdict.fragments.items() if name == fragment}
    if told.get(fragment) is not Presence.MISSING or verdict.state is not State.ALIVE:
        return replace(verdict, url=url, fragments=told)
    quoted = fragment.startswith(":~:")
    lacks = "does not hold the quoted text" if quoted else f"has nothing by the name of #{fragment}"
    why = clean_line(f"{verdict.why}, but the page {lacks}", 300)
    return replace(verdict, url=url, fragments=told, detail=MISSING, why=why)
