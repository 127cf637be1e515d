"""Widgets that are pictures: portraits, meters, the reply ring, the curve of a play."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pygame

from simulator.gui import theme
from simulator.gui.art import load_svg
from simulator.gui.widgets.base import Widget
from simulator.gui.widgets.words import colour_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.gui.art import Size
    from simulator.gui.kit import Brush, Kit

_STEPS: Final = 90


class Backdrop(Widget):
    """The setting over the whole window, or plain paper where it was not drawn."""

    def __init__(self, setting: str | None) -> None:
        super().__init__()
        self._setting = setting

    def height(self, kit: Kit, width: int) -> int:
        """All of the window."""
        del width
        return kit.metrics.height

    def draw(self, brush: Brush) -> None:
        """Draws it."""
        kit = brush.kit
        brush.surface.blit(kit.art.page(self.rect.size, kit.colours), self.rect)
        if self._setting:
            scene = kit.art.scene(self._setting, self.rect.size, dark=kit.colours.dark)
            if scene is not None:
                brush.surface.blit(scene, scene.get_rect(midbottom=self.rect.midbottom))


class Portrait(Widget):
    """A person in a rounded frame; initials where there is no picture."""

    def __init__(
        self,
        person: str | None,
        mood: str,
        initials: str,
        *,
        setting: str | None = None,
        side: int,
        grow: int = 0,
    ) -> None:
        super().__init__(grow=grow)
        self._person = person
        self._mood = mood
        self._initials = initials
        self._setting = setting
        self._side = side

    def width(self, kit: Kit, most: int) -> int:
        """As drawn in the design."""
        return min(most, kit.metrics.px(self._side))

    def height(self, kit: Kit, width: int) -> int:
        """As drawn in the design, with the proportions of the pictures."""
        del width
        return kit.metrics.px(self._side) * 6 // 5

    def draw(self, brush: Brush) -> None:
        """Draws frame, wall and person."""
        if self.rect.width <= 0 or self.rect.height <= 0:
            return
        kit = brush.kit
        key = ("frame", self._person, self._mood, self._initials, self._setting, self.rect.size)
        made = kit.art.made((*key, kit.colours.wall), lambda: self._make(kit))
        brush.surface.blit(made, self.rect)

    def _make(self, kit: Kit) -> pygame.Surface:
        c, size = kit.colours, self.rect.size
        radius = min(kit.metrics.radius("panel"), min(size) // 3)
        surface = pygame.Surface(size, pygame.SRCALPHA)
        surface.fill(c.wall)
        self._draw_scene(kit, surface)
        picture = self._picture(kit)
        if picture is not None:
            surface.blit(picture, picture.get_rect(midbottom=(size[0] // 2, size[1])))
        else:
            self._draw_initials(kit, surface)
        mask = kit.art.panel(size, radius, "#ffffff", None)
        surface.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        edge = kit.art.panel(
            size, radius, "none", c.panel_edge, edge_width=theme.EDGE * kit.metrics.unit
        )
        surface.blit(edge, (0, 0))
        return surface

    def _draw_initials(self, kit: Kit, surface: pygame.Surface) -> None:
        centre = surface.get_rect().center
        side = min(surface.get_size()) * 3 // 5
        disc = kit.art.panel((side, side), side // 2, kit.colours.panel, None)
        surface.blit(disc, disc.get_rect(center=centre))
        style = kit.style("display", bold=True)
        name = kit.fonts.draw(self._initials, style, kit.colours.ink)
        if self._initials and name.get_width() < side:
            surface.blit(name, name.get_rect(center=centre))

    def _draw_scene(self, kit: Kit, surface: pygame.Surface) -> None:
        if self._setting is None:
            return
        height = max(surface.get_height(), -(-surface.get_width() * 9 // 16))
        size = (height * 16 // 9, height)
        scene = kit.art.scene(self._setting, size, dark=kit.colours.dark)
        if scene is not None:
            surface.blit(scene, scene.get_rect(center=surface.get_rect().center))

    def _picture(self, kit: Kit) -> pygame.Surface | None:
        if self._person is None:
            return None
        width, height = self.rect.size
        inside = (min(width, height * 5 // 6), min(height, width * 6 // 5))
        return kit.art.portrait(self._person, self._mood, inside)


class Banner(Portrait):
    """A person in front of the setting, as wide as there is room."""

    def width(self, kit: Kit, most: int) -> int:
        """All there is."""
        del kit
        return most

    def height(self, kit: Kit, width: int) -> int:
        """As drawn in the design."""
        del width
        return kit.metrics.px(self._side)


class Bar(Widget):
    """A thin meter, from 0 to 1."""

    def __init__(self, value: float, colour: str, *, thick: str = "meter", grow: int = 0) -> None:
        super().__init__(grow=grow)
        self._value = max(0.0, min(1.0, value))
        self._colour = colour
        self._thick = thick

    def height(self, kit: Kit, width: int) -> int:
        """Its thickness."""
        del width
        return kit.metrics.px(theme.BAR[self._thick])

    def draw(self, brush: Brush) -> None:
        """Draws rail and filling."""
        kit, rect = brush.kit, self.rect
        if rect.width <= 0:
            return
        rail = kit.art.panel(
            rect.size, rect.height // 2, kit.colours.rail, kit.colours.panel_edge, edge_width=1.0
        )
        brush.surface.blit(rail, rect)
        full = round(rect.width * self._value)
        if full >= rect.height:
            colour = colour_of(kit, self._colour)
            box = kit.art.panel((full, rect.height), rect.height // 2, colour, None)
            brush.surface.blit(box, rect)


class Ring(Widget):
    """The time that is left to reply, as a ring that grows shorter; no figures, no colours."""

    def __init__(self, *, urgent: bool) -> None:
        super().__init__()
        self._urgent = urgent
        self._step = _STEPS

    def show(self, left: float) -> bool:
        """Sets the part of the time that is left; whether that looks different."""
        step = math.ceil(max(0.0, min(1.0, left)) * _STEPS)
        changed = step != self._step
        self._step = step
        return changed

    def width(self, kit: Kit, most: int) -> int:
        """Its side."""
        return min(most, round(kit.metrics.type("label") * 1.6))

    def height(self, kit: Kit, width: int) -> int:
        """Its side."""
        return self.width(kit, width)

    def draw(self, brush: Brush) -> None:
        """Draws rail and arc."""
        kit, side = brush.kit, min(self.rect.size)
        colour = kit.colours.accent if self._urgent else kit.colours.trust
        key = ("ring", side, self._step, colour, kit.colours.rail)
        made = kit.art.made(
            key,
            lambda: load_svg(_ring_svg(side, self._step, kit.colours.rail, colour), (side, side)),
        )
        brush.surface.blit(made, made.get_rect(center=self.rect.center))


def _ring_svg(side: int, step: int, rail: str, colour: str) -> str:
    width = side / 7
    radius, middle = side / 2 - width, side / 2
    arc = ""
    if step >= _STEPS:
        arc = _circle(middle, radius, colour, width)
    elif step:
        turn = 2 * math.pi * step / _STEPS
        x, y = middle - radius * math.sin(turn), middle - radius * math.cos(turn)
        large = int(turn > math.pi)
        arc = (
            f'<path d="M{middle} {middle - radius}A{radius} {radius} 0 {large} 0 {x:.2f} {y:.2f}" '
            f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
        f"{_circle(middle, radius, rail, width)}{arc}</svg>"
    )


def _circle(middle: float, radius: float, colour: str, width: float) -> str:
    return (
        f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}"/>'
    )


class Curve(Widget):
    """Patience and trust from turn to turn; trust is dashed, so that colour is not needed."""

    def __init__(self, patience: Sequence[int], trust: Sequence[int]) -> None:
        super().__init__()
        self._patience = tuple(patience)
        self._trust = tuple(trust)

    def height(self, kit: Kit, width: int) -> int:
        """Flat, as a landscape."""
        return min(kit.metrics.px(theme.CURVE), width // 2)

    def draw(self, brush: Brush) -> None:
        """Draws grid, curves and dots."""
        kit = brush.kit
        c = kit.colours
        key = ("curve", self._patience, self._trust, self.rect.size, c.patience, c.trust, c.grid)
        made = kit.art.made(key, lambda: load_svg(self._svg(kit, self.rect.size), self.rect.size))
        brush.surface.blit(made, self.rect)

    def _svg(self, kit: Kit, size: Size) -> str:
        width, height = size
        c, unit = kit.colours, kit.metrics.unit
        rows = "".join(
            f'<path d="M0 {y:.1f}H{width}" stroke="{c.grid}" stroke-width="{unit}" '
            f'stroke-dasharray="{4 * unit} {5 * unit}"/>'
            for y in (self._y(x, height, unit) for x in (0, 250, 500, 750, 1000))
        )
        trust = self._line(self._trust, size, unit, c.trust, c.card, dashed=True)
        patience = self._line(self._patience, size, unit, c.patience, c.card, dashed=False)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
            f"{rows}{trust}{patience}</svg>"
        )

    def _y(self, value: int, height: int, unit: float) -> float:
        room = 10 * unit
        return room + (height - 2 * room) * (1 - value / 1000)

    def _line(
        self,
        values: Sequence[int],
        size: Size,
        unit: float,
        colour: str,
        hole: str,
        *,
        dashed: bool,
    ) -> str:
        room = 10 * unit
        gaps = max(1, len(values) - 1)
        points = [
            (room + (size[0] - 2 * room) * at / gaps, self._y(value, size[1], unit))
            for at, value in enumerate(values)
        ]
        path = " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
        dash = f' stroke-dasharray="{9 * unit} {6 * unit}"' if dashed else ""
        dots = "".join(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4.5 * unit}" fill="{hole}" '
            f'stroke="{colour}" stroke-width="{2.5 * unit}"/>'
            for x, y in points
        )
        return (
            f'<polyline points="{path}" fill="none" stroke="{colour}" '
            f'stroke-width="{3 * unit}" stroke-linejoin="round"{dash}/>{dots}'
        )
