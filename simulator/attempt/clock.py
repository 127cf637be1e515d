"""The reply clock: runs only while the trainee can reply.

Pauses, lost focus, sleep and stalled frames cost no time: a gap between two frames that is longer
than `STALL` does not count.
"""

from __future__ import annotations

from typing import Final

STALL: Final = 250
"""The longest gap between two frames that counts, in milliseconds."""


class ReplyClock:
    """Counts whole milliseconds of reply time; `frame` is called at every frame and input."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._time = 0
        self._running = True

    @property
    def time(self) -> int:
        """The reply time so far, in milliseconds."""
        return self._time

    @property
    def running(self) -> bool:
        """Whether the clock runs; False while it is paused."""
        return self._running

    def frame(self, now: int) -> int:
        """The reply time at a frame or an input.

        Args:
            now: A time that never goes back, in milliseconds.

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
        """Stops the clock, for a pause or while the window is not in front."""
        self._running = False

    def go_on(self, now: int) -> None:
        """Lets the clock run again from this monotonic time on."""
        self._running = True
        self._last = now


class OpenClock(ReplyClock):
    """A reply clock for front ends without frames: every gap counts, however long."""

    def frame(self, now: int) -> int:
        """The reply time at an input; `now` never goes back, in milliseconds."""
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
