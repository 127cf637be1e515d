"""A message that the trainee must read before going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import notice
from simulator.gui.widgets.label import Label
from simulator.gui.widgets.press import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget


class NoticeScreen(Screen):
    """A message and one button, which leads back.

    Args:
        host: The window.
        words: Gives the message in the present language.
        origin: The screen to show again when the button is pressed.
    """

    def __init__(self, host: Host, words: Callable[[], str], origin: Screen) -> None:
        super().__init__(host)
        self._words = words
        self._origin = origin

    def tree(self) -> Widget:
        """A panel in the middle of the window."""
        button = Button(self.host.messages("common.ok"), self.back, key="ok", look="main")
        return notice(self.host, Label(self._words(), "line", grow=1), button)

    def first_focus(self) -> str | None:
        """The one button."""
        return "ok"

    def back(self) -> None:
        """Goes back to the screen that showed the message."""
        self.host.go(self._origin)
