"""Pictures from SVG: portraits, backdrops, icons, and panels made on the spot."""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, TypeAlias

import pygame

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from pathlib import Path

    from simulator.gui.theme import Colours

ICON_INK: Final = "#3a2a2e"
"""The colour that icons are drawn in; replaced when they are tinted."""
_KEPT: Final = 400
_ID: Final = re.compile(r"[a-z0-9-]+")

Size: TypeAlias = tuple[int, int]


def load_svg(svg: str, size: Size) -> pygame.Surface:
    """An SVG text at a size, quick to blit: surfaces come in a slow byte order otherwise."""
    surface = pygame.image.load_sized_svg(io.BytesIO(svg.encode()), size)
    return surface.convert_alpha() if pygame.display.get_surface() else surface


def panel_svg(
    size: Size,
    radius: float,
    fill: str,
    edge: str | None,
    *,
    edge_width: float,
    foot: int = 0,
    foot_colour: str = "",
) -> str:
    """A rounded panel; `foot` is a soft lower edge that lets it stand up from the page."""
    width, height = size
    half = edge_width / 2 if edge else 0
    stroke = f' stroke="{edge}" stroke-width="{edge_width}"' if edge else ""
    shade = (
        f'<rect x="0" y="{foot}" width="{width}" height="{height - foot}" rx="{radius}" '
        f'fill="{foot_colour}"/>'
        if foot
        else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{shade}'
        f'<rect x="{half}" y="{half}" width="{width - 2 * half}" '
        f'height="{height - foot - 2 * half}" rx="{max(0.0, radius - half)}" '
        f'fill="{fill}"{stroke}/></svg>'
    )


class Art:
    """Loads and keeps pictures; what is missing or damaged is None, and the page does without.

    Args:
        assets: Holds the folders `portraits`, `scenes` and `icons`.
    """

    def __init__(self, assets: Path) -> None:
        self._assets = assets
        self._kept: OrderedDict[Hashable, pygame.Surface | None] = OrderedDict()

    def portrait(self, person: str, mood: str, size: Size) -> pygame.Surface | None:
        """A cast member with a mood; calm stands in for a mood that was not drawn."""
        found = self._file("portraits", f"{person}-{mood}", size)
        return found or self._file("portraits", f"{person}-calm", size)

    def scene(self, setting: str, size: Size, *, dark: bool) -> pygame.Surface | None:
        """The backdrop of a setting, covering the whole of `size`."""
        width = max(size[0], -(-size[1] * 16 // 9))
        cover = (width, -(-width * 9 // 16))
        return self._file("scenes", f"{setting}-dark" if dark else setting, cover)

    def icon(self, name: str, side: int, colour: str) -> pygame.Surface | None:
        """An icon in a colour."""
        return self._file("icons", name, (side, side), tint=colour)

    def made(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """A surface made by us, kept under a key."""
        found = self._keep(key, make)
        return make() if found is None else found

    def panel(
        self,
        size: Size,
        radius: int,
        fill: str,
        edge: str | None,
        *,
        edge_width: float = 2,
        foot: int = 0,
        foot_colour: str = "",
    ) -> pygame.Surface:
        """A rounded panel with smooth edges."""
        key = ("panel", size, radius, fill, edge, edge_width, foot, foot_colour)
        return self.made(
            key,
            lambda: load_svg(
                panel_svg(
                    size,
                    radius,
                    fill,
                    edge,
                    edge_width=edge_width,
                    foot=foot,
                    foot_colour=foot_colour,
                ),
                size,
            ),
        )

    def page(self, size: Size, colours: Colours) -> pygame.Surface:
        """The ground of a page: paper, a little deeper at its foot."""

        def make() -> pygame.Surface:
            surface = pygame.Surface((1, 2))
            surface.set_at((0, 0), colours.paper)
            surface.set_at((0, 1), colours.paper_low)
            return pygame.transform.smoothscale(surface, size)

        return self.made(("page", size, colours.paper, colours.paper_low), make)

    def _file(
        self, folder: str, name: str, size: Size, tint: str | None = None
    ) -> pygame.Surface | None:
        if not _ID.fullmatch(name):
            return None

        def make() -> pygame.Surface | None:
            try:
                svg = (self._assets / folder / f"{name}.svg").read_text(encoding="utf-8")
                return load_svg(svg.replace(ICON_INK, tint) if tint else svg, size)
            except (OSError, ValueError, pygame.error):
                return None

        return self._keep((folder, name, size, tint), make)

    def _keep(
        self, key: Hashable, make: Callable[[], pygame.Surface | None]
    ) -> pygame.Surface | None:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = self._kept[key] = make()
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made
