"""What trainees judge of their own play before they see a score, and what the rubric says of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from simulator.debrief.key_turns import most_costly_turns, turn_points

if TYPE_CHECKING:
    from simulator.debrief.review import Debrief
    from simulator.scenario.rubric import Rubric

Level: TypeAlias = Literal["good", "mixed", "bad"]
"""How a reply was for the customer."""
LEVELS: Final[tuple[Level, ...]] = get_args(Level)

_MOST: Final = 3
_COSTLY: Final = 2
_GOOD: Final = Fraction(2, 3)
_BAD: Final = Fraction(1, 3)


def turns_to_judge(found: Debrief, rubric: Rubric) -> tuple[int, ...]:
    """The turns that the trainee judges, in the order of the play: at most three.

    They are the two turns that cost most and the turn that earned most, so that neither a good nor
    a bad reply can be expected. A play without enough of them is filled up with the turns at which
    most could be earned.

    Args:
        found: The debrief.
        rubric: The rubric that the play was scored by.

    Returns:
        The numbers of the turns, from 0.
    """
    points = turn_points(found.sheet, rubric)
    picked = [x.number for x in most_costly_turns(found, rubric, _COSTLY)]
    by_worth = sorted(
        (x.number for x in found.turns),
        key=lambda x: (*(-y for y in points.get(x, (Fraction(0), Fraction(0)))), x),
    )
    picked += [x for x in by_worth if x not in picked]
    return tuple(sorted(picked[:_MOST]))


def level_of(found: Debrief, rubric: Rubric, number: int) -> Level:
    """How a reply was for the customer, by what it earned of what could be earned.

    Two thirds or more are good, a third or less is bad, and a critical error is always bad. Where
    nothing could be earned, the feelings decide: bad if patience and trust fell together, good if
    they rose.

    Args:
        found: The debrief.
        rubric: The rubric that the play was scored by.
        number: The number of the turn, from 0.
    """
    if found.turns[number].criticals:
        return "bad"
    earned, possible = turn_points(found.sheet, rubric).get(number, (Fraction(0), Fraction(0)))
    if earned < 0:
        return "bad"
    if possible > 0:
        share = earned / possible
        return "good" if share >= _GOOD else "bad" if share <= _BAD else "mixed"
    moved = sum(feelings_moved(found, number))
    return "good" if moved > 0 else "bad" if moved < 0 else "mixed"


def feelings_moved(found: Debrief, number: int) -> tuple[int, int]:
    """The change of patience and of trust in a turn, each from -1000 to 1000.

    Args:
        found: The debrief.
        number: The number of the turn, from 0.
    """
    turn = found.turns[number]
    before = found.turns[number - 1] if number else None
    patience, trust = found.start if before is None else (before.patience, before.trust)
    return turn.patience - patience, turn.trust - trust
