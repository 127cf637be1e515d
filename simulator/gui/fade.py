"""One picture that fades into the next."""

from __future__ import annotations

import pygame

from simulator.gui import theme


class Fade:
    """Lays the old picture over the new one, thinner from frame to frame.

    Args:
        old: The picture that fades away; it is copied.
        start: When it begins to, in milliseconds.
    """

    def __init__(self, old: pygame.Surface, start: int) -> None:
        # With an alpha of its own in every pixel, a surface is blended several times faster
        # than with one alpha for the whole surface.
        self._old = old.convert_alpha()
        self._alpha = 255
        self._start = start

    def over(self, now: int) -> bool:
        """Whether nothing of the old picture is left."""
        return now - self._start >= theme.FADE_MS

    def draw(self, surface: pygame.Surface, now: int) -> None:
        """Lays what is left of the old picture over a surface that shows the new one."""
        part = min(1.0, max(0.0, (now - self._start) / theme.FADE_MS))
        alpha = min(self._alpha, round(255 * (1 - part) ** 2))
        thinner = (0, 0, 0, self._alpha - alpha)
        self._old.fill(thinner, special_flags=pygame.BLEND_RGBA_SUB)
        self._alpha = alpha
        surface.blit(self._old, (0, 0))
