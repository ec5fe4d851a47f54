"""Settings: who goes before whom, who may set what, and what is said of mistakes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from auditor.config.layers import (
    Layer,
    environment,
    flags,
    nearest_ledger,
    nearest_project,
    person,
    unknown_variables,
    user_file,
)
from auditor.config.options import OPTIONS, Scope
from auditor.config.settings import Config, resolve
from auditor.ledger.check import schema
from auditor.model.errors import ConfigError
from auditor.model.finding import Severity
from auditor.model.policy import DateOrder

TODAY = dt.date(2026, 1, 31)


def config(given: dict[str, object] | None = None, env: dict[str, str] | None = None) -> Config:
    return Config(
        flags(given or {}), TODAY, person=Layer("none"), environment=environment(env or {})
    )


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_order_of_layers(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(
        tmp_path / "pyproject.toml",
        '[tool.auditor]\nfail_on = "never"\ndate_order = "ymd"\narchive_window_days = 7\n',
    )
    write(tmp_path / "claims.toml", 'schema = 1\n[policy]\nfail_on = "info"\ndate_order = "mdy"\n')
    own = person(write(tmp_path / "own.toml", 'fail_on = "warning"\n'))
    env = environment({"AUDITOR_SELECT": "DAT", "AUDITOR_IGNORE": "REF, LNK"})
    found = Config(flags({"select": ["NUM"]}), TODAY, person=own, environment=env)
    settings = found.of(str(tmp_path / "a.md"))
    assert settings["select"] == ("NUM",)
    assert settings["ignore"] == ("REF", "LNK")
    assert settings["fail_on"] == "warning"
    assert settings["date_order"] is DateOrder.MDY
    assert settings["archive_window_days"] == 7
    assert settings["date_tolerance_days"] == 2
    assert settings.origins["select"] == "command line"
    assert settings.origins["ignore"] == "environment"
    assert settings.origins["fail_on"].endswith("own.toml")
    assert settings.origins["date_tolerance_days"] == "default"


def test_the_nearest_ledger_holds(tmp_path: Path) -> None:
    write(tmp_path / "claims.toml", "schema = 1\n")
    write(tmp_path / "sub" / "claims.toml", 'schema = 1\n[policy]\ndate_order = "dmy"\n')
    (tmp_path / "sub" / "deep").mkdir()
    found = config()
    assert found.of(str(tmp_path / "sub" / "deep" / "a.md"))["date_order"] is DateOrder.DMY
    assert found.of(str(tmp_path / "a.md"))["date_order"] is None


def test_a_ledger_above_the_repository_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path / "claims.toml", "schema = 1\n")
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert nearest_ledger(tmp_path / "repo") is None
    assert nearest_project(tmp_path / "repo") is None


def test_policy_of_an_article(tmp_path: Path) -> None:
    write(
        tmp_path / "claims.toml",
        'schema = 1\n[article]\npath = "a.md"\ndate = 2023-01-15\n'
        '[policy.severity]\nREF006 = "info"\n'
        '[names]\naliases = { "A" = "B" }\ndistinct = [["x", "y"]]\n',
    )
    settings = config().of(str(tmp_path / "a.md"))
    policy = settings.policy(str(tmp_path / "a.md"))
    assert policy.as_of == dt.date(2023, 1, 15)
    assert settings.policy(str(tmp_path / "b.md")).as_of == TODAY
    assert policy.severity == {"REF006": Severity.INFO}
    assert policy.name_aliases == {"A": "B"}
    assert policy.distinct_names == (frozenset({"x", "y"}),)
    dated = config({"as_of": "2020-05-01"}).of(str(tmp_path / "a.md"))
    assert dated.policy(str(tmp_path / "a.md")).as_of == dt.date(2020, 5, 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"as_of": "31.1.2026"}, "--as-of: '31.1.2026' should be a date such as 2026-01-31"),
        ({"fail_on": "eror"}, "--fail-on: 'eror' should be one of error, warning, info, never"),
        ({"max_unchecked_share": "20"}, "--max-unchecked: '20' should be a share from 0 to 1"),
        ({"max_unchecked_share": "nan"}, "--max-unchecked: 'nan' should be a share"),
        ({"color": "yes"}, "--color: 'yes' should be one of auto, always, never"),
        ({"contact": "a\r\nX-Evil: 1"}, "--contact: "),
        ({"select": ["DAT", "ZZZ"]}, "no rule 'ZZZ'"),
        ({"ignore": ["dat0001"]}, "no rule 'DAT0001'"),
    ],
)
def test_wrong_flags(given: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        flags(given)
    assert caught.value.message.startswith(said)


def test_codes_in_any_case_and_form() -> None:
    assert flags({"select": ["dat001, num", "REF"]}).values["select"] == ("DAT001", "NUM", "REF")


def test_a_wrong_code_in_a_file_has_its_line(tmp_path: Path) -> None:
    write(
        tmp_path / "claims.toml", 'schema = 1\n[policy]\nselect = ["DAT0"]\nignore = ["DAT999"]\n'
    )
    with pytest.raises(ConfigError, match=r"claims.toml:4: no rule 'DAT999'") as caught:
        config().of(str(tmp_path / "a.md"))
    assert "nearest: DAT" in caught.value.help


def test_a_level_is_for_a_whole_code(tmp_path: Path) -> None:
    write(tmp_path / "claims.toml", 'schema = 1\n[policy.severity]\nDAT = "info"\n')
    with pytest.raises(ConfigError, match="levels of whole codes"):
        config().of(str(tmp_path / "a.md"))


def test_wrong_values_of_the_environment_name_the_variable() -> None:
    with pytest.raises(ConfigError, match="AUDITOR_OFFLINE: 'maybe' should be true or false"):
        environment({"AUDITOR_OFFLINE": "maybe"})
    assert environment({"AUDITOR_OFFLINE": "1"}).values == {"offline": True}


def test_private_networks_are_for_the_command_line_alone(tmp_path: Path) -> None:
    assert environment({"AUDITOR_ALLOW_PRIVATE": "1"}).values == {}
    own = write(tmp_path / "config.toml", "allow_private = true\n")
    with pytest.raises(ConfigError, match=r"config.toml:1: 'allow_private' is for the command"):
        person(own)
    write(tmp_path / "pyproject.toml", "[tool.auditor]\nallow_private = true\n")
    with pytest.raises(ConfigError, match=r"pyproject.toml:2: 'allow_private' may not be set"):
        config().of(str(tmp_path / "a.md"))


def test_an_unknown_key_in_ones_own_file(tmp_path: Path) -> None:
    own = write(tmp_path / "config.toml", "\nofline = true\n")
    with pytest.raises(ConfigError, match=r"config.toml:2: 'ofline' is no setting") as caught:
        person(own)
    assert caught.value.help == "did you mean 'offline'?"


@pytest.mark.parametrize(
    "text", ["offline = [1]\n", "severity = 3\n", "select = 4\n", "date_order = 1\n"]
)
def test_values_of_the_wrong_kind_in_ones_own_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"config.toml:1: "):
        person(write(tmp_path / "config.toml", text))


def test_variables_that_mean_nothing() -> None:
    env = {"AUDITOR_SELCT": "", "AUDITOR_SELECT": "", "AUDITOR_WAYBACK_CDX": "", "PATH": ""}
    assert unknown_variables(env) == ["AUDITOR_SELCT"]


def test_ones_own_file_is_where_the_platform_keeps_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/xdg")
    assert user_file() == Path("/xdg/auditor/config.toml")
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert user_file().parts[-3:] == (".config", "auditor", "config.toml")


def test_the_first_layer_decides() -> None:
    settings = resolve([Layer("a", {"offline": True}), Layer("b", {"offline": False})], TODAY)
    assert settings["offline"] is True


def test_the_schema_has_what_a_repository_may_set_and_no_more() -> None:
    open_to_all = {
        (option.table, key) for key, option in OPTIONS.items() if option.scope is Scope.REPOSITORY
    }
    shown = dict(schema()["$defs"]["policy"]["properties"])
    links = shown.pop("links")["properties"]
    assert {("", key) for key in shown} | {("links", key) for key in links} == open_to_all


def test_settings_for_links_stand_in_a_table_of_their_own(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(
        tmp_path / "claims.toml",
        'schema = 1\n[policy.links]\nexclude = ["https://a.example/*"]\n'
        'accept = { "www.B.example" = [403], "*" = [429] }\n',
    )
    write(tmp_path / "pyproject.toml", '[tool.auditor.links]\nscheme = ["https"]\n')
    text = '[links]\nhost_concurrency = 1\nremap = { "https://a.org/" = "http://localhost/" }\n'
    own = person(write(tmp_path / "own.toml", text))
    found = Config(flags({}), TODAY, person=own, environment=environment({}))
    settings = found.of(str(tmp_path / "a.md"))
    assert settings["exclude"] == ("https://a.example/*",)
    assert settings["scheme"] == ("https",)
    assert settings["host_concurrency"] == 1
    assert settings["remap"] == {"https://a.org/": "http://localhost/"}
    assert settings.policy().accept == {"b.example": (403,), "*": (429,)}


@pytest.mark.parametrize(
    "text", ['remap = { "https://a.org/" = "http://10.0.0.1/" }', "concurrency = 9"]
)
def test_a_repository_may_not_say_where_and_how_fast_to_ask(tmp_path: Path, text: str) -> None:
    write(tmp_path / "claims.toml", f"schema = 1\n[policy.links]\n{text}\n")
    with pytest.raises(ConfigError, match=r"claims.toml:3: '\w+' may not be set by a file"):
        config().of(str(tmp_path / "a.md"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("exclude = []\n", r"config.toml:1: 'exclude' is no setting"),
        ("[links]\nexlude = []\n", r"config.toml:2: 'exlude' is no setting of \[links\]"),
        ("[links]\nexclude = [3]\n", r"config.toml:2: links.exclude: \[3\] should be patterns"),
        ("links = 3\n", r"config.toml:1: 'links' is no setting"),
        ("[links]\nhost_concurrency = 11\n", r"should be a whole number from 1 to 10"),
    ],
)
def test_mistakes_in_a_table_of_ones_own_file(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        person(write(tmp_path / "config.toml", text))


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (["403,429"], {"*": (403, 429)}),
        (["a.org=403", "A.org=999", "500"], {"a.org": (403, 999), "*": (500,)}),
    ],
)
def test_accepted_codes_of_flags(given: list[str], value: object) -> None:
    assert flags({"accept": given}).values["accept"] == value


@pytest.mark.parametrize(
    "given",
    [
        {"accept": ["a.org"]},
        {"accept": ["99"]},
        {"accept": [""]},
        {"remap": ["https://a.org/"]},
        {"remap": ["https://a.org/ file:///etc"]},
        {"scheme": ["a b/c"]},
        {"include": [" "]},
        {"concurrency": "0"},
        {"concurrency": "many"},
    ],
)
def test_wrong_values_for_links(given: dict[str, object]) -> None:
    with pytest.raises(ConfigError, match=r"^--\w+: "):
        flags(given)


def test_what_is_withheld_from_archives_adds_up(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    policy = 'withheld_hosts = ["early.example"]\nwithheld_articles = ["drafts/*"]\n'
    write(tmp_path / "claims.toml", f"schema = 1\n[policy]\n{policy}")
    found = config(env={"AUDITOR_WITHHELD_HOSTS": "Intranet.example, *.lab.example"})
    draft, essay = str(tmp_path / "drafts/a.md"), str(tmp_path / "a.md")
    assert found.of(draft).policy(draft).withheld
    assert not found.of(essay).policy(essay).withheld
    assert found.of(essay).policy(essay).withheld_hosts == (
        "intranet.example",
        "*.lab.example",
        "early.example",
    )


def test_further_archives_are_a_persons_own(tmp_path: Path) -> None:
    own = write(
        tmp_path / "own.toml",
        '[[further_archives]]\nname = "UK Web Archive"\n'
        'timegate = "https://www.webarchive.org.uk/wayback/archive/"\nper_minute = 12\n',
    )
    (archive,) = person(own).values["further_archives"]
    assert (archive.name, archive.per_minute, archive.timemap) == ("UK Web Archive", 12, "")
    assert OPTIONS["further_archives"].default[0].name == "arquivo.pt"
    assert person(write(tmp_path / "none.toml", "further_archives = []\n")).values == {
        "further_archives": ()
    }
    ledger = "schema = 1\n[policy]\nfurther_archives = []\n"
    with pytest.raises(ConfigError):
        config().of(str(write(tmp_path / "claims.toml", ledger).with_name("a.md")))


@pytest.mark.parametrize(
    "said",
    [
        'further_archives = "https://archive.example/"',
        "further_archives = [1]",
        'further_archives = [{ name = "x" }]',
        'further_archives = [{ name = "x", timegate = "http://archive.example/" }]',
        'further_archives = [{ name = "x", timegate = "https://a.example/", colour = 1 }]',
        'further_archives = [{ name = "x", timegate = "https://a.example/", per_minute = 0 }]',
        'further_archives = [{ name = "wayback-cdx", timegate = "https://a.example/" }]',
        'further_archives = [{ timegate = "https://a.example/" }]',
    ],
)
def test_further_archives_that_are_none(tmp_path: Path, said: str) -> None:
    with pytest.raises(ConfigError):
        person(write(tmp_path / "own.toml", said))
