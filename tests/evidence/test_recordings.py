"""What a recording holds, what it leaves out, and what becomes of a bad one."""

from __future__ import annotations

from collections import deque
import datetime as dt
import gzip
import json
from pathlib import Path
import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from auditor.evidence import redact
from auditor.evidence.collect import Clients
from auditor.evidence.memory import Memory
from auditor.evidence.record import FORMAT, Recorder
from auditor.evidence.recording import Recording
from auditor.evidence.redact import Redactor
from auditor.evidence.replay import Replay
from auditor.model.errors import InputError, OutputError
from auditor.model.facts import Check, LocalFile, Lookup, Outcome, State, Verdict, Wanted
from auditor.model.port import Answer, Exchange, Failure, Fault, Fetch, Purpose, Request
from auditor.preserve.reading import records
from auditor.store.store import Store

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
RUN = {"started": NOON.isoformat(), "today": "2026-11-22", "settings": {}, "endpoints": {}}
URL = "https://example.org/a"


def asked(url: str = URL, **more: Any) -> Request:
    return Request(url=url, purpose=Purpose.LINK, key=more.pop("key", url), **more)


def answered(request: Request, **more: Any) -> Exchange:
    fields: dict[str, Any] = {"status": 200, "body": b"words", "started": NOON, "seconds": 0.5}
    return Exchange(request=request, **{**fields, **more})


def saying(*answers: Answer) -> Clients:
    """Clients that say this, whatever they are asked."""

    def fetch(queue: deque[Request], /) -> Any:
        queue.clear()
        yield from answers

    return Clients(lambda _: fetch, lambda _: fetch, lambda: False)


def recorded(path: Path, *answers: Answer, secrets: tuple[str, ...] = (), end: bool = True) -> Path:
    recorder = Recorder(path, RUN, Redactor.of(secrets))
    assert list(client(recorder.clients(saying(*answers)))(deque([asked()]))) == list(answers)
    if end:
        recorder.end(interrupted=False)
    recorder.close()
    return path


def client(clients: Clients) -> Fetch:
    return clients.links(None)  # type: ignore[arg-type]  # no client here reads settings


def replayed(path: Path, *requests: Request) -> list[Answer]:
    return list(client(Replay(Recording.of(path)).clients())(deque(requests)))


HARD = answered(
    asked(headers={"User-Agent": "x"}, attempt=2, limit=999),
    status=203,
    headers=(
        ("content-encoding", "gzip"),
        ("content-length", "99"),
        ("x-name", "caf\u00e9: \u2028 and\ta tab"),
        ("x-empty", ""),
        ("link", "<https://example.org/b>; rel=next"),
        ("link", "<https://example.org/c>"),
    ),
    body=b"\x00\r\n\r\n\xff" * 99,
    truncated=True,
    ip="2001:4860:4860::8888",
    seconds=1.25,
)


def test_an_exchange_comes_back_as_it_was(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD)
    assert replayed(path, HARD.request) == [HARD]


def test_no_answer_is_longer_than_was_asked_for(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.warc.gz", answered(asked(), body=b"words" * 99))
    (found,) = replayed(path, asked(limit=10))
    assert isinstance(found, Exchange)
    assert found.body == b"wordswords"


@pytest.mark.parametrize("fault", list(Fault))
def test_a_failure_comes_back_as_it_was(tmp_path: Path, fault: Fault) -> None:
    failure = Failure(request=asked(), fault=fault, message="as told", started=NOON, seconds=2.0)
    path = recorded(tmp_path / "r.warc.gz", failure)
    assert replayed(path, asked()) == [failure]


@settings(deadline=None)  # files are written, on machines with other things to do
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True),
            st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])).map(
                str.strip
            ),
        ),
        max_size=8,
    ),
    st.binary(max_size=300),
)
def test_any_answer_comes_back(
    tmp_path_factory: pytest.TempPathFactory, headers: list[tuple[str, str]], body: bytes
) -> None:
    plain = [(n, v) for n, v in headers if n not in ("location", "refresh", "link", "referer")]
    answer = answered(asked(), headers=tuple(plain), body=body)
    path = recorded(tmp_path_factory.mktemp("r") / "r.warc.gz", answer)
    assert replayed(path, asked()) == [answer]


