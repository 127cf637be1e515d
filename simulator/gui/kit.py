"""What widgets draw with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.gui.text.fonts import Style

if TYPE_CHECKING:
    import pygame

    from simulator.gui.art import Art
    from simulator.gui.text.fonts import Block, FontBook
    from simulator.gui.theme import Colours, Metrics, Role


class Kit(Struct, frozen=True, kw_only=True):
    """Theme, sizes, fonts and pictures for one window size, text size and language."""

    colours: Colours
    metrics: Metrics
    fonts: FontBook
    art: Art
    language: str

    def style(self, role: Role, *, bold: bool = False) -> Style:
        """The setting of a role in the present language."""
        return Style(
            self.metrics.type(role),
            self.metrics.leading(role),
            bold=bold,
            chinese=self.language.startswith("zh"),
        )

    def block(self, text: str, role: Role, width: int, *, bold: bool = False) -> Block:
        """A text broken into lines."""
        return self.fonts.block(text, self.style(role, bold=bold), max(1, width))


class Brush(Struct, frozen=True, kw_only=True):
    """Where to draw, and what the pointer and the keyboard are at.

    Attributes:
        focus: The key of the widget with the keyboard; None while the mouse leads.
        hover: The key of the widget under the pointer.
    """

    surface: pygame.Surface
    kit: Kit
    focus: str | None = None
    hover: str | None = None

    def lit(self, key: str) -> bool:
        """Whether a widget is under the pointer or has the focus."""
        return bool(key) and key in (self.focus, self.hover)
