"""Response time: reply speed, and deadlines kept.

Reply speed reads the share of the fair allowance that a reply took, never milliseconds.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scoring.arithmetic import (
    HUNDRED,
    NOT_OBSERVED,
    ONE,
    ZERO,
    Figure,
    Reason,
    figure,
    halving,
)

if TYPE_CHECKING:
    from simulator.scoring.playthrough import Playthrough, Turn


def speed(share: int) -> Fraction:
    """What a reply earns, 0 to 1, for a share of the allowance in thousandths.

    >>> str(speed(999)), str(speed(2000)), str(speed(2500))
    ('1', '1/2', '3/8')
    """
    return halving(Fraction(share, 1000) - 1)


def score_response(story: Playthrough) -> Figure:
    """Response time, 0 to 100 points: the mean of reply speed and kept deadlines, as observed."""
    timed = [
        (turn, credit)
        for turn in story.turns
        if turn.counts_for("response") and (credit := _credit(turn)) is not None
    ]
    promises = [x for x, has_time in story.made.items() if has_time and _settled(story, x)]
    parts = bool(timed) + bool(promises)
    if not parts:
        return NOT_OBSERVED
    each_reply = HUNDRED / parts / len(timed) if timed else ZERO
    each_promise = HUNDRED / parts / len(promises) if promises else ZERO
    reasons = [
        Reason(
            rule="response.time-out" if turn.timed_out else "response.speed",
            earned=each_reply * credit,
            possible=each_reply,
            node=turn.node.id,
            choice=turn.choice.id,
            turn=turn.number,
        )
        for turn, credit in timed
    ]
    reasons += [
        Reason(
            rule="response.kept" if x in story.kept else "response.broken",
            earned=each_promise if x in story.kept else ZERO,
            possible=each_promise,
            subject=x,
        )
        for x in promises
    ]
    return figure(reasons)


def interpretable(story: Playthrough) -> bool:
    """Whether the replies can have been read: fewer than two rapid, or at most a tenth."""
    rapid = sum(turn.rapid for turn in story.turns)
    return rapid < 2 or rapid * 10 <= len(story.turns)


def _credit(turn: Turn) -> Fraction | None:
    if turn.timed_out:
        return ZERO
    if turn.share is None or turn.rapid:
        return None
    return min(ONE, speed(turn.share))


def _settled(story: Playthrough, promise: str) -> bool:
    return promise in story.kept or promise in story.broken
