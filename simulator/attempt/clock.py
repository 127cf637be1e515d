"""The reply clock, which runs only while the trainee can reply.

A gap between two frames that is longer than `STALL` does not count, so a sleeping computer or a
stalled frame costs the trainee no time. Front ends pause the clock when the window loses focus.
"""

from __future__ import annotations

from typing import Final

STALL: Final = 250
"""The longest gap between two frames that counts, in milliseconds."""


class ReplyClock:
    """Counts the reply time in whole milliseconds.

    A front end calls `frame` at every frame and at every input.

    Attributes:
        held: How long `until` has stopped the clock since a front end last set this to 0, in
            milliseconds.
    """

    def __init__(self) -> None:
        self.held = 0
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

    def frame(self, now: int, *, until: int | None = None) -> int:
        """The reply time at a frame or an input, in milliseconds.

        Args:
            now: The time of a monotonic clock, in milliseconds.
            until: A reply time beyond which the clock does not run for now; None: it runs on.

        >>> clock = ReplyClock()
        >>> [clock.frame(now) for now in (1000, 1016, 1032, 9000)]
        [0, 16, 32, 32]
        >>> [clock.frame(now, until=50) for now in (9010, 9020, 9050)], clock.held
        ([42, 50, 50], 32)
        """
        if self._last is not None and self._running:
            gap = now - self._last
            if 0 < gap <= STALL:
                runs = gap if until is None else max(0, min(gap, until - self._time))
                self._time += runs
                self.held += gap - runs
        self._last = now
        return self._time

    def pause(self) -> None:
        """Stops the clock, for a pause or while the window has no focus."""
        self._running = False

    def go_on(self, now: int) -> None:
        """Starts the clock again after a pause.

        Args:
            now: The time of the monotonic clock of `frame`, in milliseconds.
        """
        self._running = True
        self._last = now


class OpenClock(ReplyClock):
    """A reply clock for front ends without frames: every gap counts, even a long one."""

    def frame(self, now: int, *, until: int | None = None) -> int:
        """The reply time at an input, in milliseconds.

        Args:
            now: The time of a monotonic clock, in milliseconds.
            until: Not used: a front end without frames shows all of the text at once.
        """
        del until
        if self._last is not None and self._running:
            self._time += max(0, now - self._last)
        self._last = now
        return self._time


class ManualClock:
    """A `Clock` for pictures and tests that moves only when its `time` is set.

    Attributes:
        time: The time that `now` returns, in milliseconds.
    """

    def __init__(self) -> None:
        self.time = 0

    def now(self) -> int:
        """The time that was set last, in milliseconds."""
        return self.time

    def date(self) -> str:
        """A fixed date and time, ISO 8601 in UTC."""
        return "2026-03-09T09:00:00Z"
