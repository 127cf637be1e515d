"""Tells a screen that the end of some content has been in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style


class EndMark(Widget):
    """An invisible line one pixel high, placed after the last widget of some content.

    Args:
        seen: Called whenever the line is drawn, so also when it comes into view by scrolling.
    """

    def __init__(self, seen: Callable[[], None]) -> None:
        super().__init__()
        self._seen = seen

    def _height(self, style: Style, width: int) -> int:
        del style, width
        return 1

    def _draw(self, canvas: Canvas) -> None:
        del canvas
        self._seen()
