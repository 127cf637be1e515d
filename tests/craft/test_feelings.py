"""In the shipped scenarios a reply moves a meter, and patience can run out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from simulator.presentation.scene import VISIBLE
from simulator.session.event import Chosen, FeelingsChanged, Looked, TimedOut
from tests.craft import bots
from tests.shipped import SHIPPED, shipped

if TYPE_CHECKING:
    from simulator.session.program import Program

_PLAYS = 40
_LEAST = 0.9


def moves(program: Program, play: bots.Play) -> list[tuple[str, int]]:
    """Node and choice of each turn that counts for empathy, and the largest move of a meter."""
    now = {x.id: (x.patience, x.trust) for x in program.scenario.customers.values()}
    found: list[tuple[str, int]] = []
    counts = False
    for event in play.log:
        if isinstance(event, Chosen | TimedOut):
            counts = "empathy" in program.scenario.nodes[event.node].scores
            if counts:
                found.append((f"{event.node}/{event.choice}", 0))
        elif isinstance(event, Looked):
            counts = False
        elif isinstance(event, FeelingsChanged):
            patience, trust = now[event.customer]
            now[event.customer] = (event.patience, event.trust)
            if counts:
                moved = max(abs(event.patience - patience), abs(event.trust - trust))
                found[-1] = (found[-1][0], max(found[-1][1], moved))
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_a_reply_moves_a_meter_in_nine_of_ten_scored_turns(name: str) -> None:
    program = shipped(name)
    plays = [bots.play(program, bots.at_random(seed)) for seed in range(_PLAYS)]
    plays += [bots.proactive(program), bots.reactive(program)]
    turns = [turn for play in plays for turn in moves(program, play)]
    still = Counter(where for where, points in turns if points < VISIBLE)
    share = 1 - still.total() / len(turns)
    assert share >= _LEAST, f"{share:.1%}; not: {still.most_common(5)}"


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("habit", [bots.rude, bots.slow], ids=["rude", "slow"])
def test_a_rude_or_slow_play_meets_the_walk_out(name: str, habit: bots.Pick) -> None:
    program = shipped(name)
    play = bots.play(program, habit)
    assert play.sheet.ending == program.scenario.walk_out
    assert not play.passed
