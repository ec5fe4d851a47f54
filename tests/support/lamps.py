"""An article about the lamps of a harbour, the loopback web it cites, and the archive of that web.

Every note but two cites one page, and every page behaves in one way. The article is sound but for
one planted mistake: the weekday in note 17 (DAT009).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
import re
from typing import Self

from farm import Farm
from oddities import ROUTES
from replies import Ask, Behaviour, titled, to
from selfsigned import self_signed

from standin import PAGE, Reply, Standin

_ARTICLE = """\
---
title: "The Lamps of Port Example"
date: 2022-06-30
lang: en
---

The first lamp of the harbour was lit before the quay was finished.[^1] The board moved its register
to a new reading room soon after,[^2] and its minutes stayed where they were.[^3] The tenders have
not been kept by the town.[^4] The keeper's log is known from a copy,[^5] and the keeper's letters
are not known at all.[^6]

The customs house shows its ledgers to visitors alone.[^7] The list of wrecks was taken down when
the museum closed,[^8] the tide tables are slow to come,[^9] and the weather reports have been away
for weeks.[^10] The pilots publish their own rules.[^11]

Oil was delivered in casks,[^12] glass came by rail,[^13] wicks were made in the town,[^14] and the
paint was mixed on the quay.[^15] The lamp was often praised.[^16] A second lamp was announced in
the spring.[^17] Whoever wants to know more may write to the board.[^18]

