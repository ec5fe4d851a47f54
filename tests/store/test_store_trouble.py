"""Damaged, foreign, locked, full and hostile files: a line, never a traceback, never a hang."""

from __future__ import annotations

from contextlib import closing
import datetime as dt
from pathlib import Path
import random
import sqlite3
import time

from locks import ALL, held
import pytest

from auditor.model.facts import Check, State, Verdict
from auditor.store import store as store_module
from auditor.store.opening import connect, left_aside
from auditor.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from auditor.store.store import Store

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
CHECK = Check(checked_at=NOON, state=State.DEAD, detail="not_found", status=404)


def url(number: int) -> str:
    return f"https://www.iana.org/{number}"


def alive(number: int) -> Verdict:
    return Verdict(url=url(number), state=State.ALIVE, status=200, attempts=1, checked_at=NOON)


def fill(path: Path, count: int = 300) -> None:
    said: list[str] = []
    with closing(Store(path, said.append)) as store:
        for number in range(count):
            store.keep_verdict(alive(number), "")
            store.record(url(number), CHECK)
    assert said == []


def works(path: Path, said: list[str]) -> int:
    """Whether a store at a path can be read and written; how many addresses it knew."""
    with closing(Store(path, said.append, patience=0.0)) as store:
        known = sum(store.verdict(url(number), "") is not None for number in range(0, 300, 10))
        before = store.history(url(999))
        store.record(url(999), CHECK)
        store.flush()
        assert store.history(url(999)) == (*before, CHECK)
        assert store.error is None
    return known


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "s.sqlite"
    fill(path)
    return path.read_bytes()


