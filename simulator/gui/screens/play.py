"""The play: a customer, a story, replies, a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from pygame import Rect

from simulator.attempt.clock import ReplyClock
from simulator.gui import theme
from simulator.gui.screens.base import Screen, options
from simulator.gui.screens.play_panels import desk_panel, side_panel, story_panel
from simulator.gui.screens.unkept import leave_play
from simulator.gui.widgets.base import Column, Pad, Row, Stack
from simulator.gui.widgets.drawn import Backdrop, Ring
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.widgets.words import Chip, Panel
from simulator.gui.widgets.words import Words as Label
from simulator.presentation.play import play_model
from simulator.presentation.scene import build_scene
from simulator.presentation.settings import languages, text_sizes
from simulator.session.event import Entered, Looked

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.gui.screens.base import Stage
    from simulator.gui.widgets.base import Widget
    from simulator.presentation.play import PlayModel

Mode: TypeAlias = Literal["play", "paused", "away", "leave"]


class PlayScreen(Screen):
    """One attempt as it is played.

    The reply clock starts when the choices are really on the screen, and stops while the play
    is paused, its menu is open or the window is not the one in front; words are hidden then.
    """

    def __init__(self, stage: Stage, play: Play, edition: Edition) -> None:
        super().__init__(stage)
        self.play = play
        self.mode: Mode = "play"
        self._edition = edition
        self._clock = ReplyClock()
        self._ring: Ring | None = None
        self._model: PlayModel | None = None
        self.scene = build_scene(play.session, stage.translator)

    def tree(self) -> Widget:
        """The scene, or what hides it."""
        self.scene = build_scene(self.play.session, self.stage.translator)
        kinds = (x.kind for x in reversed(self.play.session.log))
        model = play_model(
            self.scene,
            self.stage.messages,
            unsaved=self.play.unsaved,
            last=next((x for x in kinds if x in _REPLIES), None),
        )
        self._model = model
        self._ring = None
        if self.mode != "play":
            return Stack([Backdrop(model.setting), self._cover(model)])
        kit = self.stage.kit
        for dense in (0, 1, 2):
            root = Stack([Backdrop(model.setting), self._scene(model, dense=dense)])
            root.place(kit, Rect(0, 0, kit.metrics.width, kit.metrics.height))
            if not any(isinstance(x, Scroll) and x.name == "story" and x.most for x in root.walk()):
                break
        return root

    def first_focus(self) -> str | None:
        """The first button of a menu, or the way on."""
        if self.mode != "play":
            return "resume"
        if self._model is not None and self._model.action:
            return "on"
        return None

    def order(self, key: str) -> int:
        """Replies first, then the desk, then the buttons at the top."""
        return {"choice": 0, "on": 0, "look": 1}.get(key.partition(":")[0], 2)

    def digit(self, number: int) -> bool:
        """Picks a choice or a look-up by its number."""
        scene = self.scene
        if self.mode != "play":
            return False
        for reply in (*scene.replies, *scene.lookups):
            if reply.number == number:
                self._choose(reply.id)
                return True
        return False

    def letter(self, letter: str) -> bool:
        """P pauses, and goes on."""
        if letter != "p":
            return False
        if self.mode == "play":
            self._stop("paused")
        else:
            self._resume()
        return True

    def back(self) -> None:
        """The menu to leave, or out of it."""
        if self.mode == "play":
            self._stop("leave")
        else:
            self._resume()

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Is left, its replies kept; the clock stands while that is asked about."""
        if not leave_play(self, self.play, then, closing=closing) and self.mode == "play":
            self._clock.pause()
            self.mode = "leave"

    def frame(self, now: int) -> None:
        """Lets time pass."""
        time = self._clock.frame(now)
        if self.mode != "play":
            return
        if self.play.tick(time):
            self._step()
        elif self._ring is not None and self._ring.show(self._left(time)):
            self.stage.repaint()

    def shown(self, now: int) -> None:
        """The scene is on the screen: the reply clock of this turn starts."""
        if self.mode == "play" and self.scene.replies:
            self.play.show(self._clock.frame(now), reading=self.scene.reading)

    def focus(self, now: int, *, has: bool) -> None:
        """Hides the words while the window is not in front."""
        if not has and self.mode == "play":
            self._clock.frame(now)
            self._stop("away")
        elif has and self.mode == "away":
            self._resume()

    def _scene(self, model: PlayModel, *, dense: int) -> Widget:
        kit = self.stage.kit
        narrow = kit.metrics.narrow
        if self.play.factor is not None and model.choices:
            self._ring = Ring(urgent=model.limited)
            self._ring.show(self._left(self._clock.time))
        desk = None if model.desk.empty else desk_panel(model.desk, self._choose)
        story = story_panel(
            model,
            ring=self._ring,
            choose=self._choose,
            on=self._go_on,
            pause=lambda: self._stop("paused"),
            leave=lambda: self._stop("leave"),
            below=desk if narrow else None,
            dense=dense,
        )
        alone = narrow and not model.here
        parts: list[Widget] = [story] if alone else [side_panel(model, narrow=narrow), story]
        if desk is not None and not narrow:
            parts.append(desk)
        row = Row(parts, gap="usual", align="fill", grow=1)
        if model.banner is None:
            return Pad(row, sides="usual", ends="usual")
        banner = Chip(model.banner, icon="warning", tone="warn", role="label")
        return Pad(Column([banner, row], gap="tight"), sides="usual", ends="near")

    def _cover(self, model: PlayModel) -> Widget:
        """What stands in place of the scene while the clock is stopped."""
        messages, context = self.stage.messages, self.stage.context
        leaving = self.mode == "leave"
        parts: list[Widget] = [
            Label(messages("play.leave-title" if leaving else "play.paused"), "title", bold=True),
            Label(messages("play.leave-note" if leaving else "play.paused-note"), colour="soft"),
        ]
        buttons: list[Widget] = [
            Button(messages("play.resume"), self._resume, key="resume", look="main", icon="play")
        ]
        if leaving:
            buttons += [
                Button(messages("play.to-shelf"), self._to_shelf, key="to-shelf", icon="book"),
                Button(messages("play.give-up"), self._give_up, key="give-up", icon="warning"),
                Label(messages("play.give-up-note"), "small", colour="soft"),
            ]
        parts.append(Column(buttons, gap="tight"))
        if not leaving:
            parts += [
                Label(messages("home.language"), "label", colour="soft"),
                options("language", languages(context, messages), self._language),
                Label(messages("home.text-size"), "label", colour="soft"),
                options("size", text_sizes(context.settings, messages), self._size),
            ]
        panel = Panel(Column([Label(model.title, "label", colour="soft"), *parts], gap="near"))
        most = theme.WIDTH["menu-narrow" if self.stage.kit.metrics.narrow else "menu"]
        return Pad(Scroll(panel, centre=True), sides="far", ends="wide", most=most)

    def _left(self, time: int) -> float:
        """The part that is left of the deadline, or of the time that is fair to take."""
        session = self.play.session
        allowance, since = session.allowance, session.shown
        if allowance is None or since is None:
            return 1.0
        whole = allowance.deadline or allowance.whole
        return 1.0 if not whole else 1 - (time - since) / whole

    def _choose(self, id_: str) -> None:
        if self.mode != "play" or self.play.ended:
            return
        events = self.play.choose(id_, self._clock.frame(self.stage.moment))
        if isinstance(events[0], Looked) and not any(isinstance(x, Entered) for x in events):
            self.stage.refresh()
        else:
            self._step()

    def _go_on(self) -> None:
        if self.play.ended:
            from simulator.gui.screens.debrief import DebriefScreen  # noqa: PLC0415 - leads here

            self.stage.go(DebriefScreen(self.stage, self.play, self._edition))
            return
        self.play.go_on()
        self._step()

    def _step(self) -> None:
        self.stage.refresh(fade=True)

    def _stop(self, mode: Mode) -> None:
        self._clock.pause()
        self.mode = mode
        self.stage.refresh()

    def _resume(self) -> None:
        self._clock.go_on(self.stage.moment)
        self.mode = "play"
        self.stage.refresh()

    def _to_shelf(self) -> None:
        from simulator.gui.screens.shelf import ShelfScreen  # noqa: PLC0415 - it leads here

        self.leave(lambda: self.stage.go(ShelfScreen(self.stage)))

    def _give_up(self) -> None:
        if not self.play.ended:
            self.play.abandon()
        self.mode = "play"
        self._go_on() if self.play.ended else self.stage.refresh()

    def _language(self, id_: str) -> None:
        self.stage.update_settings(language=id_)

    def _size(self, id_: str) -> None:
        self.stage.update_settings(text_size=int(id_))


_REPLIES = ("chosen", "timed-out", "looked")
