"""The choice of the capture and its anchor, on rows alone."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
import pytest

from auditor.archives.anchors import LATEST, gap, target_of, wanted
from auditor.archives.choice import CANDIDATES, choose, same_but_case
from auditor.model.dates import Edtf
from auditor.model.facts import Memento, Wanted

URL = "https://port.example/a"
DAY = dt.date(2022, 9, 12)
AS_OF = dt.date(2023, 6, 1)


def memento(
    days: int, status: int | None = 200, mime: str = "text/html", digest: str = "A", url: str = URL
) -> Memento:
    moment = dt.datetime.combine(DAY, dt.time(12), dt.UTC) + dt.timedelta(days=days)
    return Memento(
        original=url,
        memento_uri=f"https://web.archive.org/web/{moment:%Y%m%d%H%M%S}/{url}?{status}{mime}{digest}",
        memento_datetime=moment,
        statuscode=status,
        mimetype=mime,
        digest=digest,
    )


ROWS = st.lists(
    st.builds(
        memento,
        st.integers(-900, 900),
        st.sampled_from([200, 203, 206, 301, 302, 404, 503, None]),
        st.sampled_from(["text/html", "warc/revisit", "application/pdf", "unk"]),
        st.sampled_from("ABC"),
        st.sampled_from([URL, URL.upper().replace("HTTPS", "https")]),
    ),
    max_size=12,
    unique_by=lambda item: item.memento_uri,
)
KINDS = st.sampled_from(["accessed", "issued", "article"])


@given(ROWS, KINDS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    rows: list[Memento], kind: str, dice: object
) -> None:
    item = Wanted(URL, DAY, kind)
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    best, again = choose(item, rows).candidates, choose(item, shuffled).candidates
    assert [m.memento_uri for m in best] == [m.memento_uri for m in again]


@given(ROWS, KINDS)
def test_every_row_is_a_candidate_rejected_or_a_stranger(rows: list[Memento], kind: str) -> None:
    choice = choose(Wanted(URL, DAY, kind), rows)
    assert len(choice.candidates) <= CANDIDATES
    told = len(choice.rejected) + len(choice.strangers)
    assert len(choice.candidates) <= len(rows) - told
    assert choice.candidates or len(rows) == told
    digests = [m.digest for m in choice.candidates]
    assert len(set(digests)) == len(digests), "equal bytes are read once"
    assert all(m.statuscode in (200, 203, 206, None) for m in choice.candidates)
    assert all(m.original == URL for m in choice.candidates)


def order(kind: str, *days: int) -> list[int]:
    rows = [memento(day, digest=f"of {day}") for day in days]
    found = choose(Wanted(URL, DAY, kind), rows).candidates
    return [(m.memento_datetime.date() - DAY).days for m in found]


def test_accessed_wants_the_nearest_with_a_month_of_grace() -> None:
    assert order("accessed", -1, 30, 31, 200, -40, 0) == [0, 30, -1, 31, -40, 200]


def test_issued_wants_copies_from_publication_on() -> None:
    assert order("issued", -30, -3, 400, 1, -1) == [1, -1, 400, -3, -30]


def test_the_articles_date_wants_the_nearest() -> None:
    assert order("article", -10, 12, 90, -91) == [-10, 12, 90, -91]


def test_a_revisit_takes_status_and_type_of_what_it_repeats() -> None:
    first, again = memento(-300, digest="X"), memento(0, None, "warc/revisit", "X")
    best = choose(Wanted(URL, DAY, "accessed"), (again, first)).candidates[0]
    assert (best.memento_datetime, best.statuscode) == (again.memento_datetime, 200)
    assert best.mimetype == "text/html"


def test_a_revisit_of_an_error_is_an_error() -> None:
    first, again = memento(-300, 404, digest="X"), memento(0, None, "warc/revisit", "X")
    choice = choose(Wanted(URL, DAY, "accessed"), (again, first))
    assert choice.candidates == ()
    assert [reason[12:] for reason in choice.rejected] == ["status 404", "status 404"]


@pytest.mark.parametrize(
    ("one", "other", "case"),
    [
        ("https://e.example/A", "http://www.e.example/a", True),
        ("https://e.example/a?Q=1", "https://e.example/a?q=1", True),
        ("https://E.example/a/", "http://e.example:80/a", False),
        ("https://e.example/a%20b", "https://e.example/a b", False),
        ("https://e.example/a", "https://e.example/b", False),
        ("https://e.example/a?x=1&y=2", "e.example/a?y=2&x=1", False),
    ],
)
def test_case_alone_makes_another_address(one: str, other: str, case: bool) -> None:  # noqa: FBT001
    assert same_but_case(one, other) is case


DATE = Edtf(2022, 9, 12)


@pytest.mark.parametrize(
    ("dates", "kind", "first", "last"),
    [
        ((DATE, Edtf(2021), None), "accessed", DAY, DAY),
        ((None, Edtf(2022, 2), DATE), "issued", dt.date(2022, 2, 1), dt.date(2022, 2, 28)),
        ((None, None, Edtf(2023)), "article", dt.date(2023, 1, 1), AS_OF),
        ((None, Edtf(2022, 3, open_end=True), None), "issued", dt.date(2022, 3, 1), AS_OF),
        ((Edtf(2031, 1, 1), DATE, None), "issued", DAY, DAY),
        ((None, None, None), "none", None, None),
    ],
)
def test_the_anchor(
    dates: tuple[Edtf | None, Edtf | None, Edtf | None],
    kind: str,
    first: dt.date | None,
    last: dt.date | None,
) -> None:
    item = wanted(URL, *dates, AS_OF)
    assert (item.anchor_kind, item.anchor, item.anchor_end) == (kind, first, last)
    assert target_of(item).date() == (last or LATEST.date())


@pytest.mark.parametrize(
    ("day", "days"), [("2022-01-31", -1), ("2022-02-14", 0), ("2022-02-28", 0), ("2022-03-02", 2)]
)
def test_the_gap_counts_from_the_nearer_end(day: str, days: int) -> None:
    item = wanted(URL, Edtf(2022, 2), None, None, AS_OF)
    assert gap(item, dt.datetime.fromisoformat(f"{day}T10:00:00+00:00")) == days
