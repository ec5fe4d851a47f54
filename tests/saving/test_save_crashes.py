"""Crashes at random steps, of a service in every mood, by a made-up clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
import random
from typing import Any

from killing import most_in
import pytest
from saverun import Desk, Time
from standin_save import SaveStandin

from auditor.archives.saving.client import SaveClient
from auditor.archives.saving.codes import COURSES, TRIES, Course
from auditor.evidence.saving import Saver
from auditor.model.archive import Stage
from auditor.store.saves import SaveQueue

URLS = [f"https://example.org/{number}" for number in range(12)]
_PASSING = sorted(code for code, course in COURSES.items() if course is Course.RETRY)


class CrashError(BaseException):
    """The process is gone: nothing of it runs on."""


class Fragile:
    """Something whose calls now and then are the last thing a process does, done or not done."""

    def __init__(self, inner: object, chance: random.Random, **shares: float) -> None:
        self._inner, self._chance, self._shares = inner, chance, shares

    def __getattr__(self, name: str) -> Callable[..., Any]:
        call = getattr(self._inner, name)
        share = self._shares.get(name, 0.005)

        def fragile(*args: Any, **more: Any) -> Any:
            if self._chance.random() < share:
                if self._chance.random() < 0.5:
                    call(*args, **more)
                raise CrashError
            return call(*args, **more)

        return fragile


def crashing_run(desk: Desk, queue: SaveQueue, chance: random.Random) -> bool:
    """One run; False where it crashed."""
    saver: Saver = desk.saver(queue)
    client: SaveClient = Fragile(saver.client, chance, capture=0.3)  # type: ignore[assignment]
    kept: SaveQueue = Fragile(queue, chance, put=0.02)  # type: ignore[assignment]
    try:
        replace(saver, client=client, queue=kept).run()
    except CrashError:
        return False
    return True


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_lost_or_captured_twice(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same crashes in every run
    time = Time()
    with SaveStandin(time.seconds, takes=45, lag=chance.choice([0, 600, 86400])) as archive:
        archive.recent = chance.choice(["job", "message"])
        for url in chance.sample(URLS, 4):
            archive.fail(url, *chance.choices(_PASSING, k=TRIES[Course.RETRY] - 1))
        archive.forget(chance.choice(URLS))
        desk = Desk(archive, time, tmp_path / "saves.sqlite")
        crashes = 0
        while True:
            queue = desk.queue(URLS)
            done = crashing_run(desk, queue, chance)
            stages = queue.counts()
            queue.close()
            if done:
                break
            crashes += 1
            time.wait(chance.choice([0, 1, 30, 900]))
        assert stages == {Stage.SAVED: len(URLS)}
        assert archive.captures_of == dict.fromkeys(URLS, 1)
        assert most_in([at for at, _ in archive.posts], 60) <= 7
    assert crashes > 2
