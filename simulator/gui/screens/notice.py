"""A message that has to be read before anything else."""

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
    """Words and one button, which leads on."""

    def __init__(self, host: Host, words: Callable[[], str], then: Screen) -> None:
        super().__init__(host)
        self._messages = words
        self._then = then

    def tree(self) -> Widget:
        """A panel in the middle."""
        button = Button(self.host.messages("common.ok"), self.back, key="ok", look="main")
        return notice(self.host, Label(self._messages(), "line", grow=1), button)

    def first_focus(self) -> str | None:
        """The button."""
        return "ok"

    def back(self) -> None:
        """Leads on."""
        self.host.go(self._then)
