"""The events of the story and the broken promises that lead somewhere, at their due times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.session.event import EventHappened
from simulator.session.state import OPEN

if TYPE_CHECKING:
    from simulator.session.program.program import Program
    from simulator.session.state import Draft, State

_PROMISE, _EVENT = 0, 1
"""At one moment, broken promises come before events."""


class _Due(NamedTuple):
    """Something that is due and has not happened yet; sorted by time, kind and place in the file.

    Attributes:
        at: The due time, in story seconds.
        kind: `_PROMISE` or `_EVENT`.
        place: The number of the promise or event in the file.
        id: The id of the promise or event.
        to: The node that it leads to; empty if it leads nowhere.
    """

    at: int
    kind: int
    place: int
    id: str
    to: str


def waits_until(program: Program, state: State) -> int | None:
    """The story seconds at which the next event happens; None if none can.

    Events whose guard holds already come before those that are only due later.
    """
    sure, unsure = [], []
    for event, test in zip(program.timeline, program.timeline_tests, strict=True):
        if state.happened >> event.place & 1:
            continue
        if test is None or test(state):
            sure.append(max(event.due, state.elapsed))
        elif event.due > state.elapsed:
            unsure.append(event.due)
    for place, promise in enumerate(program.promises):
        status, due, _ = state.promises[place]
        if promise.missed is not None and status == OPEN and due is not None:
            sure.append(max(due + 1, state.elapsed))
        if state.missed >> place & 1:
            sure.append(state.elapsed)
    return min(sure or unsure, default=None)


def happen(program: Program, draft: Draft) -> str | None:
    """Lets everything happen that is due.

    Only one event can lead somewhere at a time: a second one waits for the next choice.

    Returns:
        The node that the first such event leads to; None if no event leads anywhere.
    """
    target: str | None = None
    for due in sorted(_due(program, draft)):
        if due.to and target is not None:
            continue
        if due.to:
            target = due.to
        if due.kind == _PROMISE:
            draft.missed &= ~(1 << due.place)
        else:
            draft.happened |= 1 << due.place
            draft.events.append(EventHappened(event=due.id, led=bool(due.to)))
    return target


def _due(program: Program, draft: Draft) -> list[_Due]:
    """Everything that is due and has not happened yet."""
    due: list[_Due] = []
    for event, test in zip(program.timeline, program.timeline_tests, strict=True):
        if event.due > draft.elapsed:
            break
        if not draft.happened >> event.place & 1 and (test is None or test(draft)):
            due.append(_Due(event.due, _EVENT, event.place, event.id, event.to or ""))
    if draft.missed:
        for place, promise in enumerate(program.promises):
            promised = draft.promises[place][1]
            if draft.missed >> place & 1 and promised is not None:
                due.append(_Due(promised, _PROMISE, place, promise.id, promise.missed or ""))
    return due
