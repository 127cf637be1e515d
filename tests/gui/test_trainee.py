"""One name, typed in three ways, is one trainee: in commands, in the window and in the terminal."""

from __future__ import annotations

import io
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from simulator.attempt.context import PlayRequest
from simulator.attempt.trainee import trainee_name
from simulator.gui.app import open_first
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.notice import NoticeScreen
from simulator.store.sql import SqlStore
from simulator.terminal.front import run
from tests.cli.test_commands import Desk
from tests.gui.player import Player
from tests.gui.test_play import on
from tests.gui.world import context

if TYPE_CHECKING:
    import pygame

TYPED = unicodedata.normalize("NFD", "Ανα  Λίμα")
NAME = "Ανα Λίμα"


class Keyboard(io.StringIO):
    """Lines that a person types."""

    def isatty(self) -> bool:
        return True


def test_a_decomposed_and_double_spaced_name_is_one_trainee(
    surface: pygame.Surface, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    database = f"sqlite:///{tmp_path / 'team.sqlite3'}"
    desk.environ["SIMULATOR_DATABASE"] = database
    begun = desk.run("play", "wrong-dish", "--text", "--trainee", TYPED, typed="1\n")
    assert (begun.returncode, begun.stderr) == (0, "")

    store = SqlStore(database)
    app = replace(context(trainee=""), store=lambda: store)

    player = Player(app, surface)
    open_first(player.window, None)
    player.frames()
    player.write(TYPED)
    player.click("start")
    assert app.settings.trainee == NAME
    assert "In progress" in player.texts()

    app.update_settings(trainee="")
    edition = next(x.edition for x in app.library() if x.id == "wrong-dish")
    out = io.StringIO()
    run(app, PlayRequest(edition=edition, language="en"), Keyboard(f"{TYPED}\nq\n"), out)
    assert "You continue from where you stopped." in out.getvalue()
    store.close()

    for typed in (TYPED, NAME, f" {NAME}\t"):
        found = json.loads(desk.run("scores", "list", "--json", "--trainee", typed).stdout)
        assert [x["trainee"] for x in found] == [NAME]


def test_the_window_says_why_a_text_is_no_name(surface: pygame.Surface) -> None:
    app = context(trainee="Ana\x1b")  # As a settings file may hold it.
    player = Player(app, surface)
    open_first(player.window, None)
    player.frames()
    player.click("start")
    on(player, NoticeScreen)
    why = "A name cannot contain control characters. Character 4 is U+001B."
    assert why in player.texts()
    player.click("ok")
    on(player, HomeScreen)


@pytest.mark.parametrize("typed", ["Ana\0", "x" * 81])
def test_a_command_says_why_a_text_is_no_name(tmp_path: Path, typed: str) -> None:
    done = Desk(tmp_path).run("scores", "list", "--trainee", typed.replace("\0", "\x1b"))
    assert done.returncode == 2
    assert "A name " in done.stderr


@pytest.mark.parametrize("typed", ["क्\u200dष", "林\u3000小雨"])
def test_the_window_keeps_what_is_typed(surface: pygame.Surface, typed: str) -> None:
    app = context(trainee="")
    player = Player(app, surface)
    open_first(player.window, None)
    player.frames()
    player.write(typed)
    player.click("start")
    assert app.settings.trainee == trainee_name(typed)


def test_the_window_counts_the_characters_of_the_composed_name(surface: pygame.Surface) -> None:
    app = context(trainee="")
    player = Player(app, surface)
    open_first(player.window, None)
    player.frames()
    player.write("e\u0301" * 80)
    player.click("start")
    assert app.settings.trainee == "é" * 80
