"""Text, icons, and panels that hold other widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from simulator.gui import theme
from simulator.gui.panels import PanelLook
from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.gui.canvas import Align, Canvas
    from simulator.gui.style import Style
    from simulator.gui.text.fonts import Block
    from simulator.gui.theme import TextStyle
    from simulator.presentation.tone import Tone


class Label(Widget):
    """A text, broken into lines of the width of the widget."""

    def __init__(
        self,
        text: str,
        text_style: TextStyle = "body",
        *,
        bold: bool = False,
        colour: str = "ink",
        align: Align = "start",
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self.text = text
        self._text_style: TextStyle = text_style
        self._bold = bold
        self._colour = colour
        self._align = align

    def _width(self, style: Style, available: int) -> int:
        return min(available, self._block(style, available).size[0])

    def _height(self, style: Style, width: int) -> int:
        return self._block(style, width).size[1]

    def _draw(self, canvas: Canvas) -> None:
        block = self._block(canvas.style, self.rect.width)
        canvas.lines(block, self.rect, canvas.style.colour(self._colour), self._align)

    def _texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        block = self._block(style, self.rect.width)
        yield self.text, Rect(self.rect.topleft, block.size), self.rect

    def _block(self, style: Style, width: int) -> Block:
        return style.block(self.text, self._text_style, width, bold=self._bold)


class Icon(Widget):
    """An icon as high as a line of a text style; nothing if the icon is missing."""

    def __init__(self, name: str, text_style: TextStyle = "body", colour: str = "soft") -> None:
        super().__init__()
        self._name = name
        self._text_style: TextStyle = text_style
        self._colour = colour

    def _width(self, style: Style, available: int) -> int:
        return min(available, round(style.metrics.type(self._text_style) * 1.2))

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.leading(self._text_style)

    def _draw(self, canvas: Canvas) -> None:
        side = min(self.rect.width, self.rect.height)
        square = Rect(0, 0, side, side)
        square.center = self.rect.center
        canvas.icon(self._name, square, canvas.style.colour(self._colour))


class Chip(Widget):
    """A few words in a rounded box, after an icon if one is named."""

    def __init__(
        self,
        text: str,
        *,
        icon: str | None = None,
        tone: Tone = "plain",
        text_style: TextStyle = "small",
    ) -> None:
        super().__init__()
        self.text = text
        self._icon = icon
        self._tone = tone
        self._text_style: TextStyle = text_style

    def _width(self, style: Style, available: int) -> int:
        extra = 2 * style.metrics.gap("near") + self._lead(style)
        return min(available, self._block(style, available - extra).size[0] + extra)

    def _height(self, style: Style, width: int) -> int:
        extra = 2 * style.metrics.gap("near") + self._lead(style)
        return self._block(style, width - extra).size[1] + 2 * style.metrics.gap("hair")

    def _draw(self, canvas: Canvas) -> None:
        style, c = canvas.style, canvas.style.colours
        ink, ground, edge = {
            "plain": (c.soft, c.panel, c.panel_edge),
            "accent": (c.accent, c.card, c.card_edge),
            "good": (c.good, c.good_ground, c.good),
            "warn": (c.warn, c.warn_ground, c.warn),
            "bad": (c.bad, c.bad_ground, c.bad),
        }[self._tone]
        radius = min(style.metrics.radius("chip"), self.rect.height // 2)
        canvas.panel(self.rect, PanelLook(radius, ground, edge, theme.THIN))
        inner = self._inner(style)
        if self._icon:
            side = self._side(style)
            x = self.rect.x + style.metrics.gap("near")
            y = inner.y + (style.metrics.leading(self._text_style) - side) // 2
            canvas.icon(self._icon, Rect(x, y, side, side), ink)
        canvas.lines(self._block(style, inner.width), inner, ink)

    def _texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        inner = self._inner(style)
        yield self.text, Rect(inner.topleft, self._block(style, inner.width).size), inner

    def _inner(self, style: Style) -> Rect:
        side, lead = style.metrics.gap("near"), self._lead(style)
        box = self.rect.inflate(-2 * side, -2 * style.metrics.gap("hair"))
        return Rect(box.x + lead, box.y, box.width - lead, box.height)

    def _side(self, style: Style) -> int:
        return round(style.metrics.type(self._text_style) * 1.15)

    def _lead(self, style: Style) -> int:
        return self._side(style) + style.metrics.gap("hair") if self._icon else 0

    def _block(self, style: Style, width: int) -> Block:
        return style.block(self.text, self._text_style, width)


class Panel(Widget):
    """A rounded panel with a child on it."""

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

    def _width(self, style: Style, available: int) -> int:
        extra = 2 * style.metrics.gap(self._pad)
        return min(available, self.children[0].width(style, available - extra) + extra)

    def _height(self, style: Style, width: int) -> int:
        extra = 2 * style.metrics.gap(self._pad)
        foot = style.metrics.px(theme.FOOT)
        return self.children[0].height(style, width - extra) + extra + foot

    def _place(self, style: Style, rect: Rect) -> None:
        pad, foot = style.metrics.gap(self._pad), style.metrics.px(theme.FOOT)
        size = (max(0, rect.width - 2 * pad), max(0, rect.height - 2 * pad - foot))
        self.children[0].place(style, Rect((rect.x + pad, rect.y + pad), size))

    def _draw(self, canvas: Canvas) -> None:
        style, ground = canvas.style, canvas.ground
        fill = style.colour(self._ground)
        look = PanelLook(
            style.metrics.radius(self._radius),
            fill,
            style.colour(self._edge),
            theme.EDGE * style.metrics.unit,
            style.metrics.px(theme.FOOT),
            style.colours.card_foot,
        )
        canvas.panel(self.rect, look)
        canvas.ground = fill
        super()._draw(canvas)
        canvas.ground = ground
