"""Widgets that are pictures: portraits, meters, the reply ring, the curve of a play."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pygame

from simulator.gui import theme
from simulator.gui.panels import PanelLook, load_svg
from simulator.gui.widgets.base import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.gui.canvas import Canvas
    from simulator.gui.panels import Size
    from simulator.gui.style import Style

_STEPS: Final = 90


class Backdrop(Widget):
    """The picture of a setting behind everything; plain paper if there is no picture."""

    def __init__(self, setting: str | None) -> None:
        super().__init__()
        self._setting = setting

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.height

    def _draw(self, canvas: Canvas) -> None:
        style = canvas.style
        backdrop = None
        if self._setting is not None:
            backdrop = style.art.backdrop(self._setting, self.rect.size, style.colours)
        if backdrop is None:
            style.art.draw_paper(canvas.surface, self.rect, style.colours)
        else:
            canvas.surface.blit(backdrop, self.rect)


class Portrait(Widget):
    """A person in a rounded frame; initials if there is no picture of the person."""

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

    def _width(self, style: Style, available: int) -> int:
        return min(available, style.metrics.px(self._side))

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.px(self._side) * 6 // 5

    def _draw(self, canvas: Canvas) -> None:
        if self.rect.width <= 0 or self.rect.height <= 0:
            return
        style = canvas.style
        key = ("frame", self._person, self._mood, self._initials, self._setting, self.rect.size)
        made = style.art.made((*key, style.colours.wall), lambda: self._make(style))
        canvas.surface.blit(made, self.rect)

    def _make(self, style: Style) -> pygame.Surface:
        c, size = style.colours, self.rect.size
        radius = min(style.metrics.radius("panel"), min(size) // 3)
        surface = pygame.Surface(size, pygame.SRCALPHA)
        surface.fill(c.wall)
        self._draw_scene(style, surface)
        picture = self._picture(style)
        if picture is not None:
            surface.blit(picture, picture.get_rect(midbottom=(size[0] // 2, size[1])))
        else:
            self._draw_initials(style, surface)
        mask = style.art.panels.made(size, PanelLook(radius, "#ffffff"))
        surface.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        edge = PanelLook(radius, "none", c.panel_edge, theme.EDGE * style.metrics.unit)
        style.art.panels.draw(surface, surface.get_rect(), edge)
        return surface

    def _draw_initials(self, style: Style, surface: pygame.Surface) -> None:
        centre = surface.get_rect().center
        side = min(surface.get_size()) * 3 // 5
        disc = pygame.Rect(0, 0, side, side)
        disc.center = centre
        style.art.panels.draw(surface, disc, PanelLook(side // 2, style.colours.panel))
        font = style.font("display", bold=True)
        name = pygame.Rect((0, 0), (style.fonts.measure(self._initials, font), font.leading))
        name.center = centre
        if self._initials and name.width < side:
            style.fonts.draw(surface, name.topleft, self._initials, font, style.colours.ink)

    def _draw_scene(self, style: Style, surface: pygame.Surface) -> None:
        if self._setting is None:
            return
        height = max(surface.get_height(), -(-surface.get_width() * 9 // 16))
        size = (height * 16 // 9, height)
        scene = style.art.setting(self._setting, size, dark=style.colours.dark)
        if scene is not None:
            surface.blit(scene, scene.get_rect(center=surface.get_rect().center))

    def _picture(self, style: Style) -> pygame.Surface | None:
        if self._person is None:
            return None
        width, height = self.rect.size
        inside = (min(width, height * 5 // 6), min(height, width * 6 // 5))
        return style.art.portrait(self._person, self._mood, inside)


class Banner(Portrait):
    """A person in front of a setting, as wide as the room for it."""

    def _width(self, style: Style, available: int) -> int:
        del style
        return available

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.px(self._side)


class Bar(Widget):
    """A thin bar that shows a value from 0 to 1."""

    def __init__(self, value: float, colour: str, *, thick: str = "meter", grow: int = 0) -> None:
        super().__init__(grow=grow)
        self._value = max(0.0, min(1.0, value))
        self._colour = colour
        self._thick = thick

    def _height(self, style: Style, width: int) -> int:
        del width
        return style.metrics.px(theme.BAR[self._thick])

    def _draw(self, canvas: Canvas) -> None:
        style, rect = canvas.style, self.rect
        if rect.width <= 0:
            return
        radius = rect.height // 2
        canvas.panel(rect, PanelLook(radius, style.colours.rail, style.colours.panel_edge, 1.0))
        full = round(rect.width * self._value)
        if full >= rect.height:
            colour = style.colour(self._colour)
            canvas.panel(pygame.Rect(rect.topleft, (full, rect.height)), PanelLook(radius, colour))


class MeterBar(Bar):
    """A bar that moves from its old value to its new one.

    Args:
        before: The old value, 0 to 1.
        value: The new value, 0 to 1.
        colour: The name of the colour.
        still: Whether the bar shows the new value at once.
    """

    def __init__(self, before: float, value: float, colour: str, *, still: bool) -> None:
        super().__init__(value if still else before, colour)
        self._from = before
        self._to = value

    def move(self, elapsed: int) -> bool:
        """Shows the value at a moment of the movement.

        Args:
            elapsed: The time since the start of the movement, in milliseconds.

        Returns:
            Whether the movement is complete.
        """
        part = min(1.0, max(0.0, elapsed / theme.EASE_MS))
        self._value = self._from + (self._to - self._from) * (1 - (1 - part) ** 3)
        return part >= 1.0


class Swatch(Bar):
    """A short line in the colour of a curve, for the legend of the curve."""

    def __init__(self, colour: str, *, dashed: bool = False) -> None:
        super().__init__(1.0, colour, thick="swatch")
        self._dashed = dashed

    def _width(self, style: Style, available: int) -> int:
        return min(available, style.metrics.px(theme.WIDTH["swatch"]))

    def _draw(self, canvas: Canvas) -> None:
        if not self._dashed:
            super()._draw(canvas)
            return
        rect = self.rect
        look = PanelLook(rect.height // 2, canvas.style.colour(self._colour))
        width = max(1, rect.width * 2 // 5)
        for x in (rect.x, rect.right - width):
            canvas.panel(pygame.Rect(x, rect.y, width, rect.height), look)


class Ring(Widget):
    """The time that is left to reply, as a ring that becomes shorter, without figures."""

    def __init__(self, *, urgent: bool) -> None:
        super().__init__()
        self._urgent = urgent
        self._step = _STEPS

    def show(self, left: float) -> bool:
        """Sets the part of the time that is left, 0 to 1; gives whether the ring has changed."""
        step = math.ceil(max(0.0, min(1.0, left)) * _STEPS)
        changed = step != self._step
        self._step = step
        return changed

    def _width(self, style: Style, available: int) -> int:
        return min(available, round(style.metrics.type("label") * 1.6))

    def _height(self, style: Style, width: int) -> int:
        return self.width(style, width)

    def _draw(self, canvas: Canvas) -> None:
        style, side = canvas.style, min(self.rect.size)
        colour = style.colours.accent if self._urgent else style.colours.trust
        key = ("ring", side, self._step, colour, style.colours.rail)
        made = style.art.made(
            key,
            lambda: load_svg(_ring_svg(side, self._step, style.colours.rail, colour), (side, side)),
        )
        canvas.surface.blit(made, made.get_rect(center=self.rect.center))


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
    """Patience and trust from turn to turn; trust is dashed, so that the lines differ in shape.

    Args:
        patience: The patience at the start and after each turn, 0 to 1000.
        trust: The trust at the start and after each turn, 0 to 1000.
        marks: The numbers of the turns to mark, from 0.
    """

    def __init__(
        self, patience: Sequence[int], trust: Sequence[int], *, marks: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self._marks = tuple(marks)
        self._patience = tuple(patience)
        self._trust = tuple(trust)

    def _height(self, style: Style, width: int) -> int:
        return min(style.metrics.px(theme.CURVE), width // 2)

    def _draw(self, canvas: Canvas) -> None:
        style = canvas.style
        c = style.colours
        key = (
            *("curve", self._patience, self._trust, self._marks, self.rect.size),
            *(c.patience, c.trust, c.grid),
        )
        made = style.art.made(
            key, lambda: load_svg(self._svg(style, self.rect.size), self.rect.size)
        )
        canvas.surface.blit(made, self.rect)
        self._draw_numbers(canvas)

    def _draw_numbers(self, canvas: Canvas) -> None:
        """The numbers of the turns below the curve, as many as there is room for."""
        style = canvas.style
        font = style.font("small")
        room, gaps = 10 * style.metrics.unit, max(1, len(self._patience) - 1)
        step = (self.rect.width - 2 * room) / gaps
        every = max(1, math.ceil(2.2 * style.fonts.measure("00", font) / step))
        for turn in range(1, len(self._patience)):
            marked = turn - 1 in self._marks
            if turn % every and not marked:
                continue
            words = str(turn)
            x = self.rect.x + room + step * turn - style.fonts.measure(words, font) / 2
            x = min(x, self.rect.right - style.fonts.measure(words, font))
            at = (round(x), self.rect.bottom - font.leading)
            colour = style.colours.accent if marked else style.colours.soft
            style.fonts.draw(canvas.surface, at, words, font, colour)

    def _svg(self, style: Style, size: Size) -> str:
        width, height = size[0], size[1] - style.font("small").leading
        size = (width, height)
        c, unit = style.colours, style.metrics.unit
        rows = "".join(
            f'<path d="M0 {y:.1f}H{width}" stroke="{c.grid}" stroke-width="{unit}" '
            f'stroke-dasharray="{4 * unit} {5 * unit}"/>'
            for y in (self._y(x, height, unit) for x in (0, 250, 500, 750, 1000))
        )
        room, gaps = 10 * unit, max(1, len(self._patience) - 1)
        rows += "".join(
            f'<path d="M{room + (width - 2 * room) * (x + 1) / gaps:.1f} 0V{height}" '
            f'stroke="{c.accent}" stroke-width="{2 * unit}"/>'
            for x in self._marks
        )
        trust = self._line(self._trust, size, unit, c.trust, c.card, dashed=True)
        patience = self._line(self._patience, size, unit, c.patience, c.card, dashed=False)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{self.rect.height}">'
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
