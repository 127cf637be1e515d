"""Lets events of the story, and broken promises that lead to a node, happen at their due times."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.session.event import EventHappened

if TYPE_CHECKING:
    from simulator.session.program.program import Program
    from simulator.session.state import Draft

_PROMISE, _EVENT = 0, 1
"""The kinds of `_Due`. They are sorted: with equal due times, promises come before events."""


class _Due(NamedTuple):
    """An event or broken promise that is due and has not happened; sorted by time, kind and place.

    Attributes:
        at: The due time, in story seconds since the start.
        kind: `_PROMISE` or `_EVENT`.
        place: The number of the promise or event in the file.
        id: The id of the promise or event.
        to: The id of the node that it leads to; empty if it leads to no node.
    """

    at: int
    kind: int
    place: int
    id: str
    to: str


def happen(program: Program, draft: Draft) -> str | None:
    """Lets the events and broken promises that are due happen, and returns where they lead.

    Of those that lead to a node, only the first happens. The others that lead to a node stay due
    until the next choice.

    Args:
        program: The program that is played.
        draft: The draft that is changed; an `EventHappened` event is added for each event.

    Returns:
        The id of the node that the story must move to; None if nothing that is due leads to a node.
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
    """The events and broken promises that are due and have not happened yet, not sorted."""
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
