"""The chain of fonts, and text drawn with it."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pygame
import pygame.freetype
from msgspec import Struct

from simulator.errors import DataError
from simulator.gui.text.breaking import break_lines, tidy

if TYPE_CHECKING:
    from pathlib import Path

LATIN: Final = "NotoSans"
CHINESE: Final = "NotoSansSC"
_KEPT_SURFACES: Final = 1500
_KEPT_BLOCKS: Final = 3000


class Style(Struct, frozen=True):
    """How text is set.

    Attributes:
        size: Of the type, in pixels.
        leading: From line to line, in pixels.
        chinese: Whether Chinese forms of shared marks come first.
    """

    size: int
    leading: int
    bold: bool = False
    chinese: bool = False


class Block(Struct, frozen=True):
    """Text broken into lines.

    Attributes:
        lines: From top to bottom; widths: of each, in pixels.
        size: Of the whole, in pixels.
    """

    style: Style
    lines: tuple[str, ...]
    widths: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return max(self.widths, default=0), len(self.lines) * self.style.leading


class FontBook:
    """The fonts of the game: measures, breaks and draws text.

    Args:
        folder: Holds the font files.

    Raises:
        DataError: A file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        pygame.font.init()
        pygame.freetype.init()
        self._files = {
            (family, bold): folder / f"{family}-{'Bold' if bold else 'Regular'}.ttf"
            for family in (LATIN, CHINESE)
            for bold in (False, True)
        }
        self._coverage: dict[str, pygame.freetype.Font] = {}
        for family in (LATIN, CHINESE):
            file = self._files[family, False]
            try:
                self._coverage[family] = pygame.freetype.Font(str(file), 16)
            except (OSError, pygame.error) as error:
                raise DataError(file.name) from error
        self._fonts: dict[tuple[str, bool, int], pygame.font.Font] = {}
        self._covers: dict[tuple[str, str], bool] = {}
        self._surfaces: OrderedDict[tuple[str, Style, str], pygame.Surface] = OrderedDict()
        self._blocks: OrderedDict[tuple[str, Style, int], Block] = OrderedDict()
        self.measure = lru_cache(maxsize=20_000)(self._measure)

    def covers(self, family: str, char: str) -> bool:
        """Whether a family has a character."""
        key = (family, char)
        if key not in self._covers:
            self._covers[key] = self._coverage[family].get_metrics(char)[0] is not None
        return self._covers[key]

    def runs(self, text: str, *, chinese: bool) -> tuple[tuple[str, str], ...]:
        """The text in stretches of one family; what no family has comes as its box."""
        chain = (CHINESE, LATIN) if chinese else (LATIN, CHINESE)
        found: list[tuple[str, str]] = []
        for char in text:
            if char == " " and found:
                family = found[-1][0]
            else:
                family = next((x for x in chain if self.covers(x, char)), chain[0])
            if found and found[-1][0] == family:
                found[-1] = (family, found[-1][1] + char)
            else:
                found.append((family, char))
        return tuple(found)

    def block(self, text: str, style: Style, width: int) -> Block:
        """Text broken into lines of at most `width` pixels."""
        key = (text, style, width)
        if key in self._blocks:
            self._blocks.move_to_end(key)
            return self._blocks[key]
        lines = break_lines(tidy(text), width, lambda x: self.measure(x, style))
        block = Block(style, lines, tuple(self.measure(x, style) for x in lines))
        self._blocks[key] = block
        if len(self._blocks) > _KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        return block

    def draw(self, line: str, style: Style, colour: str) -> pygame.Surface:
        """One line as a surface, as high as the leading; the same one for the same text."""
        key = (line, style, colour)
        if key in self._surfaces:
            self._surfaces.move_to_end(key)
            return self._surfaces[key]
        drawn = self._draw(line, style, colour)
        self._surfaces[key] = drawn
        if len(self._surfaces) > _KEPT_SURFACES:
            self._surfaces.popitem(last=False)
        return drawn

    def font(self, family: str, style: Style) -> pygame.font.Font:
        """A font of the chain at a size."""
        key = (family, style.bold, style.size)
        if key not in self._fonts:
            file = self._files[family, style.bold]
            try:
                self._fonts[key] = pygame.font.Font(str(file), style.size)
            except (OSError, pygame.error) as error:
                raise DataError(file.name) from error
        return self._fonts[key]

    def _measure(self, text: str, style: Style) -> int:
        return sum(
            self.font(family, style).size(run)[0]
            for family, run in self.runs(text, chinese=style.chinese)
        )

    def _draw(self, line: str, style: Style, colour: str) -> pygame.Surface:
        surface = pygame.Surface(
            (max(1, self.measure(line, style)), style.leading), pygame.SRCALPHA
        )
        ink = self.font(LATIN, style)
        baseline = (style.leading - ink.get_ascent() + ink.get_descent()) // 2 + ink.get_ascent()
        x = 0
        for family, run in self.runs(line, chinese=style.chinese):
            font = self.font(family, style)
            drawn = font.render(run, True, colour)
            surface.blit(drawn, (x, baseline - font.get_ascent()))
            x += font.size(run)[0]
        return surface.convert_alpha() if pygame.display.get_surface() else surface
