"""How a window looks: theme, sizes, fonts, pictures and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.gui.text.fonts import FontStyle

if TYPE_CHECKING:
    from simulator.gui.art import Art
    from simulator.gui.text.fonts import Block, FontBook
    from simulator.gui.theme import Colours, Metrics, TextStyle


class Style(Struct, frozen=True, kw_only=True):
    """Theme, sizes, fonts and pictures for one window size, text size and language."""

    colours: Colours
    metrics: Metrics
    fonts: FontBook
    art: Art
    language: str

    def colour(self, name: str) -> str:
        """A colour of the theme by its name, as `#rrggbb`."""
        found: str = getattr(self.colours, name)
        return found

    def font(self, text_style: TextStyle, *, bold: bool = False) -> FontStyle:
        """The font style of a text style in the present language."""
        return FontStyle(
            self.metrics.type(text_style),
            self.metrics.leading(text_style),
            bold=bold,
            chinese=self.language.startswith("zh"),
        )

    def block(self, text: str, text_style: TextStyle, width: int, *, bold: bool = False) -> Block:
        """A text broken into lines of at most `width` pixels."""
        return self.fonts.block(text, self.font(text_style, bold=bold), max(1, width))
