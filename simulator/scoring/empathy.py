"""Empathy: the credit of the replies, and listening.

**Empathy = 80 × mean credit + 20 × halving(listening faults)**

The numbers 80 and 20 are `empathy.credit` and `empathy.listening` of the default rubric.

Source: section Empathy in `docs/scoring.md`. The worth of a reply uses the three mechanisms of
EPITOME (Sharma and others, 2020). The two numbers and the curve are our own choice.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scoring.arithmetic import (
    NOT_OBSERVED,
    ZERO,
    DimensionScore,
    Reason,
    halving_curve,
    score_from,
)
from simulator.scoring.requirements import missed_requirements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.scenario.rubric import Behaviour
    from simulator.scoring.playthrough import Playthrough, Turn

_MECHANISM_MAXIMUM = 2


def empathy_worth(behaviours: Iterable[Behaviour]) -> int:
    """The worth of a reply in empathy, 0 to 6.

    For each of the three mechanisms, the points of the behaviours are added up, but to 2 at most.
    One hollow behaviour makes the worth 0.

    Args:
        behaviours: The behaviours that the reply shows.

    >>> from simulator.scenario.rubric import Behaviour
    >>> from simulator.scenario.text import Text
    >>> title = Text(id="", source="")
    >>> warm = Behaviour(id="a", title=title, reaction=2, interpretation=1)
    >>> empty = Behaviour(id="b", title=title, hollow=True)
    >>> empathy_worth([warm]), empathy_worth([warm, warm]), empathy_worth([warm, empty])
    (3, 4, 0)
    """
    reaction = interpretation = exploration = 0
    for behaviour in behaviours:
        if behaviour.hollow:
            return 0
        reaction += behaviour.reaction
        interpretation += behaviour.interpretation
        exploration += behaviour.exploration
    return (
        min(_MECHANISM_MAXIMUM, reaction)
        + min(_MECHANISM_MAXIMUM, interpretation)
        + min(_MECHANISM_MAXIMUM, exploration)
    )


def score_empathy(playthrough: Playthrough) -> DimensionScore:
    """The score of empathy, 0 to 100 points; not observed if no turn and no requirement counts."""
    counted = tuple(_counted_turns(playthrough))
    missed = tuple(_counted_requirements(playthrough))
    weights = sum(turn.node.weight for turn, _ in counted) + sum(weight for _, weight in missed)
    if not weights:
        return NOT_OBSERVED
    full = Fraction(playthrough.rubric.empathy_credit)
    reasons = [
        Reason(
            rule="empathy.time-out" if turn.timed_out else "empathy.credit",
            earned=full * turn.node.weight * credit / weights,
            possible=full * turn.node.weight / weights,
            node=turn.node.id,
            choice=turn.choice.id,
            turn=turn.number,
        )
        for turn, credit in counted
    ]
    reasons += [
        Reason(rule="empathy.missed", earned=ZERO, possible=full * weight / weights, subject=label)
        for label, weight in missed
    ]
    return score_from([*reasons, *_listening(playthrough)])


def _counted_turns(playthrough: Playthrough) -> Iterator[tuple[Turn, Fraction]]:
    """The turns that count for empathy, each with its credit from 0 to 1.

    At each node only one turn counts: the first turn whose replies differ in worth.
    """
    counted_nodes: set[str] = set()
    for turn in playthrough.turns:
        if turn.node.id in counted_nodes or not turn.counts_for("empathy"):
            continue
        worths = _worths(playthrough, (x.shows for x in turn.available))
        if not _differ(worths):
            continue
        counted_nodes.add(turn.node.id)
        earned = 0 if turn.timed_out else empathy_worth(playthrough.behaviours(turn.choice))
        yield turn, Fraction(earned, max(worths))


def _counted_requirements(playthrough: Playthrough) -> Iterator[tuple[str, int]]:
    """The missed requirements that count for empathy, as pairs of label and weight.

    A requirement counts if the replies at one of its nodes differ in worth. Its weight is the
    largest weight of these nodes.
    """
    required = playthrough.scenario.outline.required
    for label in sorted(missed_requirements(playthrough)):
        weights = [
            node.weight
            for node in required[label]
            if node.empathy and _differ(_worths(playthrough, node.shows))
        ]
        if weights:
            yield label, max(weights)


def _worths(playthrough: Playthrough, shows: Iterable[tuple[str, ...]]) -> list[int]:
    """The worth of each reply.

    Args:
        playthrough: The play, for the rubric.
        shows: For each reply, the ids of the behaviours that the reply shows.
    """
    behaviours = playthrough.rubric.behaviours
    return [empathy_worth(behaviours[x] for x in shown) for shown in shows]


def _differ(worths: list[int]) -> bool:
    return len(set(worths)) > 1


def _listening(playthrough: Playthrough) -> Iterator[Reason]:
    """The terms of listening: first the full points, then a loss for each listening fault."""
    full = Fraction(playthrough.rubric.empathy_listening)
    yield Reason(rule="empathy.listening", earned=full, possible=full)
    faults = 0
    for turn in playthrough.turns:
        if not turn.counts_for("empathy"):
            continue
        for behaviour in playthrough.behaviours(turn.choice):
            if behaviour.listening_fault:
                lost = full * (halving_curve(faults) - halving_curve(faults + 1))
                faults += 1
                yield Reason(
                    rule="empathy.listening-fault",
                    earned=-lost,
                    possible=ZERO,
                    node=turn.node.id,
                    choice=turn.choice.id,
                    subject=behaviour.id,
                    turn=turn.number,
                )
