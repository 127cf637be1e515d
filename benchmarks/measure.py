"""Measures several ways of doing one thing, in turn, so that a busy machine slows all alike."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def cpu_seconds(ways: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """The median CPU seconds of each way over interleaved rounds, collector off."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            gc.disable()
            try:
                start = time.process_time()
                way()
                taken[name].append(time.process_time() - start)
            finally:
                gc.enable()
    return {name: statistics.median(values) for name, values in taken.items()}
