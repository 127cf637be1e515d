"""Which texts a trainee has read before, so that no reply to them is too fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.session.availability import replied
from simulator.session.event import Entered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from simulator.session.event import Event
    from simulator.session.program.program import Program
    from simulator.session.state import State


def has_read(program: Program, state: State, log: Iterable[Event], known: AbstractSet[str]) -> bool:
    """Whether the trainee has read the text of the present node before.

    Args:
        program: The program that is played.
        state: The present state.
        log: All events so far.
        known: Ids of the nodes that the trainee has read in earlier attempts.
    """
    if replied(program, state):
        return True
    if not program.rubric.known_texts:
        return False
    return state.node in known or visits(log, state.node) > 1


def visits(log: Iterable[Event], node: str) -> int:
    """How often a node was entered.

    Args:
        log: The events so far.
        node: The id of the node.
    """
    return sum(isinstance(x, Entered) and x.node == node for x in log)
