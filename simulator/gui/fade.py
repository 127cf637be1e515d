"""One picture that fades into the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui import theme

if TYPE_CHECKING:
    import pygame


class Fade:
    """Lays the old picture over the new one, thinner from frame to frame.

    Args:
        old: The picture that fades away.
        start: When it begins to, in milliseconds.
    """

    def __init__(self, old: pygame.Surface, start: int) -> None:
        self._old = old
        self._start = start

    def over(self, now: int) -> bool:
        """Whether nothing of the old picture is left."""
        return now - self._start >= theme.FADE_MS

    def draw(self, surface: pygame.Surface, now: int) -> None:
        """Lays what is left of the old picture over a surface that shows the new one."""
        part = min(1.0, (now - self._start) / theme.FADE_MS)
        self._old.set_alpha(round(255 * (1 - part) ** 2))
        surface.blit(self._old, (0, 0))