def test_answers_come_in_the_order_they_came(tmp_path: Path) -> None:
    one, two = answered(asked("https://a.example/")), answered(asked("https://b.example/"))
    path = recorded(tmp_path / "r.warc.gz", two, one)
    assert replayed(path, one.request, two.request) == [two, one]


def test_a_recording_is_a_sound_warc_file(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD)
    kinds = [record.kind for record in records(path, 1 << 20)]
    assert kinds == ["warcinfo", "metadata", "response", "request", "metadata", "metadata"]
    response = list(records(path, 1 << 20))[2]
    assert response.headers["warc-truncated"] == "length"
    assert response.http[1] == HARD.body
    assert b"\r\ncontent-length" not in response.http[0]  # it was of the coded body


SECRETS = {
    "authorization": {"Authorization": "Bearer hush-hush-1"},
    "key": {"X-Api-Key": "hush-hush-2"},
    "cookie": {"Cookie": "session=hush-hush-3"},
}


def test_no_secret_is_written(tmp_path: Path) -> None:
    answers = [
        answered(
            asked(headers=headers),
            headers=(("set-cookie", "s=hush-hush-4; Path=/"), ("x-echo", "hush-hush-5")),
            body=b"echo of hush-hush-5",
        )
        for headers in SECRETS.values()
    ]
    tokens = asked("https://user:hush-hush-6@example.org/?access_token=hush-hush-7&page=2")
    answers.append(answered(tokens, headers=(("location", "/b?session=hush-hush-8"),)))
    failure = Failure(request=asked(), fault=Fault.RESET, message="of hush-hush-5")
    path = recorded(tmp_path / "r.warc.gz", *answers, failure, secrets=("hush-hush-5",))
    assert b"hush" not in gzip.decompress(path.read_bytes())
    (found,) = replayed(path, tokens)
    assert found.request.url == tokens.url


def test_cookies_keep_what_tells_them_apart() -> None:
    one = Redactor.of(())

    def told(line: str) -> str:
        return one.told([("set-cookie", line)], NOON)[0][1]

    assert told("s=one; Path=/a; Max-Age=60") == told("s=one; Path=/a; Max-Age=90")
    assert told("s=one") != told("s=two")
    assert told("s=one") != Redactor.of(()).told([("set-cookie", "s=one")], NOON)[0][1]
    assert told("s=one; Max-Age=0").endswith("; Max-Age=0")
    assert told("s=one; Expires=Thu, 01 Jan 1970 00:00:00 GMT").endswith("; Max-Age=0")
    assert "Expires" not in told("s=one; Expires=Thu, 01 Jan 2099 00:00:00 GMT")


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "https://example.org/a?page=2&q=b#c",
        "https://example.org/?a=1;b=2",
        "https://[::1]/?",
        "",
    ],
)
def test_plain_addresses_stay_as_they_are(url: str) -> None:
    assert redact.url(url) == url


def test_rows_of_earlier_runs_come_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite", pytest.fail)
    verdict = Verdict(url=URL, state=State.ALIVE, status=200, checked_at=NOON, attempts=1)
    wanted = Wanted(URL)
    lookup = Lookup(url=URL, outcome=Outcome.NOT_ARCHIVED, checked_at=NOON)
    check = Check(checked_at=NOON, state=State.DEAD, detail="not_found", status=404)
    store.keep_verdict(verdict, "")
    store.keep_lookup(wanted, lookup, "https://archive.example/")
    store.record(URL, check)
    store.flush()
    recorder = Recorder(tmp_path / "r.warc.gz", RUN, Redactor())
    live = recorder.memory(Memory(store, now=lambda: NOON)).store
    assert live
    seen = (
        live.verdict(URL, ""),
        live.lookup(wanted, "https://archive.example/"),
        live.history(URL),
    )
    recorder.end(interrupted=False)
    recorder.close()
    store.close()
    known = Replay(Recording.of(tmp_path / "r.warc.gz")).memory(Memory()).store
    assert known
    assert seen == (
        known.verdict(URL, ""),
        known.lookup(wanted, "https://archive.example/"),
        known.history(URL),
    )
    assert all(seen)
    assert known.verdict("https://example.org/other", "") is None


