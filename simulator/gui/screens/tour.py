"""Offers the tutorial to a new trainee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import notice
from simulator.gui.widgets.label import Icon, Label
from simulator.gui.widgets.layout import Column, Flow
from simulator.gui.widgets.press import Button

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget


class TourScreen(Screen):
    """A welcome with two buttons: play the tutorial, or go to all scenarios.

    Args:
        host: The window.
        tutorial: The tutorial.
    """

    def __init__(self, host: Host, tutorial: Edition) -> None:
        super().__init__(host)
        self._tutorial = tutorial

    def tree(self) -> Widget:
        """A panel in the middle of the window."""
        messages = self.host.messages
        words = Column(
            [
                Label(messages("tour.title"), "title", bold=True),
                Label(messages("tour.text"), "line"),
            ],
            gap="near",
            grow=1,
        )
        buttons = Flow(
            [
                Button(messages("tour.start"), self._start, key="tour", look="main", icon="play"),
                Button(messages("common.skip"), self.back, key="skip"),
            ]
        )
        return notice(self.host, words, buttons, icon=Icon("spark", "title", "good"))

    def first_focus(self) -> str | None:
        """The button that starts the tutorial."""
        return "tour"

    def back(self) -> None:
        """Goes to all scenarios."""
        self.host.router.library()

    def _start(self) -> None:
        self.host.router.briefing(self._tutorial)
