"""The choices that can be made in a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.session.program.index import COUNT_BITS
from simulator.session.sparse import page_at
from simulator.session.timeline import waits_until

if TYPE_CHECKING:
    from simulator.session.program.available import Available, GuardedChoice
    from simulator.session.program.program import Program
    from simulator.session.sparse import Spot
    from simulator.session.state import State

_COUNT: Final = (1 << COUNT_BITS) - 1
"""The bits of one counter."""


def available(program: Program, state: State) -> Available:
    """The choices that can be made in a state, those that open a record too."""
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
    """Whether the guards of a choice hold."""
    if guarded.test is not None and not guarded.test(state):
        return False
    if guarded.texts and not any(test(state) for test in guarded.texts):
        return False
    return not guarded.waits or waits_until(program, state) is not None


def _repeated(state: State, at: Spot) -> int:
    """How often a choice was made after the first time."""
    return page_at(state.repeats, at.branch, at.page) >> at.shift & _COUNT


def replied(program: Program, state: State) -> bool:
    """Whether there was a reply or silence at the present node, now or at an earlier visit."""
    node = program.nodes[state.node]
    return bool(page_at(state.marks, node.marks.branch, node.marks.page) & node.replies)


def goes_on(program: Program, state: State) -> bool:
    """Whether the story goes on by itself: the node has targets, and there is no reply to make."""
    return bool(program.nodes[state.node].targets) and not available(program, state).replies
