"""Empathy: what each reply gave of what it could have given, and listening.

Source: EPITOME's three mechanisms (Sharma et al. 2020) for the worth of a reply. The shares of
credit and listening, and the curve, are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scoring.arithmetic import NOT_OBSERVED, ZERO, Figure, Reason, figure, halving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.scenario.rubric import Behaviour
    from simulator.scoring.playthrough import Playthrough, Turn

_MOST = 2


def worth(behaviours: Iterable[Behaviour]) -> int:
    """The empathy of a reply, 0 to 6: each mechanism cut to 2; 0 if anything in it is hollow.

    >>> from simulator.scenario.rubric import Behaviour
    >>> from simulator.scenario.text import Text
    >>> title = Text(id="", source="")
    >>> warm = Behaviour(id="a", title=title, reaction=2, interpretation=1)
    >>> empty = Behaviour(id="b", title=title, hollow=True)
    >>> worth([warm]), worth([warm, warm]), worth([warm, empty])
    (3, 4, 0)
    """
    shown = tuple(behaviours)
    if any(x.hollow for x in shown):
        return 0
    return (
        min(_MOST, sum(x.reaction for x in shown))
        + min(_MOST, sum(x.interpretation for x in shown))
        + min(_MOST, sum(x.exploration for x in shown))
    )


def score_empathy(story: Playthrough) -> Figure:
    """Empathy, 0 to 100 points; not observed when no node counts."""
    counted = tuple(_counted(story))
    missed = tuple(_missed(story))
    weights = sum(turn.node.weight for turn, _ in counted) + sum(w for _, w in missed)
    if not weights:
        return NOT_OBSERVED
    full = Fraction(story.rubric.empathy_credit)
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
    return figure([*reasons, *_listening(story)])


def missed_requirements(story: Playthrough) -> frozenset[str]:
    """The labels of which no node was visited."""
    return frozenset(
        label
        for label, nodes in story.scenario.outline.required.items()
        if not any(node.id in story.visited for node in nodes)
    )


def _counted(story: Playthrough) -> Iterator[tuple[Turn, Fraction]]:
    """The turns that count, once a node, with their credit from 0 to 1."""
    done: set[str] = set()
    for turn in story.turns:
        if turn.node.id in done or not turn.counts_for("empathy"):
            continue
        worths = [worth(story.behaviours(x)) for x in turn.available]
        if not _differ(worths):
            continue
        done.add(turn.node.id)
        earned = 0 if turn.timed_out else worth(story.behaviours(turn.choice))
        yield turn, Fraction(earned, max(worths))


def _missed(story: Playthrough) -> Iterator[tuple[str, int]]:
    """Missed requirements whose choices can differ, with the weight that they count."""
    required = story.scenario.outline.required
    for label in sorted(missed_requirements(story)):
        weights = [
            node.weight
            for node in required[label]
            if node.empathy and _differ(_all_worths(story, node.shows))
        ]
        if weights:
            yield label, max(weights)


def _all_worths(story: Playthrough, shows: Iterable[tuple[str, ...]]) -> list[int]:
    behaviours = story.rubric.behaviours
    return [worth(behaviours[x] for x in shown) for shown in shows]


def _differ(worths: list[int]) -> bool:
    return len(set(worths)) > 1


def _listening(story: Playthrough) -> Iterator[Reason]:
    """Full listening, and what each single fault took off it along the halving curve."""
    full = Fraction(story.rubric.empathy_listening)
    yield Reason(rule="empathy.listening", earned=full, possible=full)
    faults = 0
    for turn in story.turns:
        if not turn.counts_for("empathy"):
            continue
        for behaviour in story.behaviours(turn.choice):
            if behaviour.listening_fault:
                lost = full * (halving(faults) - halving(faults + 1))
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