def test_local_files_and_the_resolver_come_back(tmp_path: Path) -> None:
    files = {"b.md#x": LocalFile(True, frozenset({"x", "y"}), whole=False), "c.md": LocalFile(None)}
    recorder = Recorder(tmp_path / "r.warc.gz", RUN, Redactor())
    recorder.article("ab12")
    recorder.local("ab12", files)
    assert recorder.clients(saying()).resolver_works() is False
    recorder.end(interrupted=False)
    recorder.close()
    replay = Replay(Recording.of(tmp_path / "r.warc.gz"))
    assert replay.local("ab12") == files
    assert replay.clients().resolver_works() is False
    replay.article("ab12", "a.md")
    with pytest.raises(InputError, match=r"other articles: the text of b\.md"):
        replay.article("cd34", "b.md")


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD)
    with pytest.raises(OutputError, match="there is a file already"):
        Recorder(path, RUN, Redactor())


def test_what_was_not_asked_then_is_told(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD)
    with pytest.raises(InputError, match=r"holds no answer of https://example\.org/other"):
        replayed(path, HARD.request, asked("https://example.org/other"))


def test_an_interrupted_run_is_interrupted_again(tmp_path: Path) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD, end=False)
    queue = deque([HARD.request, asked("https://example.org/other")])
    answers = client(Replay(Recording.of(path)).clients())(queue)
    assert next(answers) == HARD
    with pytest.raises(KeyboardInterrupt):
        next(answers)


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.7, 0.95])
def test_a_killed_run_is_an_interrupted_one(tmp_path: Path, cut: float) -> None:
    more = [answered(asked(f"https://example.org/{n}")) for n in range(9)]
    path = recorded(tmp_path / "r.warc.gz", *more)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    assert Recording.of(path).whole is False


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_recording_is_one_clear_line(tmp_path: Path, seed: int) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD, answered(asked()))
    data = bytearray(path.read_bytes())
    dice = random.Random(seed)  # noqa: S311
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    try:
        replayed(path, HARD.request)
    except (InputError, KeyboardInterrupt) as error:
        assert "\n" not in str(error)  # noqa: PT017 - either is right, and so is neither


def rewritten(path: Path, change: Any) -> Path:
    """The recording with its JSON changed, all else sound."""
    recorder = Recorder(path.with_name("changed.warc.gz"), RUN, Redactor())
    for record in list(records(path, 1 << 20))[2:]:
        if record.kind == "metadata":
            fields = json.loads(record.block)
            change(fields)
            fields.pop("format", None)
            recorder.event(fields.pop("event"), **fields)
    recorder.close()
    return path.with_name("changed.warc.gz")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("purpose", "x"), ("url", 7), ("attempt", -1), ("limit", "many"), ("seconds", float("nan")),
        ("started", "2026-11-22"), ("started", "x"), ("ip", "not an ip"), ("key", None),
        ("method", ["GET"]),
    ],
)  # fmt: skip
def test_a_record_that_makes_no_sense_is_told(tmp_path: Path, name: str, value: Any) -> None:
    path = recorded(tmp_path / "r.warc.gz", HARD, end=False)
    changed = rewritten(path, lambda fields: fields.update({name: value}))
    with pytest.raises(InputError, match="makes no sense"):
        replayed(changed, HARD.request)


def test_another_version_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.evidence.record.FORMAT", "auditor.recording/9")
    path = recorded(tmp_path / "r.warc.gz", HARD)
    with pytest.raises(InputError, match=f"recording/9, this version replays {FORMAT}"):
        Recording.of(path)


@pytest.mark.parametrize(
    "data", [b"", b"plain text", gzip.compress(b"plain text", mtime=0), b"\x1f\x8b"]
)
def test_what_is_no_recording_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "r.warc.gz").write_bytes(data)
    with pytest.raises(InputError, match="not a recording"):
        Recording.of(tmp_path / "r.warc.gz")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        Recording.of(tmp_path / "r.warc.gz")
