"""A page that has not changed costs its server a 304; offline runs don't load the store."""

from __future__ import annotations

from pathlib import Path
import subprocess
import sys

from farm import Farm
from replies import Ask, titled
from running import Run
from wire import checked

PAGE = titled("A Lamp on the Quay", "The lamp was lit in March.")


def test_a_page_that_has_not_changed_is_alive(run: Run) -> None:
    conditions: list[str] = []

    def lamp(ask: Ask) -> bytes:
        asked = ask.headers.get("if-none-match", "")
        conditions.append(asked)
        if asked == '"one"':
            return b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n'
        return PAGE.replace(b"\r\n", b'\r\nETag: "one"\r\n', 1)

    with Farm() as farm:
        farm.routes["/lamp"] = lamp
        Path("list.txt").write_text(farm.url("/lamp") + "\n", encoding="utf-8")
        look = ["links", "--urls", "list.txt", "--allow-private", "--no-archives", "--format"]
        look += ["json", "--max-age", "0"]
        links = [checked(run(*look).out)["links"][0] for _ in range(2)]
    assert conditions == ["", '"one"']
    for link in links:
        assert (link["verdict"], link["status"], link["cached"]) == ("alive", 200, False)


def test_offline_checks_load_no_database() -> None:
    Path("a.md").write_text("One.[^1]\n\n[^1]: <https://www.iana.org/>.\n", encoding="utf-8")
    code = (
        "import sys; from auditor.cli.main import main; "
        "main(['check', '--offline', 'a.md']); sys.exit('sqlite3' in sys.modules)"
    )
    root = str(Path(__file__).parents[2])
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], check=False, capture_output=True, env={"PYTHONPATH": root}
    )
    assert ran.returncode == 0, ran.stderr
