"""Measures several ways of doing one thing, in turn, so that a busy machine slows all alike."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Row(NamedTuple):
    """A figure: our CPU seconds and those of a peer in the same run.

    Attributes:
        most: What we allow ourselves, as a part of the peer's.
    """

    name: str
    ours: float
    peer: float
    which: str
    most: float

    def __str__(self) -> str:
        """A line of the table."""
        ratio = self.ours / self.peer
        kept = "" if ratio <= self.most else "  MORE"
        return (
            f"{self.name:46}{_worded(self.ours):>10}{ratio:10.3f} x {self.which}, "
            f"at most {self.most:g}{kept}"
        )


def _worded(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1_000_000:.1f} us"
    return f"{seconds * 1000:.1f} ms"


def cpu_seconds(ways: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """The median CPU seconds of each way over interleaved rounds, collector off."""
    return cpu_and_wall_seconds(ways, rounds)[0]


def cpu_and_wall_seconds(
    ways: Mapping[str, Callable[[], object]], rounds: int = 5
) -> tuple[dict[str, float], dict[str, float]]:
    """The median CPU seconds and wall seconds of each way, in interleaved rounds, collector off.

    Wall seconds count where a way waits for a medium.
    """
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    wall: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            gc.collect()
            gc.disable()
            try:
                clock, start = time.perf_counter(), time.process_time()
                way()
                cpu[name].append(time.process_time() - start)
                wall[name].append(time.perf_counter() - clock)
            finally:
                gc.enable()
    return (
        {name: statistics.median(values) for name, values in cpu.items()},
        {name: statistics.median(values) for name, values in wall.items()},
    )
