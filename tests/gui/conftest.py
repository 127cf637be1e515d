from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

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
    """Random numbers; a failed test prints their seed, and `SIMULATOR_TEST_SEED` sets it."""
    seed = int(os.environ.get("SIMULATOR_TEST_SEED") or random.SystemRandom().randrange(2**32))
    print(f"SIMULATOR_TEST_SEED={seed}")  # noqa: T201 - pytest shows it when the test fails
    return random.Random(seed)  # noqa: S311 - no secret
