"""Cards: raised boxes that can be pressed, and the number or icon before their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from pygame import Rect

from simulator.gui import theme
from simulator.gui.panels import PanelLook

if TYPE_CHECKING:
    from simulator.gui.canvas import Canvas
    from simulator.gui.style import Style


class Lead(Struct, frozen=True, kw_only=True):
    """The number or the icon before the text of a card.

    Attributes:
        side: The width and the height, in pixels.
        gap: The space between the lead and the text, in pixels.
        number: The number of a key, drawn as a badge; None: the icon is drawn.
        icon: The name of the icon; not used if there is a number.
    """

    side: int
    gap: int
    number: str | None = None
    icon: str | None = None

    @property
    def room(self) -> int:
        """The width that the lead takes from the text, in pixels."""
        return self.side + self.gap

    def draw(self, canvas: Canvas, rect: Rect, ink: str, *, lit: bool) -> None:
        """Draws the number or the icon.

        Args:
            canvas: To draw on.
            rect: A square of `side` pixels.
            ink: The colour of an icon, as `#rrggbb`; a badge has its own colours.
            lit: Whether the card is under the pointer or has the focus.
        """
        if self.number is not None:
            draw_badge(canvas, rect, self.number, lit=lit)
        elif self.icon is not None:
            canvas.icon(self.icon, rect, ink)


def draw_card(canvas: Canvas, rect: Rect, *, ground: str, edge: str, focused: bool) -> None:
    """Draws a card that is raised a little from the panel below it.

    Args:
        canvas: To draw on.
        rect: The card with its foot, in pixels of the window.
        ground: The colour of the card, as `#rrggbb`.
        edge: The colour of the border, as `#rrggbb`.
        focused: Whether the border is thick, to mark the keyboard focus.
    """
    style = canvas.style
    look = PanelLook(
        style.metrics.radius("card"),
        ground,
        edge,
        (theme.RING if focused else theme.EDGE) * style.metrics.unit,
        style.metrics.px(theme.FOOT),
        style.colours.card_foot,
    )
    canvas.panel(rect, look)


def draw_badge(canvas: Canvas, rect: Rect, number: str, *, lit: bool) -> None:
    """Draws the number of a key in a small rounded box."""
    style, c = canvas.style, canvas.style.colours
    ground, edge, ink = (c.accent, c.accent, c.on_accent) if lit else (c.paper, c.card_edge, c.soft)
    canvas.panel(rect, PanelLook(rect.width * 3 // 10, ground, edge, theme.THIN))
    block = style.block(number, "label", rect.width * 2)
    inner = Rect((0, 0), block.size)
    inner.center = rect.center
    canvas.lines(block, inner, ink)


def card_middle(style: Style, rect: Rect) -> int:
    """The y of the middle of a card, without its foot, in pixels of the window."""
    return (rect.top + rect.bottom - style.metrics.px(theme.FOOT)) // 2
