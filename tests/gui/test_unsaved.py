"""Before a play with unsaved events is left, the window says so and asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pygame
import pytest
from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.attempt.context import PlayRequest
from simulator.errors import StoreError, UnsavedError
from simulator.gui.app import open_first, run
from simulator.gui.screens.briefing import BriefingScreen
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.screens.plan import PlanScreen
from simulator.gui.screens.play import PlayScreen
from simulator.gui.screens.unsaved import UnsavedScreen
from simulator.gui.window import Window
from simulator.reasons import StoreReason
from simulator.store.memory import MemoryStore
from tests.gui import stories
from tests.gui.player import Player
from tests.gui.test_layout import Inspector
from tests.gui.test_play import asked, on
from tests.gui.world import ASSETS, context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scoring.summary import Summary
    from simulator.session.event import Event

PLACE = "/home/eleni/.local/share/service-simulator/attempts.sqlite3"


class Troubled(MemoryStore):
    """A store that the test can break and repair.

    Attributes:
        reason: The reason why it refuses events; None: it accepts them.
        ends: Whether it stores the end of an attempt.
    """

    def __init__(self) -> None:
        super().__init__()
        self.reason: StoreReason | None = None
        self.ends = True

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        if self.reason is not None:
            raise StoreError(self.reason, PLACE, "so it is")
        super().append(attempt, start, events)

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        if not self.ends:
            raise StoreError("full", PLACE, "so it is")
        super().finish(attempt, ended, summary)


@pytest.fixture
def store() -> Troubled:
    return Troubled()


@pytest.fixture
def player(surface: pygame.Surface, store: Troubled) -> Player:
    """A player at a play whose last reply is not saved."""
    world = replace(context(in_library=stories.library), store=lambda: store)
    found = Player(world, surface)
    open_first(found.window, asked(factor=None))
    found.frames()
    found.key(pygame.K_RETURN)
    store.reason = "full"
    found.click("choice:sorry")
    assert on(found, PlayScreen).play.unsaved_replies == 1
    return found


def close(player: Player) -> None:
    player.event(pygame.QUIT)


def kept(store: Troubled) -> list[str]:
    (attempt,) = store.find("")
    return [x.kind for x in store.events(attempt.id)]


def test_leaving_a_saved_play_asks_nothing(player: Player, store: Troubled) -> None:
    store.reason = None
    close(player)
    assert not player.window.running
    assert "chosen" in kept(store)


def test_a_reply_that_is_not_saved_is_shown_above_the_play(player: Player) -> None:
    on(player, PlayScreen)
    assert any("attempts.sqlite3" in x for x in player.texts())


def test_unsaved_replies_are_shown_with_place_and_cure(player: Player) -> None:
    close(player)
    on(player, UnsavedScreen)
    assert player.window.running
    told = "\n".join(player.texts()).replace("\n", " ")
    for words in (
        "Your last reply in “Cold tea” is not saved yet.",
        "Free some space",
        "Close anyway",
    ):
        assert words in told
    assert "attempts.sqlite3" in told.replace(" ", "")


def test_saving_is_tried_again_as_often_as_the_player_asks(player: Player, store: Troubled) -> None:
    close(player)
    player.key(pygame.K_RETURN)
    assert "The program tried again, without success." in player.texts()
    store.reason = "locked"
    player.key(pygame.K_RETURN)
    assert "The program tried again 2 times, without success." in player.texts()
    assert any("in use by another program" in x for x in player.texts())
    assert "chosen" not in kept(store)
    store.reason = None
    player.key(pygame.K_RETURN)
    assert not player.window.running
    assert "chosen" in kept(store)


def test_it_can_be_closed_all_the_same_by_keys(player: Player, store: Troubled) -> None:
    close(player)
    player.keys(pygame.K_TAB, pygame.K_RETURN)
    assert not player.window.running
    assert "chosen" not in kept(store)


def test_closing_twice_only_tries_again(player: Player, store: Troubled) -> None:
    close(player)
    on(player, UnsavedScreen)
    store.reason = None
    close(player)
    assert not player.window.running
    assert "chosen" in kept(store)


def test_back_leads_to_the_play_whose_clock_stood(player: Player, store: Troubled) -> None:
    close(player)
    player.frames(60_000)
    player.key(pygame.K_ESCAPE)
    screen = on(player, PlayScreen)
    assert screen.mode == "leave"
    player.click("resume")
    store.reason = None
    player.click("on")
    assert screen.play.unsaved is None
    assert kept(store)[-1] == "ended"


def test_leaving_for_the_library_asks_too(player: Player, store: Troubled) -> None:
    for _ in range(2):
        player.key(pygame.K_ESCAPE)
        player.click("library")
        on(player, UnsavedScreen)
        assert "Leave anyway" in player.texts()
        player.click("back")
        player.click("resume")
    player.key(pygame.K_ESCAPE)
    player.click("library")
    player.click("leave")
    on(player, LibraryScreen)
    assert "chosen" not in kept(store)
    assert player.window.running


@pytest.mark.parametrize(("key", "screen"), [("done", PlanScreen), ("again", BriefingScreen)])
def test_leaving_the_debrief_asks_too(
    player: Player, store: Troubled, key: str, screen: type[PlanScreen | BriefingScreen]
) -> None:
    for press in ("on", "on", "skip"):
        player.click(press)
    on(player, DebriefScreen)
    player.click(key)
    on(player, UnsavedScreen)
    player.key(pygame.K_ESCAPE)
    on(player, DebriefScreen)
    player.click(key)
    store.reason = None
    player.click("again")
    on(player, screen)
    assert kept(store)[-1] == "ended"


def test_an_end_that_is_not_stored_is_not_a_lost_reply(player: Player, store: Troubled) -> None:
    store.reason, store.ends = None, False
    player.click("on")
    close(player)
    on(player, UnsavedScreen)
    assert any("but the scores are not saved yet" in x for x in player.texts())
    player.click("leave")
    assert not player.window.running
    store.ends = True
    again = Player(player.window.context, player.window.surface)
    open_first(again.window, asked(factor=None))
    again.frames()
    again.key(pygame.K_RETURN)
    assert on(again, PlayScreen).play.ended
    (attempt,) = store.find("")
    assert attempt.summary is not None


class Interrupting(ManualClock):
    """A clock that interrupts the program when it is read while the store is broken."""

    def __init__(self, store: Troubled, *, mended: bool) -> None:
        super().__init__()
        self._store = store
        self._mended = mended
        self._frames = 0

    def now(self) -> int:
        self.time += 20
        self._frames += 1
        if self._frames == 40:
            self._store.reason = "full"
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_1, mod=0))
        if self._frames == 80:
            if self._mended:
                self._store.reason = None
            raise KeyboardInterrupt
        return self.time


@pytest.mark.parametrize("mended", [True, False])
def test_stopped_from_the_terminal_it_tries_once_more(store: Troubled, *, mended: bool) -> None:
    world = replace(
        context(in_library=stories.library),
        store=lambda: store,
        clock=Interrupting(store, mended=mended),
    )
    pygame.display.init()
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0))
    with pytest.raises(KeyboardInterrupt if mended else UnsavedError) as raised:
        run(world, ASSETS, asked(factor=None, seed=7))
    assert ("chosen" in kept(store)) == mended
    if isinstance(raised.value, UnsavedError):
        assert (raised.value.replies, raised.value.scenario) == (1, "Cold tea")


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("language", ["en", "zh_Hans", "el"])
def test_the_notice_finds_room(language: str, text_size: int, tmp_path: Path) -> None:
    store = Troubled()
    world = replace(context(language=language, text_size=text_size), store=lambda: store)
    assert isinstance(world.clock, ManualClock)
    window = Window(world, ASSETS, pygame.display.set_mode((1280, 720)))
    inspector = Inspector(window, world.clock, tmp_path)
    screen = inspector.begin("wrong-dish")
    store.reason = "full"
    inspector.press(f"choice:{screen.scene.replies[0].id}")
    window.quit()
    inspector.shoot("unsaved")
    inspector.press("again")
    inspector.shoot("unsaved-again")
    assert not inspector.found
    assert not any(x.max_offset for x in window.scrolling.scrolls)


def test_the_time_that_was_asked_for_is_the_time_that_is_given(surface: pygame.Surface) -> None:
    world = context(in_library=stories.library, factor=150)
    player = Player(world, surface)
    options = PlayRequest(
        edition=stories.edition(), trainee="Eleni", language="en", fresh=False, factor=150, seed=1
    )
    open_first(player.window, options)
    player.frames()
    player.key(pygame.K_RETURN)
    assert on(player, PlayScreen).play.factor == 150
