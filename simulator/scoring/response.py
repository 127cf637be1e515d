"""Response time: the speed of the replies, and the promises that were kept in time.

**Response time = the mean of reply speed, waits and deadlines**, of those that were observed

Reply speed reads the share of the allowance that a reply took, and never milliseconds. Waits and
deadlines read the clock of the story, which only choices move.

Source: section Response time in `docs/scoring.md`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

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
    """The score of response time, 0 to 100 points: the mean of the parts that were observed.

    The dimension is not observed if none of its parts was.
    """
    parts = [x for x in (_speed(playthrough), _waits(playthrough), _deadlines(playthrough)) if x]
    if not parts:
        return NOT_OBSERVED
    return score_from(
        replace(x, earned=x.earned / len(parts), possible=x.possible / len(parts))
        for part in parts
        for x in part
    )


def _speed(playthrough: Playthrough) -> list[Reason]:
    """Reply speed: the terms add up to 0 to 100 points; empty if no reply was timed.

    The first reply to each customer weighs more than the others.
    """
    counting = [turn for turn in playthrough.turns if turn.counts_for("response")]
    firsts = {turn.node.with_: turn.number for turn in reversed(counting)}
    customers = playthrough.scenario.customers
    timed = [
        (turn, credit, playthrough.rubric.first_reply if first else 1)
        for turn in counting
        if (credit := _speed_credit_of(turn)) is not None
        for first in [turn.node.with_ in customers and firsts[turn.node.with_] == turn.number]
    ]
    weights = sum(weight for _, _, weight in timed)
    return [
        Reason(
            rule="response.time-out" if turn.timed_out else "response.speed",
            earned=HUNDRED * weight * credit / weights,
            possible=HUNDRED * weight / weights,
            node=turn.node.id,
            choice=turn.choice.id,
            turn=turn.number,
        )
        for turn, credit, weight in timed
    ]


def _waits(playthrough: Playthrough) -> list[Reason]:
    """Waits: the terms add up to 0 to 100 points; empty if the main customer never waited."""
    fair, waits = playthrough.rubric.waits, playthrough.waits
    if fair is None or not waits:
        return []
    each = HUNDRED / len(waits)
    return [
        Reason(
            rule="response.wait",
            earned=each * wait_credit(wait.seconds, fair[wait.channel]),
            possible=each,
            node=wait.node,
            turn=wait.turn,
        )
        for wait in waits
    ]


def wait_credit(seconds: int, fair: int) -> Fraction:
    """The credit of a wait, 0 to 1.

    Args:
        seconds: The length of the wait, in seconds of story time.
        fair: The longest wait with full credit, in seconds of story time.

    >>> [str(wait_credit(x, 60)) for x in (60, 90, 120)]
    ['1', '3/4', '1/2']
    """
    return halving_curve(Fraction(seconds, fair) - 1) if fair else ZERO


def _deadlines(playthrough: Playthrough) -> list[Reason]:
    """Deadlines: the terms add up to 0 to 100 points; empty if no time was due or needed."""
    promises = [id_ for id_, has_due_time in playthrough.promises.items() if has_due_time]
    settled = [id_ for id_ in promises if id_ in playthrough.kept or id_ in playthrough.broken]
    unnamed = _unnamed(playthrough)
    count = len(settled) + len(unnamed)
    each = HUNDRED / count if count else ZERO
    return [
        Reason(
            rule="response.kept" if x in playthrough.kept else "response.broken",
            earned=each if x in playthrough.kept else ZERO,
            possible=each,
            subject=x,
        )
        for x in settled
    ] + [
        Reason(rule="response.unnamed", earned=ZERO, possible=each, node=node, subject=promise)
        for node, promise in unnamed
    ]


def _unnamed(playthrough: Playthrough) -> list[tuple[str, str]]:
    """The nodes where the customer needed a time and never heard one, and a promise that has one.

    Several nodes that need a time from the same promises count once. Before an ending there are
    none, because a time can still be named.
    """
    if playthrough.ending_outcome is None:
        return []
    needs: dict[tuple[str, ...], str] = {}
    for id_ in playthrough.visited:
        needed = playthrough.scenario.nodes[id_].needs_time
        if needed and not any(x in playthrough.promises for x in needed):
            needs.setdefault(needed, id_)
    return [(node, promises[0]) for promises, node in needs.items()]


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
