"""A clock that stands still."""

from __future__ import annotations


class FrozenClock:
    """Half past nine on a Monday in March, for ever, unless it is moved."""

    def __init__(self) -> None:
        self.time = 0

    def now(self) -> int:
        """Milliseconds, as set."""
        return self.time

    def date(self) -> str:
        """Always the same."""
        return "2026-03-09T09:30:00Z"
