"""What is asked before a play is left whose last replies could not be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UnsavedError
from simulator.gui.screens.base import Screen
from simulator.gui.screens.notice import notice
from simulator.gui.widgets.base import Column, Flow
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.words import Words as Label
from simulator.presentation.errors import store_text, unsaved_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.play import Play
    from simulator.errors import StoreError
    from simulator.gui.screens.base import Stage
    from simulator.gui.widgets.base import Widget


class UnkeptScreen(Screen):
    """What is not kept and why, and the choice to try again, to go back, or to do without.

    Args:
        stage: The window.
        play: What could not be kept.
        why: What the store said.
        before: The screen that is left.
        then: Leaves it.
        closing: Whether the whole window closes then.
    """

    def __init__(
        self,
        stage: Stage,
        play: Play,
        why: StoreError,
        before: Screen,
        then: Callable[[], None],
        *,
        closing: bool,
    ) -> None:
        super().__init__(stage)
        self._play = play
        self._why = why
        self._before = before
        self._then = then
        self._closing = closing
        self._tries = 0

    def tree(self) -> Widget:
        """A notice with three buttons."""
        messages = self.stage.messages
        leave = messages("unkept.close" if self._closing else "unkept.leave")
        buttons = (
            Button(messages("unkept.again"), self._again, key="again", look="main"),
            Button(leave, self._then, key="leave"),
            Button(messages("common.back"), self.back, key="back", look="quiet", icon="back"),
        )
        message = Column(self._message(), gap="near", grow=1)
        return notice(self.stage, message, Flow(buttons, gap="near"))

    def first_focus(self) -> str | None:
        """To try again."""
        return "again"

    def back(self) -> None:
        """Back to where it was to be left."""
        self.stage.go(self._before)

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Tries once more: nobody loses replies by closing a window twice."""
        self._then, self._closing = then, closing
        self._again()

    @property
    def lost(self) -> UnsavedError:
        """What leaving now leaves behind."""
        title = self.stage.translator.text(self._play.session.program.scenario.title)
        return UnsavedError(self._why, self._play.unsaved_replies, title)

    def _message(self) -> list[Widget]:
        messages, lost = self.stage.messages, self.lost
        kind = "unkept.replies" if lost.replies else "unkept.end"
        found: list[Widget] = [
            Label(unsaved_text(lost, messages), "heading", bold=True),
            Label(store_text(lost, messages)),
            Label(messages(f"{kind}-note"), colour="soft"),
        ]
        if self._tries:
            found.append(Label(messages("unkept.tried", n=self._tries), colour="warn"))
        return found

    def _again(self) -> None:
        why = self._play.save()
        if why is None:
            self._then()
            return
        self._why = why
        self._tries += 1
        self.stage.refresh()


def leave_play(
    screen: Screen, play: Play, then: Callable[[], None], *, closing: bool = False
) -> bool:
    """Leaves a screen with all of its play kept, after one more try; else asks first.

    Args:
        screen: What is left.
        play: What is on it.
        then: Leaves it.
        closing: Whether the whole window closes then.

    Returns:
        Whether it was left.
    """
    why = play.save()
    if why is None:
        then()
        return True
    stage = screen.stage
    stage.go(UnkeptScreen(stage, play, why, screen, then, closing=closing))
    return False
