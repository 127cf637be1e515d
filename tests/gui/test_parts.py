"""The parts of a window: cache, panels, fade, focus, text entry, pace, and what is redrawn."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

import pygame
import pytest

from simulator.attempt.clock import STALL
from simulator.gui.app import open_first
from simulator.gui.art import surface_bytes
from simulator.gui.cache import ByteCache
from simulator.gui.fade import Fade
from simulator.gui.focus import Focus, Pressable
from simulator.gui.pace import FRAME, HIDDEN, REST, TIMED, pause
from simulator.gui.panels import PanelLook, Panels, load_svg, panel_svg
from simulator.gui.screens.play import PlayScreen
from simulator.gui.theme import FADE_MS
from simulator.gui.widgets.field import TextEntry
from simulator.gui.widgets.press import Button
from simulator.presentation.scene import Scene, build_scene
from tests.gui import stories
from tests.gui.player import Player
from tests.gui.test_play import asked, on
from tests.gui.world import context

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.debrief.lesson import Lesson
    from simulator.session.session import Session


def test_a_cache_drops_what_was_used_longest_ago() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    cache = ByteCache[str](len, limit=6)
    for key in ("aa", "bb", "cc", "aa", "dd", "aa", "bb"):
        cache.get(key, partial(make, key))
    assert made == ["aa", "bb", "cc", "dd", "bb"]
    assert (len(cache), cache.size) == (3, 6)


def test_a_cache_keeps_one_value_however_large() -> None:
    cache = ByteCache[str](len, limit=2)
    assert cache.get(1, lambda: "large") is cache.get(1, lambda: "other")
    cache.get(2, lambda: "x")
    assert cache.size == 1


LOOKS = (
    PanelLook(14, "#ffffff", "#decdb4", 2.0, 4, "#e9dcc6"),
    PanelLook(22, "#fffaf2", "#e6d6be", 3.0, 6, "#e9dcc6"),
    PanelLook(5, "#b54a26"),
    PanelLook(18, "none", "#e6d6be", 1.3),
)


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("size", [(400, 300), (401, 44), (30, 200), (9, 9), (130, 61)])
def test_a_panel_from_slices_looks_like_one_drawn_whole(
    look: PanelLook, size: tuple[int, int]
) -> None:
    made = Panels(ByteCache(surface_bytes, limit=10_000_000)).made(size, look)
    whole = load_svg(panel_svg(size, look), size)
    for x in range(size[0]):
        for y in range(size[1]):
            pairs = zip(made.get_at((x, y)), whole.get_at((x, y)), strict=True)
            # The levels of smooth corners are rounded at different steps of the drawing.
            assert all(abs(one - other) <= 3 for one, other in pairs), (x, y)


@pytest.mark.usefixtures("surface")
def test_a_fade_goes_from_the_old_picture_to_the_new() -> None:
    shown, new = pygame.Surface((4, 4)), pygame.Surface((4, 4))
    shown.fill((255, 255, 255))
    fade = Fade(1000)
    seen = []
    for now in range(1000, 1000 + FADE_MS + 20, 20):
        fade.draw(shown, new, now, changed=now == 1060)
        seen.append(shown.get_at((1, 1)).r)
    assert seen[0] == 255
    for place, level in enumerate(seen):
        assert abs(level - 255 * max(0, 1 - 20 * place / FADE_MS) ** 2) <= 3
    assert seen[-1] == 0
    assert [fade.over(1000 + x) for x in (0, FADE_MS - 1, FADE_MS)] == [False, False, True]


def focus_on(*keys: str) -> Focus:
    found = []
    for place, key in enumerate(keys):
        button = Button(key, lambda: None, key=key)
        button.rect = pygame.Rect(0, 10 * place, 10, 10)
        found.append(Pressable(button, ()))
    focus = Focus()
    focus.take(found, order=lambda _: 0, first=lambda: None)
    return focus


def test_the_focus_goes_round_or_stops_at_the_end() -> None:
    focus = focus_on("a", "b", "c")
    assert [focus.step(1, wrap=True) and focus.key for _ in range(4)] == ["a", "b", "c", "a"]
    assert focus.step(-1, wrap=False)
    assert focus.key == "a"
    focus.key = None
    focus.step(-1, wrap=True)
    assert focus.key == "c"


def test_a_press_counts_where_it_went_down_and_came_up() -> None:
    focus = focus_on("a", "b")
    focus.hold((5, 5))
    pressed = focus.release((5, 6))
    assert pressed is not None
    assert pressed.widget.key == "a"
    focus.hold((5, 5))
    assert focus.release((5, 15)) is None
    assert focus.hover == "b"


def test_a_text_entry_is_edited_at_its_caret() -> None:
    entry = TextEntry("Elni", 4)
    entry.move(-2)
    entry.insert("e\n", 5)
    assert (entry.value, entry.caret) == ("Eleni", 3)
    entry.insert("x", 5)
    assert entry.value == "Eleni"
    entry.delete_after()
    entry.delete_before()
    assert (entry.value, entry.caret) == ("Eli", 2)
    entry.move_to_end()
    entry.delete_after()
    entry.move(1)
    assert (entry.value, entry.caret) == ("Eli", 3)
    entry.move_to_start()
    entry.delete_before()
    entry.move(-1)
    assert (entry.value, entry.caret) == ("Eli", 0)


def test_no_pause_looks_like_a_machine_that_stalled() -> None:
    assert max(FRAME, TIMED, REST, HIDDEN) <= STALL
    for hidden in (False, True):
        for since in (0, 10**9):
            assert pause(moving=True, timed=False, hidden=hidden, since_input=since) == FRAME
            assert pause(moving=False, timed=True, hidden=hidden, since_input=since) <= TIMED
    assert pause(moving=False, timed=False, hidden=True, since_input=0) == HIDDEN
    assert pause(moving=False, timed=False, hidden=False, since_input=0) == FRAME


@pytest.fixture
def player(surface: pygame.Surface) -> Player:
    """A player in the middle of a play whose reply clock runs."""
    found = Player(context(in_library=stories.library), surface)
    open_first(found.window, asked())
    found.frames()
    found.key(pygame.K_RETURN)
    found.frames(200)
    return found


def test_frames_come_often_while_the_reply_clock_runs(player: Player) -> None:
    def state() -> tuple[bool, bool]:
        player.frames()
        return player.window.screen.timed, player.window.hidden

    assert state() == (True, False)
    player.key(pygame.K_p)
    assert state() == (False, False)
    player.key(pygame.K_p)
    assert state() == (True, False)
    player.event(pygame.WINDOWMINIMIZED)
    assert state() == (False, True)
    player.event(pygame.WINDOWRESTORED)
    assert state() == (False, False)


def test_parts_drawn_anew_look_like_all_drawn_anew(surface: pygame.Surface) -> None:
    player = Player(context(text_size=150), surface)
    player.window.router.library()
    player.frames()
    chance = random.Random(7)  # noqa: S311 - the same places at each run
    window = player.window
    for turn in range(60):
        place = (chance.randrange(1280), chance.randrange(720))
        player.event(pygame.MOUSEMOTION, pos=place)
        if turn % 3 == 0:
            player.key(pygame.K_TAB)
        if turn % 5 == 0:
            window.scrolling.page(window.style, chance.choice((-0.4, 0.3, 0.7)))
        player.frames()
        parts = pygame.image.tobytes(window.surface, "RGB")
        window.repaint()
        player.frames()
        assert parts == pygame.image.tobytes(window.surface, "RGB"), turn


def test_only_what_changed_is_drawn_anew(player: Player) -> None:
    window = player.window
    card = window.focus.find("choice:sorry")
    assert card is not None
    window.focus.move_pointer(card.widget.rect.center)
    assert window.frame(player.clock.time) == (card.widget.rect,)
    before = pygame.image.tobytes(window.surface, "RGB")
    player.clock.time += 240
    while not (parts := window.frame(player.clock.time)):
        player.clock.time += 240
    assert sum(x.width * x.height for x in parts) < 2000
    assert before != pygame.image.tobytes(window.surface, "RGB")


def test_a_click_words_the_scene_once(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[Scene] = []
    real = build_scene

    def counted(
        session: Session, translator: Translator, messages: Messages, lesson: Lesson | None
    ) -> Scene:
        built.append(real(session, translator, messages, lesson))
        return built[-1]

    monkeypatch.setattr("simulator.gui.screens.play.build_scene", counted)
    player.click("choice:sorry")
    on(player, PlayScreen)
    assert len(built) == 1
