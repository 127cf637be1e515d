"""How long the loop may sleep between two frames."""

from __future__ import annotations

from typing import Final

FRAME: Final = 16
"""Milliseconds between frames while a picture fades or input comes in."""
TIMED: Final = 25
"""Milliseconds between frames while the reply clock runs."""
REST: Final = 50
"""Milliseconds between frames while nothing happens."""
HIDDEN: Final = 250
"""Milliseconds between frames while the window is minimised."""
_LINGER: Final = 1000
"""Milliseconds after the last input in which another one is expected."""


def pause(*, moving: bool, timed: bool, hidden: bool, since_input: int) -> int:
    """The milliseconds until the next frame.

    Every pause is at most `attempt.clock.STALL`, so that a sleeping loop is never taken for a
    machine that stalled. While the reply clock runs the pause is far shorter.

    Args:
        moving: Whether a picture fades, or is not shown yet.
        timed: Whether the reply clock runs.
        hidden: Whether the window is minimised.
        since_input: Milliseconds since the last input.

    >>> pause(moving=False, timed=True, hidden=True, since_input=60_000)
    25
    >>> pause(moving=False, timed=False, hidden=False, since_input=60_000)
    50
    """
    if moving or (since_input < _LINGER and not hidden):
        return FRAME
    if timed:
        return TIMED
    return HIDDEN if hidden else REST
