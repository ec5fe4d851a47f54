"""Runs of `auditor archive --save` that are killed, and what the archive saw of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
import signal
import subprocess

from child import Ended, started
from standin_save import KEYS, SaveStandin

CHILD = (str(Path(__file__).with_name("save_child.py")),)


@dataclass
class Killing:
    """One person's machine: a folder with a list of addresses, an archive, runs that are killed."""

    folder: Path
    archive: SaveStandin
    urls: list[str]
    settings: Mapping[str, float] = field(default_factory=dict)
    args: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        (self.folder / ".git").mkdir(parents=True, exist_ok=True)
        text = "".join(f"{url}\n" for url in self.urls)
        (self.folder / "list.txt").write_text(text, encoding="utf-8")

    @contextmanager
    def run(self) -> Iterator[subprocess.Popen[str]]:
        """A run under way; ended with the block."""
        more = {
            **self.archive.environment,
            "AUDITOR_IA_ACCESS_KEY": KEYS[0],
            "AUDITOR_IA_SECRET_KEY": KEYS[1],
        }
        told = json.dumps(dict(self.settings))
        command = ("archive", "--urls", "list.txt", "--save", *self.args)
        program = (*CHILD, told)
        process = started(self.folder, *command, more=more, program=program)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def to_the_end(self) -> Ended:
        """A run that nobody kills."""
        with self.run() as process:
            out, err = process.communicate(timeout=600)
            return Ended(process.returncode, out, err, 0.0)

    def killed_after(self, seconds: float) -> None:
        """A run killed so long after its start."""
        with self.run() as process:
            try:
                told = process.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                told = process.communicate()
            assert process.returncode == -signal.SIGKILL, told

    def killed_at_request(self, number: int) -> None:
        """A run killed when its nth request to save has arrived and begun, before the answer."""
        before = len(self.archive.posts)
        with self.run() as process:

            def kill(count: int) -> None:
                if count == before + number:
                    process.kill()
                    process.wait()

            with at_posts(self.archive, kill):
                told = process.communicate(timeout=120)
            assert process.returncode == -signal.SIGKILL, told


@contextmanager
def at_posts(archive: SaveStandin, call: Callable[[int], object]) -> Iterator[None]:
    """Let `call` hear of each request to save before it is answered."""
    archive.on_post = call
    try:
        yield
    finally:
        archive.on_post = lambda _: None


def most_in(times: list[float], seconds: float) -> int:
    """The largest number of times within any stretch of so many seconds."""
    ordered = sorted(times)
    most = first = 0
    for last, time in enumerate(ordered):
        while time - ordered[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most