def damaged(sound: bytes, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - the same files in every run
    data = bytearray(sound)
    match seed % 5:
        case 0:  # bits
            for _ in range(chance.choice([1, 8, 64, 512])):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 1:  # cut off
            del data[chance.randrange(1, len(data)) :]
        case 2:  # a page of noise or nothing
            start = chance.randrange(0, len(data), 4096)
            data[start : start + 4096] = chance.choice([bytes(4096), chance.randbytes(4096)])
        case 3:  # the header and the schema
            for _ in range(chance.choice([1, 4, 30])):
                data[chance.randrange(1200)] = chance.randrange(256)
        case _:  # something else
            data = bytearray(chance.choice([b"text\n" * 50, chance.randbytes(9000), b"\0" * 5000]))
    return bytes(data)


@pytest.mark.parametrize("part", range(6))
def test_three_hundred_damaged_files(sound: bytes, tmp_path: Path, part: int) -> None:
    rebuilt = 0
    for seed in range(part * 50, part * 50 + 50):
        path = tmp_path / str(seed) / "s.sqlite"
        path.parent.mkdir()
        data = damaged(sound, seed)
        path.write_bytes(data)
        said: list[str] = []
        works(path, said)
        aside = left_aside(path)
        assert len(said) == len(aside) <= 1
        if aside:
            rebuilt += 1
            assert aside[0].read_bytes()[100:] == data[100:]  # as it was; SQLite counts in byte 24
            assert "a new one is begun" in said[0]
        again: list[str] = []
        works(path, again)
        assert again == []
    assert rebuilt >= 30  # the others: bits of values, which are no damage to a file


def test_a_file_that_is_whole_is_kept(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(sound)
    said: list[str] = []
    assert works(path, said) == 30
    assert (said, left_aside(path)) == ([], [])


def test_an_empty_file_is_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_bytes(b"")
    said: list[str] = []
    works(path, said)
    assert (said, left_aside(path)) == ([], [])


HOSTILE = [
    "CREATE TRIGGER t AFTER INSERT ON history BEGIN DELETE FROM verdict; END",
    "CREATE VIEW v AS SELECT load_extension('x')",
    "CREATE TABLE more (a)",
    "DROP TABLE lookup",
    "DROP INDEX history_address",
    "ALTER TABLE verdict ADD COLUMN extra TEXT",
]


@pytest.mark.parametrize("statement", HOSTILE)
def test_a_store_with_other_tables_is_set_aside(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    with closing(sqlite3.connect(path)) as db:
        db.execute(statement)
    said: list[str] = []
    assert works(path, said) == 0
    assert (len(said), len(left_aside(path))) == (1, 1)


def test_a_database_of_others_is_set_aside_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    said: list[str] = []
    works(path, said)
    assert left_aside(path)[0].read_bytes() == before


def test_a_rollback_journal_never_runs(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    path.with_name("s.sqlite-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\1" * 600)
    said: list[str] = []
    works(path, said)
    assert len(said) == 1
    assert not path.with_name("s.sqlite-journal").exists()
    assert precious.read_text(encoding="utf-8") == "mine"


def test_huge_values_are_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE verdict SET body = printf('%.*c', 50000000, 'x')")
    said: list[str] = []
    assert works(path, said) == 0
    assert len(left_aside(path)) == 1


def test_rows_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 30)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute('UPDATE verdict SET body = \'{"state": "dead"}\', checked_at = -1')
        db.execute("UPDATE history SET state = 'owned', detail = char(27) WHERE id % 2")
        db.execute("UPDATE history SET final_url = 'javascript:1' WHERE id % 2 = 0")
    said: list[str] = []
    assert works(path, said) == 0
    with closing(Store(path, said.append)) as store:
        assert [store.history(url(number)) for number in range(30)] == [()] * 30
    assert said == []


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE later (a TEXT)")
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    said: list[str] = []
    with closing(Store(path, said.append)) as store:
        assert store.verdict(url(0), "") is None
        store.record(url(1), CHECK)
    assert len(said) == 1
    assert "later version" in said[0]
    assert left_aside(path) == []


def test_a_locked_store_is_read_and_writing_gives_up_in_time(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    said: list[str] = []
    with held(path), closing(Store(path, said.append, patience=1.0)) as store:
        assert store.verdict(url(0), "") is not None
        started = time.monotonic()
        for number in range(3):
            store.record(url(number), CHECK)
            store.flush()
        assert 0.9 < time.monotonic() - started < 2.5
        assert store.history(url(0)) == ()  # given up, for reading too
    assert len(said) == 1
    assert "in use by another process" in said[0]
    with closing(Store(path, said.append)) as store:
        assert store.history(url(0)) == (CHECK,)


def test_a_store_locked_altogether_is_given_up_in_time(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    said: list[str] = []
    with held(path, ALL), closing(Store(path, said.append, patience=1.0)) as store:
        started = time.monotonic()
        assert store.verdict(url(0), "") is None
        store.record(url(1), CHECK)
        store.flush()
        assert time.monotonic() - started < 2.5
    assert len(said) == 1


def test_where_the_holder_dies_the_store_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    said: list[str] = []
    with held(path) as process, closing(Store(path, said.append, patience=20)) as store:
        assert store.verdict(url(0), "") is not None
        process.kill()
        store.record(url(0), CHECK)
        store.flush()
        assert store.history(url(0)) == (CHECK, CHECK)
    assert said == []


def test_patience_is_below_the_bar() -> None:
    assert Store.__init__.__defaults__ == (25.0,)  # of 31, start and report not counted


def test_a_full_disk_is_an_error_and_keeps_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 100)
    size = path.stat().st_size // 4096 + 40

    def small(place: Path) -> sqlite3.Connection:
        db = connect(place)
        db.execute(f"PRAGMA max_page_count = {size}")
        return db

    said: list[str] = []
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "connect", small)
        with closing(Store(path, said.append)) as store:
            for number in range(1000, 9000):
                store.record(url(number), CHECK)
            assert store.error is not None
            assert "full" in store.error.message
            assert "\n" not in store.error.message
            assert store.history(url(1)) == ()  # shut: what is to come is looked at anew
    assert said == []
    with closing(Store(path, said.append)) as store:
        assert store.history(url(1)) == (CHECK,)
        checks = store.survey().checks
        assert 100 < checks < 8100
        assert checks % 250 == 100  # batches, each whole or not at all
        store.record(url(9999), CHECK)
        store.flush()
        assert store.survey().checks == checks + 1
    assert said == []


def test_folders_that_can_not_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "file" / "s.sqlite", tmp_path / "folder" / "s.sqlite"):
        (tmp_path / "folder" / "s.sqlite").mkdir(parents=True, exist_ok=True)
        said: list[str] = []
        with closing(Store(path, said.append)) as store:
            store.record(url(1), CHECK)
            store.flush()
            assert store.history(url(1)) == ()
        assert len(said) == 1


def test_history_keeps_the_order_of_insertion_whatever_the_clock_says(tmp_path: Path) -> None:
    days = [0, 1, -1, 0, 2, 1]
    checks = [
        Check(checked_at=NOON + dt.timedelta(days=day), state=State.DEAD, status=400 + n)
        for n, day in enumerate(days)
    ]
    with closing(Store(tmp_path / "s.sqlite", print)) as store:
        for check in checks:
            store.record(url(0), check)
        store.flush()
        assert store.history(url(0)) == tuple(checks)


def test_versions_follow_one_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    later = (*MIGRATIONS, ("CREATE TABLE more (a TEXT) STRICT",))
    monkeypatch.setattr("auditor.store.schema.MIGRATIONS", later)
    monkeypatch.setattr("auditor.store.schema.VERSION", 2)
    monkeypatch.setattr("auditor.store.opening.VERSION", 2)
    with closing(connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 2
        assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert db.execute("SELECT count(*) FROM history").fetchone()[0] == 10
        assert db.execute("SELECT count(*) FROM more").fetchone()[0] == 0


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite"
    fill(path, 10)
    later = (*MIGRATIONS, ("CREATE TABLE more (a TEXT) STRICT", "CREATE TABLE history (a TEXT)"))
    with monkeypatch.context() as patched:
        patched.setattr("auditor.store.schema.MIGRATIONS", later)
        patched.setattr("auditor.store.schema.VERSION", 2)
        patched.setattr("auditor.store.opening.VERSION", 2)
        with pytest.raises(sqlite3.OperationalError):
            connect(path)
    said: list[str] = []
    with closing(Store(path, said.append)) as store:
        assert store.survey().checks == 10
    assert said == []


def test_a_connection_is_as_safe_as_it_can_be(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "s.sqlite")) as db:
        says = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("trusted_schema", "foreign_keys", "journal_mode", "application_id")
        }
    assert says == {
        "trusted_schema": 0,
        "foreign_keys": 1,
        "journal_mode": "wal",
        "application_id": APPLICATION_ID,
    }
