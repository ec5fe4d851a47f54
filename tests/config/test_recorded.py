"""Settings go into a recording as JSON and come back as they were."""

from __future__ import annotations

import json
from typing import Any

import pytest

from auditor.config.layers import Layer
from auditor.config.options import OPTIONS
from auditor.config.recorded import LEFT_OUT, plain, replayed
from auditor.model.errors import ConfigError

SAID: dict[str, Any] = {
    "severity": {"DAT001": "warning"},
    "accept": ["example.org=403", "404"],
    "remap": ["https://a.example/ https://b.example/"],
    "unreachable_after": {"failures": 2, "days": 1},
    "date_order": "dmy",
    "as_of": "2026-01-01",
    "include": ["https://a.example/*"],
    "scheme": "https",
}
KEYS = sorted(
    key for key, option in OPTIONS.items() if key not in LEFT_OUT and SAID.get(key, option.default)
)


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_comes_back(key: str) -> None:
    option = OPTIONS[key]
    value = option.parse(SAID[key]) if key in SAID else option.default
    run = {"today": "2026-11-22", "settings": {key: json.loads(json.dumps(plain(value)))}}
    assert replayed(Layer("flags"), run, None).personal()[key] == value


def test_what_shows_a_run_or_holds_keys_is_left_out() -> None:
    assert {"hosts", "proxy", "cache_dir", "color", "exit_zero"} == LEFT_OUT


@pytest.mark.parametrize(
    "run",
    [
        {},
        {"today": "x", "settings": {}},
        {"today": "2026-11-22", "settings": ["ignore"]},
        {"today": "2026-11-22", "settings": {"no_such": 1}},
        {"today": "2026-11-22", "settings": {"concurrency": "many"}},
    ],
)
def test_settings_that_make_no_sense_are_told(run: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match="recording"):
        replayed(Layer("flags"), run, None)
