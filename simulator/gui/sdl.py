"""Makes sure that the pygame in use is pygame-ce."""

from __future__ import annotations

import pygame

from simulator.errors import WrongPygameError


def check_pygame() -> None:
    """Refuses another pygame than pygame-ce.

    Both install a package named `pygame`, and the one installed last is imported.

    Raises:
        WrongPygameError: It is the other pygame.
    """
    if not getattr(pygame, "IS_CE", False):
        raise WrongPygameError
