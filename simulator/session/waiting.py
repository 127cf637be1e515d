"""How long a choice waits for the next thing that happens in the story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.session.effects import take_effect
from simulator.session.state import OPEN, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.session.program.compiled import CompiledChoice
    from simulator.session.program.program import Program, TimelineEvent
    from simulator.session.state import State


def waiting_time(program: Program, state: State, choice: CompiledChoice) -> int | None:
    """The story time after which something happens if this choice is made and waits for it.

    The moments at which something can happen are tried, each with all effects of the choice. So a
    choice is never on offer that waits in vain.

    Args:
        program: The program that is played.
        state: The state before the choice.
        choice: A choice of the present node that waits for the next event of the story.

    Returns:
        Story seconds, 0 or more; None if nothing can happen while nobody does anything else.
    """
    now = state.elapsed
    drafts: dict[int, Draft] = {}

    def after(moment: int) -> Draft:
        draft = drafts.get(moment)
        if draft is None:
            draft = drafts[moment] = Draft(state)
            take_effect(program, state, draft, choice, moment - now)
        return draft

    if after(now).missed:
        return 0
    best = min(_breaks(program, state), default=None)
    for event, test in zip(program.timeline, program.timeline_tests, strict=True):
        first = max(event.due, now)
        if best is not None and first >= best:
            break
        if state.happened >> event.place & 1:
            continue
        for moment in _moments(event, state, first):
            if best is not None and moment >= best:
                break
            if test is None or test(after(now if event.steady else moment)):
                best = moment
                break
    return None if best is None else best - now


def _breaks(program: Program, state: State) -> Iterator[int]:
    """The story times at which open promises that lead to a node will break."""
    for promise, (status, due, _) in zip(program.promises, state.promises, strict=True):
        if promise.missed is not None and status == OPEN and due is not None:
            yield max(due + 1, state.elapsed)


def _moments(event: TimelineEvent, state: State, first: int) -> list[int]:
    """The story times at which the guard of an event can begin to hold, in their order.

    Args:
        event: The event of the story.
        state: The state before the choice that waits.
        first: The earliest of these times.
    """
    moments = {first}
    for time in event.times:
        moments |= {time, time + 1}
    for place in event.promises:
        status, due, _ = state.promises[place]
        if status == OPEN and due is not None:
            moments.add(due + 1)
    return sorted(x for x in moments if x >= first)
