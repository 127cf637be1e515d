from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.chance import chance as seeded

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def surface() -> Iterator[pygame.Surface]:
    """A window on a display that nobody sees."""
    pygame.display.init()
    yield pygame.display.set_mode((1280, 720))
    pygame.quit()


@pytest.fixture
def chance() -> random.Random:
    """Random numbers; see `tests.chance`."""
    return seeded()
