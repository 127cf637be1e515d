"""How long the loop may sleep between two frames."""

from __future__ import annotations

from typing import Final

FRAME: Final = 16
"""Milliseconds between frames while something moves or time counts."""
REST: Final = 50
"""Milliseconds between frames while nothing happens."""
HIDDEN: Final = 250
"""Milliseconds between frames while the window is minimised."""
_LINGER: Final = 1000
"""Milliseconds after the last input in which another one is expected."""


def pause(*, busy: bool, hidden: bool, since_input: int) -> int:
    """The milliseconds until the next frame.

    Every pause is at most `attempt.clock.STALL`, and while the reply clock runs it is one frame:
    a sleeping loop never looks like a machine that stalled.

    Args:
        busy: Whether a picture fades or the reply clock runs.
        hidden: Whether the window is minimised.
        since_input: Milliseconds since the last input.

    >>> pause(busy=True, hidden=True, since_input=60_000)
    16
    >>> pause(busy=False, hidden=False, since_input=60_000)
    50
    """
    if busy:
        return FRAME
    if hidden:
        return HIDDEN
    return FRAME if since_input < _LINGER else REST
