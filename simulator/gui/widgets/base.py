"""The widget: a rectangle of the page that measures, places and draws itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style


class Widget:
    """A rectangle that draws itself.

    A subclass implements `_width`, `_height`, `_place`, `_draw` and `_texts`. A tree of widgets
    is made for one style (one window size, text size and language), so each measure is taken
    once and cached.

    Attributes:
        rect: Where the widget is, in pixels of the window; set by `place`.
        key: The name of the widget for focus and pointer; empty: it takes part in neither.
        press: Called when the widget is pressed; None: the widget cannot be pressed.
        grow: The widget's share of the room that is left over.
        overlaps: Whether the children may lie over each other.
    """

    overlaps = False

    def __init__(
        self, *, key: str = "", press: Callable[[], None] | None = None, grow: int = 0
    ) -> None:
        self.rect = Rect(0, 0, 0, 0)
        self.key = key
        self.press = press
        self.grow = grow
        self.children: Sequence[Widget] = ()
        self._widths: dict[int, int] = {}
        self._heights: dict[int, int] = {}

    def width(self, style: Style, available: int) -> int:
        """The width that the widget would like, in pixels, up to `available`."""
        found = self._widths.get(available)
        if found is None:
            found = self._widths[available] = self._width(style, available)
        return found

    def height(self, style: Style, width: int) -> int:
        """The height in pixels that the widget needs at a width."""
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self._height(style, width)
        return found

    def place(self, style: Style, rect: Rect) -> None:
        """Places the widget in a rectangle of the window, and its children in the widget."""
        self.rect = Rect(rect)
        self._place(style, self.rect)

    def shift(self, by: int) -> None:
        """Moves the widget and its children down by some pixels, or up if `by` is negative."""
        self.rect.y += by
        for child in self.children:
            child.shift(by)

    def draw(self, canvas: Canvas) -> None:
        """Draws the widget and its children if a part of it is in the clip of the canvas."""
        if self.rect.colliderect(canvas.surface.get_clip()):
            self._draw(canvas)

    def walk(self) -> Iterator[Widget]:
        """The widget and all widgets below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        """Each text that the widget itself draws: the text, its rectangle, and the room for it."""
        yield from self._texts(style)

    def _width(self, style: Style, available: int) -> int:
        del style
        return available

    def _height(self, style: Style, width: int) -> int:
        raise NotImplementedError

    def _place(self, style: Style, rect: Rect) -> None:
        pass

    def _texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        del style
        yield from ()

    def _draw(self, canvas: Canvas) -> None:
        for child in self.children:
            child.draw(canvas)
