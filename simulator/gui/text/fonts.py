"""Measures text, breaks it into lines and draws it, in a Latin and a Chinese font."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import pygame
import pygame.freetype
from msgspec import Struct

from simulator.errors import DataError
from simulator.gui.cache import ByteCache
from simulator.gui.text.breaking import break_lines, tidy
from simulator.presentation.safe_text import displayable, displayable_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LATIN: Final = "NotoSans"
CHINESE: Final = "NotoSansSC"
_MEASURES: Final = 8192
"""How many widths of pieces of text are cached."""
_LONG: Final = 500
"""The width of a text of more characters is not cached."""
_PAIRS: Final = 4096
"""How many characters, and how many pairs of them with their gap, are cached."""
_BLOCK_BYTES: Final = 1_000_000
_LINE_BYTES: Final = 4_000_000
_NOTHING: Final = re.compile("[\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Joiners and variation selectors: these fonts have no forms for them to choose."""
_VISIBLE: Final = 64
"""The opacity, of 255, from which a pixel can be seen."""
_COMBINING: Final = "[\u0300-\u036f\u302a-\u302f]"
"""The combining marks that the fonts have."""
_LETTER: Final = r"[^\W_\u2e80-\U0010ffff]"
_MARK: Final = re.compile(r"[!-/:-@\[-`{-~¡-¿\u2010-\u205e]")
"""A punctuation mark."""
_BESIDE: Final = re.compile(
    rf"{_LETTER}{_MARK.pattern}|{_MARK.pattern}(?:{_LETTER}|{_MARK.pattern})"
)
"""A punctuation mark and a letter or another mark beside it, in writing that the fonts kern."""


class FontStyle(Struct, frozen=True):
    """The size and the kind of a font.

    Attributes:
        size: The type size, in pixels.
        leading: The distance from line to line, in pixels.
        bold: Whether the font is bold.
        chinese: Whether marks that Latin and Chinese share get their Chinese form.
    """

    size: int
    leading: int
    bold: bool = False
    chinese: bool = False


class Block(Struct, frozen=True):
    """Text broken into lines.

    Attributes:
        style: The font style of all lines.
        lines: The lines, from top to bottom.
        widths: The width of each line, in pixels.
    """

    style: FontStyle
    lines: tuple[str, ...]
    widths: tuple[int, ...]

    @property
    def size(self) -> tuple[int, int]:
        """The width and the height of all lines together, in pixels."""
        return max(self.widths, default=0), len(self.lines) * self.style.leading


class DrawnLine(Struct, frozen=True):
    """A line of text as a picture.

    Attributes:
        surface: The picture.
        drop: How far below the top of the line the picture begins, in pixels.
    """

    surface: pygame.Surface
    drop: int


class _Glyph(NamedTuple):
    """The width of a character and of its pixels that can be seen; what is free beside these."""

    advance: int
    ink: int
    before: int
    after: int


