"""Widgets to be pressed or written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import pygame
from msgspec import Struct
from pygame import Rect

from simulator.gui import theme
from simulator.gui.widgets.base import Widget
from simulator.gui.widgets.words import draw_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.gui.kit import Brush, Kit
    from simulator.gui.text.fonts import Block
    from simulator.gui.theme import Role

Look: TypeAlias = Literal["main", "usual", "quiet", "chosen"]


def draw_card(brush: Brush, rect: Rect, *, ground: str, edge: str, thick: bool) -> None:
    """A card that stands up a little from its panel."""
    kit = brush.kit
    box = kit.art.panel(
        rect.size,
        kit.metrics.radius("card"),
        ground,
        edge,
        edge_width=(theme.RING if thick else theme.EDGE) * kit.metrics.unit,
        foot=kit.metrics.px(theme.FOOT),
        foot_colour=kit.colours.card_foot,
    )
    brush.surface.blit(box, rect)


class Button(Widget):
    """A short label to press, perhaps with an icon, and the number of its key."""

    def __init__(
        self,
        text: str,
        press: Callable[[], None],
        *,
        key: str,
        look: Look = "usual",
        icon: str | None = None,
        number: str | None = None,
        role: Role = "body",
        grow: int = 0,
    ) -> None:
        super().__init__(key=key, press=press, grow=grow)
        self.text = text
        self._look: Look = look
        self._icon = icon
        self._number = number
        self._role: Role = role

    def width(self, kit: Kit, most: int) -> int:
        """Label, badge and room around."""
        extra = self._extra(kit)
        return min(most, self._block(kit, most - extra).size[0] + extra)

    def height(self, kit: Kit, width: int) -> int:
        """Label and room around."""
        inner = self._block(kit, width - self._extra(kit)).size[1]
        foot = kit.metrics.px(theme.FOOT)
        return max(inner, self._badge(kit)) + 2 * kit.metrics.gap("tight") + foot

    def draw(self, brush: Brush) -> None:
        """Draws card, badge and label."""
        if not self.rect.colliderect(brush.surface.get_clip()):
            return
        c, lit = brush.kit.colours, brush.lit(self.key)
        match self._look:
            case "main":
                ink, ground, edge = c.on_accent, c.accent_deep if lit else c.accent, c.accent_deep
            case "chosen":
                ink, ground, edge = c.accent, c.hot, c.accent
            case "quiet":
                ink, ground, edge = c.soft, c.hot if lit else c.panel, c.panel_edge
            case _:
                ink, ground, edge = c.ink, c.hot if lit else c.card, c.card_edge
        ring = brush.focus == self.key
        if ring:
            edge = c.ink if self._look in ("main", "chosen") else c.accent
        draw_card(brush, self.rect, ground=ground, edge=edge, thick=ring)
        self._draw_lead(brush, ink)
        inner = self._inner(brush.kit)
        block = self._block(brush.kit, inner.width)
        draw_block(brush, block, inner, ink, "start" if self._number else "middle")

    def _draw_lead(self, brush: Brush, ink: str) -> None:
        kit = brush.kit
        inner, side = self._inner(kit), self._badge(kit)
        block = self._block(kit, inner.width)
        spare = 0 if self._number else (inner.width - block.size[0]) // 2
        x = inner.x + spare - side - kit.metrics.gap("tight")
        y = self._middle(kit) - side // 2
        if self._number:
            lit = brush.lit(self.key)
            draw_badge(brush, Rect(x, y, side, side), self._number, lit=lit)
        elif self._icon:
            icon = kit.art.icon(self._icon, side, ink)
            if icon is not None:
                brush.surface.blit(icon, (x, y))

    def texts(self, kit: Kit) -> Iterator[tuple[str, Rect, Rect]]:
        """Its label."""
        inner = self._inner(kit)
        yield self.text, Rect(inner.topleft, self._block(kit, inner.width).size), inner

    def _middle(self, kit: Kit) -> int:
        return (self.rect.top + self.rect.bottom - kit.metrics.px(theme.FOOT)) // 2

    def _inner(self, kit: Kit) -> Rect:
        lead = self._extra(kit) - 2 * kit.metrics.gap("usual")
        x = self.rect.x + kit.metrics.gap("usual") + lead
        width = self.rect.right - kit.metrics.gap("usual") - x
        height = self._block(kit, width).size[1]
        return Rect(x, self._middle(kit) - height // 2, width, height)

    def _badge(self, kit: Kit) -> int:
        if self._number:
            return round(kit.metrics.type(self._role) * 1.5)
        return round(kit.metrics.type(self._role) * 1.25) if self._icon else 0

    def _extra(self, kit: Kit) -> int:
        badge = self._badge(kit)
        lead = badge + kit.metrics.gap("tight") if badge else 0
        return 2 * kit.metrics.gap("usual") + lead

    def _block(self, kit: Kit, width: int) -> Block:
        bold = self._look in ("main", "chosen")
        return kit.block(self.text, self._role, width, bold=bold)


def draw_badge(brush: Brush, rect: Rect, number: str, *, lit: bool) -> None:
    """The number of a key, in a small rounded box."""
    kit, c = brush.kit, brush.kit.colours
    ground, edge, ink = (c.accent, c.accent, c.on_accent) if lit else (c.paper, c.card_edge, c.soft)
    box = kit.art.panel(rect.size, rect.width * 3 // 10, ground, edge, edge_width=theme.THIN)
    brush.surface.blit(box, rect)
    block = kit.block(number, "label", rect.width * 2)
    place = Rect((0, 0), block.size)
    place.center = rect.center
    draw_block(brush, block, place, ink, "start")


class ChoiceCard(Widget):
    """One reply on offer: its number, what it says, and whether it is said or done."""

    def __init__(
        self,
        number: str,
        text: str,
        press: Callable[[], None],
        *,
        key: str,
        icon: str | None,
        dense: int = 0,
    ) -> None:
        super().__init__(key=key, press=press)
        self.text = text
        self._number = number
        self._icon = icon
        self._role: Role = "body" if dense > 1 else "choice"
        self._pad = "tight" if dense else "near"

    def height(self, kit: Kit, width: int) -> int:
        """What it says, and room around."""
        inner = self._block(kit, self._room(kit, width)).size[1]
        pad = 2 * kit.metrics.gap(self._pad) + kit.metrics.px(theme.FOOT)
        return max(inner, self._badge(kit)) + pad

    def draw(self, brush: Brush) -> None:
        """Draws card, badge, words and icon."""
        if not self.rect.colliderect(brush.surface.get_clip()):
            return
        kit, c, lit = brush.kit, brush.kit.colours, brush.lit(self.key)
        edge = c.accent if lit else c.card_edge
        draw_card(
            brush,
            self.rect,
            ground=c.hot if lit else c.card,
            edge=edge,
            thick=brush.focus == self.key,
        )
        inner, side = self._inner(kit), self._badge(kit)
        middle = (self.rect.top + self.rect.bottom - kit.metrics.px(theme.FOOT)) // 2
        x = self.rect.x + kit.metrics.gap("usual")
        draw_badge(brush, Rect(x, middle - side // 2, side, side), self._number, lit=lit)
        draw_block(brush, self._block(kit, inner.width), inner, c.ink, "start")
        if self._icon:
            small = self._mark(kit)
            icon = kit.art.icon(self._icon, small, c.accent if lit else c.soft)
            if icon is not None:
                right = self.rect.right - kit.metrics.gap("usual")
                brush.surface.blit(icon, (right - small, middle - small // 2))

    def texts(self, kit: Kit) -> Iterator[tuple[str, Rect, Rect]]:
        """What it says."""
        inner = self._inner(kit)
        block = self._block(kit, inner.width)
        yield self.text, Rect(inner.topleft, block.size), inner

    def _inner(self, kit: Kit) -> Rect:
        width = self._room(kit, self.rect.width)
        x = self.rect.x + kit.metrics.gap("usual") + self._badge(kit) + kit.metrics.gap("usual")
        height = self._block(kit, width).size[1]
        middle = (self.rect.top + self.rect.bottom - kit.metrics.px(theme.FOOT)) // 2
        return Rect(x, middle - height // 2, width, height)

    def _badge(self, kit: Kit) -> int:
        return round(kit.metrics.type("label") * 2)

    def _mark(self, kit: Kit) -> int:
        return round(kit.metrics.type(self._role) * 1.1)

    def _room(self, kit: Kit, width: int) -> int:
        mark = self._mark(kit) + kit.metrics.gap("near") if self._icon else 0
        return width - 3 * kit.metrics.gap("usual") - self._badge(kit) - mark

    def _block(self, kit: Kit, width: int) -> Block:
        return kit.block(self.text, self._role, width)


class PressPanel(Widget):
    """A card with a child on it, pressed as a whole."""

    def __init__(
        self, child: Widget, press: Callable[[], None] | None, *, key: str, pad: str = "wide"
    ) -> None:
        super().__init__(key=key, press=press)
        self.children = (child,)
        self._pad = pad

    def height(self, kit: Kit, width: int) -> int:
        """That of the child and the room around."""
        extra = 2 * kit.metrics.gap(self._pad)
        return self.children[0].height(kit, width - extra) + extra + kit.metrics.px(theme.FOOT)

    def place(self, kit: Kit, rect: Rect) -> None:
        """Sets the child within the room around."""
        super().place(kit, rect)
        pad = kit.metrics.gap(self._pad)
        inner = rect.inflate(-2 * pad, -2 * pad)
        inner.height -= kit.metrics.px(theme.FOOT)
        self.children[0].place(kit, inner)

    def draw(self, brush: Brush) -> None:
        """Draws the card, then the child."""
        if not self.rect.colliderect(brush.surface.get_clip()):
            return
        c, lit = brush.kit.colours, brush.lit(self.key)
        draw_card(
            brush,
            self.rect,
            ground=c.hot if lit else c.card,
            edge=c.accent if lit else c.card_edge,
            thick=brush.focus == self.key,
        )
        super().draw(brush)


class Entry(Struct):
    """What is being written, and where the caret stands."""

    value: str = ""
    caret: int = 0

    def type(self, text: str, most: int) -> None:
        """Puts text in at the caret, up to so many characters in all."""
        clean = "".join(x for x in text if x.isprintable())[: max(0, most - len(self.value))]
        self.value = self.value[: self.caret] + clean + self.value[self.caret :]
        self.caret += len(clean)

    def edit(self, key: int) -> bool:
        """Does what an editing key does; whether it was one."""
        match key:
            case pygame.K_BACKSPACE if self.caret:
                self.value = self.value[: self.caret - 1] + self.value[self.caret :]
                self.caret -= 1
            case pygame.K_DELETE:
                self.value = self.value[: self.caret] + self.value[self.caret + 1 :]
            case pygame.K_LEFT:
                self.caret = max(0, self.caret - 1)
            case pygame.K_RIGHT:
                self.caret = min(len(self.value), self.caret + 1)
            case pygame.K_HOME:
                self.caret = 0
            case pygame.K_END:
                self.caret = len(self.value)
            case pygame.K_BACKSPACE:
                pass
            case _:
                return False
        return True


class Field(Widget):
    """One line to write in."""

    def __init__(
        self,
        entry: Entry,
        *,
        key: str,
        hint: str,
        most: int,
        changed: Callable[[], None],
        enter: Callable[[], None],
    ) -> None:
        super().__init__(key=key, press=enter)
        self.entry = entry
        self._hint = hint
        self._most = most
        self._changed = changed

    def typed(self, text: str) -> None:
        """Takes in what was written."""
        self.entry.type(text, self._most)
        self._changed()

    def edit(self, key: int) -> bool:
        """Takes in an editing key; whether it was one."""
        done = self.entry.edit(key)
        if done:
            self._changed()
        return done

    def height(self, kit: Kit, width: int) -> int:
        """One line and room around."""
        del width
        return kit.metrics.leading("line") + 2 * kit.metrics.gap("tight")

    def draw(self, brush: Brush) -> None:
        """Draws box, words and, with the focus, the caret."""
        kit, c = brush.kit, brush.kit.colours
        focused = brush.focus == self.key
        width = (theme.RING if focused else theme.EDGE) * kit.metrics.unit
        edge = c.accent if focused or brush.hover == self.key else c.card_edge
        radius = kit.metrics.radius("card")
        brush.surface.blit(
            kit.art.panel(self.rect.size, radius, c.card, edge, edge_width=width), self.rect
        )
        style = kit.style("line")
        inner = self._inner(kit)
        before = kit.fonts.measure(self.entry.value[: self.entry.caret], style)
        shift = max(0, before - inner.width + kit.metrics.px(theme.RING))
        clip = brush.surface.get_clip()
        brush.surface.set_clip(inner.clip(clip))
        text, ink = (self.entry.value, c.ink) if self.entry.value else (self._hint, c.soft)
        if text:
            brush.surface.blit(kit.fonts.draw(text, style, ink), (inner.x - shift, inner.y))
        brush.surface.set_clip(clip)
        if focused:
            caret = Rect(
                inner.x + before - shift, inner.y, kit.metrics.px(theme.CARET), inner.height
            )
            brush.surface.fill(c.accent, caret.inflate(0, -inner.height // 4))

    def _inner(self, kit: Kit) -> Rect:
        return self.rect.inflate(-2 * kit.metrics.gap("usual"), -2 * kit.metrics.gap("tight"))
