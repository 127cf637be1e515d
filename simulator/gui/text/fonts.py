"""The chain of fonts: text measured, broken into lines, and drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pygame
import pygame.freetype
from msgspec import Struct

from simulator.errors import DataError
from simulator.gui.cache import ByteCache
from simulator.gui.text.breaking import break_lines, tidy

if TYPE_CHECKING:
    from pathlib import Path

LATIN: Final = "NotoSans"
CHINESE: Final = "NotoSansSC"
_MEASURES: Final = 8192
"""How many widths of pieces of text are kept."""
_BLOCK_BYTES: Final = 1_000_000
_LINE_BYTES: Final = 4_000_000


class FontStyle(Struct, frozen=True):
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

    style: FontStyle
    lines: tuple[str, ...]
    widths: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return max(self.widths, default=0), len(self.lines) * self.style.leading


class DrawnLine(Struct, frozen=True):
    """A line of text as pixels; `drop` is how far below the top of its line they begin."""

    surface: pygame.Surface
    drop: int


class FontBook:
    """The fonts of the game: measures, breaks and draws text.

    Args:
        folder: Holds the font files.

    Attributes:
        drawn: Lines of text as pixels.

    Raises:
        DataError: A font file is missing or damaged.
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
        self._covered: dict[str, set[str]] = {LATIN: set(), CHINESE: set()}
        for family in self._covered:
            self.covers(family, " ")
        self._blocks = ByteCache[Block](_block_bytes, limit=_BLOCK_BYTES)
        self.drawn = ByteCache[DrawnLine](_line_bytes, limit=_LINE_BYTES)
        self.measure = lru_cache(maxsize=_MEASURES)(self._measure)

    def covers(self, family: str, char: str) -> bool:
        """Whether a family has a character."""
        key = (family, char)
        if key not in self._covers:
            found = self._coverage[family].get_metrics(char)[0] is not None
            self._covers[key] = found
            if found:
                self._covered[family].add(char)
        return self._covers[key]

    def runs(self, text: str, *, chinese: bool) -> tuple[tuple[str, str], ...]:
        """The text in stretches of one font family.

        A character that no family has is drawn as the box of the first.
        """
        chain = (CHINESE, LATIN) if chinese else (LATIN, CHINESE)
        if text and self._covered[chain[0]].issuperset(text):
            return ((chain[0], text),)
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

    def block(self, text: str, style: FontStyle, width: int) -> Block:
        """Text broken into lines of at most `width` pixels."""

        def make() -> Block:
            lines = break_lines(tidy(text), width, lambda x: self.measure(x, style))
            return Block(style, lines, tuple(self.measure(x, style) for x in lines))

        return self._blocks.get((text, style, width), make)

    def draw(
        self,
        surface: pygame.Surface,
        topleft: tuple[int, int],
        line: str,
        style: FontStyle,
        colour: str,
    ) -> None:
        """Draws one line; the height of the line is the leading of the style."""
        found = self.drawn.get((line, style, colour), lambda: self._draw(line, style, colour))
        surface.blit(found.surface, (topleft[0], topleft[1] + found.drop))

    def font(self, family: str, style: FontStyle) -> pygame.font.Font:
        """The font of a family at the size of a style."""
        key = (family, style.bold, style.size)
        if key not in self._fonts:
            file = self._files[family, style.bold]
            try:
                self._fonts[key] = pygame.font.Font(str(file), style.size)
            except (OSError, pygame.error) as error:
                raise DataError(file.name) from error
        return self._fonts[key]

    def _measure(self, text: str, style: FontStyle) -> int:
        return sum(
            self.font(family, style).size(run)[0]
            for family, run in self.runs(text, chinese=style.chinese)
        )

    def _draw(self, line: str, style: FontStyle, colour: str) -> DrawnLine:
        ink = self.font(LATIN, style)
        baseline = (style.leading - ink.get_ascent() + ink.get_descent()) // 2 + ink.get_ascent()
        runs = self.runs(line, chinese=style.chinese)
        if len(runs) == 1:
            font = self.font(runs[0][0], style)
            return DrawnLine(font.render(line, True, colour), baseline - font.get_ascent())
        surface = pygame.Surface(
            (max(1, self.measure(line, style)), style.leading), pygame.SRCALPHA
        )
        x = 0
        for family, run in runs:
            font = self.font(family, style)
            surface.blit(font.render(run, True, colour), (x, baseline - font.get_ascent()))
            x += font.size(run)[0]
        return DrawnLine(surface, 0)


def _line_bytes(line: DrawnLine) -> int:
    return line.surface.get_pitch() * line.surface.get_height()


def _block_bytes(block: Block) -> int:
    """About the bytes of a block: its lines, and the text that is its key."""
    return 400 + sum(120 + 4 * len(x) for x in block.lines)
