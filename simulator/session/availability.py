"""The choices that can be made in a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.session.program.index import COUNT_BITS
from simulator.session.sparse import page_at
from simulator.session.waiting import waiting_time

if TYPE_CHECKING:
    from simulator.session.program.available import Available, GuardedChoice
    from simulator.session.program.program import Program
    from simulator.session.sparse import Spot
    from simulator.session.state import State

_COUNT: Final = (1 << COUNT_BITS) - 1
"""A mask of the lowest `COUNT_BITS` bits, to cut one count out of a page of counts."""


def available(program: Program, state: State) -> Available:
    """The choices that can be made in a state: replies and look-ups, in the order of the file.

    Args:
        program: The program that is played.
        state: A state of a session that was started; its node must exist.

    Returns:
        The choices. Equal sets of choices at one node are the same object.
    """
    node = program.choices[state.node]
    marks = page_at(state.marks, node.branch, node.page)
    found = node.ever | node.once & ~marks
    for limited in node.limited if marks else ():
        if marks & limited.mark and _repeated(state, limited.repeats) < limited.again:
            found |= limited.mark
    for guarded in node.guarded:
        if found & guarded.mark and not _holds(program, state, guarded):
            found ^= guarded.mark
    return node.available(found)


def _holds(program: Program, state: State, guarded: GuardedChoice) -> bool:
    """Whether a choice that has guards can be made in a state.

    Its own guard must hold, one of its texts must be visible, and if the choice waits for the next
    event of the story, something must happen at the end of the waiting.
    """
    if guarded.test is not None and not guarded.test(state):
        return False
    if guarded.texts and not any(test(state) for test in guarded.texts):
        return False
    waits = guarded.waits
    return waits is None or waiting_time(program, state, waits) is not None


def _repeated(state: State, at: Spot) -> int:
    """How often a choice was made again after the first time, from its place in `State.repeats`."""
    return page_at(state.repeats, at.branch, at.page) >> at.shift & _COUNT


def replied(program: Program, state: State) -> bool:
    """Whether a reply or the silence of the present node was made, at this or an earlier visit.

    Args:
        program: The program that is played.
        state: A state of a session that was started.
    """
    node = program.nodes[state.node]
    return bool(page_at(state.marks, node.marks.branch, node.marks.page) & node.replies)


def goes_on(program: Program, state: State, choices: Available) -> bool:
    """Whether the story goes on by itself: the node has targets and no reply can be made.

    Args:
        program: The program that is played.
        state: A state of a session that was started.
        choices: The choices that can be made in this state; see `available`.
    """
    return bool(program.nodes[state.node].targets) and not choices.replies
