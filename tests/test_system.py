"""The folders and the settings of this machine, whatever stands there."""

from __future__ import annotations

import json
import os
import random
import stat
from pathlib import Path

import platformdirs
import pytest

from simulator.attempt.settings import Settings, settings_from
from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError
from simulator.system import read_settings, save_settings, user_folders
from tests.chance import chance as seeded

HOSTILE = [
    b"",
    b"\0" * 100,
    b"\xff\xfe",
    b"[]",
    b"null",
    b"1e400",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"factor": 1' + b"0" * 5000 + b"}",
    b'{"trainee": "' + b"x" * 70_000 + b'"}',
    b" " * 10_000_000,
    b'{"language": ["el"], "factor": {}, "trainee": 1, "text_size": null}',
    b'{"language": "\\ud800", "trainee": "\\udfff", "factor": 1e400, "text_size": 1e400}',
    b'{"language": "../../x", "trainee": "\\u001b[31m", "factor": NaN, "text_size": -Infinity}',
    b'{"factor": 1' + b"0" * 400 + b', "text_size": -1' + b"0" * 400 + b"}",
]


def is_sound(settings: Settings) -> bool:
    """Whether the rest of the program can work with these settings."""
    if settings.trainee:
        try:
            trainee_name(settings.trainee)
        except TraineeNameError:
            return False
    factor = settings.factor
    return (
        settings.language.isascii()
        and 100 <= settings.text_size <= 200
        and (factor is None or (type(factor) is int and 100 <= factor <= 1000))
    )


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_settings_become_sound_ones(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    assert is_sound(settings_from(read_settings(file)))


LEAVES: list[object] = [
    *("", "el", "zh-Hans", "Ana", "\ud800", "\0", "\u202e" * 9, "x" * 99),
    *(0, -1, 100, 150, 10**30, -(10**300), True, False, None),
    *(0.0, 1e308, float("inf"), float("nan"), 99.5),
]


def anything(chance: random.Random, depth: int = 0) -> object:
    """Any JSON value."""
    kind = chance.randrange(8)
    if kind < 6 or depth > 3:
        return chance.choice(LEAVES)
    if kind == 6:
        return [anything(chance, depth + 1) for _ in range(chance.randrange(3))]
    return {str(chance.choice(LEAVES)): anything(chance, depth + 1) for _ in range(2)}


def test_any_settings_become_sound_ones(tmp_path: Path) -> None:
    chance = seeded()
    file = tmp_path / "settings.json"
    for _ in range(200):
        plain = {
            name: anything(chance) for name in Settings.__struct_fields__ if chance.random() < 0.8
        }
        content = bytearray(json.dumps(plain).encode())
        for _ in range(chance.randrange(3)):
            if content:
                content[chance.randrange(len(content))] = chance.randrange(256)
        file.write_bytes(content)
        assert is_sound(settings_from(read_settings(file))), bytes(content)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_in_the_place_of_the_settings_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    os.mkfifo(file)
    assert read_settings(file) == {}
    save_settings(file, Settings(trainee="Ana"))
    assert read_settings(file)["trainee"] == "Ana"


@pytest.mark.skipif(os.name != "posix", reason="no permissions of this kind there")
def test_settings_are_private(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "settings.json"
    save_settings(file, Settings())
    file.chmod(0o644)
    save_settings(file, Settings(trainee="Ana"))
    assert [stat.S_IMODE(x.stat().st_mode) for x in (file, file.parent)] == [0o600, 0o700]


def test_settings_that_cannot_be_saved_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    save_settings(tmp_path / "file" / "settings.json", Settings())
    assert read_settings(tmp_path / "file" / "settings.json") == {}


def test_without_any_home_no_folder_of_a_strange_name_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("user_data_path", "user_config_path", "user_cache_path"):
        monkeypatch.setattr(platformdirs.PlatformDirs, name, Path("~/.local/share/x"))
    assert {str(x.parent) for x in user_folders({})} == {str(Path("/nonexistent"))}
