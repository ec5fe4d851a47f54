"""Every setting there is: its name, what it accepts, who may set it, its default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import datetime as dt
from enum import IntEnum
from typing import Any

from auditor.archives.endpoints import ARQUIVO
from auditor.config.archives import further_archives, globs
from auditor.config.cache import age, own_folder, repeats
from auditor.config.links import (
    accepted,
    between,
    folder,
    hosts,
    patterns,
    places,
    proxy,
    schemes,
    whole,
)
from auditor.links.settings import LinkSettings
from auditor.model.errors import ConfigError
from auditor.model.finding import Severity
from auditor.model.policy import DateOrder, Repeats
from auditor.model.run import FAMILIES


class Scope(IntEnum):
    """Who may set an option: only a flag, a person (flags, environment, own file), or anyone."""

    FLAG = 0
    PERSON = 1
    REPOSITORY = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One setting.

    `parse` makes its value of text or of a TOML value, or raises ValueError with what it should
    have been. `help` says what it is for in a few words. `table` is the table of a file that it
    stands in, "" for none of its own.
    """

    key: str
    parse: Callable[[Any], Any]
    scope: Scope
    default: Any
    help: str
    table: str = ""


def boolean(value: Any) -> bool:
    """`true`, `1`, `yes`, `on` and their opposites."""
    words = {"1": True, "true": True, "yes": True, "on": True,
             "0": False, "false": False, "no": False, "off": False, "": False}  # fmt: skip
    if isinstance(value, bool):
        return value
    if str(value).strip().lower() not in words:
        raise ValueError("true or false")
    return words[str(value).strip().lower()]


def count(value: Any) -> int:
    """A whole number from 0 on."""
    if isinstance(value, bool) or not str(value).strip().isdecimal():
        raise ValueError("a whole number")
    return int(value)


def share(value: Any) -> float:
    """A share from 0 to 1."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError("a share from 0 to 1, such as 0.2")
    return number


def date(value: Any) -> dt.date:
    """A day such as 2026-01-31."""
    try:
        return value if type(value) is dt.date else dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("a date such as 2026-01-31") from None


def one_of(*words: str) -> Callable[[Any], str]:
    """One of some words."""

    def parse(value: Any) -> str:
        if str(value) not in words:
            raise ValueError("one of " + ", ".join(words))
        return str(value)

    return parse


def codes(value: Any) -> tuple[str, ...]:
    """Rule codes or their beginnings, in a list or separated by commas; each must mean a rule."""
    items = value.split(",") if isinstance(value, str) else value
    found: list[str] = []
    for item in items:
        words = [word for word in str(item).replace(",", " ").split() if word]
        found += [known_code(word.upper()) for word in words]
    return tuple(found)


def known_code(code: str) -> str:
    """A code that is a family or the beginning of a rule's code; ConfigError with the nearest."""
    from auditor.rules.registry import RULES, nearest

    if code in FAMILIES or any(item.code.startswith(code) for item in RULES):
        return code
    close = ", ".join(nearest(code))
    raise ConfigError(
        f"no rule {code!r}",
        f"nearest: {close}; `auditor rules` lists all"
        if close
        else "`auditor rules` lists them all",
    )


def severities(value: Any) -> Mapping[str, Severity]:
    """Levels by the whole codes of rules."""
    for code in value:
        if len(known_code(code)) < 6:
            raise ValueError(f"levels of whole codes, not of {code!r}")
    return {code: Severity(level) for code, level in value.items()}


def line_of_text(value: Any) -> str:
    """Some text on one line: it goes into a header of every request."""
    text = str(value).strip()
    if not text.isprintable() or len(text) > 200 or not text.isascii():
        raise ValueError("plain ASCII text on one line, 200 characters at most")
    return text


# Each layer adds to these: what a ledger withholds, nobody gives away by another setting.
UNITED = frozenset({"withheld_hosts", "withheld_articles"})
UNUSED = "not used yet"  # accepted, so that a ledger written for a later version is read
LINKS = "links"
_ENGINE = LinkSettings()
LEVELS = ("error", "warning", "info", "never")

