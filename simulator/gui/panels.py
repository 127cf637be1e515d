"""Rounded panels of any size, put together from the slices of one small picture."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Final, TypeAlias

import pygame
from msgspec import Struct

if TYPE_CHECKING:
    from simulator.gui.cache import ByteCache

Size: TypeAlias = tuple[int, int]
_TALLEST: Final = 8192
"""The greatest height of a panel that is drawn whole, in pixels; pygame scales to 16,383."""


class PanelLook(Struct, frozen=True):
    """The look of a rounded panel of any size.

    Attributes:
        radius: The radius of the corners, in pixels.
        fill: The colour inside, as `#rrggbb`, or `none`.
        edge: The colour of the border; None: no border.
        edge_width: The width of the border, in pixels; may be a fraction.
        foot: The height of the lower edge that makes the panel look raised, in pixels.
        foot_colour: The colour of the foot, as `#rrggbb`.
    """

    radius: int
    fill: str
    edge: str | None = None
    edge_width: float = 2
    foot: int = 0
    foot_colour: str = ""


class Panels:
    """Draws rounded panels with smooth edges.

    The corners of a panel are slow to draw, and they are the same at every size. So each look
    is drawn only once, on a small sample, and the parts between the corners are stretched.

    Args:
        cache: The cache for the samples and their stretched parts.
    """

    def __init__(self, cache: ByteCache[pygame.Surface]) -> None:
        self._cache = cache

    def draw(self, surface: pygame.Surface, rect: pygame.Rect, look: PanelLook) -> None:
        """Draws a panel that fills `rect`."""
        width, height = rect.size
        if width <= 0 or height <= 0:
            return
        side = math.ceil(max(look.radius, look.edge_width)) + 1
        top, bottom = side + look.foot, side + look.foot
        if height > _TALLEST:
            rect = _near(rect, surface, top)
            width, height = rect.size
            if height <= 0:
                return
        small = (min(width, 2 * side + 1), min(height, top + bottom + 1))
        sample = self._sample(small, look)
        if small == rect.size:
            surface.blit(sample, rect)
            return
        if small[0] == width:
            self._stretch_down(surface, rect, sample, (top, bottom), look)
        elif small[1] == height:
            self._stretch_across(surface, rect, sample, side, (0, height), look)
        else:
            self._stretch_both(surface, rect, sample, (side, top, bottom), look)

    def made(self, size: Size, look: PanelLook) -> pygame.Surface:
        """A panel on a transparent surface of its own."""
        surface = pygame.Surface(size, pygame.SRCALPHA)
        self.draw(surface, surface.get_rect(), look)
        return surface

    def _stretch_both(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        sample: pygame.Surface,
        slices: tuple[int, int, int],
        look: PanelLook,
    ) -> None:
        side, top, bottom = slices
        middle = pygame.Rect(rect.x, rect.y + top, rect.width, rect.height - top - bottom)
        head = pygame.Rect(rect.x, rect.y, rect.width, top)
        foot = pygame.Rect(rect.x, rect.bottom - bottom, rect.width, bottom)
        self._stretch_across(surface, head, sample, side, (0, top), look)
        self._stretch_across(surface, foot, sample, side, (top + 1, bottom), look)
        inside = middle.inflate(-2 * side, 0)
        colour = sample.get_at((side, top))
        if colour.a == 255:
            surface.fill(colour, inside)
        for x, left in ((0, middle.left), (side + 1, middle.right - side)):
            strip = self._part(sample, (x, top, side, 1), (side, middle.height), look)
            surface.blit(strip, (left, middle.top))

    def _stretch_across(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        sample: pygame.Surface,
        side: int,
        rows: tuple[int, int],
        look: PanelLook,
    ) -> None:
        """Draws some rows of a panel: the left corner, a stretched middle, the right corner."""
        y, height = rows
        width = rect.width - 2 * side
        surface.blit(sample, rect.topleft, (0, y, side, height))
        strip = self._part(sample, (side, y, 1, height), (width, height), look)
        surface.blit(strip, (rect.x + side, rect.y))
        surface.blit(sample, (rect.right - side, rect.y), (side + 1, y, side, height))

    def _stretch_down(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        sample: pygame.Surface,
        ends: tuple[int, int],
        look: PanelLook,
    ) -> None:
        """Draws a panel that is as narrow as its sample, and stretched only in height."""
        top, bottom = ends
        width, height = rect.width, rect.height - top - bottom
        surface.blit(sample, rect.topleft, (0, 0, width, top))
        strip = self._part(sample, (0, top, width, 1), (width, height), look)
        surface.blit(strip, (rect.x, rect.y + top))
        surface.blit(sample, (rect.x, rect.bottom - bottom), (0, top + 1, width, bottom))

    def _part(
        self,
        sample: pygame.Surface,
        area: tuple[int, int, int, int],
        size: Size,
        look: PanelLook,
    ) -> pygame.Surface:
        """A part of a sample, stretched to a size."""
        key = ("slice", look, sample.get_size(), area, size)
        return self._cache.get(key, lambda: pygame.transform.scale(sample.subsurface(area), size))

    def _sample(self, size: Size, look: PanelLook) -> pygame.Surface:
        return self._cache.get(("panel", size, look), lambda: load_svg(panel_svg(size, look), size))


def _near(rect: pygame.Rect, surface: pygame.Surface, margin: int) -> pygame.Rect:
    """A tall rectangle without what is more than some pixels above or below a surface."""
    top = max(rect.top, -margin)
    bottom = min(rect.bottom, surface.get_height() + margin)
    return pygame.Rect(rect.x, top, rect.width, max(0, bottom - top))


def load_svg(svg: str, size: Size) -> pygame.Surface:
    """The picture of an SVG text, in the pixel format of the display, which is fast to draw."""
    surface = pygame.image.load_sized_svg(io.BytesIO(svg.encode()), size)
    return surface.convert_alpha() if pygame.display.get_surface() else surface


def panel_svg(size: Size, look: PanelLook) -> str:
    """The SVG text of a rounded panel."""
    width, height = size
    half = look.edge_width / 2 if look.edge else 0
    stroke = f' stroke="{look.edge}" stroke-width="{look.edge_width}"' if look.edge else ""
    foot = (
        f'<rect x="0" y="{look.foot}" width="{width}" height="{height - look.foot}" '
        f'rx="{look.radius}" fill="{look.foot_colour}"/>'
        if look.foot
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{foot}'
        f'<rect x="{half}" y="{half}" width="{width - 2 * half}" '
        f'height="{height - look.foot - 2 * half}" rx="{max(0.0, look.radius - half)}" '
        f'fill="{look.fill}"{stroke}/></svg>'
    )
