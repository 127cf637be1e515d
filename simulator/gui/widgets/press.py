"""Cards to press: buttons, choices, and cards with other widgets on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from pygame import Rect

from simulator.gui import theme
from simulator.gui.widgets.base import Widget
from simulator.gui.widgets.cards import Lead, card_middle, draw_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.gui.canvas import Align, Canvas
    from simulator.gui.style import Style
    from simulator.gui.text.fonts import Block
    from simulator.gui.theme import TextStyle

Look: TypeAlias = Literal["main", "usual", "quiet", "chosen"]


class _CardLayout(Struct, frozen=True, kw_only=True):
    """Where the parts of a text card are.

    Attributes:
        block: The text, broken into lines.
        text: The room for the lines, in pixels of the window.
        lead: What is before the text; None: nothing.
        lead_rect: The square of the lead, in pixels of the window; empty without a lead.
    """

    block: Block
    text: Rect
    lead: Lead | None
    lead_rect: Rect


class _TextCard(Widget):
    """A card with a text, after a number or an icon if the card has one.

    Args:
        text: The text.
        press: Called when the card is pressed.
        key: The key of the widget.
        text_style: The text style.
        pad: The name of the space above and below the text.
        bold: Whether the text is bold.
        align: Where lines are that are narrower than the room for the text.
    """

    def __init__(
        self,
        text: str,
        press: Callable[[], None],
        *,
        key: str,
        text_style: TextStyle,
        pad: str,
        bold: bool,
        align: Align,
    ) -> None:
        super().__init__(key=key, press=press)
        self.text = text
        self._text_style: TextStyle = text_style
        self._pad = pad
        self._bold = bold
        self._align: Align = align

    def _height(self, style: Style, width: int) -> int:
        lead = self._lead(style)
        text = self._block(style, width - self._room_beside(style)).size[1]
        pads = 2 * style.metrics.gap(self._pad) + style.metrics.px(theme.FOOT)
        return max(text, lead.side if lead else 0) + pads

    def _texts(self, style: Style) -> Iterator[tuple[str, Rect, Rect]]:
        layout = self._layout(style)
        yield self.text, Rect(layout.text.topleft, layout.block.size), layout.text

    def _lead(self, style: Style) -> Lead | None:
        raise NotImplementedError

    def _room_beside(self, style: Style) -> int:
        """The width of the card that is not for the text, in pixels."""
        lead = self._lead(style)
        return 2 * style.metrics.gap("usual") + (lead.room if lead else 0)

    def _block(self, style: Style, width: int) -> Block:
        return style.block(self.text, self._text_style, width, bold=self._bold)

    def _layout(self, style: Style) -> _CardLayout:
        lead, middle = self._lead(style), card_middle(style, self.rect)
        x = self.rect.x + style.metrics.gap("usual") + (lead.room if lead else 0)
        width = self.rect.width - self._room_beside(style)
        block = self._block(style, width)
        height = block.size[1]
        lead_rect = Rect(0, 0, 0, 0)
        if lead is not None:
            # A lead is right before the text, so it follows a text that is in the middle.
            free = (width - block.size[0]) // 2 if self._align == "middle" else 0
            left = x + free - lead.room
            lead_rect = Rect(left, middle - lead.side // 2, lead.side, lead.side)
        text = Rect(x, middle - height // 2, width, height)
        return _CardLayout(block=block, text=text, lead=lead, lead_rect=lead_rect)

    def _draw_text(self, canvas: Canvas, ink: str) -> None:
        """Draws the lead and the text, `ink` being the colour of the text."""
        layout = self._layout(canvas.style)
        if layout.lead is not None:
            layout.lead.draw(canvas, layout.lead_rect, ink, lit=canvas.lit(self.key))
        canvas.lines(layout.block, layout.text, ink, self._align)


class Button(_TextCard):
    """A short text to press.

    Args:
        text: The text.
        press: Called when the button is pressed.
        key: The key of the widget.
        look: How much the button stands out.
        icon: The name of an icon before the text; not shown if there is a number.
        number: The number key that presses the button, shown before the text.
        text_style: The text style.
    """

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
    ) -> None:
        super().__init__(
            text,
            press,
            key=key,
            text_style=text_style,
            pad="tight",
            bold=look in ("main", "chosen"),
            align="middle" if number is None else "start",
        )
        self._look: Look = look
        self._icon = icon
        self._number = number

    def _width(self, style: Style, available: int) -> int:
        beside = self._room_beside(style)
        return min(available, self._block(style, available - beside).size[0] + beside)

    def _draw(self, canvas: Canvas) -> None:
        c, focused = canvas.style.colours, canvas.focus == self.key
        ink, ground, edge = self._colours(canvas)
        if focused:
            edge = c.ink if self._look in ("main", "chosen") else c.accent
        draw_card(canvas, self.rect, ground=ground, edge=edge, focused=focused)
        self._draw_text(canvas, ink)

    def _colours(self, canvas: Canvas) -> tuple[str, str, str]:
        """The colours of text, card and border, as `#rrggbb`."""
        c, lit = canvas.style.colours, canvas.lit(self.key)
        match self._look:
            case "main":
                return c.on_accent, c.accent_deep if lit else c.accent, c.accent_deep
            case "chosen":
                return c.accent, c.hot, c.accent
            case "quiet":
                return c.soft, c.hot if lit else c.panel, c.panel_edge
            case _:
                return c.ink, c.hot if lit else c.card, c.card_edge

    def _lead(self, style: Style) -> Lead | None:
        size, gap = style.metrics.type(self._text_style), style.metrics.gap("tight")
        if self._number is not None:
            return Lead(side=round(size * 1.5), gap=gap, number=self._number)
        if self._icon is not None:
            return Lead(side=round(size * 1.25), gap=gap, icon=self._icon)
        return None


class ChoiceCard(_TextCard):
    """A choice on offer.

    Args:
        number: The number key that picks the choice, shown before the text.
        text: The text of the choice.
        press: Called when the card is pressed.
        key: The key of the widget.
        icon: The name of an icon at the right; None for something to say.
        dense: 0 for the roomiest card to 2 for the tightest.
    """

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
        super().__init__(
            text,
            press,
            key=key,
            text_style="body" if dense > 1 else "choice",
            pad="tight" if dense else "near",
            bold=False,
            align="start",
        )
        self._number = number
        self._icon = icon

    def _draw(self, canvas: Canvas) -> None:
        style, c, lit = canvas.style, canvas.style.colours, canvas.lit(self.key)
        draw_card(
            canvas,
            self.rect,
            ground=c.hot if lit else c.card,
            edge=c.accent if lit else c.card_edge,
            focused=canvas.focus == self.key,
        )
        self._draw_text(canvas, c.ink)
        if self._icon:
            side = self._icon_side(style)
            x = self.rect.right - style.metrics.gap("usual") - side
            square = Rect(x, card_middle(style, self.rect) - side // 2, side, side)
            canvas.icon(self._icon, square, c.accent if lit else c.soft)

    def _lead(self, style: Style) -> Lead:
        side = round(style.metrics.type("label") * 2)
        return Lead(side=side, gap=style.metrics.gap("usual"), number=self._number)

    def _icon_side(self, style: Style) -> int:
        """The width and the height of the icon at the right, in pixels."""
        return round(style.metrics.type(self._text_style) * 1.1)

    def _room_beside(self, style: Style) -> int:
        icon = self._icon_side(style) + style.metrics.gap("near") if self._icon else 0
        return super()._room_beside(style) + icon


class PressPanel(Widget):
    """A card with a child on it, pressed as a whole."""

    def __init__(self, child: Widget, press: Callable[[], None], *, key: str) -> None:
        super().__init__(key=key, press=press)
        self.children = (child,)

    def _height(self, style: Style, width: int) -> int:
        pads = 2 * style.metrics.gap("wide")
        return self.children[0].height(style, width - pads) + pads + style.metrics.px(theme.FOOT)

    def _place(self, style: Style, rect: Rect) -> None:
        pad = style.metrics.gap("wide")
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
            focused=canvas.focus == self.key,
        )
        super()._draw(canvas)