OPTIONS = {
    option.key: option
    for option in (
        Option("select", codes, Scope.REPOSITORY, (), "rule codes or beginnings to run"),
        Option("ignore", codes, Scope.REPOSITORY, (), "rule codes or beginnings to leave out"),
        Option("severity", severities, Scope.REPOSITORY, {}, "levels of single rules"),
        Option(
            "fail_on",
            one_of(*LEVELS),
            Scope.REPOSITORY,
            "error",
            "lowest level for exit code 1: error, warning, info or never",
        ),
        Option(
            "max_unchecked_share",
            share,
            Scope.REPOSITORY,
            None,
            "share of requests without answer that makes exit code 4",
        ),
        Option(
            "date_order",
            DateOrder,
            Scope.REPOSITORY,
            None,
            "how to read 07/08/2023: dmy, mdy or ymd",
        ),
        Option("date_tolerance_days", count, Scope.REPOSITORY, 2, "days that two dates may differ"),
        Option(
            "archive_window_days",
            count,
            Scope.REPOSITORY,
            90,
            "days that a copy may be away from the citation",
        ),
        Option("waiver_max_days", count, Scope.REPOSITORY, 365, "the longest a waiver may last"),
        Option(
            "source_types", dict, Scope.REPOSITORY, {}, "types of sources by host, such as analysis"
        ),
        Option(
            "dead_after_failures",
            whole(1, 100),
            Scope.REPOSITORY,
            1,
            "checks in a row that must say 404 or 410 before a link is dead",
        ),
        Option(
            "unreachable_after",
            repeats,
            Scope.REPOSITORY,
            Repeats(),
            "failures in a row, over days, before an unreachable link is dead",
        ),
        Option(
            "withheld_hosts",
            globs,
            Scope.REPOSITORY,
            (),
            "hosts, and those below them, whose addresses no archive is ever told",
        ),
        Option(
            "withheld_articles",
            patterns,
            Scope.REPOSITORY,
            (),
            "articles, from the ledger's folder, whose addresses no archive is ever told",
        ),
        Option(
            "further_archives",
            further_archives,
            Scope.PERSON,
            (ARQUIVO,),
            "Memento archives that are asked where the Wayback Machine has no usable copy",
        ),
        Option("profile", str, Scope.REPOSITORY, None, UNUSED),
        Option("unchecked_is", str, Scope.REPOSITORY, None, UNUSED),
        Option("require_claim_status", bool, Scope.REPOSITORY, None, UNUSED),
        Option(
            "include", patterns, Scope.REPOSITORY, (), "patterns of addresses to look at", LINKS
        ),
        Option(
            "exclude", patterns, Scope.REPOSITORY, (), "patterns of addresses to leave out", LINKS
        ),
        Option("scheme", schemes, Scope.REPOSITORY, (), "schemes of addresses to look at", LINKS),
        Option(
            "accept",
            accepted,
            Scope.REPOSITORY,
            {},
            "status codes that are no fault, by host",
            LINKS,
        ),
        Option(
            "site_root",
            folder,
            Scope.REPOSITORY,
            None,
            "folder of links that begin with /, from the top of the repository",
            LINKS,
        ),
        Option("as_of", date, Scope.PERSON, None, "the day the audit is made for, else today"),
        Option("offline", boolean, Scope.PERSON, False, "open no connection at all"),
        Option("archives", boolean, Scope.PERSON, True, "look for copies in web archives"),
        Option(
            "cache", boolean, Scope.PERSON, True, "remember links, copies and each link's history"
        ),
        Option(
            "cache_dir", own_folder, Scope.PERSON, None, "folder of the cache, else the platform's"
        ),
        Option(
            "cache_max_age",
            age,
            Scope.PERSON,
            "1d",
            "how long a link that answered is not asked again, such as 12h or 7d",
        ),
        Option("exit_zero", boolean, Scope.PERSON, False, "exit 0 whatever was found"),
        Option(
            "color",
            one_of("auto", "always", "never"),
            Scope.PERSON,
            "auto",
            "colours: auto, always or never",
        ),
        Option(
            "contact",
            line_of_text,
            Scope.PERSON,
            "",
            "how servers can reach you: a mail address or page",
        ),
        Option("user_agent", line_of_text, Scope.PERSON, "", "sent in place of our User-Agent"),
        Option(
            "remap",
            places,
            Scope.PERSON,
            {},
            "beginnings of addresses, and what is asked in their place",
            LINKS,
        ),
        Option(
            "concurrency",
            whole(1, 1000),
            Scope.PERSON,
            _ENGINE.concurrency,
            "requests under way at once",
            LINKS,
        ),
        Option(
            "host_concurrency",
            whole(1, 10),
            Scope.PERSON,
            _ENGINE.host_concurrency,
            "requests under way at once to one host",
            LINKS,
        ),
        Option(
            "host_interval",
            between(0, 3600, "seconds"),
            Scope.PERSON,
            _ENGINE.host_interval,
            "seconds between the starts of two requests to one host",
            LINKS,
        ),
        Option(
            "hosts",
            hosts,
            Scope.PERSON,
            {},
            "interval, concurrency, headers and basic_auth of single hosts",
            LINKS,
        ),
        Option(
            "queue_by",
            one_of("host", "domain"),
            Scope.PERSON,
            "host",
            "what shares a queue and its pace: each host, or all hosts of a registrable domain",
            LINKS,
        ),
        Option(
            "min_tls",
            one_of("1.0", "1.1", "1.2", "1.3"),
            Scope.PERSON,
            _ENGINE.min_tls,
            "the oldest version of TLS that is spoken: 1.0, 1.1, 1.2 or 1.3",
            LINKS,
        ),
        Option("proxy", proxy, Scope.PERSON, None, "a proxy that all requests go through", LINKS),
        Option(
            "allow_private", boolean, Scope.FLAG, False, "look at addresses in private networks too"
        ),
    )
}
