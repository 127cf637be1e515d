"""Recovery craft: the five steps, their order, redress that fits, and an apology in time.

**Recovery = 40 × steps ÷ 5 + 20 × pairs in order ÷ 10 + 20 × redress fit + 20 × apology**

The numbers 40, 20, 20 and 20 are `recovery.steps`, `recovery.order`, `recovery.redress` and
`recovery.apology` of the default rubric. If a scenario offers no redress, that part is left out and
the other parts are scaled up to 100.

Source: section Recovery craft in `docs/scoring.md`. Roschk and Kaiser (2013) found that in an
apology empathy matters most, then intensity, then timing. The numbers are our own choice.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from simulator.scenario.vocabulary import STEPS
from simulator.scoring.arithmetic import NOT_OBSERVED, ZERO, DimensionScore, Reason, score_from
from simulator.scoring.redress import offers_redress, redress_fit, redress_given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.scenario.vocabulary import Step
    from simulator.scoring.playthrough import Playthrough, Turn


def score_recovery(playthrough: Playthrough) -> DimensionScore:
    """The score of recovery craft, 0 to 100 points.

    The dimension is not observed if the scenario has no failure.
    """
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
        earlier: The number of turns before the apology, 0 or more.

    >>> str(apology_worth(2, 2, 0)), str(apology_worth(1, 2, 2)), str(apology_worth(2, 0, 9))
    ('1', '13/20', '1/2')
    """
    timing = max(0, 4 - earlier)
    return Fraction(5 * empathy + 3 * intensity + timing, 20)


def _steps(playthrough: Playthrough, scale: Fraction) -> Iterator[Reason]:
    """The terms of the steps, and the term of their order.

    Args:
        playthrough: The play.
        scale: The points of the score for one point of the rubric's four parts.
    """
    turn_of: dict[Step, Turn] = {}
    moment_of: dict[Step, tuple[int, int]] = {}
    for turn in playthrough.turns:
        if turn.choice.steps and turn.counts_for("recovery"):
            for position, step in enumerate(turn.choice.steps):
                turn_of.setdefault(step, turn)
                moment_of.setdefault(step, (turn.number, position))
    each = scale * playthrough.rubric.recovery_steps / len(STEPS)
    for step in STEPS:
        first_turn = turn_of.get(step)
        yield Reason(
            rule="recovery.step" if first_turn else "recovery.step-missing",
            earned=each if first_turn else ZERO,
            possible=each,
            node=first_turn.node.id if first_turn else None,
            choice=first_turn.choice.id if first_turn else None,
            subject=step,
            turn=first_turn.number if first_turn else None,
        )
    pairs = tuple(combinations(STEPS, 2))
    in_order = sum(
        earlier in moment_of and later in moment_of and moment_of[earlier] < moment_of[later]
        for earlier, later in pairs
    )
    full = scale * playthrough.rubric.recovery_order
    yield Reason(rule="recovery.order", earned=full * in_order / len(pairs), possible=full)


def _best_apology(playthrough: Playthrough, possible: Fraction) -> Reason:
    """The term of the best apology; of several equally good apologies the first counts.

    Args:
        playthrough: The play.
        possible: The most points that an apology can earn.
    """
    best = Reason(rule="recovery.no-apology", earned=ZERO, possible=possible)
    for turn in playthrough.turns:
        worth = _worth_of_apology_in(playthrough, turn)
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


def _worth_of_apology_in(playthrough: Playthrough, turn: Turn) -> Fraction:
    """The worth of the apology in a turn, 0 to 1; 0 if the turn has no apology that counts."""
    if not turn.counts_for("recovery"):
        return ZERO
    shown = playthrough.behaviours(turn.choice)
    apologies = [x for x in shown if not (x.apology_empathy is x.apology_intensity is None)]
    if not apologies or any(x.hollow for x in shown):
        return ZERO
    return apology_worth(
        min(2, sum(x.apology_empathy or 0 for x in apologies)),
        min(2, sum(x.apology_intensity or 0 for x in apologies)),
        turn.number,
    )
