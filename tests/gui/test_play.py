"""Plays in the window by keys and by mouse, without a display."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pygame
import pytest
from msgspec.structs import replace

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.errors import StoreError
from simulator.gui.app import _with_request, open_first, run
from simulator.gui.screens.base import Screen
from simulator.gui.screens.briefing import BriefingScreen
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.judge import JudgeScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.screens.notice import NoticeScreen
from simulator.gui.screens.play import PlayScreen
from simulator.session.event import Chosen, TimedOut
from simulator.store.memory import MemoryStore
from tests.gui import stories
from tests.gui.player import Player
from tests.gui.world import ASSETS, context
from tests.shipped import program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.attempt.record import Attempt
    from simulator.session.event import Event

S = TypeVar("S", bound=Screen)


def on(player: Player, kind: type[S]) -> S:
    """The present screen; it must be of this class."""
    screen = player.window.screen
    assert isinstance(screen, kind)
    return screen


def asked(factor: int | None = 100, seed: int | None = None) -> PlayRequest:
    """The request of `simulator play cold-tea`."""
    return PlayRequest(
        edition=stories.edition(),
        trainee="Eleni",
        language="en",
        fresh=False,
        factor=factor,
        seed=seed,
    )


@pytest.fixture
def player(surface: pygame.Surface) -> Player:
    found = Player(context(in_library=stories.library, trainee=""), surface)
    open_first(found.window, None)
    found.frames()
    return found


def start(player: Player) -> PlayScreen:
    """Goes from the first screen into the play, by keys."""
    player.write("Ελένη")
    player.key(pygame.K_RETURN)
    player.keys(pygame.K_RETURN, pygame.K_RETURN)
    return on(player, PlayScreen)


def start_asked(player: Player) -> PlayScreen:
    """Goes from the briefing that `simulator play cold-tea` shows into the play, by keys."""
    open_first(player.window, asked())
    player.frames()
    player.key(pygame.K_RETURN)
    return on(player, PlayScreen)


def test_a_whole_play_by_keyboard_alone(player: Player) -> None:
    on(player, HomeScreen)
    player.write("Elenni")
    player.keys(pygame.K_LEFT, pygame.K_BACKSPACE, pygame.K_RETURN)
    assert player.window.context.settings.trainee == "Eleni"
    on(player, LibraryScreen)
    player.key(pygame.K_1)
    on(player, BriefingScreen)
    player.key(pygame.K_RETURN)
    screen = on(player, PlayScreen)
    player.frames(4000)
    player.key(pygame.K_3)
    assert "One tea, hot." in player.texts()
    player.keys(pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN)
    assert "Continue" in player.texts()
    player.key(pygame.K_RETURN)
    assert screen.play.ended
    player.key(pygame.K_RETURN)
    on(player, JudgeScreen)
    player.key(pygame.K_RETURN)
    on(player, DebriefScreen)
    assert "How it went" in player.texts()
    player.click("layer:2")
    assert player.window.scrolling.scrolls[0].offset == 0
    player.key(pygame.K_PAGEDOWN)
    assert player.window.scrolling.scrolls[0].offset > 0
    player.key(pygame.K_ESCAPE)
    on(player, LibraryScreen)


def test_a_whole_play_by_mouse(player: Player) -> None:
    player.click("name")
    player.write("Eleni")
    for key in (
        "start",
        "card:cold-tea",
        "start",
        "choice:sorry",
        "on",
        "on",
        "skip",
        "done",
        "skip",
    ):
        player.click(key)
    on(player, LibraryScreen)


def test_nothing_has_the_focus_before_somebody_asks(player: Player) -> None:
    start(player)
    focus = player.window.focus.key
    assert focus is None
    player.key(pygame.K_TAB)
    assert player.window.focus.key in ("choice:sorry", "choice:shrug")
    player.key(pygame.K_TAB, pygame.KMOD_SHIFT)
    assert player.window.focus.key == "leave"


def test_the_reply_time_starts_when_the_choices_are_shown(player: Player) -> None:
    screen = start(player)
    session = screen.play.session
    assert session.shown is not None
    player.frames(14_200)
    player.key(pygame.K_1)
    reply = next(x for x in session.log if isinstance(x, Chosen))
    assert reply.share is not None
    # The allowance for reading and choosing is eleven seconds.
    assert 1260 < reply.share < 1280


def test_a_limit_lets_the_silence_happen(player: Player) -> None:
    screen = start(player)
    player.frames(40_000)
    assert any(isinstance(x, TimedOut) for x in screen.play.session.log)
    assert "You said nothing in time." in player.texts()


@pytest.mark.parametrize("key", [pygame.K_p, pygame.K_ESCAPE])
def test_a_pause_stops_the_clock_and_hides_the_words(player: Player, key: int) -> None:
    screen = start(player)
    player.key(key)
    assert "My tea is cold." not in player.texts()
    player.frames(60_000)
    assert not screen.play.ended
    player.key(pygame.K_1)
    assert not any(isinstance(x, Chosen) for x in screen.play.session.log)
    player.key(key)
    assert "My tea is cold." in player.texts()
    player.key(pygame.K_1)
    reply = next(x for x in screen.play.session.log if isinstance(x, Chosen))
    assert reply.rapid


def test_p_pauses_on_a_greek_keyboard_too(player: Player) -> None:
    start(player)
    player.event(pygame.KEYDOWN, key=ord("π"), mod=0, unicode="π", scancode=pygame.KSCAN_P)
    assert "Paused" in player.texts()


def test_a_number_counts_as_written(player: Player) -> None:
    screen = start(player)
    player.event(pygame.KEYDOWN, key=pygame.K_AMPERSAND, mod=0, unicode="1", scancode=0)
    assert any(isinstance(x, Chosen) for x in screen.play.session.log)


def test_losing_the_focus_stops_the_clock(player: Player) -> None:
    screen = start(player)
    player.event(pygame.WINDOWFOCUSLOST)
    player.frames(60_000)
    assert "My tea is cold." not in player.texts()
    player.event(pygame.WINDOWFOCUSGAINED)
    assert "My tea is cold." in player.texts()
    assert not screen.play.ended


def test_focus_does_not_end_a_pause(player: Player) -> None:
    start(player)
    player.key(pygame.K_p)
    player.event(pygame.WINDOWFOCUSLOST)
    player.event(pygame.WINDOWFOCUSGAINED)
    assert "Paused" in player.texts()


def test_a_stalled_machine_costs_nothing(player: Player) -> None:
    screen = start(player)
    player.clock.time += 120_000
    player.frames()
    assert not screen.play.ended


def test_leaving_lets_the_attempt_wait(player: Player) -> None:
    start(player)
    player.key(pygame.K_ESCAPE)
    player.keys(pygame.K_DOWN, pygame.K_RETURN)
    on(player, LibraryScreen)
    assert "In progress" in player.texts()
    player.keys(pygame.K_RETURN, pygame.K_RETURN)
    screen = on(player, PlayScreen)
    assert screen.scene.view.node == "hello"


def test_giving_up_leads_to_the_debrief(player: Player) -> None:
    start(player)
    player.key(pygame.K_ESCAPE)
    player.click("give-up")
    on(player, DebriefScreen)
    assert "Given up" in player.texts()


def test_two_presses_in_one_frame_choose_once(player: Player) -> None:
    screen = start(player)
    player.window.screen.digit(3)
    player.clock.time += 5
    before = len(screen.play.session.log)
    assert player.window.not_yet_visible
    player.window.press(player.window.focus.find(player.window.focus.key))
    assert len(screen.play.session.log) == before


def test_another_language_in_the_middle_of_a_play(player: Player) -> None:
    screen = start(player)
    player.key(pygame.K_p)
    player.click("settings")
    player.click("language:zh_Hans")
    player.key(pygame.K_ESCAPE)
    player.key(pygame.K_p)
    assert "My tea is cold." not in player.texts()
    assert screen.host.translator.language == "zh_Hans"
    player.key(pygame.K_1)
    assert any(isinstance(x, Chosen) for x in screen.play.session.log)


def test_typed_speech_delays_the_replies_and_the_clock(surface: pygame.Surface) -> None:
    player = Player(context(in_library=stories.library, rhythm=True), surface)
    screen = start_asked(player)
    player.frames(200)
    keys = {x.widget.key for x in player.window.focus.pressables}
    assert not any(x.startswith("choice:") for x in keys)
    assert screen.play.session.shown is None
    player.frames(5000)
    keys = {x.widget.key for x in player.window.focus.pressables}
    assert any(x.startswith("choice:") for x in keys)
    assert screen.play.session.shown is not None


def test_a_number_shows_all_of_a_typed_speech(surface: pygame.Surface) -> None:
    player = Player(context(in_library=stories.library, rhythm=True), surface)
    screen = start_asked(player)
    player.key(pygame.K_1)
    assert screen.play.session.shown is not None
    assert not any(isinstance(x, Chosen) for x in screen.play.session.log)
    player.key(pygame.K_1)
    assert any(isinstance(x, Chosen) for x in screen.play.session.log)


def test_settings_take_effect_and_lead_back_to_the_pause(player: Player) -> None:
    screen = start(player)
    player.key(pygame.K_p)
    player.click("settings")
    player.click("theme:dark")
    assert player.window.style.colours.dark
    player.click("text-size:200")
    assert player.window.style.metrics.text_size == 200
    player.key(pygame.K_ESCAPE)
    assert on(player, PlayScreen) is screen
    assert screen.mode == "paused"


def test_closing_the_settings_over_a_play_keeps_the_play(player: Player) -> None:
    start(player)
    player.key(pygame.K_p)
    player.click("settings")
    player.event(pygame.QUIT)
    assert not player.window.running


def test_in_large_type_a_record_lies_over_the_story_and_stops_the_clock(
    surface: pygame.Surface,
) -> None:
    player = Player(context(in_library=stories.library, text_size=200), surface)
    screen = start_asked(player)
    player.frames(1000)
    player.key(pygame.K_3)
    assert "One tea, hot." in player.texts()
    player.frames(60_000)
    player.key(pygame.K_ESCAPE)
    assert not any(isinstance(x, TimedOut) for x in screen.play.session.log)
    player.frames(60_000)
    assert any(isinstance(x, TimedOut) for x in screen.play.session.log)


def test_the_clock_waits_for_scrolling_at_the_end_of_the_reading_time(
    surface: pygame.Surface,
) -> None:
    player = Player(context(text_size=200), surface)
    player.window.router.briefing(stories.long_replies())
    player.frames()
    player.key(pygame.K_RETURN)
    screen = on(player, PlayScreen)
    limit = screen.scene.reading + 20_000
    player.frames(limit + 10_000)
    assert not any(isinstance(x, TimedOut) for x in screen.play.session.log)
    player.key(pygame.K_END)
    player.frames(15_000)
    assert not any(isinstance(x, TimedOut) for x in screen.play.session.log)
    player.frames(6_000)
    assert any(isinstance(x, TimedOut) for x in screen.play.session.log)


def test_the_clock_does_not_wait_for_scrolling_for_ever(surface: pygame.Surface) -> None:
    player = Player(context(text_size=200), surface)
    player.window.router.briefing(stories.long_replies())
    player.frames()
    player.key(pygame.K_RETURN)
    screen = on(player, PlayScreen)
    player.frames(screen.scene.reading + 20_000 + 61_000)
    assert any(isinstance(x, TimedOut) for x in screen.play.session.log)


def test_without_a_clock_no_ring_is_shown(surface: pygame.Surface) -> None:
    player = Player(context(in_library=stories.library, factor=None), surface)
    open_first(player.window, asked())
    player.frames()
    player.key(pygame.K_RETURN)
    player.frames(60_000)
    screen = on(player, PlayScreen)
    assert not screen.play.ended
    assert "Reply in time" not in player.texts()


def test_nothing_is_drawn_while_nothing_changes(player: Player) -> None:
    player.frames()
    player.clock.time += 16
    assert not player.window.frame(player.clock.time)


def test_a_fade_ends_before_the_clock_starts(surface: pygame.Surface) -> None:
    player = Player(context(in_library=stories.library, motion=True), surface)
    open_first(player.window, asked())
    player.frames(400)
    player.key(pygame.K_RETURN)
    screen = on(player, PlayScreen)
    fading = player.window.fading
    assert fading
    assert screen.play.session.shown is None
    player.frames(300)
    assert not player.window.fading
    assert screen.play.session.shown is not None


def test_a_small_window_is_laid_out_anew(player: Player) -> None:
    player.window.resize(pygame.display.set_mode((900, 600)))
    player.frames()
    root = player.window.root
    assert root is not None
    assert root.rect.size == (900, 600)


def test_the_loop_runs_until_the_window_is_closed() -> None:
    pygame.display.init()
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0))
    pygame.event.post(pygame.Event(pygame.QUIT))
    world = context(in_library=stories.library)
    assert run(world, ASSETS, asked(factor=None, seed=7))
    assert world.settings.factor == 100


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "nowhere")
    assert not run(context(in_library=stories.library), ASSETS)


class Refusing(MemoryStore):
    """A store that cannot be written."""

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        raise StoreError("full", "attempts.sqlite3", f"{attempt.id} {len(events)}")


def test_a_failing_store_is_reported_and_leads_back(surface: pygame.Surface) -> None:
    world = replace(context(in_library=stories.library), store=Refusing)
    player = Player(world, surface)
    open_first(player.window, asked())
    player.frames()
    player.key(pygame.K_RETURN)
    on(player, NoticeScreen)
    assert any("attempts.sqlite3" in x for x in player.texts())
    player.key(pygame.K_RETURN)
    on(player, BriefingScreen)


def story(player: Player, text: str) -> PlayScreen:
    """Goes into the play of a story that is written out in a test."""
    found = program(text)
    open_first(player.window, replace(asked(), edition=Edition(found)))
    player.frames()
    player.key(pygame.K_RETURN)
    return on(player, PlayScreen)


def test_an_endless_ring_is_told_and_the_play_can_be_given_up(player: Player) -> None:
    screen = story(
        player,
        """
        title: Ring
        customer: {name: Ana}
        variables: {out: {type: bool, start: false}}
        nodes:
          ask: {line: Well?, choices: [{id: go, say: Go., to: a}]}
          a: {line: A., to: b}
          b: {line: B., to: [{when: out, node: end}, {node: a}]}
          end: {line: End., ending: resolved}
        """,
    )
    player.key(pygame.K_1)
    written = len(screen.play.session.log)
    player.key(pygame.K_RETURN)
    on(player, NoticeScreen)
    assert "the story would go on for ever" in " ".join(player.texts())
    player.key(pygame.K_RETURN)
    assert len(screen.play.session.log) == written
    player.click("give-up")
    assert screen.play.ended


def test_a_line_is_reworded_after_a_look_up(player: Player) -> None:
    story(
        player,
        """
        title: Desk
        customer: {name: Ana}
        records: {slip: {title: Slip, text: Soup.}}
        nodes:
          desk:
            line: [{when: read("slip"), id: after, text: So you know.}, {text: Do you know?}]
            choices: [{id: bye, say: Bye., to: end}, {id: look, look: slip}]
          end: {line: End., ending: resolved}
        """,
    )
    assert "Do you know?" in player.texts()
    player.key(pygame.K_2)
    assert "So you know." in player.texts()
    assert "Do you know?" not in player.texts()


def test_a_reply_is_taken_back_from_the_pause_menu_in_practice(player: Player) -> None:
    screen = start(player)
    player.key(pygame.K_p)
    assert "Take the last reply back" not in player.texts()
    player.key(pygame.K_p)
    player.frames(3000)
    going_on = next(x for x in screen.scene.replies if x.id == "sorry")
    screen.digit(going_on.number)
    player.frames()
    player.key(pygame.K_p)
    player.click("take-back")
    again = on(player, PlayScreen)
    assert again is not screen
    assert again.play.attempt.branch_of == screen.play.attempt.id
    assert "My tea is cold." in player.texts()


def test_a_turn_is_taken_again_from_the_debrief(player: Player) -> None:
    screen = start(player)
    player.frames(3000)
    player.key(pygame.K_1)
    while not screen.play.ended:
        player.key(pygame.K_RETURN)
    player.keys(pygame.K_RETURN, pygame.K_RETURN)
    debrief = on(player, DebriefScreen)
    debrief.host.router.retake(screen.play, 0, stories.edition(), debrief)
    player.frames()
    again = on(player, PlayScreen)
    assert (again.play.attempt.branch_turn, again.play.ended) == (0, False)


def test_the_briefing_offers_practice_and_assessment(player: Player) -> None:
    open_first(player.window, asked())
    player.frames()
    player.click("mode:assessment")
    player.click("start")
    screen = on(player, PlayScreen)
    assert screen.play.attempt.mode == "assessment"
    player.frames(3000)
    player.key(pygame.K_1)
    assert "Feedback" not in player.texts()
    player.key(pygame.K_p)
    assert "Take the last reply back" not in player.texts()


def test_the_command_line_sets_the_mode(player: Player) -> None:
    request = replace(asked(), mode="assessment")
    assert _with_request(player.window.context, request).mode == "assessment"
