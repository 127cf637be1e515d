"""A message that has to be read before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui import theme
from simulator.gui.screens.base import Screen
from simulator.gui.widgets.base import Column, Pad, Row, Stack
from simulator.gui.widgets.drawn import Backdrop
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.widgets.words import Icon, Panel
from simulator.gui.widgets.words import Words as Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.screens.base import Stage
    from simulator.gui.widgets.base import Widget


class NoticeScreen(Screen):
    """Words and one button, which leads on."""

    def __init__(self, stage: Stage, words: Callable[[], str], then: Screen) -> None:
        super().__init__(stage)
        self._messages = words
        self._then = then

    def tree(self) -> Widget:
        """A panel in the middle."""
        button = Button(self.stage.messages("common.ok"), self.back, key="ok", look="main")
        return notice(self.stage, Label(self._messages(), "line", grow=1), button)

    def first_focus(self) -> str | None:
        """The button."""
        return "ok"

    def back(self) -> None:
        """Leads on."""
        self.stage.go(self._then)


def notice(stage: Stage, message: Widget, buttons: Widget) -> Widget:
    """A panel in the middle of an empty room; the message is to take the width that is left."""
    row = Row([Icon("warning", "line", "warn"), message], align="start")
    panel = Scroll(Panel(Column([row, Column([buttons], align="end")])), centre=True)
    most = theme.PAGE if stage.kit.metrics.narrow else theme.WIDTH["menu-narrow"]
    return Stack([Backdrop(None), Pad(panel, sides="far", ends="wide", most=most)])
