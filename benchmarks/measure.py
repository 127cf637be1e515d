"""Measures several functions in turns, so that a busy machine slows all of them equally."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Row(NamedTuple):
    """The CPU seconds of the program and those of a comparison, the peer, in the same run.

    Attributes:
        name: What is measured.
        ours: The CPU seconds of the program.
        peer: The CPU seconds of the peer.
        which: The name of the peer.
        most: The limit of `ours` as a multiple of `peer`.
    """

    name: str
    ours: float
    peer: float
    which: str
    most: float

    def __str__(self) -> str:
        """The row as a line of the table; `MORE` marks a value above the limit."""
        ratio = self.ours / self.peer
        mark = "" if ratio <= self.most else "  MORE"
        return (
            f"{self.name:46}{_with_unit(self.ours):>10}{ratio:10.3f} x {self.which}, "
            f"at most {self.most:g}{mark}"
        )


def _with_unit(seconds: float) -> str:
    if seconds < 0.001:
        return f"{seconds * 1_000_000:.1f} us"
    return f"{seconds * 1000:.1f} ms"


def cpu_seconds(ways: Mapping[str, Callable[[], object]], rounds: int = 5) -> dict[str, float]:
    """The median CPU seconds of each function over several rounds, without garbage collection.

    Args:
        ways: The functions by name; each round calls all of them once.
        rounds: The number of rounds.
    """
    return cpu_and_wall_seconds(ways, rounds)[0]


def cpu_and_wall_seconds(
    ways: Mapping[str, Callable[[], object]], rounds: int = 5
) -> tuple[dict[str, float], dict[str, float]]:
    """The median CPU seconds and wall seconds of each function, without garbage collection.

    Wall seconds matter if a function waits for a disk.
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
