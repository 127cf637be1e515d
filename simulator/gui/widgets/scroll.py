"""The scroll: shows a part of content that is higher than the scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame
from pygame import Rect

from simulator.gui import theme
from simulator.gui.panels import PanelLook, load_svg
from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style

_BAR: Final = 6
_SOFT: Final = 22
_LANE: Final = 16
"""The width at the right that is left free for the bar."""


class Scroll(Widget):
    """Shows a part of its child; the bar appears only when there is more.

    Args:
        child: The content.
        key: The value of `name`.
        grow: The widget's share of the room that is left over.
        centre: Whether content that is lower than the scroll is placed in its middle.
        outside: Whether the bar is drawn in the margin beside the scroll.
        soft: Whether the content fades at top and bottom; only for a ground of one colour.
        most: The greatest height, as a part of the height of the window; None: no bound.
        aside: Whether keys move the scroll only if no other one has more to show.

    Attributes:
        name: The name of the scroll, under which its offset is kept.
        offset: How far down the content is scrolled, in pixels.
        aside: As in the arguments.
    """

    def __init__(
        self,
        child: Widget,
        *,
        key: str = "scroll",
        grow: int = 1,
        centre: bool = False,
        outside: bool = False,
        soft: bool = False,
        most: float | None = None,
        aside: bool = False,
    ) -> None:
        super().__init__(grow=grow)
        self.children = (child,)
        self.name = key
        self.offset = 0
        self._centre = centre
        self._outside = outside
        self._soft = soft
        self._most = most
        self.aside = aside
        self._content = 0

    def _width(self, style: Style, available: int) -> int:
        return self.children[0].width(style, available)

    def _height(self, style: Style, width: int) -> int:
        height = self.children[0].height(style, width)
        return height if self._most is None else min(height, int(style.metrics.height * self._most))

    @property
    def max_offset(self) -> int:
        """The largest offset, in pixels."""
        return max(0, self._content - self.rect.height)

    def _place(self, style: Style, rect: Rect) -> None:
        width = rect.width
        self._content = self.children[0].height(style, width)
        if self._content > rect.height and not self._outside:
            width -= style.metrics.px(_LANE)
            self._content = self.children[0].height(style, width)
        self.offset = max(0, min(self.offset, self.max_offset))
        free = max(0, rect.height - self._content) // 2 if self._centre else 0
        top = rect.y - self.offset + free
        self.children[0].place(style, Rect(rect.x, top, width, self._content))

    def move(self, by: int) -> bool:
        """Scrolls down by some pixels, or up if `by` is negative; gives whether anything moved."""
        offset = max(0, min(self.offset + by, self.max_offset))
        moved = offset - self.offset
        if not moved:
            return False
        self.offset = offset
        self.children[0].shift(-moved)
        return True

    def reveal(self, style: Style, rect: Rect) -> bool:
        """Scrolls until a rectangle of the content can be seen; gives whether anything moved."""
        margin = style.metrics.gap("near")
        if rect.bottom + margin > self.rect.bottom:
            by = rect.bottom + margin - self.rect.bottom
            return self.move(min(by, rect.top - margin - self.rect.top))
        if rect.top - margin < self.rect.top:
            return self.move(rect.top - margin - self.rect.top)
        return False

    def drawn_rect(self, style: Style) -> Rect:
        """The part of the window that the scroll draws on."""
        # Borders of children are drawn a little beyond the sides.
        out = style.metrics.px(_LANE if self._outside else theme.RING)
        return self.rect.inflate(2 * out, 0)

    def _draw(self, canvas: Canvas) -> None:
        surface, style = canvas.surface, canvas.style
        clip = surface.get_clip()
        surface.set_clip(self.drawn_rect(style).clip(clip))
        super()._draw(canvas)
        if self._soft:
            self._draw_ends(canvas)
        if self.max_offset:
            bar = self._bar(style)
            canvas.panel(bar, PanelLook(bar.width // 2, style.colours.card_edge))
        surface.set_clip(clip)

    def _draw_ends(self, canvas: Canvas) -> None:
        """Fades the content into the ground at each end where there is more of it."""
        rect, style = self.rect, canvas.style
        height = style.metrics.px(_SOFT)
        if rect.height < 2 * height or not self.max_offset:
            return
        out = style.metrics.px(theme.RING)
        size, x = (rect.width + 2 * out, height), rect.x - out
        if self.offset:
            ground = _ground(canvas, rect.top)
            canvas.surface.blit(_strip(style, size, ground, down=True), (x, rect.top))
        if self.offset < self.max_offset:
            ground = _ground(canvas, rect.bottom - 1)
            strip = _strip(style, size, ground, down=False)
            canvas.surface.blit(strip, (x, rect.bottom - height))

    def _bar(self, style: Style) -> Rect:
        width = style.metrics.px(_BAR)
        height = max(width * 3, self.rect.height * self.rect.height // max(1, self._content))
        way = self.rect.height - height
        y = self.rect.y + way * self.offset // max(1, self.max_offset)
        x = self.rect.right + (width if self._outside else -width)
        return Rect(x, y, width, height)


def _ground(canvas: Canvas, y: int) -> str:
    """The colour of the ground at a height of the window, as `#rrggbb`."""
    if canvas.ground is not None:
        return canvas.ground
    style = canvas.style
    colour = style.art.paper_at(y, style.metrics.height, style.colours)
    return f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"


def _strip(style: Style, size: tuple[int, int], colour: str, *, down: bool) -> pygame.Surface:
    """A strip of one colour that becomes transparent, downwards or upwards."""

    def make() -> pygame.Surface:
        first, last = (1, 0) if down else (0, 1)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="{size[1]}"><defs>'
            '<linearGradient id="f" x1="0%" y1="0%" x2="0%" y2="100%">'
            f'<stop offset="0%" stop-color="{colour}" stop-opacity="{first}"/>'
            f'<stop offset="100%" stop-color="{colour}" stop-opacity="{last}"/></linearGradient>'
            f'</defs><rect width="1" height="{size[1]}" fill="url(#f)"/></svg>'
        )
        return pygame.transform.scale(load_svg(svg, (1, size[1])), size)

    return style.art.made(("strip", size, colour, down), make)
