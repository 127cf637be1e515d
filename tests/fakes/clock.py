"""A clock whose time only the test changes."""

from __future__ import annotations


class FrozenClock:
    """A clock at 09:30 on a Monday in March; only the test changes its time."""

    def __init__(self) -> None:
        self.time = 0

    def now(self) -> int:
        """The milliseconds that the test has set."""
        return self.time

    def date(self) -> str:
        """A date that never changes."""
        return "2026-03-09T09:30:00Z"
