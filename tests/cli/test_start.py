"""The modules that a start of the program loads, and the folders of the user."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from simulator.system import user_folders
from tests.shipped import ROOT

_NAME = "service-simulator"
_CODE = "import sys; from simulator.bootstrap import main;main(sys.argv[1:]); print(); print(*sys.modules)"
SLOW = {"alembic", "babel", "platformdirs", "pygame", "sqlalchemy", "transitions", "tempfile"}


def loaded(home: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded at its end, if the catalogs were compiled before."""
    environ = os.environ | {"HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    environ = {name: value for name, value in environ.items() if not name.startswith("XDG_")}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", _CODE, *arguments],
            capture_output=True,
            check=True,
            cwd=home,
            encoding="utf-8",
            env=environ,
        )
    return set(done.stdout.splitlines()[-1].split())


def test_help_loads_no_command(tmp_path: Path) -> None:
    found = loaded(tmp_path, "--help")
    commands = {x for x in found if x.startswith("simulator.cli.")}
    assert commands == {"simulator.cli.app", "simulator.cli.application"}
    assert not found & (SLOW | {"dataclasses", "hashlib", "json", "yaml"})


def test_check_loads_no_other_command(tmp_path: Path) -> None:
    found = loaded(tmp_path, "check", str(ROOT / "scenarios" / "wrong-dish.yaml"))
    commands = {x for x in found if x.startswith("simulator.cli.")}
    rest = {"simulator.cli.app", "simulator.cli.application", "simulator.cli.options"}
    assert commands - rest == {"simulator.cli.check"}
    assert not found & (SLOW | {"json", "simulator.attempt.edition"})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"XDG_DATA_HOME": "/a/data", "XDG_CONFIG_HOME": "/a/config", "XDG_CACHE_HOME": "/a/kept"},
        {"XDG_DATA_HOME": "", "XDG_CACHE_HOME": "/only/this/"},
        {"HOME": "/home/somebody/"},
        {"HOME": "/"},
    ],
)
def test_folders_are_those_of_platformdirs(
    asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in asked.items():
        monkeypatch.setenv(name, value)
    dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
    theirs = dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path
    assert user_folders() == theirs


def test_without_a_home_platformdirs_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME", raising=False)
    dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
    assert user_folders()[0] == dirs.user_data_path
