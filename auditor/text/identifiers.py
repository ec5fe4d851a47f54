"""DOIs and ISBNs in one form each, whatever form they are printed in; what is none is None."""

from __future__ import annotations

import re
from urllib.parse import unquote

# ISO 26324: "10.", the registrant's digits (parts after points), a slash and any graphic signs.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,9}/\S+")
_RESOLVER = re.compile(
    r"(?:https?:/{1,3})?(?:www\.)?(?:dx\.)?doi\.org/{1,3}", re.IGNORECASE | re.ASCII
)
_LABEL = re.compile(r"(?:info:doi/|urn:doi:|doi(?=[:\s]|10\.)[:\s]{0,5})", re.IGNORECASE)
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
_LONGEST = 2048  # characters of a DOI; the longest in use have a few hundred

_ISBN = re.compile(r"(?<![\dX-])(?:97[89][- –]?)?(?:\d[- –]?){9}[\dX](?![\dX])", re.IGNORECASE)
_GROUPING = re.compile(r"[^0-9X]")


def normal_doi(text: str) -> str | None:
    """A DOI without resolver, label and what a sentence puts behind it; None if it is none.

    `doi:`, `DOI:`, dx.doi.org, https://doi.org/, `info:doi/`; percent-encoding is undone (a
    DOI with a percent sign of its own is yet to be seen). Letters keep their case, though DOIs are
    compared without it (`doi_key`).
    """
    plain, resolved = _RESOLVER.subn("", text.strip()[:_LONGEST], count=1)
    plain = _LABEL.sub("", plain, count=1).strip()
    plain = unquote(plain.partition("?")[0] if resolved else plain)
    plain = _without_tail(plain)
    return plain if _DOI.fullmatch(plain) else None


def doi_key(text: str) -> str:
    """What two DOIs are compared by (ISO 26324: without regard to case); empty if it is none."""
    return (normal_doi(text) or "").lower()


def _without_tail(doi: str) -> str:
    """A DOI without points, commas, quotes and brackets that were not opened in it."""
    end = len(doi)
    open_ones = {close: doi.count(start) - doi.count(close) for close, start in _CLOSERS.items()}
    while end:
        last = doi[end - 1]
        if open_ones.get(last, 0) < 0:
            open_ones[last] += 1
        elif last not in ".,;:\"'”’»":
            break
        end -= 1
    return doi[:end]


def normal_isbn(text: str) -> str | None:
    """The one valid ISBN of a text in 13 digits (ISO 2108); None where there is none."""
    return next(iter(isbns(text)), None)


def isbns(text: str) -> list[str]:
    """All valid ISBNs of a text in 13 digits, each once; wrong check digits are left out."""
    found = (_GROUPING.sub("", match[0].upper()) for match in _ISBN.finditer(text[:_LONGEST]))
    return list(dict.fromkeys(isbn for digits in found if (isbn := _thirteen(digits))))


def _thirteen(digits: str) -> str | None:
    """An ISBN in 13 digits, from 13 or 10 of them, if its check digit is right."""
    if len(digits) == 13:
        return digits if digits.isdigit() and _check(digits[:12]) == digits[12] else None
    if len(digits) != 10 or not digits[:9].isdigit():
        return None
    weighed = sum((10 - at) * (10 if sign == "X" else int(sign)) for at, sign in enumerate(digits))
    whole = f"978{digits[:9]}"
    return whole + _check(whole) if weighed % 11 == 0 else None


def _check(twelve: str) -> str:
    """The check digit of the EAN of a book."""
    weighed = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
    return str(-weighed % 10)
