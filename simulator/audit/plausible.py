"""Values in an event log that no play can have, although nothing else in the log contradicts them.

A replay takes the seed, the shares and the mark of a rapid reply from the log, because it has no
clock and no screen. These checks find the values that no clock and no screen can give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.session.event import Chosen, Started, TimedOut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.session.event import Event

_LARGEST_SEED: Final = 2**31
"""The largest seed that a new attempt can have."""
_LARGEST_SHARE: Final = 2**53
"""More thousandths of an allowance than any clock measures."""
_WHOLE: Final = 1000
"""The share of a reply that takes the whole allowance."""


def impossible_events(log: Sequence[Event]) -> Iterator[int]:
    """The position of each event with an impossible value.

    Args:
        log: The events of an attempt.
    """
    replied: set[str] = set()
    for position, event in enumerate(log):
        match event:
            case Started(seed=seed) if not 0 <= seed <= _LARGEST_SEED:
                yield position
            case Chosen() if _is_impossible(event, again=event.node in replied):
                yield position
        if isinstance(event, Chosen | TimedOut):
            replied.add(event.node)


def _is_impossible(event: Chosen, *, again: bool) -> bool:
    """Whether no reply can have this share and this mark.

    Args:
        event: The reply.
        again: Whether there was a reply at this node before, so that no reply to it is rapid.
    """
    if event.share is not None and not 0 <= event.share <= _LARGEST_SHARE:
        return True
    late = event.share is not None and event.share > _WHOLE
    return event.rapid and (again or late)
