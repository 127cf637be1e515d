"""Loads pictures from SVG files: portraits, settings and icons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pygame

from simulator.files.reading import read_whole
from simulator.gui.panels import Panels, load_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from simulator.gui.cache import ByteCache
    from simulator.gui.panels import Size
    from simulator.gui.theme import Colours

ICON_INK: Final = "#3a2a2e"
"""The colour of the icons in their files; replaced by the colour that is asked for."""
_UNREADABLE: Final = (OSError, ValueError, pygame.error)
_TILE: Final = 64
"""The width of a tile of paper, in pixels."""
_MOST: Final = 4 * 1024 * 1024
"""The largest picture that is read, in bytes."""
_ID: Final = re.compile(r"[a-z0-9-]+")


def surface_bytes(surface: pygame.Surface) -> int:
    """The bytes that the pixels of a surface take."""
    return surface.get_pitch() * surface.get_height()


class Art:
    """Loads pictures and caches them.

    A picture that is missing or damaged is None, and the page is drawn without it.

    Args:
        assets: Holds the folders `portraits`, `scenes` and `icons`.
        cache: The cache for the pictures.

    Attributes:
        panels: Draws rounded panels.
    """

    def __init__(self, assets: Path, cache: ByteCache[pygame.Surface]) -> None:
        self.panels = Panels(cache)
        self._assets = assets
        self._cache = cache
        self._missing: set[str] = set()

    def portrait(self, person: str, mood: str, size: Size) -> pygame.Surface | None:
        """The portrait of a cast member in a mood, else in the mood `calm`; not cached."""
        found = self._load("portraits", f"{person}-{mood}", size)
        return found or self._load("portraits", f"{person}-calm", size)

    def setting(self, setting: str, size: Size, *, dark: bool) -> pygame.Surface | None:
        """The picture of a setting, large enough to cover `size`; not cached."""
        width = max(size[0], -(-size[1] * 16 // 9))
        cover = (width, -(-width * 9 // 16))
        return self._load("scenes", f"{setting}-dark" if dark else setting, cover)

    def icon(self, name: str, side: int, colour: str) -> pygame.Surface | None:
        """An icon in a colour, `side` pixels wide and high."""
        if name in self._missing:
            return None
        try:
            return self._cache.get(
                ("icon", name, side, colour),
                lambda: self._read("icons", name, (side, side), colour),
            )
        except _UNREADABLE:
            self._missing.add(name)
            return None

    def made(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """The cached surface of a key; `make` makes it if it is not in the cache."""
        return self._cache.get(key, make)

    def backdrop(self, setting: str, size: Size, colours: Colours) -> pygame.Surface | None:
        """The ground of a page: the picture of a setting on paper; None without a picture."""
        if colours.plain:
            return None

        def make() -> pygame.Surface:
            scene = self.setting(setting, size, dark=colours.dark)
            if scene is None:
                raise LookupError(setting)
            page = pygame.Surface(size)
            self.draw_paper(page, page.get_rect(), colours)
            page.blit(scene, scene.get_rect(midbottom=page.get_rect().midbottom))
            return page

        try:
            return self.made(("backdrop", setting, size, colours), make)
        except LookupError:
            return None

    def draw_paper(self, surface: pygame.Surface, rect: pygame.Rect, colours: Colours) -> None:
        """Fills the clip with paper, which is a little darker at the foot of the page."""
        tile = self._paper(rect.height, colours)
        clip = surface.get_clip()
        first = rect.left + (clip.left - rect.left) // _TILE * _TILE
        for x in range(first, min(rect.right, clip.right), _TILE):
            surface.blit(tile, (x, rect.top))

    def paper_at(self, y: int, height: int, colours: Colours) -> pygame.Color:
        """The colour of paper `y` pixels below the top of a page."""
        return self._paper(height, colours).get_at((0, y))

    def _paper(self, height: int, colours: Colours) -> pygame.Surface:
        """A tile of paper as high as the page."""

        def make() -> pygame.Surface:
            surface = pygame.Surface((1, 2))
            surface.set_at((0, 0), colours.paper)
            surface.set_at((0, 1), colours.paper_low)
            return pygame.transform.smoothscale(surface, (_TILE, height))

        return self.made(("paper", height, colours.paper, colours.paper_low), make)

    def _load(self, folder: str, name: str, size: Size) -> pygame.Surface | None:
        try:
            return self._read(folder, name, size)
        except _UNREADABLE:
            return None

    def _read(
        self, folder: str, name: str, size: Size, colour: str | None = None
    ) -> pygame.Surface:
        if not _ID.fullmatch(name):
            raise ValueError(name)
        svg = read_whole(self._assets / folder / f"{name}.svg", _MOST).decode("utf-8")
        return load_svg(svg.replace(ICON_INK, colour) if colour else svg, size)
