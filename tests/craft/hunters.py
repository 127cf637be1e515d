"""Mixed players that look for a play which is passed and should not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from simulator.scoring.result import weighted_mean
from simulator.session.event import Chosen, Entered, HarmShown, TimedOut
from tests.craft import bots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction
    from random import Random

    from simulator.scenario.model import Choice, Scenario
    from simulator.session.program import Program
    from simulator.session.session import Session

    Plan: TypeAlias = dict[tuple[str, tuple[str, ...]], str]

KINDS = ("random", "near the best", "climbing", "climbing", "giving up")
MOST_TURNS = 25


class Hunted(NamedTuple):
    """A play, and the kind of player that made it."""

    kind: str
    play: bots.Play


class _Trophy(NamedTuple):
    """The best play so far that came to a bad place, without any bound on its total."""

    mean: Fraction
    plan: Plan


def hunt(program: Program, bad: frozenset[str], plays: int, dice: Random) -> Iterator[Hunted]:
    """Plays of mixed players, each kind in turn.

    A player near the best repeats the best play that is known, proactive or reactive, and makes
    about one to four other replies. A climbing player changes one or two replies of the best play
    that came to a bad place, so that the scores get higher while it still comes there.

    Args:
        program: The scenario.
        bad: The bad places: ids of nodes, and full ids of replies.
        plays: The number of plays.
        dice: Random numbers.
    """
    best = [_plan(bots.proactive(program)), _plan(bots.reactive(program))]
    trophies: dict[str, _Trophy] = {}
    for number in range(plays):
        kind = KINDS[number % len(KINDS)]
        turns = bots.MOST_STEPS
        plan, other = dice.choice(best), dice.randint(1, 4) / 20
        if kind == "random":
            plan, other = {}, 1.0
        elif kind == "giving up":
            turns = dice.randrange(MOST_TURNS)
        elif kind == "climbing" and trophies:
            plan, other = trophies[dice.choice(sorted(trophies))].plan, dice.randint(1, 2) / 20
        found = bots.play(
            program, _along(plan, other, dice), looks=dice.random() < 3 / 4, turns=turns
        )
        if not found.sheet.abandoned:
            _keep(program, bad, found, trophies)
        yield Hunted(kind, found)


def marked(scenario: Scenario, found: bots.Play) -> set[str]:
    """The nodes of a play at which nobody passes, as the scenario says."""
    nodes = {x.node for x in found.log if isinstance(x, HarmShown) and not x.excused}
    ending = scenario.nodes[found.sheet.ending] if found.sheet.ending else None
    if ending and ending.ending in {"lost", "escalated"} and not ending.handed_over_rightly:
        nodes.add(ending.id)
    return nodes


def came_to(found: bots.Play) -> set[str]:
    """The ids of all nodes of a play, and the full ids of all its replies."""
    nodes = {x.node for x in found.log if isinstance(x, Entered)}
    return nodes | {f"{x.node}/{x.choice}" for x in found.log if isinstance(x, Chosen | TimedOut)}


def _plan(found: bots.Play) -> Plan:
    return {(x.node, x.available): x.choice for x in found.chosen}


def _along(plan: Plan, other: float, dice: Random) -> Callable[[Session, Sequence[Choice]], Choice]:
    """Follows a plan; with the probability `other`, or without a plan, replies at random."""

    def pick(playing: Session, replies: Sequence[Choice]) -> Choice:
        wanted = plan.get((playing.state.node, tuple(x.id for x in replies)))
        planned = [x for x in replies if x.id == wanted]
        if planned and dice.random() >= other:
            return planned[0]
        silence = playing.program.node(playing.state).silence
        return dice.choice([*replies, silence] if silence else replies)

    return pick


def _keep(
    program: Program, bad: frozenset[str], found: bots.Play, trophies: dict[str, _Trophy]
) -> None:
    mean = weighted_mean(program.rubric, found.sheet.scores)
    for place in marked(program.scenario, found) | (came_to(found) & bad):
        if place not in trophies or mean > trophies[place].mean:
            trophies[place] = _Trophy(mean, _plan(found))
