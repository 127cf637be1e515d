"""Makes sure that the pygame in use is pygame-ce."""

from __future__ import annotations

import pygame

from simulator.errors import WrongPygameError


def check_pygame() -> None:
    """Raises an error unless the installed pygame is pygame-ce.

    Both install a package named `pygame`, and the one installed last is imported.

    Raises:
        WrongPygameError: The installed pygame is not pygame-ce.
    """
    if not getattr(pygame, "IS_CE", False):
        raise WrongPygameError
