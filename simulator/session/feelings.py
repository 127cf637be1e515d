"""Patience, trust and the mood of customers."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final

from simulator.session.event import FeelingsChanged
from simulator.session.faces import face
from simulator.session.state import PATIENCE_UNITS, points, replaced

if TYPE_CHECKING:
    from simulator.scenario.vocabulary import Mood
    from simulator.session.program.program import Program
    from simulator.session.state import Draft, ReadableState, State

_FULL: Final = 1000
"""The maximum of patience and of trust, in points."""
_FULL_PATIENCE: Final = _FULL * PATIENCE_UNITS


def mood(program: Program, state: ReadableState) -> Mood | None:
    """The mood that the face shows at the present node.

    Patience and trust of the customer give the first band of the rubric whose bounds are above
    both. The face that the author gave to the node moves this face by as many rungs as the rubric
    allows; if the rubric says nothing about it, the author's face is shown. At an ending the face
    fits the outcome.

    Args:
        program: The program that is played.
        state: A state or draft of a session that was started.

    Returns:
        The mood. None if the node has no mood of its own and no customer is there, or no band fits.
    """
    node = program.nodes[state.node]
    moods, customer = program.moods, node.customer
    if customer is None or (node.mood is not None and moods.nudge is None):
        return node.mood
    row = moods.faces[bisect(moods.patience, points(state.patience[customer]))]
    felt = row[bisect(moods.trust, state.trust[customer])]
    if felt is None or moods.nudge is None:
        return felt
    return face(felt, node.mood, moods.nudge, node.ending)


def shift(draft: Draft, customer: int, trust: int, patience: int) -> None:
    """Changes the trust and patience of a customer; both stay between 0 and 1000 points.

    Args:
        draft: The draft that is changed.
        customer: The place of the customer in `State.trust` and `State.patience`.
        trust: Points of trust to add; negative to take away.
        patience: Units of patience to add, `PATIENCE_UNITS` to a point; negative to take away.
    """
    if trust:
        value = min(max(0, draft.trust[customer] + trust), _FULL)
        draft.trust = replaced(draft.trust, customer, value)
    if patience:
        value = min(max(0, draft.patience[customer] + patience), _FULL_PATIENCE)
        draft.patience = replaced(draft.patience, customer, value)


def note_feelings(program: Program, before: State, draft: Draft) -> None:
    """Adds a `FeelingsChanged` event for each customer whose whole points differ from before.

    Args:
        program: The program that is played.
        before: The state before the change.
        draft: The draft after the change; the events are added to it.
    """
    if draft.trust is before.trust and draft.patience is before.patience:
        return
    for place, id_ in enumerate(program.customers):
        trust, units, old = draft.trust[place], draft.patience[place], before.patience[place]
        patience = points(units)
        if trust != before.trust[place] or (units != old and patience != points(old)):
            draft.events.append(FeelingsChanged(customer=id_, patience=patience, trust=trust))
