"""The play: a customer, a story, replies, a desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from simulator.attempt.clock import ReplyClock
from simulator.attempt.retake import turns_in
from simulator.errors import EndlessWalkError
from simulator.gui import theme
from simulator.gui.screens.base import Screen, leave_play
from simulator.gui.screens.play_panels import (
    DENSITIES,
    PARTS,
    SPARING,
    Commands,
    desk_panel,
    record_panel,
    side_panel,
    story_panel,
)
from simulator.gui.widgets.drawn import Backdrop, MeterBar, Ring
from simulator.gui.widgets.label import Chip, Label, Panel
from simulator.gui.widgets.layout import Column, FirstThatFits, Pad, Row, Stack
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.widgets.speech import Speech
from simulator.presentation.errors import error_text
from simulator.presentation.scene import Scene, build_scene
from simulator.session.event import Entered, Looked

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget

Shown: TypeAlias = Literal["play", "record", "paused", "away", "leave"]
_LONGEST_HOLD: Final = 60_000
"""How long the reply clock waits for scrolling in one turn, in milliseconds."""


class PlayScreen(Screen):
    """One attempt as it is played.

    The reply clock starts when the choices are on the display. It stops while the play is
    paused, while the menu to leave is open, while a record lies over the story and while the
    window has no focus. While it is stopped, the scene is hidden. It also stops at the end of the
    reading time until the trainee has scrolled to the last reply.

    Attributes:
        play: The attempt.
        mode: `play` while the scene is shown, else the reason why it is hidden.
        scene: The present scene; made again with the widgets.
    """

    def __init__(self, host: Host, play: Play, edition: Edition) -> None:
        super().__init__(host)
        self.play = play
        self.mode: Shown = "play"
        self.scene = self._build_scene()
        self._fresh = True
        self._edition = edition
        self._clock = ReplyClock()
        self._ring: Ring | None = None
        self._speech: Speech | None = None
        self._record = ""
        self._seen: set[str] = set()
        self._bars: list[MeterBar] = []
        self._still = False
        self._moving_since: int | None = None
        self._begin_turn()

    @property
    def timed(self) -> bool:
        """Whether the reply clock runs, a speech appears or a meter moves."""
        waits = self._speech is not None or (self._clock.running and bool(self.scene.replies))
        return self.mode == "play" and (waits or bool(self._bars))

    def tree(self) -> Widget:
        """The scene, or the menu that is shown instead."""
        if not self._fresh:
            self.scene = self._build_scene()
        self._fresh = False
        self._ring = None
        content = self._story() if self.mode == "play" else self._cover()
        return Stack([Backdrop(self.scene.setting), content])

    def first_focus(self) -> str | None:
        """The first button of a menu, or the button to go on."""
        if self.mode != "play":
            return "resume"
        if self._speech is not None:
            return "complete"
        return "on" if self.scene.action else None

    def order(self, key: str) -> int:
        """Replies first, then the desk, then the buttons at the top."""
        return {"choice": 0, "on": 0, "look": 1}.get(key.partition(":")[0], 2)

    def digit(self, number: int) -> bool:
        """Picks a choice or a look-up by its number."""
        if self.mode != "play":
            return False
        if self._speech is not None:
            self._complete()
            return True
        for reply in (*self.scene.replies, *self.scene.lookups):
            if reply.number == number:
                self._choose(reply.id)
                return True
        return False

    def letter(self, letter: str) -> bool:
        """Handles P, which pauses and resumes the play."""
        if letter != "p":
            return False
        if self.mode == "play":
            self._stop("paused")
        else:
            self._resume()
        return True

    def back(self) -> None:
        """Opens the menu to leave, or closes a menu."""
        if self.mode == "play":
            self._stop("leave")
        else:
            self._resume()

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Leaves if all replies can be stored; if not, stops the clock and asks the trainee."""
        if not leave_play(self, self.play, then, closing=closing) and self.mode == "play":
            self._clock.pause()
            self.mode = "leave"

    def frame(self, now: int) -> None:
        """Moves the reply clock on, handles a deadline that has passed, and updates the ring."""
        time = self._reply_time(now)
        if self.mode != "play":
            return
        self._move_meters(now)
        if self._speech is not None:
            self._advance(self._speech, now)
        elif self.play.tick(time):
            self._begin_turn()
            self.host.refresh(fade=True)
        elif self._ring is not None and self._ring.show(self._left(time)):
            self.host.repaint(self._ring.rect)

    def on_presented(self, now: int) -> None:
        """Starts the reply time of this turn, because its choices are on the display."""
        if self._moving_since is None:
            self._moving_since = now
        if self.mode == "play" and self._speech is not None:
            self._speech.start(now)
        elif self.mode == "play" and self.scene.replies:
            self.play.show(self._reply_time(now), reading=self.scene.reading)

    def on_focus(self, now: int, *, has: bool) -> None:
        """Hides the scene while the window has no focus."""
        if not has and self.mode == "play":
            self._clock.frame(now)
            self._stop("away")
        elif has and self.mode == "away":
            self._resume()

    def _build_scene(self) -> Scene:
        return build_scene(
            self.play.session, self.host.translator, self.host.messages, self.play.lesson
        )

    def _story(self) -> Widget:
        scene, narrow = self.scene, self.host.style.metrics.narrow
        if self._speech is not None and self._speech.text != scene.line:
            self._speech = Speech(scene.line) if scene.line else None
        if self.play.factor is not None and scene.replies:
            self._ring = Ring(urgent=scene.view.limited)
            self._ring.show(self._left(self._clock.time))
        desk = None
        if scene.signals or scene.lookups or scene.pages or scene.view.points_at == "desk":
            desk = desk_panel(scene, self._choose, self.host.messages)
        panel = partial(
            story_panel,
            scene,
            self.host.messages,
            ring=self._ring,
            speech=self._speech,
            commands=Commands(
                choose=self._choose,
                go_on=self._go_on,
                complete=self._complete,
                seen=self._see,
                pause=lambda: self._stop("paused"),
                leave=lambda: self._stop("leave"),
            ),
            below=desk if narrow else None,
            narrow=narrow,
        )
        densities = (SPARING,) if narrow else DENSITIES
        story = FirstThatFits([partial(panel, dense=x) for x in densities], grow=1)
        alone = narrow and not scene.view.here
        self._bars = []
        still = self._still or not self.host.context.settings.motion
        side = side_panel(scene, self._bars, narrow=narrow, still=still)
        if still:
            self._bars = []
        parts: list[Widget] = [story] if alone else [side, story]
        if desk is not None and not narrow:
            parts.append(desk)
        row = Row(parts, gap="usual", align="fill", grow=1)
        unsaved = self.play.unsaved
        if unsaved is None:
            return Pad(row, sides="usual", ends="usual")
        words = self.host.messages("store.unsaved", place=unsaved.place)
        banner = Chip(words, icon="warning", tone="warn", text_style="label")
        return Pad(Column([banner, row], gap="tight"), sides="usual", ends="near")

    def _cover(self) -> Widget:
        """The menu that is shown instead of the scene while the clock is stopped."""
        messages = self.host.messages
        resume = Button(
            messages("play.resume"), self._resume, key="resume", look="main", icon="play"
        )
        page = next((x for x in self.scene.pages if x.title == self._record), None)
        if self.mode == "record" and page is not None:
            panel = record_panel(page, resume)
            return Pad(Scroll(panel, centre=True), sides="far", ends="wide", max_width=theme.PAGE)
        leaving = self.mode == "leave"
        parts: list[Widget] = [
            Label(self.scene.title, "label", colour="soft"),
            Label(messages("play.leave-title" if leaving else "play.paused"), "title", bold=True),
            Label(messages("play.leave-note" if leaving else "play.paused-note"), colour="soft"),
        ]
        buttons: list[Widget] = [resume]
        if leaving:
            buttons += [
                Button(messages("play.to-library"), self._to_library, key="library", icon="book"),
                Button(messages("play.give-up"), self._give_up, key="give-up", icon="warning"),
                Label(messages("play.give-up-note"), "small", colour="soft"),
            ]
        else:
            if self._can_retake():
                words = messages("play.take-back")
                buttons.append(Button(words, self._take_back, key="take-back", icon="clock"))
            settings = messages("settings.title")
            buttons.append(Button(settings, self._settings, key="settings", icon="settings"))
        parts.append(Column(buttons, gap="tight"))
        panel = Panel(Column(parts, gap="near"))
        width = theme.WIDTH["menu-narrow" if self.host.style.metrics.narrow else "menu"]
        return Pad(Scroll(panel, centre=True), sides="far", ends="wide", max_width=width)

    def _left(self, time: int) -> float:
        """The part of the time to reply that is left, 0 to 1.

        The time to reply is the deadline, or the allowance of a turn without a deadline.
        """
        session = self.play.session
        allowance, since = session.allowance, session.shown
        if allowance is None or since is None:
            return 1.0
        whole = allowance.silence_after or allowance.whole
        return 1.0 if not whole else 1 - (time - since) / whole

    def _choose(self, id_: str) -> None:
        if self.mode != "play" or self.play.ended:
            return
        events = self.play.choose(id_, self._reply_time(self.host.moment))
        looked = isinstance(events[0], Looked) and not any(isinstance(x, Entered) for x in events)
        if looked and self.host.style.metrics.narrow:
            self._record = next(x.words for x in self.scene.lookups if x.id == id_)
            self._stop("record")
            return
        if not looked:
            self._begin_turn()
        self.host.refresh(fade=not looked)

    def _go_on(self) -> None:
        if self.play.ended:
            self._leave_ending()
            return
        try:
            self.play.go_on()
        except EndlessWalkError as error:
            self._stop("leave")
            self.host.router.notice(partial(error_text, error, self.host.messages), self)
            return
        self._begin_turn()
        self.host.refresh(fade=True)

    def _leave_ending(self) -> None:
        """Shows what follows a play; after a tutorial, which has no score, all scenarios."""
        play, router = self.play, self.host.router
        if play.session.program.scenario.tutorial:
            self.leave(router.library)
        elif turns_in(play.session.log):
            router.judge(play, self._edition)
        else:
            router.debrief(play, self._edition)

    def _reply_time(self, now: int) -> int:
        """The reply time in milliseconds.

        It does not pass the end of the reading time while there are replies that have not been in
        view, because the trainee can read them only by scrolling.
        """
        session = self.play.session
        allowance, since = session.allowance, session.shown
        until = None
        waits = not self._seen.issuperset(PARTS) and self._clock.held < _LONGEST_HOLD
        if waits and since is not None and allowance is not None and allowance.factor is not None:
            until = since + allowance.reading * allowance.factor // 100
        return self._clock.frame(now, until=until)

    def _see(self, part: str) -> None:
        """Notes that the end of a part of the story has been in view."""
        self._seen.add(part)

    def _move_meters(self, now: int) -> None:
        """Moves the meters towards the values that the last reply gave them."""
        if self._moving_since is None:
            return
        for bar in self._bars:
            self._still = bar.move(now - self._moving_since)
            self.host.repaint(bar.rect)
        if self._still:
            self._bars = []

    def _begin_turn(self) -> None:
        """Starts a turn: nothing is seen yet; the line appears bit by bit if that is wanted."""
        self._still = False
        self._moving_since = None
        self._seen.clear()
        self._clock.held = 0
        line = self._build_scene().line if self.host.context.settings.rhythm else None
        self._speech = Speech(line) if line else None

    def _advance(self, speech: Speech, now: int) -> None:
        if speech.advance(now) and speech.label is not None:
            self.host.repaint(speech.label.rect)
        if speech.complete:
            self._complete()

    def _complete(self) -> None:
        """Shows the rest of the line, and the replies."""
        self._speech = None
        self.host.refresh()

    def _stop(self, mode: Shown) -> None:
        self._clock.pause()
        self.mode = mode
        self.host.refresh()

    def _resume(self) -> None:
        self._clock.go_on(self.host.moment)
        self.mode = "play"
        self.host.refresh()

    def _to_library(self) -> None:
        self.leave(self.host.router.library)

    def _give_up(self) -> None:
        if not self.play.ended:
            self.play.abandon()
        self.mode = "play"
        self._go_on() if self.play.ended else self.host.refresh()

    def _can_retake(self) -> bool:
        """Whether a reply can be taken back: only in practice, and after the first reply."""
        practises = self.play.attempt.mode == "practice"
        return practises and not self.play.ended and bool(turns_in(self.play.session.log))

    def _take_back(self) -> None:
        """Goes on before the last reply, as a retake."""
        turn = turns_in(self.play.session.log) - 1
        self.leave(partial(self.host.router.retake, self.play, turn, self._edition, self))

    def _settings(self) -> None:
        self.host.router.settings(self)
