"""The question before a play is left whose last events could not be stored."""

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
    """Says what could not be stored and why; offers to try again, to go back or to leave.

    Args:
        host: The window.
        play: The play that could not be stored.
        why: The error of the store.
        before: The screen that is left.
        then: Leaves it.
        closing: Whether `then` closes the window.
    """

    def __init__(
        self,
        host: Host,
        play: Play,
        why: StoreError,
        before: Screen,
        then: Callable[[], None],
        *,
        closing: bool,
    ) -> None:
        super().__init__(host)
        self._play = play
        self._why = why
        self._before = before
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
        """Goes back to the screen that was to be left."""
        self.host.go(self._before)

    def leave(self, then: Callable[[], None], *, closing: bool = False) -> None:
        """Tries to store the play once more, so that closing twice loses nothing."""
        self._then, self._closing = then, closing
        self._again()

    @property
    def lost(self) -> UnsavedError:
        """The error to report if the program stops now."""
        title = self.host.translator.text(self._play.session.program.scenario.title)
        return UnsavedError(self._why, self._play.unsaved_replies, title)

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
        why = self._play.save()
        if why is None:
            self._then()
            return
        self._why = why
        self._tries += 1
        self.host.refresh()
