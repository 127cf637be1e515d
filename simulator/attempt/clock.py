"""The reply clock: runs only while the trainee could reply.

Pauses, lost focus, sleep and stalled frames cost nothing: a gap between two frames counts as
one frame's length at the most.
"""

from __future__ import annotations

from typing import Final

STALL: Final = 250
"""Milliseconds between frames beyond which the machine, not the trainee, was slow."""


class ReplyClock:
    """Whole milliseconds of reply time.

    Feed it with every frame and with the moment of every input.
    """

    def __init__(self) -> None:
        self._last: int | None = None
        self._time = 0
        self._running = True

    @property
    def time(self) -> int:
        """The reply time so far."""
        return self._time

    @property
    def running(self) -> bool:
        """Whether it is not paused."""
        return self._running

    def frame(self, now: int) -> int:
        """Notes a frame or an input at a monotonic time; returns the reply time.

        >>> clock = ReplyClock()
        >>> [clock.frame(now) for now in (1000, 1016, 1032, 9000)]
        [0, 16, 32, 32]
        """
        if self._last is not None and self._running:
            gap = now - self._last
            if 0 < gap <= STALL:
                self._time += gap
        self._last = now
        return self._time

    def pause(self) -> None:
        """Stops it: a pause, or the window lost the focus."""
        self._running = False

    def go_on(self, now: int) -> None:
        """Lets it run again."""
        self._running = True
        self._last = now


class OpenClock(ReplyClock):
    """A reply clock for front ends without frames: every gap counts."""

    def frame(self, now: int) -> int:
        """Notes an input at a monotonic time; returns the reply time."""
        if self._last is not None and self._running:
            self._time += max(0, now - self._last)
        self._last = now
        return self._time


class ManualClock:
    """A `Clock` that moves only when its `time` is set: for pictures and tests.

    Attributes:
        time: Milliseconds so far.
    """

    def __init__(self) -> None:
        self.time = 0

    def now(self) -> int:
        """Milliseconds so far."""
        return self.time

    def date(self) -> str:
        """Always the same date and time, ISO 8601 in UTC."""
        return "2026-03-09T09:00:00Z"
