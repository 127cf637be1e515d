"""Looks ahead along the nodes that the story passes without a choice: the walk must come to an end.

Nothing that the trainee could do changes such a walk. So a walk that comes back to the same node in
the same state never ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.errors import EndlessWalkError
from simulator.session.availability import available
from simulator.session.rules import enter, first_target
from simulator.session.state import Draft

if TYPE_CHECKING:
    from simulator.session.program.program import Program
    from simulator.session.state import State

LONGEST_WALK: Final = 100_000
"""The largest number of nodes that a story may pass in a row without a choice."""


def steps_ahead(program: Program, state: State) -> int:
    """How often the story goes on by itself before the trainee can do something else, or it ends.

    Args:
        program: The program that is played.
        state: A state from which the story goes on by itself.

    Returns:
        The number of nodes that are entered, 1 or more.

    Raises:
        EndlessWalkError: The walk never ends, or it is longer than `LONGEST_WALK`.
    """
    # The mark is moved at steps 1, 2, 4, 8 and so on, so that a ring of any length is found after
    # at most three rounds, and no states have to be kept.
    mark, next_mark, steps = state, 1, 0
    while True:
        onward = _next_state(program, state)
        if onward is None:
            return max(steps, 1)
        state, steps = onward, steps + 1
        if state == mark:
            raise EndlessWalkError(program.scenario.id, _ring(program, state))
        if steps > LONGEST_WALK:
            raise EndlessWalkError(program.scenario.id, (mark.node, state.node))
        if _stops(program, state):
            return steps
        if steps == next_mark:
            mark, next_mark = state, 2 * next_mark


def _stops(program: Program, state: State) -> bool:
    """Whether the trainee can do something other than go on, or the story has ended."""
    node = program.nodes[state.node]
    if node.ending is not None or node.silence is not None:
        return True
    return bool(node.choices and available(program, state).choices)


def _next_state(program: Program, state: State) -> State | None:
    """The state after the story went on by itself; None if its node leads to no other node."""
    draft = Draft(state)
    to = first_target(program, draft, program.nodes[state.node].targets)
    if to is None:
        return None
    enter(program, draft, to)
    return draft.freeze()


def _ring(program: Program, start: State) -> tuple[str, ...]:
    """The nodes of a ring, each once, in the order of the walk."""
    nodes = dict.fromkeys([start.node])
    state = _next_state(program, start)
    while state is not None and state != start:
        nodes[state.node] = None
        state = _next_state(program, state)
    return tuple(nodes)
