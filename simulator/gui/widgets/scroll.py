"""A window on something higher than itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pygame import Rect

from simulator.gui import theme
from simulator.gui.art import load_svg
from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    import pygame

    from simulator.gui.kit import Brush, Kit

_BAR: Final = 6
_SOFT: Final = 22
_LANE: Final = 16
"""Room at the right for the bar, so that it lies on nothing."""


class Scroll(Widget):
    """Shows a part of its child; the bar appears only when there is more.

    Args:
        child: What is shown.
        key: Its name, under which its place is kept.
        grow: Its part of the room that is left over.
        centre: Whether a child that is lower than the window stands in its middle.
        outside: Whether the bar stands in the margin beside it.
        soft: Whether it ends softly; for an even ground.

    Attributes:
        offset: How far down it is, in pixels.
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
    ) -> None:
        super().__init__(grow=grow)
        self.children = (child,)
        self.name = key
        self.offset = 0
        self.centre = centre
        self._outside = outside
        self._soft = soft
        self._content = 0

    def width(self, kit: Kit, most: int) -> int:
        """That of the child."""
        return self.children[0].width(kit, most)

    def height(self, kit: Kit, width: int) -> int:
        """That of the child: all of it, if there is room."""
        return self.children[0].height(kit, width)

    @property
    def most(self) -> int:
        """The largest offset."""
        return max(0, self._content - self.rect.height)

    def place(self, kit: Kit, rect: Rect) -> None:
        """Puts the child behind the window."""
        super().place(kit, rect)
        width = rect.width
        self._content = self.children[0].height(kit, width)
        if self._content > rect.height and not self._outside:
            width -= kit.metrics.px(_LANE)
            self._content = self.children[0].height(kit, width)
        self.offset = max(0, min(self.offset, self.most))
        spare = max(0, rect.height - self._content) // 2 if self.centre else 0
        top = rect.y - self.offset + spare
        self.children[0].place(kit, Rect(rect.x, top, width, self._content))

    def move(self, kit: Kit, by: int) -> bool:
        """Moves down by so many pixels, or up; whether it did."""
        before = self.offset
        self.offset = max(0, min(self.offset + by, self.most))
        if self.offset == before:
            return False
        self.place(kit, self.rect)
        return True

    def reveal(self, kit: Kit, rect: Rect) -> bool:
        """Moves so that a box of its child can be seen; whether it had to."""
        margin = kit.metrics.gap("near")
        if rect.bottom + margin > self.rect.bottom:
            by = rect.bottom + margin - self.rect.bottom
            return self.move(kit, min(by, rect.top - margin - self.rect.top))
        if rect.top - margin < self.rect.top:
            return self.move(kit, rect.top - margin - self.rect.top)
        return False

    def draw(self, brush: Brush) -> None:
        """Draws what can be seen, and the bar."""
        surface, kit = brush.surface, brush.kit
        clip = surface.get_clip()
        # Shadows and rings of children stand out a little to the sides.
        out = kit.metrics.px(_LANE if self._outside else theme.RING)
        ends = self._ends(brush)
        surface.set_clip(self.rect.inflate(2 * out, 0).clip(clip))
        super().draw(brush)
        for strip, place in ends:
            surface.blit(strip, place)
        if self.most:
            bar = self._bar(kit)
            box = kit.art.panel(bar.size, bar.width // 2, kit.colours.card_edge, None)
            surface.blit(box, bar)
        surface.set_clip(clip)

    def _ends(self, brush: Brush) -> list[tuple[pygame.Surface, tuple[int, int]]]:
        """What lets text run out softly into the ground, where there is more of it."""
        rect, kit = self.rect, brush.kit
        height = kit.metrics.px(_SOFT)
        if not self._soft or rect.height < 2 * height or not self.most:
            return []
        out = kit.metrics.px(theme.RING)
        size, x = (rect.width + 2 * out, height), rect.x - out
        found: list[tuple[pygame.Surface, tuple[int, int]]] = []
        if self.offset:
            colour = brush.surface.get_at((rect.centerx, rect.top))
            found.append((_strip(kit, size, colour, down=True), (x, rect.top)))
        if self.offset < self.most:
            colour = brush.surface.get_at((rect.centerx, rect.bottom - 1))
            found.append((_strip(kit, size, colour, down=False), (x, rect.bottom - height)))
        return found

    def _bar(self, kit: Kit) -> Rect:
        width = kit.metrics.px(_BAR)
        height = max(width * 3, self.rect.height * self.rect.height // max(1, self._content))
        way = self.rect.height - height
        y = self.rect.y + way * self.offset // max(1, self.most)
        x = self.rect.right + (width if self._outside else -width)
        return Rect(x, y, width, height)


def _strip(kit: Kit, size: tuple[int, int], colour: pygame.Color, *, down: bool) -> pygame.Surface:
    """A colour that fades away, downwards or upwards."""
    tone = f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}"
    first, last = (1, 0) if down else (0, 1)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"><defs>'
        '<linearGradient id="f" x1="0%" y1="0%" x2="0%" y2="100%">'
        f'<stop offset="0%" stop-color="{tone}" stop-opacity="{first}"/>'
        f'<stop offset="100%" stop-color="{tone}" stop-opacity="{last}"/></linearGradient></defs>'
        f'<rect width="{size[0]}" height="{size[1]}" fill="url(#f)"/></svg>'
    )
    return kit.art.made(("strip", size, tone, down), lambda: load_svg(svg, size))
