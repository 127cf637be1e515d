"""The canvas: the surface that widgets draw on, with focus and pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pygame

    from simulator.gui.panels import PanelLook
    from simulator.gui.style import Style
    from simulator.gui.text.fonts import Block

Align: TypeAlias = Literal["start", "middle", "end", "fill"]
"""Where an item is placed in a room that is larger than the item."""


class Canvas:
    """Where widgets draw.

    Args:
        surface: The surface; only the part in its clip is drawn.
        style: Theme, sizes, fonts and pictures.
        focus: The key of the widget to mark as focused; None: no widget.
        hover: The key of the widget under the pointer; None: no widget.

    Attributes:
        ground: The colour of the panel that is drawn on, as `#rrggbb`; None: the page itself.
    """

    __slots__ = ("focus", "ground", "hover", "style", "surface")

    def __init__(
        self,
        surface: pygame.Surface,
        style: Style,
        *,
        focus: str | None = None,
        hover: str | None = None,
    ) -> None:
        self.surface = surface
        self.style = style
        self.focus = focus
        self.hover = hover
        self.ground: str | None = None

    def lit(self, key: str) -> bool:
        """Whether a widget is under the pointer or has the focus."""
        return bool(key) and key in (self.focus, self.hover)

    def panel(self, rect: pygame.Rect, look: PanelLook) -> None:
        """Draws a rounded panel."""
        self.style.art.panels.draw(self.surface, rect, look)

    def icon(self, name: str, rect: pygame.Rect, colour: str) -> None:
        """Draws an icon that fills a square; nothing if the icon is missing.

        Args:
            name: The name of the icon.
            rect: The square, in pixels of the window.
            colour: The colour of the icon, as `#rrggbb`.
        """
        icon = self.style.art.icon(name, rect.width, colour)
        if icon is not None:
            self.surface.blit(icon, rect)

    def lines(self, block: Block, rect: pygame.Rect, colour: str, align: Align = "start") -> None:
        """Draws the lines of a text that are in the clip.

        Args:
            block: The text, broken into lines.
            rect: The room for the text, in pixels of the window; the first line is at its top.
            colour: The colour of the text, as `#rrggbb`.
            align: Where a line is placed that is narrower than `rect`.
        """
        surface, fonts, leading = self.surface, self.style.fonts, block.style.leading
        clip = surface.get_clip()
        for index, (line, width) in enumerate(zip(block.lines, block.widths, strict=True)):
            y = rect.y + index * leading
            if y > clip.bottom or y + leading < clip.top or not line:
                continue
            free = rect.width - width
            x = rect.x + {"middle": free // 2, "end": free}.get(align, 0)
            fonts.draw(surface, (x, y), line, block.style, colour)
