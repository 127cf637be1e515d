"""Moves the scrolls of a screen by wheel, keys and focus, and keeps their offsets."""

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
        scrolls: All scrolls of the present tree, in reading order; those aside come last.
    """

    def __init__(self, repaint: Callable[[Rect], None]) -> None:
        self.scrolls: tuple[Scroll, ...] = ()
        self._repaint = repaint

    def take(self, root: Widget, *, keep: bool) -> None:
        """Replaces the scrolls by those of a new tree.

        Args:
            root: The tree, whose widgets have been placed.
            keep: Whether a scroll gets the offset of the earlier scroll with the same name.
        """
        offsets = {x.name: x.offset for x in self.scrolls} if keep else {}
        found = (x for x in root.walk() if isinstance(x, Scroll))
        self.scrolls = tuple(sorted(found, key=lambda x: x.aside))
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
        """Moves the first scroll that has more to show in this direction.

        Args:
            style: Sets the sizes.
            by: How far to move down, as a part of the height of the scroll; negative: up.

        Returns:
            Whether there is a scroll that has more to show.
        """
        there = [x for x in self.scrolls if x.max_offset]
        any(self._move(style, x, round(by * x.rect.height)) for x in there)
        return bool(there)

    def reveal(self, style: Style, found: Pressable) -> None:
        """Moves the scrolls around a widget until the widget can be seen."""
        for scroll in found.through:
            if scroll.reveal(style, found.widget.rect):
                self._repaint(scroll.drawn_rect(style))

    def _move(self, style: Style, scroll: Scroll, by: int) -> bool:
        moved = scroll.move(by)
        if moved:
            self._repaint(scroll.drawn_rect(style))
        return moved
