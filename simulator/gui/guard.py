"""The right pygame, or a clear error."""

from __future__ import annotations

import pygame

from simulator.errors import WrongPygameError


def check_pygame() -> None:
    """Makes sure of pygame-ce.

    Both pygame and pygame-ce install a folder `pygame`, and the last one installed wins.

    Raises:
        WrongPygameError: It is the other pygame.
    """
    if not getattr(pygame, "IS_CE", False):
        raise WrongPygameError
