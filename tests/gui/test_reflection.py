"""The trainee's own view in the window: three judgements before the scores, a plan after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame
import pytest

from simulator.attempt.reflection import Plan
from simulator.errors import StoreError
from simulator.gui.app import open_first
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.judge import JudgeScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.screens.notice import NoticeScreen
from simulator.gui.screens.plan import PlanScreen
from simulator.store.memory import MemoryStore
from tests.gui import stories
from tests.gui.player import Player
from tests.gui.test_play import asked, on, start_asked
from tests.gui.world import context

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext


@pytest.fixture
def app() -> AppContext:
    return context(in_library=stories.library, trainee="Ana")


@pytest.fixture
def player(surface: pygame.Surface, app: AppContext) -> Player:
    """A player at the end of a play, before its judgements."""
    found = Player(app, surface)
    screen = start_asked(found)
    found.frames(3000)
    found.key(pygame.K_1)
    while not screen.play.ended:
        found.key(pygame.K_RETURN)
    found.key(pygame.K_RETURN)
    on(found, JudgeScreen)
    return found


def attempt_id(app: AppContext) -> str:
    (attempt,) = app.store().attempts()
    return attempt.id


def judge(player: Player, level: str) -> None:
    keys = [x.widget.key or "" for x in player.window.focus.pressables]
    for key in keys:
        if key.endswith(f":{level}"):
            player.click(key)


def test_no_score_is_shown_before_the_judgements(player: Player) -> None:
    said = " ".join(player.texts())
    assert "How was each of these replies for the customer?" in said
    for word in ("points", "Patience", "Empathy", "Total", "By the scores"):
        assert word not in said
    keys = [x.widget.key for x in player.window.focus.pressables]
    assert "compare" not in keys


def test_the_scores_stand_beside_the_judgements(player: Player, app: AppContext) -> None:
    judge(player, "mixed")
    player.click("compare")
    said = player.texts()
    assert "You: Mixed" in said
    assert any(x.startswith("By the scores: ") for x in said)
    assert set(app.store().reflections.judged(attempt_id(app)).values()) == {"mixed"}
    player.click("on")
    on(player, DebriefScreen)


def test_judging_can_be_skipped(player: Player, app: AppContext) -> None:
    player.click("skip")
    on(player, DebriefScreen)
    assert not app.store().reflections.judged(attempt_id(app))


def test_a_plan_is_shown_at_the_next_start(player: Player, app: AppContext) -> None:
    player.click("skip")
    player.click("done")
    on(player, PlanScreen)
    player.write("she asks twice")
    player.click("save")
    on(player, PlanScreen)
    assert "Fill in both lines, or skip them." in player.texts()
    player.click("then")
    player.write("I name a time.")
    player.key(pygame.K_RETURN)
    on(player, LibraryScreen)
    plan = Plan(when="she asks twice", then="I name a time.")
    assert app.store().reflections.newest_plan("Ana") == plan
    open_first(player.window, asked())
    player.frames()
    assert "When she asks twice, I will I name a time." in player.texts()


def test_a_plan_can_be_skipped(player: Player, app: AppContext) -> None:
    player.click("skip")
    player.click("done")
    player.key(pygame.K_ESCAPE)
    on(player, LibraryScreen)
    assert app.store().reflections.newest_plan("Ana") is None


@pytest.mark.parametrize("screen", [JudgeScreen, PlanScreen])
def test_a_store_that_fails_is_reported(
    player: Player, app: AppContext, screen: type[JudgeScreen | PlanScreen]
) -> None:
    store = app.store()
    assert isinstance(store, MemoryStore)
    if screen is PlanScreen:
        player.click("skip")
        player.click("done")
        player.write("a")
        player.click("then")
        player.write("b")
    else:
        judge(player, "good")
    store.failing = StoreError("full", "here", "so it is")
    player.click("save" if screen is PlanScreen else "compare")
    on(player, NoticeScreen)
    player.key(pygame.K_RETURN)
    on(player, screen)