class FontBook:
    """The fonts of the game: measures, breaks and draws text.

    Args:
        folder: The folder of the font files.

    Attributes:
        drawn: The cache of drawn lines.

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
        self._kept_measure = lru_cache(maxsize=_MEASURES)(self._measure)
        self._glyph = lru_cache(maxsize=_PAIRS)(_glyph)
        self._gap = lru_cache(maxsize=_PAIRS)(self._find_gap)

    def covers(self, family: str, char: str) -> bool:
        """Whether a font family has a character."""
        key = (family, char)
        if key not in self._covers:
            found = self._coverage[family].get_metrics(char)[0] is not None
            self._covers[key] = found
            if found:
                self._covered[family].add(char)
        return self._covers[key]

    def runs(self, text: str, *, chinese: bool) -> tuple[tuple[str, str], ...]:
        """Splits a text into runs, each a font family and the text to draw in it.

        A character that no family has goes to the first family, which draws a box. Every text is
        measured and drawn through its runs, so nothing that could disturb the window passes here.

        Args:
            text: One line of text.
            chinese: Whether the Chinese family is tried first.
        """
        if not text.isascii() or not text.isprintable():
            text = _NOTHING.sub("", displayable_line(text))
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

    def measure(self, text: str, style: FontStyle) -> int:
        """The width of one line of text, in pixels."""
        return (self._kept_measure if len(text) <= _LONG else self._measure)(text, style)

    def block(self, text: str, style: FontStyle, width: int) -> Block:
        """Text broken into lines of at most `width` pixels."""

        def make() -> Block:
            shown = tidy(displayable(text, break_marks=True))
            lines = break_lines(shown, width, lambda x: self.measure(x, style))
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
        if text.rstrip(" ").isalnum():
            # Most pieces of a text are plain words, which need no parts.
            runs = self.runs(text, chinese=style.chinese)
            return sum(self.font(family, style).size(run)[0] for family, run in runs)
        return self._place(text, style)[1]

    def _place(
        self, line: str, style: FontStyle
    ) -> tuple[list[tuple[pygame.font.Font, str, int]], int]:
        """The pieces of a line that are drawn one by one, each with its place, and their width."""
        found = []
        x = 0
        for family, run in self.runs(line, chinese=style.chinese):
            font = self.font(family, style)
            for part, gap in self._parts(run, font):
                piece, width = _low(part, font)
                found.append((font, piece, x))
                x += width + gap
        return found, x

    def _parts(self, run: str, font: pygame.font.Font) -> Iterator[tuple[str, int]]:
        """The parts of a run that are drawn one by one, and the pixels to add after each."""
        start = tried = 0
        for match in _MARK.finditer(run):
            for end in match.span():
                if tried < end < len(run):
                    tried = end
                    gap = self._gap(run[end - 1 : end + 1], font)
                    if gap is not None:
                        yield run[start:end], gap
                        start = end
        yield run[start:], 0

    def _find_gap(self, pair: str, font: pygame.font.Font) -> int | None:
        """How many pixels to add between two characters that must be drawn one by one.

        Kerning moves a full stop below the arm of an `r`. In a small size it cannot be seen there.

        Returns:
            Nothing if the font itself leaves a column of pixels free between the two. A mark
            beside its like may touch it: two dashes are one line.
        """
        if pair[0] == pair[1] or not _BESIDE.match(pair):
            return None
        first, second = (self._glyph(x, font) for x in pair)
        kerned = font.size(pair)[0] - first.advance - second.advance
        if first.after + second.before + kerned > 1:
            return None  # Even if the two are rounded towards each other.
        if _ink(pair, font).width > first.ink + second.ink:
            return None
        return max(0, 1 - first.after - second.before)

    def _draw(self, line: str, style: FontStyle, colour: str) -> DrawnLine:
        ink = self.font(LATIN, style)
        baseline = (style.leading - ink.get_ascent() + ink.get_descent()) // 2 + ink.get_ascent()
        pieces, width = self._place(line, style)
        if len(pieces) == 1:
            font, piece, _ = pieces[0]
            return DrawnLine(font.render(piece, True, colour), baseline - font.get_ascent())
        surface = pygame.Surface((max(1, width), style.leading), pygame.SRCALPHA)
        for font, piece, x in pieces:
            surface.blit(font.render(piece, True, colour), (x, baseline - font.get_ascent()))
        return DrawnLine(surface, 0)


def _glyph(char: str, font: pygame.font.Font) -> _Glyph:
    ink = _ink(char, font)
    advance = font.size(char)[0]
    return _Glyph(advance, ink.width, ink.left, advance - ink.right)


def _ink(text: str, font: pygame.font.Font) -> pygame.Rect:
    """The rectangle of the pixels of a text that can be seen."""
    return font.render(text, True, "black").get_bounding_rect(_VISIBLE)


def _low(text: str, font: pygame.font.Font) -> tuple[str, int]:
    """A text without the combining marks that are too many for the height of a line; its width."""
    width, height = font.size(text)
    for most in (2, 1, 0):
        if height <= font.get_height():
            break
        text = re.sub(f"({_COMBINING}{{{most}}}){_COMBINING}+", r"\1", text)
        width, height = font.size(text)
    return text, width


def _line_bytes(line: DrawnLine) -> int:
    return line.surface.get_pitch() * line.surface.get_height()


def _block_bytes(block: Block) -> int:
    """About the bytes of a block: its lines, and the text that is its key."""
    return 400 + sum(120 + 4 * len(x) for x in block.lines)
