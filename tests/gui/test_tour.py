"""The tutorial in the window: offered once to a new trainee, played without a score, and played again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame
import pytest

from simulator.attempt.context import ScenarioEntry
from simulator.attempt.edition import Edition
from simulator.gui.app import open_first
from simulator.gui.screens.briefing import BriefingScreen
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.screens.play import PlayScreen
from simulator.gui.screens.tour import TourScreen
from tests.gui.player import Player
from tests.gui.test_play import on
from tests.gui.world import context, library
from tests.shipped import TUTORIAL, shipped

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext


@pytest.fixture
def app() -> AppContext:
    tutorial = ScenarioEntry(id=TUTORIAL, edition=Edition(shipped(TUTORIAL)))
    return context(in_library=lambda: (*library(), tutorial), trainee="")


@pytest.fixture
def player(surface: pygame.Surface, app: AppContext) -> Player:
    found = Player(app, surface)
    open_first(found.window, None)
    found.frames()
    return found


def meet(player: Player, name: str) -> None:
    """Goes to the first screen, and begins under a name."""
    player.window.router.home()
    player.frames()
    on(player, HomeScreen)
    player.window.context.update_settings(trainee="")
    player.window.router.home()
    player.frames()
    player.write(name)
    player.click("start")


def play_through(player: Player) -> None:
    """Plays the tutorial by the first reply of each turn, from its briefing to its end."""
    player.click("start")
    screen = on(player, PlayScreen)
    while not screen.play.ended:
        replies = screen.scene.replies
        player.frames(200)
        player.click(f"choice:{replies[0].id}" if replies else "on")
    player.click("on")


def test_a_new_trainee_is_offered_the_tutorial_once(player: Player) -> None:
    meet(player, "Ana")
    on(player, TourScreen)
    player.click("skip")
    on(player, LibraryScreen)
    meet(player, "Ana")
    on(player, LibraryScreen)
    meet(player, "Berta")
    on(player, TourScreen)


def test_the_tutorial_ends_among_all_scenarios_without_a_score(
    player: Player, app: AppContext
) -> None:
    meet(player, "Ana")
    player.click("tour")
    on(player, BriefingScreen)
    assert app.messages("en")("briefing.counts") not in player.texts()
    play_through(player)
    on(player, LibraryScreen)
    (attempt,) = app.store().attempts()
    assert (attempt.trainee, attempt.mode) == ("Ana", "tutorial")


def test_the_tutorial_can_be_played_again(player: Player, app: AppContext) -> None:
    meet(player, "Ana")
    player.click("skip")
    for _ in range(2):
        player.key(pygame.K_5)
        play_through(player)
    assert [x.mode for x in app.store().attempts() if x.summary] == ["tutorial"] * 2


def test_who_has_played_is_not_offered_the_tutorial(player: Player, app: AppContext) -> None:
    meet(player, "Ana")
    player.click("tour")
    play_through(player)
    app.update_settings(guided="somebody else")
    meet(player, "Ana")
    on(player, LibraryScreen)


def test_every_part_of_the_screen_that_a_hint_explains_is_shown(player: Player) -> None:
    meet(player, "Ana")
    player.click("tour")
    player.click("start")
    screen = on(player, PlayScreen)
    explained = set()
    while not screen.play.ended:
        scene = screen.scene
        explained.add(scene.view.points_at)
        assert scene.hint is not None
        assert scene.hint in player.texts()
        player.frames(200)
        player.click(f"choice:{scene.replies[0].id}" if scene.replies else "on")
    assert explained >= {"customer", "replies", "desk", "clock", "pause"}
