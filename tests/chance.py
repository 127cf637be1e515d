"""Random numbers for tests: a failed test prints their seed, `SIMULATOR_TEST_SEED` sets it."""

from __future__ import annotations

import os
import random
from typing import Final

SEED: Final = int(os.environ.get("SIMULATOR_TEST_SEED") or random.SystemRandom().randrange(2**32))


def chance() -> random.Random:
    """Random numbers that the seed determines; prints the seed for the case of a failure."""
    print(f"SIMULATOR_TEST_SEED={SEED}")  # noqa: T201 - pytest shows it when the test fails
    return random.Random(SEED)  # noqa: S311 - no secret
