"""The scrolls of a screen: moved by wheel, keys and focus, and kept in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui import theme
from simulator.gui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from pygame import Rect

    from simulator.gui.focus import Pressable
    from simulator.gui.style import Style
    from simulator.gui.widgets.base import Widget


class Scrolling:
    """Moves the scrolls of a tree of widgets.

    Args:
        repaint: Called with the part of the window that a move changed.

    Attributes:
        scrolls: All of the present tree, in reading order.
    """

    def __init__(self, repaint: Callable[[Rect], None]) -> None:
        self.scrolls: tuple[Scroll, ...] = ()
        self._repaint = repaint

    def take(self, root: Widget, *, keep: bool) -> None:
        """Takes in a new tree that was placed.

        Args:
            root: The tree.
            keep: Whether a scroll keeps the offset of the one that had its name before.
        """
        offsets = {x.name: x.offset for x in self.scrolls} if keep else {}
        self.scrolls = tuple(x for x in root.walk() if isinstance(x, Scroll))
        for scroll in self.scrolls:
            scroll.move(offsets.get(scroll.name, 0))

    def wheel(self, style: Style, point: tuple[int, int], lines: float) -> None:
        """Moves the innermost scroll under the pointer, as the mouse wheel does.

        Args:
            style: Sets how far a line is.
            point: Where the pointer is, in pixels of the window.
            lines: How many lines to move up; negative: down.
        """
        for scroll in reversed(self.scrolls):
            if scroll.rect.collidepoint(point) and scroll.max_offset:
                self._move(style, scroll, -round(lines * style.metrics.px(theme.WHEEL)))
                return

    def page(self, style: Style, by: float) -> bool:
        """Moves the first scroll by a part of its height; whether there is anything to scroll."""
        for scroll in self.scrolls:
            if scroll.max_offset:
                self._move(style, scroll, round(by * scroll.rect.height))
                return True
        return False

    def reveal(self, style: Style, found: Pressable) -> None:
        """Moves the scrolls around a widget so that it can be seen."""
        for scroll in found.through:
            if scroll.reveal(style, found.widget.rect):
                self._repaint(scroll.drawn_rect(style))

    def _move(self, style: Style, scroll: Scroll, by: int) -> None:
        if scroll.move(by):
            self._repaint(scroll.drawn_rect(style))