[^1]: Harbour Board, "A Lamp on the Quay," *Port Example Gazette*, March 3, 2021, <{lamp}>.
[^2]: Harbour Board, "Register of Signals," *Harbour Record*, April 7, 2021, <{register}>.
[^3]: Harbour Board, "Minutes of the Winter," *Harbour Record*, February 2, 2021, <{minutes}>.
[^4]: Harbour Board, "Tenders Received," *Harbour Record*, January 12, 2021, <{tenders}>.
[^5]: Harbour Board, "The Log of the Keeper," *Harbour Record*, May 18, 2021, <{log}>.
[^6]: Harbour Board, "Letters from the Rock," *Harbour Record*, June 8, 2021, <{letters}>.
[^7]: Customs House, "Ledgers of the Port," *Customs Bulletin*, March 9, 2021, <{ledgers}>.
[^8]: Town Museum, "Wrecks off the Bar," *Museum Notes*, July 6, 2021, <{wrecks}>.
[^9]: Tide Office, "Tables for the Outer Quay," *Tidal Almanac*, January 5, 2021, <{tides}>.
[^10]: Weather Office, "Gales and Calms," *Weather Review*, November 9, 2021, <{weather}>.
[^11]: Pilots' Guild, "Rules for Entering," *Guild Papers*, October 12, 2021, <{rules}>.
[^12]: Harbour Board, "Oil in Casks," *Port Example Gazette*, August 3, 2021, <{oil}>.
[^13]: Harbour Board, "Glass from Inland," *Port Example Gazette*, August 10, 2021, <{glass}>.
[^14]: Harbour Board, "Wicks and Weavers," *Port Example Gazette*, August 17, 2021, <{wicks}>.
[^15]: Harbour Board, "Paint for the Tower," *Port Example Gazette*, August 24, 2021, <{paint}>.
[^16]: Harbour Board, "A Lamp on the Quay," *Port Example Gazette*, March 3, 2021, <{lamp}>.
[^17]: Harbour Board, "A Second Lamp," *Port Example Gazette*, Monday, March 1, 2022.
[^18]: The board answers [by letter](mailto:board@harbour-board.org).
"""


def _limited(path: str) -> bool:
    return "/gazette/oil" in path or "%2Fgazette%2Foil" in path


class Archive(Standin):
    """The stand-in, too busy whenever it is asked about the oil."""

    def answer(self, service: str, path: str, when: str = "") -> Reply:
        if _limited(path):
            return Reply(429, {"Retry-After": "0"})
        return super().answer(service, path, when)


class Web:
    """Farm, TLS farm and archive; `pages` are the addresses of the article by its own words."""

    def __init__(self) -> None:
        self.farm, self.tls, self.archive = Farm(), Farm(self_signed()), Archive()
        self.farm.routes.update(_routes())
        paths = {
            "lamp": "/gazette/lamp",
            "register": "/board/register",
            "minutes": "/board/minutes",
            "tenders": "/board/tenders",
            "log": "/board/log",
            "letters": "/board/letters",
            "ledgers": "/customs/ledgers",
            "wrecks": "/museum/wrecks",
            "tides": "/tides/outer-quay",
            "weather": "/weather/gales",
            "oil": "/gazette/oil",
            "glass": "/gazette/glass",
            "wicks": "/gazette/wicks",
            "paint": "/gazette/paint",
        }
        self.pages = {name: self.farm.url(path) for name, path in paths.items()}
        self.pages["rules"] = self.tls.url("/guild/rules")
        self._open = ExitStack()
        self._fill()

    def _fill(self) -> None:
        near = {"lamp": "20210305080000", "register": "20210409080000", "minutes": "20210203080000",
                "log": "20210520080000", "ledgers": "20210310080000", "wrecks": "20210707080000",
                "tides": "20210106080000", "weather": "20211110080000", "rules": "20211013080000",
                "glass": "20220601080000"}  # fmt: skip
        for name, timestamp in near.items():
            self.archive.save(self.pages[name], timestamp, body=_saved(name))
        self.archive.save(self.pages["letters"], "20210610080000", status=404, body=b"gone")
        self.archive.save(
            self.pages["paint"], "20210825080000", body=PAGE.replace(b"A page", b"Page not found")
        )
        self.archive.save(self.pages["paint"], "20210826080000", status=503, body=b"busy")

    def __enter__(self) -> Self:
        for server in (self.farm, self.tls, self.archive):
            self._open.enter_context(server)
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def hasten(self) -> None:
        """Let the tide office fail at once; else a run waits for it."""
        self.farm.routes["/tides/outer-quay"] = ROUTES["/500"]

    def write(self, path: Path) -> None:
        path.write_text(_ARTICLE.format(**self.pages), encoding="utf-8")

    def neutral(self, text: str) -> str:
        """`text` without what differs from run to run; places stay where they are."""
        ports = {self.farm.port: "FARM_", self.tls.port: "TLS__"}
        ports[int(self.archive.root.rpartition(":")[2])] = "ARCHV"
        for port, word in ports.items():
            text = re.sub(rf"(127\.0\.0\.1(?::|%3A)){port}\b", rf"\g<1>{word}", text)
        return text


def _routes() -> Mapping[str, Behaviour]:
    return {
        "/gazette/lamp": _titled("A Lamp on the Quay"),
        "/board/register": lambda _: to("/reading-room/signals", "301 Moved Permanently"),
        "/reading-room/signals": _titled("Register of Signals"),
        "/board/minutes": lambda _: to("/board/minutes/", "301 Moved Permanently"),
        "/board/minutes/": _titled("A Plan for the Pier"),
        "/board/log": ROUTES["/410"],
        "/customs/ledgers": ROUTES["/cloudflare-403"],
        "/museum/wrecks": ROUTES["/soft-404"],
        "/tides/outer-quay": ROUTES["/hang"],
        "/weather/gales": ROUTES["/503"],
        "/gazette/oil": _titled("Oil in Casks"),
        "/gazette/glass": _titled("Glass from Inland"),
        "/gazette/wicks": _titled("Wicks and Weavers"),
        "/gazette/paint": _titled("Paint for the Tower"),
    }


def _titled(title: str) -> Callable[[Ask], bytes]:
    return lambda _: titled(title, _TEXT)


def _saved(name: str) -> bytes:
    """The page as it was on the day of its copy; of the minutes only that is left."""
    text = _MINUTES if name == "minutes" else _TEXT
    return titled(_TITLES[name], text).partition(b"\r\n\r\n")[2]


_TEXT = "The lamp was lit and the harbour was bright. " * 12
_MINUTES = "The board met on the first day of the month and resolved to buy no oil. " * 12
_TITLES = {
    "lamp": "A Lamp on the Quay",
    "minutes": "Minutes of the Winter",
    "register": "Register of Signals",
    "glass": "Glass from Inland",
    "log": "The Log of the Keeper",
    "ledgers": "Ledgers of the Port",
    "wrecks": "Wrecks off the Bar",
    "tides": "Tables for the Outer Quay",
    "weather": "Gales and Calms",
    "rules": "Rules for Entering",
}
