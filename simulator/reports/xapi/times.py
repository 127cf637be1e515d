"""The times in statements. Only the start and the end of an attempt are known.

The log holds no date and no milliseconds, so that it cannot tell who was given more time. Between
the start and the end, the turns are spread by the share of the fair time that each reply took.
"""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from typing import TYPE_CHECKING

from simulator.session.event import Chosen
from simulator.session.timing import WITHIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.attempt.record import Attempt
    from simulator.session.event import TimedOut

_LONGEST_SHARE = 100 * WITHIN
"""A reply of the next morning must not push all others into one moment."""


def turn_times(attempt: Attempt, turns: Sequence[Chosen | TimedOut]) -> list[str]:
    """An estimated date and time for each turn, ISO 8601 in UTC, in the order of the turns.

    Args:
        attempt: An attempt that has ended.
        turns: Its replies and silences.

    Raises:
        ValueError: The start or the end is no date.
    """
    start, length = _start(attempt), _milliseconds(attempt)
    weights = [_weight(x) for x in turns]
    whole = sum(weights)
    return [_text(start, length * x // whole) for x in accumulate(weights)]


def end_time(attempt: Attempt) -> str:
    """The date and time of the end of an attempt; the start if the clock was set back.

    Raises:
        ValueError: The start or the end is no date.
    """
    return _text(_start(attempt), _milliseconds(attempt))


def duration(attempt: Attempt) -> str | None:
    """The time from start to end in ISO 8601 with hundredths of a second, pauses included.

    Returns:
        The time, such as `PT754.00S`; None if the clock was set back meanwhile.

    Raises:
        ValueError: The start or the end is no date.
    """
    start, end = _start(attempt), _date(attempt.ended or "")
    return f"PT{(end - start).total_seconds():.2f}S" if end >= start else None


def _weight(turn: Chosen | TimedOut) -> int:
    share = turn.share if isinstance(turn, Chosen) else None
    return WITHIN if share is None else max(1, min(share, _LONGEST_SHARE))


def _start(attempt: Attempt) -> dt.datetime:
    return _date(attempt.started)


def _milliseconds(attempt: Attempt) -> int:
    length = _date(attempt.ended or "") - _start(attempt)
    return max(0, length // dt.timedelta(milliseconds=1))


def _date(text: str) -> dt.datetime:
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _text(start: dt.datetime, milliseconds: int) -> str:
    moment = (start + dt.timedelta(milliseconds=milliseconds)).astimezone(dt.UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
