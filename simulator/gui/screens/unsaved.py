"""Asks whether to leave a play whose last events could not be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import UnsavedError
from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import notice
from simulator.gui.widgets.label import Label
from simulator.gui.widgets.layout import Column, Flow
from simulator.gui.widgets.press import Button
from simulator.presentation.errors import store_text, unsaved_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.play import Play
    from simulator.errors import StoreError
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget


class UnsavedScreen(Screen):
    """Says what could not be stored and for which reason; offers to retry, to stay or to leave.

    Args:
        host: The window.
        play: The play.
        error: The reason, as the store reported it.
        origin: The screen to show again if the trainee does not leave.
        then: Called to leave.
        closing: Whether `then` closes the window.
    """

    def __init__(
        self,
        host: Host,
        play: Play,
        error: StoreError,
        origin: Screen,
        then: Callable[[], None],
        *,
        closing: bool,
    ) -> None:
        super().__init__(host)
        self._play = play
        self._error = error
        self._origin = origin
        self._then = then
        self._closing = closing
        self._tries = 0

    def tree(self) -> Widget:
        """A notice with three buttons."""
        messages = self.host.messages
        leave = messages("unsaved.close" if self._closing else "unsaved.leave")
        buttons = (
            Button(messages("unsaved.again"), self._again, key="again", look="main"),
            Button(leave, self._then, key="leave"),
            Button(messages("common.back"), self.back, key="back", look="quiet", icon="back"),
        )
        message = Column(self._message(), gap="near", grow=1)
        return notice(self.host, message, Flow(buttons, gap="near"))

    def first_focus(self) -> str | None:
        """The button to try again."""
        return "again"

    def back(self) -> None:
        """Goes back to the screen that the trainee wanted to leave."""
        self.host.go(self._origin)

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Tries to store the play once more, so that closing the window twice loses nothing."""
        self._then, self._closing = then, closing
        self._again()

    @property
    def lost(self) -> UnsavedError:
        """The error to report if the program stops now."""
        title = self.host.translator.text(self._play.session.program.scenario.title)
        return UnsavedError(self._error, self._play.unsaved_replies, title)

    def _message(self) -> list[Widget]:
        messages, lost = self.host.messages, self.lost
        kind = "unsaved.replies" if lost.replies else "unsaved.end"
        found: list[Widget] = [
            Label(unsaved_text(lost, messages), "heading", bold=True),
            Label(store_text(lost, messages)),
            Label(messages(f"{kind}-note"), colour="soft"),
        ]
        if self._tries:
            found.append(Label(messages("unsaved.tried", n=self._tries), colour="warn"))
        return found

    def _again(self) -> None:
        error = self._play.save()
        if error is None:
            self._then()
            return
        self._error = error
        self._tries += 1
        self.host.refresh()
