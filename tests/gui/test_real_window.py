"""Plays the tutorial and a first reply by keys in a real window, and finds the attempt stored."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.shipped import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOOLS = ("Xvfb", "xdotool")
PATIENCE = 90.0

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason="needs Xvfb and xdotool, which CI installs"
)


@pytest.fixture
def display() -> Iterator[str]:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def until(process: subprocess.Popen[bytes], done: Callable[[], bool]) -> bool:
    """Whether the condition became true before the process ended and before the time limit."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if done():
            return True
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.2)
            return done()
    return False


def test_the_game_is_played_by_keys_in_a_real_window(display: str, tmp_path: Path) -> None:
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "DISPLAY": display,
        "SDL_AUDIODRIVER": "dummy",
    }

    def tool(*arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=environ, capture_output=True, text=True, check=False
        )
        return done.stdout.strip()

    def attempts() -> list[dict[str, object]]:
        done = subprocess.run(
            [sys.executable, "-m", "simulator", "scores", "list", "--json"],
            env=environ,
            capture_output=True,
            text=True,
            check=True,
        )
        found: list[dict[str, object]] = json.loads(done.stdout)
        return found

    game = subprocess.Popen([sys.executable, "-m", "simulator", "play"], env=environ)
    try:
        seen: list[str] = []

        def visible() -> bool:
            seen[:] = tool("search", "--onlyvisible", "--class", ".*").splitlines()
            return bool(seen)

        assert until(game, visible)
        tool("windowfocus", seen[0])
        with suppress(subprocess.TimeoutExpired):
            game.wait(timeout=2)  # X does not report when it begins to deliver keys.
        tool("type", "--delay", "60", "Ana")

        def offered() -> bool:
            tool("key", "Return")
            return any('"Ana"' in x.read_text() for x in tmp_path.rglob("settings.json"))

        assert until(game, offered)

        def further() -> bool:
            tool("key", "Return", "1")
            return bool(attempts())

        assert until(game, further)
        assert attempts()[0]["trainee"] == "Ana"
        assert attempts()[0]["status"] == "waiting"
    finally:
        game.terminate()
        game.wait(timeout=10)
