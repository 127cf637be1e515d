"""The surface that widgets draw on, and what the pointer and the keyboard are at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    import pygame

    from simulator.gui.panels import PanelLook
    from simulator.gui.style import Style
    from simulator.gui.text.fonts import Block

Align: TypeAlias = Literal["start", "middle", "end", "fill"]
"""Where something stands in more room than it needs."""


class Canvas:
    """Where widgets draw.

    Args:
        surface: To draw on; its clip is the part that is drawn anew.
        style: Theme, sizes, fonts and pictures.
        focus: The key of the widget with the keyboard; None while the mouse leads.
        hover: The key of the widget under the pointer.

    Attributes:
        ground: The colour of the even surface that is drawn on, as `#rrggbb`; None: the page.
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
        """Draws those lines of a text that lie in the clip.

        Args:
            block: The text, broken into lines.
            rect: The first line stands at its top; `align` is within its width.
            colour: Of the text, as `#rrggbb`.
            align: Where lines stand that are narrower than `rect`.
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
