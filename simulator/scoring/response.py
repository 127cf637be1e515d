"""Response time: the speed of the replies, and the promises that were kept in time.

**Response time = the mean of reply speed and kept deadlines**

If only one of the two was observed, it is the score. Reply speed reads the share of the allowance
that a reply took, and never milliseconds.

Source: section Response time in `docs/scoring.md`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scoring.arithmetic import (
    HUNDRED,
    NOT_OBSERVED,
    ZERO,
    DimensionScore,
    Reason,
    halving_curve,
    score_from,
)

if TYPE_CHECKING:
    from simulator.scoring.playthrough import Playthrough, Turn


def speed_credit(share: int) -> Fraction:
    """The credit of a reply for its speed, 0 to 1.

    Args:
        share: The reply time in thousandths of the allowance; 1000 is the whole allowance.

    >>> [str(speed_credit(x)) for x in (999, 1000, 2000, 2500)]
    ['1', '1', '1/2', '3/8']
    """
    return halving_curve(Fraction(share - 1000, 1000))


def score_response(playthrough: Playthrough) -> DimensionScore:
    """The score of response time, 0 to 100 points.

    The dimension is not observed if no reply was timed and no promise with a due time was kept or
    broken.
    """
    timed = [
        (turn, credit)
        for turn in playthrough.turns
        if turn.counts_for("response") and (credit := _speed_credit_of(turn)) is not None
    ]
    promises = [id_ for id_, has_due_time in playthrough.promises.items() if has_due_time]
    settled = [id_ for id_ in promises if id_ in playthrough.kept or id_ in playthrough.broken]
    parts = bool(timed) + bool(settled)
    if not parts:
        return NOT_OBSERVED
    each_reply = HUNDRED / parts / len(timed) if timed else ZERO
    each_promise = HUNDRED / parts / len(settled) if settled else ZERO
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
            rule="response.kept" if x in playthrough.kept else "response.broken",
            earned=each_promise if x in playthrough.kept else ZERO,
            possible=each_promise,
            subject=x,
        )
        for x in settled
    ]
    return score_from(reasons)


def interpretable(playthrough: Playthrough) -> bool:
    """Whether the trainee can have read the texts that the replies answered.

    An attempt with two or more rapid replies is not interpretable if they are more than a tenth of
    all turns.
    """
    rapid = sum(turn.rapid for turn in playthrough.turns)
    return rapid < 2 or rapid * 10 <= len(playthrough.turns)


def _speed_credit_of(turn: Turn) -> Fraction | None:
    """The credit of a turn for its speed, 0 to 1; None if the turn does not count for speed."""
    if turn.timed_out:
        return ZERO
    if turn.share is None or turn.rapid:
        return None
    return speed_credit(turn.share)
