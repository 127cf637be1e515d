"""The turns that decided a play: what each turn cost, and which turns cost most."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.debrief.review import Debrief
    from simulator.scenario.rubric import Rubric
    from simulator.scoring.sheet import ScoreSheet

_LEAST: Final = Fraction(1, 2)
"""The smallest cost of a key turn, in points of the total."""


class KeyTurn(Struct, frozen=True, kw_only=True):
    """A turn that cost a visible part of the total.

    Attributes:
        number: The number of the turn, from 0.
        cost: The points of the total that the turn could have earned and did not.
    """

    number: int
    cost: Fraction


def most_costly_turns(found: Debrief, rubric: Rubric, most: int) -> tuple[KeyTurn, ...]:
    """The turns that cost most, the most costly first; of equally costly ones the earlier first.

    A turn with a critical error comes before all others, because the error alone decides.

    Args:
        found: The debrief.
        rubric: The rubric that the play was scored by.
        most: How many turns at most.
    """
    costs = {x: most - own for x, (own, most) in turn_points(found.sheet, rubric).items()}
    errors = {x.number for x in found.turns if x.criticals}
    turns = [
        KeyTurn(number=x.number, cost=costs.get(x.number, Fraction(0)))
        for x in found.turns
        if x.number in errors or costs.get(x.number, Fraction(0)) >= _LEAST
    ]
    turns.sort(key=lambda x: (x.number not in errors, -x.cost, x.number))
    return tuple(turns[:most])


def costly_rules(sheet: ScoreSheet, rubric: Rubric) -> tuple[str, ...]:
    """The rules by which points of the total were missed, the most costly first.

    Args:
        sheet: The score sheet.
        rubric: The rubric that the play was scored by.
    """
    shares = _shares(sheet, rubric)
    costs: dict[str, Fraction] = {}
    for reason in sheet.reasons:
        missed = (reason.possible - reason.earned) * shares[reason.rule.partition(".")[0]]
        costs[reason.rule] = costs.get(reason.rule, Fraction(0)) + missed
    return tuple(sorted((x for x in costs if costs[x] > 0), key=lambda x: (-costs[x], x)))


def turn_points(sheet: ScoreSheet, rubric: Rubric) -> Mapping[int, tuple[Fraction, Fraction]]:
    """The points of the total that each turn earned, and that it could have earned.

    Args:
        sheet: The score sheet.
        rubric: The rubric that the play was scored by.

    Returns:
        Both by the number of the turn, from 0; turns without any reason are left out.
    """
    shares = _shares(sheet, rubric)
    points: dict[int, tuple[Fraction, Fraction]] = {}
    for reason in sheet.reasons:
        if reason.turn is not None:
            share = shares[reason.rule.partition(".")[0]]
            earned, possible = points.get(reason.turn, (Fraction(0), Fraction(0)))
            points[reason.turn] = (
                earned + reason.earned * share,
                possible + reason.possible * share,
            )
    return points


def _shares(sheet: ScoreSheet, rubric: Rubric) -> Mapping[str, Fraction]:
    """The share of each dimension in the total; 0 if it was not observed."""
    observed = {str(x): rubric.weights[x] for x, value in sheet.scores.items() if value is not None}
    whole = sum(observed.values()) or 1
    return {str(x): Fraction(observed.get(str(x), 0), whole) for x in sheet.scores}
