"""Text, and small things with text on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from simulator.gui import theme
from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.gui.kit import Brush, Kit
    from simulator.gui.text.fonts import Block
    from simulator.gui.theme import Role
    from simulator.gui.widgets.base import Align
    from simulator.presentation.tone import Tone


def draw_block(brush: Brush, block: Block, rect: Rect, colour: str, align: Align) -> None:
    """Draws the lines of a block that can be seen."""
    clip = brush.surface.get_clip()
    for place, (line, width) in enumerate(zip(block.lines, block.widths, strict=True)):
        y = rect.y + place * block.style.leading
        if y > clip.bottom or y + block.style.leading < clip.top or not line:
            continue
        spare = rect.width - width
        x = rect.x + {"middle": spare // 2, "end": spare}.get(align, 0)
        drawn = brush.kit.fonts.draw(line, block.style, colour)
        brush.surface.blit(drawn, (x, y))


def colour_of(kit: Kit, name: str) -> str:
    """A colour of the theme by its name."""
    found: str = getattr(kit.colours, name)
    return found


class Words(Widget):
    """A paragraph, or a single word."""

    def __init__(
        self,
        text: str,
        role: Role = "body",
        *,
        bold: bool = False,
        colour: str = "ink",
        align: Align = "start",
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.text = text
        self._role: Role = role
        self._bold = bold
        self._colour = colour
        self._align = align

    def width(self, kit: Kit, most: int) -> int:
        """That of its widest line."""
        return min(most, self._block(kit, most).size[0])

    def height(self, kit: Kit, width: int) -> int:
        """All its lines."""
        return self._block(kit, width).size[1]

    def draw(self, brush: Brush) -> None:
        """Draws its lines."""
        block = self._block(brush.kit, self.rect.width)
        draw_block(brush, block, self.rect, colour_of(brush.kit, self._colour), self._align)

    def texts(self, kit: Kit) -> Iterator[tuple[str, Rect, Rect]]:
        """Its one text."""
        block = self._block(kit, self.rect.width)
        yield self.text, Rect(self.rect.topleft, block.size), self.rect

    def _block(self, kit: Kit, width: int) -> Block:
        return kit.block(self.text, self._role, width, bold=self._bold)


class Icon(Widget):
    """An icon beside text of a role; nothing where it is missing."""

    def __init__(self, name: str, role: Role = "body", colour: str = "soft") -> None:
        super().__init__()
        self._name = name
        self._role: Role = role
        self._colour = colour

    def width(self, kit: Kit, most: int) -> int:
        """A little more than the type size."""
        return min(most, round(kit.metrics.type(self._role) * 1.2))

    def height(self, kit: Kit, width: int) -> int:
        """The leading of its role, so that it stands with the first line."""
        del width
        return kit.metrics.leading(self._role)

    def draw(self, brush: Brush) -> None:
        """Draws it in its colour."""
        side = min(self.rect.width, self.rect.height)
        icon = brush.kit.art.icon(self._name, side, colour_of(brush.kit, self._colour))
        if icon is not None:
            brush.surface.blit(icon, icon.get_rect(center=self.rect.center))


class Chip(Widget):
    """A few words in a round box, perhaps with an icon before them."""

    def __init__(
        self, text: str, *, icon: str | None = None, tone: Tone = "plain", role: Role = "small"
    ) -> None:
        super().__init__()
        self.text = text
        self._icon = icon
        self._tone = tone
        self._role: Role = role

    def width(self, kit: Kit, most: int) -> int:
        """The words, the icon and the room around."""
        extra = 2 * kit.metrics.gap("near") + self._lead(kit)
        return min(most, self._block(kit, most - extra).size[0] + extra)

    def height(self, kit: Kit, width: int) -> int:
        """The words and the room around."""
        extra = 2 * kit.metrics.gap("near") + self._lead(kit)
        return self._block(kit, width - extra).size[1] + 2 * kit.metrics.gap("hair")

    def draw(self, brush: Brush) -> None:
        """Draws box, icon and words."""
        kit, c = brush.kit, brush.kit.colours
        ink, ground, edge = {
            "plain": (c.soft, c.panel, c.panel_edge),
            "accent": (c.accent, c.card, c.card_edge),
            "good": (c.good, c.good_ground, c.good),
            "warn": (c.warn, c.warn_ground, c.warn),
            "bad": (c.bad, c.bad_ground, c.bad),
        }[self._tone]
        radius = min(kit.metrics.radius("chip"), self.rect.height // 2)
        box = kit.art.panel(self.rect.size, radius, ground, edge, edge_width=theme.THIN)
        brush.surface.blit(box, self.rect)
        inner = self._inner(kit)
        if self._icon:
            side = self._side(kit)
            icon = kit.art.icon(self._icon, side, ink)
            if icon is not None:
                x = self.rect.x + kit.metrics.gap("near")
                y = inner.y + (kit.metrics.leading(self._role) - side) // 2
                brush.surface.blit(icon, (x, y))
        draw_block(brush, self._block(kit, inner.width), inner, ink, "start")

    def texts(self, kit: Kit) -> Iterator[tuple[str, Rect, Rect]]:
        """Its one text."""
        inner = self._inner(kit)
        yield self.text, Rect(inner.topleft, self._block(kit, inner.width).size), inner

    def _inner(self, kit: Kit) -> Rect:
        side, lead = kit.metrics.gap("near"), self._lead(kit)
        box = self.rect.inflate(-2 * side, -2 * kit.metrics.gap("hair"))
        return Rect(box.x + lead, box.y, box.width - lead, box.height)

    def _side(self, kit: Kit) -> int:
        return round(kit.metrics.type(self._role) * 1.15)

    def _lead(self, kit: Kit) -> int:
        return self._side(kit) + kit.metrics.gap("hair") if self._icon else 0

    def _block(self, kit: Kit, width: int) -> Block:
        return kit.block(self.text, self._role, width)


class Panel(Widget):
    """A rounded surface with a child on it."""

    def __init__(
        self,
        child: Widget,
        *,
        ground: str = "panel",
        edge: str = "panel_edge",
        radius: str = "panel",
        pad: str = "wide",
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.children = (child,)
        self._ground = ground
        self._edge = edge
        self._radius = radius
        self._pad = pad

    def width(self, kit: Kit, most: int) -> int:
        """That of the child and the room around."""
        extra = 2 * kit.metrics.gap(self._pad)
        return min(most, self.children[0].width(kit, most - extra) + extra)

    def height(self, kit: Kit, width: int) -> int:
        """That of the child and the room around."""
        extra = 2 * kit.metrics.gap(self._pad)
        foot = kit.metrics.px(theme.FOOT)
        return self.children[0].height(kit, width - extra) + extra + foot

    def place(self, kit: Kit, rect: Rect) -> None:
        """Sets the child within the room around."""
        super().place(kit, rect)
        pad, foot = kit.metrics.gap(self._pad), kit.metrics.px(theme.FOOT)
        size = (max(0, rect.width - 2 * pad), max(0, rect.height - 2 * pad - foot))
        self.children[0].place(kit, Rect((rect.x + pad, rect.y + pad), size))

    def draw(self, brush: Brush) -> None:
        """Draws the surface, then the child."""
        kit = brush.kit
        if self.rect.colliderect(brush.surface.get_clip()):
            box = kit.art.panel(
                self.rect.size,
                kit.metrics.radius(self._radius),
                colour_of(kit, self._ground),
                colour_of(kit, self._edge),
                edge_width=theme.EDGE * kit.metrics.unit,
                foot=kit.metrics.px(theme.FOOT),
                foot_colour=kit.colours.card_foot,
            )
            brush.surface.blit(box, self.rect)
        super().draw(brush)
