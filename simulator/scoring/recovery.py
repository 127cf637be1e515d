"""Recovery craft: the five steps, their order, redress that fits, and an apology in time.

**Recovery = 40 × steps ÷ 5 + 20 × pairs in order ÷ 10 + 20 × redress fit + 20 × apology**

The numbers are `recovery.steps`, `recovery.order`, `recovery.redress` and `recovery.apology` of
the rubric. A scenario that offers no redress leaves that part out, and the others are scaled up
to 100.

Source: section Recovery craft in `docs/scoring.md`; that empathy, intensity and timing of an
apology count in this order is Roschk and Kaiser (2013). The sizes are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from simulator.scenario.model import STEPS
from simulator.scoring.arithmetic import NOT_OBSERVED, ZERO, DimensionScore, Reason, score_from
from simulator.scoring.redress import offers_redress, redress_fit, redress_given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.scenario.model import Step
    from simulator.scoring.playthrough import Playthrough, Turn


def score_recovery(playthrough: Playthrough) -> DimensionScore:
    """The score of recovery craft, 0 to 100 points; not observed without a failure."""
    failure = playthrough.scenario.failure
    if failure is None:
        return NOT_OBSERVED
    rubric = playthrough.rubric
    offers = offers_redress(playthrough)
    redress = rubric.recovery_redress if offers else 0
    whole = rubric.recovery_steps + rubric.recovery_order + redress + rubric.recovery_apology
    scale = Fraction(100, whole)
    reasons = [*_steps(playthrough, scale)]
    if offers:
        reasons.append(
            Reason(
                rule="recovery.redress",
                earned=scale * redress * redress_fit(failure, redress_given(playthrough)),
                possible=scale * redress,
            )
        )
    reasons.append(_best_apology(playthrough, scale * rubric.recovery_apology))
    return score_from(reasons)


def apology_worth(empathy: int, intensity: int, earlier: int) -> Fraction:
    """The worth of an apology, 0 to 1.

    Args:
        empathy: Empathy of the apology, 0 to 2.
        intensity: Intensity of the apology, 0 to 2.
        earlier: Number of turns before the apology.

    >>> str(apology_worth(2, 2, 0)), str(apology_worth(1, 2, 2)), str(apology_worth(2, 0, 9))
    ('1', '13/20', '1/2')
    """
    timing = max(0, 4 - earlier)
    return Fraction(5 * empathy + 3 * intensity + timing, 20)


def _steps(playthrough: Playthrough, scale: Fraction) -> Iterator[Reason]:
    """The terms of the steps and of their order.

    Args:
        playthrough: The play.
        scale: Points of the score for one share of the rubric.
    """
    first: dict[Step, tuple[int, int, Turn]] = {}
    for turn in playthrough.turns:
        if turn.choice.steps and turn.counts_for("recovery"):
            for place, step in enumerate(turn.choice.steps):
                first.setdefault(step, (turn.number, place, turn))
    each = scale * playthrough.rubric.recovery_steps / len(STEPS)
    for step in STEPS:
        at = first.get(step)
        yield Reason(
            rule="recovery.step" if at else "recovery.step-missing",
            earned=each if at else ZERO,
            possible=each,
            node=at[2].node.id if at else None,
            choice=at[2].choice.id if at else None,
            subject=step,
            turn=at[0] if at else None,
        )
    pairs = tuple(combinations(STEPS, 2))
    in_order = sum(
        one in first and two in first and first[one][:2] < first[two][:2] for one, two in pairs
    )
    whole = scale * playthrough.rubric.recovery_order
    yield Reason(rule="recovery.order", earned=whole * in_order / len(pairs), possible=whole)


def _best_apology(playthrough: Playthrough, possible: Fraction) -> Reason:
    """The term of the best apology, the first one of equal ones.

    Args:
        playthrough: The play.
        possible: The most points that an apology can earn.
    """
    best = Reason(rule="recovery.no-apology", earned=ZERO, possible=possible)
    for turn in playthrough.turns:
        worth = _apology_of(playthrough, turn)
        if worth and possible * worth > best.earned:
            best = Reason(
                rule="recovery.apology",
                earned=possible * worth,
                possible=possible,
                node=turn.node.id,
                choice=turn.choice.id,
                turn=turn.number,
            )
    return best


def _apology_of(playthrough: Playthrough, turn: Turn) -> Fraction:
    """The worth of the apology in a turn, 0 to 1; 0 without an apology that counts."""
    if not turn.counts_for("recovery"):
        return ZERO
    shown = playthrough.behaviours(turn.choice)
    sorry = [x for x in shown if not (x.apology_empathy is x.apology_intensity is None)]
    if not sorry or any(x.hollow for x in shown):
        return ZERO
    return apology_worth(
        min(2, sum(x.apology_empathy or 0 for x in sorry)),
        min(2, sum(x.apology_intensity or 0 for x in sorry)),
        turn.number,
    )
