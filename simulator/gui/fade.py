"""One picture that fades into the next."""

from __future__ import annotations

import pygame

from simulator.gui import theme


class Fade:
    """Draws a new picture over an old one, less transparent in each frame.

    Args:
        start: When the fade begins, in milliseconds.
    """

    def __init__(self, start: int) -> None:
        self._start = start
        self._left = 1.0
        self._new: pygame.Surface | None = None
        self._alpha = 255

    def over(self, now: int) -> bool:
        """Whether the fade is complete; `now` in milliseconds."""
        return now - self._start >= theme.FADE_MS

    def draw(
        self, surface: pygame.Surface, new: pygame.Surface, now: int, *, changed: bool
    ) -> None:
        """Draws one frame of the fade.

        Args:
            surface: Shows the old picture, or the last frame of the fade.
            new: The new picture.
            now: The time, in milliseconds.
            changed: Whether `new` has changed since the last frame.
        """
        part = min(1.0, max(0.0, (now - self._start) / theme.FADE_MS))
        alpha = round(255 * (1 - (1 - part) ** 2 / self._left)) if self._left else 255
        if self._new is None or changed:
            # A surface with an alpha value in each pixel is drawn several times faster than a
            # surface with one alpha value for all pixels.
            self._new = new.convert_alpha()
            self._alpha = 255
        if alpha <= 0:
            return
        self._set_alpha(self._new, alpha)
        surface.blit(self._new, (0, 0))
        self._left *= 1 - alpha / 255

    def _set_alpha(self, picture: pygame.Surface, alpha: int) -> None:
        by = alpha - self._alpha
        flag = pygame.BLEND_RGBA_ADD if by > 0 else pygame.BLEND_RGBA_SUB
        picture.fill((0, 0, 0, abs(by)), special_flags=flag)
        self._alpha = alpha
