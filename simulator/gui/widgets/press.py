"""Widgets that can be pressed or written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

import pygame
from msgspec import Struct
from pygame import Rect

from simulator.gui import theme
from simulator.gui.panels import PanelLook
from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style
    from simulator.gui.text.fonts import Block
    from simulator.gui.theme import TextStyle

Look: TypeAlias = Literal["main", "usual", "quiet", "chosen"]


def draw_card(canvas: Canvas, rect: Rect, *, ground: str, edge: str, thick: bool) -> None:
    """Draws a card that stands up a little from its panel."""
    style = canvas.style
    look = PanelLook(
        style.metrics.radius("card"),
        ground,
        edge,
        (theme.RING if thick else theme.EDGE) * style.metrics.unit,
        style.metrics.px(theme.FOOT),
        style.colours.card_foot,
    )
    canvas.panel(rect, look)


class Button(Widget):
    """A short text to press, after an icon or the number of its key if it has one."""

    def __init__(
        self,
        text: str,
        press: Callable[[], None],
        *,
        key: str,
        look: Look = "usual",
        icon: str | None = None,
        number: str | None = None,
        text_style: TextStyle = "body",
        grow: int = 0,
    ) -> None:
        super().__init__(key=key, press=press, grow=grow)
        self.text = text
        self._look: Look = look
        self._icon = icon
        self._number = number
        self._text_style: TextStyle = text_style

    def _width(self, style: Style, available: int) -> int:
        extra = self._extra(style)
        return min(available, self._block(style, available - extra).size[0] + extra)

    def _height(self, style: Style, width: int) -> int:
        inner = self._block(style, width - self._extra(style)).size[1]
        foot = style.metrics.px(theme.FOOT)
        return max(inner, self._badge(style)) + 2 * style.metrics.gap("tight") + foot

    def _draw(self, canvas: Canvas) -> None:
        c, lit = canvas.style.colours, canvas.lit(self.key)
        match self._look:
            case "main":
                ink, ground, edge = c.on_accent, c.accent_deep if lit else c.accent, c.accent_deep
            case "chosen":
                ink, ground, edge = c.accent, c.hot, c.accent
            case "quiet":
                ink, ground, edge = c.soft, c.hot if lit else c.panel, c.panel_edge
            case _:
                ink, ground, edge = c.ink, c.hot if lit else c.card, c.card_edge
        ring = canvas.focus == self.key
        if ring:
            edge = c.ink if self._look in ("main", "chosen") else c.accent
        draw_card(canvas, self.rect, ground=ground, edge=edge, thick=ring)
        self._draw_lead(canvas, ink)
        inner = self._inner(canvas.style)
        block = self._block(canvas.style, inner.width)
        canvas.lines(block, inner, ink, "start" if self._number else "middle")

    def _draw_lead(self, canvas: Canvas, ink: str) -> None:
        style = canvas.style
        inner, side = self._inner(style), self._badge(style)
        block = self._block(style, inner.width)
        free = 0 if self._number else (inner.width - block.size[0]) // 2
        x = inner.x + free - side - style.metrics.gap("tight")
        y = self._middle(style) - side // 2
        if self._number:
            lit = canvas.lit(self.key)
            draw_badge(canvas, Rect(x, y, side, side), self._number, lit=lit)
        elif self._icon:
            icon = style.art.icon(self._icon, side, ink)
            if icon is not None:
                canvas.surface.blit(icon, (x, y))

    def _texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        inner = self._inner(style)
        yield self.text, Rect(inner.topleft, self._block(style, inner.width).size), inner

    def _middle(self, style: Style) -> int:
        return (self.rect.top + self.rect.bottom - style.metrics.px(theme.FOOT)) // 2

    def _inner(self, style: Style) -> Rect:
        lead = self._extra(style) - 2 * style.metrics.gap("usual")
        x = self.rect.x + style.metrics.gap("usual") + lead
        width = self.rect.right - style.metrics.gap("usual") - x
        height = self._block(style, width).size[1]
        return Rect(x, self._middle(style) - height // 2, width, height)

    def _badge(self, style: Style) -> int:
        if self._number:
            return round(style.metrics.type(self._text_style) * 1.5)
        return round(style.metrics.type(self._text_style) * 1.25) if self._icon else 0

    def _extra(self, style: Style) -> int:
        badge = self._badge(style)
        lead = badge + style.metrics.gap("tight") if badge else 0
        return 2 * style.metrics.gap("usual") + lead

    def _block(self, style: Style, width: int) -> Block:
        bold = self._look in ("main", "chosen")
        return style.block(self.text, self._text_style, width, bold=bold)


def draw_badge(canvas: Canvas, rect: Rect, number: str, *, lit: bool) -> None:
    """Draws the number of a key in a small rounded box."""
    style, c = canvas.style, canvas.style.colours
    ground, edge, ink = (c.accent, c.accent, c.on_accent) if lit else (c.paper, c.card_edge, c.soft)
    canvas.panel(rect, PanelLook(rect.width * 3 // 10, ground, edge, theme.THIN))
    block = style.block(number, "label", rect.width * 2)
    place = Rect((0, 0), block.size)
    place.center = rect.center
    canvas.lines(block, place, ink)


class ChoiceCard(Widget):
    """One reply on offer: its number, its words, and an icon for what is done, not said."""

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
        self._text_style: TextStyle = "body" if dense > 1 else "choice"
        self._pad = "tight" if dense else "near"

    def _height(self, style: Style, width: int) -> int:
        inner = self._block(style, self._room(style, width)).size[1]
        pad = 2 * style.metrics.gap(self._pad) + style.metrics.px(theme.FOOT)
        return max(inner, self._badge(style)) + pad

    def _draw(self, canvas: Canvas) -> None:
        style, c, lit = canvas.style, canvas.style.colours, canvas.lit(self.key)
        edge = c.accent if lit else c.card_edge
        draw_card(
            canvas,
            self.rect,
            ground=c.hot if lit else c.card,
            edge=edge,
            thick=canvas.focus == self.key,
        )
        inner, side = self._inner(style), self._badge(style)
        middle = (self.rect.top + self.rect.bottom - style.metrics.px(theme.FOOT)) // 2
        x = self.rect.x + style.metrics.gap("usual")
        draw_badge(canvas, Rect(x, middle - side // 2, side, side), self._number, lit=lit)
        canvas.lines(self._block(style, inner.width), inner, c.ink)
        if self._icon:
            small = self._mark(style)
            icon = style.art.icon(self._icon, small, c.accent if lit else c.soft)
            if icon is not None:
                right = self.rect.right - style.metrics.gap("usual")
                canvas.surface.blit(icon, (right - small, middle - small // 2))

    def _texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        inner = self._inner(style)
        block = self._block(style, inner.width)
        yield self.text, Rect(inner.topleft, block.size), inner

    def _inner(self, style: Style) -> Rect:
        width = self._room(style, self.rect.width)
        x = (
            self.rect.x
            + style.metrics.gap("usual")
            + self._badge(style)
            + style.metrics.gap("usual")
        )
        height = self._block(style, width).size[1]
        middle = (self.rect.top + self.rect.bottom - style.metrics.px(theme.FOOT)) // 2
        return Rect(x, middle - height // 2, width, height)

    def _badge(self, style: Style) -> int:
        return round(style.metrics.type("label") * 2)

    def _mark(self, style: Style) -> int:
        return round(style.metrics.type(self._text_style) * 1.1)

    def _room(self, style: Style, width: int) -> int:
        mark = self._mark(style) + style.metrics.gap("near") if self._icon else 0
        return width - 3 * style.metrics.gap("usual") - self._badge(style) - mark

    def _block(self, style: Style, width: int) -> Block:
        return style.block(self.text, self._text_style, width)


class PressPanel(Widget):
    """A card with a child on it, pressed as a whole."""

    def __init__(
        self, child: Widget, press: Callable[[], None] | None, *, key: str, pad: str = "wide"
    ) -> None:
        super().__init__(key=key, press=press)
        self.children = (child,)
        self._pad = pad

    def _height(self, style: Style, width: int) -> int:
        extra = 2 * style.metrics.gap(self._pad)
        return self.children[0].height(style, width - extra) + extra + style.metrics.px(theme.FOOT)

    def _place(self, style: Style, rect: Rect) -> None:
        pad = style.metrics.gap(self._pad)
        inner = rect.inflate(-2 * pad, -2 * pad)
        inner.height -= style.metrics.px(theme.FOOT)
        self.children[0].place(style, inner)

    def _draw(self, canvas: Canvas) -> None:
        c, lit = canvas.style.colours, canvas.lit(self.key)
        draw_card(
            canvas,
            self.rect,
            ground=c.hot if lit else c.card,
            edge=c.accent if lit else c.card_edge,
            thick=canvas.focus == self.key,
        )
        super()._draw(canvas)


class TextEntry(Struct):
    """The text of a field, and the place of the caret in it."""

    value: str = ""
    caret: int = 0

    def type(self, text: str, max_length: int) -> None:
        """Inserts text at the caret, up to `max_length` characters in all."""
        clean = "".join(x for x in text if x.isprintable())[: max(0, max_length - len(self.value))]
        self.value = self.value[: self.caret] + clean + self.value[self.caret :]
        self.caret += len(clean)

    def edit(self, key: int) -> bool:
        """Applies an editing key; whether `key` is one."""
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
    """One line to write in.

    Args:
        entry: The text; it outlives the widget.
        key: The key of the widget.
        hint: Shown while there is no text.
        max_length: How many characters fit.
        changed: Called after each change.
        enter: Called when the field is pressed with Enter.
    """

    def __init__(
        self,
        entry: TextEntry,
        *,
        key: str,
        hint: str,
        max_length: int,
        changed: Callable[[], None],
        enter: Callable[[], None],
    ) -> None:
        super().__init__(key=key, press=enter)
        self.entry = entry
        self._hint = hint
        self._max_length = max_length
        self._changed = changed

    def typed(self, text: str) -> None:
        """Inserts written text at the caret."""
        self.entry.type(text, self._max_length)
        self._changed()

    def edit(self, key: int) -> bool:
        """Applies an editing key; whether `key` is one."""
        done = self.entry.edit(key)
        if done:
            self._changed()
        return done

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.leading("line") + 2 * style.metrics.gap("tight")

    def _draw(self, canvas: Canvas) -> None:
        style, c = canvas.style, canvas.style.colours
        focused = canvas.focus == self.key
        width = (theme.RING if focused else theme.EDGE) * style.metrics.unit
        edge = c.accent if focused or canvas.hover == self.key else c.card_edge
        radius = style.metrics.radius("card")
        canvas.panel(self.rect, PanelLook(radius, c.card, edge, width))
        font = style.font("line")
        inner = self._inner(style)
        before = style.fonts.measure(self.entry.value[: self.entry.caret], font)
        shift = max(0, before - inner.width + style.metrics.px(theme.RING))
        clip = canvas.surface.get_clip()
        canvas.surface.set_clip(inner.clip(clip))
        text, ink = (self.entry.value, c.ink) if self.entry.value else (self._hint, c.soft)
        if text:
            style.fonts.draw(canvas.surface, (inner.x - shift, inner.y), text, font, ink)
        canvas.surface.set_clip(clip)
        if focused:
            caret = Rect(
                inner.x + before - shift, inner.y, style.metrics.px(theme.CARET), inner.height
            )
            canvas.surface.fill(c.accent, caret.inflate(0, -inner.height // 4))

    def _inner(self, style: Style) -> Rect:
        return self.rect.inflate(-2 * style.metrics.gap("usual"), -2 * style.metrics.gap("tight"))
