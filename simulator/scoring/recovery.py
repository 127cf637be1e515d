"""Recovery craft: the five steps, their order, redress that fits, and an apology in time.

Sources: that redress should match the kind and size of the failure is Smith, Bolton and Wagner
(1999); that empathy, intensity and timing of an apology count in this order is Roschk and
Kaiser (2013). The sizes are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from simulator.scenario.model import STEPS
from simulator.scoring.arithmetic import NOT_OBSERVED, ONE, ZERO, Figure, Reason, figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.scenario.model import Failure, Step
    from simulator.scoring.playthrough import Playthrough, Turn

_HALF = Fraction(1, 2)


def score_recovery(story: Playthrough) -> Figure:
    """Recovery craft, 0 to 100 points; not observed in a scenario without a failure."""
    failure = story.scenario.failure
    if failure is None:
        return NOT_OBSERVED
    rubric = story.rubric
    offers = offers_redress(story)
    redress = rubric.recovery_redress if offers else 0
    whole = rubric.recovery_steps + rubric.recovery_order + redress + rubric.recovery_apology
    scale = Fraction(100, whole)
    reasons = [*_steps(story, scale)]
    if offers:
        reasons.append(
            Reason(
                rule="recovery.redress",
                earned=scale * redress * fit(failure, given(story)),
                possible=scale * redress,
            )
        )
    reasons.append(_best_apology(story, scale * rubric.recovery_apology))
    return figure(reasons)


def offers_redress(story: Playthrough) -> bool:
    """Whether any choice of the scenario gives something back."""
    return story.scenario.outline.gives_redress


def given(story: Playthrough) -> dict[str, int]:
    """The last value of each kind that was given back, in hundredths of the currency."""
    found: dict[str, int] = {}
    for turn in story.turns:
        if turn.counts_for("recovery"):
            found |= {x.kind: x.value for x in turn.choice.redress}
    return found


def fit(failure: Failure, redress: dict[str, int]) -> Fraction:
    """How well what was given fits the failure, 0 to 1: half for its kind, half for its size.

    >>> from simulator.scenario.model import Failure
    >>> plate = Failure(redress=("replacement",), loss=1800)
    >>> [str(fit(plate, x)) for x in ({}, {"replacement": 1800}, {"voucher": 900}, {"cash": 9900})]
    ['0', '1', '1/4', '1/4']
    """
    if not redress:
        return ZERO
    kind = _HALF if any(x in failure.redress for x in redress) else ZERO
    value = sum(redress.values())
    if failure.loss == 0:
        size = ONE
    elif value * 2 > failure.loss * 3:
        size = _HALF
    else:
        size = min(ONE, Fraction(value, failure.loss))
    return kind + size / 2


def apology(empathy: int, intensity: int, earlier: int) -> Fraction:
    """The worth of an apology, 0 to 1.

    Args:
        empathy: 0 to 2.
        intensity: 0 to 2.
        earlier: Replies made before it.

    >>> str(apology(2, 2, 0)), str(apology(1, 2, 2)), str(apology(2, 0, 9))
    ('1', '13/20', '1/2')
    """
    timing = max(ZERO, 1 - Fraction(earlier, 4))
    return Fraction(5 * empathy, 20) + Fraction(3 * intensity, 20) + timing / 5


def _steps(story: Playthrough, scale: Fraction) -> Iterator[Reason]:
    first: dict[Step, tuple[int, int, Turn]] = {}
    for turn in story.turns:
        if turn.counts_for("recovery"):
            for place, step in enumerate(turn.choice.steps):
                first.setdefault(step, (turn.number, place, turn))
    each = scale * story.rubric.recovery_steps / len(STEPS)
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
    whole = scale * story.rubric.recovery_order
    yield Reason(rule="recovery.order", earned=whole * in_order / len(pairs), possible=whole)


def _best_apology(story: Playthrough, possible: Fraction) -> Reason:
    best = Reason(rule="recovery.no-apology", earned=ZERO, possible=possible)
    for turn in story.turns:
        worth = _apology_of(story, turn) if turn.counts_for("recovery") else ZERO
        if possible * worth > best.earned:
            best = Reason(
                rule="recovery.apology",
                earned=possible * worth,
                possible=possible,
                node=turn.node.id,
                choice=turn.choice.id,
                turn=turn.number,
            )
    return best


def _apology_of(story: Playthrough, turn: Turn) -> Fraction:
    shown = story.behaviours(turn.choice)
    sorry = [x for x in shown if not (x.apology_empathy is x.apology_intensity is None)]
    if not sorry or any(x.hollow for x in shown):
        return ZERO
    return apology(
        min(2, sum(x.apology_empathy or 0 for x in sorry)),
        min(2, sum(x.apology_intensity or 0 for x in sorry)),
        turn.number,
    )
